//! `object`: what every class inherits.

use std::rc::Rc;

use crate::python::object::class::Layout;
use crate::python::object::error::{attribute_error, type_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, Class, Dict, NativeDef, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 0, 0, new)
        .with(Signature::Any)
        .of_kind(NativeKind::Static),
    NativeDef::method("__init__", 0, 0, init).with(Signature::Any),
    NativeDef::getter("__class__", |vm, args| {
        Ok(Value::Class(vm.class_of(&args[0])))
    }),
    NativeDef::setter("__class__=", set_class),
    NativeDef::getter("__dict__", |vm, args| namespace_of(vm, &args[0])),
    NativeDef::setter("__dict__=", set_dict),
    NativeDef::flow_method("__getattribute__", 1, 1, |vm, args| {
        let name = attribute_name(vm, &args[1])?;
        match operators::find(vm, &args[0], name)? {
            Some(flow) => Ok(flow),
            None => Err(operators::missing(vm, &args[0], name)),
        }
    }),
    NativeDef::flow_method("__setattr__", 2, 2, |vm, mut args| {
        let name = attribute_name(vm, &args[1])?;
        let value = args.take(2);
        operators::change(vm, &args[0], name, Some(value))
    }),
    NativeDef::flow_method("__delattr__", 1, 1, |vm, args| {
        let name = attribute_name(vm, &args[1])?;
        operators::change(vm, &args[0], name, None)
    }),
    NativeDef::method("__dir__", 0, 0, |vm, args| {
        let names = attribute_names(vm, &args[0]);
        Ok(Value::list(
            names.iter().map(|name| Value::str(&name.text())).collect(),
        ))
    }),
    NativeDef::function("__init_subclass__", 0, 0, init_subclass)
        .with(Signature::Any)
        .of_kind(NativeKind::ClassMethod),
    NativeDef::function("__subclasshook__", 2, 2, |_, _| Ok(Value::NotImplemented))
        .of_kind(NativeKind::ClassMethod),
];

pub fn install(vm: &Rc<Vm>) {
    let object = &vm.types.object;
    add_methods(object, METHODS);
    add_methods(object, &operators::TEXT_METHODS);
    object.set(Symbol::DOC, Value::None);
}

/// The name of an attribute, given as a value.
pub fn attribute_name(vm: &Vm, name: &Value) -> PyResult<Symbol> {
    match name.as_str() {
        Some(text) => Ok(Symbol::new(text)),
        None => Err(type_error(format!(
            "attribute name must be string, not '{}'",
            vm.type_name(name)
        ))),
    }
}

/// `dir(object)` without asking a `__dir__` of the program; sorted.
pub fn attribute_names(vm: &Vm, object: &Value) -> Vec<Symbol> {
    let mut names: Vec<Symbol> = Vec::new();
    let class = match object {
        Value::Module(module) => {
            names.extend(module.names.borrow().iter().map(|(name, _)| name));
            None
        }
        Value::Class(class) => Some(class.clone()),
        Value::Instance(instance) => {
            names.extend(instance.attributes().into_iter().map(|(name, _)| name));
            Some(instance.class())
        }
        Value::Function(function) => {
            if let Some(attributes) = &*function.attributes.borrow() {
                names.extend(attributes.attributes().into_iter().map(|(name, _)| name));
            }
            Some(vm.types.function.clone())
        }
        other => Some(vm.class_of(other)),
    };
    for class in class.iter().flat_map(Class::order) {
        let own = class.names.borrow();
        names.extend(
            own.iter()
                .map(|(name, _)| name)
                .filter(|name| is_public_name(*name)),
        );
    }
    names.sort_by_key(|name| name.text());
    names.dedup();
    names
}

/// Whether a name in a class's table is an attribute for programs and not a setter.
pub fn is_public_name(name: Symbol) -> bool {
    !name.text().ends_with('=')
}

/// `object.__dict__`
pub fn namespace_of(vm: &Vm, object: &Value) -> PyResult {
    match object {
        Value::Instance(instance) => {
            let class = instance.class();
            if class.has_dict() && class.has_slots() {
                // Slots lie among the attributes; what is shown is a copy without them.
                let dict = Dict::default();
                for (name, value) in instance.attributes() {
                    if !class.has_slot(name) {
                        dict.set_str(&name.text(), value);
                    }
                }
                return Ok(Value::Dict(Rc::new(dict)));
            }
            if class.has_dict() || (!class.is_heap && class.layout != Layout::Object) {
                return Ok(Value::Dict(instance.dict()));
            }
        }
        Value::Function(function) => return Ok(Value::Dict(function.own_attributes(vm).dict())),
        Value::Module(module) => return Ok(Value::Dict(module.dict())),
        _ => {}
    }
    Err(operators::missing(vm, object, Symbol::DICT))
}

/// The error for extra arguments to a constructor.
fn no_arguments(class: &Class) -> PyError {
    type_error(format!("{}() takes no arguments", class.name.get()))
}

fn new(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let class = match args.optional(0) {
        Some(Value::Class(class)) => class.clone(),
        Some(other) => {
            return Err(type_error(format!(
                "object.__new__(X): X is not a type object ({})",
                vm.type_name(other)
            )));
        }
        None => return Err(type_error("object.__new__(): not enough arguments")),
    };
    if args.len() > 1 {
        let overridden = |name| {
            let found = class.lookup(name);
            found.is_some_and(|found| !operators::is_objects(vm, &found, name))
        };
        if overridden(Symbol::NEW) {
            return Err(type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if !overridden(Symbol::INIT) {
            return Err(no_arguments(&class));
        }
    }
    operators::plain_instance(vm, &class).map(Value::Instance)
}

fn init(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let class = vm.class_of(&args[0]);
    if args.len() > 1 {
        let own = |name| {
            let found = class.lookup(name);
            found.is_none_or(|found| operators::is_objects(vm, &found, name))
        };
        if !own(Symbol::INIT) {
            return Err(type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
        if own(Symbol::NEW) {
            return Err(no_arguments(&class));
        }
    }
    Ok(Value::None)
}

fn set_class(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let Value::Class(class) = &args[1] else {
        return Err(type_error(format!(
            "__class__ must be set to a class, not '{}' object",
            vm.type_name(&args[1])
        )));
    };
    match &args[0] {
        Value::Instance(instance) if class.is_heap && instance.class_ref().is_heap => {
            let old = instance.class();
            let base = |class: &Rc<Class>| class.solid_base().map(|base| base.name.get());
            if base(&old) != base(class) {
                return Err(type_error(format!(
                    "__class__ assignment: '{}' object layout differs from '{}'",
                    class.name.get(),
                    old.name.get()
                )));
            }
            instance.set_class(class);
            Ok(Value::None)
        }
        _ => Err(type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        )),
    }
}

fn set_dict(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let Value::Dict(dict) = args[1].base() else {
        return Err(match args[1].is_unbound() {
            true => type_error("cannot delete __dict__"),
            false => type_error(format!(
                "__dict__ must be set to a dictionary, not a '{}'",
                vm.type_name(&args[1])
            )),
        });
    };
    match &args[0] {
        Value::Instance(instance) => instance.set_dict(dict.clone()),
        Value::Function(function) => function.own_attributes(vm).set_dict(dict.clone()),
        _ => return Err(attribute_error("attribute '__dict__' is not writable")),
    }
    Ok(Value::None)
}

fn init_subclass(_vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(type_error("__init_subclass__() needs a class"));
    };
    let name = class.qualname.get();
    if !args.keywords.is_empty() {
        return Err(type_error(format!(
            "{name}.__init_subclass__() takes no keyword arguments"
        )));
    }
    if args.len() > 1 {
        return Err(type_error(format!(
            "{name}.__init_subclass__() takes no arguments ({} given)",
            args.len() - 1
        )));
    }
    Ok(Value::None)
}
