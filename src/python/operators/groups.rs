//! Exception groups: making, splitting and rebuilding them.
//!
//! Splitting a group rebuilds each group inside it twice, from what matches and from the rest, inner ones first. Whoever
//! splits makes the new groups, for a program's class may have its own `derive`; [`Splitter`] says which, one by one.

use std::rc::Rc;

use crate::python::object::{ExceptionKind, Instance, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

type Exception = Rc<Instance>;

/// A group of these exceptions, an `ExceptionGroup` if all of them are `Exception`s. `args` are the message and, as the
/// program gave it, the sequence of the exceptions.
pub fn new_group(vm: &Vm, args: Vec<Value>, exceptions: Vec<Exception>) -> Exception {
    let kind = if exceptions
        .iter()
        .all(|one| one.is_exception(ExceptionKind::Exception))
    {
        ExceptionKind::ExceptionGroup
    } else {
        ExceptionKind::BaseExceptionGroup
    };
    let group = vm.new_exception(kind, args);
    set_exceptions(&group, exceptions);
    group
}

/// `ExceptionGroup("", exceptions)`: what `except*` makes where there was no group.
pub fn unnamed_group(vm: &Vm, exceptions: Vec<Exception>) -> Exception {
    let items: Vec<Value> = exceptions.iter().cloned().map(Value::Instance).collect();
    // CPython wraps a single exception in a tuple and collects several in a list.
    let items = match items.len() {
        1 => Value::tuple(items),
        _ => Value::list(items),
    };
    new_group(vm, vec![Value::str(""), items], exceptions)
}

pub fn set_exceptions(group: &Instance, exceptions: Vec<Exception>) {
    if let Some(data) = group.exception() {
        let items = exceptions.into_iter().map(Value::Instance).collect();
        data.set_field(Symbol::EXCEPTIONS, Value::tuple(items));
    }
}

/// The exceptions in a group; none for any other exception. Those of a group that native code has raised are still among
/// its arguments.
pub fn members(exception: &Instance) -> Vec<Exception> {
    let Some(data) = exception.exception().filter(|_| is_group(exception)) else {
        return Vec::new();
    };
    let held = data.field(Symbol::EXCEPTIONS).or_else(|| data.arg(1));
    let items = match held {
        Some(Value::Tuple(items)) => items.to_vec(),
        Some(Value::List(list)) => list.items.borrow().clone(),
        _ => Vec::new(),
    };
    items
        .into_iter()
        .filter_map(|item| match item {
            Value::Instance(member) => Some(member),
            _ => None,
        })
        .collect()
}

pub fn is_group(exception: &Instance) -> bool {
    exception.is_exception(ExceptionKind::BaseExceptionGroup)
}

/// The exceptions in a group, and in the groups in it, that are no groups themselves.
pub fn leaves(exception: &Exception) -> Vec<Exception> {
    let mut found = Vec::new();
    let mut open = vec![exception.clone()];
    while let Some(next) = open.pop() {
        if is_group(&next) {
            open.extend(members(&next).into_iter().rev());
        } else {
            found.push(next);
        }
    }
    found
}

/// Whether it was split off a group and not raised anew: it has the same cause and context and none but the group's leaves.
pub fn is_split_from(part: &Exception, group: &Exception) -> bool {
    let same = |a: &Option<Exception>, b: &Option<Exception>| match (a, b) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    };
    let (Some(own), Some(whole)) = (part.exception(), group.exception()) else {
        return false;
    };
    if !is_group(part)
        || !same(&own.cause.borrow(), &whole.cause.borrow())
        || !same(&own.context.borrow(), &whole.context.borrow())
    {
        return false;
    }
    let all = leaves(group);
    let known = |leaf: &Exception| all.iter().any(|other| Rc::ptr_eq(other, leaf));
    leaves(part).iter().all(known)
}

/// A group like another, of some of its exceptions: what `derive` gives where the program does not say.
pub fn derive(vm: &Vm, like: &Exception, exceptions: Vec<Exception>) -> Exception {
    let message = like
        .exception()
        .and_then(|data| data.arg(0))
        .unwrap_or_default();
    let items = exceptions.iter().cloned().map(Value::Instance).collect();
    new_group(vm, vec![message, Value::list(items)], exceptions)
}

/// Gives a derived group what it takes over from the one that it was split off: traceback, cause, context and notes.
pub fn take_over(from: &Exception, part: &Exception) {
    let (Some(old), Some(new)) = (from.exception(), part.exception()) else {
        return;
    };
    *new.traceback.borrow_mut() = old.traceback.borrow().clone();
    *new.cause.borrow_mut() = old.cause.borrow().clone();
    *new.context.borrow_mut() = old.context.borrow().clone();
    new.suppress_context.set(true);
    if let Some(Value::List(notes)) = from.attribute(Symbol::NOTES) {
        let notes = notes.items.borrow().clone();
        part.set_attribute(Symbol::NOTES, Value::list(notes));
    }
}

/// One split of a group in progress.
pub struct Splitter {
    /// What the group consists of, the inside before the outside.
    parts: std::vec::IntoIter<Part>,
    /// The two sides of each finished part whose group is not finished: what matches, and the rest.
    done: Vec<[Option<Exception>; 2]>,
    open: Option<Open>,
}

enum Part {
    /// All of it goes to one side.
    Whole { exception: Exception, matches: bool },
    /// A group of the last `count` parts.
    Group { group: Exception, count: usize },
}

struct Open {
    group: Exception,
    sides: [Vec<Exception>; 2],
    made: [Option<Exception>; 2],
    at: usize,
}

/// What is to be done next for a split.
pub enum Step {
    /// Make a group like this one of these exceptions and [`Splitter::give`] it.
    Derive {
        like: Exception,
        exceptions: Vec<Exception>,
    },
    /// What matches, and the rest.
    Done(Option<Exception>, Option<Exception>),
}

impl Splitter {
    /// `matches` is asked of the group, and of what is in each group that does not match as a whole, in order.
    pub fn new(group: &Exception, mut matches: impl FnMut(&Exception) -> bool) -> Splitter {
        enum Visit {
            Enter(Exception),
            Leave(Exception, usize),
        }
        let mut parts = Vec::new();
        let mut visits = vec![Visit::Enter(group.clone())];
        while let Some(visit) = visits.pop() {
            let exception = match visit {
                Visit::Enter(exception) => exception,
                Visit::Leave(group, count) => {
                    parts.push(Part::Group { group, count });
                    continue;
                }
            };
            let matches = matches(&exception);
            if matches || !is_group(&exception) {
                parts.push(Part::Whole { exception, matches });
                continue;
            }
            let inside = members(&exception);
            visits.push(Visit::Leave(exception, inside.len()));
            visits.extend(inside.into_iter().rev().map(Visit::Enter));
        }
        Splitter {
            parts: parts.into_iter(),
            done: Vec::new(),
            open: None,
        }
    }

    pub fn step(&mut self) -> Step {
        loop {
            if let Some(open) = &mut self.open {
                while open.at < 2 {
                    let exceptions = std::mem::take(&mut open.sides[open.at]);
                    if !exceptions.is_empty() {
                        return Step::Derive {
                            like: open.group.clone(),
                            exceptions,
                        };
                    }
                    open.at += 1;
                }
                let made = std::mem::take(&mut open.made);
                self.done.push(made);
                self.open = None;
            }
            match self.parts.next() {
                Some(Part::Whole {
                    exception,
                    matches: true,
                }) => {
                    self.done.push([Some(exception), None]);
                }
                Some(Part::Whole {
                    exception,
                    matches: false,
                }) => {
                    self.done.push([None, Some(exception)]);
                }
                Some(Part::Group { group, count }) => {
                    let mut sides = [Vec::new(), Vec::new()];
                    for [matched, rest] in self.done.drain(self.done.len() - count..) {
                        sides[0].extend(matched);
                        sides[1].extend(rest);
                    }
                    let made = [None, None];
                    self.open = Some(Open {
                        group,
                        sides,
                        made,
                        at: 0,
                    });
                }
                None => {
                    let [matched, rest] = self.done.pop().unwrap_or_default();
                    return Step::Done(matched, rest);
                }
            }
        }
    }

    /// The group that the last step asked for.
    pub fn give(&mut self, made: Exception) {
        if let Some(open) = &mut self.open {
            take_over(&open.group, &made);
            open.made[open.at] = Some(made);
            open.at += 1;
        }
    }

    /// The whole split, with groups as [`derive()`] makes them.
    pub fn finish(mut self, vm: &Vm) -> (Option<Exception>, Option<Exception>) {
        loop {
            match self.step() {
                Step::Derive { like, exceptions } => self.give(derive(vm, &like, exceptions)),
                Step::Done(matched, rest) => return (matched, rest),
            }
        }
    }
}
