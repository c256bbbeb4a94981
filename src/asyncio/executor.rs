//! Functions in simulated threads, awaited: `to_thread`, `run_in_executor`, `wrap_future`, `run_coroutine_threadsafe`.

use std::rc::Rc;

use crate::asyncio::cancel::cancel_now;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::{Ready, done_callback};
use crate::asyncio::report::{self, Report};
use crate::asyncio::state::running_loop;
use crate::asyncio::task::{ensure_future, is_coroutine};
use crate::asyncio::trace;
use crate::python::modules::concurrent::{self, Executor, ExecutorObject, Job, OnDone, State};
use crate::python::modules::contextvars::copy_current;
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::{ExceptionKind, Flow, Instance, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::WaitKind;

/// `loop.run_in_executor(executor, callable, *args)`
pub fn run_in_executor(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    executor: Option<Value>,
    callable: Value,
    args: Vec<Value>,
) -> PyResult<Flow> {
    event_loop.check_open()?;
    let executor = match executor {
        Some(executor) => executor,
        None => default_executor(vm, event_loop)?,
    };
    let (vm, event_loop) = (vm.clone(), event_loop.clone());
    Flow::future(
        async move { submit(&vm, &event_loop, executor, callable, args, Vec::new()).await },
    )
}

/// `await asyncio.to_thread(callable, *args, **keywords)`
pub async fn to_thread(
    vm: Rc<Vm>,
    callable: Value,
    args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> PyResult {
    let event_loop = running_loop(&vm)?;
    let context = Value::Instance(copy_current(&vm).object(&vm));
    let run = vm.get_attribute(&context, Symbol::new("run")).await?;
    let mut all = vec![callable];
    all.extend(args);
    let executor = default_executor(&vm, &event_loop)?;
    let future = submit(&vm, &event_loop, executor, run, all, keywords).await?;
    vm.await_value(future).await
}

fn default_executor(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult {
    if event_loop.executor_shut_down.get() {
        return Err(runtime_error("Executor shutdown has been called"));
    }
    let mut executor = event_loop.executor.borrow_mut();
    if executor.is_none() {
        *executor = Executor::create(vm, "asyncio");
    }
    Ok(executor.clone())
}

async fn submit(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    executor: Value,
    callable: Value,
    args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> PyResult {
    let job = match executor.downcast::<ExecutorObject>() {
        Some(pool) => pool.0.clone().submit(vm, callable, args, keywords).await?,
        None => {
            let submit = vm.get_attribute(&executor, Symbol::new("submit")).await?;
            let mut all = vec![callable];
            all.extend(args);
            vm.call_with(submit, all, keywords).await?
        }
    };
    Ok(wrap_future(vm, event_loop, job).await?.into())
}

/// `asyncio.wrap_future(job)`: a future of the loop that ends as the job does, and cancels it.
pub async fn wrap_future(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    job: Value,
) -> PyResult<FutureRef> {
    if let Some(future) = FutureRef::of(&job) {
        return Ok(future);
    }
    let Some(data) = Job::of(&job) else {
        return Err(type_error(format!(
            "concurrent.futures.Future is expected, got {}",
            vm.type_name(&job)
        )));
    };
    let future = FutureRef::create(event_loop);
    let lane = data.lane.get();
    trace::set_reason(vm, &future, WaitKind::Thread, None, || "thread".to_string());
    trace::set_reason_lane(&future, lane);
    let source = job.clone();
    let check_cancel = done_callback(
        "_chain_future.<locals>._call_check_cancel",
        move |vm, future| {
            if !future.cancelled() {
                return Ok(Flow::Value(Value::None));
            }
            let (vm, source) = (vm.clone(), source.clone());
            Flow::future(async move { Ok(concurrent::cancel(&vm, &source).await.into()) })
        },
    );
    future.on_done_native(vm, check_cancel);
    let (target, ended) = (future.clone(), job.clone());
    let set_state = move |vm: &Rc<Vm>| {
        let Ok(event_loop) = target.get_loop() else {
            return;
        };
        if event_loop.is_closed() {
            return;
        }
        let (target, ended) = (target.clone(), ended.clone());
        let copy = move |vm: &Rc<Vm>| {
            copy_state(vm, &target, &ended);
            Ok(Flow::Value(Value::None))
        };
        event_loop.enqueue(Ready::Call(Rc::new(copy)));
        event_loop.wake(vm);
    };
    concurrent::on_done(vm, &job, OnDone::Native(Rc::new(set_state))).await;
    Ok(future)
}

fn copy_state(vm: &Rc<Vm>, target: &FutureRef, job: &Value) {
    if target.done() {
        return;
    }
    match Job::of(job).map(Job::state) {
        Some(State::Result(value)) => target.finish(vm, value),
        Some(State::Exception(exception)) => target.fail(vm, own_exception(vm, exception)),
        _ => {
            cancel_now(vm, target);
        }
    }
}

/// A cancellation that a job has raised is one of asyncio here.
fn own_exception(vm: &Rc<Vm>, exception: Rc<Instance>) -> Rc<Instance> {
    let class = exception.class_ref();
    let is_job_s = class.name.get() == Symbol::new("CancelledError")
        && !exception.is_exception(ExceptionKind::CancelledError)
        && !class.is_heap;
    let Some(data) = exception.exception().filter(|_| is_job_s) else {
        return exception.clone();
    };
    vm.new_exception(ExceptionKind::CancelledError, data.args.borrow().to_vec())
}

/// `loop.shutdown_default_executor()`: waits for what still runs there.
pub async fn shutdown_default(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult {
    event_loop.executor_shut_down.set(true);
    let executor = event_loop.executor.borrow().clone();
    let Some(pool) = executor.downcast::<ExecutorObject>() else {
        return Ok(Value::None);
    };
    for job in pool.0.open_jobs() {
        let ended = FutureRef::create(event_loop);
        trace::set_reason(vm, &ended, WaitKind::Thread, None, || "thread".to_string());
        let future = ended.clone();
        let wake = move |vm: &Rc<Vm>| {
            if let Ok(event_loop) = future.get_loop() {
                event_loop.enqueue(Ready::SetResult {
                    future: future.clone(),
                    value: Value::None,
                });
                event_loop.wake(vm);
            }
        };
        concurrent::on_done(vm, &job, OnDone::Native(Rc::new(wake))).await;
        vm.await_value(ended.into()).await?;
    }
    pool.0.shut_down(vm, false, false).await
}

/// `asyncio.run_coroutine_threadsafe(coroutine, loop)`: a job that ends as the coroutine does.
pub fn run_coroutine_threadsafe(
    vm: &Rc<Vm>,
    coroutine: Value,
    event_loop: &Rc<EventLoop>,
) -> PyResult {
    if !is_coroutine(vm, &coroutine) {
        return Err(type_error("A coroutine object is required"));
    }
    let job = concurrent::new_job(vm);
    let (owner, result) = (event_loop.clone(), job.clone());
    let start = move |vm: &Rc<Vm>| {
        let (vm, owner, coroutine, job) =
            (vm.clone(), owner.clone(), coroutine.clone(), result.clone());
        Flow::future(async move {
            let future = match ensure_future(&vm, Some(&owner), coroutine).await {
                Ok(future) => future,
                Err(error) => {
                    let exception = vm.exception_object(error);
                    concurrent::end(&vm, &job, State::Exception(exception.clone())).await;
                    let message =
                        "Exception in callback run_coroutine_threadsafe.<locals>.callback()";
                    let mut report = Report::new(message.to_string());
                    report.exception = Some(exception);
                    report::call_exception_handler(&vm, &owner, report).await?;
                    return Ok(Value::None);
                }
            };
            let target = job.clone();
            let ended = done_callback(
                "_chain_future.<locals>._call_set_state",
                move |vm, future| {
                    let (vm, future, target) = (vm.clone(), future.clone(), target.clone());
                    Flow::future(async move {
                        let state = if future.cancelled() {
                            State::Cancelled
                        } else if let Some(exception) = future.exception()? {
                            State::Exception(exception)
                        } else {
                            State::Result(future.result()?)
                        };
                        concurrent::end(&vm, &target, state).await;
                        Ok(Value::None)
                    })
                },
            );
            future.on_done_native(&vm, ended);
            let source = future.clone();
            let cancelled = move |vm: &Rc<Vm>| {
                let Ok(event_loop) = source.get_loop() else {
                    return;
                };
                let source = source.clone();
                let cancel_source = move |vm: &Rc<Vm>| {
                    cancel_now(vm, &source);
                    Ok(Flow::Value(Value::None))
                };
                event_loop.enqueue(Ready::Call(Rc::new(cancel_source)));
                event_loop.wake(vm);
            };
            concurrent::on_cancelled(&vm, &job, Rc::new(cancelled)).await;
            Ok(Value::None)
        })
    };
    event_loop.enqueue(Ready::Call(Rc::new(start)));
    event_loop.wake(vm);
    Ok(job)
}
