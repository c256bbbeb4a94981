"""`shlex`: texts split into words as a shell does."""

__all__ = ['split', 'quote', 'join', 'shlex']

_SAFE = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-')


def quote(s):
    if not s:
        return "''"
    if _SAFE.issuperset(s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(map(quote, split_command))


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError('s argument must not be None')
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    if not comments:
        words.commenters = ''
    return list(words)


class shlex:
    """The words of a text, one after another."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        text = '' if instream is None else instream if isinstance(instream, str) else instream.read()
        self._text = text
        self._at = 0
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        self.wordchars = ''.join([char for char in map(chr, range(256)) if char == '_' or char.isascii() and char.isalnum()
                                  or posix and char.isalpha()])
        self.whitespace = ' \t\r\n'
        self.whitespace_split = False
        self.quotes = '\'"'
        self.escape = '\\'
        self.escapedquotes = '"'
        self.punctuation_chars = '();<>|&' if punctuation_chars is True else punctuation_chars or ''
        if self.punctuation_chars:
            self.wordchars += '~-./*?='
        self.lineno = 1
        self._pushed = []

    def push_token(self, tok):
        self._pushed.insert(0, tok)

    def _next(self):
        char = self._text[self._at:self._at + 1]
        self._at += len(char)
        if char == '\n':
            self.lineno += 1
        return char

    def _skip_line(self):
        while self._next() not in ('', '\n'):
            pass

    def get_token(self):
        if self._pushed:
            return self._pushed.pop(0)
        char = self._next()
        while char and (char in self.whitespace or char in self.commenters):
            if char in self.commenters:
                self._skip_line()
            char = self._next()
        if not char:
            return self.eof
        if char in self.punctuation_chars:
            word = char
            while self._text[self._at:self._at + 1] in set(self.punctuation_chars):
                word += self._next()
            return word
        word = ''
        while char:
            if char in self.whitespace:
                return word
            if char in self.commenters:
                self._skip_line()
                if self.posix:
                    return word
            elif char in self.quotes and (self.posix or not word):
                word += self._quoted(char)
                if not self.posix:
                    return word
            elif self.posix and char in self.escape:
                word += self._escaped()
            elif char in self.punctuation_chars:
                self._at -= 1
                return word
            elif char in self.wordchars or char in self.quotes or self.whitespace_split:
                word += char
            elif word:
                self._at -= 1
                return word
            else:
                return char
            char = self._next()
        return word

    def _escaped(self):
        char = self._next()
        if not char:
            raise ValueError('No escaped character')
        return char

    def _quoted(self, quote):
        word = ''
        while True:
            char = self._next()
            if not char:
                raise ValueError('No closing quotation')
            if char == quote:
                return word if self.posix else quote + word + quote
            if self.posix and char in self.escape and quote in self.escapedquotes:
                char = self._escaped()
                if char != quote and char not in self.escape:
                    word += '\\'
            word += char

    def __iter__(self):
        return self

    def __next__(self):
        word = self.get_token()
        if word == self.eof:
            raise StopIteration
        return word
