//! `_re`: the patterns and matches behind `re`, whose rest is Python of ours, and so is what reads a pattern.
//!
//! A program for a pattern is run by [`regex`]; here are the objects. A search that takes long is suspended between slices, so
//! that a program can be stopped in it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::arguments;
use crate::python::modules::native;
use crate::python::object::error::{index_error, type_error, value_error};
use crate::python::object::function::NamedParameters;
use crate::python::object::{
    Args, ExceptionKind, Flow, Module, NativeDef, NativeObject, PyError, PyResult, Value,
};
use crate::python::operators::special::eagerly;
use crate::python::text::regex::{Matcher, Outcome, Program, Search, Text};
use crate::python::vm::Vm;

/// Steps of the matcher between two turns of the machine.
const SLICE: i64 = 8000;

/// So many of its steps count as one item of a loop in native code.
const STEPS_AN_ITEM: i64 = 8;

struct Pattern {
    program: Program,
    /// What the program gave, a str or bytes.
    pattern: Value,
    /// The numbers of the groups with names, a dict.
    names: Value,
    /// What the part in Python knows it by.
    about: Value,
    /// The class of its matches.
    matches: RefCell<Value>,
}

impl NativeObject for Pattern {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _class = self.matches.take();
    }
}

/// A text in which a pattern looks for matches.
struct Subject {
    pattern: Value,
    /// The object that the program gave.
    string: RefCell<Value>,
    /// Its content, a str or bytes.
    text: Value,
    /// Where the search may begin and end, in bytes and in characters.
    start: usize,
    end: usize,
    pos: usize,
    endpos: usize,
}

impl Subject {
    fn text(&self) -> Text<'_> {
        let text = whole_text(&self.text);
        Text {
            bytes: &text.bytes[..self.end],
            ..text
        }
    }

    /// The part between two places.
    fn part(&self, from: usize, to: usize) -> Value {
        match &self.text {
            Value::Str(text) if (from, to) == (0, text.len()) => self.text.clone(),
            Value::Str(text) => Value::str(&text[from..to]),
            text => Value::bytes(whole_text(text).bytes[from..to].to_vec()),
        }
    }

    /// The number of characters before a place.
    fn index(&self, place: usize) -> usize {
        match &self.text {
            Value::Str(text) if !text.is_ascii() => text[..place].chars().count(),
            _ => place,
        }
    }
}

struct Match {
    subject: Rc<Subject>,
    /// The places of the groups, two each; `u32::MAX` where a group has none.
    spans: Vec<u32>,
    /// The last group that closed, or 0.
    last: u32,
}

impl NativeObject for Match {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _string = self.subject.string.take();
    }
}

impl Match {
    fn span(&self, group: usize) -> Option<(usize, usize)> {
        match self.spans[group * 2..group * 2 + 2] {
            [u32::MAX, _] => None,
            [start, end] => Some((start as usize, end as usize)),
            _ => None,
        }
    }

    fn group(&self, group: usize, default: &Value) -> Value {
        match self.span(group) {
            Some((start, end)) => self.subject.part(start, end),
            None => default.clone(),
        }
    }

    /// The group that an argument names or numbers.
    fn number(&self, argument: &Value) -> PyResult<usize> {
        let number = match (
            argument.as_str(),
            &this::<Pattern>(&self.subject.pattern)?.names,
        ) {
            (Some(name), Value::Dict(names)) => names.get_str(name).and_then(|it| it.as_i64()),
            _ => argument.as_i64(),
        };
        number
            .and_then(|number| usize::try_from(number).ok())
            .filter(|number| *number < self.spans.len() / 2)
            .ok_or_else(|| index_error("no such group"))
    }

    /// The start and end of the group that an optional argument says, in characters; -1 where it has none.
    fn places(&self, argument: Option<&Value>) -> PyResult<[Value; 2]> {
        let group = argument.map_or(Ok(0), |argument| self.number(argument))?;
        Ok(match self.span(group) {
            Some((start, end)) => [start, end].map(|place| self.subject.index(place).into()),
            None => [Value::Int(-1), Value::Int(-1)],
        })
    }
}

/// The matches of a text, one after another.
struct Scanner {
    subject: Rc<Subject>,
    /// Where the next search begins.
    at: Cell<u32>,
    /// The last match was empty: the next must not be that one.
    advance: Cell<bool>,
    /// Up to where [`cut`] has given the text.
    given: Cell<usize>,
}

impl NativeObject for Scanner {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _string = self.subject.string.take();
    }
}

const SEARCHED: &NamedParameters = &NamedParameters {
    names: &["self", "string", "pos", "endpos"],
    positional_only: 1,
    positional: 4,
    required: 2,
};

const PATTERN: &[NativeDef] = &[
    NativeDef::flow_method("match", 0, 0, |vm, args| search(vm, args, true, false)).named(SEARCHED),
    NativeDef::flow_method("fullmatch", 0, 0, |vm, args| search(vm, args, true, true))
        .named(SEARCHED),
    NativeDef::flow_method("search", 0, 0, |vm, args| search(vm, args, false, false))
        .named(SEARCHED),
    NativeDef::method("scanner", 0, 0, |vm, args| {
        let subject = subject(vm, &args)?;
        let scanner = Scanner {
            at: Cell::new(subject.start as u32),
            advance: Cell::new(false),
            given: Cell::new(0),
            subject: Rc::new(subject),
        };
        let class = vm.types.named("SRE_Scanner", "_sre", SCANNER);
        Ok(Value::native(&class, scanner))
    })
    .named(SEARCHED),
    NativeDef::getter("_about", |_, args| {
        Ok(this::<Pattern>(&args[0])?.about.clone())
    }),
];

const DEFAULT: &NamedParameters = &NamedParameters {
    names: &["self", "default"],
    positional_only: 1,
    positional: 2,
    required: 1,
};

const MATCH: &[NativeDef] = &[
    NativeDef::method("group", 0, 254, |_, args| {
        let found = this::<Match>(&args[0])?;
        match &args[1..] {
            [] => Ok(found.group(0, &Value::None)),
            [one] => Ok(found.group(found.number(one)?, &Value::None)),
            several => {
                let mut groups = Vec::with_capacity(several.len());
                for one in several {
                    groups.push(found.group(found.number(one)?, &Value::None));
                }
                Ok(Value::tuple(groups))
            }
        }
    }),
    NativeDef::method("__getitem__", 1, 1, |_, args| {
        let found = this::<Match>(&args[0])?;
        Ok(found.group(found.number(&args[1])?, &Value::None))
    }),
    NativeDef::method("groups", 0, 1, |_, args| {
        let found = this::<Match>(&args[0])?;
        let default = args.optional(1).unwrap_or(&Value::None);
        let groups = 1..found.spans.len() / 2;
        Ok(Value::tuple(
            groups.map(|group| found.group(group, default)).collect(),
        ))
    })
    .named(DEFAULT),
    NativeDef::method("start", 0, 1, |_, args| {
        let [start, _] = this::<Match>(&args[0])?.places(args.optional(1))?;
        Ok(start)
    }),
    NativeDef::method("end", 0, 1, |_, args| {
        let [_, end] = this::<Match>(&args[0])?.places(args.optional(1))?;
        Ok(end)
    }),
    NativeDef::method("span", 0, 1, |_, args| {
        let places = this::<Match>(&args[0])?.places(args.optional(1))?;
        Ok(Value::tuple(places.to_vec()))
    }),
    // Its pattern, text, where the search could begin and end, and the last group that closed.
    NativeDef::getter("_about", |_, args| {
        let found = this::<Match>(&args[0])?;
        let subject = &found.subject;
        Ok(Value::tuple(vec![
            subject.pattern.clone(),
            subject.string.borrow().clone(),
            subject.pos.into(),
            subject.endpos.into(),
            Value::Int(found.last.into()),
        ]))
    }),
];

const SCANNER: &[NativeDef] = &[
    NativeDef::flow_method("match", 0, 0, |vm, args| scan(vm, args, true)),
    NativeDef::flow_method("search", 0, 0, |vm, args| scan(vm, args, false)),
    NativeDef::getter("pattern", |_, args| {
        Ok(this::<Scanner>(&args[0])?.subject.pattern.clone())
    }),
    NativeDef::method("_cut", 1, 1, |_, args| {
        cut(this::<Scanner>(&args[0])?, &args[1])
    }),
];

const FUNCTIONS: &[NativeDef] = &[NativeDef::function("compile", 6, 6, compile)];

pub fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_re", FUNCTIONS);
    native::add_class(vm, &module, "Pattern", "re", PATTERN);
    native::add_class(vm, &module, "Match", "re", MATCH);
    module
}

fn this<T: NativeObject>(object: &Value) -> PyResult<&T> {
    object
        .downcast()
        .ok_or_else(|| type_error("an object of 're' is expected"))
}

fn whole_text(text: &Value) -> Text<'_> {
    match text {
        Value::Str(text) => Text {
            bytes: text.as_bytes(),
            wide: !text.is_ascii(),
        },
        Value::Bytes(bytes) => Text { bytes, wide: false },
        _ => Text {
            bytes: &[],
            wide: false,
        },
    }
}

/// `compile(class, class of matches, words, sets, count of groups, about)`: a pattern of this class. `about` begins with what the
/// program gave and ends with the names of groups.
fn compile(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let groups = arguments::int(vm, &args[4])? as u32;
    let sets: Vec<Vec<u32>> = match &args[3] {
        Value::List(sets) => sets.items.borrow().iter().map(words).collect(),
        _ => Vec::new(),
    };
    let program = Program::new(&words(&args[2]), &sets, groups);
    let (about, matches) = (args.take(5), RefCell::new(args.take(1)));
    let (Value::Class(class), Value::Tuple(parts), Some(program)) = (&args[0], &about, program)
    else {
        return Err(value_error("invalid SRE code"));
    };
    let (Some(pattern), Some(names)) = (parts.first().cloned(), parts.last().cloned()) else {
        return Err(value_error("invalid SRE code"));
    };
    let pattern = Pattern {
        program,
        pattern,
        names,
        about,
        matches,
    };
    Ok(Value::native(class, pattern))
}

fn words(list: &Value) -> Vec<u32> {
    match list {
        Value::List(list) => {
            let items = list.items.borrow();
            let word = |item: &Value| item.as_i64().unwrap_or(-1) as u32;
            items.iter().map(word).collect()
        }
        _ => Vec::new(),
    }
}

/// What `(self, string, pos, endpos)` say.
fn subject(vm: &Vm, args: &Args<'_>) -> PyResult<Subject> {
    let pattern = this::<Pattern>(&args[0])?;
    let (text, length) = match args[1].base() {
        text @ Value::Str(characters) => (text.clone(), characters.char_count()),
        text @ Value::Bytes(bytes) => (text.clone(), bytes.len()),
        Value::ByteArray(bytes) => {
            let bytes = bytes.borrow().clone();
            let length = bytes.len();
            (Value::bytes(bytes), length)
        }
        _ => {
            let given = vm.type_name(&args[1]);
            let message = format!("expected string or bytes-like object, got '{given}'");
            return Err(type_error(message));
        }
    };
    match (pattern.pattern.base(), &text) {
        (Value::Str(_), Value::Bytes(_)) => {
            let message = "cannot use a string pattern on a bytes-like object";
            return Err(type_error(message));
        }
        (Value::Bytes(_), Value::Str(_)) => {
            let message = "cannot use a bytes pattern on a string-like object";
            return Err(type_error(message));
        }
        _ => {}
    }
    let bound = |argument: usize, default| {
        arguments::bound(args.optional(argument), default)
            .map(|bound| bound.clamp(0, length as i64) as usize)
    };
    let (pos, endpos) = (bound(2, 0)?, bound(3, i64::MAX)?);
    let place = |index: usize| match &text {
        Value::Str(text) if !text.is_ascii() => text
            .char_indices()
            .nth(index)
            .map_or(text.len(), |(place, _)| place),
        _ => index,
    };
    Ok(Subject {
        start: place(pos),
        end: place(endpos),
        pattern: args[0].clone(),
        string: RefCell::new(args[1].clone()),
        text,
        pos,
        endpos,
    })
}

fn search(vm: &Rc<Vm>, args: Args<'_>, anchored: bool, whole: bool) -> PyResult<Flow> {
    let subject = Rc::new(subject(vm, &args)?);
    let search = Search {
        start: subject.start as u32,
        anchored,
        whole,
        advance: false,
    };
    eagerly(vm, find(vm.clone(), subject, search, Value::None))
}

fn scan(vm: &Rc<Vm>, mut args: Args<'_>, anchored: bool) -> PyResult<Flow> {
    let scanner = this::<Scanner>(&args[0])?;
    let search = Search {
        start: scanner.at.get(),
        anchored,
        whole: false,
        advance: scanner.advance.get(),
    };
    if search.start == u32::MAX {
        return Ok(Value::None.into());
    }
    let subject = scanner.subject.clone();
    eagerly(vm, find(vm.clone(), subject, search, args.take(0)))
}

/// The match that a search finds, or None; a scanner is moved behind it.
async fn find(vm: Rc<Vm>, subject: Rc<Subject>, search: Search, scanner: Value) -> PyResult {
    let pattern = this::<Pattern>(&subject.pattern)?;
    let mut matcher = Matcher::new(search);
    let outcome = loop {
        let mut steps = SLICE;
        let outcome = matcher.run(&pattern.program, subject.text(), &mut steps);
        vm.charge(((SLICE - steps) / STEPS_AN_ITEM) as u32).await;
        if outcome != Outcome::Unfinished {
            break outcome;
        }
    };
    let scanner = scanner.downcast::<Scanner>();
    if outcome == Outcome::TooDeep {
        return Err(PyError::bare(ExceptionKind::MemoryError));
    }
    if outcome == Outcome::NotFound {
        if let Some(scanner) = scanner {
            scanner.at.set(u32::MAX);
        }
        return Ok(Value::None);
    }
    let (spans, last) = matcher.result(&pattern.program);
    if let Some(scanner) = scanner {
        scanner.at.set(spans[1]);
        scanner.advance.set(spans[0] == spans[1]);
    }
    let Value::Class(class) = pattern.matches.borrow().clone() else {
        return Ok(Value::None);
    };
    let found = Match {
        subject: subject.clone(),
        spans,
        last,
    };
    Ok(Value::native(&class, found))
}

/// The text between the match before and this one, or with None between the last one and the end.
fn cut(scanner: &Scanner, until: &Value) -> PyResult {
    let subject = &scanner.subject;
    let (to, next) = match until.downcast::<Match>() {
        Some(until) => (until.spans[0] as usize, until.spans[1] as usize),
        None => (subject.end, subject.end),
    };
    Ok(subject.part(scanner.given.replace(next), to))
}
