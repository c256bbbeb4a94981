//! Laying a text out to a width: alignment, `center`, `zfill`, `expandtabs`.

use crate::python::failure::{Failure, check_text_size};

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between the sign and the digits.
    AfterSign,
}

/// Pads a text to a width in characters, as `ljust`, `rjust` and format specifications do; [`Align::AfterSign`] counts as right.
pub fn pad(text: &str, fill: char, align: Align, width: usize) -> Result<String, Failure> {
    check_text_size(width)?;
    let missing = width.saturating_sub(text.chars().count());
    let before = match align {
        Align::Left => 0,
        Align::Center => missing / 2,
        Align::Right | Align::AfterSign => missing,
    };
    let mut out = String::with_capacity(text.len() + missing * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, before));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, missing - before));
    Ok(out)
}

/// `text.center(width, fill)`. An odd space goes to the left in an odd width and to the right in an even one, which is not where
/// the `^` of a format specification puts it.
pub fn center(text: &str, width: usize, fill: char) -> Result<String, Failure> {
    check_text_size(width)?;
    let missing = width.saturating_sub(text.chars().count());
    let left = missing / 2 + (missing & width & 1);
    let mut out = String::with_capacity(text.len() + missing * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, missing - left));
    Ok(out)
}

/// `text.zfill(width)`: zeros in front, behind a sign.
pub fn zfill(text: &str, width: usize) -> Result<String, Failure> {
    check_text_size(width)?;
    let missing = width.saturating_sub(text.chars().count());
    let sign = usize::from(text.starts_with(['+', '-']));
    Ok(format!(
        "{}{}{}",
        &text[..sign],
        "0".repeat(missing),
        &text[sign..]
    ))
}

/// `text.expandtabs(size)`: spaces up to the next multiple of the size, counted from the start of each line.
pub fn expand_tabs(text: &str, size: usize) -> Result<String, Failure> {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                check_text_size(out.len().saturating_add(spaces))?;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn center_puts_the_odd_space_by_width() {
        assert_eq!(center("a", 4, ' ').unwrap(), " a  ");
        assert_eq!(center("ab", 5, '*').unwrap(), "**ab*");
        assert_eq!(center("é", 3, '日').unwrap(), "日é日");
        assert_eq!(center("abc", 2, ' ').unwrap(), "abc");
        assert_eq!(center("a", usize::MAX, ' '), Err(Failure::memory()));
    }

    #[test]
    fn zeros_stand_behind_the_sign() {
        assert_eq!(zfill("-5", 4).unwrap(), "-005");
        assert_eq!(zfill("--5", 5).unwrap(), "-00-5");
        assert_eq!(zfill("", 2).unwrap(), "00");
    }

    #[test]
    fn tabs_reach_the_next_stop() {
        assert_eq!(expand_tabs("a\t\nb\t", 4).unwrap(), "a   \nb   ");
        assert_eq!(expand_tabs("é\tb", 2).unwrap(), "é b");
        assert_eq!(expand_tabs("a\tb", 0).unwrap(), "ab");
    }
}
