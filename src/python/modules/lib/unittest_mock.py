"""`unittest.mock`: objects that stand for others in tests, and remember how they were used.

A mock makes what is asked of it: attributes are mocks, its result is a mock, each made when it is first asked for and kept. A call
is recorded by the mock, and under a longer name by each mock that it was reached through.
"""

import sys
from contextlib import ExitStack as _ExitStack
from functools import wraps as _wraps
from importlib import _resolve
from inspect import isawaitable as _isawaitable, iscoroutinefunction as _iscoroutinefunction

__all__ = ['Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock', 'ThreadingMock',
           'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal']

FILTER_DIR = True


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'


class _Sentinels:
    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError
        return self._made.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _Any:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _Any()


class _Call(tuple):
    """A call: its arguments, and in a list of calls to several mocks also the name of the one that was called."""

    def __new__(cls, name='', args=(), kwargs={}, two=False, parent=None):
        self = tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))
        self._mock_name, self._args, self._kwargs, self._parent = name, args, kwargs, parent
        self._called = True
        return self

    args = property(lambda self: self._args)
    kwargs = property(lambda self: self._kwargs)

    def __call__(self, /, *args, **kwargs):
        return _Call(self._mock_name + '()' if not self._open else self._mock_name or '', args, kwargs, parent=self._previous())

    _open = False

    def _previous(self):
        return self._parent if self._open else self

    def __getattr__(self, name):
        if name[:2] == '__' or name in ('_mock_name',):
            raise AttributeError(name)
        shown = self._mock_name or ''
        if not self._open and shown:
            shown += '()'
        made = _Call(f'{shown}.{name}' if shown else name, parent=self._previous())
        made._open = True
        return made

    def call_list(self):
        """The calls of a chain, the first one first."""
        calls, one = [], self
        while one is not None and one is not call:
            calls.append(one)
            one = one._parent
        return _CallList(reversed(calls))

    def __eq__(self, other):
        if not isinstance(other, tuple) or len(other) > 3:
            return NotImplemented if not isinstance(other, tuple) else False
        if isinstance(other, _Call):
            name, args, kwargs = other._mock_name, other._args, other._kwargs
            two = len(other) == 2
        else:
            name, args, kwargs, two = '', (), {}, True
            for item in other:
                if isinstance(item, str):
                    name, two = item, False
                elif isinstance(item, tuple):
                    args = item
                else:
                    kwargs = item
        names_equal = two or len(self) == 2 or (self._mock_name or '') == (name or '')
        return names_equal and (args, kwargs) == (self._args, self._kwargs)

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        name = self._mock_name
        if self._open:
            return f'call.{name}' if name else 'call'
        shown = f'call.{name}' if name and not name.startswith('()') else 'call' + (name or '')
        return _signature(shown, self._args, self._kwargs)

    __hash__ = None


call = _Call()
call._open = True


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[at:at + size] == value for at in range(len(self) - size + 1))

    def __repr__(self):
        shown = list(map(repr, self))
        line = f'[{", ".join(shown)}]'
        return line if len(line) <= 80 else '[' + ',\n '.join(shown) + ']'


def _signature(name, args, kwargs):
    return f'{name}({", ".join([*map(repr, args), *[f"{key}={value!r}" for key, value in kwargs.items()]])})'


def _is_error(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)


_NUMERIC = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod'.split()
# What the special methods of a MagicMock give if nobody says otherwise.
_RESULTS = {'__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented, '__int__': 1,
            '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0, '__bool__': True,
            '__index__': 1, '__aexit__': False}
_SPECIAL = {*_RESULTS, '__getitem__', '__setitem__', '__delitem__', '__iter__', '__enter__', '__str__', '__neg__', '__pos__',
            '__invert__', '__round__', '__trunc__', '__floor__', '__ceil__', '__abs__', '__fspath__', '__aenter__', '__aiter__',
            '__anext__', '__reversed__', '__missing__', '__format__', '__sizeof__',
            *[f'__{prefix}{name}__' for name in _NUMERIC for prefix in ('', 'r', 'i')]}
_SETTABLE = _SPECIAL | {'__call__', '__eq__', '__ne__', '__hash__', '__repr__', '__get__', '__set__', '__delete__', '__dir__'}
_ASYNC = {'__aenter__', '__aexit__', '__anext__'}
_OWN = {'return_value', 'side_effect', 'called', 'call_count', 'call_args', 'call_args_list', 'mock_calls', 'method_calls',
        'await_count', 'await_args', 'await_args_list'}


class NonCallableMock:
    def __new__(cls, *args, **kwargs):
        # A class of its own for each mock, in which special methods can be put.
        made = type(cls.__name__, (cls,), {'__module__': cls.__module__, '__doc__': cls.__doc__})
        return object.__new__(made)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, side_effect=None, return_value=DEFAULT, unsafe=False,
                 _path=None, _parent=None, **kwargs):
        own = self.__dict__
        own.update(_mock_name=name, _path=_path or name, _parent=_parent, _children={}, _wraps=wraps, _return_value=return_value,
                   _side_effect=None, _spec_class=None, _spec_names=None, _spec_set=spec_set is not None, _sealed=False,
                   _unsafe=unsafe)
        self._set_spec(spec if spec_set is None else spec_set)
        self.side_effect = side_effect
        self._forget()
        self.configure_mock(**kwargs)

    def _set_spec(self, spec):
        if spec is None or isinstance(spec, bool):
            return
        own = self.__dict__
        if isinstance(spec, (list, tuple)):
            own['_spec_names'] = list(spec)
            own['_spec_async'] = ()
            return
        own['_spec_names'] = dir(spec)
        own['_spec_class'] = spec if isinstance(spec, type) else type(spec)
        own['_spec_async'] = [name for name in dir(spec) if _iscoroutinefunction(getattr(spec, name, None))]

    def mock_add_spec(self, spec, spec_set=False):
        self._set_spec(spec)
        self.__dict__['_spec_set'] = bool(spec_set)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    def _forget(self):
        self.__dict__.update(called=False, call_count=0, call_args=None, call_args_list=_CallList(), mock_calls=_CallList(),
                             method_calls=_CallList())

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        self._forget()
        if return_value:
            self.__dict__['_return_value'] = DEFAULT
        if side_effect:
            self.__dict__['_side_effect'] = None
        for child in list(self._children.values()):
            if isinstance(child, NonCallableMock):
                child.reset_mock(return_value=return_value, side_effect=side_effect)
        result = self.__dict__['_return_value']
        if isinstance(result, NonCallableMock) and result is not self and result._parent is self:
            result.reset_mock()

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda entry: entry[0].count('.')):
            target = self
            *names, last = path.split('.')
            for name in names:
                target = getattr(target, name)
            setattr(target, last, value)

    def attach_mock(self, mock, attribute):
        mock.__dict__.update(_parent=None, _mock_name='', _path='')
        setattr(self, attribute, mock)

    @property
    def return_value(self):
        if self.__dict__['_return_value'] is DEFAULT:
            if self._wraps is not None and not self._sealed:
                return DEFAULT
            self.__dict__['_return_value'] = self._child('()', (self._path or 'mock') + '()')
        return self.__dict__['_return_value']

    @return_value.setter
    def return_value(self, value):
        self.__dict__['_return_value'] = value
        self._adopt(value, '()', (self._path or 'mock') + '()')

    @property
    def side_effect(self):
        return self.__dict__['_side_effect']

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_error(value):
            value = iter(value)
        self.__dict__['_side_effect'] = value

    def _child(self, name, path, **kwargs):
        if self._sealed:
            raise AttributeError(f'Cannot set {path}' if name == '()' else path)
        return self._child_class(name)(name=name, _path=path, _parent=self, **kwargs)

    def _get_child_mock(self, /, **kwargs):
        return self._child_class('')(**kwargs)

    def _child_class(self, name):
        kind = type(self).__mro__[1]
        if name in _ASYNC or name in self.__dict__.get('_spec_async', ()):
            return AsyncMock
        if issubclass(kind, AsyncMock):
            return MagicMock if name in _SPECIAL or name in (self._spec_names or ()) else AsyncMock
        if not issubclass(kind, CallableMixin):
            return MagicMock if issubclass(kind, MagicMixin) else Mock
        return kind

    def _adopt(self, value, name, path):
        """A mock without a name or a parent becomes a child of the one that it is given to."""
        if not isinstance(value, NonCallableMock) or value._mock_name or value._parent is not None:
            return
        above = self
        while above is not None:
            if above is value:
                return
            above = above._parent
        value.__dict__.update(_parent=self, _mock_name=name, _path=path)

    def __getattr__(self, name):
        if name in ('_children', '_spec_names') or name[:2] == '__' and name[-2:] == '__' and name not in _SPECIAL:
            raise AttributeError(name)
        if name in self._children:
            found = self._children[name]
            if found is _DELETED:
                raise AttributeError(name)
            return found
        names = self._spec_names
        if names is not None and name not in names:
            raise AttributeError(f'Mock object has no attribute {name!r}')
        if name[:2] == '__' and name[-2:] == '__':
            raise AttributeError(name)
        if not self._unsafe and (names is None or name not in names) and (
                name.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt')) or hasattr(type(self), 'assert_' + name)):
            raise AttributeError(f"'{name}' is not a valid assertion. Use a spec for the mock if '{name}' is meant to be an "
                                 'attribute.')
        return self._make_child(name)

    def _make_child(self, name):
        path = f'{self._path or "mock"}.{name}'
        wraps = getattr(self._wraps, name) if self._wraps is not None else None
        if self._sealed:
            raise AttributeError(f'{path}')
        made = self._children[name] = self._child(name, path, wraps=wraps)
        return made

    def __setattr__(self, name, value):
        if name in _OWN or name in self.__dict__:
            object.__setattr__(self, name, value)
        elif self._spec_set and self._spec_names is not None and name not in self._spec_names:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        elif name == '__class__':
            self.__dict__['_spec_class'] = value
        elif name in _SETTABLE:
            self._set_special(name, value)
        elif isinstance(getattr(type(self), name, None), property) and name not in self._children:
            object.__setattr__(self, name, value)
        else:
            if self._sealed and name not in self._children:
                raise AttributeError(f'Cannot set {self._path or "mock"}.{name}')
            self._children[name] = value
            self._adopt(value, name, f'{self._path or "mock"}.{name}')

    def __delattr__(self, name):
        if name not in self._children and name in self.__dict__:
            object.__delattr__(self, name)
        else:
            if self._children.get(name) is _DELETED:
                raise AttributeError(name)
            self._children[name] = _DELETED

    def _set_special(self, name, value):
        self._children[name] = value
        if isinstance(value, NonCallableMock):
            self._adopt(value, name, f'{self._path or "mock"}.{name}')
            setattr(type(self), name, lambda self, /, *args, **kwargs: _special_result(name, value(*args, **kwargs)))
        else:
            setattr(type(self), name, value)

    def __dir__(self):
        names = self._spec_names
        return sorted({*dir(type(self)), *self.__dict__, *self._children} if names is None else {*names, *self._children})

    def __repr__(self):
        name = f' name={self._path!r}' if self._path else ''
        spec = self._spec_class
        shown = '' if spec is None else f' spec{"_set" * self._spec_set}={spec.__name__!r}'
        return f'<{type(self).__name__}{name}{shown} id={str(id(self))!r}>'

    def _calls_repr(self, prefix='Calls'):
        return f'\n{prefix}: {self.mock_calls!r}.' if self.mock_calls else ''

    def _shown_name(self):
        return self._mock_name or 'mock'

    def _mismatch(self, expected, actual, what='call'):
        raise AssertionError(f'expected {what} not found.\nExpected: {expected}\n  Actual: {actual}')

    def _expected(self, args, kwargs):
        return _signature(self._shown_name(), args, kwargs)

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._shown_name()}' to have been called.")

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._shown_name()}' to not have been called. Called {self.call_count} times."
                                 f'{self._calls_repr()}')

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown_name()}' to have been called once. Called {self.call_count} times."
                                 f'{self._calls_repr()}')

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            self._mismatch(self._expected(args, kwargs), 'not called.')
        if self.call_args != (args, kwargs):
            self._mismatch(self._expected(args, kwargs), self._expected(*self.call_args))

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown_name()}' to be called once. Called {self.call_count} times."
                                 f'{self._calls_repr()}')
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if (args, kwargs) not in self.call_args_list:
            raise AssertionError(f'{self._expected(args, kwargs)} call not found')

    def assert_has_calls(self, calls, any_order=False):
        _check_calls(self, list(calls), self.mock_calls, any_order, lambda: self._calls_repr('  Actual').rstrip('.'), 'Calls')


_DELETED = object()


def _check_calls(mock, wanted, made, any_order, actual, what):
    if not any_order:
        if wanted not in made:
            raise AssertionError(f'{what} not found.\nExpected: {_CallList(wanted)!r}{actual()}')
        return
    left, missing = list(made), []
    for one in wanted:
        if one in left:
            left.remove(one)
        else:
            missing.append(one)
    if missing:
        raise AssertionError(f'{mock._shown_name()!r} does not contain all of {tuple(missing)!r} in its '
                             f'{"call" if what == "Calls" else "await"} list, found {made!r} instead')


class CallableMixin:
    def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        return self._answer(args, kwargs)

    def _record(self, args, kwargs):
        own = self.__dict__
        own['called'] = True
        own['call_count'] += 1
        made = _Call('', args, kwargs, two=True)
        own['call_args'] = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call('', args, kwargs))
        name, child = '', self
        is_method = True
        while child._parent is not None:
            own_name = child._mock_name
            name = own_name + ('.' if name and not name.startswith('(') else '') + name
            is_method = is_method and own_name != '()'
            child = child._parent
            child.mock_calls.append(_Call(name, args, kwargs))
            if is_method:
                child.method_calls.append(_Call(name, args, kwargs))

    def _answer(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_error(effect):
                raise effect
            result = next(effect) if not callable(effect) else effect(*args, **kwargs)
            if _is_error(result):
                raise result
            if result is not DEFAULT:
                return result
        if self.__dict__['_return_value'] is not DEFAULT:
            return self.return_value
        if self._wraps is not None:
            return self._wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    pass


def _special_result(name, result):
    return iter(result) if name == '__iter__' else result


class MagicMixin:
    """Has special methods, each of which is a mock too."""

    def __getattribute__(self, name):
        if name in _SPECIAL:
            return self._special(name)
        return object.__getattribute__(self, name)

    def _special(self, name):
        found = self._children.get(name)
        if found is None:
            found = self._children[name] = self._child(name, f'{self._path or "mock"}.{name}')
            if name in _RESULTS:
                found.return_value = _RESULTS[name]
            elif name in ('__iter__', '__aiter__'):
                found.return_value = []
            elif name == '__str__':
                found.return_value = repr(self)
        return found


def _special_method(name):
    if name == '__aiter__':
        async def walk(items):
            for item in items:
                yield item

        def method(self, /):
            result = self._special(name)()
            return result if hasattr(type(result), '__anext__') and not isinstance(result, NonCallableMock) else walk(result)
    else:
        def method(self, /, *args, **kwargs):
            return _special_result(name, self._special(name)(*args, **kwargs))
    method.__name__ = name
    return method


for _name in _SPECIAL - {'__anext__', '__missing__', '__reversed__', '__format__', '__sizeof__', '__fspath__'}:
    if not _name[2:-2].startswith(('r', 'i')) or _name in ('__round__', '__int__', '__index__', '__invert__', '__iter__', '__rshift__'):
        setattr(MagicMixin, _name, _special_method(_name))


class MagicMock(MagicMixin, Mock):
    pass


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    pass


ThreadingMock = MagicMock


class AsyncMock(MagicMock):
    """A mock whose calls are to be awaited."""

    _is_coroutine_mark = True

    def _forget(self):
        super()._forget()
        self.__dict__.update(await_count=0, await_args=None, await_args_list=_CallList())

    def __call__(self, /, *args, **kwargs):
        self._record(args, kwargs)
        return self._answer_later(args, kwargs)

    async def _answer_later(self, args, kwargs):
        made = _Call('', args, kwargs, two=True)
        own = self.__dict__
        own['await_count'] += 1
        own['await_args'] = made
        self.await_args_list.append(made)
        try:
            result = self._answer(args, kwargs)
        except StopIteration:
            raise StopAsyncIteration from None
        effect = self.side_effect
        if _isawaitable(result) and (effect is None and self._wraps is not None or _iscoroutinefunction(effect)):
            return await result
        return result

    def assert_awaited(self):
        if not self.await_count:
            raise AssertionError(f'Expected {self._shown_name()} to have been awaited.')

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f'Expected {self._shown_name()} to have been awaited once. Awaited {self.await_count} times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        if self.await_args is None:
            raise AssertionError(f'Expected await: {self._expected(args, kwargs)}\nNot awaited')
        if self.await_args != (args, kwargs):
            self._mismatch(self._expected(args, kwargs), self._expected(*self.await_args), 'await')

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        if (args, kwargs) not in self.await_args_list:
            raise AssertionError(f'{self._expected(args, kwargs)} await not found')

    def assert_has_awaits(self, calls, any_order=False):
        _check_calls(self, list(calls), self.await_args_list, any_order, lambda: f'\nActual: {self.await_args_list}', 'Awaits')

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f'Expected {self._shown_name()} to not have been awaited. Awaited {self.await_count} times.')


class PropertyMock(Mock):
    """Stands for a property of a class."""

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def seal(mock):
    mock.__dict__['_sealed'] = True
    for child in mock._children.values():
        if isinstance(child, NonCallableMock) and child._parent is mock:
            seal(child)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, **kwargs):
    from inspect import signature
    if _iscoroutinefunction(spec):
        made = AsyncMock(name=_name, **kwargs)
    else:
        made = MagicMock(spec=spec, name=_name, **kwargs)
    try:
        shape = signature(spec)
    except (TypeError, ValueError):
        shape = None
    if shape is not None and callable(spec) and not instance:
        record = made._record

        def checked(args, kwargs):
            shape.bind(*args, **kwargs)
            record(args, kwargs)
        made.__dict__['_record'] = checked
    if isinstance(spec, type) and not instance:
        made.return_value = create_autospec(spec, spec_set, instance=True, _name='()')
    if isinstance(spec, type) or not callable(spec):
        for name in dir(spec):
            attribute = getattr(spec, name, None)
            if name[:2] != '__' and callable(attribute):
                if isinstance(spec, type) and hasattr(attribute, '__code__') and instance:
                    attribute = attribute.__get__(object())
                child = create_autospec(attribute, _name=name)
                child.__dict__.update(_parent=made, _path=f'{made._path or "mock"}.{name}')
                made._children[name] = child
    return made


def mock_open(mock=None, read_data=''):
    handle = MagicMock()
    empty = '' if isinstance(read_data, str) else b''
    left = [read_data]

    def read(size=-1):
        data = left[0]
        size = len(data) if size is None or size < 0 else size
        left[0] = data[size:]
        return data[:size]

    def readline(size=-1):
        end = left[0].find('\n' if empty == '' else b'\n') + 1
        return read(end or -1)

    def lines():
        while left[0]:
            yield readline()

    def open_again(*args, **kwargs):
        left[0] = read_data
        return DEFAULT

    handle.read.side_effect, handle.readline.side_effect = read, readline
    handle.readlines.side_effect = lambda *args: list(lines())
    handle.__iter__.side_effect = lines
    handle.__enter__.return_value = handle
    mock = MagicMock(name='open') if mock is None else mock
    mock.side_effect, mock.return_value = open_again, handle
    return mock


def _find(target):
    module, _, attribute = target.rpartition('.')
    if not module:
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return lambda: _resolve(module), attribute


class _patch:
    """Puts something in the place of an attribute, for a block, a function or the tests of a class."""

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs):
        if new_callable is not None and new is not DEFAULT:
            raise ValueError("Cannot use 'new' and 'new_callable' together")
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set, self.autospec, self.kwargs = spec, create, spec_set, autospec, kwargs
        self.attribute_name, self.additional_patchers = None, []

    def _copy(self):
        made = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                      self.new_callable, self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional_patchers = [one._copy() for one in self.additional_patchers]
        return made

    def _make(self, original):
        kwargs = dict(self.kwargs)
        spec = original if self.spec is True else self.spec
        spec_set = original if self.spec_set is True else self.spec_set
        if self.autospec:
            return create_autospec(original if self.autospec is True else self.autospec, _name=self.attribute, **kwargs)
        if spec is not None:
            kwargs['spec'] = spec
        if spec_set is not None:
            kwargs['spec_set'] = spec_set
        if self.new_callable is not None:
            make = self.new_callable
        else:
            make = AsyncMock if _iscoroutinefunction(original if spec is None else spec) else MagicMock
        if isinstance(make, type) and issubclass(make, NonCallableMock):
            kwargs.setdefault('name', self.attribute)
        made = make(**kwargs)
        if isinstance(spec or spec_set, type) and isinstance(made, NonCallableMock):
            made.return_value = make(spec=spec or spec_set, name='()', _parent=made, _path=f'{self.attribute}()')
        return made

    def __enter__(self):
        self.target = target = self.getter()
        name = self.attribute
        own = getattr(target, '__dict__', {})
        self._local = name in own
        self._original = own[name] if self._local else getattr(target, name, DEFAULT)
        if self._original is DEFAULT and not self.create:
            if not (name in ('open', 'print') and isinstance(target, type(sys))):
                raise AttributeError(f'{target} does not have the attribute {name!r}')
        new = self.new
        if new is DEFAULT:
            new = self._make(getattr(target, name, None))
        setattr(target, name, new)
        self._stack = _ExitStack()
        if self.attribute_name is None:
            for one in self.additional_patchers:
                self._stack.enter_context(one)
            return new
        made = {self.attribute_name: new} if self.new is DEFAULT else {}
        for one in self.additional_patchers:
            made.update(self._stack.enter_context(one))
        return made

    def __exit__(self, *details):
        self._stack.close()
        if self._original is DEFAULT or not self._local and isinstance(self.target, type):
            delattr(self.target, self.attribute)
        elif self._local or isinstance(self.target, type(sys)):
            setattr(self.target, self.attribute, self._original)
        else:
            delattr(self.target, self.attribute)
            if not hasattr(self.target, self.attribute):
                setattr(self.target, self.attribute, self._original)
        return False

    def start(self):
        result = self.__enter__()
        _started.append(self)
        return result

    def stop(self):
        if self in _started:
            _started.remove(self)
            return self.__exit__(None, None, None)

    def __call__(self, function):
        if isinstance(function, type):
            return _decorate_class(function, self)
        known = getattr(function, 'patchings', None)
        if known is not None:
            known.append(self)
            return function
        patchings = [self]

        def enter(stack, args, kwargs):
            for one in patchings:
                made = stack.enter_context(one)
                if one.attribute_name is not None:
                    kwargs.update(made)
                elif one.new is DEFAULT:
                    args += (made,)
            return args

        if _iscoroutinefunction(function):
            @_wraps(function)
            async def patched(*args, **kwargs):
                with _ExitStack() as stack:
                    return await function(*enter(stack, args, kwargs), **kwargs)
        else:
            @_wraps(function)
            def patched(*args, **kwargs):
                with _ExitStack() as stack:
                    return function(*enter(stack, args, kwargs), **kwargs)
        patched.patchings = patchings
        return patched


_started = []


def _decorate_class(cls, patcher):
    for name in dir(cls):
        if name.startswith(patch.TEST_PREFIX) and callable(getattr(cls, name)):
            setattr(cls, name, patcher._copy()(getattr(cls, name)))
    return cls


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    getter, attribute = _find(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
                  unsafe=False, **kwargs):
    if isinstance(target, str):
        raise TypeError(f'{target!r} must be the actual object to be patched, not a str')
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    getter = (lambda: _resolve(target)) if isinstance(target, str) else (lambda: target)
    patchers = []
    for attribute, new in kwargs.items():
        one = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        one.attribute_name = attribute
        patchers.append(one)
    first = patchers[0]
    first.additional_patchers = patchers[1:]
    return first


class _patch_dict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, {**dict(values), **kwargs}, clear

    def __enter__(self):
        if isinstance(self.in_dict, str):
            module, _, name = self.in_dict.rpartition('.')
            self.in_dict = getattr(_resolve(module), name)
        self._original = dict(self.in_dict)
        if self.clear:
            self._empty()
        for key, value in self.values.items():
            self.in_dict[key] = value
        return self.in_dict

    def _empty(self):
        for key in list(self.in_dict):
            del self.in_dict[key]

    def __exit__(self, *details):
        self._empty()
        for key, value in self._original.items():
            self.in_dict[key] = value
        return False

    def start(self):
        _started.append(self)
        return self.__enter__()

    def stop(self):
        if self in _started:
            _started.remove(self)
            return self.__exit__(None, None, None)

    _copy = lambda self: _patch_dict(self.in_dict, self.values, self.clear)

    def __call__(self, function):
        if isinstance(function, type):
            return _decorate_class(function, self)
        if _iscoroutinefunction(function):
            @_wraps(function)
            async def patched(*args, **kwargs):
                with self:
                    return await function(*args, **kwargs)
        else:
            @_wraps(function)
            def patched(*args, **kwargs):
                with self:
                    return function(*args, **kwargs)
        return patched


def _stop_all():
    while _started:
        _started[-1].stop()


patch.object, patch.dict, patch.multiple, patch.stopall, patch.TEST_PREFIX = (
    _patch_object, _patch_dict, _patch_multiple, _stop_all, 'test')
