//! What a pattern is compiled to: instructions, sets of characters, and which characters differ in case only.
//!
//! All of it comes as words from `modules/lib/re_parser.py` and is checked here, so that no words can make the
//! matcher do more than not match: what the operands of an instruction name is there. Where a jump leads is not checked, for
//! behind the last instruction there are only such that fail.

use crate::python::text::chars;

/// A compiled pattern.
pub struct Program {
    code: Vec<Op>,
    pub(super) sets: Vec<Set>,
    pub(super) registers: u32,
    /// How many groups capture, without the whole match.
    pub groups: u32,
}

impl Program {
    /// A program from its words, four an instruction, and the words of its sets; None if they are none.
    pub fn new(words: &[u32], sets: &[Vec<u32>], groups: u32) -> Option<Program> {
        let of_groups = groups.checked_mul(2)?.checked_add(3)?;
        let mut program = Program {
            code: Vec::with_capacity(words.len() / 4),
            sets: sets.iter().filter_map(|words| Set::new(words)).collect(),
            registers: of_groups,
            groups,
        };
        // So many registers a program can use at most, whatever its words say.
        let most = words.len() as u32 + 3;
        for word in words.chunks_exact(4) {
            let mut op = Op {
                code: *CODES.get(word[0] as usize)?,
                a: word[1],
                b: word[2],
                to: word[3],
            };
            let is_there = match op.code {
                Code::Folded => {
                    op.fold();
                    true
                }
                Code::Set => (op.a as usize) < program.sets.len(),
                Code::Save => (2..of_groups - 1).contains(&op.a),
                Code::Back | Code::IfGroup => op.a <= groups,
                code if code >= Code::Loop => {
                    let is_own = (of_groups..most).contains(&op.a);
                    program.registers = program.registers.max(op.a.saturating_add(2));
                    is_own
                }
                _ => true,
            };
            if !is_there {
                return None;
            }
            program.code.push(op);
        }
        (program.registers <= most + 2 && program.sets.len() == sets.len()).then_some(program)
    }

    pub(super) fn op(&self, place: u32) -> Op {
        self.code.get(place as usize).copied().unwrap_or(Op {
            code: Code::Fail,
            a: 0,
            b: 0,
            to: 0,
        })
    }

    /// The character that every match begins with, where that is plain from the code.
    pub(super) fn first(&self) -> Option<u32> {
        let first = self.code.iter().find(|op| op.code != Code::Save)?;
        (first.code == Code::Char).then_some(first.a)
    }

    /// The register that holds the last group that closed, less one; those of the groups come before it, two each.
    pub(super) fn last_group(&self) -> u32 {
        self.groups * 2 + 2
    }
}

/// An instruction: what it does, its operands, and where it jumps.
#[derive(Clone, Copy)]
pub(super) struct Op {
    pub code: Code,
    pub a: u32,
    pub b: u32,
    pub to: u32,
}

impl Op {
    /// Of a character that case does not change makes that character, else folds it.
    fn fold(&mut self) {
        let fold = Fold::new(self.b);
        if fold.has_cases(self.a) {
            self.a = fold.apply(self.a);
        } else {
            self.code = Code::Char;
        }
    }
}

/// What an instruction does. Those from [`Code::Loop`] on have registers of their own: `a` and the one behind it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
#[repr(u8)]
pub(super) enum Code {
    /// The character `a`.
    Char,
    /// A character that is `a` when folded by `b`.
    Folded,
    Any,
    NotNewline,
    /// One of the category `a`.
    Category,
    /// One of the set `a`.
    Set,
    Start,
    LineStart,
    End,
    LineEnd,
    VeryEnd,
    /// Between one of the category `a` and one that is not; with `b` anywhere else.
    Boundary,
    Jump,
    /// Goes on with the next instruction, or else there.
    Split,
    /// Goes on there, or else with the next instruction.
    SplitJump,
    /// Repeats the next instruction, which takes one character, from `a` to `b` times.
    Greedy,
    Lazy,
    /// Greedy, and never giving back.
    Possessive,
    /// Jumps unless the group `a` has matched.
    IfGroup,
    /// What the group `a` has matched, again, folded by `b`.
    Back,
    /// Notes the place in the register `a` of a group's start or end.
    Save,
    Fail,
    Match,
    /// Begins a counted loop, whose registers are the number of rounds and the place where the last one began.
    Loop,
    /// Ends a round: another one, if `b` are not done, by the [`Code::Again`] behind it, or on behind that.
    Until,
    /// The same, but first on.
    UntilLazy,
    /// Begins another round, up to `b`.
    Again,
    /// Notes the height of the stack, for [`Code::Cut`].
    Enter,
    /// Forgets the choices made since.
    Cut,
    /// Looks around, from `b` characters before. The second register keeps the place.
    Look,
    LookEnd,
    /// The same for what must not be there; then it goes on there.
    LookNot,
    LookNotEnd,
}

/// By the number that stands for it.
const CODES: [Code; 33] = [
    Code::Char,
    Code::Folded,
    Code::Any,
    Code::NotNewline,
    Code::Category,
    Code::Set,
    Code::Start,
    Code::LineStart,
    Code::End,
    Code::LineEnd,
    Code::VeryEnd,
    Code::Boundary,
    Code::Jump,
    Code::Split,
    Code::SplitJump,
    Code::Greedy,
    Code::Lazy,
    Code::Possessive,
    Code::IfGroup,
    Code::Back,
    Code::Save,
    Code::Fail,
    Code::Match,
    Code::Loop,
    Code::Until,
    Code::UntilLazy,
    Code::Again,
    Code::Enter,
    Code::Cut,
    Code::Look,
    Code::LookEnd,
    Code::LookNot,
    Code::LookNotEnd,
];

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Category {
    kind: Kind,
    ascii: bool,
    negated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Space,
    Word,
}

impl Category {
    /// From its bits: the lowest says that it is negated, the next that only ASCII counts, the others the letter.
    pub fn new(bits: u32) -> Category {
        Category {
            kind: match bits >> 2 {
                0 => Kind::Digit,
                1 => Kind::Space,
                _ => Kind::Word,
            },
            ascii: bits & 2 != 0,
            negated: bits & 1 != 0,
        }
    }

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

/// The number behind those of all characters.
const PAST_ALL: u32 = 0x110000;

/// A set in brackets.
pub(super) struct Set {
    /// Which of the first 128 characters it contains.
    ascii: u128,
    ranges: Vec<(u32, u32)>,
    categories: Vec<Category>,
    negated: bool,
    fold: Fold,
}

impl Set {
    /// From its words: whether it is negated and its fold, then pairs of first and last character, or for a category of what
    /// lies beyond all characters.
    fn new(words: &[u32]) -> Option<Set> {
        let (head, pairs) = words.split_first()?;
        let mut set = Set {
            ascii: 0,
            ranges: Vec::new(),
            categories: Vec::new(),
            negated: head & 1 != 0,
            fold: Fold::new(head >> 1),
        };
        for pair in pairs.chunks_exact(2) {
            match pair[0].checked_sub(PAST_ALL) {
                Some(bits) => set.add_category(Category::new(bits)),
                None => set.add(pair[0], pair[1].min(PAST_ALL)),
            }
        }
        Some(set)
    }

    fn add(&mut self, first: u32, last: u32) {
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

    fn add_category(&mut self, category: Category) {
        for c in (0..128).filter(|&c| category.contains(c)) {
            self.ascii |= 1 << c;
        }
        self.categories.push(category);
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
    /// By the number that stands for it.
    pub fn new(number: u32) -> Fold {
        match number {
            0 => Fold::None,
            1 => Fold::Ascii,
            _ => Fold::Unicode,
        }
    }

    /// One and the same character for all that differ in case only.
    pub fn apply(self, c: u32) -> u32 {
        match self {
            Fold::Unicode if c >= 128 => fold(c),
            Fold::None => c,
            _ => char::from_u32(c).map_or(c, |c| c.to_ascii_lowercase() as u32),
        }
    }

    /// Whether any other character folds to the same one.
    fn has_cases(self, c: u32) -> bool {
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
