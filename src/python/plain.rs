//! Truth, equality, order and hash of values for which no Python code has to run.
//!
//! Each function answers `None` where a method written in Python has to be asked, or where the values nest deeper than
//! Rust's stack should follow; the machine's own, suspendable forms take over there.

use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

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
        (Bool(a), _) => compare_numbers(&Int(*a as i64), b),
        (_, Bool(b)) => compare_numbers(a, &Int(*b as i64)),
        (Int(a), Int(b)) => Some(a.cmp(b)),
        (Float(a), Float(b)) => a.partial_cmp(b),
        (Int(a), Float(b)) => compare_int_float(*a, *b),
        (Float(a), Int(b)) => compare_int_float(*b, *a).map(Ordering::reverse),
        (Big(a), Big(b)) => Some(a.cmp(b)),
        (Big(a), Int(_)) => Some(if a.is_negative() {
            Ordering::Less
        } else {
            Ordering::Greater
        }),
        (Int(_), Big(b)) => Some(if b.is_negative() {
            Ordering::Greater
        } else {
            Ordering::Less
        }),
        (Big(a), Float(b)) => compare_big_float(a, *b),
        (Float(a), Big(b)) => compare_big_float(b, *a).map(Ordering::reverse),
        _ => Option::None,
    }
}

fn compare_int_float(a: i64, b: f64) -> Option<Ordering> {
    if a.unsigned_abs() < 1 << 53 {
        return (a as f64).partial_cmp(&b);
    }
    compare_big_float(&BigInt::from(a), b)
}

fn compare_big_float(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = <BigInt as num_traits::FromPrimitive>::from_f64(b.trunc())?;
    Some(
        a.cmp(&whole)
            .then_with(|| 0.0_f64.total_cmp(&(b.fract() + 0.0))),
    )
}

/// Python's `hash()`: `None` where a `__hash__` written in Python has to be asked, an error for what has none.
pub fn hash(value: &Value) -> Option<PyResult<i64>> {
    hash_within(value, DEEPEST)
}

fn hash_within(value: &Value, depth: u32) -> Option<PyResult<i64>> {
    Some(Ok(match value {
        Value::Int(value) => hash_int(*value),
        Value::Str(text) => text.hash(),
        Value::None => 0x0fca_86420,
        Value::Bool(value) => *value as i64,
        Value::Float(value) => hash_float(*value),
        Value::Big(value) => hash_big(value),
        Value::Complex(value) => {
            hash_float(value.0).wrapping_add(1_000_003_i64.wrapping_mul(hash_float(value.1)))
        }
        Value::Bytes(bytes) => crate::python::object::str::hash_text(
            &bytes.iter().map(|&byte| byte as char).collect::<String>(),
        ),
        Value::Tuple(items) => {
            if items.hash.get() != 0 {
                return Some(Ok(items.hash.get()));
            }
            let mut mixed = TupleHash::new();
            for item in items.iter() {
                match hash_within(item, depth.checked_sub(1)?)? {
                    Ok(hash) => mixed.add(hash),
                    Err(error) => return Some(Err(error)),
                }
            }
            let hash = mixed.finish(items.len());
            items.hash.set(hash);
            hash
        }
        Value::FrozenSet(set) => {
            if let Some(hash) = set.hash.get() {
                return Some(Ok(hash));
            }
            let mixed = hash_set(set.members().into_iter().map(|(hash, _)| hash));
            set.hash.set(Some(mixed));
            mixed
        }
        Value::Range(range) => {
            let length = range.len() as i64;
            let mut mixed = TupleHash::new();
            mixed.add(length);
            mixed.add(if length > 0 { hash_int(range.start) } else { 0 });
            mixed.add(if length > 1 { hash_int(range.step) } else { 0 });
            mixed.finish(3)
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

/// The hash of a frozen set as CPython computes it: independent of the order, so the members' hashes are scattered first,
/// then combined by exclusive or.
fn hash_set(members: impl ExactSizeIterator<Item = i64>) -> i64 {
    let mut mixed = (members.len() as u64 + 1).wrapping_mul(1927868237);
    for hash in members {
        let hash = hash as u64;
        mixed ^= (hash ^ 89869747 ^ (hash << 16)).wrapping_mul(3644798167);
    }
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed.wrapping_mul(69069).wrapping_add(907133923);
    if mixed == u64::MAX {
        590923713
    } else {
        mixed as i64
    }
}

/// `TypeError: unhashable type: 'list'`
pub fn unhashable(type_name: &str) -> crate::python::object::PyError {
    type_error(format!("unhashable type: '{type_name}'"))
}

/// The hash of a tuple from those of its items, by the rounds of xxHash as Python uses them.
pub struct TupleHash(u64);

impl TupleHash {
    const PRIME_1: u64 = 11400714785074694791;
    const PRIME_2: u64 = 14029467366897019727;
    const PRIME_5: u64 = 2870177450012600261;

    #[allow(clippy::new_without_default)]
    pub fn new() -> TupleHash {
        TupleHash(TupleHash::PRIME_5)
    }

    pub fn add(&mut self, hash: i64) {
        self.0 = self
            .0
            .wrapping_add((hash as u64).wrapping_mul(TupleHash::PRIME_2));
        self.0 = self.0.rotate_left(31).wrapping_mul(TupleHash::PRIME_1);
    }

    pub fn finish(self, length: usize) -> i64 {
        let hash = self
            .0
            .wrapping_add(length as u64 ^ (TupleHash::PRIME_5 ^ 3527539));
        if hash == u64::MAX {
            1546275796
        } else {
            hash as i64
        }
    }
}

/// Python hashes numbers modulo this prime, so that equal numbers of different types hash equal.
const MODULUS: i64 = (1 << 61) - 1;

pub fn hash_int(value: i64) -> i64 {
    let hash = (value.unsigned_abs() % MODULUS as u64) as i64;
    let hash = if value < 0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

fn hash_big(value: &BigInt) -> i64 {
    let hash = (value.abs() % MODULUS).to_i64().unwrap_or(0);
    let hash = if value.is_negative() { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

/// `value` is `mantissa * 2**exponent`: a power of two modulo `2**61 - 1` is a rotation of 61 bits.
fn hash_float(value: f64) -> i64 {
    if value.is_nan() {
        return hash_address(value.to_bits() as usize);
    }
    if value.is_infinite() {
        return if value > 0.0 { 314159 } else { -314159 };
    }
    if value == value.trunc() && value.abs() < 9.0e18 {
        return hash_int(value as i64);
    }
    let bits = value.to_bits();
    let biased = (bits >> 52 & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, biased - 1075)
    };
    let turn = exponent.rem_euclid(61) as u32;
    let modulus = MODULUS as u64;
    let mantissa = mantissa % modulus;
    let rotated = if turn == 0 {
        mantissa
    } else {
        (mantissa << turn & modulus) | mantissa >> (61 - turn)
    };
    let hash = (rotated % modulus) as i64;
    let hash = if value < 0.0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
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
