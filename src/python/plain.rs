//! Truth, equality, order and hash of values for which no Python code has to run.
//!
//! Each function answers `None` where a method written in Python has to be asked, or where the values nest deeper than
//! Rust's stack should follow; the machine's own, suspendable forms take over there.

use std::cmp::Ordering;
use std::rc::Rc;

use num_traits::Zero;
use smallvec::SmallVec;

use crate::python::number::{IntRef, hash, int_float};
use crate::python::object::dict::Found;
use crate::python::object::error::type_error;
use crate::python::object::{Payload, PyResult, Value};

/// How deep nested containers are followed here.
const DEEPEST: u32 = 24;

/// Python's truth of a value.
pub fn truth(value: &Value) -> Option<bool> {
    Some(match value {
        Value::None => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::Big(value) => !value.is_zero(),
        Value::Complex(value) => value.0 != 0.0 || value.1 != 0.0,
        Value::Str(text) => !text.as_str().is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::ByteArray(bytes) => !bytes.borrow().is_empty(),
        Value::List(list) => !list.is_empty(),
        Value::Tuple(tuple) => !tuple.is_empty(),
        Value::Dict(dict) => !dict.is_empty(),
        Value::Set(set) | Value::FrozenSet(set) => !set.is_empty(),
        Value::Range(range) => !range.is_empty(),
        Value::Instance(_) => return None,
        Value::Class(class) if class.metaclass.is_some() => return None,
        _ => true,
    })
}

/// Python's `==`.
pub fn equal(a: &Value, b: &Value) -> Option<bool> {
    equal_within(a, b, DEEPEST)
}

fn equal_within(a: &Value, b: &Value, depth: u32) -> Option<bool> {
    use Value::*;
    match (a, b) {
        (Int(a), Int(b)) => Some(a == b),
        (Str(a), Str(b)) => Some(Rc::ptr_eq(a, b) || a.as_str() == b.as_str()),
        (Int(_) | Bool(_) | Float(_) | Big(_), Int(_) | Bool(_) | Float(_) | Big(_)) => {
            Some(compare_numbers(a, b) == Some(Ordering::Equal))
        }
        (Complex(a), Complex(b)) => Some(a == b),
        (Complex(a), Int(_) | Bool(_) | Float(_) | Big(_)) => {
            Some(a.1 == 0.0 && compare_numbers(&Float(a.0), b) == Some(Ordering::Equal))
        }
        (Int(_) | Bool(_) | Float(_) | Big(_), Complex(_)) => equal_within(b, a, depth),
        (Bytes(a), Bytes(b)) => Some(a == b),
        (ByteArray(a), ByteArray(b)) => Some(*a.borrow() == *b.borrow()),
        (Bytes(a), ByteArray(b)) | (ByteArray(b), Bytes(a)) => Some(**a == *b.borrow()),
        (Tuple(a), Tuple(b)) => equal_items(a, b, depth),
        (List(a), List(b)) => Rc::ptr_eq(a, b)
            .then_some(true)
            .or_else(|| equal_items(&a.items.borrow(), &b.items.borrow(), depth)),
        (Dict(a), Dict(b)) => {
            if Rc::ptr_eq(a, b) {
                return Some(true);
            }
            if a.len() != b.len() {
                return Some(false);
            }
            if depth == 0 {
                return Option::None;
            }
            for (key, value) in a.entries() {
                let hash = hash(&key)?.ok()?;
                match b.find(hash, &key) {
                    Found::At(slot) => {
                        let other = b.value_at(slot)?;
                        if !value.is(&other) && !equal_within(&value, &other, depth - 1)? {
                            return Some(false);
                        }
                    }
                    Found::Missing => return Some(false),
                    Found::Ask(_) => return Option::None,
                }
            }
            Some(true)
        }
        (Set(a) | FrozenSet(a), Set(b) | FrozenSet(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            for (hash, key) in a.members() {
                match b.find(hash, &key) {
                    Found::At(_) => {}
                    Found::Missing => return Some(false),
                    Found::Ask(_) => return Option::None,
                }
            }
            Some(true)
        }
        (Range(a), Range(b)) => Some(
            a.len() == b.len()
                && (a.is_empty() || (a.start == b.start && (a.len() == 1 || a.step == b.step))),
        ),
        (Slice(a), Slice(b)) => {
            let pairs = [(&a.start, &b.start), (&a.stop, &b.stop), (&a.step, &b.step)];
            for (a, b) in pairs {
                if !equal_within(a, b, depth.checked_sub(1)?)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        (Method(a), Method(b)) => Some(a.object.is(&b.object) && a.function.is(&b.function)),
        (Instance(a), other) | (other, Instance(a)) => {
            if !a.class_ref().compares_by_identity() {
                return Option::None;
            }
            match other {
                // The other side's class may have an `__eq__`.
                Instance(b) if !b.class_ref().compares_by_identity() => Option::None,
                Instance(b) => Some(Rc::ptr_eq(a, b)),
                _ => Some(false),
            }
        }
        (Class(a), Class(b))
            if a.metaclass.as_ref().is_some_and(|meta| meta.is_heap)
                || b.metaclass.as_ref().is_some_and(|meta| meta.is_heap) =>
        {
            if Rc::ptr_eq(a, b) {
                Some(true)
            } else {
                Option::None
            }
        }
        _ => Some(a.is(b)),
    }
}

fn equal_items(a: &[Value], b: &[Value], depth: u32) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    if depth == 0 {
        return None;
    }
    for (a, b) in a.iter().zip(b) {
        if !a.is(b) && !equal_within(a, b, depth - 1)? {
            return Some(false);
        }
    }
    Some(true)
}

/// The order of two real numbers; `None` where one is NaN or no number.
pub fn compare_numbers(a: &Value, b: &Value) -> Option<Ordering> {
    use Value::*;
    match (a, b) {
        (Int(a), Int(b)) => Some(a.cmp(b)),
        (Float(a), Float(b)) => a.partial_cmp(b),
        (Float(a), Int(_) | Bool(_) | Big(_)) => {
            int_float::compare(b.as_int()?, *a).map(Ordering::reverse)
        }
        (Int(_) | Bool(_) | Big(_), Float(b)) => int_float::compare(a.as_int()?, *b),
        (Int(_) | Bool(_) | Big(_), Int(_) | Bool(_) | Big(_)) => {
            Some(a.as_int()?.cmp(&b.as_int()?))
        }
        _ => Option::None,
    }
}

/// Python's `hash()`: `None` where a `__hash__` written in Python has to be asked, an error for what has none.
pub fn hash(value: &Value) -> Option<PyResult<i64>> {
    hash_within(value, DEEPEST)
}

fn hash_within(value: &Value, depth: u32) -> Option<PyResult<i64>> {
    Some(Ok(match value {
        Value::Int(value) => hash::hash_int(IntRef::Small(*value)),
        Value::Str(text) => text.hash(),
        Value::None => hash::NONE,
        Value::Bool(value) => *value as i64,
        Value::Float(value) => hash_float(*value),
        Value::Big(value) => hash::hash_int(IntRef::Big(value)),
        Value::Complex(value) => hash::hash_complex(hash_float(value.0), hash_float(value.1)),
        Value::Bytes(bytes) => crate::python::object::str::hash_text(
            &bytes.iter().map(|&byte| byte as char).collect::<String>(),
        ),
        Value::Tuple(items) => {
            if items.hash.get() != 0 {
                return Some(Ok(items.hash.get()));
            }
            let mut hashes: SmallVec<[i64; 8]> = SmallVec::with_capacity(items.len());
            for item in items.iter() {
                match hash_within(item, depth.checked_sub(1)?)? {
                    Ok(hash) => hashes.push(hash),
                    Err(error) => return Some(Err(error)),
                }
            }
            let hash = hash::hash_tuple(hashes.into_iter());
            items.hash.set(hash);
            hash
        }
        Value::FrozenSet(set) => {
            if let Some(hash) = set.hash.get() {
                return Some(Ok(hash));
            }
            let mixed = hash::hash_frozenset(set.members().into_iter().map(|(hash, _)| hash));
            set.hash.set(Some(mixed));
            mixed
        }
        Value::Range(range) => {
            // Ranges of the same numbers hash the same: what does not matter counts as None.
            let length = range.len() as i64;
            let part = |matters: bool, value: i64| match matters {
                true => hash::hash_int(IntRef::Small(value)),
                false => hash::NONE,
            };
            let parts = [
                part(true, length),
                part(length > 0, range.start),
                part(length > 1, range.step),
            ];
            hash::hash_tuple(parts.into_iter())
        }
        Value::Slice(_) => return None,
        Value::Method(method) => {
            let function = method.function.address().unwrap_or(0) as i64;
            hash_address(function as usize) ^ hash_address(method.object.address().unwrap_or(0))
        }
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) => {
            return Some(Err(unhashable(type_name(value))));
        }
        Value::Instance(instance) => {
            let class = instance.class_ref();
            if !class.hashes_by_identity() {
                return None;
            }
            match &instance.payload {
                Payload::Value(value) => return hash_within(value, depth),
                _ => identity_hash(value),
            }
        }
        Value::Class(class)
            if class
                .metaclass
                .as_ref()
                .is_some_and(|meta| !meta.hashes_by_identity()) =>
        {
            return None;
        }
        other => identity_hash(other),
    }))
}

/// `TypeError: unhashable type: 'list'`
pub fn unhashable(type_name: &str) -> crate::python::object::PyError {
    type_error(format!("unhashable type: '{type_name}'"))
}

/// A NaN has the hash of an object of its own.
fn hash_float(value: f64) -> i64 {
    hash::hash_float(value).unwrap_or_else(|| hash_address(value.to_bits() as usize))
}

/// The hash of an object that is equal only to itself.
pub fn identity_hash(value: &Value) -> i64 {
    hash_address(value.address().unwrap_or(1))
}

fn hash_address(address: usize) -> i64 {
    (address >> 4) as i64 | ((address & 15) as i64) << 58
}

/// The name of a value's type, as messages show it.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Unbound => "unbound",
        Value::None => "NoneType",
        Value::NotImplemented => "NotImplementedType",
        Value::Ellipsis => "ellipsis",
        Value::Bool(_) => "bool",
        Value::Int(_) | Value::Big(_) => "int",
        Value::Float(_) => "float",
        Value::Complex(_) => "complex",
        Value::Native(_) => "builtin_function_or_method",
        Value::Str(_) => "str",
        Value::Bytes(_) => "bytes",
        Value::ByteArray(_) => "bytearray",
        Value::List(_) => "list",
        Value::Tuple(_) => "tuple",
        Value::Dict(_) => "dict",
        Value::Set(_) => "set",
        Value::FrozenSet(_) => "frozenset",
        Value::Range(_) => "range",
        Value::Slice(_) => "slice",
        Value::Iter(iter) => iter.type_name(),
        Value::Cell(_) => "cell",
        Value::Function(_) => "function",
        Value::Method(_) => "method",
        Value::Descriptor(_) => "property",
        Value::Class(_) => "type",
        Value::Instance(_) => "object",
        Value::Generator(generator) => generator.kind.type_name(),
        Value::Module(_) => "module",
        Value::Code(_) => "code",
    }
}
