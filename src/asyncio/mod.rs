//! asyncio: the event loop, and all that `import asyncio` gives.
//!
//! In reading order: [`timers`], [`handle`] and [`event_loop`] decide what runs when; [`future`] and [`task`] are what is waited
//! for and what waits, [`cancel`] is how a wait ends early; the rest are the primitives built on them, one file each;
//! [`module`] gives them their Python names.
//!
//! The order of execution is CPython's, callback by callback: whatever is one `call_soon` there is one entry of the ready queue
//! here, though most of them ([`handle::Ready`]) never become a Python object. The machine knows nothing of this module: a
//! task's step resumes its coroutine, and a coroutine that waits hands out the future that it waits for.

mod arguments;
mod cancel;
mod condition;
mod coroutines;
mod ending;
mod event_loop;
mod executor;
mod future;
mod future_methods;
mod gather;
mod generators;
mod handle;
mod label;
mod lock;
mod loop_methods;
mod module;
mod numbered;
mod policy;
mod queue;
mod report;
mod repr;
mod runners;
mod semaphore;
mod signals;
mod sleep;
mod state;
mod task;
mod task_group;
mod task_methods;
mod timeout;
mod timers;
mod trace;
mod unsupported;
mod wait;
mod waiters;

use std::rc::Rc;

use crate::asyncio::future::FutureRef;
use crate::asyncio::state::asyncio;
use crate::python::object::generator::AsyncStep;
use crate::python::object::{Generator, Value};
use crate::python::vm::Vm;

/// Gives a machine its event loop: the modules, and what the language asks of a loop.
pub fn install(vm: &Rc<Vm>) {
    vm.finders.borrow_mut().push(module::find);
    vm.hooks
        .first_iteration
        .set(Some(generators::first_iteration));
    vm.hooks.abandoned.set(Some(generators::abandoned));
    vm.hooks.top_level.set(Some(runners::run_top_level));
    vm.hooks.coroutines.set(Some(coroutines_of_tasks));
    vm.hooks.home.set(Some(module::home));
    vm.hooks.ended.set(Some(ending::abandon_tasks));
}

/// A task that waits, for the message about a program in which nothing can ever run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingTask {
    pub name: String,
    /// Its coroutine, as a call: `fetch()`.
    pub label: String,
    /// The innermost line of the program that it stands at; 0 where there is none.
    pub line: u32,
    /// What it waits for: `lock`, `queue.get`, `Task-3`.
    pub waits_for: String,
}

/// The coroutines that the tasks of the running loops run.
fn coroutines_of_tasks(vm: &Rc<Vm>) -> Vec<Rc<Generator>> {
    let loops = asyncio(vm).running_loops();
    let tasks = loops.iter().flat_map(|event_loop| event_loop.all_tasks());
    let coroutine = |future: FutureRef| match future.task()?.coroutine() {
        Value::Generator(coroutine) => Some(coroutine),
        object => object.downcast::<AsyncStep>()?.driver.borrow().clone(),
    };
    tasks.filter_map(coroutine).collect()
}

/// The tasks of the running loops that wait, in the order of their making.
pub fn waiting_tasks(vm: &Rc<Vm>) -> Vec<WaitingTask> {
    let mut waiting = Vec::new();
    for event_loop in asyncio(vm).running_loops() {
        for future in event_loop.all_tasks() {
            let Some(task) = future.task() else { continue };
            let Some(waited) = task.waits_for() else {
                continue;
            };
            let coroutine = task.coroutine();
            waiting.push(WaitingTask {
                name: task.name().as_str().unwrap_or_default().to_string(),
                label: label::call(&coroutine),
                line: label::await_line(&coroutine),
                waits_for: trace::describe(&waited).0.label,
            });
        }
    }
    waiting
}
