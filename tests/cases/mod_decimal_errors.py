"""What decimal raises, shows and refuses."""
import decimal
from decimal import *
print(getcontext()); print(getcontext().flags)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, e.args)
D=Decimal
for e in ["D('abc')","D(1)/0","D(0)/0","D(1)%0","D(0)%0","divmod(D(1),0)","D(1)//0","D(1).quantize(D('1e-30'))","D('1e999999')*10","D('nan')<1","D('snan')+1","D(1)+1.5","1.5+D(1)","D([1])","D((1,2))","D((2,(1,),0))","D((0,(11,),0))","D((0,(1,),'x'))","D(object())","int(D('nan'))","int(D('inf'))","float(D('snan'))","round(D('nan'))","D('nan').as_integer_ratio()","D('inf').as_integer_ratio()","hash(D('snan'))","D(4)**D('0.5')","D(2)**-2","D(0)**0","D(0)**-1","D(-8)**D('0.5')","D(1)**D('0.5')","D(10)**D(-2)","D('inf')-D('inf')","D('inf')*0","D(1).quantize(D(1),rounding='X')","Context(prec=0)","Context(prec='a')","Context(rounding='bad')","getcontext().foo","D('1.5').foo", "setcontext(1)","localcontext(1)","localcontext(foo=1)","format(D(1),'x')","format(D(1),'.')","D('1e9999999999999999999')","D(1)<'a'","D(1)==1.0","D('0.1')==0.1","D(1).sqrt()","D(-1).sqrt()","D(0).ln()","D(-1).ln()","D(1).exp()","D(2)**1000000000","D(1)//D('1e-30')","D(1).compare('a')","Context().add('1',2)","Context().add(1,2)","Context(prec=3).create_decimal('1.23456')","D(True)","D('１２')","D(' 1_000.5 ')","D('1__0')","D('+Infinity')","D('-nan123')","repr(D('sNaN'))","Context(traps=[Inexact]).divide(1,3)","Context(traps=[Overflow,Inexact,Rounded]).multiply(D('9e999999'),10)","Context(Emin=-3,Emax=3,prec=3,traps=[]).divide(1,3000000)", "ExtendedContext","BasicContext","DefaultContext","Context(prec=5).flags","getcontext().traps","decimal.MAX_PREC,decimal.MAX_EMAX,decimal.MIN_EMIN,decimal.MIN_ETINY,decimal.HAVE_THREADS,decimal.HAVE_CONTEXTVAR", "D(1).as_tuple()","D('-inf').as_tuple()","D('nan12').as_tuple()","D.__module__, Context.__module__, DecimalException.__mro__","D(7).__round__(1.5)","D.from_float('1')","D.from_float(1)","D(0.1)","D('1').scaleb('x')","D(1).scaleb(1000000000)"]:
    print(e, '->', end=' ')
    t(lambda: eval(e, {**globals()}))
