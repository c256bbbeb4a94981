//! `import`.
//!
//! A module is native, made by a function, or Python of ours, compiled when it is first imported. Which ones there are is told by
//! the finders that the session gives the machine, asked in order.

use std::rc::Rc;

use crate::python::code::Code;
use crate::python::compile::compile;
use crate::python::object::error::import_error;
use crate::python::object::{ExceptionKind, Flow, Module, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// Where a module's content comes from.
pub enum ModuleSource {
    Native(fn(&Rc<Vm>) -> Rc<Module>),
    /// Its text.
    Python(&'static str),
    /// Its text is in the file with this name, which the host has.
    OfHost(&'static str),
}

/// Knows some modules by their full name.
pub type Finder = fn(&str) -> Option<ModuleSource>;

/// The module with a dotted name, or with `top` the package that the name begins with; parents are imported first.
pub(in crate::python) fn import(vm: &Rc<Vm>, name: Symbol, top: bool) -> PyResult<Flow> {
    let text = name.text();
    let wanted = if top {
        Symbol::new(text.split('.').next().unwrap_or_default())
    } else {
        name
    };
    if vm.modules.borrow().contains_key(&name)
        && let Some(module) = vm.modules.borrow().get(&wanted)
    {
        return Ok(Flow::Value(Value::Module(module.clone())));
    }
    // What is not there is told at once.
    let mut above = None;
    for (end, _) in text.match_indices('.').chain([(text.len(), "")]) {
        let full = &text[..end];
        let is_loaded = vm.modules.borrow().contains_key(&Symbol::new(full));
        if !is_loaded && source(vm, full).is_none() {
            return Err(not_found(full, above));
        }
        above = Some(full);
    }
    let vm = vm.clone();
    Flow::future(async move {
        let mut parent: Option<Rc<Module>> = None;
        for (end, _) in text.match_indices('.').chain([(text.len(), "")]) {
            let full = Symbol::new(&text[..end]);
            // The parent, as it runs, may have imported it.
            let loaded = vm.modules.borrow().get(&full).cloned();
            let module = match loaded {
                Some(module) => module,
                None => {
                    let (module, code) = load(&vm, full)?;
                    if let Some(code) = code
                        && let Err(error) = vm.run_code(code, module.clone()).await
                    {
                        vm.modules.borrow_mut().remove(&full);
                        return Err(error);
                    }
                    module
                }
            };
            if let Some(parent) = &parent {
                let own = text[..end].rsplit('.').next().unwrap_or_default();
                parent.set(Symbol::new(own), Value::Module(module.clone()));
            }
            parent = Some(module);
        }
        let module = vm.modules.borrow().get(&wanted).cloned();
        module
            .map(Value::Module)
            .ok_or_else(|| not_found(&text, None))
    })
}

/// A module that stands among the others from now on, and the code that is still to be run in it.
fn load(vm: &Rc<Vm>, name: Symbol) -> PyResult<(Rc<Module>, Option<Rc<Code>>)> {
    let text = name.text();
    let (module, code) = match source(vm, &text) {
        Some(ModuleSource::Native(make)) => (make(vm), None),
        Some(ModuleSource::Python(source)) => in_python(name, source)?,
        Some(ModuleSource::OfHost(file)) => match vm.host.read_module(file) {
            Some(source) => in_python(name, &source)?,
            None => {
                return Err(import_error(format!(
                    "the standard module '{text}' did not arrive; reload the page to try again"
                )));
            }
        },
        None => return Err(not_found(&text, None)),
    };
    vm.modules.borrow_mut().insert(name, module.clone());
    Ok((module, code))
}

fn source(vm: &Vm, name: &str) -> Option<ModuleSource> {
    vm.finders.borrow().iter().find_map(|find| find(name))
}

/// A module in Python of ours, and its code.
fn in_python(name: Symbol, source: &str) -> PyResult<(Rc<Module>, Option<Rc<Code>>)> {
    let module = Rc::new(Module::new(name));
    module.set(Symbol::NAME, Value::str(&name.text()));
    let code = compile(source, &format!("<{name}>"))
        .map_err(|error| PyError::new(ExceptionKind::SyntaxError, error.to_string()))?;
    Ok((module, Some(code)))
}

fn not_found(name: &str, parent: Option<&str>) -> PyError {
    let message = match parent {
        Some(parent) => format!("No module named '{name}'; '{parent}' is not a package"),
        None => format!("No module named '{name}'"),
    };
    PyError::new(ExceptionKind::ModuleNotFoundError, message)
}

/// `from module import name`
pub(in crate::python) fn import_from(vm: &Rc<Vm>, module: &Value, name: Symbol) -> PyResult<Flow> {
    let Value::Module(module) = module else {
        return Err(import_error(format!("cannot import name '{name}'")));
    };
    if let Some(value) = module.get(name) {
        return Ok(Flow::Value(value));
    }
    let full = Symbol::new(&format!("{}.{name}", module.name));
    match import(vm, full, false) {
        Err(error) if error.is(ExceptionKind::ModuleNotFoundError) => {
            if let Some(function) = module.get(Symbol::GETATTR) {
                let (vm, module) = (vm.clone(), module.name);
                return Flow::future(async move {
                    match vm.call(function, vec![Value::str(&name.text())]).await {
                        Err(error) if error.is(ExceptionKind::AttributeError) => {
                            Err(no_such_name(&vm, module, name))
                        }
                        result => result,
                    }
                });
            }
            Err(no_such_name(vm, module.name, name))
        }
        result => result,
    }
}

fn no_such_name(vm: &Vm, module: Symbol, name: Symbol) -> PyError {
    let message = format!("cannot import name '{name}' from '{module}' (unknown location)");
    let error = vm.exception_object(import_error(message));
    if let Some(data) = error.exception() {
        data.set_field(Symbol::FIELD_NAME, Value::str(&module.text()));
        data.set_field(Symbol::NAME_FROM, Value::str(&name.text()));
    }
    PyError::object(error)
}

/// `from module import *`: the names of `__all__`, else those without an underscore.
pub(super) fn import_star(module: &Value, globals: &Module) -> PyResult<()> {
    let Value::Module(module) = module else {
        return Ok(());
    };
    let listed = match module.get(Symbol::ALL) {
        Some(Value::List(list)) => Some(list.items.borrow().clone()),
        Some(Value::Tuple(items)) => Some(items.to_vec()),
        _ => None,
    };
    let names: Vec<Symbol> = match listed {
        Some(listed) => listed
            .iter()
            .filter_map(|name| name.as_str().map(Symbol::new))
            .collect(),
        None => module
            .names
            .borrow()
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !name.text().starts_with('_'))
            .collect(),
    };
    for name in names {
        let Some(value) = module.get(name) else {
            let message = format!("module '{}' has no attribute '{name}'", module.name);
            return Err(PyError::new(ExceptionKind::AttributeError, message));
        };
        globals.set(name, value);
    }
    Ok(())
}
