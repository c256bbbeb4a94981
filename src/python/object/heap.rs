//! Which objects exist that could be part of a cycle.
//!
//! Reference counts free everything but cycles. Those pass through an instance, a class or a shared variable, nearly without
//! exception, so these are noted here, weakly, as they are made: [`cycles`](super::cycles) begins with them, and at the end of a
//! session whatever is left of them is emptied ([`Heap::sweep`]), which frees the cycles. Making an object has no argument to pass the notes by, so they belong to the host
//! thread; a session puts its own in place while it runs.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::python::object::function::Cell;
use crate::python::object::{Class, Instance, Value};

#[derive(Default)]
pub struct Heap {
    instances: Notes<Instance>,
    classes: Notes<Class>,
    cells: Notes<Cell>,
}

/// Weak references; those to objects that are gone are dropped whenever the number has doubled.
struct Notes<T> {
    entries: Vec<Weak<T>>,
    next_cleaning: usize,
}

impl<T> Default for Notes<T> {
    fn default() -> Notes<T> {
        Notes {
            entries: Vec::new(),
            next_cleaning: 1024,
        }
    }
}

impl<T> Notes<T> {
    fn note(&mut self, object: &Rc<T>) {
        if self.entries.len() >= self.next_cleaning {
            self.entries.retain(|entry| entry.strong_count() > 0);
            self.next_cleaning = (self.entries.len() * 2).max(1024);
        }
        self.entries.push(Rc::downgrade(object));
    }

    fn alive(&self) -> Vec<Rc<T>> {
        self.entries.iter().filter_map(Weak::upgrade).collect()
    }
}

thread_local! {
    static HEAP: RefCell<Heap> = RefCell::default();
}

/// Exchanges the notes in place for others.
pub fn exchange(heap: Heap) -> Heap {
    HEAP.with(|current| current.replace(heap))
}

pub(super) fn note_instance(instance: &Rc<Instance>) {
    HEAP.with(|heap| heap.borrow_mut().instances.note(instance));
}

pub(super) fn note_class(class: &Rc<Class>) {
    HEAP.with(|heap| heap.borrow_mut().classes.note(class));
}

pub(super) fn note_cell(cell: &Rc<Cell>) {
    HEAP.with(|heap| heap.borrow_mut().cells.note(cell));
}

/// The instances and shared variables that there are, in the order of their making.
pub(super) fn noted() -> Vec<Value> {
    HEAP.with(|heap| {
        let heap = heap.borrow();
        let instances = heap.instances.alive().into_iter().map(Value::Instance);
        let cells = heap.cells.alive().into_iter().map(Value::Cell);
        instances.chain(cells).collect()
    })
}

impl Heap {
    /// Empties everything that is left.
    pub fn sweep(self) {
        for instance in self.instances.alive() {
            instance.clear();
        }
        for cell in self.cells.alive() {
            cell.set(Value::Unbound);
        }
        for class in self.classes.alive() {
            class.clear();
        }
    }
}
