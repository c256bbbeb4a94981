//! Modules.

use std::cell::RefCell;

use crate::python::object::{Namespace, Value};
use crate::python::symbol::Symbol;

/// A module: the main program's, one of ours, or one written in Python.
pub struct Module {
    pub name: Symbol,
    pub names: RefCell<Namespace>,
}

impl Module {
    pub fn new(name: Symbol) -> Module {
        Module {
            name,
            names: RefCell::default(),
        }
    }

    pub fn get(&self, name: Symbol) -> Option<Value> {
        self.names.borrow().get(name).cloned()
    }

    pub fn set(&self, name: Symbol, value: Value) {
        // Dropped after the borrow ends.
        let _old = self.names.borrow_mut().set(name, value);
    }
}
