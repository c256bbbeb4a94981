# needs: 3.13
# A program's own calls as it sees them: frames, stack levels of warnings and logs, deprecation.
import sys, inspect, traceback, warnings, logging
def whoami(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, inspect.stack()[0].function, inspect.stack()[1].function, inspect.currentframe().f_back.f_lineno
def caller(): x = 5; return whoami()
print(caller())
def peek():
    f = sys._getframe(1); return sorted(f.f_locals), f.f_locals['y'], f.f_globals['__name__'], f.f_code.co_varnames
def host(a, y=7): return peek()
print(host(1))
def show(): print(''.join(text for text in traceback.format_stack() if __file__ in text).replace(__file__, 'FILE'))
def outer():
    show()
outer()
for fs in traceback.extract_stack():
    if fs.filename == __file__: print(fs.lineno, fs.name, fs.line)
def old(): warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)
old()
warnings.warn("plain")
def api(): warnings.warn("api", FutureWarning, stacklevel=2)
def use():
    api()
use()
try: sys._getframe(50)
except ValueError as e: print(e)
logging.basicConfig(format='%(funcName)s:%(lineno)d:%(message)s', stream=sys.stdout)
def helper(msg): logging.warning(msg, stacklevel=2)
def work(): helper('hi')
work()
@warnings.deprecated("use new")
def legacy(): return 1
print(legacy(), legacy.__deprecated__)
@warnings.deprecated("cls gone")
class Old:
    def __init__(self, x): self.x = x
print(Old(3).x)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); old(); warnings.warn('two', UserWarning)
    print([(str(x.message), x.category.__name__, x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('boom')
    except UserWarning as e: print(repr(e))
try:
    def bad(): return 1 / 0
    bad()
except ZeroDivisionError as e:
    tb = e.__traceback__; print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, traceback.extract_tb(tb)[-1].name, 1)
    print([f.function for f in inspect.trace()])
    et, ev, t = sys.exc_info(); print(et, ev, traceback.format_tb(t)[0].splitlines()[0].split(',')[1:])
