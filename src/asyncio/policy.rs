//! Event loop policies, as far as programs use them, and `uvloop`, which is this same loop under another name.

use std::cell::RefCell;
use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::runners;
use crate::asyncio::state::{asyncio, get_event_loop, native_class};
use crate::python::object::class::Layout;
use crate::python::object::{Class, Flow, Instance, Module, NativeDef, Value};
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

/// `asyncio.new_event_loop()`
pub fn new_event_loop(vm: &Rc<Vm>) -> Value {
    let class = asyncio(vm).classes.event_loop.clone();
    EventLoop::create(vm, &class)
}

/// The module-level functions about policies.
pub const FUNCTIONS: &[NativeDef] = &[
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
    NativeDef::python("new_event_loop", "", |vm, _| Ok(new_event_loop(vm))),
];

/// `import uvloop`
pub fn uvloop(vm: &Rc<Vm>) -> Rc<Module> {
    let module = Module::new(Symbol::new("uvloop"));
    let state = asyncio(vm);
    let class = native_class("Loop", "uvloop", &state.classes.event_loop, &[]);
    module.set(Symbol::new("Loop"), Value::Class(class));
    let policy = Value::Class(default_policy(vm));
    module.set(Symbol::new("EventLoopPolicy"), policy);
    module.set(Symbol::new("__version__"), Value::str("0.21.0"));
    for def in UVLOOP {
        module.set(Symbol::new(def.name), Value::Native(def));
    }
    Rc::new(module)
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
