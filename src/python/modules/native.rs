//! What native modules are made with: names, functions and classes.

use std::rc::Rc;

use crate::python::object::class::Layout;
use crate::python::object::{Args, Class, Flow, Module, NativeDef, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::{add_methods, builtin};

/// A module with these functions in it.
pub fn module(name: &str, functions: &'static [NativeDef]) -> Rc<Module> {
    let module = Rc::new(Module::new(Symbol::new(name)));
    module.set(Symbol::NAME, Value::str(name));
    add_functions(&module, functions);
    module
}

/// Puts these functions into a module.
pub fn add_functions(module: &Module, functions: &'static [NativeDef]) {
    for def in functions {
        module.set(Symbol::new(def.name), Value::Native(def));
    }
}

/// Puts a new class, whose instances hold native data, into a module. `shown_module` is where programs find the class.
pub fn add_class(
    vm: &Rc<Vm>,
    module: &Module,
    name: &str,
    shown_module: &str,
    methods: &'static [NativeDef],
) -> Rc<Class> {
    let class = builtin(
        name,
        shown_module,
        &[&vm.types.object],
        Layout::Native,
        None,
    );
    add_methods(&class, methods);
    module.set(class.name.get(), Value::Class(class.clone()));
    class
}

/// What the function of the same name gives, in a module in Python; the native one in front of it has its name, its text and the
/// complaints about arguments.
pub fn in_python(
    vm: &Rc<Vm>,
    module: &'static str,
    def: &'static NativeDef,
    mut args: Args<'_>,
) -> PyResult<Flow> {
    let keywords = args.keywords.to_vec();
    let mut given = args.take_all();
    given.retain(|arg| !arg.is_unbound());
    vm.call_library(module, def.name, given, keywords)
}
