//! `type`: classes as objects.

use std::rc::Rc;

use crate::python::builtins::function::annotations_of;
use crate::python::builtins::object::is_public_name;
use crate::python::builtins::{build_class, mapping_proxy};
use crate::python::object::error::type_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Class, Dict, NativeDef, PyResult, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const METHODS: &[NativeDef] = &[
    NativeDef::flow("__new__", 0, 0, build_class::type_new)
        .with(Signature::Any)
        .of_kind(NativeKind::Static),
    NativeDef::method("__init__", 0, 0, |_, _| Ok(Value::None)).with(Signature::Any),
    NativeDef::flow_method("__call__", 0, 0, |vm, mut args| {
        let keywords = args.keywords.to_vec();
        let mut values = args.take_all();
        let class = expect_class(&values.remove(0))?;
        operators::instantiate(vm, &class, values, &keywords)
    })
    .with(Signature::Any),
    NativeDef::function("__prepare__", 0, 0, |_, _| Ok(Value::Dict(Rc::default())))
        .with(Signature::Any)
        .of_kind(NativeKind::ClassMethod),
    NativeDef::method("__instancecheck__", 1, 1, |vm, args| {
        let class = expect_class(&args[0])?;
        Ok(Value::Bool(vm.class_of(&args[1]).is_subclass_of(&class)))
    }),
    NativeDef::method("__subclasscheck__", 1, 1, |_, args| {
        let (class, other) = (expect_class(&args[0])?, expect_class(&args[1])?);
        Ok(Value::Bool(other.is_subclass_of(&class)))
    }),
    NativeDef::method("mro", 0, 0, |_, args| {
        Ok(Value::list(classes(expect_class(&args[0])?.order())))
    }),
    NativeDef::method("__subclasses__", 0, 0, |_, args| {
        Ok(Value::list(classes(expect_class(&args[0])?.subclasses())))
    }),
    NativeDef::getter("__mro__", |_, args| {
        Ok(Value::tuple(classes(expect_class(&args[0])?.order())))
    }),
    NativeDef::getter("__bases__", |_, args| {
        Ok(Value::tuple(classes(
            expect_class(&args[0])?.bases.borrow().clone(),
        )))
    }),
    NativeDef::getter("__base__", |_, args| {
        let class = expect_class(&args[0])?;
        let bases = class.bases.borrow();
        let solid = class.solid_base();
        let best = bases
            .iter()
            .find(|base| base.solid_base().is_some() && solid.is_some());
        let base = best.or(bases.first());
        Ok(base.map_or(Value::None, |base| Value::Class(base.clone())))
    }),
    NativeDef::getter("__name__", |_, args| {
        Ok(text(expect_class(&args[0])?.name.get()))
    }),
    NativeDef::setter("__name__=", |vm, args| {
        let class = expect_class(&args[0])?;
        class
            .name
            .set(expect_name(vm, &class, "__name__", &args[1])?);
        Ok(Value::None)
    }),
    NativeDef::getter("__qualname__", |_, args| {
        Ok(text(expect_class(&args[0])?.qualname.get()))
    }),
    NativeDef::setter("__qualname__=", |vm, args| {
        let class = expect_class(&args[0])?;
        class
            .qualname
            .set(expect_name(vm, &class, "__qualname__", &args[1])?);
        Ok(Value::None)
    }),
    NativeDef::getter("__module__", |_, args| {
        let class = expect_class(&args[0])?;
        Ok(class
            .own(Symbol::MODULE)
            .unwrap_or_else(|| text(class.module.get())))
    }),
    NativeDef::setter("__module__=", |_, args| {
        let class = expect_class(&args[0])?;
        if let Some(module) = args[1].as_str() {
            class.module.set(Symbol::new(module));
        }
        class.set(Symbol::MODULE, args[1].clone());
        Ok(Value::None)
    }),
    NativeDef::flow_getter("__doc__", |vm, args| {
        let class = expect_class(&args[0])?;
        let doc = class.own(Symbol::DOC).unwrap_or(Value::None);
        operators::bind_to_class(vm, doc, &class)
    }),
    NativeDef::setter("__doc__=", |_, args| {
        expect_class(&args[0])?.set(Symbol::DOC, args[1].clone());
        Ok(Value::None)
    }),
    NativeDef::getter("__dict__", |vm, args| {
        let class = expect_class(&args[0])?;
        let dict = Dict::default();
        for (name, value) in class.names.borrow().iter() {
            if is_public_name(name) {
                dict.set_str(&name.text(), value.clone());
            }
        }
        Ok(mapping_proxy::proxy(vm, Value::Dict(Rc::new(dict))))
    }),
    NativeDef::flow_getter("__annotations__", |vm, args| {
        let class = expect_class(&args[0])?;
        let known = class.own(Symbol::ANNOTATIONS);
        let keep = class.clone();
        annotations_of(vm, known, class.own(Symbol::ANNOTATE), move |annotations| {
            keep.set(Symbol::ANNOTATIONS, annotations);
        })
    }),
    NativeDef::setter("__annotations__=", |_, args| {
        expect_class(&args[0])?.set(Symbol::ANNOTATIONS, args[1].clone());
        Ok(Value::None)
    }),
];

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.type_, METHODS);
}

fn expect_class(value: &Value) -> PyResult<Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        _ => Err(type_error("descriptor of 'type' requires a 'type' object")),
    }
}

fn expect_name(vm: &Vm, class: &Class, what: &str, value: &Value) -> PyResult<Symbol> {
    if value.is_unbound() {
        return Err(type_error(format!(
            "cannot delete '{what}' attribute of immutable type '{}'",
            class.name.get()
        )));
    }
    value.as_str().map(Symbol::new).ok_or_else(|| {
        type_error(format!(
            "can only assign string to {}.{what}, not '{}'",
            class.name.get(),
            vm.type_name(value)
        ))
    })
}

fn classes(order: Vec<Rc<Class>>) -> Vec<Value> {
    order.into_iter().map(Value::Class).collect()
}

fn text(name: Symbol) -> Value {
    Value::str(&name.text())
}
