# Logging from coroutines by way of a queue, all of it told by a dict.
import asyncio
import io
import logging
import logging.config
import logging.handlers
import sys


class Upper(logging.Formatter):
    def __init__(self, fmt=None, mark='!'):
        super().__init__(fmt)
        self.mark = mark

    def format(self, record):
        return super().format(record).upper() + self.mark


memory = io.StringIO()
logging.config.dictConfig({
    'version': 1,
    'formatters': {
        'loud': {'()': '__main__.Upper', 'format': '%(levelname)s %(message)s', 'mark': '!!'},
        'plain': {'format': '%(name)s: %(message)s'},
    },
    'handlers': {
        'by_queue': {'class': 'logging.handlers.QueueHandler', 'handlers': ['screen', 'errors'], 'respect_handler_level': True},
        'errors': {'class': 'logging.StreamHandler', 'stream': memory, 'level': 'ERROR', 'formatter': 'loud'},
        'kept': {'class': 'logging.handlers.MemoryHandler', 'capacity': 10, 'flushLevel': 'ERROR', 'target': 'screen'},
        'screen': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout', 'formatter': 'plain'},
    },
    'loggers': {'late': {'handlers': ['kept'], 'propagate': False}},
    'root': {'level': 'DEBUG', 'handlers': ['by_queue']},
})
handler = logging.getHandlerByName('by_queue')
print(type(handler).__name__, handler.name, type(handler.listener).__name__, sorted(logging.getHandlerNames()))


async def work(number):
    logging.getLogger(f'worker.{number}').info('begins')
    await asyncio.sleep(number)
    logging.getLogger(f'worker.{number}').error('fails')


async def main():
    handler.listener.start()
    try:
        await asyncio.gather(work(1), work(2))
    finally:
        handler.listener.stop()


asyncio.run(main())
print(memory.getvalue(), end='')
late = logging.getLogger('late')
late.info('kept')
print('not yet')
late.error('now both')
screen = logging.StreamHandler(sys.stdout)
print(screen.setStream(sys.stdout), screen.setStream(memory) is sys.stdout)
