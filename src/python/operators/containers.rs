//! `object[key]`, `in` and `len`.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

/// `object[key]`
pub fn subscript(vm: &Rc<Vm>, object: &Value, _key: &Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "'{}' object is not subscriptable",
        vm.type_name(object)
    )))
}

/// `object[key] = value`
pub fn set_item(vm: &Rc<Vm>, object: &Value, _key: &Value, _value: Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "'{}' object does not support item assignment",
        vm.type_name(object)
    )))
}

/// `del object[key]`
pub fn delete_item(vm: &Rc<Vm>, object: &Value, _key: &Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "'{}' object does not support item deletion",
        vm.type_name(object)
    )))
}

/// `item in container`, as a bool.
pub fn contains(vm: &Rc<Vm>, container: &Value, _item: &Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "argument of type '{}' is not iterable",
        vm.type_name(container)
    )))
}

/// `len(object)`
pub fn length(vm: &Rc<Vm>, object: &Value) -> PyResult<Flow> {
    Err(type_error(format!(
        "object of type '{}' has no len()",
        vm.type_name(object)
    )))
}
