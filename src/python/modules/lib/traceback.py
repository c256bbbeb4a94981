"""`traceback`: the texts of exceptions. The machine makes them."""

import _machine
import sys
from _frames import stack as _stack

__all__ = ['format_exc', 'format_exception', 'format_exception_only', 'format_tb', 'print_exc', 'print_exception', 'print_tb',
           'print_stack', 'format_stack', 'extract_stack', 'walk_stack', 'extract_tb', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_tb',
           'format_list', 'print_last']


def _exception(exc, value):
    if value is None and isinstance(exc, BaseException):
        return exc
    return value


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **keywords):
    error = _exception(exc, value)
    if error is None:
        return ['NoneType: None\n']
    return _machine.format_exception(error).splitlines(True)


def format_exception_only(exc, /, value=None, *, show_group=False):
    error = _exception(exc, value)
    if error is None:
        return ['NoneType: None\n']
    return _machine.format_exception_only(error).splitlines(True)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exception()))


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True, **keywords):
    (file or sys.stderr).write(''.join(format_exception(exc, value)))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc())


print_last = print_exc


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, **keywords):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = _machine.source_line(filename, lineno) if line is None else line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return tuple(self)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class StackSummary(list):
    def format(self):
        return format_list(self)


def _summary(frames, limit):
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    return StackSummary([FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in frames])


def extract_tb(tb, limit=None):
    return _summary(list(walk_tb(tb)), limit)


def format_list(extracted_list):
    lines = []
    for filename, line, name, text in extracted_list:
        shown = f'    {text.strip()}\n' if text else ''
        lines.append(f'  File "{filename}", line {line}, in {name}\n{shown}')
    return lines


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    (file or sys.stderr).write(''.join(format_tb(tb, limit)))


def walk_stack(f):
    f = f or next(iter(_stack()), None)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_stack(f=None, limit=None):
    return _summary(list(walk_stack(f))[::-1], None if limit is None else -limit)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))


def print_stack(f=None, limit=None, file=None):
    (file or sys.stderr).write(''.join(format_stack(f, limit)))


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback=None, **keywords):
        self._error = exc_value
        self.exc_type = exc_type
        self.stack = extract_tb(exc_value.__traceback__)

    @classmethod
    def from_exception(cls, exc, **keywords):
        return cls(type(exc), exc)

    def format(self, *, chain=True):
        yield from format_exception(self._error)

    def __str__(self):
        return str(self._error)

    def format_exception_only(self, **keywords):
        yield from format_exception_only(self._error)
