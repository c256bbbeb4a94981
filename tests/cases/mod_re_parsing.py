# Patterns of all kinds, right and wrong, made by a generator: what they match, or where they are wrong.
import re
import warnings


def draws(seed):
    """Numbers from one seed, everywhere the same."""
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        yield seed >> 33


numbers = draws(11)


def draw(count):
    return next(numbers) % count


def pick(items):
    return items[draw(len(items))]


GOOD = ['a', 'b', 'c', 'é', 'ß', 'A', '.', '\\d', '\\w', '\\s', '\\D', '\\W', '\\S', '\\b', '\\B', '^', '$', '\\A', '\\Z', '[abc]', '[^a]',
        '[a-c]', '[\\d_]', '[^\\w ]', '[]a]', '[a-]', '[-a]', '[\\]]', '[a\\-c]', '\\n', '\\t', '\\x41', '\\u0061', '\\101', '\\0', '\\.',
        '[é-ö]', '[J-k]', 'ſ', 'K', '(?:a|b)', '(?i:a)', '(?s:.)', '(?-i:A)', '(?m:^)', '(?x: a b )', ' ', '#', '-', 'a{2}']
MORE = ['\\1', '\\2', '{', '}', '{1}', '{,2}', '{2,1}', 'x{1,', '[[:', '[a', '\\', '(', ')', '(?', '(?P', '(?P<n>a)', '(?P=n)', '(?(1)a|b)',
        '(?(n)a)', '(?=a)', '(?!a)', '(?<=a)', '(?<!ab)', '(?>a+)', '(?#c)', '(?#', '(?a)', '(?i)', '(?L)', '(?u)', '(?x)', '\\q', '\\N',
        '\\xg', '\\u12', '\\U00110000', '\\U0001F600', '[z-a]', '[\\d-z]', '[a-\\d]', '\\400', '\\777', '\\18', '[\\400]', '[\\1]',
        '[\\b]', '[\\q]', '(?P<1a>x)', '(?P<n>b)', '(?P<ñ>b)', '(?<=a+)', '(?<=a|bc)', '(?<n)', '(?<', '(?z)', '(?i-m:a)', '(?-)', '(?i-',
        '(?i-i:a)', '(?ai:b)', '(?au:b)', '(?P>', '(?P<', '(?P<>a)', '(?P=)', '(?(0)a)', '(?(99)a)', '(?(x)a)', '(?(1)a|b|c)', '(?(',
        '(?(1', '|', '||', 'a|', '|b', '\\é', '[a&&b]', '[a||b]', '[a~~b]', '[a--b]', '[+--]', '[^[]']
QUANTIFIERS = ['*', '+', '?', '{2}', '{1,2}', '{,3}', '{0}', '{2,}', '*?', '+?', '??', '{1,2}?', '*+', '++', '?+', '{2}+', '{1,3}+', '**',
               '{3,1}', '{4294967295}', '{99999999999}']
GROUPS = ['(%s)', '(%s)', '(?:%s)', '(?P<g1>%s)', '(?P<g2>%s)', '(?=%s)', '(?!%s)', '(?<=%s)', '(?<!%s)', '(?>%s)', '(?i:%s)', '(%s|b)',
          '(?:%s|)', '(?s-i:%s)', '(?x:%s)']
TEXTS = ['', 'abc', 'aaab', 'ABC abc', 'a\nb\nc\n', 'éÉß ſsK kK', 'foo_12 bar 3.4', 'bcbcabcab aab', 'a-b]c{1}#x', '\0\t A é日本']


def make(depth=0):
    pattern = ''
    for _ in range(1 + draw(4)):
        if depth < 3 and draw(4) == 0:
            pattern += pick(GROUPS) % make(depth + 1)
        else:
            pattern += pick(MORE if draw(8) == 0 else GOOD)
        if draw(3) == 0:
            pattern += pick(QUANTIFIERS if draw(12) == 0 else QUANTIFIERS[:17])
        if draw(16) == 0:
            pattern += '|'
    return pattern


def tell(pattern, flags, texts):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter('always')
        try:
            compiled = re.compile(pattern, flags)
        except re.error as error:
            return error.msg, error.pos, error.lineno, error.colno, str(error)
        except (ValueError, OverflowError) as error:
            return repr(error)
        finally:
            for one in warned:
                print('   ', one.category.__name__, one.message)
    found = [compiled, compiled.groups, dict(compiled.groupindex)]
    for text in texts:
        match = compiled.search(text)
        found.append(match and (match.regs, match.lastindex, match.lastgroup))
        found.append([one.span() for one in compiled.finditer(text)])
        found += compiled.match(text), compiled.fullmatch(text), compiled.split(text, 2)
    return found


for number in range(450):
    pattern, flags = make(), 0
    for flag in re.I, re.M, re.S, re.X, re.A:
        if draw(9) == 0:
            flags |= flag
    texts = [pick(TEXTS), pick(TEXTS)]
    if draw(5) == 0:
        pattern, texts = pattern.encode(), [text.encode() for text in texts]
    print(number, pattern, tell(pattern, flags, texts))

print(re.compile('(?:' * 90 + 'a' + ')' * 90).fullmatch('a'))
for args in [('a', re.L), (b'a', re.U), ('a', re.A | re.U), (b'a', re.A | re.L), (')', re.L), (b'(?i', re.U), (1,), (None, 1)]:
    try:
        print(re.compile(*args))
    except Exception as error:
        print(repr(error))
pattern = re.compile('(?P<x>a)|(?P<y>b)')
for one, name in [(pattern, 'pattern'), (pattern, 'flags'), (pattern, 'groups'), (pattern, 'groupindex'), (pattern.match('a'), 're'),
                  (pattern.match('a'), 'string'), (pattern.match('a'), 'endpos'), (pattern.match('b'), 'lastgroup'),
                  (pattern.match('b'), 'lastindex'), (pattern.match('b'), 'regs')]:
    print(getattr(one, name), getattr(type(one), name))
    try:
        setattr(one, name, 1)
    except AttributeError as error:
        print(error)
