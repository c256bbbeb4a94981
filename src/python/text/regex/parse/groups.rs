//! What begins with a parenthesis.

use super::source::Token;
use super::{Close, Error, Item, Open, Parser, Result, Width};
use crate::python::text::chars;
use crate::python::text::regex::flags;
use crate::python::text::regex::program::Op;
use crate::python::text::repr;

impl Parser<'_> {
    /// A parenthesis has been read.
    pub(super) fn open_group(&mut self) -> Result<()> {
        let start = self.source.at - 1;
        let outer = self.flags;
        if !self.source.take('?')? {
            return self.open_capture(start, None);
        }
        let token = self.source.expect("unexpected end of pattern")?;
        let close = match token.plain() {
            Some('P') => return self.open_named(start),
            Some(':') => Close::Plain,
            Some('>') => Close::Atomic(self.local(1)),
            Some('#') => return self.comment(start),
            Some('=') => self.open_look(false, false),
            Some('!') => self.open_look(true, false),
            Some('<') => {
                let token = self.source.expect("unexpected end of pattern")?;
                match token.plain() {
                    Some('=') => self.open_look(false, true),
                    Some('!') => self.open_look(true, true),
                    _ => return Err(self.unknown("?<", token)),
                }
            }
            Some('(') => return self.open_condition(start),
            Some('-') => return self.open_flags(start, token),
            _ if flag(token).is_some() => return self.open_flags(start, token),
            _ => return Err(self.unknown("?", token)),
        };
        let op = match close {
            Close::Atomic(local) => Some(Op::Enter(local)),
            Close::Look { .. } => Some(Op::Fail),
            _ => None,
        };
        self.open(close, start, outer, op);
        Ok(())
    }

    fn unknown(&self, what: &str, token: Token) -> Error {
        let message = format!("unknown extension {what}{}", token.text());
        self.source.error(message, what.len() + token.length())
    }

    fn open(&mut self, close: Close, start: usize, flags: u32, op: Option<Op>) {
        self.new_item(Item::Other, Width::default());
        let code = self.program.code.len();
        self.program.code.extend(op);
        let mut group = Open::new(close, start, flags, code);
        group.alternative = self.program.code.len();
        self.open.push(group);
    }

    fn open_capture(&mut self, start: usize, name: Option<String>) -> Result<()> {
        let number = self.groups.len() as u32;
        if let Some(name) = name {
            if let Some((_, before)) = self.program.names.iter().find(|known| known.0 == name) {
                let shown = repr::str_repr(&name);
                let message = format!(
                    "redefinition of group name {shown} as group {number}; was group {before}"
                );
                return Err(self.source.error(message, name.chars().count() + 1));
            }
            self.program.names.push((name, number));
        }
        self.groups.push(None);
        let op = Some(Op::Save(number * 2));
        self.open(Close::Capture(number), start, self.flags, op);
        Ok(())
    }

    /// `(?P<name>` or `(?P=name)`
    fn open_named(&mut self, start: usize) -> Result<()> {
        if self.source.take('<')? {
            let name = self.source.group_name('>')?;
            return self.open_capture(start, Some(name));
        }
        if self.source.take('=')? {
            let name = self.source.group_name(')')?;
            let group = self.named_group(&name)?;
            self.check_closed(group, name.chars().count() + 1)?;
            let op = self.back_reference(group)?;
            self.emit_item(op);
            return Ok(());
        }
        let token = self.source.expect("unexpected end of pattern")?;
        Err(self.unknown("?P", token))
    }

    fn named_group(&self, name: &str) -> Result<u32> {
        match self.program.names.iter().find(|known| known.0 == name) {
            Some((_, group)) => Ok(*group),
            None => {
                let message = format!("unknown group name {}", repr::str_repr(name));
                Err(self.source.error(message, name.chars().count() + 1))
            }
        }
    }

    fn comment(&mut self, start: usize) -> Result<()> {
        loop {
            match self.source.next()? {
                Some(token) if token.is(')') => return Ok(()),
                Some(_) => {}
                None => {
                    let message = "missing ), unterminated comment".to_owned();
                    return Err(Error::Pattern(message, Some(start)));
                }
            }
        }
    }

    fn open_look(&mut self, negative: bool, behind: bool) -> Close {
        let outer = self.behind;
        if behind && outer.is_none() {
            self.behind = Some(self.groups.len());
        }
        Close::Look {
            local: self.local(2),
            negative,
            behind,
            outer,
        }
    }

    /// `(?(1)yes|no)`
    fn open_condition(&mut self, start: usize) -> Result<()> {
        let name = self.source.until(')', "group name")?;
        let length = name.chars().count() + 1;
        let group = if name.bytes().all(|byte| byte.is_ascii_digit()) {
            match name.parse::<u32>() {
                Ok(0) => return Err(self.source.error("bad group number", length)),
                Ok(group) if group < i32::MAX as u32 / 2 => {
                    self.references.push((group, self.source.at - length));
                    group
                }
                _ => {
                    let number = name.trim_start_matches('0');
                    let message = format!("invalid group reference {number}");
                    return Err(self.source.error(message, length));
                }
            }
        } else {
            self.source.check_name(&name)?;
            self.named_group(&name)?
        };
        self.check_behind(group)?;
        let test = self.program.code.len();
        let close = Close::Condition {
            test,
            second: false,
        };
        self.open(close, start, self.flags, Some(Op::IfGroup(group, 0)));
        Ok(())
    }

    /// `(?i)`, `(?i:` or `(?i-m:`; the first flag or `-` has been read.
    fn open_flags(&mut self, start: usize, first: Token) -> Result<()> {
        const KINDS: u32 = flags::ASCII | flags::LOCALE | flags::UNICODE;
        let (mut on, mut off) = (0, 0);
        let mut token = first;
        if !token.is('-') {
            loop {
                let bit = flag(token).unwrap_or(0);
                if self.source.is_text && bit == flags::LOCALE {
                    let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                    return Err(self.source.error(message, 0));
                }
                if !self.source.is_text && bit == flags::UNICODE {
                    let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                    return Err(self.source.error(message, 0));
                }
                on |= bit;
                if bit & KINDS != 0 && on & KINDS != bit {
                    let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return Err(self.source.error(message, 0));
                }
                token = self.next_flag("missing -, : or )", &[')', '-', ':'])?;
                if flag(token).is_none() {
                    break;
                }
            }
        }
        if token.is(')') {
            let group = self.group();
            let is_first = group.item == Item::None && group.others.is_none();
            if !is_first || self.open.len() > 1 {
                let message = "global flags not at the start of the expression".to_owned();
                return Err(Error::Pattern(message, Some(start)));
            }
            self.flags |= on;
            return Ok(());
        }
        if token.is('-') {
            token = self.next_flag("missing flag", &[])?;
            while let Some(bit) = flag(token) {
                if bit & KINDS != 0 {
                    let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.error(message, 0));
                }
                off |= bit;
                token = self.next_flag("missing :", &[':'])?;
            }
        }
        if on & off != 0 {
            let message = "bad inline flags: flag turned on and off";
            return Err(self.source.error(message, 1));
        }
        self.open(Close::Plain, start, self.flags, None);
        if on & KINDS != 0 {
            self.flags &= !KINDS;
        }
        self.flags = (self.flags | on) & !off;
        Ok(())
    }

    /// A flag, or one of the characters that may end the flags.
    fn next_flag(&mut self, missing: &str, ends: &[char]) -> Result<Token> {
        let token = self.source.expect(missing)?;
        if flag(token).is_some() || ends.iter().any(|&end| token.is(end)) {
            return Ok(token);
        }
        let message = match token.plain() {
            Some(c) if chars::is_alpha(c) => "unknown flag",
            _ => missing,
        };
        Err(self.source.error(message, token.length()))
    }
}

fn flag(token: Token) -> Option<u32> {
    Some(match token.plain()? {
        'i' => flags::IGNORECASE,
        'L' => flags::LOCALE,
        'm' => flags::MULTILINE,
        's' => flags::DOTALL,
        'x' => flags::VERBOSE,
        'a' => flags::ASCII,
        'u' => flags::UNICODE,
        _ => return None,
    })
}
