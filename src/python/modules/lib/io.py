"""`io`: streams of text and of bytes, over files in memory or on their own."""

import _files
import sys as _sys
from _io_bytes import (SEEK_CUR, SEEK_END, SEEK_SET, BufferedIOBase, BufferedRandom, BufferedReader, BufferedWriter, BytesIO, FileIO,
                       IOBase, RawIOBase, TextIOBase, UnsupportedOperation)
from _io_text import StringIO, TextIOWrapper

__all__ = ['BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase', 'FileIO', 'BytesIO', 'StringIO', 'BufferedIOBase',
           'BufferedReader', 'BufferedWriter', 'BufferedRandom', 'TextIOBase', 'TextIOWrapper', 'UnsupportedOperation',
           'SEEK_SET', 'SEEK_CUR', 'SEEK_END']

DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


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
