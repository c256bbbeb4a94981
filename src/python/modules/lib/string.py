"""`string`: sets of characters, templates, and formatting as an object."""

from _text_methods import parse as _parse, split_field as _split_field

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
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _split_field(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, name in steps:
            value = getattr(value, name) if is_attribute else value[name]
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
