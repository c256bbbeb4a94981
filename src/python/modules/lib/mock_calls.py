"""What `unittest.mock` tells calls by: records of them, names for anything, and what equals everything."""

__name__ = 'unittest.mock'


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
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


_OF_TUPLES = frozenset(tuple.__dict__) - {'__new__'}


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

    def __getattribute__(self, name):
        # What tuples can do is not what is asked of a call.
        if name in _OF_TUPLES:
            return self.__getattr__(name)
        return tuple.__getattribute__(self, name)

    def __getattr__(self, name):
        if name in ('_mock_name', '__wrapped__'):
            raise AttributeError(name)
        shown = self._mock_name or ''
        if not self._open:
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
            return f'call{name}' if not name or name.startswith('()') else name
        shown = f'call.{name}' if name and not name.startswith('()') else 'call' + (name or '')
        return call_text(shown, self._args, self._kwargs)

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


def call_text(name, args, kwargs):
    return f'{name}({", ".join([*map(repr, args), *[f"{key}={value!r}" for key, value in kwargs.items()]])})'
