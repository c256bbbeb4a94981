//! Classes: names looked up along the C3 order of their bases.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use rustc_hash::FxHashMap;

use crate::python::object::error::type_error;
use crate::python::object::instance::Shape;
use crate::python::object::{ExceptionKind, Namespace, PyResult, Value, heap};
use crate::python::symbol::Symbol;

pub struct Class {
    pub name: Cell<Symbol>,
    pub qualname: Cell<Symbol>,
    pub module: Cell<Symbol>,
    pub bases: RefCell<Vec<Rc<Class>>>,
    /// The classes after this one in its method resolution order.
    pub ancestors: RefCell<Vec<Rc<Class>>>,
    pub names: RefCell<Namespace>,
    /// `None` for `type` itself.
    pub metaclass: Option<Rc<Class>>,
    pub layout: Layout,
    /// The built-in exception that it is or is derived from.
    pub exception: Option<ExceptionKind>,
    /// Where the shapes of its instances begin.
    pub root_shape: Rc<Shape>,
    /// False for built-in types, whose attributes cannot be set.
    pub is_heap: bool,
    /// A class of a standard module in Python of ours that CPython has in C: messages name it with its module, and its attributes
    /// cannot be set.
    pub sealed: Cell<bool>,
    pub slots: RefCell<Option<Vec<Symbol>>>,
    subclasses: RefCell<Vec<Weak<Class>>>,
    /// What look-ups along the order found; emptied when a class of the order changes.
    cache: RefCell<FxHashMap<Symbol, Option<Value>>>,
    facts: Cell<Option<Facts>>,
}

/// What kind of data the instances of a class carry; a class has the layout of its most special base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Attributes only.
    Object,
    /// A built-in value: `int`, `str`, `list` …, made by the type's own `__new__`.
    Value,
    Exception,
    /// Native data, made by the native class's own `__new__`.
    Native,
    /// Its instances are classes.
    Type,
}

/// What the machine asks of a class again and again.
#[derive(Clone, Copy, Default)]
struct Facts {
    delete: bool,
    getattr: bool,
    getattribute: bool,
    setattr: bool,
    /// `__eq__` other than `object`'s.
    equal: bool,
    /// `__hash__` other than `object`'s.
    hash: bool,
    /// See [`Class::makes_plain_instances`].
    plain: bool,
    /// See [`Class::has_dict`].
    dict: bool,
}

/// What a class is made of; see [`Class::new`].
pub struct ClassParts {
    pub name: Symbol,
    pub qualname: Symbol,
    pub module: Symbol,
    pub bases: Vec<Rc<Class>>,
    pub metaclass: Option<Rc<Class>>,
    pub names: Namespace,
    pub layout: Layout,
    pub exception: Option<ExceptionKind>,
    pub is_heap: bool,
}

impl Class {
    /// A class with its order of resolution. `TypeError` where the bases allow no consistent order.
    pub fn new(parts: ClassParts) -> PyResult<Rc<Class>> {
        let ancestors = linearize(&parts.bases)?;
        let class = Rc::new(Class {
            name: Cell::new(parts.name),
            qualname: Cell::new(parts.qualname),
            module: Cell::new(parts.module),
            bases: RefCell::new(parts.bases),
            ancestors: RefCell::new(ancestors),
            names: RefCell::new(parts.names),
            metaclass: parts.metaclass,
            layout: parts.layout,
            exception: parts.exception,
            root_shape: Shape::empty(),
            is_heap: parts.is_heap,
            sealed: Cell::new(false),
            slots: RefCell::new(None),
            subclasses: RefCell::default(),
            cache: RefCell::default(),
            facts: Cell::new(None),
        });
        for base in class.bases.borrow().iter() {
            base.subclasses.borrow_mut().push(Rc::downgrade(&class));
        }
        if class.is_heap {
            heap::note_class(&class);
        }
        Ok(class)
    }

    /// Its name as messages have it.
    pub fn shown_name(&self) -> Rc<str> {
        let name = self.name.get().text();
        if self.sealed.get() {
            format!("{}.{name}", self.module.get()).into()
        } else {
            name
        }
    }

    /// Takes everything out that could be part of a cycle, at the end of a session.
    pub fn clear(&self) {
        let values = self.names.borrow_mut().take_values();
        self.cache.borrow_mut().clear();
        drop(values);
    }

    /// An attribute along the order of resolution, as it stands there.
    pub fn lookup(&self, name: Symbol) -> Option<Value> {
        if let Some(found) = self.cache.borrow().get(&name) {
            return found.clone();
        }
        let found = self.own(name).or_else(|| {
            self.ancestors
                .borrow()
                .iter()
                .find_map(|class| class.own(name))
        });
        self.cache.borrow_mut().insert(name, found.clone());
        found
    }

    /// An attribute of the class itself.
    pub fn own(&self, name: Symbol) -> Option<Value> {
        self.names.borrow().get(name).cloned()
    }

    pub fn set(&self, name: Symbol, value: Value) {
        let _old = self.names.borrow_mut().set(name, value);
        self.forget();
    }

    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let old = self.names.borrow_mut().remove(name);
        self.forget();
        old
    }

    /// The first class after `class` in the order that has the attribute, and what it has: `super()`.
    pub fn lookup_after(self: &Rc<Class>, class: &Rc<Class>, name: Symbol) -> Option<Value> {
        let ancestors = self.ancestors.borrow();
        if Rc::ptr_eq(self, class) {
            return ancestors.iter().find_map(|class| class.own(name));
        }
        let at = ancestors
            .iter()
            .position(|ancestor| Rc::ptr_eq(ancestor, class))?;
        ancestors[at + 1..].iter().find_map(|class| class.own(name))
    }

    /// The class and its ancestors, in order of resolution.
    pub fn order(self: &Rc<Class>) -> Vec<Rc<Class>> {
        let mut order = vec![self.clone()];
        order.extend(self.ancestors.borrow().iter().cloned());
        order
    }

    pub fn is_subclass_of(self: &Rc<Class>, other: &Rc<Class>) -> bool {
        Rc::ptr_eq(self, other)
            || self
                .ancestors
                .borrow()
                .iter()
                .any(|class| Rc::ptr_eq(class, other))
    }

    pub fn is_exception(&self, kind: ExceptionKind) -> bool {
        self.exception.is_some_and(|own| own.is_subclass_of(kind))
            || (self.is_heap
                && self
                    .ancestors
                    .borrow()
                    .iter()
                    .any(|class| !class.is_heap && class.exception == Some(kind)))
    }

    pub fn subclasses(&self) -> Vec<Rc<Class>> {
        self.subclasses
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .collect()
    }

    pub fn has_delete(&self) -> bool {
        self.is_heap && self.facts().delete
    }

    pub fn has_getattr(&self) -> bool {
        self.is_heap && self.facts().getattr
    }

    pub fn has_getattribute(&self) -> bool {
        self.is_heap && self.facts().getattribute
    }

    /// `__setattr__` or `__delattr__`.
    pub fn has_setattr(&self) -> bool {
        self.is_heap && self.facts().setattr
    }

    /// Its instances are equal when they are the same object.
    pub fn compares_by_identity(&self) -> bool {
        !self.facts().equal
    }

    pub fn hashes_by_identity(&self) -> bool {
        let facts = self.facts();
        !facts.hash && !facts.equal
    }

    /// Calling it makes an instance of attributes only and then runs `__init__`: no `__new__`, metaclass or abstract method
    /// has a say.
    pub fn makes_plain_instances(&self) -> bool {
        self.facts().plain
    }

    /// Whether instances may have any attribute; false where each class of the order has `__slots__`.
    pub fn has_dict(&self) -> bool {
        self.facts().dict
    }

    /// Whether a class of the order names this in its `__slots__`.
    pub fn has_slot(&self, name: Symbol) -> bool {
        self.any_slots(|slots| slots.contains(&name))
    }

    /// Whether a class of the order has slots at all.
    pub fn has_slots(&self) -> bool {
        self.any_slots(|slots| !slots.is_empty())
    }

    fn any_slots(&self, test: impl Fn(&[Symbol]) -> bool) -> bool {
        let own = |class: &Class| class.slots.borrow().as_deref().is_some_and(&test);
        own(self) || self.ancestors.borrow().iter().any(|class| own(class))
    }

    /// Has abstract methods that nobody has written yet.
    pub fn is_abstract(&self) -> bool {
        matches!(self.own(Symbol::ABSTRACT_METHODS), Some(Value::FrozenSet(names)) if !names.is_empty())
    }

    /// As a metaclass: whether a program's own `__call__` decides what calling a class gives.
    pub fn calls_its_own_way(&self) -> bool {
        self.is_heap && !matches!(self.lookup(Symbol::CALL), None | Some(Value::Native(_)))
    }

    /// The built-in class whose data its instances carry; `None` where they have attributes only.
    pub fn solid_base(self: &Rc<Class>) -> Option<Rc<Class>> {
        if self.layout == Layout::Object {
            return None;
        }
        self.order()
            .into_iter()
            .find(|class| !class.is_heap && !class.is_object())
    }

    fn gives_dict(&self) -> bool {
        self.is_heap
            && match &*self.slots.borrow() {
                Some(slots) => slots.contains(&Symbol::DICT),
                None => true,
            }
    }

    fn facts(&self) -> Facts {
        if let Some(facts) = self.facts.get() {
            return facts;
        }
        let defined = |name: Symbol| {
            let inherited = |class: &Rc<Class>| !class.is_object() && class.own(name).is_some();
            (!self.is_object() && self.own(name).is_some())
                || self.ancestors.borrow().iter().any(inherited)
        };
        let facts = Facts {
            delete: defined(Symbol::DEL),
            getattr: defined(Symbol::GETATTR),
            getattribute: defined(Symbol::GETATTRIBUTE),
            setattr: defined(Symbol::SETATTR) || defined(Symbol::DELATTR),
            equal: defined(Symbol::EQ),
            hash: defined(Symbol::HASH),
            plain: self.is_heap
                && self.layout == Layout::Object
                && !defined(Symbol::NEW)
                && !self.is_abstract()
                && !self
                    .metaclass
                    .as_ref()
                    .is_some_and(|metaclass| metaclass.calls_its_own_way()),
            dict: self.is_heap
                && (self.gives_dict()
                    || self
                        .ancestors
                        .borrow()
                        .iter()
                        .any(|class| class.gives_dict())),
        };
        self.facts.set(Some(facts));
        facts
    }

    /// The root of all classes.
    fn is_object(&self) -> bool {
        !self.is_heap && self.name.get() == Symbol::OBJECT
    }

    fn forget(&self) {
        self.cache.borrow_mut().clear();
        self.facts.set(None);
        for subclass in self.subclasses() {
            subclass.forget();
        }
    }
}

/// The C3 linearization of the bases (Barrett et al., "A Monotonic Superclass Linearization for Dylan", 1996).
fn linearize(bases: &[Rc<Class>]) -> PyResult<Vec<Rc<Class>>> {
    let mut lists: Vec<Vec<Rc<Class>>> = bases.iter().map(Class::order).collect();
    lists.push(bases.to_vec());
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|other| Rc::ptr_eq(other, base)) {
            return Err(type_error(format!(
                "duplicate base class {}",
                base.name.get()
            )));
        }
    }
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let in_a_tail = |class: &Rc<Class>| {
            lists
                .iter()
                .any(|list| list[1..].iter().any(|other| Rc::ptr_eq(other, class)))
        };
        let Some(next) = lists
            .iter()
            .map(|list| list[0].clone())
            .find(|class| !in_a_tail(class))
        else {
            let names: Vec<String> = bases
                .iter()
                .map(|base| base.name.get().to_string())
                .collect();
            return Err(type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for list in &mut lists {
            list.retain(|class| !Rc::ptr_eq(class, &next));
        }
        order.push(next);
    }
}
