"""Tuples with named items: `sys.version_info`, `time.struct_time`."""


def record(name, module, fields):
    """A class of tuples whose items have these names. Its instances are made of a sequence."""

    def __new__(cls, sequence):
        made = tuple.__new__(cls, sequence)
        if len(made) < len(fields):
            raise TypeError(f'{module}.{name}() takes an at least {len(fields)}-sequence ({len(made)}-sequence given)')
        return made

    def __repr__(self):
        return f'{module}.{name}(' + ', '.join([f'{field}={value!r}' for field, value in zip(fields, self)]) + ')'

    namespace = {'__new__': __new__, '__repr__': __repr__, '__module__': module, '__slots__': (),
                 '__match_args__': tuple(fields), 'n_fields': len(fields)}
    for index, field in enumerate(fields):
        namespace[field] = property(lambda self, index=index: self[index])
    return type(name, (tuple,), namespace)
