//! `_heapq`: the functions of `heapq` on one heap.

use std::rc::Rc;

use crate::python::modules::{heap, native};
use crate::python::object::error::{index_error, type_error};
use crate::python::object::{Args, List, Module, NativeDef, PyResult, Value};
use crate::python::operators::special::eagerly;
use crate::python::vm::Vm;

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("heappush", 2, 2, |vm, mut args| {
        let (list, item, vm_) = (list(vm, &args)?, args.take(1), vm.clone());
        eagerly(vm, async move {
            heap::push(&vm_, &list, item).await?;
            Ok(Value::None)
        })
    }),
    NativeDef::flow("heappop", 1, 1, |vm, args| {
        let (list, vm_) = (list(vm, &args)?, vm.clone());
        eagerly(vm, async move { heap::pop(&vm_, &list).await })
    }),
    NativeDef::flow("heapify", 1, 1, |vm, args| {
        let (list, vm_) = (list(vm, &args)?, vm.clone());
        eagerly(vm, async move {
            for at in (0..list.len() / 2).rev() {
                heap::sink(&vm_, &list, at).await?;
            }
            Ok(Value::None)
        })
    }),
    NativeDef::flow("heapreplace", 2, 2, |vm, mut args| {
        let (list, item, vm_) = (list(vm, &args)?, args.take(1), vm.clone());
        if list.is_empty() {
            return Err(index_error("index out of range"));
        }
        eagerly(vm, async move { replace(&vm_, &list, item).await })
    }),
    NativeDef::flow("heappushpop", 2, 2, |vm, mut args| {
        let (list, item, vm_) = (list(vm, &args)?, args.take(1), vm.clone());
        eagerly(vm, async move {
            match list.get(0) {
                Some(least) if vm_.less(&least, &item).await? => replace(&vm_, &list, item).await,
                _ => Ok(item),
            }
        })
    }),
];

pub fn make(_vm: &Rc<Vm>) -> Rc<Module> {
    native::module("_heapq", FUNCTIONS)
}

fn list(vm: &Rc<Vm>, args: &Args<'_>) -> PyResult<Rc<List>> {
    match args[0].base() {
        Value::List(list) => Ok(list.clone()),
        _ => Err(type_error(format!(
            "heap argument must be a list, not {}",
            vm.type_name(&args[0])
        ))),
    }
}

/// Takes the least item out and puts another in.
async fn replace(vm: &Rc<Vm>, list: &List, item: Value) -> PyResult {
    let least = match list.items.borrow_mut().first_mut() {
        Some(place) => std::mem::replace(place, item),
        None => return Err(index_error("index out of range")),
    };
    heap::sink(vm, list, 0).await?;
    Ok(least)
}
