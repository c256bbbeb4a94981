//! Searching in a text and taking it apart: `find`, `count`, `replace`, `split` and their kin.

use super::chars::is_space;
use super::slice;
use crate::python::failure::{Failure, check_text_size};

/// The part of a text that `find(needle, start, end)` and the like look at.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    text: &'a str,
    /// Code points before the part.
    before: usize,
}

impl<'a> Window<'a> {
    /// `text[start:end]`, of a text of `chars` code points. `None` where the start lies behind the end: then nothing is found, not
    /// even the empty text. Without bounds they are 0 and `i64::MAX`.
    pub fn new(text: &'a str, chars: usize, start: i64, end: i64) -> Option<Window<'a>> {
        let (start, end) = slice::search_bounds(chars, start, end)?;
        Some(Window {
            text: slice::slice(text, chars, start, end),
            before: start,
        })
    }

    /// `find`: the index of the first occurrence, in code points of the whole text.
    pub fn find(self, needle: &str) -> Option<usize> {
        self.text.find(needle).map(|at| self.index_of(at))
    }

    /// `rfind`: the index of the last occurrence.
    pub fn rfind(self, needle: &str) -> Option<usize> {
        self.text.rfind(needle).map(|at| self.index_of(at))
    }

    /// `count`: occurrences that do not overlap.
    pub fn count(self, needle: &str) -> usize {
        self.text.matches(needle).count()
    }

    /// `startswith`
    pub fn starts_with(self, prefix: &str) -> bool {
        self.text.starts_with(prefix)
    }

    /// `endswith`
    pub fn ends_with(self, suffix: &str) -> bool {
        self.text.ends_with(suffix)
    }

    fn index_of(self, offset: usize) -> usize {
        self.before + self.text[..offset].chars().count()
    }
}

/// `text.replace(old, new, limit)`; all occurrences if the limit is negative.
pub fn replace(text: &str, old: &str, new: &str, limit: i64) -> Result<String, Failure> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if new.len() > old.len() {
        let found = text.matches(old).take(limit).count();
        check_text_size(
            text.len()
                .saturating_add(found.saturating_mul(new.len() - old.len())),
        )?;
    }
    Ok(text.replacen(old, new, limit))
}

/// `text.split(separator, limit)`: at most `limit` cuts, from the left; no limit if it is negative.
pub fn split<'a>(text: &'a str, separator: &str, limit: i64) -> Result<Vec<&'a str>, Failure> {
    check_separator(separator)?;
    Ok(text.splitn(pieces(limit), separator).collect())
}

/// `text.rsplit(separator, limit)`: at most `limit` cuts, from the right; no limit if it is negative.
pub fn rsplit<'a>(text: &'a str, separator: &str, limit: i64) -> Result<Vec<&'a str>, Failure> {
    check_separator(separator)?;
    let mut parts: Vec<&str> = text.rsplitn(pieces(limit), separator).collect();
    parts.reverse();
    Ok(parts)
}

/// `text.split(None, limit)`: the words between runs of white space; the last part keeps what follows the last cut.
pub fn split_whitespace(text: &str, limit: i64) -> Vec<&str> {
    words(text, limit, is_space)
}

/// [`split_whitespace`] with white space of one's own.
pub(super) fn words(text: &str, limit: i64, is_space: fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    let cuts = usize::try_from(limit).unwrap_or(usize::MAX);
    while !rest.is_empty() && parts.len() < cuts {
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

/// `text.rsplit(None, limit)`: as [`split_whitespace`], from the right.
pub fn rsplit_whitespace(text: &str, limit: i64) -> Vec<&str> {
    words_from_right(text, limit, is_space)
}

/// [`rsplit_whitespace`] with white space of one's own.
pub(super) fn words_from_right(text: &str, limit: i64, is_space: fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    let cuts = usize::try_from(limit).unwrap_or(usize::MAX);
    while !rest.is_empty() && parts.len() < cuts {
        let word = rest.trim_end_matches(|c| !is_space(c)).len();
        parts.push(&rest[word..]);
        rest = rest[..word].trim_end_matches(is_space);
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts.reverse();
    parts
}

/// `text.splitlines(keep_ends)`: at every line boundary of Unicode.
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    lines(text, keep_ends, is_line_end)
}

/// [`split_lines`] with line boundaries of one's own; `\r\n` is always one.
pub(super) fn lines(text: &str, keep_ends: bool, is_line_end: fn(char) -> bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_line_end(c)) {
        let length = if rest[at..].starts_with("\r\n") {
            2
        } else {
            c.len_utf8()
        };
        let end = at + length;
        lines.push(&rest[..if keep_ends { end } else { at }]);
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// `text.partition(separator)`: what stands before and after the first occurrence, if there is one.
pub fn partition<'a>(
    text: &'a str,
    separator: &str,
) -> Result<Option<(&'a str, &'a str)>, Failure> {
    check_separator(separator)?;
    Ok(text.split_once(separator))
}

/// `text.rpartition(separator)`: what stands before and after the last occurrence, if there is one.
pub fn rpartition<'a>(
    text: &'a str,
    separator: &str,
) -> Result<Option<(&'a str, &'a str)>, Failure> {
    check_separator(separator)?;
    Ok(text.rsplit_once(separator))
}

/// Which ends of a text to strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// `strip`
    Both,
    /// `lstrip`
    Left,
    /// `rstrip`
    Right,
}

/// `strip`, `lstrip` and `rstrip`: takes the given characters off, or white space without them.
pub fn strip<'a>(text: &'a str, unwanted: Option<&str>, ends: Ends) -> &'a str {
    let is_unwanted = |c: char| match unwanted {
        Some(set) => set.contains(c),
        None => is_space(c),
    };
    let mut rest = text;
    if ends != Ends::Right {
        rest = rest.trim_start_matches(is_unwanted);
    }
    if ends != Ends::Left {
        rest = rest.trim_end_matches(is_unwanted);
    }
    rest
}

/// The number of parts for a number of cuts.
fn pieces(cuts: i64) -> usize {
    usize::try_from(cuts).map_or(usize::MAX, |cuts| cuts.saturating_add(1))
}

fn check_separator(separator: &str) -> Result<(), Failure> {
    if separator.is_empty() {
        Err(Failure::value("empty separator"))
    } else {
        Ok(())
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_counts_in_code_points() {
        let whole = |text| Window::new(text, str::chars(text).count(), 0, i64::MAX).unwrap();
        assert_eq!(whole("éaéa").find("a"), Some(1));
        assert_eq!(whole("éaéa").rfind("é"), Some(2));
        assert_eq!(whole("aaa").count("aa"), 1);
        assert_eq!(whole("abc").count(""), 4);
        assert_eq!(whole("abc").rfind(""), Some(3));
        let part = Window::new("éaéa", 4, -3, -1).unwrap();
        assert_eq!(part.find("é"), Some(2));
        assert!(part.starts_with("a") && part.ends_with("é"));
        assert_eq!(part.count("a"), 1);
        assert!(Window::new("abc", 3, 4, i64::MAX).is_none());
    }

    #[test]
    fn split_by_separator() {
        assert_eq!(split("a,b,,c", ",", -1).unwrap(), ["a", "b", "", "c"]);
        assert_eq!(split("a,b,,c", ",", 1).unwrap(), ["a", "b,,c"]);
        assert_eq!(rsplit("a,b,,c", ",", 1).unwrap(), ["a,b,", "c"]);
        assert_eq!(split("", ",", -1).unwrap(), [""]);
        assert_eq!(split("a", "", -1), Err(Failure::value("empty separator")));
        assert_eq!(partition("a-b-c", "-"), Ok(Some(("a", "b-c"))));
        assert_eq!(rpartition("a-b-c", "-"), Ok(Some(("a-b", "c"))));
        assert_eq!(partition("abc", "-"), Ok(None));
    }

    #[test]
    fn split_by_white_space() {
        assert_eq!(split_whitespace(" a  b\u{3000}c\x1c", -1), ["a", "b", "c"]);
        assert_eq!(split_whitespace(" a b  c ", 1), ["a", "b  c "]);
        assert_eq!(split_whitespace(" a b ", 0), ["a b "]);
        assert_eq!(rsplit_whitespace(" a b  c ", 1), [" a b", "c"]);
        assert_eq!(rsplit_whitespace("é日 x", -1), ["é日", "x"]);
        assert!(split_whitespace("  ", -1).is_empty());
    }

    #[test]
    fn lines_end_in_many_ways() {
        assert_eq!(
            split_lines("a\nb\r\nc\rd\x0be\u{2028}f", false),
            ["a", "b", "c", "d", "e", "f"]
        );
        assert_eq!(split_lines("a\r\n\n", true), ["a\r\n", "\n"]);
        assert!(split_lines("", false).is_empty());
    }

    #[test]
    fn replace_and_strip() {
        assert_eq!(replace("abc", "", "-", -1).unwrap(), "-a-b-c-");
        assert_eq!(replace("abc", "", "-", 2).unwrap(), "-a-bc");
        assert_eq!(replace("aaa", "a", "bb", 2).unwrap(), "bbbba");
        let long = "a".repeat(20_000);
        assert_eq!(replace(&long, "a", &long, -1), Err(Failure::memory()));
        assert_eq!(strip(" \x1fa ", None, Ends::Both), "a");
        assert_eq!(strip("xyaxy", Some("yx"), Ends::Left), "axy");
        assert_eq!(strip("xyaxy", Some("yx"), Ends::Right), "xya");
        assert_eq!(strip(" a ", Some(""), Ends::Both), " a ");
    }
}
