//! Reads a pattern and writes its program.
//!
//! Groups nest on a stack of ours, never on Rust's. Errors have CPython's words and places, which follow from how it reads: a
//! backslash and the character behind it are one token, and that a pattern ends in a backslash is noticed one token before.

mod characters;
mod groups;
mod source;

use super::flags;
use super::program::{At, Fold, Greed, Op, Program};
use source::{Source, Token};

/// What is wrong with a pattern.
#[derive(Debug, PartialEq, Eq)]
pub enum Error {
    /// `re.PatternError`, at a place in characters where it has one.
    Pattern(String, Option<usize>),
    /// `ValueError`: flags that do not go together.
    Flags(&'static str),
    /// `OverflowError`
    TooLarge,
}

type Result<T> = std::result::Result<T, Error>;

/// Compiles a pattern, given by its characters. `is_text` is false for one of bytes.
pub fn parse(pattern: &[u32], is_text: bool, flags: u32) -> Result<Program> {
    let mut parser = Parser {
        source: Source {
            chars: pattern,
            at: 0,
            is_text,
        },
        program: Program::default(),
        flags,
        open: vec![Open::new(Close::Whole, 0, flags, 0)],
        groups: vec![None],
        references: Vec::new(),
        behind: None,
        error: None,
    };
    parser.source.check_token()?;
    parser.read()?;
    parser.finish()
}

/// No upper bound of a repetition.
const UNBOUNDED: u32 = u32::MAX;

/// How many characters something takes, at least and at most.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Width {
    least: u64,
    most: u64,
}

impl Width {
    fn exactly(width: u64) -> Width {
        Width {
            least: width,
            most: width,
        }
    }

    fn then(self, other: Width) -> Width {
        Width {
            least: self.least.saturating_add(other.least),
            most: self.most.saturating_add(other.most),
        }
    }

    fn or(self, other: Width) -> Width {
        Width {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
        }
    }

    fn times(self, min: u32, max: u32) -> Width {
        let most = match max {
            UNBOUNDED if self.most > 0 => u64::MAX,
            max => self.most.saturating_mul(max as u64),
        };
        Width {
            least: self.least.saturating_mul(min as u64),
            most,
        }
    }
}

/// What becomes of a group at its end.
#[derive(Clone, Copy)]
enum Close {
    Whole,
    Plain,
    Capture(u32),
    Atomic(u32),
    Look {
        local: u32,
        negative: bool,
        /// Where its first instruction is, for what it goes back by.
        behind: bool,
        /// What [`Parser::behind`] was outside.
        outer: Option<usize>,
    },
    /// Where the jump over the first alternative is.
    Condition {
        test: usize,
        second: bool,
    },
}

/// What a quantifier would repeat.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    None,
    Place,
    Repeated,
    Other,
}

/// A group that is being read.
struct Open {
    close: Close,
    /// Where it begins in the pattern.
    start: usize,
    /// The flags outside.
    flags: u32,
    /// Where its own code begins, with the instruction that belongs to its kind.
    code: usize,
    /// Where the code of its present alternative begins.
    alternative: usize,
    /// The jumps at the ends of those before.
    jumps: Vec<usize>,
    /// The width of those before.
    others: Option<Width>,
    /// The width of the present one up to its last item.
    width: Width,
    item: Item,
    item_code: usize,
    item_width: Width,
}

impl Open {
    fn new(close: Close, start: usize, flags: u32, code: usize) -> Open {
        Open {
            close,
            start,
            flags,
            code,
            alternative: code,
            jumps: Vec::new(),
            others: None,
            width: Width::default(),
            item: Item::None,
            item_code: code,
            item_width: Width::default(),
        }
    }

    fn all_width(&self) -> Width {
        let own = self.width.then(self.item_width);
        self.others.map_or(own, |others| others.or(own))
    }
}

struct Parser<'a> {
    source: Source<'a>,
    program: Program,
    /// Those in force.
    flags: u32,
    open: Vec<Open>,
    /// The widths of the groups so far; None while one is open.
    groups: Vec<Option<Width>>,
    /// Numbers of groups that conditions name, and where.
    references: Vec<(u32, usize)>,
    /// Inside a look-behind, how many groups there were before it.
    behind: Option<usize>,
    /// An error that counts only if the pattern can be read to its end.
    error: Option<Error>,
}

impl Parser<'_> {
    fn read(&mut self) -> Result<()> {
        while let Some(token) = self.source.peek() {
            if token.is('|') && self.alternative()? {
                continue;
            }
            if token.is(')') {
                if self.open.len() == 1 {
                    return Err(self.source.error("unbalanced parenthesis", 0));
                }
                self.source.next()?;
                self.close_group()?;
                continue;
            }
            self.source.next()?;
            if self.flags & flags::VERBOSE != 0 {
                if matches!(token.plain(), Some(' ' | '\t'..='\r')) {
                    continue;
                }
                if token.is('#') {
                    while self.source.next()?.is_some_and(|token| !token.is('\n')) {}
                    continue;
                }
            }
            self.item(token)?;
        }
        match self.open.last() {
            Some(group) if self.open.len() > 1 => {
                let message = "missing ), unterminated subpattern";
                Err(Error::Pattern(message.to_owned(), Some(group.start)))
            }
            _ => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Program> {
        self.join_alternatives();
        self.emit(Op::Match);
        let flags = &mut self.flags;
        if self.source.is_text {
            if *flags & flags::LOCALE != 0 {
                return Err(Error::Flags("cannot use LOCALE flag with a str pattern"));
            }
            if *flags & flags::ASCII == 0 {
                *flags |= flags::UNICODE;
            } else if *flags & flags::UNICODE != 0 {
                return Err(Error::Flags("ASCII and UNICODE flags are incompatible"));
            }
        } else if *flags & flags::UNICODE != 0 {
            return Err(Error::Flags("cannot use UNICODE flag with a bytes pattern"));
        } else if *flags & flags::LOCALE != 0 && *flags & flags::ASCII != 0 {
            return Err(Error::Flags("ASCII and LOCALE flags are incompatible"));
        }
        let count = self.groups.len() as u32;
        if let Some((group, at)) = self.references.iter().find(|(group, _)| *group >= count) {
            let message = format!("invalid group reference {group}");
            return Err(Error::Pattern(message, Some(*at)));
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        self.program.flags = self.flags;
        self.program.groups = count - 1;
        Ok(self.program)
    }

    fn emit(&mut self, op: Op) {
        self.program.code.push(op);
    }

    /// The group that is being read. There is always one.
    fn group(&mut self) -> &mut Open {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn new_item(&mut self, item: Item, width: Width) {
        let code = self.program.code.len();
        let group = self.group();
        group.width = group.width.then(group.item_width);
        group.item = item;
        group.item_code = code;
        group.item_width = width;
    }

    fn emit_item(&mut self, op: Op) {
        let (item, width) = match op {
            Op::At(_) => (Item::Place, 0),
            op => (Item::Other, op.is_unit() as u64),
        };
        self.new_item(item, Width::exactly(width));
        self.emit(op);
    }

    fn local(&mut self, count: u32) -> u32 {
        self.program.locals += count;
        self.program.locals - count
    }

    fn is_ascii(&self) -> bool {
        !self.source.is_text || self.flags & flags::ASCII != 0
    }

    fn fold(&self) -> Fold {
        match self.flags & flags::IGNORECASE != 0 {
            false => Fold::None,
            true if self.is_ascii() => Fold::Ascii,
            true => Fold::Unicode,
        }
    }

    fn literal(&self, c: u32) -> Op {
        let fold = self.fold();
        if fold.has_cases(c) {
            Op::Folded(fold.apply(c), fold)
        } else {
            Op::Char(c)
        }
    }

    fn item(&mut self, token: Token) -> Result<()> {
        let multiline = self.flags & flags::MULTILINE != 0;
        let op = match token.plain() {
            None if token.escaped => self.escape(token.c)?,
            Some('[') => self.set()?,
            Some('(') => return self.open_group(),
            Some('*') => return self.quantifier((0, UNBOUNDED), self.source.at, 1),
            Some('+') => return self.quantifier((1, UNBOUNDED), self.source.at, 1),
            Some('?') => return self.quantifier((0, 1), self.source.at, 1),
            Some('{') => match self.bounds()? {
                Some(bounds) => return Ok(bounds),
                None => self.literal(token.c),
            },
            Some('.') if self.flags & flags::DOTALL != 0 => Op::Any,
            Some('.') => Op::NotNewline,
            Some('^') if multiline => Op::At(At::LineStart),
            Some('^') => Op::At(At::Start),
            Some('$') if multiline => Op::At(At::LineEnd),
            Some('$') => Op::At(At::End),
            _ => self.literal(token.c),
        };
        self.emit_item(op);
        Ok(())
    }

    /// `{2,3}`, repeating what stands before it; `None` where it is no more than a brace.
    fn bounds(&mut self) -> Result<Option<()>> {
        let here = self.source.at;
        if self.source.next_is('}') {
            return Ok(None);
        }
        let low = self.source.digits(usize::MAX, 10)?;
        let high = if self.source.take(',')? {
            self.source.digits(usize::MAX, 10)?
        } else {
            low.clone()
        };
        if !self.source.take('}')? {
            self.source.at = here;
            return Ok(None);
        }
        let number = |digits: &str, default: u32| match digits.parse::<u32>() {
            _ if digits.is_empty() => Ok(default),
            Ok(number) if number < UNBOUNDED => Ok(number),
            _ => Err(Error::TooLarge),
        };
        let (min, max) = (number(&low, 0)?, number(&high, UNBOUNDED)?);
        if max < min {
            let message = "min repeat greater than max repeat";
            return Err(self.source.error(message, self.source.at - here));
        }
        let length = self.source.at - here + 1;
        self.quantifier((min, max), self.source.at, length)
            .map(Some)
    }

    /// Repeats the last item. The quantifier ends here and is so long.
    fn quantifier(&mut self, (min, max): (u32, u32), end: usize, length: usize) -> Result<()> {
        let complaint = match self.group().item {
            Item::None | Item::Place => "nothing to repeat",
            Item::Repeated => "multiple repeat",
            Item::Other => "",
        };
        if !complaint.is_empty() {
            return Err(Error::Pattern(complaint.to_owned(), Some(end - length)));
        }
        let greed = if self.source.take('?')? {
            Greed::Lazy
        } else if self.source.take('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        let group = self.group();
        let (start, width) = (group.item_code, group.item_width);
        group.item = Item::Repeated;
        group.item_width = width.times(min, max);
        self.repeat(start, width, min, max, greed);
        Ok(())
    }

    fn insert(&mut self, at: usize, op: Op) {
        self.program.code.insert(at, op);
    }

    /// Repeats the code from a place on, which takes so many characters.
    fn repeat(&mut self, start: usize, width: Width, min: u32, max: u32, greed: Greed) {
        let code = &self.program.code;
        let length = (code.len() - start) as i32;
        if length == 1 && code[start].is_unit() {
            return self.insert(start, Op::One { min, max, greed });
        }
        if greed == Greed::Possessive {
            // Each round is closed to going back, and all of them together.
            self.atomic(start);
            self.repeat(start, width, min, max, Greed::Greedy);
            return self.atomic(start);
        }
        let lazy = greed == Greed::Lazy;
        match (min, max) {
            (0, 1) if lazy => self.insert(start, Op::SplitJump(length + 1)),
            (0, 1) => self.insert(start, Op::Split(length + 1)),
            // Rounds that take something need not be counted.
            (0, UNBOUNDED) if width.least > 0 => {
                let enter = if lazy { Op::SplitJump } else { Op::Split };
                self.insert(start, enter(length + 2));
                self.emit(Op::Jump(-length - 1));
            }
            (1, UNBOUNDED) if width.least > 0 => {
                let again = if lazy { Op::Split } else { Op::SplitJump };
                self.emit(again(-length));
            }
            _ => {
                let local = self.local(2);
                let until = length + 1;
                self.insert(start, Op::Loop { local, until });
                self.emit(Op::Until {
                    local,
                    min,
                    max,
                    lazy,
                });
                let body = -length - 1;
                self.emit(Op::Again { local, body });
            }
        }
    }

    fn atomic(&mut self, start: usize) {
        let local = self.local(1);
        self.insert(start, Op::Enter(local));
        self.emit(Op::Cut(local));
    }

    /// Begins another alternative; false for one that its group cannot have.
    fn alternative(&mut self) -> Result<bool> {
        if let Close::Condition { second: true, .. } = self.group().close {
            let message = "conditional backref with more than two branches";
            return Err(self.source.error(message, 0));
        }
        self.source.next()?;
        self.emit(Op::Jump(0));
        let end = self.program.code.len();
        let group = self.group();
        group.others = Some(group.all_width());
        (group.width, group.item_width) = Default::default();
        group.item = Item::None;
        group.jumps.push(end - 1);
        if let Close::Condition { test, .. } = group.close {
            group.close = Close::Condition { test, second: true };
            group.alternative = end;
            self.aim(test, end);
            return Ok(true);
        }
        let start = group.alternative;
        // The split in front moves all by one.
        group.alternative = end + 1;
        if let Some(jump) = group.jumps.last_mut() {
            *jump = end;
        }
        self.insert(start, Op::Split((end + 1 - start) as i32));
        Ok(true)
    }

    /// Lets an instruction jump to a place.
    fn aim(&mut self, from: usize, target: usize) {
        let jump = target as i32 - from as i32;
        match &mut self.program.code[from] {
            Op::Jump(to) | Op::IfGroup(_, to) | Op::LookNot { end: to, .. } => *to = jump,
            _ => {}
        }
    }

    fn join_alternatives(&mut self) {
        let end = self.program.code.len();
        for jump in std::mem::take(&mut self.group().jumps) {
            self.aim(jump, end);
        }
    }

    fn close_group(&mut self) -> Result<()> {
        self.join_alternatives();
        let Some(group) = self.open.pop() else {
            return Ok(());
        };
        let mut width = group.all_width();
        self.flags = group.flags;
        match group.close {
            Close::Whole | Close::Plain => {}
            Close::Capture(number) => {
                self.emit(Op::Save(number * 2 + 1));
                self.groups[number as usize] = Some(width);
            }
            Close::Atomic(local) => self.emit(Op::Cut(local)),
            Close::Condition { test, second } => {
                if !second {
                    self.aim(test, self.program.code.len());
                    width = width.or(Width::default());
                }
            }
            Close::Look {
                local,
                negative,
                behind,
                outer,
            } => {
                self.behind = outer;
                if behind && width.least != width.most {
                    let message = "look-behind requires fixed-width pattern".to_owned();
                    self.error.get_or_insert(Error::Pattern(message, None));
                }
                let behind = if behind { width.least as u32 } else { 0 };
                self.program.code[group.code] = if negative {
                    self.emit(Op::LookNotEnd(local));
                    let end = (self.program.code.len() - group.code) as i32;
                    Op::LookNot { local, behind, end }
                } else {
                    self.emit(Op::LookEnd(local));
                    Op::Look { local, behind }
                };
                width = Width::default();
            }
        }
        self.group().item_width = width;
        Ok(())
    }
}
