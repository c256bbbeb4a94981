# needs: 3.13
# What a traceback shows of the source: all lines of what failed, and carets below the part that did.
import asyncio
import re
import traceback


def show(name, work):
    try:
        result = work()
        if asyncio.iscoroutine(result):
            result.send(None)
    except BaseException:
        text = traceback.format_exc()
        text = re.sub(r'File "(?!<)[^"]*"', 'File "here"', text)
        print(f'-- {name}\n{text}')


def fails(*args, **kwargs):
    raise ValueError('fails')


class Thing:
    size = 3

    def fail(self, *args, **kwargs):
        raise ValueError('method')

    def __getitem__(self, key):
        raise KeyError(key)

    def __bool__(self):
        raise ValueError('neither true nor false')

    def __format__(self, spec):
        raise ValueError('no format')

    def __iter__(self):
        raise ValueError('no items')


class Door:
    def __init__(self, enters):
        self.enters = enters

    def __enter__(self):
        if not self.enters:
            raise OSError('locked')

    def __exit__(self, *args):
        raise OSError('stuck')


thing = Thing()


# Operators, and what stands around them.

def an_operator():
    total = thing.size + 'x'


def operators_in_parentheses():
    return (1 + 2) * ( 4 ) // ( 0 )


def an_operator_after_a_comment():
    return (thing.size  # the + of a comment
            + 'x' * 2)


def two_letters():
    return 2 ** 'x'


def a_power_of_a_call():
    return int('3') ** fails(2)


def unary():
    return -'x'


def comparisons():
    return 1 < thing.size < 'x'


def membership():
    if 1 in 5:
        pass


def in_place():
    count = 1
    count += 'one'


def in_place_item():
    items = [1, 2]
    items[5] += 1


def in_place_attribute():
    thing.missing += 1


def a_condition():
    return 1 if thing else 2


def a_negation():
    return [1, not thing]


def a_loop_condition():
    while thing:
        pass


# Names, attributes, items.

def a_name():
    print('before', missing_name, 'after')


def an_attribute():
    print(thing.missing.more)


def an_attribute_of_many():
    thing.size.numerator.missing.more()


def an_item():
    thing['a']['b'] = 1


def an_item_over_lines():
    return thing[
        'key'
    ]


def items_set_and_deleted():
    thing.size['k'] = 1


def item_deleted():
    del thing.size['k'], thing


def attribute_deleted():
    del thing.missing


def attribute_set():
    thing.size.digits = 1


def unpacking():
    first, (second, third) = 1, [2]


def unpacking_in_a_loop():
    for first, second in [(1, 2), (3,)]:
        pass


def stars():
    first, *rest = 5


# Calls.

def a_whole_return():
    return fails(1)


def a_whole_assignment():
    value = fails(1)


def a_whole_return_of_a_method():
    return thing.fail(1)


def a_call_among_others():
    value = [len('abc'), fails(1), 3]


def a_call_over_lines():
    value = fails(
        1,
        2,
        key=3,
    )


def a_method_over_lines():
    value = thing.fail(
        1,
        2,
        key=3,
    )


def a_return_over_lines():
    return fails(
        1,
        2,
    )


def a_chain():
    return (
        'a,b'
        .upper()
        .split(',')
        .index(
            'z',
        )
    )


def calls_of_calls():
    fails(fails
          (1))


def an_argument_over_lines():
    print(
        'one',
        'two',
        fails('three'),
        'four',
        'five',
    )


def keywords():
    thing.fail(a=1, **{'b': 2}, c=1 / 0)


def stars_in_a_call():
    fails(*3)


def two_stars_in_a_call():
    fails(1, **3)


def wrong_arguments():
    (lambda x: x)()


# Displays, comprehensions, strings.

def a_long_dict():
    return {
        'a': 1,
        'b': 2,
        'c': 1 / 0,
        'd': 4,
    }


def an_unhashable_key():
    return {[]: 1}


def an_unhashable_member():
    return {(), []}


def a_comprehension():
    return [10 / n for n in range(3)
            if n < 2]


def a_comprehension_over_lines():
    return {
        n: fails(n)
        for n in range(3)
    }


def a_generator_expression():
    return sum(1 / n for n in [1, 0])


def no_iterator():
    return [n for n in thing.size]


def an_f_string():
    return f'a {thing.size} b {thing:>10} c'


def an_expression_in_an_f_string():
    return f'{thing.size / 0:.2f}'


def percent():
    return 'a %d' % 'x'


def a_long_text():
    return """
      one
    two
    """ + 3


def wide_letters():
    print('✅ 日本', 1 / 0)


def letters_with_accents():
    return fails('é')


# Statements.

def a_raise_over_lines():
    raise ValueError(
        'one '
        'two'
    )


def an_assertion():
    assert thing.size == 4, f'{thing.size}'


def an_assertion_over_lines():
    assert (
        thing.size == 3
        and thing.size == 4
    )


def two_statements():
    thing.size; fails(1); thing.size


def after_a_colon():
    if thing.size: fails(1)


def an_import():
    import no_such_module


def a_name_imported():
    from sys import (
        version,
        no_such_name,
    )


def entering():
    with Door(False) as door:
        pass


def leaving():
    with Door(True), \
         Door(False):
        pass


def leaving_with_an_exception():
    with Door(True):
        fails(1)


def an_iteration():
    for item in thing:
        pass


def a_class():
    class Both(int, str):
        """Cannot be."""
        size = 1


def a_class_body():
    class Body:
        size = 1
        other = 1 / 0


def a_decorator():
    @fails
    def function():
        pass


def a_decorated_class():
    @fails(1)
    @staticmethod
    class Decorated:
        size = 1


def a_pattern():
    match thing:
        case Thing(1):
            pass


def a_lambda():
    divide = lambda n: 1 / n
    return divide(0)


def a_walrus():
    if (n := thing.missing) > 1:
        pass


def a_cause():
    try:
        fails(1)
    except ValueError as error:
        raise KeyError('other') from error


def a_wrong_clause():
    try:
        fails(1)
    except thing.size:
        pass


def a_recursion():
    def down(n):
        return down(n - 1) if n else 1 / 0
    down(6)


def generators():
    def inner():
        yield 1
        yield 1 / 0

    def outer():
        result = yield from inner()

    for _ in outer():
        pass


def a_generator_that_has_not_begun():
    def inner():
        yield 1
    inner().throw(ValueError('early'))


async def failing():
    fails('await')


async def awaiting():
    return [1, await failing()]


async def awaiting_over_lines():
    await asyncio.sleep(
        0,
        fails(
            'await'
        )
    )


async def no_async_iterator():
    async for item in thing.size:
        pass


async def numbers():
    yield 1
    yield 1 / 0


async def async_iteration():
    async for number in numbers():
        if number:
            pass


async def async_comprehension():
    return [number async for number in numbers()]


for name, work in list(globals().items()):
    if name != 'show' and name not in ('fails', 'numbers') and type(work) is type(show):
        show(name, work)


# The module `traceback`.

def summaries():
    return (thing
            .fail(1,
                  2))


def here(texts):
    return [re.sub(r'File "(?!<)[^"]*"', 'File "here"', text) for text in texts]


try:
    summaries()
except ValueError as error:
    print(here(traceback.format_tb(error.__traceback__)))
    print(here(traceback.format_exception(error)))
    print(here(traceback.format_exception(error, limit=1)))
    print(here([traceback.format_exc(limit=-1)]))
    for summary in traceback.extract_tb(error.__traceback__):
        print(summary.lineno, summary.end_lineno, summary.colno, summary.end_colno, summary.name, summary.line)
    shown = traceback.TracebackException.from_exception(error)
    print(here(shown.format()), here(shown.stack.format()), shown.__cause__, shown.exc_type_str, str(shown))
try:
    a_cause()
except KeyError as error:
    print(here([traceback.format_exc(chain=False)]))
    print(here(traceback.format_exception(error)))
    print(traceback.TracebackException.from_exception(error).__cause__)
print(traceback.format_exception_only(ValueError('two\nlines')))
print(traceback.format_list([('somewhere.py', 3, 'work', 'x = 1'), ('somewhere.py', 4, 'work', None)]))
exec('def inside():\n    1 / 0\ntry:\n    inside()\nexcept ZeroDivisionError:\n    print(here([traceback.format_exc()]))')


# What CPython has in C leaves no line, and what a program gives it to call does.

def lines_of(work):
    try:
        work()
    except Exception as error:
        return [summary.name for summary in traceback.extract_tb(error.__traceback__)], type(error).__name__


def native_code():
    import collections
    import datetime
    import functools
    import itertools

    def divide(*args):
        return 1 / 0

    yield lambda: open('no such file')
    yield lambda: datetime.date(2024, 13, 1)
    yield lambda: functools.partial(int, 'x')()
    yield lambda: functools.reduce(divide, [1, 2])
    yield lambda: list(itertools.accumulate([1, 2], divide))
    yield lambda: collections.OrderedDict().popitem()
    yield lambda: collections.defaultdict(divide)[1]


for work in native_code():
    print(lines_of(work))
