//! What lists, tuples, texts, bytes and ranges have in common: items by position, slices, search.

use std::rc::Rc;

use crate::python::arguments::{self, Places};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::{Flow, PyResult, Range, Slice, Str, Tuple, Value, finalize};
use crate::python::plain;
use crate::python::text;
use crate::python::vm::Vm;

/// The length of a built-in container; `None` for any other value.
pub fn length(value: &Value) -> Option<usize> {
    Some(match value {
        Value::List(list) => list.len(),
        Value::Tuple(items) => items.len(),
        Value::Dict(dict) => dict.len(),
        Value::Str(text) => text.char_count(),
        Value::Set(set) | Value::FrozenSet(set) => set.len(),
        // What is longer than any index can tell is as long as one can.
        Value::Range(range) => range.len().min(i64::MAX as usize),
        Value::Bytes(bytes) => bytes.len(),
        Value::ByteArray(bytes) => bytes.borrow().len(),
        _ => return None,
    })
}

/// The item at an index, counted from the end where it is negative; `None` out of range.
pub fn item(value: &Value, at: i64) -> Option<Value> {
    let at = if at < 0 {
        usize::try_from(at + length(value)? as i64).ok()?
    } else {
        at as usize
    };
    match value {
        Value::List(list) => list.get(at),
        Value::Tuple(items) => items.get(at).cloned(),
        Value::Str(text) => text
            .char_at(at)
            .map(|c| Value::str(c.encode_utf8(&mut [0; 4]))),
        Value::Bytes(bytes) => bytes.get(at).map(|&byte| Value::Int(byte as i64)),
        Value::ByteArray(bytes) => bytes.borrow().get(at).map(|&byte| Value::Int(byte as i64)),
        Value::Range(range) => (at < range.len()).then(|| Value::Int(range.item(at))),
        _ => None,
    }
}

/// `value[start:stop:step]` of a sequence.
pub fn slice(value: &Value, slice: &Slice) -> PyResult {
    let places = Places::of(slice, length(value).unwrap_or(0))?;
    Ok(match value {
        Value::List(list) => Value::list(places.pick(&list.items.borrow())),
        Value::Tuple(items) if places.step == 1 && places.count == items.len() => value.clone(),
        Value::Tuple(items) => {
            let mut picked = places.iter().map(|at| items[at].clone());
            Value::Tuple(Rc::new(picked.by_ref().collect::<Tuple>()))
        }
        Value::Str(text) if places.step == 1 && places.count == text.char_count() => value.clone(),
        Value::Str(text) => slice_text(text, places),
        Value::Bytes(bytes) => Value::bytes(places.pick(bytes)),
        Value::ByteArray(bytes) => byte_array(places.pick(&bytes.borrow())),
        Value::Range(range) => {
            let at = |place: i64| range.start.wrapping_add(range.step.wrapping_mul(place));
            Value::Range(Rc::new(Range {
                start: at(places.start),
                stop: at(places.stop),
                step: range.step.wrapping_mul(places.step),
            }))
        }
        _ => Value::None,
    })
}

fn slice_text(text: &Str, places: Places) -> Value {
    let (chars, start) = (text.char_count(), places.start as usize);
    if places.step == 1 {
        return Value::str(text::slice::slice(text, chars, start, start + places.count));
    }
    let sliced = text::slice::slice_step(text, chars, start, places.step, places.count);
    Value::string(sliced)
}

/// `list[slice] = value`, also of a bytearray.
pub fn assign_slice(
    vm: &Rc<Vm>,
    target: &Value,
    slice: &Rc<Slice>,
    value: Value,
) -> PyResult<Flow> {
    if let Value::ByteArray(bytes) = target {
        if !super::iteration::is_iterable(vm, &value) || matches!(value.base(), Value::Str(_)) {
            return Err(type_error(
                "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
            ));
        }
        let (bytes, slice) = (bytes.clone(), slice.clone());
        return super::iteration::with_items(vm, &value, move |vm, items| {
            let new = bytes_of_items(vm, &items, "byte must be in range(0, 256)")?;
            let mut bytes = bytes.borrow_mut();
            let places = Places::of(&slice, bytes.len())?;
            if new.is_empty() {
                // Of any step: to put nothing there is to delete.
                drop(take(&mut bytes, places));
                return Ok(Value::None.into());
            }
            replace(&mut bytes, places, new, "bytes").map(|_| Value::None.into())
        });
    }
    let Value::List(list) = target else {
        return Ok(Value::None.into());
    };
    // A step of zero is found first.
    Places::of(slice, list.len())?;
    if !super::iteration::is_iterable(vm, &value) {
        return Err(type_error("must assign iterable to extended slice"));
    }
    let (list, slice) = (list.clone(), slice.clone());
    super::iteration::with_items(vm, &value, move |_, items| {
        let places = Places::of(&slice, list.len())?;
        let old = replace(&mut list.items.borrow_mut(), places, items, "sequence")?;
        let_go(old, places);
        Ok(Value::None.into())
    })
}

/// Puts new items into places and gives the old ones.
fn replace<T>(items: &mut Vec<T>, places: Places, new: Vec<T>, what: &str) -> PyResult<Vec<T>> {
    if places.step == 1 {
        let start = places.start as usize;
        return Ok(items.splice(start..start + places.count, new).collect());
    }
    if new.len() != places.count {
        return Err(value_error(format!(
            "attempt to assign {what} of size {} to extended slice of size {}",
            new.len(),
            places.count
        )));
    }
    Ok(places
        .iter()
        .zip(new)
        .map(|(at, item)| std::mem::replace(&mut items[at], item))
        .collect())
}

/// Removes what stands in places of a list or bytearray.
pub fn remove(target: &Value, places: Places) {
    match target {
        Value::List(list) => {
            let old = take(&mut list.items.borrow_mut(), places);
            let_go(old, places);
        }
        Value::ByteArray(bytes) => drop(take(&mut bytes.borrow_mut(), places)),
        _ => {}
    }
}

/// What a run of items is dropped in is a list's order, and of single items their own.
fn let_go(items: Vec<Value>, places: Places) {
    if places.step == 1 {
        finalize::discard_items(items);
    } else {
        finalize::discard(items);
    }
}

fn take<T>(items: &mut Vec<T>, places: Places) -> Vec<T> {
    if places.step == 1 {
        let start = places.start as usize;
        return items.drain(start..start + places.count).collect();
    }
    let mut marked: Vec<usize> = places.iter().collect();
    marked.sort_unstable();
    let (mut taken, mut kept) = (Vec::new(), Vec::new());
    let mut next = marked.into_iter().peekable();
    for (at, item) in std::mem::take(items).into_iter().enumerate() {
        if next.next_if_eq(&at).is_some() {
            taken.push(item);
        } else {
            kept.push(item);
        }
    }
    *items = kept;
    taken
}

/// Looks for an item of a list or tuple from `start` on and before `stop`, and concludes from its position.
pub fn search(
    vm: &Rc<Vm>,
    sequence: &Value,
    item: &Value,
    start: usize,
    stop: usize,
    conclude: impl FnOnce(Option<usize>) -> PyResult + 'static,
) -> PyResult<Flow> {
    let mut at = start;
    while at < stop {
        let Some(candidate) = self::item(sequence, at as i64) else {
            return conclude(None).map(Flow::Value);
        };
        match candidate
            .is(item)
            .then_some(true)
            .or_else(|| plain::equal(&candidate, item))
        {
            Some(true) => return conclude(Some(at)).map(Flow::Value),
            Some(false) => at += 1,
            None => break,
        }
    }
    if at >= stop {
        return conclude(None).map(Flow::Value);
    }
    let (vm, sequence, item) = (vm.clone(), sequence.clone(), item.clone());
    let search: std::pin::Pin<Box<dyn Future<Output = PyResult<Option<usize>>>>> =
        Box::pin(async move {
            while at < stop {
                let Some(candidate) = self::item(&sequence, at as i64) else {
                    break;
                };
                if vm.equal(&candidate, &item).await? {
                    return Ok(Some(at));
                }
                at += 1;
            }
            Ok(None)
        });
    Flow::future(async move { conclude(search.await?) })
}

/// How many items of a list or tuple equal one.
pub fn count(vm: &Rc<Vm>, sequence: &Value, item: &Value) -> PyResult<Flow> {
    let (mut at, mut count) = (0, 0_i64);
    while let Some(candidate) = self::item(sequence, at) {
        match candidate
            .is(item)
            .then_some(true)
            .or_else(|| plain::equal(&candidate, item))
        {
            Some(equal) => count += equal as i64,
            None => break,
        }
        at += 1;
    }
    if at as usize >= length(sequence).unwrap_or(0) {
        return Ok(Value::Int(count).into());
    }
    let (vm, sequence, item) = (vm.clone(), sequence.clone(), item.clone());
    Flow::future(async move {
        while let Some(candidate) = self::item(&sequence, at) {
            count += vm.equal(&candidate, &item).await? as i64;
            at += 1;
        }
        Ok(Value::Int(count))
    })
}

/// Where an int is in a range.
pub fn range_position(range: &Range, value: i64) -> Option<usize> {
    let distance = value as i128 - range.start as i128;
    let step = range.step as i128;
    if distance % step != 0 {
        return None;
    }
    usize::try_from(distance / step)
        .ok()
        .filter(|&at| at < range.len())
}

/// What a set is looked up by in another: frozen, as only that has a hash.
pub fn set_key(item: &Value) -> Value {
    match item.base() {
        Value::Set(set) => Value::FrozenSet(Rc::new(set.copy())),
        _ => item.clone(),
    }
}

pub fn byte_array(bytes: Vec<u8>) -> Value {
    Value::ByteArray(Rc::new(bytes.into()))
}

/// A byte out of an int.
pub fn byte(vm: &Vm, value: &Value, complaint: &str) -> PyResult<u8> {
    if let Value::Big(_) = value.base() {
        return Err(value_error(complaint));
    }
    u8::try_from(arguments::int(vm, value)?).map_err(|_| value_error(complaint))
}

/// The bytes that ints stand for.
pub fn bytes_of_items(vm: &Vm, items: &[Value], complaint: &str) -> PyResult<Vec<u8>> {
    items.iter().map(|item| byte(vm, item, complaint)).collect()
}

/// A copy of the bytes of a bytes-like object.
pub fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    match value.base() {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        Value::ByteArray(bytes) => Some(bytes.borrow().clone()),
        _ => None,
    }
}

/// `item in bytes`: a byte, or a run of them.
pub fn bytes_contain(vm: &Vm, container: &Value, item: &Value) -> PyResult<bool> {
    let bytes = bytes_of(container).unwrap_or_default();
    if let Some(part) = bytes_of(item) {
        return Ok(part.is_empty() || bytes.windows(part.len()).any(|window| window == part));
    }
    if !matches!(item.base(), Value::Int(_) | Value::Bool(_) | Value::Big(_)) {
        return Err(type_error(format!(
            "a bytes-like object is required, not '{}'",
            vm.type_name(item)
        )));
    }
    Ok(bytes.contains(&byte(vm, item, "byte must be in range(0, 256)")?))
}
