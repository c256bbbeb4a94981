"""What asyncio writes for readers, in CPython's forms: the `repr` of futures, handles and queues, reports, stacks of tasks.

The loop's own code calls these functions, and gives what they cannot see themselves."""

import _machine

# The futures that are being shown: within themselves they are dots.
_shown = []


def show(value):
    """The `repr`, or what stands for it where that raises."""
    try:
        return repr(value)
    except BaseException:
        return f'<{type(value).__name__} object>'


def future(future, state, name, coroutine, waits_for, kind, outcome, callbacks):
    if id(future) in _shown:
        return '...'
    _shown.append(id(future))
    try:
        info = [type(future).__name__, state]
        if name is not None:
            info.append(f'name={name!r}')
        if coroutine is not None:
            info.append(f'coro=<{coroutine}>')
        if waits_for is not None:
            info.append(f'wait_for={show(waits_for)}')
        if kind == 'result':
            info.append(f'result={_brief(outcome, 6)}')
        elif kind is not None:
            info.append(f'{kind}={show(outcome)}')
        if callbacks:
            # The loop's own are given by name.
            ends = [entry if isinstance(entry, str) else callback(entry) for entry in callbacks[:1] + callbacks[1:][-1:]]
            if len(callbacks) > 2:
                ends.insert(1, f'<{len(callbacks) - 2} more>')
            info.append(f'cb=[{", ".join(ends)}]')
    finally:
        _shown.remove(id(future))
    return f'<{" ".join(info)}>'


def _brief(value, depth):
    """A `repr` cut as `reprlib` does: 6 items, 30 characters."""
    if type(value) in (list, tuple):
        start, end = '[]' if type(value) is list else '()'
        if not value:
            return start + end
        if depth == 0:
            return f'{start}...{end}'
        items = [_brief(item, depth - 1) for item in value[:6]]
        if len(value) > 6:
            items.append('...')
        elif start == '(' and len(value) == 1:
            end = ',)'
        return start + ', '.join(items) + end
    text = show(value)
    most = 40 if type(value) is int else 30
    if type(value) in (dict, set, frozenset) or len(text) <= most:
        return text
    head = (most - 3) // 2
    return f'{text[:head]}...{text[head + 3 - most:]}'


def callback(callable):
    """A callback by name and place: `main.<locals>.done() at main.py:3`."""
    own = callable.__func__ if type(callable) is _Method else callable
    if type(own) is _Function:
        return f'{own.__qualname__}(){_place(own)}'
    if type(own) is _Native:
        owner = type(callable.__self__).__name__
        return f'{own.__name__}()' if owner == 'module' else f'{owner}.{own.__name__}()'
    if isinstance(own, type):
        return f'{own.__qualname__}()'
    if type(own).__name__ == 'partial' and hasattr(own, 'func'):
        if type(own.func) is _Function:
            return f'{own.func.__qualname__}()(){_place(own.func)}'
        return f'{callback(own.func)}()'
    return f'{show(callable)}()'


def _place(function):
    code = function.__code__
    return f' at {code.co_filename}:{code.co_firstlineno}'


_Function = type(_place)
_Native = type(len)
_Method = type(type('_Bound', (), {'place': _place})().place)


def handle(handle, cancelled, when, callbacks):
    text = type(handle).__name__
    if cancelled:
        text += ' cancelled'
    if when is not None:
        text += f' when={when!r}'
    for callable in callbacks:
        text += f' {callback(callable)}'
    return f'<{text}>'


def queue(form, queue, maxsize, items, getters, putters, unfinished, is_shut_down):
    state = f'maxsize={maxsize!r}'
    items = list(items)
    if items:
        state += f' _queue={items!r}'
    if getters:
        state += f' _getters[{getters}]'
    if putters:
        state += f' _putters[{putters}]'
    if unfinished:
        state += f' tasks={unfinished}'
    if is_shut_down:
        state += ' shutdown'
    return form.format(type(queue).__name__, id(queue), state)


def report(context):
    """The default exception handler: the message, what is known, and the traceback."""
    lines = [str(context.get('message') or 'Unhandled exception in event loop')]
    for key in sorted([key for key in context if isinstance(key, str)]):
        if key not in ('message', 'exception'):
            lines.append(f'{key}: {show(context[key])}')
    exception = context.get('exception')
    if isinstance(exception, BaseException):
        lines.append(_machine.format_exception(exception).rstrip())
    log('error', '\n'.join(lines))


def log(level, text):
    """What the logger `asyncio` says: by `logging`, where the program has imported it, else on standard error."""
    get_logger = getattr(_machine.modules().get('logging'), 'getLogger', None)
    if get_logger is None:
        _machine.stderr.write(f'{text}\n')
    else:
        getattr(get_logger('asyncio'), level)(text)


def print_stack(task, lines, exception, file):
    if not lines:
        text = f'No stack for {show(task)}\n'
    else:
        what = 'Stack' if exception is None else 'Traceback'
        text = f'{what} for {show(task)} (most recent call last):\n{lines}'
    if exception is not None:
        text += _machine.format_exception_only(exception)
    (_machine.stderr if file is None else file).write(text)
