"""`io`: streams of text and of bytes, over files in memory or on their own."""

import _files
import sys as _sys

__all__ = ['BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase', 'FileIO', 'BytesIO', 'StringIO', 'BufferedIOBase',
           'BufferedReader', 'BufferedWriter', 'BufferedRandom', 'TextIOBase', 'TextIOWrapper', 'UnsupportedOperation',
           'SEEK_SET', 'SEEK_CUR', 'SEEK_END']

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    _closed = False

    @property
    def closed(self):
        return self._closed

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file.')

    def close(self):
        if not self._closed:
            self.flush()
            self._closed = True

    def flush(self):
        self._check()

    def readable(self):
        return False

    writable = seekable = isatty = readable

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def _refuse(self, *args):
        raise UnsupportedOperation('not supported')

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        lines, length = [], 0
        for line in self:
            lines.append(line)
            length += len(line)
            if hint is not None and 0 < hint <= length:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


def _size(size):
    """A number of characters or bytes; a negative one for all."""
    if size is None:
        return -1
    if not hasattr(size, '__index__'):
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
    return size.__index__()


class _Bytes(BufferedIOBase):
    """A stream over an array of bytes."""

    def __init__(self, data):
        self._data = data
        self._at = 0

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def read(self, size=-1, /):
        self._check()
        size = _size(size)
        start = self._at
        end = len(self._data) if size < 0 else min(start + size, len(self._data))
        self._at = max(start, end)
        return bytes(self._data[start:end])

    read1 = read

    def readinto(self, buffer, /):
        found = self.read(len(buffer))
        buffer[:len(found)] = found
        return len(found)

    def peek(self, size=0, /):
        self._check()
        return bytes(self._data[self._at:])

    def readline(self, size=-1, /):
        self._check()
        end = self._data.find(b'\n', self._at) + 1 or len(self._data)
        size = _size(size)
        return self.read(max(end - self._at, 0) if size < 0 else min(end - self._at, size))

    def write(self, data, /):
        self._check()
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        gap = self._at - len(self._data)
        if gap > 0:
            self._data += bytes(gap)
        self._data[self._at:self._at + len(data)] = data
        self._at += len(data)
        return len(data)

    def tell(self):
        self._check()
        return self._at

    def seek(self, offset, whence=0, /):
        self._check()
        if whence == 0 and offset < 0:
            raise self._bad_seek(offset)
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        self._at = max(0, (0, self._at, len(self._data))[whence] + offset)
        return self._at

    def _bad_seek(self, offset):
        return ValueError(f'negative seek value {offset}')

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f'negative size value {size}')
        del self._data[size:]
        return size


class BytesIO(_Bytes):
    __module__ = '_io'

    def __init__(self, initial_bytes=b''):
        super().__init__(bytearray(initial_bytes or b''))

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return self._data

    def close(self):
        self._closed = True


class _FileBytes(_Bytes):
    """A file opened in binary mode."""

    __module__ = '_io'
    _appends = False

    def __init__(self, node, name, mode, appends):
        super().__init__(node.data)
        self._node = node
        self.name = name
        self.mode = mode
        if appends:
            self._appends = True
            self._at = len(node.data)

    @property
    def raw(self):
        return self

    def fileno(self):
        self._check()
        return 2 + self._node.number

    def _bad_seek(self, offset):
        return OSError(22, 'Invalid argument')

    def write(self, data, /):
        if self._closed:
            raise ValueError('write to closed file')
        if self._appends:
            self._at = len(self._data)
        self._node.changed()
        return super().write(data)

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        super().truncate(size)
        self._data += bytes(size - len(self._data))
        return size

    def __repr__(self):
        return f'<_io.{type(self).__name__} name={self.name!r}>'


class BufferedReader(_FileBytes):
    __module__ = '_io'

    def read(self, size=-1, /):
        if self._closed:
            raise ValueError('read of closed file')
        return super().read(size)

    def writable(self):
        self._check()
        return False

    def write(self, data, /):
        raise UnsupportedOperation('write')

    def truncate(self, size=None, /):
        raise UnsupportedOperation('truncate')


class BufferedWriter(_FileBytes):
    __module__ = '_io'

    def readable(self):
        self._check()
        return False

    def read(self, size=-1, /):
        raise UnsupportedOperation('read')

    read1 = read

    def readline(self, size=-1, /):
        raise UnsupportedOperation('readline')

    def __next__(self):
        raise UnsupportedOperation('readline')


class BufferedRandom(_FileBytes):
    __module__ = '_io'


class FileIO(_FileBytes, RawIOBase):
    __module__ = '_io'


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
        return self._take_text('', _size(size))

    def readline(self, size=-1, /):
        self._check()
        return self._take_line('\n' if self._newline is None else self._newline, _size(size))

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
        return self._take_text(self._newline, _size(size))

    def readline(self, size=-1, /):
        self._fill()
        return self._take_line(self._newline, _size(size))

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


def _open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    modes = set(mode)
    if modes - set('axrwb+t') or len(mode) > len(modes):
        raise ValueError(f'invalid mode: {mode!r}')
    binary = 'b' in modes
    if binary and 't' in modes:
        raise ValueError("can't have text and binary mode at once")
    kinds = modes & set('rwax')
    if len(kinds) > 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    if not kinds:
        raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
    if binary:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'a' if name == 'newline' else 'an'} {name} argument")
    elif buffering == 0:
        raise ValueError("can't have unbuffered text I/O")
    if isinstance(file, int):
        if file in (0, 1, 2):
            return (_sys.stdin, _sys.stdout, _sys.stderr)[file]
        raise OSError(9, 'Bad file descriptor')
    kind = kinds.pop()
    path = _files.fspath(file)
    node = _files.open_file(path, kind != 'r', kind == 'x', kind == 'w')
    updates = '+' in modes
    cls = FileIO if buffering == 0 else BufferedRandom if updates else BufferedReader if kind == 'r' else BufferedWriter
    shown_mode = ('rb' if kind in 'rw' else kind + 'b') + '+' if updates else kind + 'b'
    stream = cls(node, path, shown_mode, kind == 'a')
    if binary:
        return stream
    text = TextIOWrapper(stream, encoding, errors, newline, buffering == 1)
    text.mode = mode
    return text


open = open_code = open


def text_encoding(encoding, stacklevel=2, /):
    return encoding or 'utf-8'
