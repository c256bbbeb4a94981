"""Format specifications for numbers of our own, `Decimal` and `Fraction`: what stands in one, and how its digits are laid out."""


class Spec:
    """`[[fill]align][sign][z][#][0][width][grouping][.precision][type]`"""

    def __init__(self, text, types, alternate=False):
        rest = text
        self.fill, self.align, self.sign, self.grouping, self.precision = ' ', '', '-', '', None
        if rest[1:2] and rest[1] in '<>=^':
            self.fill, self.align, rest = rest[0], rest[1], rest[2:]
        elif rest[:1] and rest[0] in '<>=^':
            self.align, rest = rest[0], rest[1:]
        if rest[:1] and rest[0] in '+- ':
            self.sign, rest = rest[0], rest[1:]
        self.no_negative_zero = rest[:1] == 'z'
        rest = rest[self.no_negative_zero:]
        self.alternate = alternate and rest[:1] == '#'
        rest = rest[self.alternate:]
        digits = _leading_digits(rest)
        rest = rest[len(digits):]
        self.zero_padded = digits[:1] == '0'
        self.explicit_align = bool(self.align)
        if self.zero_padded and not self.align:
            self.fill, self.align = '0', '='
        self.width = int(digits or 0)
        if rest[:1] and rest[0] in ',_':
            self.grouping, rest = rest[0], rest[1:]
        if rest[:1] == '.':
            digits = _leading_digits(rest[1:])
            rest = rest[1 + len(digits):]
            self.precision = int(digits) if digits else -1
        self.type = rest
        self.valid = (len(rest) <= 1 and rest in types or not rest) and self.precision != -1

    def sign_of(self, negative):
        return '-' if negative else self.sign.replace('-', '')

    def number(self, negative, whole, rest):
        """Digits before the point, and all that comes after them, with grouping and padding."""
        sign = self.sign_of(negative)
        if self.fill == '0' and self.align == '=':
            least = self.width - len(sign) - len(rest)
            if self.grouping:
                # Zeros are put in until, with the separators between them, there are enough.
                while len(whole) + (len(whole) - 1) // 3 < least:
                    whole = '0' + whole
            else:
                whole = whole.rjust(least, '0')
        if self.grouping:
            start = len(whole) % 3 or 3
            whole = self.grouping.join([whole[:start]] + [whole[i:i + 3] for i in range(start, len(whole), 3)])
        return self.pad(sign, whole + rest)

    def pad(self, sign, body):
        align, fill, missing = self.align or '>', self.fill, self.width - len(sign) - len(body)
        if missing <= 0:
            return sign + body
        if align == '<':
            return sign + body + fill * missing
        if align == '=':
            return sign + fill * missing + body
        left = missing if align == '>' else missing // 2
        return fill * left + sign + body + fill * (missing - left)


def _leading_digits(text):
    count = 0
    while text[count:count + 1] and text[count] in '0123456789':
        count += 1
    return text[:count]


def _rounded(numerator, denominator, exponent):
    """`numerator / denominator` in units of 10 ** exponent, to the nearest, the even one of two."""
    if exponent >= 0:
        denominator *= 10 ** exponent
    else:
        numerator *= 10 ** -exponent
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or 2 * rest == denominator and whole % 2)


def _significant(numerator, denominator, figures):
    """The digits, as many as asked for, and the power of ten of the last one."""
    if numerator == 0:
        return 0, 1 - figures
    exponent = len(str(numerator)) - len(str(denominator))
    if numerator * 10 ** max(-exponent, 0) >= denominator * 10 ** max(exponent, 0):
        exponent += 1
    exponent -= figures
    digits = _rounded(numerator, denominator, exponent)
    if len(str(digits)) > figures:
        digits, exponent = digits // 10, exponent + 1
    return digits, exponent


def format_fraction(fraction, text):
    spec = Spec(text, 'eEfFgG%', alternate=True)
    if not spec.valid or spec.explicit_align and spec.zero_padded:
        _refuse(fraction, text)
    if not spec.type:
        if spec.no_negative_zero or spec.zero_padded or spec.precision is not None:
            _refuse(fraction, text)
        return _plain(fraction, spec)
    kind = spec.type
    lower = kind.lower()
    negative = fraction.numerator < 0
    numerator, denominator = abs(fraction.numerator), fraction.denominator
    precision = 6 if spec.precision is None else spec.precision
    if lower in 'f%':
        if kind == '%':
            numerator *= 100
        digits, exponent, shown = _rounded(numerator, denominator, -precision), -precision, False
        point = precision
    else:
        if lower == 'g':
            precision = max(precision, 1)
        digits, exponent = _significant(numerator, denominator, precision + (lower == 'e'))
        size = precision + (lower == 'e')
        shown = lower == 'e' or not -4 - size < exponent <= 0
        point = size - 1 if shown else -exponent
    if digits == 0 and spec.no_negative_zero:
        negative = False
    figures = str(digits).zfill(point + 1)
    whole, decimals = (figures[:-point], figures[-point:]) if point else (figures, '')
    if lower == 'g' and not spec.alternate:
        decimals = decimals.rstrip('0')
    rest = ('.' if decimals or spec.alternate else '') + decimals
    if shown:
        rest += f'{"E" if kind.isupper() else "e"}{exponent + point:+03d}'
    return spec.number(negative, whole, rest + ('%' if kind == '%' else ''))


def _plain(fraction, spec):
    """The fraction as `str` writes it, with grouping; `#` keeps a denominator of 1."""
    spec.align = spec.align or '>'
    whole = f'{abs(fraction.numerator):{spec.grouping}}'
    if fraction.denominator > 1 or spec.alternate:
        whole += f'/{fraction.denominator:{spec.grouping}}'
    return spec.pad(spec.sign_of(fraction.numerator < 0), whole)


def _refuse(fraction, text):
    raise ValueError(f'Invalid format specifier {text!r} for object of type {type(fraction).__name__!r}')
