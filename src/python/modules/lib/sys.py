"""`sys`: the program's arguments, its streams, and what interpreter it runs on."""

import _machine
from _machine import argv, exception, exit, stderr, stdout
from _records import record as _record
from types import SimpleNamespace as _SimpleNamespace

__stdout__ = stdout
__stderr__ = stderr


class _Input:
    """The lines that the page or the terminal gives."""

    name = '<stdin>'
    mode = 'r'
    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    closed = False
    _rest = ''

    @property
    def buffer(self):
        return _InputBytes()

    def readline(self, size=-1, /):
        if not self._rest:
            line = _machine.read_line()
            self._rest = '' if line is None else line + '\n'
        end = len(self._rest) if size is None or size < 0 else size
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def __iter__(self):
        return iter(self.readline, '')

    def __next__(self):
        return next(iter(self))

    def readlines(self, hint=-1, /):
        return list(self)

    def read(self, size=-1, /):
        if size is None or size < 0:
            return ''.join(self)
        text = ''
        while len(text) < size:
            line = self.readline(size - len(text))
            if not line:
                break
            text += line
        return text

    def readable(self):
        return True

    def writable(self):
        return False

    seekable = isatty = writable

    def fileno(self):
        return 0

    def close(self):
        pass

    flush = close


class _InputBytes:
    """The same, in bytes."""

    def read(self, size=-1, /):
        return stdin.read(size).encode()

    def readline(self, size=-1, /):
        return stdin.readline(size).encode()

    def readlines(self, hint=-1, /):
        return [line.encode() for line in stdin]

    def __iter__(self):
        return iter(self.readline, b'')


stdin = __stdin__ = _Input()


def _input(prompt='', /):
    """`input`, by the streams as they are now."""
    prompt = str(prompt)
    if prompt:
        stdout.write(prompt)
        stdout.flush()
    line = stdin.readline()
    if not line:
        raise EOFError('EOF when reading a line')
    return line.removesuffix('\n')


def __getattr__(name):
    if name == 'modules':
        return _machine.modules()
    raise AttributeError(f"module 'sys' has no attribute {name!r}")


def getrecursionlimit():
    return _machine.recursion_limit()


def setrecursionlimit(limit, /):
    if not isinstance(limit, int):
        raise TypeError(f"'{type(limit).__name__}' object cannot be interpreted as an integer")
    if limit < 1:
        raise ValueError('recursion limit must be greater or equal than 1')
    _machine.recursion_limit(limit)

version_info = _record('version_info', 'sys', ['major', 'minor', 'micro', 'releaselevel', 'serial'])((3, 13, 0, 'final', 0))
version = '3.13.0 (Interleave)'
hexversion = 0x030d00f0
api_version = 1013
copyright = ''
implementation = _SimpleNamespace(name='interleave', cache_tag=None, version=version_info, hexversion=hexversion)
platform = 'emscripten'
byteorder = 'little'
maxsize = 2 ** 63 - 1
maxunicode = 0x10ffff
executable = ''
prefix = exec_prefix = base_prefix = base_exec_prefix = ''
path = ['']
path_hooks = []
meta_path = []
orig_argv = argv[:]
warnoptions = []
dont_write_bytecode = True
float_repr_style = 'short'
ps1 = '>>> '
builtin_module_names = ()
stdlib_module_names = frozenset()

float_info = _record('float_info', 'sys', ['max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig',
                                           'epsilon', 'radix', 'rounds'])((
    1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
int_info = _record('int_info', 'sys', ['bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'])((
    30, 4, 4300, 640))
hash_info = _record('hash_info', 'sys', ['width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'])((
    64, 2 ** 61 - 1, 314159, 0, 1000003, 'siphash13', 64, 128, 0))
flags = _SimpleNamespace(debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1, no_user_site=0, no_site=0,
                         ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=0, isolated=0,
                         dev_mode=False, utf8_mode=1, safe_path=False, int_max_str_digits=4300)


def excepthook(type, value, traceback, /):
    stderr.write(_machine.format_exception(value))


__excepthook__ = excepthook


def exc_info():
    error = exception()
    if error is None:
        return None, None, None
    return type(error), error, error.__traceback__


def intern(string, /):
    return string


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def getrefcount(object, /):
    """Counts are the machine's own affair; a program that prints one sees that of a fresh object."""
    return 2


# The sizes of CPython's objects on a 64-bit machine: (of an empty one, of each item).
_SIZES = {int: (28, 0), bool: (28, 0), float: (24, 0), complex: (32, 0), str: (41, 1), bytes: (33, 1), bytearray: (56, 1),
          list: (56, 8), tuple: (40, 8), type(None): (16, 0), range: (48, 0)}


def getsizeof(object, default=None, /):
    kind = type(object)
    if kind is int:
        return 24 + 4 * max(1, (object.bit_length() + 29) // 30)
    if kind in _SIZES:
        base, item = _SIZES[kind]
        return base + item * len(object) if item else base
    if kind in (dict, set, frozenset):
        return _table_size(kind, len(object))
    return 48


def _table_size(kind, count):
    if kind is dict:
        if count == 0:
            return 64
        size = 8
        while size * 2 // 3 < count:
            size *= 2
        return (184 if size == 8 else 0) or 96 + size + size * 2 // 3 * 16
    size = 8
    while size * 3 // 5 <= count and count > 4:
        size *= 4
    return 216 if size == 8 else 200 + size * 16


def is_finalizing():
    return False


def getswitchinterval():
    return 0.005


def setswitchinterval(interval, /):
    pass


def gettrace():
    return None


def settrace(function, /):
    raise RuntimeError('sys.settrace is not available: the timeline shows what runs when')


setprofile = settrace


def displayhook(value, /):
    if value is not None:
        print(repr(value))


def excepthook(kind, value, traceback, /):
    stderr.write(_machine.format_exception(value))


def _getframe(depth=0, /):
    from _frames import stack
    frames = stack(max(depth, 0))
    if not frames:
        raise ValueError('call stack is not deep enough')
    return frames[0]


def audit(event, /, *args):
    pass


def set_int_max_str_digits(maxdigits):
    if maxdigits and maxdigits < int_info.str_digits_check_threshold:
        raise ValueError('maxdigits must be 0 or larger than 640')
    _machine.digit_limit(maxdigits)


def get_int_max_str_digits():
    return _machine.digit_limit()
