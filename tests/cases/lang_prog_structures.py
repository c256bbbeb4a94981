class Node:
    __slots__ = ('val', 'next')
    def __init__(self, val, next=None): self.val, self.next = val, next
class LinkedList:
    def __init__(self, it=()):
        self.head = None; self.n = 0
        for x in reversed(list(it)): self.push(x)
    def push(self, x): self.head = Node(x, self.head); self.n += 1
    def __iter__(self):
        cur = self.head
        while cur: yield cur.val; cur = cur.next
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return LinkedList(list(self)[i])
        if i < 0: i += self.n
        for k, v in enumerate(self):
            if k == i: return v
        raise IndexError('list index out of range')
    def __repr__(self): return ' -> '.join(map(repr, self)) or 'empty'
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.next, prev, cur = prev, cur, cur.next
        self.head = prev
    def __add__(self, o): return LinkedList([*self, *o])
    def __contains__(self, x): return any(v == x for v in self)
    def __bool__(self): return self.n > 0
l = LinkedList([1, 2, 3]); l.push(0); print(l, len(l), l[-1], l[1:3], 2 in l, bool(LinkedList()), LinkedList()); l.reverse(); print(l, l + l)
class BST:
    class N:
        def __init__(self, k): self.k = k; self.l = self.r = None
    root = None
    def insert(self, k):
        def ins(n):
            if n is None: return BST.N(k)
            if k < n.k: n.l = ins(n.l)
            elif k > n.k: n.r = ins(n.r)
            return n
        self.root = ins(self.root)
    def __iter__(self):
        def go(n):
            if n: yield from go(n.l); yield n.k; yield from go(n.r)
        return go(self.root)
    def height(self, n='root'):
        n = self.root if n == 'root' else n
        return 0 if n is None else 1 + max(self.height(n.l), self.height(n.r))
t = BST()
for x in [50, 30, 70, 20, 40, 60, 80, 30]: t.insert(x)
print(list(t), t.height())
from collections import deque, OrderedDict, namedtuple, ChainMap
import heapq, bisect
graph = {'A': ['B', 'C'], 'B': ['D'], 'C': ['D', 'E'], 'D': ['F'], 'E': ['F'], 'F': []}
def bfs(s, goal):
    q = deque([[s]]); seen = {s}
    while q:
        path = q.popleft()
        if path[-1] == goal: return path
        for nb in graph[path[-1]]:
            if nb not in seen: seen.add(nb); q.append(path + [nb])
print(bfs('A', 'F'))
def dfs(n, seen=None):
    seen = seen if seen is not None else []
    if n not in seen:
        seen.append(n)
        for nb in graph[n]: dfs(nb, seen)
    return seen
print(dfs('A'))
def dijkstra(g, s):
    dist = {n: float('inf') for n in g}; dist[s] = 0; pq = [(0, s)]
    while pq:
        d, n = heapq.heappop(pq)
        for nb, w in g[n].items():
            if d + w < dist[nb]: dist[nb] = d + w; heapq.heappush(pq, (d + w, nb))
    return dist
print(dijkstra({'a': {'b': 4, 'c': 1}, 'b': {'d': 1}, 'c': {'b': 2, 'd': 5}, 'd': {}, 'z': {}}, 'a'))
def topo(g):
    indeg = {n: 0 for n in g}
    for n in g:
        for m in g[n]: indeg[m] += 1
    q = deque(sorted(n for n in indeg if indeg[n] == 0)); out = []
    while q:
        n = q.popleft(); out.append(n)
        for m in g[n]:
            indeg[m] -= 1
            if not indeg[m]: q.append(m)
    return out
print(topo(graph))
class LRU:
    def __init__(self, cap): self.cap, self.d = cap, OrderedDict()
    def get(self, k):
        if k not in self.d: return -1
        self.d.move_to_end(k); return self.d[k]
    def put(self, k, v):
        self.d[k] = v; self.d.move_to_end(k)
        if len(self.d) > self.cap: self.d.popitem(last=False)
c = LRU(2); c.put(1, 1); c.put(2, 2); c.get(1); c.put(3, 3); print(c.get(2), c.d)
class Matrix:
    def __init__(self, rows): self.r = [list(x) for x in rows]
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*o.r)] for row in self.r])
    def __mul__(self, k): return Matrix([[x * k for x in row] for row in self.r])
    __rmul__ = __mul__
    def __add__(self, o): return Matrix([[a + b for a, b in zip(x, y)] for x, y in zip(self.r, o.r)])
    def __eq__(self, o): return self.r == o.r
    def __str__(self): return '\n'.join(' '.join(f'{x:4}' for x in row) for row in self.r)
    @property
    def T(self): return Matrix(zip(*self.r))
    def __getitem__(self, ij): i, j = ij; return self.r[i][j]
    def __setitem__(self, ij, v): self.r[ij[0]][ij[1]] = v
m = Matrix([[1, 2], [3, 4]]); print(m @ m, m.T, 2 * m, m + m == m * 2, m[1, 0], sep='\n'); m[0, 0] = 9; print(m)
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]
    return a
def quick(a): return a if len(a) < 2 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])
def merge(a):
    if len(a) < 2: return a
    m = len(a) // 2; l, r = merge(a[:m]), merge(a[m:]); out = []
    while l and r: out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
def insertion(a):
    out = []
    for x in a: bisect.insort(out, x)
    return out
data = [5, 2, 9, 1, 5, 6, -3, 0]; print(bubble(data), quick(data), merge(data), insertion(data), heapq.nsmallest(3, data), sep='\n')
P = namedtuple('P', 'x y', defaults=[0]); p = P(1); print(p, p._replace(y=5), p._asdict(), P._fields, p == (1, 0), P(*[3, 4]).x)
print(ChainMap({'a': 1}, {'a': 2, 'b': 3})['b'], dict(ChainMap({'a': 1}, {'a': 2, 'b': 3})))
hanoi = lambda n, a='A', b='B', c='C': [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
print(len(hanoi(5)), hanoi(2))
def queens(n, row=0, cols=()):
    if row == n: yield cols; return
    for c in range(n):
        if all(c != cc and abs(c - cc) != row - r for r, cc in enumerate(cols)): yield from queens(n, row + 1, cols + (c,))
print(len(list(queens(6))), next(queens(6)))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
print(perms('abc')); print(l[10])
