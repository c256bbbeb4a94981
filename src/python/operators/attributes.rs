//! `object.name`: descriptors, instances, classes, modules, `super`.

use std::rc::Rc;

use crate::python::object::error::attribute_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `object.name`; `AttributeError` where there is none.
pub fn get_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Flow> {
    Err(attribute_error(format!(
        "'{}' object has no attribute '{name}'",
        vm.type_name(object)
    )))
}

pub fn set_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol, _value: Value) -> PyResult<Flow> {
    Err(attribute_error(format!(
        "'{}' object has no attribute '{name}'",
        vm.type_name(object)
    )))
}

pub fn delete_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Flow> {
    Err(attribute_error(format!(
        "'{}' object has no attribute '{name}'",
        vm.type_name(object)
    )))
}

/// The function that `object.name(…)` calls with the object as its first argument, found without making a bound method.
/// `None` where the attribute is anything else: then [`get_attribute`] decides.
pub fn load_method(vm: &Rc<Vm>, object: &Value, name: Symbol) -> Option<Value> {
    match vm.class_of(object).lookup(name) {
        Some(function @ Value::Native(_)) => Some(function),
        _ => None,
    }
}
