"""`warnings`: messages that do not stop a program, on standard error."""

import _machine
import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter', 'resetwarnings',
           'catch_warnings', 'deprecated']

# (action, text that the message begins with, category), the first that fits decides.
filters = [('default', '', DeprecationWarning), ('ignore', '', PendingDeprecationWarning), ('ignore', '', ImportWarning),
           ('ignore', '', ResourceWarning)]
_seen = set()


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return f'{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}'


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    line = line or _machine.source_line(filename, lineno)
    return text + (f'  {line}\n' if line else '')


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


_recorders = []


def warn(message, category=None, stacklevel=1, source=None, **keywords):
    if isinstance(message, Warning):
        category = type(message)
    else:
        category = category or UserWarning
        message = category(message)
    filename, line, *_ = _machine.caller(stacklevel - 1) or ('<sys>', 0)
    warn_explicit(message, category, filename, line, source=source)


def _warn_never_awaited(what):
    # What is dropped as the program ends lies in no call.
    warn(f'{what} was never awaited', RuntimeWarning, source=what if _machine.caller() else None)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if not isinstance(message, Warning):
        message = category(message)
    text = str(message)
    action = next((action for action, start, kind in filters if text.startswith(start) and issubclass(category, kind)), 'default')
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    key = (text, category, filename, 0 if action in ('module', 'once') else lineno)
    if action != 'always' and not _recorders:
        if key in _seen:
            return
        _seen.add(key)
    if _recorders:
        _recorders[-1].append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        showwarning(message, category, filename, lineno)
        if source is not None:
            sys.stderr.write(f'{category.__name__}: Enable tracemalloc to get the object allocation traceback\n')


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add((action, '', category), append)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    _add((action, message, category), append)


def _add(entry, append):
    if entry[0] not in ('error', 'ignore', 'always', 'default', 'module', 'once', 'all'):
        raise ValueError(f'invalid action: {entry[0]!r}')
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)
    _seen.clear()


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._saved = filters[:]
        if self._action is not None:
            simplefilter(self._action, self._category)
        if not self._record:
            return None
        log = []
        _recorders.append(log)
        return log

    def __exit__(self, *exc_info):
        filters[:] = self._saved
        if self._record:
            _recorders.pop()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    import functools

    def warning(function):
        @functools.wraps(function)
        def wrapper(*args, **keywords):
            warn(message, category, stacklevel)
            return function(*args, **keywords)
        return wrapper

    def decorate(what):
        if category is None:
            made = what
        elif isinstance(what, type):
            made, plain = what, what.__new__ is object.__new__
            what.__new__ = warning((lambda cls, *args, **keywords: object.__new__(cls)) if plain else what.__new__)
        else:
            made = warning(what)
        made.__deprecated__ = what.__deprecated__ = message
        return made
    return decorate
