"""`fnmatch`: names that match a pattern with `*`, `?` and sets."""

import re

__all__ = ['filter', 'filterfalse', 'fnmatch', 'fnmatchcase', 'translate']


def fnmatchcase(name, pat):
    if isinstance(pat, bytes):
        return re.match(translate(pat.decode('latin1')).encode('latin1'), name) is not None
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def filterfalse(names, pat):
    return [name for name in names if not fnmatchcase(name, pat)]


def translate(pat):
    made = ''
    at = 0
    while at < len(pat):
        char = pat[at]
        at += 1
        if char == '*':
            if not made.endswith('.*'):
                made += '.*'
        elif char == '?':
            made += '.'
        elif char == '[':
            negated = pat[at:at + 1] == '!'
            end = pat.find(']', at + negated + 1)
            if end < 0:
                made += '\\['
                continue
            inside = pat[at + negated:end].replace('\\', '\\\\')
            at = end + 1
            if negated:
                made += f'[^{inside}]'
            else:
                made += f'[\\{inside}]' if inside[0] in '^[' else f'[{inside}]'
        else:
            made += re.escape(char)
    return f'(?s:{made})\\Z'
