//! The methods of generators, coroutines and asynchronous generators.

use std::rc::Rc;

use crate::python::builtins::exception::frame_view;
use crate::python::code::Place;
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::exception::{Traceback, TracebackEntry};
use crate::python::object::generator::{AsyncStep, CoroutineWrapper, GeneratorKind, State};
use crate::python::object::{
    Args, ExceptionKind, Flow, Generator, Instance, NativeDef, PyError, PyResult, Value,
};
use crate::python::operators;
use crate::python::operators::special::call_special;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::{Input, Stepped};
use crate::python::vm::frame::{Frame, Segment};
use crate::python::vm::types::add_methods;

const OLD_THROW: &str =
    "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.";

/// `aiter` and `anext`.
pub const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("aiter", 1, 1, |vm, args| {
        async_special(vm, &args[0], Symbol::AITER, "an async iterable")
    }),
    NativeDef::flow("anext", 1, 2, |vm, mut args| {
        let default = args.take(1);
        let flow = async_special(vm, &args[0], Symbol::ANEXT, "an async iterator")?;
        if default.is_unbound() {
            return Ok(flow);
        }
        let shared = vm.clone();
        let step = async move {
            let awaitable = shared.finish(flow).await?;
            match shared.await_value(awaitable).await {
                Err(error) if error.is(ExceptionKind::StopAsyncIteration) => Ok(default),
                result => result,
            }
        };
        Ok(Value::from(vm.native_coroutine("anext", step)).into())
    }),
];

/// Generators and coroutines both.
const RESUMABLE: &[NativeDef] = &[
    NativeDef::flow_method("send", 1, 1, |vm, mut args| {
        let value = args.take(1);
        step(vm, &args, Input::Send(value))
    }),
    NativeDef::flow_method("throw", 1, 3, |vm, args| {
        let generator = receiver(&args)?.clone();
        let is_old_form = args.optional(2).is_some();
        let thrown = thrown(vm, &args)?;
        let vm = vm.clone();
        Flow::future(async move {
            if is_old_form {
                vm.finish(vm.warn_deprecated(OLD_THROW)?).await?;
            }
            let error = raised(vm.finish(thrown).await?)?;
            advance(&vm, &generator, Input::Throw(error)).await
        })
    }),
    NativeDef::flow_method("close", 0, 0, |vm, args| {
        let generator = receiver(&args)?.clone();
        if generator.is_finished() {
            return Ok(Value::None.into());
        }
        let vm = vm.clone();
        Flow::future(async move {
            match vm.resume(&generator, Input::Close).await {
                Ok(Stepped::Returned(value)) => Ok(value),
                Ok(Stepped::Yielded(_)) => Err(runtime_error(format!(
                    "{} ignored GeneratorExit",
                    generator.kind.type_name()
                ))),
                Err(error)
                    if error.is(ExceptionKind::GeneratorExit)
                        || error.is(ExceptionKind::StopIteration) =>
                {
                    Ok(Value::None)
                }
                Err(error) => Err(error),
            }
        })
    }),
];

/// Iterators over their own steps: generators, and what awaiting a coroutine iterates.
const STEPPED: &[NativeDef] = &[
    NativeDef::flow_method("__next__", 0, 0, |vm, args| {
        step(vm, &args, Input::Send(Value::None))
    }),
    NativeDef::method("__iter__", 0, 0, |_, mut args| Ok(args.take(0))),
];

const GENERATOR: &[NativeDef] = &[
    NativeDef::getter("gi_running", is_running),
    NativeDef::getter("gi_suspended", is_suspended),
    NativeDef::getter("gi_code", code_of),
    NativeDef::getter("gi_frame", frame_of),
    NativeDef::getter("gi_yieldfrom", delegate_of),
];

const COROUTINE: &[NativeDef] = &[
    NativeDef::method("__await__", 0, 0, |vm, args| {
        let coroutine = receiver(&args)?.clone();
        let class = vm.types.named("coroutine_wrapper", "builtins", STEPPED);
        Ok(Value::native(&class, CoroutineWrapper(coroutine)))
    }),
    NativeDef::getter("cr_running", is_running),
    NativeDef::getter("cr_suspended", is_suspended),
    NativeDef::getter("cr_code", code_of),
    NativeDef::getter("cr_frame", frame_of),
    NativeDef::getter("cr_await", delegate_of),
];

const ASYNC_GENERATOR: &[NativeDef] = &[
    NativeDef::method("__aiter__", 0, 0, |_, mut args| Ok(args.take(0))),
    NativeDef::method("__anext__", 0, 0, |vm, args| {
        async_step(vm, &args, Input::Send(Value::None))
    }),
    NativeDef::method("asend", 1, 1, |vm, mut args| {
        let value = args.take(1);
        async_step(vm, &args, Input::Send(value))
    }),
    NativeDef::flow_method("athrow", 1, 3, |vm, args| {
        let generator = Value::Generator(receiver(&args)?.clone());
        let thrown = thrown(vm, &args)?;
        if let Flow::Value(thrown) = thrown {
            let input = Input::Throw(raised(thrown)?);
            return async_step(vm, &[generator], input).map(Flow::Value);
        }
        let vm = vm.clone();
        Flow::future(async move {
            let error = raised(vm.finish(thrown).await?)?;
            async_step(&vm, &[generator], Input::Throw(error))
        })
    }),
    NativeDef::method("aclose", 0, 0, |vm, args| {
        async_step(vm, &args, Input::Close)
    }),
    NativeDef::getter("ag_running", is_running),
    NativeDef::getter("ag_suspended", is_suspended),
    NativeDef::getter("ag_code", code_of),
    NativeDef::getter("ag_frame", frame_of),
    NativeDef::getter("ag_await", delegate_of),
];

/// Steps of asynchronous generators that a program drives by hand.
const ASYNC_STEP: &[NativeDef] = &[
    NativeDef::method("__await__", 0, 0, |_, mut args| Ok(args.take(0))),
    NativeDef::method("__iter__", 0, 0, |_, mut args| Ok(args.take(0))),
    NativeDef::flow_method("__next__", 0, 0, |vm, args| {
        drive_step(vm, &args, Input::Send(Value::None))
    }),
    NativeDef::flow_method("send", 1, 1, |vm, mut args| {
        let value = args.take(1);
        drive_step(vm, &args, Input::Send(value))
    }),
    NativeDef::flow_method("throw", 1, 3, |vm, args| {
        let step = args[0].clone();
        let thrown = thrown(vm, &args)?;
        let vm = vm.clone();
        Flow::future(async move {
            let error = raised(vm.finish(thrown).await?)?;
            let flow = drive_step(&vm, &[step], Input::Throw(error))?;
            vm.finish(flow).await
        })
    }),
    NativeDef::flow_method("close", 0, 0, |vm, args| {
        let exit = Input::Throw(PyError::bare(ExceptionKind::GeneratorExit));
        let Ok(flow) = drive_step(vm, &args, exit) else {
            return Ok(Value::None.into());
        };
        let vm = vm.clone();
        Flow::future(async move {
            match vm.finish(flow).await {
                Ok(_) => Err(runtime_error("coroutine ignored GeneratorExit")),
                Err(error)
                    if error.is(ExceptionKind::StopIteration)
                        || error.is(ExceptionKind::StopAsyncIteration)
                        || error.is(ExceptionKind::GeneratorExit) =>
                {
                    Ok(Value::None)
                }
                Err(error) => Err(error),
            }
        })
    }),
];

fn drive_step(vm: &Rc<Vm>, args: &[Value], input: Input) -> PyResult<Flow> {
    let step: &AsyncStep = args[0]
        .downcast()
        .ok_or_else(|| type_error("a step of an asynchronous generator is expected"))?;
    let (driver, input) = vm.drive_step(step, input)?;
    let vm = vm.clone();
    Flow::future(async move { advance(&vm, &driver, input).await })
}

const NAMES: &[NativeDef] = &[
    NativeDef::getter("__name__", |_, args| {
        Ok(Value::str(&receiver(&args)?.name.get().text()))
    }),
    NativeDef::setter("__name__=", |_, args| {
        receiver(&args)?
            .name
            .set(expect_name("__name__", &args[1])?);
        Ok(Value::None)
    }),
    NativeDef::getter("__qualname__", |_, args| {
        Ok(Value::str(&receiver(&args)?.qualname.get().text()))
    }),
    NativeDef::setter("__qualname__=", |_, args| {
        receiver(&args)?
            .qualname
            .set(expect_name("__qualname__", &args[1])?);
        Ok(Value::None)
    }),
];

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    for class in [&types.generator, &types.coroutine] {
        add_methods(class, RESUMABLE);
    }
    add_methods(&types.generator, STEPPED);
    add_methods(&types.generator, GENERATOR);
    add_methods(&types.coroutine, COROUTINE);
    add_methods(
        &types.named("coroutine_wrapper", "builtins", STEPPED),
        RESUMABLE,
    );
    add_methods(&types.async_generator, ASYNC_GENERATOR);
    for name in ["async_generator_asend", "async_generator_athrow"] {
        types.named(name, "builtins", ASYNC_STEP);
    }
    for class in [&types.generator, &types.coroutine, &types.async_generator] {
        add_methods(class, NAMES);
    }
}

fn receiver(args: &[Value]) -> PyResult<&Rc<Generator>> {
    if let Value::Generator(generator) = &args[0] {
        return Ok(generator);
    }
    match args[0].downcast::<CoroutineWrapper>() {
        Some(wrapper) => Ok(&wrapper.0),
        None => Err(type_error(
            "descriptor of 'generator' requires a 'generator' object",
        )),
    }
}

fn async_special(vm: &Rc<Vm>, object: &Value, name: Symbol, what: &str) -> PyResult<Flow> {
    match call_special(vm, object, name, &[])? {
        Some(flow) => Ok(flow),
        None => Err(type_error(format!(
            "'{}' object is not {what}",
            vm.type_name(object)
        ))),
    }
}

fn step(vm: &Rc<Vm>, args: &[Value], input: Input) -> PyResult<Flow> {
    let (vm, generator) = (vm.clone(), receiver(args)?.clone());
    Flow::future(async move { advance(&vm, &generator, input).await })
}

/// What a step yields; `StopIteration` with what it returns.
async fn advance(vm: &Rc<Vm>, generator: &Rc<Generator>, input: Input) -> PyResult {
    match vm.resume(generator, input).await? {
        Stepped::Yielded(value) => Ok(value),
        Stepped::Returned(Value::None) => Err(PyError::bare(ExceptionKind::StopIteration)),
        Stepped::Returned(value) => Err(PyError::with_args(
            ExceptionKind::StopIteration,
            vec![value],
        )),
    }
}

fn async_step(vm: &Rc<Vm>, args: &[Value], input: Input) -> PyResult {
    Ok(vm.async_step(AsyncStep::new(receiver(args)?.clone(), input)))
}

/// What `throw(exception)`, or the old `throw(class, value, traceback)`, raises.
fn thrown(vm: &Rc<Vm>, args: &Args<'_>) -> PyResult<Flow> {
    let made = match (&args[1], args.optional(2)) {
        (Value::Class(class), Some(Value::Instance(value)))
            if value.class_ref().is_subclass_of(class) =>
        {
            args[2].clone().into()
        }
        (Value::Class(class), Some(value)) if class.exception.is_some() && !value.is_none() => {
            let values = match value {
                Value::Tuple(items) => items.to_vec(),
                value => vec![value.clone()],
            };
            operators::call(vm, &args[1], values, &[])?
        }
        (Value::Class(class), _) if class.exception.is_some() => {
            operators::exception_of(vm, &args[1])?
        }
        (Value::Instance(instance), _) if instance.exception().is_some() => args[1].clone().into(),
        (other, _) => {
            return Err(type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                vm.type_name(other)
            )));
        }
    };
    if let (Flow::Value(Value::Instance(instance)), Some(traceback)) = (&made, args.optional(3))
        && let (Some(data), Some(traceback)) =
            (instance.exception(), traceback.downcast::<Traceback>())
    {
        traceback.give_to(data);
    }
    Ok(made)
}

fn raised(thrown: Value) -> PyResult<PyError> {
    match thrown {
        Value::Instance(exception) if exception.exception().is_some() => {
            Ok(PyError::object(exception))
        }
        _ => Err(type_error("exceptions must derive from BaseException")),
    }
}

/// Looks at the frames of a suspended generator, its own first, in the segment that they lie in. Those of one that another one
/// awaits are part of that one's, which a task leads to.
fn with_frames<R>(
    vm: &Rc<Vm>,
    generator: &Rc<Generator>,
    look: impl FnOnce(&[Frame], &Segment) -> R,
) -> Option<R> {
    if let State::Created(segment) | State::Suspended(segment) = &*generator.state.borrow() {
        return Some(look(&segment.frames, segment));
    }
    if generator.is_finished() {
        return None;
    }
    let outer = vm.hooks.coroutines.get()?(vm);
    for outer in outer {
        let state = outer.state.borrow();
        let State::Suspended(segment) = &*state else {
            continue;
        };
        let is_own = |frame: &Frame| {
            let own = match frame {
                Frame::Python(frame) => &frame.generator,
                Frame::Native(frame) => &frame.generator,
            };
            own.as_ref().is_some_and(|own| Rc::ptr_eq(own, generator))
        };
        if let Some(at) = segment.frames.iter().position(is_own) {
            return Some(look(&segment.frames[at..], segment));
        }
    }
    None
}

fn is_running(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let generator = receiver(&args)?;
    let is_async = generator.kind == GeneratorKind::AsyncGenerator;
    let runs =
        generator.is_running() && (is_async || with_frames(vm, generator, |_, _| ()).is_none());
    Ok(Value::Bool(runs))
}

fn is_suspended(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let generator = receiver(&args)?;
    let has_begun = !generator.is_created();
    let suspended = has_begun && with_frames(vm, generator, |_, _| ()).is_some();
    Ok(Value::Bool(suspended))
}

/// The code of its body, and the line that it stands at; none of a native one, nor of one that has ended.
pub fn frame_entry(vm: &Rc<Vm>, generator: &Rc<Generator>) -> Option<TracebackEntry> {
    with_frames(vm, generator, |frames, _| match frames.first() {
        Some(Frame::Python(frame)) => Some(TracebackEntry {
            code: frame.code.clone(),
            place: Place::of_line(frame.line()),
        }),
        _ => None,
    })?
}

fn code_of(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let entry = frame_entry(vm, receiver(&args)?);
    Ok(entry.map_or(Value::None, |entry| Value::Code(entry.code)))
}

/// None once it has ended; before that an object that only says where it stands.
fn frame_of(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let generator = receiver(&args)?;
    if generator.is_finished() {
        return Ok(Value::None);
    }
    Ok(match frame_entry(vm, generator) {
        Some(entry) => frame_view(vm, entry),
        None => Value::Instance(Instance::new(&vm.types.named("frame", "builtins", &[]))),
    })
}

/// What it awaits, or yields from, while it is suspended.
fn delegate_of(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let found = with_frames(vm, receiver(&args)?, |frames, segment| {
        let inner = frames.get(1).map(|frame| match frame {
            Frame::Python(frame) => frame.generator.clone().map(Value::Generator),
            Frame::Native(frame) => match frame.generator.clone() {
                Some(generator) => Some(Value::Generator(generator)),
                None => frame.awaiting.clone(),
            },
        });
        match (inner, frames.first()) {
            (Some(inner), _) => inner,
            (None, Some(Frame::Python(frame))) if frame.awaiting => segment.values.last().cloned(),
            (None, Some(Frame::Native(frame))) => frame.awaiting.clone(),
            _ => None,
        }
    });
    Ok(found.flatten().unwrap_or(Value::None))
}

fn expect_name(what: &str, value: &Value) -> PyResult<Symbol> {
    match value.as_str() {
        Some(name) => Ok(Symbol::new(name)),
        None => Err(type_error(format!("{what} must be set to a string object"))),
    }
}
