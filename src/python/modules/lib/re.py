"""`re`: regular expressions. What matches is native, `_re_parser` reads patterns; templates, splitting and the module's own
functions are here."""

import _re
import enum
from types import MappingProxyType as _MappingProxyType

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'escape', 'error',
           'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL',
           'VERBOSE', 'UNICODE', 'NOFLAG', 'RegexFlag', 'PatternError']


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        if self._name_ is None:
            return f're.RegexFlag({self._value_})'
        return '|'.join([f're.{name}' if name.isalpha() else hex(int(name)) for name in self._name_.split('|')])

    __str__ = __repr__

    def __format__(self, format_spec):
        return format(str(self), format_spec)


NOFLAG, DEBUG = RegexFlag.NOFLAG, RegexFlag.DEBUG
A = ASCII = RegexFlag.ASCII
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
U = UNICODE = RegexFlag.UNICODE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
X = VERBOSE = RegexFlag.VERBOSE

_SHOWN_FLAGS = ('IGNORECASE', 2), ('LOCALE', 4), ('MULTILINE', 8), ('DOTALL', 16), ('UNICODE', 32), ('VERBOSE', 64), ('DEBUG', 128), ('ASCII', 256)
_MOST_CACHED = 512


class PatternError(Exception):
    """A pattern that is wrong: what about it, and where."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            msg = f'{msg} at position {pos}'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


error = PatternError


def _made_here(cls):
    """A class whose objects only this module makes; as none of them changes, each is its own copy."""
    def __new__(cls, *args, **keywords):
        raise TypeError(f"cannot create 're.{cls.__name__}' instances")

    cls.__new__ = __new__
    cls.__copy__ = lambda self: self
    cls.__deepcopy__ = lambda self, memo: self
    cls.__class_getitem__ = classmethod(lambda cls, item: cls)
    return cls


class _Attribute:
    """What a program can read and not set."""

    complaint = "attribute '{}' of 're.{}' objects is not writable"

    def __init__(self, read):
        self.read = read

    def __set_name__(self, owner, name):
        self.names = name, owner.__name__

    def __get__(self, found, owner=None):
        return self if found is None else self.read(found)

    def __set__(self, found, value):
        raise AttributeError(self.complaint.format(*self.names))

    def __delete__(self, found):
        self.__set__(found, None)

    def __repr__(self):
        return "<attribute '{}' of 're.{}' objects>".format(*self.names)


class _Member(_Attribute):
    complaint = 'readonly attribute'

    def __init__(self, place):
        super().__init__(lambda found: found._about[place])

    def __repr__(self):
        return "<member '{}' of 're.{}' objects>".format(*self.names)


@_made_here
class Match(_re.Match):
    """What a pattern has found."""

    re, string, pos, endpos = map(_Member, range(4))

    @_Attribute
    def lastindex(self):
        return self._about[4] or None

    def groupdict(self, default=None):
        return {name: default if self[name] is None else self[name] for name in self.re._about[3]}

    def expand(self, template):
        return _expand(_template(self.re, template), self)

    @_Attribute
    def lastgroup(self):
        last = self.lastindex
        for name, group in self.re._about[3].items():
            if group == last:
                return name
        return None

    @_Attribute
    def regs(self):
        return tuple([self.span(group) for group in range(self.re.groups + 1)])

    def __repr__(self):
        return f'<re.Match object; span={self.span()!r}, match={self.group()!r}>'


@_made_here
class Pattern(_re.Pattern):
    """A compiled pattern."""

    pattern, flags, groups = map(_Member, range(3))

    @_Attribute
    def groupindex(self):
        return _MappingProxyType(self._about[3])

    def finditer(self, string, pos=0, endpos=2 ** 63 - 1):
        return iter(self.scanner(string, pos, endpos).search, None)

    def findall(self, string, pos=0, endpos=2 ** 63 - 1):
        found = self.finditer(string, pos, endpos)
        if self.groups == 0:
            return [one.group() for one in found]
        empty = string[:0]
        if self.groups == 1:
            return [empty if one[1] is None else one[1] for one in found]
        return [one.groups(empty) for one in found]

    def split(self, string, maxsplit=0):
        scanner = self.scanner(string)
        pieces = []
        made = 0
        while not maxsplit or made < maxsplit:
            found = scanner.search()
            if found is None:
                break
            pieces.append(scanner._cut(found))
            pieces += found.groups()
            made += 1
        pieces.append(scanner._cut(None))
        return pieces

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        scanner = self.scanner(string)
        if callable(repl):
            make = repl
        else:
            parts = _template(self, repl)
            if len(parts) == 1:
                make = lambda found: parts[0]
            else:
                make = lambda found: _expand(parts, found)
        pieces = []
        made = 0
        while not count or made < count:
            found = scanner.search()
            if found is None:
                break
            before = scanner._cut(found)
            if before:
                pieces.append(before)
            new = make(found)
            if new is not None:
                pieces.append(new)
            made += 1
        if made == 0:
            return string, 0
        rest = scanner._cut(None)
        if rest:
            pieces.append(rest)
        return rest[:0].join(pieces), made

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str) and flags & 292 == 32:
            flags -= 32
        names = [f're.{name}' for name, flag in _SHOWN_FLAGS if flags & flag]
        if flags & ~510:
            names.append(hex(flags & ~510))
        shown = repr(self.pattern)[:200]
        return f're.compile({shown}, {"|".join(names)})' if names else f're.compile({shown})'

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return type(self.pattern) is type(other.pattern) and self.flags == other.flags and self.pattern == other.pattern

    def __hash__(self):
        return hash((self.pattern, self.flags))


_patterns = {}
_templates = {}


def _remember(cache, key, made):
    if len(cache) >= _MOST_CACHED:
        del cache[next(iter(cache))]
    cache[key] = made
    return made


def _compiled(pattern, flags):
    flags = int(flags)
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    key = type(pattern), pattern, flags
    made = _patterns.get(key)
    if made is None:
        if not isinstance(pattern, (str, bytes)):
            raise TypeError('first argument must be string or compiled pattern')
        from _re_parser import parse
        words, sets, groups, flags, names = parse(pattern, flags)
        made = _re.compile(Pattern, Match, words, sets, groups, (pattern, flags, groups, names))
        _remember(_patterns, key, made)
    return made


def compile(pattern, flags=0):
    return _compiled(pattern, flags)


def match(pattern, string, flags=0):
    return _compiled(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compiled(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compiled(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return _compiled(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compiled(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return _compiled(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return _compiled(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compiled(pattern, flags).subn(repl, string, count)


def purge():
    _patterns.clear()
    _templates.clear()


_SPECIAL = {ord(char): '\\' + char for char in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, 'latin1').translate(_SPECIAL).encode('latin1')


_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}


def _expand(parts, found):
    """A template with its groups put in: literals stand in even places, numbers of groups in odd ones."""
    made = parts[:]
    for at in range(1, len(parts), 2):
        text = found[parts[at]]
        made[at] = parts[0][:0] if text is None else text
    return parts[0][:0].join(made)


def _template(pattern, repl):
    if not isinstance(repl, (str, bytes)):
        raise TypeError(f"decoding to str: need a bytes-like object, {type(repl).__name__} found")
    if ('\\' if isinstance(repl, str) else b'\\') not in repl:
        return [repl]
    key = pattern, type(repl), repl
    parts = _templates.get(key)
    if parts is None:
        parts = _remember(_templates, key, _Template(pattern, repl).parts)
    return parts


class _Template:
    """Reads the replacement that `sub` and `expand` take."""

    def __init__(self, pattern, repl):
        self.pattern = pattern
        self.repl = repl
        self.text = repl if isinstance(repl, str) else repl.decode('latin1')
        self.at = 0
        self.parts = []
        self.literal = ''
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char != '\\':
                self.literal += char
                continue
            if self.at == len(self.text):
                raise self.error('bad escape (end of pattern)', 1)
            self.escape()
        self.end_literal()

    def error(self, message, before):
        return PatternError(message, self.repl, self.at - before)

    def end_literal(self):
        self.parts.append(self.literal if self.repl is self.text else self.literal.encode('latin1'))
        self.literal = ''

    def group(self, number, before):
        if number > self.pattern.groups:
            raise self.error(f'invalid group reference {number}', before)
        self.end_literal()
        self.parts.append(number)

    def digits(self, most, of):
        """So many digits at most, of those that have been read and those that follow."""
        start = self.at - 1
        while self.at < start + most and self.text[self.at:self.at + 1] in set(of):
            self.at += 1
        return self.text[start:self.at]

    def escape(self):
        char = self.text[self.at]
        self.at += 1
        if char == 'g':
            self.named_group()
        elif char == '0':
            self.literal += chr(int(self.digits(3, '01234567'), 8) & 255)
        elif char in '123456789':
            start = self.at
            octal = self.digits(3, '01234567')
            if len(octal) == 3:
                if int(octal, 8) > 255:
                    raise self.error(f'octal escape value \\{octal} outside of range 0-0o377', 4)
                self.literal += chr(int(octal, 8))
                return
            self.at = start
            number = self.digits(2, '0123456789')
            self.group(int(number), len(number))
        elif char in _ESCAPES:
            self.literal += _ESCAPES[char]
        elif char.isascii() and char.isalpha():
            raise self.error(f'bad escape \\{char}', 2)
        else:
            self.literal += '\\' + char

    def named_group(self):
        if self.text[self.at:self.at + 1] != '<':
            raise self.error('missing <', 0)
        start = self.at + 1
        end = self.text.find('>', start)
        name = self.text[start:] if end < 0 else self.text[start:end]
        self.at = start + len(name) + (end >= 0)
        if not name:
            raise self.error('missing group name', end >= 0)
        if end < 0:
            raise self.error('missing >, unterminated name', len(name))
        if name.isdecimal() and name.isascii():
            self.group(int(name), len(name) + 1)
            return
        if not name.isidentifier() or not (self.repl is self.text or name.isascii()):
            shown = repr(name) if self.repl is self.text else ascii(name)
            raise self.error(f'bad character in group name {shown}', len(name) + 1)
        number = self.pattern.groupindex.get(name)
        if number is None:
            raise IndexError(f'unknown group name {name!r}')
        self.group(number, len(name) + 1)
