//! `object[key]`, `in` and `len`.

use std::rc::Rc;
use std::slice::from_ref;

use crate::python::arguments::{self, Places, has_index};
use crate::python::builtins::typing_objects;
use crate::python::object::error::{
    index_error, key_error, overflow_error, type_error, value_error,
};
use crate::python::object::{Descriptor, Dict, Flow, PyError, PyResult, Slice, Value};
use crate::python::operators::lookup::at_place;
use crate::python::operators::sequence::{self, assign_slice};
use crate::python::operators::special::{call_special, eagerly, then};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `object[key]`
pub fn subscript(vm: &Rc<Vm>, object: &Value, key: &Value) -> PyResult<Flow> {
    match object {
        Value::Instance(_) => match call_special(vm, object, Symbol::GETITEM, from_ref(key))? {
            Some(flow) => Ok(flow),
            None => Err(not_subscriptable(vm, object)),
        },
        Value::Class(_) => class_subscript(vm, object, key),
        _ => own_subscript(vm, object, key),
    }
}

/// `object[key] = value`
pub fn set_item(vm: &Rc<Vm>, object: &Value, key: &Value, value: Value) -> PyResult<Flow> {
    match object {
        Value::Instance(_) | Value::Class(_) => {
            match call_special(vm, object, Symbol::SETITEM, &[key.clone(), value])? {
                Some(flow) => Ok(flow),
                None => Err(no_assignment(vm, object)),
            }
        }
        _ => own_set_item(vm, object, key, value),
    }
}

/// `del object[key]`
pub fn delete_item(vm: &Rc<Vm>, object: &Value, key: &Value) -> PyResult<Flow> {
    match object {
        Value::Instance(_) | Value::Class(_) => {
            match call_special(vm, object, Symbol::DELITEM, from_ref(key))? {
                Some(flow) => Ok(flow),
                None => Err(no_deletion(vm, object, key)),
            }
        }
        _ => own_delete_item(vm, object, key),
    }
}

/// `item in container`, as a bool.
pub fn contains(vm: &Rc<Vm>, container: &Value, item: &Value) -> PyResult<Flow> {
    if !matches!(container, Value::Instance(_) | Value::Class(_)) {
        return own_contains(vm, container, item);
    }
    match call_special(vm, container, Symbol::CONTAINS, from_ref(item))? {
        Some(flow) => {
            let own = vm.clone();
            eagerly(vm, async move {
                let answer = own.finish(flow).await?;
                Ok(Value::Bool(own.truth(&answer).await?))
            })
        }
        None if vm.class_of(container).lookup(Symbol::CONTAINS).is_some() => Err(type_error(
            format!("'{}' object is not a container", vm.type_name(container)),
        )),
        None => found_by_iterating(vm, container, item),
    }
}

/// `len(object)`
pub fn length(vm: &Rc<Vm>, object: &Value) -> PyResult<Flow> {
    if !matches!(object, Value::Instance(_) | Value::Class(_)) {
        return own_length(vm, object).map(Flow::Value);
    }
    match call_special(vm, object, Symbol::LEN, &[])? {
        Some(flow) => then(vm, flow, checked_length),
        None => Err(no_length(vm, object)),
    }
}

/// `object[key]` of a built-in container, or of an instance of a subclass of one, past its `__getitem__`.
pub fn own_subscript(vm: &Rc<Vm>, object: &Value, key: &Value) -> PyResult<Flow> {
    if let Value::Dict(dict) = object.base() {
        return dict_item(vm, object, dict, key);
    }
    match sequence_key(vm, object, key)? {
        Key::At(at) => sequence::item(object.base(), at)
            .map(Flow::Value)
            .ok_or_else(|| out_of_range(object, "")),
        Key::Slice(slice) => sequence::slice(object.base(), &slice).map(Flow::Value),
        Key::Unresolved => {
            let (vm, object, key) = (vm.clone(), object.clone(), key.clone());
            Flow::future(async move {
                let key = resolve(&vm, &key).await?;
                let flow = own_subscript(&vm, &object, &key)?;
                vm.finish(flow).await
            })
        }
    }
}

/// `object[key] = value` of a built-in container.
pub fn own_set_item(vm: &Rc<Vm>, object: &Value, key: &Value, value: Value) -> PyResult<Flow> {
    match object.base() {
        Value::Dict(dict) => return set_dict_item(vm, dict, key.clone(), value),
        Value::List(_) | Value::ByteArray(_) => {}
        _ => return Err(no_assignment(vm, object)),
    }
    match (sequence_key(vm, object, key)?, object.base()) {
        (Key::At(at), Value::List(list)) => {
            let mut items = list.items.borrow_mut();
            let at = place(at, items.len()).ok_or_else(|| out_of_range(object, "assignment "))?;
            let old = std::mem::replace(&mut items[at], value);
            drop(items);
            drop(old);
            Ok(Value::None.into())
        }
        (Key::At(at), Value::ByteArray(bytes)) => {
            let byte = sequence::byte(vm, &value, "byte must be in range(0, 256)")?;
            let length = bytes.borrow().len();
            let at = place(at, length).ok_or_else(|| out_of_range(object, ""))?;
            bytes.borrow_mut()[at] = byte;
            Ok(Value::None.into())
        }
        (Key::Slice(slice), base) => assign_slice(vm, base, &slice, value),
        _ => {
            let (vm, object, key) = (vm.clone(), object.clone(), key.clone());
            Flow::future(async move {
                let key = resolve(&vm, &key).await?;
                let flow = own_set_item(&vm, &object, &key, value)?;
                vm.finish(flow).await
            })
        }
    }
}

/// `del object[key]` of a built-in container.
pub fn own_delete_item(vm: &Rc<Vm>, object: &Value, key: &Value) -> PyResult<Flow> {
    match object.base() {
        Value::Dict(dict) => {
            return at_place(vm, dict, key.clone(), |_, place| match place.slot {
                Some(slot) => {
                    let _entry = place.table.remove_at(slot);
                    Ok(Value::None.into())
                }
                None => Err(key_error(place.key)),
            });
        }
        Value::List(_) | Value::ByteArray(_) => {}
        _ => return Err(no_deletion(vm, object, key)),
    }
    match sequence_key(vm, object, key)? {
        Key::At(at) => {
            let length = sequence::length(object.base()).unwrap_or(0);
            let noun = if matches!(object.base(), Value::List(_)) {
                "assignment "
            } else {
                ""
            };
            let at = place(at, length).ok_or_else(|| out_of_range(object, noun))?;
            sequence::remove(object.base(), Places::one(at));
            Ok(Value::None.into())
        }
        Key::Slice(slice) => {
            let length = sequence::length(object.base()).unwrap_or(0);
            sequence::remove(object.base(), Places::of(&slice, length)?);
            Ok(Value::None.into())
        }
        Key::Unresolved => {
            let (vm, object, key) = (vm.clone(), object.clone(), key.clone());
            Flow::future(async move {
                let key = resolve(&vm, &key).await?;
                let flow = own_delete_item(&vm, &object, &key)?;
                vm.finish(flow).await
            })
        }
    }
}

/// `item in container` of a built-in container.
pub fn own_contains(vm: &Rc<Vm>, container: &Value, item: &Value) -> PyResult<Flow> {
    let answer = match container.base() {
        Value::Dict(dict) => {
            return at_place(vm, dict, item.clone(), |_, place| {
                Ok(Value::Bool(place.slot.is_some()).into())
            });
        }
        Value::Set(set) | Value::FrozenSet(set) => {
            return at_place(vm, set, sequence::set_key(item), |_, place| {
                Ok(Value::Bool(place.slot.is_some()).into())
            });
        }
        Value::List(_) | Value::Tuple(_) => {
            return sequence::search(vm, container.base(), item, 0, usize::MAX, |found| {
                Ok(Value::Bool(found.is_some()))
            });
        }
        Value::Str(text) => match item.as_str() {
            Some(part) => text.contains(part),
            None => {
                return Err(type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    vm.type_name(item)
                )));
            }
        },
        Value::Bytes(_) | Value::ByteArray(_) => {
            sequence::bytes_contain(vm, container.base(), item)?
        }
        Value::Range(range) => match item.as_i64() {
            Some(value) => sequence::range_position(range, value).is_some(),
            None if matches!(item, Value::Instance(_)) => {
                return found_by_iterating(vm, container, item);
            }
            None => item
                .as_f64()
                .filter(|float| float.fract() == 0.0 && float.abs() < 9e18)
                .is_some_and(|float| sequence::range_position(range, float as i64).is_some()),
        },
        _ => return found_by_iterating(vm, container, item),
    };
    Ok(Value::Bool(answer).into())
}

/// `len(object)` of a built-in container, past the `__len__` of a subclass.
pub fn own_length(vm: &Rc<Vm>, object: &Value) -> PyResult {
    match sequence::length(object.base()) {
        Some(_) if matches!(object.base(), Value::Range(range) if range.len() > i64::MAX as usize) => {
            Err(overflow_error(
                "Python int too large to convert to C ssize_t",
            ))
        }
        Some(length) => Ok(Value::from(length)),
        None => Err(no_length(vm, object)),
    }
}

/// `dict[key] = value`
pub fn set_dict_item(vm: &Rc<Vm>, dict: &Rc<Dict>, key: Value, value: Value) -> PyResult<Flow> {
    at_place(vm, dict, key, |_, place| {
        match place.slot {
            Some(slot) => drop(place.table.set_at(slot, value)),
            None => place.table.push(place.hash, place.key, value),
        }
        Ok(Value::None.into())
    })
}

fn dict_item(vm: &Rc<Vm>, object: &Value, dict: &Rc<Dict>, key: &Value) -> PyResult<Flow> {
    let owner = matches!(object, Value::Instance(_)).then(|| object.clone());
    at_place(vm, dict, key.clone(), move |vm, place| {
        if let Some(value) = place.slot.and_then(|slot| place.table.value_at(slot)) {
            return Ok(value.into());
        }
        let missing = match &owner {
            Some(owner) => call_special(vm, owner, Symbol::MISSING, from_ref(&place.key))?,
            None => None,
        };
        missing.ok_or_else(|| key_error(place.key))
    })
}

fn class_subscript(vm: &Rc<Vm>, class: &Value, key: &Value) -> PyResult<Flow> {
    if let Some(flow) = call_special(vm, class, Symbol::GETITEM, from_ref(key))? {
        return Ok(flow);
    }
    let Value::Class(object) = class else {
        return Err(not_subscriptable(vm, class));
    };
    if Rc::ptr_eq(object, &vm.types.type_) {
        return Ok(typing_objects::generic_alias(vm, class.clone(), key.clone()).into());
    }
    match object.lookup(Symbol::CLASS_GETITEM) {
        Some(Value::Descriptor(descriptor)) => match &*descriptor {
            Descriptor::ClassMethod(function) => {
                Ok(Flow::Call(function.get(), vec![class.clone(), key.clone()]))
            }
            _ => Err(not_subscriptable(vm, class)),
        },
        // A plain function of this name is a class method by itself.
        Some(function) => Ok(Flow::Call(function, vec![class.clone(), key.clone()])),
        None if object.lookup(Symbol::TYPE_PARAMS).is_some() => {
            Ok(typing_objects::generic_alias(vm, class.clone(), key.clone()).into())
        }
        None => Err(not_subscriptable(vm, class)),
    }
}

/// Walks an iterable until an item is found that is or equals the one sought.
pub fn found_by_iterating(vm: &Rc<Vm>, container: &Value, item: &Value) -> PyResult<Flow> {
    let not_iterable = |vm: &Vm| {
        type_error(format!(
            "argument of type '{}' is not iterable",
            vm.type_name(container)
        ))
    };
    if !super::iteration::is_iterable(vm, container) {
        return Err(not_iterable(vm));
    }
    let (vm, container, item) = (vm.clone(), container.clone(), item.clone());
    Flow::future(async move {
        let iterator = vm.iter(&container).await?;
        while let Some(next) = vm.next(&iterator).await? {
            if vm.equal(&next, &item).await? {
                return Ok(Value::Bool(true));
            }
        }
        Ok(Value::Bool(false))
    })
}

/// What a subscript of a sequence says.
enum Key {
    At(i64),
    /// Its parts are ints or None.
    Slice(Rc<Slice>),
    /// An `__index__` has to be asked first.
    Unresolved,
}

fn sequence_key(vm: &Rc<Vm>, object: &Value, key: &Value) -> PyResult<Key> {
    let noun = match object.base() {
        Value::List(_) => "list",
        Value::Tuple(_) => "tuple",
        Value::Str(_) => "string",
        Value::Bytes(_) => "byte",
        Value::ByteArray(_) => "bytearray",
        Value::Range(_) => "range",
        _ => return Err(not_subscriptable(vm, object)),
    };
    match key.base() {
        Value::Int(at) => Ok(Key::At(*at)),
        Value::Bool(at) => Ok(Key::At(*at as i64)),
        Value::Big(_) if noun == "range" => Err(out_of_range(object, "")),
        Value::Big(_) => Err(index_error(format!(
            "cannot fit '{}' into an index-sized integer",
            vm.type_name(key)
        ))),
        Value::Slice(slice) => {
            let parts = [&slice.start, &slice.stop, &slice.step];
            Ok(if parts.iter().any(|part| has_index(vm, part)) {
                Key::Unresolved
            } else {
                Key::Slice(slice.clone())
            })
        }
        _ if has_index(vm, key) => Ok(Key::Unresolved),
        _ if noun == "string" => Err(type_error(format!(
            "string indices must be integers, not '{}'",
            vm.type_name(key)
        ))),
        _ => Err(type_error(format!(
            "{noun} indices must be integers or slices, not {}",
            vm.type_name(key)
        ))),
    }
}

/// A subscript with every `__index__` asked.
async fn resolve(vm: &Rc<Vm>, key: &Value) -> PyResult {
    let Value::Slice(slice) = key else {
        return vm.index(key).await;
    };
    let mut parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
    for part in &mut parts {
        if has_index(vm, part) {
            *part = vm.index(part).await?;
        }
    }
    let [start, stop, step] = parts;
    Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
}

/// The place that an index means, counted from the end where it is negative.
fn place(at: i64, length: usize) -> Option<usize> {
    let at = if at < 0 { at + length as i64 } else { at };
    usize::try_from(at).ok().filter(|&at| at < length)
}

fn out_of_range(object: &Value, action: &str) -> PyError {
    let noun = match object.base() {
        Value::Str(_) => "string ",
        Value::Bytes(_) => "",
        Value::Range(_) => "range object ",
        Value::ByteArray(_) => "bytearray ",
        Value::Tuple(_) => "tuple ",
        _ => "list ",
    };
    index_error(format!("{noun}{action}index out of range"))
}

fn checked_length(vm: &Rc<Vm>, length: Value) -> PyResult {
    let number = arguments::int(vm, &length)?;
    if number < 0 {
        return Err(value_error("__len__() should return >= 0"));
    }
    Ok(Value::Int(number))
}

fn not_subscriptable(vm: &Vm, object: &Value) -> PyError {
    match object {
        Value::Class(class) => {
            type_error(format!("type '{}' is not subscriptable", class.name.get()))
        }
        _ => type_error(format!(
            "'{}' object is not subscriptable",
            vm.type_name(object)
        )),
    }
}

fn no_assignment(vm: &Vm, object: &Value) -> PyError {
    type_error(format!(
        "'{}' object does not support item assignment",
        vm.type_name(object)
    ))
}

fn no_deletion(vm: &Vm, object: &Value, key: &Value) -> PyError {
    let verb = match object.base() {
        _ if key.as_int().is_none() => "does not",
        Value::Tuple(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::Range(_)
        | Value::Set(_)
        | Value::FrozenSet(_) => "doesn't",
        _ => "does not",
    };
    type_error(format!(
        "'{}' object {verb} support item deletion",
        vm.type_name(object)
    ))
}

fn no_length(vm: &Vm, object: &Value) -> PyError {
    type_error(format!(
        "object of type '{}' has no len()",
        vm.type_name(object)
    ))
}
