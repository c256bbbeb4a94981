//! Functions, methods, code objects and cells.

use std::rc::Rc;

use crate::python::code::{Code, CodeKind};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, BoundMethod, Dict, Flow, Function, NativeDef, PyError, PyResult, Value,
};
use crate::python::operators;
use crate::python::operators::special::{call_named, call_now};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const CALLABLE: &[NativeDef] = &[NativeDef::flow_method("__call__", 0, 0, |vm, mut args| {
    let keywords = args.keywords.to_vec();
    let mut values = args.take_all();
    let function = values.remove(0);
    call_named(vm, function, values, &keywords)
})
.with(Signature::Any)];

const FUNCTION: &[NativeDef] = &[
    NativeDef::getter("__name__", |_, args| Ok(text(function(&args)?.name.get()))),
    NativeDef::setter("__name__=", |_, args| {
        function(&args)?
            .name
            .set(expect_name("__name__", &args[1])?);
        Ok(Value::None)
    }),
    NativeDef::getter("__qualname__", |_, args| {
        Ok(text(function(&args)?.qualname.get()))
    }),
    NativeDef::setter("__qualname__=", |_, args| {
        function(&args)?
            .qualname
            .set(expect_name("__qualname__", &args[1])?);
        Ok(Value::None)
    }),
    NativeDef::getter("__doc__", |_, args| {
        let function = function(&args)?;
        let doc = function
            .code
            .docstring
            .as_deref()
            .map_or(Value::None, Value::str);
        Ok(own_attribute(function, Symbol::DOC).unwrap_or(doc))
    }),
    NativeDef::setter("__doc__=", |vm, args| set_own(vm, args, Symbol::DOC)),
    NativeDef::getter("__module__", |_, args| {
        let function = function(&args)?;
        let module = function.globals.get(Symbol::NAME).unwrap_or(Value::None);
        Ok(own_attribute(function, Symbol::MODULE).unwrap_or(module))
    }),
    NativeDef::setter("__module__=", |vm, args| set_own(vm, args, Symbol::MODULE)),
    NativeDef::getter("__defaults__", |_, args| {
        let defaults = function(&args)?.defaults.borrow().clone();
        Ok(defaults.map_or(Value::None, Value::Tuple))
    }),
    NativeDef::setter("__defaults__=", |_, args| {
        let defaults = match &args[1] {
            Value::Tuple(items) => Some(items.clone()),
            Value::None | Value::Unbound => None,
            _ => return Err(type_error("__defaults__ must be set to a tuple object")),
        };
        let _old = function(&args)?.defaults.replace(defaults);
        Ok(Value::None)
    }),
    NativeDef::getter("__kwdefaults__", |_, args| {
        let defaults = function(&args)?.keyword_defaults.borrow();
        if defaults.is_empty() {
            return Ok(Value::None);
        }
        let dict = Dict::default();
        for (name, value) in defaults.iter() {
            dict.set_str(&name.text(), value.clone());
        }
        Ok(Value::Dict(Rc::new(dict)))
    }),
    NativeDef::setter("__kwdefaults__=", |_, args| {
        let defaults = match &args[1] {
            Value::Dict(dict) => dict
                .entries()
                .into_iter()
                .filter_map(|(name, value)| Some((Symbol::new(name.as_str()?), value)))
                .collect(),
            Value::None | Value::Unbound => Vec::new(),
            _ => return Err(type_error("__kwdefaults__ must be set to a dict object")),
        };
        let _old = function(&args)?.keyword_defaults.replace(defaults);
        Ok(Value::None)
    }),
    NativeDef::getter("__closure__", |_, args| {
        let cells = &function(&args)?.closure;
        Ok(match cells.is_empty() {
            true => Value::None,
            false => Value::tuple(cells.iter().cloned().map(Value::Cell).collect()),
        })
    }),
    NativeDef::getter("__code__", |_, args| {
        Ok(Value::Code(function(&args)?.code.clone()))
    }),
    NativeDef::flow_getter("__globals__", |vm, args| {
        let module = Value::Module(function(&args)?.globals.clone());
        operators::get_attribute(vm, &module, Symbol::DICT)
    }),
    NativeDef::flow_getter("__annotations__", |vm, args| {
        let function = function(&args)?.clone();
        let held = function.annotations.borrow().clone();
        let (known, annotate) = match held {
            Some(thunk @ Value::Function(_)) => (None, Some(thunk)),
            held => (held, None),
        };
        annotations_of(vm, known, annotate, move |annotations| {
            *function.annotations.borrow_mut() = Some(annotations);
        })
    }),
    NativeDef::setter("__annotations__=", |_, mut args| {
        let value = args.take(1).given().cloned();
        let _old = function(&args)?.annotations.replace(value);
        Ok(Value::None)
    }),
    NativeDef::method("__get__", 1, 2, |_, mut args| {
        let (function, object) = (args.take(0), args.take(1));
        if object.is_none() {
            return Ok(function);
        }
        Ok(Value::Method(Rc::new(BoundMethod { function, object })))
    }),
];

const METHOD: &[NativeDef] = &[
    NativeDef::getter("__self__", |_, args| match &args[0] {
        Value::Method(method) => Ok(method.object.clone()),
        _ => Err(wrong_receiver("method")),
    }),
    NativeDef::getter("__func__", |_, args| match &args[0] {
        Value::Method(method) => Ok(method.function.clone()),
        _ => Err(wrong_receiver("method")),
    }),
    NativeDef::flow_getter("__doc__", |vm, args| match &args[0] {
        Value::Method(method) => operators::get_attribute(vm, &method.function, Symbol::DOC),
        _ => Err(wrong_receiver("method")),
    }),
    NativeDef::function("__new__", 3, 3, |_, mut args| {
        let (function, object) = (args.take(1), args.take(2));
        if object.is_none() {
            return Err(type_error("instance must not be None"));
        }
        Ok(Value::Method(Rc::new(BoundMethod { function, object })))
    })
    .of_kind(NativeKind::Static),
];

const NATIVE: &[NativeDef] = &[
    NativeDef::getter("__name__", |_, args| Ok(Value::str(native(&args)?.name))),
    NativeDef::getter("__qualname__", |vm, args| {
        let def = native(&args)?;
        Ok(match &args[0] {
            Value::Method(method) => {
                let class = match &method.object {
                    Value::Class(class) => class.clone(),
                    object => vm.class_of(object),
                };
                Value::string(format!("{}.{}", class.name.get(), def.name))
            }
            _ => Value::string(operators::qualified_name(vm, def)),
        })
    }),
    NativeDef::getter("__module__", |vm, args| {
        let def = native(&args)?;
        let home = vm.hooks.home.get().and_then(|home| home(def));
        let home = home.or_else(|| operators::home(vm, def));
        Ok(Value::str(home.unwrap_or("builtins")))
    }),
    NativeDef::getter("__doc__", |_, _| Ok(Value::None)),
    NativeDef::getter("__self__", |vm, args| match &args[0] {
        Value::Method(method) => Ok(method.object.clone()),
        _ => Ok(Value::Module(vm.builtins.clone())),
    }),
];

const CODE: &[NativeDef] = &[
    NativeDef::getter("co_name", |_, args| Ok(text(code(&args)?.name))),
    NativeDef::getter("co_qualname", |_, args| Ok(text(code(&args)?.qualname))),
    NativeDef::getter("co_filename", |_, args| {
        Ok(Value::str(&code(&args)?.filename))
    }),
    NativeDef::getter("co_firstlineno", |_, args| {
        Ok(Value::Int(code(&args)?.first_line as i64))
    }),
    NativeDef::getter("co_argcount", |_, args| {
        Ok(Value::Int(code(&args)?.parameters.positional as i64))
    }),
    NativeDef::getter("co_posonlyargcount", |_, args| {
        Ok(Value::Int(code(&args)?.parameters.positional_only as i64))
    }),
    NativeDef::getter("co_kwonlyargcount", |_, args| {
        Ok(Value::Int(code(&args)?.parameters.keyword_only as i64))
    }),
    NativeDef::getter("co_nlocals", |_, args| {
        Ok(Value::from(variables(code(&args)?).len()))
    }),
    NativeDef::getter("co_varnames", |_, args| {
        let names = variables(code(&args)?);
        Ok(Value::tuple(names.into_iter().map(text).collect()))
    }),
    NativeDef::getter("co_freevars", |_, args| {
        let names = &code(&args)?.free;
        Ok(Value::tuple(names.iter().map(|&name| text(name)).collect()))
    }),
    NativeDef::getter("co_consts", |_, args| {
        Ok(Value::tuple(code(&args)?.constants.to_vec()))
    }),
    NativeDef::getter("co_flags", |_, args| Ok(Value::Int(flags(code(&args)?)))),
];

const CELL: &[NativeDef] = &[
    NativeDef::getter("cell_contents", |_, args| match &args[0] {
        Value::Cell(cell) => {
            let held = cell.get();
            if held.is_unbound() {
                return Err(value_error("cell is empty"));
            }
            Ok(held)
        }
        _ => Err(wrong_receiver("cell")),
    }),
    NativeDef::setter("cell_contents=", |_, mut args| {
        let value = args.take(1);
        match &args[0] {
            Value::Cell(cell) => cell.set(value),
            _ => return Err(wrong_receiver("cell")),
        }
        Ok(Value::None)
    }),
];

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(&types.function, FUNCTION);
    add_methods(&types.method, METHOD);
    add_methods(&types.native, NATIVE);
    for class in [&types.function, &types.method, &types.native] {
        add_methods(class, CALLABLE);
    }
    add_methods(&types.code, CODE);
    add_methods(&types.cell, CELL);
}

/// `__annotations__` of a function, class or module: those `known`, else what its thunk gives, which is kept.
pub fn annotations_of(
    vm: &Rc<Vm>,
    known: Option<Value>,
    annotate: Option<Value>,
    keep: impl FnOnce(Value) + 'static,
) -> PyResult<Flow> {
    if let Some(known) = known {
        return Ok(known.into());
    }
    let Some(annotate) = annotate else {
        let empty = Value::Dict(Rc::default());
        keep(empty.clone());
        return Ok(empty.into());
    };
    let vm = vm.clone();
    Flow::future(async move {
        let annotations = vm.finish(call_now(&vm, annotate, Vec::new())?).await?;
        keep(annotations.clone());
        Ok(annotations)
    })
}

fn text(name: Symbol) -> Value {
    Value::str(&name.text())
}

fn function<'a>(args: &'a Args<'_>) -> PyResult<&'a Rc<Function>> {
    match &args[0] {
        Value::Function(function) => Ok(function),
        _ => Err(wrong_receiver("function")),
    }
}

fn native(args: &Args<'_>) -> PyResult<&'static NativeDef> {
    let function = match &args[0] {
        Value::Method(method) => &method.function,
        other => other,
    };
    match function {
        Value::Native(def) => Ok(def),
        _ => Err(wrong_receiver("builtin_function_or_method")),
    }
}

fn code<'a>(args: &'a Args<'_>) -> PyResult<&'a Rc<Code>> {
    match &args[0] {
        Value::Code(code) => Ok(code),
        _ => Err(wrong_receiver("code")),
    }
}

fn wrong_receiver(type_name: &str) -> PyError {
    type_error(format!(
        "descriptor of '{type_name}' requires a '{type_name}' object"
    ))
}

fn own_attribute(function: &Function, name: Symbol) -> Option<Value> {
    let attributes = function.attributes.borrow();
    attributes
        .as_ref()
        .and_then(|attributes| attributes.attribute(name))
}

/// Sets an attribute that the program's value replaces; deleting it leaves None.
fn set_own(vm: &Rc<Vm>, mut args: Args<'_>, name: Symbol) -> PyResult {
    let value = args.take(1).given().cloned().unwrap_or(Value::None);
    function(&args)?
        .own_attributes(vm)
        .set_attribute(name, value);
    Ok(Value::None)
}

fn expect_name(what: &str, value: &Value) -> PyResult<Symbol> {
    match value.as_str() {
        Some(name) => Ok(Symbol::new(name)),
        None => Err(type_error(format!("{what} must be set to a string object"))),
    }
}

/// The names of the local variables as the source has them.
fn variables(code: &Code) -> Vec<Symbol> {
    let named = |name: &Symbol| !name.text().starts_with('.');
    code.locals.iter().copied().filter(named).collect()
}

/// `co_flags` as the `inspect` module reads them.
fn flags(code: &Code) -> i64 {
    let kind = match code.kind {
        CodeKind::Generator => 0x20,
        CodeKind::Coroutine => 0x80,
        CodeKind::AsyncGenerator => 0x200,
        _ => 0,
    };
    let varargs = if code.parameters.varargs { 0x04 } else { 0 };
    let kwargs = if code.parameters.kwargs { 0x08 } else { 0 };
    0x03 | varargs | kwargs | kind
}
