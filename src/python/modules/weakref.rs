//! `_weakref`: the reference itself; what is built on it is Python of ours.

use std::rc::Rc;

use crate::python::code::CompareOp;
use crate::python::modules::native;
use crate::python::object::error::type_error;
use crate::python::object::function::NativeKind;
use crate::python::object::weak::{self, Reference};
use crate::python::object::{Args, Flow, Instance, Module, NativeDef, PyResult, Value};
use crate::python::operators;
use crate::python::operators::special::then;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 250, make_reference).of_kind(NativeKind::Static),
    NativeDef::method("__init__", 0, 250, |_, _| Ok(Value::None)),
    NativeDef::method("__call__", 0, 0, |_, args| {
        Ok(this(&args[0])?.get().unwrap_or(Value::None))
    }),
    NativeDef::getter("__callback__", |_, args| {
        Ok(this(&args[0])?.callback.borrow().clone())
    }),
    NativeDef::flow_method("__hash__", 0, 0, hash),
    NativeDef::flow_method("__eq__", 1, 1, |vm, args| {
        let Some(other) = args[1].downcast::<Reference>() else {
            return Ok(Value::NotImplemented.into());
        };
        match (this(&args[0])?.get(), other.get()) {
            (Some(a), Some(b)) => operators::compare(vm, CompareOp::Eq, &a, &b),
            _ => Ok(Value::Bool(args[0].is(&args[1])).into()),
        }
    }),
    NativeDef::method("__repr__", 0, 0, |vm, args| {
        let place = |value: &Value| value.address().unwrap_or(0);
        let own = place(&args[0]);
        Ok(Value::string(match this(&args[0])?.get() {
            Some(object) => {
                let (name, at) = (vm.type_name(&object), place(&object));
                format!("<weakref at {own:#x}; to '{name}' at {at:#x}>")
            }
            None => format!("<weakref at {own:#x}; dead>"),
        }))
    }),
];

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("getweakrefcount", 1, 1, |_, args| {
        Ok(references(&args[0]).len().into())
    }),
    NativeDef::function("getweakrefs", 1, 1, |_, args| {
        let found = references(&args[0]).into_iter();
        Ok(Value::list(found.map(Value::Instance).collect()))
    }),
];

pub fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_weakref", FUNCTIONS);
    native::add_class(vm, &module, "ReferenceType", "weakref", METHODS);
    module
}

fn this(object: &Value) -> PyResult<&Reference> {
    object
        .downcast()
        .ok_or_else(|| type_error("a weak reference is expected"))
}

fn references(object: &Value) -> Vec<Rc<Instance>> {
    match object {
        Value::Instance(instance) => weak::references(instance),
        _ => Vec::new(),
    }
}

/// Whether instances of its class can be referred to weakly.
fn can_be_watched(instance: &Rc<Instance>) -> bool {
    let class = instance.class_ref();
    if class.is_heap {
        return class.has_dict() || class.has_slot(Symbol::new("__weakref__"));
    }
    instance.exception().is_none()
        && instance.downcast::<Reference>().is_none()
        && class.name.get() != Symbol::OBJECT
}

/// `ref(object, callback)`
fn make_reference(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let callback = match args.optional(2) {
        Some(callback) => callback.clone(),
        None => Value::None,
    };
    let object = args.take(1);
    let Value::Class(class) = args.take(0) else {
        return Err(type_error("ref.__new__(X): X is not a type object"));
    };
    let refused = matches!(&object, Value::Instance(instance) if !can_be_watched(instance));
    let known = references(&object).into_iter().find(|known| {
        let reference = known.downcast::<Reference>();
        let silent = reference.is_some_and(|known| known.callback.borrow().is_none());
        silent && Rc::ptr_eq(&known.class_ref(), &class)
    });
    if let Some(known) = known
        && callback.is_none()
        && !class.is_heap
    {
        return Ok(Value::Instance(known));
    }
    let reference = Reference::to(&object, callback).filter(|_| !refused);
    let Some(reference) = reference else {
        let name = vm.type_name(&object);
        let message = format!("cannot create weak reference to '{name}' object");
        return Err(type_error(message));
    };
    let reference = Instance::native(&class, reference);
    if let Value::Instance(target) = &object {
        weak::watch(target, &reference);
    }
    Ok(Value::Instance(reference))
}

fn hash(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let reference = this(&args[0])?;
    if let Some(hash) = reference.hash.get() {
        return Ok(Value::Int(hash).into());
    }
    let Some(object) = reference.get() else {
        return Err(type_error("weak object has gone away"));
    };
    let flow = operators::hash(vm, &object)?;
    let keeper = args[0].clone();
    then(vm, flow, move |_, hash| {
        this(&keeper)?.hash.set(hash.as_i64());
        Ok(hash)
    })
}
