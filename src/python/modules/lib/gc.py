"""`gc`: objects are freed when their last reference goes; cycles by `collect()`, and at the end of the session."""

import _machine

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
garbage = []
callbacks = []
_enabled = [True]


_collections = [0, 0]


def collect(generation=2):
    if generation not in (0, 1, 2):
        raise ValueError('invalid generation')
    for callback in callbacks:
        callback('start', {'generation': generation, 'collected': 0, 'uncollectable': 0})
    found = _machine.collect()
    _collections[0] += 1
    _collections[1] += found
    for callback in callbacks:
        callback('stop', {'generation': generation, 'collected': found, 'uncollectable': 0})
    return found


def get_stats():
    young = {'collections': 0, 'collected': 0, 'uncollectable': 0}
    return [young, young, {'collections': _collections[0], 'collected': _collections[1], 'uncollectable': 0}]


def get_debug():
    return 0


def enable():
    _enabled[0] = True


def disable():
    _enabled[0] = False


def isenabled():
    return _enabled[0]


def get_count():
    return 0, 0, 0


def get_threshold():
    return 2000, 10, 0


def set_threshold(threshold0, threshold1=10, threshold2=0, /):
    pass


def get_objects(generation=None):
    return []


def get_referrers(*objects):
    return []


get_referents = get_referrers


def set_debug(flags, /):
    pass


def is_tracked(obj, /):
    return isinstance(obj, (list, dict, set)) or hasattr(obj, '__dict__')


def freeze():
    pass
