"""`concurrent.futures`, and its parts in CPython, each of which is the whole here."""

from _futures import *
