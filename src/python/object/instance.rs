//! Instances of classes, and the shapes of their attributes.
//!
//! The attributes of an instance lie in a vector; which name has which place is told by a [`Shape`] that all instances made
//! in the same way share. A program that asks for `__dict__` gets a real dict, which then is the instance's store.

use std::any::Any;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::python::object::exception::ExceptionData;
use crate::python::object::finalize::{self, LastWords};
use crate::python::object::{Class, Dict, ExceptionKind, PyResult, Value};
use crate::python::object::{heap, weak};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

pub struct Instance {
    class: RefCell<Rc<Class>>,
    attributes: RefCell<Attributes>,
    pub payload: Payload,
    /// `__del__` has run.
    buried: Cell<bool>,
    /// There are weak references to it.
    pub(super) watched: Cell<bool>,
}

/// What an instance is besides its attributes.
pub enum Payload {
    None,
    /// The built-in value of an instance of a subclass of `int`, `str`, `list` …
    Value(Value),
    Exception(Box<ExceptionData>),
    Native(Box<dyn NativeObject>),
}

/// Data of an object whose methods are native: a lock, a task, a deque.
pub trait NativeObject: Any {
    /// Upcast for [`Instance::downcast`].
    fn as_any(&self) -> &dyn Any;

    /// One look at it by an `await`: see [`Awaited`]. `object` is the instance that holds this data.
    fn poll_await(&self, vm: &Rc<Vm>, object: &Value) -> Awaited {
        let _ = (vm, object);
        Awaited::Unsupported
    }

    /// Every value that it holds, taken out: breaks cycles at the end of a session.
    fn clear(&self) {}
}

/// What an `await` finds of an object with native data.
pub enum Awaited {
    /// It knows nothing of awaiting; its class may have an `__await__`.
    Unsupported,
    /// The coroutine is to be suspended, giving the object itself to whoever drives it, and to look again when resumed.
    Pending,
    Ready(PyResult),
}

/// Implements [`NativeObject`] for types that hold no values.
#[macro_export]
macro_rules! native_object {
    ($($name:ty),* $(,)?) => {
        $(impl $crate::python::object::NativeObject for $name {
            fn as_any(&self) -> &dyn std::any::Any {
                self
            }
        })*
    };
}

enum Attributes {
    Shaped {
        shape: Rc<Shape>,
        values: Vec<Value>,
    },
    /// Since somebody asked for `__dict__`. Its keys are strings.
    Dict(Rc<Dict>),
}

/// Which attribute lies where. Shapes form a tree: each edge adds a name.
pub struct Shape {
    names: Vec<Symbol>,
    places: FxHashMap<Symbol, u32>,
    next: RefCell<FxHashMap<Symbol, Rc<Shape>>>,
}

impl Shape {
    pub fn empty() -> Rc<Shape> {
        Rc::new(Shape {
            names: Vec::new(),
            places: FxHashMap::default(),
            next: RefCell::default(),
        })
    }

    fn with(&self, name: Symbol) -> Rc<Shape> {
        if let Some(next) = self.next.borrow().get(&name) {
            return next.clone();
        }
        let mut names = self.names.clone();
        let mut places = self.places.clone();
        places.insert(name, names.len() as u32);
        names.push(name);
        let shape = Rc::new(Shape {
            names,
            places,
            next: RefCell::default(),
        });
        self.next.borrow_mut().insert(name, shape.clone());
        shape
    }
}

impl Instance {
    pub fn new(class: &Rc<Class>) -> Rc<Instance> {
        Instance::with_payload(class, Payload::None)
    }

    pub fn with_payload(class: &Rc<Class>, payload: Payload) -> Rc<Instance> {
        let instance = Rc::new(Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(Attributes::Shaped {
                shape: class.root_shape.clone(),
                values: Vec::new(),
            }),
            payload,
            buried: Cell::new(false),
            watched: Cell::new(false),
        });
        heap::note_instance(&instance);
        instance
    }

    /// Its `__del__` has run: the next time that it is dropped is the last.
    pub fn bury(&self) {
        self.buried.set(true);
    }

    /// An object with native data.
    pub fn native<T: NativeObject>(class: &Rc<Class>, data: T) -> Rc<Instance> {
        Instance::with_payload(class, Payload::Native(Box::new(data)))
    }

    pub fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    pub fn class_ref(&self) -> Ref<'_, Rc<Class>> {
        self.class.borrow()
    }

    /// `instance.__class__ = class`
    pub fn set_class(&self, class: &Rc<Class>) {
        *self.class.borrow_mut() = class.clone();
    }

    pub fn downcast<T: NativeObject>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Native(native) => native.as_any().downcast_ref(),
            _ => None,
        }
    }

    pub fn exception(&self) -> Option<&ExceptionData> {
        match &self.payload {
            Payload::Exception(data) => Some(data),
            _ => None,
        }
    }

    /// Whether it is an exception of this kind, or of a class derived from it.
    pub fn is_exception(&self, kind: ExceptionKind) -> bool {
        self.class.borrow().is_exception(kind)
    }

    pub fn attribute(&self, name: Symbol) -> Option<Value> {
        match &*self.attributes.borrow() {
            Attributes::Shaped { shape, values } => {
                let place = *shape.places.get(&name)?;
                Some(values[place as usize].clone()).filter(|value| !value.is_unbound())
            }
            Attributes::Dict(dict) => dict.get_str(&name.text()),
        }
    }

    pub fn set_attribute(&self, name: Symbol, value: Value) {
        // The old value is dropped after the borrow ends: its last words may look at this object.
        let _old = match &mut *self.attributes.borrow_mut() {
            Attributes::Shaped { shape, values } => match shape.places.get(&name) {
                Some(&place) => std::mem::replace(&mut values[place as usize], value),
                None => {
                    *shape = shape.with(name);
                    values.push(value);
                    Value::Unbound
                }
            },
            Attributes::Dict(dict) => dict.set_str(&name.text(), value).unwrap_or_default(),
        };
    }

    /// Removes an attribute and gives its value, if there was one.
    pub fn delete_attribute(&self, name: Symbol) -> Option<Value> {
        match &mut *self.attributes.borrow_mut() {
            Attributes::Shaped { shape, values } => {
                let place = *shape.places.get(&name)? as usize;
                let mut rest = self.class.borrow().root_shape.clone();
                for &other in shape.names.iter().filter(|&&other| other != name) {
                    rest = rest.with(other);
                }
                *shape = rest;
                Some(values.remove(place))
            }
            Attributes::Dict(dict) => dict.remove_str(&name.text()),
        }
    }

    /// The attributes in the order of their making.
    pub fn attributes(&self) -> Vec<(Symbol, Value)> {
        match &*self.attributes.borrow() {
            Attributes::Shaped { shape, values } => shape
                .names
                .iter()
                .copied()
                .zip(values.iter().cloned())
                .filter(|(_, value)| !value.is_unbound())
                .collect(),
            Attributes::Dict(dict) => dict
                .entries()
                .into_iter()
                .filter_map(|(key, value)| Some((Symbol::new(key.as_str()?), value)))
                .collect(),
        }
    }

    /// `instance.__dict__`: from now on the store of its attributes.
    pub fn dict(&self) -> Rc<Dict> {
        let shaped = self.attributes();
        let mut attributes = self.attributes.borrow_mut();
        if let Attributes::Dict(dict) = &*attributes {
            return dict.clone();
        }
        let dict = Rc::new(Dict::default());
        for (name, value) in shaped {
            dict.set_str(&name.text(), value);
        }
        *attributes = Attributes::Dict(dict.clone());
        dict
    }

    /// `instance.__dict__ = dict`
    pub fn set_dict(&self, dict: Rc<Dict>) {
        *self.attributes.borrow_mut() = Attributes::Dict(dict);
    }

    /// Its class has a `__del__` that has not run.
    pub fn has_last_words(&self) -> bool {
        !self.buried.get() && self.class.borrow().has_delete()
    }

    /// Shows each value that it holds; not those in native data.
    pub fn look_into(&self, see: &mut dyn FnMut(&Value)) {
        match &*self.attributes.borrow() {
            Attributes::Shaped { values, .. } => values.iter().for_each(&mut *see),
            Attributes::Dict(dict) => see(&Value::Dict(dict.clone())),
        }
        if let Payload::Value(value) = &self.payload {
            see(value);
        }
    }

    /// Takes everything out that could be part of a cycle.
    pub fn clear(&self) {
        let root = self.class.borrow().root_shape.clone();
        let attributes = Attributes::Shaped {
            shape: root,
            values: Vec::new(),
        };
        drop(std::mem::replace(
            &mut *self.attributes.borrow_mut(),
            attributes,
        ));
        if let Payload::Native(native) = &self.payload {
            native.clear();
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if !self.buried.get() && self.class.get_mut().has_delete() {
            let heir = Rc::new(Instance {
                class: RefCell::new(self.class.get_mut().clone()),
                attributes: RefCell::new(std::mem::replace(
                    self.attributes.get_mut(),
                    Attributes::Shaped {
                        shape: Shape::empty(),
                        values: Vec::new(),
                    },
                )),
                payload: std::mem::replace(&mut self.payload, Payload::None),
                buried: Cell::new(false),
                watched: Cell::new(false),
            });
            if self.watched.get() {
                weak::inherit(std::ptr::from_ref(self) as usize, &heir);
            }
            finalize::later(LastWords::Delete(heir));
            return;
        }
        if self.watched.get() {
            weak::gone(std::ptr::from_ref(self) as usize);
        }
        if let Attributes::Shaped { values, .. } = self.attributes.get_mut() {
            finalize::discard(std::mem::take(values));
        }
    }
}
