"""What assertions of `unittest` say of two values, and the blocks that they watch over: `assertRaises`, `assertWarns`, `assertLogs`."""

import warnings

__name__ = 'unittest.case'


def _longest_common_prefix(texts):
    least, most = min(texts), max(texts)
    for at, letter in enumerate(least):
        if letter != most[at]:
            return least[:at]
    return least


def _shorten(text, begin, end):
    left_out = len(text) - begin - end
    return f'{text[:begin]}[{left_out} chars]{text[len(text) - end:]}' if left_out > 12 else text


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text[:80] + ' [truncated]...' if short and len(text) >= 80 else text


def _shown(*values):
    """The values' reprs, of which what they have in common is shortened where they are long."""
    texts = [safe_repr(value) for value in values]
    longest = max(map(len, texts))
    if longest <= 80:
        return tuple(texts)
    prefix = _longest_common_prefix(texts)
    size = len(prefix)
    room = 80 - (longest - size + 5 + 12)
    if room > 5:
        prefix = _shorten(prefix, 5, room)
        return tuple([prefix + text[size:] for text in texts])
    prefix = _shorten(prefix, 5, 5)
    return tuple([prefix + _shorten(text[size:], 41, 5) for text in texts])


def _diff(first, second):
    from difflib import ndiff
    from pprint import pformat
    return '\n' + '\n'.join(ndiff(pformat(first).splitlines(), pformat(second).splitlines()))


class _Raised:
    """What `assertRaises` and `assertWarns` give: a context manager, or with more arguments a call."""

    def __init__(self, case, expected, base, regex=None):
        self._case, self.expected, self._regex = case, expected, regex
        self.msg = self._call = None
        for one in expected if isinstance(expected, tuple) else (expected,):
            if not (isinstance(one, type) and issubclass(one, base)):
                kind = 'exception' if base is BaseException else 'warning'
                name = 'assertRaises' if base is BaseException else 'assertWarns'
                raise TypeError(f'{name}() arg 1 must be a{"n" * (kind[0] == "e")} {kind} type or tuple of {kind} types')

    def _handle(self, args, keywords):
        if not args:
            self.msg = keywords.pop('msg', None)
            if keywords:
                raise TypeError(f'{next(iter(keywords))!r} is an invalid keyword argument for this function')
            return self
        function, *args = args
        self._call = getattr(function, '__name__', str(function))
        with self:
            function(*args, **keywords)

    def _fail(self, verb, text=None):
        if text is None:
            expected = self.expected
            name = getattr(expected, '__name__', None) or str(expected)
            text = f'{name} not {verb}' + (f' by {self._call}' if self._call else '')
        raise self._case.failureException(self._case._formatMessage(self.msg, text))

    def _matches(self, text):
        if self._regex is None:
            return True
        import re
        if isinstance(self._regex, (str, bytes)):
            self._regex = re.compile(self._regex)
        return self._regex.search(text) is not None


class _AssertRaisesContext(_Raised):
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            self._fail('raised')
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if not self._matches(str(value)):
            self._fail(None, f'"{self._regex.pattern}" does not match "{value}"')
        return True

    def __class_getitem__(cls, item):
        return cls


class _AssertWarnsContext(_Raised):
    def __enter__(self):
        self._recorder = warnings.catch_warnings(record=True)
        self.warnings = self._recorder.__enter__()
        warnings.simplefilter('always')
        return self

    def __exit__(self, kind, value, traceback):
        self._recorder.__exit__(kind, value, traceback)
        if kind is not None:
            return
        first = None
        for one in self.warnings:
            if not isinstance(one.message, self.expected):
                continue
            first = first or one
            if self._matches(str(one.message)):
                self.warning, self.filename, self.lineno = one.message, one.filename, one.lineno
                return
        if first is not None:
            self._fail(None, f'"{self._regex.pattern}" does not match "{first.message}"')
        self._fail('triggered')


class _AssertLogsContext:
    """Takes the place of a logger's handlers for a block."""

    def __init__(self, case, logger, level, wanted):
        import logging
        self._case, self._wanted = case, wanted
        self._logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self._name = logger
        self._level = logging.getLevelNamesMapping().get(level, level) if level else logging.INFO

    def __enter__(self):
        import logging
        self.records, self.output = [], []
        formatter = logging.Formatter('%(levelname)s:%(name)s:%(message)s')
        outer = self

        class Capturing(logging.Handler):
            def emit(self, record):
                outer.records.append(record)
                outer.output.append(self.format(record))

        handler = Capturing(self._level)
        handler.setFormatter(formatter)
        logger = self._logger
        self._saved = logger.handlers, logger.level, logger.propagate
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(self._level)
        return self if self._wanted else None

    def __exit__(self, kind, value, traceback):
        import logging
        logger = self._logger
        logger.handlers, level, logger.propagate = self._saved
        logger.setLevel(level)
        if kind is not None:
            return False
        if self._wanted and not self.records:
            self._fail(f'no logs of level {logging.getLevelName(self._level)} or higher triggered on {logger.name}')
        if not self._wanted and self.records:
            self._fail(f'Unexpected logs found: {self.output!r}')

    def _fail(self, text):
        raise self._case.failureException(self._case._formatMessage(None, text))
