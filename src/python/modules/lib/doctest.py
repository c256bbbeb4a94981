"""`doctest`: the examples in documentation, run and compared with what stands below them."""

import _machine
import re as _re
import sys as _sys
import traceback as _traceback
from collections import namedtuple as _namedtuple
from contextlib import redirect_stdout as _redirect_stdout
from io import StringIO as _StringIO

__all__ = ['testmod', 'run_docstring_examples', 'Example', 'TestResults', 'ELLIPSIS', 'NORMALIZE_WHITESPACE', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL']

ELLIPSIS, NORMALIZE_WHITESPACE, SKIP, IGNORE_EXCEPTION_DETAIL, DONT_ACCEPT_BLANKLINE = 8, 4, 16, 32, 2

TestResults = _namedtuple('TestResults', 'failed attempted')

_LINE = '*' * 70
# The prompt and what follows it, up to the next prompt or an empty line.
_EXAMPLE = _re.compile(r'''(?mx)
    ^(?P<indent>[ ]*)>>>[ ]?(?P<source>.*(?:\n[ ]*\.\.\.(?:[ ].*|$))*)
    (?P<want>(?:\n(?![ ]*>>>)[ ]*\S.*)*)''')
_ERROR = _re.compile(r'(?s)Traceback \((?:most recent call last|innermost last)\):\s*\n(?:[ ].*?\n|\n)*(?P<message>\w.*)')


class Example:
    def __init__(self, source, want, lineno=0, options=0):
        self.source, self.want, self.lineno, self.options = source, want, lineno, options


class _Test:
    def __init__(self, name, text, globs, filename, lineno):
        self.name, self.globs, self.filename, self.lineno = name, globs, filename, lineno
        self.examples = [_example(found, text) for found in _EXAMPLE.finditer(text.expandtabs())]


def _example(found, text):
    indent = len(found['indent'])
    source = '\n'.join([found['source'].split('\n')[0]] + [line[indent + 4:] for line in found['source'].split('\n')[1:]])
    options = 0
    for change in _re.findall(r'#\s*doctest:\s*([^\n]*)', source):
        for sign, name in _re.findall(r'([+-])(\w+)', change):
            options |= globals().get(name, 0) if sign == '+' else 0
    want = ''.join([line[indent:] + '\n' for line in found['want'].split('\n')[1:]])
    return Example(source.rstrip('\n') + '\n', want, text.count('\n', 0, found.start('source')), options)


def _is_as_wanted(got, want, options):
    if got == want:
        return True
    if not options & DONT_ACCEPT_BLANKLINE:
        want = _re.sub(r'(?m)^<BLANKLINE>\s*?$', '', want)
        got = _re.sub(r'(?m)^[^\S\n]+$', '', got)
    if options & NORMALIZE_WHITESPACE:
        got, want = ' '.join(got.split()), ' '.join(want.split())
    if options & ELLIPSIS and '...' in want:
        return _re.fullmatch('.*'.join(map(_re.escape, want.split('...'))), got, _re.S) is not None
    return got == want


def _run(example, globs):
    """What the example prints, and the exception that it raises."""
    printed = _StringIO()
    with _redirect_stdout(printed):
        try:
            try:
                code = compile(example.source, '<doctest>', 'eval')
            except SyntaxError:
                exec(compile(example.source, '<doctest>', 'exec'), globs)
            else:
                value = eval(code, globs)
                if value is not None:
                    globs['_'] = value
                    print(repr(value))
        except Exception as error:
            return printed.getvalue(), error
    return printed.getvalue(), None


def _indented(text):
    return ''.join([f'    {line}\n' if line else '\n' for line in text.splitlines()])


def _failure(test, example, options):
    """What is wrong with an example; None where nothing is."""
    got, error = _run(example, test.globs)
    if error is None:
        if _is_as_wanted(got, example.want, options):
            return None
        expected = f'Expected:\n{_indented(example.want)}' if example.want else 'Expected nothing\n'
        return expected + (f'Got:\n{_indented(got)}' if got else 'Got nothing\n')
    wanted = _ERROR.match(example.want)
    if wanted:
        said, message = ''.join(_traceback.format_exception_only(error)), wanted['message']
        if options & IGNORE_EXCEPTION_DETAIL:
            said, message = [text.split(':')[0].rpartition('.')[2].strip() for text in (said, message)]
        if _is_as_wanted(said, message, options):
            return None
        return f'Expected:\n{_indented(example.want)}Got:\n{_indented("".join(_traceback.format_exception(error)))}'
    return f'Exception raised:\n{_indented("".join(_traceback.format_exception(error)))}'


def _try(test, options, verbose):
    """Runs the examples of a test: how many failed."""
    failed = 0
    for example in test.examples:
        flags = options | example.options
        if flags & SKIP:
            continue
        if verbose:
            print(f'Trying:\n{_indented(example.source)}' +
                  (f'Expecting:\n{_indented(example.want)}' if example.want else 'Expecting nothing\n'), end='')
        complaint = _failure(test, example, flags)
        if complaint is None:
            if verbose:
                print('ok')
            continue
        failed += 1
        print(f'{_LINE}\nFile "{test.filename}", line {test.lineno + example.lineno}, in {test.name}\n'
              f'Failed example:\n{_indented(example.source)}{complaint}', end='')
    return failed


def _documented(module, name, value):
    """What has documentation of its own in a module or class: names and objects."""
    yield name, value
    for key, inner in list(vars(value).items()):
        if isinstance(inner, (staticmethod, classmethod)):
            inner = inner.__func__
        function = inner.fget if isinstance(inner, property) else inner
        if isinstance(inner, type):
            if inner.__module__ == module.__name__:
                yield from _documented(module, f'{name}.{key}', inner)
        elif hasattr(function, '__code__') and function.__module__ == module.__name__:
            yield f'{name}.{key}', inner


def _line_of(filename, value):
    """The line at which an object's documentation begins."""
    line = 1
    if isinstance(value, property):
        value = value.fget
    code = getattr(getattr(value, '__wrapped__', value), '__code__', None)
    if code is not None:
        line = code.co_firstlineno
    elif isinstance(value, type):
        heading = _re.compile(rf'class\s+{value.__name__}\b')
        line = next((at for at in range(1, 10000) if heading.match(_machine.source_line(filename, at))), 1)
    else:
        return line
    return next((at for at in range(line, line + 100) if _re.match(r'''(?:.*:)?\s*\w*["']''', _machine.source_line(filename, at))), line)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    module = m or _sys.modules['__main__']
    filename = getattr(module, '__file__', '') or ''
    verbose = '-v' in _sys.argv if verbose is None else verbose
    tests = []
    for shown, value in sorted(_documented(module, name or module.__name__, module), key=lambda item: item[0]):
        names = {**(vars(module) if globs is None else globs), **(extraglobs or {}), '__name__': '__main__'}
        tests.append(_Test(shown, value.__doc__ or '', names, filename, _line_of(filename, value)))
    outcomes = [(test.name, len(test.examples), _try(test, optionflags, verbose)) for test in tests]
    attempted = sum([count for _, count, _ in outcomes])
    failures = sum([failed for _, _, failed in outcomes])
    if report:
        _summarize(outcomes, attempted, failures, verbose)
    return TestResults(failures, attempted)


def _plural(count, what):
    return f'{count} {what}{"" if count == 1 else "s"}'


def _summarize(outcomes, attempted, failures, verbose):
    empty = [name for name, count, _ in outcomes if not count]
    passed = [(name, count) for name, count, failed in outcomes if count and not failed]
    broken = [(name, count, failed) for name, count, failed in outcomes if failed]
    if verbose:
        if empty:
            print(f'{_plural(len(empty), "item")} had no tests:')
            print(*[f'    {name}' for name in empty], sep='\n')
        if passed:
            print(f'{_plural(len(passed), "item")} passed all tests:')
            print(*[f' {count:3} test{"" if count == 1 else "s"} in {name}' for name, count in passed], sep='\n')
    if broken:
        print(_LINE)
        print(f'{_plural(len(broken), "item")} had failures:')
        print(*[f' {failed:3} of {count:3} in {name}' for name, count, failed in broken], sep='\n')
    if verbose:
        print(f'{_plural(attempted, "test")} in {_plural(len(outcomes), "item")}.')
        print(f'{attempted - failures} passed' + (f' and {failures} failed.' if failures else '.'))
    if failures:
        print(f'***Test Failed*** {_plural(failures, "failure")}.')
    elif verbose:
        print('Test passed.')


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    filename = getattr(getattr(f, '__code__', None), 'co_filename', '')
    _try(_Test(name, (f if isinstance(f, str) else f.__doc__) or '', dict(globs), filename, _line_of(filename, f)), optionflags, verbose)
