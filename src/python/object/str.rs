//! `str`: text by code point, immutable.

use std::cell::Cell;
use std::hash::Hasher;
use std::ops::Deref;

use rustc_hash::FxHasher;

/// A Python string. Lone surrogates cannot be held.
pub struct Str {
    text: String,
    /// Code points; equal to the bytes where the text is ASCII.
    chars: usize,
    /// 0 until it is asked for.
    hash: Cell<i64>,
}

impl Str {
    pub fn new(text: &str) -> Str {
        Str::from(text.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in code points.
    pub fn char_count(&self) -> usize {
        self.chars
    }

    /// One byte a code point: an index is an offset.
    pub fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    /// The code point at an index below [`Str::char_count`].
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            return self.text.as_bytes().get(index).map(|&byte| byte as char);
        }
        self.text.chars().nth(index)
    }

    /// Makes it longer; for a text that nobody else knows.
    pub fn push(&mut self, more: &Str) {
        self.text.push_str(&more.text);
        self.chars += more.chars;
        self.hash.set(0);
    }

    pub fn hash(&self) -> i64 {
        if self.hash.get() == 0 {
            self.hash.set(hash_text(&self.text));
        }
        self.hash.get()
    }
}

/// The hash of a text; never 0.
pub fn hash_text(text: &str) -> i64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    // The upper bits of this hash are the good ones; Python's own hash has 61.
    let hash = (hasher.finish() >> 3) as i64;
    if hash == 0 { 1 } else { hash }
}

impl From<String> for Str {
    fn from(mut text: String) -> Str {
        text.shrink_to_fit();
        let chars = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        };
        Str {
            text,
            chars,
            hash: Cell::new(0),
        }
    }
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}
