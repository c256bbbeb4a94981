//! The format mini-language, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, as it is read. What a
//! specification makes of values is in [`mod@super::format`].
//!
//! A [`Spec`] is parsed once and may be used for many values. The rules and the words of the errors are those of CPython 3.13.

use super::layout::Align;
use super::{chars, digits};
use crate::python::failure::Failure;

/// What stands before a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `-`, as when none is given: nothing.
    Minus,
    /// `+`
    Plus,
    /// A space.
    Space,
}

/// A parsed format specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The character that pads, if one was given.
    pub fill: Option<char>,
    /// The alignment, if one was given.
    pub align: Option<Align>,
    /// The sign, if one was given.
    pub sign: Option<Sign>,
    /// `z`: a negative zero after rounding becomes a positive one.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// `0` before the width: pad with zeros after the sign.
    pub zero_padded: bool,
    /// The least number of characters.
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// Digits of a float, or characters of a str.
    pub precision: Option<usize>,
    /// The type letter.
    pub code: Option<char>,
}

impl Spec {
    /// Parses a specification. `type_name` is the type of the value to be formatted, for the error.
    pub fn parse(text: &str, type_name: &str) -> Result<Spec, Failure> {
        let plain: Vec<char> = text.chars().collect();
        let mut reader = Reader {
            chars: &plain,
            at: 0,
        };
        let mut spec = Spec {
            fill: None,
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            zero_padded: false,
            width: 0,
            grouping: None,
            precision: None,
            code: None,
        };
        if let Some(align) = reader.peek(1).and_then(align_of) {
            spec.fill = reader.peek(0);
            spec.align = Some(align);
            reader.at = 2;
        } else if let Some(align) = reader.peek(0).and_then(align_of) {
            spec.align = Some(align);
            reader.at = 1;
        }
        spec.sign = match reader.peek(0) {
            Some('-') => Some(Sign::Minus),
            Some('+') => Some(Sign::Plus),
            Some(' ') => Some(Sign::Space),
            _ => None,
        };
        reader.at += usize::from(spec.sign.is_some());
        spec.no_negative_zero = reader.take('z');
        spec.alternate = reader.take('#');
        spec.zero_padded = spec.fill.is_none() && reader.take('0');
        spec.width = reader.number()?.unwrap_or(0);
        spec.grouping = reader.grouping()?;
        if reader.take('.') {
            let precision = reader.number()?;
            spec.precision = Some(
                precision.ok_or_else(|| Failure::value("Format specifier missing precision"))?,
            );
        }
        if plain.len() > reader.at + 1 {
            return Err(Failure::value(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            )));
        }
        spec.code = reader.peek(0);
        spec.check_grouping()?;
        Ok(spec)
    }

    /// Only decimal numbers take commas; binary, octal and hexadecimal ones take underscores, too.
    fn check_grouping(&self) -> Result<(), Failure> {
        let Some(separator) = self.grouping else {
            return Ok(());
        };
        match self.code {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            Some(code) => Err(cannot_group(separator, code)),
        }
    }
}

/// A cursor over the characters of a specification.
struct Reader<'a> {
    chars: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek(0) == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// A number in decimal digits, if there is one.
    fn number(&mut self) -> Result<Option<usize>, Failure> {
        let mut value: Option<u64> = None;
        while let Some(digit) = self.peek(0).and_then(chars::decimal_value) {
            let grown = digits::append(value.unwrap_or(0), digit)
                .ok_or_else(|| Failure::value("Too many decimal digits in format string"))?;
            value = Some(grown);
            self.at += 1;
        }
        // What is too large for this machine's sizes is refused later, as too large a text.
        Ok(value.map(|value| usize::try_from(value).unwrap_or(usize::MAX)))
    }

    fn grouping(&mut self) -> Result<Option<char>, Failure> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.peek(0) == Some(',')) {
            return Err(Failure::value("Cannot specify both ',' and '_'."));
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(','),
            (_, true) => Some('_'),
            _ => None,
        })
    }
}

fn align_of(c: char) -> Option<Align> {
    match c {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

/// The complaint about a separator with a type that has no groups.
pub(super) fn cannot_group(separator: char, code: char) -> Failure {
    Failure::value(format!(
        "Cannot specify '{separator}' with '{}'.",
        shown_code(code)
    ))
}

/// A type letter as errors show it.
pub(super) fn shown_code(code: char) -> String {
    match code {
        '!'..='~' | '\x7f' => code.to_string(),
        _ => format!("\\x{:x}", code as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_a_value_error() {
        for (spec, complaint) in [
            (
                "5 5",
                "Invalid format specifier '5 5' for object of type 'int'",
            ),
            (",x", "Cannot specify ',' with 'x'."),
            ("_,", "Cannot specify both ',' and '_'."),
            (".", "Format specifier missing precision"),
            (
                "99999999999999999999",
                "Too many decimal digits in format string",
            ),
        ] {
            assert_eq!(Spec::parse(spec, "int"), Err(Failure::value(complaint)));
        }
    }
}
