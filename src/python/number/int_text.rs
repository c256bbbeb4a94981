//! Ints as text: `str(i)`, digits in any base, and the reading of `int('…', base)`.

use std::cell::Cell;

use num_bigint::BigInt;
use num_traits::Num;

use super::{Int, IntRef};
use crate::python::failure::Failure;
use crate::python::text::{digits, repr};

/// The most decimal digits that are converted between int and text, where a program sets no other limit; the work grows with
/// their square.
pub const MAX_STR_DIGITS: usize = 4300;

thread_local! {
    static LIMIT: Cell<usize> = const { Cell::new(MAX_STR_DIGITS) };
}

/// `sys.get_int_max_str_digits()`; none is 0.
pub fn digit_limit() -> usize {
    LIMIT.get()
}

/// Sets the limit for the programs of this thread.
pub fn set_digit_limit(limit: usize) {
    LIMIT.set(limit);
}

/// Whether so many digits are too many.
fn is_too_long(digits: usize) -> bool {
    LIMIT.get() != 0 && digits > LIMIT.get()
}

/// `str(i)`, which is also its `repr`. Fails beyond [`digit_limit`].
pub fn int_repr(value: IntRef<'_>) -> Result<String, Failure> {
    match value {
        IntRef::Small(value) => Ok(value.to_string()),
        IntRef::Big(_) => {
            let digits = magnitude(value, 10)?;
            Ok(if value.is_negative() {
                format!("-{digits}")
            } else {
                digits
            })
        }
    }
}

/// The digits of `|i|` in base 2 to 36, in lower case, without prefix or sign. Fails beyond [`digit_limit`] in base 10.
pub fn magnitude(value: IntRef<'_>, base: u32) -> Result<String, Failure> {
    match value {
        IntRef::Small(value) => {
            let size = value.unsigned_abs();
            Ok(match base {
                10 => size.to_string(),
                16 => format!("{size:x}"),
                8 => format!("{size:o}"),
                2 => format!("{size:b}"),
                _ => BigInt::from(size).to_str_radix(base),
            })
        }
        IntRef::Big(value) => {
            let too_long = || {
                Failure::value(format!(
                    "Exceeds the limit ({} digits) for integer string conversion; \
                     use sys.set_int_max_str_digits() to increase the limit",
                    digit_limit()
                ))
            };
            // A digit takes less than 4 bits, so this many bits are too long for sure; the exact count is known afterwards.
            if base == 10 && is_too_long((value.bits() / 4) as usize) {
                return Err(too_long());
            }
            let digits = value.magnitude().to_str_radix(base);
            if base == 10 && is_too_long(digits.len()) {
                Err(too_long())
            } else {
                Ok(digits)
            }
        }
    }
}

/// `bin`, `oct` and `hex`: sign, prefix and digits in base 2, 8 or 16.
pub fn with_prefix(value: IntRef<'_>, base: u32) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    let digits = magnitude(value, base).expect("bases that are powers of two have no limit");
    format!("{sign}{}{digits}", prefix(base))
}

/// `0b`, `0o` or `0x` for their bases; empty for others.
pub fn prefix(base: u32) -> &'static str {
    match base {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    }
}

/// `int(text, base)` for a base of 0 (as in source code, by prefix) or 2 to 36: surrounding white space, sign, prefix of the
/// base, underscores between digits, any decimal digits of Unicode.
pub fn parse(text: &str, base: u32) -> Result<Int, Failure> {
    if base == 1 || base > 36 {
        return Err(Failure::value("int() base must be >= 2 and <= 36, or 0"));
    }
    let invalid = || {
        // CPython shows no more than this of a long text.
        let shown: String = repr::str_repr(text).chars().take(200).collect();
        Failure::value(format!(
            "invalid literal for int() with base {base}: {shown}"
        ))
    };
    let plain = digits::to_ascii(text.trim());
    let (negative, unsigned) = match plain.as_bytes().first() {
        Some(b'-') => (true, &plain[1..]),
        Some(b'+') => (false, &plain[1..]),
        _ => (false, &plain[..]),
    };
    let (base, body) = split_prefix(unsigned, base);
    let clean = without_underscores(body).ok_or_else(invalid)?;
    if !clean.chars().all(|c| c.is_digit(base.radix)) {
        return Err(invalid());
    }
    if base.decimal_only && clean.starts_with('0') && clean.bytes().any(|digit| digit != b'0') {
        return Err(invalid());
    }
    if !base.radix.is_power_of_two() && is_too_long(clean.len()) {
        return Err(Failure::value(format!(
            "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digit_limit(),
            clean.len()
        )));
    }
    let signed = if negative { format!("-{clean}") } else { clean };
    if let Ok(small) = i64::from_str_radix(&signed, base.radix) {
        return Ok(Int::Small(small));
    }
    BigInt::from_str_radix(&signed, base.radix)
        .map(Int::from)
        .map_err(|_| invalid())
}

/// The base that a text turned out to be in.
struct Base {
    radix: u32,
    /// Base 0 without a prefix: as in source code, a leading zero is no decimal number.
    decimal_only: bool,
}

/// Takes the prefix that belongs to the base off the text; base 0 takes the base from the prefix.
fn split_prefix(text: &str, base: u32) -> (Base, &str) {
    let bytes = text.as_bytes();
    let found = match bytes {
        [b'0', b'b' | b'B', ..] => 2,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'x' | b'X', ..] => 16,
        _ => 0,
    };
    if found != 0 && (base == 0 || base == found) {
        let body = &text[2..];
        // One underscore may stand between the prefix and the digits.
        return (
            Base {
                radix: found,
                decimal_only: false,
            },
            body.strip_prefix('_').unwrap_or(body),
        );
    }
    let radix = if base == 0 { 10 } else { base };
    (
        Base {
            radix,
            decimal_only: base == 0,
        },
        text,
    )
}

/// The text without its underscores, each of which must stand between two other characters. `None` for empty text.
fn without_underscores(text: &str) -> Option<String> {
    if text.is_empty() || text.starts_with('_') || text.ends_with('_') || text.contains("__") {
        return None;
    }
    Some(text.replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str, base: u32) -> String {
        match parse(text, base) {
            Ok(value) => int_repr(value.as_ref()).unwrap(),
            Err(failure) => failure.message.into_owned(),
        }
    }

    #[test]
    fn parse_reads_what_int_reads() {
        for (text, base, expected) in [
            (" 42\n", 10, "42"),
            ("-1_000", 10, "-1000"),
            ("٣", 10, "3"),
            ("ff", 16, "255"),
            ("0xFF", 16, "255"),
            ("0x_ff", 0, "255"),
            ("0b101", 0, "5"),
            ("0b1", 16, "177"),
            ("00", 0, "0"),
            ("z", 36, "35"),
            ("9223372036854775808", 10, "9223372036854775808"),
            ("-9223372036854775808", 10, "-9223372036854775808"),
            ("", 10, "invalid literal for int() with base 10: ''"),
            ("1.5", 10, "invalid literal for int() with base 10: '1.5'"),
            ("012", 0, "invalid literal for int() with base 0: '012'"),
            ("12", 2, "invalid literal for int() with base 2: '12'"),
            ("1__0", 10, "invalid literal for int() with base 10: '1__0'"),
            ("0x", 16, "invalid literal for int() with base 16: '0x'"),
            ("1", 37, "int() base must be >= 2 and <= 36, or 0"),
        ] {
            assert_eq!(int(text, base), expected, "int({text:?}, {base})");
        }
    }

    #[test]
    fn text_longer_than_the_limit_is_refused() {
        assert_eq!(int(&"1".repeat(4300), 10).len(), 4300);
        assert_eq!(
            int(&"1".repeat(4301), 10),
            "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; \
             use sys.set_int_max_str_digits() to increase the limit"
        );
        let long = parse(&"f".repeat(5000), 16).unwrap();
        assert!(
            int_repr(long.as_ref())
                .unwrap_err()
                .message
                .starts_with("Exceeds the limit (4300 digits)")
        );
    }

    #[test]
    fn prefixes_follow_the_sign() {
        assert_eq!(with_prefix(IntRef::Small(-255), 16), "-0xff");
        assert_eq!(
            with_prefix(IntRef::Small(i64::MIN), 2),
            format!("-0b1{}", "0".repeat(63))
        );
    }
}
