# The parts of `json` under their own names, and text that begins with a mark.
import json
import json.decoder
import json.encoder
from json.decoder import JSONDecodeError

for text in '{', '[1,]', 'nul', '{"a" 1}':
    try:
        json.loads(text)
    except json.decoder.JSONDecodeError as error:
        print(type(error), error, error is not None and isinstance(error, JSONDecodeError))
print(json.JSONDecodeError is JSONDecodeError, json.encoder.JSONEncoder is json.JSONEncoder, json.JSONDecoder)
data = b'\xef\xbb\xbf[1, "\xc3\xa9"]'
print(json.loads(data.decode('utf-8-sig')), 'é'.encode('utf-8-sig'), b'abc'.decode('utf-8-sig'))
try:
    json.loads(data.decode())
except JSONDecodeError as error:
    print(error)
