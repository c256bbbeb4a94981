//! Calling native functions: their arguments are bound as their signature says.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::function::{NamedParameters, NativeCode, NativeKind, Signature};
use crate::python::object::{Args, Flow, NativeDef, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::generators::native_coroutine;

/// Calls a native function with the values of a part of the stack; the last are named by `keywords`.
pub(super) fn call_native(
    vm: &Rc<Vm>,
    def: &'static NativeDef,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Flow> {
    match def.signature {
        Signature::Any => invoke(vm, def, Args { values, keywords }),
        Signature::Positional(least, most) => {
            if !keywords.is_empty() {
                return Err(type_error(format!(
                    "{}() takes no keyword arguments",
                    shown_name(vm, def, values)
                )));
            }
            if values.len() < least as usize || values.len() > most as usize {
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
    match def.code {
        NativeCode::Plain(code) => code(vm, args).map(Flow::Value),
        NativeCode::Flow(code) => code(vm, args),
    }
}

/// The name as messages show it: `len`, `list.append`; of a constructor the class's.
fn shown_name(vm: &Vm, def: &NativeDef, values: &[Value]) -> String {
    match (def.kind, values.first()) {
        (NativeKind::Method | NativeKind::CoroutineMethod, Some(object)) => {
            format!("{}.{}", vm.type_name(object), def.name)
        }
        (_, Some(Value::Class(class))) if is_constructor(def) => class.name.get().to_string(),
        _ => def.name.to_owned(),
    }
}

fn is_constructor(def: &NativeDef) -> bool {
    def.kind == NativeKind::Static && def.name == "__new__"
}

/// Whether the first argument is one that the caller does not write: the object of a method, the class of a constructor.
fn has_receiver(def: &NativeDef) -> bool {
    is_constructor(def)
        || matches!(
            def.kind,
            NativeKind::Method | NativeKind::CoroutineMethod | NativeKind::Getter
        )
}

fn wrong_count(vm: &Vm, def: &NativeDef, values: &[Value], least: usize, most: usize) -> PyError {
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

fn bind_named(
    vm: &Vm,
    def: &NativeDef,
    parameters: &NamedParameters,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Vec<Value>> {
    let own = has_receiver(def) as usize;
    let count = values.len() - keywords.len();
    let name = || {
        shown_name(vm, def, values)
            .rsplit('.')
            .next()
            .unwrap_or(def.name)
            .to_owned()
    };
    if count > parameters.positional as usize {
        let (most, given) = (parameters.positional as usize - own, count - own);
        let plural = if most == 1 { "" } else { "s" };
        let all = parameters.positional as usize == parameters.names.len();
        return Err(type_error(match (most, all) {
            (0, _) => format!("{}() takes no positional arguments", name()),
            (_, true) => {
                format!(
                    "{}() takes at most {most} argument{plural} ({given} given)",
                    name()
                )
            }
            (_, false) => format!(
                "{}() takes at most {most} positional argument{plural} ({given} given)",
                name()
            ),
        }));
    }
    let mut bound = vec![Value::Unbound; parameters.names.len()];
    for (at, keyword) in keywords.iter().enumerate() {
        let text = keyword.text();
        let free = parameters.positional_only as usize;
        let found = parameters.names[free..]
            .iter()
            .position(|name| **name == *text)
            .map(|at| at + free);
        let Some(slot) = found else {
            return Err(type_error(format!(
                "{}() got an unexpected keyword argument '{text}'",
                name()
            )));
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
    for (slot, value) in values[..count].iter_mut().enumerate() {
        bound[slot] = std::mem::take(value);
    }
    if let Some(missing) = bound[..parameters.required as usize]
        .iter()
        .position(Value::is_unbound)
    {
        let text = parameters.names[missing];
        return Err(type_error(format!(
            "{}() missing required argument '{text}' (pos {})",
            def.name,
            missing + 1 - own
        )));
    }
    Ok(bound)
}
