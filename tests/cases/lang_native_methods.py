# needs: 3.13
# What native methods say of themselves, and of an object of another type.
for name in ('hex', 'translate', 'maketrans', 'fromhex', 'join', 'find', '__contains__', '__getitem__'):
    mine, other = getattr(bytes, name), getattr(bytearray, name)
    print(name, mine == other, mine is other, mine.__name__, mine.__qualname__, other.__qualname__)
    if name not in ('maketrans', 'fromhex'):
        print(mine, other)
        for method in (mine, other):
            for args in ((5,), ('a', 'b', 'c', 'd', 'e')):
                try:
                    method(*args)
                except TypeError as error:
                    print(error)
print(b''.hex.__qualname__, bytearray().hex.__qualname__, [].append.__qualname__, 'a'.upper.__qualname__, {}.get.__qualname__)
print(str.upper.__qualname__, list.append.__qualname__, dict.fromkeys.__qualname__, len.__qualname__, bytes.fromhex.__self__)
for call in (lambda: bytes.fromhex(), lambda: bytearray.fromhex('a', 'b'), lambda: bytes.fromhex(5), lambda: dict.fromkeys(),
             lambda: list(map(str.upper, ['a', 1])), lambda: sorted(['b', 2], key=str.lower), lambda: str.join(5, 'a'), lambda: list.append(5),
             lambda: list.append((), 1), lambda: dict.get([], 1), lambda: str.split(5, 'a', 'b', 'c'), lambda: set.add({}, 1), lambda: tuple.index([], 1),
             lambda: int.from_bytes(), lambda: str.format(5), lambda: float.hex('a'), lambda: int.bit_length('a'), lambda: list.sort('ab')):
    try:
        print(call())
    except TypeError as error:
        print(error)
