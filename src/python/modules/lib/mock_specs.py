"""What `unittest.mock` makes after the likeness of something: mocks with its attributes and parameters, and files."""

from _mock_calls import DEFAULT
from inspect import iscoroutinefunction as _iscoroutinefunction, signature
from types import MethodType

__name__ = 'unittest.mock'


def shape_of(spec, skips_first=False):
    """The parameters of what is called; None where nobody knows."""
    if not callable(spec):
        return None
    try:
        shape = signature(spec)
    except (TypeError, ValueError):
        return None
    return shape.replace(parameters=list(shape.parameters.values())[1:]) if skips_first else shape


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, _skips_first=False, **kwargs):
    """A mock that can be used as an object only as that could be: with its attributes, called with its parameters."""
    from unittest.mock import AsyncMock, InvalidSpecError, MagicMock, NonCallableMagicMock, NonCallableMock
    if isinstance(type(spec), type) and issubclass(type(spec), NonCallableMock):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    name = kwargs.pop('name', _name)
    if isinstance(spec, (list, tuple)):
        # Would be names.
        spec, instance = type(spec), True
    is_class = isinstance(spec, type)
    called = getattr(spec, '__call__', None) if instance else spec
    if _iscoroutinefunction(spec):
        if instance:
            raise RuntimeError('Instance can not be True when create_autospec is mocking an async function')
        kind = AsyncMock
    elif callable(called) and not (instance and is_class and '__call__' not in dir(spec)):
        kind = MagicMock
    else:
        kind = NonCallableMagicMock
    made = kind(**{'spec_set' if spec_set else 'spec': spec}, name=name, unsafe=unsafe, **kwargs)
    if kind is NonCallableMagicMock:
        shape = None
    else:
        shape = shape_of(called, _skips_first or instance and is_class)
    made.__dict__['_shape'] = shape
    if shape is not None:
        record = made._record

        def checked(args, kwargs):
            shape.bind(*args, **kwargs)
            record(args, kwargs)
        made.__dict__['_record'] = checked
    if is_class and not instance and 'return_value' not in kwargs:
        made.return_value = create_autospec(spec, spec_set, instance=True, _name='()')
    if not is_class and callable(spec):
        if hasattr(spec, '__name__'):
            made.__name__ = spec.__name__
        if hasattr(spec, '__code__'):
            # In a class it is the method that the function was.
            type(made).__get__ = lambda self, instance, owner=None: self if instance is None else MethodType(self, instance)
        return made
    for name in dir(spec):
        if name[:2] == '__' and name[-2:] == '__' or name in kwargs:
            continue
        try:
            attribute = getattr(spec, name)
        except AttributeError:
            continue
        if isinstance(type(attribute), type) and issubclass(type(attribute), NonCallableMock):
            made._children[name] = attribute
            continue
        if isinstance(attribute, type) or not callable(attribute):
            made._children[name] = Later(attribute, spec_set, name)
            continue
        child = create_autospec(attribute, spec_set, _name=name, _skips_first=is_class and _is_plain_method(spec, name))
        child.__dict__.update(_parent=made, _path=f'{made._path or "mock"}.{name}')
        made._children[name] = child
    return made


class Later:
    """An attribute of which a mock is made when it is first asked for: it may lead back to where it was found."""

    def __init__(self, spec, spec_set, name):
        self.spec, self.spec_set, self.name = spec, spec_set, name

    def mock(self):
        return create_autospec(self.spec, self.spec_set, _name=self.name)


def _is_plain_method(cls, name):
    """Whether the class would pass itself to what it has under the name."""
    for base in cls.__mro__:
        if name in base.__dict__:
            return hasattr(base.__dict__[name], '__code__') and not isinstance(base.__dict__[name], (staticmethod, classmethod))
    return False


def mock_open(mock=None, read_data=''):
    from unittest.mock import MagicMock
    handle = MagicMock()
    empty = '' if isinstance(read_data, str) else b''
    left = [read_data]

    def taken(size):
        data = left[0]
        size = len(data) if size is None or size < 0 else size
        left[0] = data[size:]
        return data[:size]

    def read(size=-1):
        return taken(size) if handle.read.return_value is None else handle.read.return_value

    def readline(size=-1):
        if handle.readline.return_value is not None:
            return handle.readline.return_value
        return taken(left[0].find('\n' if empty == '' else b'\n') + 1 or -1)

    def readlines(size=-1):
        return list(lines()) if handle.readlines.return_value is None else handle.readlines.return_value

    def lines():
        while handle.readline.return_value is not None:
            yield handle.readline.return_value
        while left[0]:
            yield readline()

    def next_line():
        line = readline()
        if not line:
            raise StopIteration
        return line

    def close(*details):
        handle.close()

    def open_again(*args, **kwargs):
        left[0] = read_data
        return DEFAULT

    for name, effect in ('read', read), ('readline', readline), ('readlines', readlines), ('write', None):
        method = getattr(handle, name)
        method.return_value, method.side_effect = None, effect
    handle.__iter__.side_effect, handle.__next__.side_effect = lines, next_line
    handle.__enter__.return_value = handle
    handle.__exit__.side_effect = close
    mock = MagicMock(name='open') if mock is None else mock
    mock.side_effect, mock.return_value = open_again, handle
    return mock
