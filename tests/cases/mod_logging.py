# logging: levels, formats, hierarchy, handlers, filters, exceptions
import logging
import sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(asctime)s %(levelname)-8s %(name)s:%(lineno)d %(funcName)s %(message)s', datefmt='%H:%M:%S')
log = logging.getLogger('app.db')
log.debug('hidden')
log.info('hello %s %d', 'you', 3)
logging.warning('root %(a)s', {'a': 1})
def work():
    log.error('inside')
    try:
        1 / 0
    except ZeroDivisionError:
        log.error('failed: %s', sys.exc_info()[1])
work()
print(log, logging.getLogger(), log.parent, log.level, log.getEffectiveLevel(), logging.getLevelName(30), logging.getLevelName('INFO'), log.isEnabledFor(logging.DEBUG))
parent = logging.getLogger('app')
print(log.parent is parent, parent.parent is logging.getLogger(), logging.getLogger('app.db') is log, parent.getChild('x').name)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter('{levelname}|{message}', style='{'))
handler.setLevel('ERROR')
parent.addHandler(handler)
parent.propagate = False
log.warning('nobody sees this')
log.critical('this one')
class Only(logging.Filter):
    def filter(self, record):
        return 'keep' in record.getMessage()
handler.addFilter(Only())
log.error('drop')
log.error('keep')
adapter = logging.LoggerAdapter(logging.getLogger('other'), {'id': 5})
adapter.info('adapted')
try:
    log.setLevel('LOUD')
except ValueError as error:
    print(error)
record = logging.LogRecord('n', logging.INFO, 'path/file.py', 3, 'msg %s', ('a',), None)
print(logging.Formatter('%(asctime)s.%(msecs)03d %(filename)s %(module)s %(message)s').format(record), record)
print(logging.Formatter().format(record), handler.level)
logging.disable(logging.CRITICAL)
log.critical('off')
