//! What signals mean to loops: a loop's own handlers, and the interrupt of a runner.
//!
//! Which signals there are and whom they go to is decided in Python, in `lib/signal.py` and `lib/asyncio_signals.py`; here is what
//! these ask of the loop.

use std::cell::Cell;
use std::rc::Rc;

use crate::asyncio::arguments::loop_argument;
use crate::asyncio::cancel;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::Ready;
use crate::asyncio::state::asyncio;
use crate::asyncio::task_methods::uncancel;
use crate::python::modules::native;
use crate::python::object::{
    Args, ExceptionKind, Flow, Module, NativeDef, PyError, PyResult, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::scheduler::MAIN;

/// A runner's main task, which an interrupt cancels: the second one is raised where the program stands.
pub struct Interruptible {
    task: FutureRef,
    event_loop: Rc<EventLoop>,
    count: Cell<u32>,
}

impl Interruptible {
    /// From now on interrupts go to this task, if it is the main thread that runs it.
    pub fn begin(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>, task: &Value) {
        if let Some(task) = FutureRef::of(task)
            && vm.threads.current() == MAIN
        {
            let own = Interruptible {
                task,
                event_loop: event_loop.clone(),
                count: Cell::new(0),
            };
            *asyncio(vm).interruptible.borrow_mut() = Some(Rc::new(own));
        }
    }

    /// The end of the run that had this result: a `KeyboardInterrupt` where an interrupt has cancelled its task.
    pub async fn end(vm: &Rc<Vm>, result: PyResult) -> PyResult {
        if vm.threads.current() != MAIN {
            return result;
        }
        let own = asyncio(vm).interruptible.take();
        match (own, result) {
            (Some(own), Err(cancelled))
                if own.count.get() > 0
                    && cancelled.is(ExceptionKind::CancelledError)
                    && uncancel(vm, &own.task).await? == 0 =>
            {
                let interrupt =
                    vm.exception_object(PyError::bare(ExceptionKind::KeyboardInterrupt));
                if let Some(data) = interrupt.exception() {
                    *data.context.borrow_mut() = Some(vm.exception_object(cancelled));
                }
                Err(PyError::again(interrupt))
            }
            (_, result) => result,
        }
    }
}

/// `_interrupts`
pub fn module(_vm: &Rc<Vm>) -> Rc<Module> {
    native::module("_interrupts", FUNCTIONS)
}

const FUNCTIONS: &[NativeDef] = &[
    // Cancels the main task of the runner; False where there is none, or where that has been done.
    NativeDef::flow("interrupt", 0, 0, |vm, _| {
        let own = asyncio(vm).interruptible.borrow().clone();
        let Some(own) = own.filter(|own| own.count.replace(own.count.get() + 1) == 0) else {
            return Ok(Flow::Value(Value::Bool(false)));
        };
        let vm = vm.clone();
        Flow::future(async move {
            let asked = cancel::ask(&vm, &own.task, &Value::Unbound)?;
            vm.finish(asked).await?;
            own.event_loop.wake(&vm);
            Ok(Value::Bool(true))
        })
    }),
    // `arrive(loop, callable)`: the loop calls it in its next pass.
    NativeDef::function("arrive", 2, 2, |vm, mut args| {
        let call = Ready::calling(args.take(1), Vec::new());
        loop_argument(vm, &args[0])?.arrive(vm, call);
        Ok(Value::None)
    }),
    // `enqueue(loop, handle)`
    NativeDef::function("enqueue", 2, 2, |vm, args| {
        if let Value::Instance(handle) = &args[1] {
            loop_argument(vm, &args[0])?.enqueue(Ready::Handle(handle.clone()));
        }
        Ok(Value::None)
    }),
];

/// A method of loops that is in Python, under the same name.
pub fn in_python(vm: &Rc<Vm>, name: &'static str, mut args: Args<'_>) -> PyResult<Flow> {
    vm.call_library("_asyncio_signals", name, args.take_all(), Vec::new())
}

/// Takes all handlers of a loop away, before it closes.
pub async fn remove_all(vm: &Rc<Vm>, event_loop: &Value) -> PyResult<()> {
    if let Value::Instance(instance) = event_loop
        && instance
            .attribute(Symbol::new("_signal_handlers"))
            .is_some()
    {
        let args = vec![event_loop.clone()];
        let flow = vm.call_library("_asyncio_signals", "remove_all", args, Vec::new())?;
        vm.finish(flow).await?;
    }
    Ok(())
}
