def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
def f(*a, **k): return a, k
class C: pass
t(lambda: f(*1)); t(lambda: f(*C())); t(lambda: f(1, *None)); t(lambda: f(*[1], *2)); t(lambda: [*1]); t(lambda: (*1,)); t(lambda: {*1}); t(lambda: {**1}); t(lambda: f(**1)); t(lambda: f(**{'a':1}, **2)); t(lambda: print(*1)); t(lambda: print(*C())); t(lambda: [].append(*1)); t(lambda: C(*1))
t(lambda: f(**{'a':1}, **{'a':2})); t(lambda: f(a=1, **{'a':2})); t(lambda: (lambda x: 1)(*5)); t(lambda: max(*5))
class D:
    def __iter__(self): return 5
t(lambda: f(*D())); t(lambda: [*D()])
class E:
    def __iter__(self): raise TypeError('mine')
t(lambda: f(*E())); t(lambda: [*E()])
for m in ['upper','split']:
    t(lambda: getattr(str, m)(5))
t(lambda: list.append(5, 1)); t(lambda: dict.get([], 1)); t(lambda: int.bit_length('a')); t(lambda: list(map(str.upper, [1]))); t(lambda: str.join(1, [])); t(lambda: str.upper()); t(lambda: list.append()); t(lambda: object.__init__())
t(lambda: type(None)())
