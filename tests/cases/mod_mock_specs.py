# Mocks made after something: their parameters, special methods, files, and what stands in the place of what.
from unittest.mock import *
import unittest.mock as um
m = MagicMock()
print(m == 3, m != 3, m == m, len(m.mock_calls), m.mock_calls[:2])
str(m)
print(m.mock_calls[-1])
hash(m)
print(len(m.mock_calls), m.mock_calls[-1])
a = MagicMock(name='a')
b = a
b += 1
print(repr(b).split(' id')[0], a.mock_calls)
print(repr(1 + MagicMock()).split(' id')[0], repr(1 @ MagicMock()).split(' id')[0], repr(divmod(5, MagicMock())).split(' id')[0])
print(next(MagicMock()).__class__)
m = Mock()
try:
    m.assert_has_calls([call()])
except AssertionError as e:
    print(e)


m(1)
try:
    m.assert_has_calls([call(2)])
except AssertionError as e:
    print(e)


try:
    m.assert_has_calls([call(2), call(1)], any_order=True)
except AssertionError as e:
    print(e)


am = AsyncMock()
try:
    am.assert_has_awaits([call(2)])
except AssertionError as e:
    print(e)


o = mock_open(read_data='one\ntwo\n')
with o('f') as f:
    print(next(f), f.readline())


print(o.mock_calls)
with o('g') as f:
    print(f.readlines(), f.write('x'))


with o('h') as f:
    print(list(f))


h = o()
h.read.return_value = 'bar'
print(h.read())
m = Mock()
m.__name__ = 'foo'
print(m.__name__)
try:
    Mock().__name__
except AttributeError as e:
    print(e)


m = Mock()
m.__enter__ = Mock(return_value=5)
m.__exit__ = Mock()
m.__exit__.return_value = False
with m as v:
    print(v)


print(m.mock_calls, m.__enter__.call_count)
print(call(1).method(2).call_list(), call.foo.bar(3), call.foo()(1).baz, call().__enter__(), call.__getitem__('x'), call.count(1), call.index)


def f(a, b=2, *, c=3):
    pass


m = Mock(spec=f)
m(1, 2, c=4)
m.assert_called_with(1, b=2, c=4)
m.assert_called_once_with(a=1, b=2, c=4)
m.assert_any_call(1, 2, c=4)
m.assert_has_calls([call(a=1, b=2, c=4)])
try:
    m.assert_called_with(5)
except AssertionError as e:
    print(e)


class K:
    attr = 'x'

    def __init__(self, p):
        self.p = p

    def one(self, a, b):
        return 1

    @staticmethod
    def st(x):
        ...

    @classmethod
    def cl(cls, x):
        ...

    async def co(self, y):
        ...


k = create_autospec(K)
k.one(1, 2)
k.st(1)
k.cl(2)
i = k(7)
i.one(3, b=4)
i.one.assert_called_with(3, 4)
k.assert_called_once_with(p=7)
for bad in (lambda: k.one(1), lambda: k(), lambda: i.one(), lambda: i.nope, lambda: i.st(), lambda: i()):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


print(isinstance(i, K), type(i).__name__, type(i.co).__name__, isinstance(k.attr, str), type(k.attr).__name__)
fn = create_autospec(f, return_value=9)
print(fn(1), fn.call_args, fn.__name__)
try:
    fn()
except TypeError as e:
    print(e)


ki = create_autospec(K('q'), name='nn')
ki.one(1, 2)
with patch('__main__.input', return_value='typed'):
    print(input('?'))


with patch('__main__.len', return_value=42) as ln:
    print(len([]))


print(len([]))
for t in (5, 'nodots', ''):
    try:
        patch(t)
    except TypeError as e:
        print(e)


try:
    create_autospec(Mock())
except um.InvalidSpecError as e:
    print('InvalidSpecError')


m = Mock(side_effect=sentinel.x)
import copy
print(copy.copy(sentinel.a) is sentinel.a, copy.deepcopy(sentinel.a) is sentinel.a)
t = ThreadingMock(timeout=0.1)
try:
    t.wait_until_called()
except AssertionError as e:
    print(e)


t(1, a=2)
t.wait_until_called()
t.wait_until_any_call_with(1, a=2)
try:
    t.wait_until_any_call_with(5)
except AssertionError as e:
    print(e)


import inspect


async def cf(x):
    ...


print(inspect.iscoroutinefunction(AsyncMock()), inspect.iscoroutinefunction(AsyncMock(cf)), inspect.iscoroutinefunction(AsyncMock(f)))
import os
print(os.fspath(MagicMock(name='p')).split('/')[:2])
m = MagicMock()
m.__eq__.return_value = True
print(m == 5, m.__eq__.call_args)
m = MagicMock()
m.__hash__.return_value = 7
print(hash(m))
m = MagicMock()
m.__str__.return_value = 'S'
print(str(m), f'{m}')
p = PropertyMock(return_value=3)


class O:
    x = p


print(O().x, p.mock_calls)
m = Mock(return_value=None)
m()
m.reset_mock()
print(m.called)


class Foo:
    pass


with patch.multiple(Foo, create=True, a=1, b=DEFAULT) as made:
    print(Foo.a, sorted(made))


m = Mock(**{'method.return_value': 3, 'other.side_effect': KeyError})
print(m.method())
seal(m)
try:
    m.new
except AttributeError as e:
    print(e)


m = MagicMock(spec=['a'])
print(callable(m))
m = NonCallableMock()
print(callable(m))
with patch('__main__.K', autospec=True) as PK:
    inst = PK(1)
    inst.one.return_value = 8
    print(inst.one(1, 2), PK.call_args)
    try:
        inst.one(1)
    except TypeError as e:
        print(e)

@patch.object(K, 'one', autospec=True)


def test(one):
    one.return_value = 'patched'
    kk = K(1)
    print(kk.one(1, 2), one.call_args_list[0].args[0] is kk)


test()
