"""`gc`: objects are freed when their last reference goes; cycles at the end of the session."""

DEBUG_STATS = 1
garbage = []
callbacks = []
_enabled = [True]


def collect(generation=2):
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
