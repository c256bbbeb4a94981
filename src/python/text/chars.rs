//! What Python says about a single character: printable, letter, digit, white space, and its case mappings.
//!
//! Where Rust's own tables answer the same question they are used; the rest stands in `unicode_tables`. Python's
//! tables are of Unicode 15.1 (as CPython 3.13 has them), so a character that is newer is neither printable nor a letter.

use super::unicode_tables as tables;

/// Whether a sorted list of boundaries, at each of which membership changes, contains the character.
fn within(boundaries: &[u32], c: char) -> bool {
    boundaries.partition_point(|&start| start <= c as u32) % 2 == 1
}

/// `str.isprintable` for one character: shown as it is by `repr`.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        matches!(c, ' '..='~')
    } else {
        within(tables::PRINTABLE, c)
    }
}

/// `str.isspace` for one character; also what `strip` and `split` take away.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// `str.isalpha` for one character: a letter of any kind, but no mark and no letter-like number.
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        within(tables::ALPHA, c)
    }
}

/// The value of a character that is a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    // Decimal digits stand in runs that begin with a zero and are a multiple of ten long.
    let after = tables::DECIMAL.partition_point(|&start| start <= c as u32);
    (after % 2 == 1).then(|| (c as u32 - tables::DECIMAL[after - 1]) % 10)
}

/// `str.isdigit` for one character: decimal digits, and those in circles, superscript and the like.
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        within(tables::DIGIT, c)
    }
}

/// `str.isnumeric` for one character: whatever has a numeric value, fractions and Chinese numerals too.
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        within(tables::NUMERIC, c)
    }
}

/// `str.isalnum` for one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// The character of a code point; `None` beyond Unicode, and for a surrogate, which a text cannot hold.
pub fn from_code(code: i64) -> Option<char> {
    u32::try_from(code).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_beyond_ascii() {
        assert!(is_printable('é') && is_printable('日') && is_printable('😀'));
        assert!(!is_printable('\u{ad}') && !is_printable('\u{3000}') && !is_printable('\u{378}'));
        assert!(is_alpha('ß') && is_alpha('ª') && !is_alpha('Ⅷ') && !is_alpha('\u{301}'));
        assert!(is_space('\u{1f}') && is_space('\u{3000}') && !is_space('\u{200b}'));
        assert!(is_digit('²') && !is_digit('½') && is_numeric('½') && is_numeric('二'));
    }

    #[test]
    fn decimal_digits_of_any_script_have_their_value() {
        for (c, value) in [
            ('7', 7),
            ('٣', 3),
            ('９', 9),
            ('\u{1d7ff}', 9),
            ('\u{1d7d8}', 0),
        ] {
            assert_eq!(decimal_value(c), Some(value), "{c}");
        }
        assert_eq!(decimal_value('²'), None);
        assert_eq!(decimal_value('a'), None);
    }
}
