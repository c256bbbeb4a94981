"""`_complex`: what `complex()` makes of a text and of objects with methods."""

from _machine import complex_of


def make(cls, real, *imag):
    """A number of this class; the real part is 0 where there is none."""
    if isinstance(real, str):
        if imag:
            raise TypeError("complex() can't take second arg if first is a string")
        return complex_of(cls, *_parse(str.strip(real)))
    if imag and isinstance(imag[0], str):
        raise TypeError("complex() second arg can't be a string")
    real = _of_hook(real)
    _check(real, 'complex() first argument must be a string or a number')
    for part in imag:
        _check(part, 'complex() second argument must be a number')
    re, im = _parts(real)
    if imag:
        own, turned = _parts(imag[0])
        # An imaginary part that is nowhere takes no part: adding its zero would change the sign of another.
        if isinstance(imag[0], complex):
            re -= turned
        im = im + own if isinstance(real, complex) else own
    return complex_of(cls, re, im)


def _of_hook(value):
    hook = getattr(type(value), '__complex__', None)
    if hook is None or isinstance(value, complex):
        return value
    made = hook(value)
    if not isinstance(made, complex):
        raise TypeError(f'__complex__ returned non-complex (type {type(made).__name__})')
    return made


def _check(value, complaint):
    kind = type(value)
    if not (isinstance(value, (complex, int, float)) or hasattr(kind, '__float__') or hasattr(kind, '__index__')):
        raise TypeError(f"{complaint}, not '{kind.__name__}'")


def _parts(value):
    return (value.real, value.imag) if isinstance(value, complex) else (float(value), 0.0)


def _parse(text):
    """A real part, an imaginary part with a `j`, or both, perhaps in parentheses."""
    for before, char, after in zip(' ' + text, text, text[1:] + ' '):
        if char == '_' and not (before.isdecimal() and after.isdecimal()):
            raise ValueError(f'could not convert string to complex: {text!r}')
    if text[:1] == '(' and text[-1:] == ')':
        text = text[1:-1].strip()
    try:
        if not text or len(text.split()) > 1:
            raise ValueError
        if text[-1] not in 'jJ':
            return float(text), 0.0
        text = text[:-1]
        # The last sign that does not belong to an exponent begins the imaginary part.
        split = len(text)
        while split and (text[split - 1] not in '+-' or text[split - 2:split - 1] in ('e', 'E')):
            split -= 1
        real, imaginary = (text[:split - 1], text[split - 1:]) if split else ('', text)
        return float(real) if real else 0.0, float(imaginary + '1' if imaginary in ('', '+', '-') else imaginary)
    except ValueError:
        raise ValueError('complex() arg is a malformed string') from None
