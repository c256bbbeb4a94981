//! `concurrent.futures`: functions in simulated threads, and their results.
//!
//! A function runs at once when it is submitted and a worker is free, until it ends or waits; then its submitter goes on. A
//! worker that waits stops nobody else. A pool of processes is the same thing. Knows no event loop.

mod executor;
mod job;

use std::cell::OnceCell;
use std::rc::Rc;

pub use executor::{Executor, ExecutorObject};
pub use job::{Job, OnDone, State, cancel, end, new_job, on_cancelled, on_done};

use crate::clock::Time;
use crate::python::object::class::Layout;
use crate::python::object::function::NamedParameters;
use crate::python::object::{
    Class, ExceptionKind, Flow, Instance, Module, NativeDef, Payload, PyError, PyResult, Set,
    Tuple, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::{add_methods, builtin};
use crate::python::{operators, plain};

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
        let base = native("Executor", object, executor::EXECUTOR);
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
            future: native("Future", object, job::FUTURE),
            thread_pool: native("ThreadPoolExecutor", &base, executor::POOL),
            process_pool: native("ProcessPoolExecutor", &base, executor::POOL),
            executor: base,
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

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("wait", 1, 3, |vm, args| {
        let vm = vm.clone();
        let (jobs, timeout) = (args[0].clone(), args[1].clone());
        let return_when = args[2].as_str().unwrap_or("ALL_COMPLETED").to_string();
        Flow::future(async move {
            let jobs = distinct(vm.collect(&jobs).await?);
            let until = job::deadline(&vm, &timeout)?;
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
            let until = job::deadline(&vm, &timeout)?;
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
