//! `eval`, `exec`, `compile`, `globals` and `locals`.
//!
//! Code runs with a module for its globals: a dict that it is given gets one. Given a second dict for its locals, or called
//! inside a function, it runs in a module of its own that is filled from both; afterwards what it changed is written to the
//! locals.

use std::rc::Rc;

use crate::python::arguments;
use crate::python::code::Code;
use crate::python::compile;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::NamedParameters;
use crate::python::object::{
    Dict, ExceptionKind, Flow, Module, NativeDef, PyError, PyResult, Value,
};
use crate::python::parse::SyntaxError;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

const SCOPES: NamedParameters = NamedParameters {
    names: &["source", "globals", "locals"],
    positional_only: 1,
    positional: 3,
    required: 1,
};

pub const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("eval", 1, 3, |vm, mut args| {
        evaluate(vm, args.take(0), args.take(1), args.take(2), Mode::Eval)
    })
    .named(&SCOPES),
    NativeDef::flow("exec", 1, 3, |vm, mut args| {
        evaluate(vm, args.take(0), args.take(1), args.take(2), Mode::Exec)
    })
    .named(&SCOPES),
    NativeDef::function("compile", 3, 6, |vm, args| {
        let filename = arguments::text(vm, &args[1], "compile() argument 'filename'")?;
        let mode = match arguments::text(vm, &args[2], "compile() argument 'mode'")? {
            "eval" => Mode::Eval,
            "exec" | "single" => Mode::Exec,
            _ => {
                return Err(value_error(
                    "compile() mode must be 'exec', 'eval' or 'single'",
                ));
            }
        };
        let source = arguments::text(vm, &args[0], "compile() arg 1")?;
        compiled(vm, source, filename, mode).map(Value::Code)
    })
    .named(&NamedParameters {
        names: &[
            "source",
            "filename",
            "mode",
            "flags",
            "dont_inherit",
            "optimize",
        ],
        positional_only: 0,
        positional: 6,
        required: 3,
    }),
    NativeDef::flow("globals", 0, 0, |vm, _| {
        let vm = vm.clone();
        Flow::future(async move {
            let (globals, _) = vm.scope().await?;
            Ok(Value::Dict(globals.dict()))
        })
    }),
    NativeDef::flow("locals", 0, 0, |vm, _| {
        let vm = vm.clone();
        Flow::future(async move {
            let (globals, locals) = vm.scope().await?;
            Ok(Value::Dict(locals.unwrap_or_else(|| globals.dict())))
        })
    }),
];

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Eval,
    Exec,
}

fn evaluate(
    vm: &Rc<Vm>,
    source: Value,
    globals: Value,
    locals: Value,
    mode: Mode,
) -> PyResult<Flow> {
    let name = if mode == Mode::Eval { "eval" } else { "exec" };
    let code = match source.base() {
        Value::Code(code) => code.clone(),
        Value::Str(text) => {
            let text = if mode == Mode::Eval {
                text.trim_start_matches([' ', '\t'])
            } else {
                text
            };
            compiled(vm, text, "<string>", mode)?
        }
        _ => {
            return Err(type_error(format!(
                "{name}() arg 1 must be a string, bytes or code object"
            )));
        }
    };
    let (globals, locals) = (
        dict_or_none(vm, globals, name, "globals")?,
        dict_or_none(vm, locals, name, "locals")?,
    );
    let vm = vm.clone();
    Flow::future(async move {
        let (around, local) = vm.scope().await?;
        let outer = match &globals {
            Some(globals) => module_of(&vm, globals, around.name),
            None => around,
        };
        let inner = match (&globals, locals) {
            (Some(globals), Some(locals)) if Rc::ptr_eq(globals, &locals) => None,
            (_, Some(locals)) => Some(locals),
            (Some(_), None) => None,
            (None, None) => local,
        };
        let Some(inner) = inner else {
            return vm.run_code(code, outer).await;
        };
        let module = Rc::new(Module::new(outer.name));
        if let Some(builtins) = outer.restricted.get() {
            let _ = module.restricted.set(builtins.clone());
        }
        for (name, value) in outer.names.borrow().iter() {
            module.set(name, value.clone());
        }
        for (name, value) in inner.entries() {
            if let Some(name) = name.as_str() {
                module.set(Symbol::new(name), value);
            }
        }
        let result = vm.run_code(code, module.clone()).await;
        for (name, value) in module.names.borrow().iter() {
            let text = name.text();
            let before = inner.get_str(&text).or_else(|| outer.get(name));
            if !before.is_some_and(|before| before.is(value)) {
                inner.set_str(&text, value.clone());
            }
        }
        result
    })
}

/// The module of a dict that code is to run in, with the built-in names in it as CPython puts them.
fn module_of(vm: &Vm, dict: &Rc<Dict>, name: Symbol) -> Rc<Module> {
    let module = Module::of(name, dict);
    match dict.get_str("__builtins__") {
        None => {
            let builtins = Value::Module(vm.builtins.clone());
            dict.set_str("__builtins__", builtins);
        }
        Some(Value::Dict(own)) => drop(module.restricted.set(own)),
        Some(_) => {}
    }
    module
}

fn compiled(vm: &Vm, text: &str, filename: &str, mode: Mode) -> PyResult<Rc<Code>> {
    let code = match mode {
        Mode::Eval => compile::compile_eval(text, filename),
        Mode::Exec => compile::compile(text, filename),
    };
    if filename != "<string>" {
        vm.add_source(filename, text);
    }
    code.map_err(|error| syntax_error(&error, filename))
}

fn syntax_error(error: &SyntaxError, filename: &str) -> PyError {
    let kind = match error.kind.name() {
        "IndentationError" => ExceptionKind::IndentationError,
        "TabError" => ExceptionKind::TabError,
        _ => ExceptionKind::SyntaxError,
    };
    let place = vec![
        Value::str(filename),
        Value::Int(error.line.into()),
        Value::Int(error.column.into()),
        Value::string(format!("{}\n", error.source_line)),
        Value::Int(error.end_line.into()),
        Value::Int(error.end_column.into()),
    ];
    PyError::with_args(kind, vec![Value::str(&error.message), Value::tuple(place)])
}

fn dict_or_none(vm: &Vm, value: Value, function: &str, what: &str) -> PyResult<Option<Rc<Dict>>> {
    match value.base() {
        Value::Unbound | Value::None => Ok(None),
        Value::Dict(dict) => Ok(Some(dict.clone())),
        other => Err(type_error(format!(
            "{function}() {what} must be a dict, not {}",
            vm.type_name(other)
        ))),
    }
}
