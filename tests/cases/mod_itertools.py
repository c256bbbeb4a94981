# itertools beyond the plain cases: laziness, what is consumed, errors, reprs
import itertools as it
print(it.count(10), it.count(1, 2), it.repeat(5), it.repeat('x', 3))
source = iter(range(10))
print(list(it.islice(source, 0, 5, 3)), next(source))
source = iter(range(10))
print(list(it.islice(source, 3)), next(source), list(it.islice(source, None)), list(it.islice([1, 2], 5)))
for call in (lambda: it.islice([], -1), lambda: it.islice([], 0, 1, 0), lambda: it.permutations('ab', -1), lambda: it.batched('ab', 0)):
    try:
        call()
    except ValueError as error:
        print(error)
print(list(it.batched('abcdefg', 3)), list(it.batched('', 2)))
try:
    list(it.batched('abc', 2, strict=True))
except ValueError as error:
    print(error)
print(list(it.product()), list(it.product('ab', repeat=0)), list(it.product('', 'ab')), list(it.product('ab', range(2))))
print(list(it.permutations('abc')), list(it.permutations('ab', 3)), list(it.permutations([], 0)))
print(list(it.combinations('abc', 0)), list(it.combinations('ab', 3)), list(it.combinations('abcd', 3)))
print(list(it.combinations_with_replacement('abc', 2)), list(it.combinations_with_replacement('', 1)))
a, b, c = it.tee('abc', 3)
print(next(a), next(a), list(b), list(a), list(c))
groups = it.groupby('aaabbc')
first = next(groups)
second = next(groups)
print(first[0], list(first[1]), second[0], list(second[1]))
print([(key, ''.join(group)) for key, group in it.groupby(['x1', 'x2', 'y1'], key=lambda s: s[0])] and 'ok')
print(list(it.zip_longest('ab', [1], 'xyz', fillvalue=None)), list(it.zip_longest()), list(it.zip_longest([], 'a')))
print(list(it.accumulate([])), list(it.accumulate([], initial=3)), list(it.accumulate('abc')), list(it.accumulate([3, 1, 2], max)))
print(list(it.chain()), list(it.chain.from_iterable(['ab', 'cd'])), list(it.pairwise([])), list(it.pairwise('a')))
print(list(it.filterfalse(None, [0, 1, ''])), list(it.starmap(max, [(1, 2), (4, 3)])), list(it.compress('abc', [0, 1])))
ids = it.cycle('ab')
print(''.join(next(ids) for _ in range(5)), list(it.cycle([])), list(zip(range(3), it.repeat('k'))))
try:
    it.count('a')
except TypeError as error:
    print(error)
counter = it.count(0.5, 0.25)
print(next(counter), next(counter), sum(it.takewhile(lambda x: x < 5, it.count())))
