//! Filling sets and dicts: displays, comprehensions, `**kwargs`.

use std::rc::Rc;

use crate::python::object::dict::Found;
use crate::python::object::error::type_error;
use crate::python::object::{Dict, Flow, PyError, PyResult, Set, Value};
use crate::python::operators::look::{full_name, owner};
use crate::python::operators::set_algebra;
use crate::python::operators::special::eagerly;
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `{item, …}`
pub fn build_set(vm: &Rc<Vm>, items: Vec<Value>) -> PyResult<Flow> {
    let set = Value::Set(Rc::new(Set::default()));
    let flow = add_all(vm, &set, items)?;
    then(vm, flow, set)
}

/// `{key: value, …}` from keys and values in turn.
pub fn build_dict(vm: &Rc<Vm>, items: Vec<Value>) -> PyResult<Flow> {
    let dict = Value::Dict(Rc::new(Dict::default()));
    let vm = vm.clone();
    Flow::future(async move {
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            vm.set_item(&dict, &key, value).await?;
        }
        Ok(dict)
    })
}

/// Adds a member to a set.
pub fn set_add(vm: &Rc<Vm>, set: &Value, item: Value) -> PyResult<Flow> {
    if let Value::Set(set) = set
        && let Some(hash) = plain::hash(&item)
    {
        let hash = hash?;
        match set.find(hash, &item) {
            Found::At(_) => return Ok(Flow::Value(Value::None)),
            Found::Missing => {
                set.push(hash, item);
                return Ok(Flow::Value(Value::None));
            }
            Found::Ask(_) => {}
        }
    }
    let (vm, set) = (vm.clone(), set.clone());
    Flow::future(async move { vm.call_method(&set, Symbol::new("add"), vec![item]).await })
}

/// Adds every item of an iterable to a set.
pub fn set_update(vm: &Rc<Vm>, set: &Value, iterable: Value) -> PyResult<Flow> {
    let Value::Set(set) = set else {
        return Ok(Flow::Value(Value::None));
    };
    let (own, set) = (vm.clone(), set.clone());
    eagerly(vm, async move {
        set_algebra::update(&own, &set, &iterable).await?;
        Ok(Value::None)
    })
}

/// Adds every entry of a mapping to a dict. For the keywords of a call of `callable`, a key that is there already is an
/// error; that all keys are strings, the call itself sees to.
pub fn dict_update(
    vm: &Rc<Vm>,
    dict: &Value,
    mapping: Value,
    callable: Option<Value>,
) -> PyResult<Flow> {
    let (vm, dict) = (vm.clone(), dict.clone());
    Flow::future(async move {
        for (key, value) in entries(&vm, &mapping, callable.as_ref()).await? {
            if let (Some(callable), Some(text)) = (&callable, key.as_str())
                && matches!(&dict, Value::Dict(dict) if dict.get_str(text).is_some())
            {
                return Err(type_error(format!(
                    "{} got multiple values for keyword argument '{text}'",
                    callable_name(&vm, callable)
                )));
            }
            vm.set_item(&dict, &key, value).await?;
        }
        Ok(Value::None)
    })
}

async fn entries(
    vm: &Rc<Vm>,
    mapping: &Value,
    callable: Option<&Value>,
) -> PyResult<Vec<(Value, Value)>> {
    if let Value::Dict(dict) = mapping.base() {
        return Ok(dict.entries());
    }
    let Some(keys) = vm.find_attribute(mapping, Symbol::KEYS).await? else {
        let name = vm.type_name(mapping);
        return Err(type_error(match callable {
            Some(callable) => {
                let function = callable_name(vm, callable);
                format!("{function} argument after ** must be a mapping, not {name}")
            }
            None => format!("'{name}' object is not a mapping"),
        }));
    };
    let keys = vm.call(keys, Vec::new()).await?;
    let mut entries = Vec::new();
    for key in vm.collect(&keys).await? {
        let value = vm.subscript(mapping, &key).await?;
        entries.push((key, value));
    }
    Ok(entries)
}

/// As messages about the arguments of a call show what is called: `__main__.f()`.
/// The complaint about what stands behind a `*`: alone in the call of a `callable`, or elsewhere.
pub fn cannot_spread(vm: &Vm, callable: Option<&Value>, value: &Value) -> PyError {
    let what = match callable {
        Some(callable) => format!("{} argument", callable_name(vm, callable)),
        None => "Value".to_owned(),
    };
    let name = vm.type_name(value);
    type_error(format!("{what} after * must be an iterable, not {name}"))
}

fn callable_name(vm: &Vm, callable: &Value) -> String {
    match callable {
        Value::Function(function) => {
            format!("{}.{}()", function.globals.name, function.qualname.get())
        }
        Value::Class(class) => format!("{}()", full_name(class)),
        Value::Native(def) => match owner(&vm.types.object, def) {
            Some(class) => format!("{}.{}()", class.name.get(), def.name),
            None => format!("{}()", def.name),
        },
        Value::Method(method) => callable_name(vm, &method.function),
        other => format!("{} object", vm.type_name(other)),
    }
}

fn add_all(vm: &Rc<Vm>, set: &Value, items: Vec<Value>) -> PyResult<Flow> {
    let mut items = items.into_iter();
    while let Some(item) = items.next() {
        match set_add(vm, set, item)? {
            Flow::Value(_) => {}
            flow => {
                let (vm, set) = (vm.clone(), set.clone());
                return Flow::future(async move {
                    vm.finish(flow).await?;
                    for item in items {
                        let flow = set_add(&vm, &set, item)?;
                        vm.finish(flow).await?;
                    }
                    Ok(Value::None)
                });
            }
        }
    }
    Ok(Flow::Value(Value::None))
}

/// The value, once the flow has ended.
fn then(vm: &Rc<Vm>, flow: Flow, value: Value) -> PyResult<Flow> {
    match flow {
        Flow::Value(_) => Ok(Flow::Value(value)),
        flow => {
            let vm = vm.clone();
            Flow::future(async move {
                vm.finish(flow).await?;
                Ok(value)
            })
        }
    }
}
