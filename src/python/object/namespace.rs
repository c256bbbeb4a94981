//! Names and their values, in the order of their making: the variables of a module, the attributes of a class.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::python::object::{Dict, Value, finalize};
use crate::python::symbol::Symbol;

/// An ordered table by name. A slot, once given to a name, stays its own, so that code may remember it.
#[derive(Default)]
pub struct Namespace {
    slots: FxHashMap<Symbol, u32>,
    entries: Vec<(Symbol, Value)>,
    /// Since somebody asked for the names as a dict: what is set or removed here is so there, and the other way round.
    mirror: Option<Rc<Dict>>,
}

impl Namespace {
    pub fn get(&self, name: Symbol) -> Option<&Value> {
        let slot = *self.slots.get(&name)?;
        Some(&self.entries[slot as usize].1).filter(|value| !value.is_unbound())
    }

    /// The value in a remembered slot, if it is still `name`'s and filled.
    pub fn get_at(&self, slot: u32, name: Symbol) -> Option<&Value> {
        match self.entries.get(slot as usize) {
            Some((owner, value)) if *owner == name && !value.is_unbound() => Some(value),
            _ => None,
        }
    }

    pub fn slot(&self, name: Symbol) -> Option<u32> {
        self.slots.get(&name).copied()
    }

    /// Sets a name and gives its slot and its old value.
    pub fn set(&mut self, name: Symbol, value: Value) -> (u32, Option<Value>) {
        if let Some(mirror) = &self.mirror {
            mirror.reflect(&name.text(), Some(value.clone()));
        }
        self.reflect(name, value)
    }

    /// Sets a name that the mirror has already.
    pub fn reflect(&mut self, name: Symbol, value: Value) -> (u32, Option<Value>) {
        if let Some(&slot) = self.slots.get(&name) {
            let old = std::mem::replace(&mut self.entries[slot as usize].1, value);
            return (slot, Some(old));
        }
        let slot = self.entries.len() as u32;
        self.slots.insert(name, slot);
        self.entries.push((name, value));
        (slot, None)
    }

    /// Sets the value in a remembered slot, if it is still `name`'s; else gives the value back.
    pub fn set_at(&mut self, slot: u32, name: Symbol, value: Value) -> Result<Value, Value> {
        match self.entries.get_mut(slot as usize) {
            Some((owner, old)) if *owner == name => {
                if let Some(mirror) = &self.mirror {
                    mirror.reflect(&name.text(), Some(value.clone()));
                }
                Ok(std::mem::replace(old, value))
            }
            _ => Err(value),
        }
    }

    /// Empties a name. It comes last again when it is next set.
    pub fn remove(&mut self, name: Symbol) -> Option<Value> {
        if let Some(mirror) = &self.mirror {
            mirror.reflect(&name.text(), None);
        }
        self.forget(name)
    }

    /// Empties a name that the mirror has no more.
    pub fn forget(&mut self, name: Symbol) -> Option<Value> {
        let slot = self.slots.remove(&name)?;
        let old = std::mem::take(&mut self.entries[slot as usize].1);
        self.entries[slot as usize].0 = Symbol::EMPTY;
        Some(old).filter(|value| !value.is_unbound())
    }

    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &Value)> {
        self.entries
            .iter()
            .filter(|(_, value)| !value.is_unbound())
            .map(|(name, value)| (*name, value))
    }

    pub fn len(&self) -> usize {
        self.iter().count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn mirror(&self) -> Option<Rc<Dict>> {
        self.mirror.clone()
    }

    pub fn set_mirror(&mut self, dict: Rc<Dict>) {
        self.mirror = Some(dict);
    }

    /// Takes every value out, in order, of the mirror too.
    pub fn take_values(&mut self) -> Vec<Value> {
        if let Some(mirror) = self.mirror.take() {
            mirror.disown();
            mirror.clear();
        }
        self.take_own_values()
    }

    fn take_own_values(&mut self) -> Vec<Value> {
        self.slots.clear();
        std::mem::take(&mut self.entries)
            .into_iter()
            .map(|(_, value)| value)
            .collect()
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        finalize::discard(self.take_own_values());
    }
}
