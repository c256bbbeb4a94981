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
mod queue;
mod report;
mod repr;
mod runners;
mod semaphore;
mod sleep;
mod state;
mod task;
mod task_group;
mod task_methods;
mod timeout;
mod timers;
mod trace;
mod wait;
mod waiters;

use std::rc::Rc;

use crate::python::vm::Vm;

/// Gives a machine its event loop: the modules, and what the language asks of a loop.
pub fn install(vm: &Rc<Vm>) {
    vm.finders.borrow_mut().push(module::find);
    vm.hooks
        .first_iteration
        .set(Some(generators::first_iteration));
    vm.hooks.abandoned.set(Some(generators::abandoned));
    vm.hooks.top_level.set(Some(runners::run_top_level));
}
