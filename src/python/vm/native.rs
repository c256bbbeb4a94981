//! Calling native functions: their arguments are bound as their signature says.

use std::rc::Rc;

use crate::python::arguments;
use crate::python::object::error::type_error;
use crate::python::object::function::{NamedParameters, NativeKind, PythonParameters, Signature};
use crate::python::object::{Args, Class, Flow, NativeDef, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::operators::special::run_native;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::binding::{fault, missing_arguments, too_many};
use crate::python::vm::generators::native_coroutine;

/// Calls a native function with the values of a part of the stack; the last are named by `keywords`. Where one of them is no
/// int, and an int is wanted, its `__index__` gives one.
pub(super) fn call_native(
    vm: &Rc<Vm>,
    def: &'static NativeDef,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Flow> {
    let own = has_receiver(def) as usize;
    let may_be_index = |value: &Value| arguments::has_index(vm, value);
    if !values.iter().skip(own).any(may_be_index) {
        return bind_and_run(vm, def, values, keywords);
    }
    let mut given = values.to_vec();
    match bind_and_run(vm, def, values, keywords) {
        Err(error) if error.wants_index() => {
            let (vm, keywords) = (vm.clone(), keywords.to_vec());
            Flow::future(async move {
                let mut error = error;
                for at in own..given.len() {
                    if !arguments::has_index(&vm, &given[at]) {
                        continue;
                    }
                    given[at] = vm.index(&given[at]).await?;
                    match bind_and_run(&vm, def, &mut given.clone(), &keywords) {
                        Err(again) if again.wants_index() => error = again,
                        result => return vm.finish(result?).await,
                    }
                }
                Err(error)
            })
        }
        result => result,
    }
}

fn bind_and_run(
    vm: &Rc<Vm>,
    def: &'static NativeDef,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Flow> {
    let is_method = matches!(def.kind, NativeKind::Method | NativeKind::CoroutineMethod);
    if is_method && values.len() == keywords.len() {
        return Err(operators::without_object(vm, def));
    }
    match def.signature {
        Signature::Any => invoke(vm, def, Args { values, keywords }),
        Signature::Positional(least, most) => {
            if !keywords.is_empty() {
                return Err(type_error(format!(
                    "{}() takes no keyword arguments",
                    shown_name(vm, def, values)
                )));
            }
            let is_too_many = most < u8::MAX && values.len() > most as usize;
            if values.len() < least as usize || is_too_many {
                return Err(wrong_count(vm, def, values, least as usize, most as usize));
            }
            invoke(
                vm,
                def,
                Args {
                    values,
                    keywords: &[],
                },
            )
        }
        Signature::Python(parameters) if keywords.is_empty() && parameters.fits(values.len()) => {
            invoke(vm, def, Args { values, keywords })
        }
        Signature::Python(parameters) => {
            let mut bound = bind_python(vm, def, &parameters, values, keywords)?;
            let args = Args {
                values: &mut bound,
                keywords: &[],
            };
            invoke(vm, def, args)
        }
        Signature::Named(parameters) => {
            let mut bound = bind_named(vm, def, parameters, values, keywords)?;
            invoke(
                vm,
                def,
                Args {
                    values: &mut bound,
                    keywords: &[],
                },
            )
        }
    }
}

/// Binds as a Python function does, with its messages.
fn bind_python(
    vm: &Vm,
    def: &NativeDef,
    parameters: &PythonParameters,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Vec<Value>> {
    let shown = || qualified_name(vm, def, values.first());
    let count = values.len() - keywords.len();
    let (positional, total) = (parameters.positional as usize, parameters.total as usize);
    let mut bound = vec![Value::Unbound; total];
    for (at, keyword) in keywords.iter().enumerate() {
        let text = keyword.text();
        let Some(slot) = parameters.names().position(|name| *name == *text) else {
            let message = format!("got an unexpected keyword argument '{text}'");
            return Err(fault(&shown(), message));
        };
        if slot < count.min(positional) {
            let message = format!("got multiple values for argument '{text}'");
            return Err(fault(&shown(), message));
        }
        bound[slot] = values[count + at].clone();
    }
    let least = parameters.required as usize;
    if count > positional && !parameters.varargs {
        let keyword_only = &bound[positional..];
        return Err(too_many(&shown(), least, positional, count, keyword_only));
    }
    let is_missing = |at: usize| at >= count && bound[at].is_unbound();
    let missing: Vec<Symbol> = parameters
        .names()
        .take(least)
        .enumerate()
        .filter(|(at, _)| is_missing(*at))
        .map(|(_, name)| Symbol::new(name))
        .collect();
    if !missing.is_empty() {
        return Err(missing_arguments(&shown(), "positional", &missing));
    }
    for (at, value) in values[..count].iter_mut().enumerate() {
        let value = std::mem::take(value);
        match at < positional {
            true => bound[at] = value,
            false => bound.push(value),
        }
    }
    Ok(bound)
}

/// The name with the class that a method stands in: `Queue.put`.
fn qualified_name(vm: &Vm, def: &NativeDef, receiver: Option<&Value>) -> String {
    let owner = match receiver {
        Some(receiver) if def.kind != NativeKind::Function && !def.qualname.contains('.') => {
            own_class(vm, def, receiver)
        }
        _ => None,
    };
    match owner {
        Some(class) => format!("{}.{}", class.name.get(), def.name),
        None => def.qualname.to_owned(),
    }
}

/// The class from which an object has a method.
fn own_class(vm: &Vm, def: &NativeDef, receiver: &Value) -> Option<Rc<Class>> {
    let is_own = |class: &Rc<Class>| {
        let own = class.own(Symbol::new(def.name));
        matches!(own, Some(Value::Native(own)) if std::ptr::eq(own, def))
    };
    vm.class_of(receiver).order().into_iter().find(is_own)
}

/// The complaint of a method that is called on an object that does not have it.
fn wrong_object(vm: &Vm, def: &'static NativeDef, values: &[Value]) -> Option<PyError> {
    let object = values.first().filter(|_| def.kind == NativeKind::Method)?;
    let is_other = own_class(vm, def, object).is_none();
    is_other.then(|| operators::wrong_receiver(vm, def, &vm.type_name(object)))
}

fn invoke(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    if matches!(
        def.kind,
        NativeKind::Coroutine | NativeKind::CoroutineMethod
    ) {
        let mut args = args;
        let keywords = args.keywords.to_vec();
        let values = args.take_all();
        return Ok(Flow::Value(native_coroutine(vm, def, values, keywords)));
    }
    run_native(vm, def, args.values, args.keywords)
}

/// The name as messages show it: `len`, `list.append`; of a constructor the class's.
fn shown_name(vm: &Vm, def: &'static NativeDef, values: &[Value]) -> String {
    match (def.kind, values.first()) {
        (NativeKind::Method | NativeKind::CoroutineMethod, Some(object)) => {
            // A method that is inherited goes by the class that has it.
            let owner = own_class(vm, def, object);
            let owner = owner.unwrap_or_else(|| vm.class_of(object));
            format!("{}.{}", owner.name.get(), def.name)
        }
        (NativeKind::ClassMethod, Some(Value::Class(class))) => {
            format!("{}.{}", class.name.get(), def.name)
        }
        (_, Some(Value::Class(class))) if is_constructor(def) => class.name.get().to_string(),
        (NativeKind::Static, _) => operators::qualified_name(vm, def),
        (NativeKind::Function, _) => match operators::home(vm, def) {
            Some(home) => format!("{home}.{}", def.name),
            None => def.name.to_owned(),
        },
        _ => def.name.to_owned(),
    }
}

fn is_constructor(def: &NativeDef) -> bool {
    def.kind == NativeKind::Static && def.name == "__new__"
}

/// Whether the first argument is one that the caller does not write: the object or class of a method, the class of a constructor.
fn has_receiver(def: &NativeDef) -> bool {
    is_constructor(def)
        || matches!(
            def.kind,
            NativeKind::Method
                | NativeKind::CoroutineMethod
                | NativeKind::ClassMethod
                | NativeKind::Getter
        )
}

fn wrong_count(
    vm: &Vm,
    def: &'static NativeDef,
    values: &[Value],
    least: usize,
    most: usize,
) -> PyError {
    if let Some(complaint) = wrong_object(vm, def, values) {
        return complaint;
    }
    let own = has_receiver(def) as usize;
    let (given, least, most) = (
        values.len() - own.min(values.len()),
        least - own,
        most - own,
    );
    let name = shown_name(vm, def, values);
    let short = name.rsplit('.').next().unwrap_or(def.name);
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    type_error(match (least, most) {
        (0, 0) => format!("{name}() takes no arguments ({given} given)"),
        (1, 1) if !is_constructor(def) => {
            format!("{name}() takes exactly one argument ({given} given)")
        }
        _ if least == most => format!(
            "{short} expected {least} argument{}, got {given}",
            plural(least)
        ),
        _ if given < least => format!(
            "{short} expected at least {least} argument{}, got {given}",
            plural(least)
        ),
        _ => format!(
            "{short} expected at most {most} argument{}, got {given}",
            plural(most)
        ),
    })
}

/// Binds as native functions of CPython do, with their messages. Counts are without what the caller does not write.
fn bind_named(
    vm: &Vm,
    def: &'static NativeDef,
    parameters: &NamedParameters,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Vec<Value>> {
    let own = has_receiver(def) as usize;
    let count = values.len() - keywords.len();
    let (given, named) = (count - own, keywords.len());
    let total = parameters.names.len() - own;
    let most = parameters.positional as usize - own;
    let required = parameters.required as usize - own;
    let least = required.min(parameters.positional_only as usize - own);
    let name = || match (def.name, values.first()) {
        ("__init__", Some(object)) => {
            let name = vm.type_name(object);
            name.rsplit('.').next().unwrap_or(&name).to_owned()
        }
        _ => {
            let shown = shown_name(vm, def, values);
            shown.rsplit('.').next().unwrap_or(def.name).to_owned()
        }
    };
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let complaint = if given + named > total {
        let kind = if given == 0 { "keyword " } else { "" };
        Some(format!(
            "takes at most {total} {kind}argument{} ({} given)",
            plural(total),
            given + named
        ))
    } else if given > most && most == 0 {
        Some("takes no positional arguments".to_owned())
    } else if given > most {
        let word = if required < most {
            "at most"
        } else {
            "exactly"
        };
        Some(format!(
            "takes {word} {most} positional argument{} ({given} given)",
            plural(most)
        ))
    } else if given < least {
        let word = if least < most { "at least" } else { "exactly" };
        Some(format!(
            "takes {word} {least} positional argument{} ({given} given)",
            plural(least)
        ))
    } else {
        None
    };
    if let Some(complaint) = complaint {
        let of_object = wrong_object(vm, def, values);
        return Err(of_object.unwrap_or_else(|| fault(&name(), complaint)));
    }
    let mut bound = vec![Value::Unbound; parameters.names.len()];
    let mut unexpected = None;
    for (at, keyword) in keywords.iter().enumerate() {
        let text = keyword.text();
        let free = parameters.positional_only as usize;
        let found = parameters.names[free..]
            .iter()
            .position(|name| **name == *text)
            .map(|at| at + free);
        let Some(slot) = found else {
            unexpected = unexpected.or(Some(text));
            continue;
        };
        if slot < count {
            let message = format!(
                "argument for {}() given by name ('{text}') and position ({})",
                name(),
                slot + 1 - own
            );
            return Err(type_error(message));
        }
        bound[slot] = values[count + at].clone();
    }
    let is_missing = |at: &usize| *at >= count && bound[*at].is_unbound();
    if let Some(missing) = (own..parameters.required as usize).find(is_missing) {
        let text = parameters.names[missing];
        let place = missing + 1 - own;
        let message = format!("missing required argument '{text}' (pos {place})");
        return Err(fault(&name(), message));
    }
    if let Some(text) = unexpected {
        let message = format!("got an unexpected keyword argument '{text}'");
        return Err(fault(&name(), message));
    }
    for (slot, value) in values[..count].iter_mut().enumerate() {
        bound[slot] = std::mem::take(value);
    }
    Ok(bound)
}
