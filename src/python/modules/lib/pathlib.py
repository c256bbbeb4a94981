"""`pathlib`: paths as objects."""

import _files
import io
import os

__all__ = ['PurePath', 'PurePosixPath', 'Path', 'PosixPath', 'UnsupportedOperation']

UnsupportedOperation = io.UnsupportedOperation


class PurePath:
    __module__ = 'pathlib._local'

    def __new__(cls, *segments, **keywords):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *segments):
        texts = []
        for segment in segments:
            text = os.fspath(segment) if hasattr(segment, '__fspath__') else segment
            if not isinstance(text, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                f"not {type(text).__name__!r}")
            texts.append(text)
        path = os.path.join('', *texts)
        self.root = '/' if path.startswith('/') else ''
        if path.startswith('//') and not path.startswith('///'):
            self.root = '//'
        self._names = [name for name in path.split('/') if name not in ('', '.')]

    def with_segments(self, *segments):
        return type(self)(*segments)

    def _made(self, names):
        return self.with_segments(self.root + '/'.join(names))

    drive = ''

    @property
    def anchor(self):
        return self.root

    @property
    def parts(self):
        return ((self.root,) if self.root else ()) + tuple(self._names)

    @property
    def name(self):
        return self._names[-1] if self._names else ''

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind('.')
        return name[dot:] if 0 < dot < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        return self.name.removesuffix(self.suffix) if self.suffix else self.name

    @property
    def parent(self):
        return self._made(self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return tuple([self._made(self._names[:count]) for count in reversed(range(len(self._names)))])

    def __str__(self):
        return self.root + '/'.join(self._names) or '.'

    __fspath__ = as_posix = __str__

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def as_uri(self):
        if not self.root:
            raise ValueError("relative path can't be expressed as a file URI")
        return 'file://' + str(self)

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self.parts)

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(key, '__fspath__'):
            return NotImplemented
        return self.with_segments(self, key)

    def __rtruediv__(self, key):
        return self.with_segments(key, self)

    def joinpath(self, *segments):
        return self.with_segments(self, *segments)

    def is_absolute(self):
        return bool(self.root)

    def is_relative_to(self, other):
        other = self.with_segments(other)
        return self.parts[:len(other.parts)] == other.parts

    def relative_to(self, other, *, walk_up=False):
        other = self.with_segments(other)
        ups = 0
        base = other
        while not self.is_relative_to(base):
            if not walk_up or base.parent == base:
                kind = 'different anchors' if walk_up else 'the subpath'
                raise ValueError(f'{str(self)!r} and {str(other)!r} have different anchors' if walk_up else
                                 f'{str(self)!r} is not in {kind} of {str(other)!r}')
            base = base.parent
            ups += 1
        return self.with_segments(*['..'] * ups, *self.parts[len(base.parts):])

    def with_name(self, name):
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        if not self._names:
            raise ValueError(f'{self!r} has an empty name')
        return self._made(self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and (not suffix.startswith('.') or suffix == '.' or '/' in suffix):
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self._names:
            raise ValueError(f'{self!r} has an empty name')
        return self.with_name(self.stem + suffix)

    def match(self, path_pattern, *, case_sensitive=None):
        from fnmatch import fnmatchcase
        pattern = PurePath(path_pattern)
        if not pattern.parts:
            raise ValueError('empty pattern')
        if pattern.root and len(pattern.parts) != len(self.parts) or len(pattern.parts) > len(self.parts):
            return False
        return all(fnmatchcase(own, one) for own, one in zip(reversed(self.parts), reversed(pattern.parts)))


class PurePosixPath(PurePath):
    __module__ = 'pathlib._local'


class Path(PurePath):
    __module__ = 'pathlib._local'

    def __new__(cls, *segments, **keywords):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(_files.current)

    @classmethod
    def home(cls):
        return cls(os.environ['HOME'])

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self)

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self)

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return os.stat(str(self))

    lstat = stat

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def iterdir(self):
        for name in os.listdir(str(self)):
            yield self / name

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        from glob import iglob
        if not str(pattern):
            raise ValueError(f"Unacceptable pattern: {str(pattern)!r}")
        if str(pattern).startswith('/'):
            raise NotImplementedError('Non-relative patterns are unsupported')
        found = iglob(str(pattern), root_dir=str(self), recursive=True, include_hidden=True)
        return (self / path for path in found)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        return self.glob(f'**/{pattern}')

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for path, directories, files in os.walk(self, top_down, on_error):
            yield self.with_segments(path), directories, files

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(str(self))

    def unlink(self, missing_ok=False):
        try:
            os.unlink(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def touch(self, mode=0o666, exist_ok=True):
        _files.open_file(str(self), True, not exist_ok, False).changed()

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(str(self), mode)

    def rename(self, target):
        os.rename(str(self), os.fspath(target))
        return self.with_segments(target)

    replace = rename

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open('r', -1, encoding, errors, newline) as file:
            return file.read()

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', -1, encoding, errors, newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(data)

    def absolute(self):
        return self.with_segments(_files.current, self)

    def resolve(self, strict=False):
        if strict:
            _files.find(str(self))
        return self.with_segments(os.path.abspath(self))

    def expanduser(self):
        return self.with_segments(os.path.expanduser(self))


class PosixPath(Path, PurePosixPath):
    __module__ = 'pathlib._local'
