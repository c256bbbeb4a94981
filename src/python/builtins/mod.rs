//! The built-in types and functions as Python sees them: one file a type, each a table of native functions.
//!
//! The data of the types and what needs no Python code is in `object`; the operators are in `operators`.

pub mod iterator;
pub mod lazy;

use std::rc::Rc;

use crate::python::object::{Args, NativeDef, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::Stream;

const PRINT: NativeDef = NativeDef::function("print", 0, 20, print);

/// Fills the built-in types and the `builtins` module.
pub fn install(vm: &Rc<Vm>) {
    vm.builtins.set(Symbol::new("print"), Value::Native(&PRINT));
    vm.builtins.set(Symbol::new("range"), Value::Native(&RANGE));
}

const RANGE: NativeDef = NativeDef::function("range", 1, 1, |_, args| {
    Ok(Value::Range(Rc::new(crate::python::object::Range {
        start: 0,
        stop: args[0].as_i64().unwrap_or(0),
        step: 1,
    })))
});

fn print(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let texts: Vec<String> = args.iter().map(|value| format!("{value:?}")).collect();
    vm.write(Stream::Stdout, &format!("{}\n", texts.join(" ")));
    Ok(Value::None)
}
