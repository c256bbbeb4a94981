//! Jobs: `concurrent.futures.Future`, and waiting for one in a thread.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::classes;
use crate::clock::Time;
use crate::python::object::error::type_error;
use crate::python::object::exception::ExceptionData;
use crate::python::object::function::{NamedParameters, NativeKind};
use crate::python::object::{
    Args, ExceptionKind, Flow, Instance, NativeDef, NativeObject, Payload, PyError, PyResult, Value,
};
use crate::python::vm::Vm;
use crate::python::vm::scheduler::ThreadId;
use crate::trace::event::LaneId;

/// The data of `concurrent.futures.Future`.
#[derive(Default)]
pub struct Job {
    state: RefCell<State>,
    callbacks: RefCell<Vec<OnDone>>,
    /// Threads that wait for it.
    pub(super) waiting: RefCell<Vec<ThreadId>>,
    /// The thread that it runs in, in the trace.
    pub lane: Cell<Option<LaneId>>,
}

#[derive(Clone, Default)]
pub enum State {
    #[default]
    Pending,
    Running,
    Cancelled,
    Result(Value),
    Exception(Rc<Instance>),
}

/// Native code that is told of a job's end.
pub type Notify = Rc<dyn Fn(&Rc<Vm>)>;

/// Who is told, in the thread that ends the job, when it has ended.
pub enum OnDone {
    Program(Value),
    Native(Notify),
}

impl NativeObject for Job {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _callbacks = self.callbacks.take();
        let _state = self.state.replace(State::Cancelled);
    }
}

impl Job {
    pub fn of(value: &Value) -> Option<&Job> {
        value.downcast()
    }

    pub fn state(&self) -> State {
        self.state.borrow().clone()
    }

    pub fn done(&self) -> bool {
        !matches!(*self.state.borrow(), State::Pending | State::Running)
    }

    /// Begins it; false where it was cancelled meanwhile.
    pub fn begin(&self) -> bool {
        let mut state = self.state.borrow_mut();
        match *state {
            State::Pending => {
                *state = State::Running;
                true
            }
            _ => false,
        }
    }
}

/// Ends a job: wakes who waits for it, and calls its callbacks.
pub async fn end(vm: &Rc<Vm>, job: &Value, state: State) {
    let Some(data) = Job::of(job) else { return };
    let _old = data.state.replace(state);
    for thread in data.waiting.take() {
        vm.threads.wake(thread);
    }
    for callback in data.callbacks.take() {
        tell(vm, job, callback).await;
    }
}

/// What a callback of a job raises is of no concern to the job.
async fn tell(vm: &Rc<Vm>, job: &Value, callback: OnDone) {
    match callback {
        OnDone::Native(callback) => callback(vm),
        OnDone::Program(callable) => {
            let _ignored = vm.call(callable, vec![job.clone()]).await;
        }
    }
}

/// Tells somebody when a job has ended, now where it has.
pub async fn on_done(vm: &Rc<Vm>, job: &Value, callback: OnDone) {
    let Some(data) = Job::of(job) else { return };
    if data.done() {
        tell(vm, job, callback).await;
    } else {
        data.callbacks.borrow_mut().push(callback);
    }
}

/// A job that nobody has begun.
pub fn new_job(vm: &Rc<Vm>) -> Value {
    Value::native(&classes(vm).future, Job::default())
}

/// Tells somebody when a job is cancelled, and only then.
pub async fn on_cancelled(vm: &Rc<Vm>, job: &Value, callback: Notify) {
    let own = job.clone();
    let check = move |vm: &Rc<Vm>| {
        if matches!(Job::of(&own).map(Job::state), Some(State::Cancelled)) {
            callback(vm);
        }
    };
    on_done(vm, job, OnDone::Native(Rc::new(check))).await;
}

/// `future.cancel()`: whether it was not begun yet.
pub async fn cancel(vm: &Rc<Vm>, job: &Value) -> bool {
    let state = Job::of(job).map_or(State::Running, Job::state);
    match state {
        State::Pending => {
            end(vm, job, State::Cancelled).await;
            true
        }
        State::Cancelled => true,
        _ => false,
    }
}

/// Stops the current thread until the job has ended, or until the moment; false where it has not.
pub(super) async fn wait_for(vm: &Rc<Vm>, job: &Value, until: Time) -> PyResult<bool> {
    let Some(data) = Job::of(job) else {
        return Err(type_error("a Future object is required"));
    };
    while !data.done() {
        if vm.clock.now() >= until {
            return Ok(false);
        }
        data.waiting.borrow_mut().push(vm.threads.current());
        vm.wait_until(until, true).await?;
    }
    Ok(true)
}

/// The moment at which a `timeout=` ends.
pub(super) fn deadline(vm: &Rc<Vm>, timeout: &Value) -> PyResult<Time> {
    if timeout.is_unbound() || timeout.is_none() {
        return Ok(Time::NEVER);
    }
    match timeout.as_f64() {
        Some(seconds) => Ok(vm.clock.now() + seconds),
        None => Err(type_error("a timeout is a number of seconds")),
    }
}

/// `future.result(timeout)`
pub(super) async fn result(vm: &Rc<Vm>, job: &Value, timeout: &Value) -> PyResult {
    match outcome(vm, job, timeout).await? {
        State::Exception(exception) => Err(PyError::object(exception)),
        State::Result(value) => Ok(value),
        _ => Err(cancelled_error(vm)),
    }
}

/// How a job ended, waiting for it.
async fn outcome(vm: &Rc<Vm>, job: &Value, timeout: &Value) -> PyResult<State> {
    let until = deadline(vm, timeout)?;
    if !wait_for(vm, job, until).await? {
        return Err(PyError::bare(ExceptionKind::TimeoutError));
    }
    match Job::of(job).map(Job::state) {
        Some(State::Cancelled) | None => Err(cancelled_error(vm)),
        Some(state) => Ok(state),
    }
}

fn cancelled_error(vm: &Rc<Vm>) -> PyError {
    let class = &classes(vm).cancelled_error;
    let payload = Payload::Exception(Box::new(ExceptionData::new(Vec::new())));
    PyError::object(Instance::with_payload(class, payload))
}

fn job_argument(args: &Args<'_>) -> PyResult {
    match Job::of(&args[0]) {
        Some(_) => Ok(args[0].clone()),
        None => Err(type_error("a Future object is required")),
    }
}

/// A method of a job that gives its state.
fn state_of(args: &Args<'_>) -> PyResult<State> {
    Job::of(&args[0])
        .map(Job::state)
        .ok_or_else(|| type_error("a Future object is required"))
}

const TIMEOUT: NamedParameters = NamedParameters {
    names: &["self", "timeout"],
    positional_only: 1,
    positional: 2,
    required: 1,
};

pub(super) const FUTURE: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |vm, _| {
        Ok(Value::native(&classes(vm).future, Job::default()))
    })
    .of_kind(NativeKind::Static),
    NativeDef::method("done", 0, 0, |_, args| {
        Ok((!matches!(state_of(&args)?, State::Pending | State::Running)).into())
    }),
    NativeDef::method("running", 0, 0, |_, args| {
        Ok(matches!(state_of(&args)?, State::Running).into())
    }),
    NativeDef::method("cancelled", 0, 0, |_, args| {
        Ok(matches!(state_of(&args)?, State::Cancelled).into())
    }),
    NativeDef::flow_method("result", 0, 1, |vm, args| {
        let (vm, job, timeout) = (vm.clone(), job_argument(&args)?, args[1].clone());
        Flow::future(async move { result(&vm, &job, &timeout).await })
    })
    .named(&TIMEOUT),
    NativeDef::flow_method("exception", 0, 1, |vm, args| {
        let (vm, job, timeout) = (vm.clone(), job_argument(&args)?, args[1].clone());
        Flow::future(async move {
            Ok(match outcome(&vm, &job, &timeout).await? {
                State::Exception(exception) => Value::Instance(exception),
                _ => Value::None,
            })
        })
    })
    .named(&TIMEOUT),
    NativeDef::flow_method("cancel", 0, 0, |vm, args| {
        let (vm, job) = (vm.clone(), job_argument(&args)?);
        Flow::future(async move { Ok(cancel(&vm, &job).await.into()) })
    }),
    NativeDef::flow_method("add_done_callback", 1, 1, |vm, mut args| {
        let (vm, job) = (vm.clone(), job_argument(&args)?);
        let callback = OnDone::Program(args.take(1));
        Flow::future(async move {
            on_done(&vm, &job, callback).await;
            Ok(Value::None)
        })
    }),
    NativeDef::method("set_running_or_notify_cancel", 0, 0, |_, args| {
        state_of(&args)?;
        Ok(Job::of(&args[0]).is_some_and(Job::begin).into())
    }),
    NativeDef::flow_method("set_result", 1, 1, |vm, mut args| {
        let (vm, job) = (vm.clone(), job_argument(&args)?);
        let state = State::Result(args.take(1));
        Flow::future(async move {
            end(&vm, &job, state).await;
            Ok(Value::None)
        })
    }),
    NativeDef::flow_method("set_exception", 1, 1, |vm, mut args| {
        let (vm, job) = (vm.clone(), job_argument(&args)?);
        let Value::Instance(exception) = args.take(1) else {
            return Err(type_error("an exception is required"));
        };
        Flow::future(async move {
            end(&vm, &job, State::Exception(exception)).await;
            Ok(Value::None)
        })
    }),
    NativeDef::method("__repr__", 0, 0, |vm, args| {
        let state = match state_of(&args)? {
            State::Pending => "pending".to_string(),
            State::Running => "running".to_string(),
            State::Cancelled => "cancelled".to_string(),
            State::Result(value) => format!("finished returned {}", vm.type_name(&value)),
            State::Exception(exception) => {
                format!("finished raised {}", exception.class_ref().name.get())
            }
        };
        let address = args[0].address().unwrap_or(0);
        Ok(Value::string(format!(
            "<Future at {address:#x} state={state}>"
        )))
    }),
];
