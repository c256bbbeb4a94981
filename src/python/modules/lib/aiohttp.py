"""`aiohttp`, simulated: a client whose answers come from `interleave`.

Latency model: the whole of `interleave`'s time for the address passes before a request gives its response; reading the body then
takes none. A connector's limit makes further requests wait their turn. There is no server side (`aiohttp.web`).
"""

import asyncio
import json as _json

import interleave as _world
from interleave import URL, Headers as _Headers
from _web import Verbs as _Verbs, missing as _missing

_world._banner('aiohttp', 'no network is used')

__version__ = '3.11.0'


class ClientError(Exception):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError, OSError):
    pass


class ClientConnectorError(ClientOSError):
    pass


class ClientConnectorDNSError(ClientConnectorError):
    pass


class ServerConnectionError(ClientConnectionError):
    pass


class ServerDisconnectedError(ServerConnectionError):
    pass


class ServerTimeoutError(ServerConnectionError, asyncio.TimeoutError):
    pass


class ConnectionTimeoutError(ServerTimeoutError):
    pass


class SocketTimeoutError(ServerTimeoutError):
    pass


class ClientPayloadError(ClientError):
    pass


class InvalidURL(ClientError, ValueError):
    def __init__(self, url, description=None):
        self.url, self.description = url, description
        super().__init__(url)


class TooManyRedirects(ClientError):
    pass


class ClientResponseError(ClientError):
    def __init__(self, request_info=None, history=(), *, status=0, message='', headers=None):
        self.request_info, self.history = request_info, history
        self.status, self.message, self.headers = status, message, headers
        super().__init__(request_info, history)

    def __str__(self):
        return f'{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}'

    def __repr__(self):
        return f'{type(self).__name__}({self.request_info!r}, {self.history!r}, status={self.status}, message={self.message!r})'


class ContentTypeError(ClientResponseError):
    pass


class RequestInfo:
    def __init__(self, url, method, headers):
        self.url = self.real_url = url
        self.method, self.headers = method, headers


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total, self.connect, self.sock_read, self.sock_connect = total, connect, sock_read, sock_connect

    def __repr__(self):
        return (f'ClientTimeout(total={self.total!r}, connect={self.connect!r}, sock_read={self.sock_read!r}, '
                f'sock_connect={self.sock_connect!r}, ceil_threshold=5)')


class BasicAuth:
    def __init__(self, login, password='', encoding='latin1'):
        self.login, self.password = login, password


class FormData:
    def __init__(self, fields=()):
        self._fields = _world._pairs(fields)

    def add_field(self, name, value, **options):
        self._fields.append((name, value))

    def items(self):
        return self._fields


class TCPConnector:
    def __init__(self, *, limit=100, limit_per_host=0, **options):
        self.limit, self.limit_per_host = limit, limit_per_host
        self.closed = False
        self._turns = {}

    def _turn(self, host):
        """What a request holds while it is under way."""
        limits = [('', self.limit)] + [(host, self.limit_per_host)]
        return [self._turns.setdefault(key, asyncio.Semaphore(limit)) for key, limit in limits if limit]

    async def close(self):
        self.closed = True


class CookieJar:
    def __init__(self, **options):
        pass


DummyCookieJar = CookieJar


class StreamReader:
    """The body, which is there already."""

    def __init__(self, body):
        self._body = body
        self._at = 0

    def at_eof(self):
        return self._at >= len(self._body)

    async def read(self, n=-1):
        end = len(self._body) if n < 0 else self._at + n
        part = self._body[self._at:end]
        self._at += len(part)
        return part

    async def readline(self):
        end = self._body.find(b'\n', self._at)
        return await self.read(-1 if end < 0 else end + 1 - self._at)

    readany = read

    async def iter_chunked(self, n):
        while part := await self.read(n):
            yield part

    def iter_any(self):
        return self.iter_chunked(-1)

    async def __aiter__(self):
        while line := await self.readline():
            yield line


class ClientResponse:
    def __init__(self, method, reply, request_info):
        self.method, self._reply, self.request_info = method, reply, request_info
        self.status, self.reason, self.headers = reply.status, reply.reason, reply.headers
        self.url = self.real_url = reply.url
        self.content_type, _, charset = reply.headers['Content-Type'].partition(';')
        self.charset = charset.rpartition('=')[2] or None
        self.content_length = int(reply.headers['Content-Length'])
        self.content = StreamReader(reply.body)
        self.history = tuple(ClientResponse(method, one, request_info) for one in reply.history)
        self.cookies = {}
        self.closed = False

    @property
    def host(self):
        return self.url.host

    @property
    def ok(self):
        return self.status < 400

    def _error(self, kind, message):
        return kind(self.request_info, self.history, status=self.status, message=message, headers=self.headers)

    def raise_for_status(self):
        if not self.ok:
            self.release()
            raise self._error(ClientResponseError, self.reason)

    async def read(self):
        if self.closed:
            raise ClientConnectionError('Connection closed')
        return self._reply.body

    async def text(self, encoding=None, errors='strict'):
        return (await self.read()).decode(encoding or 'utf-8', errors)

    def get_encoding(self):
        return self.charset or 'utf-8'

    async def json(self, *, encoding=None, loads=_json.loads, content_type='application/json'):
        text = (await self.text(encoding)).strip()
        if content_type and self.content_type != content_type:
            raise self._error(ContentTypeError, f'Attempt to decode JSON with unexpected mimetype: {self.headers["Content-Type"]}')
        return loads(text) if text else None

    def release(self):
        pass

    def close(self):
        self.closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.release()

    def __repr__(self):
        return f'<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n'


class _Request:
    """What `session.get()` gives: awaited, or entered by `async with`."""

    def __init__(self, coroutine, close=None):
        self._coroutine, self._close = coroutine, close

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        self._response = await self._coroutine
        return self._response

    async def __aexit__(self, *error):
        self._response.release()
        if self._close:
            await self._close()

    def close(self):
        self._coroutine.close()

    def send(self, value):
        return self._coroutine.send(value)

    def throw(self, *error):
        return self._coroutine.throw(*error)


class ClientSession(_Verbs):
    def __init__(self, base_url=None, *, connector=None, timeout=None, headers=None, raise_for_status=False, auth=None, **options):
        self._loop = asyncio.get_running_loop()
        self._closed = False
        self._base_url = base_url
        self.connector = connector or TCPConnector()
        self.timeout = self._timeout(timeout, ClientTimeout(total=300, sock_connect=30))
        self.headers = _Headers(headers)
        self.cookie_jar = CookieJar()
        self._raise = raise_for_status

    @property
    def closed(self):
        return self._closed

    @staticmethod
    def _timeout(given, default):
        if given is None:
            return default
        return given if isinstance(given, ClientTimeout) else ClientTimeout(total=given)

    def request(self, method, url, **options):
        return _Request(self._request(method, url, **options))

    def head(self, url, **options):
        return self.request('HEAD', url, **{'allow_redirects': False, **options})

    def ws_connect(self, *args, **options):
        raise NotImplementedError('ClientSession.ws_connect is not available: WebSockets are not simulated')

    async def _request(self, method, url, *, params=None, data=None, json=None, headers=None, timeout=None, allow_redirects=True,
                       raise_for_status=None, **options):
        if self._closed:
            raise RuntimeError('Session is closed')
        url = URL(url, self._base_url or '', params)
        if not url.host or url.scheme not in ('http', 'https'):
            raise InvalidURL(url)
        sent = _Headers({'Host': url.authority, 'Accept': '*/*', 'Accept-Encoding': 'gzip, deflate',
                         'User-Agent': f'Python/3.13 aiohttp/{__version__}', **self.headers}) | headers
        body = _world.body_of(data, json, sent)
        method = method.upper()
        info = RequestInfo(url, method, sent)
        limits = self._timeout(timeout, self.timeout)
        try:
            async with asyncio.timeout(limits.total):
                reply = await self._exchange(method, url, sent, body, allow_redirects, limits)
        except TimeoutError as error:
            if isinstance(error, ServerTimeoutError):
                raise
            raise TimeoutError from error
        response = ClientResponse(method, reply, info)
        check = self._raise if raise_for_status is None else raise_for_status
        if callable(check):
            await check(response)
        elif check:
            response.raise_for_status()
        return response

    async def _exchange(self, method, url, headers, body, redirects, limits):
        turns = self.connector._turn(url.host)
        held = []
        try:
            try:
                async with asyncio.timeout(limits.connect):
                    for turn in turns:
                        await turn.acquire()
                        held.append(turn)
            except TimeoutError:
                raise ConnectionTimeoutError(f'Connection timeout to host {url}') from None
            try:
                reply = _world.exchange(method, url, headers, body, redirects)
            except _world.Unreachable as error:
                await _world._pause(error.seconds, f'{method} {url}')
                secure = 'ssl:default' if url.scheme == 'https' else 'ssl:False'
                kind = ClientConnectorError if error.refused else ClientConnectorDNSError
                raise kind(f'Cannot connect to host {url.host}:{url.port} {secure} [{error}]') from None
            try:
                async with asyncio.timeout(limits.sock_read):
                    await _world._pause(reply.seconds, f'{method} {url}')
            except TimeoutError:
                raise SocketTimeoutError(f'Timeout on reading data from socket') from None
            return reply
        finally:
            for turn in held:
                turn.release()

    async def close(self):
        if not self._closed:
            self._closed = True
            await self.connector.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.close()

    def __enter__(self):
        raise TypeError('Use async with instead')

    def __exit__(self, *error):
        pass

    def __del__(self):
        if not getattr(self, '_closed', True):
            self._loop.call_exception_handler({'client_session': self, 'message': 'Unclosed client session'})


def request(method, url, **options):
    """A request with a session of its own: `async with aiohttp.request('GET', url) as response`."""
    session = ClientSession()
    return _Request(session._request(method, url, **options), session.close)


__getattr__ = _missing('aiohttp', 'available: only the client is simulated')
