//! What a pattern is compiled to: instructions, sets of characters, and which characters differ in case only.

use crate::python::text::chars;

/// A compiled pattern.
#[derive(Default)]
pub struct Program {
    pub(super) code: Vec<Op>,
    pub(super) sets: Vec<Set>,
    /// Registers beside those of the groups.
    pub(super) locals: u32,
    /// The flags given, those written in the pattern, and the ones that follow from them.
    pub flags: u32,
    /// How many groups capture, without the whole match.
    pub groups: u32,
    /// The groups that have names, in their order.
    pub names: Vec<(String, u32)>,
}

impl Program {
    /// The character that every match begins with, where that is plain from the code.
    pub(super) fn first(&self) -> Option<u32> {
        let begins = |op: &&Op| !matches!(op, Op::Save(_));
        match self.code.iter().find(begins) {
            Some(Op::Char(c)) => Some(*c),
            _ => None,
        }
    }
}

/// Which way a repetition goes first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    /// Greedy, and never giving back.
    Possessive,
}

/// Jumps are relative to the instruction that they stand in. Numbers of locals name registers behind those of the groups.
#[derive(Clone, Copy)]
pub(super) enum Op {
    Char(u32),
    /// A character that is this one when folded.
    Folded(u32, Fold),
    Any,
    NotNewline,
    Category(Category),
    Set(u32),
    At(At),
    /// Notes the place in the register of a group's start or end.
    Save(u32),
    Jump(i32),
    /// Goes on with the next instruction, or else there.
    Split(i32),
    /// Goes on there, or else with the next instruction.
    SplitJump(i32),
    /// Repeats the next instruction, which takes one character.
    One {
        min: u32,
        max: u32,
        greed: Greed,
    },
    /// Begins a counted loop, whose two locals are the number of rounds and the place where the last one began.
    Loop {
        local: u32,
        until: i32,
    },
    /// Ends a round: another one, by the [`Op::Again`] behind it, or on behind that.
    Until {
        local: u32,
        min: u32,
        max: u32,
        lazy: bool,
    },
    Again {
        local: u32,
        body: i32,
    },
    /// Notes the height of the stack, for [`Op::Cut`].
    Enter(u32),
    /// Forgets the choices made since.
    Cut(u32),
    /// Looks around: from so many characters before. The next local keeps the place.
    Look {
        local: u32,
        behind: u32,
    },
    LookEnd(u32),
    /// The same for what must not be there; then it goes on at `end`.
    LookNot {
        local: u32,
        behind: u32,
        end: i32,
    },
    LookNotEnd(u32),
    /// What a group has matched, again.
    Back(u32, Fold),
    /// Jumps unless the group has matched.
    IfGroup(u32, i32),
    Fail,
    Match,
}

impl Op {
    /// Whether it takes exactly one character and does nothing else.
    pub fn is_unit(self) -> bool {
        matches!(
            self,
            Op::Char(_) | Op::Folded(..) | Op::Any | Op::NotNewline | Op::Category(_) | Op::Set(_)
        )
    }
}

/// Places between characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Start,
    LineStart,
    End,
    LineEnd,
    VeryEnd,
    Boundary { ascii: bool, negated: bool },
}

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Category {
    pub kind: Kind,
    pub ascii: bool,
    pub negated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Digit,
    Space,
    Word,
}

impl Category {
    pub fn contains(self, c: u32) -> bool {
        let inside = match char::from_u32(c) {
            Some(c) if c.is_ascii() || !self.ascii => match self.kind {
                Kind::Digit => chars::decimal_value(c).is_some(),
                Kind::Space if self.ascii => matches!(c, ' ' | '\t'..='\r'),
                Kind::Space => chars::is_space(c),
                Kind::Word => c == '_' || chars::is_alnum(c),
            },
            _ => false,
        };
        inside != self.negated
    }
}

/// A set in brackets.
pub(super) struct Set {
    /// Which of the first 128 characters it contains.
    ascii: u128,
    ranges: Vec<(u32, u32)>,
    categories: Vec<Category>,
    pub negated: bool,
    fold: Fold,
}

impl Set {
    pub fn new(fold: Fold) -> Set {
        Set {
            ascii: 0,
            ranges: Vec::new(),
            categories: Vec::new(),
            negated: false,
            fold,
        }
    }

    pub fn add(&mut self, first: u32, last: u32) {
        if self.fold == Fold::None {
            self.push(first, last);
            return;
        }
        for c in first..=last {
            let c = self.fold.apply(c);
            self.push(c, c);
        }
    }

    fn push(&mut self, first: u32, last: u32) {
        for c in first..=last.min(127) {
            self.ascii |= 1 << c;
        }
        match self.ranges.last_mut() {
            Some((_, end)) if *end + 1 == first => *end = last,
            _ if last > 127 => self.ranges.push((first, last)),
            _ => {}
        }
    }

    pub fn add_category(&mut self, category: Category) {
        for c in (0..128).filter(|&c| category.contains(c)) {
            self.ascii |= 1 << c;
        }
        self.categories.push(category);
    }

    /// The only character in it, where it has one and no more.
    pub fn single(&self) -> Option<u32> {
        match self.ranges[..] {
            _ if self.negated || !self.categories.is_empty() => None,
            [] if self.ascii.count_ones() == 1 => Some(self.ascii.trailing_zeros()),
            [(c, last)] if self.ascii == 0 && c == last => Some(c),
            _ => None,
        }
    }

    pub fn contains(&self, c: u32) -> bool {
        let c = self.fold.apply(c);
        let inside = if c < 128 {
            (self.ascii >> c) & 1 == 1
        } else {
            let within = |&(first, last): &(u32, u32)| (first..=last).contains(&c);
            self.ranges.iter().any(within) || self.categories.iter().any(|one| one.contains(c))
        };
        inside != self.negated
    }
}

/// Which characters count as the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    None,
    Ascii,
    Unicode,
}

impl Fold {
    /// One and the same character for all that differ in case only.
    pub fn apply(self, c: u32) -> u32 {
        match self {
            Fold::Unicode if c >= 128 => fold(c),
            Fold::None => c,
            _ => char::from_u32(c).map_or(c, |c| c.to_ascii_lowercase() as u32),
        }
    }

    /// Whether any other character folds to the same one.
    pub fn has_cases(self, c: u32) -> bool {
        match char::from_u32(c) {
            _ if self == Fold::None => false,
            Some(c) if c.is_ascii() => c.is_ascii_alphabetic(),
            Some(c) => {
                self == Fold::Unicode
                    && (chars::is_lower(c)
                        || chars::is_upper(c)
                        || chars::to_lower(c) != c
                        || chars::to_upper(c)[0] != c)
            }
            None => false,
        }
    }
}

/// Lower case, and of the lower case characters that share a capital (`s` and `ſ`) always the same one.
fn fold(c: u32) -> u32 {
    let Some(c) = char::from_u32(c) else {
        return c;
    };
    let small = chars::to_lower(c);
    let folded = match chars::to_upper(small)[..] {
        [capital] => chars::to_lower(capital),
        _ => match small {
            // Those that share a capital of several characters.
            '\u{1fd3}' => '\u{390}',
            '\u{1fe3}' => '\u{3b0}',
            '\u{fb05}' => '\u{fb06}',
            _ => small,
        },
    };
    folded as u32
}
