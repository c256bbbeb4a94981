//! Which thread runs.
//!
//! One thread at a time, by hand-over: a new thread runs at once, until it ends or waits; then whoever started it goes on.
//! When all of them wait, the virtual clock jumps to the earliest moment at which one does not; on the real clock the host is
//! told to wait. Threads that wake at the same moment do so in the order in which they began to wait.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::clock::Time;
use crate::python::object::{PyError, PyResult, Value};
use crate::python::vm::Vm;
use crate::python::vm::calls::NewThread;
use crate::python::vm::thread::{Stop, Thread};
use crate::trace::event::LaneId;

/// Identifies a thread within a session; the main one is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

pub const MAIN: ThreadId = ThreadId(0);

/// What threads share with native code: who runs, and who is to be woken before its time.
#[derive(Default)]
pub struct Threads {
    current: Cell<u32>,
    woken: RefCell<Vec<ThreadId>>,
    names: RefCell<Vec<Rc<str>>>,
    /// What the main thread is to call as soon as it goes on.
    interrupts: RefCell<VecDeque<Value>>,
    /// How many there are besides the main one.
    alive: Cell<u32>,
}

impl Threads {
    pub fn current(&self) -> ThreadId {
        ThreadId(self.current.get())
    }

    /// The name of a thread, `MainThread` for the main one.
    pub fn name(&self, id: ThreadId) -> Rc<str> {
        self.names
            .borrow()
            .get(id.0 as usize)
            .cloned()
            .unwrap_or_else(|| Rc::from("MainThread"))
    }

    /// Whether there is any besides the main one.
    pub fn has_others(&self) -> bool {
        self.alive.get() > 0
    }

    /// Has the main thread call this as soon as it goes on; no wait holds it up.
    pub fn interrupt_main(&self, callable: Value) {
        self.interrupts.borrow_mut().push_back(callable);
        self.wake(MAIN);
    }

    /// What the thread that runs is to call first.
    pub fn next_interrupt(&self) -> Option<Value> {
        if self.current() != MAIN {
            return None;
        }
        self.interrupts.borrow_mut().pop_front()
    }

    /// Ends a thread's wait now, if it is one that can be ended.
    pub fn wake(&self, id: ThreadId) {
        self.woken.borrow_mut().push(id);
    }
}

#[derive(Default)]
pub struct Scheduler {
    threads: Vec<Slot>,
    /// Threads that can run, the one that does first.
    ready: VecDeque<ThreadId>,
    sequence: u64,
    /// How the main thread ended, while others that the program waits for have not.
    ended: Option<PyResult>,
}

struct Slot {
    thread: Option<Thread>,
    waiting: Option<Waiting>,
    /// The lane that was running in it when it was last left.
    lane: Option<LaneId>,
    daemon: bool,
}

#[derive(Clone, Copy)]
struct Waiting {
    until: Time,
    sequence: u64,
    wakeable: bool,
}

/// What the program as a whole does.
pub enum Progress {
    /// The fuel is used up.
    Running,
    /// On the real clock: nothing can run before this moment.
    Waiting(Time),
    /// Nothing can ever run again.
    Deadlock,
    /// The main thread has ended.
    Ended(PyResult),
}

impl Scheduler {
    pub fn new(main: Thread) -> Scheduler {
        let slot = Slot {
            thread: Some(main),
            waiting: None,
            lane: None,
            daemon: true,
        };
        Scheduler {
            threads: vec![slot],
            ready: VecDeque::from([MAIN]),
            sequence: 0,
            ended: None,
        }
    }

    /// Runs threads until the fuel is used up or all of them wait on the real clock.
    pub fn run(&mut self, vm: &Rc<Vm>, fuel: &mut u64) -> Progress {
        loop {
            self.wake_those_due(vm);
            let Some(&id) = self.ready.front() else {
                let Some(next) = self.earliest() else {
                    return Progress::Deadlock;
                };
                if !vm.clock.is_virtual() {
                    return Progress::Waiting(next);
                }
                vm.clock.advance_to(next);
                continue;
            };
            vm.threads.current.set(id.0);
            let slot = &mut self.threads[id.0 as usize];
            let Some(thread) = &mut slot.thread else {
                self.ready.pop_front();
                continue;
            };
            vm.lane.set(slot.lane);
            let stop = thread.run(vm, fuel);
            slot.lane = vm.lane.get();
            match stop {
                Stop::Fuel => return Progress::Running,
                Stop::Wait { until, wakeable } => {
                    self.ready.pop_front();
                    self.sequence += 1;
                    let waiting = Waiting {
                        until,
                        sequence: self.sequence,
                        wakeable,
                    };
                    self.threads[id.0 as usize].waiting = Some(waiting);
                }
                Stop::Spawn(new) => {
                    thread.wake();
                    self.spawn(vm, *new);
                }
                Stop::Finished(result) => {
                    self.ready.pop_front();
                    self.threads[id.0 as usize].thread = None;
                    if id == MAIN {
                        self.ended = Some(result);
                    } else {
                        vm.threads.alive.set(vm.threads.alive.get() - 1);
                    }
                    let waits = |slot: &Slot| slot.thread.is_some() && !slot.daemon;
                    if let Some(result) = self.ended.take() {
                        if !self.threads.iter().any(waits) {
                            return Progress::Ended(result);
                        }
                        self.ended = Some(result);
                    }
                }
            }
        }
    }

    /// Raises an exception in a thread that can run or waits.
    pub fn interrupt(&mut self, vm: &Rc<Vm>, id: ThreadId, error: PyError) {
        let slot = &mut self.threads[id.0 as usize];
        if let Some(thread) = &mut slot.thread {
            thread.interrupt(vm, error);
            if slot.waiting.take().is_some() {
                self.ready.push_back(id);
            }
        }
    }

    /// The line at which the thread that runs, or the main one, stands.
    pub fn line(&self) -> Option<u32> {
        let id = self.ready.front().copied().unwrap_or(MAIN);
        self.threads[id.0 as usize]
            .thread
            .as_ref()
            .and_then(Thread::line)
    }

    fn spawn(&mut self, vm: &Rc<Vm>, new: NewThread) {
        let id = ThreadId(self.threads.len() as u32);
        let mut names = vm.threads.names.borrow_mut();
        if names.is_empty() {
            names.push(Rc::from("MainThread"));
        }
        names.push(Rc::from(new.name.as_str()));
        drop(names);
        vm.threads.alive.set(vm.threads.alive.get() + 1);
        let (lane, daemon) = (new.lane, new.daemon);
        let shared = vm.clone();
        let future = Box::pin(async move { shared.call(new.callable, Vec::new()).await });
        self.threads.push(Slot {
            thread: Some(Thread::for_future(future)),
            waiting: None,
            lane,
            daemon,
        });
        self.ready.push_front(id);
    }

    fn wake_those_due(&mut self, vm: &Rc<Vm>) {
        let woken = std::mem::take(&mut *vm.threads.woken.borrow_mut());
        for id in woken {
            let slot = &mut self.threads[id.0 as usize];
            let interrupted = id == MAIN && !vm.threads.interrupts.borrow().is_empty();
            if slot
                .waiting
                .is_some_and(|waiting| waiting.wakeable || interrupted)
            {
                self.make_ready(id);
            }
        }
        if !self.ready.is_empty() && vm.clock.is_virtual() {
            // The virtual clock stands still while anything can run: nobody else is due.
            return;
        }
        let now = vm.clock.now();
        let mut due: Vec<_> = self.waits().filter(|(until, _, _)| *until <= now).collect();
        // The main thread comes last of those that wake at one moment: what it waits for is often what the others do.
        due.sort_by_key(|&(until, sequence, id)| (until, id == MAIN, sequence));
        for (_, _, id) in due {
            self.make_ready(id);
        }
    }

    fn make_ready(&mut self, id: ThreadId) {
        let slot = &mut self.threads[id.0 as usize];
        slot.waiting = None;
        if let Some(thread) = &mut slot.thread {
            thread.wake();
        }
        self.ready.push_back(id);
    }

    fn waits(&self) -> impl Iterator<Item = (Time, u64, ThreadId)> {
        self.threads.iter().enumerate().filter_map(|(at, slot)| {
            let waiting = slot.waiting?;
            Some((waiting.until, waiting.sequence, ThreadId(at as u32)))
        })
    }

    fn earliest(&self) -> Option<Time> {
        self.waits()
            .map(|(until, _, _)| until)
            .min()
            .filter(|until| *until < Time::NEVER)
    }
}
