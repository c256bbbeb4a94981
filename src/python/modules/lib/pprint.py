"""`pprint`: values over several lines where one is too short."""

__all__ = ['pprint', 'pformat', 'pp', 'saferepr', 'isreadable', 'PrettyPrinter']


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pp(object, *args, sort_dicts=False, **keywords):
    pprint(object, *args, sort_dicts=sort_dicts, **keywords)


def saferepr(object):
    return PrettyPrinter()._line(object, 0)


def isreadable(object):
    return True


_BRACKETS = {list: '[]', tuple: '()', set: '{}', dict: '{}'}


def _sorted(items, key=None):
    try:
        return sorted(items, key=key)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(item)), id(item)))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        return self._format(object, 0, 0, 0)

    def _entries(self, object):
        items = object.items()
        return _sorted(items, key=lambda item: item[0]) if self._sort_dicts else list(items)

    def _line(self, object, level):
        """The value on one line."""
        kind = type(object)
        if kind not in _BRACKETS or not object:
            return repr(object)
        left, right = _BRACKETS[kind]
        if self._depth is not None and level >= self._depth:
            return f'{left}...{right}'
        if kind is dict:
            parts = [f'{self._line(key, level + 1)}: {self._line(value, level + 1)}' for key, value in self._entries(object)]
        else:
            parts = [self._line(item, level + 1) for item in (_sorted(object) if kind is set else object)]
        return left + ', '.join(parts) + (',' if kind is tuple and len(parts) == 1 else '') + right

    def _format(self, object, column, allowance, level):
        line = self._line(object, level)
        kind = type(object)
        if len(line) <= self._width - column - allowance or kind not in _BRACKETS or not object:
            return line
        if self._depth is not None and level >= self._depth:
            return line
        left, right = _BRACKETS[kind]
        inner = column + self._indent
        pad = ' ' * (self._indent - 1)
        entries = self._entries(object) if kind is dict else _sorted(object) if kind is set else list(object)
        parts = []
        for place, entry in enumerate(entries):
            last = place == len(entries) - 1
            room = allowance + 1 if last else 1
            if kind is dict:
                key = self._line(entry[0], level + 1) + ': '
                parts.append(key + self._format(entry[1], inner + len(key), room, level + 1))
            else:
                parts.append(self._format(entry, inner, room, level + 1))
        end = ',' if kind is tuple and len(parts) == 1 else ''
        if self._compact and kind is not dict:
            return left + pad + self._filled(parts, inner, allowance) + end + right
        return left + pad + (',\n' + ' ' * inner).join(parts) + end + right

    def _filled(self, parts, inner, allowance):
        """As many parts on a line as fit."""
        lines, line = [], ''
        for place, part in enumerate(parts):
            room = self._width - inner - (allowance + 1 if place == len(parts) - 1 else 1)
            joined = f'{line}, {part}' if line else part
            if line and len(joined) > room:
                lines.append(line)
                line = part
            else:
                line = joined
        return (',\n' + ' ' * inner).join(lines + [line])
