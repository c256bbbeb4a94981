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


def _entries(text):
    """The text as the list that it is in CPython: an entry of a traceback with the lines of its source is one item, and so is a
    sentence with the empty lines around it."""
    items = []
    for line in text.splitlines(True):
        is_more = items and (line.startswith('    ') and items[-1].startswith('  File ') or line == '\n' and items[-1][:1] == '\n')
        if is_more or items and items[-1] == '\n':
            items[-1] += line
        else:
            items.append(line)
    return items


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **keywords):
    error = _exception(exc, value)
    if error is None:
        return ['NoneType: None\n']
    return _entries(_machine.format_exception(error, bool(chain), limit))


def format_exception_only(exc, /, value=None, *, show_group=False):
    error = _exception(exc, value)
    if error is None:
        return ['NoneType: None\n']
    lines = _machine.format_exception_only(error).splitlines(True)
    if isinstance(error, SyntaxError):
        return lines
    # A message is one item, whatever its lines.
    try:
        size = str(error).count('\n') + 1
    except Exception:
        size = 1
    return [''.join(lines[:size]), *lines[size:]]


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True, **keywords):
    (file or sys.stderr).write(''.join(format_exception(exc, value, tb, limit, chain)))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc(limit, chain))


print_last = print_exc


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self.line = _machine.source_line(filename, lineno) if line is None else line
        self.locals = {name: repr(value) for name, value in locals.items()} if locals else None
        shown = f'    {self.line.strip()}\n' if self.line else ''
        self._text = f'  File "{filename}", line {lineno}, in {name}\n{shown}'

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return tuple(self)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other) if isinstance(other, (FrameSummary, tuple)) else NotImplemented

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls([FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name, locals=frame.f_locals if capture_locals else None)
                    for frame, line in _limited(list(frame_gen), limit)])

    @classmethod
    def from_list(cls, a_list):
        return cls([item if isinstance(item, FrameSummary) else FrameSummary(*item[:3], line=item[3]) for item in a_list])

    def format_frame_summary(self, frame_summary, **keywords):
        rows = [f'    {name} = {value}\n' for name, value in sorted((frame_summary.locals or {}).items())]
        return frame_summary._text + ''.join(rows)

    def format(self, **keywords):
        lines = []
        last, count = None, 0
        for summary in [*self, None]:
            place = summary and tuple(summary)[:3]
            if place != last:
                if count > 3:
                    lines.append(f'  [Previous line repeated {count - 3} more time{"s" if count > 4 else ""}]\n')
                last, count = place, 0
            count += 1
            if summary and count <= 3:
                lines.append(self.format_frame_summary(summary))
        return lines


def _limited(items, limit):
    return items if limit is None else items[:limit] if limit >= 0 else items[limit:]


def extract_tb(tb, limit=None):
    found = []
    for at in _limited(list(_links(tb)), limit):
        code = at.tb_frame.f_code
        text, *extent = _machine.summarize(at)
        end_lineno, colno, end_colno = extent or (None, None, None)
        summary = FrameSummary(code.co_filename, at.tb_lineno, code.co_name, end_lineno=end_lineno, colno=colno, end_colno=end_colno)
        summary._text = text
        found.append(summary)
    return StackSummary(found)


def _links(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


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
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))


def print_stack(f=None, limit=None, file=None):
    (file or sys.stderr).write(''.join(format_stack(f, limit)))


class TracebackException:
    """What is needed to show an exception; kept together with the exception, of which the texts are made when they are asked for."""

    def __init__(self, exc_type, exc_value, exc_traceback=None, *, limit=None, **keywords):
        self._error, self._limit = exc_value, limit
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__ if exc_type.__module__ in ('__main__', 'builtins') else f'{exc_type.__module__}.{exc_type.__qualname__}'
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, '__notes__', None)
        self.__suppress_context__ = exc_value.__suppress_context__

    @property
    def __cause__(self):
        error = self._error.__cause__
        return error and self.from_exception(error)

    @property
    def __context__(self):
        error = self._error.__context__
        return error and self.from_exception(error)

    @property
    def exceptions(self):
        error = self._error
        return [self.from_exception(item) for item in error.exceptions] if isinstance(error, BaseExceptionGroup) else None

    @classmethod
    def from_exception(cls, exc, **keywords):
        return cls(type(exc), exc, exc.__traceback__, **keywords)

    def format(self, *, chain=True, **keywords):
        yield from format_exception(self._error, limit=self._limit, chain=chain)

    def print(self, *, file=None, chain=True, **keywords):
        print_exception(self._error, limit=self._limit, file=file, chain=chain)

    def __str__(self):
        return str(self._error)

    def __eq__(self, other):
        return self._error is other._error if isinstance(other, TracebackException) else NotImplemented

    def format_exception_only(self, **keywords):
        yield from format_exception_only(self._error)
