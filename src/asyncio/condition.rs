//! `Condition`, and `Barrier`, which is made of one.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::asyncio::arguments::{new_object, optional, own};
use crate::asyncio::lock::{Lock, LockObject};
use crate::asyncio::state::asyncio;
use crate::asyncio::waiters::{Waiters, plain_repr, state_repr};
use crate::python::object::error::{runtime_error, type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, ExceptionKind, Flow, NativeDef, NativeObject, PyError, PyResult, Value,
};
use crate::python::vm::Vm;
use crate::trace::event::WaitKind;

/// Waiting for what somebody else announces, under a lock.
#[derive(Default)]
struct Condition {
    lock: OnceCell<Rc<Lock>>,
    /// The lock as it was given, so that it lives as long.
    given: RefCell<Value>,
    waiters: Waiters,
}

impl Condition {
    fn lock(&self) -> &Rc<Lock> {
        self.lock.get_or_init(Rc::default)
    }

    /// The lock as programs see it.
    fn lock_object(&self, vm: &Rc<Vm>) -> Value {
        let mut given = self.given.borrow_mut();
        if matches!(&*given, Value::Unbound | Value::None) {
            *given = Value::native(&asyncio(vm).classes.lock, LockObject(self.lock().clone()));
        }
        given.clone()
    }

    async fn acquire(&self, vm: &Rc<Vm>) -> PyResult<()> {
        let object = self.lock_object(vm);
        self.lock().acquire(vm, &object).await
    }

    async fn wait(
        &self,
        vm: &Rc<Vm>,
        object: &Value,
        kind: WaitKind,
        label: &'static str,
    ) -> PyResult<()> {
        if !self.lock().is_locked() {
            return Err(runtime_error("cannot wait on un-acquired lock"));
        }
        let (future, ticket) = self.waiters.join(vm, object, kind, label)?;
        self.lock().release(vm)?;
        let waited = vm.await_value(future.into()).await;
        self.waiters.leave(ticket);
        let acquired = self.acquire_again(vm).await;
        let result = acquired.and(waited.map(drop));
        if result.is_err() {
            // It may have been told and cannot act on it: somebody else has to be.
            self.wake(vm, 1);
        }
        result
    }

    /// Takes the lock again, however often it is cancelled meanwhile; the last cancellation is raised then.
    async fn acquire_again(&self, vm: &Rc<Vm>) -> PyResult<()> {
        let mut cancelled: Option<PyError> = None;
        loop {
            match self.acquire(vm).await {
                Ok(()) => return cancelled.map_or(Ok(()), Err),
                Err(error) if error.is(ExceptionKind::CancelledError) => cancelled = Some(error),
                Err(error) => return Err(error),
            }
        }
    }

    fn notify(&self, vm: &Rc<Vm>, count: usize) -> PyResult<()> {
        if !self.lock().is_locked() {
            return Err(runtime_error("cannot notify on un-acquired lock"));
        }
        self.wake(vm, count);
        Ok(())
    }

    fn wake(&self, vm: &Rc<Vm>, count: usize) {
        for _ in 0..count {
            let Some(next) = self.waiters.first_pending() else {
                return;
            };
            next.finish(vm, Value::Bool(false));
        }
    }

    fn notify_all(&self, vm: &Rc<Vm>) -> PyResult<()> {
        self.notify(vm, self.waiters.len())
    }
}

#[derive(Default)]
struct ConditionObject(Rc<Condition>);

impl NativeObject for ConditionObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.waiters.clear();
        let _given = self.0.given.take();
    }
}

fn condition_of(args: &Args<'_>) -> PyResult<Rc<Condition>> {
    Ok(own::<ConditionObject>(&args[0], "Condition")?.0.clone())
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, new_object::<ConditionObject>)
        .of_kind(NativeKind::Static)
        .with(Signature::Any),
    NativeDef::python("__init__", "self, lock=", |_, mut args| {
        let condition = condition_of(&args)?;
        if let Some(given) = optional(args.take(1)) {
            let lock = own::<LockObject>(&given, "Lock")?.0.clone();
            // A second `__init__` changes nothing.
            let _ = condition.lock.set(lock);
            *condition.given.borrow_mut() = given;
        }
        Ok(Value::None)
    }),
    NativeDef::getter("_lock", |vm, args| Ok(condition_of(&args)?.lock_object(vm))),
    NativeDef::getter("_waiters", |vm, args| {
        Ok(condition_of(&args)?.waiters.snapshot(vm))
    }),
    NativeDef::python("locked", "self", |_, args| {
        Ok(condition_of(&args)?.lock().is_locked().into())
    }),
    NativeDef::python_flow("acquire", "self", |vm, args| {
        let (vm, condition) = (vm.clone(), condition_of(&args)?);
        Flow::future(async move {
            condition.acquire(&vm).await?;
            Ok(Value::Bool(true))
        })
    })
    .coroutine("Condition.acquire"),
    NativeDef::python("release", "self", |vm, args| {
        condition_of(&args)?.lock().release(vm)?;
        Ok(Value::None)
    }),
    NativeDef::python_flow("__aenter__", "self", |vm, args| {
        let (vm, condition) = (vm.clone(), condition_of(&args)?);
        Flow::future(async move {
            condition.acquire(&vm).await?;
            Ok(Value::None)
        })
    })
    .coroutine("_ContextManagerMixin.__aenter__"),
    NativeDef::python("__aexit__", "self, exc_type, exc, tb", |vm, args| {
        condition_of(&args)?.lock().release(vm)?;
        Ok(Value::None)
    })
    .coroutine("_ContextManagerMixin.__aexit__"),
    NativeDef::python_flow("wait", "self", |vm, mut args| {
        let (vm, condition, object) = (vm.clone(), condition_of(&args)?, args.take(0));
        Flow::future(async move {
            condition
                .wait(&vm, &object, WaitKind::Condition, "condition")
                .await?;
            Ok(Value::Bool(true))
        })
    })
    .coroutine("Condition.wait"),
    NativeDef::python_flow("wait_for", "self, predicate", |vm, mut args| {
        let (vm, condition, object) = (vm.clone(), condition_of(&args)?, args.take(0));
        let predicate = args.take(1);
        Flow::future(async move {
            loop {
                let result = vm.call(predicate.clone(), Vec::new()).await?;
                if vm.truth(&result).await? {
                    return Ok(result);
                }
                condition
                    .wait(&vm, &object, WaitKind::Condition, "condition")
                    .await?;
            }
        })
    })
    .coroutine("Condition.wait_for"),
    NativeDef::python("notify", "self, n=", |vm, args| {
        let count = match args.optional(1) {
            None => 1,
            Some(count) => count
                .as_i64()
                .ok_or_else(|| type_error("notify() needs an int"))?,
        };
        condition_of(&args)?.notify(vm, count.max(0) as usize)?;
        Ok(Value::None)
    }),
    NativeDef::python("notify_all", "self", |vm, args| {
        condition_of(&args)?.notify_all(vm)?;
        Ok(Value::None)
    }),
    NativeDef::python("__repr__", "self", |vm, args| {
        let condition = condition_of(&args)?;
        let state = if condition.lock().is_locked() {
            "locked"
        } else {
            "unlocked"
        };
        Ok(state_repr(vm, &args[0], state, condition.waiters.len()))
    }),
];

/// Where so many tasks meet before any of them goes on.
#[derive(Default)]
struct Barrier {
    condition: Condition,
    parties: Cell<usize>,
    state: Cell<Phase>,
    count: Cell<usize>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Filling,
    Draining,
    Resetting,
    Broken,
}

impl Barrier {
    async fn wait(&self, vm: &Rc<Vm>, object: &Value) -> PyResult {
        self.condition.lock().acquire(vm, object).await?;
        let result = self.meet(vm, object).await;
        self.condition.lock().release(vm)?;
        result
    }

    /// Under the lock: waits for the others.
    async fn meet(&self, vm: &Rc<Vm>, object: &Value) -> PyResult {
        while matches!(self.state.get(), Phase::Draining | Phase::Resetting) {
            self.wait_turn(vm, object).await?;
        }
        if self.state.get() == Phase::Broken {
            return Err(broken("Barrier aborted"));
        }
        let index = self.count.get();
        self.count.set(index + 1);
        let met = if index + 1 == self.parties.get() {
            self.state.set(Phase::Draining);
            self.condition.notify_all(vm)
        } else {
            self.wait_for_others(vm, object).await
        };
        self.count.set(self.count.get() - 1);
        if self.count.get() == 0 {
            if matches!(self.state.get(), Phase::Resetting | Phase::Draining) {
                self.state.set(Phase::Filling);
            }
            self.condition.notify_all(vm)?;
        }
        met.map(|()| index.into())
    }

    async fn wait_for_others(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<()> {
        while self.state.get() == Phase::Filling {
            self.wait_turn(vm, object).await?;
        }
        match self.state.get() {
            Phase::Broken | Phase::Resetting => Err(broken("Abort or reset of barrier")),
            _ => Ok(()),
        }
    }

    async fn wait_turn(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<()> {
        self.condition
            .wait(vm, object, WaitKind::Barrier, "barrier")
            .await
    }

    /// Sets the phase under the lock and tells everybody.
    async fn change(&self, vm: &Rc<Vm>, object: &Value, abort: bool) -> PyResult {
        self.condition.lock().acquire(vm, object).await?;
        self.state.set(if abort {
            Phase::Broken
        } else if self.count.get() > 0 {
            Phase::Resetting
        } else {
            Phase::Filling
        });
        self.condition.notify_all(vm)?;
        self.condition.lock().release(vm)?;
        Ok(Value::None)
    }

    fn waiting(&self) -> usize {
        match self.state.get() {
            Phase::Filling => self.count.get(),
            _ => 0,
        }
    }
}

fn broken(message: &str) -> PyError {
    PyError::new(ExceptionKind::BrokenBarrierError, message)
}

#[derive(Default)]
struct BarrierObject(Rc<Barrier>);

impl NativeObject for BarrierObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.condition.waiters.clear();
    }
}

fn barrier_of(args: &Args<'_>) -> PyResult<Rc<Barrier>> {
    Ok(own::<BarrierObject>(&args[0], "Barrier")?.0.clone())
}

fn barrier_wait(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let (vm, barrier, object) = (vm.clone(), barrier_of(&args)?, args.take(0));
    Flow::future(async move { barrier.wait(&vm, &object).await })
}

fn barrier_change(vm: &Rc<Vm>, mut args: Args<'_>, abort: bool) -> PyResult<Flow> {
    let (vm, barrier, object) = (vm.clone(), barrier_of(&args)?, args.take(0));
    Flow::future(async move { barrier.change(&vm, &object, abort).await })
}

pub const BARRIER_METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, new_object::<BarrierObject>)
        .of_kind(NativeKind::Static)
        .with(Signature::Any),
    NativeDef::python("__init__", "self, parties", |_, args| {
        let parties = args[1]
            .as_i64()
            .ok_or_else(|| type_error("the parties of a barrier are counted by an int"))?;
        if parties < 1 {
            return Err(value_error("parties must be > 0"));
        }
        barrier_of(&args)?.parties.set(parties as usize);
        Ok(Value::None)
    }),
    NativeDef::python_flow("wait", "self", barrier_wait).coroutine("Barrier.wait"),
    NativeDef::python_flow("__aenter__", "self", barrier_wait).coroutine("Barrier.__aenter__"),
    NativeDef::python("__aexit__", "self, *args", |_, _| Ok(Value::None))
        .coroutine("Barrier.__aexit__"),
    NativeDef::python_flow("reset", "self", |vm, args| barrier_change(vm, args, false))
        .coroutine("Barrier.reset"),
    NativeDef::python_flow("abort", "self", |vm, args| barrier_change(vm, args, true))
        .coroutine("Barrier.abort"),
    NativeDef::getter("parties", |_, args| {
        Ok(barrier_of(&args)?.parties.get().into())
    }),
    NativeDef::getter("_count", |_, args| {
        Ok(barrier_of(&args)?.count.get().into())
    }),
    NativeDef::getter("n_waiting", |_, args| {
        Ok(barrier_of(&args)?.waiting().into())
    }),
    NativeDef::getter("broken", |_, args| {
        Ok((barrier_of(&args)?.state.get() == Phase::Broken).into())
    }),
    NativeDef::python("__repr__", "self", |vm, args| {
        let barrier = barrier_of(&args)?;
        let plain = plain_repr(vm, &args[0]);
        let plain = plain.trim_end_matches('>');
        let state = match barrier.state.get() {
            Phase::Filling => "filling",
            Phase::Draining => "draining",
            Phase::Resetting => "resetting",
            Phase::Broken => return Ok(Value::string(format!("{plain} [broken]>"))),
        };
        Ok(Value::string(format!(
            "{plain} [{state}, waiters:{}/{}]>",
            barrier.waiting(),
            barrier.parties.get()
        )))
    }),
];
