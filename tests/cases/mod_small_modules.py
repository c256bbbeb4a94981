# needs: 3.13
# cmath, graphlib, errno, html, ast.literal_eval, array, urllib.parse, sched, importlib.
import cmath, graphlib, sched, errno, html, ast, array, urllib.parse as up, time, importlib, importlib.util
for z in (1+2j, -1.5, 0.5-0.3j, -2-3j, 1e-3+2j, 3, 0.7+0.7j):
    for f in ('sqrt', 'exp', 'log', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'asin', 'acos', 'atan', 'asinh', 'acosh', 'atanh', 'log10', 'phase', 'polar'):
        r = getattr(cmath, f)(z)
        parts = [r.real, r.imag] if isinstance(r, (complex, float)) else list(r)
        print(f, z, [float(f'{p:.9g}') + 0 for p in parts])
print(cmath.rect(2, 0), cmath.isclose(1+1e-12j, 1), cmath.pi, cmath.sqrt(-4), cmath.polar(1j), cmath.isnan(cmath.nanj), cmath.exp(0), cmath.sqrt(0))
for f in (lambda: cmath.log(0), lambda: cmath.sqrt('a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
ts = graphlib.TopologicalSorter(); ts.add('d', 'b', 'c'); ts.add('b', 'a'); ts.add('c', 'a'); ts.prepare()
while ts.is_active():
    r = ts.get_ready(); print(r); ts.done(*r)
try: list(graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order())
except graphlib.CycleError as e: print(e.args[0], sorted(set(e.args[1])))
try: ts.add('x')
except ValueError as e: print(e)
print(errno.ENOENT, errno.errorcode[13], errno.EEXIST, errno.EAGAIN, html.escape('<a href="x">\'&</a>'), html.unescape('&lt;b&gt; &amp;&#65;&#x42; &copy; &zzz; &quot'))
for s in ("[1, 'a', {'k': (1.5, None, True)}]", '{1, 2}', '-5', '1+2j', "b'x'", "'it [1] (x)'", '()', '""', 'set()', '[[1, 2], [3]]', '1e5', '0x1f', "{'a': [1, (2,)]}", "r'\\d'", "'a' 'b'"): print(repr(ast.literal_eval(s)))
for s in ('x', 'f(1)', '[1][0]', '__import__("os")', '1 if 2 else 3', 'a.b', '[x for x in y]', "'a'.upper()", "lambda: 0", 'not 1'):
    try: print(ast.literal_eval(s))
    except ValueError as e: print(type(e).__name__)
try: ast.literal_eval('[1,')
except SyntaxError as e: print(e)
a = array.array('i', [1, 2, 3]); a.append(4); a.extend([5]); a.insert(0, 0); print(a, a[1:3], a.pop(), a.index(2), a.count(1), a.tolist(), len(a), a * 2, a + array.array('i', [9]), a == array.array('i', [0, 1, 2, 3, 4]), list(reversed(a)), 3 in a, max(a), array.array('d', [1.5, 2]), array.array('i'), array.array('f', [0.1])); a[0] = 7; del a[1]; a.remove(3); a.reverse(); print(a, a.tobytes(), array.array('B', b'ab'), array.array('h', [1]).itemsize)
for f in (lambda: array.array('i', ['a']), lambda: array.array('z'), lambda: array.array('b', [200]), lambda: a.append('x'), lambda: a.append(1.5), lambda: a[50], lambda: array.array('d', ['x']), lambda: a.remove(99), lambda: array.array('B', [-1]), lambda: array.array('B', [300]), lambda: array.array('i', [2**40]), lambda: a + [1], lambda: array.array('i').pop(), lambda: a['x'], lambda: array.array('i', 'abc')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
u = up.urlparse('https://user:pw@Example.com:8080/a/b;p?q=1&r=a%20b#frag'); print(u, u.hostname, u.port, u.username, u.password, u.geturl(), u.netloc, up.parse_qs(u.query), up.parse_qsl('a=1&a=2&b='), up.quote('a b/c?é'), up.quote_plus('a b&c'), up.unquote('a%20b%C3%A9%zz'), up.unquote_plus('a+b'), up.urlencode({'q': 'x y', 'n': 1, 'l': [1, 2]}, doseq=True), up.urlencode({'a': 'é'}), up.urlsplit('//h/p?q'), up.urlunparse(('http', 'h', '/p', '', 'q=1', '')), u._replace(scheme='http').geturl())
for b, r in (('http://a/b/c/d', '../x'), ('http://a/b/', 'c'), ('http://a/b', '/z'), ('http://a/b', '?q'), ('http://a/b', '//h/p'), ('http://a/b', 'https://x'), ('http://a/b/c', '.'), ('http://a/b/c', '../../../g'), ('http://a', 'x')): print(up.urljoin(b, r))
s = sched.scheduler(lambda: 0 if not hasattr(s_t, 'v') else s_t.v, lambda d: setattr(s_t, 'v', getattr(s_t, 'v', 0) + d)) if (s_t := type('T', (), {})()) else 0
s.enter(5, 1, print, ('five',)); s.enter(1, 2, print, ('one-b',)); s.enter(1, 1, print, ('one-a',), {'end': '!\n'}); e = s.enter(2, 1, print); s.cancel(e); print(len(s.queue), s.empty(), s.queue[0].time); s.run(); print(s.empty())
print(importlib.import_module('math').pi, importlib.util.find_spec('nope_x'), importlib.util.find_spec('json').name, importlib.import_module('os.path').join('a', 'b'))
try: importlib.import_module('nope_x')
except ModuleNotFoundError as e: print(e)
try: importlib.import_module('.x')
except TypeError as e: print(e)
