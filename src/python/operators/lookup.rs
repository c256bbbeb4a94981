//! Finding a key in a dict or set, also where Python code has to hash or compare it.

use std::rc::Rc;

use crate::python::object::dict::Found;
use crate::python::object::{Dict, Flow, PyResult, Set, Value};
use crate::python::plain;
use crate::python::vm::Vm;

/// A hash table of values.
pub trait Keyed: 'static {
    fn find(&self, hash: i64, key: &Value) -> Found;
    fn key_at(&self, slot: usize) -> Option<Value>;
}

impl Keyed for Dict {
    fn find(&self, hash: i64, key: &Value) -> Found {
        Dict::find(self, hash, key)
    }

    fn key_at(&self, slot: usize) -> Option<Value> {
        self.get_at(slot).map(|(key, _)| key)
    }
}

impl Keyed for Set {
    fn find(&self, hash: i64, key: &Value) -> Found {
        Set::find(self, hash, key)
    }

    fn key_at(&self, slot: usize) -> Option<Value> {
        self.get_at(slot)
    }
}

/// Where a key is, or would have to be added.
pub struct Place<T> {
    pub table: Rc<T>,
    pub hash: i64,
    pub key: Value,
    pub slot: Option<usize>,
}

/// Finds the key and acts on its place: at once where that needs no Python code, else in a frame. Nothing runs between
/// the look-up and the act.
pub fn at_place<T: Keyed>(
    vm: &Rc<Vm>,
    table: &Rc<T>,
    key: Value,
    act: impl FnOnce(&Rc<Vm>, Place<T>) -> PyResult<Flow> + 'static,
) -> PyResult<Flow> {
    let table = table.clone();
    match find_now(&*table, &key)? {
        Some((hash, slot)) => act(
            vm,
            Place {
                table,
                hash,
                key,
                slot,
            },
        ),
        None => at_place_later(vm.clone(), table, key, Box::new(act)),
    }
}

/// What is to be done at a place.
type Act<T> = Box<dyn FnOnce(&Rc<Vm>, Place<T>) -> PyResult<Flow>>;

fn at_place_later<T: Keyed>(vm: Rc<Vm>, table: Rc<T>, key: Value, act: Act<T>) -> PyResult<Flow> {
    Flow::future(async move {
        let (hash, slot) = find(&vm, &table, &key).await?;
        let place = Place {
            table,
            hash,
            key,
            slot,
        };
        let flow = act(&vm, place)?;
        vm.finish(flow).await
    })
}

/// The hash of a key and its slot, if it has one; `None` where only Python code can tell.
pub fn find_now<T: Keyed>(table: &T, key: &Value) -> PyResult<Option<(i64, Option<usize>)>> {
    let hash = match plain::hash(key) {
        Some(hash) => hash?,
        None => return Ok(None),
    };
    Ok(match table.find(hash, key) {
        Found::At(slot) => Some((hash, Some(slot))),
        Found::Missing => Some((hash, None)),
        Found::Ask(_) => None,
    })
}

/// The hash of a key and its slot, if it has one.
pub async fn find<T: Keyed>(
    vm: &Rc<Vm>,
    table: &Rc<T>,
    key: &Value,
) -> PyResult<(i64, Option<usize>)> {
    let hash = vm.hash(key).await?;
    Ok((hash, find_hashed(vm, table, hash, key).await?))
}

/// The slot of a key, if it has one.
pub async fn find_hashed<T: Keyed>(
    vm: &Rc<Vm>,
    table: &Rc<T>,
    hash: i64,
    key: &Value,
) -> PyResult<Option<usize>> {
    'again: loop {
        let candidates = match table.find(hash, key) {
            Found::At(slot) => return Ok(Some(slot)),
            Found::Missing => return Ok(None),
            Found::Ask(slots) => slots,
        };
        for slot in candidates {
            let Some(candidate) = table.key_at(slot) else {
                continue 'again;
            };
            let equal = vm.equal(&candidate, key).await?;
            // The comparison may have changed the table.
            if !table.key_at(slot).is_some_and(|now| now.is(&candidate)) {
                continue 'again;
            }
            if equal {
                return Ok(Some(slot));
            }
        }
        return Ok(None);
    }
}
