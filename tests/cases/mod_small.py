# inspect, textwrap, statistics, base64, warnings, uuid, secrets, pprint: what depends on nothing outside
import asyncio, base64, inspect, pprint, secrets, statistics, textwrap, uuid, functools
def f(a, b: int = 2, *args, c, d=4, **kw) -> str: pass
async def co(): pass
def gen(): yield
print(inspect.signature(f), inspect.iscoroutinefunction(co), inspect.iscoroutinefunction(f), inspect.isgeneratorfunction(gen), list(inspect.signature(f).parameters), inspect.iscoroutinefunction(functools.partial(co)), inspect.iscoroutinefunction(asyncio.sleep))
c = co()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isawaitable(3))
c.close()
class A:
    "doc"
    def __init__(self, x, /, y=1): pass
    def m(self, z): "  method doc"
print(inspect.signature(A), inspect.signature(A.m), inspect.signature(A(1).m), inspect.isclass(A), inspect.ismethod(A(1).m), inspect.getdoc(A.m), inspect.signature(f).parameters['b'].default, inspect.signature(functools.partial(f, 1, d=5)))
b = inspect.signature(f).bind(1, c=3, e=5)
b.apply_defaults()
print(b.args, b.kwargs, b.arguments)
text = 'The quick brown fox jumps over the lazy dog and runs well-known far away'
print(textwrap.wrap(text, 20), textwrap.fill(text, 30, initial_indent='* ', subsequent_indent='  '), textwrap.shorten(text, 25), repr(textwrap.dedent('''
    a
      b
    c
''')), repr(textwrap.indent('x\n\ny', '> ')), textwrap.wrap('abcdefghijkl', 5))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]), statistics.stdev([1, 2, 3, 4]), statistics.pvariance([1, 2, 3]), statistics.mode('aab'), statistics.multimode([1, 1, 2, 2]), statistics.mean([0.1, 0.2, 0.3]), statistics.fmean([1, 2]), statistics.quantiles([1, 2, 3, 4, 5]))
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(error)
print(base64.b64encode(b'hello world'), base64.b64decode('aGVsbG8='), base64.urlsafe_b64encode(b'\xff\xfe'), base64.b32encode(b'abc'), base64.b16encode(b'xyz'), base64.b32decode('MFRGG==='))
print(uuid.UUID('12345678123456781234567812345678'), len(str(uuid.uuid4())), uuid.uuid4().version, uuid.uuid4() != uuid.uuid4(), len(secrets.token_hex(8)), 0 <= secrets.randbelow(5) < 5, secrets.choice([7]))
pprint.pprint({'b': [1, 2, 3], 'a': 'x' * 30, 'list': ['some long text here number %d' % i for i in range(4)], 'd': {'k': (1,)}})
pprint.pprint([1, 2, 3]); print(pprint.pformat({'z': 1, 'a': 2}), pprint.pformat(list(range(30)), width=40, compact=True))
