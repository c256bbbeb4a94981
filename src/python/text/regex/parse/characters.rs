//! What stands for characters: escapes and sets.

use super::source::Token;
use super::{Parser, Result};
use crate::python::text::regex::program::{At, Category, Kind, Op, Set};
use crate::python::text::repr;

impl Parser<'_> {
    fn category(&self, c: char) -> Option<Category> {
        Some(Category {
            kind: match c.to_ascii_lowercase() {
                'd' => Kind::Digit,
                's' => Kind::Space,
                'w' => Kind::Word,
                _ => return None,
            },
            ascii: self.is_ascii(),
            negated: c.is_ascii_uppercase(),
        })
    }

    /// An escape outside of sets.
    pub(super) fn escape(&mut self, c: u32) -> Result<Op> {
        let letter = char::from_u32(c).unwrap_or_default();
        let ascii = self.is_ascii();
        if let Some(category) = self.category(letter) {
            return Ok(Op::Category(category));
        }
        Ok(match letter {
            'A' => Op::At(At::Start),
            'Z' => Op::At(At::VeryEnd),
            'b' | 'B' => Op::At(At::Boundary {
                ascii,
                negated: letter == 'B',
            }),
            '0' => {
                let digits = self.source.digits(2, 8)?;
                self.literal(u32::from_str_radix(&digits, 8).unwrap_or(0))
            }
            '1'..='9' => return self.reference_or_octal(letter),
            _ => {
                let c = self.character_escape(letter)?;
                self.literal(c)
            }
        })
    }

    /// `\1`, or three octal digits.
    fn reference_or_octal(&mut self, first: char) -> Result<Op> {
        let mut digits = first.to_string();
        digits += &self.source.digits(1, 10)?;
        let octal = |text: &str| text.chars().all(|c| c.is_digit(8));
        if digits.len() == 2
            && octal(&digits)
            && self
                .source
                .peek()
                .is_some_and(|next| next.digit(8).is_some())
        {
            digits += &self.source.digits(1, 8)?;
            return self.octal(&digits).map(|c| self.literal(c));
        }
        let group = digits.parse().unwrap_or(0);
        self.check_closed(group, digits.len() + 1)?;
        self.back_reference(group)
    }

    fn octal(&self, digits: &str) -> Result<u32> {
        match u32::from_str_radix(digits, 8) {
            Ok(c) if c <= 0o377 => Ok(c),
            _ => {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                Err(self.source.error(message, digits.len() + 1))
            }
        }
    }

    /// That a group that is referred to exists and is closed; the reference is so long.
    pub(super) fn check_closed(&self, group: u32, length: usize) -> Result<()> {
        match self.groups.get(group as usize) {
            Some(Some(_)) => Ok(()),
            Some(None) => Err(self.source.error("cannot refer to an open group", length)),
            None => {
                let message = format!("invalid group reference {group}");
                Err(self.source.error(message, length - 1))
            }
        }
    }

    pub(super) fn check_behind(&self, group: u32) -> Result<()> {
        let Some(before) = self.behind else {
            return Ok(());
        };
        if !matches!(self.groups.get(group as usize), Some(Some(_))) {
            return Err(self.source.error("cannot refer to an open group", 0));
        }
        if group as usize >= before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.source.error(message, 0));
        }
        Ok(())
    }

    pub(super) fn back_reference(&mut self, group: u32) -> Result<Op> {
        self.check_behind(group)?;
        Ok(Op::Back(group, self.fold()))
    }

    /// Escapes that mean one character, in sets and outside.
    fn character_escape(&mut self, letter: char) -> Result<u32> {
        let digits = match letter {
            'a' => return Ok(7),
            'b' => return Ok(8),
            'f' => return Ok(12),
            'n' => return Ok(10),
            'r' => return Ok(13),
            't' => return Ok(9),
            'v' => return Ok(11),
            'x' => 2,
            'u' if self.source.is_text => 4,
            'U' if self.source.is_text => 8,
            'N' if self.source.is_text => return self.named_character(),
            letter if letter.is_ascii_alphanumeric() => {
                return Err(self.source.error(format!("bad escape \\{letter}"), 2));
            }
            letter => return Ok(letter as u32),
        };
        let found = self.source.digits(digits, 16)?;
        if found.len() < digits {
            let message = format!("incomplete escape \\{letter}{found}");
            return Err(self.source.error(message, found.len() + 2));
        }
        match u32::from_str_radix(&found, 16) {
            Ok(c) if c <= 0x10ffff => Ok(c),
            _ => {
                let message = format!("bad escape \\{letter}{found}");
                Err(self.source.error(message, found.len() + 2))
            }
        }
    }

    /// `\N{…}`: the names of characters are not here.
    fn named_character(&mut self) -> Result<u32> {
        if !self.source.take('{')? {
            return Err(self.source.error("missing {", 0));
        }
        let name = self.source.until('}', "character name")?;
        let message = format!("undefined character name {}", repr::str_repr(&name));
        Err(self.source.error(message, name.chars().count() + 4))
    }

    pub(super) fn set(&mut self) -> Result<Op> {
        let start = self.source.at - 1;
        let mut set = Set::new(self.fold());
        set.negated = self.source.take('^')?;
        let mut is_empty = true;
        loop {
            let token = self.in_set(start)?;
            if token.is(']') && !is_empty {
                break;
            }
            is_empty = false;
            let first = self.set_item(token)?;
            if !self.source.take('-')? {
                self.add(&mut set, first);
                continue;
            }
            let last_token = self.in_set(start)?;
            if last_token.is(']') {
                self.add(&mut set, first);
                set.add('-' as u32, '-' as u32);
                break;
            }
            match (first, self.set_item(last_token)?) {
                (Ok(first), Ok(last)) if first <= last => set.add(first, last),
                _ => {
                    let (first, last) = (token.text(), last_token.text());
                    let length = token.length() + 1 + last_token.length();
                    let message = format!("bad character range {first}-{last}");
                    return Err(self.source.error(message, length));
                }
            }
        }
        if let Some(c) = set.single() {
            return Ok(self.literal(c));
        }
        self.program.sets.push(set);
        Ok(Op::Set(self.program.sets.len() as u32 - 1))
    }

    fn in_set(&mut self, start: usize) -> Result<Token> {
        match self.source.next()? {
            Some(token) => Ok(token),
            None => Err(self
                .source
                .error("unterminated character set", self.source.at - start)),
        }
    }

    fn add(&self, set: &mut Set, item: std::result::Result<u32, Category>) {
        match item {
            Ok(c) => set.add(c, c),
            Err(category) => set.add_category(category),
        }
    }

    /// A character of a set, or a category.
    fn set_item(&mut self, token: Token) -> Result<std::result::Result<u32, Category>> {
        let letter = char::from_u32(token.c).unwrap_or_default();
        if !token.escaped {
            return Ok(Ok(token.c));
        }
        if let Some(category) = self.category(letter) {
            return Ok(Err(category));
        }
        if letter.is_digit(8) {
            let digits = format!("{letter}{}", self.source.digits(2, 8)?);
            return self.octal(&digits).map(Ok);
        }
        self.character_escape(letter).map(Ok)
    }
}
