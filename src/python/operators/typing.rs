//! `type X = …` and type parameters.

use std::rc::Rc;

use crate::python::object::{Instance, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// A type variable of this name.
pub fn type_variable(vm: &Rc<Vm>, name: Value) -> Value {
    let variable = Instance::new(&vm.types.type_variable);
    variable.set_attribute(Symbol::NAME, name);
    Value::Instance(variable)
}

/// An alias of this name, whose value the function gives when it is asked for.
pub fn type_alias(vm: &Rc<Vm>, name: Value, value: Value) -> Value {
    let alias = Instance::new(&vm.types.type_alias);
    alias.set_attribute(Symbol::NAME, name);
    alias.set_attribute(Symbol::new("evaluate_value"), value);
    Value::Instance(alias)
}
