//! Cancelling: of a future, of a task and through it of what it waits for, of what was gathered.
//!
//! A task that waits passes a cancellation on to what it waits for, which may be a task again, and so on, as far as a program
//! cares to go. So the walk keeps its own stack.

use std::rc::Rc;

use crate::asyncio::future::{FutureRef, Kind};
use crate::asyncio::trace;
use crate::python::object::Value;
use crate::python::vm::Vm;

/// A future whose cancellation waits for what is asked first.
enum Asked {
    /// A task that waits: if that cannot be cancelled it is cancelled at its next step.
    Task(FutureRef),
    /// What `gather` gave: cancelled when any of its children is.
    Gathering {
        outer: FutureRef,
        children: Vec<FutureRef>,
        next: usize,
        any: bool,
    },
}

/// `future.cancel(message)`: whether it is, or will be, cancelled.
pub fn cancel(vm: &Rc<Vm>, future: &FutureRef, message: &Value) -> bool {
    let mut asked: Vec<Asked> = Vec::new();
    let mut current = Some(future.clone());
    let mut answer = false;
    loop {
        if let Some(future) = current.take() {
            match begin(vm, &future, message) {
                Begun::Answered(value) => answer = value,
                Begun::Ask(first, next) => {
                    asked.push(first);
                    current = next;
                    answer = false;
                    if current.is_some() {
                        continue;
                    }
                }
            }
        }
        match asked.pop() {
            None => return answer,
            Some(Asked::Task(task)) => {
                if !answer {
                    request(&task, message);
                }
                answer = true;
            }
            Some(Asked::Gathering {
                outer,
                children,
                next,
                any,
            }) => {
                let any = any || (next > 0 && answer);
                if let Some(child) = children.get(next).cloned() {
                    asked.push(Asked::Gathering {
                        outer,
                        children,
                        next: next + 1,
                        any,
                    });
                    current = Some(child);
                    continue;
                }
                if let (
                    Kind::Gathering {
                        cancel_requested, ..
                    },
                    true,
                ) = (&outer.kind, any)
                {
                    cancel_requested.set(true);
                }
                answer = any;
            }
        }
    }
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
                children: children.borrow().clone(),
                next: 0,
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
