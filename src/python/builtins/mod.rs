//! The built-in types and functions as Python sees them: one file a type, each a table of native functions.
//!
//! The data of the types and what needs no Python code is in `object`; the operators are in `operators`.

pub mod bytes;
pub mod codecs;
pub mod dict;
pub mod iteration_functions;
pub mod iterator;
pub mod lazy;
pub mod list;
pub mod protocol;
pub mod range;
pub mod set;
pub mod slice;
pub mod sorting;
pub mod str;
pub mod text_methods;
pub mod tuple;
pub mod typing_objects;
pub mod views;

use std::rc::Rc;

use crate::python::object::{Args, NativeDef, PyResult, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;
use crate::trace::event::Stream;

const PRINT: NativeDef = NativeDef::function("print", 0, 20, print);

/// Fills the built-in types and the `builtins` module.
pub fn install(vm: &Rc<Vm>) {
    vm.builtins.set(Symbol::new("print"), Value::Native(&PRINT));
    operators::install(vm);
    install_containers(vm);
}

/// The containers, their iterators, and the functions that go with them.
fn install_containers(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(&types.object, &operators::TEXT_METHODS);
    list::install(vm);
    tuple::install(vm);
    dict::install(vm);
    views::install(vm);
    set::install(vm);
    range::install(vm);
    slice::install(vm);
    str::install(vm);
    bytes::install(vm);
    lazy::install(vm);
    typing_objects::install(vm);
    for class in [
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
        &types.enumerate,
        &types.zip,
        &types.map,
        &types.filter,
        &types.reversed,
    ] {
        vm.builtins
            .set(class.name.get(), Value::Class(class.clone()));
    }
    for def in iteration_functions::FUNCTIONS {
        vm.builtins.set(Symbol::new(def.name), Value::Native(def));
    }
}

fn print(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let mut texts = Vec::new();
    for value in args.iter() {
        texts.push(match operators::str(vm, value)? {
            crate::python::object::Flow::Value(text) => {
                text.as_str().unwrap_or_default().to_owned()
            }
            _ => "?".to_owned(),
        });
    }
    vm.write(Stream::Stdout, &format!("{}\n", texts.join(" ")));
    Ok(Value::None)
}
