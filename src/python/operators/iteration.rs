//! Iterating and unpacking.

use std::rc::Rc;

use crate::python::builtins::lazy;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::generator::GeneratorKind;
use crate::python::object::iter::{DictItems, IterSource, LazyIter};
use crate::python::object::{ExceptionKind, Flow, Iter, PyError, PyResult, Value};
use crate::python::operators::special::{call_special, is_overridden, then};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// The longest range whose items are made at once.
const LONGEST_RANGE: usize = 1 << 16;

/// `iter(iterable)`
pub fn iterate(vm: &Rc<Vm>, iterable: &Value) -> PyResult<Flow> {
    if !matches!(iterable, Value::Instance(_) | Value::Class(_)) {
        return own_iterate(vm, iterable).map(Flow::Value);
    }
    if iterable.downcast::<LazyIter>().is_some() {
        return Ok(iterable.clone().into());
    }
    match call_special(vm, iterable, Symbol::ITER, &[])? {
        Some(flow) => then(vm, flow, |vm, iterator| checked_iterator(vm, iterator)),
        None if is_iterable(vm, iterable) => Ok(lazy::sequence_iterator(vm, iterable).into()),
        None => Err(not_iterable(vm, iterable)),
    }
}

/// The next item of an iterator that is neither an [`Iter`](crate::python::object::Iter) nor a generator; `Unbound` at its end.
pub fn next(vm: &Rc<Vm>, iterator: &Value) -> PyResult<Flow> {
    match iterator {
        Value::Iter(iter) => Ok(iter.next()?.unwrap_or_default().into()),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            let (vm, iterator) = (vm.clone(), iterator.clone());
            Flow::future(async move { Ok(vm.next(&iterator).await?.unwrap_or_default()) })
        }
        _ => {
            if let Some(lazy) = iterator.downcast::<LazyIter>() {
                return lazy.source.clone().next(vm);
            }
            match call_special(vm, iterator, Symbol::NEXT, &[]) {
                Ok(Some(Flow::Value(item))) => Ok(item.into()),
                Ok(Some(flow)) => {
                    let vm = vm.clone();
                    Flow::future(async move { vm.finish(flow).await.or_else(end_of_iteration) })
                }
                Ok(None) => Err(type_error(format!(
                    "'{}' object is not an iterator",
                    vm.type_name(iterator)
                ))),
                Err(error) => end_of_iteration(error).map(Flow::Value),
            }
        }
    }
}

/// The items of a built-in container, where iterating it runs no Python code and no method is overridden.
pub fn items_now(iterable: &Value) -> Option<Vec<Value>> {
    if let Value::Instance(instance) = iterable
        && is_overridden(&instance.class_ref(), Symbol::ITER)
    {
        return None;
    }
    Some(match iterable.base() {
        Value::List(list) => list.items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        Value::Dict(dict) => dict.keys(),
        Value::Set(set) | Value::FrozenSet(set) => set.items(),
        // Longer ranges are walked, so that the machine can stop in the midst.
        Value::Range(range) if range.len() <= LONGEST_RANGE => (0..range.len())
            .map(|at| Value::Int(range.item(at)))
            .collect(),
        Value::Str(text) => text
            .chars()
            .map(|c| Value::str(c.encode_utf8(&mut [0; 4])))
            .collect(),
        Value::Bytes(bytes) => bytes.iter().map(|&byte| Value::Int(byte as i64)).collect(),
        Value::ByteArray(bytes) => bytes
            .borrow()
            .iter()
            .map(|&byte| Value::Int(byte as i64))
            .collect(),
        _ => return None,
    })
}

/// Collects the items and goes on with them: at once where that needs no Python code, else in a frame.
pub fn with_items(
    vm: &Rc<Vm>,
    iterable: &Value,
    act: impl FnOnce(&Rc<Vm>, Vec<Value>) -> PyResult<Flow> + 'static,
) -> PyResult<Flow> {
    match items_now(iterable) {
        Some(items) => act(vm, items),
        None => with_items_later(vm.clone(), iterable.clone(), Box::new(act)),
    }
}

/// What is to be done with the items.
type Act = Box<dyn FnOnce(&Rc<Vm>, Vec<Value>) -> PyResult<Flow>>;

fn with_items_later(vm: Rc<Vm>, iterable: Value, act: Act) -> PyResult<Flow> {
    Flow::future(async move {
        let items = vm.collect_sized(&iterable).await?;
        let flow = act(&vm, items)?;
        vm.finish(flow).await
    })
}

/// Whether `iter(value)` would find a method to call.
pub fn is_iterable(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Instance(_) | Value::Class(_) => {
            if matches!(vm.class_of(value).lookup(Symbol::ITER), Some(Value::None)) {
                return false;
            }
            vm.special_method(value, Symbol::ITER).is_some()
                || vm.special_method(value, Symbol::GETITEM).is_some()
        }
        Value::Generator(generator) => generator.kind == GeneratorKind::Generator,
        Value::List(_)
        | Value::Tuple(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::FrozenSet(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::ByteArray(_)
        | Value::Range(_)
        | Value::Iter(_) => true,
        _ => false,
    }
}

/// `iter` of a built-in value, past the `__iter__` of a subclass.
pub fn own_iterate(vm: &Vm, iterable: &Value) -> PyResult {
    Ok(Iter::new(match iterable.base() {
        Value::List(list) => IterSource::List(list.clone()),
        Value::Tuple(items) => IterSource::Tuple(items.clone()),
        Value::Str(text) => IterSource::Str {
            text: text.clone(),
            offset: Default::default(),
        },
        Value::Bytes(bytes) => IterSource::Bytes(bytes.clone()),
        Value::ByteArray(bytes) => IterSource::ByteArray(bytes.clone()),
        Value::Range(range) => IterSource::Range {
            start: range.start,
            step: range.step,
            length: range.len(),
        },
        Value::Dict(dict) => IterSource::Dict {
            dict: dict.clone(),
            items: DictItems::Keys,
            length: dict.len(),
        },
        Value::Set(set) | Value::FrozenSet(set) => IterSource::Set {
            set: set.clone(),
            items: set.items(),
        },
        Value::Iter(_) => return Ok(iterable.clone()),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            return Ok(iterable.clone());
        }
        _ => return Err(not_iterable(vm, iterable)),
    }))
}

/// The items for `a, *b, c = iterable`: `before` items, then with `after` the list of the rest and `after` items. The value
/// is a tuple.
pub fn unpack(
    vm: &Rc<Vm>,
    iterable: &Value,
    before: usize,
    after: Option<usize>,
) -> PyResult<Flow> {
    if let Some(items) = items_now(iterable) {
        return unpacked(items, before, after).map(Flow::Value);
    }
    if !is_iterable(vm, iterable) {
        if vm.class_of(iterable).lookup(Symbol::ITER).is_some() {
            return Err(not_iterable(vm, iterable));
        }
        return Err(type_error(format!(
            "cannot unpack non-iterable {} object",
            vm.type_name(iterable)
        )));
    }
    let (vm, iterable) = (vm.clone(), iterable.clone());
    Flow::future(async move {
        let iterator = vm.iter(&iterable).await?;
        let mut items = Vec::new();
        // Without a star one item too many is enough to know: the iterable may be endless.
        while after.is_some() || items.len() <= before {
            match vm.next(&iterator).await? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        unpacked(items, before, after)
    })
}

fn unpacked(mut items: Vec<Value>, before: usize, after: Option<usize>) -> PyResult {
    let count = items.len();
    let expected = before + after.unwrap_or(0);
    if count < expected {
        let least = if after.is_some() { "at least " } else { "" };
        return Err(value_error(format!(
            "not enough values to unpack (expected {least}{expected}, got {count})"
        )));
    }
    if let Some(after) = after {
        let rest: Vec<Value> = items.drain(before..count - after).collect();
        items.insert(before, Value::list(rest));
    } else if count > expected {
        return Err(value_error(format!(
            "too many values to unpack (expected {expected})"
        )));
    }
    Ok(Value::tuple(items))
}

fn checked_iterator(vm: &Vm, iterator: Value) -> PyResult {
    let is_iterator = match &iterator {
        Value::Iter(_) => true,
        Value::Generator(generator) => generator.kind == GeneratorKind::Generator,
        other => {
            other.downcast::<LazyIter>().is_some()
                || vm.special_method(other, Symbol::NEXT).is_some()
        }
    };
    if is_iterator {
        return Ok(iterator);
    }
    Err(type_error(format!(
        "iter() returned non-iterator of type '{}'",
        vm.type_name(&iterator)
    )))
}

fn not_iterable(vm: &Vm, value: &Value) -> PyError {
    type_error(format!("'{}' object is not iterable", vm.type_name(value)))
}

/// What `__next__` raises at the end, as the absence of an item.
fn end_of_iteration(error: PyError) -> PyResult {
    if error.is(ExceptionKind::StopIteration) {
        Ok(Value::Unbound)
    } else {
        Err(error)
    }
}
