# Arithmetic in a loop: a million times.
def work(times):
    s = 0
    for i in range(times):
        s += i * 2 % 7
    return s


print(work(1_000_000))
