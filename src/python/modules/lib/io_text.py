"""Streams of text for `io`."""

from _io_bytes import TextIOBase, UnsupportedOperation, size_given

__name__ = 'io'


def _translated(text):
    return text.replace('\r\n', '\n').replace('\r', '\n') if '\r' in text else text


class _Lines(TextIOBase):
    """Reads lines from a text that is held as it was found, with any ends of lines in it: `_text`, from `_at` on."""

    def _line_end(self, newline):
        """Where the line ends that begins at the present place; -1 where its end is missing."""
        text, start = self._text, self._at
        if newline:
            end = text.find(newline, start)
            return end + len(newline) if end >= 0 else -1
        end = text.find('\n', start)
        other = text.find('\r', start, len(text) if end < 0 else end)
        if other < 0:
            return end + 1 or -1
        return other + 1 + (other + 1 == end)

    def _take_line(self, newline, size):
        end = self._line_end(newline)
        if end < 0:
            end = len(self._text)
        if size >= 0:
            end = min(end, self._at + size)
        return self._take(end, newline)

    def _take_text(self, newline, size):
        if size < 0:
            return self._take(len(self._text), newline)
        end = self._at
        if newline is not None or '\r' not in self._text:
            return self._take(end + size, newline)
        for _ in range(size):
            end += 2 if self._text[end:end + 2] == '\r\n' else 1
        return self._take(end, newline)

    def _take(self, end, newline):
        found = self._text[self._at:end]
        self._at = max(self._at, min(end, len(self._text)))
        return _translated(found) if newline is None else found

    @staticmethod
    def _check_newline(newline):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f'newline must be str or None, not {type(newline).__name__}')
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline}')


class StringIO(_Lines):
    __module__ = '_io'

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._check_newline(newline)
        self._newline = newline
        self._held = ''
        # What was written behind that, joined when somebody looks.
        self._new = []
        self._length = self._at = 0
        self.write(initial_value or '')
        self._at = 0

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file')

    @property
    def _text(self):
        if self._new:
            self._held += ''.join(self._new)
            self._new = []
        return self._held

    line_buffering = False

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check()
        return self._text

    def read(self, size=-1, /):
        self._check()
        # Ends of lines were translated when they were written.
        return self._take_text('', size_given(size))

    def readline(self, size=-1, /):
        self._check()
        return self._take_line('\n' if self._newline is None else self._newline, size_given(size))

    def write(self, text, /):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got '{type(text).__name__}'")
        written = len(text)
        if self._newline is None:
            text = _translated(text)
        elif self._newline not in ('', '\n'):
            text = text.replace('\n', self._newline)
        if self._at == self._length:
            self._new.append(text)
        else:
            held = self._text.ljust(self._at, '\0')
            self._held = held[:self._at] + text + held[self._at + len(text):]
        self._at += len(text)
        self._length = max(self._length, self._at)
        return written

    def tell(self):
        self._check()
        return self._at

    def seek(self, offset, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and offset < 0:
            raise ValueError(f'Negative seek position {offset}')
        if whence and offset:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._at = (offset, self._at, self._length)[whence]
        return self._at

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        self._held = self._text[:size]
        self._length = len(self._held)
        return size

    def close(self):
        self._closed = True


class TextIOWrapper(_Lines):
    __module__ = '_io'

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._check_newline(newline)
        if encoding is not None:
            try:
                ''.encode(encoding)
            except LookupError:
                raise LookupError(f'unknown encoding: {encoding}') from None
        self.buffer = buffer
        self.encoding = 'UTF-8' if encoding in (None, 'locale') else encoding
        self.errors = errors or 'strict'
        self.line_buffering = bool(line_buffering)
        self.write_through = bool(write_through)
        self._newline = newline
        self._forget()

    def _forget(self):
        """What was read ahead is read again."""
        self._text = ''
        self._at = 0
        self._iterating = False

    @property
    def name(self):
        return self.buffer.name

    @property
    def closed(self):
        return self.buffer.closed

    def _check(self):
        if self.buffer.closed:
            raise ValueError('I/O operation on closed file.')

    def close(self):
        self.buffer.close()

    def detach(self):
        return self.buffer

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        self._newline = newline if newline is not None else self._newline

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def _fill(self):
        self._check()
        if not self.buffer.readable():
            raise UnsupportedOperation('not readable')
        if self._at >= len(self._text):
            self._start = self.buffer.tell()
            self._text = self.buffer.read().decode(self.encoding, self.errors)
            self._at = 0

    def read(self, size=-1, /):
        self._fill()
        return self._take_text(self._newline, size_given(size))

    def readline(self, size=-1, /):
        self._fill()
        return self._take_line(self._newline, size_given(size))

    def __next__(self):
        self._iterating = True
        line = self.readline()
        if not line:
            self._iterating = False
            raise StopIteration
        return line

    def write(self, text, /):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if not self.buffer.writable():
            raise UnsupportedOperation('not writable')
        self._forget()
        encoded = text
        if self._newline in ('\r', '\r\n'):
            encoded = text.replace('\n', self._newline)
        encoding = self.encoding
        if self.buffer.tell():
            # The mark of the order of bytes stands at the beginning only.
            encoding = encoding.removesuffix('-sig')
        self.buffer.write(encoded.encode(encoding, self.errors))
        return len(text)

    def flush(self):
        self._check()
        self.buffer.flush()

    def tell(self):
        self._check()
        if self._iterating:
            raise OSError('telling position disabled by next() call')
        if not self._text:
            return self.buffer.tell()
        return self._start + len(self._text[:self._at].encode(self.encoding, self.errors))

    def seek(self, cookie, whence=0, /):
        self._check()
        if whence == 1 and cookie:
            raise UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == 2 and cookie:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        if whence == 1:
            cookie, whence = self.tell(), 0
        self._forget()
        return self.buffer.seek(cookie, whence)

    def truncate(self, size=None, /):
        self._check()
        return self.buffer.truncate(self.tell() if size is None else size)

    def __repr__(self):
        shown = ''.join([f' {key}={getattr(self, key)!r}' for key in ('name', 'mode') if hasattr(self, key)])
        return f'<_io.TextIOWrapper{shown} encoding={self.encoding!r}>'
