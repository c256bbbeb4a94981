"""Contexts as mappings, and the text of a context variable: what programs ask rarely of `contextvars`."""

from contextvars import Context, ContextVar


def _found(context, variable):
    if not isinstance(variable, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {variable!r}')
    return [value for own, value in context.items() if own is variable]


def get(self, variable, default=None):
    found = _found(self, variable)
    return found[0] if found else default


def __getitem__(self, variable):
    found = _found(self, variable)
    if not found:
        raise KeyError(variable)
    return found[0]


def __contains__(self, variable):
    return bool(_found(self, variable))


def __eq__(self, other):
    if not isinstance(other, Context):
        return NotImplemented
    return dict(self.items()) == dict(other.items())


def variable(variable, name, *default):
    text = f'<ContextVar name={name!r}'
    for value in default:
        text += f' default={value!r}'
    return f'{text} at {id(variable):#x}>'
