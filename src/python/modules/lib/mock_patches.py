"""`unittest.mock.patch`: something else in the place of an attribute or of entries of a dict, for a while."""

import builtins
import sys
from _mock_calls import DEFAULT
from contextlib import ExitStack as _ExitStack
from functools import wraps as _wraps
from importlib import _resolve
from inspect import iscoroutinefunction as _iscoroutinefunction

__name__ = 'unittest.mock'


def _find(target):
    module, _, attribute = target.rpartition('.') if isinstance(target, str) else ('', '', '')
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
        from unittest.mock import AsyncMock, MagicMock, NonCallableMagicMock, NonCallableMock, create_autospec
        kwargs = dict(self.kwargs)
        spec = original if self.spec is True else self.spec
        spec_set = original if self.spec_set is True else self.spec_set
        if self.autospec:
            return create_autospec(original if self.autospec is True else self.autospec, spec_set=bool(spec_set),
                                   _name=self.attribute, **kwargs)
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
            if make is MagicMock and '__call__' not in dir(spec or spec_set):
                make = NonCallableMagicMock
            made.return_value = make(spec=spec or spec_set, name='()', _parent=made, _path=f'{self.attribute}()')
        return made

    def __enter__(self):
        self.target = target = self.getter()
        name = self.attribute
        own = getattr(target, '__dict__', {})
        self._local = name in own
        self._original = own[name] if self._local else getattr(target, name, DEFAULT)
        if self._original is DEFAULT and not self.create:
            if not (hasattr(builtins, name) and isinstance(target, type(sys))):
                raise AttributeError(f'{target} does not have the attribute {name!r}')
        new = self.new
        if new is DEFAULT:
            new = self._make(getattr(target, name, None))
        setattr(target, name, new)
        self._stack = _ExitStack()
        made = {self.attribute_name: new} if self.new is DEFAULT else {}
        try:
            for one in self.additional_patchers:
                made.update(self._stack.enter_context(one))
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return new if self.attribute_name is None else made

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
        self._original = {key: self.in_dict[key] for key in self.in_dict}
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
