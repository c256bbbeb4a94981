# needs: 3.13
# Handles of callbacks: what they are, say and compare as
import asyncio
import contextvars
import functools

var = contextvars.ContextVar('var', default='outside')


def note(*args):
    print('note', args, var.get())


class Thing:
    def method(self):
        print('method')


def shown(handle):
    return repr(handle).replace(__file__, 'FILE')


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(note, 1, 'x')
    print(shown(soon), soon.cancelled(), type(soon).__name__)
    print(shown(loop.call_soon(functools.partial(note, 1), 2)), shown(loop.call_soon(lambda: None)))
    bound = loop.call_soon(Thing().method)
    bound.cancel()
    bound.cancel()
    print(shown(bound), bound.cancelled())
    early, late = loop.call_later(1, note, 'early'), loop.call_at(loop.time() + 2, note, 'late')
    print(early < late, early > late, early <= late, early >= late, early == late, early == early, early != late)
    print(sorted([late, early]) == [early, late], late.when() - early.when())
    print(isinstance(early, asyncio.Handle), isinstance(soon, asyncio.TimerHandle), issubclass(asyncio.TimerHandle, asyncio.Handle))
    for other in (1, soon):
        try:
            early < other
        except TypeError:
            print('not ordered')
    late.cancel()
    print(late.cancelled(), late.when() == loop.time() + 2)
    own = asyncio.Handle(note, (1, 2), loop)
    print(shown(own), own.cancelled())
    own.cancel()
    print(shown(own))
    timer = asyncio.TimerHandle(7.5, note, (), loop)
    print(timer.when(), timer.cancelled(), timer > early)
    for wrong in (lambda: asyncio.Handle(note), lambda: asyncio.Handle()):
        try:
            wrong()
        except TypeError as error:
            print(error)
    context = contextvars.copy_context()
    context.run(var.set, 'inside')
    handle = loop.call_soon(note, 'in a context', context=context)
    print(handle.get_context() is context)
    print({early: 'a key'}[early], len({early, soon, early}))
    await asyncio.sleep(1.5)
    print(soon.cancelled(), early.cancelled())
    early.cancel()
    print(early.cancelled())


asyncio.run(main())
