"""`Decimal.__format__`."""

from _decimal_digits import count, cut
from _number_format import Spec


def format_decimal(number, text, context):
    spec = Spec(text, 'eEfFgGn%')
    if not spec.valid or spec.explicit_align and spec.zero_padded:
        raise ValueError('invalid format string')
    negative, kind = bool(number._sign), spec.type or 'gG'[context.capitals]
    if number._kind:
        if spec.fill == '0' and spec.align == '=':
            spec.fill, spec.align = ' ', '>'
        return spec.pad(spec.sign_of(negative), number.copy_abs()._text() + ('%' if kind == '%' else ''))
    coefficient, exponent = number._int, number._exp
    precision, lower = spec.precision, kind.lower()
    if kind == '%':
        exponent += 2

    def rescale(last):
        nonlocal coefficient, exponent
        if last > exponent:
            coefficient = cut(coefficient, last - exponent, number._sign, context.rounding)[0]
        else:
            coefficient *= 10 ** (exponent - last)
        exponent = last

    def limit(figures):
        nonlocal coefficient, exponent
        if coefficient and count(coefficient) > figures:
            rescale(exponent + count(coefficient) - figures)
            if count(coefficient) > figures:
                coefficient //= 10
                exponent += 1

    if precision is not None:
        if lower == 'e':
            limit(precision + 1)
            if coefficient:
                rescale(exponent + count(coefficient) - 1 - precision)
        elif lower in 'f%':
            rescale(-precision)
        else:
            limit(max(precision, 1))
    elif lower in 'f%' and exponent > 0:
        rescale(0)
    digits = str(coefficient)
    left = exponent + len(digits)
    if lower == 'e':
        point = 1 - precision if not coefficient and precision is not None else 1
    elif lower in 'f%' or exponent <= 0 and left > -6:
        point = left
    else:
        point = 1
    if spec.no_negative_zero and not coefficient:
        negative = False
    if point <= 0:
        whole, decimals = '0', '0' * -point + digits
    else:
        whole, decimals = digits[:point].ljust(point, '0'), digits[point:]
    rest = ('.' + decimals if decimals else '')
    if lower == 'e' or left != point:
        rest += f'{"E" if kind.isupper() else "e"}{left - point:+}'
    return spec.number(negative, whole, rest + ('%' if kind == '%' else ''))
