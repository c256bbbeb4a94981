# Text to bytes and back: all encodings, all ways with errors, and what is refused.
def show(function, *args, **keywords):
    try:
        return repr(function(*args, **keywords))
    except UnicodeError as error:
        return f'{error!r} | {error} | {error.encoding} {error.start} {error.end} {error.reason}'
    except Exception as error:
        return f'{type(error).__name__}: {error}'


encodings = ['utf-8', 'UTF8', 'U8', 'ascii', 'US-ASCII', '646', 'latin-1', 'ISO-8859-1', 'l1', 'utf-16', 'utf-16-le', 'UTF_16BE', 'utf-32', 'utf-32-le', 'u32']
texts = ['', 'plain', 'café', '日本x', 'aé日😀b', '\x7f\x80\xff\u0100', '😀']
for encoding in encodings:
    for text in texts:
        print(encoding, *[show(text.encode, encoding, errors) for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace')])
        made = text.encode('utf-16-be', 'strict') if '16' in encoding else text.encode('utf-32') if '32' in encoding else text.encode()
        for data in made, made[:-1], made[1:]:
            print('   ', data, *[show(data.decode, encoding, errors) for errors in ('strict', 'ignore', 'replace', 'backslashreplace')])
for data in [b'\xff', b'a\xe9\x80', b'a\xe9\x80b', b'\xed\xa0\x80', b'\xc0\x80', b'\xf0\x9fA\xe2\x82', b'\xf4\x90\x80\x80', b'ok\xf5', b'\x80\x81',
             b'\xd8\x00\x00\x41', b'\xdc\x00', b'\x00\xd8', b'\x00\xd8\x41\x00', b'\xff\xfea\x00', b'\xfe\xff\x00a', b'\xff\xfe\x00\x00a\x00\x00\x00', b'\x00\x00\x11\x00']:
    for encoding in 'utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-be', 'utf-32', 'utf-32-le':
        print(data, encoding, *[show(bytearray(data).decode, encoding, errors) for errors in ('strict', 'ignore', 'replace', 'backslashreplace')])
for call in ['"a".encode("bogus")', 'b"a".decode("bogus")', '"é".encode("ascii", "bogus")', '"a".encode(5)', '"a".encode("utf-8", 5)', 'b"a".decode(None)', 'b"a".decode("ascii", errors=1)',
             '"a".encode(encoding="utf-16", errors="strict")', 'b"a".decode(errors="ignore")', '"a".encode("ascii", "strict", 1)', '"a".encode(x=1)', 'str(b"a\\xe9", "latin-1")',
             'str(b"a\\xe9", errors="replace")', 'str(b"a", encoding="ascii")', 'str("a", "ascii")', 'str(5, "ascii")', 'str(bytearray(b"\\xe9"), "utf-8")', 'bytes("é", "latin-1")',
             'bytes("é", "ascii")', 'bytes("é", "ascii", "replace")', 'bytearray("é", "utf-16-le")', 'bytes("é")', 'bytes("é", 5)', 'bytes(b"a", "ascii")', 'bytes(5, "ascii")',
             'bytes("é", errors="strict")', 'str(encoding="ascii")', 'b"".decode("bogus")', 'str(b"", "bogus")', '"".encode("bogus")', 'str.encode(5)', 'bytes.decode("a")']:
    print(call, show(eval, call))


class Text(str):
    pass


class Data(bytes):
    pass


print(Text('é').encode('latin-1'), Text('é').encode(), Data(b'\xe9').decode('latin-1'), type(Data('é', 'latin-1')), type(Text(b'\xe9', 'latin-1')), Text(b'\xe9', 'latin-1'))
