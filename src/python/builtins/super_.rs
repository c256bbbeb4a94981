//! `super`. The compiler gives `super()` its arguments: the class that the method stands in, and the method's first one.

use std::rc::Rc;

use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::function::NativeKind;
use crate::python::object::{Args, Descriptor, NativeDef, PyResult, Value};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 3, new).of_kind(NativeKind::Static),
    NativeDef::getter("__thisclass__", |_, args| {
        Ok(part(&args[0], |class, _, _| class))
    }),
    NativeDef::getter("__self__", |_, args| {
        Ok(part(&args[0], |_, object, _| object))
    }),
    NativeDef::getter("__self_class__", |_, args| {
        Ok(part(&args[0], |_, _, order| order))
    }),
];

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.super_, METHODS);
}

fn new(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let class = match args.take(1) {
        Value::Class(class) => class,
        Value::Unbound => return Err(runtime_error("super(): no arguments")),
        other => {
            return Err(type_error(format!(
                "super() argument 1 must be a type, not {}",
                vm.type_name(&other)
            )));
        }
    };
    let object = args.take(2);
    // An object that is a class may itself be derived from the class, or be an instance of it.
    let object_class = match &object {
        Value::Unbound => None,
        Value::Class(own) if own.is_subclass_of(&class) => Some(own.clone()),
        _ => Some(vm.class_of(&object)).filter(|own| own.is_subclass_of(&class)),
    };
    if object_class.is_none() && !object.is_unbound() {
        let (kind, shown) = match &object {
            Value::Class(own) => ("type", own.name.get()),
            _ => ("instance of", vm.class_of(&object).name.get()),
        };
        return Err(type_error(format!(
            "super(type, obj): obj ({kind} {shown}) is not an instance or subtype of type ({}).",
            class.name.get()
        )));
    }
    Ok(Value::Descriptor(Rc::new(Descriptor::Super {
        class: Value::Class(class),
        object,
        object_class: object_class.map_or(Value::None, Value::Class),
    })))
}

fn part(value: &Value, pick: fn(Value, Value, Value) -> Value) -> Value {
    match value {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Super {
                class,
                object,
                object_class,
            } => pick(class.clone(), object.clone(), object_class.clone()),
            _ => Value::None,
        },
        _ => Value::None,
    }
}
