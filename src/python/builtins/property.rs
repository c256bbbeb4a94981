//! `property`, `classmethod` and `staticmethod`.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::builtins::protocol::{instance_of, is_exactly};
use crate::python::object::error::type_error;
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{
    Args, BoundMethod, Class, Descriptor, Flow, NativeDef, PyError, PyResult, Value,
};
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
        let parts = Parts {
            get: given(&mut args, 1),
            set: given(&mut args, 2),
            delete: given(&mut args, 3),
            doc: given(&mut args, 4),
            name: Symbol::EMPTY,
        };
        instance_of(vm, &args[0], &vm.types.property, property(parts))
    })
    .named(&PROPERTY_PARAMETERS)
    .of_kind(NativeKind::Static),
    NativeDef::method("__init__", 0, 4, |_, mut args| {
        if let Value::Descriptor(descriptor) = args[0].clone().base()
            && let Descriptor::Property {
                get,
                set,
                delete,
                doc,
                ..
            } = &**descriptor
        {
            for (at, part) in [get, set, delete, doc].into_iter().enumerate() {
                part.set(given(&mut args, at + 1));
            }
        }
        Ok(Value::None)
    })
    .named(&PROPERTY_PARAMETERS),
    NativeDef::flow_method("getter", 1, 1, |vm, mut args| {
        let parts = parts(&args[0])?;
        let get = args.take(1);
        changed(vm, &args[0], Parts { get, ..parts })
    }),
    NativeDef::flow_method("setter", 1, 1, |vm, mut args| {
        let parts = parts(&args[0])?;
        let set = args.take(1);
        changed(vm, &args[0], Parts { set, ..parts })
    }),
    NativeDef::flow_method("deleter", 1, 1, |vm, mut args| {
        let parts = parts(&args[0])?;
        let delete = args.take(1);
        changed(vm, &args[0], Parts { delete, ..parts })
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
    NativeDef::setter("__doc__=", |_, mut args| {
        if let Value::Descriptor(descriptor) = args[0].clone().base()
            && let Descriptor::Property { doc, .. } = &**descriptor
        {
            doc.set(given(&mut args, 1));
        }
        Ok(Value::None)
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
    NativeDef::flow_method("__delete__", 1, 1, |vm, args| change(vm, &args, None)),
    NativeDef::flow_method("__set__", 2, 2, |vm, mut args| {
        let value = args.take(2);
        change(vm, &args, Some(value))
    }),
];

const CLASSMETHOD: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, |vm, mut args| {
        let function = wrapped_argument(&mut args, &vm.types.classmethod)?;
        let made = Descriptor::ClassMethod(function.into());
        let made = Value::Descriptor(Rc::new(made));
        instance_of(vm, &args[0], &vm.types.classmethod, made)
    })
    .of_kind(NativeKind::Static),
    WRAP,
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
    NativeDef::function("__new__", 1, 2, |vm, mut args| {
        let function = wrapped_argument(&mut args, &vm.types.staticmethod)?;
        let made = Descriptor::StaticMethod(function.into());
        let made = Value::Descriptor(Rc::new(made));
        instance_of(vm, &args[0], &vm.types.staticmethod, made)
    })
    .of_kind(NativeKind::Static),
    WRAP,
    NativeDef::method("__get__", 1, 2, |_, args| wrapped(&args[0])),
    NativeDef::flow_method("__call__", 0, 0, |vm, mut args| {
        let function = wrapped(&args[0])?;
        let keywords = args.keywords.to_vec();
        let values = args.take_all().split_off(1);
        call_named(vm, function, values, &keywords)
    })
    .with(Signature::Any),
];

/// `__init__` of `classmethod` and `staticmethod`.
const WRAP: NativeDef = NativeDef::method("__init__", 1, 1, |_, mut args| {
    let function = args.take(1);
    if let Value::Descriptor(descriptor) = args[0].base()
        && let Descriptor::ClassMethod(held) | Descriptor::StaticMethod(held) = &**descriptor
    {
        held.set(function);
    }
    Ok(Value::None)
});

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

fn property(parts: Parts) -> Value {
    Value::Descriptor(Rc::new(Descriptor::Property {
        get: parts.get.into(),
        set: parts.set.into(),
        delete: parts.delete.into(),
        doc: parts.doc.into(),
        name: Cell::new(parts.name),
    }))
}

/// A property like another one, of the same class, with other parts.
fn changed(vm: &Rc<Vm>, like: &Value, parts: Parts) -> PyResult<Flow> {
    match like {
        Value::Instance(instance) => {
            let Parts {
                get,
                set,
                delete,
                doc,
                ..
            } = parts;
            let mut args = vec![get, set, delete, doc];
            // A class that takes fewer arguments has no use for those that say nothing.
            while args.last().is_some_and(Value::is_none) {
                args.pop();
            }
            call_named(vm, Value::Class(instance.class()), args, &[])
        }
        _ => Ok(property(parts).into()),
    }
}

/// What `property.__set__` and `property.__delete__` do.
fn change(vm: &Rc<Vm>, args: &Args<'_>, value: Option<Value>) -> PyResult<Flow> {
    let (property, object) = (args[0].base(), &args[1]);
    let class = vm.class_of(object);
    let changed =
        operators::change_by_descriptor(vm, object, &class, property, Symbol::EMPTY, &value)?;
    changed.ok_or_else(|| wrong_receiver("property"))
}

/// The function that a `classmethod` or `staticmethod` is made of; a subclass may leave it to `__init__`.
fn wrapped_argument(args: &mut Args<'_>, own: &Rc<Class>) -> PyResult {
    if args.len() < 2 && is_exactly(&args[0], own) {
        let name = own.name.get();
        return Err(type_error(format!("{name} expected 1 argument, got 0")));
    }
    Ok(given(args, 1))
}

/// An argument, `None` where it is left out.
fn given(args: &mut Args<'_>, at: usize) -> Value {
    match args.values.get_mut(at).map(std::mem::take) {
        None | Some(Value::Unbound) => Value::None,
        Some(value) => value,
    }
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
            get: get.get(),
            set: set.get(),
            delete: delete.get(),
            doc: doc.get(),
            name: name.get(),
        });
    }
    Err(wrong_receiver("property"))
}

fn wrapped(value: &Value) -> PyResult {
    match value.base() {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => {
                Ok(function.get())
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
