//! `collections.deque`: a sequence that grows and shrinks at both ends.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::{iterator, protocol};
use crate::python::code::CompareOp;
use crate::python::modules::native;
use crate::python::object::class::Layout;
use crate::python::object::error::{index_error, runtime_error, type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::iter::{Lazy, LazyIter};
use crate::python::object::{
    Args, Class, Flow, Module, NativeDef, NativeObject, PyResult, Value, finalize,
};
use crate::python::operators;
use crate::python::operators::special::eagerly;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::{add_methods, builtin};

#[derive(Default)]
struct Deque {
    items: RefCell<VecDeque<Value>>,
    /// The most items that it keeps; one more pushes one out at the other end.
    bound: Cell<Option<usize>>,
    /// Counts what was put in and taken out, so that iterators notice.
    changes: Cell<u64>,
}

impl NativeObject for Deque {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        finalize::discard(Vec::from(self.items.take()));
    }
}

impl Drop for Deque {
    fn drop(&mut self) {
        finalize::discard(Vec::from(std::mem::take(self.items.get_mut())));
    }
}

impl Deque {
    fn push_back(&self, item: Value) {
        self.push(item, VecDeque::push_back, VecDeque::pop_front);
    }

    fn push_front(&self, item: Value) {
        self.push(item, VecDeque::push_front, VecDeque::pop_back);
    }

    fn push(
        &self,
        item: Value,
        push: fn(&mut VecDeque<Value>, Value),
        drop_other: fn(&mut VecDeque<Value>) -> Option<Value>,
    ) {
        self.changed();
        let mut items = self.items.borrow_mut();
        push(&mut items, item);
        let too_many = self.bound.get().is_some_and(|bound| items.len() > bound);
        let dropped = too_many.then(|| drop_other(&mut items));
        drop(items);
        drop(dropped);
    }

    fn changed(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    fn len(&self) -> usize {
        self.items.borrow().len()
    }

    fn list(&self) -> Value {
        Value::list(self.items.borrow().iter().cloned().collect())
    }

    /// The place that an index names.
    fn place(&self, vm: &Vm, index: &Value) -> PyResult<usize> {
        let index = match index.as_i64() {
            Some(index) => index,
            None => {
                return Err(type_error(format!(
                    "sequence index must be integer, not '{}'",
                    vm.type_name(index)
                )));
            }
        };
        let at = if index < 0 {
            index + self.len() as i64
        } else {
            index
        };
        match usize::try_from(at) {
            Ok(at) if at < self.len() => Ok(at),
            _ => Err(index_error("deque index out of range")),
        }
    }
}

const PARAMETERS: &NamedParameters = &NamedParameters {
    names: &["self", "iterable", "maxlen"],
    positional_only: 1,
    positional: 3,
    required: 1,
};

const METHODS: &[NativeDef] = &[
    // It is filled by `__init__`, which reads its iterable but once.
    NativeDef::function("__new__", 0, 0, |_, args| match &args[0] {
        Value::Class(class) => Ok(Value::native(class, Deque::default())),
        _ => Err(type_error("deque.__new__(X): X is not a type object")),
    })
    .with(Signature::Any)
    .of_kind(NativeKind::Static),
    NativeDef::flow_method("__init__", 0, 2, init).named(PARAMETERS),
    NativeDef::method("append", 1, 1, |_, mut args| {
        let item = args.take(1);
        this(&args[0])?.push_back(item);
        Ok(Value::None)
    }),
    NativeDef::method("appendleft", 1, 1, |_, mut args| {
        let item = args.take(1);
        this(&args[0])?.push_front(item);
        Ok(Value::None)
    }),
    NativeDef::method("pop", 0, 0, |_, args| take(&args, VecDeque::pop_back)),
    NativeDef::method("popleft", 0, 0, |_, args| take(&args, VecDeque::pop_front)),
    NativeDef::flow_method("extend", 1, 1, |vm, args| {
        extend(vm, &args[0], &args[1], Deque::push_back)
    }),
    NativeDef::flow_method("extendleft", 1, 1, |vm, args| {
        extend(vm, &args[0], &args[1], Deque::push_front)
    }),
    NativeDef::flow_method("__iadd__", 1, 1, |vm, args| {
        let flow = extend(vm, &args[0], &args[1], Deque::push_back)?;
        protocol::then_value(vm, flow, args[0].clone())
    }),
    NativeDef::method("clear", 0, 0, |_, args| {
        let deque = this(&args[0])?;
        deque.changed();
        finalize::discard(Vec::from(deque.items.take()));
        Ok(Value::None)
    }),
    NativeDef::shared("copy", 1, 1, rare).of_kind(NativeKind::Method),
    NativeDef::shared("__copy__", 1, 1, rare).of_kind(NativeKind::Method),
    NativeDef::method("rotate", 0, 1, |vm, args| {
        let deque = this(&args[0])?;
        let steps = args.optional(1).map_or(Ok(1), |n| arguments::int(vm, n))?;
        let mut items = deque.items.borrow_mut();
        if !items.is_empty() {
            let length = items.len() as i64;
            items.rotate_right(steps.rem_euclid(length) as usize);
            deque.changed();
        }
        Ok(Value::None)
    }),
    NativeDef::method("reverse", 0, 0, |_, args| {
        let deque = this(&args[0])?;
        deque.items.borrow_mut().make_contiguous().reverse();
        deque.changed();
        Ok(Value::None)
    }),
    NativeDef::shared("insert", 3, 3, rare).of_kind(NativeKind::Method),
    NativeDef::shared("remove", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::shared("index", 2, 4, rare).of_kind(NativeKind::Method),
    NativeDef::flow_method("__contains__", 1, 1, contains),
    NativeDef::shared("count", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::getter("maxlen", |_, args| {
        Ok(this(&args[0])?.bound.get().map_or(Value::None, Value::from))
    }),
    NativeDef::method("__len__", 0, 0, |_, args| {
        Ok(Value::from(this(&args[0])?.len()))
    }),
    NativeDef::method("__getitem__", 1, 1, |vm, args| {
        let deque = this(&args[0])?;
        let at = deque.place(vm, &args[1])?;
        Ok(deque.items.borrow()[at].clone())
    }),
    NativeDef::method("__setitem__", 2, 2, |vm, mut args| {
        let item = args.take(2);
        let deque = this(&args[0])?;
        let at = deque.place(vm, &args[1])?;
        let _old = std::mem::replace(&mut deque.items.borrow_mut()[at], item);
        Ok(Value::None)
    }),
    NativeDef::method("__delitem__", 1, 1, |vm, args| {
        let deque = this(&args[0])?;
        let at = deque.place(vm, &args[1])?;
        deque.changed();
        let _old = deque.items.borrow_mut().remove(at);
        Ok(Value::None)
    }),
    NativeDef::method("__iter__", 0, 0, |vm, args| {
        iterate(vm, args, "_deque_iterator", false)
    }),
    NativeDef::method("__reversed__", 0, 0, |vm, args| {
        iterate(vm, args, "_deque_reverse_iterator", true)
    }),
    NativeDef::shared("__repr__", 1, 1, rare).of_kind(NativeKind::Method),
    NativeDef::shared("__add__", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::shared("__mul__", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::shared("__rmul__", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::flow_method("__eq__", 1, 1, |vm, args| compare(vm, &args, CompareOp::Eq)),
    NativeDef::flow_method("__ne__", 1, 1, |vm, args| compare(vm, &args, CompareOp::Ne)),
    NativeDef::flow_method("__lt__", 1, 1, |vm, args| compare(vm, &args, CompareOp::Lt)),
    NativeDef::flow_method("__le__", 1, 1, |vm, args| compare(vm, &args, CompareOp::Le)),
    NativeDef::flow_method("__gt__", 1, 1, |vm, args| compare(vm, &args, CompareOp::Gt)),
    NativeDef::flow_method("__ge__", 1, 1, |vm, args| compare(vm, &args, CompareOp::Ge)),
    protocol::CLASS_GETITEM,
];

pub fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_collections", &[]);
    module.set(Symbol::new("deque"), Value::Class(class(vm)));
    module
}

#[derive(Default)]
struct Made(OnceCell<Rc<Class>>);

fn class(vm: &Rc<Vm>) -> Rc<Class> {
    let make = || {
        let object = &vm.types.object;
        let class = builtin("deque", "collections", &[object], Layout::Native, None);
        add_methods(&class, METHODS);
        class.set(Symbol::HASH, Value::None);
        class.set(
            Symbol::new(operators::MATCH_FLAGS),
            Value::Int(operators::MATCH_SEQUENCE),
        );
        class
    };
    vm.extension::<Made>().0.get_or_init(make).clone()
}

/// A deque of these items.
pub fn of(vm: &Rc<Vm>, items: VecDeque<Value>) -> Value {
    let deque = Deque::default();
    *deque.items.borrow_mut() = items;
    Value::native(&class(vm), deque)
}

/// What is in a deque.
pub fn items(deque: &Value) -> VecDeque<Value> {
    let items = deque
        .downcast()
        .map(|own: &Deque| own.items.borrow().clone());
    items.unwrap_or_default()
}

fn this(object: &Value) -> PyResult<&Deque> {
    object
        .downcast()
        .ok_or_else(|| type_error("a 'collections.deque' object is expected"))
}

fn init(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let deque = this(&args[0])?;
    deque.bound.set(match args.optional(2) {
        None | Some(Value::None) => None,
        Some(bound) => Some(
            usize::try_from(arguments::int(vm, bound)?)
                .map_err(|_| value_error("maxlen must be non-negative"))?,
        ),
    });
    finalize::discard(Vec::from(deque.items.take()));
    match args.optional(1) {
        None => Ok(Value::None.into()),
        Some(iterable) => extend(vm, &args[0], iterable, Deque::push_back),
    }
}

/// A method that is in Python.
fn rare(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    this(&args[0])?;
    native::in_python(vm, "_deque", def, args)
}

fn take(args: &Args<'_>, pop: fn(&mut VecDeque<Value>) -> Option<Value>) -> PyResult {
    let deque = this(&args[0])?;
    deque.changed();
    let item = pop(&mut deque.items.borrow_mut());
    item.ok_or_else(|| index_error("pop from an empty deque"))
}

fn extend(
    vm: &Rc<Vm>,
    object: &Value,
    iterable: &Value,
    push: fn(&Deque, Value),
) -> PyResult<Flow> {
    let deque = this(object)?;
    let own = iterable.downcast::<Deque>().map(Deque::list);
    let iterable = own.as_ref().unwrap_or(iterable);
    if let Some(items) = crate::python::operators::items_now(iterable) {
        items.into_iter().for_each(|item| push(deque, item));
        return Ok(Value::None.into());
    }
    let (object, iterable, vm_) = (object.clone(), iterable.clone(), vm.clone());
    eagerly(vm, async move {
        let iterator = vm_.iter(&iterable).await?;
        while let Some(item) = vm_.next(&iterator).await? {
            push(this(&object)?, item);
        }
        Ok(Value::None)
    })
}

fn compare(vm: &Rc<Vm>, args: &Args<'_>, op: CompareOp) -> PyResult<Flow> {
    match args[1].downcast::<Deque>() {
        Some(other) => {
            let (own, other) = (this(&args[0])?.list(), other.list());
            crate::python::operators::compare(vm, op, &own, &other)
        }
        None => Ok(Value::NotImplemented.into()),
    }
}

fn contains(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let (object, item, vm_) = (args[0].clone(), args[1].clone(), vm.clone());
    eagerly(vm, async move {
        let deque = this(&object)?;
        let before = deque.changes.get();
        let mut at = 0;
        loop {
            let Some(other) = deque.items.borrow().get(at).cloned() else {
                return Ok(Value::Bool(false));
            };
            let equal = vm_.equal(&other, &item).await?;
            if deque.changes.get() != before {
                return Err(runtime_error("deque mutated during iteration"));
            }
            if equal {
                return Ok(Value::Bool(true));
            }
            at += 1;
        }
    })
}

struct DequeIter {
    /// Unbound once it has ended.
    object: RefCell<Value>,
    at: Cell<usize>,
    reversed: bool,
    changes: u64,
}

impl Lazy for DequeIter {
    fn next(self: Rc<Self>, _vm: &Rc<Vm>) -> PyResult<Flow> {
        let object = self.object.borrow().clone();
        let Some(deque) = object.downcast::<Deque>() else {
            return Ok(Value::Unbound.into());
        };
        if deque.changes.get() != self.changes {
            self.clear();
            return Err(runtime_error("deque mutated during iteration"));
        }
        let at = self.at.get();
        let items = deque.items.borrow();
        let place = if self.reversed {
            items.len().checked_sub(at + 1)
        } else {
            Some(at)
        };
        let item = place.and_then(|place| items.get(place).cloned());
        drop(items);
        match item {
            Some(item) => {
                self.at.set(at + 1);
                Ok(item.into())
            }
            None => {
                self.clear();
                Ok(Value::Unbound.into())
            }
        }
    }

    fn clear(&self) {
        let _object = self.object.take();
    }
}

fn iterate(vm: &Rc<Vm>, mut args: Args<'_>, name: &'static str, reversed: bool) -> PyResult {
    let changes = this(&args[0])?.changes.get();
    let class = vm.types.named(name, "collections", iterator::METHODS);
    let source = DequeIter {
        object: RefCell::new(args.take(0)),
        at: Cell::new(0),
        reversed,
        changes,
    };
    Ok(LazyIter::new(&class, source))
}
