//! `dict.keys()`, `values()` and `items()`: live views of a dict.

use std::rc::Rc;

use crate::python::builtins::protocol::wrong_receiver;
use crate::python::builtins::set;
use crate::python::object::iter::{DictItems, IterSource};
use crate::python::object::{
    Args, Class, Dict, Flow, Iter, NativeDef, NativeObject, PyResult, Value,
};
use crate::python::operators;
use crate::python::operators::lookup::at_place;
use crate::python::operators::special::then;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

/// A view: the dict, and what of its entries is seen.
pub struct View {
    pub dict: Rc<Dict>,
    pub items: DictItems,
}

impl NativeObject for View {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl View {
    /// What is seen now, in order.
    pub fn values(&self) -> Vec<Value> {
        self.dict
            .entries()
            .into_iter()
            .map(|(key, value)| self.items.pick(key, value))
            .collect()
    }

    /// Whether it behaves as a set: all but the values do.
    pub fn is_set(&self) -> bool {
        self.items != DictItems::Values
    }
}

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    for class in [&types.dict_keys, &types.dict_values, &types.dict_items] {
        add_methods(class, METHODS);
    }
    for class in [&types.dict_keys, &types.dict_items] {
        add_methods(class, set::SHARED_METHODS);
    }
}

pub fn view(vm: &Vm, dict: Rc<Dict>, items: DictItems) -> Value {
    Value::native(class_of(vm, items), View { dict, items })
}

fn class_of(vm: &Vm, items: DictItems) -> &Rc<Class> {
    match items {
        DictItems::Keys => &vm.types.dict_keys,
        DictItems::Values => &vm.types.dict_values,
        DictItems::Items => &vm.types.dict_items,
    }
}

const METHODS: &[NativeDef] = &[
    NativeDef::method("__len__", 0, 0, |vm, args| {
        Ok(Value::from(this(vm, &args)?.dict.len()))
    }),
    NativeDef::method("__iter__", 0, 0, |vm, args| {
        let View { dict, items } = this(vm, &args)?;
        Ok(Iter::new(IterSource::Dict {
            dict: dict.clone(),
            items: *items,
            length: dict.len(),
        }))
    }),
    NativeDef::method("__reversed__", 0, 0, |vm, args| {
        let View { dict, items } = this(vm, &args)?;
        Ok(Iter::new(IterSource::DictReversed {
            dict: dict.clone(),
            items: *items,
            length: dict.len(),
        }))
    }),
    NativeDef::flow_method("__contains__", 1, 1, |vm, args| {
        let View { dict, items } = this(vm, &args)?;
        match items {
            DictItems::Keys => operators::contains(vm, &Value::Dict(dict.clone()), &args[1]),
            DictItems::Values => {
                let values = Value::list(dict.entries().into_iter().map(|entry| entry.1).collect());
                operators::contains(vm, &values, &args[1])
            }
            DictItems::Items => contains_item(vm, dict, &args[1]),
        }
    }),
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
        let view = this(vm, &args)?;
        let name = vm.type_name(&args[0]);
        let list = Value::list(view.values());
        let flow = operators::repr(vm, &list)?;
        then(vm, flow, move |_, text| {
            let text = text.as_str().unwrap_or_default();
            Ok(Value::string(format!("{name}({text})")))
        })
    }),
    NativeDef::getter("mapping", |vm, args| {
        Ok(Value::Dict(this(vm, &args)?.dict.clone()))
    }),
];

fn contains_item(vm: &Rc<Vm>, dict: &Rc<Dict>, item: &Value) -> PyResult<Flow> {
    let Value::Tuple(pair) = item.base() else {
        return Ok(Value::Bool(false).into());
    };
    let [key, value] = &pair[..] else {
        return Ok(Value::Bool(false).into());
    };
    let value = value.clone();
    at_place(vm, dict, key.clone(), |vm, place| {
        let Some(found) = place.slot.and_then(|slot| place.table.value_at(slot)) else {
            return Ok(Value::Bool(false).into());
        };
        if let Some(equal) = crate::python::plain::equal(&found, &value) {
            return Ok(Value::Bool(equal || found.is(&value)).into());
        }
        let vm = vm.clone();
        Flow::future(async move { Ok(Value::Bool(vm.equal(&found, &value).await?)) })
    })
}

fn this<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<&'a View> {
    args[0]
        .downcast::<View>()
        .ok_or_else(|| wrong_receiver(vm, &args[0]))
}
