//! `< <= == != > >=`, truth and hash.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::python::code::CompareOp;
use crate::python::number::hash::hash_tuple;
use crate::python::object::error::type_error;
use crate::python::object::{Dict, Flow, PyError, PyResult, Value};
use crate::python::operators::dispatch::{self, Operation, has_methods};
use crate::python::operators::lookup::find_hashed;
use crate::python::operators::special::call_special;
use crate::python::operators::{length, methods, numeric, sequence};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `a op b`: whatever the methods give, most often a bool.
pub fn compare(vm: &Rc<Vm>, op: CompareOp, a: &Value, b: &Value) -> PyResult<Flow> {
    if let (Value::Str(a), Value::Str(b)) = (a, b) {
        return Ok(Value::Bool(numeric::holds(op, Some(a.as_str().cmp(b.as_str())))).into());
    }
    if let Some(answer) = numeric::compare(op, a, b) {
        return Ok(Value::Bool(answer).into());
    }
    if let CompareOp::Eq | CompareOp::Ne = op
        && !has_methods(a)
        && !has_methods(b)
        && let Some(equal) = plain::equal(a, b)
    {
        return Ok(Value::Bool(equal == (op == CompareOp::Eq)).into());
    }
    dispatch::perform(vm, Operation::Compare(op), a, b)
}

/// `bool(value)` of a value for which [`plain::truth`] has no answer: `__bool__`, else `__len__`, else true.
pub fn truth(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let check = |vm: &Vm, answer: Value| match answer {
        Value::Bool(_) => Ok(answer),
        other => Err(type_error(format!(
            "__bool__ should return bool, returned {}",
            vm.type_name(&other)
        ))),
    };
    match call_special(vm, value, Symbol::BOOL, &[])? {
        Some(Flow::Value(answer)) => return check(vm, answer).map(Flow::Value),
        Some(flow) => {
            let vm = vm.clone();
            return Flow::future(async move {
                let answer = vm.finish(flow).await?;
                check(&vm, answer)
            });
        }
        None => {}
    }
    if vm.special_method(value, Symbol::LEN).is_none() {
        return Ok(Value::Bool(true).into());
    }
    let is_filled = |length: Value| Value::Bool(length.as_i64() != Some(0));
    match length(vm, value)? {
        Flow::Value(length) => Ok(is_filled(length).into()),
        flow => {
            let vm = vm.clone();
            Flow::future(async move { Ok(is_filled(vm.finish(flow).await?)) })
        }
    }
}

/// `hash(value)` of a value for which [`plain::hash`] has no answer.
pub fn hash(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    if !matches!(value, Value::Instance(_) | Value::Class(_)) {
        return own_hash(vm, value);
    }
    let Some((function, _)) = vm.special_method(value, Symbol::HASH) else {
        return Err(plain::unhashable(&vm.type_name(value)));
    };
    // A class that says what is equal has to say what the hash is, too.
    let class = vm.class_of(value);
    let is_blind = class
        .order()
        .iter()
        .find(|class| class.own(Symbol::HASH).is_some() || class.own(Symbol::EQ).is_some())
        .is_some_and(|class| class.own(Symbol::HASH).is_none());
    if is_blind {
        return Err(plain::unhashable(&vm.type_name(value)));
    }
    if methods::is_own(&function) {
        return own_hash(vm, value);
    }
    match call_special(vm, value, Symbol::HASH, &[])? {
        Some(Flow::Value(hash)) => checked_hash(hash).map(Flow::Value),
        Some(flow) => {
            let vm = vm.clone();
            Flow::future(async move { checked_hash(vm.finish(flow).await?) })
        }
        None => Err(plain::unhashable(&vm.type_name(value))),
    }
}

/// `hash(value)` as the built-in types define it, past the `__hash__` of a subclass.
pub fn own_hash(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let base = value.base();
    if let Value::Instance(_) | Value::Class(_) = base {
        return Ok(Value::Int(plain::identity_hash(base)).into());
    }
    match (plain::hash(base), base) {
        (Some(hash), _) => Ok(Value::Int(hash?).into()),
        (None, Value::Tuple(items)) => {
            let (vm, items) = (vm.clone(), items.clone());
            Flow::future(async move {
                let mut hashes = Vec::with_capacity(items.len());
                for item in items.iter() {
                    hashes.push(vm.hash(item).await?);
                }
                Ok(Value::Int(hash_tuple(hashes.into_iter())))
            })
        }
        (None, Value::Slice(slice)) => {
            let parts = [&slice.start, &slice.stop, &slice.step].map(Value::clone);
            own_hash(vm, &Value::tuple(parts.to_vec()))
        }
        (None, _) => Ok(Value::Int(plain::identity_hash(base)).into()),
    }
}

/// `a op b` as the built-in types define it, past the methods of subclasses; `None` where they do not.
pub fn own_compare(vm: &Rc<Vm>, op: CompareOp, a: &Value, b: &Value) -> PyResult<Option<Flow>> {
    let (a, b) = (a.base(), b.base());
    if let Some(answer) = numeric::compare(op, a, b) {
        return Ok(Some(Value::Bool(answer).into()));
    }
    if !can_compare(op, a, b) {
        let same = op == CompareOp::Eq && a.is(b);
        return Ok(same.then(|| Value::Bool(true).into()));
    }
    if let CompareOp::Eq | CompareOp::Ne = op {
        if let Some(equal) = plain::equal(a, b) {
            return Ok(Some(Value::Bool(equal == (op == CompareOp::Eq)).into()));
        }
        return equal_later(vm, op == CompareOp::Eq, a, b).map(Some);
    }
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => {
            let order = a.as_str().cmp(b.as_str());
            Ok(Some(Value::Bool(numeric::holds(op, Some(order))).into()))
        }
        (Value::List(_), Value::List(_)) | (Value::Tuple(_), Value::Tuple(_)) => {
            compare_sequences(vm, op, a, b).map(Some)
        }
        _ => {
            let order = sequence::bytes_of(a).cmp(&sequence::bytes_of(b));
            Ok(Some(Value::Bool(numeric::holds(op, Some(order))).into()))
        }
    }
}

/// The complaint of two values that have no order.
pub fn incomparable(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> PyError {
    let sign = match op {
        CompareOp::Lt => "<",
        CompareOp::Le => "<=",
        CompareOp::Eq => "==",
        CompareOp::Ne => "!=",
        CompareOp::Gt => ">",
        CompareOp::Ge => ">=",
    };
    type_error(format!(
        "'{sign}' not supported between instances of '{}' and '{}'",
        vm.type_name(a),
        vm.type_name(b)
    ))
}

/// Whether the built-in types of these values know how to compare them.
fn can_compare(op: CompareOp, a: &Value, b: &Value) -> bool {
    use Value::*;
    match (a, b) {
        (Str(_), Str(_))
        | (List(_), List(_))
        | (Tuple(_), Tuple(_))
        | (Bytes(_) | ByteArray(_), Bytes(_) | ByteArray(_)) => true,
        (Dict(_), Dict(_))
        | (Range(_), Range(_))
        | (Slice(_), Slice(_))
        | (Method(_), Method(_)) => matches!(op, CompareOp::Eq | CompareOp::Ne),
        _ => {
            matches!(op, CompareOp::Eq | CompareOp::Ne)
                && numeric::is_number(a)
                && numeric::is_number(b)
        }
    }
}

/// `a == b` (or its opposite) of two containers of a kind whose items have to be asked.
fn equal_later(vm: &Rc<Vm>, wanted: bool, a: &Value, b: &Value) -> PyResult<Flow> {
    let (vm, a, b) = (vm.clone(), a.clone(), b.clone());
    Flow::future(async move {
        let equal = match (&a, &b) {
            (Value::Dict(a), Value::Dict(b)) => equal_dicts(&vm, a, b).await?,
            (Value::Slice(a), Value::Slice(b)) => {
                let pairs = [(&a.start, &b.start), (&a.stop, &b.stop), (&a.step, &b.step)];
                let mut equal = true;
                for (a, b) in pairs {
                    equal = equal && vm.equal(a, b).await?;
                }
                equal
            }
            _ => {
                sequence::length(&a) == sequence::length(&b)
                    && first_difference(&vm, &a, &b).await?.is_none()
            }
        };
        Ok(Value::Bool(equal == wanted))
    })
}

/// The same keys with equal values, in any order.
async fn equal_dicts(vm: &Rc<Vm>, a: &Rc<Dict>, b: &Rc<Dict>) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut next = 0;
    while let Some((slot, key, value)) = a.entry_from(next) {
        let Some(found) = find_hashed(vm, b, a.hash_at(slot), &key).await? else {
            return Ok(false);
        };
        let other = b.value_at(found).unwrap_or_default();
        if !vm.equal(&value, &other).await? {
            return Ok(false);
        }
        next = slot + 1;
    }
    Ok(true)
}

/// The order of two lists or tuples: that of the first items which are not equal, else that of their lengths.
fn compare_sequences(vm: &Rc<Vm>, op: CompareOp, a: &Value, b: &Value) -> PyResult<Flow> {
    let mut at = 0;
    while let (Some(x), Some(y)) = (sequence::item(a, at), sequence::item(b, at)) {
        match x.is(&y).then_some(true).or_else(|| plain::equal(&x, &y)) {
            Some(true) => at += 1,
            Some(false) if sequence::length(&x).is_none() || matches!(x, Value::Str(_)) => {
                return compare(vm, op, &x, &y);
            }
            _ => {
                let (vm, a, b) = (vm.clone(), a.clone(), b.clone());
                return Flow::future(async move {
                    match first_difference(&vm, &a, &b).await? {
                        Some((x, y)) => vm.compare(op, &x, &y).await,
                        None => Ok(compare_lengths(op, &a, &b)),
                    }
                });
            }
        }
    }
    Ok(compare_lengths(op, a, b).into())
}

fn compare_lengths(op: CompareOp, a: &Value, b: &Value) -> Value {
    let order: Ordering = sequence::length(a).cmp(&sequence::length(b));
    Value::Bool(numeric::holds(op, Some(order)))
}

/// The first items at the same place of two lists or tuples that are not equal.
async fn first_difference(vm: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<Option<(Value, Value)>> {
    let mut at = 0;
    while let (Some(x), Some(y)) = (sequence::item(a, at), sequence::item(b, at)) {
        if !vm.equal(&x, &y).await? {
            return Ok(Some((x, y)));
        }
        at += 1;
    }
    Ok(None)
}

/// What a `__hash__` gave, as a hash: -1 is no hash, and what is too large is folded.
fn checked_hash(hash: Value) -> PyResult {
    Ok(Value::Int(match hash.base() {
        Value::Int(-1) => -2,
        Value::Int(hash) => *hash,
        Value::Bool(flag) => *flag as i64,
        big @ Value::Big(_) => plain::hash(big).unwrap_or(Ok(0))?,
        _ => return Err(type_error("__hash__ method should return an integer")),
    }))
}
