//! What every exception object carries: its arguments, where it came from, and what it happened during; and tracebacks as
//! programs see them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::native_object;
use crate::python::code::{Code, Place};
use crate::python::object::{ExceptionKind, Instance, Tuple, Value, finalize};
use crate::python::symbol::Symbol;

/// The payload of an instance of `BaseException` and its subclasses.
#[derive(Default)]
pub struct ExceptionData {
    pub args: RefCell<Rc<Tuple>>,
    pub cause: RefCell<Option<Rc<Instance>>>,
    pub context: RefCell<Option<Rc<Instance>>>,
    pub suppress_context: Cell<bool>,
    /// The innermost entry first: the order in which the exception passed the frames.
    pub traceback: RefCell<Vec<TracebackEntry>>,
    /// What special classes keep beside the arguments (`AttributeError.obj`, `ExceptionGroup.exceptions`), and fields that
    /// were set by name. A field that is not in here is read off the arguments.
    fields: RefCell<Vec<(Symbol, Value)>>,
}

const OS_ERROR_FIELDS: [&str; 5] = ["errno", "strerror", "filename", "winerror", "filename2"];
const SYNTAX_ERROR_FIELDS: [&str; 6] = [
    "filename",
    "lineno",
    "offset",
    "text",
    "end_lineno",
    "end_offset",
];

impl Default for Tuple {
    fn default() -> Tuple {
        Tuple::from(Vec::new())
    }
}

/// One line of a traceback.
#[derive(Clone)]
pub struct TracebackEntry {
    pub code: Rc<Code>,
    pub place: Place,
}

impl ExceptionData {
    pub fn new(args: Vec<Value>) -> ExceptionData {
        let data = ExceptionData::default();
        *data.args.borrow_mut() = Rc::new(Tuple::from(args));
        data
    }

    /// A field that was set by [`ExceptionData::set_field`].
    pub fn field(&self, name: Symbol) -> Option<Value> {
        let fields = self.fields.borrow();
        fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value.clone())
    }

    pub fn set_field(&self, name: Symbol, value: Value) {
        let mut fields = self.fields.borrow_mut();
        // The old value is dropped after the borrow ends.
        let _old = match fields.iter_mut().find(|(field, _)| *field == name) {
            Some((_, place)) => Some(std::mem::replace(place, value)),
            None => {
                fields.push((name, value));
                None
            }
        };
        drop(fields);
    }

    /// Makes fields of arguments that are one by one: those of an `OSError`, of which only the first two stay arguments, and
    /// the place that a `SyntaxError` is told as a tuple. `is` tells which exceptions this is one of.
    pub fn keep_details(&self, is: impl Fn(ExceptionKind) -> bool) {
        let args = self.args.borrow().clone();
        let set_all = |names: &[&str], values: &[Value]| {
            for (name, value) in names.iter().zip(values) {
                self.set_field(Symbol::new(name), value.clone());
            }
        };
        if is(ExceptionKind::OSError) && (2..=5).contains(&args.len()) {
            set_all(&OS_ERROR_FIELDS, &args);
            *self.args.borrow_mut() = Rc::new(Tuple::from_slice(&args[..2]));
        }
        if is(ExceptionKind::SyntaxError)
            && let Some(Value::Tuple(place)) = args.get(1)
        {
            set_all(&SYNTAX_ERROR_FIELDS, place);
        }
    }

    pub fn arg(&self, index: usize) -> Option<Value> {
        self.args.borrow().get(index).cloned()
    }
}

impl Drop for ExceptionData {
    fn drop(&mut self) {
        let links = [self.cause.get_mut().take(), self.context.get_mut().take()];
        let mut contents: Vec<Value> = links.into_iter().flatten().map(Value::Instance).collect();
        let fields = std::mem::take(self.fields.get_mut());
        contents.extend(fields.into_iter().map(|(_, value)| value));
        finalize::discard(contents);
    }
}

/// `exception.__traceback__` as an object: the entries from one on, the outermost first.
pub struct Traceback {
    pub entries: Rc<[TracebackEntry]>,
    pub at: usize,
}

/// `traceback.tb_frame`: what is left of a frame that has ended.
pub struct FrameView {
    pub entry: TracebackEntry,
}

native_object!(Traceback, FrameView);

impl Traceback {
    /// The traceback of an exception, if it has been raised.
    pub fn of(exception: &Instance) -> Option<Traceback> {
        let entries: Rc<[TracebackEntry]> = {
            let entries = exception.exception()?.traceback.borrow();
            entries.iter().rev().cloned().collect()
        };
        (!entries.is_empty()).then_some(Traceback { entries, at: 0 })
    }

    /// Makes it the traceback of an exception.
    pub fn give_to(&self, exception: &ExceptionData) {
        let entries = self.entries[self.at..].iter().rev().cloned().collect();
        *exception.traceback.borrow_mut() = entries;
    }
}
