//! `property`, `classmethod` and `staticmethod`.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::builtins::protocol::instance_of;
use crate::python::object::error::{attribute_error, type_error};
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{BoundMethod, Descriptor, Flow, NativeDef, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::operators::special::call_named;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const PROPERTY_PARAMETERS: NamedParameters = NamedParameters {
    names: &["", "fget", "fset", "fdel", "doc"],
    positional_only: 1,
    positional: 5,
    required: 1,
};

const PROPERTY: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 5, |vm, mut args| {
        let mut part = |at| match args.take(at) {
            Value::Unbound => Value::None,
            part => part,
        };
        let made = property(part(1), part(2), part(3), part(4), Symbol::EMPTY);
        instance_of(vm, &args[0], &vm.types.property, made)
    })
    .named(&PROPERTY_PARAMETERS)
    .of_kind(NativeKind::Static),
    NativeDef::method("getter", 1, 1, |_, mut args| {
        let parts = parts(&args[0])?;
        let (set, delete) = (parts.set.clone(), parts.delete.clone());
        Ok(property(args.take(1), set, delete, parts.doc, parts.name))
    }),
    NativeDef::method("setter", 1, 1, |_, mut args| {
        let parts = parts(&args[0])?;
        Ok(property(
            parts.get,
            args.take(1),
            parts.delete,
            parts.doc,
            parts.name,
        ))
    }),
    NativeDef::method("deleter", 1, 1, |_, mut args| {
        let parts = parts(&args[0])?;
        Ok(property(
            parts.get,
            parts.set,
            args.take(1),
            parts.doc,
            parts.name,
        ))
    }),
    NativeDef::getter("fget", |_, args| Ok(parts(&args[0])?.get)),
    NativeDef::getter("fset", |_, args| Ok(parts(&args[0])?.set)),
    NativeDef::getter("fdel", |_, args| Ok(parts(&args[0])?.delete)),
    NativeDef::flow_getter("__doc__", |vm, args| {
        let parts = parts(&args[0])?;
        match (&parts.doc, &parts.get) {
            (Value::None, get) if !get.is_none() => operators::get_attribute(vm, get, Symbol::DOC),
            _ => Ok(parts.doc.into()),
        }
    }),
    NativeDef::flow_getter("__name__", |vm, args| {
        let parts = parts(&args[0])?;
        match parts.name {
            Symbol::EMPTY => operators::get_attribute(vm, &parts.get, Symbol::NAME),
            name => Ok(Value::str(&name.text()).into()),
        }
    }),
    NativeDef::flow_getter("__isabstractmethod__", |vm, args| {
        let parts = parts(&args[0])?;
        let marked = [parts.get, parts.set, parts.delete];
        Ok(Value::Bool(marked.iter().any(|part| is_abstract(vm, part))).into())
    }),
    NativeDef::flow_method("__get__", 1, 2, |vm, mut args| {
        let (property, object) = (args.take(0), args.take(1));
        if object.is_none() {
            return Ok(property.into());
        }
        operators::bind(vm, property.base().clone(), &object)
    }),
    NativeDef::flow_method("__delete__", 1, 1, |vm, mut args| {
        let delete = parts(&args[0])?.delete;
        if delete.is_none() {
            return Err(attribute_error("property has no deleter"));
        }
        call_named(vm, delete, vec![args.take(1)], &[])
    }),
    NativeDef::flow_method("__set__", 2, 2, |vm, mut args| {
        let set = parts(&args[0])?.set;
        if set.is_none() {
            return Err(attribute_error("property has no setter"));
        }
        call_named(vm, set, vec![args.take(1), args.take(2)], &[])
    }),
];

const CLASSMETHOD: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 2, |vm, mut args| {
        let made = Value::Descriptor(Rc::new(Descriptor::ClassMethod(args.take(1))));
        instance_of(vm, &args[0], &vm.types.classmethod, made)
    })
    .of_kind(NativeKind::Static),
    NativeDef::method("__get__", 1, 2, |vm, mut args| {
        let function = wrapped(&args[0])?;
        let object = match args.take(2) {
            Value::Unbound | Value::None => Value::Class(vm.class_of(&args[1])),
            class => class,
        };
        Ok(Value::Method(Rc::new(BoundMethod { function, object })))
    }),
];

const STATICMETHOD: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 2, |vm, mut args| {
        let made = Value::Descriptor(Rc::new(Descriptor::StaticMethod(args.take(1))));
        instance_of(vm, &args[0], &vm.types.staticmethod, made)
    })
    .of_kind(NativeKind::Static),
    NativeDef::method("__get__", 1, 2, |_, args| wrapped(&args[0])),
    NativeDef::flow_method("__call__", 0, 0, |vm, mut args| {
        let function = wrapped(&args[0])?;
        let keywords = args.keywords.to_vec();
        let values = args.take_all().split_off(1);
        call_named(vm, function, values, &keywords)
    })
    .with(Signature::Any),
];

const WRAPPER: &[NativeDef] = &[
    NativeDef::getter("__func__", |_, args| wrapped(&args[0])),
    NativeDef::getter("__wrapped__", |_, args| wrapped(&args[0])),
    NativeDef::flow_getter("__isabstractmethod__", |vm, args| {
        Ok(Value::Bool(is_abstract(vm, &wrapped(&args[0])?)).into())
    }),
];

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(&types.property, PROPERTY);
    add_methods(&types.classmethod, CLASSMETHOD);
    add_methods(&types.staticmethod, STATICMETHOD);
    add_methods(&types.classmethod, WRAPPER);
    add_methods(&types.staticmethod, WRAPPER);
}

/// Whether a function, or what a descriptor holds, is marked by `abc.abstractmethod`.
pub fn is_abstract(vm: &Rc<Vm>, value: &Value) -> bool {
    match operators::find(vm, value, Symbol::IS_ABSTRACT) {
        Ok(Some(Flow::Value(marked))) => matches!(marked, Value::Bool(true)),
        _ => false,
    }
}

struct Parts {
    get: Value,
    set: Value,
    delete: Value,
    doc: Value,
    name: Symbol,
}

fn property(get: Value, set: Value, delete: Value, doc: Value, name: Symbol) -> Value {
    Value::Descriptor(Rc::new(Descriptor::Property {
        get,
        set,
        delete,
        doc,
        name: Cell::new(name),
    }))
}

fn parts(value: &Value) -> PyResult<Parts> {
    if let Value::Descriptor(descriptor) = value.base()
        && let Descriptor::Property {
            get,
            set,
            delete,
            doc,
            name,
        } = &**descriptor
    {
        return Ok(Parts {
            get: get.clone(),
            set: set.clone(),
            delete: delete.clone(),
            doc: doc.clone(),
            name: name.get(),
        });
    }
    Err(wrong_receiver("property"))
}

fn wrapped(value: &Value) -> PyResult {
    match value.base() {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => {
                Ok(function.clone())
            }
            _ => Err(wrong_receiver("staticmethod")),
        },
        _ => Err(wrong_receiver("staticmethod")),
    }
}

fn wrong_receiver(type_name: &str) -> PyError {
    type_error(format!(
        "descriptor of '{type_name}' requires a '{type_name}' object"
    ))
}
