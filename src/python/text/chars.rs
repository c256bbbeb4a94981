//! What Python says about a single character: printable, letter, digit, white space, and its cases.
//!
//! White space is Rust's own; the rest stands in `unicode_tables`. They are of Unicode 15.1, as CPython 3.13 has them, so a
//! character that is newer is neither printable nor a letter, and has no case.

use smallvec::{SmallVec, smallvec};

use super::unicode_tables as tables;

/// `str.isprintable` for one character: shown as it is by `repr`.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        matches!(c, ' '..='~')
    } else {
        tables::PRINTABLE.contains(c)
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
        tables::ALPHA.contains(c)
    }
}

/// The value of a character that is a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    // Decimal digits stand in runs that begin with a zero and are a multiple of ten long.
    let zero = tables::DECIMAL.run_start(c)?;
    Some((c as u32 - zero) % 10)
}

/// `str.isdigit` for one character: decimal digits, and those in circles, superscript and the like.
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        tables::DIGIT.contains(c)
    }
}

/// `str.isnumeric` for one character: whatever has a numeric value, fractions and Chinese numerals too.
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        tables::NUMERIC.contains(c)
    }
}

/// `str.isalnum` for one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// `str.islower` for one character.
pub fn is_lower(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_lowercase()
    } else {
        tables::LOWER.contains(c)
    }
}

/// `str.isupper` for one character.
pub fn is_upper(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_uppercase()
    } else {
        tables::UPPER.contains(c)
    }
}

/// The lower case of a character by itself, but for `İ`, whose lower case has a dot more, just the `i`.
pub fn to_lower(c: char) -> char {
    match c {
        'İ' => 'i',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => tables::TO_LOWER.get(c),
    }
}

/// The upper case of a character, which may be several.
pub fn to_upper(c: char) -> SmallVec<[char; 3]> {
    if c.is_ascii() {
        return smallvec![c.to_ascii_uppercase()];
    }
    match tables::TO_SEVERAL.binary_search_by_key(&c, |(from, _)| *from) {
        Ok(at) => tables::TO_SEVERAL[at].1.chars().collect(),
        Err(_) => smallvec![tables::TO_UPPER.get(c)],
    }
}

/// Whether a sigma that follows, at the end of a word, is a final one.
pub fn is_before_final_sigma(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        tables::CASED.contains(c)
    }
}

/// Whether a character is passed over in the search for one that has a case.
pub fn is_case_ignorable(c: char) -> bool {
    if c.is_ascii() {
        matches!(c, '\'' | '.' | ':' | '^' | '`')
    } else {
        tables::CASE_IGNORABLE.contains(c)
    }
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
