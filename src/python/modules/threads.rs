//! `_threads`: locks and new threads, of which `_thread`, `threading` and `concurrent.futures` are made.
//!
//! A thread is a simulated one: it runs until it ends or waits, and then whoever started it goes on.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::clock::Time;
use crate::native_object;
use crate::python::modules::native;
use crate::python::object::error::{overflow_error, runtime_error, type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind};
use crate::python::object::{Args, Flow, Module, NativeDef, PyResult, Value};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::NewThread;
use crate::python::vm::scheduler::{MAIN, ThreadId};
use crate::trace::event::{Event, LaneId, LaneKind, Outcome, Waker};

/// `import _threads`
pub fn module(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_threads", FUNCTIONS);
    let class = vm.types.named("lock", "_thread", LOCK);
    module.set(Symbol::new("lock"), Value::Class(class));
    // What `threading` counts: the threads by number, and the names of the workers of executors.
    for name in ["active", "workers"] {
        module.set(Symbol::new(name), Value::Dict(Rc::default()));
    }
    module
}

/// Announces the lane of a thread that is about to start; `None` when nobody looks.
fn lane_created(vm: &Vm, name: &str, function: &str) -> Option<LaneId> {
    let run = vm.run.get().filter(|_| vm.is_observed())?;
    let lane = LaneId(vm.fresh_id() as u32);
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

/// Announces that the running thread's lane has ended.
fn lane_ended(vm: &Vm, raised: bool) {
    let Some(lane) = vm.lane.get().filter(|_| vm.is_observed()) else {
        return;
    };
    let outcome = match raised {
        false => Outcome::Returned(""),
        true => Outcome::Raised(""),
    };
    vm.emit(Event::LaneEnded {
        lane,
        outcome,
        line: vm.line.get(),
    });
}

/// What a callable is called in a trace.
fn function_name(callable: &Value) -> String {
    match callable {
        Value::Function(function) => function.name.get().to_string(),
        Value::Native(def) => def.name.to_string(),
        Value::Method(method) => function_name(&method.function),
        other => plain::type_name(other).to_string(),
    }
}

/// A lock between threads.
struct Lock {
    locked: Cell<bool>,
    /// What a thread that waits for it waits for, in a trace.
    label: Rc<str>,
    waiting: RefCell<VecDeque<(ThreadId, Option<LaneId>)>>,
}

native_object!(Lock);

impl Lock {
    /// Stops the thread until it has the lock, or until the moment; whether it has it.
    async fn acquire(&self, vm: &Rc<Vm>, until: Time) -> PyResult<bool> {
        if !self.locked.replace(true) {
            return Ok(true);
        }
        let lane = match vm.is_observed() {
            true => vm.block_started(&self.label).await,
            false => None,
        };
        let acquired = loop {
            if vm.clock.now() >= until {
                break false;
            }
            let me = (vm.threads.current(), lane);
            self.waiting.borrow_mut().push_back(me);
            vm.wait_until(until, true).await?;
            // Whose time is over was not taken out by a release.
            self.waiting.borrow_mut().retain(|other| *other != me);
            if !self.locked.replace(true) {
                break true;
            }
        };
        vm.emit(Event::BlockEnded { lane });
        Ok(acquired)
    }

    fn release(&self, vm: &Vm) -> PyResult<()> {
        if !self.locked.replace(false) {
            return Err(runtime_error("release unlocked lock"));
        }
        if let Some((next, lane)) = self.waiting.borrow_mut().pop_front() {
            vm.threads.wake(next);
            // A task that blocks its loop does so until it goes on.
            if let (Some(lane), false) = (lane, next == MAIN) {
                let waker = vm.lane.get().map_or(Waker::Callback, Waker::Lane);
                vm.emit(Event::LaneReady { lane, waker });
            }
        }
        Ok(())
    }
}

fn lock_of(value: &Value) -> PyResult<&Lock> {
    value
        .downcast()
        .ok_or_else(|| type_error("a lock object is required"))
}

const LOCK: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |vm, _| new_lock(vm, "lock", false))
        .of_kind(NativeKind::Static),
    NativeDef::flow_method("acquire", 0, 2, acquire).named(&NamedParameters {
        names: &["self", "blocking", "timeout"],
        positional_only: 1,
        positional: 3,
        required: 1,
    }),
    NativeDef::method("release", 0, 0, |vm, args| {
        lock_of(&args[0])?.release(vm)?;
        Ok(Value::None)
    }),
    NativeDef::method("locked", 0, 0, |_, args| {
        Ok(lock_of(&args[0])?.locked.get().into())
    }),
    NativeDef::flow_method("__enter__", 0, 0, |vm, mut args| {
        let (vm, object) = (vm.clone(), args.take(0));
        Flow::future(async move { Ok(lock_of(&object)?.acquire(&vm, Time::NEVER).await?.into()) })
    }),
    NativeDef::method("__exit__", 3, 3, |vm, args| {
        lock_of(&args[0])?.release(vm)?;
        Ok(Value::None)
    }),
    NativeDef::method("__repr__", 0, 0, |_, args| {
        let state = match lock_of(&args[0])?.locked.get() {
            true => "locked",
            false => "unlocked",
        };
        let address = args[0].address().unwrap_or(0);
        Ok(Value::string(format!(
            "<{state} _thread.lock object at {address:#x}>"
        )))
    }),
];

fn new_lock(vm: &Rc<Vm>, label: &str, locked: bool) -> PyResult {
    let class = vm.types.named("lock", "_thread", LOCK);
    let lock = Lock {
        locked: Cell::new(locked),
        label: label.into(),
        waiting: RefCell::default(),
    };
    Ok(Value::native(&class, lock))
}

/// `lock.acquire(blocking=True, timeout=-1)`
fn acquire(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let blocking = args.optional(1).and_then(plain::truth) != Some(false);
    let timeout = match args.optional(2) {
        None => -1.0,
        Some(value) => value
            .as_f64()
            .ok_or_else(|| type_error("timeout value must be a number"))?,
    };
    let until = match (blocking, timeout) {
        (false, timeout) if timeout != -1.0 => {
            return Err(value_error(
                "can't specify a timeout for a non-blocking call",
            ));
        }
        (false, _) => vm.clock.now(),
        (true, -1.0) => Time::NEVER,
        (true, timeout) if timeout < 0.0 => {
            return Err(value_error("timeout value must be a non-negative number"));
        }
        (true, timeout) if timeout.is_infinite() => {
            return Err(overflow_error("timeout value is too large"));
        }
        (true, timeout) => vm.clock.now() + timeout,
    };
    let (vm, object) = (vm.clone(), args.take(0));
    Flow::future(async move { Ok(lock_of(&object)?.acquire(&vm, until).await?.into()) })
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("allocate_lock", 0, 0, |vm, _| new_lock(vm, "lock", false)),
    // One that is locked already; the text says in a trace what waiting for it is.
    NativeDef::function("held_lock", 1, 1, |vm, args| {
        new_lock(vm, args[0].as_str().unwrap_or_default(), true)
    }),
    NativeDef::function("get_ident", 0, 0, |vm, _| {
        Ok(Value::Int(vm.threads.current().0.into()))
    }),
    NativeDef::function("name", 0, 0, |vm, _| {
        Ok(Value::str(&vm.threads.name(vm.threads.current())))
    }),
    // `lane(name, function)`: that of a thread that is about to start, in the trace; `function` is what it is about.
    NativeDef::function("lane", 2, 2, |vm, args| {
        let lane = lane_created(
            vm,
            args[0].as_str().unwrap_or_default(),
            &function_name(&args[1]),
        );
        Ok(lane.map_or(Value::None, |lane| Value::Int(lane.0.into())))
    }),
    NativeDef::function("end_lane", 1, 1, |vm, args| {
        lane_ended(vm, plain::truth(&args[0]) == Some(true));
        Ok(Value::None)
    }),
    NativeDef::flow("start", 4, 4, start),
    // Stops the thread until another wakes it, or until the moment where that is not None.
    NativeDef::flow("wait", 1, 1, |vm, args| {
        let (vm, until) = (vm.clone(), args[0].as_f64());
        let until = until.map_or(Time::NEVER, Time::from_secs);
        Flow::future(async move { vm.wait_until(until, true).await })
    }),
    // `call_in_main(callable)`: as soon as the main thread goes on.
    NativeDef::function("call_in_main", 1, 1, |vm, mut args| {
        vm.threads.interrupt_main(args.take(0));
        Ok(Value::None)
    }),
    NativeDef::function("wake", 1, 1, |vm, args| {
        vm.threads
            .wake(ThreadId(args[0].as_i64().unwrap_or_default() as u32));
        Ok(Value::None)
    }),
];

/// `start(callable, name, daemon, lane)`: a new thread that calls `callable`, which must not raise.
fn start(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let vm = vm.clone();
    let thread = NewThread {
        callable: args.take(0),
        name: args[1].as_str().unwrap_or_default().to_string(),
        daemon: plain::truth(&args[2]) == Some(true),
        lane: args[3].as_i64().map(|lane| LaneId(lane as u32)),
    };
    Flow::future(async move { vm.spawn(thread).await })
}
