"""`httpx`, simulated: clients whose answers come from `interleave`.

Latency model: the whole of `interleave`'s time for the address passes before a request gives its response. `AsyncClient` waits in
asyncio, `Client` and the functions of the module block their thread, and with it the event loop that runs there.
"""

import asyncio
import json as _json

import interleave as _world
from interleave import URL, Headers
from _web import Body as _Body, Closing as _Closing, Verbs as _Verbs, missing as _missing

_world._banner('httpx', 'no network is used')

__version__ = '0.28.0'


class HTTPError(Exception):
    def __init__(self, message='', *, request=None):
        super().__init__(message)
        self.request = request


class RequestError(HTTPError):
    pass


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class WriteTimeout(TimeoutException):
    pass


class PoolTimeout(TimeoutException):
    pass


class NetworkError(TransportError):
    pass


class ConnectError(NetworkError):
    pass


class ReadError(NetworkError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class TooManyRedirects(RequestError):
    pass


class InvalidURL(Exception):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request, response):
        super().__init__(message, request=request)
        self.response = response


class Timeout:
    def __init__(self, timeout=5.0, *, connect=..., read=..., write=..., pool=...):
        self.connect, self.read, self.write, self.pool = [timeout if one is ... else one for one in (connect, read, write, pool)]

    def __repr__(self):
        return f'Timeout(connect={self.connect}, read={self.read}, write={self.write}, pool={self.pool})'


class Limits:
    def __init__(self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections, self.max_keepalive_connections = max_connections, max_keepalive_connections


class Request:
    def __init__(self, method, url, *, params=None, headers=None, content=None, data=None, json=None):
        self.method, self.url, self.headers = method.upper(), URL(url, params=params), Headers(headers)
        self.content = _world.body_of(data if content is None else content, json, self.headers)

    def __repr__(self):
        return f'<Request({self.method!r}, {str(self.url)!r})>'


class Response(_Body):
    def __init__(self, status_code, *, headers=None, content=b'', text=None, json=None, request=None):
        self.status_code, self.request = status_code, request
        self.headers = Headers(headers)
        self.content = text.encode() if text is not None else _json.dumps(json).encode() if json is not None else content
        self.reason_phrase = _world.REASONS.get(status_code, '')
        self.history, self.cookies, self.encoding = [], {}, 'utf-8'
        self.http_version = 'HTTP/1.1'

    @property
    def url(self):
        return self.request.url

    is_informational = property(lambda self: self.status_code < 200)
    is_success = property(lambda self: 200 <= self.status_code < 300)
    is_redirect = property(lambda self: 300 <= self.status_code < 400)
    is_client_error = property(lambda self: 400 <= self.status_code < 500)
    is_server_error = property(lambda self: self.status_code >= 500)
    is_error = property(lambda self: self.status_code >= 400)
    has_redirect_location = property(lambda self: 'Location' in self.headers)

    def raise_for_status(self):
        if self.is_success:
            return self
        kind = ('Informational response', '', 'Redirect response', 'Client error', 'Server error')[min(self.status_code // 100, 5) - 1]
        where = f'\nRedirect location: {self.headers["Location"]!r}' if self.has_redirect_location else ''
        raise HTTPStatusError(f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'{where}\nFor more information check: "
                              f'https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}',
                              request=self.request, response=self)

    def read(self):
        return self.content

    async def aread(self):
        return self.content

    def iter_bytes(self, chunk_size=4096):
        return self._chunks(chunk_size)

    def iter_lines(self):
        yield from self.text.splitlines()

    def iter_text(self, chunk_size=4096):
        for part in self.iter_bytes(chunk_size):
            yield part.decode(self.encoding, 'replace')

    async def aiter_bytes(self, chunk_size=4096):
        for part in self.iter_bytes(chunk_size):
            yield part

    async def aiter_text(self, chunk_size=4096):
        for part in self.iter_text(chunk_size):
            yield part

    async def aiter_lines(self):
        for line in self.iter_lines():
            yield line

    def close(self):
        pass

    async def aclose(self):
        pass

    def __repr__(self):
        return f'<Response [{self.status_code} {self.reason_phrase}]>'


class _Client(_Verbs):
    """What both clients have. `_wait` is theirs: a coroutine that awaits in one and blocks in the other."""

    def __init__(self, *, base_url='', headers=None, params=None, timeout=5.0, limits=None, follow_redirects=False,
                 event_hooks=None, **options):
        self.base_url, self.params = URL(base_url), params or {}
        self.headers = Headers({'Accept': '*/*', 'Accept-Encoding': 'gzip, deflate', 'Connection': 'keep-alive',
                                'User-Agent': f'python-httpx/{__version__}'}) | headers
        self.timeout, self.follow_redirects = self._limits(timeout), follow_redirects
        self.cookies = {}
        self.is_closed = False
        most = (limits or Limits(max_connections=100)).max_connections
        self._turns = asyncio.Semaphore(most) if most else None

    @staticmethod
    def _limits(timeout):
        return timeout if isinstance(timeout, Timeout) else Timeout(timeout)

    def build_request(self, method, url, *, params=None, headers=None, content=None, data=None, json=None, **options):
        url = URL(url, str(self.base_url))
        own = Headers({'Host': url.authority, **self.headers}) | headers
        return Request(method, url, params=_world.merged(self.params, params), headers=own, content=content, data=data, json=json)

    def stream(self, method, url, **options):
        return _Stream(self, method, url, options)

    async def _send(self, request, timeout=..., follow_redirects=None):
        if self.is_closed:
            raise RuntimeError('Cannot send a request, as the client has been closed.')
        if request.url.scheme not in ('http', 'https'):
            raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.", request=request)
        limits = self.timeout if timeout is ... else self._limits(timeout)
        follow = self.follow_redirects if follow_redirects is None else follow_redirects
        await self._begin(limits, request)
        try:
            try:
                reply = _world.exchange(request.method, request.url, request.headers, request.content, follow)
            except _world.Unreachable as error:
                await self._wait(error.seconds, request)
                number = 111 if error.refused else -2
                shown = 'All connection attempts failed' if error.refused else f'[Errno {number}] {error}'
                raise ConnectError(shown, request=request) from None
            if limits.read is not None and reply.seconds > limits.read:
                await self._wait(limits.read, request)
                raise ReadTimeout('', request=request)
            await self._wait(reply.seconds, request)
        finally:
            self._end()
        return self._response(reply, request)

    def _response(self, reply, request):
        if reply.url != request.url:
            request = Request(request.method, reply.url, headers=request.headers)
        response = Response(reply.status, headers=reply.headers, content=reply.body, request=request)
        response.history = [self._response(one, request) for one in reply.history]
        return response


def _parts(options):
    """The options of a request for building it, and those for sending it."""
    sending = {key: options.pop(key) for key in ('timeout', 'follow_redirects') if key in options}
    return options, sending


class AsyncClient(_Client):
    async def request(self, method, url, **options):
        building, sending = _parts(options)
        return await self._send(self.build_request(method, url, **building), **sending)

    async def send(self, request, **options):
        return await self._send(request, **_parts(options)[1])

    async def _begin(self, limits, request):
        if self._turns:
            try:
                async with asyncio.timeout(limits.pool):
                    await self._turns.acquire()
            except TimeoutError:
                raise PoolTimeout('', request=request) from None

    def _end(self):
        if self._turns:
            self._turns.release()

    async def _wait(self, seconds, request):
        await _world._pause(seconds, f'{request.method} {request.url}')

    async def aclose(self):
        self.is_closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.aclose()


class Client(_Client, _Closing):
    def request(self, method, url, **options):
        building, sending = _parts(options)
        return self.send(self.build_request(method, url, **building), **sending)

    def send(self, request, **options):
        sending = self._send(request, **_parts(options)[1])
        try:
            sending.send(None)
        except StopIteration as end:
            return end.value

    async def _begin(self, limits, request):
        pass

    def _end(self):
        pass

    async def _wait(self, seconds, request):
        _world._block(seconds, f'{request.method} {request.url}')

    def close(self):
        self.is_closed = True


class _Stream:
    def __init__(self, client, method, url, options):
        self._request = client.request, method, url, options

    def __enter__(self):
        request, method, url, options = self._request
        return request(method, url, **options)

    def __exit__(self, *error):
        pass

    async def __aenter__(self):
        return await self.__enter__()

    async def __aexit__(self, *error):
        pass


def request(method, url, *, timeout=5.0, follow_redirects=False, **options):
    with Client(timeout=timeout, follow_redirects=follow_redirects) as client:
        return client.request(method, url, **options)


def get(url, **options):
    return request('GET', url, **options)


def head(url, **options):
    return request('HEAD', url, **options)


def post(url, **options):
    return request('POST', url, **options)


def put(url, **options):
    return request('PUT', url, **options)


def patch(url, **options):
    return request('PATCH', url, **options)


def delete(url, **options):
    return request('DELETE', url, **options)


__getattr__ = _missing('httpx', 'simulated')
