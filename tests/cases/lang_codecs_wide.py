def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e,'args',None))
for enc in ['utf-16','utf-16-le','utf-16-be','utf-32','utf-32-le','utf-32-be']:
    for b in [b'', b'a', b'ab', b'abc', b'\xff\xfea\0', b'\xfe\xff\0a', b'\x00\xd8a\0', b'\x00\xdc', b'\x00\xd8', b'\xff\xfe\x00\xd8', b'\0\0\0\xff', b'a\0\0\0', b'\0\xd8\0\0', b'\xff\xfe\0\0a\0\0\0', b'\0\0\xfe\xff\0\0\0a']:
        for h in ['strict','replace','ignore','backslashreplace']:
            t(lambda: ascii(b.decode(enc,h)))
    t(lambda: 'é😀'.encode(enc))
