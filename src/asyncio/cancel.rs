//! Cancelling: of a future, of a task and through it of what it waits for, of what was gathered.
//!
//! A task that waits passes a cancellation on to what it waits for, which may be a task again, and so on, as far as a program
//! cares to go. So the walk keeps its own stack.

use std::rc::Rc;

use crate::asyncio::future::{FutureRef, Kind};
use crate::asyncio::trace;
use crate::python::object::error::recursion_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// A future whose cancellation waits for what is asked first.
enum Asked {
    /// A task that waits: if that cannot be cancelled it is cancelled at its next step.
    Task(FutureRef),
    /// What `gather` gave: cancelled when any of its children is.
    Gathering {
        outer: FutureRef,
        children: std::vec::IntoIter<FutureRef>,
        any: bool,
    },
}

/// How deep a chain of waiting tasks must be to be searched for a cycle, at first.
const DEEP: usize = 4096;

/// A cancellation under way.
struct Walk {
    message: Value,
    asked: Vec<Asked>,
    current: Option<FutureRef>,
    answer: bool,
    /// Whether a `cancel` that the program has written is called.
    calls_program: bool,
}

/// `future.cancel(message)`: whether it is, or will be, cancelled. This is the native method itself; a `cancel` that the program
/// has written is called of what the future waits for.
pub fn cancel(vm: &Rc<Vm>, future: &FutureRef, message: &Value) -> PyResult<Flow> {
    let mut walk = Walk::new(message, true);
    walk.enter(vm, future.clone());
    walk.go_on(vm)
}

/// Calls `future.cancel()`, be it native or the program's.
pub fn ask(vm: &Rc<Vm>, future: &FutureRef, message: &Value) -> PyResult<Flow> {
    let mut walk = Walk::new(message, true);
    walk.current = Some(future.clone());
    walk.go_on(vm)
}

/// The same where no Python code can run, of futures that are the loop's own.
pub fn cancel_now(vm: &Rc<Vm>, future: &FutureRef) {
    let mut walk = Walk::new(&Value::Unbound, false);
    walk.current = Some(future.clone());
    let _answer = walk.go_on(vm);
}

impl Walk {
    fn new(message: &Value, calls_program: bool) -> Walk {
        Walk {
            message: message.clone(),
            asked: Vec::new(),
            current: None,
            answer: false,
            calls_program,
        }
    }

    fn go_on(mut self, vm: &Rc<Vm>) -> PyResult<Flow> {
        let Some(own) = self.advance(vm)? else {
            return Ok(Flow::Value(self.answer.into()));
        };
        let vm = vm.clone();
        Flow::future(async move {
            let mut next = Some(own);
            while let Some(future) = next {
                let (args, names) = self.arguments();
                let cancel = vm
                    .get_attribute(&future.into(), Symbol::new("cancel"))
                    .await?;
                let answer = vm.call_with(cancel, args, names).await?;
                self.answer = vm.truth(&answer).await?;
                next = self.advance(&vm)?;
            }
            Ok(self.answer.into())
        })
    }

    /// With which arguments a `cancel` is called, and the names of these: a task gives its message by position, `gather` by name.
    fn arguments(&self) -> (Vec<Value>, Vec<Symbol>) {
        let message = match &self.message {
            Value::Unbound => Value::None,
            message => message.clone(),
        };
        match self.asked.last() {
            None => (Vec::new(), Vec::new()),
            Some(Asked::Task(_)) => (vec![message], Vec::new()),
            Some(Asked::Gathering { .. }) => (vec![message], vec![Symbol::new("msg")]),
        }
    }

    /// Goes on until it has an answer, or comes to a future with a `cancel` of the program's.
    fn advance(&mut self, vm: &Rc<Vm>) -> PyResult<Option<FutureRef>> {
        loop {
            if let Some(future) = self.current.take() {
                if self.calls_program && has_own(&future, Symbol::new("cancel")) {
                    return Ok(Some(future));
                }
                self.check_cycle(&future)?;
                self.enter(vm, future);
            } else if !self.leave() {
                return Ok(None);
            }
        }
    }

    /// Asks one future; it is answered at once, or waits for others to be asked.
    fn enter(&mut self, vm: &Rc<Vm>, future: FutureRef) {
        match begin(vm, &future, &self.message) {
            Begun::Answered(answer) => self.answer = answer,
            Begun::Ask(asked, next) => {
                self.asked.push(asked);
                self.current = next;
                self.answer = false;
            }
        }
    }

    /// Gives the last answer to who waits for it; false when nobody does.
    fn leave(&mut self) -> bool {
        match self.asked.pop() {
            None => return false,
            Some(Asked::Task(task)) => {
                if !self.answer {
                    request(&task, &self.message);
                }
                self.answer = true;
            }
            Some(Asked::Gathering {
                outer,
                mut children,
                any,
            }) => {
                let any = any || self.answer;
                if let Some(child) = children.next() {
                    self.answer = false;
                    self.current = Some(child);
                    self.asked.push(Asked::Gathering {
                        outer,
                        children,
                        any,
                    });
                    return true;
                }
                if let Kind::Gathering {
                    cancel_requested, ..
                } = &outer.kind
                    && any
                {
                    cancel_requested.set(true);
                }
                self.answer = any;
            }
        }
        true
    }

    /// Tasks that wait for each other in a circle would be asked for ever.
    fn check_cycle(&self, future: &FutureRef) -> PyResult<()> {
        let depth = self.asked.len();
        let is_asked = |asked: &Asked| match asked {
            Asked::Task(own) | Asked::Gathering { outer: own, .. } => own.is(future),
        };
        if depth >= DEEP && depth.is_power_of_two() && self.asked.iter().any(is_asked) {
            return Err(recursion_error("maximum recursion depth exceeded"));
        }
        Ok(())
    }
}

/// Whether the program has written this method of the future's class.
pub fn has_own(future: &FutureRef, method: Symbol) -> bool {
    let class = future.instance().class_ref();
    class.is_heap && !matches!(class.lookup(method), Some(Value::Native(_)))
}

enum Begun {
    Answered(bool),
    Ask(Asked, Option<FutureRef>),
}

fn begin(vm: &Rc<Vm>, future: &FutureRef, message: &Value) -> Begun {
    if !matches!(future.kind, Kind::Gathering { .. }) {
        future.set_retrieved();
    }
    if future.done() {
        return Begun::Answered(false);
    }
    match &future.kind {
        Kind::Plain => {
            trace::by_cancel(vm, future, || {
                future.end_cancelled(vm, message.clone());
            });
            Begun::Answered(true)
        }
        Kind::Task(task) => {
            trace::cancel_requested(vm, future, message);
            task.count_cancel_request();
            match task.waits_for() {
                Some(waited) => Begun::Ask(Asked::Task(future.clone()), Some(waited)),
                None => {
                    request(future, message);
                    Begun::Answered(true)
                }
            }
        }
        Kind::Gathering { children, .. } => {
            let asked = Asked::Gathering {
                outer: future.clone(),
                children: children.borrow().clone().into_iter(),
                any: false,
            };
            Begun::Ask(asked, None)
        }
    }
}

/// Has the task raise at its next step.
fn request(task: &FutureRef, message: &Value) {
    if let Some(data) = task.task() {
        data.must_cancel.set(true);
    }
    task.set_cancel_message(message.clone());
}
