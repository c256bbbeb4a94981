# A submodule imported before anything else of its package, which itself needs it
from collections.abc import Mapping, MutableMapping
import os.path as where
import collections.abc
print(issubclass(dict, Mapping), issubclass(dict, MutableMapping), where.join('a', 'b'), collections.abc.Mapping is Mapping)
for name in ('os.path.nope', 'nope.path'):
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(error)
try:
    from collections import nope
except ImportError as error:
    print(type(error).__name__, str(error).split('(')[0])
