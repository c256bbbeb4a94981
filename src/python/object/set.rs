//! `set` and `frozenset`: the table of a dict, without values.

use std::cell::{Cell, RefCell};

use crate::python::object::dict::{Found, Table};
use crate::python::object::{Value, finalize};

/// A Python set or frozen set.
#[derive(Default)]
pub struct Set {
    table: RefCell<Table<()>>,
    /// Of a frozenset, once it is known.
    pub hash: Cell<Option<i64>>,
}

impl Set {
    pub fn len(&self) -> usize {
        self.table.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn find(&self, hash: i64, key: &Value) -> Found {
        self.table.borrow().find(hash, key)
    }

    /// Adds a member that is known to be new.
    pub fn push(&self, hash: i64, key: Value) {
        self.table.borrow_mut().push(hash, key, ());
    }

    pub fn remove_at(&self, slot: usize) -> Value {
        self.table.borrow_mut().remove_at(slot).0
    }

    pub fn get_at(&self, slot: usize) -> Option<Value> {
        self.table.borrow().at(slot).map(|(key, _)| key.clone())
    }

    /// The members with their hashes, in the order in which Python walks them.
    pub fn members(&self) -> Vec<(i64, Value)> {
        let table = self.table.borrow();
        table
            .iter()
            .map(|(slot, key, _)| (table.hash_at(slot), key.clone()))
            .collect()
    }

    pub fn items(&self) -> Vec<Value> {
        self.members().into_iter().map(|(_, key)| key).collect()
    }

    pub fn clear(&self) {
        // Dropped after the borrow ends.
        let _members = self.table.borrow_mut().clear();
    }

    pub fn copy(&self) -> Set {
        let copy = Set::default();
        for (hash, key) in self.members() {
            copy.push(hash, key);
        }
        copy
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        let members = self.table.get_mut().clear();
        finalize::discard(members.into_iter().map(|(key, ())| key).collect::<Vec<_>>());
    }
}
