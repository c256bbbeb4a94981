//! Digits of any script as ASCII digits, for the texts that `int`, `float` and the format languages read.

use std::borrow::Cow;

use super::chars::decimal_value;

/// The text with every decimal digit of Unicode replaced by the ASCII digit of the same value.
pub fn to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let ascii = |c| {
        decimal_value(c)
            .and_then(|value| char::from_digit(value, 10))
            .unwrap_or(c)
    };
    Cow::Owned(text.chars().map(ascii).collect())
}

/// A number with one more decimal digit at its end; `None` beyond 63 bits, the sizes that Python can index with.
pub fn append(number: u64, digit: u32) -> Option<u64> {
    let grown = number.checked_mul(10)?.checked_add(u64::from(digit))?;
    (grown <= i64::MAX as u64).then_some(grown)
}
