"""Streams of `io`: what all have in common, and those of bytes."""

__name__ = 'io'

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


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


def size_given(size):
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
        size = size_given(size)
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
        size = size_given(size)
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
