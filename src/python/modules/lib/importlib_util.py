"""`importlib.util`: whether there is a module."""

import sys as _sys
from importlib import import_module as _import_module


class _Spec:
    def __init__(self, name):
        self.name, self.origin, self.loader = name, None, None
        self.parent = name.rpartition('.')[0]

    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, loader=None)'


def find_spec(name, package=None):
    """The module is imported to know, for nothing can be known of one without."""
    try:
        return _Spec(_import_module(name, package).__name__)
    except ModuleNotFoundError as error:
        if error.name != name and '.' in name:
            raise
        return None
