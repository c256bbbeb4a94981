//! What some instructions do by way of special methods: `with`, `async for`, `raise … from`, f-strings.

use std::rc::Rc;

use crate::python::code::Conversion;
use crate::python::object::error::type_error;
use crate::python::object::{BoundMethod, Flow, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// All items of an iterable, as a list.
pub(super) fn gather_items(vm: &Rc<Vm>, iterable: Value) -> PyResult<Flow> {
    let vm = vm.clone();
    Flow::future(async move { vm.collect_sized(&iterable).await.map(Value::list) })
}

/// Calls `__aiter__` or `__anext__`, with the message for an object that has none.
pub(super) fn async_special(
    vm: &Rc<Vm>,
    object: Value,
    name: Symbol,
    complaint: &str,
) -> PyResult<Flow> {
    match vm.special_method(&object, name) {
        Some((function, bound)) => Ok(Flow::Call(function, bound.into_iter().collect())),
        None => Err(type_error(format!("{complaint}{}", vm.type_name(&object)))),
    }
}

pub(super) fn format_value(
    vm: &Rc<Vm>,
    value: Value,
    conversion: Conversion,
    spec: Value,
) -> PyResult<Flow> {
    let converted = match conversion {
        Conversion::None => Flow::Value(value),
        Conversion::Str => operators::str(vm, &value)?,
        Conversion::Repr => operators::repr(vm, &value)?,
        Conversion::Ascii => operators::ascii(vm, &value)?,
    };
    let spec = spec.as_str().unwrap_or_default().to_owned();
    match converted {
        Flow::Value(value) => operators::format(vm, &value, &spec),
        flow => {
            let vm = vm.clone();
            Flow::future(async move {
                let value = vm.finish(flow).await?;
                vm.format(&value, &spec).await.map(Value::Str)
            })
        }
    }
}

/// Makes the exception, gives it its cause, and raises it.
pub(super) fn raise_from(vm: &Rc<Vm>, flow: Flow, cause: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let exception = vm.finish(flow).await?;
        let Value::Instance(exception) = exception else {
            return Err(type_error("exceptions must derive from BaseException"));
        };
        let given = !cause.is_unbound();
        let cause = match &cause {
            Value::Unbound | Value::None => None,
            Value::Instance(instance) if instance.exception().is_some() => Some(instance.clone()),
            class @ Value::Class(_) => match vm.call(class.clone(), Vec::new()).await? {
                Value::Instance(instance) if instance.exception().is_some() => Some(instance),
                _ => {
                    return Err(type_error(
                        "exception causes must derive from BaseException",
                    ));
                }
            },
            _ => {
                return Err(type_error(
                    "exception causes must derive from BaseException",
                ));
            }
        };
        if let Some(data) = exception.exception()
            && given
        {
            *data.cause.borrow_mut() = cause;
            data.suppress_context.set(true);
        }
        Err(PyError::object(exception))
    }))
}

/// The bound `__exit__` and `__enter__` of a context manager.
pub(super) fn context_methods(
    vm: &Rc<Vm>,
    manager: &Value,
    enter: Symbol,
    exit: Symbol,
    asynchronous: bool,
) -> PyResult<(Value, Value)> {
    let bound = |name: Symbol| {
        let (function, object) = vm.special_method(manager, name)?;
        Some(match object {
            Some(object) => Value::Method(Rc::new(BoundMethod { function, object })),
            None => function,
        })
    };
    let missing = |name: Symbol| {
        let protocol = if asynchronous {
            "asynchronous context manager"
        } else {
            "context manager"
        };
        let mut message = format!(
            "'{}' object does not support the {protocol} protocol",
            vm.type_name(manager)
        );
        if name == exit {
            message.push_str(&format!(" (missed {exit} method)"));
        }
        type_error(message)
    };
    let Some(enter) = bound(enter) else {
        return Err(missing(enter));
    };
    let Some(exit_method) = bound(exit) else {
        return Err(missing(exit));
    };
    Ok((exit_method, enter))
}
