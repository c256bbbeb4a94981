"""`_re_parser`: reads a pattern of `re` and writes the program that the native matcher runs.

One pass and no tree between: each group that is open keeps where its code begins, and a quantifier puts instructions around the
code of the item before it. That works because a jump is told from its own instruction until the program is done. Groups nest on
a list, never on calls. Errors have CPython's words and places, which follow from how it reads: a backslash and the character
behind it are one token, and that a pattern ends in a backslash is noticed one token before.

An instruction is a list `[operation, a, b, jump]`; `text/regex/program.rs` says what each means.
"""

from _re_tokens import DIGITS, HEX, OCTAL, Tokens
from re import PatternError

# Those up to _SET take one character; those from _LOOP on have registers of their own, the first of which is `a`.
(_CHAR, _FOLDED, _ANY, _NOT_NEWLINE, _CATEGORY, _SET, _START, _LINE_START, _END, _LINE_END, _VERY_END, _BOUNDARY, _JUMP, _SPLIT,
 _SPLIT_JUMP, _GREEDY, _LAZY, _POSSESSIVE, _IF_GROUP, _BACK, _SAVE, _FAIL, _MATCH,
 _LOOP, _UNTIL, _UNTIL_LAZY, _AGAIN, _ENTER, _CUT, _LOOK, _LOOK_END, _LOOK_NOT, _LOOK_NOT_END) = range(33)

_IGNORECASE, _LOCALE, _MULTILINE, _DOTALL, _UNICODE, _VERBOSE, _ASCII = 2, 4, 8, 16, 32, 64, 256
_KINDS = _ASCII | _LOCALE | _UNICODE
_FLAGS = {'i': _IGNORECASE, 'L': _LOCALE, 'm': _MULTILINE, 's': _DOTALL, 'x': _VERBOSE, 'a': _ASCII, 'u': _UNICODE}

_SPACES = frozenset(' \t\n\r\v\f')
_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}
_OPERATORS = {'-': 'difference', '&': 'intersection', '~': 'symmetric difference', '|': 'union'}

# No upper bound of a repetition, or of a width.
_UNBOUNDED = 2 ** 32 - 1
_WIDEST = 2 ** 64 - 1
# Before the bits of a category in a set, where a character would stand.
_IN_SET = 0x110000


def parse(pattern, flags):
    """What `_re.compile` takes: the instructions one after another, the sets, how many groups capture; the flags given and those
    that follow from the pattern; the numbers of the groups that have names."""
    parser = _Parser(pattern, flags)
    parser.read()
    return parser.finish()


def _number(digits, default):
    if not digits:
        return default
    digits = digits.lstrip('0') or '0'
    if len(digits) > 10 or int(digits) >= _UNBOUNDED:
        raise OverflowError('the repetition number is too large')
    return int(digits)


# Widths are pairs: how many characters something takes, at least and at most.

def _then(one, other):
    return min(one[0] + other[0], _WIDEST), min(one[1] + other[1], _WIDEST)


def _either(one, other):
    return min(one[0], other[0]), max(one[1], other[1])


def _times(width, least, most):
    if most == _UNBOUNDED and width[1]:
        return min(width[0] * least, _WIDEST), _WIDEST
    return min(width[0] * least, _WIDEST), min(width[1] * most, _WIDEST)


class _Group:
    """A group that is being read: the whole pattern, or one that only holds together."""

    def __init__(self, start, flags, code):
        # Where it begins in the pattern, and the flags outside.
        self.start, self.flags = start, flags
        # Where its code begins, the instruction of its kind included, and where that of its present alternative.
        self.code = self.alternative = code
        # The jumps at the ends of the alternatives before, and their width.
        self.jumps, self.others = [], None
        # The width of the present one up to its last item.
        self.width = 0, 0
        # What a quantifier would repeat: 'other', or what has no or another quantifier.
        self.item, self.item_code, self.item_width = None, code, (0, 0)

    def all_width(self):
        own = _then(self.width, self.item_width)
        return own if self.others is None else _either(self.others, own)

    def close(self, parser, width):
        """Ends its code; gives the width that counts outside."""
        return width


class _Capture(_Group):
    def close(self, parser, width):
        parser.emit(_SAVE, self.number * 2 + 1)
        parser.groups[self.number] = width
        return width


class _Atomic(_Group):
    def close(self, parser, width):
        parser.emit(_CUT, self.local)
        return width


class _Look(_Group):
    def close(self, parser, width):
        parser.behind = self.outer
        if self.behind and width[0] != width[1] and parser.delayed is None:
            parser.delayed = PatternError('look-behind requires fixed-width pattern')
        parser.emit(_LOOK_NOT_END if self.negative else _LOOK_END, self.local)
        back = min(width[0], _UNBOUNDED) if self.behind else 0
        operation = _LOOK_NOT if self.negative else _LOOK
        parser.code[self.code] = [operation, self.local, back, len(parser.code) - self.code]
        return 0, 0


class _Condition(_Group):
    second = False

    def close(self, parser, width):
        if self.second:
            return width
        parser.aim(self.code)
        return _either(width, (0, 0))


class _Parser(Tokens):
    def __init__(self, pattern, flags):
        super().__init__(pattern)
        # Those in force.
        self.flags = flags
        self.code, self.sets, self.locals = [], [], 0
        self.names = {}
        self.open = [_Group(0, flags, 0)]
        # The widths of the groups so far; None while one is open.
        self.groups = [None]
        # Numbers of groups that conditions name, and where.
        self.references = []
        # Inside a look-behind, how many groups there were before it.
        self.behind = None
        # An error that counts only if the pattern can be read to its end.
        self.delayed = None

    # The whole

    def read(self):
        while token := self.tokens[self.at]:
            if token == '|':
                self.next_alternative()
                continue
            if token == ')':
                if len(self.open) == 1:
                    return
                self.next()
                self.close_group()
                continue
            self.next()
            if self.flags & _VERBOSE:
                if token in _SPACES:
                    continue
                if token == '#':
                    while self.next() not in ('\n', ''):
                        pass
                    continue
            self.read_item(token)
        if len(self.open) > 1:
            self.fail('missing ), unterminated subpattern', place=self.open[-1].start)

    def finish(self):
        self.join_alternatives()
        self.emit(_MATCH)
        if self.is_text:
            if self.flags & _LOCALE:
                raise ValueError('cannot use LOCALE flag with a str pattern')
            if not self.flags & _ASCII:
                self.flags |= _UNICODE
            elif self.flags & _UNICODE:
                raise ValueError('ASCII and UNICODE flags are incompatible')
        elif self.flags & _UNICODE:
            raise ValueError('cannot use UNICODE flag with a bytes pattern')
        elif self.flags & _LOCALE and self.flags & _ASCII:
            raise ValueError('ASCII and LOCALE flags are incompatible')
        if self.tokens[self.at]:
            self.fail('unbalanced parenthesis')
        count = len(self.groups)
        for group, place in self.references:
            if group >= count:
                self.fail(f'invalid group reference {group}', place=place)
        if self.delayed:
            raise self.delayed
        words = []
        for place, (operation, a, b, jump) in enumerate(self.code):
            # Registers follow those of the groups, two each, and the one of the last group that closed.
            words += operation, a + 2 * count + 1 if operation >= _LOOP else a, b, place + jump
        return words, self.sets, count - 1, self.flags, self.names

    # Code

    def emit(self, operation, a=0, b=0, jump=0):
        self.code.append([operation, a, b, jump])

    def emit_item(self, instruction):
        operation = instruction[0]
        is_place = _START <= operation <= _BOUNDARY
        width = int(operation <= _SET)
        self.new_item('place' if is_place else 'other', (width, width))
        self.code.append(instruction)

    def new_item(self, item, width):
        group = self.open[-1]
        group.width = _then(group.width, group.item_width)
        group.item, group.item_code, group.item_width = item, len(self.code), width

    def aim(self, place):
        """Lets an instruction jump to the end of the code."""
        self.code[place][3] = len(self.code) - place

    def local(self, count):
        self.locals += count
        return self.locals - count

    def is_ascii(self):
        return not self.is_text or self.flags & _ASCII != 0

    def fold(self):
        """0 where case counts, 1 where it does not count of ASCII, 2 where it does not count at all."""
        if not self.flags & _IGNORECASE:
            return 0
        return 1 if self.is_ascii() else 2

    def literal(self, code):
        fold = self.fold()
        return [_FOLDED, code, fold, 0] if fold else [_CHAR, code, 0, 0]

    # Items and their repetition

    def read_item(self, token):
        if len(token) == 2:
            instruction = self.escape(token[1])
        elif token == '[':
            instruction = self.set()
        elif token == '(':
            return self.open_group()
        elif token == '*':
            return self.quantifier(0, _UNBOUNDED, self.at - 1)
        elif token == '+':
            return self.quantifier(1, _UNBOUNDED, self.at - 1)
        elif token == '?':
            return self.quantifier(0, 1, self.at - 1)
        elif token == '{' and self.bounds():
            return
        elif token == '.':
            instruction = [_ANY if self.flags & _DOTALL else _NOT_NEWLINE, 0, 0, 0]
        elif token == '^':
            instruction = [_LINE_START if self.flags & _MULTILINE else _START, 0, 0, 0]
        elif token == '$':
            instruction = [_LINE_END if self.flags & _MULTILINE else _END, 0, 0, 0]
        else:
            instruction = self.literal(ord(token))
        self.emit_item(instruction)

    def bounds(self):
        """`{2,3}`, repeating what stands before it; false where it is no more than a brace."""
        here = self.at
        if self.tokens[here] == '}':
            return False
        low = self.digits(_UNBOUNDED, DIGITS)
        high = self.digits(_UNBOUNDED, DIGITS) if self.take(',') else low
        if not self.take('}'):
            self.at = here
            return False
        least, most = _number(low, 0), _number(high, _UNBOUNDED)
        if most < least:
            self.fail('min repeat greater than max repeat', place=self.places[here])
        self.quantifier(least, most, here - 1)
        return True

    def quantifier(self, least, most, start):
        """Repeats the last item. The quantifier begins with this token."""
        group = self.open[-1]
        if group.item != 'other':
            self.fail('multiple repeat' if group.item == 'repeated' else 'nothing to repeat', place=self.places[start])
        greed = _LAZY if self.take('?') else _POSSESSIVE if self.take('+') else _GREEDY
        width = group.item_width
        group.item, group.item_width = 'repeated', _times(width, least, most)
        self.repeat(group.item_code, width, least, most, greed)

    def repeat(self, start, width, least, most, greed):
        """Repeats the code from a place on, which takes so many characters."""
        code = self.code
        length = len(code) - start
        if length == 1 and code[start][0] <= _SET:
            code.insert(start, [greed, least, most, 0])
            return
        if greed == _POSSESSIVE:
            # Each round is closed to going back, and all of them together.
            self.atomic(start)
            self.repeat(start, width, least, most, _GREEDY)
            self.atomic(start)
            return
        lazy = greed == _LAZY
        if most == 1 and least == 0:
            code.insert(start, [_SPLIT_JUMP if lazy else _SPLIT, 0, 0, length + 1])
        elif most == _UNBOUNDED and width[0] > 0 and least == 0:
            # Rounds that take something need not be counted.
            code.insert(start, [_SPLIT_JUMP if lazy else _SPLIT, 0, 0, length + 2])
            self.emit(_JUMP, jump=-length - 1)
        elif most == _UNBOUNDED and width[0] > 0 and least == 1:
            self.emit(_SPLIT if lazy else _SPLIT_JUMP, jump=-length)
        else:
            local = self.local(2)
            code.insert(start, [_LOOP, local, 0, length + 1])
            self.emit(_UNTIL_LAZY if lazy else _UNTIL, local, least)
            self.emit(_AGAIN, local, most, -length - 1)

    def atomic(self, start):
        local = self.local(1)
        self.code.insert(start, [_ENTER, local, 0, 0])
        self.emit(_CUT, local)

    # Groups and their alternatives

    def next_alternative(self):
        group = self.open[-1]
        is_condition = isinstance(group, _Condition)
        if is_condition and group.second:
            self.fail('conditional backref with more than two branches')
        self.next()
        group.jumps.append(len(self.code))
        self.emit(_JUMP)
        group.others = group.all_width()
        group.width = group.item_width = 0, 0
        group.item = None
        if is_condition:
            group.second = True
            self.aim(group.code)
        else:
            # The split in front moves all by one.
            start = group.alternative
            group.jumps[-1] += 1
            self.code.insert(start, [_SPLIT, 0, 0, len(self.code) + 1 - start])
        group.alternative = len(self.code)

    def join_alternatives(self):
        for place in self.open[-1].jumps:
            self.aim(place)

    def close_group(self):
        self.join_alternatives()
        group = self.open.pop()
        self.flags = group.flags
        self.open[-1].item_width = group.close(self, group.all_width())

    def open_as(self, kind, start, flags, *instruction, **details):
        """Begins a group of this kind, with its first instruction where it has one."""
        self.new_item('other', (0, 0))
        group = kind(start, flags, len(self.code))
        if instruction:
            self.emit(*instruction)
        group.alternative = len(self.code)
        group.__dict__.update(details)
        self.open.append(group)

    def open_group(self):
        """A parenthesis has been read."""
        start = self.places[self.at - 1]
        if not self.take('?'):
            return self.open_capture(start)
        token = self.expect('unexpected end of pattern')
        if token == ':':
            self.open_as(_Group, start, self.flags)
        elif token == 'P':
            self.open_named(start)
        elif token == '=' or token == '!':
            self.open_look(start, token == '!', False)
        elif token == '<':
            token = self.expect('unexpected end of pattern')
            if token != '=' and token != '!':
                self.fail(f'unknown extension ?<{token}', len(token) + 2)
            self.open_look(start, token == '!', True)
        elif token == '#':
            while (token := self.next()) != ')':
                if not token:
                    self.fail('missing ), unterminated comment', place=start)
        elif token == '>':
            local = self.local(1)
            self.open_as(_Atomic, start, self.flags, _ENTER, local, local=local)
        elif token == '(':
            self.open_condition(start)
        elif token == '-' or token in _FLAGS:
            self.open_flags(start, token)
        else:
            self.fail(f'unknown extension ?{token}', len(token) + 1)

    def open_capture(self, start, name=None):
        number = len(self.groups)
        if name is not None:
            before = self.names.setdefault(name, number)
            if before != number:
                self.fail(f'redefinition of group name {name!r} as group {number}; was group {before}', len(name) + 1)
        self.groups.append(None)
        self.open_as(_Capture, start, self.flags, _SAVE, number * 2, number=number)

    def open_named(self, start):
        """`(?P<name>` or `(?P=name)`"""
        if self.take('<'):
            self.open_capture(start, self.group_name('>'))
        elif self.take('='):
            name = self.group_name(')')
            group = self.named_group(name)
            self.check_closed(group, len(name) + 1)
            self.emit_item(self.back_reference(group))
        else:
            token = self.expect('unexpected end of pattern')
            self.fail(f'unknown extension ?P{token}', len(token) + 2)

    def named_group(self, name):
        if name not in self.names:
            self.fail(f'unknown group name {name!r}', len(name) + 1)
        return self.names[name]

    def open_look(self, start, negative, behind):
        outer = self.behind
        if behind and outer is None:
            self.behind = len(self.groups)
        self.open_as(_Look, start, self.flags, _FAIL, local=self.local(2), negative=negative, behind=behind, outer=outer)

    def open_condition(self, start):
        """`(?(1)yes|no)`"""
        name = self.until(')', 'group name')
        length = len(name) + 1
        if name.isdecimal() and name.isascii():
            number = name.lstrip('0')
            if not number:
                self.fail('bad group number', length)
            if len(number) > 10 or int(number) >= 2 ** 30 - 1:
                self.fail(f'invalid group reference {number}', length)
            group = int(number)
            self.references.append((group, self.places[self.at] - length))
        else:
            self.check_name(name)
            group = self.named_group(name)
        self.check_behind(group)
        self.open_as(_Condition, start, self.flags, _IF_GROUP, group)

    def open_flags(self, start, token):
        """`(?i)`, `(?i:` or `(?i-m:`; the first flag or `-` has been read."""
        on = off = 0
        while token in _FLAGS:
            bit = _FLAGS[token]
            if self.is_text and token == 'L':
                self.fail("bad inline flags: cannot use 'L' flag with a str pattern")
            if not self.is_text and token == 'u':
                self.fail("bad inline flags: cannot use 'u' flag with a bytes pattern")
            on |= bit
            if bit & _KINDS and on & _KINDS != bit:
                self.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            token = self.next_flag('missing -, : or )', ')-:')
        if token == ')':
            group = self.open[-1]
            if group.item is not None or group.others is not None or len(self.open) > 1:
                self.fail('global flags not at the start of the expression', place=start)
            self.flags |= on
            return
        if token == '-':
            token = self.next_flag('missing flag', '')
            while token in _FLAGS:
                if _FLAGS[token] & _KINDS:
                    self.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                off |= _FLAGS[token]
                token = self.next_flag('missing :', ':')
        if on & off:
            self.fail('bad inline flags: flag turned on and off', 1)
        self.open_as(_Group, start, self.flags)
        if on & _KINDS:
            self.flags &= ~_KINDS
        self.flags = (self.flags | on) & ~off

    def next_flag(self, missing, ends):
        """A flag, or one of the characters that may end the flags."""
        token = self.expect(missing)
        if token not in _FLAGS and token not in ends:
            self.fail('unknown flag' if len(token) == 1 and token.isalpha() else missing, len(token))
        return token

    # Characters, references and sets

    def category(self, letter):
        """`\\d`, `\\s`, `\\w` or an opposite as bits; None for another letter."""
        kind = 'dsw'.find(letter.lower()) if letter.isascii() else -1
        return None if kind < 0 else kind << 2 | self.is_ascii() << 1 | letter.isupper()

    def escape(self, letter):
        """An escape outside of sets."""
        category = self.category(letter)
        if category is not None:
            return [_CATEGORY, category, 0, 0]
        if letter == 'A':
            return [_START, 0, 0, 0]
        if letter == 'Z':
            return [_VERY_END, 0, 0, 0]
        if letter == 'b' or letter == 'B':
            return [_BOUNDARY, self.category('w'), int(letter == 'B'), 0]
        if letter == '0':
            return self.literal(int('0' + self.digits(2, OCTAL), 8))
        if letter in DIGITS:
            return self.reference_or_octal(letter)
        return self.literal(self.character_escape(letter))

    def reference_or_octal(self, digits):
        """`\\1`, or three octal digits."""
        digits += self.digits(1, DIGITS)
        if len(digits) == 2 and OCTAL.issuperset(digits) and self.tokens[self.at] in OCTAL:
            return self.literal(self.octal(digits + self.next()))
        group = int(digits)
        self.check_closed(group, len(digits) + 1)
        return self.back_reference(group)

    def octal(self, digits):
        code = int(digits, 8)
        if code > 0o377:
            self.fail(f'octal escape value \\{digits} outside of range 0-0o377', len(digits) + 1)
        return code

    def check_closed(self, group, length):
        """That a group that is referred to exists and is closed; the reference is so long."""
        if group >= len(self.groups):
            self.fail(f'invalid group reference {group}', length - 1)
        if self.groups[group] is None:
            self.fail('cannot refer to an open group', length)

    def check_behind(self, group):
        if self.behind is None:
            return
        if group >= len(self.groups) or self.groups[group] is None:
            self.fail('cannot refer to an open group')
        if group >= self.behind:
            self.fail('cannot refer to group defined in the same lookbehind subpattern')

    def back_reference(self, group):
        self.check_behind(group)
        return [_BACK, group, self.fold(), 0]

    def character_escape(self, letter):
        """Escapes that mean one character, in sets and outside."""
        if letter in _ESCAPES:
            return ord(_ESCAPES[letter])
        size = 2 if letter == 'x' else {'u': 4, 'U': 8, 'N': 0}.get(letter) if self.is_text else None
        if size is None:
            if letter.isascii() and letter.isalnum():
                self.fail(f'bad escape \\{letter}', 2)
            return ord(letter)
        if letter == 'N':
            # The names of characters are not here.
            if not self.take('{'):
                self.fail('missing {')
            name = self.until('}', 'character name')
            self.fail(f'undefined character name {name!r}', len(name) + 4)
        digits = self.digits(size, HEX)
        if len(digits) < size:
            self.fail(f'incomplete escape \\{letter}{digits}', len(digits) + 2)
        code = int(digits, 16)
        if code > 0x10ffff:
            self.fail(f'bad escape \\{letter}{digits}', len(digits) + 2)
        return code

    def set(self):
        """The rest of `[…]`: whether it is negated and its fold, then pairs: first and last character, or a category."""
        start = self.places[self.at - 1]
        if self.tokens[self.at] == '[':
            self.warn('nested set', 0)
        negated = self.take('^')
        pairs = []
        while (token := self.in_set(start)) != ']' or not pairs:
            if pairs and token in _OPERATORS and self.tokens[self.at] == token:
                self.warn('set ' + _OPERATORS[token], 1)
            first = self.set_item(token)
            if not self.take('-'):
                pairs += first, first
                continue
            last_token = self.in_set(start)
            if last_token == ']':
                pairs += first, first, 45, 45
                break
            if last_token == '-':
                self.warn('set difference', 2)
            last = self.set_item(last_token)
            if max(first, last) >= _IN_SET or first > last:
                self.fail(f'bad character range {token}-{last_token}', len(token) + 1 + len(last_token))
            pairs += first, last
        if len(pairs) == 2 and not negated and pairs[0] == pairs[1] < _IN_SET:
            return self.literal(pairs[0])
        self.sets.append([self.fold() << 1 | negated, *pairs])
        return [_SET, len(self.sets) - 1, 0, 0]

    def warn(self, what, before):
        """About what a later Python may take for more than characters."""
        import warnings
        warnings.warn(f'Possible {what} at position {self.places[self.at] - before}', FutureWarning)

    def in_set(self, start):
        return self.next() or self.fail('unterminated character set', place=start)

    def set_item(self, token):
        """A character of a set, or a category."""
        if len(token) == 1:
            return ord(token)
        letter = token[1]
        category = self.category(letter)
        if category is not None:
            return _IN_SET + category
        if letter in OCTAL:
            return self.octal(letter + self.digits(2, OCTAL))
        return self.character_escape(letter)
