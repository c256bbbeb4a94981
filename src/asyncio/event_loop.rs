//! The event loop: a ready queue, timers, and the pass over them.
//!
//! One pass waits until something is ready, moves the timers that are due into the queue, and runs what stands in it at that
//! moment; whatever these runs enqueue belongs to the next pass. The loop never sleeps by itself: it asks the machine to stop
//! its thread until a moment.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::Ready;
use crate::asyncio::numbered::Numbered;
use crate::asyncio::state::{Asyncio, asyncio};
use crate::asyncio::task::show_value;
use crate::asyncio::timers::{TimerId, Timers};
use crate::asyncio::{report, trace};
use crate::clock::Time;
use crate::python::object::error::runtime_error;
use crate::python::object::{Class, Generator, Instance, NativeObject, PyResult, Value};
use crate::python::operators::special::is_overridden;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::scheduler::ThreadId;

use crate::trace::event::Event;

pub use crate::asyncio::loop_methods::METHODS;

pub struct EventLoop {
    pub asyncio: Rc<Asyncio>,
    object: RefCell<Weak<Instance>>,
    ready: RefCell<VecDeque<Ready>>,
    /// What came from outside since the last pass: it gets its place in the next one after what was ready, before timers.
    arrived: RefCell<VecDeque<Ready>>,
    timers: RefCell<Timers<Ready>>,
    stopping: Cell<bool>,
    closed: Cell<bool>,
    pub debug: Cell<bool>,
    /// In seconds; a callback that takes so long is reported in debug mode.
    pub slow_callback_duration: Cell<f64>,
    /// The thread that it runs in.
    thread: Cell<Option<ThreadId>>,
    pub exception_handler: RefCell<Value>,
    pub task_factory: RefCell<Value>,
    pub current_task: RefCell<Option<FutureRef>>,
    /// Tasks that are not done, in the order of their making.
    tasks: RefCell<Numbered<Weak<Instance>>>,
    /// Asynchronous generators that were begun and may have to be closed.
    pub async_generators: RefCell<Numbered<Weak<Generator>>>,
    pub executor: RefCell<Value>,
    pub executor_shut_down: Cell<bool>,
    /// The next task is the loop's own housekeeping and gets no lane.
    pub next_task_is_hidden: Cell<bool>,
}

/// The Python object of a loop.
struct LoopObject(Rc<EventLoop>);

impl NativeObject for LoopObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.clear();
    }
}

impl EventLoop {
    /// A new loop, as an instance of `class`.
    pub fn create(vm: &Rc<Vm>, class: &Rc<Class>) -> Value {
        let event_loop = Rc::new(EventLoop {
            asyncio: asyncio(vm),
            object: RefCell::default(),
            ready: RefCell::default(),
            arrived: RefCell::default(),
            timers: RefCell::default(),
            stopping: Cell::new(false),
            closed: Cell::new(false),
            debug: Cell::new(false),
            slow_callback_duration: Cell::new(0.1),
            thread: Cell::new(None),
            exception_handler: RefCell::new(Value::None),
            task_factory: RefCell::new(Value::None),
            current_task: RefCell::default(),
            tasks: RefCell::default(),
            async_generators: RefCell::default(),
            executor: RefCell::new(Value::None),
            executor_shut_down: Cell::new(false),
            next_task_is_hidden: Cell::new(false),
        });
        let object = Instance::native(class, LoopObject(event_loop.clone()));
        *event_loop.object.borrow_mut() = Rc::downgrade(&object);
        event_loop.asyncio.note_loop(&event_loop);
        Value::Instance(object)
    }

    /// The loop that a Python object stands for.
    pub fn of(object: &Value) -> Option<Rc<EventLoop>> {
        object.downcast::<LoopObject>().map(|own| own.0.clone())
    }

    /// Its Python object, where the program has written this method of it, or of its class.
    pub fn overridden(self: &Rc<EventLoop>, method: Symbol) -> Option<Value> {
        let instance = self.object.borrow().upgrade()?;
        let class = instance.class_ref().clone();
        let own = class.is_heap && is_overridden(&class, method);
        let own = own || instance.attribute(method).is_some();
        own.then_some(Value::Instance(instance))
    }

    /// Its Python object.
    pub fn object(self: &Rc<EventLoop>) -> Value {
        if let Some(object) = self.object.borrow().upgrade() {
            return Value::Instance(object);
        }
        let class = &self.asyncio.classes.event_loop;
        let object = Instance::native(class, LoopObject(self.clone()));
        *self.object.borrow_mut() = Rc::downgrade(&object);
        Value::Instance(object)
    }

    // ---- what is to run

    pub fn enqueue(&self, ready: Ready) {
        self.ready.borrow_mut().push_back(ready);
    }

    /// Something has come from outside, a signal.
    pub fn arrive(&self, vm: &Vm, ready: Ready) {
        self.arrived.borrow_mut().push_back(ready);
        self.wake(vm);
    }

    /// What is to run in the next pass, as programs look at it: the handles that they have made, None for all else.
    pub fn ready_handles(&self) -> Vec<Value> {
        let handle = |ready: &Ready| match ready {
            Ready::Handle(handle) => Value::Instance(handle.clone()),
            _ => Value::None,
        };
        self.ready.borrow().iter().map(handle).collect()
    }

    pub fn add_timer(&self, vm: &Rc<Vm>, deadline: Time, target: Ready) -> TimerId {
        let label = trace::timer_label(vm, &target);
        let timer = self
            .timers
            .borrow_mut()
            .add(deadline, vm.fresh_id(), target);
        if let Some(label) = label {
            vm.emit(Event::TimerScheduled {
                timer: timer.object(),
                deadline: deadline.as_nanos(),
                lane: vm.lane.get(),
                label: &label,
            });
        }
        timer
    }

    /// Takes a timer back; nothing happens where it has come up already.
    pub fn cancel_timer(&self, vm: &Rc<Vm>, timer: TimerId) {
        // Dropped after the borrow ends.
        let target = self.timers.borrow_mut().cancel(timer);
        if target.is_some() && vm.is_observed() {
            vm.emit(Event::TimerCancelled {
                timer: timer.object(),
            });
        }
    }

    /// Ends the wait that it may be in, for something that another thread has enqueued.
    pub fn wake(&self, vm: &Vm) {
        if let Some(thread) = self.thread.get() {
            vm.threads.wake(thread);
        }
    }

    /// The loop's own time, which is the session's.
    pub fn time(&self, vm: &Vm) -> Time {
        vm.clock.now()
    }

    // ---- states

    pub fn check_open(&self) -> PyResult<()> {
        if self.closed.get() {
            return Err(runtime_error("Event loop is closed"));
        }
        Ok(())
    }

    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    pub fn is_running(&self) -> bool {
        self.thread.get().is_some()
    }

    /// The thread that it runs in.
    pub fn thread(&self) -> Option<ThreadId> {
        self.thread.get()
    }

    /// Ends the loop after the pass that is under way.
    pub fn stop(&self) {
        self.stopping.set(true);
    }

    pub fn check_can_close(&self) -> PyResult<()> {
        if self.is_running() {
            return Err(runtime_error("Cannot close a running event loop"));
        }
        Ok(())
    }

    pub fn close(&self) {
        self.closed.set(true);
        self.executor_shut_down.set(true);
        let _ready = (self.ready.take(), self.arrived.take());
        let _timers = self.timers.borrow_mut().clear();
    }

    /// Takes everything out that could be part of a cycle.
    fn clear(&self) {
        let _ready = (self.ready.take(), self.arrived.take());
        let _timers = self.timers.borrow_mut().clear();
        let _handler = self.exception_handler.take();
        let _factory = self.task_factory.take();
        let _executor = self.executor.take();
    }

    // ---- tasks

    pub fn register_task(&self, number: u64, task: &FutureRef) {
        self.tasks.borrow_mut().insert(number, task.downgrade());
    }

    pub fn unregister_task(&self, number: u64) {
        self.tasks.borrow_mut().remove(number);
    }

    /// Tasks that are not done, in the order of their making.
    pub fn all_tasks(&self) -> Vec<FutureRef> {
        self.tasks
            .borrow()
            .iter()
            .filter_map(|task| FutureRef::new(task.upgrade()?))
            .filter(|task| !task.done())
            .collect()
    }

    // ---- running

    pub fn check_can_run(&self, vm: &Vm) -> PyResult<()> {
        if self.is_running() {
            return Err(runtime_error("This event loop is already running"));
        }
        if self.asyncio.running_loop(vm).is_some() {
            return Err(runtime_error(
                "Cannot run the event loop while another loop is running",
            ));
        }
        Ok(())
    }

    /// Runs passes until [`EventLoop::stop`].
    pub async fn run_forever(self: &Rc<EventLoop>, vm: &Rc<Vm>) -> PyResult<()> {
        self.check_open()?;
        self.check_can_run(vm)?;
        self.thread.set(Some(vm.threads.current()));
        self.asyncio.set_running_loop(vm, Some(self.clone()));
        let lane = vm.lane.take();
        let context = self.asyncio.contexts.current(vm);
        let result = loop {
            if let Err(error) = self.run_once(vm).await {
                break Err(error);
            }
            if self.stopping.get() {
                break Ok(());
            }
        };
        self.asyncio.contexts.set_current(vm, context);
        vm.lane.set(lane);
        self.stopping.set(false);
        self.thread.set(None);
        self.asyncio.set_running_loop(vm, None);
        result
    }

    async fn run_once(self: &Rc<EventLoop>, vm: &Rc<Vm>) -> PyResult<()> {
        let deadline = self.timers.borrow_mut().next_deadline();
        if self.is_idle() && !self.stopping.get() {
            let until = deadline.unwrap_or(Time::NEVER);
            if until > vm.clock.now() || deadline.is_none() {
                vm.wait_until(until, true).await?;
            }
        } else if vm.threads.has_others() {
            // Threads whose time has come run before what is ready here.
            vm.clock.turn();
            vm.wait_until(vm.clock.now(), true).await?;
        } else if deadline.is_some() {
            vm.clock.turn();
        }
        self.ready
            .borrow_mut()
            .append(&mut self.arrived.borrow_mut());
        self.fire_timers(vm);
        let count = self.ready.borrow().len();
        if let Some(run) = vm.run.get() {
            vm.emit(Event::LoopPass {
                run,
                ready: count as u32,
            });
        }
        for _ in 0..count {
            let Some(next) = self.ready.borrow_mut().pop_front() else {
                break;
            };
            if self.debug.get() {
                self.run_watched(vm, next).await?;
            } else {
                next.run(vm, self).await?;
            }
        }
        Ok(())
    }

    fn is_idle(&self) -> bool {
        self.ready.borrow().is_empty() && self.arrived.borrow().is_empty()
    }

    /// Moves the timers that are due into the ready queue.
    fn fire_timers(&self, vm: &Rc<Vm>) {
        let mut timers = self.timers.borrow_mut();
        if timers.is_empty() {
            return;
        }
        let now = vm.clock.now();
        let end = now + now.resolution();
        while let Some((timer, target)) = timers.pop_before(end) {
            if vm.is_observed() {
                vm.emit(Event::TimerFired {
                    timer: timer.object(),
                });
            }
            self.enqueue(target);
        }
    }

    /// In debug mode: reports what takes long.
    async fn run_watched(self: &Rc<EventLoop>, vm: &Rc<Vm>, next: Ready) -> PyResult<()> {
        if next.is_cancelled() {
            return Ok(());
        }
        let task = next.task();
        let shown = match task {
            Some(_) => String::new(),
            None => next.shown(vm).await,
        };
        let began = vm.clock.now();
        next.run(vm, self).await?;
        let took = vm.clock.now() - began;
        if took >= self.slow_callback_duration.get() {
            // A task is shown as it is after its step, with the line that it has come to.
            let shown = match task {
                Some(task) => show_value(vm, &task.into()).await,
                None => shown,
            };
            vm.finish(report::slow_callback(vm, &shown, took)?).await?;
        }
        Ok(())
    }
}
