//! What the instructions of a `match` statement ask.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::{Class, Dict, ExceptionKind, Flow, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::operators::special::call_special;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// Built-in types whose values a single positional pattern matches as a whole.
const MATCH_SELF: &[&str] = &[
    "bool",
    "bytearray",
    "bytes",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "set",
    "str",
    "tuple",
];

/// Where classes outside the built-in ones say that they are sequences or mappings, as those of `collections.abc` do.
pub const MATCH_FLAGS: &str = "__abc_tpflags__";
pub const MATCH_SEQUENCE: i64 = 1 << 5;
pub const MATCH_MAPPING: i64 = 1 << 6;

/// Whether `[…]` can match it: a sequence, but no text and no bytes.
pub fn is_sequence(vm: &Vm, value: &Value) -> bool {
    match value.base() {
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
        Value::Instance(_) => is_marked(vm, value, MATCH_SEQUENCE),
        _ => false,
    }
}

/// Whether `{…}` can match it.
pub fn is_mapping(vm: &Vm, value: &Value) -> bool {
    match value.base() {
        Value::Dict(_) => true,
        Value::Instance(_) => is_marked(vm, value, MATCH_MAPPING),
        _ => false,
    }
}

fn is_marked(vm: &Vm, value: &Value, mark: i64) -> bool {
    let flags = Symbol::known(MATCH_FLAGS).and_then(|name| vm.class_of(value).lookup(name));
    flags.and_then(|flags| flags.as_i64()) == Some(mark)
}

/// A tuple of the values of all keys (a tuple), or None where one is missing.
pub fn match_keys(vm: &Rc<Vm>, subject: &Value, keys: &Value) -> PyResult<Flow> {
    let keys = operators::items_now(keys).unwrap_or_default();
    let (vm, subject) = (vm.clone(), subject.clone());
    Flow::future(async move {
        let mut values = Vec::with_capacity(keys.len());
        let plain_dict = matches!(&subject, Value::Dict(_));
        for (at, key) in keys.iter().enumerate() {
            for earlier in &keys[..at] {
                if vm.equal(earlier, key).await? {
                    let shown = vm.repr(key).await?;
                    return Err(PyError::new(
                        ExceptionKind::ValueError,
                        format!("mapping pattern checks duplicate key ({})", shown.as_str()),
                    ));
                }
            }
            // `get` is asked and not `[]`, so that a default dict does not grow.
            let found = if plain_dict {
                match vm.contains(&subject, key).await? {
                    true => vm.subscript(&subject, key).await?,
                    false => return Ok(Value::None),
                }
            } else {
                let missing = Value::list(Vec::new());
                let args = vec![key.clone(), missing.clone()];
                let found = vm.call_method(&subject, Symbol::GET_METHOD, args).await?;
                if found.is(&missing) {
                    return Ok(Value::None);
                }
                found
            };
            values.push(found);
        }
        Ok(Value::tuple(values))
    })
}

/// A dict of what the keys (a tuple) leave of the subject.
pub fn match_rest(vm: &Rc<Vm>, subject: &Value, keys: &Value) -> PyResult<Flow> {
    let keys = operators::items_now(keys).unwrap_or_default();
    let (vm, subject) = (vm.clone(), subject.clone());
    Flow::future(async move {
        let rest = Value::Dict(Rc::<Dict>::default());
        vm.finish(operators::dict_update(&vm, &rest, subject, None)?)
            .await?;
        for key in &keys {
            vm.delete_item(&rest, key).await?;
        }
        Ok(rest)
    })
}

/// A tuple of `positional` attributes after `__match_args__` and those of `names` (a tuple), or None where it does not match.
pub fn match_class(
    vm: &Rc<Vm>,
    subject: &Value,
    class: &Value,
    positional: usize,
    names: &Value,
) -> PyResult<Flow> {
    let Value::Class(class) = class else {
        return Err(type_error("called match pattern must be a class"));
    };
    let names: Vec<Symbol> = operators::items_now(names)
        .unwrap_or_default()
        .iter()
        .filter_map(|name| name.as_str().map(Symbol::new))
        .collect();
    let is_plain = class.metaclass.is_none();
    if is_plain && !vm.class_of(subject).is_subclass_of(class) {
        return Ok(Value::None.into());
    }
    if is_plain && positional == 0 && names.is_empty() {
        return Ok(Value::tuple(Vec::new()).into());
    }
    let (vm, subject, class) = (vm.clone(), subject.clone(), class.clone());
    Flow::future(async move {
        if !is_plain && !is_instance(&vm, &subject, &class).await? {
            return Ok(Value::None);
        }
        let mut values = Vec::with_capacity(positional + names.len());
        let mut given = Vec::with_capacity(positional + names.len());
        match own_match_args(&vm, &class).await? {
            Some(listed) => {
                if positional > listed.len() {
                    return Err(too_many(&class, listed.len(), positional));
                }
                given.extend(listed.into_iter().take(positional));
            }
            None if matches_itself(&class) => {
                if positional > 1 {
                    return Err(too_many(&class, 1, positional));
                }
                values.extend((positional == 1).then(|| subject.clone()));
            }
            None if positional > 0 => return Err(too_many(&class, 0, positional)),
            None => {}
        }
        given.extend(names);
        let mut attributes = Vec::with_capacity(given.len());
        for name in given {
            if attributes.contains(&name) {
                return Err(type_error(format!(
                    "{}() got multiple sub-patterns for attribute '{name}'",
                    class.name.get()
                )));
            }
            attributes.push(name);
        }
        for name in attributes {
            match vm.find_attribute(&subject, name).await? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    })
}

async fn is_instance(vm: &Rc<Vm>, subject: &Value, class: &Rc<Class>) -> PyResult<bool> {
    if vm.class_of(subject).is_subclass_of(class) {
        return Ok(true);
    }
    let args = std::slice::from_ref(subject);
    match call_special(
        vm,
        &Value::Class(class.clone()),
        Symbol::INSTANCECHECK,
        args,
    )? {
        Some(flow) => {
            let answer = vm.finish(flow).await?;
            vm.truth(&answer).await
        }
        None => Ok(false),
    }
}

async fn own_match_args(vm: &Rc<Vm>, class: &Rc<Class>) -> PyResult<Option<Vec<Symbol>>> {
    let value = Value::Class(class.clone());
    let Some(listed) = vm.find_attribute(&value, Symbol::MATCH_ARGS).await? else {
        return Ok(None);
    };
    let Value::Tuple(items) = listed.base() else {
        return Err(type_error(format!(
            "{}.__match_args__ must be a tuple (got {})",
            class.name.get(),
            vm.type_name(&listed)
        )));
    };
    let mut names = Vec::with_capacity(items.len());
    for item in items.iter() {
        match item.as_str() {
            Some(name) => names.push(Symbol::new(name)),
            None => {
                return Err(type_error(format!(
                    "__match_args__ elements must be strings (got {})",
                    vm.type_name(item)
                )));
            }
        }
    }
    Ok(Some(names))
}

fn matches_itself(class: &Rc<Class>) -> bool {
    let base = class.solid_base();
    base.is_some_and(|base| MATCH_SELF.contains(&&*base.name.get().text()))
}

fn too_many(class: &Class, allowed: usize, given: usize) -> PyError {
    let plural = if allowed == 1 { "" } else { "s" };
    type_error(format!(
        "{}() accepts {allowed} positional sub-pattern{plural} ({given} given)",
        class.name.get()
    ))
}
