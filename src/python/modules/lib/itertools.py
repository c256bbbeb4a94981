"""`itertools`: iterators made of iterators."""

__all__ = ['accumulate', 'batched', 'chain', 'combinations', 'combinations_with_replacement', 'compress', 'count', 'cycle',
           'dropwhile', 'filterfalse', 'groupby', 'islice', 'pairwise', 'permutations', 'product', 'repeat', 'starmap',
           'takewhile', 'tee', 'zip_longest']

from _machine import seal as _seal

_missing = object()


class count:
    __slots__ = ('_next', '_step')

    def __init__(self, start=0, step=1):
        if not hasattr(start, '__add__') or isinstance(start, (str, list, tuple)):
            raise TypeError('a number is required')
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if self._step == 1 and isinstance(self._step, int):
            return f'count({self._next!r})'
        return f'count({self._next!r}, {self._step!r})'


class repeat:
    __slots__ = ('_object', '_times')

    def __init__(self, object, times=None):
        if times is not None:
            times = max(times.__index__(), 0)
        self._object = object
        self._times = times

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError('len() of unsized object')
        return self._times

    def __repr__(self):
        if self._times is None:
            return f'repeat({self._object!r})'
        return f'repeat({self._object!r}, {self._times})'


class _Generated:
    """An iterator whose items a generator makes. The class stands for it, so that it has a name of its own."""

    __slots__ = ('_items',)

    def __iter__(self):
        return self

    def __next__(self):
        return self._items.__next__()


class chain(_Generated):
    __slots__ = ()

    def __init__(self, *iterables):
        self._items = self._generate(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        made = cls()
        made._items = cls._generate(iterable)
        return made

    @staticmethod
    def _generate(iterables):
        for iterable in iterables:
            yield from iter(iterable)

    def __class_getitem__(cls, item):
        return cls


class cycle(_Generated):
    __slots__ = ()

    def __init__(self, iterable, /):
        self._items = self._generate(iter(iterable))

    @staticmethod
    def _generate(iterator):
        saved = []
        for item in iterator:
            saved.append(item)
            yield item
        while saved:
            yield from saved


def _bound(value, complaint):
    if value is None:
        return None
    try:
        value = value.__index__()
    except AttributeError:
        value = -1
    if value < 0:
        raise ValueError(complaint)
    return value


class islice(_Generated):
    __slots__ = ()

    def __init__(self, iterable, /, *bounds):
        if not 1 <= len(bounds) <= 3:
            word = 'least 2 arguments' if not bounds else 'most 4 arguments'
            raise TypeError(f'islice expected at {word}, got {len(bounds) + 1}')
        start, stop, step = 0, None, None
        if len(bounds) == 1:
            stop = _bound(bounds[0], 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        else:
            complaint = 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
            start = _bound(bounds[0], complaint) or 0
            stop = _bound(bounds[1], complaint)
            if len(bounds) == 3:
                complaint = 'Step for islice() must be a positive integer or None.'
                step = _bound(bounds[2], complaint)
                if step == 0:
                    raise ValueError(complaint)
        self._items = self._generate(iter(iterable), start, stop, step or 1)

    @staticmethod
    def _generate(iterator, start, stop, step):
        # No item is taken that is not given out or skipped on the way to one.
        at = 0
        wanted = start
        while stop is None or wanted < stop:
            while at < wanted:
                if next(iterator, _missing) is _missing:
                    return
                at += 1
            item = next(iterator, _missing)
            if item is _missing:
                return
            yield item
            at += 1
            wanted += step
        while at < stop:
            if next(iterator, _missing) is _missing:
                return
            at += 1


class accumulate(_Generated):
    __slots__ = ()

    def __init__(self, iterable, func=None, *, initial=None):
        self._items = self._generate(iter(iterable), func, initial)

    @staticmethod
    def _generate(iterator, func, total):
        if total is None:
            total = next(iterator, _missing)
            if total is _missing:
                return
        yield total
        for item in iterator:
            total = total + item if func is None else func(total, item)
            yield total


class batched(_Generated):
    __slots__ = ()

    def __init__(self, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError('n must be at least one')
        self._items = self._generate(iter(iterable), n, strict)

    @staticmethod
    def _generate(iterator, n, strict):
        while batch := tuple(islice(iterator, n)):
            if strict and len(batch) < n:
                raise ValueError('batched(): incomplete batch')
            yield batch


class compress(_Generated):
    __slots__ = ()

    def __init__(self, data, selectors):
        self._items = (item for item, selector in zip(data, selectors) if selector)


class dropwhile(_Generated):
    __slots__ = ()

    def __init__(self, predicate, iterable, /):
        self._items = self._generate(predicate, iter(iterable))

    @staticmethod
    def _generate(predicate, iterator):
        for item in iterator:
            if not predicate(item):
                yield item
                break
        yield from iterator


class takewhile(_Generated):
    __slots__ = ()

    def __init__(self, predicate, iterable, /):
        self._items = self._generate(predicate, iter(iterable))

    @staticmethod
    def _generate(predicate, iterator):
        for item in iterator:
            if not predicate(item):
                return
            yield item


class filterfalse(_Generated):
    __slots__ = ()

    def __init__(self, function, iterable, /):
        if function is None:
            self._items = (item for item in iterable if not item)
        else:
            self._items = (item for item in iterable if not function(item))


class starmap(_Generated):
    __slots__ = ()

    def __init__(self, function, iterable, /):
        self._items = (function(*args) for args in iterable)


class pairwise(_Generated):
    __slots__ = ()

    def __init__(self, iterable, /):
        self._items = self._generate(iter(iterable))

    @staticmethod
    def _generate(iterator):
        before = next(iterator, _missing)
        for item in iterator:
            yield before, item
            before = item


class zip_longest(_Generated):
    __slots__ = ()

    def __init__(self, *iterables, fillvalue=None):
        self._items = self._generate([iter(iterable) for iterable in iterables], fillvalue)

    @staticmethod
    def _generate(iterators, fillvalue):
        left = len(iterators)
        while left:
            row = []
            for place, iterator in enumerate(iterators):
                item = fillvalue if iterator is None else next(iterator, _missing)
                if item is _missing:
                    left -= 1
                    if left == 0:
                        return
                    iterators[place] = None
                    item = fillvalue
                row.append(item)
            yield tuple(row)


class groupby:
    """Runs of items with an equal key. A group that was not read to its end is skipped when the next one is asked for."""

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._current_key = self._target_key = self._item = _missing

    def __iter__(self):
        return self

    def _advance(self):
        self._item = next(self._iterator)
        self._current_key = self._item if self._key is None else self._key(self._item)

    def __next__(self):
        while self._current_key is self._target_key or self._current_key == self._target_key:
            self._advance()
        self._target_key = self._current_key
        self._group = _Group(self, self._current_key)
        return self._current_key, self._group


class _Group:
    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __iter__(self):
        return self

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._item is _missing:
            parent._advance()
        if not (parent._current_key is self._key or parent._current_key == self._key):
            raise StopIteration
        item, parent._item = parent._item, _missing
        return item


class product(_Generated):
    __slots__ = ()

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError('repeat argument cannot be negative')
        self._items = self._generate([tuple(iterable) for iterable in iterables] * repeat)

    @staticmethod
    def _generate(pools):
        if not all(pools):
            return
        places = [0] * len(pools)
        while True:
            yield tuple([pool[place] for pool, place in zip(pools, places)])
            for column in reversed(range(len(pools))):
                places[column] += 1
                if places[column] < len(pools[column]):
                    break
                places[column] = 0
            else:
                return


class permutations(_Generated):
    __slots__ = ()

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is None:
            r = len(pool)
        if not isinstance(r, int):
            raise TypeError('Expected int as r')
        if r < 0:
            raise ValueError('r must be non-negative')
        self._items = self._generate(pool, r)

    @staticmethod
    def _generate(pool, r):
        if r > len(pool):
            return
        rest = list(range(len(pool)))
        chosen = []
        # A search in depth: `turns` holds, for each place of the result, which of the rest comes next.
        turns = [0]
        while turns:
            if len(chosen) == r:
                yield tuple([pool[place] for place in chosen])
                turns.pop()
            elif turns[-1] < len(rest):
                chosen.append(rest.pop(turns[-1]))
                turns.append(0)
                continue
            else:
                turns.pop()
            if turns:
                rest.insert(turns[-1], chosen.pop())
                turns[-1] += 1


def _chosen(pool, r, repeats):
    """The choices of `r` items in order of their places; with `repeats`, each item may be taken again."""
    if r < 0:
        raise ValueError('r must be non-negative')
    return _choices(pool, r, repeats)


def _choices(pool, r, repeats):
    count = len(pool)
    if r > 0 and (count == 0 or not repeats and r > count):
        return
    places = [0] * r if repeats else list(range(r))
    while True:
        yield tuple([pool[place] for place in places])
        for column in reversed(range(r)):
            if places[column] != (count - 1 if repeats else column + count - r):
                break
        else:
            return
        start = places[column] + 1
        for offset in range(r - column):
            places[column + offset] = start if repeats else start + offset


class combinations(_Generated):
    __slots__ = ()

    def __init__(self, iterable, r):
        self._items = _chosen(tuple(iterable), r, False)


class combinations_with_replacement(_Generated):
    __slots__ = ()

    def __init__(self, iterable, r):
        self._items = _chosen(tuple(iterable), r, True)


class _tee:
    """One of several readers of an iterator. What was read is a chain of cells `[item, next cell]`, so that what all have passed
    is forgotten."""

    def __init__(self, iterator, cell):
        self._iterator = iterator
        self._cell = cell

    def __iter__(self):
        return self

    def __next__(self):
        cell = self._cell
        if cell[1] is None:
            cell[0] = next(self._iterator)
            cell[1] = [None, None]
        self._cell = cell[1]
        return cell[0]

    def __copy__(self):
        return _tee(self._iterator, self._cell)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    if isinstance(iterable, _tee):
        first = iterable
    else:
        first = _tee(iter(iterable), [None, None])
    return tuple([first.__copy__() for _ in range(n)])


for _name in __all__:
    if _name != 'tee':
        _seal(globals()[_name])
