"""`secrets`: tokens. They are the same in every run here, as all that is random without a seed."""

from base64 import urlsafe_b64encode as _encode
from hmac import compare_digest
from random import SystemRandom
from _random import random_bytes as _random_bytes

__all__ = ['choice', 'randbelow', 'randbits', 'SystemRandom', 'token_bytes', 'token_hex', 'token_urlsafe', 'compare_digest']

_random = SystemRandom()
randbits = _random.getrandbits
choice = _random.choice


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _random.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return _random_bytes(32 if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return _encode(token_bytes(nbytes)).rstrip(b'=').decode()
