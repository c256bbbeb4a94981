"""`_re_tokens`: a pattern of `re` as tokens, the digits and names in it, and its errors.

A backslash and the character behind it are one token. A backslash that ends the pattern is an error as soon as it would be next.
"""

from re import PatternError

DIGITS, OCTAL, HEX = map(frozenset, ('0123456789', '01234567', '0123456789abcdefABCDEF'))


class Tokens:
    def __init__(self, pattern):
        self.pattern = pattern
        self.is_text = isinstance(pattern, str)
        self.tokens, self.places = tokens, places = [], []
        before = False
        for place, char in enumerate(pattern if self.is_text else str(pattern, 'latin1')):
            if before:
                tokens[-1] = '\\' + char
                before = False
                continue
            tokens.append(char)
            places.append(place)
            before = char == '\\'
        places.append(len(pattern))
        # Behind the last one stands what is false.
        tokens.append('')
        self.at = 0
        self.check_token()

    def check_token(self):
        if self.tokens[self.at] == '\\':
            raise self.error('bad escape (end of pattern)')

    def next(self):
        token = self.tokens[self.at]
        if token:
            self.at += 1
            if self.tokens[self.at] == '\\':
                self.check_token()
        return token

    def take(self, wanted):
        """Takes the next token if it is this one."""
        if self.tokens[self.at] != wanted:
            return False
        self.next()
        return True

    def expect(self, complaint):
        """The next token, where the pattern must not end."""
        return self.next() or self.fail(complaint)

    def error(self, message, before=0, place=None):
        """An error so many characters before the next token, or at a place."""
        if not self.is_text:
            message = message.encode('ascii', 'backslashreplace').decode()
        return PatternError(message, self.pattern, max(self.places[self.at] - before, 0) if place is None else place)

    def fail(self, message, before=0, place=None):
        raise self.error(message, before, place)

    def digits(self, most, kind):
        """At most so many digits."""
        found = ''
        while len(found) < most and self.tokens[self.at] in kind:
            found += self.next()
        return found

    def until(self, end, what):
        """A name up to its end, which is taken too."""
        start, name = self.places[self.at], ''
        while True:
            token = self.next()
            if token == end and name:
                return name
            if not token and name:
                self.fail(f'missing {end}, unterminated name', self.places[self.at] - start)
            if not token or token == end:
                self.fail(f'missing {what}', len(token))
            name += token

    def group_name(self, end):
        name = self.until(end, 'group name')
        self.check_name(name)
        return name

    def check_name(self, name):
        if not name.isidentifier() or not (self.is_text or name.isascii()):
            shown = repr(name) if self.is_text else ascii(name)
            self.fail(f'bad character in group name {shown}', len(name) + 1)
