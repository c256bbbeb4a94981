"""`string`: sets of characters, templates, and formatting as an object."""

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits', 'printable',
           'punctuation', 'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdefABCDEF'
octdigits = digits[:8]
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    """A text in which `$name` and `${name}` stand for values. Subclasses may say what names look like."""

    delimiter = '$'
    idpattern = '(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = 2

    def __init__(self, template):
        self.template = template

    @classmethod
    def _compiled(cls):
        """The pattern that finds placeholders, compiled when it is first needed."""
        import re
        if '_own' not in cls.__dict__:
            own = getattr(cls, 'pattern', None)
            if own is None:
                sign = re.escape(cls.delimiter)
                own = (f'{sign}(?:(?P<escaped>{sign})|(?P<named>{cls.idpattern})'
                       f'|{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))')
            cls._own = re.compile(own, cls.flags | re.VERBOSE) if isinstance(own, str) else own
        return cls._own

    def _name(self, found):
        """The name of a placeholder; None for a delimiter that stands for itself, '' for what is neither."""
        name = found['named'] or found['braced']
        if name is not None:
            return name
        if found['escaped'] is not None:
            return None
        if found['invalid'] is not None:
            return ''
        raise ValueError('Unrecognized named group in pattern', self._compiled())

    def _substituted(self, mapping, keywords, safe):
        def value(found):
            name = self._name(found)
            if name is None:
                return self.delimiter
            if name == '':
                if safe:
                    return found.group()
                lines = self.template[:found.start('invalid')].splitlines(True)
                line, column = (len(lines), len(lines[-1])) if lines else (1, 1)
                raise ValueError(f'Invalid placeholder in string: line {line}, col {column}')
            if safe:
                try:
                    return str(keywords[name] if name in keywords else mapping[name])
                except KeyError:
                    return found.group()
            return str(keywords[name] if name in keywords else mapping[name])
        return self._compiled().sub(value, self.template)

    def substitute(self, mapping={}, /, **keywords):
        return self._substituted(mapping, keywords, False)

    def safe_substitute(self, mapping={}, /, **keywords):
        return self._substituted(mapping, keywords, True)

    def is_valid(self):
        return all(self._name(found) != '' for found in self._compiled().finditer(self.template))

    def get_identifiers(self):
        names = [self._name(found) for found in self._compiled().finditer(self.template)]
        return list(dict.fromkeys(name for name in names if name))


class Formatter:
    """What `str.format` does, in steps that a subclass may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        # The number of the next field without a name; None once fields have numbers of their own.
        numbering = [0]
        made = self._expanded(format_string, args, kwargs, used, 2, numbering)
        self.check_unused_args(used, args, kwargs)
        return made

    def _expanded(self, format_string, args, kwargs, used, depth, numbering):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        made = ''
        for literal, field, spec, conversion in self.parse(format_string):
            made += literal
            if field is None:
                continue
            if field == '':
                if numbering[0] is None:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field = str(numbering[0])
                numbering[0] += 1
            elif field.isdigit():
                if numbering[0]:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                numbering[0] = None
            value, name = self.get_field(field, args, kwargs)
            used.add(name)
            value = self.convert_field(value, conversion)
            made += self.format_field(value, self._expanded(spec, args, kwargs, used, depth - 1, numbering))
        return made

    def parse(self, format_string):
        """Pieces `(text, field, spec, conversion)`; the last three are None where no field follows the text."""
        at, text = 0, ''
        while at < len(format_string):
            char = format_string[at]
            at += 1
            if char not in '{}':
                text += char
                continue
            if format_string[at:at + 1] == char:
                yield text + char, None, None, None
                at, text = at + 1, ''
                continue
            if char == '}':
                raise ValueError("Single '}' encountered in format string")
            if at == len(format_string):
                raise ValueError("Single '{' encountered in format string")
            at, *field = self._field(format_string, at)
            yield text, *field
            text = ''
        if text:
            yield text, None, None, None

    def _field(self, text, start):
        """The end, name, spec and conversion of the field whose brace stands before a place."""
        at, in_brackets = start, False
        while at < len(text) and (in_brackets or text[at] not in '!:}'):
            if text[at] == '{':
                raise ValueError("unexpected '{' in field name")
            in_brackets = text[at] == '[' or in_brackets and text[at] != ']'
            at += 1
        if at == len(text):
            raise ValueError("expected '}' before end of string")
        name, conversion = text[start:at], None
        if text[at] == '!':
            conversion = text[at + 1:at + 2]
            if not conversion:
                raise ValueError('end of string while looking for conversion specifier')
            at += 2
            if text[at:at + 1] not in ('', ':', '}'):
                raise ValueError("expected ':' after conversion specifier")
        if text[at:at + 1] == '}':
            return at + 1, name, '', conversion
        start, depth = at + 1, 1
        for at in range(start, len(text)):
            depth += {'{': 1, '}': -1}.get(text[at], 0)
            if depth == 0:
                return at + 1, name, text[start:at], conversion
        raise ValueError("unmatched '{' in format spec")

    def get_field(self, field_name, args, kwargs):
        end = min([at for at in (field_name.find('.'), field_name.find('[')) if at >= 0], default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        if first.isdecimal():
            first = int(first)
        value = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == '.':
                end = min([at for at in (rest.find('.', 1), rest.find('[')) if at >= 0], default=len(rest))
                if end == 1:
                    raise ValueError('Empty attribute in format string')
                value = getattr(value, rest[1:end])
            elif rest[0] == '[':
                end = rest.find(']') + 1
                if end == 0:
                    raise ValueError("Missing ']' in format string")
                key = rest[1:end - 1]
                if not key:
                    raise ValueError('Empty attribute in format string')
                value = value[int(key) if key.isdecimal() else key]
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
            rest = rest[end:]
        return value, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        shown = {'s': str, 'r': repr, 'a': ascii}.get(conversion)
        if shown is None:
            raise ValueError(f'Unknown conversion specifier {conversion}')
        return shown(value)
