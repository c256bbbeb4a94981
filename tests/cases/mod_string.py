# needs: 3.13
"""Templates and formatters, those of subclasses too."""
import string
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
T = string.Template
print(T('$who likes ${what}s $$5').substitute(who='tim', what='kung pao'), T('$a $b').safe_substitute(a=1), T('$a').substitute({'a': 1}, a=2))
for bad in ['$', 'a\nb $ 1', '${', '${a', '$1', '${a b}', 'x $é', '$_x $A1', '$$$a']:
    t(T(bad).substitute, a=1, _x=2, A1=3); t(T(bad).safe_substitute, a=1); print(T(bad).is_valid(), T(bad).get_identifiers())
t(T('$x').substitute)
class D(T): delimiter = '%'
class I(T): idpattern = '[a-z]+\\.[a-z]+'
class B(T): braceidpattern = '[0-9]+'
class P(T): pattern = r'''
  \[\[(?:(?P<escaped>\[\[)|(?P<named>[a-z]+)\]\]|(?P<braced>x)|(?P<invalid>))'''
print(D('%a $b %%').substitute(a=1), I('$a.b').substitute({'a.b': 5}), B('${1} $a').substitute({'1': 'one', 'a': 'A'}), P('[[name]] [[[[').substitute(name='N'))
F = string.Formatter
f = F()
print(f.format('{0} {1!r:>5} {x:{w}.2f} {{}} {y[0]} {z.real}', 'a', 'b', x=3.14159, w=8, y=[1], z=2j), f.format('{} {}', 1, 2), f.vformat('{a}', (), {'a': 3}))
for text in ['{', '}', '{a', '{0!x}', '{} {0}', '{0} {}', '{!}', '{a!rx}', '{0[}', '{0.}', '{0[]}', '{0]}', '{0[a]b}', '{nope}', '{5}', '{:{:{}}}', '{{', 'a{{b}}c', '{0:{{}', 'x{0}y']:
    t(f.format, text, 'v', 3, 4); t(lambda: list(f.parse(text)))
class Def(F):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f'<{key}>') if isinstance(key, str) else super().get_value(key, args, kwargs)
    def format_field(self, value, spec): return '*' + super().format_field(value, spec)
    def convert_field(self, value, conversion): return value.upper() if conversion == 'u' else super().convert_field(value, conversion)
    def check_unused_args(self, used, args, kwargs): print(sorted(map(str, used)))
print(Def().format('{a} {b} {0} {b!u}', 'z', b='bb'))
