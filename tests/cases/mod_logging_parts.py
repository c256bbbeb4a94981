# The parts of `logging`: loggers by name, styles of formats and what they refuse, factories, old names.
import copy
import logging
import sys
import time
import warnings


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


logging.getLogger('a.b.c')
logging.getLogger('a')
logging.getLogger('x.y')
known = logging.root.manager.loggerDict
print({name: isinstance(known[name], logging.Logger) for name in sorted(known) if name[0] in 'ax' and name != 'asyncio'})
print(type(logging.root.manager.loggerDict['a.b']).__name__, logging.getLogger('a.b.c').parent.name, logging.getLogger('a.b').name, logging.getLogger('a.b.c').parent.name)
print(sorted((l.name for l in logging.getLogger('a').getChildren())), sorted((l.name for l in logging.getLogger('a.b').getChildren())))
for fmt, style in (('%(asctime)Z', '%'), ('{message!z}', '{'), ('$', '$'), ('hello', '%'), ('%(message)s', '{'), ('{0}{', '{'), ('{name-thing}', '{'), ('{process:.2ff}', '{'), ('$bare', '$'), ('${message', '$'), ('{}', '{'), ('%(x', '%')):
    attempt(lambda: logging.Formatter(fmt, style=style)._fmt)


r = logging.makeLogRecord({'msg': 'hi %s', 'args': ('x',), 'levelname': 'INFO', 'created': 0.5, 'msecs': 500.0})
for f in (logging.Formatter('%(foo)s'), logging.Formatter('{foo}', style='{'), logging.Formatter('$foo', style='$'), logging.Formatter('%(foo)s %(message)s', defaults={'foo': 1}), logging.Formatter('{asctime} {message}', style='{'), logging.Formatter('${message:}', style='$', validate=False)):
    attempt(lambda: f.format(r))


class F(logging.Formatter):

    def format(self, record):
        self._style._fmt = 'X %(message)s'
        return super().format(record)


print(F().format(r), F()._style.__class__.__name__)
f = logging.Formatter('%(asctime)s')
f.converter = time.gmtime
print(f.format(r))


class H(logging.Formatter):

    def converter(self, t):
        return time.gmtime(t + 60)


print(H('%(asctime)s', '%H:%M:%S').format(r))
old = logging.getLogRecordFactory()


def factory(*a, **k):
    rec = old(*a, **k)
    rec.custom = 'C'
    return rec


logging.setLogRecordFactory(factory)
logging.basicConfig(stream=sys.stdout, format='%(custom)s %(levelname)s %(name)s %(message)s', level='DEBUG')
logging.getLogger('a.b').info('hello')
with warnings.catch_warnings(record=True) as given:
    warnings.simplefilter('always')
    logging.warn('w')
    logging.getLogger('a').warn('x')


print([str(one.message) for one in given])
attempt(lambda: logging.basicConfig(force=True, foo=1))
attempt(lambda: logging.basicConfig(force=True, handlers=[], stream=sys.stdout))


class MyLogger(logging.Logger):
    pass


logging.setLoggerClass(MyLogger)
print(logging.getLogger('mine'))
logging.setLoggerClass(logging.Logger)
attempt(lambda: logging.setLoggerClass(int))
ad = logging.LoggerAdapter(logging.getLogger('a'), {'k': 1})
print(ad, ad.isEnabledFor(10), ad.getEffectiveLevel(), ad.name)
print(copy.deepcopy(logging.getLogger('a')) is logging.getLogger('a'))
logging.disable(logging.INFO)
print(logging.root.manager.disable, logging.getLogger('a').isEnabledFor(20))
logging.disable(logging.NOTSET)
h = logging.StreamHandler(sys.stdout)
h.name = 'hh'
logging.root.addHandler(h)
print(logging.getHandlerNames(), logging.getHandlerByName('hh') is h)
print(logging.Formatter, logging.LogRecord.__module__, logging.PercentStyle)
print(logging.getLevelNamesMapping())
attempt(lambda: logging.getLogger(5))
attempt(lambda: logging.Formatter(style='x'))
