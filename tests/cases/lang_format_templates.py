# `str.format`, `format_map` and `string.Formatter` over templates right and wrong, and tables of translation.

import random,string
random.seed(11)
class O:
    a=5; b='x'
    def __getitem__(s,k): return k
    def __repr__(s): return 'O()'
    def __format__(s,spec): return f'<{spec}>'
class M(dict):
    def __missing__(s,k): return k.upper()
def run(f):
    try: return 'ok',f()
    except Exception as e: return type(e).__name__,str(e)
args=[1,'two',3.5,[1,2,{'k':9}],O(),{'x':1,'0':'zero'}]
kw={'a':1,'b':O(),'name':'n','w':10,'args':3}
frag=['{','}','{{','}}','{}','{0}','{1}','{9}','{a}','{b.a}','{b[zz]}','{b[3]}','{3[2][k]}','{3[0]!r}','{!r}','{!s:>5}','{!a}','{!x}','{!}','{!r','{:>{w}}','{:{}}','{:{:{}}}','{0:{1}}','{a:>5d}','{b!r:^9}','{nope}','{b.nope}','{.a}','{[0]}','{3[}','{3[]}','{b.}','{3[0]x}','{3.}','{99999999999999999999}','{3[99999999999999999999]}','text ','é','{a b}','{5[x]}','{5[0]}','{4[a}b]}','{:','{a:{','{!r:{w}}','{ }','{-1}','{١}','{4:a{w}b}','{4!é}','{4!\x01}']
for _ in range(250):
    t=''.join(random.choice(frag) for _ in range(random.randint(1,3)))
    n=random.randint(0,6)
    print(repr(t),run(lambda:t.format(*args[:n],**kw)))
    if _%3==0: print('map',run(lambda:t.format_map(M(kw))),run(lambda:t.format_map(kw)))
    if _%5==0: print('F',run(lambda:string.Formatter().format(t,*args[:n],**kw)),run(lambda:list(string.Formatter().parse(t))))
class S(str):
    def find(self,*a): raise 1
print(S('{} {x}').format(1,x=2),S('{k}').format_map({'k':S('v')}), type(S('{}').format(1)).__name__)
for bad in [lambda:str.format(), lambda:str.format(5), lambda:str.format_map('x'), lambda:'x'.format_map(), lambda:'{self} {template}'.format(self=1,template=2), lambda:str.translate('a'), lambda:'abc'.translate({97:'X',98:None,99:100}), lambda:'abc'.translate({97:b'x'}), lambda:'abc'.translate({97:0x110000}),lambda:'abc'.translate('xyz'), lambda:'ab'.translate([1]*200),lambda:'ab'.translate(5),
 lambda:str.maketrans('ab','cd'),lambda:str.maketrans('ab','c'),lambda:str.maketrans('ab','cd','éa'),lambda:str.maketrans({'a':1,5:None}),lambda:str.maketrans({'ab':1}),lambda:str.maketrans({1.5:1}),lambda:str.maketrans(1),lambda:str.maketrans(1,'a'),lambda:str.maketrans('a',1),lambda:str.maketrans('a','b',1),lambda:str.maketrans(),lambda:str.maketrans(1,2,3,4),lambda:'x'.maketrans('a','b'),lambda:str.maketrans({True:2}), lambda:S('ab').translate({97:'c'}), lambda: str.maketrans(M(a=1))]:
    print(run(bad))
