//! What asyncio keeps for a whole session: its classes, and which loop runs in which thread.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use rustc_hash::FxHashMap;

use crate::asyncio::event_loop::{self, EventLoop};
use crate::asyncio::signals::Interruptible;
use crate::asyncio::{future, handle, lock, task, timeout, unsupported, wait};
use crate::python::modules::contextvars::Contexts;
use crate::python::object::class::Layout;
use crate::python::object::error::runtime_error;
use crate::python::object::{Class, NativeDef, PyResult, Value};
use crate::python::vm::Vm;
use crate::python::vm::scheduler::{MAIN, ThreadId};
use crate::python::vm::types::{add_methods, builtin};
use crate::trace::event::{ObjectId, Waker};

pub struct Asyncio {
    pub classes: Classes,
    pub contexts: Rc<Contexts>,
    /// The loop that runs in each thread.
    running: RefCell<FxHashMap<ThreadId, Rc<EventLoop>>>,
    /// What `set_event_loop` set in each thread.
    set: RefCell<FxHashMap<ThreadId, Value>>,
    /// The last `Task-N` that was given out.
    task_number: Cell<u64>,
    future_number: Cell<u64>,
    /// How many locks, queues and the like have been waited for in the present run, by what they are called in a trace.
    named: RefCell<FxHashMap<&'static str, u32>>,
    /// Every loop that there still is, in the order of their making.
    loops: RefCell<Vec<Weak<EventLoop>>>,
    /// What an interrupt of the main thread is for.
    pub interruptible: RefCell<Option<Rc<Interruptible>>>,
    /// Who is to be named as the waker of lanes that become ready now; `None` stands for the running lane.
    pub waker: Cell<Option<Waker>>,
    /// The task group or gather that tasks are being made for.
    pub group: Cell<Option<ObjectId>>,
}

/// The classes that native code makes instances of.
pub struct Classes {
    pub future: Rc<Class>,
    pub gathering_future: Rc<Class>,
    pub task: Rc<Class>,
    pub handle: Rc<Class>,
    pub timer_handle: Rc<Class>,
    pub event_loop: Rc<Class>,
    pub lock: Rc<Class>,
    pub timeout: Rc<Class>,
    pub as_completed: Rc<Class>,
}

#[derive(Default)]
struct Made(OnceCell<Rc<Asyncio>>);

/// The session's asyncio, made when it is first asked for.
pub fn asyncio(vm: &Rc<Vm>) -> Rc<Asyncio> {
    let made = vm.extension::<Made>();
    made.0
        .get_or_init(|| {
            Rc::new(Asyncio {
                classes: Classes::new(vm),
                contexts: vm.extension(),
                running: RefCell::default(),
                set: RefCell::default(),
                task_number: Cell::new(0),
                future_number: Cell::new(0),
                named: RefCell::default(),
                loops: RefCell::default(),
                interruptible: RefCell::default(),
                waker: Cell::new(None),
                group: Cell::new(None),
            })
        })
        .clone()
}

/// The same where a program has used it.
pub fn made(vm: &Vm) -> Option<Rc<Asyncio>> {
    vm.extension::<Made>().0.get().cloned()
}

impl Asyncio {
    /// The number of one more lock, queue or the like that is waited for, of those that are called alike.
    pub fn number_of(&self, what: &'static str) -> u32 {
        let mut named = self.named.borrow_mut();
        let number = named.entry(what).or_default();
        *number += 1;
        *number
    }

    /// Each run counts for itself, so that runs can be compared.
    pub fn count_anew(&self) {
        self.named.borrow_mut().clear();
    }
}

/// A native class of asyncio.
pub fn native_class(
    name: &str,
    module: &str,
    base: &Rc<Class>,
    methods: &'static [NativeDef],
) -> Rc<Class> {
    let class = builtin(name, module, &[base], Layout::Native, None);
    add_methods(&class, methods);
    class
}

impl Classes {
    fn new(vm: &Rc<Vm>) -> Classes {
        let object = &vm.types.object;
        let future = native_class("Future", "_asyncio", object, future::METHODS);
        let gathering = native_class("_GatheringFuture", "asyncio.tasks", &future, &[]);
        let task = native_class("Task", "_asyncio", &future, task::METHODS);
        let handle = native_class("Handle", "asyncio.events", object, handle::METHODS);
        let timer = native_class(
            "TimerHandle",
            "asyncio.events",
            &handle,
            handle::TIMER_METHODS,
        );
        let abstract_loop = native_class("AbstractEventLoop", "asyncio.events", object, &[]);
        let base_loop = native_class(
            "BaseEventLoop",
            "asyncio.base_events",
            &abstract_loop,
            event_loop::METHODS,
        );
        add_methods(&base_loop, unsupported::METHODS);
        let event_loop = native_class(
            "_UnixSelectorEventLoop",
            "asyncio.unix_events",
            &base_loop,
            &[],
        );
        Classes {
            future,
            gathering_future: gathering,
            task,
            handle,
            timer_handle: timer,
            event_loop,
            lock: native_class("Lock", "asyncio.locks", object, lock::METHODS),
            timeout: native_class("Timeout", "asyncio.timeouts", object, timeout::METHODS),
            as_completed: native_class(
                "_AsCompletedIterator",
                "asyncio.tasks",
                object,
                wait::AS_COMPLETED_METHODS,
            ),
        }
    }
}

impl Asyncio {
    pub fn next_task_number(&self) -> u64 {
        self.task_number.set(self.task_number.get() + 1);
        self.task_number.get()
    }

    /// A number greater than that of every future before.
    pub fn next_future_number(&self) -> u64 {
        self.future_number.set(self.future_number.get() + 1);
        self.future_number.get()
    }

    pub fn note_loop(&self, event_loop: &Rc<EventLoop>) {
        let mut loops = self.loops.borrow_mut();
        loops.retain(|known| known.strong_count() > 0);
        loops.push(Rc::downgrade(event_loop));
    }

    /// Every loop that there still is.
    pub fn loops(&self) -> Vec<Rc<EventLoop>> {
        self.loops
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .collect()
    }

    /// The loop that runs in this thread.
    pub fn running_loop(&self, vm: &Vm) -> Option<Rc<EventLoop>> {
        self.running.borrow().get(&vm.threads.current()).cloned()
    }

    /// The loops that run, by thread.
    pub fn running_loops(&self) -> Vec<Rc<EventLoop>> {
        let running = self.running.borrow();
        let mut threads: Vec<ThreadId> = running.keys().copied().collect();
        threads.sort();
        threads
            .iter()
            .filter_map(|thread| running.get(thread).cloned())
            .collect()
    }

    pub fn set_running_loop(&self, vm: &Vm, event_loop: Option<Rc<EventLoop>>) {
        let thread = vm.threads.current();
        let _old = match event_loop {
            Some(event_loop) => self.running.borrow_mut().insert(thread, event_loop),
            None => self.running.borrow_mut().remove(&thread),
        };
    }

    /// What `set_event_loop` set in this thread; `None` where it was never called.
    pub fn set_loop(&self, vm: &Vm) -> Option<Value> {
        self.set.borrow().get(&vm.threads.current()).cloned()
    }

    pub fn set_set_loop(&self, vm: &Vm, event_loop: Value) {
        let _old = self
            .set
            .borrow_mut()
            .insert(vm.threads.current(), event_loop);
    }
}

/// `asyncio.get_running_loop()`
pub fn running_loop(vm: &Rc<Vm>) -> PyResult<Rc<EventLoop>> {
    asyncio(vm)
        .running_loop(vm)
        .ok_or_else(|| runtime_error("no running event loop"))
}

/// `asyncio.get_event_loop()`: the running loop, or the one that was set; the main thread makes one where none was ever set.
pub fn get_event_loop(vm: &Rc<Vm>) -> PyResult<Rc<EventLoop>> {
    let state = asyncio(vm);
    if let Some(running) = state.running_loop(vm) {
        return Ok(running);
    }
    let set = state.set_loop(vm);
    if let Some(found) = set.as_ref().and_then(EventLoop::of) {
        return Ok(found);
    }
    if set.is_none() && vm.threads.current() == MAIN {
        let made = EventLoop::create(vm, &state.classes.event_loop);
        let found = EventLoop::of(&made);
        state.set_set_loop(vm, made);
        if let Some(found) = found {
            return Ok(found);
        }
    }
    let thread = vm.threads.name(vm.threads.current());
    Err(runtime_error(format!(
        "There is no current event loop in thread '{thread}'."
    )))
}
