"""Digests, checksums, identifiers and bytes as text."""
import hashlib, hmac, secrets, uuid, zlib, binascii, base64
for n in sorted(hashlib.algorithms_guaranteed):
    h=hashlib.new(n); h.update(b'hello '); h.update(bytearray(b'world'*50))
    kw=(20,) if n.startswith('shake') else ()
    print(n,h.name,h.digest_size,h.block_size,h.hexdigest(*kw),h.digest(*kw)[:4], h.copy().hexdigest(*kw)==h.hexdigest(*kw))
    print(getattr(hashlib,n)(b'').hexdigest(*kw), getattr(hashlib,n)().digest_size)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for e in ["hashlib.md5('x')","hashlib.sha256(5)","hashlib.new('bogus')","hashlib.new('MD5',b'a').hexdigest()","hashlib.new('sha3-256').name","hashlib.blake2b(b'x',digest_size=16,key=b'k',salt=b's',person=b'p').hexdigest()","hashlib.blake2s(b'x',digest_size=5,key=b'k'*32).hexdigest()","hashlib.blake2b(digest_size=65)","hashlib.blake2b(key=b'a'*65)","hashlib.blake2b(salt=b'a'*17)","hashlib.blake2s(person=b'a'*9)","hashlib.blake2s(digest_size=0)","hashlib.pbkdf2_hmac('sha256',b'pw',b'salt',1000).hex()","hashlib.pbkdf2_hmac('sha1',b'pw'*50,b'salt',10,dklen=50).hex()","hashlib.pbkdf2_hmac('sha1',b'pw',b'salt',0)","hashlib.sha256(string=b'x').hexdigest()","hashlib.sha256(b'x',usedforsecurity=False).name","hashlib.md5().update('x')","hashlib.md5().update(None)",
 "hmac.new(b'key',b'msg','sha256').hexdigest()","hmac.new(b'key',b'msg',hashlib.md5).hexdigest()","hmac.new(b'k'*100,b'msg','sha512').digest()[:5]","hmac.new('key',b'm','sha1')","hmac.new(b'key',b'm')","hmac.new(b'key','m','sha1')","hmac.new(b'k',digestmod='sha256').name","hmac.new(b'k',digestmod='sha256').digest_size","hmac.new(b'k',digestmod='sha256').block_size","hmac.digest(b'k',b'm','sha1').hex()","hmac.compare_digest('a','a')","hmac.compare_digest(b'a','a')","hmac.compare_digest('é','a')","hmac.compare_digest(b'a',b'b')","hmac.compare_digest(1,2)","hmac.new(b'k',b'm','nope')",
 "zlib.crc32(b'hello')","zlib.crc32(b'lo',zlib.crc32(b'hel'))","zlib.adler32(b'hello'*100)","binascii.crc32(b'hello')","binascii.hexlify(b'abc')","binascii.hexlify(b'abcd','-',2)","binascii.unhexlify('616263')","binascii.unhexlify(b'6')","binascii.unhexlify('zz')","binascii.b2a_base64(b'hi')","binascii.a2b_base64(b'aGk=')","binascii.b2a_base64(b'hi',newline=False)","binascii.a2b_hex('6162')","binascii.Error.__mro__","binascii.a2b_base64(b'aGk')","binascii.crc_hqx(b'abc',0)",
 "uuid.uuid3(uuid.NAMESPACE_DNS,'python.org')","uuid.uuid5(uuid.NAMESPACE_URL,'http://x')","uuid.UUID(int=5)","repr(uuid.UUID('{12345678-1234-5678-1234-567812345678}'))","uuid.UUID('x')","uuid.UUID()","uuid.UUID(bytes=b'1')","uuid.UUID(bytes=b'1'*16)","uuid.UUID(bytes_le=b'1234567890123456')","uuid.UUID(fields=(1,2,3,4,5,6))","uuid.UUID('12345678123456781234567812345678').fields","uuid.UUID('12345678123456781234567812345678').time_low","uuid.UUID('12345678123456781234567812345678').urn","uuid.UUID('12345678123456781234567812345678').version","uuid.uuid5(uuid.NAMESPACE_DNS,'a').version","uuid.uuid5(uuid.NAMESPACE_DNS,'a').variant","uuid.uuid4().version","uuid.UUID(int=1)<uuid.UUID(int=2)","uuid.UUID(int=1)<3","uuid.UUID(int=1<<128)","hash(uuid.UUID(int=7))","int(uuid.UUID(int=7))","uuid.UUID(int=7).bytes_le","uuid.UUID('12345678123456781234567812345678').node","uuid.UUID('12345678123456781234567812345678').clock_seq","uuid.UUID('12345678123456781234567812345678').time","uuid.UUID(int=7).hex","uuid.UUID(int=3,version=9)","str(uuid.uuid4().is_safe)","uuid.UUID(int=7).__setattr__('int',3)","uuid.NAMESPACE_OID,uuid.NAMESPACE_X500","uuid.uuid5(uuid.NAMESPACE_DNS,b'a')",
 "base64.b64encode(b'hello world'*10)","base64.b64decode('aGVsbG8=')","base64.b64decode('aGVsbG8')","base64.b64decode('a')","base64.b64decode('a#Gk=',validate=True)","base64.b85encode(b'hello world')","base64.b85decode('Xk~0{Zy<MXa%^M')","base64.a85encode(b'hello')","base64.a85decode(b'BOu!rDZ')","base64.b32encode(b'hi')","base64.b32decode('NBUQ====')","base64.b16encode(b'hi')","base64.b16decode('6869')","base64.b16decode('6g')","base64.urlsafe_b64encode(b'\\xff\\xfe\\xfd')","base64.urlsafe_b64decode('__79')","base64.encodebytes(b'a'*60)","base64.decodebytes(b'aGk=\\n')","base64.b64encode('s')","base64.b32hexencode(b'hi')","base64.standard_b64decode(b'aGk=')",
 "secrets.compare_digest('a','b')","len(secrets.token_hex(4))","len(secrets.token_bytes())","secrets.randbelow(0)","secrets.choice([7])","len(secrets.token_urlsafe(5))"]:
    print(e, '->', end=' ')
    t(lambda: eval(e, {**globals()}))

# Lengths around the ends of blocks, for the functions whose blocks are of different sizes.
import hashlib
for name in 'md5', 'sha1', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s':
    digests = [hashlib.new(name, bytes(range(length))).hexdigest()[:8] for length in (0, 1, 55, 56, 63, 64, 65, 71, 72, 135, 136, 144, 200)]
    print(name, *digests)
print(hashlib.shake_128(b'abc').hexdigest(200), hashlib.shake_256(b'').hexdigest(3))
print(hashlib.blake2b(b'data', key=b'key', salt=b'salt', person=b'me', digest_size=20).hexdigest())
for name in 'sha1', 'md5', 'sha256', 'sha3_256':
    print(name, hashlib.pbkdf2_hmac(name, b'password', b'salt', 5, 40).hex())

# SHA-512 and SHA-384, around the end of a block and over several.
for name in 'sha384', 'sha512':
    for length in 0, 111, 112, 128, 240:
        print(name, length, hashlib.new(name, bytes(i % 251 for i in range(length))).hexdigest())
    print(hashlib.pbkdf2_hmac(name, b"password", b"salt", 2).hex(), hmac.new(b'k' * 200, b'data', name).hexdigest())
