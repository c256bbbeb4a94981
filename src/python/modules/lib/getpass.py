"""`getpass`: a line of input that is not to be seen."""

import sys as _sys

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    (stream or _sys.stderr).write(prompt)
    return input()


def getuser():
    return 'user'
