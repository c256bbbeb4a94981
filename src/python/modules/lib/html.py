"""`html`: the signs that HTML needs written otherwise."""

import re as _re

__all__ = ['escape', 'unescape']

_NAMES = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '\xa9', 'reg': '\xae', 'euro': '\u20ac',
          'hellip': '\u2026', 'mdash': '\u2014', 'ndash': '\u2013', 'laquo': '\xab', 'raquo': '\xbb', 'times': '\xd7', 'deg': '\xb0',
          'lsquo': '\u2018', 'rsquo': '\u2019', 'ldquo': '\u201c', 'rdquo': '\u201d', 'bull': '\u2022', 'trade': '\u2122',
          'eacute': '\xe9', 'auml': '\xe4', 'ouml': '\xf6', 'uuml': '\xfc', 'szlig': '\xdf', 'larr': '\u2190', 'rarr': '\u2192'}


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def unescape(s):
    return _re.sub(r'&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));?', _sign, s) if '&' in s else s


def _sign(found):
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMES.get(name, found[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xd800 <= number < 0xe000 else '\ufffd'
