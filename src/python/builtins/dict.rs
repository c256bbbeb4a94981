//! `dict`

use std::rc::Rc;

use crate::python::builtins::protocol::{
    self, instance_of, is_exactly, then_value, wrong_receiver,
};
use crate::python::builtins::views;
use crate::python::object::error::{key_error, type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::iter::{DictItems, IterSource};
use crate::python::object::{Args, Dict, Flow, Iter, NativeDef, PyResult, Value};
use crate::python::operators;
use crate::python::operators::lookup::at_place;
use crate::python::operators::special::then;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.dict, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, args| {
        let dict = Rc::<Dict>::default();
        if !is_exactly(&args[0], &vm.types.dict) {
            return instance_of(vm, &args[0], &vm.types.dict, Value::Dict(dict)).map(Flow::Value);
        }
        let flow = update(vm, &dict, &args, "dict")?;
        then_value(vm, flow, Value::Dict(dict))
    }),
    NativeDef::flow_method("__init__", 0, 1, |vm, args| {
        update(vm, &this(vm, &args)?, &args, "dict")
    })
    .with(Signature::Any),
    NativeDef::flow_method("update", 0, 1, |vm, args| {
        update(vm, &this(vm, &args)?, &args, "update")
    })
    .with(Signature::Any),
    NativeDef::flow_method("get", 1, 2, |vm, mut args| {
        let (key, default) = (args.take(1), args.take(2));
        at_place(vm, &this(vm, &args)?, key, |_, place| {
            let found = place.slot.and_then(|slot| place.table.value_at(slot));
            Ok(found.unwrap_or_else(|| or_none(default)).into())
        })
    }),
    NativeDef::flow_method("setdefault", 1, 2, |vm, mut args| {
        let (key, default) = (args.take(1), or_none(args.take(2)));
        at_place(vm, &this(vm, &args)?, key, |_, place| {
            if let Some(value) = place.slot.and_then(|slot| place.table.value_at(slot)) {
                return Ok(value.into());
            }
            place.table.push(place.hash, place.key, default.clone());
            Ok(default.into())
        })
    }),
    NativeDef::flow_method("pop", 1, 2, |vm, mut args| {
        let (key, default) = (args.take(1), args.take(2));
        at_place(vm, &this(vm, &args)?, key, |_, place| match place.slot {
            Some(slot) => Ok(place.table.remove_at(slot).1.into()),
            None if default.is_unbound() => Err(key_error(place.key)),
            None => Ok(default.into()),
        })
    }),
    NativeDef::method("popitem", 0, 0, |vm, args| {
        let dict = this(vm, &args)?;
        match dict.entry_before(dict.slots()) {
            Some((slot, key, value)) => {
                dict.remove_at(slot);
                Ok(Value::tuple(vec![key, value]))
            }
            None => Err(key_error(Value::str("popitem(): dictionary is empty"))),
        }
    }),
    NativeDef::method("clear", 0, 0, |vm, args| {
        this(vm, &args)?.clear();
        Ok(Value::None)
    }),
    NativeDef::method("copy", 0, 0, |vm, args| {
        Ok(Value::Dict(Rc::new(this(vm, &args)?.copy())))
    }),
    NativeDef::method("keys", 0, 0, |vm, args| {
        Ok(views::view(vm, this(vm, &args)?, DictItems::Keys))
    }),
    NativeDef::method("values", 0, 0, |vm, args| {
        Ok(views::view(vm, this(vm, &args)?, DictItems::Values))
    }),
    NativeDef::method("items", 0, 0, |vm, args| {
        Ok(views::view(vm, this(vm, &args)?, DictItems::Items))
    }),
    NativeDef::flow_method("fromkeys", 1, 2, |vm, mut args| {
        let (class, value) = (args.take(0), or_none(args.take(2)));
        let exact = is_exactly(&class, &vm.types.dict);
        operators::with_items(vm, &args[1], move |vm, keys| {
            let vm = vm.clone();
            if exact {
                let dict = Rc::new(Dict::default());
                return set_entries(
                    &vm,
                    dict,
                    keys.into_iter().map(move |key| (key, value.clone())),
                );
            }
            Flow::future(async move {
                let dict = vm.call(class, Vec::new()).await?;
                for key in keys {
                    vm.set_item(&dict, &key, value.clone()).await?;
                }
                Ok(dict)
            })
        })
    })
    .of_kind(NativeKind::ClassMethod),
    NativeDef::method("__reversed__", 0, 0, |vm, args| {
        let dict = this(vm, &args)?;
        let length = dict.len();
        Ok(Iter::new(IterSource::DictReversed {
            dict,
            items: DictItems::Keys,
            length,
        }))
    }),
    NativeDef::flow_method("__or__", 1, 1, |vm, args| merged(vm, &args[0], &args[1])),
    NativeDef::flow_method("__ror__", 1, 1, |vm, args| merged(vm, &args[1], &args[0])),
    NativeDef::flow_method("__ior__", 1, 1, |vm, mut args| {
        let dict = this(vm, &args)?;
        let (this, other) = (args.take(0), args.take(1));
        let flow = update_from(vm, &dict, other)?;
        then_value(vm, flow, this)
    }),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::GETITEM,
    protocol::SETITEM,
    protocol::DELITEM,
    protocol::CLASS_GETITEM,
];

/// Sets entries one after the other; the value is the dict.
pub fn set_entries(
    vm: &Rc<Vm>,
    dict: Rc<Dict>,
    entries: impl Iterator<Item = (Value, Value)> + 'static,
) -> PyResult<Flow> {
    let mut entries: Box<dyn Iterator<Item = (Value, Value)>> = Box::new(entries);
    while let Some((key, value)) = entries.next() {
        match operators::set_dict_item(vm, &dict, key, value)? {
            Flow::Value(_) => {}
            flow => {
                let vm = vm.clone();
                return Flow::future(async move {
                    vm.finish(flow).await?;
                    for (key, value) in entries {
                        let flow = operators::set_dict_item(&vm, &dict, key, value)?;
                        vm.finish(flow).await?;
                    }
                    Ok(Value::Dict(dict))
                });
            }
        }
    }
    Ok(Value::Dict(dict).into())
}

/// `dict.update(other)`: from a mapping or from pairs.
pub fn update_from(vm: &Rc<Vm>, dict: &Rc<Dict>, other: Value) -> PyResult<Flow> {
    if let Value::Dict(source) = other.base()
        && !matches!(&other, Value::Instance(instance)
            if operators::special::is_overridden(&instance.class_ref(), Symbol::ITER))
    {
        return copy_entries(vm, dict, source);
    }
    let (vm, dict) = (vm.clone(), dict.clone());
    Flow::future(async move {
        let keys = match &other {
            Value::Instance(_) => vm.find_attribute(&other, Symbol::KEYS).await?,
            _ => None,
        };
        if let Some(keys) = keys {
            let keys = vm.call(keys, Vec::new()).await?;
            for key in vm.collect(&keys).await? {
                let value = vm.subscript(&other, &key).await?;
                let flow = operators::set_dict_item(&vm, &dict, key, value)?;
                vm.finish(flow).await?;
            }
            return Ok(Value::None);
        }
        let iterator = vm.iter(&other).await?;
        let mut at = 0;
        while let Some(pair) = vm.next(&iterator).await? {
            if !operators::is_iterable(&vm, &pair) {
                return Err(type_error(format!(
                    "cannot convert dictionary update sequence element #{at} to a sequence"
                )));
            }
            let pair = vm.collect(&pair).await?;
            let length = pair.len();
            let Ok([key, value]) = <[Value; 2]>::try_from(pair) else {
                return Err(value_error(format!(
                    "dictionary update sequence element #{at} has length {length}; 2 is required"
                )));
            };
            let flow = operators::set_dict_item(&vm, &dict, key, value)?;
            vm.finish(flow).await?;
            at += 1;
        }
        Ok(Value::None)
    })
}

fn copy_entries(vm: &Rc<Vm>, dict: &Rc<Dict>, source: &Rc<Dict>) -> PyResult<Flow> {
    if dict.is_empty() {
        for slot in 0..source.slots() {
            if let Some((key, value)) = source.get_at(slot) {
                dict.push(source.hash_at(slot), key, value);
            }
        }
        return Ok(Value::None.into());
    }
    let flow = set_entries(vm, dict.clone(), source.entries().into_iter())?;
    then_value(vm, flow, Value::None)
}

fn update(vm: &Rc<Vm>, dict: &Rc<Dict>, args: &Args<'_>, name: &str) -> PyResult<Flow> {
    let positional = args.positional();
    if positional.len() > 2 {
        let count = positional.len() - 1;
        return Err(type_error(format!(
            "{name} expected at most 1 argument, got {count}"
        )));
    }
    let named: Vec<(Symbol, Value)> = args
        .named()
        .map(|(name, value)| (name, value.clone()))
        .collect();
    let flow = match positional.get(1) {
        Some(other) => update_from(vm, dict, other.clone())?,
        None => Value::None.into(),
    };
    // Names are texts: setting them runs no Python code.
    let finish = move |dict: &Dict| {
        for (name, value) in named {
            drop(dict.set_str(&name.text(), value));
        }
    };
    let dict = dict.clone();
    then(vm, flow, move |_, _| {
        finish(&dict);
        Ok(Value::None)
    })
}

fn merged(vm: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<Flow> {
    let (Value::Dict(left), Value::Dict(right)) = (a.base(), b.base()) else {
        return Ok(Value::NotImplemented.into());
    };
    let dict = Rc::new(left.copy());
    let flow = copy_entries(vm, &dict, right)?;
    then_value(vm, flow, Value::Dict(dict))
}

fn or_none(value: Value) -> Value {
    if value.is_unbound() {
        Value::None
    } else {
        value
    }
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<Rc<Dict>> {
    match args[0].base() {
        Value::Dict(dict) => Ok(dict.clone()),
        other => Err(wrong_receiver(vm, other)),
    }
}
