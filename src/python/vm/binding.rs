//! Binding the arguments of a call to the parameters of a Python function.

use crate::python::object::error::type_error;
use crate::python::object::{Dict, Function, PyError, PyResult, Tuple, Value};
use crate::python::symbol::Symbol;
use std::rc::Rc;

/// Turns the arguments that lie from `base` to the top of the stack into the filled slots of the function's frame. The last
/// arguments are named by `keywords`. Raises what CPython raises where they do not fit.
pub(super) fn bind(
    function: &Function,
    stack: &mut Vec<Value>,
    base: usize,
    keywords: &[Symbol],
) -> PyResult<()> {
    let code = &function.code;
    let parameters = &code.parameters;
    let simple = keywords.is_empty()
        && parameters.keyword_only == 0
        && !parameters.varargs
        && !parameters.kwargs;
    if !simple || stack.len() - base != parameters.positional as usize {
        bind_generally(function, stack, base, keywords)?;
    }
    stack.resize(base + code.locals.len(), Value::Unbound);
    stack.extend(
        function
            .closure
            .iter()
            .map(|cell| Value::Cell(cell.clone())),
    );
    Ok(())
}

fn bind_generally(
    function: &Function,
    stack: &mut Vec<Value>,
    base: usize,
    keywords: &[Symbol],
) -> PyResult<()> {
    let code = &function.code;
    let parameters = &code.parameters;
    let positional = parameters.positional as usize;
    let named = positional + parameters.keyword_only as usize;
    let mut given: Vec<Value> = stack.drain(base..).collect();
    let by_name = given.split_off(given.len() - keywords.len());
    let count = given.len();
    let mut slots = vec![Value::Unbound; parameters.count()];
    let mut rest = Vec::new();
    for (at, value) in given.into_iter().enumerate() {
        match at < positional {
            true => slots[at] = value,
            false => rest.push(value),
        }
    }
    let extra = Dict::default();
    for (&keyword, value) in keywords.iter().zip(by_name) {
        let free = parameters.positional_only as usize;
        match code.locals[free..named]
            .iter()
            .position(|&name| name == keyword)
        {
            Some(at) if !slots[free + at].is_unbound() => {
                let message = format!("got multiple values for argument '{keyword}'");
                return Err(fault(&shown(function), message));
            }
            Some(at) => slots[free + at] = value,
            None if parameters.kwargs => drop(extra.set_str(&keyword.text(), value)),
            None => {
                let is_positional = |name: &&Symbol| code.locals[..free].contains(name);
                let names: Vec<String> = keywords
                    .iter()
                    .filter(is_positional)
                    .map(Symbol::to_string)
                    .collect();
                let message = if names.is_empty() {
                    format!("got an unexpected keyword argument '{keyword}'")
                } else {
                    format!(
                        "got some positional-only arguments passed as keyword arguments: '{}'",
                        names.join(", ")
                    )
                };
                return Err(fault(&shown(function), message));
            }
        }
    }
    if count > positional && !parameters.varargs {
        let defaults = function.defaults.borrow();
        let optional = defaults.as_ref().map_or(0, |defaults| defaults.len());
        let least = positional.saturating_sub(optional);
        let keyword_only = &slots[positional..named];
        return Err(too_many(
            &shown(function),
            least,
            positional,
            count,
            keyword_only,
        ));
    }
    fill_defaults(function, &mut slots)?;
    if parameters.varargs {
        slots[named] = Value::tuple(rest);
    }
    if parameters.kwargs {
        slots[named + parameters.varargs as usize] = Value::Dict(Rc::new(extra));
    }
    stack.extend(slots);
    Ok(())
}

fn fill_defaults(function: &Function, slots: &mut [Value]) -> PyResult<()> {
    let code = &function.code;
    let positional = code.parameters.positional as usize;
    let named = positional + code.parameters.keyword_only as usize;
    let defaults = function.defaults.borrow();
    let defaults: &[Value] = defaults
        .as_ref()
        .map_or(&[], |defaults: &Rc<Tuple>| defaults);
    let first_default = positional.saturating_sub(defaults.len());
    let skipped = (defaults.len() + first_default).saturating_sub(positional);
    let mut missing = Vec::new();
    for (at, slot) in slots[..positional].iter_mut().enumerate() {
        if !slot.is_unbound() {
            continue;
        }
        match at
            .checked_sub(first_default)
            .and_then(|at| defaults.get(at + skipped))
        {
            Some(value) => *slot = value.clone(),
            None => missing.push(code.locals[at]),
        }
    }
    if !missing.is_empty() {
        return Err(missing_arguments(&shown(function), "positional", &missing));
    }
    let keyword_defaults = function.keyword_defaults.borrow();
    for (slot, &own) in slots[positional..named]
        .iter_mut()
        .zip(&code.locals[positional..named])
    {
        if !slot.is_unbound() {
            continue;
        }
        match keyword_defaults.iter().find(|(name, _)| *name == own) {
            Some((_, value)) => *slot = value.clone(),
            None => missing.push(own),
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(missing_arguments(
            &shown(function),
            "keyword-only",
            &missing,
        ))
    }
}

fn shown(function: &Function) -> String {
    function.qualname.get().to_string()
}

/// The complaint of a function that is shown by this name.
pub(super) fn fault(shown: &str, message: String) -> PyError {
    type_error(format!("{shown}() {message}"))
}

pub(super) fn missing_arguments(shown: &str, kind: &str, names: &[Symbol]) -> PyError {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [only] => only.clone(),
        [first, second] => format!("{first} and {second}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let count = names.len();
    fault(
        shown,
        format!("missing {count} required {kind} argument{plural}: {list}"),
    )
}

/// `count` arguments were given by position where `least..=most` are taken, and those of `keyword_only` that are bound by name.
pub(super) fn too_many(
    shown: &str,
    least: usize,
    most: usize,
    count: usize,
    keyword_only: &[Value],
) -> PyError {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let takes = match least == most {
        true => format!("{most} positional argument{}", plural(most)),
        false => format!("from {least} to {most} positional arguments"),
    };
    let named = keyword_only
        .iter()
        .filter(|value| !value.is_unbound())
        .count();
    let given = match named {
        0 => format!("{count} {} given", if count == 1 { "was" } else { "were" }),
        _ => format!(
            "{count} positional argument{} (and {named} keyword-only argument{}) were given",
            plural(count),
            plural(named)
        ),
    };
    fault(shown, format!("takes {takes} but {given}"))
}
