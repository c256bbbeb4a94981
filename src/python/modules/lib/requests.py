"""`requests`, simulated: answers come from `interleave`.

Latency model: a request blocks its thread, and with it an event loop that runs there, for `interleave`'s time for the address.
"""

import json as _json

import interleave as _world
from interleave import URL as _URL, Headers as _Headers
from _web import Body as _Body, Closing as _Closing, Verbs as _Verbs, missing as _missing

_world._banner('requests', 'no network is used')

__version__ = '2.32.0'


class RequestException(OSError):
    def __init__(self, *args, request=None, response=None):
        super().__init__(*args)
        self.request, self.response = request, response


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class TooManyRedirects(RequestException):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class JSONDecodeError(RequestException, _json.JSONDecodeError):
    def __init__(self, *args, **options):
        _json.JSONDecodeError.__init__(self, *args)
        self.request = self.response = None


class Request:
    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers, self.body = method, url, headers, body

    def __repr__(self):
        return f'<PreparedRequest [{self.method}]>'


class _Elapsed(float):
    def total_seconds(self):
        return float(self)


class Response(_Body, _Closing):
    def __init__(self, reply, request):
        self.status_code, self.reason, self.headers = reply.status, reply.reason, reply.headers
        self.url, self.content, self.request = str(reply.url), reply.body, request
        self.history = [Response(one, request) for one in reply.history]
        self.cookies, self.encoding = {}, 'utf-8'
        self.elapsed = _Elapsed(reply.seconds)

    @property
    def ok(self):
        return self.status_code < 400

    def json(self, **options):
        try:
            return super().json(**options)
        except _json.JSONDecodeError as error:
            raise JSONDecodeError(error.msg, error.doc, error.pos) from None

    def raise_for_status(self):
        if not self.ok:
            kind = 'Client' if self.status_code < 500 else 'Server'
            raise HTTPError(f'{self.status_code} {kind} Error: {self.reason} for url: {self.url}', request=self.request, response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        return self._chunks(chunk_size or len(self.content) or 1)

    def iter_lines(self, decode_unicode=False, **options):
        for line in self.text.splitlines():
            yield line if decode_unicode else line.encode()

    def close(self):
        pass

    def __iter__(self):
        return self.iter_content(128)

    def __bool__(self):
        return self.ok

    def __repr__(self):
        return f'<Response [{self.status_code}]>'


class Session(_Verbs, _Closing):
    def __init__(self):
        self.headers = _Headers({'User-Agent': f'python-requests/{__version__}', 'Accept-Encoding': 'gzip, deflate',
                                 'Accept': '*/*', 'Connection': 'keep-alive'})
        self.params, self.cookies, self.auth, self.verify, self.proxies = {}, {}, None, True, {}

    def mount(self, prefix, adapter):
        pass

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        url = _URL(url, params=_world.merged(self.params, params))
        if not url.scheme:
            raise MissingSchema(f'Invalid URL {str(url)!r}: No scheme supplied. Perhaps you meant https://{url}?')
        sent = _Headers(self.headers) | headers
        body = _world.body_of(data, json, sent)
        request = Request(method.upper(), str(url), sent, body or None)
        limit = timeout[1] if isinstance(timeout, tuple) else timeout
        where = f"HTTP{'S' if url.scheme == 'https' else ''}ConnectionPool(host={url.host!r}, port={url.port}): "
        what = f'{request.method} {url}'
        try:
            reply = _world.exchange(request.method, url, sent, body, allow_redirects)
        except _world.Unreachable as error:
            _world._block(error.seconds, what)
            raise ConnectionError(f'{where}Max retries exceeded with url: {url.path} (Caused by {error})', request=request) from None
        if limit is not None and reply.seconds > limit:
            _world._block(limit, what)
            raise ReadTimeout(f'{where}Read timed out. (read timeout={limit})', request=request)
        _world._block(reply.seconds, what)
        return Response(reply, request)

    def head(self, url, **options):
        return self.request('HEAD', url, **{'allow_redirects': False, **options})

    def post(self, url, data=None, json=None, **options):
        return self.request('POST', url, data=data, json=json, **options)

    def put(self, url, data=None, **options):
        return self.request('PUT', url, data=data, **options)

    def patch(self, url, data=None, **options):
        return self.request('PATCH', url, data=data, **options)

    def close(self):
        pass


def session():
    return Session()


def request(method, url, **options):
    return Session().request(method, url, **options)


def get(url, params=None, **options):
    return request('GET', url, params=params, **options)


def head(url, **options):
    return Session().head(url, **options)


def options(url, **options):
    return request('OPTIONS', url, **options)


def post(url, data=None, json=None, **options):
    return request('POST', url, data=data, json=json, **options)


def put(url, data=None, **options):
    return request('PUT', url, data=data, **options)


def patch(url, data=None, **options):
    return request('PATCH', url, data=data, **options)


def delete(url, **options):
    return request('DELETE', url, **options)


class exceptions:
    RequestException = RequestException
    HTTPError = HTTPError
    ConnectionError = ConnectionError
    Timeout = Timeout
    ConnectTimeout = ConnectTimeout
    ReadTimeout = ReadTimeout
    TooManyRedirects = TooManyRedirects
    InvalidURL = InvalidURL
    MissingSchema = MissingSchema
    JSONDecodeError = JSONDecodeError


class codes:
    ok = OK = 200
    created = 201
    no_content = 204
    bad_request = 400
    unauthorized = 401
    forbidden = 403
    not_found = NOT_FOUND = 404
    too_many_requests = 429
    internal_server_error = server_error = 500


__getattr__ = _missing('requests', 'simulated')
