//! `concurrent.futures`: functions in simulated threads, and their results.
//!
//! A function runs at once when it is submitted and a worker is free, until it ends or waits; then its submitter goes on. A
//! worker that waits stops nobody else. A pool of processes is the same thing. Knows no event loop.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::clock::Time;
use crate::python::object::class::Layout;
use crate::python::object::error::{runtime_error, type_error, value_error};
use crate::python::object::exception::ExceptionData;
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{
    Args, Class, ExceptionKind, Flow, Instance, Module, NativeDef, NativeObject, Payload, PyError,
    PyResult, Set, Tuple, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::NewThread;
use crate::python::vm::scheduler::ThreadId;
use crate::python::vm::types::{add_methods, builtin};
use crate::python::{operators, plain};
use crate::trace::event::{Event, LaneId, LaneKind, Outcome, Waker};

/// The data of `concurrent.futures.Future`.
#[derive(Default)]
pub struct Job {
    state: RefCell<State>,
    callbacks: RefCell<Vec<OnDone>>,
    /// Threads that wait for it.
    waiting: RefCell<Vec<ThreadId>>,
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

/// Who is told, in the thread that ends the job, when it has ended.
pub enum OnDone {
    Program(Value),
    Native(Rc<dyn Fn(&Rc<Vm>)>),
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
pub async fn on_cancelled(vm: &Rc<Vm>, job: &Value, callback: Rc<dyn Fn(&Rc<Vm>)>) {
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
async fn wait_for(vm: &Rc<Vm>, job: &Value, until: Time) -> PyResult<bool> {
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
fn deadline(vm: &Rc<Vm>, timeout: &Value) -> PyResult<Time> {
    if timeout.is_unbound() || timeout.is_none() {
        return Ok(Time::NEVER);
    }
    match timeout.as_f64() {
        Some(seconds) => Ok(vm.clock.now() + seconds),
        None => Err(type_error("a timeout is a number of seconds")),
    }
}

/// `future.result(timeout)`
async fn result(vm: &Rc<Vm>, job: &Value, timeout: &Value) -> PyResult {
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

/// A pool of so many workers.
pub struct Executor {
    limit: usize,
    prefix: String,
    /// Which workers are busy.
    busy: RefCell<Vec<bool>>,
    queue: RefCell<VecDeque<Queued>>,
    /// Jobs that have not ended.
    open: RefCell<Vec<Value>>,
    closed: Cell<bool>,
}

struct Queued {
    job: Value,
    callable: Value,
    args: Vec<Value>,
    keywords: Vec<Symbol>,
}

/// The Python object of an executor.
pub struct ExecutorObject(pub Rc<Executor>);

impl NativeObject for ExecutorObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _queue = self.0.queue.take();
        let _open = self.0.open.take();
    }
}

/// Workers of a pool whose size was not given.
const DEFAULT_WORKERS: usize = 32;

impl Executor {
    pub fn create(vm: &Rc<Vm>, prefix: &str) -> Value {
        let executor = Executor::new(DEFAULT_WORKERS, prefix.to_string());
        Value::native(&classes(vm).thread_pool, ExecutorObject(executor))
    }

    fn new(limit: usize, prefix: String) -> Rc<Executor> {
        Rc::new(Executor {
            limit,
            prefix,
            busy: RefCell::default(),
            queue: RefCell::default(),
            open: RefCell::default(),
            closed: Cell::new(false),
        })
    }

    /// Jobs that have not ended.
    pub fn open_jobs(&self) -> Vec<Value> {
        self.open.borrow().clone()
    }

    /// `executor.submit(callable, *args, **keywords)`: the job.
    pub async fn submit(
        self: &Rc<Executor>,
        vm: &Rc<Vm>,
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<Symbol>,
    ) -> PyResult {
        if self.closed.get() {
            return Err(runtime_error("cannot schedule new futures after shutdown"));
        }
        let job = new_job(vm);
        self.open.borrow_mut().push(job.clone());
        self.queue.borrow_mut().push_back(Queued {
            job: job.clone(),
            callable,
            args,
            keywords,
        });
        self.start_queued(vm).await?;
        Ok(job)
    }

    /// Starts what is queued while workers are free.
    async fn start_queued(self: &Rc<Executor>, vm: &Rc<Vm>) -> PyResult<()> {
        loop {
            let Some(worker) = self.free_worker() else {
                return Ok(());
            };
            let Some(queued) = self.queue.borrow_mut().pop_front() else {
                return Ok(());
            };
            if !Job::of(&queued.job).is_some_and(Job::begin) {
                self.forget(&queued.job);
                continue;
            }
            self.busy.borrow_mut()[worker] = true;
            let name = format!("{}_{worker}", self.prefix);
            let lane = lane_created(vm, &name, &queued);
            let (executor, job) = (self.clone(), queued.job);
            if let Some(data) = Job::of(&job) {
                data.lane.set(lane);
            }
            let done = move |vm: &Rc<Vm>, result: PyResult| {
                let vm = vm.clone();
                Flow::future(async move {
                    executor.busy.borrow_mut()[worker] = false;
                    executor.forget(&job);
                    lane_ended(&vm, &result);
                    let state = match result {
                        Ok(value) => State::Result(value),
                        Err(error) => State::Exception(vm.exception_object(error)),
                    };
                    end(&vm, &job, state).await;
                    executor.start_queued(&vm).await?;
                    Ok(Value::None)
                })
            };
            vm.spawn(NewThread {
                callable: queued.callable,
                args: queued.args,
                keywords: queued.keywords,
                name,
                lane,
                done: Box::new(done),
            })
            .await?;
        }
    }

    /// The first worker that is not busy, if there may be one more.
    fn free_worker(&self) -> Option<usize> {
        let mut busy = self.busy.borrow_mut();
        if let Some(free) = busy.iter().position(|busy| !busy) {
            return Some(free);
        }
        if busy.len() >= self.limit {
            return None;
        }
        busy.push(false);
        Some(busy.len() - 1)
    }

    fn forget(&self, job: &Value) {
        let mut open = self.open.borrow_mut();
        let at = open.iter().position(|other| other.is(job));
        let forgotten = at.map(|at| open.remove(at));
        drop(open);
        drop(forgotten);
    }

    /// `executor.shutdown(wait, cancel_futures)`
    pub async fn shut_down(&self, vm: &Rc<Vm>, wait: bool, cancel_queued: bool) -> PyResult {
        self.closed.set(true);
        if cancel_queued {
            for queued in self.queue.take() {
                self.forget(&queued.job);
                cancel(vm, &queued.job).await;
            }
        }
        if wait {
            for job in self.open_jobs() {
                wait_for(vm, &job, Time::NEVER).await?;
            }
        }
        Ok(Value::None)
    }
}

/// Announces a worker's lane for one job.
fn lane_created(vm: &Rc<Vm>, name: &str, queued: &Queued) -> Option<LaneId> {
    let run = vm.run.get().filter(|_| vm.is_observed())?;
    let lane = LaneId(vm.fresh_id() as u32);
    let function = match &queued.callable {
        Value::Function(function) => function.name.get().to_string(),
        Value::Native(def) => def.name.to_string(),
        Value::Method(_) => match queued.args.first() {
            Some(Value::Function(function)) => function.name.get().to_string(),
            Some(Value::Native(def)) => def.name.to_string(),
            _ => "method".to_string(),
        },
        other => plain::type_name(other).to_string(),
    };
    vm.emit(Event::LaneCreated {
        run,
        lane,
        kind: LaneKind::Thread,
        parent: vm.lane.get(),
        group: None,
        name,
        label: &format!("{function}()"),
        line: vm.line.get(),
    });
    vm.emit(Event::LaneReady {
        lane,
        waker: Waker::Start,
    });
    vm.emit(Event::LaneRunning { lane });
    Some(lane)
}

fn lane_ended(vm: &Rc<Vm>, result: &PyResult) {
    let Some(lane) = vm.lane.get().filter(|_| vm.is_observed()) else {
        return;
    };
    let outcome = match result {
        Ok(_) => Outcome::Returned(""),
        Err(_) => Outcome::Raised(""),
    };
    vm.emit(Event::LaneEnded {
        lane,
        outcome,
        line: vm.line.get(),
    });
}

struct Classes {
    future: Rc<Class>,
    thread_pool: Rc<Class>,
    process_pool: Rc<Class>,
    executor: Rc<Class>,
    error: Rc<Class>,
    cancelled_error: Rc<Class>,
    invalid_state_error: Rc<Class>,
    done_and_not_done: Rc<Class>,
}

#[derive(Default)]
struct Made(OnceCell<Rc<Classes>>);

fn classes(vm: &Rc<Vm>) -> Rc<Classes> {
    let make = || {
        let native = |name, base: &Rc<Class>, methods| {
            let class = builtin(name, BASE_MODULE, &[base], Layout::Native, None);
            add_methods(&class, methods);
            class
        };
        let error = |name, base: &Rc<Class>| {
            let kind = Some(ExceptionKind::Exception);
            builtin(name, BASE_MODULE, &[base], Layout::Exception, kind)
        };
        let object = &vm.types.object;
        let executor = native("Executor", object, EXECUTOR);
        let root = error("Error", vm.types.exception(ExceptionKind::Exception));
        let done_and_not_done = builtin(
            "DoneAndNotDoneFutures",
            BASE_MODULE,
            &[&vm.types.tuple],
            Layout::Value,
            None,
        );
        add_methods(&done_and_not_done, DONE_AND_NOT_DONE);
        Rc::new(Classes {
            future: native("Future", object, FUTURE),
            thread_pool: native("ThreadPoolExecutor", &executor, POOL),
            process_pool: native("ProcessPoolExecutor", &executor, POOL),
            executor,
            cancelled_error: error("CancelledError", &root),
            invalid_state_error: error("InvalidStateError", &root),
            error: root,
            done_and_not_done,
        })
    };
    vm.extension::<Made>().0.get_or_init(make).clone()
}

const BASE_MODULE: &str = "concurrent.futures._base";

/// `import concurrent`
pub fn package(_vm: &Rc<Vm>) -> Rc<Module> {
    Rc::new(Module::new(Symbol::new("concurrent")))
}

/// `import concurrent.futures`
pub fn module(vm: &Rc<Vm>) -> Rc<Module> {
    let module = Module::new(Symbol::new("concurrent.futures"));
    let classes = classes(vm);
    for class in [
        &classes.future,
        &classes.executor,
        &classes.thread_pool,
        &classes.process_pool,
        &classes.cancelled_error,
        &classes.invalid_state_error,
        &classes.error,
    ] {
        module.set(class.name.get(), Value::Class(class.clone()));
    }
    let timeout = vm.types.exception(ExceptionKind::TimeoutError).clone();
    module.set(Symbol::new("TimeoutError"), Value::Class(timeout));
    for def in FUNCTIONS {
        module.set(Symbol::new(def.name), Value::Native(def));
    }
    for name in ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] {
        module.set(Symbol::new(name), Value::str(name));
    }
    Rc::new(module)
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

const FUTURE: &[NativeDef] = &[
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

fn executor_of(value: &Value) -> PyResult<Rc<Executor>> {
    match value.downcast::<ExecutorObject>() {
        Some(object) => Ok(object.0.clone()),
        None => Err(type_error("an Executor object is required")),
    }
}

const POOL: &[NativeDef] = &[NativeDef::function("__new__", 1, 5, |vm, args| {
    let Value::Class(class) = &args[0] else {
        return Err(type_error("__new__() needs a class"));
    };
    let limit = match args.optional(1).filter(|value| !value.is_none()) {
        None => DEFAULT_WORKERS as i64,
        Some(limit) => limit
            .as_i64()
            .ok_or_else(|| type_error("max_workers must be an int"))?,
    };
    if limit <= 0 {
        return Err(value_error("max_workers must be greater than 0"));
    }
    let prefix = match args.optional(2).and_then(Value::as_str) {
        Some(prefix) if !prefix.is_empty() => prefix.to_string(),
        _ => {
            let counter = vm.extension::<PoolCounter>();
            let number = counter.0.get();
            counter.0.set(number + 1);
            format!("ThreadPoolExecutor-{number}")
        }
    };
    let executor = Executor::new(limit as usize, prefix);
    Ok(Value::native(class, ExecutorObject(executor)))
})
.named(&NamedParameters {
    names: &[
        "cls",
        "max_workers",
        "thread_name_prefix",
        "initializer",
        "initargs",
        "mp_context",
    ],
    positional_only: 1,
    positional: 5,
    required: 1,
})
.of_kind(NativeKind::Static)];

/// Numbers pools without a name.
#[derive(Default)]
struct PoolCounter(Cell<u32>);

const EXECUTOR: &[NativeDef] = &[
    NativeDef::flow_method("submit", 1, 1, |vm, mut args| {
        let (vm, executor) = (vm.clone(), executor_of(&args[0])?);
        let keywords = args.keywords.to_vec();
        let mut values = args.take_all();
        if values.len() - keywords.len() < 2 {
            return Err(type_error(
                "submit() missing 1 required positional argument: 'fn'",
            ));
        }
        let callable = values.remove(1);
        values.remove(0);
        Flow::future(async move { executor.submit(&vm, callable, values, keywords).await })
    })
    .with(Signature::Any),
    NativeDef::flow_method("map", 1, 1, map).with(Signature::Any),
    NativeDef::flow_method("shutdown", 0, 1, |vm, args| {
        let (vm, executor) = (vm.clone(), executor_of(&args[0])?);
        let wait = args.optional(1).and_then(plain::truth) != Some(false);
        let cancel_queued = args.optional(2).and_then(plain::truth) == Some(true);
        Flow::future(async move { executor.shut_down(&vm, wait, cancel_queued).await })
    })
    .named(&NamedParameters {
        names: &["self", "wait", "cancel_futures"],
        positional_only: 1,
        positional: 2,
        required: 1,
    }),
    NativeDef::method("__enter__", 0, 0, |_, mut args| Ok(args.take(0))),
    NativeDef::flow_method("__exit__", 3, 3, |vm, args| {
        let (vm, executor) = (vm.clone(), executor_of(&args[0])?);
        Flow::future(async move { executor.shut_down(&vm, true, false).await })
    }),
];

/// `executor.map(callable, *iterables, timeout=…, chunksize=…)`: all are submitted now, the results come in order.
fn map(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let (vm, executor) = (vm.clone(), executor_of(&args[0])?);
    let timeout = args
        .named()
        .find(|(name, _)| &*name.text() == "timeout")
        .map(|(_, value)| value.clone())
        .unwrap_or_default();
    let count = args.positional().len();
    let mut values = args.take_all();
    values.truncate(count);
    if values.len() < 2 {
        return Err(type_error(
            "map() missing 1 required positional argument: 'fn'",
        ));
    }
    let callable = values.remove(1);
    values.remove(0);
    Flow::future(async move {
        let mut columns = Vec::new();
        for iterable in values {
            columns.push(vm.collect(&iterable).await?);
        }
        let rows = columns.iter().map(Vec::len).min().unwrap_or(0);
        let mut jobs = VecDeque::new();
        for row in 0..rows {
            let args = columns.iter().map(|column| column[row].clone()).collect();
            let job = executor
                .submit(&vm, callable.clone(), args, Vec::new())
                .await?;
            jobs.push_back(job);
        }
        let shared = vm.clone();
        Ok(vm.native_generator("result_iterator", async move {
            while let Some(job) = jobs.pop_front() {
                let value = result(&shared, &job, &timeout).await?;
                shared.yield_value(value).await?;
            }
            Ok(Value::None)
        }))
    })
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("wait", 1, 3, |vm, args| {
        let vm = vm.clone();
        let (jobs, timeout) = (args[0].clone(), args[1].clone());
        let return_when = args[2].as_str().unwrap_or("ALL_COMPLETED").to_string();
        Flow::future(async move {
            let jobs = distinct(vm.collect(&jobs).await?);
            let until = deadline(&vm, &timeout)?;
            wait_until_enough(&vm, &jobs, until, &return_when).await?;
            let ended = |job: &Value| Job::of(job).is_some_and(Job::done);
            let (done, rest): (Vec<Value>, Vec<Value>) = jobs.into_iter().partition(ended);
            let pair: Tuple = [set_of(done), set_of(rest)].into_iter().collect();
            let payload = Payload::Value(Value::Tuple(Rc::new(pair)));
            let class = &classes(&vm).done_and_not_done;
            Ok(Value::Instance(Instance::with_payload(class, payload)))
        })
    })
    .named(&NamedParameters {
        names: &["fs", "timeout", "return_when"],
        positional_only: 0,
        positional: 3,
        required: 1,
    }),
    NativeDef::flow("as_completed", 1, 2, |vm, args| {
        let vm = vm.clone();
        let (jobs, timeout) = (args[0].clone(), args[1].clone());
        Flow::future(async move {
            let mut jobs = distinct(vm.collect(&jobs).await?);
            let until = deadline(&vm, &timeout)?;
            let shared = vm.clone();
            Ok(vm.native_generator("as_completed", async move {
                while !jobs.is_empty() {
                    wait_until_enough(&shared, &jobs, until, "FIRST_COMPLETED").await?;
                    let ended = |job: &Value| Job::of(job).is_some_and(Job::done);
                    let (done, rest): (Vec<Value>, Vec<Value>) =
                        std::mem::take(&mut jobs).into_iter().partition(ended);
                    if done.is_empty() {
                        return Err(PyError::bare(ExceptionKind::TimeoutError));
                    }
                    jobs = rest;
                    for job in done {
                        shared.yield_value(job).await?;
                    }
                }
                Ok(Value::None)
            }))
        })
    })
    .named(&NamedParameters {
        names: &["fs", "timeout"],
        positional_only: 0,
        positional: 2,
        required: 1,
    }),
];

/// Each job once.
fn distinct(jobs: Vec<Value>) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::with_capacity(jobs.len());
    for job in jobs {
        if !kept.iter().any(|other| other.is(&job)) {
            kept.push(job);
        }
    }
    kept
}

async fn wait_until_enough(
    vm: &Rc<Vm>,
    jobs: &[Value],
    until: Time,
    return_when: &str,
) -> PyResult<()> {
    loop {
        let states: Vec<State> = jobs
            .iter()
            .filter_map(|job| Job::of(job).map(Job::state))
            .collect();
        let ended = |state: &&State| !matches!(state, State::Pending | State::Running);
        let done = states.iter().filter(ended).count();
        let enough = done == jobs.len()
            || (return_when == "FIRST_COMPLETED" && done > 0)
            || (return_when == "FIRST_EXCEPTION"
                && states
                    .iter()
                    .any(|state| matches!(state, State::Exception(_))));
        if enough || vm.clock.now() >= until {
            return Ok(());
        }
        let current = vm.threads.current();
        for job in jobs.iter().filter_map(Job::of).filter(|job| !job.done()) {
            job.waiting.borrow_mut().push(current);
        }
        vm.wait_until(until, true).await?;
    }
}

fn set_of(jobs: Vec<Value>) -> Value {
    let set = Set::default();
    for job in jobs {
        if let Some(Ok(hash)) = plain::hash(&job) {
            set.push(hash, job);
        }
    }
    Value::Set(Rc::new(set))
}

const DONE_AND_NOT_DONE: &[NativeDef] = &[
    NativeDef::getter("done", |_, args| Ok(member(&args[0], 0))),
    NativeDef::getter("not_done", |_, args| Ok(member(&args[0], 1))),
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
        let (vm, object) = (vm.clone(), args[0].clone());
        Flow::future(async move {
            let done = vm
                .finish(operators::repr(&vm, &member(&object, 0))?)
                .await?;
            let rest = vm
                .finish(operators::repr(&vm, &member(&object, 1))?)
                .await?;
            Ok(Value::string(format!(
                "DoneAndNotDoneFutures(done={}, not_done={})",
                done.as_str().unwrap_or_default(),
                rest.as_str().unwrap_or_default()
            )))
        })
    }),
];

fn member(pair: &Value, at: usize) -> Value {
    match pair.base() {
        Value::Tuple(items) => items.get(at).cloned().unwrap_or(Value::None),
        _ => Value::None,
    }
}
