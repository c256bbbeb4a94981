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
    """A text in which `$name` and `${name}` stand for values."""

    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Its parts: `(text, None)`, `(as written, name)`, or `(position, '')` of a placeholder that is none."""
        text, at = self.template, 0
        while True:
            start = text.find(self.delimiter, at)
            if start < 0:
                yield text[at:], None
                return
            yield text[at:start], None
            at = start + 1
            if text[at:at + 1] == self.delimiter:
                yield self.delimiter, None
                at += 1
                continue
            braced = text[at:at + 1] == '{'
            end = first = at + braced
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == '_'):
                end += 1
            name = text[first:end]
            if not name or name[0].isdigit() or braced and text[end:end + 1] != '}':
                yield start, ''
                continue
            at = end + braced
            yield text[start:at], name

    def _substituted(self, mapping, keywords, safe):
        values = {**mapping, **keywords}
        parts = []
        for text, name in self._pieces():
            if name is None:
                parts.append(text)
            elif name == '':
                if not safe:
                    lines = self.template[:text].split('\n')
                    raise ValueError(f'Invalid placeholder in string: line {len(lines)}, col {len(lines[-1]) + 1}')
                parts.append(self.delimiter)
            elif name in values or not safe:
                parts.append(str(values[name]))
            else:
                parts.append(text)
        return ''.join(parts)

    def substitute(self, mapping={}, /, **keywords):
        return self._substituted(mapping, keywords, False)

    def safe_substitute(self, mapping={}, /, **keywords):
        return self._substituted(mapping, keywords, True)

    def is_valid(self):
        return all(name != '' for _, name in self._pieces())

    def get_identifiers(self):
        return list(dict.fromkeys(name for _, name in self._pieces() if name))


class Formatter:
    def format(self, format_string, /, *args, **keywords):
        return self.vformat(format_string, args, keywords)

    def vformat(self, format_string, args, keywords):
        return format_string.format(*args, **keywords)
