# needs: 3.13
def add(a, b):
    """
    >>> add(1, 2)
    3
    >>> add(1, 1)
    3
    >>> [add(i, i) for i in range(3)]
    [0, 2, 4]
    >>> add('a')
    Traceback (most recent call last):
    TypeError: add() missing 1 required positional argument: 'b'
    """
    return a + b
class A:
    """
    >>> A().x
    5
    """
    x = 5
    def m(self):
        """>>> A().m()
        'm'
        """
        return 'm'
if __name__ == '__main__':
    import doctest
    import contextlib, io
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        print(doctest.testmod())
        doctest.testmod(verbose=True)
        doctest.run_docstring_examples(add, globals())
    print(said.getvalue().replace(__file__, 'FILE'))
