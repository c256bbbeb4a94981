# interpreters and simulations
class Stack(list):
    push = list.append
    def peek(self): return self[-1] if self else None
class VM:
    def __init__(self, code): self.code, self.st, self.pc, self.vars, self.out = code, Stack(), 0, {}, []
    def run(self):
        while self.pc < len(self.code):
            op, *a = self.code[self.pc]; self.pc += 1
            getattr(self, 'op_' + op, self.unknown)(*a)
        return self.out
    def unknown(self, *a): raise RuntimeError(f'bad op at {self.pc - 1}: {self.code[self.pc - 1]}')
    def op_push(self, v): self.st.push(v)
    def op_add(self): b, a = self.st.pop(), self.st.pop(); self.st.push(a + b)
    def op_mul(self): b, a = self.st.pop(), self.st.pop(); self.st.push(a * b)
    def op_store(self, n): self.vars[n] = self.st.pop()
    def op_load(self, n): self.st.push(self.vars[n])
    def op_print(self): self.out.append(self.st.pop())
    def op_jnz(self, t):
        if self.st.pop(): self.pc = t
prog = [('push', 5), ('store', 'n'), ('push', 1), ('store', 'acc'), ('load', 'acc'), ('load', 'n'), ('mul',), ('store', 'acc'), ('load', 'n'), ('push', -1), ('add',), ('store', 'n'), ('load', 'n'), ('jnz', 4), ('load', 'acc'), ('print',)]
print(VM(prog).run())
try: VM([('nope', 1)]).run()
except RuntimeError as e: print(e)
def life(cells, n):
    from collections import Counter
    for _ in range(n):
        c = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
        cells = {p for p, k in c.items() if k == 3 or k == 2 and p in cells}
    return cells
print(sorted(life({(1, 0), (1, 1), (1, 2)}, 1)), sorted(life({(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}, 4)))
def bf(src, inp=''):
    tape, p, i, out, it, st, jump = [0] * 100, 0, 0, [], iter(inp), [], {}
    for k, c in enumerate(src):
        if c == '[': st.append(k)
        elif c == ']': j = st.pop(); jump[k], jump[j] = j, k
    while i < len(src):
        match src[i]:
            case '>': p += 1
            case '<': p -= 1
            case '+': tape[p] = (tape[p] + 1) % 256
            case '-': tape[p] = (tape[p] - 1) % 256
            case '.': out.append(chr(tape[p]))
            case ',': tape[p] = ord(next(it, '\0'))
            case '[' if not tape[p]: i = jump[i]
            case ']' if tape[p]: i = jump[i]
        i += 1
    return ''.join(out)
print(bf('++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.'))
class Env(dict):
    def __init__(self, p=(), a=(), outer=None): self.update(zip(p, a)); self.outer = outer
    def find(self, k):
        if k in self: return self
        if self.outer is None: raise NameError(k)
        return self.outer.find(k)
def lisp(s):
    toks = s.replace('(', ' ( ').replace(')', ' ) ').split()
    def read():
        t = toks.pop(0)
        if t == '(':
            l = []
            while toks[0] != ')': l.append(read())
            toks.pop(0); return l
        try: return int(t)
        except ValueError: return t
    r = []
    while toks: r.append(read())
    return r
import operator as op
G = Env(); G.update({'+': op.add, '*': op.mul, '-': op.sub, '<': op.lt, '=': op.eq, 'list': lambda *a: list(a)})
def ev(x, e=G):
    if isinstance(x, str): return e.find(x)[x]
    if not isinstance(x, list): return x
    match x:
        case ['if', t, a, b]: return ev(a if ev(t, e) else b, e)
        case ['define', n, v]: e[n] = ev(v, e)
        case ['lambda', ps, body]: return lambda *a: ev(body, Env(ps, a, e))
        case _: f, *a = [ev(y, e) for y in x]; return f(*a)
for form in lisp('(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1)))))) (fact 20) (define adder (lambda (k) (lambda (x) (+ x k)))) ((adder 5) 10) (list 1 2 (fact 3)) (undefined 1)'):
    try: print(ev(form))
    except NameError as e: print('unbound:', e)
class Observer:
    def __init__(self): self._s = {}
    def on(self, ev):
        def d(f): self._s.setdefault(ev, []).append(f); return f
        return d
    def emit(self, ev, *a, **k): return [f(*a, **k) for f in self._s.get(ev, [])]
bus = Observer()
@bus.on('hi')
def one(n): return f'one {n}'
@bus.on('hi')
def two(n, loud=False): return f'two {n}'.upper() if loud else f'two {n}'
print(bus.emit('hi', 3), bus.emit('none'))
try: print(bus.emit('hi', 3, loud=True))
except TypeError as e: print(e)
class Shape:
    def accept(self, v): return getattr(v, f'visit_{type(self).__name__.lower()}')(self)
class Sq(Shape): s = 2
class Ci(Shape): r = 1
class Area:
    def visit_sq(self, x): return x.s ** 2
    def visit_ci(self, x): return round(3.14159 * x.r ** 2, 2)
print([s.accept(Area()) for s in (Sq(), Ci())])
class Undo:
    def __init__(self): self.t, self.h, self.f = '', [], []
    def do(self, s): self.h.append(self.t); self.t += s; self.f.clear(); return self
    def undo(self): self.h and (self.f.append(self.t), setattr(self, 't', self.h.pop())); return self
    def redo(self): self.f and (self.h.append(self.t), setattr(self, 't', self.f.pop())); return self
print(Undo().do('a').do('b').undo().undo().redo().t)
def knap(items, cap):
    best = [0] * (cap + 1)
    for v, w in items:
        for c in range(cap, w - 1, -1): best[c] = max(best[c], best[c - w] + v)
    return best[cap]
print(knap([(60, 10), (100, 20), (120, 30)], 50))
def lcs(a, b):
    dp = [[''] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b): dp[i + 1][j + 1] = dp[i][j] + x if x == y else max(dp[i][j + 1], dp[i + 1][j], key=len)
    return dp[-1][-1]
print(lcs('AGGTAB', 'GXTXAYB'))
def edit(a, b):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        cur = [i]
        for j, y in enumerate(b, 1): cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (x != y)))
        prev = cur
    return prev[-1]
print(edit('kitten', 'sitting'))
def subsets(s): return [[]] if not s else (r := subsets(s[1:])) + [[s[0]] + x for x in r]
print(subsets([1, 2, 3]))
def coins(n, cs=(25, 10, 5, 1)):
    out = {}
    for c in cs: out[c], n = divmod(n, c)
    return {k: v for k, v in out.items() if v}
print(coins(67))
def binsearch(a, x):
    lo, hi = 0, len(a) - 1
    while lo <= hi:
        if a[mid := (lo + hi) // 2] == x: return mid
        lo, hi = (mid + 1, hi) if a[mid] < x else (lo, mid - 1)
    return -1
print(binsearch([1, 3, 5, 7, 9], 7), binsearch([1, 3], 4))
board = [' '] * 9
def winner(b): return next((b[i] for i, j, k in [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)] if b[i] == b[j] == b[k] != ' '), None)
for n, mv in enumerate([4, 0, 2, 6, 3, 5, 1, 7, 8]):
    board[mv] = 'XO'[n % 2]
    if w := winner(board): print(w, 'wins after', n + 1); break
else: print('draw')
print('\n-+-+-\n'.join('|'.join(board[i:i + 3]) for i in (0, 3, 6)))
class Circ:
    def __init__(self, n): self.b, self.i, self.n = [None] * n, 0, n
    def add(self, x): self.b[self.i % self.n] = x; self.i += 1
    def __iter__(self): return (self.b[(self.i + k) % self.n] for k in range(self.n) if self.b[(self.i + k) % self.n] is not None)
c = Circ(3); [c.add(x) for x in range(5)]; print(list(c), c.b)
assert sum(c) == 9, 'sum'
assert not list(c), f'leftover: {list(c)}'
