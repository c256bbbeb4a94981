"""`enum`: classes with a fixed set of members."""

from _enum_flags import CONFORM, EJECT, KEEP, STRICT, Flag, FlagBoundary, IntFlag
from _enum_types import Enum, EnumMeta, EnumType, IntEnum, ReprEnum, StrEnum, auto, member, nonmember, property

__all__ = ['EnumMeta', 'EnumType', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique', 'property',
           'verify', 'member', 'nonmember', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE', 'FlagBoundary',
           'STRICT', 'CONFORM', 'EJECT', 'KEEP']


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def unique(enumeration):
    aliases = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if aliases:
        shown = ', '.join([f'{alias} -> {name}' for alias, name in aliases])
        raise ValueError(f'duplicate values found in {enumeration!r}: {shown}')
    return enumeration


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [f'{name} -> {found.name}' for name, found in enumeration.__members__.items() if name != found.name]
                if aliases:
                    raise ValueError(f'aliases found in {enumeration!r}: {", ".join(aliases)}')
            elif check is CONTINUOUS:
                values = [found.value for found in enumeration]
                missing = [value for value in range(min(values), max(values)) if value not in values]
                if missing:
                    raise ValueError(f'invalid enum {enumeration.__name__!r}: missing values {", ".join(map(str, missing))}')
        return enumeration


def global_enum(cls, update_str=False):
    """Shows members as names of their module, and makes them that."""
    import sys

    def shown(self):
        return f'{cls.__module__.rpartition(".")[2]}.{self._name_}'
    cls.__repr__ = shown
    if update_str:
        cls.__str__ = shown
    module = sys.modules.get(cls.__module__)
    for name, member in cls.__members__.items():
        setattr(module, name, member)
    return cls
