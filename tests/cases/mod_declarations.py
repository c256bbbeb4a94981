"""logging, dataclasses, enum, typing, inspect and traceback, one line for each question."""
import logging, sys, io, warnings, inspect, traceback, types, functools, asyncio
from dataclasses import dataclass, field, replace, asdict, astuple, fields, InitVar, KW_ONLY, FrozenInstanceError, make_dataclass, is_dataclass
from enum import *
from typing import *
def t(f):
    try: print(repr(f()))
    except BaseException as x: print(type(x).__name__,x)
s=io.StringIO(); h=logging.StreamHandler(s); h.setFormatter(logging.Formatter('%(name)s|%(levelname)s|%(levelno)s|%(message)s|%(funcName)s|%(lineno)d|%(threadName)s|%(processName)s|%(module)s|%(taskName)s'))
log=logging.getLogger('app.db'); log.addHandler(h); log.setLevel('DEBUG'); log.propagate=False
def work():
    log.debug('d %s',1); log.info('i %(a)s',{'a':2}); log.warning('w'); log.error('e %d', 3); log.critical('c')
    try: 1/0
    except ZeroDivisionError: pass
    log.log(25,'custom'); log.info('bad %d')
work(); print(s.getvalue())
la=logging.LoggerAdapter(log,{'user':'bob'}); s.truncate(0); s.seek(0)
h.setFormatter(logging.Formatter('{levelname:>8} {message} {user}',style='{')); la.info('hi'); 
class A(logging.LoggerAdapter):
    def process(self,msg,kw): return f'[{self.extra["user"]}] {msg}', kw
h.setFormatter(logging.Formatter('$levelname $message',style='$')); A(log,{'user':'x'}).warning('yo'); print(s.getvalue())
class F(logging.Filter):
    def filter(self,r): return 'secret' not in r.getMessage()
h.addFilter(F()); s.truncate(0); s.seek(0); log.info('secret'); log.info('open'); print(s.getvalue(), log, h, logging.getLogger('app'), log.parent, log.getChild('x').name, log.isEnabledFor(10), log.hasHandlers())
t(lambda: logging.getLevelName(20)); t(lambda: logging.getLevelName('INFO')); t(lambda: logging.getLevelName(25)); logging.addLevelName(25,'NOTICE'); t(lambda: logging.getLevelName(25)); t(lambda: log.setLevel('NOPE')); t(lambda: logging.Formatter('%(x)s',style='q')); t(lambda: logging.Formatter('{x')); t(lambda: logging.Formatter('nothing')); t(lambda: logging.getLogger(3))
import logging.config, logging.handlers
logging.config.dictConfig({'version':1,'disable_existing_loggers':False,'formatters':{'f':{'format':'%(levelname)s-%(message)s'}},'handlers':{'c':{'class':'logging.StreamHandler','formatter':'f','stream':'ext://sys.stdout','level':'INFO'}},'loggers':{'cfg':{'handlers':['c'],'level':'DEBUG','propagate':False}},'root':{'level':'WARNING','handlers':['c']}})
logging.getLogger('cfg').info('configured'); logging.getLogger('cfg').debug('no'); logging.getLogger('other').warning('root')
mh=logging.handlers.MemoryHandler(10,target=logging.StreamHandler(sys.stdout)); l2=logging.getLogger('mem'); l2.propagate=False; l2.addHandler(mh); l2.error('buffered'); mh.flush()
logging.captureWarnings(True); wl=logging.getLogger('py.warnings'); wl.addHandler(logging.StreamHandler(sys.stdout)); wl.propagate=False; logging.captureWarnings(False)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('one', DeprecationWarning); print(len(w), w[0].category, w[0].message)
warnings.simplefilter('error')
t(lambda: warnings.warn('x', UserWarning))
@dataclass
class P:
    x:int; y:float=2.0; tags:list=field(default_factory=list, repr=False); z:int=field(init=False, default=7)
@dataclass(order=True, frozen=True, slots=True)
class V:
    a:int; b:str=field(compare=False, default='q')
@dataclass(kw_only=True)
class K: a:int; b:int=3
@dataclass
class I:
    a:int; scale:InitVar[int]=2; _:KW_ONLY; c:int=0
    def __post_init__(self, scale): self.a*=scale
t(lambda: P(1)); t(lambda: P()); t(lambda: P(1,2,3,4)); t(lambda: P(1)==P(1)); t(lambda: P(1)<P(2)); t(lambda: V(1)<V(2)); t(lambda: setattr(V(1),'a',2)); t(lambda: hash(V(1))==hash(V(1))); t(lambda: hash(P(1))); t(lambda: replace(P(1),x=5)); t(lambda: replace(P(1),z=5)); t(lambda: asdict(P(1,tags=[P(2)]))); t(lambda: astuple(V(1))); t(lambda: K(1)); t(lambda: K(a=1)); t(lambda: I(2)); t(lambda: I(2,3,c=5)); t(lambda: I(2,3,4)); t(lambda: [f.name for f in fields(P)]); t(lambda: is_dataclass(P)); t(lambda: asdict(3)); t(lambda: fields(3)); t(lambda: make_dataclass('M',['a',('b',int,3)])(1)); t(lambda: V.__match_args__); t(lambda: V(1).__slots__); t(lambda: delattr(V(1),'a')); t(lambda: V('x')<V(1)); t(lambda: V(1)<3)
def bad():
    @dataclass
    class B: a:list=[]
t(bad)
def bad():
    @dataclass
    class B: a:int=1; b:int
t(bad)
class Color(Enum): RED=1; GREEN=2; CRIMSON=1
class Perm(Flag): R=auto(); W=auto(); X=auto()
class IP(IntFlag): A=1; B=2
class S(StrEnum): ONE=auto(); TWO='two!'
class N(IntEnum): LOW=1; HIGH=2
class Pl(Enum):
    EARTH=(5.9,6.3)
    def __init__(self,m,r): self.m=m; self.r=r
    @property
    def g(self): return self.m/self.r
class Miss(Enum):
    A='a'
    @classmethod
    def _missing_(cls,v): return cls.A if v=='zz' else None
for f in [lambda:Color.RED,lambda:str(Color.RED),lambda:Color(2),lambda:Color(9),lambda:Color['RED'],lambda:Color['X'],lambda:Color.CRIMSON,lambda:list(Color),lambda:Color.RED.name+str(Color.RED.value),lambda:Color.RED==1,lambda:Color.RED<Color.GREEN,lambda:len(Color),lambda:Color.RED in Color,lambda:1 in Color,lambda:9 in Color,lambda:Color.__members__,lambda:Perm.R|Perm.W,lambda:Perm(7),lambda:Perm(0),lambda:Perm(9),lambda:~Perm.R,lambda:Perm.R in (Perm.R|Perm.X),lambda:list(Perm(5)),lambda:str(Perm.R|Perm.W),lambda:IP.A|IP.B,lambda:IP.A|8,lambda:IP(3)+1,lambda:S.ONE,lambda:str(S.ONE),lambda:S.TWO.upper(),lambda:f'{S.ONE} {N.LOW} {Color.RED}',lambda:N.LOW+1,lambda:N.LOW<N.HIGH,lambda:N.LOW,lambda:str(N.LOW),lambda:Pl.EARTH.g,lambda:Miss('zz'),lambda:Miss('q'),lambda:Enum('Dyn','a b c').b,lambda:list(IntEnum('D2',{'x':5})),lambda:setattr(Color,'RED',3),lambda:Color.RED.foo,lambda:Color.FOO,lambda:Color.RED.GREEN,lambda:Color(1) is Color.RED,lambda:hash(Color.RED)==hash('RED'),lambda:type(Color),lambda:Perm.R.value|4,lambda:bool(Perm(0)),lambda:Perm['R'],lambda:sorted([N.HIGH,N.LOW]),lambda:repr(Color),lambda:isinstance(N.LOW,int),lambda:Color.RED.__class__,lambda:dir(Color)[:2],lambda:'%s %d'%(N.LOW,N.LOW)]: t(f)
def bad():
    @unique
    class U(Enum): A=1; B=1
t(bad)
def bad():
    class Sub(Color): X=3
t(bad)
class Pr(Protocol):
    def run(self)->int: ...
@runtime_checkable
class Rp(Protocol):
    def run(self)->int: ...
class Impl:
    def run(self): return 1
class TD(TypedDict, total=False): a:int; b:NotRequired[str]
class NT(NamedTuple): x:int; y:str='d'
UserId=NewType('UserId',int); T=TypeVar('T')
class Box(Generic[T]): pass
def ann(a:int,b:'str'=None,*c:float,d:Optional[int]=None,**e:Any)->List[int]: pass
for f in [lambda:isinstance(Impl(),Rp),lambda:isinstance(Impl(),Pr),lambda:Pr(),lambda:TD(a=1),lambda:TD.__annotations__,lambda:TD.__required_keys__,lambda:NT(1),lambda:NT(1)._replace(x=2),lambda:UserId(5),lambda:UserId,lambda:T,lambda:Box[int],lambda:get_type_hints(ann),lambda:Optional[int],lambda:Union[int,str,None],lambda:List[Dict[str,int]],lambda:Callable[[int],str],lambda:Callable[...,int],lambda:Literal['a',1],lambda:Annotated[int,'m'],lambda:Final[int],lambda:ClassVar[int],lambda:Tuple[int,...],lambda:Any,lambda:get_origin(List[int]),lambda:get_args(Dict[str,int]),lambda:cast(int,'x'),lambda:Self,lambda:int|None,lambda:Type[int],lambda:Iterable[int],lambda:Literal['a'].__args__,lambda:get_type_hints(NT),lambda:Union[int],lambda:Union[int,int],lambda:Optional[Union[int,str]],lambda:TypeVar('K',bound=int),lambda:TypeVar('L',int,str),lambda:ParamSpec('P'),lambda:Box[T],lambda:Box.__orig_bases__,lambda:assert_never(3),lambda:reveal_type(3),lambda:NoReturn,lambda:TypedDict('X',{'a':int}),lambda:isinstance(3,Optional[int]),lambda:isinstance([],List[int]),lambda:List(),lambda:Optional[int]==Union[None,int],lambda:Awaitable[int],lambda:AsyncIterator[int],lambda:Coroutine[Any,Any,int],lambda:Required,lambda:Never,lambda:LiteralString,lambda:Concatenate,lambda:TypeGuard[int],lambda:Unpack,lambda:Generator[int,None,str],lambda:Deque[int],lambda:DefaultDict[str,int],lambda:Counter[str],lambda:Hashable,lambda:Sized,lambda:SupportsInt,lambda:Pattern,lambda:AnyStr,lambda:TYPE_CHECKING]: t(f)
for f in [lambda:inspect.signature(ann),lambda:inspect.getdoc(work),lambda:inspect.isfunction(work),lambda:inspect.signature(lambda a,/,b,*,c=1:0),lambda:inspect.signature(P),lambda:inspect.signature(functools.partial(ann,1)),lambda:inspect.iscoroutinefunction(t),lambda:[m for m,_ in inspect.getmembers(Impl(),inspect.ismethod)],lambda:inspect.isclass(P),lambda:inspect.signature(ann).bind(1,2,3,d=4),lambda:inspect.signature(ann).bind(),lambda:inspect.signature(ann).parameters['b'].kind,lambda:inspect.Parameter.empty,lambda:inspect.isgeneratorfunction(bad),lambda:inspect.getmro(V),lambda:inspect.signature(ann).return_annotation,lambda:inspect.signature(3),lambda:inspect.signature(Impl.run),lambda:inspect.signature(Impl().run),lambda:inspect.cleandoc('  a\n    b'),lambda:inspect.unwrap(work) is work,lambda:inspect.ismodule(sys),lambda:inspect.isbuiltin(len),lambda:inspect.isabstract(P),lambda:inspect.getmodule(work).__name__,lambda:list(inspect.signature(ann).parameters.values())[2]]: t(f)
try:
    try: {}['k']
    except KeyError as e: raise ValueError('v') from e
except ValueError as e:
    print(traceback.format_exception_only(e), traceback.extract_tb(e.__traceback__)[0].name, str(traceback.TracebackException.from_exception(e)), ''.join(traceback.TracebackException.from_exception(e).format_exception_only()))
