//! `set` and `frozenset`.
//!
//! Programs print sets of small ints, so the order of such a set must be CPython's. It follows from the layout of CPython's
//! table, which therefore is built here step by step: open addressing with short linear probes and a perturbed jump between
//! them, dummies where members were, growth by the number of filled places (see the comments of CPython's
//! `Objects/setobject.c`). The table holds numbers of entries; the entries lie in the order of their adding. A set that holds
//! only numbers, or tuples of them, is walked in the order of the table. The hashes of other values differ from one run of
//! CPython to the next; a set with such members is walked in the order of adding.

use std::cell::{Cell, RefCell};

use crate::python::object::dict::Found;
use crate::python::object::{Value, finalize};
use crate::python::plain;

/// A Python set or frozen set.
#[derive(Default)]
pub struct Set {
    table: RefCell<Table>,
    /// Of a frozenset, once it is known.
    pub hash: Cell<Option<i64>>,
}

#[derive(Clone)]
struct Table {
    /// Numbers of entries, or [`EMPTY`] or [`DUMMY`]; a power of two long.
    places: Vec<u32>,
    /// A removed entry has an unbound key.
    entries: Vec<(i64, Value)>,
    /// Members.
    used: usize,
    /// Members and dummies.
    fill: usize,
    /// Where [`Set::pop`] looks next.
    finger: usize,
    /// Members whose hash means nothing to CPython.
    unordered: usize,
}

/// A place that was never filled.
const EMPTY: u32 = u32::MAX;
/// A place whose member was removed: searches go on behind it.
const DUMMY: u32 = u32::MAX - 1;
/// The places of a small table.
const SMALLEST: usize = 8;
/// How many places after the first one are tried before the next jump.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// From this many members on a table grows by two and not by four.
const LARGE: usize = 50_000;

impl Default for Table {
    fn default() -> Table {
        Table {
            places: vec![EMPTY; SMALLEST],
            entries: Vec::new(),
            used: 0,
            fill: 0,
            finger: 0,
            unordered: 0,
        }
    }
}

impl Table {
    fn mask(&self) -> usize {
        self.places.len() - 1
    }

    /// The first place of the hash's probes for which `accept` gives a value.
    fn probe<R>(&self, hash: i64, mut accept: impl FnMut(usize, u32) -> Option<R>) -> R {
        let mask = self.mask();
        let mut perturb = hash as u64 as usize;
        let mut at = perturb & mask;
        loop {
            // No linear probes where they would pass the end of the table.
            let last = if at + LINEAR_PROBES <= mask {
                at + LINEAR_PROBES
            } else {
                at
            };
            for place in at..=last {
                if let Some(result) = accept(place, self.places[place]) {
                    return result;
                }
            }
            perturb >>= PERTURB_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        }
    }

    fn find(&self, hash: i64, key: &Value) -> Found {
        let mut ask = Vec::new();
        let found = self.probe(hash, |_, number| {
            if number == EMPTY {
                return Some(None);
            }
            let (other_hash, other) = match number {
                DUMMY => return None,
                number => &self.entries[number as usize],
            };
            if *other_hash != hash {
                return None;
            }
            if other.is(key) {
                return Some(Some(number as usize));
            }
            match plain::equal(other, key) {
                Some(true) => Some(Some(number as usize)),
                Some(false) => None,
                None => {
                    ask.push(number as usize);
                    None
                }
            }
        });
        match found {
            Some(number) => Found::At(number),
            None if ask.is_empty() => Found::Missing,
            None => Found::Ask(ask),
        }
    }

    /// Puts a new entry into the last dummy before the first empty place of its probes, or else into that place. True where
    /// it was empty.
    fn place(&mut self, hash: i64, number: u32) -> bool {
        let mut dummy = None;
        let empty = self.probe(hash, |place, other| match other {
            EMPTY => Some(place),
            DUMMY => {
                dummy = Some(place);
                None
            }
            _ => None,
        });
        self.places[dummy.unwrap_or(empty)] = number;
        dummy.is_none()
    }

    fn push(&mut self, hash: i64, key: Value) {
        let number = self.entries.len() as u32;
        self.unordered += !is_ordered(&key) as usize;
        self.entries.push((hash, key));
        self.used += 1;
        if self.place(hash, number) {
            self.fill += 1;
            if self.fill * 5 >= self.mask() * 3 {
                self.grow();
            }
        }
    }

    fn grow(&mut self) {
        let factor = if self.used > LARGE { 2 } else { 4 };
        self.resize(self.used * factor);
    }

    /// Rebuilds the table with more than `least` places and without dummies.
    fn resize(&mut self, least: usize) {
        let mut length = SMALLEST;
        while length <= least {
            length *= 2;
        }
        if length == SMALLEST && self.places.len() == SMALLEST && self.fill == self.used {
            return;
        }
        let old = std::mem::replace(&mut self.places, vec![EMPTY; length]);
        // New numbers, without those of removed entries.
        let mut numbers = vec![EMPTY; self.entries.len()];
        let mut next = 0;
        for (number, (_, key)) in self.entries.iter().enumerate() {
            if !key.is_unbound() {
                numbers[number] = next;
                next += 1;
            }
        }
        self.entries.retain(|(_, key)| !key.is_unbound());
        for number in old.into_iter().filter(|&number| number < DUMMY) {
            let number = numbers[number as usize];
            self.place(self.entries[number as usize].0, number);
        }
        self.fill = self.used;
    }

    /// Removes the member with this number; gives it and its place.
    fn remove(&mut self, number: usize) -> (Value, usize) {
        let (hash, key) = &mut self.entries[number];
        let (hash, key) = (*hash, std::mem::take(key));
        let place = self.probe(hash, |place, other| {
            (other as usize == number).then_some(place)
        });
        self.places[place] = DUMMY;
        self.used -= 1;
        self.unordered -= !is_ordered(&key) as usize;
        (key, place)
    }

    /// The numbers of the members, in the order in which Python walks them.
    fn order(&self) -> Vec<usize> {
        if self.unordered == 0 {
            let filled = self.places.iter().filter(|&&number| number < DUMMY);
            return filled.map(|&number| number as usize).collect();
        }
        let entries = self.entries.iter().enumerate();
        entries
            .filter(|(_, (_, key))| !key.is_unbound())
            .map(|(number, _)| number)
            .collect()
    }
}

impl Set {
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn find(&self, hash: i64, key: &Value) -> Found {
        self.table.borrow().find(hash, key)
    }

    /// Adds a member that is known to be new.
    pub fn push(&self, hash: i64, key: Value) {
        self.table.borrow_mut().push(hash, key);
    }

    pub fn remove_at(&self, slot: usize) -> Value {
        self.table.borrow_mut().remove(slot).0
    }

    pub fn get_at(&self, slot: usize) -> Option<Value> {
        let table = self.table.borrow();
        let (_, key) = table.entries.get(slot)?;
        Some(key.clone()).filter(|key| !key.is_unbound())
    }

    /// The members with their hashes, in the order in which Python walks them.
    pub fn members(&self) -> Vec<(i64, Value)> {
        let table = self.table.borrow();
        let order = table.order().into_iter();
        order.map(|number| table.entries[number].clone()).collect()
    }

    pub fn items(&self) -> Vec<Value> {
        let table = self.table.borrow();
        let order = table.order().into_iter();
        order
            .map(|number| table.entries[number].1.clone())
            .collect()
    }

    /// Takes some member out.
    pub fn pop(&self) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        if table.used == 0 {
            return None;
        }
        let number = if table.unordered > 0 {
            table
                .entries
                .iter()
                .position(|(_, key)| !key.is_unbound())?
        } else {
            let (mask, length) = (table.mask(), table.places.len());
            let start = table.finger & mask;
            let place = (start..length)
                .chain(0..start)
                .find(|&place| table.places[place] < DUMMY)?;
            table.places[place] as usize
        };
        let (key, place) = table.remove(number);
        table.finger = place + 1;
        Some(key)
    }

    pub fn clear(&self) {
        let old = std::mem::take(&mut *self.table.borrow_mut());
        discard(old);
    }

    pub fn copy(&self) -> Set {
        let copy = Set::default();
        if !copy.prepare_for(self) {
            for (hash, key) in self.members() {
                copy.push(hash, key);
            }
        }
        copy
    }

    /// Makes room before the members of another set are added. True where they all are there now: an empty set takes
    /// over the other's table as it is, if that has the right size and no dummies.
    pub fn prepare_for(&self, other: &Set) -> bool {
        if other.is_empty() || std::ptr::eq(self, other) {
            return true;
        }
        self.reserve(other.len());
        let (mut table, other) = (self.table.borrow_mut(), other.table.borrow());
        let same =
            table.fill == 0 && table.places.len() == other.places.len() && other.fill == other.used;
        if same {
            let finger = table.finger;
            *table = Table {
                finger,
                ..other.clone()
            };
        }
        same
    }

    /// Makes room before so many members of a set or dict are added.
    pub fn reserve(&self, more: usize) {
        let mut table = self.table.borrow_mut();
        if (table.fill + more) * 5 >= table.mask() * 3 {
            let least = (table.used + more) * 2;
            table.resize(least);
        }
    }

    /// Gets rid of dummies after many members were removed.
    pub fn tidy(&self) {
        let mut table = self.table.borrow_mut();
        if table.fill - table.used > table.mask() / 4 {
            table.grow();
        }
    }

    /// Takes over the members of another set, which gets those of this one.
    pub fn swap(&self, other: &Set) {
        let (mut table, mut other) = (self.table.borrow_mut(), other.table.borrow_mut());
        std::mem::swap(&mut *table, &mut *other);
        let Table { finger, .. } = &mut *table;
        std::mem::swap(finger, &mut other.finger);
    }
}

/// Whether CPython hashes the value the same in every run: numbers, None, and tuples and frozen sets of them.
fn is_ordered(key: &Value) -> bool {
    fn within(key: &Value, depth: u32) -> bool {
        match key {
            Value::Int(_)
            | Value::Bool(_)
            | Value::Float(_)
            | Value::Big(_)
            | Value::Complex(_)
            | Value::None => true,
            Value::Tuple(items) => depth > 0 && items.iter().all(|item| within(item, depth - 1)),
            Value::FrozenSet(set) => set.table.borrow().unordered == 0,
            _ => false,
        }
    }
    within(key, 8)
}

fn discard(table: Table) {
    let keys: Vec<Value> = table.entries.into_iter().map(|(_, key)| key).collect();
    finalize::discard(keys);
}

impl Drop for Set {
    fn drop(&mut self) {
        discard(std::mem::take(self.table.get_mut()));
    }
}
