//! What `raise`, `except` and `except*` make of their operands.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::exception::Traceback;
use crate::python::object::{Class, ExceptionKind, Flow, Instance, PyError, PyResult, Value};
use crate::python::operators::groups::{self, Splitter};
use crate::python::operators::{call, full_name};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// The exception object that `raise value` raises: the value itself, or an instance of a class made without arguments.
pub fn exception_of(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    match value {
        Value::Instance(instance) if instance.exception().is_some() => Ok(value.clone().into()),
        Value::Class(class) if class.exception.is_some() => {
            match call(vm, value, Vec::new(), &[])? {
                Flow::Value(made) => expect_exception(vm, class, made).map(Flow::Value),
                flow => {
                    let (vm, class) = (vm.clone(), class.clone());
                    Flow::future(async move {
                        let made = vm.finish(flow).await?;
                        expect_exception(&vm, &class, made)
                    })
                }
            }
        }
        _ => Err(type_error("exceptions must derive from BaseException")),
    }
}

/// `except class`: whether the exception is an instance of the class, or of one in a tuple of them.
pub fn exception_matches(_vm: &Rc<Vm>, exception: &Value, class: &Value) -> PyResult<bool> {
    check_classes(class, |_| Ok(()))?;
    Ok(is_instance_of(exception, class))
}

/// `except* class`: what matches, and the rest, each None where it is empty. An exception that is no group and matches is
/// wrapped into a group.
pub fn split_group(vm: &Rc<Vm>, exception: &Value, class: &Value) -> PyResult<(Value, Value)> {
    check_classes(class, |class| match class {
        Value::Class(class) if class.is_exception(ExceptionKind::BaseExceptionGroup) => Err(
            type_error("catching ExceptionGroup with except* is not allowed. Use except instead."),
        ),
        _ => Ok(()),
    })?;
    let Value::Instance(instance) = exception else {
        return Ok((Value::None, exception.clone()));
    };
    if is_instance_of(exception, class) {
        let group = if instance.is_exception(ExceptionKind::BaseExceptionGroup) {
            exception.clone()
        } else {
            Value::Instance(groups::unnamed_group(vm, vec![instance.clone()]))
        };
        return Ok((group, Value::None));
    }
    if !instance.is_exception(ExceptionKind::BaseExceptionGroup) {
        return Ok((Value::None, exception.clone()));
    }
    let matches = |leaf: &Rc<Instance>| is_instance_of(&Value::Instance(leaf.clone()), class);
    let (matched, rest) = Splitter::new(instance, matches).finish(vm);
    let value = |part: Option<Rc<Instance>>| part.map_or(Value::None, Value::Instance);
    Ok((value(matched), value(rest)))
}

/// What an `except*` statement raises at its end, if anything: `raised` holds what its clauses raised and the unhandled
/// rest, all out of `original`.
pub fn star_result(
    vm: &Rc<Vm>,
    original: &Value,
    raised: Vec<Value>,
) -> PyResult<Option<Rc<Instance>>> {
    let raised: Vec<Rc<Instance>> = raised
        .into_iter()
        .filter_map(|value| match value {
            Value::Instance(exception) => Some(exception),
            _ => None,
        })
        .collect();
    let Value::Instance(original) = original else {
        return Ok(None);
    };
    if !original.is_exception(ExceptionKind::BaseExceptionGroup) {
        // It was wrapped for the one clause that matched it.
        return Ok(raised.into_iter().next());
    }
    let (again, mut fresh): (Vec<_>, Vec<_>) = raised
        .into_iter()
        .partition(|exception| groups::is_split_from(exception, original));
    let again: Vec<usize> = again
        .iter()
        .flat_map(groups::leaves)
        .map(|leaf| Rc::as_ptr(&leaf) as usize)
        .collect();
    // What goes on as it was keeps its place in the original's structure.
    let is_again = |leaf: &Rc<Instance>| again.contains(&(Rc::as_ptr(leaf) as usize));
    let (rest, _) = match again.is_empty() {
        true => (None, None),
        false => Splitter::new(original, is_again).finish(vm),
    };
    if fresh.is_empty() {
        return Ok(rest);
    }
    fresh.extend(rest);
    if fresh.len() == 1 {
        return Ok(fresh.pop());
    }
    Ok(Some(groups::unnamed_group(vm, fresh)))
}

/// `exception.__traceback__`: None where it has not been raised.
pub fn traceback_of(vm: &Rc<Vm>, exception: &Value) -> Value {
    match exception {
        Value::Instance(instance) => Traceback::of(instance).map_or(Value::None, |traceback| {
            Value::native(&vm.types.traceback, traceback)
        }),
        _ => Value::None,
    }
}

/// `NameError` for a variable that does not exist.
pub fn undefined_name(vm: &Vm, name: Symbol) -> PyError {
    let message = Value::string(format!("name '{name}' is not defined"));
    let exception = vm.new_exception(ExceptionKind::NameError, vec![message]);
    if let Some(data) = exception.exception() {
        data.set_field(Symbol::FIELD_NAME, Value::str(&name.text()));
    }
    PyError::object(exception)
}

/// What calling an exception class gave, if it is an exception.
fn expect_exception(vm: &Vm, class: &Class, made: Value) -> PyResult {
    if let Value::Instance(instance) = &made
        && instance.exception().is_some()
    {
        return Ok(made);
    }
    Err(type_error(format!(
        "calling <class '{}'> should have returned an instance of BaseException, not <class '{}'>",
        full_name(class),
        full_name(&vm.class_of(&made))
    )))
}

/// The class, or any in a tuple of classes.
fn is_instance_of(exception: &Value, class: &Value) -> bool {
    let one = |class: &Value| match (exception, class) {
        (Value::Instance(instance), Value::Class(class)) => {
            instance.class_ref().is_subclass_of(class)
        }
        _ => false,
    };
    match class {
        Value::Tuple(classes) => classes.iter().any(one),
        class => one(class),
    }
}

fn check_classes(class: &Value, check: impl Fn(&Value) -> PyResult<()>) -> PyResult<()> {
    let one = |class: &Value| match class {
        Value::Class(found) if found.exception.is_some() => check(class),
        _ => Err(type_error(
            "catching classes that do not inherit from BaseException is not allowed",
        )),
    };
    match class {
        Value::Tuple(classes) => classes.iter().try_for_each(one),
        class => one(class),
    }
}
