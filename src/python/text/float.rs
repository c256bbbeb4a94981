//! Floats as text: `repr`, the notations behind `format` and `%`, and the reading of `float('…')`.
//!
//! Rust's formatting of an `f64` gives both things that CPython asks of its own converter: without a precision the shortest
//! digits that read back as the same number, with a precision the exact expansion rounded half to even. This module only lays
//! those digits out by Python's rules. It knows no format mini-language and no `%` syntax.

use crate::python::failure::{Failure, check_text_size};
use crate::python::text::repr;

/// The notation of a float conversion, as the letters `e`, `f`, `g` ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `e`: one digit, a point, `precision` digits, an exponent of at least two digits.
    Scientific,
    /// `f`: `precision` digits after the point, never an exponent.
    Fixed,
    /// `g`: `precision` significant digits, with an exponent where the number is too large or too small for them.
    General,
    /// `r`: the shortest digits that read back as the same float; the precision does not count.
    Shortest,
}

/// How to write the magnitude of a float.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Where the point and the exponent go.
    pub notation: Notation,
    /// Digits after the point, or significant digits for [`Notation::General`].
    pub precision: usize,
    /// `#`: keep the point even with nothing after it, and the trailing zeros of [`Notation::General`].
    pub alternate: bool,
    /// Write `1.0` for one, so that the text reads as a float.
    pub point_zero: bool,
    /// `E`, `INF` and `NAN` for `e`, `inf` and `nan`.
    pub uppercase: bool,
}

/// An f64 has at most 1074 digits after its point, so everything beyond is zeros.
const MAX_FRACTION: usize = 1074;
/// An f64 has at most 767 significant decimal digits, so everything beyond is zeros.
const MAX_SIGNIFICANT: usize = 767;

/// `repr(x)`: the shortest text that reads back as the same float.
pub fn repr(x: f64) -> String {
    let size = x.abs();
    if size == 0.0 || (1e-4..1e16).contains(&size) {
        let mut shortest = x.to_string();
        if !shortest.contains('.') {
            shortest.push_str(".0");
        }
        return nearest_of_shortest(x, shortest, |text| {
            let decimals = text.len() - text.find('.').map_or(text.len(), |point| point + 1);
            format!("{x:.decimals$}")
        });
    }
    if !x.is_finite() {
        return if x.is_nan() {
            "nan".to_owned()
        } else {
            x.to_string()
        };
    }
    let style = Style {
        notation: Notation::Shortest,
        precision: 0,
        alternate: false,
        point_zero: true,
        uppercase: false,
    };
    let digits = shortest_or_general(size, style);
    if x < 0.0 {
        format!("-{digits}")
    } else {
        digits
    }
}

/// Of two shortest texts that are equally near, Rust takes the larger number and CPython the one with an even last digit. That can
/// only be with 16 digits or more; `rounded` gives the text that correct rounding to as many digits does, half to even.
fn nearest_of_shortest(x: f64, shortest: String, rounded: impl Fn(&str) -> String) -> String {
    if shortest.len() < 17 {
        return shortest;
    }
    let rounded = rounded(&shortest);
    match rounded.parse::<f64>() {
        Ok(same) if x == same => rounded,
        _ => shortest,
    }
}

/// The digits of `|x|` in a style; the sign is the caller's. `inf` and `nan` for what is not finite.
/// Fails where the text would be too large.
pub fn magnitude(x: f64, style: Style) -> Result<String, Failure> {
    check_text_size(style.precision)?;
    let size = x.abs();
    let mut text = match style.notation {
        _ if size.is_nan() => "nan".to_owned(),
        _ if size.is_infinite() => "inf".to_owned(),
        Notation::Fixed => fixed(size, style),
        Notation::Scientific => {
            let (digits, exponent) = significant(size, style.precision + 1);
            scientific(&digits, exponent, style)
        }
        Notation::General | Notation::Shortest => shortest_or_general(size, style),
    };
    if style.uppercase {
        text.make_ascii_uppercase();
    }
    Ok(text)
}

fn fixed(size: f64, style: Style) -> String {
    let shown = style.precision.min(MAX_FRACTION);
    let mut text = format!("{size:.shown$}");
    text.extend(std::iter::repeat_n('0', style.precision - shown));
    if style.precision == 0 && style.alternate {
        text.push('.');
    }
    text
}

/// Exactly `count` significant digits and the power of ten of the first one.
fn significant(size: f64, count: usize) -> (String, i32) {
    let fraction = (count - 1).min(MAX_SIGNIFICANT);
    let (mut digits, exponent) = split_exponent(&format!("{size:.fraction$e}"));
    digits.extend(std::iter::repeat_n('0', count - 1 - fraction));
    (digits, exponent)
}

/// Takes Rust's `d.ddde±x` apart into digits and exponent.
fn split_exponent(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').expect("an exponent is always written");
    let digits = mantissa.chars().filter(|c| *c != '.').collect();
    (
        digits,
        exponent.parse().expect("an exponent is a small number"),
    )
}

fn scientific(digits: &str, exponent: i32, style: Style) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() && !style.alternate {
        ""
    } else {
        "."
    };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.abs())
}

fn shortest_or_general(size: f64, style: Style) -> String {
    let (mut digits, exponent, limit) = match style.notation {
        Notation::Shortest => {
            let (digits, exponent) =
                split_exponent(&nearest_of_shortest(size, format!("{size:e}"), |text| {
                    let digits = text
                        .split('e')
                        .next()
                        .map_or(0, |mantissa| mantissa.len().saturating_sub(2));
                    format!("{size:.digits$e}")
                }));
            (digits, exponent, 16)
        }
        _ => {
            let precision = style.precision.max(1);
            let (digits, exponent) = significant(size, precision);
            // A text that must end in ".0" needs one more digit than its precision for that zero.
            let limit = precision as i64 - i64::from(style.point_zero);
            (digits, exponent, limit)
        }
    };
    let keep_zeros = style.alternate && style.notation == Notation::General;
    if !keep_zeros {
        digits.truncate(digits.trim_end_matches('0').len().max(1));
    }
    if exponent < -4 || i64::from(exponent) >= limit {
        return scientific(&digits, exponent, style);
    }
    let mut text = positional(&digits, exponent);
    if !text.contains('.') {
        if style.point_zero {
            text.push_str(".0");
        } else if style.alternate {
            text.push('.');
        }
    }
    text
}

/// The digits without an exponent: zeros filled in before or after them.
fn positional(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        let zeros = "0".repeat((-exponent - 1) as usize);
        return format!("0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits:0<whole$}");
    }
    let (before, after) = digits.split_at(whole);
    format!("{before}.{after}")
}

/// `float(text)`: surrounding white space, underscores between digits, any decimal digits of Unicode, `inf` and `nan`.
pub fn parse(text: &str) -> Result<f64, Failure> {
    read(text).ok_or_else(|| {
        Failure::value(format!(
            "could not convert string to float: {}",
            repr::str_repr(text)
        ))
    })
}

fn read(text: &str) -> Option<f64> {
    let plain = super::digits::to_ascii(text.trim());
    let bytes = plain.as_bytes();
    let digit_at = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut clean = String::with_capacity(plain.len());
    for (i, &byte) in bytes.iter().enumerate() {
        match byte {
            b'_' if i > 0 && digit_at(i - 1) && digit_at(i + 1) => {}
            b'_' => return None,
            _ if byte.is_ascii() => clean.push(byte as char),
            _ => return None,
        }
    }
    clean.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(notation: Notation, precision: usize) -> Style {
        Style {
            notation,
            precision,
            alternate: false,
            point_zero: false,
            uppercase: false,
        }
    }

    #[test]
    fn repr_is_the_shortest_round_trip() {
        for (x, text) in [
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-1.5e-7, "-1.5e-07"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (-f64::NAN, "nan"),
            (9007199254740993.0, "9007199254740992.0"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    #[test]
    fn precision_rounds_the_exact_value_half_to_even() {
        for (x, precision, text) in [
            (0.5, 0, "0"),
            (1.5, 0, "2"),
            (2.5, 0, "2"),
            (0.125, 2, "0.12"),
            (0.375, 2, "0.38"),
            (2.675, 2, "2.67"),
            (1e22, 1, "10000000000000000000000.0"),
            (0.0, 3, "0.000"),
        ] {
            assert_eq!(
                magnitude(x, style(Notation::Fixed, precision)).unwrap(),
                text
            );
        }
        assert_eq!(
            magnitude(2.5, style(Notation::Scientific, 0)).unwrap(),
            "2e+00"
        );
        assert_eq!(
            magnitude(0.0, style(Notation::Scientific, 3)).unwrap(),
            "0.000e+00"
        );
        assert_eq!(
            magnitude(1e-300, style(Notation::Scientific, 1)).unwrap(),
            "1.0e-300"
        );
    }

    #[test]
    fn general_switches_to_an_exponent() {
        for (x, precision, text) in [
            (100000.0, 6, "100000"),
            (1000000.0, 6, "1e+06"),
            (0.0001, 6, "0.0001"),
            (0.00001, 6, "1e-05"),
            (123.456, 2, "1.2e+02"),
            (0.0, 0, "0"),
            (999999.5, 6, "1e+06"),
        ] {
            assert_eq!(
                magnitude(x, style(Notation::General, precision)).unwrap(),
                text
            );
        }
        let alternate = Style {
            alternate: true,
            ..style(Notation::General, 6)
        };
        assert_eq!(magnitude(1.0, alternate).unwrap(), "1.00000");
    }

    #[test]
    fn precision_beyond_the_exact_digits_is_zeros() {
        let text = magnitude(0.5, style(Notation::Fixed, 70_000)).unwrap();
        assert_eq!(text.len(), 70_002);
        assert!(magnitude(0.5, style(Notation::Fixed, usize::MAX)).is_err());
    }

    #[test]
    fn parse_reads_what_float_reads() {
        for (text, x) in [
            (" 1.5\n", 1.5),
            ("1_000.2_5", 1000.25),
            (".5", 0.5),
            ("5.", 5.0),
            ("+1e3", 1000.0),
            ("-Infinity", f64::NEG_INFINITY),
            ("1e400", f64::INFINITY),
            ("٣.٥", 3.5),
        ] {
            assert_eq!(parse(text).unwrap(), x, "{text}");
        }
        assert!(parse("nan").unwrap().is_nan());
        for text in [
            "", " ", "1__0", "_1", "1_", "1_.5", "1e_5", "0x10", "1 2", "in_f", "--1", "e5", ".",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert_eq!(
            parse("a'b").unwrap_err().message,
            "could not convert string to float: \"a'b\""
        );
    }
}
