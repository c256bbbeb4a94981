def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
t(lambda: eval("__import__('os')", {"__builtins__": {}}))
t(lambda: eval("abs(x)", {"__builtins__": {}}, {"x": -5, "abs": abs}))
t(lambda: eval("print(1)", {"__builtins__": {}}, {}))
t(lambda: eval("len([1])", {"__builtins__": {'len': len}}))
class E: pass
ns = {}
exec('class Q:\n  def m(self): return h()\ndef h(): return 5\nprint(Q().m())', ns)
print(ns['Q']().m())
ns['h'] = lambda: 6
print(ns['Q']().m(), len(ns))
def f():
    a = 1
    exec('a = 2; b = 3')
    return a, 'b' in locals()
print(f())
d = dict(globals()); print('f' in d)
def counter():
    for name, v in list(globals().items()):
        if callable(v) and not name.startswith('_'): print(name)
counter()
import types
m = types.ModuleType('mm'); m.x = 1; m.__dict__['y'] = 2; print(m.y, m.x, sorted(k for k in vars(m) if k[0] != '_'))
exec("z = x + y", m.__dict__); print(m.z)
src = "def add(a, b):\n    return a + b\n"
scope = {}
exec(compile(src, 'gen', 'exec'), scope)
print(scope['add'](2, 3))
for k in 'abc': exec(f'var_{k} = "{k}"')
print(var_a + var_b + var_c)
x = 10
def show(): print(x)
globals()['x'] = 20; show()
globals().pop('x')
t(lambda: show())
