//! Event loop policies, as far as programs use them, and `uvloop`, which is this same loop under another name.

use std::cell::RefCell;
use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::runners;
use crate::asyncio::state::{asyncio, get_event_loop, native_class, running_loop};
use crate::python::modules::native;
use crate::python::object::class::Layout;
use crate::python::object::{Class, Flow, Instance, Module, NativeDef, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::{add_methods, builtin};

/// The policy that the program set, and the classes.
#[derive(Default)]
struct Policies {
    set: RefCell<Option<Value>>,
    class: std::cell::OnceCell<Rc<Class>>,
}

/// `asyncio.DefaultEventLoopPolicy`
pub fn default_policy(vm: &Rc<Vm>) -> Rc<Class> {
    let make = || {
        let object = &vm.types.object;
        let base = plain_class("AbstractEventLoopPolicy", object);
        let class = plain_class("DefaultEventLoopPolicy", &base);
        add_methods(&class, POLICY);
        class
    };
    vm.extension::<Policies>().class.get_or_init(make).clone()
}

fn plain_class(name: &str, base: &Rc<Class>) -> Rc<Class> {
    builtin(name, "asyncio.events", &[base], Layout::Object, None)
}

const POLICY: &[NativeDef] = &[
    NativeDef::python("get_event_loop", "self", |vm, _| {
        Ok(get_event_loop(vm)?.object())
    }),
    NativeDef::python("set_event_loop", "self, loop", |vm, mut args| {
        asyncio(vm).set_set_loop(vm, args.take(1));
        Ok(Value::None)
    }),
    NativeDef::python("new_event_loop", "self", |vm, _| Ok(new_event_loop(vm))),
];

/// The loop that there is.
fn new_event_loop(vm: &Rc<Vm>) -> Value {
    let class = asyncio(vm).classes.event_loop.clone();
    EventLoop::create(vm, &class)
}

/// The policy that the program set, where it has written this method of it.
fn overridden(vm: &Rc<Vm>, method: Symbol) -> Option<Value> {
    let policy = vm.extension::<Policies>().set.borrow().clone()?;
    let own = match &policy {
        Value::Instance(instance) => {
            instance.class_ref().is_heap || instance.attribute(method).is_some()
        }
        _ => false,
    };
    own.then_some(policy)
}

/// `asyncio.new_event_loop()`, which a policy decides.
pub async fn make_loop(vm: &Rc<Vm>) -> PyResult {
    let method = Symbol::new("new_event_loop");
    match overridden(vm, method) {
        Some(policy) => vm.call_method(&policy, method, Vec::new()).await,
        None => Ok(new_event_loop(vm)),
    }
}

/// `asyncio.set_event_loop(loop)`
pub async fn set_loop(vm: &Rc<Vm>, event_loop: Value) -> PyResult {
    let method = Symbol::new("set_event_loop");
    match overridden(vm, method) {
        Some(policy) => vm.call_method(&policy, method, vec![event_loop]).await,
        None => {
            asyncio(vm).set_set_loop(vm, event_loop);
            Ok(Value::None)
        }
    }
}

/// `asyncio.get_event_loop()`
async fn current_loop(vm: &Rc<Vm>) -> PyResult {
    let method = Symbol::new("get_event_loop");
    match overridden(vm, method) {
        Some(policy) if running_loop(vm).is_err() => {
            vm.call_method(&policy, method, Vec::new()).await
        }
        _ => Ok(get_event_loop(vm)?.object()),
    }
}

/// The module-level functions that go by the policy.
pub const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("get_event_loop", 0, 0, |vm, _| {
        let vm = vm.clone();
        Flow::future(async move { current_loop(&vm).await })
    }),
    NativeDef::python_flow("set_event_loop", "loop", |vm, mut args| {
        let (vm, event_loop) = (vm.clone(), args.take(0));
        Flow::future(async move { set_loop(&vm, event_loop).await })
    }),
    NativeDef::python("get_event_loop_policy", "", |vm, _| {
        let policies = vm.extension::<Policies>();
        let mut set = policies.set.borrow_mut();
        let made = || Value::Instance(Instance::new(&default_policy(vm)));
        Ok(set.get_or_insert_with(made).clone())
    }),
    NativeDef::python("set_event_loop_policy", "policy", |vm, mut args| {
        let policy = Some(args.take(0)).filter(|policy| !policy.is_none());
        let _old = vm.extension::<Policies>().set.replace(policy);
        Ok(Value::None)
    }),
    NativeDef::python_flow("new_event_loop", "", |vm, _| {
        let vm = vm.clone();
        Flow::future(async move { make_loop(&vm).await })
    }),
];

/// `import uvloop`
pub fn uvloop(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("uvloop", UVLOOP);
    let state = asyncio(vm);
    let class = native_class("Loop", "uvloop", &state.classes.event_loop, &[]);
    module.set(Symbol::new("Loop"), Value::Class(class));
    let policy = Value::Class(default_policy(vm));
    module.set(Symbol::new("EventLoopPolicy"), policy);
    module.set(Symbol::new("__version__"), Value::str("0.21.0"));
    module
}

const UVLOOP: &[NativeDef] = &[
    NativeDef::function("install", 0, 0, |_, _| Ok(Value::None)),
    NativeDef::python("new_event_loop", "", |vm, _| Ok(new_event_loop(vm))),
    NativeDef::python_flow("run", "main, *, debug=, loop_factory=", |vm, mut args| {
        let vm = vm.clone();
        let (main, debug, factory) = (args.take(0), args.take(1), args.take(2));
        Flow::future(async move { runners::run(&vm, main, debug, factory).await })
    }),
];
