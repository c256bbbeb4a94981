//! `_functools`: the cache behind `functools.lru_cache`. It is native because recursive functions are what it is put around.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::modules::native;
use crate::python::object::error::type_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, BoundMethod, Dict, Flow, Module, NativeDef, NativeObject, PyResult, Value,
};
use crate::python::operators::lookup;
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// The results of a function by the arguments of its calls. With a bound, the entries stand in the order of their last use.
struct LruCache {
    function: RefCell<Value>,
    /// The class of what `cache_info()` gives.
    info: RefCell<Value>,
    entries: Rc<Dict>,
    bound: Option<usize>,
    typed: bool,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

impl NativeObject for LruCache {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _values = (self.function.take(), self.info.take());
        self.entries.clear();
    }
}

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 5, 5, |_, mut args| {
        let Value::Class(class) = args.take(0) else {
            return Err(type_error(
                "lru_cache_wrapper.__new__(X): X is not a type object",
            ));
        };
        let bound = match &args[2] {
            Value::None => None,
            bound => Some(bound.as_i64().unwrap_or(0).max(0) as usize),
        };
        let cache = LruCache {
            typed: plain::truth(&args[3]) == Some(true),
            function: RefCell::new(args.take(1)),
            info: RefCell::new(args.take(4)),
            entries: Rc::default(),
            bound,
            hits: Cell::new(0),
            misses: Cell::new(0),
        };
        Ok(Value::native(&class, cache))
    })
    .of_kind(NativeKind::Static),
    NativeDef::flow_method("__call__", 0, 0, call).with(Signature::Any),
    NativeDef::method("__get__", 1, 2, |_, mut args| {
        if args[1].is_none() {
            return Ok(args.take(0));
        }
        let (function, object) = (args.take(0), args.take(1));
        Ok(Value::Method(Rc::new(BoundMethod { function, object })))
    }),
    NativeDef::flow_method("cache_info", 0, 0, |_, args| {
        let cache = this(&args[0])?;
        let bound = cache.bound.map_or(Value::None, Value::from);
        let figures = vec![
            Value::Int(cache.hits.get()),
            Value::Int(cache.misses.get()),
            bound,
            Value::from(cache.entries.len()),
        ];
        Ok(Flow::Call(cache.info.borrow().clone(), figures))
    }),
    NativeDef::method("cache_clear", 0, 0, |_, args| {
        let cache = this(&args[0])?;
        cache.hits.set(0);
        cache.misses.set(0);
        cache.entries.clear();
        Ok(Value::None)
    }),
];

pub fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_functools", &[]);
    native::add_class(vm, &module, "lru_cache_wrapper", "functools", METHODS);
    module
}

fn this(object: &Value) -> PyResult<&LruCache> {
    object
        .downcast()
        .ok_or_else(|| type_error("a function with a cache is expected"))
}

fn call(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let cache = this(&args[0])?;
    let key = key(vm, cache, &args);
    if let Ok(Some((hash, Some(slot)))) = lookup::find_now(&*cache.entries, &key) {
        return Ok(cache.hit(slot, hash).into());
    }
    let keywords = args.keywords.to_vec();
    let mut values = args.take_all();
    let object = values.remove(0);
    let vm = vm.clone();
    Flow::future(async move { look_up(&vm, &object, key, values, keywords).await })
}

async fn look_up(
    vm: &Rc<Vm>,
    object: &Value,
    key: Value,
    args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> PyResult {
    let cache = this(object)?;
    let (hash, slot) = lookup::find(vm, &cache.entries, &key).await?;
    if let Some(slot) = slot {
        return Ok(cache.hit(slot, hash));
    }
    cache.misses.set(cache.misses.get() + 1);
    let function = cache.function.borrow().clone();
    let result = vm.call_with(function, args, keywords).await?;
    // The call may have cached the same arguments.
    let entry = lookup::find_hashed(vm, &cache.entries, hash, &key).await?;
    if cache.bound != Some(0) && entry.is_none() {
        if cache.bound == Some(cache.entries.len())
            && let Some((oldest, ..)) = cache.entries.entry_from(0)
        {
            let _dropped = cache.entries.remove_at(oldest);
        }
        cache.entries.push(hash, key, result.clone());
    }
    Ok(result)
}

impl LruCache {
    fn hit(&self, slot: usize, hash: i64) -> Value {
        self.hits.set(self.hits.get() + 1);
        if self.bound.is_none() {
            return self.entries.value_at(slot).unwrap_or_default();
        }
        let (key, value) = self.entries.remove_at(slot);
        self.entries.push(hash, key, value.clone());
        value
    }
}

/// What tells one call from another: its arguments, after a mark the named ones, and the types of all where these count.
fn key(vm: &Vm, cache: &LruCache, args: &Args<'_>) -> Value {
    let positional = &args.positional()[1..];
    if let ([only @ (Value::Int(_) | Value::Str(_))], true, false) =
        (positional, args.keywords.is_empty(), cache.typed)
    {
        return only.clone();
    }
    let mut parts = positional.to_vec();
    if !args.keywords.is_empty() {
        parts.push(Value::Ellipsis);
        for (name, value) in args.named() {
            parts.push(Value::str(&name.text()));
            parts.push(value.clone());
        }
    }
    if cache.typed {
        let values = args.iter().skip(1);
        parts.extend(values.map(|value| Value::Class(vm.class_of(value))));
    }
    // In a list of its own, so that one argument that is a tuple is not taken for several.
    Value::tuple(vec![Value::tuple(parts)])
}
