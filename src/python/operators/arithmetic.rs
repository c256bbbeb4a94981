//! `+ - * …`, their in-place forms, and the unary operators.

use std::rc::Rc;

use crate::python::code::{BinaryOp, UnaryOp};
use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyError, PyResult, Value};
use crate::python::operators::concatenation::{self, is_sequence};
use crate::python::operators::dispatch::{self, Operation};
use crate::python::operators::special::{call_special, eagerly, is_overridden, then};
use crate::python::operators::{conversion, numeric, truth};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `a op b`, with the reflected method where the first declines.
pub fn binary(vm: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Flow> {
    if let Some(result) = numeric::binary(op, a, b) {
        return result.map(Flow::Value);
    }
    dispatch::perform(vm, Operation::Binary(op), a, b)
}

/// `a op= b`: `__iadd__` and its like, else the plain operator.
pub fn in_place(vm: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Flow> {
    if let Some(result) = numeric::binary(op, a, b) {
        return result.map(Flow::Value);
    }
    dispatch::perform(vm, Operation::InPlace(op), a, b)
}

/// `-value`, `+value`, `~value`, `not value`
pub fn unary(vm: &Rc<Vm>, op: UnaryOp, value: &Value) -> PyResult<Flow> {
    let (name, sign) = match op {
        UnaryOp::Negative => (Symbol::NEG, "-"),
        UnaryOp::Positive => (Symbol::POS, "+"),
        UnaryOp::Invert => (Symbol::INVERT, "~"),
        UnaryOp::Not => return not(vm, value),
    };
    if let (UnaryOp::Invert, Value::Bool(flag)) = (op, value) {
        let inverted = Value::Int(!i64::from(*flag));
        return warn_of_inversion(vm, inverted);
    }
    let own_way = || is_overridden(&vm.class_of(value), name);
    if let Some(result) = numeric::unary(op, value)
        && !(matches!(value, Value::Instance(_)) && own_way())
    {
        return Ok(result.into());
    }
    if let Value::Instance(_) | Value::Class(_) = value
        && let Some(flow) = call_special(vm, value, name, &[])?
    {
        return Ok(flow);
    }
    Err(type_error(format!(
        "bad operand type for unary {sign}: '{}'",
        vm.type_name(value)
    )))
}

/// Gives what `~` makes of a bool, which is seldom meant.
fn warn_of_inversion(vm: &Rc<Vm>, inverted: Value) -> PyResult<Flow> {
    let message = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
                   inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
                   'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";
    let warned = vm.warn_deprecated(message)?;
    then(vm, warned, move |_, _| Ok(inverted))
}

/// `a op b` as the built-in types define it, past the methods of subclasses; `None` where they do not.
pub fn own_binary(vm: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Option<Flow>> {
    let (left, right) = (a.base(), b.base());
    if let Some(result) = numeric::binary(op, left, right) {
        return result.map(|value| Some(value.into()));
    }
    match op {
        BinaryOp::Add => Ok(concatenation::concatenate(left, right)?.map(Flow::Value)),
        BinaryOp::Multiply if is_sequence(left) => repeat(vm, left, b),
        BinaryOp::Multiply if is_sequence(right) => repeat(vm, right, a),
        BinaryOp::Remainder => {
            let function = match left {
                Value::Str(_) => "text",
                Value::Bytes(_) | Value::ByteArray(_) => "data",
                _ => return Ok(None),
            };
            let args = vec![left.clone(), b.clone()];
            vm.call_library("_percent", function, args, Vec::new())
                .map(Some)
        }
        _ => Ok(None),
    }
}

/// `a op= b` as the mutable built-in types define it; `None` where they do not.
pub fn own_in_place(vm: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Option<Flow>> {
    match (op, a.base(), b.base()) {
        (BinaryOp::Add, ..) => concatenation::extend(vm, a, b),
        (BinaryOp::Multiply, Value::List(_) | Value::ByteArray(_), count) => {
            if count.as_int().is_some() {
                return concatenation::repeat_in_place(a, count);
            }
            let Some(flow) = conversion::by_method(vm, b, &[Symbol::INDEX])? else {
                return Ok(None);
            };
            let (own, a) = (vm.clone(), a.clone());
            eagerly(vm, async move {
                let count = own.finish(flow).await?;
                concatenation::repeat_in_place(&a, &count).map(|_| a)
            })
            .map(Some)
        }
        _ => Ok(None),
    }
}

/// What `a op b` (or with `equals` `a op= b`) complains of when nobody knows how to do it.
pub fn unsupported(vm: &Vm, op: BinaryOp, equals: &str, a: &Value, b: &Value) -> PyError {
    match op {
        BinaryOp::Add if is_sequence(a.base()) => {
            return concatenation::cannot_concatenate(vm, a, b);
        }
        BinaryOp::Multiply if is_sequence(a.base()) => return concatenation::cannot_repeat(vm, b),
        // In place, what could be a sequence itself is not asked to be a count.
        BinaryOp::Multiply
            if is_sequence(b.base()) && (equals.is_empty() || !is_container(a.base())) =>
        {
            return concatenation::cannot_repeat(vm, a);
        }
        _ => {}
    }
    let sign = match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::MatrixMultiply => "@",
        BinaryOp::TrueDivide => "/",
        BinaryOp::FloorDivide => "//",
        BinaryOp::Remainder => "%",
        BinaryOp::Power if equals.is_empty() => "** or pow()",
        BinaryOp::Power => "**",
        BinaryOp::LeftShift => "<<",
        BinaryOp::RightShift => ">>",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
    };
    type_error(format!(
        "unsupported operand type(s) for {sign}{equals}: '{}' and '{}'",
        vm.type_name(a),
        vm.type_name(b)
    ))
}

fn is_container(value: &Value) -> bool {
    matches!(
        value,
        Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Range(_) | Value::Instance(_)
    )
}

fn not(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    if let Some(truth) = plain::truth(value) {
        return Ok(Value::Bool(!truth).into());
    }
    let flow = truth(vm, value)?;
    let own = vm.clone();
    eagerly(vm, async move {
        let truth = own.finish(flow).await?;
        Ok(Value::Bool(!matches!(truth, Value::Bool(true))))
    })
}

fn repeat(vm: &Rc<Vm>, sequence: &Value, count: &Value) -> PyResult<Option<Flow>> {
    if count.as_int().is_some() {
        return Ok(concatenation::repeat(sequence, count.base())?.map(Flow::Value));
    }
    let Some(flow) = conversion::by_method(vm, count, &[Symbol::INDEX])? else {
        return Ok(None);
    };
    let (own, sequence) = (vm.clone(), sequence.clone());
    eagerly(vm, async move {
        let count = own.finish(flow).await?;
        Ok(concatenation::repeat(&sequence, &count)?.unwrap_or_default())
    })
    .map(Some)
}
