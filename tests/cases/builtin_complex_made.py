# What complex() takes, and what aliases of types do.
import typing


def show(function, *args, **keywords):
    try:
        return repr(function(*args, **keywords))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Own(complex):
    pass


class Hook:
    def __init__(self, made):
        self.made = made

    def __complex__(self):
        return self.made


class Float:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 7


for text in [' (1.5-2j) ', '1e-5+1e+2J', '-j', 'j', '+j', '-3', '1_000+2_0j', 'nan', 'inf-nanj', '-infj', 'infinity+infj', '1e5j', '1e+5j', '-1e-5-1e-5j',
             '', ' ', '1 + 2j', '(1', '1)', '((1))', '()', '1+2', 'j1', '1jj', '+-1j', '1__0', 'x', '1e', '1+', '1+e5j', '(-0j)', '1\n', '٣+٤j']:
    print(repr(text), show(complex, text))
parts = [0, -0.0, 1.5, True, 10 ** 30, 10 ** 400, 2j, complex(-0.0, -0.0), Own(1, 2), Hook(3j), Hook(4), Float(), Index(), None, '1', b'1', [], object]
for real in parts:
    print(show(complex, real), *[show(complex, real, imag) for imag in parts], sep=' | ')
for call in ['complex()', 'complex(imag=2)', 'complex(real=1)', 'complex(real="1")', 'complex(imag="1")', 'complex(imag=1j)', 'complex(1, 2, 3)', 'complex(x=1)',
             'Own("1+j")', 'Own()', 'type(Own(1))', 'Own(1) == 1', 'complex.__new__(int)', 'complex(Own(1, -2))', 'type(complex(Own(1)))']:
    print(call, show(eval, call))

T = typing.TypeVar('T')


class Outer:
    class Inner:
        pass


for alias in [list[int], dict[str, list[int]], tuple[()], tuple[int, ...], type[int], list['text'], list[Outer.Inner], list[T], list[None], dict[[int, Outer], 5],
              int | str, int | None, list[int] | None, Outer | Outer.Inner, int | int, typing.Callable[[int], str], frozenset[list[int] | None]]:
    print(alias, repr(alias), f'{alias}')
print(list[int] == list[int], list[int] != list[str], list[int] == int, list[int] == 5, (int | str) == (str | int), hash(list[int]) == hash(list[int]))
print({list[int]: 1, dict[str, int]: 2}[dict[str, int]], list[int] in [int, list[int]], len({list[int], list[int], list[str]}))
print(show(hash, list[[]]), show(lambda: list[[]] == list[[]]))
