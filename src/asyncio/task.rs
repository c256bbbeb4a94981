//! `Task`: a coroutine that the loop runs, step by step.
//!
//! A step resumes the coroutine. What it hands out says what happens next: a future that it waits for, nothing (a bare `yield`,
//! which only gives way), or something that no task can wait for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::{DoneEntry, Future, FutureRef, Kind};
use crate::asyncio::handle::{Ready, ends_program};
use crate::asyncio::{cancel, label, trace};
use crate::python::modules::contextvars::{self, Context};
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::generator::{AsyncStep, GeneratorKind};
use crate::python::object::{Class, ExceptionKind, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::{Input, Stepped};
use crate::trace::event::LaneId;

pub use crate::asyncio::task_methods::METHODS;

/// What a task has beyond a future.
pub struct Task {
    coroutine: RefCell<Value>,
    /// The file and line of the coroutine's function.
    origin: RefCell<Option<(Rc<str>, u32)>>,
    pub name: RefCell<Name>,
    context: RefCell<Option<Rc<Context>>>,
    /// The future that it awaits.
    waits_for: RefCell<Option<FutureRef>>,
    cancel_requests: Cell<u32>,
    /// `CancelledError` is to be raised at its next step.
    pub must_cancel: Cell<bool>,
    reports_destruction: Cell<bool>,
    /// Of the trace; `None` when nobody looked as it was made.
    pub lane: Cell<Option<LaneId>>,
}

/// A task's name: most are never asked for theirs.
pub enum Name {
    Number(u64),
    Given(Value),
}

impl Default for Task {
    fn default() -> Task {
        Task {
            coroutine: RefCell::default(),
            origin: RefCell::default(),
            name: RefCell::new(Name::Number(0)),
            context: RefCell::default(),
            waits_for: RefCell::default(),
            cancel_requests: Cell::new(0),
            must_cancel: Cell::new(false),
            reports_destruction: Cell::new(true),
            lane: Cell::new(None),
        }
    }
}

impl Task {
    pub fn coroutine(&self) -> Value {
        self.coroutine.borrow().clone()
    }

    pub fn origin(&self) -> Option<(Rc<str>, u32)> {
        self.origin.borrow().clone()
    }

    pub fn context(&self) -> Option<Rc<Context>> {
        self.context.borrow().clone()
    }

    pub fn name(&self) -> Value {
        match &*self.name.borrow() {
            Name::Number(number) => Value::string(format!("Task-{number}")),
            Name::Given(name) => name.clone(),
        }
    }

    pub fn waits_for(&self) -> Option<FutureRef> {
        self.waits_for.borrow().clone()
    }

    pub fn cancel_requests(&self) -> u32 {
        self.cancel_requests.get()
    }

    pub fn count_cancel_request(&self) {
        self.cancel_requests.set(self.cancel_requests.get() + 1);
    }

    /// `task.uncancel()`
    pub fn uncancel(&self) -> u32 {
        let left = self.cancel_requests.get().saturating_sub(1);
        if self.cancel_requests.replace(left) == 1 {
            self.must_cancel.set(false);
        }
        left
    }

    /// Whether somebody is to be told when it is destroyed before its end.
    pub fn reports_destruction(&self) -> bool {
        self.reports_destruction.get()
    }

    pub fn set_reports_destruction(&self, reports: bool) {
        self.reports_destruction.set(reports);
    }

    pub fn clear(&self) {
        self.reports_destruction.set(false);
        let _coroutine = self.coroutine.take();
        let _context = self.context.take();
        let _waits_for = self.waits_for.take();
    }
}

/// What a task is made with, besides its coroutine.
#[derive(Default)]
pub struct TaskOptions {
    /// `Unbound` or None for a name by number.
    pub name: Value,
    pub context: Option<Rc<Context>>,
    /// It begins at once, in the running task.
    pub eager: bool,
}

/// Whether `Task` takes it: a coroutine, or an object with a coroutine's methods.
pub fn is_coroutine(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Generator(generator) => generator.kind == GeneratorKind::Coroutine,
        Value::Instance(instance) => {
            let class = instance.class_ref();
            if instance.downcast::<AsyncStep>().is_some() {
                return true;
            }
            class.is_heap
                && [Symbol::SEND, Symbol::THROW, Symbol::CLOSE, Symbol::AWAIT]
                    .iter()
                    .all(|&name| vm.special_method(value, name).is_some())
        }
        _ => false,
    }
}

/// A new task of the loop, of `class`, whose first step is due.
pub fn create(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    class: &Rc<Class>,
    coroutine: Value,
    options: TaskOptions,
) -> FutureRef {
    let task = FutureRef::create_as(event_loop, class, Kind::Task(Box::default()));
    start(vm, event_loop, &task, coroutine, options);
    task
}

/// `Task.__init__` of an object that exists; an eager task is not begun here.
pub fn start(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    task: &FutureRef,
    coroutine: Value,
    options: TaskOptions,
) {
    task.set_loop(event_loop);
    let Some(data) = task.task() else { return };
    let state = &event_loop.asyncio;
    let name = match options.name {
        Value::Unbound | Value::None => Name::Number(state.next_task_number()),
        name => Name::Given(name),
    };
    data.name.replace(name);
    let context = options
        .context
        .unwrap_or_else(|| state.contexts.current(vm).copy());
    data.context.replace(Some(context));
    data.origin.replace(label::origin(&coroutine));
    data.coroutine.replace(coroutine);
    event_loop.register_task(task.number(), task);
    trace::task_created(vm, event_loop, task);
    if !options.eager {
        trace::lane_ready(vm, task, Some(crate::trace::event::Waker::Start));
        event_loop.enqueue(Ready::Step(task.clone()));
    }
}

/// Runs the task's first step at once, inside whatever runs now (`eager_start=True`).
pub async fn start_eagerly(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    task: &FutureRef,
) -> PyResult<()> {
    let outer = event_loop.current_task.replace(None);
    let lane = vm.lane.get();
    let context = event_loop.asyncio.contexts.current(vm);
    let result = step(vm, event_loop, task.clone(), Ok(())).await;
    event_loop.asyncio.contexts.set_current(vm, context);
    vm.lane.set(lane);
    event_loop.current_task.replace(outer);
    if let (true, Some(data)) = (task.done(), task.task()) {
        let _coroutine = data.coroutine.take();
    }
    result
}

/// One step: goes on with the coroutine, raising in it where `input` is an error, and does what it asks for. An error comes
/// back only where it ends the program.
pub async fn step(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    task: FutureRef,
    input: PyResult<()>,
) -> PyResult<()> {
    let Some(data) = task.task() else {
        return Ok(());
    };
    if task.done() {
        return Ok(());
    }
    let mut input = input;
    if data.must_cancel.replace(false) {
        let cancelled = matches!(&input, Err(error) if error.is(ExceptionKind::CancelledError));
        if !cancelled {
            input = Err(task.cancelled_error());
        }
    }
    drop(data.waits_for.take());
    let (Some(context), coroutine) = (data.context(), data.coroutine()) else {
        return Ok(());
    };
    if let Err(error) = context.enter(vm) {
        input = Err(error);
    }
    event_loop.asyncio.contexts.set_current(vm, context.clone());
    event_loop.current_task.replace(Some(task.clone()));
    vm.lane.set(data.lane.get());
    trace::lane_running(vm, &task, &input);
    let stepped = match &coroutine {
        Value::Generator(generator) => vm.resume(generator, input_of(input)).await,
        object => match object.downcast::<AsyncStep>() {
            Some(step) => match vm.drive_step(step, input_of(input)) {
                Ok((driver, input)) => vm.resume(&driver, input).await,
                Err(error) => Err(error),
            },
            None => step_object(vm, object, input).await,
        },
    };
    context.leave();
    let result = match stepped {
        Ok(Stepped::Yielded(value)) => {
            suspend(vm, event_loop, &task, data, value).await;
            Ok(())
        }
        Ok(Stepped::Returned(value)) => {
            if data.must_cancel.replace(false) {
                task.end_cancelled(vm, task.cancel_message());
            } else {
                task.finish(vm, value);
            }
            Ok(())
        }
        Err(error) => fail(vm, &task, error),
    };
    drop(event_loop.current_task.take());
    vm.lane.set(None);
    result
}

fn input_of(input: PyResult<()>) -> Input {
    match input {
        Ok(()) => Input::Send(Value::None),
        Err(error) => Input::Throw(error),
    }
}

/// One step of an object that is a coroutine by its methods.
async fn step_object(vm: &Rc<Vm>, coroutine: &Value, input: PyResult<()>) -> PyResult<Stepped> {
    let result = match input {
        Ok(()) => {
            vm.call_method(coroutine, Symbol::SEND, vec![Value::None])
                .await
        }
        Err(error) => {
            let exception = Value::Instance(vm.exception_object(error));
            vm.call_method(coroutine, Symbol::THROW, vec![exception])
                .await
        }
    };
    match result {
        Ok(value) => Ok(Stepped::Yielded(value)),
        Err(error) if error.is(ExceptionKind::StopIteration) => {
            let stop = vm.exception_object(error);
            let value = stop.exception().and_then(|data| data.arg(0));
            Ok(Stepped::Returned(value.unwrap_or(Value::None)))
        }
        Err(error) => Err(error),
    }
}

/// The coroutine raised.
fn fail(vm: &Rc<Vm>, task: &FutureRef, error: PyError) -> PyResult<()> {
    let cancelled = error.is(ExceptionKind::CancelledError);
    let ends = ends_program(&error);
    let exception = vm.exception_object(error);
    if cancelled {
        task.set_cancelled_error(exception);
        task.end_cancelled(vm, Value::Unbound);
        return Ok(());
    }
    task.fail(vm, exception.clone());
    if ends {
        return Err(PyError::again(exception));
    }
    Ok(())
}

/// The coroutine handed something out.
async fn suspend(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    task: &FutureRef,
    data: &Task,
    value: Value,
) {
    let error = match &value {
        Value::None => {
            trace::lane_suspended(vm, task, None);
            trace::lane_ready(vm, task, Some(crate::trace::event::Waker::Itself));
            event_loop.enqueue(Ready::Step(task.clone()));
            return;
        }
        Value::Instance(instance) if instance.downcast::<Future>().is_some() => {
            let Some(future) = FutureRef::new(instance.clone()) else {
                return;
            };
            match refusal(vm, event_loop, task, &future).await {
                None => {
                    future.blocking.set(false);
                    trace::lane_suspended(vm, task, Some(&future));
                    data.waits_for.replace(Some(future.clone()));
                    future.on_done(vm, DoneEntry::Wakeup(task.clone()));
                    if data.must_cancel.get() && ask(vm, &future, &task.cancel_message()).await {
                        data.must_cancel.set(false);
                    }
                    return;
                }
                Some(error) => error,
            }
        }
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            let (task, shown) = (show(vm, task).await, show_value(vm, &value).await);
            runtime_error(format!(
                "yield was used instead of yield from for generator in task {task} with {shown}"
            ))
        }
        other => {
            let shown = show_value(vm, other).await;
            runtime_error(format!("Task got bad yield: {shown}"))
        }
    };
    event_loop.enqueue(Ready::Throw(task.clone(), error));
}

/// Whether what the task waits for can be cancelled, and so is.
async fn ask(vm: &Rc<Vm>, future: &FutureRef, message: &Value) -> bool {
    let Ok(flow) = cancel::ask(vm, future, message) else {
        return false;
    };
    matches!(vm.finish(flow).await, Ok(Value::Bool(true)))
}

/// Why the task cannot wait for this future.
async fn refusal(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    task: &FutureRef,
    future: &FutureRef,
) -> Option<PyError> {
    let same_loop = future
        .get_loop()
        .is_ok_and(|own| Rc::ptr_eq(own, event_loop));
    if same_loop && future.blocking.get() && !future.is(task) {
        return None;
    }
    let shown_task = show(vm, task).await;
    if same_loop && future.blocking.get() {
        return Some(runtime_error(format!(
            "Task cannot await on itself: {shown_task}"
        )));
    }
    let shown = show(vm, future).await;
    Some(runtime_error(if same_loop {
        format!("yield was used instead of yield from in task {shown_task} with {shown}")
    } else {
        format!("Task {shown_task} got Future {shown} attached to a different loop")
    }))
}

async fn show(vm: &Rc<Vm>, future: &FutureRef) -> String {
    show_value(vm, &future.clone().into()).await
}

/// The `repr`, or what stands for it where that raises.
pub async fn show_value(vm: &Rc<Vm>, value: &Value) -> String {
    match vm.repr(value).await {
        Ok(text) => text.as_str().to_string(),
        Err(_) => format!("<{} object>", vm.type_name(value)),
    }
}

/// `asyncio.ensure_future(awaitable)`: a future as it is, a coroutine as a task, anything else that can be awaited in a
/// task that awaits it.
pub async fn ensure_future(
    vm: &Rc<Vm>,
    event_loop: Option<&Rc<EventLoop>>,
    awaitable: Value,
) -> PyResult<FutureRef> {
    if let Some(future) = FutureRef::of(&awaitable) {
        if let Some(expected) = event_loop
            && !Rc::ptr_eq(expected, future.get_loop()?)
        {
            return Err(crate::python::object::error::value_error(
                "The future belongs to a different loop than the one specified as the loop argument",
            ));
        }
        return Ok(future);
    }
    let coroutine = if is_coroutine(vm, &awaitable) {
        awaitable
    } else if vm.special_method(&awaitable, Symbol::AWAIT).is_some() {
        super::task_methods::wrap_awaitable(vm, awaitable)
    } else {
        return Err(type_error(
            "An asyncio.Future, a coroutine or an awaitable is required",
        ));
    };
    let event_loop = match event_loop {
        Some(event_loop) => event_loop.clone(),
        None => match super::state::get_event_loop(vm) {
            Ok(event_loop) => event_loop,
            Err(error) => {
                vm.call_method(&coroutine, Symbol::CLOSE, Vec::new())
                    .await?;
                return Err(error);
            }
        },
    };
    let made = super::task_methods::create_task(
        vm,
        &event_loop,
        coroutine.clone(),
        TaskOptions::default(),
    )
    .await;
    match made {
        Err(error) if error.is(ExceptionKind::RuntimeError) => {
            vm.call_method(&coroutine, Symbol::CLOSE, Vec::new())
                .await?;
            Err(error)
        }
        Err(error) => Err(error),
        Ok(value) => FutureRef::of(&value)
            .ok_or_else(|| type_error("the task factory must return an asyncio task")),
    }
}

/// A task's context, for calling something in it.
pub fn context_of(vm: &Rc<Vm>, task: &FutureRef) -> Rc<Context> {
    task.task()
        .and_then(Task::context)
        .unwrap_or_else(|| contextvars::copy_current(vm))
}
