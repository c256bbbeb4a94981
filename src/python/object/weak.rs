//! Weak references: they do not keep an object, and hear of its end.
//!
//! An instance that is referred to is marked; the references to it stand in a table by its address, which is the host thread's
//! because `drop` has no argument to pass one by. When the instance goes, they lose their object, and their callbacks are left
//! to the machine, as last words are. Of other objects (functions, classes, generators …) only whether they live is known.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use rustc_hash::FxHashMap;

use crate::python::object::finalize::{self, LastWords};
use crate::python::object::function::{BoundMethod, Flow};
use crate::python::object::{
    Class, Function, Generator, Instance, Module, NativeObject, Set, Value,
};

thread_local! {
    /// The references to each marked instance, in the order of their making.
    static WATCHERS: RefCell<FxHashMap<usize, Vec<Weak<Instance>>>> = RefCell::default();
}

/// What an instance of `weakref.ref` holds.
pub struct Reference {
    target: RefCell<Target>,
    /// Called with the reference when its object goes; None if nothing is.
    pub callback: RefCell<Value>,
    /// That of the object, once somebody has asked.
    pub hash: Cell<Option<i64>>,
}

impl NativeObject for Reference {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _callback = self.callback.take();
    }
}

enum Target {
    Instance(Weak<Instance>),
    Function(Weak<Function>),
    Method(Weak<BoundMethod>),
    Class(Weak<Class>),
    Generator(Weak<Generator>),
    Module(Weak<Module>),
    Set(Weak<Set>),
    FrozenSet(Weak<Set>),
}

impl Reference {
    /// A reference to this object; `None` for one of a type that cannot be referred to weakly.
    pub fn to(object: &Value, callback: Value) -> Option<Reference> {
        Some(Reference {
            target: RefCell::new(match object {
                Value::Instance(it) => Target::Instance(Rc::downgrade(it)),
                Value::Function(it) => Target::Function(Rc::downgrade(it)),
                Value::Method(it) => Target::Method(Rc::downgrade(it)),
                Value::Class(it) => Target::Class(Rc::downgrade(it)),
                Value::Generator(it) => Target::Generator(Rc::downgrade(it)),
                Value::Module(it) => Target::Module(Rc::downgrade(it)),
                Value::Set(it) => Target::Set(Rc::downgrade(it)),
                Value::FrozenSet(it) => Target::FrozenSet(Rc::downgrade(it)),
                _ => return None,
            }),
            callback: RefCell::new(callback),
            hash: Cell::new(None),
        })
    }

    /// The object, while it lives.
    pub fn get(&self) -> Option<Value> {
        Some(match &*self.target.borrow() {
            Target::Instance(it) => Value::Instance(it.upgrade()?),
            Target::Function(it) => Value::Function(it.upgrade()?),
            Target::Method(it) => Value::Method(it.upgrade()?),
            Target::Class(it) => Value::Class(it.upgrade()?),
            Target::Generator(it) => Value::Generator(it.upgrade()?),
            Target::Module(it) => Value::Module(it.upgrade()?),
            Target::Set(it) => Value::Set(it.upgrade()?),
            Target::FrozenSet(it) => Value::FrozenSet(it.upgrade()?),
        })
    }
}

/// Lets a reference hear of the end of the instance that it refers to.
pub fn watch(target: &Rc<Instance>, reference: &Rc<Instance>) {
    target.watched.set(true);
    WATCHERS.with(|watchers| {
        let mut watchers = watchers.borrow_mut();
        let references = watchers.entry(Rc::as_ptr(target) as usize).or_default();
        references.retain(|reference| reference.strong_count() > 0);
        references.push(Rc::downgrade(reference));
    });
}

/// The references to an instance.
pub fn references(target: &Rc<Instance>) -> Vec<Rc<Instance>> {
    WATCHERS.with(|watchers| {
        let watchers = watchers.borrow();
        let references = watchers.get(&(Rc::as_ptr(target) as usize));
        references.map_or(Vec::new(), |references| alive(references))
    })
}

fn alive(references: &[Weak<Instance>]) -> Vec<Rc<Instance>> {
    references.iter().filter_map(Weak::upgrade).collect()
}

fn take(address: usize) -> Vec<Weak<Instance>> {
    let taken = WATCHERS.with(|watchers| watchers.borrow_mut().remove(&address));
    taken.unwrap_or_default()
}

/// A dying instance left its contents to an heir, which its references belong to from now on.
pub(super) fn inherit(address: usize, heir: &Rc<Instance>) {
    let references = take(address);
    for reference in alive(&references) {
        if let Some(reference) = reference.downcast::<Reference>() {
            *reference.target.borrow_mut() = Target::Instance(Rc::downgrade(heir));
        }
    }
    heir.watched.set(true);
    WATCHERS.with(|watchers| {
        let address = Rc::as_ptr(heir) as usize;
        watchers.borrow_mut().insert(address, references);
    });
}

/// A marked instance has gone, or is about to.
pub(super) fn gone(address: usize) {
    // Those made last are told first.
    for object in alive(&take(address)).into_iter().rev() {
        let Some(reference) = object.downcast::<Reference>() else {
            continue;
        };
        *reference.target.borrow_mut() = Target::Instance(Weak::new());
        let callback = reference.callback.replace(Value::None);
        if !callback.is_none() {
            finalize::later(LastWords::Run(Box::new(move |_| {
                Ok(Flow::Call(callback, vec![Value::Instance(object)]))
            })));
        }
    }
}
