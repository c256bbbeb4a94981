# parsers
import re
class Lexer:
    SPEC = [('NUM', r'\d+(\.\d*)?'), ('ID', r'[A-Za-z_]\w*'), ('OP', r'[-+*/^()=,]'), ('WS', r'\s+'), ('BAD', r'.')]
    RX = re.compile('|'.join(f'(?P<{n}>{p})' for n, p in SPEC))
    def __init__(self, s): self.toks = [(m.lastgroup, m.group()) for m in self.RX.finditer(s) if m.lastgroup != 'WS'] + [('END', '')]; self.i = 0
    def peek(self): return self.toks[self.i]
    def next(self): t = self.toks[self.i]; self.i += 1; return t
class ParseError(SyntaxError): pass
class Parser:
    PREC = {'+': (1, 2), '-': (1, 2), '*': (3, 4), '/': (3, 4), '^': (6, 5)}
    def __init__(self, s): self.lx = Lexer(s)
    def parse(self):
        e = self.expr(0)
        if self.lx.peek()[0] != 'END': raise ParseError(f'unexpected {self.lx.peek()[1]!r}')
        return e
    def expr(self, bp):
        k, v = self.lx.next()
        if k == 'NUM': l = float(v)
        elif k == 'ID':
            if self.lx.peek() == ('OP', '('):
                self.lx.next(); args = []
                while self.lx.peek() != ('OP', ')'):
                    args.append(self.expr(0))
                    if self.lx.peek() == ('OP', ','): self.lx.next()
                self.lx.next(); l = ('call', v, args)
            else: l = ('var', v)
        elif v == '(':
            l = self.expr(0)
            if self.lx.next()[1] != ')': raise ParseError("expected ')'")
        elif v == '-': l = ('neg', self.expr(5))
        else: raise ParseError(f'bad token {v!r}' if v else 'unexpected end')
        while True:
            k, v = self.lx.peek()
            if v not in self.PREC: return l
            lb, rb = self.PREC[v]
            if lb < bp: return l
            self.lx.next(); l = (v, l, self.expr(rb))
import math, operator
OPS = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv, '^': operator.pow}
def ev(n, env):
    match n:
        case float(): return n
        case ('var', v): return env[v]
        case ('neg', x): return -ev(x, env)
        case ('call', f, args): return getattr(math, f)(*(ev(a, env) for a in args))
        case (op, a, b): return OPS[op](ev(a, env), ev(b, env))
for s in ['1 + 2 * 3', '(1+2)*3', '2^3^2', '-2^2', '8/4/2', 'x*y - 1', 'sqrt(16) + pow(2, 3)', '1 +', '(1', '1 $ 2', 'z', '1/0', '1 2', 'nope(1)']:
    try: t = Parser(s).parse(); print(s, '=>', t, '=', ev(t, {'x': 3, 'y': 4}))
    except ParseError as e: print(s, 'ParseError:', e)
    except (KeyError, ZeroDivisionError, AttributeError) as e: print(s, type(e).__name__, e)
def parse_json(s, i=0):
    def ws():
        nonlocal i
        while i < len(s) and s[i] in ' \n\t': i += 1
    def val():
        nonlocal i
        ws()
        if s[i] == '{':
            i += 1; d = {}; ws()
            while s[i] != '}':
                k = val(); ws(); assert s[i] == ':', f'expected : at {i}'; i += 1; d[k] = val(); ws()
                if s[i] == ',': i += 1; ws()
            i += 1; return d
        if s[i] == '[':
            i += 1; l = []; ws()
            while s[i] != ']':
                l.append(val()); ws()
                if s[i] == ',': i += 1
            i += 1; return l
        if s[i] == '"':
            j = s.index('"', i + 1); r = s[i + 1:j]; i = j + 1; return r
        for w, r in (('true', True), ('false', False), ('null', None)):
            if s.startswith(w, i): i += len(w); return r
        j = i
        while j < len(s) and s[j] in '+-.eE0123456789': j += 1
        r = float(s[i:j]) if any(c in s[i:j] for c in '.eE') else int(s[i:j]); i = j; return r
    return val()
print(parse_json('{"a": [1, 2.5, -3e2, true, null], "b": {"c": "d"}, "e": []}'))
try: parse_json('{"a" 1}')
except AssertionError as e: print('assert', e)
def rpn(s):
    st = []
    for t in s.split():
        if t in OPS: b, a = st.pop(), st.pop(); st.append(OPS[t](a, b))
        else: st.append(float(t))
    return st.pop()
print(rpn('3 4 + 2 *'), rpn('5 1 2 + 4 * + 3 -'))
def balanced(s):
    st = []
    for c in s:
        if c in '([{': st.append(c)
        elif c in ')]}' and (not st or '([{'.index(st.pop()) != ')]}'.index(c)): return False
    return not st
print([balanced(s) for s in ['()', '([{}])', '(]', '((', '']])
def csv_rows(t):
    for ln in t.strip().splitlines():
        row, cur, q = [], '', False
        for c in ln:
            if c == '"': q = not q
            elif c == ',' and not q: row.append(cur); cur = ''
            else: cur += c
        yield row + [cur]
print(list(csv_rows('a,b\n"x,y",2')))
raise ParseError('final')
