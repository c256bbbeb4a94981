//! `repr`, `str`, `ascii` and `format`.

use std::rc::Rc;

use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

/// `repr(value)`, a str.
pub fn repr(_vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    Ok(Value::string(format!("{value:?}")).into())
}

/// `str(value)`
pub fn str(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    match value {
        Value::Str(_) => Ok(value.clone().into()),
        _ => repr(vm, value),
    }
}

/// `ascii(value)`
pub fn ascii(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    repr(vm, value)
}

/// `format(value, spec)`
pub fn format(vm: &Rc<Vm>, value: &Value, _spec: &str) -> PyResult<Flow> {
    str(vm, value)
}
