//! What the tables of all containers share: their special methods, and making instances.

use std::rc::Rc;

use crate::python::builtins::typing_objects;
use crate::python::object::error::type_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, Class, Flow, Instance, NativeDef, Payload, PyError, PyResult, Value,
};
use crate::python::operators;
use crate::python::operators::special::then;
use crate::python::vm::Vm;

pub const LEN: NativeDef = NativeDef::method("__len__", 0, 0, |vm, args| {
    operators::own_length(vm, &args[0])
});
pub const ITER: NativeDef = NativeDef::method("__iter__", 0, 0, |vm, args| {
    operators::own_iterate(vm, &args[0])
});
pub const CONTAINS: NativeDef = NativeDef::flow_method("__contains__", 1, 1, |vm, args| {
    operators::own_contains(vm, &args[0], &args[1])
});
pub const GETITEM: NativeDef = NativeDef::flow_method("__getitem__", 1, 1, |vm, args| {
    operators::own_subscript(vm, &args[0], &args[1])
});
pub const SETITEM: NativeDef = NativeDef::flow_method("__setitem__", 2, 2, |vm, mut args| {
    let value = args.take(2);
    operators::own_set_item(vm, &args[0], &args[1], value)
});
pub const DELITEM: NativeDef = NativeDef::flow_method("__delitem__", 1, 1, |vm, args| {
    operators::own_delete_item(vm, &args[0], &args[1])
});
/// `list[int]`: an alias that only remembers what it was made of.
pub const CLASS_GETITEM: NativeDef =
    NativeDef::method("__class_getitem__", 1, 1, |vm, mut args| {
        let (class, arguments) = (args.take(0), args.take(1));
        Ok(typing_objects::generic_alias(vm, class, arguments))
    })
    .of_kind(NativeKind::ClassMethod);

/// `__new__`, which gets the class and all arguments of the call.
pub const fn constructor(code: fn(&Rc<Vm>, Args<'_>) -> PyResult<Flow>) -> NativeDef {
    NativeDef::flow("__new__", 0, 0, code)
        .with(Signature::Any)
        .of_kind(NativeKind::Static)
}

/// The value itself for the built-in class, an instance with the value inside for a subclass.
pub fn instance_of(vm: &Vm, class: &Value, own: &Rc<Class>, value: Value) -> PyResult {
    let name = own.name.get();
    let Value::Class(class) = class else {
        return Err(type_error(format!(
            "{name}.__new__(X): X is not a type object ({})",
            vm.type_name(class)
        )));
    };
    if Rc::ptr_eq(class, own) {
        return Ok(value);
    }
    if !class.is_subclass_of(own) {
        let other = class.name.get();
        return Err(type_error(format!(
            "{name}.__new__({other}): {other} is not a subtype of {name}"
        )));
    }
    Ok(Value::Instance(Instance::with_payload(
        class,
        Payload::Value(value),
    )))
}

/// Whether a class is the built-in one itself, which takes no arguments that it does not know.
pub fn is_exactly(class: &Value, own: &Rc<Class>) -> bool {
    matches!(class, Value::Class(class) if Rc::ptr_eq(class, own))
}

/// Refuses keyword arguments.
pub fn no_keywords(args: &Args<'_>, name: &str) -> PyResult<()> {
    if args.keywords.is_empty() {
        Ok(())
    } else {
        Err(type_error(format!("{name}() takes no keyword arguments")))
    }
}

/// Checks how many arguments stand after the first one.
pub fn expect_count(args: &Args<'_>, name: &str, least: usize, most: usize) -> PyResult<()> {
    let count = args.len().saturating_sub(1);
    let (word, bound) = if count < least {
        ("least", least)
    } else if count > most {
        ("most", most)
    } else {
        return Ok(());
    };
    let bounds = if least == most {
        String::new()
    } else {
        format!("at {word} ")
    };
    let plural = if bound == 1 { "" } else { "s" };
    Err(type_error(format!(
        "{name} expected {bounds}{bound} argument{plural}, got {count}"
    )))
}

/// The value, once the flow has ended.
pub fn then_value(vm: &Rc<Vm>, flow: Flow, value: Value) -> PyResult<Flow> {
    then(vm, flow, |_, _| Ok(value))
}

/// The complaint of a method that was called on an object of another type; who called it puts the words to it.
pub fn wrong_receiver(vm: &Vm, value: &Value) -> PyError {
    PyError::wrong_receiver(&vm.type_name(value))
}
