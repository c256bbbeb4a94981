//! What happens when the last reference to an object goes.
//!
//! Two things must not happen inside Rust's `drop`: recursion as deep as a program's data (a list of a million linked nodes),
//! and running Python code (`finally` in an abandoned generator, `__del__`). So containers give their contents to
//! [`discard`], which bounds the depth, and objects with last words leave them with [`later`]; the machine carries those out
//! before its next instruction. Both queues belong to the host thread because `drop` has no argument to pass one by.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::object::function::Flow;
use crate::python::object::generator::State;
use crate::python::object::{Generator, Instance, PyResult, Value};
use crate::python::vm::Vm;

/// Native code that says an object's last words.
pub type Words = Box<dyn FnOnce(&Rc<Vm>) -> PyResult<Flow>>;

/// Last words of an object.
pub enum LastWords {
    /// A suspended generator or coroutine: to be closed, so that its `finally` blocks run.
    Close(Rc<Generator>),
    /// An instance whose class has `__del__`; a new owner of the old contents.
    Delete(Rc<Instance>),
    /// Anything else, in native code: a report such as "was never awaited".
    Run(Words),
}

const DEEPEST: u32 = 64;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static DEFERRED: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
    static LAST_WORDS: RefCell<Vec<LastWords>> = const { RefCell::new(Vec::new()) };
    static PENDING: Cell<bool> = const { Cell::new(false) };
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// Drops the contents of a container, at once, in order, and however deep they nest.
pub fn discard<C>(contents: C)
where
    C: IntoIterator<Item = Value> + AsRef<[Value]>,
{
    if contents.as_ref().iter().all(is_leaf) {
        return;
    }
    let depth = DEPTH.get();
    if depth >= DEEPEST {
        DEFERRED.with(|deferred| deferred.borrow_mut().extend(contents));
        return;
    }
    DEPTH.set(depth + 1);
    drop(contents);
    if depth == 0 {
        while let Some(value) = DEFERRED.with(|deferred| deferred.borrow_mut().pop()) {
            drop(value);
        }
    }
    DEPTH.set(depth);
}

/// The same for the items of a list or tuple, which CPython lets go from the last to the first.
pub fn discard_items<C>(mut items: C)
where
    C: IntoIterator<Item = Value> + AsRef<[Value]> + AsMut<[Value]>,
{
    if !items.as_ref().iter().all(is_leaf) {
        items.as_mut().reverse();
        discard(items);
    }
}

/// Keeps the last words of a dying object for the machine.
pub fn later(words: LastWords) {
    if SILENT.get() {
        return silence(words);
    }
    PENDING.set(true);
    LAST_WORDS.with(|queue| queue.borrow_mut().push(words));
}

/// Whether there are last words to be said.
pub fn pending() -> bool {
    PENDING.get()
}

/// Takes what [`later`] kept, in order.
pub fn take() -> Vec<LastWords> {
    PENDING.set(false);
    LAST_WORDS.with(|queue| std::mem::take(&mut *queue.borrow_mut()))
}

/// Drops objects without hearing their last words, nor those that are still waiting to be said: the session is over.
pub fn silently(drop_objects: impl FnOnce()) {
    SILENT.set(true);
    take().into_iter().for_each(silence);
    drop_objects();
    SILENT.set(false);
}

fn silence(words: LastWords) {
    match words {
        LastWords::Close(generator) => {
            if let State::Suspended(segment) = generator.state.replace(State::Finished) {
                discard(segment.into_values());
            }
        }
        LastWords::Delete(instance) => instance.bury(),
        LastWords::Run(_) => {}
    }
}

/// Values that own nothing that could nest.
fn is_leaf(value: &Value) -> bool {
    matches!(
        value,
        Value::Unbound
            | Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Native(_)
            | Value::Big(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Code(_)
    )
}
