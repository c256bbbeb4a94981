"""`textwrap`: paragraphs of a width."""

__all__ = ['TextWrapper', 'dedent', 'fill', 'indent', 'shorten', 'wrap']


_BEFORE_DASH = '!"\'&.,?_'


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        """Words and the spaces between them; a word with hyphens in several pieces."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = ''.join([' ' if char in '\t\n\x0b\x0c\r' else char for char in text])
        chunks, start = [], 0
        for at in range(1, len(text) + 1):
            if at == len(text) or (text[at] == ' ') != (text[at - 1] == ' '):
                word = text[start:at]
                chunks += self._pieces(word) if self.break_on_hyphens and word[0] != ' ' else [word]
                start = at
        return chunks

    def _pieces(self, word):
        """Ends of pieces are a hyphen between letters, and the end of a dash of two hyphens or more between words."""
        pieces, start, at = [], 0, 0
        while at < len(word):
            if word[at] != '-':
                at += 1
                continue
            end = at
            while end < len(word) and word[end] == '-':
                end += 1
            if end - at > 1:
                if at > start and (word[at - 1] in _BEFORE_DASH or word[at - 1].isalnum()):
                    if end < len(word) and (word[end].isalnum() or word[end] == '_'):
                        pieces += [word[start:at], word[at:end]]
                        start = end
            elif at > start and _ends_in_letters(word[max(at - 3, 0):at]) and _begins_with_letters(word[end:end + 3]):
                pieces.append(word[start:end])
                start = end
            at = end
        pieces.append(word[start:])
        return [piece for piece in pieces if piece]

    def _end_sentences(self, chunks):
        for at in range(len(chunks) - 1):
            word = chunks[at].rstrip('"\'')
            if chunks[at + 1] == ' ' and word[-1:] in ('.', '!', '?') and word[-2:-1].islower():
                chunks[at + 1] = '  '

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks = self._chunks(text)
        if self.fix_sentence_endings:
            self._end_sentences(chunks)
        chunks.reverse()
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
                if not chunks:
                    break
            line, length = [], 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._break_long(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            rest = chunks and not (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if not last or not rest and length <= width:
                lines.append(indent + ''.join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + ''.join(line))
                    return lines
                length -= len(line.pop())
            if lines:
                before = lines[-1].rstrip()
                if len(before) + len(self.placeholder) <= self.width:
                    lines[-1] = before + self.placeholder
                    return lines
            lines.append(indent + self.placeholder.lstrip())
            return lines
        return lines

    def _break_long(self, chunks, line, length, width):
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            hyphen = chunks[-1].rfind('-', 0, room) if self.break_on_hyphens else -1
            if hyphen > 0 and chunks[-1][:hyphen].strip('-'):
                room = hyphen + 1
            # Nothing may be what is left of the line; then its space stays.
            line.append(chunks[-1][:room])
            chunks[-1] = chunks[-1][room:]
        elif not line:
            line.append(chunks.pop())

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def _ends_in_letters(text):
    """Two, or one after a hyphen that has another before it: after that a hyphen may end a piece."""
    return text[-1:].isalpha() and (text[-2:-1].isalpha() or text[-2:-1] == '-' and text[-3:-2].isalpha())


def _begins_with_letters(text):
    return text[:1].isalpha() and (text[1:2].isalpha() or text[1:2] == '-' and text[2:3].isalpha())


def wrap(text, width=70, **options):
    return TextWrapper(width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width, max_lines=1, **options).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = text.split('\n')
    margin = None
    for line in lines:
        stripped = line.lstrip(' \t')
        if not stripped.strip():
            continue
        own = line[:len(line) - len(stripped)]
        if margin is None:
            margin = own
        while not own.startswith(margin):
            margin = margin[:-1]
    cut = len(margin or '')
    return '\n'.join([line[cut:] if line.strip() else '' for line in lines])


def indent(text, prefix, predicate=None):
    lines = text.splitlines(True)
    return ''.join([prefix + line if (line.strip() if predicate is None else predicate(line)) else line for line in lines])
