//! What built-in types do at once, without asking the operators: the common cases of hot instructions.

use std::rc::Rc;

use crate::python::code::{BinaryOp, CompareOp, Op};
use crate::python::failure::check_text_size;
use crate::python::object::dict::Found;
use crate::python::object::generator::GeneratorKind;
use crate::python::object::iter::{Iter, IterSource};
use crate::python::object::{Dict, Value};
use crate::python::plain;
use crate::python::vm::frame::PythonFrame;

/// Arithmetic on the two numbers on top of the stack, where they are small and the result is too: it takes their place.
pub(super) fn calculate(op: BinaryOp, stack: &mut Vec<Value>) -> bool {
    let [.., left, right] = stack.as_mut_slice() else {
        return false;
    };
    let result = match (&*left, &*right) {
        (Value::Int(a), Value::Int(b)) => match int(op, *a, *b) {
            Some(result) => {
                *left = Value::Int(result);
                stack.pop();
                return true;
            }
            None => return false,
        },
        (Value::Float(a), Value::Float(b)) => float(op, *a, *b),
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < 1 << 53 => float(op, *a, *b as f64),
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < 1 << 53 => float(op, *a as f64, *b),
        _ => None,
    };
    let Some(result) = result else {
        return false;
    };
    *left = Value::Float(result);
    stack.pop();
    true
}

fn int(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    Some(match op {
        BinaryOp::Add => a.checked_add(b)?,
        BinaryOp::Subtract => a.checked_sub(b)?,
        BinaryOp::Multiply => a.checked_mul(b)?,
        // Python rounds towards minus infinity, and a remainder has the sign of the divisor.
        BinaryOp::FloorDivide if b > 0 => a.div_euclid(b),
        BinaryOp::Remainder if b > 0 => a.rem_euclid(b),
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        _ => return None,
    })
}

fn float(op: BinaryOp, a: f64, b: f64) -> Option<f64> {
    Some(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::TrueDivide if b != 0.0 => a / b,
        _ => return None,
    })
}

/// Compares the two small numbers on top of the stack: the answer takes their place.
pub(super) fn compare(op: CompareOp, stack: &mut Vec<Value>) -> bool {
    let [.., left, right] = stack.as_mut_slice() else {
        return false;
    };
    let answer = match (&*left, &*right) {
        (Value::Int(a), Value::Int(b)) => ordered(op, a, b),
        (Value::Float(a), Value::Float(b)) => ordered(op, a, b),
        _ => return false,
    };
    *left = Value::Bool(answer);
    stack.pop();
    true
}

fn ordered<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> bool {
    match op {
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

/// A list or tuple indexed by a small int, or a dict by a key that needs no Python code.
pub(super) fn quick_subscript(object: &Value, key: &Value) -> Option<Value> {
    match (object, key) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.items.borrow();
            let index = if *index < 0 {
                *index + items.len() as i64
            } else {
                *index
            };
            items.get(usize::try_from(index).ok()?).cloned()
        }
        (Value::Tuple(items), Value::Int(index)) => {
            let index = if *index < 0 {
                *index + items.len() as i64
            } else {
                *index
            };
            items.get(usize::try_from(index).ok()?).cloned()
        }
        (Value::Dict(dict), key) => match dict.find(plain::hash(key)?.ok()?, key) {
            Found::At(slot) => dict.value_at(slot),
            _ => None,
        },
        _ => None,
    }
}

/// `text += more` where nobody but the variable that it comes from, and goes back to by the `next` instruction, knows the text:
/// so a text that is made in a loop is not copied each time.
pub(super) fn append(
    frame: &PythonFrame,
    next: Op,
    stack: &mut [Value],
    text: &mut Value,
    more: &Value,
) -> bool {
    let (Value::Str(own), Value::Str(more)) = (&*text, more) else {
        return false;
    };
    let is_unique = Rc::strong_count(own) == 2;
    if !is_unique || check_text_size(own.len() + more.len()).is_err() {
        return false;
    }
    match next {
        Op::StoreLocal(slot) => {
            let place = &mut stack[frame.base + slot as usize];
            if !place.is(text) {
                return false;
            }
            *place = Value::Unbound;
        }
        Op::StoreGlobal(index) => {
            let global = &frame.code.globals[index as usize];
            let slot = global.slot.get();
            let mut names = frame.globals.names.borrow_mut();
            let is_here = names
                .get_at(slot, global.name)
                .is_some_and(|value| value.is(text));
            if !is_here || names.mirror().is_some() {
                return false;
            }
            drop(names.set_at(slot, global.name, Value::Unbound));
        }
        _ => return false,
    }
    let Value::Str(own) = text else {
        return false;
    };
    match Rc::get_mut(own) {
        Some(own) => own.push(more),
        None => unreachable!("the variable was the only other owner"),
    }
    true
}

pub(super) fn quick_iter(iterable: &Value) -> Option<Value> {
    let source = match iterable {
        Value::Iter(_) => return Some(iterable.clone()),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            return Some(iterable.clone());
        }
        Value::List(list) => IterSource::List(list.clone()),
        Value::Tuple(items) => IterSource::Tuple(items.clone()),
        Value::Range(range) => IterSource::Range {
            start: range.start,
            step: range.step,
            length: range.len(),
        },
        _ => return None,
    };
    Some(Iter::new(source))
}

/// `{key: value, …}` where every key is plain.
pub(super) fn quick_dict(items: &[Value]) -> Option<Value> {
    let dict = Dict::default();
    for pair in items.chunks_exact(2) {
        let hash = plain::hash(&pair[0])?.ok()?;
        match dict.find(hash, &pair[0]) {
            Found::At(slot) => drop(dict.set_at(slot, pair[1].clone())),
            Found::Missing => dict.push(hash, pair[0].clone(), pair[1].clone()),
            Found::Ask(_) => return None,
        }
    }
    Some(Value::Dict(Rc::new(dict)))
}
