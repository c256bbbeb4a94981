//! What `raise`, `except` and `except*` make of their operands.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::{Flow, Instance, PyResult, Value};
use crate::python::vm::Vm;

/// The exception object that `raise value` raises: the value itself, or an instance of a class made without arguments.
pub fn exception_of(_vm: &Rc<Vm>, _value: &Value) -> PyResult<Flow> {
    Err(type_error("exceptions must derive from BaseException"))
}

/// `except class`: whether the exception is an instance of the class, or of one in a tuple of them.
pub fn exception_matches(_vm: &Rc<Vm>, _exception: &Value, _class: &Value) -> PyResult<bool> {
    Err(type_error(
        "catching classes that do not inherit from BaseException is not allowed",
    ))
}

/// `except* class`: what matches, and the rest, each None where it is empty. An exception that is no group and matches is
/// wrapped into a group.
pub fn split_group(_vm: &Rc<Vm>, _exception: &Value, _class: &Value) -> PyResult<(Value, Value)> {
    Err(type_error("not a group"))
}

/// What an `except*` statement raises at its end, if anything: `raised` holds what its clauses raised and the unhandled
/// rest, all out of `original`.
pub fn star_result(
    _vm: &Rc<Vm>,
    _original: &Value,
    _raised: Vec<Value>,
) -> PyResult<Option<Rc<Instance>>> {
    Ok(None)
}

/// `exception.__traceback__`
pub fn traceback_of(_vm: &Rc<Vm>, _exception: &Value) -> Value {
    Value::None
}
