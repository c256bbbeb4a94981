//! The tokens around an error, and what can be read off them.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::parse_expression_range;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Source;

/// The tokens of a program without comments and line breaks inside brackets.
pub struct Tokens<'s> {
    source: &'s Source<'s>,
    tokens: Vec<Token>,
}

impl<'s> Tokens<'s> {
    pub fn new(source: &'s Source<'s>, tokens: &[Token]) -> Tokens<'s> {
        let tokens = tokens
            .iter()
            .copied()
            .filter(|token| !token.kind().is_trivia())
            .collect();
        Tokens { source, tokens }
    }

    /// The first token that does not begin before the offset; the ends of blocks there are passed over.
    pub fn at(&self, offset: TextSize) -> usize {
        let mut index = self.tokens.partition_point(|token| token.start() < offset);
        while self.kind(index) == TokenKind::Dedent {
            index += 1;
        }
        index
    }

    pub fn kind(&self, index: usize) -> TokenKind {
        self.tokens
            .get(index)
            .map_or(TokenKind::EndOfFile, Token::kind)
    }

    pub fn range(&self, index: usize) -> TextRange {
        let end = TextRange::empty(TextSize::of(self.source.text()));
        self.tokens.get(index).map_or(end, |token| token.range())
    }

    pub fn text(&self, index: usize) -> &'s str {
        self.source.slice(self.range(index))
    }

    /// What CPython marks for a token: a line end counts as one character.
    pub fn marked(&self, index: usize) -> TextRange {
        let range = self.range(index);
        match self.kind(index) {
            TokenKind::Newline => {
                TextRange::empty(self.comment_before(index).unwrap_or(range.start()))
            }
            TokenKind::Dedent => TextRange::empty(range.start()),
            TokenKind::Indent => TextRange::empty(range.end() - TextSize::new(1)),
            TokenKind::EndOfFile => TextRange::empty(self.last_line_end()),
            _ => range,
        }
    }

    /// Where the comment before a line end begins.
    fn comment_before(&self, newline: usize) -> Option<TextSize> {
        let end = self.range(newline.checked_sub(1)?).end();
        let between = self
            .source
            .slice(TextRange::new(end, self.range(newline).start()));
        Some(end + TextSize::of(&between[..between.find('#')?]))
    }

    /// The end of the line that the text ends with.
    pub fn last_line_end(&self) -> TextSize {
        let text = self.source.text().trim_end_matches([' ', '\t']);
        TextSize::of(text.strip_suffix('\n').unwrap_or(text))
    }

    /// The first token of the statement, or of its header, that the token at `index` belongs to.
    pub fn statement_start(&self, index: usize) -> usize {
        let mut start = index;
        while start > 0 && !ends_statement(self.kind(start - 1)) {
            start -= 1;
        }
        start
    }

    /// The keyword that a statement or clause begins with, `async` aside.
    pub fn header(&self, index: usize) -> TokenKind {
        let start = self.statement_start(index);
        match self.kind(start) {
            TokenKind::Async => self.kind(start + 1),
            kind => kind,
        }
    }

    /// The last token of the statement before the one at `index`, over line ends and indentation.
    pub fn header_end(&self, index: usize) -> usize {
        let mut end = index;
        while end > 0 && ends_statement(self.kind(end)) {
            end -= 1;
        }
        if end == index && self.statement_start(index) == index {
            end = index.saturating_sub(1);
            while end > 0 && ends_statement(self.kind(end)) {
                end -= 1;
            }
        }
        end
    }

    /// The range of the token around an offset.
    pub fn containing(&self, offset: TextSize) -> TextRange {
        let token = self.tokens.iter().find(|token| token.end() > offset);
        token.map_or(TextRange::empty(offset), |token| token.range())
    }

    /// The bracket that closes the one at `index`.
    pub fn closing(&self, index: usize) -> Option<usize> {
        let mut depth = 0;
        for (place, token) in self.tokens.iter().enumerate().skip(index) {
            depth += opens(token.kind()) as i32 - closes(token.kind()) as i32;
            if depth == 0 {
                return Some(place);
            }
        }
        None
    }

    /// Whether the brace at `index` opens a replacement field of an f-string.
    pub fn in_f_string_field(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map(|before| self.kind(before));
        self.kind(index) == TokenKind::Lbrace
            && matches!(
                before,
                Some(
                    TokenKind::FStringStart
                        | TokenKind::FStringMiddle
                        | TokenKind::TStringStart
                        | TokenKind::TStringMiddle
                )
            )
    }

    /// The end of the expressions, with commas between them, that begin at a token.
    pub fn expressions_end(&self, index: usize) -> Option<TextSize> {
        let mut end = self.expression_end(index)?;
        loop {
            let comma = self.at(end);
            if self.kind(comma) != TokenKind::Comma {
                return Some(end);
            }
            match self.expression_end(comma + 1) {
                Some(further) => end = further,
                None => return Some(self.range(comma).end()),
            }
        }
    }

    /// How many brackets are open before a token.
    pub fn bracket_depth(&self, index: usize) -> usize {
        let start = self.statement_start(index);
        (start..index).fold(0, |depth: usize, index| match self.kind(index) {
            kind if opens(kind) => depth + 1,
            kind if closes(kind) => depth.saturating_sub(1),
            _ => depth,
        })
    }

    /// Goes back from a token, over whole brackets, to the nearest token for which `stop` holds, or that opens the
    /// brackets around, or that begins the statement; gives the index after it.
    pub fn back_to(&self, index: usize, stop: impl Fn(usize) -> bool) -> usize {
        let mut depth = 0;
        let mut start = index;
        while start > 0 {
            let kind = self.kind(start - 1);
            if depth == 0 && (opens(kind) || ends_statement(kind) || stop(start - 1)) {
                break;
            }
            if closes(kind) {
                depth += 1;
            } else if opens(kind) {
                depth -= 1;
            }
            start -= 1;
        }
        start
    }

    /// The end of the longest expression that begins at a token, if one does.
    pub fn expression_end(&self, index: usize) -> Option<TextSize> {
        self.expression_end_before(index, |_| false)
    }

    /// The same for an operand of comparisons and of what binds less tightly.
    pub fn operand_end(&self, index: usize) -> Option<TextSize> {
        self.expression_end_before(index, binds_loosely)
    }

    fn expression_end_before(&self, index: usize, stop: fn(TokenKind) -> bool) -> Option<TextSize> {
        let start = self.range(index).start();
        let mut last = index;
        let mut depth = 0;
        while !ends_statement(self.kind(last)) {
            let kind = self.kind(last);
            let is_border = closes(kind)
                || stop(kind)
                || matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Equal);
            if depth == 0 && is_border {
                break;
            }
            depth += opens(kind) as i32 - closes(kind) as i32;
            last += 1;
        }
        while last > index {
            let end = self.range(last - 1).end();
            match parse_expression_range(self.source.text(), TextRange::new(start, end)) {
                Ok(_) => return Some(end),
                Err(error) => last = self.at(error.location.start()).min(last - 1),
            }
        }
        None
    }
}

/// Whether the token stands between operands, and is no arithmetic.
pub fn binds_loosely(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::If
            | TokenKind::Else
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Not
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual
    )
}

fn opens(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace)
}

fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace)
}

fn ends_statement(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Newline
            | TokenKind::Semi
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::EndOfFile
    )
}
