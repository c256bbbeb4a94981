"""`contextlib`: context managers made of generators, and those that hold others."""

import sys
from abc import ABC, abstractmethod
from functools import wraps

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack', 'ContextDecorator', 'ExitStack', 'redirect_stdout',
           'redirect_stderr', 'suppress', 'aclosing', 'AsyncContextDecorator', 'chdir']


def _has_methods(cls, *names):
    for name in names:
        if next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None) is None:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, other):
        return _has_methods(other, '__enter__', '__exit__') if cls is AbstractContextManager else NotImplemented

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager(ABC):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, other):
        return _has_methods(other, '__aenter__', '__aexit__') if cls is AbstractAsyncContextManager else NotImplemented

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    """Lets a context manager decorate functions, which then run inside of it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **keywords):
            with self._recreate_cm():
                return func(*args, **keywords)
        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **keywords):
            async with self._recreate_cm():
                return await func(*args, **keywords)
        return inner


class _GeneratorManager:
    """A generator function called with arguments; it can be called with them again."""

    def __init__(self, func, args, keywords):
        self.gen = func(*args, **keywords)
        self.func, self.args, self.kwds = func, args, keywords
        self.__doc__ = func.__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


def _is_own(error, value, stop):
    """Whether an error that came out of the generator is only `value` on its way back: thrown in, it comes out as it was, or
    wrapped in a RuntimeError where it is a stop of iteration."""
    if error is value:
        return True
    return isinstance(error, RuntimeError) and isinstance(value, stop) and error.__cause__ is value


class _GeneratorContextManager(_GeneratorManager, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        # The arguments are kept only for those who call again; from now on that is nobody.
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = exc_type()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            return stop is not value
        except BaseException as error:
            if not _is_own(error, value, StopIteration):
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorManager, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = exc_type()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as stop:
            return stop is not value
        except BaseException as error:
            if not _is_own(error, value, (StopIteration, StopAsyncIteration)):
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    @wraps(func)
    def helper(*args, **keywords):
        return _GeneratorContextManager(func, args, keywords)
    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(func, args, keywords)
    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            return False
        if issubclass(exc_type, self._exceptions):
            return True
        if issubclass(exc_type, BaseExceptionGroup):
            rest = value.split(self._exceptions)[1]
            if rest is None:
                return True
            raise rest
        return False


class _Redirect(AbstractContextManager):
    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *exc_info):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    _stream = 'stdout'


class redirect_stderr(_Redirect):
    _stream = 'stderr'


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        import os
        self._old = os.getcwd()
        os.chdir(self.path)

    def __exit__(self, *exc_info):
        import os
        os.chdir(self._old)


class _Stack:
    """Callbacks to be run in reverse, each told of the exception under way. An entry is `(is_async, function)`; the function
    takes what `__exit__` takes."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return other

    def push(self, exit):
        method = getattr(type(exit), '__exit__', None)
        self._exit_callbacks.append((False, exit if method is None else method.__get__(exit)))
        return exit

    def enter_context(self, manager):
        cls = type(manager)
        enter, exit = getattr(cls, '__enter__', None), getattr(cls, '__exit__', None)
        if enter is None or exit is None:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol")
        result = enter(manager)
        self._exit_callbacks.append((False, exit.__get__(manager)))
        return result

    def callback(self, callback, /, *args, **keywords):
        def run(*details):
            callback(*args, **keywords)
        run.__wrapped__ = callback
        self._exit_callbacks.append((False, run))
        return callback


class _Unwinding:
    """The exception under way while a stack's callbacks run."""

    def __init__(self, value):
        self.value = value
        # What was being handled outside, which is nobody's new context.
        self.outer = sys.exception()
        self.received = value is not None
        self.suppressed = self.raised = False

    def details(self):
        if self.value is None:
            return None, None, None
        return type(self.value), self.value, self.value.__traceback__

    def suppress(self):
        self.suppressed = True
        self.raised = False
        self.value = None

    def replace(self, new):
        """A callback raised `new`: where its chain of contexts comes to what was handled outside, the exception under way is meant."""
        link = new
        while link.__context__ not in (None, self.value, self.outer):
            link = link.__context__
        if link.__context__ is not None:
            link.__context__ = self.value
        self.raised = True
        self.value = new

    def result(self):
        if self.raised:
            context = self.value.__context__
            try:
                raise self.value
            except BaseException:
                self.value.__context__ = context
                raise
        return self.received and self.suppressed


class ExitStack(_Stack, AbstractContextManager):
    def __exit__(self, exc_type, value, traceback):
        unwinding = _Unwinding(value)
        while self._exit_callbacks:
            _, function = self._exit_callbacks.pop()
            try:
                if function(*unwinding.details()):
                    unwinding.suppress()
            except BaseException as new:
                unwinding.replace(new)
        return unwinding.result()

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def enter_async_context(self, manager):
        cls = type(manager)
        enter, exit = getattr(cls, '__aenter__', None), getattr(cls, '__aexit__', None)
        if enter is None or exit is None:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the asynchronous context manager protocol")
        result = await enter(manager)
        self._exit_callbacks.append((True, exit.__get__(manager)))
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), '__aexit__', None)
        self._exit_callbacks.append((True, exit if method is None else method.__get__(exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **keywords):
        async def run(*details):
            await callback(*args, **keywords)
        run.__wrapped__ = callback
        self._exit_callbacks.append((True, run))
        return callback

    async def __aexit__(self, exc_type, value, traceback):
        unwinding = _Unwinding(value)
        while self._exit_callbacks:
            is_async, function = self._exit_callbacks.pop()
            try:
                result = function(*unwinding.details())
                if is_async:
                    result = await result
                if result:
                    unwinding.suppress()
            except BaseException as new:
                unwinding.replace(new)
        return unwinding.result()

    async def aclose(self):
        await self.__aexit__(None, None, None)
