//! The one function of `unicode_names2` that the parser calls, with a table of the names that programs use.
//!
//! The full table adds 0.8 MB to the site. A name that is not here is a syntax error, as an unknown name is in Python.

/// The character called `name` in Unicode, in any case of letters; `None` for one that the table lacks.
pub fn character(name: &str) -> Option<char> {
    let upper = name.to_ascii_uppercase();
    NAMES
        .binary_search_by(|(known, _)| (*known).cmp(upper.as_str()))
        .ok()
        .map(|at| NAMES[at].1)
}

/// Sorted by name.
const NAMES: &[(&str, char)] = &[
    ("BLACK STAR", '\u{2605}'),
    ("BULLET", '\u{2022}'),
    ("CHECK MARK", '\u{2713}'),
    ("COPYRIGHT SIGN", '\u{a9}'),
    ("DEGREE SIGN", '\u{b0}'),
    ("EURO SIGN", '\u{20ac}'),
    ("GREEK SMALL LETTER ALPHA", '\u{3b1}'),
    ("GREEK SMALL LETTER LAMDA", '\u{3bb}'),
    ("GREEK SMALL LETTER PI", '\u{3c0}'),
    ("HORIZONTAL ELLIPSIS", '\u{2026}'),
    ("LATIN SMALL LETTER E WITH ACUTE", '\u{e9}'),
    ("NO-BREAK SPACE", '\u{a0}'),
    ("PILE OF POO", '\u{1f4a9}'),
    ("RIGHTWARDS ARROW", '\u{2192}'),
    ("SNAKE", '\u{1f40d}'),
    ("SNOWMAN", '\u{2603}'),
    ("WHITE HEAVY CHECK MARK", '\u{2705}'),
];
