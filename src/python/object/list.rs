//! `list` and `tuple`.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use smallvec::SmallVec;

use crate::python::object::{Value, finalize};

/// A Python list. Borrow it shortly: never across a call that may run Python code.
#[derive(Default)]
pub struct List {
    pub items: RefCell<Vec<Value>>,
}

impl List {
    pub fn new(items: Vec<Value>) -> List {
        List {
            items: RefCell::new(items),
        }
    }

    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    pub fn push(&self, value: Value) {
        self.items.borrow_mut().push(value);
    }
}

impl Drop for List {
    fn drop(&mut self) {
        finalize::discard_items(std::mem::take(self.items.get_mut()));
    }
}

/// A Python tuple. Up to three items lie in the object itself.
pub struct Tuple {
    items: SmallVec<[Value; 3]>,
    /// 0 until it is known; only tuples of plain values keep it.
    pub hash: Cell<i64>,
}

impl Tuple {
    pub fn from_slice(items: &[Value]) -> Tuple {
        Tuple {
            items: items.iter().cloned().collect(),
            hash: Cell::new(0),
        }
    }
}

impl From<Vec<Value>> for Tuple {
    fn from(items: Vec<Value>) -> Tuple {
        Tuple {
            items: SmallVec::from_vec(items),
            hash: Cell::new(0),
        }
    }
}

impl FromIterator<Value> for Tuple {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Tuple {
        Tuple {
            items: items.into_iter().collect(),
            hash: Cell::new(0),
        }
    }
}

impl Deref for Tuple {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.items
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        finalize::discard_items(std::mem::take(&mut self.items));
    }
}
