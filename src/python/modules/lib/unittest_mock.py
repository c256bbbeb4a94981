"""`unittest.mock`: objects that stand for others in tests, and remember how they were used.

A mock makes what is asked of it: attributes are mocks, its result is a mock, each made when it is first asked for and kept. A call
is recorded by the mock, and under a longer name by each mock that it was reached through.
"""

from _mock_calls import ANY, DEFAULT, _Call, _CallList, call, call_text, sentinel
from _mock_patches import patch
from _mock_specs import Later, create_autospec, mock_open, shape_of
from inspect import isawaitable as _isawaitable, iscoroutinefunction as _iscoroutinefunction

__all__ = ['Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock', 'ThreadingMock',
           'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal']

FILTER_DIR = True


class InvalidSpecError(Exception):
    pass


def _is_error(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)


_NUMERIC = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod'.split()
# What the special methods of a MagicMock give if nobody says otherwise.
_RESULTS = {'__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented, '__int__': 1,
            '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0, '__bool__': True,
            '__index__': 1, '__aexit__': False}
_SPECIAL = {*_RESULTS, '__getitem__', '__setitem__', '__delitem__', '__iter__', '__enter__', '__str__', '__neg__', '__pos__',
            '__invert__', '__round__', '__trunc__', '__floor__', '__ceil__', '__abs__', '__fspath__', '__aenter__', '__aiter__',
            '__anext__', '__next__', '__eq__', '__ne__', '__hash__', '__reversed__', '__missing__', '__format__', '__sizeof__',
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
        own = self.__dict__
        own['_shape'] = None
        if spec is None or isinstance(spec, bool):
            return
        if isinstance(type(spec), type) and issubclass(type(spec), NonCallableMock):
            raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
        if isinstance(spec, (list, tuple)):
            own['_spec_names'] = list(spec)
            own['_spec_async'] = ()
            return
        own['_spec_names'] = dir(spec)
        own['_spec_class'] = spec if isinstance(spec, type) else type(spec)
        own['_shape'] = shape_of(spec)
        own['_spec_code'] = getattr(spec, '__code__', None)
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
        if value is not None and not callable(value) and not _is_error(value) and hasattr(value, '__iter__'):
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
        if name in ('_children', '_spec_names'):
            raise AttributeError(name)
        if name in self._children:
            found = self._children[name]
            if found is _DELETED:
                raise AttributeError(name)
            if isinstance(found, Later):
                found = self._children[name] = found.mock()
                found.__dict__.update(_parent=self, _path=f'{self._path or "mock"}.{name}')
            return found
        if name[:2] == '__' and name[-2:] == '__' and name not in _SPECIAL:
            if name == '__code__' and self.__dict__.get('_spec_code'):
                return self._spec_code
            if name == '__signature__' and self.__dict__.get('_shape'):
                return self._shape
            raise AttributeError(name)
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
            setattr(type(self), name, _Special(name, value))
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

    def _shape_for(self, path):
        """The parameters of what has this name among the mocks below."""
        mock = self
        for name in path.replace('()', '.()').strip('.').split('.') if path else ():
            mock = mock.__dict__.get('_return_value') if name == '()' else mock._children.get(name)
            if not isinstance(mock, NonCallableMock):
                return None
        return mock._shape

    def _matched(self, made):
        """A call as it is compared with others: with its arguments by their names where these are known."""
        shape = self._shape_for(made._mock_name or '')
        if shape is None:
            return made
        try:
            bound = shape.bind(*made.args, **made.kwargs)
        except TypeError as error:
            return error
        return _Call(made._mock_name, bound.args, bound.kwargs, two=len(made) == 2)

    def _are_same(self, args, kwargs, made):
        return self._matched(made) == self._matched(_Call('', args, kwargs, two=True))

    def _calls_repr(self, prefix='Calls'):
        return f'\n{prefix}: {self.mock_calls!r}.' if self.mock_calls else ''

    def _shown_name(self):
        return self._mock_name or 'mock'

    def _mismatch(self, expected, actual, what='call'):
        raise AssertionError(f'expected {what} not found.\nExpected: {expected}\n  Actual: {actual}')

    def _expected(self, args, kwargs):
        return call_text(self._shown_name(), args, kwargs)

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
        if not self._are_same(args, kwargs, self.call_args):
            self._mismatch(self._expected(args, kwargs), self._expected(*self.call_args))

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown_name()}' to be called once. Called {self.call_count} times."
                                 f'{self._calls_repr()}')
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if not any(self._are_same(args, kwargs, made) for made in self.call_args_list):
            raise AssertionError(f'{self._expected(args, kwargs)} call not found')

    def assert_has_calls(self, calls, any_order=False):
        _check_calls(self, list(calls), self.mock_calls, any_order, lambda: f'\n  Actual: {self.mock_calls!r}', 'Calls')


_DELETED = object()


def _check_calls(mock, wanted, made, any_order, actual, what):
    left = _CallList([mock._matched(one) for one in made])
    expected = [mock._matched(one) if isinstance(one, _Call) else one for one in wanted]
    if not any_order:
        if expected not in left:
            raise AssertionError(f'{what} not found.\nExpected: {_CallList(wanted)!r}{actual()}')
        return
    missing = []
    for one, shown in zip(expected, wanted):
        if one in left:
            left.remove(one)
        else:
            missing.append(shown)
    if missing:
        raise AssertionError(f'{mock._shown_name()!r} does not contain all of {tuple(missing)!r} in its '
                             f'{"call" if what == "Calls" else "await"} list, found {list(left)!r} instead')


class _Special:
    """A mock in the place of a special method."""

    def __init__(self, name, mock):
        self.name, self.mock = name, mock

    def __get__(self, instance, owner=None):
        return self if instance is None else self.mock

    def __call__(self, /, *args, **kwargs):
        return _special_result(self.name, self.mock(*args, **kwargs))


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
            is_method = is_method and own_name != '()' and own_name[:2] != '__'
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
            elif name == '__hash__':
                found.return_value = object.__hash__(self)
            elif name in ('__eq__', '__ne__'):
                found.side_effect = lambda other: _compared(self, found, other, name == '__ne__')
            elif name == '__fspath__':
                found.return_value = f'{type(self).__name__}/{self._path or "mock"}/{id(self)}'
        return found


def _compared(mock, method, other, invert):
    if method.__dict__['_return_value'] is not DEFAULT:
        return DEFAULT
    return (mock is other) != invert if invert or mock is other else NotImplemented


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


for _name in _SPECIAL - {'__anext__', '__missing__', '__reversed__', '__format__', '__sizeof__'}:
    setattr(MagicMixin, _name, _special_method(_name))


class MagicMock(MagicMixin, Mock):
    pass


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    pass


class ThreadingMock(MagicMock):
    """A mock that one thread can wait for until another has called it."""

    DEFAULT_TIMEOUT = None

    def __init__(self, /, *args, timeout=DEFAULT, **kwargs):
        from threading import Condition
        self.__dict__.update(_told=Condition(), _timeout=self.DEFAULT_TIMEOUT if timeout is DEFAULT else timeout)
        super().__init__(*args, **kwargs)

    def __call__(self, /, *args, **kwargs):
        result = super().__call__(*args, **kwargs)
        with self._told:
            self._told.notify_all()
        return result

    def _wait_for(self, met, timeout):
        with self._told:
            return self._told.wait_for(met, self._timeout if timeout is DEFAULT else timeout)

    def wait_until_called(self, *, timeout=DEFAULT):
        if not self._wait_for(lambda: self.called, timeout):
            shown = self._timeout if timeout is DEFAULT else timeout
            raise AssertionError(f'{self._shown_name()} was not called before timeout({shown}).')

    def wait_until_any_call_with(self, *args, **kwargs):
        if not self._wait_for(lambda: (args, kwargs) in self.call_args_list, DEFAULT):
            raise AssertionError(f'{self._expected(args, kwargs)} call not found')


class _CoroutineCode:
    """As much of a coroutine function's code as tells that it is one."""

    co_flags = 0x80


class AsyncMock(MagicMock):
    """A mock whose calls are to be awaited."""

    _is_coroutine_mark = True
    __code__ = _CoroutineCode

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
        if not self._are_same(args, kwargs, self.await_args):
            self._mismatch(self._expected(args, kwargs), self._expected(*self.await_args), 'await')

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        if not any(self._are_same(args, kwargs, made) for made in self.await_args_list):
            raise AssertionError(f'{self._expected(args, kwargs)} await not found')

    def assert_has_awaits(self, calls, any_order=False):
        _check_calls(self, list(calls), self.await_args_list, any_order, lambda: f'\nActual: {self.await_args_list}', 'Awaits')

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f'Expected {self._shown_name()} to not have been awaited. Awaited {self.await_count} times.')


class PropertyMock(Mock):
    """Stands for a property of a class."""

    def _child_class(self, name):
        return MagicMock

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def seal(mock):
    mock.__dict__['_sealed'] = True
    for child in mock._children.values():
        if isinstance(child, NonCallableMock) and child._parent is mock:
            seal(child)
