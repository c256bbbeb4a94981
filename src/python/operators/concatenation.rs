//! `+` and `*` of sequences, and their in-place forms.
//!
//! What grows is bounded: CPython would fill the machine's memory and then raise `MemoryError`, a page must not get there.

use std::rc::Rc;

use num_traits::Signed;

use crate::python::failure::{Failure, check_text_size};
use crate::python::object::error::{overflow_error, type_error};
use crate::python::object::{Flow, PyError, PyResult, Tuple, Value};
use crate::python::operators::iteration::with_items;
use crate::python::operators::sequence::{byte_array, bytes_of};
use crate::python::vm::Vm;

/// The most items that a list or tuple may be made of by `+` and `*`.
const MAX_ITEMS: usize = 1 << 25;

/// `a + b` of two sequences; `None` where they do not go together.
pub fn concatenate(a: &Value, b: &Value) -> PyResult<Option<Value>> {
    Ok(Some(match (a, b) {
        (Value::Str(a), Value::Str(b)) => {
            check_text_size(a.len() + b.len())?;
            let mut text = String::with_capacity(a.len() + b.len());
            text.push_str(a);
            text.push_str(b);
            Value::string(text)
        }
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (a.items.borrow(), b.items.borrow());
            check_items(a.len() + b.len())?;
            Value::list(a.iter().chain(b.iter()).cloned().collect())
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            check_items(a.len() + b.len())?;
            Value::Tuple(Rc::new(
                a.iter().chain(b.iter()).cloned().collect::<Tuple>(),
            ))
        }
        (Value::Bytes(_) | Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => {
            let mut bytes = bytes_of(a).unwrap_or_default();
            bytes.extend(bytes_of(b).unwrap_or_default());
            check_text_size(bytes.len())?;
            match a {
                Value::ByteArray(_) => byte_array(bytes),
                _ => Value::bytes(bytes),
            }
        }
        _ => return Ok(None),
    }))
}

/// `sequence * count`, the count an int; `None` for what is no sequence.
pub fn repeat(sequence: &Value, count: &Value) -> PyResult<Option<Value>> {
    if !is_sequence(sequence) {
        return Ok(None);
    }
    let count = match count {
        Value::Big(big) if big.is_negative() => 0,
        Value::Big(_) => {
            return Err(overflow_error(
                "cannot fit 'int' into an index-sized integer",
            ));
        }
        other => other.as_i64().unwrap_or(0).max(0) as usize,
    };
    Ok(Some(match sequence {
        Value::Str(text) => {
            check_text_size(text.len().saturating_mul(count))?;
            Value::string(text.repeat(count))
        }
        Value::List(list) => Value::list(repeated(&list.items.borrow(), count)?),
        Value::Tuple(_) if count == 1 => sequence.clone(),
        Value::Tuple(items) => Value::tuple(repeated(items, count)?),
        _ => {
            let bytes = bytes_of(sequence).unwrap_or_default();
            check_text_size(bytes.len().saturating_mul(count))?;
            match sequence {
                Value::ByteArray(_) => byte_array(bytes.repeat(count)),
                _ => Value::bytes(bytes.repeat(count)),
            }
        }
    }))
}

/// `a += b` of a list or bytearray; `None` where that is no operation of its own.
pub fn extend(vm: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<Option<Flow>> {
    match a.base() {
        Value::List(list) => {
            let (list, result) = (list.clone(), a.clone());
            with_items(vm, b, move |_, items| {
                check_items(list.len() + items.len())?;
                list.items.borrow_mut().extend(items);
                Ok(result.into())
            })
            .map(Some)
        }
        Value::ByteArray(bytes) => {
            let Some(more) = bytes_of(b) else {
                return Ok(None);
            };
            check_text_size(bytes.borrow().len() + more.len())?;
            bytes.borrow_mut().extend(more);
            Ok(Some(a.clone().into()))
        }
        _ => Ok(None),
    }
}

/// `a *= count` of a list or bytearray; `None` where that is no operation of its own.
pub fn repeat_in_place(a: &Value, count: &Value) -> PyResult<Option<Flow>> {
    if !matches!(a.base(), Value::List(_) | Value::ByteArray(_)) {
        return Ok(None);
    }
    match (a.base(), repeat(a.base(), count)?) {
        (Value::List(list), Some(Value::List(repeated))) => {
            let items = repeated.items.take();
            let _old = list.items.replace(items);
        }
        (Value::ByteArray(bytes), Some(Value::ByteArray(repeated))) => {
            bytes.swap(&repeated);
        }
        _ => {}
    }
    Ok(Some(a.clone().into()))
}

/// Whether `+` concatenates values of this type and `*` repeats them.
pub fn is_sequence(value: &Value) -> bool {
    matches!(
        value,
        Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_) | Value::ByteArray(_)
    )
}

/// The complaint of a sequence that is to be concatenated with something else.
pub fn cannot_concatenate(vm: &Vm, a: &Value, b: &Value) -> PyError {
    let (own, other) = (vm.type_name(a.base()), vm.type_name(b));
    type_error(match a.base() {
        Value::Bytes(_) | Value::ByteArray(_) => {
            format!("can't concat {other} to {}", vm.type_name(a))
        }
        _ => format!("can only concatenate {own} (not \"{other}\") to {own}"),
    })
}

/// The complaint of a sequence that is to be multiplied by something that is no int.
pub fn cannot_repeat(vm: &Vm, count: &Value) -> PyError {
    type_error(format!(
        "can't multiply sequence by non-int of type '{}'",
        vm.type_name(count)
    ))
}

fn repeated(items: &[Value], count: usize) -> PyResult<Vec<Value>> {
    let length = items.len().saturating_mul(count);
    check_items(length)?;
    Ok(items.iter().cycle().take(length).cloned().collect())
}

fn check_items(count: usize) -> Result<(), Failure> {
    if count > MAX_ITEMS {
        Err(Failure::memory())
    } else {
        Ok(())
    }
}
