//! What is wrong with a source text before any grammar is looked at: brackets, quotes, indentation, numbers.
//!
//! Ruff's parser recovers from such errors in its own way; CPython stops at the first, wherever the grammar failed. So the
//! text is scanned here once, as CPython's tokenizer does, before it is parsed. The scan also bounds how deeply a program
//! nests, so that whatever recurses over its tree has stack enough.

use ruff_text_size::{TextRange, TextSize};

use super::numbers::number_error;
use super::source::Source;
use super::{SyntaxError, SyntaxErrorKind};

/// CPython's limits.
const MOST_BRACKETS: usize = 200;
const MOST_INDENTATIONS: usize = 100;
const MOST_NESTED_STRINGS: usize = 150;

/// How many operators, calls and attributes may hang on one another in one expression, so that its tree is not too deep.
const LONGEST_CHAIN: u32 = 1000;

/// What a scan finds.
#[derive(Default)]
pub struct Scan {
    /// The first error, and the offset at which it was found.
    pub error: Option<(TextSize, SyntaxError)>,
    /// Whether the error counts even where the grammar fails before it.
    pub is_final: bool,
    /// Whether the error is one of depth, so that nothing may recurse over the text.
    pub is_too_deep: bool,
    /// The innermost bracket that is open at the end.
    pub unclosed: Option<(TextSize, char)>,
}

pub fn scan(source: &Source<'_>) -> Scan {
    let mut scanner = Scanner {
        source,
        bytes: source.text().as_bytes(),
        position: 0,
        brackets: Vec::new(),
        strings: Vec::new(),
        indentations: vec![Indentation::default()],
        chain: Chain::default(),
        outer_depth: 0,
        is_final: true,
        is_too_deep: false,
    };
    let error = scanner.run().err();
    Scan {
        error: error.map(|error| (TextSize::new(scanner.position as u32), *error)),
        is_final: scanner.is_final,
        is_too_deep: scanner.is_too_deep,
        unclosed: scanner
            .brackets
            .last()
            .map(|bracket| (offset(bracket.start), bracket.character)),
    }
}

type Scanned<T = ()> = Result<T, Box<SyntaxError>>;

struct Bracket {
    character: char,
    start: usize,
    /// The chain that goes on when the bracket is closed.
    chain: Chain,
}

/// How deep the expression at this place is, within its innermost brackets.
#[derive(Clone, Copy, Default)]
struct Chain {
    /// Operators whose tree grows to the left; `and`, `or` and comparisons begin anew.
    operators: u32,
    /// Prefixes whose tree grows to the right, up to the next comma.
    prefixes: u32,
}

/// An f-string or t-string that is open.
struct OpenString {
    quote: u8,
    is_triple: bool,
    is_raw: bool,
    start: usize,
    /// The number of brackets inside each replacement field that is open.
    fields: Vec<usize>,
    /// Whether the scan is in text, or inside a field's expression.
    in_text: bool,
}

/// The width of an indentation with tabs as eight columns, and as one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Indentation {
    wide: usize,
    narrow: usize,
}

struct Scanner<'s> {
    source: &'s Source<'s>,
    bytes: &'s [u8],
    position: usize,
    brackets: Vec<Bracket>,
    strings: Vec<OpenString>,
    indentations: Vec<Indentation>,
    chain: Chain,
    /// The depth of the chains around the brackets that are open.
    outer_depth: u32,
    is_final: bool,
    is_too_deep: bool,
}

impl Scanner<'_> {
    fn run(&mut self) -> Scanned {
        self.indentation()?;
        while self.position < self.bytes.len() {
            match self.strings.last() {
                Some(string) if string.in_text => self.string_text()?,
                _ => self.token()?,
            }
        }
        match self.strings.pop() {
            Some(string) if string.in_text => Err(self.unterminated(&string)),
            _ => Ok(()),
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.position + ahead).copied().unwrap_or(0)
    }

    fn token(&mut self) -> Scanned {
        let start = self.position;
        match self.bytes[start] {
            b'\n' | b'\r' => {
                self.newline();
                if self.brackets.is_empty() {
                    self.chain = Chain::default();
                    self.indentation()?;
                }
            }
            b'#' => self.skip_comment(),
            b'\\' => self.continuation()?,
            b'"' | b'\'' => self.string(start)?,
            b'0'..=b'9' => self.number()?,
            b'.' if self.peek(1).is_ascii_digit() => self.number()?,
            b'(' | b'[' | b'{' => self.open()?,
            b')' | b']' | b'}' => self.close()?,
            byte if is_name(byte) => self.name()?,
            _ => self.operator()?,
        }
        Ok(())
    }

    fn newline(&mut self) {
        let is_pair = self.bytes[self.position] == b'\r' && self.peek(1) == b'\n';
        self.position += 1 + is_pair as usize;
    }

    fn skip_comment(&mut self) {
        while !matches!(self.peek(0), b'\n' | b'\r') && self.position < self.bytes.len() {
            self.position += 1;
        }
    }

    fn continuation(&mut self) -> Scanned {
        self.position += 1;
        let outer = std::mem::replace(&mut self.is_final, false);
        match self.bytes.get(self.position) {
            Some(b'\n' | b'\r') => {
                self.newline();
                if self.position < self.bytes.len() {
                    self.is_final = outer;
                    return Ok(());
                }
                let end = self.position;
                Err(self.error_at(end, "unexpected EOF while parsing"))
            }
            Some(_) => {
                let message = "unexpected character after line continuation character";
                Err(self.error_at(self.position, message))
            }
            None => Err(self.error_at(self.position, "unexpected EOF while parsing")),
        }
    }

    /// At the beginning of a logical line.
    fn indentation(&mut self) -> Scanned {
        let mut here = Indentation::default();
        loop {
            match self.peek(0) {
                b' ' => {
                    here = Indentation {
                        wide: here.wide + 1,
                        narrow: here.narrow + 1,
                    }
                }
                b'\t' => {
                    here = Indentation {
                        wide: (here.wide / 8 + 1) * 8,
                        narrow: here.narrow + 1,
                    };
                }
                b'\x0c' => here = Indentation::default(),
                b'#' => {
                    self.skip_comment();
                    return Ok(());
                }
                b'\n' | b'\r' | 0 => return Ok(()),
                _ => break,
            }
            self.position += 1;
        }
        let top = self.indentations.last().copied().unwrap_or_default();
        if here.wide > top.wide {
            return self.indent(here, top);
        }
        while self
            .indentations
            .last()
            .is_some_and(|outer| outer.wide > here.wide)
        {
            self.indentations.pop();
        }
        let top = self.indentations.last().copied().unwrap_or_default();
        if top.wide != here.wide {
            let message = "unindent does not match any outer indentation level";
            self.is_final = false;
            return Err(self.line_end_error(SyntaxErrorKind::Indentation, message));
        }
        if top.narrow != here.narrow {
            self.is_final = false;
            return Err(self.tab_error());
        }
        Ok(())
    }

    fn indent(&mut self, here: Indentation, top: Indentation) -> Scanned {
        if self.indentations.len() >= MOST_INDENTATIONS {
            self.is_too_deep = true;
            let message = "too many levels of indentation";
            return Err(self.line_start_error(SyntaxErrorKind::Indentation, message));
        }
        if here.narrow <= top.narrow {
            self.is_final = false;
            return Err(self.tab_error());
        }
        self.indentations.push(here);
        Ok(())
    }

    fn name(&mut self) -> Scanned {
        let start = self.position;
        while is_name(self.peek(0)) {
            self.position += 1;
        }
        let name = &self.source.text()[start..self.position];
        if matches!(self.peek(0), b'"' | b'\'') && is_string_prefix(name) {
            return self.string(start);
        }
        match name {
            "and" | "or" | "in" | "is" => {
                self.chain.operators = 0;
                Ok(())
            }
            "not" | "lambda" | "if" | "else" | "await" | "yield" => self.deepen(start, false),
            _ => Ok(()),
        }
    }

    fn operator(&mut self) -> Scanned {
        let start = self.position;
        let byte = self.bytes[start];
        if self.in_field() && byte == b':' {
            if let Some(string) = self.strings.last_mut() {
                string.in_text = true;
            }
            self.position += 1;
            return Ok(());
        }
        self.position += 1;
        match byte {
            b',' | b';' => self.chain = Chain::default(),
            b'<' | b'>' | b'=' | b'!' if self.peek(0) != byte => self.chain.operators = 0,
            // A sign or a star in front of an operand nests to the right.
            b'-' | b'+' | b'~' | b'*' => return self.deepen(start, false),
            b'.' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'<' | b'>' => {
                return self.deepen(start, true);
            }
            _ => {}
        }
        Ok(())
    }

    fn deepen(&mut self, start: usize, to_the_left: bool) -> Scanned {
        if to_the_left {
            self.chain.operators += 1;
        } else {
            self.chain.prefixes += 1;
        }
        if self.depth() <= LONGEST_CHAIN {
            return Ok(());
        }
        self.is_too_deep = true;
        let message = format!("expression is too complex (more than {LONGEST_CHAIN} nested parts)");
        Err(self.error_at(start, message))
    }

    fn depth(&self) -> u32 {
        self.outer_depth + self.chain.operators + self.chain.prefixes
    }

    fn open(&mut self) -> Scanned {
        let start = self.position;
        if self.brackets.len() >= MOST_BRACKETS {
            self.is_too_deep = true;
            return Err(self.error_at(start, "too many nested parentheses"));
        }
        // It may be a call or a subscript of what stands before it.
        self.deepen(start, true)?;
        self.outer_depth = self.depth();
        let chain = std::mem::take(&mut self.chain);
        let character = self.bytes[start] as char;
        self.brackets.push(Bracket {
            character,
            start,
            chain,
        });
        self.position += 1;
        Ok(())
    }

    fn close(&mut self) -> Scanned {
        let start = self.position;
        let character = self.bytes[start] as char;
        self.position += 1;
        let in_field = self.in_field();
        let Some(open) = self.brackets.pop() else {
            return Err(self.error_at(start, format!("unmatched '{character}'")));
        };
        self.chain = open.chain;
        self.outer_depth -= open.chain.operators + open.chain.prefixes;
        let matches = matches!(
            (open.character, character),
            ('(', ')') | ('[', ']') | ('{', '}')
        );
        if matches && in_field {
            self.end_field();
        }
        if matches {
            return Ok(());
        }
        if in_field {
            return Err(self.error_at(start, format!("f-string: unmatched '{character}'")));
        }
        let mut message = format!(
            "closing parenthesis '{character}' does not match opening parenthesis '{}'",
            open.character
        );
        let line = self.source.line(offset(open.start));
        if line != self.source.line(offset(start)) {
            message.push_str(&format!(" on line {line}"));
        }
        Err(self.error_at(start, message))
    }

    /// Whether the innermost open bracket is that of a replacement field.
    fn in_field(&self) -> bool {
        let field = self.strings.last().and_then(|string| string.fields.last());
        field == Some(&self.brackets.len())
    }

    fn end_field(&mut self) {
        if let Some(string) = self.strings.last_mut() {
            string.fields.pop();
            string.in_text = true;
        }
    }

    fn number(&mut self) -> Scanned {
        let rest = &self.bytes[self.position..];
        match number_error(rest) {
            Ok(length) => {
                self.position += length;
                Ok(())
            }
            Err(error) => {
                let start = self.position + error.start - 1;
                let end = self.position + error.end;
                self.position += error.start;
                let range = TextRange::new(offset(start), offset(end));
                Err(Box::new(SyntaxError::new(
                    self.source,
                    range,
                    error.message,
                )))
            }
        }
    }

    /// A string that begins with its prefix at `start`; the scan stands at its quote.
    fn string(&mut self, start: usize) -> Scanned {
        let prefix = self.source.text()[start..self.position].to_ascii_lowercase();
        let quote = self.bytes[self.position];
        let is_triple = self.peek(1) == quote && self.peek(2) == quote;
        let interpolated = prefix.contains(['f', 't']);
        if !is_triple && self.peek(1) == quote {
            self.position += 2;
            return Ok(());
        }
        let closes_field = self.strings.last().is_some_and(|string| {
            !string.in_text && string.quote == quote && string.is_triple == is_triple
        });
        self.position += if is_triple { 3 } else { 1 };
        let is_raw = prefix.contains('r');
        let mut is_checked = is_raw;
        let string = OpenString {
            quote,
            is_triple,
            is_raw,
            start,
            fields: Vec::new(),
            in_text: true,
        };
        if interpolated {
            if self.strings.len() >= MOST_NESTED_STRINGS {
                self.is_too_deep = true;
                return Err(self.error_at(start, "too many nested f-strings"));
            }
            self.strings.push(string);
            return Ok(());
        }
        while self.position < self.bytes.len() {
            if self.at_string_end(&string) {
                self.position += if is_triple { 3 } else { 1 };
                return Ok(());
            }
            match self.peek(0) {
                b'\\' => {
                    // The first that means nothing is told of.
                    is_checked = is_checked || self.warn_of_escape(start, prefix.contains('b'));
                    self.escape();
                }
                b'\n' | b'\r' if !is_triple => break,
                _ => self.position += 1,
            }
        }
        if closes_field {
            return Err(self.error_at(start, "f-string: expecting '}'"));
        }
        Err(self.unterminated_plain(&string))
    }

    fn at_string_end(&self, string: &OpenString) -> bool {
        let quotes = if string.is_triple { 3 } else { 1 };
        (0..quotes).all(|ahead| self.peek(ahead) == string.quote)
    }

    /// Warns where a backslash stands before what it gives no meaning to.
    fn warn_of_escape(&self, start: usize, is_bytes: bool) -> bool {
        let Some(next) = self.source.text()[self.position + 1..].chars().next() else {
            return false;
        };
        if "\r\n\\'\"abfnrtvx01234567".contains(next) || !is_bytes && "NuU".contains(next) {
            return false;
        }
        let line = self.source.line(offset(start));
        let message = format!("invalid escape sequence '\\{next}'");
        self.source.warn(line, message);
        true
    }

    fn escape(&mut self) {
        self.position += 1;
        match self.peek(0) {
            b'\r' | b'\n' if self.position < self.bytes.len() => self.newline(),
            _ => self.position += (self.position < self.bytes.len()) as usize,
        }
    }

    /// The text of an f-string, up to its end or to the next replacement field.
    fn string_text(&mut self) -> Scanned {
        let Some(string) = self.strings.last() else {
            return Ok(());
        };
        let in_spec = !string.fields.is_empty();
        let (is_triple, is_raw, start) = (string.is_triple, string.is_raw, self.position);
        if self.at_string_end(string) {
            if in_spec {
                let message = "f-string: expecting '}', or format specs";
                return Err(self.error_at(start, message));
            }
            self.position += if is_triple { 3 } else { 1 };
            self.strings.pop();
            return Ok(());
        }
        match self.peek(0) {
            b'\n' | b'\r' if !is_triple && !in_spec => {
                let string = self.strings.pop();
                return Err(string.map_or_else(
                    || self.error_at(start, "unterminated f-string literal"),
                    |string| self.unterminated(&string),
                ));
            }
            b'{' if self.peek(1) == b'{' && !in_spec => self.position += 2,
            b'{' => {
                self.open()?;
                let depth = self.brackets.len();
                if let Some(string) = self.strings.last_mut() {
                    string.fields.push(depth);
                    string.in_text = false;
                }
            }
            b'}' if in_spec => return self.close(),
            b'}' if self.peek(1) == b'}' => self.position += 2,
            b'}' => return Err(self.error_at(start, "f-string: single '}' is not allowed")),
            b'\\' if !is_raw && self.peek(1) == b'N' && self.peek(2) == b'{' => {
                while self.position < self.bytes.len() && !matches!(self.peek(0), b'}' | b'\n') {
                    self.position += 1;
                }
                self.position += (self.peek(0) == b'}') as usize;
            }
            // A backslash does not hide a brace.
            b'\\' if matches!(self.peek(1), b'{' | b'}') => self.position += 1,
            b'\\' => {
                if !is_raw {
                    self.warn_of_escape(start, false);
                }
                self.escape();
            }
            _ => self.position += 1,
        }
        Ok(())
    }

    fn unterminated(&self, string: &OpenString) -> Box<SyntaxError> {
        self.unterminated_kind(string, "f-string literal")
    }

    fn unterminated_plain(&self, string: &OpenString) -> Box<SyntaxError> {
        self.unterminated_kind(string, "string literal")
    }

    fn unterminated_kind(&self, string: &OpenString, what: &str) -> Box<SyntaxError> {
        let triple = if string.is_triple {
            "triple-quoted "
        } else {
            ""
        };
        let last = self
            .position
            .min(self.bytes.len())
            .saturating_sub(string.is_triple as usize);
        let line = self.source.line(offset(last));
        let message = format!("unterminated {triple}{what} (detected at line {line})");
        self.error_at(string.start, message)
    }

    fn error_at(&self, position: usize, message: impl Into<String>) -> Box<SyntaxError> {
        let range = TextRange::empty(offset(position));
        Box::new(SyntaxError::new(self.source, range, message))
    }

    fn tab_error(&self) -> Box<SyntaxError> {
        let message = "inconsistent use of tabs and spaces in indentation";
        self.line_start_error(SyntaxErrorKind::Tab, message)
    }

    fn line_start_error(&self, kind: SyntaxErrorKind, message: &str) -> Box<SyntaxError> {
        let line = self.source.line(offset(self.position));
        let range = TextRange::empty(self.source.line_start(line));
        Box::new(SyntaxError::of_kind(kind, self.source, range, message))
    }

    fn line_end_error(&self, kind: SyntaxErrorKind, message: &str) -> Box<SyntaxError> {
        let line = self.source.line(offset(self.position));
        let length = TextSize::of(self.source.line_text(line));
        let range = TextRange::empty(self.source.line_start(line) + length);
        Box::new(SyntaxError::of_kind(kind, self.source, range, message))
    }
}

fn offset(position: usize) -> TextSize {
    TextSize::new(position as u32)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128
}

fn is_string_prefix(name: &str) -> bool {
    let prefix = name.to_ascii_lowercase();
    matches!(
        &*prefix,
        "r" | "u" | "b" | "f" | "t" | "br" | "rb" | "fr" | "rf" | "tr" | "rt"
    )
}
