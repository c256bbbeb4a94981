//! The old formatting, `'%-5d' % x`: its pieces, and what each conversion makes of a value.
//!
//! [`Pieces`] reads a format lazily, because CPython formats the first values before it sees an error further on. The caller owns
//! the arguments: for each [`Directive`] it looks up the key or takes the next argument, takes those of a `*` before it, converts
//! the value to what the conversion wants, and calls the matching `format_…`.

use std::iter::Peekable;
use std::str::CharIndices;

use num_traits::ToPrimitive;

use super::float::{self, Notation, Style};
use super::layout::{Align, pad};
use super::{chars, digits};
use crate::python::failure::{Failure, check_text_size};
use crate::python::number::{IntRef, int_text};

/// Part of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that stands for itself, `%%` made `%`.
    Literal(&'a str),
    /// A place for a value.
    Directive(Directive<'a>),
}

/// A width or a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// None was given.
    Absent,
    /// A number stands in the format.
    Given(usize),
    /// `*`: the next argument gives it.
    Star,
}

/// What a conversion letter wants to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// `d i u`: an int, or a number that is cut to one.
    Number,
    /// `x X o`: an int.
    Int,
    /// `e E f F g G`: a float, or what can become one.
    Float,
    /// `s`: any object, by `str`.
    Str,
    /// `r`: any object, by `repr`.
    Repr,
    /// `a`: any object, by `ascii`.
    Ascii,
    /// `c`: a code point, or a str of one character.
    Char,
}

/// A place for a value: `%[(key)][flags][width][.precision]conversion`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive<'a> {
    /// The key into the mapping that the arguments then are.
    pub key: Option<&'a str>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space before what is not negative.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// The least number of characters.
    pub width: Amount,
    /// Digits of a number, or characters of a text.
    pub precision: Amount,
    /// The conversion letter, which may be one that does not exist.
    pub conversion: char,
    /// Where the letter stands, in characters.
    index: usize,
}

/// Reads the pieces of a format.
pub struct Pieces<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
    /// Characters read so far.
    read: usize,
    failed: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of a format.
    pub fn new(text: &'a str) -> Self {
        Pieces {
            text,
            rest: text.char_indices().peekable(),
            read: 0,
            failed: false,
        }
    }

    fn next_char(&mut self) -> Option<char> {
        let (_, c) = self.rest.next()?;
        self.read += 1;
        Some(c)
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|&(_, c)| c)
    }

    fn byte_at(&mut self) -> usize {
        self.rest.peek().map_or(self.text.len(), |&(at, _)| at)
    }

    fn literal(&mut self) -> &'a str {
        let start = self.byte_at();
        while self.peek().is_some_and(|c| c != '%') {
            self.next_char();
        }
        &self.text[start..self.byte_at()]
    }

    fn directive(&mut self) -> Result<Directive<'a>, Failure> {
        let mut directive = Directive {
            key: self.key()?,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: Amount::Absent,
            precision: Amount::Absent,
            conversion: '%',
            index: 0,
        };
        while let Some(c) = self.peek() {
            match c {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.space = true,
                '#' => directive.alternate = true,
                '0' => directive.zero = true,
                _ => break,
            }
            self.next_char();
        }
        directive.width = self.amount(i64::MAX as u64, "width too big")?;
        if self.peek() == Some('.') {
            self.next_char();
            directive.precision = match self.amount(i32::MAX as u64, "precision too big")? {
                Amount::Absent => Amount::Given(0),
                amount => amount,
            };
        }
        // C's length modifiers have no meaning, and no more than one is read over.
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.next_char();
        }
        directive.index = self.read;
        directive.conversion = self
            .next_char()
            .ok_or_else(|| Failure::value("incomplete format"))?;
        Ok(directive)
    }

    /// A key in parentheses, which may hold balanced parentheses itself.
    fn key(&mut self) -> Result<Option<&'a str>, Failure> {
        if self.peek() != Some('(') {
            return Ok(None);
        }
        self.next_char();
        let start = self.byte_at();
        let mut depth = 1;
        loop {
            let end = self.byte_at();
            match self.next_char() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(Failure::value("incomplete format key")),
            }
            if depth == 0 {
                return Ok(Some(&self.text[start..end]));
            }
        }
    }

    fn amount(&mut self, limit: u64, too_big: &'static str) -> Result<Amount, Failure> {
        if self.peek() == Some('*') {
            self.next_char();
            return Ok(Amount::Star);
        }
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let grown = digits::append(value.unwrap_or(0), digit).filter(|grown| *grown <= limit);
            value = Some(grown.ok_or_else(|| Failure::value(too_big))?);
            self.next_char();
        }
        Ok(match value {
            Some(value) => Amount::Given(usize::try_from(value).unwrap_or(usize::MAX)),
            None => Amount::Absent,
        })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        if self.peek()? != '%' {
            return Some(Ok(Piece::Literal(self.literal())));
        }
        let start = self.byte_at();
        self.next_char();
        if self.peek() == Some('%') {
            self.next_char();
            return Some(Ok(Piece::Literal(&self.text[start..start + 1])));
        }
        let directive = self.directive();
        self.failed = directive.is_err();
        Some(directive.map(Piece::Directive))
    }
}

impl Directive<'_> {
    /// What the conversion wants; fails where there is no such conversion.
    pub fn wants(&self) -> Result<Wants, Failure> {
        Ok(match self.conversion {
            'd' | 'i' | 'u' => Wants::Number,
            'x' | 'X' | 'o' => Wants::Int,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Wants::Float,
            's' => Wants::Str,
            'r' => Wants::Repr,
            'a' => Wants::Ascii,
            'c' => Wants::Char,
            other => {
                let shown = if ('\x1f'..='~').contains(&other) {
                    other
                } else {
                    '?'
                };
                return Err(Failure::value(format!(
                    "unsupported format character '{shown}' (0x{:x}) at index {}",
                    other as u32, self.index
                )));
            }
        })
    }

    /// The `TypeError` for a value of a type that the conversion cannot take.
    pub fn wrong_type(&self, type_name: &str) -> Failure {
        Failure::type_error(match self.conversion {
            'c' => "%c requires int or char".to_owned(),
            'x' | 'X' | 'o' => {
                format!(
                    "%{} format: an integer is required, not {type_name}",
                    self.conversion
                )
            }
            'd' | 'i' | 'u' => {
                format!(
                    "%{} format: a real number is required, not {type_name}",
                    self.conversion
                )
            }
            _ => format!("must be real number, not {type_name}"),
        })
    }

    /// Takes the argument of a `*` width; a negative one aligns to the left.
    pub fn set_width(&mut self, value: IntRef<'_>) -> Result<(), Failure> {
        let IntRef::Small(width) = value else {
            return Err(Failure::overflow(
                "Python int too large to convert to C ssize_t",
            ));
        };
        self.left |= width < 0;
        self.width = Amount::Given(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX));
        Ok(())
    }

    /// Takes the argument of a `*` precision; a negative one counts as zero.
    pub fn set_precision(&mut self, value: IntRef<'_>) -> Result<(), Failure> {
        let precision = match value {
            IntRef::Small(value) => value.to_i32(),
            IntRef::Big(_) => None,
        };
        let Some(precision) = precision else {
            return Err(Failure::overflow(
                "Python int too large to convert to C int",
            ));
        };
        self.precision = Amount::Given(precision.max(0) as usize);
        Ok(())
    }

    /// Formats an int for `d i u x X o`.
    pub fn format_int(&self, value: IntRef<'_>) -> Result<String, Failure> {
        let base = match self.conversion {
            'x' | 'X' => 16,
            'o' => 8,
            _ => 10,
        };
        let prefix = if self.alternate {
            int_text::prefix(base)
        } else {
            ""
        };
        let mut digits = int_text::magnitude(value, base)?;
        if let Some(least) = self.given_precision() {
            check_text_size(least)?;
            digits = format!("{}{digits}", "0".repeat(least.saturating_sub(digits.len())));
        }
        if self.conversion == 'X' {
            digits.make_ascii_uppercase();
            return self.number(value.is_negative(), &prefix.to_ascii_uppercase(), &digits);
        }
        self.number(value.is_negative(), prefix, &digits)
    }

    /// Formats a float for `e E f F g G`.
    pub fn format_float(&self, value: f64) -> Result<String, Failure> {
        let style = Style {
            notation: match self.conversion {
                'e' | 'E' => Notation::Scientific,
                'f' | 'F' => Notation::Fixed,
                _ => Notation::General,
            },
            precision: self.given_precision().unwrap_or(6),
            alternate: self.alternate,
            point_zero: false,
            uppercase: self.conversion.is_ascii_uppercase(),
        };
        let digits = float::magnitude(value, style)?;
        self.number(value.is_sign_negative() && !value.is_nan(), "", &digits)
    }

    /// Formats the text of an object for `s r a`.
    pub fn format_str(&self, text: &str) -> Result<String, Failure> {
        let end = self
            .given_precision()
            .and_then(|precision| text.char_indices().nth(precision));
        self.pad(end.map_or(text, |(end, _)| &text[..end]))
    }

    /// Formats a code point for `c`.
    pub fn format_code_point(&self, value: IntRef<'_>) -> Result<String, Failure> {
        let c = match value {
            IntRef::Small(code) => chars::from_code(code),
            IntRef::Big(_) => None,
        };
        let c = c.ok_or_else(|| Failure::overflow("%c arg not in range(0x110000)"))?;
        self.pad(c.encode_utf8(&mut [0; 4]))
    }

    /// Formats a str for `c`, which must have one character.
    pub fn format_char(&self, text: &str) -> Result<String, Failure> {
        let mut all = text.chars();
        match (all.next(), all.next()) {
            (Some(_), None) => self.pad(text),
            _ => Err(self.wrong_type("str")),
        }
    }

    fn given_precision(&self) -> Option<usize> {
        match self.precision {
            Amount::Given(precision) => Some(precision),
            Amount::Absent | Amount::Star => None,
        }
    }

    fn given_width(&self) -> usize {
        match self.width {
            Amount::Given(width) => width,
            Amount::Absent | Amount::Star => 0,
        }
    }

    fn number(&self, negative: bool, prefix: &str, digits: &str) -> Result<String, Failure> {
        let sign = match () {
            () if negative => "-",
            () if self.plus => "+",
            () if self.space => " ",
            () => "",
        };
        if !self.zero || self.left {
            return self.pad(&format!("{sign}{prefix}{digits}"));
        }
        let width = self.given_width();
        check_text_size(width)?;
        let zeros = width.saturating_sub(sign.len() + prefix.len() + digits.len());
        Ok(format!("{sign}{prefix}{}{digits}", "0".repeat(zeros)))
    }

    fn pad(&self, text: &str) -> Result<String, Failure> {
        let align = if self.left { Align::Left } else { Align::Right };
        pad(text, ' ', align, self.given_width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(format: &str) -> Directive<'_> {
        match Pieces::new(format).next() {
            Some(Ok(Piece::Directive(directive))) => directive,
            other => panic!("{format}: {other:?}"),
        }
    }

    #[test]
    fn pieces_are_read_one_by_one() {
        let mut pieces = Pieces::new("é %% %(a(b))-5.*d%");
        assert_eq!(pieces.next(), Some(Ok(Piece::Literal("é "))));
        assert_eq!(pieces.next(), Some(Ok(Piece::Literal("%"))));
        assert_eq!(pieces.next(), Some(Ok(Piece::Literal(" "))));
        let Some(Ok(Piece::Directive(directive))) = pieces.next() else {
            panic!()
        };
        assert_eq!(directive.key, Some("a(b)"));
        assert!(directive.left);
        assert_eq!(directive.width, Amount::Given(5));
        assert_eq!(directive.precision, Amount::Star);
        assert_eq!(
            pieces.next(),
            Some(Err(Failure::value("incomplete format")))
        );
        assert_eq!(pieces.next(), None);
    }

    #[test]
    fn what_is_wrong_in_a_format_is_named() {
        for (format, message) in [
            ("%(a", "incomplete format key"),
            ("%99999999999999999999d", "width too big"),
            ("%.2147483648d", "precision too big"),
            ("%5.", "incomplete format"),
        ] {
            assert_eq!(
                Pieces::new(format).next(),
                Some(Err(Failure::value(message)))
            );
        }
        let message = |format| only(format).wants().unwrap_err().message;
        assert_eq!(
            message("%q"),
            "unsupported format character 'q' (0x71) at index 1"
        );
        assert_eq!(
            message("%(é)5%"),
            "unsupported format character '%' (0x25) at index 5"
        );
        assert_eq!(
            message("%é"),
            "unsupported format character '?' (0xe9) at index 1"
        );
    }

    #[test]
    fn ints_take_zeros_from_precision_and_width() {
        for (format, value, text) in [
            ("%05d", -3, "-0003"),
            ("%-05d|", -3, "-3   "),
            ("%010.5d", -3, "-000000003"),
            ("%#010.5x", -10, "-0x000000a"),
            ("%#X", 255, "0XFF"),
            ("%#o", 8, "0o10"),
            ("% d", 5, " 5"),
            ("%+ d", 5, "+5"),
            ("%.0d", 0, "0"),
        ] {
            assert_eq!(
                only(format).format_int(IntRef::Small(value)).unwrap(),
                text,
                "{format}"
            );
        }
    }

    #[test]
    fn floats_and_texts() {
        assert_eq!(
            only("%010f").format_float(f64::NEG_INFINITY).unwrap(),
            "-000000inf"
        );
        assert_eq!(only("%+.3e").format_float(12345.0).unwrap(), "+1.234e+04");
        assert_eq!(only("%G").format_float(1e20).unwrap(), "1E+20");
        assert_eq!(only("%.2s").format_str("éàü").unwrap(), "éà");
        assert_eq!(only("%05s").format_str("a").unwrap(), "    a");
        assert_eq!(
            only("%5c").format_code_point(IntRef::Small(65)).unwrap(),
            "    A"
        );
        assert_eq!(
            only("%c").format_char("ab").unwrap_err().message,
            "%c requires int or char"
        );
    }

    #[test]
    fn a_star_may_be_negative() {
        let mut directive = only("%*.*f");
        directive.set_width(IntRef::Small(-8)).unwrap();
        directive.set_precision(IntRef::Small(-1)).unwrap();
        assert_eq!(directive.format_float(2.5).unwrap(), "2       ");
        assert!(directive.set_precision(IntRef::Small(1 << 40)).is_err());
    }
}
