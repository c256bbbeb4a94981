"""What the simulated HTTP clients share: the methods of a session, what a body can be read as, and what is not there. How the answers
come about is in `interleave`; what is a library's own (names, errors, waiting) is in its file."""

import json as _json


class Verbs:
    """A method for each of HTTP's, over `request`."""

    def get(self, url, **options):
        return self.request('GET', url, **options)

    def head(self, url, **options):
        return self.request('HEAD', url, **options)

    def options(self, url, **options):
        return self.request('OPTIONS', url, **options)

    def post(self, url, **options):
        return self.request('POST', url, **options)

    def put(self, url, **options):
        return self.request('PUT', url, **options)

    def patch(self, url, **options):
        return self.request('PATCH', url, **options)

    def delete(self, url, **options):
        return self.request('DELETE', url, **options)


class Closing:
    """What a `with` statement closes."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class Body:
    """A response's body: the bytes of `content`, as text in its `encoding`."""

    @property
    def text(self):
        return self.content.decode(self.encoding or 'utf-8', 'replace')

    def json(self, **options):
        return _json.loads(self.text, **options)

    def _chunks(self, size):
        for at in range(0, len(self.content), size):
            yield self.content[at:at + size]


def missing(module, why):
    """The `__getattr__` of a module that has only a part of the real one's names."""
    def __getattr__(name):
        if name[:2] == '__':
            raise AttributeError(f'module {module!r} has no attribute {name!r}')
        raise NotImplementedError(f'{module}.{name} is not {why}')
    return __getattr__
