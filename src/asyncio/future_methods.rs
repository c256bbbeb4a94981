//! The methods of `asyncio.Future`.

use std::rc::Rc;

use crate::asyncio::arguments::{class_argument, future_of, loop_argument, optional};
use crate::asyncio::cancel::cancel;
use crate::asyncio::future::{DoneEntry, Future, FutureRef, Kind};
use crate::asyncio::repr;
use crate::python::builtins::protocol;
use crate::python::modules::contextvars::{context_argument, copy_current};
use crate::python::object::error::{runtime_error, type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{ExceptionKind, Flow, Instance, NativeDef, PyError, PyResult, Value};
use crate::python::plain;
use crate::python::vm::Vm;

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |_, args| {
        let class = class_argument(&args[0])?;
        Ok(Value::Instance(Instance::native(class, Future::default())))
    })
    .of_kind(NativeKind::Static)
    .with(Signature::Any),
    NativeDef::method("__init__", 0, 0, |vm, args| {
        let future = future_of(&args)?;
        future.set_loop(&loop_argument(vm, &args[1])?);
        Ok(Value::None)
    })
    .named(&NamedParameters {
        names: &["self", "loop"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::method("done", 0, 0, |_, args| Ok(future_of(&args)?.done().into())),
    NativeDef::method("cancelled", 0, 0, |_, args| {
        Ok(future_of(&args)?.cancelled().into())
    }),
    NativeDef::method("result", 0, 0, |_, args| future_of(&args)?.result()),
    NativeDef::method("exception", 0, 0, |_, args| {
        let exception = future_of(&args)?.exception()?;
        Ok(exception.map_or(Value::None, Value::Instance))
    }),
    NativeDef::flow_method("cancel", 0, 1, |vm, mut args| {
        let future = future_of(&args)?;
        future.get_loop()?;
        let message = optional(args.take(1)).unwrap_or_default();
        cancel(vm, &future, &message)
    })
    .named(&NamedParameters {
        names: &["self", "msg"],
        positional_only: 1,
        positional: 2,
        required: 1,
    }),
    NativeDef::method("set_result", 1, 1, |vm, mut args| {
        let future = future_of(&args)?;
        future.set_result(vm, args.take(1))?;
        Ok(Value::None)
    })
    .named(&NamedParameters {
        names: &["self", "result"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::flow_method("set_exception", 1, 1, |vm, mut args| {
        let future = future_of(&args)?;
        set_exception(vm, future, args.take(1))
    })
    .named(&NamedParameters {
        names: &["self", "exception"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::method("add_done_callback", 1, 1, |vm, mut args| {
        let future = future_of(&args)?;
        let context = context_argument(vm, &args[2])?.unwrap_or_else(|| copy_current(vm));
        let callable = args.take(1);
        future.get_loop()?;
        future.on_done(vm, DoneEntry::Program { callable, context });
        Ok(Value::None)
    })
    .named(&NamedParameters {
        names: &["self", "fn", "context"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::method("remove_done_callback", 1, 1, |_, args| {
        let future = future_of(&args)?;
        future.get_loop()?;
        let removed = future.remove_callbacks(|entry| match entry {
            DoneEntry::Program { callable, .. } => plain::equal(callable, &args[1]) == Some(true),
            _ => false,
        });
        Ok(removed.into())
    })
    .named(&NamedParameters {
        names: &["self", "fn"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::method("get_loop", 0, 0, |_, args| {
        Ok(future_of(&args)?.get_loop()?.object())
    }),
    NativeDef::getter("_loop", |_, args| {
        Ok(future_of(&args)?.get_loop()?.object())
    }),
    NativeDef::getter("_asyncio_future_blocking", |_, args| {
        Ok(future_of(&args)?.blocking.get().into())
    }),
    NativeDef::getter("_state", |_, args| {
        let future = future_of(&args)?;
        Ok(Value::str(if future.cancelled() {
            "CANCELLED"
        } else if future.done() {
            "FINISHED"
        } else {
            "PENDING"
        }))
    }),
    NativeDef::getter("_log_traceback", |_, args| {
        Ok(future_of(&args)?.is_unretrieved().into())
    }),
    NativeDef::method("_log_traceback=", 1, 1, |_, args| {
        if plain::truth(&args[1]) != Some(false) {
            return Err(value_error("_log_traceback can only be set to False"));
        }
        future_of(&args)?.set_retrieved();
        Ok(Value::None)
    })
    .of_kind(NativeKind::Setter),
    NativeDef::getter("_cancel_message", |_, args| {
        Ok(optional(future_of(&args)?.cancel_message()).unwrap_or(Value::None))
    }),
    NativeDef::method("_cancel_message=", 1, 1, |_, mut args| {
        let message = args.take(1);
        future_of(&args)?.set_cancel_message(message);
        Ok(Value::None)
    })
    .of_kind(NativeKind::Setter),
    NativeDef::method("__await__", 0, 0, iterate),
    NativeDef::method("__iter__", 0, 0, iterate),
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| repr::future(vm, &args[0])),
    protocol::CLASS_GETITEM,
];

/// `future.__await__()`: a generator that hands the future out once and gives its result.
fn iterate(vm: &Rc<Vm>, args: crate::python::object::Args<'_>) -> PyResult {
    let future = future_of(&args)?;
    let shared = vm.clone();
    Ok(vm.native_generator("FutureIter", async move {
        if !future.done() {
            future.blocking.set(true);
            shared.yield_value(future.clone().into()).await?;
        }
        if !future.done() {
            return Err(runtime_error("await wasn't used with future"));
        }
        future.result()
    }))
}

/// `future.set_exception(exception)`, where a class is called for its instance.
fn set_exception(vm: &Rc<Vm>, future: FutureRef, exception: Value) -> PyResult<Flow> {
    match exception {
        Value::Class(class) => {
            let vm = vm.clone();
            Flow::future(async move {
                let made = vm.call(Value::Class(class), Vec::new()).await?;
                set_exception_object(&vm, &future, made)
            })
        }
        exception => set_exception_object(vm, &future, exception).map(Flow::Value),
    }
}

fn set_exception_object(vm: &Rc<Vm>, future: &FutureRef, exception: Value) -> PyResult {
    let exception = match exception {
        _ if future.done() => return future.set_result(vm, Value::None).map(|()| Value::None),
        Value::Instance(instance) if instance.exception().is_some() => instance,
        _ => return Err(type_error("invalid exception object")),
    };
    let exception = if exception.is_exception(ExceptionKind::StopIteration) {
        let replaced = vm.exception_object(runtime_error(
            "StopIteration interacts badly with generators and cannot be raised into a Future",
        ));
        if let Some(data) = replaced.exception() {
            *data.cause.borrow_mut() = Some(exception.clone());
            *data.context.borrow_mut() = Some(exception);
        }
        replaced
    } else {
        exception
    };
    future.set_exception(vm, exception)?;
    Ok(Value::None)
}

/// A future of the kind that `Task` and `Future` share, for a class's `__new__`.
pub fn new_of_kind(class: &Value, kind: Kind) -> PyResult {
    let class = class_argument(class)?;
    Ok(Value::Instance(Instance::native(
        class,
        Future::of_kind(kind),
    )))
}

/// The error for an argument that has to be a coroutine.
pub async fn coroutine_expected(vm: &Rc<Vm>, value: &Value) -> PyError {
    match vm.repr(value).await {
        Ok(text) => type_error(format!("a coroutine was expected, got {}", text.as_str())),
        Err(error) => error,
    }
}
