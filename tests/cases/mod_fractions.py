"""Fractions drawn with a seed: operators, formats, conversions."""
import math
import random
from fractions import Fraction
from decimal import Decimal
F=Fraction
random.seed(3)
def rf():
    n=10**random.choice([1,1,2,5,12]); 
    return F(random.randrange(-n,n+1), random.choice([1,2,3,4,5,7,8,10,random.randrange(1,n+2)]))
specs=['','.2f','e','.3e','g','.4g','%','.1%',',','010','>12','<12.3f','^14.2e','+','+.2f',' .1f','*>15,.2f','_^20','.0f','#','z.1f','E','G','020.3f','=20','#g','_','015,.2f','.1','x','08','.0e','#.0f',' ,']
for i in range(30):
    a,b=rf(),rf(); n=random.randrange(-5,6); fl=random.choice([0.5,-1.25,3.7,2.0,0.0])
    for e in random.sample(['a+b','a-b','a*b','a/b','a//b','a%b','divmod(a,b)','a**n','a**b','a+n','n-a','n*a','n/a','a/n','n//a','a%n','n%a','a+fl','fl-a','fl*a','a<b','a>=n','a==fl','a<fl','hash(a)','int(a)','round(a)','round(a,1)','round(a,-1)','math.floor(a)','math.ceil(a)','str(a)','repr(a)','float(a)','a.limit_denominator(10)','a.limit_denominator(1000)','-a','abs(a)','bool(a)','F(fl)','F(str(fl))','F(str(a))','a.as_integer_ratio()','a.is_integer()','n**a','fl**a','format(a,sp)','format(a,sp)','format(a,sp)','a+1j','a==1+0j','F(Decimal(str(fl)))','a+Decimal(1)','F(" 1_0/3 ")','F("1/0")','F("x")','F(1.5,2)','F(None)','F("1e-3")','F(".5")','F("-1.5E2")','F(1,0)','F(float("nan"))','F("1 /2")','a<"x"','a+"x"'],8):
        sp=random.choice(specs)
        if e=='a**b' and abs(b)>50 or e=='n**a' and abs(a)>50: continue
        try: r=repr(eval(e))
        except Exception as x: r=type(x).__name__+':'+str(x)
        print(i,e,a,b,n,fl,sp,'->',r)
