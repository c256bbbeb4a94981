//! Modules as objects.

use std::rc::Rc;

use crate::python::builtins::function::annotations_of;
use crate::python::object::error::type_error;
use crate::python::object::function::NativeKind;
use crate::python::object::{Args, Module, NativeDef, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 3, |_, args| {
        let name = args[1]
            .as_str()
            .ok_or_else(|| type_error("module name must be a str"))?;
        let module = Module::new(Symbol::new(name));
        module.set(Symbol::NAME, args[1].clone());
        module.set(
            Symbol::DOC,
            args.optional(2).cloned().unwrap_or(Value::None),
        );
        Ok(Value::Module(Rc::new(module)))
    })
    .of_kind(NativeKind::Static),
    NativeDef::getter("__name__", |_, args| {
        Ok(Value::str(&module(&args)?.name.text()))
    }),
    NativeDef::getter("__doc__", |_, args| {
        Ok(module(&args)?.get(Symbol::DOC).unwrap_or(Value::None))
    }),
    NativeDef::flow_getter("__annotations__", |vm, args| {
        let module = module(&args)?.clone();
        let annotate = module.get(Symbol::ANNOTATE);
        annotations_of(vm, None, annotate, move |annotations| {
            module.set(Symbol::ANNOTATIONS, annotations);
        })
    }),
];

/// Attributes of modules that programs set as they like.
const SETTERS: &[NativeDef] = &[
    NativeDef::setter("__name__=", |_, args| set(args, Symbol::NAME)),
    NativeDef::setter("__doc__=", |_, args| set(args, Symbol::DOC)),
    NativeDef::setter("__annotations__=", |_, args| set(args, Symbol::ANNOTATIONS)),
];

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.module, METHODS);
    add_methods(&vm.types.module, SETTERS);
}

fn module<'a>(args: &'a Args<'_>) -> PyResult<&'a Rc<Module>> {
    match &args[0] {
        Value::Module(module) => Ok(module),
        _ => Err(type_error(
            "descriptor of 'module' requires a 'module' object",
        )),
    }
}

fn set(mut args: Args<'_>, name: Symbol) -> PyResult {
    let value = args.take(1);
    module(&args)?.set(name, value);
    Ok(Value::None)
}
