//! `Future`: a result that is not there yet, and who wants to be told.
//!
//! A task is a future too: [`Future::task`] holds what it has beyond this. The machine awaits a future without a frame: it asks
//! [`NativeObject::poll_await`], and a coroutine that has to wait hands the future itself to its task.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Deref;
use std::rc::{Rc, Weak};

use smallvec::SmallVec;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::handle::{DoneCallback, Ready};
use crate::asyncio::report::{self, Report};
use crate::asyncio::task::Task;
use crate::asyncio::trace::{self, WaitReason};
use crate::python::modules::contextvars::Context;
use crate::python::object::error::{invalid_state, runtime_error};
use crate::python::object::exception::TracebackEntry;
use crate::python::object::finalize::{self, LastWords};
use crate::python::object::instance::Awaited;
use crate::python::object::{
    Class, ExceptionKind, Flow, Instance, NativeObject, PyError, PyResult, Value,
};
use crate::python::vm::Vm;

pub use crate::asyncio::future_methods::METHODS;

/// The data of `asyncio.Future`, of its subclasses, and of `asyncio.Task`.
#[derive(Default)]
pub struct Future {
    event_loop: OnceCell<Rc<EventLoop>>,
    state: RefCell<State>,
    callbacks: RefCell<SmallVec<[DoneEntry; 1]>>,
    /// How many of them are [`DoneEntry::Removed`].
    removed: Cell<u32>,
    /// Set when it is handed to a task's driver by `await`, as it must be; a bare `yield` of a future leaves it unset.
    pub blocking: Cell<bool>,
    /// It has an exception that nobody has looked at.
    unretrieved: Cell<bool>,
    cancel_message: RefCell<Value>,
    /// The exception that cancelled a task, to be raised in the first who asks.
    cancelled_error: RefCell<Option<Rc<Instance>>>,
    /// Orders futures by the time of their making.
    number: Cell<u64>,
    /// What else its cancellation means.
    pub kind: Kind,
    /// What waiting for it is called in a word: `lock`, `queue.get`; empty for a plain future.
    pub what: Cell<&'static str>,
    /// The same in full, for a trace; only while somebody looks.
    pub reason: RefCell<Option<Box<WaitReason>>>,
}

#[derive(Default)]
pub enum Kind {
    #[default]
    Plain,
    Task(Box<Task>),
    /// What `gather` gives: cancelling it cancels these.
    Gathering {
        children: RefCell<Vec<FutureRef>>,
        cancel_requested: Cell<bool>,
    },
}

#[derive(Default)]
pub enum State {
    #[default]
    Pending,
    Cancelled,
    Result(Value),
    /// With its traceback as it was then: each time it is raised it begins from there.
    Exception(Rc<Instance>, Vec<TracebackEntry>),
}

/// Who is told when a future is done.
pub enum DoneEntry {
    /// The task that awaits it.
    Wakeup(FutureRef),
    Native(Rc<dyn DoneCallback>),
    Program {
        callable: Value,
        context: Rc<Context>,
    },
    /// The place of a native callback that was taken back.
    Removed,
}

/// An instance of `Future` or of a subclass.
#[derive(Clone)]
pub struct FutureRef(Rc<Instance>);

impl Deref for FutureRef {
    type Target = Future;

    fn deref(&self) -> &Future {
        match self.0.downcast() {
            Some(future) => future,
            None => unreachable!("a FutureRef is made of futures only"),
        }
    }
}

impl From<FutureRef> for Value {
    fn from(future: FutureRef) -> Value {
        Value::Instance(future.0)
    }
}

impl DoneEntry {
    fn is_removed(&self) -> bool {
        matches!(self, DoneEntry::Removed)
    }

    fn set_place(&self, at: usize) {
        if let DoneEntry::Native(callback) = self
            && let Some(place) = callback.place()
        {
            place.set(at);
        }
    }
}

impl Future {
    pub fn of_kind(kind: Kind) -> Future {
        let mut future = Future::default();
        future.kind = kind;
        future
    }

    /// Ties it to its loop, once.
    pub fn set_loop(&self, event_loop: &Rc<EventLoop>) {
        // A second `__init__` changes nothing.
        if self.event_loop.set(event_loop.clone()).is_ok() {
            self.number.set(event_loop.asyncio.next_future_number());
        }
    }

    pub fn get_loop(&self) -> PyResult<&Rc<EventLoop>> {
        self.event_loop
            .get()
            .ok_or_else(|| runtime_error("Future object is not initialized."))
    }

    /// Greater than that of every future made before.
    pub fn number(&self) -> u64 {
        self.number.get()
    }

    pub fn task(&self) -> Option<&Task> {
        match &self.kind {
            Kind::Task(task) => Some(task),
            _ => None,
        }
    }

    pub fn done(&self) -> bool {
        !matches!(*self.state.borrow(), State::Pending)
    }

    pub fn cancelled(&self) -> bool {
        matches!(*self.state.borrow(), State::Cancelled)
    }

    /// The exception that it ended with, without marking it as retrieved.
    pub fn failure(&self) -> Option<Rc<Instance>> {
        match &*self.state.borrow() {
            State::Exception(exception, _) => Some(exception.clone()),
            _ => None,
        }
    }

    pub fn state(&self) -> std::cell::Ref<'_, State> {
        self.state.borrow()
    }

    pub fn set_retrieved(&self) {
        self.unretrieved.set(false);
    }

    pub fn is_unretrieved(&self) -> bool {
        self.unretrieved.get()
    }

    pub fn cancel_message(&self) -> Value {
        self.cancel_message.borrow().clone()
    }

    pub fn set_cancel_message(&self, message: Value) {
        let _old = self.cancel_message.replace(message);
    }

    pub fn set_cancelled_error(&self, exception: Rc<Instance>) {
        let _old = self.cancelled_error.replace(Some(exception));
    }

    /// The `CancelledError` to raise for its cancellation.
    pub fn cancelled_error(&self) -> PyError {
        if let Some(exception) = self.cancelled_error.take() {
            return PyError::object(exception);
        }
        let message = self.cancel_message();
        let args = match message {
            Value::Unbound | Value::None => Vec::new(),
            message => vec![message],
        };
        PyError::with_args(ExceptionKind::CancelledError, args)
    }

    /// `future.result()`
    pub fn result(&self) -> PyResult {
        match &*self.state.borrow() {
            State::Pending => Err(invalid_state("Result is not set.")),
            State::Cancelled => Err(self.cancelled_error()),
            State::Result(value) => Ok(value.clone()),
            State::Exception(exception, traceback) => {
                self.unretrieved.set(false);
                if let Some(data) = exception.exception() {
                    data.traceback.borrow_mut().clone_from(traceback);
                }
                Err(PyError::object(exception.clone()))
            }
        }
    }

    /// `future.exception()`
    pub fn exception(&self) -> PyResult<Option<Rc<Instance>>> {
        match &*self.state.borrow() {
            State::Pending => Err(invalid_state("Exception is not set.")),
            State::Cancelled => Err(self.cancelled_error()),
            State::Result(_) => Ok(None),
            State::Exception(exception, _) => {
                self.unretrieved.set(false);
                Ok(Some(exception.clone()))
            }
        }
    }

    /// What wakes a task that awaits it: nothing, or the error to raise there.
    pub fn outcome(&self, _vm: &Rc<Vm>) -> PyResult<()> {
        match &*self.state.borrow() {
            State::Result(_) => return Ok(()),
            State::Pending => return Ok(()),
            _ => {}
        }
        self.result().map(drop)
    }

    /// Looks at each of its callbacks, in order.
    pub fn each_callback(&self, mut look: impl FnMut(&DoneEntry)) {
        let callbacks = self.callbacks.borrow();
        let left = callbacks.iter().filter(|entry| !entry.is_removed());
        left.for_each(&mut look);
    }

    /// Removes the callbacks for which `matches` holds, and says how many.
    pub fn remove_callbacks(&self, mut matches: impl FnMut(&DoneEntry) -> bool) -> usize {
        let (removed, kept): (Vec<DoneEntry>, _) = self
            .callbacks
            .take()
            .into_iter()
            .filter(|entry| !entry.is_removed())
            .partition(|entry| matches(entry));
        self.set_callbacks(kept);
        removed.len()
    }

    fn set_callbacks(&self, entries: Vec<DoneEntry>) {
        for (at, entry) in entries.iter().enumerate() {
            entry.set_place(at);
        }
        self.removed.set(0);
        *self.callbacks.borrow_mut() = entries.into();
    }

    /// Removes a native callback, if it is still there: one that knows its place in O(1), all in all.
    pub fn remove_native(&self, callback: &Rc<dyn DoneCallback>) {
        let is_it = |entry: &DoneEntry| match entry {
            DoneEntry::Native(own) => Rc::ptr_eq(own, callback),
            _ => false,
        };
        let Some(place) = callback.place() else {
            self.remove_callbacks(is_it);
            return;
        };
        let mut callbacks = self.callbacks.borrow_mut();
        let Some(entry) = callbacks.get_mut(place.get()).filter(|entry| is_it(entry)) else {
            return;
        };
        // Dropped after the borrow ends.
        let _own = std::mem::replace(entry, DoneEntry::Removed);
        self.removed.set(self.removed.get() + 1);
        let is_sparse = self.removed.get() as usize * 2 > callbacks.len();
        drop(callbacks);
        if is_sparse {
            self.remove_callbacks(|_| false);
        }
    }
}

impl FutureRef {
    /// `None` for an instance of any other class.
    pub fn new(instance: Rc<Instance>) -> Option<FutureRef> {
        instance
            .downcast::<Future>()
            .is_some()
            .then_some(FutureRef(instance))
    }

    pub fn of(value: &Value) -> Option<FutureRef> {
        match value {
            Value::Instance(instance) => FutureRef::new(instance.clone()),
            _ => None,
        }
    }

    /// `loop.create_future()`
    pub fn create(event_loop: &Rc<EventLoop>) -> FutureRef {
        FutureRef::create_as(
            event_loop,
            &event_loop.asyncio.classes.future,
            Kind::default(),
        )
    }

    pub fn create_as(event_loop: &Rc<EventLoop>, class: &Rc<Class>, kind: Kind) -> FutureRef {
        let future = Future::of_kind(kind);
        future.set_loop(event_loop);
        FutureRef(Instance::native(class, future))
    }

    pub fn instance(&self) -> &Rc<Instance> {
        &self.0
    }

    pub fn is(&self, other: &FutureRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    pub fn downgrade(&self) -> Weak<Instance> {
        Rc::downgrade(&self.0)
    }

    /// `future.set_result(value)`; an error where it is done.
    pub fn set_result(&self, vm: &Rc<Vm>, value: Value) -> PyResult<()> {
        self.check_pending()?;
        self.finish(vm, value);
        Ok(())
    }

    /// `future.set_exception(exception)`; an error where it is done.
    pub fn set_exception(&self, vm: &Rc<Vm>, exception: Rc<Instance>) -> PyResult<()> {
        self.check_pending()?;
        self.fail(vm, exception);
        Ok(())
    }

    fn check_pending(&self) -> PyResult<()> {
        self.get_loop()?;
        if self.done() {
            return Err(invalid_state("invalid state"));
        }
        Ok(())
    }

    /// Gives a pending future its result.
    pub fn finish(&self, vm: &Rc<Vm>, value: Value) {
        self.end(vm, State::Result(value));
    }

    /// Gives a pending future its exception.
    pub fn fail(&self, vm: &Rc<Vm>, exception: Rc<Instance>) {
        let traceback = match exception.exception() {
            Some(data) => data.traceback.borrow().clone(),
            None => Vec::new(),
        };
        self.end(vm, State::Exception(exception, traceback));
        self.unretrieved.set(true);
    }

    /// Ends a pending future as cancelled, without asking what it may wait for itself.
    pub fn end_cancelled(&self, vm: &Rc<Vm>, message: Value) {
        self.set_cancel_message(message);
        self.end(vm, State::Cancelled);
    }

    fn end(&self, vm: &Rc<Vm>, state: State) {
        *self.state.borrow_mut() = state;
        if let (Some(_), Some(event_loop)) = (self.task(), self.event_loop.get()) {
            event_loop.unregister_task(self.number());
            trace::lane_ended(vm, self);
        }
        let entries = self.callbacks.take();
        self.removed.set(0);
        for entry in entries {
            self.enqueue(vm, entry);
        }
    }

    fn enqueue(&self, vm: &Rc<Vm>, entry: DoneEntry) {
        let Some(event_loop) = self.event_loop.get() else {
            return;
        };
        event_loop.enqueue(match entry {
            DoneEntry::Removed => return,
            DoneEntry::Wakeup(task) => {
                trace::lane_ready(vm, &task, None);
                Ready::Wakeup {
                    task,
                    future: self.clone(),
                }
            }
            DoneEntry::Native(callback) => Ready::Done {
                callback,
                future: self.clone(),
            },
            DoneEntry::Program { callable, context } => Ready::Callback {
                callable,
                future: self.clone(),
                context,
            },
        });
    }

    /// Tells somebody when it is done; at the next pass where it is already.
    pub fn on_done(&self, vm: &Rc<Vm>, entry: DoneEntry) {
        if self.done() {
            self.enqueue(vm, entry);
        } else {
            let mut callbacks = self.callbacks.borrow_mut();
            entry.set_place(callbacks.len());
            callbacks.push(entry);
        }
    }

    pub fn on_done_native(&self, vm: &Rc<Vm>, callback: Rc<dyn DoneCallback>) {
        self.on_done(vm, DoneEntry::Native(callback));
    }
}

impl NativeObject for Future {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn poll_await(&self, _vm: &Rc<Vm>, _object: &Value) -> Awaited {
        if self.done() {
            return Awaited::Ready(self.result());
        }
        self.blocking.set(true);
        Awaited::Pending
    }

    fn clear(&self) {
        self.unretrieved.set(false);
        let _callbacks = self.callbacks.take();
        let _error = self.cancelled_error.take();
        match &self.kind {
            Kind::Plain => {}
            Kind::Task(task) => task.clear(),
            Kind::Gathering { children, .. } => drop(children.take()),
        }
        let pending = matches!(*self.state.borrow(), State::Pending);
        if !pending {
            let _state = self.state.replace(State::Cancelled);
        }
    }
}

impl Drop for Future {
    /// Says what nobody will learn any more: an exception that was never looked at, a task that will never end.
    fn drop(&mut self) {
        let Some(event_loop) = self.event_loop.take() else {
            return;
        };
        if let Kind::Task(_) = &self.kind {
            event_loop.unregister_task(self.number());
        }
        let pending = matches!(*self.state.get_mut(), State::Pending);
        let destroyed = pending && self.task().is_some_and(|task| task.reports_destruction());
        let state = std::mem::take(self.state.get_mut());
        if !destroyed && !self.unretrieved.get() {
            if let State::Result(value) = state {
                finalize::discard([value]);
            }
            return;
        }
        // The report shows the object once more: an heir takes over what it is made of.
        let kind = std::mem::take(&mut self.kind);
        let unretrieved = self.unretrieved.replace(false);
        finalize::later(LastWords::Run(Box::new(move |vm| {
            let classes = &event_loop.asyncio.classes;
            let (class, name) = match &kind {
                Kind::Task(task) => {
                    task.set_reports_destruction(false);
                    (classes.task.clone(), "Task")
                }
                Kind::Gathering { .. } => (classes.gathering_future.clone(), "_GatheringFuture"),
                Kind::Plain => (classes.future.clone(), "Future"),
            };
            let exception = match &state {
                State::Exception(exception, _) => Some(exception.clone()),
                _ => None,
            };
            let heir = FutureRef::create_as(&event_loop, &class, kind);
            *heir.state.borrow_mut() = state;
            let (message, key) = if unretrieved {
                (format!("{name} exception was never retrieved"), "future")
            } else {
                ("Task was destroyed but it is pending!".to_string(), "task")
            };
            let mut report = Report::new(message);
            report.exception = exception.filter(|_| unretrieved);
            report.details.push((key, heir.into()));
            let vm = vm.clone();
            Flow::future(async move {
                report::call_exception_handler(&vm, &event_loop, report).await?;
                Ok(Value::None)
            })
        })));
    }
}
