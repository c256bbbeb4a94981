//! Iterating and unpacking.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

/// `iter(iterable)`
pub fn iterate(vm: &Rc<Vm>, iterable: &Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "'{}' object is not iterable",
        vm.type_name(iterable)
    )))
}

/// The next item of an iterator that is neither an [`Iter`](crate::python::object::Iter) nor a generator; `Unbound` at its end.
pub fn next(vm: &Rc<Vm>, iterator: &Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "'{}' object is not an iterator",
        vm.type_name(iterator)
    )))
}

/// The items of a built-in container, where iterating it runs no Python code and no method is overridden.
pub fn items_now(iterable: &Value) -> Option<Vec<Value>> {
    match iterable {
        Value::List(list) => Some(list.items.borrow().clone()),
        Value::Tuple(items) => Some(items.to_vec()),
        _ => None,
    }
}

/// The items for `a, *b, c = iterable`: `before` items, then with `after` the list of the rest and `after` items. The value
/// is a tuple.
pub fn unpack(
    _vm: &Rc<Vm>,
    _iterable: &Value,
    _before: usize,
    _after: Option<usize>,
) -> PyResult<Flow> {
    Err(type_error("cannot unpack"))
}
