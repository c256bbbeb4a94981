//! `BaseExceptionGroup` and `ExceptionGroup`.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::exception::receiver;
use crate::python::builtins::protocol;
use crate::python::object::error::{attribute_error, type_error, value_error};
use crate::python::object::exception::ExceptionData;
use crate::python::object::function::NativeKind;
use crate::python::object::{
    Args, Class, ExceptionKind, Flow, Instance, NativeDef, Payload, PyResult, Value,
};
use crate::python::operators::groups::{self, Splitter, Step};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 0, 255, new).of_kind(NativeKind::Static),
    NativeDef::getter("message", |_, args| {
        Ok(receiver(&args)?.1.arg(0).unwrap_or(Value::None))
    }),
    NativeDef::setter("message=", |_, _| {
        Err(attribute_error("readonly attribute"))
    }),
    NativeDef::getter("exceptions", |_, args| {
        let (group, data) = receiver(&args)?;
        if let Some(exceptions) = data.field(Symbol::EXCEPTIONS) {
            return Ok(exceptions);
        }
        groups::set_exceptions(group, groups::members(group));
        Ok(data.field(Symbol::EXCEPTIONS).unwrap_or(Value::None))
    }),
    NativeDef::setter("exceptions=", |_, _| {
        Err(attribute_error("readonly attribute"))
    }),
    NativeDef::method("derive", 1, 1, |vm, args| {
        let group = receiver(&args)?.0;
        let exceptions = expect_exceptions(&args[1])?;
        Ok(Value::Instance(groups::derive(vm, group, exceptions)))
    }),
    NativeDef::flow_method("split", 1, 1, |vm, args| split(vm, &args, false)),
    NativeDef::flow_method("subgroup", 1, 1, |vm, args| split(vm, &args, true)),
    protocol::CLASS_GETITEM,
];

pub fn install(vm: &Rc<Vm>) {
    add_methods(
        vm.types.exception(ExceptionKind::BaseExceptionGroup),
        METHODS,
    );
}

fn new(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let mut values = args.take_all();
    let class = match values.first() {
        Some(Value::Class(class)) if class.is_exception(ExceptionKind::BaseExceptionGroup) => {
            class.clone()
        }
        _ => {
            return Err(type_error(
                "BaseExceptionGroup.__new__(X): X is not a type object",
            ));
        }
    };
    values.remove(0);
    if values.len() != 2 {
        return Err(type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            values.len()
        )));
    }
    arguments::text(vm, &values[0], "BaseExceptionGroup.__new__() argument 1")?;
    let exceptions = expect_exceptions(&values[1])?;
    let class = fitting_class(vm, class, &exceptions)?;
    let payload = Payload::Exception(Box::new(ExceptionData::new(values)));
    let group = Instance::with_payload(&class, payload);
    groups::set_exceptions(&group, exceptions);
    Ok(Value::Instance(group))
}

/// A `BaseExceptionGroup` of nothing but `Exception`s is an `ExceptionGroup`, which may hold no others.
fn fitting_class(vm: &Vm, class: Rc<Class>, exceptions: &[Rc<Instance>]) -> PyResult<Rc<Class>> {
    let plain = exceptions
        .iter()
        .all(|one| one.is_exception(ExceptionKind::Exception));
    let base = vm.types.exception(ExceptionKind::BaseExceptionGroup);
    let group = vm.types.exception(ExceptionKind::ExceptionGroup);
    if plain && Rc::ptr_eq(&class, base) {
        return Ok(group.clone());
    }
    if !plain && Rc::ptr_eq(&class, group) {
        return Err(type_error(
            "Cannot nest BaseExceptions in an ExceptionGroup",
        ));
    }
    if !plain && class.is_exception(ExceptionKind::Exception) {
        return Err(type_error(format!(
            "Cannot nest BaseExceptions in '{}'",
            class.name.get()
        )));
    }
    Ok(class)
}

fn expect_exceptions(value: &Value) -> PyResult<Vec<Rc<Instance>>> {
    let items = match value.base() {
        Value::List(list) => list.items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        _ => {
            return Err(type_error(
                "second argument (exceptions) must be a sequence",
            ));
        }
    };
    if items.is_empty() {
        return Err(value_error(
            "second argument (exceptions) must be a non-empty sequence",
        ));
    }
    let one = |(at, item)| match item {
        Value::Instance(exception) if exception.exception().is_some() => Ok(exception),
        _ => Err(value_error(format!(
            "Item {at} of second argument (exceptions) is not an exception"
        ))),
    };
    items.into_iter().enumerate().map(one).collect()
}

/// `split(condition)`, or `subgroup(condition)`, which is its first half.
fn split(vm: &Rc<Vm>, args: &[Value], only_matching: bool) -> PyResult<Flow> {
    let group = receiver(args)?.0.clone();
    let condition = args[1].clone();
    let is_class =
        |value: &Value| matches!(value, Value::Class(class) if class.exception.is_some());
    let classes: Option<Vec<Value>> = match &condition {
        Value::Tuple(classes) if classes.iter().all(is_class) => Some(classes.to_vec()),
        value if is_class(value) => Some(vec![condition.clone()]),
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Instance(_) => None,
        _ => {
            return Err(type_error(
                "expected an exception type, a tuple of exception types, or a callable (other than a class)",
            ));
        }
    };
    let vm = vm.clone();
    Flow::future(async move {
        let splitter = match classes {
            Some(classes) => Splitter::new(&group, |exception| {
                let own = exception.class();
                classes
                    .iter()
                    .any(|class| matches!(class, Value::Class(class) if own.is_subclass_of(class)))
            }),
            None => {
                let mut answers = ask_all(&vm, &group, &condition).await?;
                Splitter::new(&group, |_| answers.pop_front().unwrap_or(false))
            }
        };
        let (matched, rest) = finish(&vm, splitter).await?;
        let value = |part: Option<Rc<Instance>>| part.map_or(Value::None, Value::Instance);
        Ok(match only_matching {
            true => value(matched),
            false => Value::tuple(vec![value(matched), value(rest)]),
        })
    })
}

/// What a predicate says of the group and of all that a [`Splitter`] asks of, in its order.
async fn ask_all(vm: &Rc<Vm>, group: &Rc<Instance>, predicate: &Value) -> PyResult<VecDeque<bool>> {
    let mut answers = VecDeque::new();
    let mut open = vec![group.clone()];
    while let Some(exception) = open.pop() {
        let answer = vm
            .call(predicate.clone(), vec![Value::Instance(exception.clone())])
            .await?;
        let matches = vm.truth(&answer).await?;
        answers.push_back(matches);
        if !matches {
            open.extend(groups::members(&exception).into_iter().rev());
        }
    }
    Ok(answers)
}

/// Carries a split out with the groups' own `derive`.
async fn finish(
    vm: &Rc<Vm>,
    mut splitter: Splitter,
) -> PyResult<(Option<Rc<Instance>>, Option<Rc<Instance>>)> {
    loop {
        match splitter.step() {
            Step::Derive { like, exceptions } => {
                let items = exceptions.into_iter().map(Value::Instance).collect();
                let args = vec![Value::list(items)];
                let made = vm
                    .call_method(&Value::Instance(like), Symbol::DERIVE, args)
                    .await?;
                match made {
                    Value::Instance(made) if groups::is_group(&made) => splitter.give(made),
                    _ => {
                        return Err(type_error(
                            "derive must return an instance of BaseExceptionGroup",
                        ));
                    }
                }
            }
            Step::Done(matched, rest) => return Ok((matched, rest)),
        }
    }
}
