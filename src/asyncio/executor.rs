//! Functions in simulated threads, awaited: what `to_thread`, `run_in_executor`, `wrap_future` and `run_coroutine_threadsafe` need
//! of the loop. All else about them is in Python, in `lib/asyncio_threads.py`.

use std::cell::Cell;
use std::rc::Rc;

use crate::asyncio::arguments::loop_argument;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::{DoneCallback, Ready};
use crate::asyncio::state::running_loop;
use crate::asyncio::trace;
use crate::python::modules::contextvars::copy_current;
use crate::python::modules::native;
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::{Args, Flow, Module, NativeDef, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::{LaneId, WaitKind};

/// A call of a function in Python that has to do with threads; the loop is its first argument.
pub fn in_python(
    vm: &Rc<Vm>,
    function: &'static str,
    event_loop: &Rc<EventLoop>,
    mut args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> PyResult<Flow> {
    args.insert(0, event_loop.object());
    vm.call_library("_asyncio_threads", function, args, keywords)
}

/// `loop.run_in_executor(executor, callable, *args)`
pub fn run_in_executor(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    mut args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> PyResult<Flow> {
    event_loop.check_open()?;
    if args[0].is_none() {
        if event_loop.executor_shut_down.get() {
            return Err(runtime_error("Executor shutdown has been called"));
        }
        args[0] = event_loop.executor.borrow().clone();
    }
    in_python(vm, "submit", event_loop, args, keywords)
}

/// `await asyncio.to_thread(callable, *args, **keywords)`
pub async fn to_thread(vm: Rc<Vm>, args: Vec<Value>, keywords: Vec<Symbol>) -> PyResult {
    let event_loop = running_loop(&vm)?;
    let context = Value::Instance(copy_current(&vm).object(&vm));
    let run = vm.get_attribute(&context, Symbol::new("run")).await?;
    let mut all = vec![Value::None, run];
    all.extend(args);
    let submitted = run_in_executor(&vm, &event_loop, all, keywords)?;
    let future = vm.finish(submitted).await?;
    vm.await_value(future).await
}

/// `loop.shutdown_default_executor()`: waits for what still runs there.
pub async fn shutdown_default(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult {
    event_loop.executor_shut_down.set(true);
    let executor = event_loop.executor.borrow().clone();
    if !executor.is_none() {
        let endings = in_python(vm, "endings", event_loop, vec![executor], Vec::new())?;
        let endings = vm.finish(endings).await?;
        while let Some(ended) = vm.next(&endings).await? {
            vm.await_value(ended).await?;
        }
    }
    Ok(Value::None)
}

/// `_event_loop`: what futures of threads ask of the loop.
pub fn module(_vm: &Rc<Vm>) -> Rc<Module> {
    native::module("_event_loop", FUNCTIONS)
}

const FUNCTIONS: &[NativeDef] = &[
    // A future that is ended by a thread, which has this lane in the trace.
    NativeDef::function("thread_future", 2, 2, |vm, args| {
        let future = FutureRef::create(&loop_argument(vm, &args[0])?);
        trace::set_reason(vm, &future, WaitKind::Thread, None, || "thread".to_string());
        trace::set_reason_lane(&future, args[1].as_i64().map(|lane| LaneId(lane as u32)));
        Ok(future.into())
    }),
    // `on_done(future, name, callable)`
    NativeDef::function("on_done", 3, 3, on_done),
    // `call_soon(loop, callable, *args)`, from any thread; nothing where the loop is closed.
    NativeDef::function("call_soon", 2, 4, |vm, mut args| {
        let event_loop = loop_argument(vm, &args[0])?;
        if !event_loop.is_closed() {
            let mut args = args.take_all();
            args.retain(|value| !value.is_unbound());
            let callable = args.remove(1);
            args.remove(0);
            event_loop.enqueue(Ready::calling(callable, args));
            event_loop.wake(vm);
        }
        Ok(Value::None)
    }),
];

/// Calls the callable when the future is done; among the future's callbacks it has the name.
fn on_done(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let (Some(future), Some(name)) = (FutureRef::of(&args[0]), args[1].as_str()) else {
        return Err(type_error("on_done(future, name, callable)"));
    };
    let chained = Chained {
        name: name.into(),
        callable: args.take(2),
        place: Cell::new(0),
    };
    future.on_done_native(vm, Rc::new(chained));
    Ok(Value::None)
}

struct Chained {
    name: Box<str>,
    callable: Value,
    place: Cell<usize>,
}

impl DoneCallback for Chained {
    fn name(&self) -> &str {
        &self.name
    }

    fn call(&self, _vm: &Rc<Vm>, future: &FutureRef) -> PyResult<Flow> {
        Ok(Flow::Call(
            self.callable.clone(),
            vec![future.clone().into()],
        ))
    }

    fn place(&self) -> Option<&Cell<usize>> {
        Some(&self.place)
    }
}
