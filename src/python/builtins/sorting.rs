//! Sorting: `list.sort` and `sorted`.
//!
//! Keys that are all numbers, all texts, or tuples of such are sorted at once by Rust's stable sort. All others go through a
//! stable merge sort that asks `<` in a frame.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::python::object::error::value_error;
use crate::python::object::{Flow, List, PyResult, Value};
use crate::python::operators::special::call_now;
use crate::python::plain;
use crate::python::vm::Vm;

/// `list.sort(key=key, reverse=reverse)`; the arguments may be unbound.
pub fn sort_list(vm: &Rc<Vm>, list: Rc<List>, key: Value, reverse: Value) -> PyResult<Flow> {
    // The list is empty while it is sorted, as programs that look at it then find out.
    let items = list.items.take();
    let finish = move |result: Sorted| {
        let (items, error) = match result {
            Ok(items) => (items, None),
            Err((items, error)) => (items, Some(error)),
        };
        let meanwhile = list.items.replace(items);
        match error {
            Some(error) => Err(error),
            None if !meanwhile.is_empty() => Err(value_error("list modified during sort")),
            None => Ok(Value::None),
        }
    };
    sort_then(vm, items, key, reverse, finish)
}

/// A sorted list of the items.
pub fn sorted(vm: &Rc<Vm>, items: Vec<Value>, key: Value, reverse: Value) -> PyResult<Flow> {
    sort_then(vm, items, key, reverse, |result| match result {
        Ok(items) => Ok(Value::list(items)),
        Err((_, error)) => Err(error),
    })
}

/// The items in order; or in their old order, with what went wrong.
type Sorted = Result<Vec<Value>, (Vec<Value>, crate::python::object::PyError)>;

fn sort_then(
    vm: &Rc<Vm>,
    mut items: Vec<Value>,
    key: Value,
    reverse: Value,
    finish: impl FnOnce(Sorted) -> PyResult + 'static,
) -> PyResult<Flow> {
    let plain_reverse = reverse
        .is_unbound()
        .then_some(false)
        .or_else(|| plain::truth(&reverse));
    if matches!(key, Value::Unbound | Value::None)
        && let Some(reverse) = plain_reverse
        && are_comparable(items.iter())
    {
        items.sort_by(|a, b| if reverse { order(b, a) } else { order(a, b) });
        return finish(Ok(items)).map(Flow::Value);
    }
    let vm = vm.clone();
    Flow::future(async move {
        let result = match sort_by_frames(&vm, &items, &key, &reverse).await {
            Ok(sorted) => Ok(sorted),
            Err(error) => Err((items, error)),
        };
        finish(result)
    })
}

async fn sort_by_frames(
    vm: &Rc<Vm>,
    items: &[Value],
    key: &Value,
    reverse: &Value,
) -> PyResult<Vec<Value>> {
    let reverse = !reverse.is_unbound() && vm.truth(reverse).await?;
    let mut keys = items.to_vec();
    if !matches!(key, Value::Unbound | Value::None) {
        for item in &mut keys {
            let flow = call_now(vm, key.clone(), vec![item.clone()])?;
            *item = vm.finish(flow).await?;
        }
    }
    let mut places: Vec<usize> = (0..items.len()).collect();
    if are_comparable(keys.iter()) {
        places.sort_by(|&a, &b| {
            let (a, b) = if reverse { (b, a) } else { (a, b) };
            order(&keys[a], &keys[b])
        });
    } else {
        places = merge_sort(vm, &keys, reverse, places).await?;
    }
    Ok(places.into_iter().map(|at| items[at].clone()).collect())
}

/// Sorts places by their keys: finds the runs that are in order already, and merges neighbours until one is left.
async fn merge_sort(
    vm: &Rc<Vm>,
    keys: &[Value],
    reverse: bool,
    mut places: Vec<usize>,
) -> PyResult<Vec<usize>> {
    // Whether `b`, which comes later, belongs before `a`.
    let overtakes = async |a: usize, b: usize| {
        if reverse {
            vm.less(&keys[a], &keys[b]).await
        } else {
            vm.less(&keys[b], &keys[a]).await
        }
    };
    // Where runs end. Of a falling run every item overtakes the one before it, so turning it round keeps equal ones in order.
    let mut ends = Vec::new();
    let mut start = 0;
    while start < places.len() {
        let mut end = start + 1;
        let mut falls = false;
        while end < places.len() {
            let overtaken = overtakes(places[end - 1], places[end]).await?;
            if end == start + 1 {
                falls = overtaken;
            } else if overtaken != falls {
                break;
            }
            end += 1;
        }
        if falls {
            places[start..end].reverse();
        }
        ends.push(end);
        start = end;
    }
    while ends.len() > 1 {
        let mut merged = Vec::with_capacity(places.len());
        let mut merged_ends = Vec::with_capacity(ends.len() / 2 + 1);
        let mut start = 0;
        for pair in ends.chunks(2) {
            let (mut l, left_end) = (start, pair[0]);
            let end = pair[pair.len() - 1];
            let mut r = left_end;
            while l < left_end && r < end {
                if overtakes(places[l], places[r]).await? {
                    merged.push(places[r]);
                    r += 1;
                } else {
                    merged.push(places[l]);
                    l += 1;
                }
            }
            merged.extend_from_slice(&places[l..left_end]);
            merged.extend_from_slice(&places[r..end]);
            merged_ends.push(end);
            start = end;
        }
        (places, ends) = (merged, merged_ends);
    }
    Ok(places)
}

/// The order of two values that are both numbers, both texts …; `None` where `<` has to be asked.
pub fn plain_order(a: &Value, b: &Value) -> Option<Ordering> {
    same_kind(a, b, 4).then(|| order(a, b))
}

/// Whether [`order`] is a total order of these keys.
fn are_comparable<'a>(mut keys: impl Iterator<Item = &'a Value>) -> bool {
    match keys.next() {
        Some(first) => same_kind(first, first, 4) && keys.all(|key| same_kind(first, key, 4)),
        None => true,
    }
}

fn same_kind(a: &Value, b: &Value, depth: u32) -> bool {
    use Value::*;
    match (a, b) {
        (Str(_), Str(_)) | (Bytes(_), Bytes(_)) => true,
        (Float(a), Float(b)) => !a.is_nan() && !b.is_nan(),
        (Float(a), Int(_) | Bool(_) | Big(_)) | (Int(_) | Bool(_) | Big(_), Float(a)) => {
            !a.is_nan()
        }
        (Int(_) | Bool(_) | Big(_), Int(_) | Bool(_) | Big(_)) => true,
        (Tuple(a), Tuple(b)) => {
            depth > 0
                && a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| same_kind(a, b, depth - 1))
        }
        _ => false,
    }
}

fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Str(a), Value::Str(b)) => a.as_str().cmp(b.as_str()),
        (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
        (Value::Tuple(a), Value::Tuple(b)) => a
            .iter()
            .zip(b.iter())
            .map(|(a, b)| order(a, b))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal),
        _ => plain::compare_numbers(a, b).unwrap_or(Ordering::Equal),
    }
}
