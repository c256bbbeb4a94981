"""`pprint`: values over several lines where one is too short."""

import types as _types
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **keywords):
    pprint(object, *args, sort_dicts=sort_dicts, **keywords)


def saferepr(object):
    return PrettyPrinter()._line(object, 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _SafeKey:
    """Orders what has no order by its type."""

    __slots__ = ('value',)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


def _is_shown_by_dataclasses(cls):
    code = getattr(cls.__repr__, '__code__', None)
    return hasattr(cls, '__dataclass_fields__') and code is not None and code.co_filename == '<dataclasses>'


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._indent_per_level, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort_dicts, self._underscore_numbers = compact, sort_dicts, underscore_numbers
        # The containers around the one at hand.
        self._open = {}
        self._recursive = False

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        return self._format(object, 0, 0, 0)

    def isrecursive(self, object):
        self._recursive = False
        self._line(object, 0)
        return self._recursive

    def isreadable(self, object):
        return not self.isrecursive(object) and '<' not in self._line(object, 0)[:1]

    def format(self, object, context, maxlevels, level):
        return self._line(object, level), True, False

    def _entries(self, object):
        items = list(object.items())
        return sorted(items, key=lambda item: _SafeKey(item[0])) if self._sort_dicts else items

    def _line(self, object, level):
        """The value on one line."""
        kind = type(object)
        if kind is int and self._underscore_numbers:
            return f'{object:_d}'
        brackets = {dict: '{}', list: '[]', tuple: '()'}.get(_shown_as(kind))
        if brackets is None or not object:
            return repr(object)
        left, right = brackets
        if self._depth is not None and level >= self._depth:
            return f'{left}...{right}'
        if id(object) in self._open:
            self._recursive = True
            return _recursion(object)
        self._open[id(object)] = True
        if left == '{':
            parts = [f'{self.format(key, None, None, level + 1)[0]}: {self.format(value, None, None, level + 1)[0]}'
                     for key, value in self._entries(object)]
        else:
            parts = [self.format(item, None, None, level + 1)[0] for item in object]
        del self._open[id(object)]
        return left + ', '.join(parts) + (',' if left == '(' and len(parts) == 1 else '') + right

    def _format(self, object, indent, allowance, level):
        if id(object) in self._open:
            self._recursive = True
            return _recursion(object)
        text = self.format(object, None, self._depth, level)[0]
        if len(text) <= self._width - indent - allowance:
            return text
        method = _METHODS.get(_shown_as(type(object)))
        if method is None and _is_shown_by_dataclasses(type(object)):
            method = PrettyPrinter._dataclass
        if method is None or self._depth is not None and level >= self._depth and text.endswith(('...]', '...}', '...)')):
            return text
        self._open[id(object)] = True
        text = method(self, object, indent, allowance, level + 1)
        del self._open[id(object)]
        return text

    def _pad(self):
        return ' ' * (self._indent_per_level - 1)

    def _dict(self, object, indent, allowance, level):
        return '{' + self._pad() + self._pairs(self._entries(object), indent, allowance + 1, level) + '}'

    def _pairs(self, items, indent, allowance, level):
        indent += self._indent_per_level
        parts = []
        for place, (key, value) in enumerate(items):
            shown = self.format(key, None, self._depth, level)[0] + ': '
            parts.append(shown + self._format(value, indent + len(shown), allowance if place == len(items) - 1 else 1, level))
        return (',\n' + ' ' * indent).join(parts)

    def _named(self, items, indent, allowance, level):
        parts = []
        for place, (name, value) in enumerate(items):
            shown = self._format(value, indent + len(name) + 1, allowance if place == len(items) - 1 else 1, level)
            parts.append(f'{name}={shown}')
        return (',\n' + ' ' * indent).join(parts)

    def _items(self, items, indent, allowance, level):
        indent += self._indent_per_level
        text, items = self._pad(), list(items)
        line = ',\n' + ' ' * indent
        between = ''
        room = width = self._width - indent + 1
        for place, item in enumerate(items):
            last = place == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                shown = self.format(item, None, self._depth, level)[0]
                needed = len(shown) + 2
                if room < needed:
                    room = width
                    between = between and line
                if room >= needed:
                    room -= needed
                    text += between + shown
                    between = ', '
                    continue
            text += between + self._format(item, indent, allowance if last else 1, level)
            between = line
        return text

    def _list(self, object, indent, allowance, level):
        return '[' + self._items(object, indent, allowance + 1, level) + ']'

    def _tuple(self, object, indent, allowance, level):
        end = ',)' if len(object) == 1 else ')'
        return '(' + self._items(object, indent, allowance + len(end), level) + end

    def _set(self, object, indent, allowance, level):
        name = '' if type(object) is set else type(object).__name__
        left, right = (name + '({', '})') if name else '{}'
        items = sorted(object, key=_SafeKey)
        return left + self._items(items, indent + len(left) - 1, allowance + len(right), level) + right

    def _str(self, object, indent, allowance, level):
        outermost = level == 1
        indent, allowance = indent + outermost, allowance + outermost
        room, chunks = self._width - indent, []
        lines = object.splitlines(True)
        for place, line in enumerate(lines):
            last = place == len(lines) - 1
            if len(repr(line)) <= room - allowance * last:
                chunks.append(repr(line))
                continue
            words, current = _words(line), ''
            for number, word in enumerate(words):
                limit = room - allowance * (last and number == len(words) - 1)
                if len(repr(current + word)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ('\n' + ' ' * indent).join(chunks)
        return f'({text})' if outermost else text

    def _bytes(self, object, indent, allowance, level):
        if len(object) <= 4:
            return repr(object)
        outermost = level == 1
        indent, allowance = indent + outermost, allowance + outermost
        room, chunks, current = self._width - indent, [], b''
        for at in range(0, len(object), 4):
            part = object[at:at + 4]
            if at == len(object) // 4 * 4:
                room -= allowance
            if len(repr(current + part)) > room:
                if current:
                    chunks.append(repr(current))
                current = part
            else:
                current += part
        if current:
            chunks.append(repr(current))
        text = ('\n' + ' ' * indent).join(chunks)
        return f'({text})' if outermost else text

    def _wrapped(self, object, indent, allowance, level, inner):
        name = type(object).__name__ + '('
        return name + self._format(inner, indent + len(name), allowance + 1, level - 1) + ')'

    def _bytearray(self, object, indent, allowance, level):
        return 'bytearray(' + self._bytes(bytes(object), indent + 10, allowance + 1, level + 1) + ')'

    def _ordered_dict(self, object, indent, allowance, level):
        if not object:
            return repr(object)
        return self._wrapped(object, indent, allowance, level + 1, list(object.items()))

    def _mapping_proxy(self, object, indent, allowance, level):
        return 'mappingproxy(' + self._format(object.copy(), indent + 13, allowance + 1, level) + ')'

    def _namespace(self, object, indent, allowance, level):
        name = 'namespace' if type(object) is _types.SimpleNamespace else type(object).__name__
        return f'{name}({self._named(list(object.__dict__.items()), indent + len(name) + 1, allowance, level)})'

    def _dataclass(self, object, indent, allowance, level):
        from dataclasses import fields
        name = type(object).__qualname__
        items = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        return f'{name}({self._named(items, indent + len(name) + 1, allowance, level)})'

    def _default_dict(self, object, indent, allowance, level):
        name = type(object).__name__ + '('
        indent += len(name)
        return f'{name}{object.default_factory!r},\n{" " * indent}{self._dict(object, indent, allowance + 1, level)})'

    def _counter(self, object, indent, allowance, level):
        name = type(object).__name__
        return f'{name}({{{self._pad()}{self._pairs(object.most_common(), indent + len(name) + 1, allowance + 2, level)}}})'

    def _chain_map(self, object, indent, allowance, level):
        name = type(object).__name__ + '('
        indent += len(name)
        last = len(object.maps) - 1
        parts = [self._format(one, indent, allowance + 1 if place == last else 1, level)
                 for place, one in enumerate(object.maps)]
        return name + (',\n' + ' ' * indent).join(parts) + ')'

    def _deque(self, object, indent, allowance, level):
        name = type(object).__name__ + '('
        indent += len(name)
        if object.maxlen is None:
            return f'{name}[{self._items(object, indent, allowance + 2, level)}])'
        return f'{name}[{self._items(object, indent, 2, level)}],\n{" " * indent}maxlen={object.maxlen})'

    def _user(self, object, indent, allowance, level):
        return self._format(object.data, indent, allowance, level - 1)


def _words(line):
    """Words, each with the space behind it."""
    words, start, at = [], 0, 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        words.append(line[start:at])
        start = at
    return words


def _shown_as(kind):
    """The class whose `__repr__` the objects of a class have, where it is one that we know."""
    for cls in kind.__mro__:
        if cls in _METHODS:
            return cls
        if '__repr__' in cls.__dict__:
            return None


_METHODS = {dict: PrettyPrinter._dict, list: PrettyPrinter._list, tuple: PrettyPrinter._tuple,
            set: PrettyPrinter._set, frozenset: PrettyPrinter._set, str: PrettyPrinter._str,
            bytes: PrettyPrinter._bytes, bytearray: PrettyPrinter._bytearray,
            OrderedDict: PrettyPrinter._ordered_dict, _types.MappingProxyType: PrettyPrinter._mapping_proxy,
            _types.SimpleNamespace: PrettyPrinter._namespace, defaultdict: PrettyPrinter._default_dict,
            Counter: PrettyPrinter._counter, ChainMap: PrettyPrinter._chain_map,
            deque: PrettyPrinter._deque, UserDict: PrettyPrinter._user, UserList: PrettyPrinter._user,
            UserString: PrettyPrinter._user}
