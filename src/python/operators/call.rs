//! Calling what is neither a function nor a bound method: classes, and objects with `__call__`.

use std::rc::Rc;

use crate::python::object::class::Layout;
use crate::python::object::error::{recursion_error, type_error};
use crate::python::object::exception::ExceptionData;
use crate::python::object::{
    Class, Descriptor, Flow, Instance, NativeDef, Payload, PyError, PyResult, Value,
};
use crate::python::operators::special::{call_named, call_now};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `callable(*args)`; the last arguments are named by `keywords`. The machine calls functions, native functions and bound
/// methods itself and never passes them here.
pub fn call(
    vm: &Rc<Vm>,
    callable: &Value,
    args: Vec<Value>,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    match callable {
        Value::Class(class) => call_class(vm, class, args, keywords),
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::StaticMethod(function) => call_named(vm, function.get(), args, keywords),
            _ => Err(not_callable(vm, callable)),
        },
        Value::Instance(_) => {
            let mut object = callable.clone();
            // `__call__` may be an object that has one in turn, and so on without end.
            for _ in 0..vm.recursion_limit.get() {
                match vm.special_method(&object, Symbol::CALL) {
                    Some((next @ Value::Instance(_), None)) => object = next,
                    Some((function, bound)) => {
                        return call_named(vm, function, with_first(bound, args), keywords);
                    }
                    None => return Err(not_callable(vm, callable)),
                }
            }
            let message = "maximum recursion depth exceeded while calling a Python object";
            Err(recursion_error(message))
        }
        _ => Err(not_callable(vm, callable)),
    }
}

/// The common case of `Class(…)`: a new instance of attributes only, and the Python function that initialises it.
pub fn instantiate_fast(_vm: &Vm, class: &Rc<Class>) -> Option<(Value, Value)> {
    if !class.makes_plain_instances() {
        return None;
    }
    match class.lookup(Symbol::INIT) {
        Some(init @ Value::Function(_)) => Some((Value::Instance(Instance::new(class)), init)),
        _ => None,
    }
}

/// `type.__call__`: makes an object by the class's `__new__` and initialises it by its `__init__`.
pub fn instantiate(
    vm: &Rc<Vm>,
    class: &Rc<Class>,
    args: Vec<Value>,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    if Rc::ptr_eq(class, &vm.types.type_) {
        match args.len() {
            1 if keywords.is_empty() => return Ok(Value::Class(vm.class_of(&args[0])).into()),
            0..3 => return Err(type_error("type() takes 1 or 3 arguments")),
            _ => {}
        }
    }
    let new = unwrap_static(class.lookup(Symbol::NEW));
    let init = class
        .lookup(Symbol::INIT)
        .filter(|init| !is_objects(vm, init, Symbol::INIT));
    let own_new = new.filter(|new| !is_objects(vm, new, Symbol::NEW));
    let Some(new) = own_new else {
        if init.is_none() && !args.is_empty() {
            return Err(type_error(format!(
                "{}() takes no arguments",
                class.name.get()
            )));
        }
        let object = Value::Instance(plain_instance(vm, class)?);
        return match init {
            Some(init) => initialise(vm, init, object, args, keywords),
            None => Ok(object.into()),
        };
    };
    let class_value = Value::Class(class.clone());
    // A built-in value is filled by its type's `__new__`. Instances of a subclass, and native objects, are filled by `__init__`
    // where the type has one, for the subclass may have given that other parameters.
    let fills_later = class.is_heap
        && matches!(class.layout, Layout::Value | Layout::Native)
        && is_native_with_init(class, &new);
    if !class.is_heap && class.layout != Layout::Native && matches!(new, Value::Native(_)) {
        return call_named(vm, new, with_first(Some(class_value), args), keywords);
    }
    if init.is_none() && matches!(new, Value::Native(_)) {
        return call_named(vm, new, with_first(Some(class_value), args), keywords);
    }
    let made = if fills_later {
        call_now(vm, new, vec![class_value])?
    } else {
        call_named(
            vm,
            new,
            with_first(Some(class_value), args.clone()),
            keywords,
        )?
    };
    if let Flow::Value(object) = made {
        return initialise_if_own(vm, class, object, args, keywords);
    }
    let (vm, class, keywords) = (vm.clone(), class.clone(), keywords.to_vec());
    Flow::future(async move {
        let object = vm.finish(made).await?;
        let flow = initialise_if_own(&vm, &class, object, args, &keywords)?;
        vm.finish(flow).await
    })
}

/// `object.__new__(class)`: an instance without a value of its own.
pub fn plain_instance(vm: &Vm, class: &Rc<Class>) -> PyResult<Rc<Instance>> {
    if class.is_abstract() {
        return Err(abstract_error(class));
    }
    match class.layout {
        Layout::Object => Ok(Instance::new(class)),
        Layout::Exception => Ok(Instance::with_payload(
            class,
            Payload::Exception(Box::new(ExceptionData::new(Vec::new()))),
        )),
        Layout::Value | Layout::Native | Layout::Type => {
            let base = class
                .solid_base()
                .unwrap_or_else(|| vm.types.object.clone());
            let name = base.name.get();
            if class.is_heap || base.own(Symbol::NEW).is_some() {
                let shown = class.name.get();
                return Err(type_error(format!(
                    "object.__new__({shown}) is not safe, use {name}.__new__()"
                )));
            }
            Err(type_error(format!("cannot create '{name}' instances")))
        }
    }
}

/// Whether a value found in a class is what `object` itself has under this name.
pub fn is_objects(vm: &Vm, found: &Value, name: Symbol) -> bool {
    match (found, vm.types.object.own(name)) {
        (Value::Native(found), Some(Value::Native(own))) => std::ptr::eq(*found, own),
        _ => false,
    }
}

fn call_class(
    vm: &Rc<Vm>,
    class: &Rc<Class>,
    args: Vec<Value>,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    if let Some(metaclass) = &class.metaclass
        && metaclass.calls_its_own_way()
        && let Some((function, bound)) =
            vm.special_method(&Value::Class(class.clone()), Symbol::CALL)
    {
        return call_named(vm, function, with_first(bound, args), keywords);
    }
    instantiate(vm, class, args, keywords)
}

/// Runs `__init__` of what `__new__` gave, if that is an instance of the class.
fn initialise_if_own(
    vm: &Rc<Vm>,
    class: &Rc<Class>,
    object: Value,
    args: Vec<Value>,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    let made = vm.class_of(&object);
    if !made.is_subclass_of(class) {
        return Ok(object.into());
    }
    match made.lookup(Symbol::INIT) {
        Some(init) if !is_objects(vm, &init, Symbol::INIT) => {
            initialise(vm, init, object, args, keywords)
        }
        _ => Ok(object.into()),
    }
}

fn initialise(
    vm: &Rc<Vm>,
    init: Value,
    object: Value,
    args: Vec<Value>,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    let (init, first) = match &init {
        Value::Instance(_) => vm.as_method(init, &object).unwrap_or_default(),
        _ => (init, Some(object.clone())),
    };
    match call_named(vm, init, with_first(first, args), keywords)? {
        Flow::Value(result) => check_init(vm, &result).map(|()| object.into()),
        flow => {
            let vm = vm.clone();
            Flow::future(async move {
                let result = vm.finish(flow).await?;
                check_init(&vm, &result)?;
                Ok(object)
            })
        }
    }
}

fn check_init(vm: &Vm, result: &Value) -> PyResult<()> {
    if result.is_none() {
        return Ok(());
    }
    let name = vm.type_name(result);
    Err(type_error(format!(
        "__init__() should return None, not '{name}'"
    )))
}

/// Whether the native `__new__` belongs to a built-in type that has an `__init__` as well.
fn is_native_with_init(class: &Rc<Class>, new: &Value) -> bool {
    let Value::Native(new) = new else {
        return false;
    };
    let owns = |base: &Rc<Class>| match base.own(Symbol::NEW) {
        Some(Value::Native(own)) => std::ptr::eq::<NativeDef>(own, *new),
        _ => false,
    };
    let owner = class.order().into_iter().find(owns);
    owner.is_some_and(|base| base.own(Symbol::INIT).is_some())
}

fn unwrap_static(found: Option<Value>) -> Option<Value> {
    match found {
        Some(Value::Descriptor(descriptor)) => match &*descriptor {
            Descriptor::StaticMethod(function) => Some(function.get()),
            _ => Some(Value::Descriptor(descriptor)),
        },
        found => found,
    }
}

fn with_first(first: Option<Value>, args: Vec<Value>) -> Vec<Value> {
    match first {
        Some(first) => {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(first);
            all.extend(args);
            all
        }
        None => args,
    }
}

fn not_callable(vm: &Vm, value: &Value) -> PyError {
    type_error(format!("'{}' object is not callable", vm.type_name(value)))
}

fn abstract_error(class: &Class) -> PyError {
    let mut names: Vec<String> = match class.own(Symbol::ABSTRACT_METHODS) {
        Some(Value::FrozenSet(names)) => {
            let shown = |name: &Value| Some(format!("'{}'", name.as_str()?));
            names.items().iter().filter_map(shown).collect()
        }
        _ => Vec::new(),
    };
    names.sort();
    let plural = if names.len() == 1 { "" } else { "s" };
    type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
        class.name.get(),
        names.join(", ")
    ))
}
