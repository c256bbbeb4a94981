//! The methods of an event loop.

use std::rc::Rc;

use crate::asyncio::arguments::class_argument;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::{Handle, Ready, done_callback, ends_program};
use crate::asyncio::task::ensure_future;
use crate::asyncio::{executor, generators, label, report, signals, task_methods, trace};
use crate::clock::Time;
use crate::python::builtins::functions::is_callable;
use crate::python::modules::contextvars::context_argument;
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
use crate::python::plain;
use crate::python::vm::Vm;

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |vm, args| {
        Ok(EventLoop::create(vm, class_argument(&args[0])?))
    })
    .of_kind(NativeKind::Static)
    .with(Signature::Any),
    NativeDef::python("call_soon", CALL_SOON, |vm, args| {
        call_soon(vm, args, "call_soon")
    }),
    NativeDef::python("call_soon_threadsafe", CALL_SOON, |vm, args| {
        let event_loop = loop_of(&args)?;
        let handle = call_soon(vm, args, "call_soon_threadsafe")?;
        event_loop.wake(vm);
        Ok(handle)
    }),
    NativeDef::python(
        "call_later",
        "self, delay, callback, *args, context=",
        |vm, args| {
            if args[1].is_none() {
                return Err(type_error("delay must not be None"));
            }
            let now = loop_of(&args)?.time(vm);
            call_at(vm, args, now)
        },
    ),
    NativeDef::python(
        "call_at",
        "self, when, callback, *args, context=",
        |vm, args| {
            if args[1].is_none() {
                return Err(type_error("when cannot be None"));
            }
            call_at(vm, args, Time::ZERO)
        },
    ),
    NativeDef::python("time", "self", |vm, _| {
        Ok(Value::Float(vm.clock.read().as_secs()))
    }),
    NativeDef::python("create_future", "self", |_, args| {
        Ok(FutureRef::create(&loop_of(&args)?).into())
    }),
    NativeDef::python_flow(
        "create_task",
        "self, coro, *, name=, context=",
        |vm, mut args| {
            let event_loop = loop_of(&args)?;
            let (coroutine, name, context) = (args.take(1), args.take(2), args.take(3));
            task_methods::make_task(vm, &event_loop, coroutine, name, context)
        },
    ),
    NativeDef::python_flow("run_until_complete", "self, future", |vm, mut args| {
        let event_loop = loop_of(&args)?;
        let vm = vm.clone();
        let awaitable = args.take(1);
        Flow::future(async move { run_until_complete(&vm, &event_loop, awaitable).await })
    }),
    NativeDef::python_flow("run_forever", "self", |vm, args| {
        let event_loop = loop_of(&args)?;
        let vm = vm.clone();
        Flow::future(async move {
            let run = trace::run_started(&vm, &Value::Unbound);
            let result = event_loop.run_forever(&vm).await.map(|()| Value::None);
            trace::run_ended(&vm, run, &result);
            result
        })
    }),
    NativeDef::python("stop", "self", |_, args| {
        loop_of(&args)?.stop();
        Ok(Value::None)
    }),
    NativeDef::python_flow("close", "self", |vm, mut args| {
        let (vm, event_loop, object) = (vm.clone(), loop_of(&args)?, args.take(0));
        Flow::future(async move {
            event_loop.check_can_close()?;
            signals::remove_all(&vm, &object).await?;
            event_loop.close();
            Ok(Value::None)
        })
    }),
    NativeDef::python_flow(
        "add_signal_handler",
        "self, sig, callback, *args",
        |vm, args| signals::in_python(vm, "add_signal_handler", args),
    ),
    NativeDef::python_flow("remove_signal_handler", "self, sig", |vm, args| {
        signals::in_python(vm, "remove_signal_handler", args)
    }),
    NativeDef::getter("_ready", |_, args| {
        Ok(Value::list(loop_of(&args)?.ready_handles()))
    }),
    NativeDef::python("is_running", "self", |_, args| {
        Ok(loop_of(&args)?.is_running().into())
    }),
    NativeDef::python("is_closed", "self", |_, args| {
        Ok(loop_of(&args)?.is_closed().into())
    }),
    NativeDef::python("get_debug", "self", |_, args| {
        Ok(loop_of(&args)?.debug.get().into())
    }),
    NativeDef::python("set_debug", "self, enabled", |_, args| {
        let debug = plain::truth(&args[1]).unwrap_or(true);
        loop_of(&args)?.debug.set(debug);
        Ok(Value::None)
    }),
    NativeDef::getter("slow_callback_duration", |_, args| {
        Ok(Value::Float(loop_of(&args)?.slow_callback_duration.get()))
    }),
    NativeDef::method("slow_callback_duration=", 1, 1, |_, args| {
        let seconds = args[1]
            .as_f64()
            .ok_or_else(|| type_error("slow_callback_duration must be a number"))?;
        loop_of(&args)?.slow_callback_duration.set(seconds);
        Ok(Value::None)
    })
    .of_kind(NativeKind::Setter),
    NativeDef::python("set_task_factory", "self, factory", |vm, mut args| {
        let event_loop = loop_of(&args)?;
        if !args[1].is_none() && !is_callable(vm, &args[1]) {
            return Err(type_error("task factory must be a callable or None"));
        }
        let _old = event_loop.task_factory.replace(args.take(1));
        Ok(Value::None)
    }),
    NativeDef::python("get_task_factory", "self", |_, args| {
        Ok(loop_of(&args)?.task_factory.borrow().clone())
    }),
    NativeDef::python("set_exception_handler", "self, handler", |vm, mut args| {
        let event_loop = loop_of(&args)?;
        if !args[1].is_none() && !is_callable(vm, &args[1]) {
            let shown = label::plain(&args[1]);
            return Err(type_error(format!(
                "A callable object or None is expected, got {shown}"
            )));
        }
        let _old = event_loop.exception_handler.replace(args.take(1));
        Ok(Value::None)
    }),
    NativeDef::python("get_exception_handler", "self", |_, args| {
        Ok(loop_of(&args)?.exception_handler.borrow().clone())
    }),
    NativeDef::python_flow("call_exception_handler", "self, context", |vm, args| {
        let event_loop = loop_of(&args)?;
        let context = context_dict(&args)?;
        let vm = vm.clone();
        Flow::future(async move {
            report::call_with(&vm, &event_loop, context).await?;
            Ok(Value::None)
        })
    }),
    NativeDef::python_flow("default_exception_handler", "self, context", |vm, args| {
        report::write_default(vm, context_dict(&args)?)
    }),
    NativeDef::python_flow("shutdown_asyncgens", "self", |vm, args| {
        let event_loop = loop_of(&args)?;
        let vm = vm.clone();
        Flow::future(async move { generators::shutdown(&vm, &event_loop).await })
    })
    .coroutine("BaseEventLoop.shutdown_asyncgens"),
    NativeDef::python_flow("shutdown_default_executor", "self, timeout=", |vm, args| {
        let event_loop = loop_of(&args)?;
        let vm = vm.clone();
        Flow::future(async move { executor::shutdown_default(&vm, &event_loop).await })
    })
    .coroutine("BaseEventLoop.shutdown_default_executor"),
    NativeDef::python_flow(
        "run_in_executor",
        "self, executor, func, *args",
        |vm, mut args| {
            let event_loop = loop_of(&args)?;
            let mut values = args.take_all();
            values.remove(0);
            executor::run_in_executor(vm, &event_loop, values, Vec::new())
        },
    ),
    NativeDef::python("set_default_executor", "self, executor", |_, mut args| {
        let event_loop = loop_of(&args)?;
        let _old = event_loop.executor.replace(args.take(1));
        Ok(Value::None)
    }),
    NativeDef::python("__repr__", "self", |vm, args| {
        let event_loop = loop_of(&args)?;
        let word = |truth: bool| if truth { "True" } else { "False" };
        Ok(Value::string(format!(
            "<{} running={} closed={} debug={}>",
            vm.type_name(&args[0]),
            word(event_loop.is_running()),
            word(event_loop.is_closed()),
            word(event_loop.debug.get())
        )))
    }),
];

fn loop_of(args: &Args<'_>) -> PyResult<Rc<EventLoop>> {
    args.first()
        .and_then(EventLoop::of)
        .ok_or_else(|| type_error("an event loop is required"))
}

fn context_dict(args: &Args<'_>) -> PyResult<Rc<crate::python::object::Dict>> {
    match args[1].base() {
        Value::Dict(context) => Ok(context.clone()),
        _ => Err(type_error("the context of an exception handler is a dict")),
    }
}

const CALL_SOON: &str = "self, callback, *args, context=";

fn call_soon(vm: &Rc<Vm>, mut args: Args<'_>, function: &str) -> PyResult {
    let event_loop = loop_of(&args)?;
    event_loop.check_open()?;
    let mut values = args.take_all();
    let arguments = values.split_off(3);
    let context = context_argument(vm, &values[2])?;
    let callable = values.remove(1);
    check_callback(vm, &event_loop, &callable, function)?;
    let handle = Handle::create(vm, &event_loop, callable, arguments, context, None);
    event_loop.enqueue(Ready::Handle(handle.clone()));
    Ok(Value::Instance(handle))
}

/// `call_later` and `call_at`: the deadline is the first argument, counted from `base`.
fn call_at(vm: &Rc<Vm>, mut args: Args<'_>, base: Time) -> PyResult {
    let event_loop = loop_of(&args)?;
    event_loop.check_open()?;
    let mut values = args.take_all();
    let arguments = values.split_off(4);
    let context = context_argument(vm, &values[3])?;
    let callable = values.remove(2);
    check_callback(vm, &event_loop, &callable, "call_at")?;
    let Some(seconds) = values[1].as_f64() else {
        return Err(type_error(format!(
            "unsupported operand type(s) for +: 'float' and '{}'",
            vm.type_name(&values[1])
        )));
    };
    let deadline = base + seconds;
    let handle = Handle::create(
        vm,
        &event_loop,
        callable,
        arguments,
        context,
        Some(deadline),
    );
    let timer = event_loop.add_timer(vm, deadline, Ready::Handle(handle.clone()));
    if let Some(data) = handle.downcast::<Handle>() {
        data.set_timer(timer);
    }
    Ok(Value::Instance(handle))
}

/// In debug mode: refuses what could never work as a callback, and calls from other threads that would not wake the loop.
fn check_callback(
    vm: &Rc<Vm>,
    event_loop: &EventLoop,
    callable: &Value,
    function: &str,
) -> PyResult<()> {
    if !event_loop.debug.get() {
        return Ok(());
    }
    let is_elsewhere = event_loop
        .thread()
        .is_some_and(|own| own != vm.threads.current());
    if is_elsewhere && function != "call_soon_threadsafe" {
        return Err(runtime_error(
            "Non-thread-safe operation invoked on an event loop other than the current one",
        ));
    }
    if crate::asyncio::task::is_coroutine(vm, callable)
        || crate::asyncio::coroutines::is_coroutine_function(callable)
    {
        return Err(type_error(format!(
            "coroutines cannot be used with {function}()"
        )));
    }
    if !is_callable(vm, callable) {
        let shown = label::plain(callable);
        return Err(type_error(format!(
            "a callable object was expected by {function}(), got {shown}"
        )));
    }
    Ok(())
}

/// `loop.run_until_complete(awaitable)`
pub async fn run_until_complete(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    awaitable: Value,
) -> PyResult {
    event_loop.check_open()?;
    event_loop.check_can_run(vm)?;
    let run = trace::run_started(vm, &awaitable);
    let result = complete(vm, event_loop, awaitable).await;
    trace::run_ended(vm, run, &result);
    result
}

async fn complete(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>, awaitable: Value) -> PyResult {
    let is_new = FutureRef::of(&awaitable).is_none();
    let future = ensure_future(vm, Some(event_loop), awaitable).await?;
    if let (true, Some(task)) = (is_new, future.task()) {
        task.set_reports_destruction(false);
    }
    let stop = done_callback("_run_until_complete_cb", |_, future| {
        let ends = match future.failure() {
            Some(exception) => ends_program(&crate::python::object::PyError::again(exception)),
            None => false,
        };
        if !ends {
            future.get_loop()?.stop();
        }
        Ok(Flow::Value(Value::None))
    });
    future.on_done_native(vm, stop.clone());
    let result = event_loop.run_forever(vm).await;
    future.remove_native(&stop);
    if let Err(error) = result {
        if is_new {
            future.set_retrieved();
        }
        return Err(error);
    }
    if !future.done() {
        return Err(runtime_error("Event loop stopped before Future completed."));
    }
    future.result()
}
