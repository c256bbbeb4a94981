//! `_machine`: what our own modules in Python ask of the machine, and programs never see.

use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::print::standard_stream;
use crate::python::builtins::protocol::instance_of;
use crate::python::compile::compile;
use crate::python::modules::native;
use crate::python::number::int_text;
use crate::python::object::cycles;
use crate::python::object::error::type_error;
use crate::python::object::exception::Traceback;
use crate::python::object::{
    Args, Dict, ExceptionKind, Flow, Instance, Module, NativeDef, PyError, PyResult, Value,
};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::{Vm, traceback};
use crate::trace::event::Stream;

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("define", 4, 4, define),
    NativeDef::flow("caller", 0, 1, |vm, args| {
        let (vm, depth) = (vm.clone(), depth(vm, &args)?);
        Flow::future(async move { vm.caller(depth).await })
    }),
    NativeDef::flow("caller_scope", 1, 1, |vm, args| {
        let (vm, depth) = (vm.clone(), depth(vm, &args)?);
        Flow::future(async move { vm.caller_scope(depth).await })
    }),
    NativeDef::flow("index", 1, 1, |vm, args| operators::index(vm, &args[0])),
    NativeDef::function("complex_of", 3, 3, |vm, args| {
        let part = |at: usize| args[at].as_f64().unwrap_or(f64::NAN);
        let value = Value::complex(part(1), part(2));
        instance_of(vm, &args[0], &vm.types.complex, value)
    }),
    NativeDef::function("source_line", 2, 2, |vm, args| {
        let filename = arguments::text(vm, &args[0], "filename")?;
        let line = u32::try_from(arguments::int(vm, &args[1])?).unwrap_or(0);
        let text = vm.source_line(filename, line).unwrap_or_default();
        Ok(Value::string(text))
    }),
    NativeDef::flow("exception", 0, 0, |vm, _| {
        let vm = vm.clone();
        Flow::future(async move { vm.handled_exception().await })
    }),
    NativeDef::function("exit", 0, 1, |_, mut args| {
        let code = args.take(0);
        let args = if code.is_unbound() {
            Vec::new()
        } else {
            vec![code]
        };
        Err(PyError::with_args(ExceptionKind::SystemExit, args))
    }),
    NativeDef::flow("format_exception", 1, 3, |vm, args| {
        let chain = !matches!(args.optional(1), Some(Value::Bool(false)));
        let limit = args.optional(2).and_then(Value::as_i64);
        traceback::format_parts(vm, exception(&args)?, chain, limit)
    }),
    NativeDef::function("summarize", 1, 1, |vm, args| {
        let found = args[0].downcast::<Traceback>().map(|it| &it.entries[it.at]);
        Ok(found.map_or(Value::None, |entry| traceback::summarize(vm, entry)))
    }),
    NativeDef::flow("format_exception_only", 1, 1, |vm, args| {
        traceback::format_exception_only(vm, exception(&args)?)
    }),
    NativeDef::function("recursion_limit", 0, 1, |vm, args| {
        if let Some(limit) = args.optional(0) {
            vm.recursion_limit
                .set(arguments::int(vm, limit)?.max(1) as usize);
        }
        Ok(Value::from(vm.recursion_limit.get()))
    }),
    NativeDef::function("digit_limit", 0, 1, |vm, args| {
        if let Some(limit) = args.optional(0) {
            int_text::set_digit_limit(arguments::int(vm, limit)? as usize);
        }
        Ok(Value::from(int_text::digit_limit()))
    }),
    NativeDef::function("read_line", 0, 0, |vm, _| {
        Ok(vm.host.read_line().map_or(Value::None, Value::from))
    }),
    NativeDef::function("latency", 0, 0, |vm, _| Ok(Value::Float(vm.host.latency()))),
    NativeDef::function("program", 0, 0, |vm, _| {
        let name = vm.arguments.first().map_or("main.py", String::as_str);
        let text = vm.source_text(name).unwrap_or_default();
        Ok(Value::tuple(vec![Value::str(name), Value::str(&text)]))
    }),
    NativeDef::function("modules", 0, 0, |vm, _| {
        let modules = Dict::default();
        for (name, module) in vm.modules.borrow().iter() {
            modules.set_str(&name.text(), Value::Module(module.clone()));
        }
        Ok(Value::Dict(Rc::new(modules)))
    }),
    NativeDef::function("seal", 1, 1, |_, mut args| {
        if let Value::Class(class) = &args[0] {
            class.sealed.set(true);
        }
        Ok(args.take(0))
    }),
    NativeDef::flow("collect", 0, 0, |vm, _| {
        let vm = vm.clone();
        Flow::future(async move {
            let mut garbage = cycles::find();
            let count = garbage.len();
            let speaks = cycles::say_last_words(&garbage);
            // They are said while this waits, and may have saved some.
            vm.finish(Flow::future(async { Ok(Value::None) })?).await?;
            if speaks {
                drop(garbage);
                garbage = cycles::find();
            }
            cycles::free(garbage);
            Ok(Value::from(count))
        })
    }),
    // A function of ours is one that CPython has in C.
    NativeDef::function("builtin", 1, 1, |_, mut args| {
        if let Value::Function(function) = &args[0] {
            function.is_builtin.set(true);
        }
        Ok(args.take(0))
    }),
    NativeDef::function("let_await", 1, 1, |_, mut args| {
        if let Value::Generator(generator) = &args[0] {
            generator.awaitable.set(true);
        }
        Ok(args.take(0))
    }),
    NativeDef::function("is_coroutine_function", 1, 1, |_, args| {
        Ok(Value::Bool(match &args[0] {
            Value::Native(def) => def.is_coroutine(),
            Value::Method(method) => {
                matches!(&method.function, Value::Native(def) if def.is_coroutine())
            }
            _ => false,
        }))
    }),
];

pub fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_machine", FUNCTIONS);
    let arguments = vm.arguments.iter().map(|text| Value::str(text)).collect();
    module.set(Symbol::new("argv"), Value::list(arguments));
    for (name, stream) in [("stdout", Stream::Stdout), ("stderr", Stream::Stderr)] {
        module.set(Symbol::new(name), standard_stream(vm, stream));
    }
    module
}

/// `define(source, name, globals, filename)`: runs source text that defines one name, among these globals, and gives what it
/// defined. Classes whose methods depend on their fields are made so.
fn define(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let (Some(source), Some(name), Value::Dict(names), Some(filename)) = (
        args[0].as_str(),
        args[1].as_str(),
        &args[2],
        args[3].as_str(),
    ) else {
        return Err(type_error("define(source, name, globals, filename)"));
    };
    let code = compile(source, &format!("<{filename}>"))
        .map_err(|error| PyError::new(ExceptionKind::SyntaxError, error.to_string()))?;
    let module = native::module(filename, &[]);
    for (key, value) in names.entries() {
        if let Some(key) = key.as_str() {
            module.set(Symbol::new(key), value);
        }
    }
    let (vm, name) = (vm.clone(), Symbol::new(name));
    Flow::future(async move {
        vm.run_code(code, module.clone()).await?;
        module
            .get(name)
            .ok_or_else(|| type_error(format!("the source does not define {name}")))
    })
}

fn exception<'a>(args: &'a Args<'_>) -> PyResult<&'a Rc<Instance>> {
    match &args[0] {
        Value::Instance(instance) if instance.exception().is_some() => Ok(instance),
        _ => Err(type_error("an exception is expected")),
    }
}

/// How many calls further out is meant, by the one argument.
fn depth(vm: &Vm, args: &Args<'_>) -> PyResult<usize> {
    match args.optional(0) {
        Some(depth) => Ok(arguments::int(vm, depth)?.max(0) as usize),
        None => Ok(0),
    }
}
