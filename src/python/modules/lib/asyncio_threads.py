"""What asyncio does with the futures of threads: `to_thread`, `run_in_executor`, `wrap_future`, `run_coroutine_threadsafe`.

The loop's own module calls these functions. They use what `_event_loop` has and not the loop's methods, so that a trace does not
show their callbacks."""

import _event_loop
import asyncio
from _futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor, _Pool


def submit(loop, executor, fn, /, *args, **kwargs):
    """Runs a function in an executor; where that is None, in a new one, which is the loop's own from now on."""
    if executor is None:
        executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        asyncio.EventLoop.set_default_executor(loop, executor)
    return wrap_future(loop, executor.submit(fn, *args, **kwargs))


def wrap_future(loop, source):
    """A future of the loop that ends as the other does, and cancels it."""
    if asyncio.isfuture(source):
        return source
    assert isinstance(source, Future), f'concurrent.futures.Future is expected, got {source!r}'
    target = _event_loop.thread_future(loop, source._lane)

    def cancel_source(target):
        if target.cancelled():
            source.cancel()

    _event_loop.on_done(target, '_chain_future.<locals>._call_check_cancel', cancel_source)
    source.add_done_callback(lambda source: _event_loop.call_soon(loop, _end_as, target, source))
    return target


def run_coroutine_threadsafe(loop, coroutine):
    """A future for threads that ends as the coroutine does."""
    if not asyncio.iscoroutine(coroutine):
        raise TypeError('A coroutine object is required')
    if loop.is_closed():
        raise RuntimeError('Event loop is closed')
    target = Future()

    def start():
        try:
            source = asyncio.ensure_future(coroutine, loop=loop)
        except BaseException as error:
            target.set_exception(error)
            message = 'Exception in callback run_coroutine_threadsafe.<locals>.callback()'
            loop.call_exception_handler({'message': message, 'exception': error})
            return

        def cancel_source(target):
            if target.cancelled():
                _event_loop.call_soon(loop, source.cancel)

        _event_loop.on_done(source, '_chain_future.<locals>._call_set_state', lambda source: _end_as(target, source))
        target.add_done_callback(cancel_source)

    _event_loop.call_soon(loop, start)
    return target


def _end_as(target, source):
    """Ends a future as another has ended. What threads raise of futures is of asyncio's then."""
    if target.done():
        return
    if source.cancelled():
        target.cancel()
    elif (error := source.exception()) is None:
        target.set_result(source.result())
    else:
        if type(error) in (CancelledError, InvalidStateError):
            error = getattr(asyncio, type(error).__name__)(*error.args).with_traceback(error.__traceback__)
        target.set_exception(error)


def _end(future):
    if not future.done():
        future.set_result(None)


def endings(loop, executor):
    """Futures of the loop, one for each job that has not ended; then the executor is shut down."""
    if not isinstance(executor, _Pool):
        return
    for job in list(executor._open):
        ended = _event_loop.thread_future(loop, job._lane)
        job.add_done_callback(lambda job, ended=ended: _event_loop.call_soon(loop, _end, ended))
        yield ended
    executor.shutdown(False)
