//! What is said of a variable that has no value yet, or no longer.

use crate::python::code::Code;
use crate::python::object::error::name_error;
use crate::python::object::{ExceptionKind, PyError};
use crate::python::symbol::Symbol;

pub(super) fn unbound_local(name: Symbol) -> PyError {
    let message =
        format!("cannot access local variable '{name}' where it is not associated with a value");
    PyError::new(ExceptionKind::UnboundLocalError, message)
}

pub(super) fn unbound_cell(code: &Code, slot: usize) -> PyError {
    match slot.checked_sub(code.locals.len()) {
        None => unbound_local(code.locals[slot]),
        Some(free) => name_error(format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            code.free[free]
        )),
    }
}
