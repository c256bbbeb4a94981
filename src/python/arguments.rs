//! What native functions make of their arguments: sizes, positions, slices, texts.

use std::rc::Rc;

use num_traits::Signed;

use crate::python::object::error::{overflow_error, type_error, value_error};
use crate::python::object::{Flow, PyResult, Slice, Value};
use crate::python::operators;
use crate::python::operators::special::then;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// An int for which only plain ints (and bools, and instances of subclasses) will do.
pub fn int(vm: &Vm, value: &Value) -> PyResult<i64> {
    match value.base() {
        Value::Int(value) => Ok(*value),
        Value::Bool(value) => Ok(*value as i64),
        Value::Big(_) => Err(overflow_error(
            "Python int too large to convert to C ssize_t",
        )),
        _ => Err(type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.type_name(value)
        ))),
    }
}

/// Whether `operator.index` has to ask the value's class.
pub fn has_index(vm: &Vm, value: &Value) -> bool {
    matches!(value, Value::Instance(_))
        && value.as_i64().is_none()
        && vm.special_method(value, Symbol::INDEX).is_some()
}

/// Acts on an int that `operator.index` may have to ask the program for.
pub fn with_int(
    vm: &Rc<Vm>,
    value: &Value,
    act: impl FnOnce(&Rc<Vm>, i64) -> PyResult + 'static,
) -> PyResult<Flow> {
    if !has_index(vm, value) {
        let number = int(vm, value)?;
        return act(vm, number).map(Flow::Value);
    }
    let flow = operators::index(vm, value)?;
    then(vm, flow, |vm, value| {
        let number = int(vm, &value)?;
        act(vm, number)
    })
}

/// A position in a sequence as `index(x, start, stop)` and its like take it: counted from the end where it is negative,
/// cut to the sequence's ends.
pub fn position(value: Option<&Value>, default: usize, length: usize) -> PyResult<usize> {
    match value {
        None | Some(Value::None) => Ok(default),
        Some(value) => {
            let at = slice_part(value)?;
            let at = if at < 0 {
                at.saturating_add(length as i64)
            } else {
                at
            };
            Ok(at.clamp(0, length as i64) as usize)
        }
    }
}

/// A bound of a search, as it stands; what is too large for any sequence is cut.
pub fn bound(value: Option<&Value>, default: i64) -> PyResult<i64> {
    match value {
        None | Some(Value::None) => Ok(default),
        Some(value) => slice_part(value),
    }
}

/// A str argument; `what` begins the complaint: `"replace() argument 1"`.
pub fn text<'a>(vm: &Vm, value: &'a Value, what: &str) -> PyResult<&'a str> {
    value
        .as_str()
        .ok_or_else(|| type_error(format!("{what} must be str, not {}", given(vm, value))))
}

/// A wrong argument as complaints name it: by its type, but `None` by itself.
pub fn given(vm: &Vm, value: &Value) -> Rc<str> {
    if value.is_none() {
        return "None".into();
    }
    vm.type_name(value)
}

/// The places that a slice stands for in a sequence of some length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    /// How many places there are.
    pub count: usize,
}

impl Places {
    /// Of a slice whose parts are ints or None.
    pub fn of(slice: &Slice, length: usize) -> PyResult<Places> {
        let step = match &slice.step {
            Value::None => 1,
            step => slice_part(step)?,
        };
        if step == 0 {
            return Err(value_error("slice step cannot be zero"));
        }
        let length = length as i64;
        let (low, high) = if step > 0 {
            (0, length)
        } else {
            (-1, length - 1)
        };
        let bound = |part: &Value, default: i64| match part {
            Value::None => Ok(default),
            part => slice_part(part).map(|at| {
                let at = if at < 0 {
                    at.saturating_add(length)
                } else {
                    at
                };
                at.clamp(low, high)
            }),
        };
        let (first, last) = if step > 0 { (low, high) } else { (high, low) };
        let (start, stop) = (bound(&slice.start, first)?, bound(&slice.stop, last)?);
        let distance = if step > 0 { stop - start } else { start - stop };
        let count = if distance <= 0 {
            0
        } else {
            (distance as u64 - 1) / step.unsigned_abs() + 1
        };
        Ok(Places {
            start,
            stop,
            step,
            count: count as usize,
        })
    }

    /// A single place.
    pub fn one(at: usize) -> Places {
        Places {
            start: at as i64,
            stop: at as i64 + 1,
            step: 1,
            count: 1,
        }
    }

    /// The places, in the slice's order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |at| (self.start + at * self.step) as usize)
    }

    /// What stands in these places.
    pub fn pick<T: Clone>(self, items: &[T]) -> Vec<T> {
        if self.step == 1 {
            return items[self.start as usize..self.start as usize + self.count].to_vec();
        }
        self.iter().map(|at| items[at].clone()).collect()
    }
}

/// A part of a slice as a number; what is too large for any sequence is cut.
fn slice_part(part: &Value) -> PyResult<i64> {
    match part.base() {
        Value::Big(big) => Ok(if big.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        }),
        base => base.as_i64().ok_or_else(|| {
            type_error("slice indices must be integers or None or have an __index__ method")
        }),
    }
}
