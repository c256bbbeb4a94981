//! Iterators that may run Python code: those of `map`, `filter`, `zip`, `enumerate`, and of both forms of `iter`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::iterator;
use crate::python::builtins::protocol;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::iter::{Lazy, LazyIter};
use crate::python::object::{ExceptionKind, Flow, NativeDef, PyError, PyResult, Value, finalize};
use crate::python::operators::special::{call_now, eagerly};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    for (class, methods) in [
        (&types.map, MAP_METHODS),
        (&types.filter, FILTER_METHODS),
        (&types.zip, ZIP_METHODS),
        (&types.enumerate, ENUMERATE_METHODS),
        (&types.reversed, REVERSED_METHODS),
    ] {
        add_methods(class, methods);
        add_methods(class, iterator::LAZY_METHODS);
    }
}

/// Iterates an object by `object[0]`, `object[1]` … until `IndexError`.
pub fn sequence_iterator(vm: &Rc<Vm>, object: &Value) -> Value {
    let class = vm
        .types
        .named("iterator", "builtins", iterator::LAZY_METHODS);
    LazyIter::new(&class, SequenceIter::new(object.clone(), 0, 1))
}

/// `iter(callable, sentinel)`
pub fn callable_iterator(vm: &Rc<Vm>, callable: Value, sentinel: Value) -> Value {
    let class = vm
        .types
        .named("callable_iterator", "builtins", iterator::LAZY_METHODS);
    let source = CallableIter {
        parts: RefCell::new(Some((callable, sentinel))),
    };
    LazyIter::new(&class, source)
}

/// The iterator of a class or of one derived from it.
fn made(class: &Value, source: impl Lazy + 'static) -> PyResult {
    match class {
        Value::Class(class) => Ok(LazyIter::new(class, source)),
        _ => Err(type_error("X is not a type object")),
    }
}

const MAP_METHODS: &[NativeDef] = &[protocol::constructor(|vm, mut args| {
    protocol::no_keywords(&args, "map")?;
    if args.len() < 3 {
        return Err(type_error("map() must have at least two arguments."));
    }
    let mut values = args.take_all();
    let class = values.remove(0);
    let function = values.remove(0);
    with_iterators(vm, values, move |sources| {
        made(
            &class,
            Map {
                function: RefCell::new(function),
                sources: RefCell::new(sources),
            },
        )
    })
})];

const FILTER_METHODS: &[NativeDef] = &[protocol::constructor(|vm, mut args| {
    protocol::no_keywords(&args, "filter")?;
    protocol::expect_count(&args, "filter", 2, 2)?;
    let (class, test, iterable) = (args.take(0), args.take(1), args.take(2));
    with_iterators(vm, vec![iterable], move |sources| {
        made(
            &class,
            Filter {
                test: RefCell::new(test),
                sources: RefCell::new(sources),
            },
        )
    })
})];

const ZIP_METHODS: &[NativeDef] = &[protocol::constructor(|vm, mut args| {
    let mut strict = false;
    for (name, value) in args.named() {
        if &*name.text() != "strict" {
            return Err(type_error(format!(
                "zip() got an unexpected keyword argument '{name}'"
            )));
        }
        strict = plain::truth(value) != Some(false);
    }
    let count = args.positional().len();
    let mut values = args.take_all();
    values.truncate(count);
    let class = values.remove(0);
    with_iterators(vm, values, move |sources| {
        made(
            &class,
            Zip {
                sources: RefCell::new(sources),
                strict,
            },
        )
    })
})];

const ENUMERATE_METHODS: &[NativeDef] = &[protocol::constructor(|vm, mut args| {
    if args.len() > 3 {
        let given = args.len() - 1;
        let message = format!("enumerate() takes at most 2 arguments ({given} given)");
        return Err(type_error(message));
    }
    let mut start = Value::Int(0);
    let mut iterable = Value::Unbound;
    for (name, value) in args.named() {
        match &*name.text() {
            "start" => start = value.clone(),
            "iterable" => iterable = value.clone(),
            _ => {
                return Err(type_error(format!(
                    "enumerate() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    let count = args.positional().len();
    if count > 1 {
        iterable = args.take(1);
    }
    if count > 2 {
        start = args.take(2);
    }
    if iterable.is_unbound() {
        return Err(type_error(
            "enumerate() missing required argument 'iterable'",
        ));
    }
    let (class, start) = (args.take(0), arguments::int(vm, &start)?);
    with_iterators(vm, vec![iterable], move |sources| {
        made(
            &class,
            Enumerate {
                sources: RefCell::new(sources),
                count: Cell::new(start),
            },
        )
    })
})];

const REVERSED_METHODS: &[NativeDef] = &[protocol::constructor(|vm, mut args| {
    protocol::no_keywords(&args, "reversed")?;
    protocol::expect_count(&args, "reversed", 1, 1)?;
    let (class, object) = (args.take(0), args.take(1));
    reversed(vm, &class, &object)
})];

/// `reversed(object)`: what `__reversed__` gives, else the items by their positions.
fn reversed(vm: &Rc<Vm>, class: &Value, object: &Value) -> PyResult<Flow> {
    let object_class = vm.class_of(object);
    match object_class.lookup(Symbol::REVERSED) {
        Some(Value::None) => {}
        Some(method) => return call_now(vm, method, vec![object.clone()]),
        None => {
            let is_sequence = object_class.lookup(Symbol::GETITEM).is_some()
                && object_class.lookup(Symbol::LEN).is_some();
            if is_sequence {
                let (own, class, object) = (vm.clone(), class.clone(), object.clone());
                return eagerly(vm, async move {
                    let flow = crate::python::operators::length(&own, &object)?;
                    let length = own.finish(flow).await?.as_i64().unwrap_or(0);
                    made(&class, SequenceIter::new(object, length - 1, -1))
                });
            }
        }
    }
    Err(type_error(format!(
        "'{}' object is not reversible",
        vm.type_name(object)
    )))
}

/// Makes an iterator of each value, then the object that holds them.
fn with_iterators(
    vm: &Rc<Vm>,
    mut values: Vec<Value>,
    make: impl FnOnce(Vec<Value>) -> PyResult + 'static,
) -> PyResult<Flow> {
    let own = vm.clone();
    eagerly(vm, async move {
        for value in &mut values {
            *value = own.iter(value).await?;
        }
        make(values)
    })
}

struct SequenceIter {
    /// Unbound once it has ended.
    object: RefCell<Value>,
    index: Cell<i64>,
    step: i64,
}

impl SequenceIter {
    fn new(object: Value, start: i64, step: i64) -> SequenceIter {
        SequenceIter {
            object: RefCell::new(object),
            index: Cell::new(start),
            step,
        }
    }
}

impl Lazy for SequenceIter {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        let object = self.object.borrow().clone();
        let at = self.index.get();
        if object.is_unbound() || at < 0 {
            return Ok(Value::Unbound.into());
        }
        self.index.set(at + self.step);
        let own = vm.clone();
        eagerly(vm, async move {
            match own.subscript(&object, &Value::Int(at)).await {
                Err(error)
                    if error.is(ExceptionKind::IndexError)
                        || error.is(ExceptionKind::StopIteration) =>
                {
                    self.clear();
                    Ok(Value::Unbound)
                }
                result => result,
            }
        })
    }

    fn clear(&self) {
        finalize::discard([self.object.take()]);
    }
}

struct CallableIter {
    /// The callable and the sentinel, until it has ended.
    parts: RefCell<Option<(Value, Value)>>,
}

impl Lazy for CallableIter {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        let Some((callable, sentinel)) = self.parts.borrow().clone() else {
            return Ok(Value::Unbound.into());
        };
        let own = vm.clone();
        eagerly(vm, async move {
            match own.call(callable, Vec::new()).await {
                Ok(item) if !own.equal(&item, &sentinel).await? => return Ok(item),
                Ok(_) => {}
                Err(error) if error.is(ExceptionKind::StopIteration) => {}
                Err(error) => return Err(error),
            }
            self.clear();
            Ok(Value::Unbound)
        })
    }

    fn clear(&self) {
        if let Some((callable, sentinel)) = self.parts.take() {
            finalize::discard([callable, sentinel]);
        }
    }
}

struct Map {
    function: RefCell<Value>,
    sources: RefCell<Vec<Value>>,
}

impl Lazy for Map {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        let step = next_of_all(&self.sources.borrow())?;
        let function = self.function.borrow().clone();
        if let Some(step) = step {
            return match step {
                Step::Items(items) => call_now(vm, function, items),
                Step::End => Ok(Value::Unbound.into()),
            };
        }
        let sources = self.sources.borrow().clone();
        let vm = vm.clone();
        Flow::future(async move {
            let mut items = Vec::with_capacity(sources.len());
            for source in &sources {
                match vm.next(source).await? {
                    Some(item) => items.push(item),
                    None => return Ok(Value::Unbound),
                }
            }
            let flow = call_now(&vm, function, items)?;
            vm.finish(flow).await
        })
    }

    fn clear(&self) {
        finalize::discard([self.function.take()]);
        finalize::discard(self.sources.take());
    }
}

enum Step {
    Items(Vec<Value>),
    End,
}

/// An item of each source, where none of them needs Python code for it.
fn next_of_all(sources: &[Value]) -> PyResult<Option<Step>> {
    if !sources
        .iter()
        .all(|source| matches!(source, Value::Iter(_)))
    {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(sources.len());
    for source in sources {
        let Value::Iter(iter) = source else {
            return Ok(None);
        };
        match iter.next()? {
            Some(item) => items.push(item),
            None => return Ok(Some(Step::End)),
        }
    }
    Ok(Some(Step::Items(items)))
}

struct Filter {
    test: RefCell<Value>,
    sources: RefCell<Vec<Value>>,
}

impl Lazy for Filter {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        let test = self.test.borrow().clone();
        let Some(source) = self.sources.borrow().first().cloned() else {
            return Ok(Value::Unbound.into());
        };
        // An item that was taken but needs a frame to be judged.
        let mut taken = None;
        if let (Value::Iter(iter), Value::None) = (&source, &test) {
            while taken.is_none() {
                match iter.next()? {
                    None => return Ok(Value::Unbound.into()),
                    Some(item) => match plain::truth(&item) {
                        Some(true) => return Ok(item.into()),
                        Some(false) => {}
                        None => taken = Some(item),
                    },
                }
            }
        }
        let own = vm.clone();
        eagerly(vm, async move {
            loop {
                let next = match taken.take() {
                    None => own.next(&source).await?,
                    taken => taken,
                };
                let Some(item) = next else {
                    return Ok(Value::Unbound);
                };
                let verdict = match &test {
                    Value::None => item.clone(),
                    test => {
                        let flow = call_now(&own, test.clone(), vec![item.clone()])?;
                        own.finish(flow).await?
                    }
                };
                if own.truth(&verdict).await? {
                    return Ok(item);
                }
            }
        })
    }

    fn clear(&self) {
        finalize::discard([self.test.take()]);
        finalize::discard(self.sources.take());
    }
}

struct Zip {
    sources: RefCell<Vec<Value>>,
    strict: bool,
}

impl Lazy for Zip {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        if !self.strict
            && let Some(step) = next_of_all(&self.sources.borrow())?
        {
            return Ok(match step {
                Step::Items(items) if items.is_empty() => Value::Unbound,
                Step::Items(items) => Value::tuple(items),
                Step::End => Value::Unbound,
            }
            .into());
        }
        let sources = self.sources.borrow().clone();
        if sources.is_empty() {
            return Ok(Value::Unbound.into());
        }
        let own = vm.clone();
        eagerly(vm, async move {
            let mut items = Vec::with_capacity(sources.len());
            for (at, source) in sources.iter().enumerate() {
                match own.next(source).await? {
                    Some(item) => items.push(item),
                    None if !self.strict => return Ok(Value::Unbound),
                    None if at > 0 => return Err(uneven(at, "shorter")),
                    None => {
                        for (at, source) in sources.iter().enumerate().skip(1) {
                            if own.next(source).await?.is_some() {
                                return Err(uneven(at, "longer"));
                            }
                        }
                        return Ok(Value::Unbound);
                    }
                }
            }
            Ok(Value::tuple(items))
        })
    }

    fn clear(&self) {
        finalize::discard(self.sources.take());
    }
}

/// The complaint of a strict `zip` about the argument at a position, counted from 0.
fn uneven(at: usize, how: &str) -> PyError {
    let others = if at == 1 {
        "argument 1".to_owned()
    } else {
        format!("arguments 1-{at}")
    };
    value_error(format!("zip() argument {} is {how} than {others}", at + 1))
}

struct Enumerate {
    sources: RefCell<Vec<Value>>,
    count: Cell<i64>,
}

impl Lazy for Enumerate {
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow> {
        let Some(source) = self.sources.borrow().first().cloned() else {
            return Ok(Value::Unbound.into());
        };
        let numbered = move |item: Option<Value>| match item {
            Some(item) => {
                let count = self.count.get();
                self.count.set(count.wrapping_add(1));
                Value::tuple(vec![Value::Int(count), item])
            }
            None => Value::Unbound,
        };
        if let Value::Iter(iter) = &source {
            return Ok(numbered(iter.next()?).into());
        }
        let own = vm.clone();
        eagerly(vm, async move { Ok(numbered(own.next(&source).await?)) })
    }

    fn clear(&self) {
        finalize::discard(self.sources.take());
    }
}
