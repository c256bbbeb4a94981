//! The built-in types and functions as Python sees them: one file a type, each a table of native functions.
//!
//! The data of the types and what needs no Python code is in `object`; the operators are in `operators`.

mod bool;
pub mod build_class;
pub mod bytes;
pub mod codecs;
mod complex;
pub mod dict;
mod evaluate;
pub mod exception;
mod exception_group;
mod float;
pub mod function;
pub mod functions;
pub mod generator;
mod int;
pub mod iteration_functions;
pub mod iterator;
pub mod lazy;
pub mod list;
mod mapping_proxy;
mod module;
mod numeric_functions;
pub mod object;
pub mod print;
pub mod property;
pub mod protocol;
pub mod range;
pub mod set;
pub mod slice;
pub mod sorting;
pub mod str;
mod super_;
pub mod text_methods;
pub mod tuple;
mod type_;
pub mod typing_objects;
pub mod views;

use std::rc::Rc;

use crate::python::object::{ExceptionKind, NativeDef, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// Fill the tables of the built-in types.
const TYPES: &[fn(&Rc<Vm>)] = &[
    object::install,
    operators::install,
    type_::install,
    function::install,
    property::install,
    super_::install,
    module::install,
    generator::install,
    exception::install,
    exception_group::install,
    int::install,
    bool::install,
    float::install,
    complex::install,
    str::install,
    bytes::install,
    list::install,
    tuple::install,
    dict::install,
    views::install,
    set::install,
    range::install,
    slice::install,
    lazy::install,
    typing_objects::install,
];

/// Built-in functions.
const FUNCTIONS: &[&[NativeDef]] = &[
    evaluate::FUNCTIONS,
    functions::FUNCTIONS,
    generator::FUNCTIONS,
    iteration_functions::FUNCTIONS,
    numeric_functions::FUNCTIONS,
    &[print::PRINT, build_class::BUILD_CLASS],
];

/// Other names of the same exceptions.
const ALIASES: &[&str] = &["EnvironmentError", "IOError"];

/// Fills the built-in types and the `builtins` module.
pub fn install(vm: &Rc<Vm>) {
    for install in TYPES {
        install(vm);
    }
    let set = |name: &str, value: Value| vm.builtins.set(Symbol::new(name), value);
    for def in FUNCTIONS.iter().copied().flatten() {
        set(def.name, Value::Native(def));
    }
    let types = &vm.types;
    for class in [
        &types.object,
        &types.type_,
        &types.int,
        &types.bool,
        &types.float,
        &types.complex,
        &types.str,
        &types.bytes,
        &types.bytearray,
        &types.list,
        &types.tuple,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.range,
        &types.slice,
        &types.property,
        &types.classmethod,
        &types.staticmethod,
        &types.super_,
        &types.enumerate,
        &types.zip,
        &types.map,
        &types.filter,
        &types.reversed,
    ] {
        set(&class.name.get().text(), Value::Class(class.clone()));
    }
    for &kind in ExceptionKind::ALL {
        if kind.module() == "builtins" {
            set(kind.name(), Value::Class(types.exception(kind).clone()));
        }
    }
    for alias in ALIASES {
        set(
            alias,
            Value::Class(types.exception(ExceptionKind::OSError).clone()),
        );
    }
    set("NotImplemented", Value::NotImplemented);
    set("Ellipsis", Value::Ellipsis);
    set("__debug__", Value::Bool(true));
    set("__name__", Value::str("builtins"));
    let module = vm.builtins.clone();
    vm.modules.borrow_mut().insert(module.name, module);
}
