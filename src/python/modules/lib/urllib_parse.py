"""`urllib.parse`: addresses taken apart, put together and quoted."""

from typing import NamedTuple as _NamedTuple

__all__ = ['parse_qs', 'parse_qsl', 'quote', 'quote_plus', 'unquote', 'unquote_plus', 'urlencode', 'urljoin', 'urlparse', 'urlsplit',
           'urlunparse', 'urlunsplit']

_SAFE = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding='utf-8', errors='strict'):
    data = string if isinstance(string, (bytes, bytearray)) else string.encode(encoding or 'utf-8', errors or 'strict')
    return ''.join([chr(byte) if chr(byte) in _SAFE or chr(byte) in safe else f'%{byte:02X}' for byte in data])


def quote_plus(string, safe='', encoding='utf-8', errors='strict'):
    return quote(string, safe + ' ', encoding, errors).replace(' ', '+')


def unquote(string, encoding='utf-8', errors='replace'):
    first, *parts = string.split('%')
    data = bytearray(first.encode())
    for part in parts:
        try:
            data += bytes.fromhex(part[:2]) if len(part) > 1 else b'%' + part.encode()
            data += part[2:].encode()
        except ValueError:
            data += b'%' + part.encode()
    return data.decode(encoding or 'utf-8', errors or 'replace')


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    def text(value):
        return value if isinstance(value, (str, bytes)) else str(value)

    pairs = []
    for key, value in query.items() if hasattr(query, 'items') else query:
        is_many = doseq and not isinstance(value, (str, bytes)) and hasattr(value, '__len__')
        pairs += [(key, one) for one in value] if is_many else [(key, value)]
    return '&'.join([f'{quote_via(text(key), safe)}={quote_via(text(value), safe)}' for key, value in pairs])


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    found = []
    for pair in qs.split(separator) if qs else ():
        key, sign, value = pair.partition('=')
        if not sign and strict_parsing:
            raise ValueError(f'bad query field: {pair!r}')
        if value or keep_blank_values and pair:
            found.append((unquote_plus(key, encoding, errors), unquote_plus(value, encoding, errors)))
    return found


def parse_qs(qs, *args, **options):
    found = {}
    for key, value in parse_qsl(qs, *args, **options):
        found.setdefault(key, []).append(value)
    return found


class _Parts:
    """What both forms have besides their parts."""

    __slots__ = ()

    def _host_parts(self):
        user, at, place = self.netloc.rpartition('@')
        host, _, port = place.partition(']')[2].partition(':') if place[:1] == '[' else place.partition(':')
        return user if at else None, place[1:].partition(']')[0] if place[:1] == '[' else host, port

    @property
    def username(self):
        user = self._host_parts()[0]
        return None if user is None else user.partition(':')[0]

    @property
    def password(self):
        user = self._host_parts()[0]
        return user.partition(':')[2] if user and ':' in user else None

    @property
    def hostname(self):
        return self._host_parts()[1].lower() or None

    @property
    def port(self):
        port = self._host_parts()[2]
        if not port:
            return None
        if not port.isdecimal():
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)


class _Split(_NamedTuple):
    scheme: str
    netloc: str
    path: str
    query: str
    fragment: str


class SplitResult(_Parts, _Split):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class _Parsed(_NamedTuple):
    scheme: str
    netloc: str
    path: str
    params: str
    query: str
    fragment: str


class ParseResult(_Parts, _Parsed):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


def urlsplit(url, scheme='', allow_fragments=True):
    url = url.lstrip().replace('\n', '').replace('\r', '').replace('\t', '')
    head, colon, rest = url.partition(':')
    if colon and head[:1].isalpha() and all(char.isalnum() or char in '+-.' for char in head):
        scheme, url = head.lower(), rest
    netloc = query = fragment = ''
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    if url[:2] == '//':
        netloc, slash, path = url[2:].partition('/')
        url = slash + path
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    head, slash, last = path.rpartition('/')
    last, _, params = last.partition(';')
    return ParseResult(scheme, netloc, head + slash + last, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, path, query, fragment = components
    if netloc:
        path = f'//{netloc}' + ('/' if path and path[0] != '/' else '') + path
    return (scheme + ':' if scheme else '') + path + ('?' + query if query else '') + ('#' + fragment if fragment else '')


def urlunparse(components):
    scheme, netloc, path, params, query, fragment = components
    return urlunsplit((scheme, netloc, f'{path};{params}' if params else path, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    start = urlparse(base, '', allow_fragments)
    found = urlparse(url, start.scheme, allow_fragments)
    if found.scheme != start.scheme:
        return url
    if found.netloc:
        return found.geturl()
    if not found.path and not found.params:
        return urlunparse((*start[:4], found.query or start.query, found.fragment))
    steps = found.path.split('/') if found.path[:1] == '/' else start.path.split('/')[:-1] + found.path.split('/')
    kept = []
    for step in steps:
        if step == '..':
            if kept[1:]:
                kept.pop()
        elif step != '.':
            kept.append(step)
    path = '/'.join(kept)
    if steps[-1] in ('.', '..'):
        path += '/'
    if start.netloc and path[:1] != '/':
        path = '/' + path
    return urlunparse((start.scheme, start.netloc, path, *found[3:]))
