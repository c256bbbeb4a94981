//! `mappingproxy`: a mapping that can be looked at and not changed; what `C.__dict__` is.

use std::rc::Rc;

use crate::python::builtins::protocol;
use crate::python::code::CompareOp;
use crate::python::object::error::type_error;
use crate::python::object::function::NativeKind;
use crate::python::object::{Args, Class, Flow, NativeDef, NativeObject, PyResult, Value};
use crate::python::operators::special::{call_now, then};
use crate::python::operators::{self, MATCH_FLAGS, MATCH_MAPPING};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

struct Proxy {
    mapping: Value,
}

impl NativeObject for Proxy {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// What asks the mapping.
macro_rules! asked {
    ($name:literal, $least:literal, $most:literal) => {
        NativeDef::flow_method($name, $least, $most, |vm, args| ask(vm, args, $name))
    };
}

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 2, |vm, args| {
        if operators::is_mapping(vm, &args[1]) {
            return Ok(proxy(vm, args[1].clone()));
        }
        Err(type_error(format!(
            "mappingproxy() argument must be a mapping, not {}",
            vm.type_name(&args[1])
        )))
    })
    .of_kind(NativeKind::Static),
    asked!("__str__", 0, 0),
    asked!("__getitem__", 1, 1),
    asked!("__len__", 0, 0),
    asked!("__iter__", 0, 0),
    asked!("__contains__", 1, 1),
    asked!("__reversed__", 0, 0),
    asked!("__or__", 1, 1),
    asked!("__ror__", 1, 1),
    asked!("get", 1, 2),
    asked!("keys", 0, 0),
    asked!("values", 0, 0),
    asked!("items", 0, 0),
    asked!("copy", 0, 0),
    NativeDef::flow_method("__eq__", 1, 1, |vm, args| {
        operators::compare(vm, CompareOp::Eq, &within(&args[0]), &within(&args[1]))
    }),
    NativeDef::flow_method("__hash__", 0, 0, |vm, args| {
        operators::hash(vm, &within(&args[0]))
    }),
    protocol::CLASS_GETITEM,
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
        then(vm, operators::repr(vm, &within(&args[0]))?, |_, text| {
            let text = text.as_str().unwrap_or_default();
            Ok(Value::string(format!("mappingproxy({text})")))
        })
    }),
];

/// A proxy of a mapping.
pub fn proxy(vm: &Vm, mapping: Value) -> Value {
    Value::native(&class(vm), Proxy { mapping })
}

fn class(vm: &Vm) -> Rc<Class> {
    let class = vm.types.named("mappingproxy", "builtins", METHODS);
    if class.own(Symbol::new(MATCH_FLAGS)).is_none() {
        class.set(Symbol::new(MATCH_FLAGS), Value::Int(MATCH_MAPPING));
    }
    class
}

/// The mapping of a proxy, any other value itself.
fn within(value: &Value) -> Value {
    match value.downcast::<Proxy>() {
        Some(proxy) => proxy.mapping.clone(),
        None => value.clone(),
    }
}

fn ask(vm: &Rc<Vm>, mut args: Args<'_>, name: &str) -> PyResult<Flow> {
    let mapping = within(&args[0]);
    let name = Symbol::new(name);
    let Some(method) = vm.class_of(&mapping).lookup(name) else {
        return Err(operators::missing(vm, &mapping, name));
    };
    let given: Vec<Value> = args.take_all().iter().map(within).collect();
    call_now(vm, method, given)
}
