//! `timeout`, `timeout_at` and `wait_for`: cancelling what takes too long, and telling that cancellation from others.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio::arguments::{class_argument, own};
use crate::asyncio::cancel;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::{Ready, done_callback};
use crate::asyncio::state::running_loop;
use crate::asyncio::task::ensure_future;
use crate::asyncio::task_methods;
use crate::asyncio::timers::TimerId;
use crate::clock::Time;
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::function::NativeKind;
use crate::python::object::{
    Args, Class, ExceptionKind, Flow, Instance, NativeDef, NativeObject, PyError, PyResult, Value,
};
use crate::python::operators::groups;
use crate::python::vm::Vm;

/// One deadline over a block of a task.
pub struct Timeout {
    state: Cell<State>,
    /// The deadline as it was given; None for none.
    when: RefCell<Value>,
    task: RefCell<Option<FutureRef>>,
    /// Requests to cancel the task that were there before.
    cancel_requests: Cell<u32>,
    timer: Cell<Option<TimerId>>,
    /// Counts the timers it has had: only the last one counts.
    generation: Cell<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Created,
    Entered,
    /// The deadline has passed and the task was cancelled.
    Expiring,
    Expired,
    Exited,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Created => "created",
            State::Entered => "active",
            State::Expiring => "expiring",
            State::Expired => "expired",
            State::Exited => "finished",
        }
    }
}

/// The Python object of a timeout.
struct TimeoutObject(Rc<Timeout>);

impl NativeObject for TimeoutObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _task = self.0.task.take();
    }
}

impl Timeout {
    /// `when` is a moment of the loop's time, or None.
    fn new(when: Value) -> Rc<Timeout> {
        Rc::new(Timeout {
            state: Cell::new(State::Created),
            when: RefCell::new(when),
            task: RefCell::default(),
            cancel_requests: Cell::new(0),
            timer: Cell::new(None),
            generation: Cell::new(0),
        })
    }

    async fn enter(self: &Rc<Timeout>, vm: &Rc<Vm>) -> PyResult<()> {
        if self.state.get() != State::Created {
            return Err(runtime_error("Timeout has already been entered"));
        }
        let task = match running_loop(vm)?.current_task.borrow().clone() {
            Some(task) => task,
            None => return Err(runtime_error("Timeout should be used inside a task")),
        };
        self.state.set(State::Entered);
        let requests = task_methods::cancelling(vm, &task).await?;
        self.cancel_requests.set(requests);
        *self.task.borrow_mut() = Some(task);
        let when = self.when.borrow().clone();
        self.reschedule(vm, when)
    }

    fn reschedule(self: &Rc<Timeout>, vm: &Rc<Vm>, when: Value) -> PyResult<()> {
        match self.state.get() {
            State::Entered => {}
            State::Created => return Err(runtime_error("Timeout has not been entered")),
            state => {
                return Err(runtime_error(format!(
                    "Cannot change state of {} Timeout",
                    state.word()
                )));
            }
        }
        let event_loop = running_loop(vm)?;
        self.disarm(vm, &event_loop);
        *self.when.borrow_mut() = when.clone();
        if when.is_none() {
            return Ok(());
        }
        let Some(seconds) = when.as_f64() else {
            return Err(type_error(format!(
                "'<=' not supported between instances of '{}' and 'float'",
                vm.type_name(&when)
            )));
        };
        let deadline = Time::from_secs(seconds);
        let (timeout, generation) = (self.clone(), self.generation.get());
        let expire = move |vm: &Rc<Vm>| match timeout.generation.get() == generation {
            true => timeout.expire(vm),
            false => Ok(Flow::Value(Value::None)),
        };
        let target = Ready::Call(Rc::new(expire));
        if deadline <= event_loop.time(vm) {
            event_loop.enqueue(target);
        } else {
            self.timer
                .set(Some(event_loop.add_timer(vm, deadline, target)));
        }
        Ok(())
    }

    /// Takes the timer back, or makes what it has enqueued do nothing.
    fn disarm(&self, vm: &Rc<Vm>, event_loop: &EventLoop) {
        self.generation.set(self.generation.get() + 1);
        if let Some(timer) = self.timer.take() {
            event_loop.cancel_timer(vm, timer);
        }
    }

    fn expire(&self, vm: &Rc<Vm>) -> PyResult<Flow> {
        let task = self.task.borrow().clone();
        self.state.set(State::Expiring);
        self.timer.set(None);
        match task {
            Some(task) => cancel::ask(vm, &task, &Value::Unbound),
            None => Ok(Flow::Value(Value::None)),
        }
    }

    /// Leaves the block, by an exception where there is one. The cancellation that it made itself becomes a `TimeoutError`.
    async fn exit(&self, vm: &Rc<Vm>, raised: Option<&Rc<Instance>>) -> PyResult<()> {
        let task = self.task.take();
        if let Some(event_loop) = task.as_ref().and_then(|task| task.get_loop().ok()) {
            self.disarm(vm, event_loop);
        }
        match self.state.get() {
            State::Expiring => self.state.set(State::Expired),
            State::Entered => {
                self.state.set(State::Exited);
                return Ok(());
            }
            _ => return Ok(()),
        }
        let left = match &task {
            Some(task) => task_methods::uncancel(vm, task).await?,
            None => 0,
        };
        let Some(raised) = raised.filter(|_| left <= self.cancel_requests.get()) else {
            return Ok(());
        };
        if raised.is_exception(ExceptionKind::CancelledError) {
            return Err(timed_out(vm, raised));
        }
        insert_timeout_error(vm, raised);
        if raised.is_exception(ExceptionKind::ExceptionGroup) {
            for member in groups::members(raised) {
                insert_timeout_error(vm, &member);
            }
        }
        Ok(())
    }
}

/// `TimeoutError` raised from a cancellation.
fn timed_out(vm: &Rc<Vm>, cause: &Rc<Instance>) -> PyError {
    let error = vm.new_exception(ExceptionKind::TimeoutError, Vec::new());
    if let Some(data) = error.exception() {
        *data.cause.borrow_mut() = Some(cause.clone());
        *data.context.borrow_mut() = Some(cause.clone());
        data.suppress_context.set(true);
    }
    PyError::object(error)
}

/// Where an exception was raised while the cancellation was being handled: says that it was a timeout.
fn insert_timeout_error(vm: &Rc<Vm>, raised: &Rc<Instance>) {
    let mut current = raised.clone();
    loop {
        let context = match current.exception() {
            Some(data) => data.context.borrow().clone(),
            None => None,
        };
        let Some(context) = context else { return };
        if context.is_exception(ExceptionKind::CancelledError) {
            let error = vm.new_exception(ExceptionKind::TimeoutError, Vec::new());
            if let Some(data) = error.exception() {
                *data.cause.borrow_mut() = Some(context.clone());
                *data.context.borrow_mut() = Some(context);
                data.suppress_context.set(true);
            }
            if let Some(data) = current.exception() {
                *data.context.borrow_mut() = Some(error);
            }
            return;
        }
        current = context;
    }
}

/// `await asyncio.wait_for(awaitable, timeout)`
pub async fn wait_for(vm: Rc<Vm>, awaitable: Value, timeout: Value) -> PyResult {
    let at_once = match timeout.as_f64() {
        Some(seconds) => seconds <= 0.0,
        None if timeout.is_none() => false,
        None => {
            let zero = Value::Int(0);
            let result = vm
                .compare(crate::python::code::CompareOp::Le, &timeout, &zero)
                .await?;
            vm.truth(&result).await?
        }
    };
    if at_once {
        return poll(&vm, awaitable).await;
    }
    let when = deadline_after(&vm, &timeout)?;
    let block = Timeout::new(when);
    block.enter(&vm).await?;
    let (result, raised) = match vm.await_value(awaitable).await {
        Ok(value) => (Ok(value), None),
        Err(error) => {
            let raised = vm.exception_object(error);
            (Err(PyError::again(raised.clone())), Some(raised))
        }
    };
    block.exit(&vm, raised.as_ref()).await?;
    result
}

/// With no time at all: the result if it is there, else a cancellation.
async fn poll(vm: &Rc<Vm>, awaitable: Value) -> PyResult {
    let future = ensure_future(vm, None, awaitable).await?;
    if future.done() {
        return future.result();
    }
    let waiter = FutureRef::create(&running_loop(vm)?);
    let release = {
        let waiter = waiter.clone();
        done_callback("_release_waiter", move |vm, _| {
            if !waiter.done() {
                waiter.finish(vm, Value::None);
            }
            Ok(Flow::Value(Value::None))
        })
    };
    future.on_done_native(vm, release.clone());
    let flow = cancel::ask(vm, &future, &Value::Unbound)?;
    vm.finish(flow).await?;
    let waited = vm.await_value(waiter.into()).await;
    future.remove_native(&release);
    waited?;
    match future.result() {
        Err(error) if error.is(ExceptionKind::CancelledError) => {
            Err(timed_out(vm, &vm.exception_object(error)))
        }
        result => result,
    }
}

/// The loop's time after a delay; None for none.
fn deadline_after(vm: &Rc<Vm>, delay: &Value) -> PyResult {
    let event_loop = running_loop(vm)?;
    if delay.is_none() {
        return Ok(Value::None);
    }
    match delay.as_f64() {
        Some(seconds) => Ok(Value::Float((event_loop.time(vm) + seconds).as_secs())),
        None => Err(type_error(format!(
            "unsupported operand type(s) for +: 'float' and '{}'",
            vm.type_name(delay)
        ))),
    }
}

/// `asyncio.timeout(delay)`
pub fn timeout(vm: &Rc<Vm>, class: &Rc<Class>, delay: &Value) -> PyResult {
    let when = deadline_after(vm, delay)?;
    Ok(timeout_at(class, when))
}

/// `asyncio.timeout_at(when)`
pub fn timeout_at(class: &Rc<Class>, when: Value) -> Value {
    Value::native(class, TimeoutObject(Timeout::new(when)))
}

fn timeout_of(args: &Args<'_>) -> PyResult<Rc<Timeout>> {
    Ok(own::<TimeoutObject>(&args[0], "Timeout")?.0.clone())
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::python("__new__", "cls, when", |_, mut args| {
        let when = args.take(1);
        Ok(timeout_at(class_argument(&args[0])?, when))
    })
    .of_kind(NativeKind::Static)
    .qualified("Timeout.__init__"),
    NativeDef::python("when", "self", |_, args| {
        Ok(timeout_of(&args)?.when.borrow().clone())
    }),
    NativeDef::python("reschedule", "self, when", |vm, mut args| {
        timeout_of(&args)?.reschedule(vm, args.take(1))?;
        Ok(Value::None)
    }),
    NativeDef::python("expired", "self", |_, args| {
        let state = timeout_of(&args)?.state.get();
        Ok(matches!(state, State::Expiring | State::Expired).into())
    }),
    NativeDef::python_flow("__aenter__", "self", |vm, mut args| {
        let (vm, timeout, object) = (vm.clone(), timeout_of(&args)?, args.take(0));
        Flow::future(async move {
            timeout.enter(&vm).await?;
            Ok(object)
        })
    })
    .coroutine("Timeout.__aenter__"),
    NativeDef::python_flow(
        "__aexit__",
        "self, exc_type, exc_val, exc_tb",
        |vm, mut args| {
            let (vm, timeout) = (vm.clone(), timeout_of(&args)?);
            let raised = match args.take(2) {
                Value::Instance(exception) => Some(exception),
                _ => None,
            };
            Flow::future(async move {
                timeout.exit(&vm, raised.as_ref()).await?;
                Ok(Value::None)
            })
        },
    )
    .coroutine("Timeout.__aexit__"),
    NativeDef::python_flow("__repr__", "self", |vm, args| {
        let timeout = timeout_of(&args)?;
        let vm = vm.clone();
        Flow::future(async move {
            let state = timeout.state.get();
            let mut info = String::new();
            if state == State::Entered {
                let when = match timeout.when.borrow().as_f64() {
                    Some(when) => Value::Float((when * 1000.0).round_ties_even() / 1000.0),
                    None => Value::None,
                };
                info = format!(" when={}", vm.repr(&when).await?.as_str());
            }
            Ok(Value::string(format!("<Timeout [{}]{info}>", state.word())))
        })
    }),
];
