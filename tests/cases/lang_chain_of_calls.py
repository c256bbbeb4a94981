# A call of a call of a call: what is called may be a method of what is called, as often as one likes.
import functools


def answer(*values, **named):
    return values, named


chain = answer
for _ in range(200_000):
    chain = chain.__call__
print(chain(1))
del chain

print(answer.__call__.__call__(1, two=2), type(answer).__call__(answer, 3))


class Counted:
    def __call__(self, *values):
        return len(values)


mixed = Counted()
for number in range(300):
    mixed = functools.partial(mixed.__call__, number) if number % 100 == 0 else mixed.__call__
print(mixed("last"))


class Own:
    pass


Own.__call__ = Own()
try:
    Own()()
except RecursionError as error:
    print(error)
