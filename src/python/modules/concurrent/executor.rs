//! Executors: pools of simulated threads.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::classes;
use super::job::{Job, State, cancel, end, new_job, result, wait_for};
use crate::clock::Time;
use crate::python::modules::threads::{function_name, lane_created, lane_ended};
use crate::python::object::error::{runtime_error, type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{Args, Flow, NativeDef, NativeObject, PyResult, Value};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::NewThread;

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
            let lane = lane_created(vm, &name, &job_name(&queued));
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
                daemon: false,
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

/// What a job is called: `to_thread` runs a function by a context's `run`.
fn job_name(queued: &Queued) -> String {
    match (&queued.callable, queued.args.first()) {
        (Value::Method(_), Some(function @ (Value::Function(_) | Value::Native(_)))) => {
            function_name(function)
        }
        (callable, _) => function_name(callable),
    }
}

fn executor_of(value: &Value) -> PyResult<Rc<Executor>> {
    match value.downcast::<ExecutorObject>() {
        Some(object) => Ok(object.0.clone()),
        None => Err(type_error("an Executor object is required")),
    }
}

pub(super) const POOL: &[NativeDef] = &[NativeDef::function("__new__", 1, 5, |vm, args| {
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

pub(super) const EXECUTOR: &[NativeDef] = &[
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
