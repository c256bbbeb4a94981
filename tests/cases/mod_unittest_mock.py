"""Mocks: what they give, what they remember, and how they take the place of things."""
from unittest.mock import Mock, MagicMock, AsyncMock, patch, call, ANY, sentinel, DEFAULT, PropertyMock, create_autospec, mock_open, seal, NonCallableMock
import unittest, asyncio, os, time, random
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__+':', e)
m = Mock()
print(m.foo is m.foo, m() is m(), m.called, m.call_count, m.foo.called)
m.method(1, 2, key='v'); m.method(3); m.other.deep(4)
print(m.method.call_args, m.method.call_args_list, m.method.call_count, m.mock_calls, m.method_calls)
print(m.method.call_args.args, m.method.call_args.kwargs, m.method.call_args_list[0][0], m.method.call_args_list[0][1])
print(call(1,2), call.foo(1,a=2), call.foo.bar(3), call(1)==call(1), call(1)==((1,),{}), call(1)==call(2), repr(call), call.a().b(1).call_list(), [call(1), call(2)])
t(m.method.assert_called_with, 4); t(m.method.assert_called_with, 3); t(m.method.assert_called_once_with, 3); t(m.method.assert_called_once); t(m.nope.assert_called); t(m.nope.assert_called_with, 1); t(m.method.assert_not_called); t(m.method.assert_any_call, 1, 2, key='v'); t(m.method.assert_any_call, 9); t(m.assert_has_calls, [call.method(3), call.other.deep(4)]); t(m.assert_has_calls, [call.method(4)]); t(m.method.assert_has_calls, [call(3), call(1, 2, key='v')], any_order=True); t(m.method.assert_has_calls, [call(8)], any_order=True); t(m.nope.assert_not_called); t(m.nope.assert_called_once)
m = Mock(return_value=5); print(m(), m(1)); m.reset_mock(); print(m.called, m.call_args, m())
m = Mock(side_effect=ValueError('boom')); t(m)
m = Mock(side_effect=[1, 2, KeyError('k')]); t(m); t(m); t(m); t(m)
m = Mock(side_effect=lambda x: x * 2); print(m(4)); m.side_effect = None; m.return_value = 'r'; print(m(4))
m = Mock(side_effect=lambda *a: DEFAULT, return_value=7); print(m(1))
m = Mock(name='svc', x=3, **{'y.return_value': 9, 'z.side_effect': KeyError}); print(m.x, m.y(), m.svc2 is m.svc2); t(m.z)
def noid(s): 
    s = repr(s); i = s.find(" id='")
    return s[:i] + '>'
print(noid(m), noid(m.a.b), noid(m.a()), noid(m.a().c), noid(Mock()), noid(MagicMock().q), noid(MagicMock()()), noid(AsyncMock(name='am')))
class Foo:
    attr = 1
    def bar(self, a, b=2): return a
    async def abar(self): return 1
m = Mock(spec=Foo); print(isinstance(m, Foo), noid(m)); t(lambda: m.nothing); m.bar(1); m.new = 3; print(m.new)
m = Mock(spec_set=Foo); t(setattr, m, 'new', 3); t(setattr, m, 'attr', 3); print(noid(m))
m = Mock(spec=['a']); t(lambda: m.b); m.a
t(lambda: Mock().assert_foo); t(lambda: Mock().assret_called); t(lambda: Mock().__len__); t(lambda: len(Mock())); t(lambda: Mock().called_once_with)
m = MagicMock()
print(len(m), bool(m), int(m), float(m), list(m), 3 in m, m[3] is m[4], noid(m[3]), noid(m + 1), complex(m)); t(lambda: m < 3); t(lambda: m == m); t(lambda: m == 3)
m.__len__.return_value = 5; m.__getitem__.side_effect = lambda k: k * 2; m.__iter__.return_value = [1, 2]; m.__contains__.return_value = True; m.__str__.return_value = 'shown'
print(len(m), m[4], list(m), list(m), 9 in m, str(m), f'{m}')
m = MagicMock(); m[1]; m['k'] = 2; del m['k']; print(m.mock_calls)
with m as ctx: noid(ctx)
print(m.__enter__.called, m.__exit__.call_args, m.__exit__.call_count)
m.__enter__.return_value = 'res'
with m as ctx: print(ctx)
m = Mock(); m.__str__ = Mock(return_value='S'); m.__len__ = lambda self: 3; print(str(m), len(m))
parent = Mock(); parent.child(1); c = Mock(); parent.attached = c; c(2); parent.x.y(3).z(4); print(parent.mock_calls, parent.method_calls); parent.mock_calls == [call.child(1)]
o = Mock(wraps=Foo()); print(o.bar(5)); o.bar.assert_called_once_with(5)
class P:
    @property
    def p(self): return 1
with patch.object(P, 'p', new_callable=PropertyMock) as pm:
    pm.return_value = 42; x = P(); print(x.p); x.p = 3; print(pm.mock_calls)
print(P().p)
def fetch(n): return n
def use(n): return fetch(n) + 1
with patch('__main__.fetch', return_value=10) as f: print(use(1)); f.assert_called_once_with(1); print(noid(f))
print(use(1))
@patch('__main__.fetch')
def deco(a, f): f.return_value = 3; return use(a), f.call_args
print(deco(2))
@patch('__main__.fetch', new=lambda n: 100)
def deco2(a): return use(a)
print(deco2(2), use(2))
@patch.object(Foo, 'bar')
@patch('time.sleep')
def deco3(s, b): print(s is time.sleep, Foo.bar is b); time.sleep(5); Foo().bar(1); return s.call_args, b.call_args
print(deco3(), time.sleep is not None)
with patch.dict(os.environ, {'KEY': 'v'}): print(os.environ['KEY'])
print('KEY' in os.environ)
d = {'a': 1}
with patch.dict(d, {'b': 2}, clear=True): print(d)
print(d)
with patch('random.randint', side_effect=[4, 5]): print(random.randint(1, 6), random.randint(1, 6))
with patch('builtins.print') as pr: print('hidden')
print(pr.mock_calls)
with patch('builtins.input', return_value='typed'): print(input('? '))
t(lambda: patch('nodots').start()); t(lambda: patch.object(Foo, 'zzz').start())
p = patch('__main__.fetch', 5); p.start(); print(fetch); p.stop(); print(fetch(1))
with patch.multiple('__main__', fetch=DEFAULT, use=3) as v: print(sorted(v), use)
obj = Foo()
with patch.object(obj, 'bar', return_value='mocked') as b: print(obj.bar(3), b.called)
print(obj.bar(3), 'bar' in vars(obj))
spec = create_autospec(fetch); spec(1); t(spec); t(spec.assert_called_once_with, 1)
S = create_autospec(Foo); inst = S(); inst.bar(1); t(inst.bar); t(lambda: inst.nope); print(isinstance(inst, Foo))
async def main():
    am = AsyncMock(return_value=3); print(await am(1), am.await_count, am.await_args, am.call_count)
    t(am.assert_awaited_once_with, 1); t(am.assert_awaited_with, 2); t(am.assert_not_awaited); am.assert_awaited_once()
    t(AsyncMock().assert_awaited); t(AsyncMock().assert_awaited_with, 1)
    am = AsyncMock(side_effect=[1, ValueError('x')]); print(await am())
    try: await am()
    except ValueError as e: print(e)
    try: await am()
    except StopAsyncIteration: print('stop')
    m = MagicMock(); m.fetch = AsyncMock(return_value='data'); print(await m.fetch('u')); m.fetch.assert_awaited_once_with('u'); print(m.mock_calls)
    async with m as x: pass
    m.__aenter__.return_value = 'entered'
    async with m as x: print(x)
    m.__aiter__.return_value = [1, 2, 3]; print([i async for i in m])
    m = AsyncMock(spec=Foo); print(type(m.abar).__name__, type(m.bar).__name__); m = MagicMock(spec=Foo); print(type(m.abar).__name__); print(await m.abar() is not None)
    async def eff(x): await asyncio.sleep(1); return x + 1
    am = AsyncMock(side_effect=eff); print(await am(4)); am2 = AsyncMock(); am2.sub.return_value = 4; print(await am2.sub())
    with patch('__main__.afetch', return_value=8) as af: print(await afetch(), type(af).__name__)
async def afetch(): return 1
asyncio.run(main())
print(ANY == 3, call(1, ANY) == call(1, 'x'), ANY, sentinel.foo, sentinel.foo is sentinel.foo)
mo = mock_open(read_data='a\nb\n')
with patch('builtins.open', mo):
    with open('f') as fh: print(fh.read())
    with open('f') as fh: print(list(fh))
    with open('f') as fh: print(fh.readline(), fh.readlines())
    with open('w', 'w') as fh: fh.write('x')
print(mo.call_args_list); mo().write.assert_called_once_with('x')
m = Mock(); m.a.b = 3; seal(m); print(m.a.b); t(lambda: m.c); t(setattr, m, 'q', 1)
m = Mock(); del m.gone; t(lambda: m.gone); m.configure_mock(k=4, **{'l.return_value': 5}); print(m.k, m.l()); print(hasattr(m, 'gone'), hasattr(m, 'zzz'))
class T(unittest.TestCase):
    @patch('__main__.fetch')
    def test_a(self, f): f.return_value = 1; self.assertEqual(use(0), 2); f.assert_called_once_with(0)
    def setUp(self):
        p = patch('__main__.use'); self.m = p.start(); self.addCleanup(p.stop)
    def test_b(self): self.assertIs(use, self.m)
@patch('__main__.fetch')
class T2(unittest.TestCase):
    def test_c(self, f): fetch.return_value = 4; self.assertEqual(use(1), 5)
unittest.main(argv=['x'])
