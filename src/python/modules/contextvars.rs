//! `contextvars`: variables whose values belong to a context, and the contexts that tasks and threads run in.
//!
//! A context is a list of variables with their values, shared until one side writes, so that copying one, which every task and
//! callback does, costs a reference. Each thread has a current context. Knows no tasks.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use rustc_hash::FxHashMap;

use crate::python::modules::native;
use crate::python::object::class::Layout;
use crate::python::object::error::{runtime_error, type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{
    Args, Class, ExceptionKind, Flow, Instance, Iter, Module, NativeDef, NativeObject, PyError,
    PyResult, Value, finalize,
};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::{add_methods, builtin};

/// A mapping of variables to values, in the order in which they were first set.
#[derive(Default)]
pub struct Context {
    entries: RefCell<Rc<Entries>>,
    entered: Cell<bool>,
    /// The Python object, while somebody holds it.
    object: RefCell<Weak<Instance>>,
}

type Entries = Vec<(Rc<Instance>, Value)>;

/// The current context of each thread.
#[derive(Default)]
pub struct Contexts {
    current: RefCell<FxHashMap<u64, Rc<Context>>>,
    /// The context that the running thread used last, to save the look-up.
    last: RefCell<Option<(u64, Rc<Context>)>>,
}

impl Context {
    pub fn copy(&self) -> Rc<Context> {
        let copy = Context::default();
        copy.entries.replace(self.entries.borrow().clone());
        Rc::new(copy)
    }

    fn get(&self, variable: &Rc<Instance>) -> Option<Value> {
        let entries = self.entries.borrow();
        let found = entries.iter().find(|(own, _)| Rc::ptr_eq(own, variable))?;
        Some(found.1.clone())
    }

    /// Sets a variable and gives its old value.
    fn set(&self, variable: &Rc<Instance>, value: Value) -> Option<Value> {
        let mut entries = self.entries.borrow_mut();
        let entries = Rc::make_mut(&mut entries);
        match entries
            .iter_mut()
            .find(|(own, _)| Rc::ptr_eq(own, variable))
        {
            Some((_, own)) => Some(std::mem::replace(own, value)),
            None => {
                entries.push((variable.clone(), value));
                None
            }
        }
    }

    fn remove(&self, variable: &Rc<Instance>) -> Option<Value> {
        let mut entries = self.entries.borrow_mut();
        let entries = Rc::make_mut(&mut entries);
        let at = entries
            .iter()
            .position(|(own, _)| Rc::ptr_eq(own, variable))?;
        Some(entries.remove(at).1)
    }

    /// Marks it as being run in; an error where it is already.
    pub fn enter(self: &Rc<Context>, vm: &Rc<Vm>) -> PyResult<()> {
        if self.entered.replace(true) {
            let object = Value::Instance(self.object(vm));
            return Err(runtime_error(format!(
                "cannot enter context: {} is already entered",
                address_repr("Context", &object)
            )));
        }
        Ok(())
    }

    pub fn leave(&self) {
        self.entered.set(false);
    }

    /// The context as a Python object.
    pub fn object(self: &Rc<Context>, vm: &Rc<Vm>) -> Rc<Instance> {
        if let Some(object) = self.object.borrow().upgrade() {
            return object;
        }
        let made = Instance::native(&classes(vm).context, ContextObject(self.clone()));
        *self.object.borrow_mut() = Rc::downgrade(&made);
        made
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        if let Some(entries) = Rc::get_mut(self.entries.get_mut()) {
            let values: Vec<Value> = entries.drain(..).map(|(_, value)| value).collect();
            finalize::discard(values);
        }
    }
}

impl Contexts {
    pub fn current(&self, vm: &Vm) -> Rc<Context> {
        let thread = u64::from(vm.threads.current().0);
        if let Some((_, context)) = self.last.borrow().as_ref().filter(|last| last.0 == thread) {
            return context.clone();
        }
        let context = self.current.borrow_mut().entry(thread).or_default().clone();
        *self.last.borrow_mut() = Some((thread, context.clone()));
        context
    }

    /// Makes a context the running thread's.
    pub fn set_current(&self, vm: &Vm, context: Rc<Context>) {
        let thread = u64::from(vm.threads.current().0);
        let _old = self.current.borrow_mut().insert(thread, context.clone());
        let _last = self.last.borrow_mut().replace((thread, context));
    }

    /// Forgets a thread that has ended.
    pub fn forget(&self, thread: u64) {
        let _old = self.current.borrow_mut().remove(&thread);
        let _last = self.last.borrow_mut().take();
    }
}

/// Calls something in a context that is then the current one.
pub async fn run_in(
    vm: &Rc<Vm>,
    context: Rc<Context>,
    callable: Value,
    args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> PyResult {
    let contexts = vm.extension::<Contexts>();
    context.enter(vm)?;
    let before = contexts.current(vm);
    contexts.set_current(vm, context.clone());
    let result = vm.call_with(callable, args, keywords).await;
    contexts.set_current(vm, before);
    context.leave();
    result
}

/// The context that an argument `context=` names; `None` where it is left out or None.
pub fn context_argument(vm: &Rc<Vm>, value: &Value) -> PyResult<Option<Rc<Context>>> {
    if value.is_unbound() || value.is_none() {
        return Ok(None);
    }
    match value.downcast::<ContextObject>() {
        Some(object) => Ok(Some(object.0.clone())),
        None => Err(type_error(format!(
            "a context is expected, got {}",
            vm.type_name(value)
        ))),
    }
}

pub fn copy_current(vm: &Rc<Vm>) -> Rc<Context> {
    vm.extension::<Contexts>().current(vm).copy()
}

struct ContextObject(Rc<Context>);

impl NativeObject for ContextObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _entries = self.0.entries.take();
    }
}

struct Variable {
    name: Value,
    default: Value,
}

impl NativeObject for Variable {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

struct Token {
    variable: Rc<Instance>,
    context: Rc<Context>,
    /// `Unbound` where the variable had no value.
    old: Value,
    used: Cell<bool>,
}

impl NativeObject for Token {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

struct Classes {
    context: Rc<Class>,
    variable: Rc<Class>,
    token: Rc<Class>,
    missing: Value,
}

/// The module's classes, made when it is first used.
#[derive(Default)]
struct Made(std::cell::OnceCell<Rc<Classes>>);

fn classes(vm: &Rc<Vm>) -> Rc<Classes> {
    let made = vm.extension::<Made>();
    made.0
        .get_or_init(|| {
            let make = |name, methods| {
                let class = builtin(
                    name,
                    "_contextvars",
                    &[&vm.types.object],
                    Layout::Native,
                    None,
                );
                add_methods(&class, methods);
                class
            };
            let token = make("Token", TOKEN);
            let missing_class = make("Token.MISSING", MISSING);
            let missing = Value::Instance(Instance::new(&missing_class));
            token.set(Symbol::new("MISSING"), missing.clone());
            Rc::new(Classes {
                context: make("Context", CONTEXT),
                variable: make("ContextVar", VARIABLE),
                token,
                missing,
            })
        })
        .clone()
}

/// The module.
pub fn module(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("contextvars", FUNCTIONS);
    let classes = classes(vm);
    for class in [&classes.context, &classes.variable, &classes.token] {
        module.set(class.name.get(), Value::Class(class.clone()));
    }
    module
}

const FUNCTIONS: &[NativeDef] = &[NativeDef::function("copy_context", 0, 0, |vm, _| {
    Ok(Value::Instance(copy_current(vm).object(vm)))
})];

const CONTEXT: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |vm, args| {
        if args.len() > 1 {
            return Err(type_error("Context() does not accept any arguments"));
        }
        let context: Rc<Context> = Rc::default();
        Ok(Value::Instance(context.object(vm)))
    })
    .of_kind(NativeKind::Static)
    .with(Signature::Any),
    NativeDef::shared("__eq__", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::flow_method("run", 0, 0, |vm, mut args| {
        let context = context_of(&args)?;
        let keywords = args.keywords.to_vec();
        let mut values = args.take_all();
        if values.len() - keywords.len() < 2 {
            return Err(type_error("run() missing 1 required positional argument"));
        }
        let callable = values.remove(1);
        values.remove(0);
        let vm = vm.clone();
        Flow::future(async move { run_in(&vm, context, callable, values, keywords).await })
    })
    .with(Signature::Any),
    NativeDef::method("copy", 0, 0, |vm, args| {
        let copy = context_of(&args)?.copy();
        Ok(Value::Instance(copy.object(vm)))
    }),
    NativeDef::shared("get", 2, 3, rare).of_kind(NativeKind::Method),
    NativeDef::shared("__getitem__", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::shared("__contains__", 2, 2, rare).of_kind(NativeKind::Method),
    NativeDef::method("__len__", 0, 0, |_, args| {
        Ok(context_of(&args)?.entries.borrow().len().into())
    }),
    NativeDef::method("__iter__", 0, 0, |_, args| keys(&args)),
    NativeDef::method("keys", 0, 0, |_, args| keys(&args)),
    NativeDef::method("values", 0, 0, |_, args| {
        let context = context_of(&args)?;
        let values = context
            .entries
            .borrow()
            .iter()
            .map(|(_, value)| value.clone())
            .collect();
        Ok(Iter::over("values", values))
    }),
    NativeDef::method("items", 0, 0, |_, args| {
        let context = context_of(&args)?;
        let pair = |(variable, value): &(Rc<Instance>, Value)| {
            Value::tuple(vec![Value::Instance(variable.clone()), value.clone()])
        };
        let items = context.entries.borrow().iter().map(pair).collect();
        Ok(Iter::over("items", items))
    }),
    NativeDef::method("__repr__", 0, 0, |_, args| {
        Ok(Value::string(address_repr("Context", &args[0])))
    }),
];

const VARIABLE: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 2, |vm, mut args| {
        let name = args.take(1);
        if name.as_str().is_none() {
            return Err(type_error("context variable name must be a str"));
        }
        let default = args.take(2);
        Ok(Value::native(
            &classes(vm).variable,
            Variable { name, default },
        ))
    })
    .of_kind(NativeKind::Static)
    .named(&NamedParameters {
        names: &["cls", "name", "default"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::getter("name", |_, args| Ok(variable_of(&args)?.name.clone())),
    NativeDef::method("get", 0, 1, |vm, args| {
        let variable = variable_argument(vm, &args[0])?;
        if let Some(value) = vm.extension::<Contexts>().current(vm).get(&variable) {
            return Ok(value);
        }
        if let Some(default) = args.optional(1) {
            return Ok(default.clone());
        }
        let default = variable_of(&args)?.default.clone();
        if default.is_unbound() {
            return Err(PyError::with_args(
                ExceptionKind::LookupError,
                vec![args[0].clone()],
            ));
        }
        Ok(default)
    }),
    NativeDef::method("set", 1, 1, |vm, mut args| {
        let variable = variable_argument(vm, &args[0])?;
        let context = vm.extension::<Contexts>().current(vm);
        let old = context.set(&variable, args.take(1)).unwrap_or_default();
        let token = Token {
            variable,
            context,
            old,
            used: Cell::new(false),
        };
        Ok(Value::native(&classes(vm).token, token))
    }),
    NativeDef::method("reset", 1, 1, |vm, args| {
        reset(vm, &args[0], &args[1])?;
        Ok(Value::None)
    }),
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
        let variable = variable_of(&args)?;
        let mut shown = vec![args[0].clone(), variable.name.clone()];
        shown.extend(variable.default.given().cloned());
        vm.call_library("_contexts", "variable", shown, Vec::new())
    }),
];

const TOKEN: &[NativeDef] = &[
    NativeDef::getter("var", |_, args| {
        Ok(Value::Instance(token_of(&args[0])?.variable.clone()))
    }),
    NativeDef::getter("old_value", |vm, args| {
        let old = token_of(&args[0])?.old.clone();
        Ok(if old.is_unbound() {
            classes(vm).missing.clone()
        } else {
            old
        })
    }),
    NativeDef::method("__enter__", 0, 0, |_, args| Ok(args[0].clone())),
    NativeDef::method("__exit__", 3, 3, |vm, args| {
        let variable = Value::Instance(token_of(&args[0])?.variable.clone());
        reset(vm, &variable, &args[0])?;
        Ok(Value::None)
    }),
];

const MISSING: &[NativeDef] = &[NativeDef::method("__repr__", 0, 0, |_, _| {
    Ok(Value::str("<Token.MISSING>"))
})];

/// `variable.reset(token)`
fn reset(vm: &Rc<Vm>, variable: &Value, token_value: &Value) -> PyResult<()> {
    let token = token_of(token_value)?;
    let shown = address_repr("Token", token_value);
    if token.used.get() {
        return Err(runtime_error(format!("{shown} has already been used once")));
    }
    if !Value::Instance(token.variable.clone()).is(variable) {
        return Err(value_error(format!(
            "{shown} was created by a different ContextVar"
        )));
    }
    let context = vm.extension::<Contexts>().current(vm);
    if !Rc::ptr_eq(&context, &token.context) {
        return Err(value_error(format!(
            "{shown} was created in a different Context"
        )));
    }
    token.used.set(true);
    // The replaced value is dropped here, after the context's borrow has ended.
    let _replaced = if token.old.is_unbound() {
        context.remove(&token.variable)
    } else {
        context.set(&token.variable, token.old.clone())
    };
    Ok(())
}

/// A method of contexts that is in Python.
fn rare(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    context_of(&args)?;
    native::in_python(vm, "_contexts", def, args)
}

fn keys(args: &Args<'_>) -> PyResult {
    let context = context_of(args)?;
    let keys = context
        .entries
        .borrow()
        .iter()
        .map(|(variable, _)| Value::Instance(variable.clone()))
        .collect();
    Ok(Iter::over("keys", keys))
}

fn context_of(args: &Args<'_>) -> PyResult<Rc<Context>> {
    match args[0].downcast::<ContextObject>() {
        Some(object) => Ok(object.0.clone()),
        None => Err(type_error("a Context object is required")),
    }
}

fn variable_in(value: &Value) -> PyResult<&Variable> {
    value
        .downcast::<Variable>()
        .ok_or_else(|| type_error("a ContextVar object is required"))
}

fn variable_of<'a>(args: &'a Args<'_>) -> PyResult<&'a Variable> {
    variable_in(&args[0])
}

fn variable_argument(vm: &Rc<Vm>, value: &Value) -> PyResult<Rc<Instance>> {
    match value {
        Value::Instance(instance) if instance.downcast::<Variable>().is_some() => {
            Ok(instance.clone())
        }
        _ => Err(type_error(format!(
            "a ContextVar key was expected, got {}",
            vm.type_name(value)
        ))),
    }
}

fn token_of(value: &Value) -> PyResult<&Token> {
    value
        .downcast::<Token>()
        .ok_or_else(|| type_error("expected an instance of Token"))
}

fn address_repr(class: &str, object: &Value) -> String {
    format!("<{class} object at {:#x}>", object.address().unwrap_or(0))
}
