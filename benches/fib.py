# Calls and returns: fib(24), ten times.
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


for _ in range(10):
    result = fib(24)
print(result)
