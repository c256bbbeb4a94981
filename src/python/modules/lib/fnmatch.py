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
            inside = _set(pat[at + negated:end])
            at = end + 1
            if inside:
                made += f'[{"^" * negated}{inside}]'
            else:
                made += '.' if negated else '(?!)'
        else:
            made += re.escape(char)
    return f'(?s:{made})\\Z'


def _set(chars):
    """What stands between brackets, without ranges that contain nothing."""
    made = ''
    at = 0
    while at < len(chars):
        last = chars[at + 2:at + 3] if chars[at + 1:at + 2] == '-' else ''
        if not last:
            made += re.escape(chars[at])
        elif chars[at] <= last:
            made += re.escape(chars[at]) + '-' + re.escape(last)
        at += 3 if last else 1
    return made
