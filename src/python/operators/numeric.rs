//! Operators of numbers with numbers: ints of any size, floats and complex numbers.
//!
//! Looks at built-in values only; instances of subclasses are seen through by the caller.

use std::cmp::Ordering;

use crate::python::code::{BinaryOp, CompareOp, UnaryOp};
use crate::python::failure::Failure;
use crate::python::number::{IntRef, arithmetic, complex, float, int_float};
use crate::python::object::error::value_error;
use crate::python::object::{ExceptionKind, PyError, PyResult, Value};
use crate::python::plain;

/// `a op b`; `None` where the operator is not defined for these types.
pub fn binary(op: BinaryOp, a: &Value, b: &Value) -> Option<PyResult> {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => floats(op, *a, *b),
        (Value::Bool(a), Value::Bool(b)) => match op {
            BinaryOp::And => Some(Ok(Value::Bool(a & b))),
            BinaryOp::Or => Some(Ok(Value::Bool(a | b))),
            BinaryOp::Xor => Some(Ok(Value::Bool(a ^ b))),
            _ => ints(op, IntRef::Small(*a as i64), IntRef::Small(*b as i64)),
        },
        _ => {
            let (kind_a, kind_b) = (Kind::of(a)?, Kind::of(b)?);
            match kind_a.max(kind_b) {
                Kind::Int => ints(op, a.as_int()?, b.as_int()?),
                Kind::Float => match (to_float(a), to_float(b)) {
                    (Ok(a), Ok(b)) => floats(op, a, b),
                    (Err(error), _) | (_, Err(error)) => Some(Err(error)),
                },
                Kind::Complex => match (to_complex(a), to_complex(b)) {
                    (Ok(a), Ok(b)) => complexes(op, a, b),
                    (Err(error), _) | (_, Err(error)) => Some(Err(error)),
                },
            }
        }
    }
}

/// `-value`, `+value`, `~value`; `None` where the operator is not defined for the type.
pub fn unary(op: UnaryOp, value: &Value) -> Option<Value> {
    if let Some(int) = value.as_int() {
        return Some(match op {
            UnaryOp::Negative => arithmetic::neg(int).into(),
            UnaryOp::Positive => int.to_int().into(),
            UnaryOp::Invert => arithmetic::invert(int).into(),
            UnaryOp::Not => Value::Bool(int.is_zero()),
        });
    }
    Some(match (op, value) {
        (UnaryOp::Negative, Value::Float(value)) => Value::Float(-value),
        (UnaryOp::Negative, Value::Complex(value)) => Value::complex(-value.0, -value.1),
        (UnaryOp::Positive, Value::Float(_) | Value::Complex(_)) => value.clone(),
        _ => return None,
    })
}

/// `abs(value)`; `None` for what is no number.
pub fn absolute(value: &Value) -> Option<PyResult> {
    if let Some(int) = value.as_int() {
        return Some(Ok(arithmetic::abs(int).into()));
    }
    match value {
        Value::Float(value) => Some(Ok(Value::Float(value.abs()))),
        Value::Complex(value) => Some(
            complex::abs(**value)
                .map(Value::Float)
                .map_err(PyError::from),
        ),
        _ => None,
    }
}

/// `divmod(a, b)`; `None` for what are no real numbers.
pub fn divmod(a: &Value, b: &Value) -> Option<PyResult> {
    let pair = |(quotient, remainder): (Value, Value)| Value::tuple(vec![quotient, remainder]);
    Some(match Kind::of(a)?.max(Kind::of(b)?) {
        Kind::Int => arithmetic::divmod(a.as_int()?, b.as_int()?)
            .map(|(quotient, remainder)| pair((quotient.into(), remainder.into())))
            .map_err(PyError::from),
        Kind::Float => to_float(a).and_then(|x| {
            let (quotient, remainder) = float::divmod(x, to_float(b)?)?;
            Ok(pair((quotient.into(), remainder.into())))
        }),
        Kind::Complex => return None,
    })
}

/// `a op b` for an order; `None` where one of them is no real number.
pub fn compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    if Kind::of(a)?.max(Kind::of(b)?) == Kind::Complex {
        return None;
    }
    Some(holds(op, plain::compare_numbers(a, b)))
}

/// Whether a comparison holds for things in this order; without an order, as with NaN, only `!=` does.
pub fn holds(op: CompareOp, order: Option<Ordering>) -> bool {
    match op {
        CompareOp::Lt => order == Some(Ordering::Less),
        CompareOp::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CompareOp::Eq => order == Some(Ordering::Equal),
        CompareOp::Ne => order != Some(Ordering::Equal),
        CompareOp::Gt => order == Some(Ordering::Greater),
        CompareOp::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// Whether a number's own methods leave an operation with this other one to the other's: an int's with a float.
pub fn leaves_to(value: &Value, other: &Value) -> bool {
    Kind::of(value).is_some_and(|kind| Kind::of(other).is_some_and(|other| other > kind))
}

/// Whether the value is a number of a built-in type.
pub fn is_number(value: &Value) -> bool {
    Kind::of(value).is_some()
}

/// `x ** y` for floats: a complex number for a negative base and a broken exponent.
pub fn float_power(x: f64, y: f64) -> PyResult {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(Failure::zero_division("0.0 cannot be raised to a negative power").into());
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        let (re, im) = complex::pow((x, 0.0), (y, 0.0))?;
        return Ok(Value::complex(re, im));
    }
    let power = x.powf(y);
    if power.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(out_of_range());
    }
    Ok(Value::Float(power))
}

/// What the C library's `ERANGE` becomes: an `OverflowError` with a number and words.
pub fn out_of_range() -> PyError {
    let args = vec![Value::Int(34), Value::str("Numerical result out of range")];
    PyError::with_args(ExceptionKind::OverflowError, args)
}

/// The types of numbers, each including those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Int,
    Float,
    Complex,
}

impl Kind {
    fn of(value: &Value) -> Option<Kind> {
        match value {
            Value::Int(_) | Value::Bool(_) | Value::Big(_) => Some(Kind::Int),
            Value::Float(_) => Some(Kind::Float),
            Value::Complex(_) => Some(Kind::Complex),
            _ => None,
        }
    }
}

fn to_float(value: &Value) -> PyResult<f64> {
    match (value, value.as_int()) {
        (Value::Float(value), _) => Ok(*value),
        (_, Some(int)) => Ok(int_float::to_f64(int)?),
        _ => Err(value_error("no real number")),
    }
}

fn to_complex(value: &Value) -> PyResult<complex::Complex> {
    match value {
        Value::Complex(value) => Ok(**value),
        other => Ok((to_float(other)?, 0.0)),
    }
}

fn ints(op: BinaryOp, a: IntRef<'_>, b: IntRef<'_>) -> Option<PyResult> {
    let result = match op {
        BinaryOp::Add => Ok(arithmetic::add(a, b)),
        BinaryOp::Subtract => Ok(arithmetic::sub(a, b)),
        BinaryOp::Multiply => arithmetic::mul(a, b),
        BinaryOp::FloorDivide => arithmetic::floor_div(a, b),
        BinaryOp::Remainder => arithmetic::modulo(a, b),
        BinaryOp::Power if b.is_negative() => return Some(int_power_below_zero(a, b)),
        BinaryOp::Power => arithmetic::pow(a, b),
        BinaryOp::LeftShift => arithmetic::shl(a, b),
        BinaryOp::RightShift => arithmetic::shr(a, b),
        BinaryOp::And => Ok(arithmetic::and(a, b)),
        BinaryOp::Or => Ok(arithmetic::or(a, b)),
        BinaryOp::Xor => Ok(arithmetic::xor(a, b)),
        BinaryOp::TrueDivide => {
            let quotient = int_float::true_div(a, b).map_err(PyError::from);
            return Some(quotient.map(Value::Float));
        }
        BinaryOp::MatrixMultiply => return None,
    };
    Some(result.map(Value::from).map_err(PyError::from))
}

fn int_power_below_zero(base: IntRef<'_>, exponent: IntRef<'_>) -> PyResult {
    float_power(int_float::to_f64(base)?, int_float::to_f64(exponent)?)
}

fn floats(op: BinaryOp, a: f64, b: f64) -> Option<PyResult> {
    let result = match op {
        BinaryOp::Add => Ok(a + b),
        BinaryOp::Subtract => Ok(a - b),
        BinaryOp::Multiply => Ok(a * b),
        BinaryOp::TrueDivide if b == 0.0 => Err(Failure::zero_division("float division by zero")),
        BinaryOp::TrueDivide => Ok(a / b),
        BinaryOp::FloorDivide => float::floor_div(a, b),
        BinaryOp::Remainder => float::modulo(a, b),
        BinaryOp::Power => return Some(float_power(a, b)),
        _ => return None,
    };
    Some(result.map(Value::Float).map_err(PyError::from))
}

fn complexes(op: BinaryOp, a: complex::Complex, b: complex::Complex) -> Option<PyResult> {
    let result = match op {
        BinaryOp::Add => Ok((a.0 + b.0, a.1 + b.1)),
        BinaryOp::Subtract => Ok((a.0 - b.0, a.1 - b.1)),
        BinaryOp::Multiply => Ok(complex::mul(a, b)),
        BinaryOp::TrueDivide => complex::div(a, b),
        BinaryOp::Power => complex::pow(a, b),
        _ => return None,
    };
    Some(
        result
            .map(|(re, im)| Value::complex(re, im))
            .map_err(PyError::from),
    )
}
