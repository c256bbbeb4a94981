# Heaps with the greatest item first, by the names that answers on the web know.
import heapq
import random

random.seed(3)
for size in range(12):
    heap = [random.randrange(20) for _ in range(size)]
    heapq._heapify_max(heap)
    print(heap, end=' ')
    if heap:
        print(heapq._heapreplace_max(heap, 7), end=' ')
    print([heapq._heappop_max(heap) for _ in range(size)])
try:
    heapq._heappop_max([])
except IndexError as error:
    print(error)
