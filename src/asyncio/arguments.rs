//! What the arguments of asyncio's functions stand for.

use std::any::Any;
use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::state::get_event_loop;
use crate::python::object::error::type_error;
use crate::python::object::{Args, Class, Instance, NativeObject, PyResult, Value};
use crate::python::vm::Vm;

/// An argument that may be left out or None.
pub fn optional(value: Value) -> Option<Value> {
    match value {
        Value::Unbound | Value::None => None,
        value => Some(value),
    }
}

/// An argument `loop=`: the loop that it names, else the current one.
pub fn loop_argument(vm: &Rc<Vm>, value: &Value) -> PyResult<Rc<EventLoop>> {
    match value {
        Value::Unbound | Value::None => get_event_loop(vm),
        value => EventLoop::of(value)
            .ok_or_else(|| type_error("loop must be an instance of AbstractEventLoop")),
    }
}

/// The future that a method was called on.
pub fn future_of(args: &Args<'_>) -> PyResult<FutureRef> {
    args.first()
        .and_then(FutureRef::of)
        .ok_or_else(|| type_error("a Future object is required"))
}

/// The native data of the object that a method was called on.
pub fn own<'a, T: NativeObject>(value: &'a Value, class: &str) -> PyResult<&'a T> {
    value
        .downcast()
        .ok_or_else(|| type_error(format!("a {class} object is required")))
}

/// The class that `__new__` was called with.
pub fn class_argument(value: &Value) -> PyResult<&Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class),
        _ => Err(type_error("__new__() needs a class")),
    }
}

/// `cls.__new__(cls, …)` for data that `__init__` fills in.
pub fn new_object<T: NativeObject + Default + Any>(_vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let class = class_argument(&args[0])?;
    Ok(Value::Instance(Instance::native(class, T::default())))
}
