//! `dict`: an ordered hash table.
//!
//! Entries lie in the order of their making; an index of hashes finds them. Comparing two keys may need a `__eq__` written
//! in Python, which cannot run in here: then a look-up says which entries are to be asked, and the caller asks.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use hashbrown::HashTable;

use crate::python::object::str::hash_text;
use crate::python::object::{Module, Str, Value, finalize};
use crate::python::plain;
use crate::python::symbol::Symbol;

/// A Python dict.
#[derive(Default)]
pub struct Dict {
    table: RefCell<Table<Value>>,
    /// The module whose names these are: it is told of every change.
    owner: RefCell<Weak<Module>>,
}

/// The table of a dict.
pub struct Table<V> {
    index: HashTable<u32>,
    /// A removed entry has an unbound key.
    entries: Vec<Entry<V>>,
}

struct Entry<V> {
    hash: i64,
    key: Value,
    value: V,
}

/// What a look-up found.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    At(usize),
    Missing,
    /// One of these slots may hold an equal key; only Python's `__eq__` can tell.
    Ask(Vec<usize>),
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table {
            index: HashTable::new(),
            entries: Vec::new(),
        }
    }
}

impl<V> Table<V> {
    pub fn len(&self) -> usize {
        self.index.len()
    }

    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Slots in use, the removed ones included: the bound of a walk by slot.
    pub fn slots(&self) -> usize {
        self.entries.len()
    }

    pub fn find(&self, hash: i64, key: &Value) -> Found {
        let mut ask = Vec::new();
        let found = self.index.find(spread(hash), |&slot| {
            let entry = &self.entries[slot as usize];
            if entry.hash != hash {
                return false;
            }
            if entry.key.is(key) {
                return true;
            }
            plain::equal(&entry.key, key).unwrap_or_else(|| {
                ask.push(slot as usize);
                false
            })
        });
        match found {
            Some(&slot) => Found::At(slot as usize),
            None if ask.is_empty() => Found::Missing,
            None => Found::Ask(ask),
        }
    }

    fn find_text(&self, hash: i64, text: &str) -> Option<usize> {
        self.index
            .find(spread(hash), |&slot| {
                let entry = &self.entries[slot as usize];
                entry.hash == hash && entry.key.as_str() == Some(text)
            })
            .map(|&slot| slot as usize)
    }

    /// Adds an entry whose key is known to be new.
    pub fn push(&mut self, hash: i64, key: Value, value: V) {
        let slot = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        let entries = &self.entries;
        self.index.insert_unique(spread(hash), slot, |&slot| {
            spread(entries[slot as usize].hash)
        });
    }

    /// The entry in a slot, if it is filled.
    pub fn at(&self, slot: usize) -> Option<(&Value, &V)> {
        self.entries
            .get(slot)
            .filter(|entry| !entry.key.is_unbound())
            .map(|entry| (&entry.key, &entry.value))
    }

    pub fn value_mut(&mut self, slot: usize) -> Option<&mut V> {
        self.entries.get_mut(slot).map(|entry| &mut entry.value)
    }

    pub fn hash_at(&self, slot: usize) -> i64 {
        self.entries[slot].hash
    }

    /// The filled entries, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &Value, &V)> {
        self.entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| !entry.key.is_unbound())
            .map(|(slot, entry)| (slot, &entry.key, &entry.value))
    }
}

impl<V: Default> Table<V> {
    /// Removes the entry in a filled slot.
    pub fn remove_at(&mut self, slot: usize) -> (Value, V) {
        let entry = &mut self.entries[slot];
        let hash = entry.hash;
        let taken = (
            std::mem::take(&mut entry.key),
            std::mem::take(&mut entry.value),
        );
        if let Ok(occupied) = self
            .index
            .find_entry(spread(hash), |&other| other as usize == slot)
        {
            occupied.remove();
        }
        if slot + 1 == self.entries.len() {
            while self
                .entries
                .last()
                .is_some_and(|entry| entry.key.is_unbound())
            {
                self.entries.pop();
            }
        } else if self.entries.len() > 32 && self.index.len() * 4 < self.entries.len() {
            self.compact();
        }
        taken
    }

    /// Closes the gaps that removed entries left, so that a queue made of a dict does not grow for ever.
    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.index.clear();
        for slot in 0..self.entries.len() {
            let entries = &self.entries;
            let hash = entries[slot].hash;
            self.index
                .insert_unique(spread(hash), slot as u32, |&slot| {
                    spread(entries[slot as usize].hash)
                });
        }
    }

    pub fn clear(&mut self) -> Vec<(Value, V)> {
        self.index.clear();
        std::mem::take(&mut self.entries)
            .into_iter()
            .map(|entry| (entry.key, entry.value))
            .collect()
    }
}

/// Python's hashes of small ints are the ints; the table wants bits that differ at both ends.
fn spread(hash: i64) -> u64 {
    (hash as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(20)
}

/// Tells a module what has become of one of its names.
fn tell(module: &Module, key: &Value, value: Option<&Value>) {
    let Some(name) = key.as_str().map(Symbol::new) else {
        return;
    };
    let mut names = module.names.borrow_mut();
    let old = match value {
        Some(value) => names.reflect(name, value.clone()).1,
        None => names.forget(name),
    };
    // Dropped after the borrow ends.
    drop(names);
    drop(old);
}

impl Dict {
    pub fn len(&self) -> usize {
        self.table.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn slots(&self) -> usize {
        self.table.borrow().slots()
    }

    /// Looks a key up by its hash.
    pub fn find(&self, hash: i64, key: &Value) -> Found {
        self.table.borrow().find(hash, key)
    }

    pub fn get_at(&self, slot: usize) -> Option<(Value, Value)> {
        self.table
            .borrow()
            .at(slot)
            .map(|(key, value)| (key.clone(), value.clone()))
    }

    pub fn value_at(&self, slot: usize) -> Option<Value> {
        self.table.borrow().at(slot).map(|(_, value)| value.clone())
    }

    /// Replaces the value in a filled slot and gives the old one.
    pub fn set_at(&self, slot: usize, value: Value) -> Value {
        if let Some(owner) = self.owner() {
            let key = self.get_at(slot).unwrap_or_default().0;
            tell(&owner, &key, Some(&value));
        }
        match self.table.borrow_mut().value_mut(slot) {
            Some(old) => std::mem::replace(old, value),
            None => Value::Unbound,
        }
    }

    /// Adds an entry whose key is known to be new.
    pub fn push(&self, hash: i64, key: Value, value: Value) {
        if let Some(owner) = self.owner() {
            tell(&owner, &key, Some(&value));
        }
        self.table.borrow_mut().push(hash, key, value);
    }

    pub fn remove_at(&self, slot: usize) -> (Value, Value) {
        let (key, value) = self.table.borrow_mut().remove_at(slot);
        if let Some(owner) = self.owner() {
            tell(&owner, &key, None);
        }
        (key, value)
    }

    pub fn owner(&self) -> Option<Rc<Module>> {
        self.owner.borrow().upgrade()
    }

    pub fn set_owner(&self, module: &Rc<Module>) {
        *self.owner.borrow_mut() = Rc::downgrade(module);
    }

    /// From now on nobody is told of changes.
    pub fn disown(&self) {
        *self.owner.borrow_mut() = Weak::new();
    }

    /// Does what its owner has done to a name.
    pub fn reflect(&self, name: &str, value: Option<Value>) {
        let hash = hash_text(name);
        let mut table = self.table.borrow_mut();
        // The owner still has the old value: dropping it in here frees nothing.
        let _old = match (table.find_text(hash, name), value) {
            (Some(slot), Some(value)) => table
                .value_mut(slot)
                .map(|place| std::mem::replace(place, value)),
            (Some(slot), None) => Some(table.remove_at(slot).1),
            (None, Some(value)) => {
                table.push(hash, Value::str(name), value);
                None
            }
            (None, None) => None,
        };
    }

    /// The first filled slot from `slot` on, with its entry.
    pub fn entry_from(&self, slot: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        (slot..table.slots()).find_map(|slot| {
            table
                .at(slot)
                .map(|(key, value)| (slot, key.clone(), value.clone()))
        })
    }

    /// The last filled slot before `slot`, with its entry.
    pub fn entry_before(&self, slot: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        (0..slot).rev().find_map(|slot| {
            table
                .at(slot)
                .map(|(key, value)| (slot, key.clone(), value.clone()))
        })
    }

    /// All entries, in order.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.table
            .borrow()
            .iter()
            .map(|(_, key, value)| (key.clone(), value.clone()))
            .collect()
    }

    pub fn keys(&self) -> Vec<Value> {
        self.table
            .borrow()
            .iter()
            .map(|(_, key, _)| key.clone())
            .collect()
    }

    pub fn clear(&self) {
        // Dropped after the borrow ends.
        let entries = self.table.borrow_mut().clear();
        if let Some(owner) = self.owner() {
            for (key, _) in &entries {
                tell(&owner, key, None);
            }
        }
    }

    /// A copy that shares keys and values.
    pub fn copy(&self) -> Dict {
        let table = self.table.borrow();
        let copy = Dict::default();
        for (slot, key, value) in table.iter() {
            copy.push(table.hash_at(slot), key.clone(), value.clone());
        }
        copy
    }

    pub fn hash_at(&self, slot: usize) -> i64 {
        self.table.borrow().hash_at(slot)
    }

    pub fn get_str(&self, key: &str) -> Option<Value> {
        let table = self.table.borrow();
        let slot = table.find_text(hash_text(key), key)?;
        table.at(slot).map(|(_, value)| value.clone())
    }

    /// Sets the value of a string key and gives the old one.
    pub fn set_str(&self, key: &str, value: Value) -> Option<Value> {
        let hash = hash_text(key);
        let slot = self.table.borrow().find_text(hash, key);
        match slot {
            Some(slot) => Some(self.set_at(slot, value)),
            None => {
                self.push(hash, Value::Str(Rc::new(Str::new(key))), value);
                None
            }
        }
    }

    pub fn remove_str(&self, key: &str) -> Option<Value> {
        let slot = self.table.borrow().find_text(hash_text(key), key)?;
        Some(self.remove_at(slot).1)
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        let entries = self.table.get_mut().clear();
        finalize::discard(
            entries
                .into_iter()
                .flat_map(|(key, value)| [key, value])
                .collect::<Vec<_>>(),
        );
    }
}
