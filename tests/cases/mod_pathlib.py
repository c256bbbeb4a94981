# needs: 3.13
"""Paths as objects, and the modules that copy, find and make files."""
import os, tempfile, shutil, glob, fnmatch, sys
from pathlib import Path, PurePath, PurePosixPath, PosixPath
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
place = tempfile.mkdtemp(); os.chdir(place)
p = Path('data') / 'sub' / 'file.tar.gz'
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parent.parent, list(p.parents), p.parts, p.is_absolute(), p.anchor, p.root, p.as_posix())
print(Path(), Path('.'), Path('/'), Path('a//b/./c/'), Path('a/../b'), Path('/a', '/b', 'c'), Path('//x/y'), 'x' / Path('y'), Path('a').joinpath('b', 'c'), Path('/') / 'etc', type(Path('a')), isinstance(Path(), PurePath))
for n in ['.bashrc', 'a.', 'a.b.', '..', 'x.tar.gz', 'noext', '.a.b', 'a..b']: print(n, repr(Path(n).suffix), repr(Path(n).stem), Path(n).suffixes, Path(n).name)
print(p.with_suffix('.zip'), p.with_name('x.py'), p.with_stem('new'), Path('a').with_suffix('.txt'), Path('a.b').with_suffix(''), p.relative_to('data'), p.is_relative_to('data'), Path('/a/b').relative_to('/'), Path('/a/b').relative_to('/a/c', walk_up=True))
t(p.relative_to, 'x'); t(p.with_suffix, 'zip'); t(p.with_name, ''); t(Path('/').with_name, 'x'); t(Path, 5); t(lambda: Path('a') / 5); t(p.with_name, 'a/b')
print(Path('a') == Path('a/'), Path('a') < Path('b'), hash(Path('a')) == hash(Path('./a')), {Path('a'): 1}[Path('a')], Path('a') == 'a', sorted([Path('b'), Path('a/z'), Path('a')]), os.fspath(Path('q')), bytes(Path('q')), str(Path('/a/b')), f'{Path("z")!s}', Path('x.py').match('*.py'), Path('a/b/x.py').match('b/*.py'))
d = Path('data'); print(d.exists()); t(d.rmdir); d.mkdir(); t(d.mkdir); d.mkdir(exist_ok=True); t(Path('q/w/e').mkdir); Path('q/w/e').mkdir(parents=True); Path('q/w/e').mkdir(parents=True, exist_ok=True)
f = d / 'a.txt'; print(f.write_text('héllo\n'), f.read_text(), f.read_bytes(), f.exists(), f.is_file(), f.is_dir(), d.is_dir(), f.stat().st_size, (d / 'b.bin').write_bytes(b'123'))
t(Path('zz').read_text); t(f.write_text, 5); t(Path('zz').unlink); t(Path('zz').unlink, missing_ok=True); t(d.unlink) if False else None
print(sorted(d.iterdir()), sorted(x.name for x in d.glob('*.txt')), sorted(Path('.').rglob('*')), sorted(Path('q').glob('**/e')), sorted(Path().glob('*/*.bin')))
with f.open('a') as h: h.write('more')
print(f.read_text().split(), f.rename(d / 'c.txt'), f.exists(), Path('data/c.txt').exists(), Path('new').touch(), Path('new').exists(), Path('data/../new').resolve() == Path(place, 'new'), Path('x').absolute() == Path(place, 'x'), Path.cwd() == Path(place))
t(lambda: Path('new').touch(exist_ok=False)); t(Path('zz').stat); t(lambda: list(Path('zz').iterdir())); t(lambda: [x for x in Path('.').walk()][0][1].sort())
print(sorted(glob.glob('*')), sorted(glob.glob('data/*.txt')), sorted(glob.glob('**/*', recursive=True)), sorted(glob.glob('**/*.txt', recursive=True)), glob.glob('zz*'), sorted(glob.glob('**', recursive=True)), len(glob.glob(place + '/*')))
print(fnmatch.fnmatch('a.txt', '*.txt'), fnmatch.filter(['a', 'b1', 'c2'], '?[0-9]'), fnmatch.fnmatch('x', '[!x]'), fnmatch.translate('*.t?t') != '')
shutil.copy('data/c.txt', 'k.txt'); print(open('k.txt').read()); shutil.copytree('data', 'copy'); print(sorted(os.listdir('copy')), shutil.move('k.txt', 'q'), os.path.exists('q/k.txt')); shutil.rmtree('copy'); print(os.path.exists('copy')); t(shutil.rmtree, 'copy'); shutil.rmtree('copy', ignore_errors=True); t(shutil.copyfile, 'zz', 'k'); t(shutil.copyfile, 'data/c.txt', 'data/c.txt')
with tempfile.TemporaryDirectory() as td: print(os.path.isdir(td), td.startswith('/tmp/tmp'), os.path.dirname(td)); Path(td, 'x').write_text('1')
print(os.path.exists(td), tempfile.gettempdir())
with tempfile.NamedTemporaryFile('w+', suffix='.txt') as tf: tf.write('hi'); tf.seek(0); print(tf.read(), os.path.exists(tf.name), tf.name.endswith('.txt'))
print(os.path.exists(tf.name))
with tempfile.TemporaryFile() as tf: tf.write(b'x'); tf.seek(0); print(tf.read())
os.chdir('/'); shutil.rmtree(place)
