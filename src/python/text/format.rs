//! What a format specification makes of strs, ints, floats and complex numbers.
//!
//! It knows no values but these; how a specification is read is in [`super::spec`].

use super::chars;
use super::float::{self, Notation, Style};
use super::layout::{Align, pad};
use super::spec::{Sign, Spec, cannot_group, shown_code};
use crate::python::failure::{Failure, check_text_size};
use crate::python::number::complex::Complex;
use crate::python::number::{IntRef, int_float, int_text};

/// A number's text in its parts, before it is padded.
struct Number<'a> {
    sign: &'a str,
    prefix: &'a str,
    /// The digits before the point; only these are grouped.
    whole: &'a str,
    /// The point and all after it.
    rest: &'a str,
    /// Digits in a group, where there is grouping.
    group: usize,
}

impl Spec {
    /// Formats a str.
    pub fn format_str(&self, text: &str, type_name: &str) -> Result<String, Failure> {
        if !matches!(self.code, None | Some('s')) {
            return Err(self.unknown_code(type_name));
        }
        if let Some(separator) = self.grouping {
            return Err(cannot_group(separator, 's'));
        }
        match self.sign {
            Some(Sign::Space) => {
                return Err(Failure::value(
                    "Space not allowed in string format specifier",
                ));
            }
            Some(_) => {
                return Err(Failure::value(
                    "Sign not allowed in string format specifier",
                ));
            }
            None => {}
        }
        if self.no_negative_zero {
            return Err(Failure::value(
                "Negative zero coercion (z) not allowed in string format specifier",
            ));
        }
        if self.alternate {
            return Err(Failure::value(
                "Alternate form (#) not allowed in string format specifier",
            ));
        }
        if self.align == Some(Align::AfterSign) {
            return Err(Failure::value(
                "'=' alignment not allowed in string format specifier",
            ));
        }
        let shown = match self.precision {
            Some(precision) => match text.char_indices().nth(precision) {
                Some((end, _)) => &text[..end],
                None => text,
            },
            None => text,
        };
        let fill = self
            .fill
            .unwrap_or(if self.zero_padded { '0' } else { ' ' });
        pad(shown, fill, self.align.unwrap_or(Align::Left), self.width)
    }

    /// Formats an int, or a bool, which is one.
    pub fn format_int(&self, value: IntRef<'_>, type_name: &str) -> Result<String, Failure> {
        let base = match self.code {
            None | Some('d' | 'n') => 10,
            Some('b') => 2,
            Some('o') => 8,
            Some('x' | 'X') => 16,
            Some('c') => 0,
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                return self.format_float(int_float::to_f64(value)?, type_name);
            }
            Some(_) => return Err(self.unknown_code(type_name)),
        };
        if self.precision.is_some() {
            return Err(Failure::value(
                "Precision not allowed in integer format specifier",
            ));
        }
        if self.no_negative_zero {
            return Err(Failure::value(
                "Negative zero coercion (z) not allowed in integer format specifier",
            ));
        }
        if base == 0 {
            let c = self.character(value)?;
            let rest = c.encode_utf8(&mut [0; 4]).to_owned();
            return self.number(Number {
                sign: "",
                prefix: "",
                whole: "",
                rest: &rest,
                group: 3,
            });
        }
        let mut digits = int_text::magnitude(value, base)?;
        let mut prefix = if self.alternate {
            int_text::prefix(base)
        } else {
            ""
        };
        if self.code == Some('X') {
            digits.make_ascii_uppercase();
            prefix = if prefix.is_empty() { "" } else { "0X" };
        }
        self.number(Number {
            sign: self.sign_text(value.is_negative()),
            prefix,
            whole: &digits,
            rest: "",
            group: if base == 10 { 3 } else { 4 },
        })
    }

    /// Formats a complex number: its parts as floats, then padded as one.
    pub fn format_complex(&self, (re, im): Complex, type_name: &str) -> Result<String, Failure> {
        if !matches!(
            self.code,
            None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')
        ) {
            return Err(self.unknown_code(type_name));
        }
        if self.fill == Some('0') || self.fill.is_none() && self.zero_padded {
            return Err(Failure::value(
                "Zero padding is not allowed in complex format specifier",
            ));
        }
        if self.align == Some(Align::AfterSign) {
            return Err(Failure::value(
                "'=' alignment flag is not allowed in complex format specifier",
            ));
        }
        // As `str` does: no real part where it is zero, and parentheses where there is one.
        let like_str = self.code.is_none();
        let mut part = Spec {
            fill: None,
            align: None,
            width: 0,
            ..*self
        };
        let mut text = String::new();
        if !like_str || re != 0.0 || re.is_sign_negative() {
            text = part.float(re, false, type_name)?;
            part.sign = Some(Sign::Plus);
        }
        let parenthesised = like_str && !text.is_empty();
        text.push_str(&part.float(im, false, type_name)?);
        text.push('j');
        if parenthesised {
            text = format!("({text})");
        }
        let align = self.align.unwrap_or(Align::Right);
        pad(&text, self.fill.unwrap_or(' '), align, self.width)
    }

    /// Formats a float.
    pub fn format_float(&self, value: f64, type_name: &str) -> Result<String, Failure> {
        self.float(value, self.code.is_none(), type_name)
    }

    fn float(&self, value: f64, point_zero: bool, type_name: &str) -> Result<String, Failure> {
        let notation = match self.code {
            Some('e' | 'E') => Notation::Scientific,
            Some('f' | 'F' | '%') => Notation::Fixed,
            Some('g' | 'G' | 'n') => Notation::General,
            None if self.precision.is_some() => Notation::General,
            None => Notation::Shortest,
            Some(_) => return Err(self.unknown_code(type_name)),
        };
        if self
            .precision
            .is_some_and(|precision| precision > i32::MAX as usize)
        {
            return Err(Failure::value("precision too big"));
        }
        let percent = self.code == Some('%');
        let value = if percent { value * 100.0 } else { value };
        let mut text = float::magnitude(
            value,
            Style {
                notation,
                precision: self.precision.unwrap_or(6),
                alternate: self.alternate,
                point_zero,
                uppercase: matches!(self.code, Some('E' | 'F' | 'G')),
            },
        )?;
        let mut negative = value.is_sign_negative() && !value.is_nan();
        if self.no_negative_zero && is_zero_text(&text) {
            negative = false;
        }
        if percent {
            text.push('%');
        }
        let whole = text.bytes().take_while(u8::is_ascii_digit).count();
        self.number(Number {
            sign: self.sign_text(negative),
            prefix: "",
            whole: &text[..whole],
            rest: &text[whole..],
            group: 3,
        })
    }

    fn unknown_code(&self, type_name: &str) -> Failure {
        let code = shown_code(self.code.unwrap_or('s'));
        Failure::value(format!(
            "Unknown format code '{code}' for object of type '{type_name}'"
        ))
    }

    /// The character of a code point, for `c`.
    fn character(&self, value: IntRef<'_>) -> Result<char, Failure> {
        if self.sign.is_some() {
            return Err(Failure::value(
                "Sign not allowed with integer format specifier 'c'",
            ));
        }
        if self.alternate {
            return Err(Failure::value(
                "Alternate form (#) not allowed with integer format specifier 'c'",
            ));
        }
        match value {
            IntRef::Big(_) => Err(Failure::overflow(
                "Python int too large to convert to C long",
            )),
            IntRef::Small(code) => chars::from_code(code)
                .ok_or_else(|| Failure::overflow("%c arg not in range(0x110000)")),
        }
    }

    fn sign_text(&self, negative: bool) -> &'static str {
        match self.sign {
            _ if negative => "-",
            Some(Sign::Plus) => "+",
            Some(Sign::Space) => " ",
            _ => "",
        }
    }

    /// Puts a number's parts together: grouped, filled with zeros where zeros belong to the digits, and padded.
    fn number(&self, number: Number<'_>) -> Result<String, Failure> {
        check_text_size(self.width)?;
        let fill = self
            .fill
            .unwrap_or(if self.zero_padded { '0' } else { ' ' });
        let align = self
            .align
            .unwrap_or(if self.zero_padded && self.fill.is_none() {
                Align::AfterSign
            } else {
                Align::Right
            });
        let Number {
            sign,
            prefix,
            whole,
            rest,
            ..
        } = number;
        let zeros_are_digits = fill == '0' && align == Align::AfterSign;
        let others = sign.len() + prefix.len() + rest.chars().count();
        let grouped = match self.grouping {
            Some(separator) if !whole.is_empty() => {
                let width = if zeros_are_digits {
                    self.width.saturating_sub(others)
                } else {
                    0
                };
                group_digits(whole, separator, number.group, width)
            }
            _ => whole.to_owned(),
        };
        let head = format!("{sign}{prefix}");
        if align != Align::AfterSign {
            return pad(&format!("{head}{grouped}{rest}"), fill, align, self.width);
        }
        let mut out = head;
        let padding = self.width.saturating_sub(others + grouped.len());
        out.extend(std::iter::repeat_n(fill, padding));
        out.push_str(&grouped);
        out.push_str(rest);
        Ok(out)
    }
}

/// Separates groups of digits, counted from the right; zeros in front fill the number up to at least `width` characters, and one
/// more where a separator would come first.
fn group_digits(digits: &str, separator: char, group: usize, width: usize) -> String {
    let mut count = digits.len();
    while count + (count - 1) / group < width {
        count += 1;
    }
    let zeros = count - digits.len();
    let mut out = String::with_capacity(count + count / group);
    for (i, digit) in std::iter::repeat_n('0', zeros)
        .chain(digits.chars())
        .enumerate()
    {
        if i > 0 && (count - i).is_multiple_of(group) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Whether a float's text shows nothing but zeros.
fn is_zero_text(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    mantissa.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Copy>(
        format: impl Fn(&Spec, T, &str) -> Result<String, Failure>,
        type_name: &str,
        cases: &[(T, &str, &str)],
    ) {
        for (value, spec, expected) in cases {
            let text =
                Spec::parse(spec, type_name).and_then(|parsed| format(&parsed, *value, type_name));
            let text = text.unwrap_or_else(|failure| failure.message.into_owned());
            assert_eq!(text, *expected, "{spec}");
        }
    }

    #[test]
    fn ints() {
        check(
            |spec, value: i64, name| spec.format_int(value.into(), name),
            "int",
            &[
                (5, "", "5"),
                (-5, "05", "-0005"),
                (-5, "=+5", "-   5"),
                (1234567, ",", "1,234,567"),
                (1, "05,", "0,001"),
                (1, "06,", "00,001"),
                (0xfffff, "#_x", "0xf_ffff"),
                (255, "#X", "0XFF"),
                (255, "*^#8b", "0b11111111"),
                (5, "*^8", "***5****"),
                (65, "010c", "000000000A"),
                (5, ".2f", "5.00"),
                (5, "x<05", "5xxxx"),
                (5, "s", "Unknown format code 's' for object of type 'int'"),
                (5, ".3", "Precision not allowed in integer format specifier"),
                (-1, "c", "%c arg not in range(0x110000)"),
            ],
        );
    }

    #[test]
    fn floats() {
        check(
            |spec, value: f64, name| spec.format_float(value, name),
            "float",
            &[
                (1.0, "", "1.0"),
                (1234.5, ",.2f", "1,234.50"),
                (0.25, ".0%", "25%"),
                (1.0, ".3", "1.0"),
                (10.0, ".1", "1e+01"),
                (-0.01, "z.1f", "0.0"),
                (-0.01, ".1f", "-0.0"),
                (f64::NEG_INFINITY, "010", "-000000inf"),
                (f64::NAN, "+F", "+NAN"),
                (3.5, "+08.2f", "+0003.50"),
                (1e6, "012,.1f", "01,000,000.0"),
                (1e16, "#", "1.e+16"),
                (
                    5.0,
                    "x",
                    "Unknown format code 'x' for object of type 'float'",
                ),
                (5.0, ".9999999999", "precision too big"),
            ],
        );
    }

    #[test]
    fn strs() {
        check(
            |spec, value: &str, name| spec.format_str(value, name),
            "str",
            &[
                ("é", ">3", "  é"),
                ("abc", ".2", "ab"),
                ("abc", "-^7", "--abc--"),
                ("abc", "05", "abc00"),
                (
                    "a",
                    "=5",
                    "'=' alignment not allowed in string format specifier",
                ),
                ("a", "+", "Sign not allowed in string format specifier"),
                ("a", " ", "Space not allowed in string format specifier"),
                (
                    "a",
                    "#",
                    "Alternate form (#) not allowed in string format specifier",
                ),
                ("a", "d", "Unknown format code 'd' for object of type 'str'"),
                ("a", ",", "Cannot specify ',' with 's'."),
            ],
        );
    }

    #[test]
    fn a_width_beyond_reason_is_a_memory_error() {
        let spec = Spec::parse("9999999999", "int").unwrap();
        assert_eq!(
            spec.format_int(IntRef::Small(1), "int"),
            Err(Failure::memory())
        );
        assert_eq!(spec.format_str("a", "str"), Err(Failure::memory()));
    }
}
