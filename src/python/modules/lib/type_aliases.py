"""`_type_aliases`: what `list[int]` and `int | str` do besides being remembered: how they are shown, compared and hashed."""


def show_alias(alias):
    return f'{_shown(alias.__origin__)}[{", ".join(map(_shown, alias.__args__)) or "()"}]'


def show_union(union):
    return ' | '.join(['None' if part is type(None) else _shown(part) for part in union.__args__])


def _shown(part):
    """A type as it stands in an annotation: a class by its name, anything else by its `repr`."""
    if part is ...:
        return '...'
    if type(part) is list:
        return f'[{", ".join(map(_named, part))}]'
    return _named(part)


def _named(part):
    if not issubclass(type(part), type):
        return repr(part)
    if part is type or part.__module__ == 'builtins':
        return part.__qualname__
    return f'{part.__module__}.{part.__qualname__}'


def are_equal(alias, other):
    if type(alias) is not type(other):
        return NotImplemented
    return alias.__origin__ is other.__origin__ and alias.__args__ == other.__args__


def are_equal_unions(union, other):
    return set(union.__args__) == set(other.__args__) if type(union) is type(other) else NotImplemented


def hash_of_union(union):
    return hash(frozenset(union.__args__))


def hash_of(alias):
    return hash((alias.__origin__, alias.__args__))
