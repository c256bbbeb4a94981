//! What the instructions of a `match` statement ask.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

/// Whether `[…]` can match it.
pub fn is_sequence(_vm: &Vm, value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Tuple(_) | Value::Range(_))
}

/// Whether `{…}` can match it.
pub fn is_mapping(_vm: &Vm, value: &Value) -> bool {
    matches!(value, Value::Dict(_))
}

/// A tuple of the values of all keys (a tuple), or None where one is missing.
pub fn match_keys(_vm: &Rc<Vm>, _subject: &Value, _keys: &Value) -> PyResult<Flow> {
    Err(type_error("unsupported pattern"))
}

/// A dict of what the keys (a tuple) leave of the subject.
pub fn match_rest(_vm: &Rc<Vm>, _subject: &Value, _keys: &Value) -> PyResult<Flow> {
    Err(type_error("unsupported pattern"))
}

/// A tuple of `positional` attributes after `__match_args__` and those of `names` (a tuple), or None where it does not match.
pub fn match_class(
    _vm: &Rc<Vm>,
    _subject: &Value,
    _class: &Value,
    _positional: usize,
    _names: &Value,
) -> PyResult<Flow> {
    Err(type_error("unsupported pattern"))
}
