# json: encoding options, decoding, errors with positions
import json
data = {'name': 'é "q"\n', 'n': [1, 2.5, -0.0, 1e100, True, False, None], 'nested': {'a': {}, 'b': []}, 3: 'three', None: 'none', True: 1, 1.5: 'f'}
print(json.dumps(data), json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2))
print(json.dumps({'b': 1, 'a': [1, 2]}, sort_keys=True, separators=(',', ':')), json.dumps([1, [2]], indent='\t'), json.dumps('😀'), json.dumps((1, 2)))
print(json.dumps(float('nan')), json.dumps(float('inf')), json.dumps([], indent=2), json.dumps({}, indent=2))
class Thing:
    def __init__(self, x):
        self.x = x
print(json.dumps([Thing(1)], default=lambda thing: thing.__dict__))
for bad in (Thing(1), {(1, 2): 3}, {1, 2}):
    try:
        json.dumps(bad)
    except TypeError as error:
        print(error)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)
print(json.dumps({'s': {3, 1, 2}}, cls=Encoder))
print(json.loads('{"a": [1, 2.0, -3e2, true, null], "b": "\\u00e9\\n\\ud83d\\ude00", "c": {}}'), json.loads(' [ ] '), json.loads('"x"'), json.loads(b'{"k": 1}'))
for text in ('', '{', '[1,', '{"a" 1}', '{"a": 1,}', '[1 2]', 'nul', '"abc', '{a: 1}', '[1]x', '"\\q"', '[1,\n 2,\n x]', '01', '"a\nb"', "{'a': 1}", '[1,]'):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), error, error.lineno, error.colno, error.pos)
print(json.loads('{"x": 1}', object_hook=lambda d: list(d.items())), json.loads('1.5', parse_float=str), json.loads('{"a":1,"a":2}', object_pairs_hook=list))
try:
    json.loads(5)
except TypeError as error:
    print(error)
