"""Methods of `str` that need no speed; the machine calls them, with a plain str first. `string.Formatter` reads templates by `parse` and
`split_field`, too."""

_format = format
_MOST = 2**63 - 1
# What `parse` gives for templates that have been used, unless it fails.
_known = {}
_MOST_KNOWN = 200


def format(template, /, *args, **kwargs):
    def get(key):
        if isinstance(key, str):
            return kwargs[key]
        if key < len(args):
            return args[key]
        raise IndexError(f'Replacement index {key} out of range for positional args tuple')

    return _expanded(template, get, 2, _Numbering())


def format_map(template, mapping):
    def get(key):
        if isinstance(key, str):
            return mapping[key]
        raise ValueError('Format string contains positional fields')

    return _expanded(template, get, 2, _Numbering())


def _expanded(template, get, depth, numbering):
    if depth == 0:
        raise ValueError('Max string recursion exceeded')
    made = []
    for literal, field, spec, conversion in _known.get(template) or _read(template):
        made.append(literal)
        if field is None:
            continue
        value = get(numbering.next()) if field == '' else _value(field, get, numbering)
        if conversion is not None:
            value = _converted(value, conversion)
        if '{' in spec:
            spec = _expanded(spec, get, depth - 1, numbering)
        made.append(_format(value, spec))
    return ''.join(made)


def _read(template):
    pieces = []
    for piece in parse(template):
        pieces.append(piece)
        yield piece
    if len(_known) < _MOST_KNOWN:
        _known[template] = pieces


class _Numbering:
    """How the fields of a template are numbered: all by hand, or all by themselves."""

    def __init__(self):
        self.automatic, self.count = None, 0

    def next(self):
        if self.automatic is False:
            raise ValueError('cannot switch from manual field specification to automatic field numbering')
        self.automatic = True
        self.count += 1
        return self.count - 1

    def by_hand(self):
        if self.automatic:
            raise ValueError('cannot switch from automatic field numbering to manual field specification')
        self.automatic = False


def _value(field, get, numbering):
    first, steps = split_field(field)
    if first == '':
        first = numbering.next()
    elif isinstance(first, int):
        numbering.by_hand()
    value = get(first)
    for is_attribute, name in steps:
        value = getattr(value, name) if is_attribute else value[name]
    return value


def _converted(value, conversion):
    if conversion == 'r':
        return repr(value)
    if conversion == 's':
        return str(value)
    if conversion == 'a':
        return ascii(value)
    shown = conversion if ' ' < conversion < '\x7f' else f'\\x{ord(conversion):x}'
    raise ValueError(f'Unknown conversion specifier {shown}')


def parse(template):
    """Pieces `(text, field, spec, conversion)`; the last three are None where no field follows the text."""
    at, end = 0, len(template)
    while at < end:
        start = at
        while at < end and template[at] not in '{}':
            at += 1
        if at == end:
            yield template[start:], None, None, None
            return
        brace = template[at]
        at += 1
        if template[at:at + 1] == brace:
            yield template[start:at], None, None, None
            at += 1
            continue
        if brace == '}' or at == end:
            raise ValueError(f"Single '{brace}' encountered in format string")
        literal = template[start:at - 1]
        at, field, spec, conversion = _field(template, at)
        yield literal, field, spec, conversion


def _field(text, start):
    """The end, name, spec and conversion of the field whose brace stands before a place."""
    at, end = start, len(text)
    while at < end and text[at] not in '!:}':
        if text[at] == '{':
            raise ValueError("unexpected '{' in field name")
        if text[at] == '[':
            at = text.find(']', at)
            if at < 0:
                at = end
                break
        at += 1
    if at == end:
        raise ValueError("expected '}' before end of string")
    name, conversion = text[start:at], None
    if text[at] == '}':
        return at + 1, name, '', None
    if text[at] == '!':
        conversion = text[at + 1:at + 2]
        if not conversion:
            raise ValueError('end of string while looking for conversion specifier')
        at += 2
        if text[at:at + 1] == '}':
            return at + 1, name, '', conversion
        if text[at:at + 1] not in ('', ':'):
            raise ValueError("expected ':' after conversion specifier")
    start, depth = at + 1, 1
    for at in range(start, end):
        if text[at] == '{':
            depth += 1
        elif text[at] == '}':
            depth -= 1
            if depth == 0:
                return at + 1, name, text[start:at], conversion
    raise ValueError("unmatched '{' in format spec")


def split_field(field):
    """The argument that a field names, a number or a name, and an iterator of the steps from there, `(is_attribute, name)`."""
    end = _end(field, 0)
    return _number(field[:end]), _steps(field, end)


def _steps(field, at):
    while at < len(field):
        sign = field[at]
        if sign == '.':
            end = _end(field, at + 1)
            name, following = field[at + 1:end], end
        elif sign == '[':
            end = field.find(']', at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            name, following = _number(field[at + 1:end]), end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if name == '':
            raise ValueError('Empty attribute in format string')
        yield sign == '.', name
        at = following


def _end(field, at):
    while at < len(field) and field[at] not in '.[':
        at += 1
    return at


def _number(name):
    if not name.isdecimal():
        return name
    number = int(name)
    if number > _MOST:
        raise ValueError('Too many decimal digits in format string')
    return number


def translate(text, table):
    made = []
    for character in text:
        try:
            new = table[ord(character)]
        except LookupError:
            new = character
        if isinstance(new, int):
            if not 0 <= new <= 0x10FFFF:
                raise ValueError('character mapping must be in range(0x110000)')
            new = chr(new)
        elif new is None:
            continue
        elif not isinstance(new, str):
            raise TypeError('character mapping must return integer, None or str')
        made.append(new)
    return ''.join(made)


def maketrans(first, *more):
    if not more:
        if type(first) is not dict:
            raise TypeError('if you give only one argument to maketrans it must be a dict')
        return {_code(key): value for key, value in first.items()}
    if not isinstance(first, str):
        raise TypeError('first maketrans argument must be a string if there is a second argument')
    for at, text in enumerate(more, 2):
        if not isinstance(text, str):
            raise TypeError(f'maketrans() argument {at} must be str, not {type(text).__name__}')
    if len(first) != len(more[0]):
        raise ValueError('the first two maketrans arguments must have equal length')
    table = {ord(old): ord(new) for old, new in zip(first, more[0])}
    for removed in more[1:]:
        table.update((ord(character), None) for character in removed)
    return table


def _code(key):
    if isinstance(key, str):
        if len(key) != 1:
            raise ValueError('string keys in translate table must be of length 1')
        return ord(key)
    if isinstance(key, int):
        return key
    raise TypeError('keys in translate table must be strings or integers')
