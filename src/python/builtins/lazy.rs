//! Iterators that may run Python code: those of `map`, `filter`, `zip`, `enumerate`, `reversed` and of both forms of `iter`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::builtins::iterator;
use crate::python::object::iter::{Lazy, LazyIter};
use crate::python::object::{ExceptionKind, Flow, PyResult, Value};
use crate::python::vm::Vm;

/// Iterates an object by `object[0]`, `object[1]` … until `IndexError`.
pub fn sequence_iterator(vm: &Rc<Vm>, object: &Value) -> Value {
    let class = vm.types.named("iterator", "builtins", iterator::METHODS);
    LazyIter::new(
        &class,
        SequenceIter {
            object: RefCell::new(object.clone()),
            index: Cell::new(0),
        },
    )
}

struct SequenceIter {
    /// Unbound once it has ended.
    object: RefCell<Value>,
    index: Cell<i64>,
}

impl Lazy for SequenceIter {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        let object = self.object.borrow().clone();
        if object.is_unbound() {
            return Ok(Value::Unbound.into());
        }
        let at = self.index.get();
        self.index.set(at + 1);
        let vm = vm.clone();
        Flow::future(async move {
            match vm.subscript(&object, &Value::Int(at)).await {
                Err(error)
                    if error.is(ExceptionKind::IndexError)
                        || error.is(ExceptionKind::StopIteration) =>
                {
                    self.clear();
                    Ok(Value::Unbound)
                }
                result => result,
            }
        })
    }

    fn clear(&self) {
        let _object = self.object.take();
    }
}
