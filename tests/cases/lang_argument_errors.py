# Wrong numbers and kinds of arguments of built-in methods, and what `pow` and `sum` make of mixed numbers.
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x=[1,2,3]
def a(s,v):
    x[s]=v
    return x
t(lambda:a(slice(0,1),5)); t(lambda:a(slice(0,3,2),5)); t(lambda:a(slice(0,3,0),5)); t(lambda:a(slice(0,3,0),[1]))
t(lambda:pow(1,2.0,1j)); t(lambda:pow(1.0,2,1j)); t(lambda:pow(1j,2.0,3)); t(lambda:pow(1j,1j,2)); t(lambda:pow(1,1j,2));t(lambda:pow(True,2,1j));t(lambda:pow('a',2,1j));t(lambda:pow(1,'a',1j));t(lambda:pow(1,2,'a'));t(lambda:pow(2,3,1.5));t(lambda:pow(1j,2,'a'));t(lambda:pow(1j,'a',2));t(lambda:pow(10**30,2,1j));t(lambda:pow(1,1.5,'a'))
t(lambda:sum([-1.665, 2.8e-3, True])); t(lambda:sum([0.1,True,0.2,False,0.3])); t(lambda:sum([True,0.1,0.2,0.7]))
t(lambda:True.bit_length(1)); t(lambda:True.to_bytes(1,2,3,4))
class S(str): pass
class L(list): pass
t(lambda:S('a').upper(1)); t(lambda:L().append()); t(lambda:L().append(x=1)); t(lambda:list.append()); t(lambda:list.append(1)); t(lambda:list.append(1,2,3)); t(lambda:{}.fromkeys()); t(lambda:int.from_bytes()); t(lambda:bool.from_bytes()); 
from collections import deque, OrderedDict, Counter
t(lambda:deque().append()); t(lambda:deque().append(1,2)); t(lambda:OrderedDict().get()); t(lambda:Counter().get());
t(lambda:b'a'.decode('\0')); t(lambda:'a'.encode('utf\0')); t(lambda:'a'.encode('utf-8','a\0'));t(lambda:b''.decode('bo\0'));t(lambda:b''.decode('bog'));t(lambda:str(b'a','b\0'));t(lambda:bytes('a','b\0'))


