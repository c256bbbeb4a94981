"""`interleave`: the world behind the simulated `aiohttp`, `httpx`, `requests`, `redis` and `aiofiles`, and how slow it is.

Nothing here leaves the program. A request to the same address takes the same time and gets the same answer in every run:

- HTTP takes 0.1 to 0.5 s, by the address, and `/delay/N` takes N seconds more (at most 10). Opening connections is free.
- A command to Redis (or a whole pipeline) takes 1 ms, an operation on a file 1 ms.

`interleave.latency(http=0.2, redis=0, files=0.01)` sets other times; each may be a function too, which gets the address, the name
of the command or the name of the file. None is the time above again. The page can make all of them so many times longer.

The test services that tutorials use give answers of their shape: those of httpbin.org by the path, those of jsonplaceholder; a host
that begins with `api.` or a path with `/api/` or `.json` gives a JSON object made of the path; everything else is a short HTML page.
Hosts that no one can have (no dot, or `.invalid`, `.example`, `.test`) are not found, and `localhost` refuses connections.
"""

import asyncio as _asyncio
import json as _json
import sys as _sys
import _machine
import _time

# What the reader of the page has chosen.
_factor = _machine.latency()
_set = {'http': None, 'redis': None, 'files': None}

REASONS = {200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 304: 'Not Modified',
           307: 'Temporary Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found',
           405: 'Method Not Allowed', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 418: "I'm a teapot",
           422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented',
           502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'}


def latency(**seconds):
    """Sets how long things take: `http`, `redis`, `files`; a number, a function, or None for the default."""
    for service, value in seconds.items():
        if service not in _set:
            raise TypeError(f'latency() got an unexpected keyword argument {service!r}')
        _set[service] = value


def _delay(service, subject, default):
    value = _set[service]
    if value is None:
        value = default
    elif callable(value):
        value = value(subject)
    return value * _factor


def _label(what):
    what = str(what)
    return (what if len(what) <= 60 else what[:59] + '…') + ' (simulated)'


async def _pause(seconds, what):
    """Waits as asyncio does for input or output; the timelines call the wait what it is."""
    await _asyncio._simulated_io(seconds, _label(what))


def _block(seconds, what):
    """The same in a call that blocks its thread."""
    _time.block(seconds, _label(what))


def _banner(module, what):
    print(f'interleave: {module} is simulated: {what}, and latencies are made up (see interleave.latency)', file=_sys.stderr)


# ---- addresses

_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'


def _quote(text):
    return ''.join(chr(byte) if chr(byte) in _SAFE else '+' if byte == 32 else f'%{byte:02X}' for byte in str(text).encode())


def _unquote(text):
    out = bytearray()
    parts = text.replace('+', ' ').split('%')
    out += parts[0].encode()
    for part in parts[1:]:
        out += bytes([int(part[:2], 16)]) + part[2:].encode()
    return out.decode('utf-8', 'replace')


def _pairs(data):
    """The pairs of a mapping whose values may be lists, or of a sequence of pairs."""
    items = data.items() if hasattr(data, 'items') else data
    return [(key, one) for key, value in items for one in (value if isinstance(value, (list, tuple)) else [value])]


def _encode(data):
    return '&'.join(f'{_quote(key)}={_quote(value)}' for key, value in _pairs(data) if value is not None)


class URL:
    """An address, as the libraries give it back."""

    def __init__(self, url='', base='', params=None):
        url = str(url)
        if base and '://' not in url:
            base = str(base)
            root = base.split('/', 3)
            url = base.rstrip('/') + '/' + url.lstrip('/') if not url.startswith('/') else '/'.join(root[:3]) + url
        if params:
            query = params if isinstance(params, str) else _encode(params)
            url += ('&' if '?' in url else '?') + query if query else ''
        self.scheme, found, rest = url.partition('://')
        if not found:
            self.scheme, rest = '', url
        rest, _, self.fragment = rest.partition('#')
        rest, _, self.query_string = rest.partition('?')
        self.authority, _, path = rest.partition('/') if found else ('', '', rest)
        self.path = '/' + path if found else path
        host, _, port = self.authority.rpartition('@')[2].partition(':')
        self.host = host or None
        self.port = int(port) if port.isdigit() else {'http': 80, 'https': 443}.get(self.scheme)

    @property
    def query(self):
        parts = [part.partition('=') for part in self.query_string.split('&') if part]
        return {_unquote(key): _unquote(value) for key, _, value in parts}

    @property
    def name(self):
        return self.path.rpartition('/')[2]

    def with_query(self, *args, **params):
        return URL(str(self).partition('?')[0], params=args[0] if args else params)

    def __truediv__(self, name):
        return URL(str(self).partition('?')[0].rstrip('/') + '/' + name)

    def __str__(self):
        query = '?' + self.query_string if self.query_string else ''
        return f'{self.scheme}://{self.authority}{self.path}{query}' if self.scheme else self.path + query

    def __repr__(self):
        return f'URL({str(self)!r})'

    def __eq__(self, other):
        return isinstance(other, (URL, str)) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))


def merged(params, more):
    """A session's parameters with those of a request, which may be a text that stands for all."""
    return more if isinstance(more, str) else _pairs(params) + _pairs(more or {})


class Headers(dict):
    """Headers whose names are found whatever their case."""

    def __init__(self, items=()):
        super().__init__()
        self.update(items)

    def update(self, items=(), **more):
        for key, value in [*_pairs(items or ()), *more.items()]:
            self[key] = value

    def _own(self, key):
        low = str(key).lower()
        return next((own for own in self if own.lower() == low), key)

    def __setitem__(self, key, value):
        super().__setitem__(self._own(key), str(value))

    def __getitem__(self, key):
        return super().__getitem__(self._own(key))

    def __contains__(self, key):
        return super().__contains__(self._own(key))

    def get(self, key, default=None):
        return super().get(self._own(key), default)

    def __or__(self, more):
        made = Headers(self)
        made.update(more)
        return made


# ---- HTTP

class Unreachable(Exception):
    """No connection: `refused`, or the host is not found. It takes `seconds` to know that."""

    seconds = 0.05

    def __init__(self, url, refused):
        self.url, self.refused = url, refused
        super().__init__('Connection refused' if refused else 'Name or service not known')


class Reply:
    """One answer: how long it takes, and what it is."""

    def __init__(self, seconds, status, headers, body, url, history=()):
        self.seconds, self.status, self.headers, self.body = seconds, status, headers, body
        self.url, self.history = url, history
        self.reason = REASONS.get(status, '')


def _number(text, default=0):
    return int(text) if text.isdigit() else default


def _sum(text):
    total = 0
    for at, letter in enumerate(text):
        total += (at % 7 + 1) * ord(letter)
    return total


def check(url):
    """Raises where there is no such host."""
    host = url.host or ''
    if host in ('localhost', '127.0.0.1', '0.0.0.0'):
        raise Unreachable(url, True)
    if '.' not in host or host.rpartition('.')[2] in ('invalid', 'example', 'test'):
        raise Unreachable(url, False)


def exchange(method, url, headers, body=b'', redirects=True):
    """The answer to a request; `body` is bytes. Who asks waits for `seconds`."""
    check(url)
    seconds = max(0, _delay('http', str(url), 0.1 + _sum(str(url)) % 41 / 100))
    status, content, extra, wait = _answer(method, url, headers, body)
    seconds += wait
    reply_headers = Headers({'Date': 'Tue, 14 Nov 2023 22:13:20 GMT', 'Server': 'interleave'})
    if content is None:
        content, kind = b'', 'text/plain'
    elif isinstance(content, bytes):
        kind = 'application/octet-stream'
    elif isinstance(content, str):
        content, kind = content.encode(), 'text/html; charset=utf-8'
    else:
        content, kind = _json.dumps(content, indent=2).encode(), 'application/json'
    reply_headers['Content-Type'] = kind
    reply_headers['Content-Length'] = len(content)
    reply_headers.update(extra)
    reply = Reply(seconds, status, reply_headers, b'' if method == 'HEAD' else content, url)
    target = extra.get('Location')
    if target and redirects:
        after = exchange('GET', URL(target, url), headers)
        after.seconds += seconds
        after.history = [reply, *after.history]
        return after
    return reply


_made = 0


def _answer(method, url, headers, body):
    """Status, content, further headers and further seconds."""
    global _made
    parts = [_unquote(part) for part in url.path.split('/') if part] or ['']
    host, kind = url.host, parts[0]
    last = parts[-1]
    number = _number(last)
    text = body.decode('utf-8', 'replace')
    if kind == 'status' and len(parts) > 1:
        status = _number(last.split(',')[0], 400)
        return status, None, {'Location': '/redirect/1'} if status in (301, 302, 303, 307, 308) else {}, 0
    if kind == 'delay' and len(parts) > 1:
        try:
            wait = min(max(float(last), 0), 10)
        except ValueError:
            return 404, '<title>404 Not Found</title>', {}, 0
        return 200, _echo(method, url, headers, text), {}, wait
    if kind in ('redirect', 'relative-redirect', 'absolute-redirect') and number:
        return 302, None, {'Location': f'/redirect/{number - 1}' if number > 1 else '/get'}, 0
    if kind == 'redirect-to':
        return 302, None, {'Location': url.query.get('url', '/get')}, 0
    if kind == 'uuid':
        _made += 1
        return 200, {'uuid': f'{_made * 2654435761 % 2**32:08x}-6e74-4c76-8561-{_made:012x}'}, {}, 0
    if kind == 'bytes' and number:
        return 200, bytes(at * 73 % 256 for at in range(min(number, 102400))), {}, 0
    if kind == 'ip':
        return 200, {'origin': '203.0.113.1'}, {}, 0
    if kind == 'headers':
        return 200, {'headers': dict(headers)}, {}, 0
    if kind == 'user-agent':
        return 200, {'user-agent': headers.get('User-Agent')}, {}, 0
    if kind == 'anything' or kind in ('get', 'post', 'put', 'patch', 'delete') and len(parts) == 1:
        if kind not in ('anything', method.lower()) and not (kind == 'get' and method == 'HEAD'):
            return 405, '<title>405 Method Not Allowed</title>', {}, 0
        return 200, _echo(method, url, headers, text), {}, 0
    if kind in _COLLECTIONS:
        return (*_collection(method, parts, url.query, text), {}, 0)
    if host.startswith('api.') or 'api' in parts[:-1] or last.endswith('.json') or kind == 'json':
        name = last.removesuffix('.json')
        return 200, {'id': number or _sum(url.path) % 10000, 'name': name or host, 'type': kind, 'url': str(url)}, {}, 0
    lines = _sum(str(url)) % 20 + 3
    page = ''.join(f'    <p>Paragraph {line} of {url.path}</p>\n' for line in range(1, lines))
    return 200, (f'<!doctype html>\n<html>\n<head>\n    <title>{host}</title>\n</head>\n<body>\n    <h1>{host}</h1>\n{page}</body>\n'
                 '</html>\n'), {}, 0


def _echo(method, url, headers, text):
    found = {'args': url.query, 'headers': dict(headers), 'origin': '203.0.113.1', 'url': str(url)}
    if method not in ('GET', 'HEAD'):
        try:
            data = _json.loads(text) if text else None
        except ValueError:
            data = None
        is_form = 'form' in headers.get('Content-Type', '')
        found.update(data='' if is_form else text, form=URL('?' + text).query if is_form else {}, json=data)
    if url.path.startswith('/anything'):
        found['method'] = method
    return found


# How many there are, to whom they belong, how many each of those has.
_COLLECTIONS = {'posts': (100, 'userId', 10), 'comments': (500, 'postId', 5), 'albums': (100, 'userId', 10),
                'photos': (5000, 'albumId', 50), 'todos': (200, 'userId', 20), 'users': (10, '', 1)}
_NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana', 'Ivo', 'Jo']


def _item(kind, number):
    _, owner, each = _COLLECTIONS[kind]
    if kind == 'users':
        name = _NAMES[(number - 1) % 10]
        return {'id': number, 'name': f'{name} Example', 'username': name, 'email': f'{name.lower()}@example.org',
                'address': {'street': f'{number} Main Street', 'city': 'Springfield', 'zipcode': f'{number:05}'},
                'phone': f'555-01{number:02}', 'website': 'example.org', 'company': {'name': f'{name} and Sons'}}
    item = {owner: (number - 1) // each + 1, 'id': number}
    if kind == 'comments':
        return item | {'name': f'comment {number}', 'email': f'reader{number}@example.org', 'body': f'What comment {number} says.'}
    item['title'] = f'title of {kind[:-1]} {number}'
    if kind == 'posts':
        item['body'] = f'The text of post {number}.'
    elif kind == 'todos':
        item['completed'] = number % 3 == 0
    elif kind == 'photos':
        item['url'] = f'https://example.org/600/{number}'
        item['thumbnailUrl'] = f'https://example.org/150/{number}'
    return item


def _collection(method, parts, query, text):
    kind = parts[0]
    count, owner, each = _COLLECTIONS[kind]
    if len(parts) == 1:
        if method == 'POST':
            try:
                return 201, {**_json.loads(text or '{}'), 'id': count + 1}
            except (ValueError, TypeError):
                return 201, {**URL('?' + text).query, 'id': count + 1}
        items = [_item(kind, number) for number in range(1, count + 1)]
        for key, value in query.items():
            if key[0] != '_':
                items = [item for item in items if str(item.get(key)) == value]
        limit = _number(query.get('_limit', ''), len(items))
        start = _number(query.get('_start', ''), (_number(query.get('_page', ''), 1) - 1) * limit)
        return 200, items[start:start + limit]
    number = _number(parts[1])
    if not 1 <= number <= count:
        return 404, {}
    if len(parts) > 2:
        inner = _COLLECTIONS.get(parts[2])
        if not inner:
            return 404, {}
        first = (number - 1) * inner[2] + 1
        return 200, [_item(parts[2], at) for at in range(first, first + inner[2])]
    if method == 'DELETE':
        return 200, {}
    if method in ('PUT', 'PATCH'):
        old = _item(kind, number) if method == 'PATCH' else {}
        return 200, {**old, **_json.loads(text or '{}'), 'id': number}
    return 200, _item(kind, number)


def body_of(data, json, headers):
    """The bytes of a request's body; sets its type."""
    if json is not None:
        headers.update({} if 'Content-Type' in headers else {'Content-Type': 'application/json'})
        return _json.dumps(json).encode()
    if data is None:
        return b''
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    if isinstance(data, str):
        return data.encode()
    headers.update({} if 'Content-Type' in headers else {'Content-Type': 'application/x-www-form-urlencoded'})
    return _encode(data).encode()
