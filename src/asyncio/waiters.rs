//! Waiting in line: the queue of futures behind every lock, semaphore, condition and queue.
//!
//! Each place has a ticket, so leaving the line is O(1) wherever one stands; whoever looks for the first that still waits
//! goes on from where the last look ended, because a future that is done stays done.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::state::{asyncio, running_loop};
use crate::asyncio::{label, trace};
use crate::python::modules::deque;
use crate::python::object::error::runtime_error;
use crate::python::object::{PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::{ObjectId, WaitKind};

#[derive(Default)]
pub struct Waiters {
    line: RefCell<Line>,
    /// The loop whose tasks may wait here: that of the first who did.
    event_loop: RefCell<Option<Rc<EventLoop>>>,
    /// What is waited for, in a trace.
    identity: Cell<Option<Identity>>,
    /// The deque that a program looks at the line in, and how many it found there.
    shown: RefCell<Option<(Value, usize)>>,
}

#[derive(Default)]
struct Line {
    /// Those who left from the middle are empty places.
    places: VecDeque<Option<FutureRef>>,
    /// The ticket of the first place.
    first: u64,
    /// All places before this ticket are empty or done.
    done_until: u64,
    count: usize,
}

/// What tells one lock from the others in a trace: an id, and how many of its kind were waited for before it.
#[derive(Clone, Copy)]
struct Identity {
    id: ObjectId,
    number: u32,
}

/// A place in the line.
#[derive(Clone, Copy)]
pub struct Ticket(u64);

impl Waiters {
    /// Waits until somebody sets the result of this place, and leaves the line. `object` is what is waited for.
    pub async fn wait(
        &self,
        vm: &Rc<Vm>,
        object: &Value,
        kind: WaitKind,
        label: &'static str,
    ) -> (FutureRefOrNone, PyResult<()>) {
        let (future, ticket) = match self.join(vm, object, kind, label) {
            Ok(joined) => joined,
            Err(error) => return (None, Err(error)),
        };
        let waited = vm.await_value(future.clone().into()).await;
        self.leave(ticket);
        (Some(future), waited.map(drop))
    }

    /// Takes the last place.
    pub fn join(
        &self,
        vm: &Rc<Vm>,
        object: &Value,
        kind: WaitKind,
        label: &'static str,
    ) -> PyResult<(FutureRef, Ticket)> {
        let event_loop = self.bound_loop(vm, object)?;
        let future = FutureRef::create(&event_loop);
        future.what.set(label);
        if vm.is_observed() {
            let Identity { id, number } = self.identify(vm, label);
            trace::set_reason(vm, &future, kind, Some(id), || {
                label::numbered(label, number)
            });
        }
        self.adopt();
        let mut line = self.line.borrow_mut();
        let ticket = line.first + line.places.len() as u64;
        line.places.push_back(Some(future.clone()));
        line.count += 1;
        Ok((future, Ticket(ticket)))
    }

    fn identify(&self, vm: &Rc<Vm>, label: &'static str) -> Identity {
        if let Some(known) = self.identity.get() {
            return known;
        }
        let what = label.split('.').next().unwrap_or(label);
        let identity = Identity {
            id: trace::object_id(vm),
            number: asyncio(vm).number_of(what),
        };
        self.identity.set(Some(identity));
        identity
    }

    /// Says that both are parts of one thing.
    pub fn same_as(&self, other: &Waiters) {
        self.identity
            .set(self.identity.get().or(other.identity.get()));
    }

    pub fn leave(&self, ticket: Ticket) {
        let mut line = self.line.borrow_mut();
        let Some(at) = ticket.0.checked_sub(line.first) else {
            return;
        };
        let left = line.places.get_mut(at as usize).and_then(Option::take);
        if left.is_some() {
            line.count -= 1;
        }
        line.trim();
        drop(line);
        // The future is dropped after the borrow has ended.
        drop(left);
    }

    /// The first in the line, done or not.
    pub fn first(&self) -> Option<FutureRef> {
        self.line.borrow().places.iter().flatten().next().cloned()
    }

    /// The first that still waits.
    pub fn first_pending(&self) -> Option<FutureRef> {
        self.adopt();
        let mut line = self.line.borrow_mut();
        line.done_until = line.done_until.max(line.first);
        loop {
            let at = (line.done_until - line.first) as usize;
            match line.places.get(at)? {
                Some(future) if !future.done() => return Some(future.clone()),
                _ => line.done_until += 1,
            }
        }
    }

    /// Takes the first that still waits out of the line, and those before it.
    pub fn pop_pending(&self) -> Option<FutureRef> {
        self.adopt();
        let mut line = self.line.borrow_mut();
        while let Some(place) = line.places.pop_front() {
            line.first += 1;
            let Some(future) = place else { continue };
            line.count -= 1;
            if !future.done() {
                line.trim();
                return Some(future);
            }
        }
        None
    }

    /// Everybody in the line, in order.
    pub fn all(&self) -> Vec<FutureRef> {
        self.line
            .borrow()
            .places
            .iter()
            .flatten()
            .cloned()
            .collect()
    }

    /// Those in the line, as a deque: what programs see in `_waiters`. Futures that a program appends to it wait in line as well.
    pub fn snapshot(&self, vm: &Rc<Vm>) -> Value {
        self.adopt();
        let all = self.all();
        let count = all.len();
        let shown = deque::of(vm, all.into_iter().map(Value::from).collect());
        *self.shown.borrow_mut() = Some((shown.clone(), count));
        shown
    }

    /// Takes over what a program has appended to the deque that it was shown.
    fn adopt(&self) {
        let Some((shown, count)) = self.shown.take() else {
            return;
        };
        let mut line = self.line.borrow_mut();
        for future in deque::items(&shown).iter().skip(count) {
            line.places.push_back(FutureRef::of(future));
            line.count += 1;
        }
    }

    /// Whether somebody is in the line who was not cancelled.
    pub fn any_not_cancelled(&self) -> bool {
        let line = self.line.borrow();
        line.places
            .iter()
            .flatten()
            .any(|future| !future.cancelled())
    }

    pub fn len(&self) -> usize {
        self.adopt();
        self.line.borrow().count
    }

    /// The loop whose tasks wait here; an error for a task of another.
    pub fn bound_loop(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<Rc<EventLoop>> {
        let running = running_loop(vm)?;
        let mut bound = self.event_loop.borrow_mut();
        if let Value::Instance(instance) = object
            && let Some(given) = instance.attribute(Symbol::EVENT_LOOP)
        {
            // A program has set it.
            *bound = EventLoop::of(&given);
        }
        match &*bound {
            Some(own) if !Rc::ptr_eq(own, &running) => Err(runtime_error(format!(
                "{} is bound to a different event loop",
                plain_repr(vm, object)
            ))),
            Some(_) => Ok(running),
            None => {
                *bound = Some(running.clone());
                Ok(running)
            }
        }
    }

    pub fn clear(&self) {
        let _line = self.line.take();
        let _event_loop = self.event_loop.take();
        let _shown = self.shown.take();
    }
}

/// The future that was waited for; none where waiting was refused.
pub type FutureRefOrNone = Option<FutureRef>;

impl Line {
    fn trim(&mut self) {
        while let Some(None) = self.places.front() {
            self.places.pop_front();
            self.first += 1;
        }
    }
}

/// `<asyncio.locks.Lock object at 0x…>`
pub fn plain_repr(vm: &Rc<Vm>, object: &Value) -> String {
    let class = vm.class_of(object);
    format!(
        "<{}.{} object at {:#x}>",
        class.module.get(),
        class.qualname.get(),
        object.address().unwrap_or(0)
    )
}

/// The same with what its state is: `<asyncio.locks.Lock object at 0x… [locked, waiters:2]>`.
pub fn state_repr(vm: &Rc<Vm>, object: &Value, state: &str, waiting: usize) -> Value {
    let plain = plain_repr(vm, object);
    let plain = plain.trim_end_matches('>');
    Value::string(match waiting {
        0 => format!("{plain} [{state}]>"),
        _ => format!("{plain} [{state}, waiters:{waiting}]>"),
    })
}
