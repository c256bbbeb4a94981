//! The algebra of sets.
//!
//! The order in which members are added is part of the result (see `object::set`), so each operation goes about its work in
//! CPython's steps. All is written once, as code that can be suspended; most often it never has to be.

use std::rc::Rc;

use crate::python::code::BinaryOp;
use crate::python::object::{PyResult, Set, Value};
use crate::python::operators::lookup::{find, find_hashed};
use crate::python::vm::Vm;

/// `set op other op …`: a new set.
pub async fn combine(
    vm: &Rc<Vm>,
    set: &Rc<Set>,
    others: Vec<Value>,
    op: BinaryOp,
) -> PyResult<Rc<Set>> {
    let mut others = others.into_iter();
    let Some(first) = others.next() else {
        return Ok(Rc::new(set.copy()));
    };
    let mut result = match op {
        BinaryOp::Or => {
            let copy = Rc::new(set.copy());
            unite(vm, &copy, set, &first).await?;
            copy
        }
        BinaryOp::And => intersection(vm, set, &first).await?,
        BinaryOp::Subtract => difference(vm, set, &first).await?,
        _ => {
            let result = Rc::<Set>::default();
            update(vm, &result, &first).await?;
            toggle(vm, &result, &Value::Set(set.clone())).await?;
            result
        }
    };
    for other in others {
        match op {
            BinaryOp::And => result = intersection(vm, &result, &other).await?,
            BinaryOp::Or => unite(vm, &result, set, &other).await?,
            _ => change(vm, &result, &other, op).await?,
        }
    }
    Ok(result)
}

/// Adds all members of an iterable to the copy of a set, unless that is the iterable: even adding nothing may make a table
/// grow.
async fn unite(vm: &Rc<Vm>, copy: &Rc<Set>, set: &Rc<Set>, other: &Value) -> PyResult<()> {
    match other {
        Value::Set(other) | Value::FrozenSet(other) if Rc::ptr_eq(set, other) => Ok(()),
        _ => update(vm, copy, other).await,
    }
}

/// `set op= other`
pub async fn change(vm: &Rc<Vm>, set: &Rc<Set>, other: &Value, op: BinaryOp) -> PyResult<()> {
    match op {
        BinaryOp::Or => update(vm, set, other).await,
        BinaryOp::And => {
            let result = intersection(vm, set, other).await?;
            set.swap(&result);
            Ok(())
        }
        BinaryOp::Subtract => subtract(vm, set, other).await,
        _ => toggle(vm, set, other).await,
    }
}

/// Adds all members of an iterable.
pub async fn update(vm: &Rc<Vm>, set: &Rc<Set>, other: &Value) -> PyResult<()> {
    match other.base() {
        Value::Set(members) | Value::FrozenSet(members) => {
            if set.prepare_for(members) {
                return Ok(());
            }
            for (hash, key) in members.members() {
                add(vm, set, hash, key).await?;
            }
        }
        base => {
            if let Value::Dict(dict) = base {
                set.reserve(dict.len());
            }
            let iterator = vm.iter(other).await?;
            while let Some(key) = vm.next(&iterator).await? {
                let hash = vm.hash(&key).await?;
                add(vm, set, hash, key).await?;
            }
        }
    }
    Ok(())
}

async fn intersection(vm: &Rc<Vm>, set: &Rc<Set>, other: &Value) -> PyResult<Rc<Set>> {
    let result = Rc::<Set>::default();
    if let Value::Set(members) | Value::FrozenSet(members) = other.base() {
        if Rc::ptr_eq(set, members) {
            return Ok(Rc::new(set.copy()));
        }
        let (walked, asked) = if members.len() > set.len() {
            (set, members)
        } else {
            (members, set)
        };
        for (hash, key) in walked.members() {
            if find_hashed(vm, asked, hash, &key).await?.is_some() {
                add(vm, &result, hash, key).await?;
            }
        }
        return Ok(result);
    }
    for key in vm.collect(other).await? {
        let (hash, slot) = find(vm, set, &key).await?;
        if slot.is_some() {
            add(vm, &result, hash, key).await?;
        }
    }
    Ok(result)
}

async fn difference(vm: &Rc<Vm>, set: &Rc<Set>, other: &Value) -> PyResult<Rc<Set>> {
    let size = match other.base() {
        Value::Set(members) | Value::FrozenSet(members) => Some(members.len()),
        Value::Dict(dict) => Some(dict.len()),
        _ => None,
    };
    // Where little is to be taken away it is taken from a copy.
    let Some(_) = size.filter(|&size| set.len() >> 2 <= size) else {
        let copy = Rc::new(set.copy());
        subtract(vm, &copy, other).await?;
        return Ok(copy);
    };
    let result = Rc::<Set>::default();
    for (hash, key) in set.members() {
        let found = match other.base() {
            Value::Set(members) | Value::FrozenSet(members) => {
                find_hashed(vm, members, hash, &key).await?
            }
            Value::Dict(dict) => find_hashed(vm, dict, hash, &key).await?,
            _ => None,
        };
        if found.is_none() {
            add(vm, &result, hash, key).await?;
        }
    }
    Ok(result)
}

/// Removes all members of an iterable.
async fn subtract(vm: &Rc<Vm>, set: &Rc<Set>, other: &Value) -> PyResult<()> {
    match other.base() {
        Value::Set(members) | Value::FrozenSet(members) => {
            if Rc::ptr_eq(set, members) {
                set.clear();
                return Ok(());
            }
            let members = if members.len() >> 3 > set.len() {
                intersection(vm, set, other).await?
            } else {
                members.clone()
            };
            for (hash, key) in members.members() {
                remove(vm, set, hash, &key).await?;
            }
        }
        _ => {
            for key in vm.collect(other).await? {
                let hash = vm.hash(&key).await?;
                remove(vm, set, hash, &key).await?;
            }
        }
    }
    set.tidy();
    Ok(())
}

/// Adds the members of an iterable that are not there and removes those that are.
async fn toggle(vm: &Rc<Vm>, set: &Rc<Set>, other: &Value) -> PyResult<()> {
    let members = match other.base() {
        Value::Set(members) | Value::FrozenSet(members) if Rc::ptr_eq(set, members) => {
            set.clear();
            return Ok(());
        }
        Value::Dict(dict) => {
            let mut members = Vec::new();
            for slot in 0..dict.slots() {
                if let Some((key, _)) = dict.get_at(slot) {
                    members.push((dict.hash_at(slot), key));
                }
            }
            members
        }
        _ => as_set(vm, other).await?.members(),
    };
    for (hash, key) in members {
        if !remove(vm, set, hash, &key).await? {
            add(vm, set, hash, key).await?;
        }
    }
    Ok(())
}

pub async fn is_subset(vm: &Rc<Vm>, a: &Rc<Set>, b: &Rc<Set>) -> PyResult<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    for (hash, key) in a.members() {
        if find_hashed(vm, b, hash, &key).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

pub async fn add(vm: &Rc<Vm>, set: &Rc<Set>, hash: i64, key: Value) -> PyResult<()> {
    if find_hashed(vm, set, hash, &key).await?.is_none() {
        set.push(hash, key);
    }
    Ok(())
}

async fn remove(vm: &Rc<Vm>, set: &Rc<Set>, hash: i64, key: &Value) -> PyResult<bool> {
    let slot = find_hashed(vm, set, hash, key).await?;
    if let Some(slot) = slot {
        let _member = set.remove_at(slot);
    }
    Ok(slot.is_some())
}

/// The set itself, or a new one of the items of another iterable.
pub async fn as_set(vm: &Rc<Vm>, value: &Value) -> PyResult<Rc<Set>> {
    if let Value::Set(set) | Value::FrozenSet(set) = value.base() {
        return Ok(set.clone());
    }
    let set = Rc::<Set>::default();
    update(vm, &set, value).await?;
    Ok(set)
}
