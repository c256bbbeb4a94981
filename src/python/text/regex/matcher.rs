//! Runs a program against a text.
//!
//! All state of a run is in [`Matcher`], so that it can stop after any number of steps and go on later. Its stack holds the
//! choices that are still open, and between them the old values of the registers that were changed since: going back to a
//! choice puts them back on the way.

use super::program::{Category, Code, Fold, Op, Program};
use crate::python::text::chars;

/// A text as bytes. All of it is there, up to where the search ends: `^` and looking behind see what lies before the start.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub bytes: &'a [u8],
    /// UTF-8 with characters of several bytes in it; else each byte is a character.
    pub wide: bool,
}

impl Text<'_> {
    /// The character at a place, and how many bytes it takes.
    fn at(self, at: u32) -> Option<(u32, u32)> {
        let rest = self.bytes.get(at as usize..)?;
        let first = *rest.first()? as u32;
        if !self.wide || first < 0x80 {
            return Some((first, 1));
        }
        let bits = |place: usize| rest.get(place).map_or(0, |&byte| byte as u32 & 0x3f);
        Some(match first {
            0..0xe0 => (((first & 0x1f) << 6) | bits(1), 2),
            0xe0..0xf0 => (((first & 0xf) << 12) | (bits(1) << 6) | bits(2), 3),
            _ => (
                ((first & 7) << 18) | (bits(1) << 12) | (bits(2) << 6) | bits(3),
                4,
            ),
        })
    }

    /// The place one character before.
    fn before(self, at: u32) -> Option<u32> {
        let mut at = at.checked_sub(1)?;
        while self.wide && self.bytes[at as usize] & 0xc0 == 0x80 {
            at -= 1;
        }
        Some(at)
    }

    fn end(self) -> u32 {
        self.bytes.len() as u32
    }

    /// Whether a character begins or the text ends there.
    fn is_place(self, at: u32) -> bool {
        match self.bytes.get(at as usize) {
            Some(byte) => !self.wide || byte & 0xc0 != 0x80,
            None => at == self.end(),
        }
    }
}

/// What is looked for, besides the pattern.
#[derive(Clone, Copy, Default)]
pub struct Search {
    pub start: u32,
    /// Only a match that begins at the start.
    pub anchored: bool,
    /// Only one that ends at the end of the text.
    pub whole: bool,
    /// Not an empty one at the start: there was a match already.
    pub advance: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Found,
    NotFound,
    /// The steps are used up; to be run again.
    Unfinished,
    /// More choices are open than there is room for.
    TooDeep,
}

/// The most entries of the stack: 128 MB.
const DEEPEST: usize = 1 << 23;

/// A register without a value; a count before the first round.
const NONE: u32 = u32::MAX;

enum Frame {
    Branch {
        pc: u32,
        at: u32,
    },
    Restore {
        register: u32,
        value: u32,
    },
    /// A repeated character that can give back, down to `low`.
    Greedy {
        pc: u32,
        low: u32,
        at: u32,
    },
    /// One that can take more.
    Lazy {
        pc: u32,
        at: u32,
        left: u32,
    },
}

pub struct Matcher {
    search: Search,
    /// Of the groups, two each; the last group that closed; the locals.
    registers: Vec<u32>,
    stack: Vec<Frame>,
    pc: u32,
    at: u32,
    /// Where the attempt began; before the first one, nowhere.
    start: Option<u32>,
}

impl Matcher {
    pub fn new(search: Search) -> Matcher {
        Matcher {
            search,
            registers: Vec::new(),
            stack: Vec::new(),
            pc: 0,
            at: 0,
            start: None,
        }
    }

    /// Where the groups begin and end, for groups without a match `u32::MAX`, and the last group that closed, or 0.
    pub fn result(&self, program: &Program) -> (Vec<u32>, u32) {
        let last = program.last_group() as usize;
        let mut spans = self.registers[..last].to_vec();
        for span in spans.chunks_exact_mut(2) {
            if span[0] > span[1] || span[1] == NONE {
                span.fill(NONE);
            }
        }
        (spans, self.registers[last].wrapping_add(1))
    }

    /// Goes on for about so many steps, and takes those made off.
    pub fn run(&mut self, program: &Program, text: Text<'_>, steps: &mut i64) -> Outcome {
        let search = self.search;
        if self.start.is_none()
            && (search.start > text.end() || !self.begin(program, text, search.start, steps))
        {
            return Outcome::NotFound;
        }
        while *steps > 0 {
            *steps -= 1;
            if self.stack.len() >= DEEPEST {
                return Outcome::TooDeep;
            }
            let op = program.op(self.pc);
            if op.code == Code::Match {
                let empty_again = self.search.advance && self.at == self.search.start;
                let too_early = self.search.whole && self.at < text.end();
                let is_before = self.at < self.registers[0];
                if !empty_again && !too_early && !is_before {
                    self.registers[1] = self.at;
                    return Outcome::Found;
                }
            } else if self.step(program, op, text, steps) {
                continue;
            }
            if !self.back(program, text, steps) && !self.next_attempt(program, text, steps) {
                return Outcome::NotFound;
            }
        }
        Outcome::Unfinished
    }

    fn next_attempt(&mut self, program: &Program, text: Text<'_>, steps: &mut i64) -> bool {
        let start = self.start.unwrap_or_default();
        match text.at(start) {
            Some((_, length)) if !self.search.anchored => {
                self.search.advance = false;
                self.begin(program, text, start + length, steps)
            }
            _ => false,
        }
    }

    /// Begins an attempt at this place, or at the next that looks hopeful.
    fn begin(&mut self, program: &Program, text: Text<'_>, start: u32, steps: &mut i64) -> bool {
        let mut start = start;
        if let Some(first) = program.first()
            && !self.search.anchored
        {
            let from = start;
            loop {
                match text.at(start) {
                    Some((c, _)) if c == first => break,
                    Some((_, length)) => start += length,
                    None => return false,
                }
            }
            *steps -= i64::from(start - from) / 8;
        }
        self.registers.clear();
        self.registers.resize(program.registers as usize, NONE);
        self.registers[0] = start;
        self.stack.clear();
        self.pc = 0;
        self.at = start;
        self.start = Some(start);
        true
    }

    fn set(&mut self, register: u32, value: u32) {
        let place = &mut self.registers[register as usize];
        let value = std::mem::replace(place, value);
        self.stack.push(Frame::Restore { register, value });
    }

    /// Runs one instruction; false if it does not match here.
    fn step(&mut self, program: &Program, op: Op, text: Text<'_>, steps: &mut i64) -> bool {
        let pc = self.pc;
        // The two registers that an instruction may have of its own.
        let (own, second) = (op.a, op.a.wrapping_add(1));
        self.pc = pc + 1;
        match op.code {
            code if code <= Code::Set => match text.at(self.at) {
                Some((c, length)) if takes(program, op, c) => self.at += length,
                _ => return false,
            },
            Code::Save => {
                self.set(own, self.at);
                if own % 2 == 1 {
                    self.set(program.last_group(), own / 2 - 1);
                }
            }
            Code::Jump => self.pc = op.to,
            Code::Split => {
                // A choice that the next character rules out is none.
                let next = program.op(pc + 1);
                if next.code == Code::Char
                    && text.at(self.at).is_none_or(|(there, _)| there != next.a)
                {
                    self.pc = op.to;
                } else {
                    self.push_branch(op.to);
                }
            }
            Code::SplitJump => {
                self.push_branch(pc + 1);
                self.pc = op.to;
            }
            Code::Greedy | Code::Lazy | Code::Possessive => {
                return self.repeat_one(program, op, text, steps);
            }
            Code::Loop => {
                self.set(own, NONE);
                self.set(second, NONE);
                self.pc = op.to;
            }
            Code::Until | Code::UntilLazy => {
                let rounds = self.register(own).wrapping_add(1);
                let again = program.op(pc + 1);
                if rounds < op.b {
                    self.set(own, rounds);
                    self.pc = again.to;
                } else if (again.b != NONE && rounds >= again.b) || self.register(second) == self.at
                {
                    self.pc = pc + 2;
                } else if op.code == Code::UntilLazy {
                    self.push_branch(pc + 1);
                    self.pc = pc + 2;
                } else {
                    self.push_branch(pc + 2);
                }
            }
            Code::Again => {
                self.set(own, self.register(own).wrapping_add(1));
                self.set(second, self.at);
                self.pc = op.to;
            }
            Code::Enter => self.note_height(own),
            Code::Cut => self.cut(self.register(own)),
            Code::Look => {
                self.set(second, self.at);
                self.note_height(own);
                return self.go_back(text, op.b);
            }
            Code::LookEnd => {
                self.cut(self.register(own));
                let at = self.register(second);
                if !text.is_place(at) {
                    return false;
                }
                self.at = at;
            }
            Code::LookNot => {
                self.note_height(own);
                self.push_branch(op.to);
                return self.go_back(text, op.b);
            }
            Code::LookNotEnd => {
                // With the choices inside goes the one of going on behind.
                let height = self.register(own);
                while self.stack.len() > height as usize {
                    if let Some(Frame::Restore { register, value }) = self.stack.pop() {
                        self.registers[register as usize] = value;
                    }
                }
                return false;
            }
            Code::Back => return self.same_again(text, steps, op.a, Fold::new(op.b)),
            Code::IfGroup => {
                if self.group(op.a).is_none() {
                    self.pc = op.to;
                }
            }
            _ => return self.is_at(op, text),
        }
        true
    }

    fn register(&self, register: u32) -> u32 {
        self.registers[register as usize]
    }

    fn push_branch(&mut self, pc: u32) {
        self.stack.push(Frame::Branch { pc, at: self.at });
    }

    fn note_height(&mut self, register: u32) {
        // The height above the entry that puts the register back.
        self.set(register, self.stack.len() as u32 + 1);
    }

    /// Drops the choices above a height; what they would have put back stays.
    fn cut(&mut self, height: u32) {
        let height = height as usize;
        let mut kept = height;
        for at in height..self.stack.len() {
            if let Frame::Restore { .. } = self.stack[at] {
                self.stack.swap(kept, at);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    fn go_back(&mut self, text: Text<'_>, characters: u32) -> bool {
        for _ in 0..characters {
            match text.before(self.at) {
                Some(before) => self.at = before,
                None => return false,
            }
        }
        true
    }

    fn group(&self, group: u32) -> Option<(u32, u32)> {
        let at = group as usize * 2;
        match (self.registers[at], self.registers[at + 1]) {
            (NONE, _) | (_, NONE) => None,
            span => Some(span),
        }
    }

    fn same_again(&mut self, text: Text<'_>, steps: &mut i64, group: u32, fold: Fold) -> bool {
        let Some((mut from, to)) = self.group(group) else {
            return false;
        };
        let small = |c: u32| match char::from_u32(c) {
            Some(c) if fold == Fold::Unicode => chars::to_lower(c) as u32,
            _ => fold.apply(c),
        };
        *steps -= i64::from(to.saturating_sub(from)) / 4;
        while from < to {
            match (text.at(from), text.at(self.at)) {
                (Some((a, length)), Some((b, other))) if a == b || small(a) == small(b) => {
                    from += length;
                    self.at += other;
                }
                _ => return false,
            }
        }
        true
    }

    fn repeat_one(
        &mut self,
        program: &Program,
        repeat: Op,
        text: Text<'_>,
        steps: &mut i64,
    ) -> bool {
        let op = program.op(self.pc);
        let (min, max) = (repeat.a, repeat.b);
        let wanted = if repeat.code == Code::Lazy { min } else { max };
        let (mut count, mut at, mut low) = (0, self.at, self.at);
        while count < wanted
            && let Some((c, length)) = text.at(at)
            && takes(program, op, c)
        {
            at += length;
            count += 1;
            if count == min {
                low = at;
            }
        }
        *steps -= i64::from(count) / 4;
        if count < min {
            return false;
        }
        let pc = self.pc + 1;
        match repeat.code {
            Code::Greedy if at > low => self.stack.push(Frame::Greedy { pc, low, at }),
            Code::Lazy if max > min => {
                let left = if max == NONE { NONE } else { max - min };
                self.stack.push(Frame::Lazy { pc, at, left });
            }
            _ => {}
        }
        self.at = at;
        self.pc = pc;
        true
    }

    /// Goes back to the last open choice; false if there is none.
    fn back(&mut self, program: &Program, text: Text<'_>, steps: &mut i64) -> bool {
        while let Some(frame) = self.stack.pop() {
            match frame {
                Frame::Restore { register, value } => self.registers[register as usize] = value,
                Frame::Branch { pc, at } => {
                    (self.pc, self.at) = (pc, at);
                    return true;
                }
                Frame::Greedy { pc, low, at } => {
                    let mut at = at;
                    let next = program.op(pc);
                    let next = (next.code == Code::Char).then_some(next.a);
                    while at > low {
                        at = text.before(at).unwrap_or(low);
                        *steps -= 1;
                        if next.is_none_or(|c| text.at(at).is_some_and(|(there, _)| there == c)) {
                            if at > low {
                                self.stack.push(Frame::Greedy { pc, low, at });
                            }
                            (self.pc, self.at) = (pc, at);
                            return true;
                        }
                    }
                }
                Frame::Lazy { pc, at, left } => {
                    let op = program.op(pc - 1);
                    if let Some((c, length)) = text.at(at)
                        && takes(program, op, c)
                    {
                        let at = at + length;
                        let left = if left == NONE { NONE } else { left - 1 };
                        if left > 0 {
                            self.stack.push(Frame::Lazy { pc, at, left });
                        }
                        (self.pc, self.at) = (pc, at);
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether it is at a place of this kind.
    fn is_at(&self, op: Op, text: Text<'_>) -> bool {
        let (at, end) = (self.at, text.end());
        let newline = |at: u32| text.bytes[at as usize] == b'\n';
        match op.code {
            Code::Start => at == 0,
            Code::LineStart => at == 0 || newline(at - 1),
            Code::End => at == end || (at + 1 == end && newline(at)),
            Code::LineEnd => at == end || newline(at),
            Code::VeryEnd => at == end,
            Code::Boundary => {
                let word = Category::new(op.a);
                let is_word = |at: u32| text.at(at).is_some_and(|(c, _)| word.contains(c));
                let before = text.before(at).is_some_and(is_word);
                // In an empty text there is neither a boundary nor a place that is none.
                end > 0 && (before != is_word(at)) != (op.b != 0)
            }
            _ => false,
        }
    }
}

fn takes(program: &Program, op: Op, c: u32) -> bool {
    match op.code {
        Code::Char => c == op.a,
        Code::Folded => Fold::new(op.b).apply(c) == op.a,
        Code::Any => true,
        Code::NotNewline => c != '\n' as u32,
        Code::Category => Category::new(op.a).contains(c),
        Code::Set => program.sets[op.a as usize].contains(c),
        _ => false,
    }
}
