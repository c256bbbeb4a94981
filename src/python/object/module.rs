//! Modules.
//!
//! A module's names are a [`Namespace`]; as soon as somebody asks for them as a dict, they are in a dict as well, and each
//! follows the other. A dict that code is executed in gets a module in the same way.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::python::object::{Dict, Namespace, Value};
use crate::python::symbol::Symbol;

/// A module: the main program's, one of ours, or one written in Python.
pub struct Module {
    pub name: Symbol,
    pub names: RefCell<Namespace>,
    /// The built-in names that its code may use, where `exec` was given others than all: `{'__builtins__': {}}`.
    pub restricted: OnceCell<Rc<Dict>>,
}

impl Module {
    pub fn new(name: Symbol) -> Module {
        Module {
            name,
            names: RefCell::default(),
            restricted: OnceCell::new(),
        }
    }

    pub fn get(&self, name: Symbol) -> Option<Value> {
        self.names.borrow().get(name).cloned()
    }

    pub fn set(&self, name: Symbol, value: Value) {
        // Dropped after the borrow ends.
        let _old = self.names.borrow_mut().set(name, value);
    }

    /// The names as a dict, which from now on follows them and leads them.
    pub fn dict(self: &Rc<Module>) -> Rc<Dict> {
        let mut names = self.names.borrow_mut();
        if let Some(dict) = names.mirror() {
            return dict;
        }
        let dict = Rc::new(Dict::default());
        for (name, value) in names.iter() {
            dict.set_str(&name.text(), value.clone());
        }
        dict.set_owner(self);
        names.set_mirror(dict.clone());
        dict
    }

    /// The module whose names a dict holds.
    pub fn of(name: Symbol, dict: &Rc<Dict>) -> Rc<Module> {
        if let Some(owner) = dict.owner() {
            return owner;
        }
        let module = Rc::new(Module::new(name));
        for (name, value) in dict.entries() {
            if let Some(name) = name.as_str() {
                module.set(Symbol::new(name), value);
            }
        }
        dict.set_owner(&module);
        module.names.borrow_mut().set_mirror(dict.clone());
        module
    }

    /// A built-in name, as code of this module sees it.
    pub fn builtin(&self, builtins: &Module, name: Symbol) -> Option<Value> {
        match self.restricted.get() {
            Some(own) => own.get_str(&name.text()),
            None => builtins.get(name),
        }
    }
}
