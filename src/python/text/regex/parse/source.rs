//! A pattern, token by token, and the names in it.

use super::{Error, Result};
use crate::python::text::case::is_identifier;
use crate::python::text::repr;

/// The pattern, token by token.
pub struct Source<'a> {
    pub chars: &'a [u32],
    pub at: usize,
    pub is_text: bool,
}

/// A character, or a backslash and the one behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub c: u32,
    pub escaped: bool,
}

impl Token {
    pub fn is(self, c: char) -> bool {
        !self.escaped && self.c == c as u32
    }

    pub fn plain(self) -> Option<char> {
        if self.escaped {
            return None;
        }
        char::from_u32(self.c)
    }

    pub fn digit(self, radix: u32) -> Option<u32> {
        self.plain()?.to_digit(radix)
    }

    pub fn length(self) -> usize {
        1 + self.escaped as usize
    }

    pub fn text(self) -> String {
        let c = char::from_u32(self.c).unwrap_or_default();
        if self.escaped {
            format!("\\{c}")
        } else {
            c.to_string()
        }
    }
}

impl Source<'_> {
    pub fn peek(&self) -> Option<Token> {
        let c = *self.chars.get(self.at)?;
        match self.chars.get(self.at + 1) {
            Some(&next) if c == '\\' as u32 => Some(Token {
                c: next,
                escaped: true,
            }),
            _ => Some(Token { c, escaped: false }),
        }
    }

    pub fn next(&mut self) -> Result<Option<Token>> {
        let token = self.peek();
        self.at += token.map_or(0, Token::length);
        self.check_token()?;
        Ok(token)
    }

    pub fn check_token(&self) -> Result<()> {
        match self.chars[self.at..] {
            [c] if c == '\\' as u32 => Err(Error::Pattern(
                "bad escape (end of pattern)".to_owned(),
                Some(self.at),
            )),
            _ => Ok(()),
        }
    }

    pub fn next_is(&self, c: char) -> bool {
        self.peek().is_some_and(|token| token.is(c))
    }

    /// Takes the next token if it is this one.
    pub fn take(&mut self, c: char) -> Result<bool> {
        let is_there = self.next_is(c);
        if is_there {
            self.next()?;
        }
        Ok(is_there)
    }

    /// The next token, where the pattern must not end.
    pub fn expect(&mut self, complaint: &str) -> Result<Token> {
        match self.next()? {
            Some(token) => Ok(token),
            None => Err(self.error(complaint, 0)),
        }
    }

    /// An error so many characters before the next token.
    pub fn error(&self, message: impl Into<String>, before: usize) -> Error {
        Error::Pattern(message.into(), Some(self.at.saturating_sub(before)))
    }

    /// At most so many digits.
    pub fn digits(&mut self, most: usize, radix: u32) -> Result<String> {
        let mut digits = String::new();
        while digits.len() < most
            && let Some(token) = self.peek()
            && token.digit(radix).is_some()
        {
            digits.push_str(&token.text());
            self.next()?;
        }
        Ok(digits)
    }

    /// A name up to its end, which is taken too.
    pub fn until(&mut self, end: char, what: &str) -> Result<String> {
        let from = self.at;
        let mut name = String::new();
        loop {
            match self.next()? {
                Some(token) if token.is(end) && name.is_empty() => {
                    return Err(self.error(format!("missing {what}"), 1));
                }
                Some(token) if token.is(end) => return Ok(name),
                Some(token) => name.push_str(&token.text()),
                None if name.is_empty() => return Err(self.error(format!("missing {what}"), 0)),
                None => {
                    let message = format!("missing {end}, unterminated name");
                    return Err(self.error(message, self.at - from));
                }
            }
        }
    }

    /// The name of a group, up to `end`.
    pub fn group_name(&mut self, end: char) -> Result<String> {
        let name = self.until(end, "group name")?;
        self.check_name(&name)?;
        Ok(name)
    }

    pub fn check_name(&self, name: &str) -> Result<()> {
        if is_identifier(name) && (self.is_text || name.is_ascii()) {
            return Ok(());
        }
        let shown = if self.is_text {
            repr::str_repr(name)
        } else {
            repr::str_ascii(name)
        };
        let message = format!("bad character in group name {shown}");
        Err(self.error(message, name.chars().count() + 1))
    }
}
