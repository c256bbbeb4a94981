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


# Heaps with the greatest item first.

def _heapify_max(heap, /):
    for place in reversed(range(len(heap) // 2)):
        _sink(heap, place)


def _heappop_max(heap, /):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    return _heapreplace_max(heap, last) if heap else last


def _heapreplace_max(heap, item, /):
    if not heap:
        raise IndexError('index out of range')
    greatest, heap[0] = heap[0], item
    _sink(heap, 0)
    return greatest


def _sink(heap, place):
    """Moves an item down to where nothing below it is greater: the greater child up as far as there is one, then back."""
    item, start = heap[place], place
    while (child := 2 * place + 1) < len(heap):
        if child + 1 < len(heap) and not heap[child + 1] < heap[child]:
            child += 1
        heap[place] = heap[child]
        place = child
    while place > start and heap[(place - 1) // 2] < item:
        heap[place] = heap[(place - 1) // 2]
        place = (place - 1) // 2
    heap[place] = item
