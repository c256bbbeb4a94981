//! What every exception object carries: its arguments, where it came from, and what it happened during.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::code::Code;
use crate::python::object::{Instance, Tuple, Value};

/// The payload of an instance of `BaseException` and its subclasses. Fields of special classes (`StopIteration.value`,
/// `ExceptionGroup.exceptions`, `SystemExit.code` …) are read off the arguments.
#[derive(Default)]
pub struct ExceptionData {
    pub args: RefCell<Rc<Tuple>>,
    pub cause: RefCell<Option<Rc<Instance>>>,
    pub context: RefCell<Option<Rc<Instance>>>,
    pub suppress_context: Cell<bool>,
    /// The innermost entry first: the order in which the exception passed the frames.
    pub traceback: RefCell<Vec<TracebackEntry>>,
}

impl Default for Tuple {
    fn default() -> Tuple {
        Tuple::from(Vec::new())
    }
}

/// One line of a traceback.
#[derive(Clone)]
pub struct TracebackEntry {
    pub code: Rc<Code>,
    pub line: u32,
}

impl ExceptionData {
    pub fn new(args: Vec<Value>) -> ExceptionData {
        ExceptionData {
            args: RefCell::new(Rc::new(Tuple::from(args))),
            ..ExceptionData::default()
        }
    }

    pub fn arg(&self, index: usize) -> Option<Value> {
        self.args.borrow().get(index).cloned()
    }
}
