# `_thread`, as old tutorials use it.
import _thread

print_lock = _thread.allocate_lock()
total = 0


def count(name, upto, *, step=1, ended):
    global total
    for number in range(0, upto, step):
        with print_lock:
            total += number
            print(name, number)
    ended.release()


def leave(ended):
    print('leaving')
    ended.release()
    _thread.exit()
    print('not reached')


def wait_for(function, args, kwargs={}):
    """Starts a thread, and waits for the lock that it releases at its end."""
    ended = _thread.allocate_lock()
    ended.acquire()
    if function is leave:
        ident = _thread.start_new_thread(function, (ended,))
    else:
        ident = _thread.start_new_thread(function, args, {**kwargs, 'ended': ended})
    with ended:
        return type(ident).__name__


print(wait_for(count, ('one', 3)))
print(wait_for(count, ('two', 5), {'step': 2}), total)
wait_for(leave, ())

lock = _thread.allocate_lock()
print(lock.acquire(), lock.locked(), isinstance(lock, _thread.LockType))
lock.release()
with lock:
    print(lock.acquire(False), lock.acquire(True, 0.01))
print(_thread.error, isinstance(_thread.get_ident(), int), _thread.RLock.__name__)
for wrong in (lambda: _thread.start_new_thread(1, ()), lambda: _thread.start_new_thread(print, [1]),
              lambda: _thread.start_new_thread(print, (), 1), lock.release, _thread.RLock().release):
    try:
        wrong()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
