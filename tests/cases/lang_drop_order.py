class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
l = [D(1), D(2)]; del l; print('list')
l = [D(1), D(2)]; l.clear(); print('clear')
l = [D(1), D(2), D(3)]; del l[:2]; print('slice'); l = None; print()
l = [D(1), D(2), D(3)]; l[:] = []; print('assign')
l = [D(1), D(2), D(3), D(4)]; del l[::2]; print('step'); l = 0; print()
t = (D(1), D(2)); del t; print('tuple')
d = {1: D(1), 2: D(2)}; del d; print('dict')
d = {1: D(1), 2: D(2)}; d.clear(); print('dclear')
class O: pass
o = O(); o.a = D(1); o.b = D(2); del o; print('inst')
def f(): a = D(1); b = D(2); print('in', end=' ')
f(); print('fn')
l = [[D(1), D(2)], [D(3)]]; l = None; print('nested')
l = [D(1), D(2)]; l = l + [D(3)]; l = None; print('added')
l = [D(1), D(2)]; l.pop(); print('pop'); l.remove(l[0]); print('rem')
def g():
    yield D(1)
    x = D(2); y = D(3)
    yield 5
i = g(); next(i); print('n'); next(i); print('m'); del i; print('gen')
from collections import deque
q = deque([D(1), D(2)]); q.clear(); print('dq'); q = deque([D(1), D(2)]); del q; print('dqd')
l = [D(1), D(2)]; l[0] = 5; print('set'); l = None; print()
t = (lambda *a: 0)(D(1), D(2)); print('args')
a, b = D(1), D(2); a = b = None; print('ab')
x = [D(i) for i in range(3)]; x = [D(i + 10) for i in range(2)]; print('re')
x = {D(1): D(2)}; x = None; print('kv')
