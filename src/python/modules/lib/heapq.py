"""`heapq`: priority queues in lists."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']


class _Descending:
    """Orders an entry of `merge` by its key the other way round."""

    __slots__ = ('key',)

    def __init__(self, key):
        self.key = key

    def __lt__(self, other):
        return other.key < self.key

    def __eq__(self, other):
        return self.key == other.key


def merge(*iterables, key=None, reverse=False):
    heap = []

    def add(order, iterator):
        for value in iterator:
            rank = value if key is None else key(value)
            # The place among the iterables decides between equal ranks, so values themselves are never compared.
            heappush(heap, (_Descending(rank) if reverse else rank, order, value, iterator))
            break

    for order, iterable in enumerate(iterables):
        add(order, iter(iterable))
    while heap:
        _, order, value, iterator = heappop(heap)
        yield value
        add(order, iterator)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
