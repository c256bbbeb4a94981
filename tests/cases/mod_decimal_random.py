"""Operations of decimal on numbers and contexts drawn with a seed."""
import random
from decimal import *
random.seed(7)
D=Decimal
def rd():
    k=random.random()
    if k<.06: return D(random.choice(['nan','inf','-inf','0','-0','0E+5','-0.000','snan','1','-1','10','1E+3','0E-7','NaN12']))
    n=random.choice([1,2,3,5,8,15,30])
    s=random.choice(['','-'])+str(random.randrange(10**n))
    k=random.random()
    if k<.5:
        i=random.randrange(len(s)+1)
        s=s[:i]+'.'+s[i:] if s[:i] not in ('-',) else s+'.5'
    if random.random()<.3: s+='E%+d'%random.randrange(-12,13)
    try: return D(s)
    except InvalidOperation: return D(7)
R=[ROUND_UP,ROUND_DOWN,ROUND_CEILING,ROUND_FLOOR,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP]
ops2=['add','subtract','multiply','divide','divide_int','remainder','divmod','compare','max','min','remainder_near','compare_total','scaleb','max_mag','next_toward','quantize','same_quantum','shift','rotate','copy_sign','min_mag','compare_signal','power','logical_and']
ops1=['sqrt','plus','minus','abs','normalize','to_integral_value','to_integral_exact','next_plus','next_minus','number_class','logb','ln','log10','exp','to_eng_string','is_normal','is_subnormal','logical_invert','to_sci_string','create_decimal']
ops3=['fma','power']
specs=['','.2f','e','.3e','g','.4g','%','.1%',',','010','>12','<12.3f','^14.2e','+','+.2f',' .1f','*>15,.2f','_^20','n','.0f','.10','015,.2f','z.1f','E','G','020','=20']
for i in range(120):
    c=Context(prec=random.choice([1,2,3,5,9,16,28]),rounding=random.choice(R),Emin=random.choice([-5,-20,-999999]),Emax=random.choice([8,25,999999]),clamp=random.choice([0,0,1]),capitals=random.choice([0,1,1]),traps=random.choice([[],[],[],[InvalidOperation,DivisionByZero,Overflow]]))
    a,b,d=rd(),rd(),rd()
    k=random.random()
    if k<.5: op=random.choice(ops2); args=(a,b)
    elif k<.8: op=random.choice(ops1); args=(a,)
    elif k<.85: op=random.choice(ops3); args=(a,b,d)
    else:
        setcontext(c)
        sp=random.choice(specs)
        try: r=format(a,sp)
        except Exception as e: r=type(e).__name__+str(e)
        print(i,'fmt',repr(a),sp,c.rounding,repr(r))
        try: r=(hash(a),int(a),float(a),round(a),round(a,2),a.adjusted(),a.as_integer_ratio(), a==b,a<b,a>=b, a.as_tuple())
        except Exception as e: r=type(e).__name__+str(e)
        print(i,r)
        setcontext(DefaultContext)
        continue
    if op=='power' and len(args)==2 and b.is_finite() and b.adjusted()>4: continue
    try:
        r=getattr(c,op)(*args)
    except Exception as e:
        r=type(e).__name__+':'+str(e)
    print(i,op,*map(str,args),'|',c.prec,c.rounding,c.Emin,c.Emax,c.clamp,'->',r,[k.__name__ for k,v in c.flags.items() if v])
