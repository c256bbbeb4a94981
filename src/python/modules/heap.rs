//! The binary heap behind `heapq` and priority queues: a list in which each item is not above its two children.
//!
//! Items are compared as the program says, so every step may run Python code. Removing follows Floyd's way: a gap sinks to the
//! bottom along the smaller children, and the last item rises from there.

use std::rc::Rc;

use crate::python::object::error::index_error;
use crate::python::object::{List, PyResult, Value};
use crate::python::vm::Vm;

/// `heapq.heappush(heap, item)`
pub async fn push(vm: &Rc<Vm>, heap: &List, item: Value) -> PyResult<()> {
    heap.push(item);
    rise(vm, heap, 0, heap.len() - 1).await
}

/// `heapq.heappop(heap)`
pub async fn pop(vm: &Rc<Vm>, heap: &List) -> PyResult {
    let Some(last) = heap.items.borrow_mut().pop() else {
        return Err(index_error("index out of range"));
    };
    if heap.is_empty() {
        return Ok(last);
    }
    let least = std::mem::replace(&mut heap.items.borrow_mut()[0], last);
    sink(vm, heap, 0).await?;
    Ok(least)
}

/// Moves the item at a place up to where it belongs, not above `top`.
pub async fn rise(vm: &Rc<Vm>, heap: &List, top: usize, from: usize) -> PyResult<()> {
    let mut at = from;
    while at > top {
        let parent = (at - 1) / 2;
        let (Some(item), Some(above)) = (heap.get(at), heap.get(parent)) else {
            return Err(index_error("list changed size during comparison"));
        };
        if !vm.less(&item, &above).await? {
            return Ok(());
        }
        swap(heap, at, parent)?;
        at = parent;
    }
    Ok(())
}

/// Moves the item at a place down to the bottom and up again to where it belongs.
pub async fn sink(vm: &Rc<Vm>, heap: &List, top: usize) -> PyResult<()> {
    let mut at = top;
    loop {
        let left = 2 * at + 1;
        let Some(first) = heap.get(left) else {
            break;
        };
        let mut child = left;
        if let Some(second) = heap.get(left + 1)
            && !vm.less(&first, &second).await?
        {
            child = left + 1;
        }
        swap(heap, at, child)?;
        at = child;
    }
    rise(vm, heap, top, at).await
}

/// The program may have changed the list while it compared.
fn swap(heap: &List, a: usize, b: usize) -> PyResult<()> {
    let mut items = heap.items.borrow_mut();
    if a.max(b) >= items.len() {
        return Err(index_error("list changed size during comparison"));
    }
    items.swap(a, b);
    Ok(())
}
