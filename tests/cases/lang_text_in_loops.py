s = ''
for i in range(100000): s += 'ab'
print(len(s), s[:4], hash(s) == hash('ab' * 100000))
def f():
    t = 'é'
    for i in range(100000): t += str(i)
    u = t; t += 'x'
    print(len(t), len(u), u[-3:], t[-3:], t == u + 'x')
    v = 'q'; v += v; v += v; print(v)
    d = {}; k = 'a'; k += 'b'; d[k] = 1; k += 'c'; print(d, k)
    w = ''.join(['a', 'b']); w += 'c'; x = w; w += 'd'; print(x, w)
f()
class A: s = ''
a = A()
for i in range(1000): a.s += 'x'
print(len(a.s))
def g():
    n = ''
    def h():
        nonlocal n
        n += 'a'
    for i in range(5): h()
    print(n)
g()
