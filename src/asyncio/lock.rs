//! `Lock` and `Event`.

use std::cell::Cell;
use std::rc::Rc;

use crate::asyncio::arguments::{new_object, own};
use crate::asyncio::waiters::{Waiters, state_repr};
use crate::python::object::error::runtime_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, ExceptionKind, Flow, NativeDef, NativeObject, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::WaitKind;

/// Held by one task at a time; handed on in the order of asking.
#[derive(Default)]
pub struct Lock {
    locked: Cell<bool>,
    waiters: Waiters,
}

impl Lock {
    pub fn is_locked(&self) -> bool {
        self.locked.get()
    }

    /// `object` is the lock, or what it is a part of.
    pub async fn acquire(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<()> {
        if !self.locked.get() && !self.waiters.any_not_cancelled() {
            self.locked.set(true);
            return Ok(());
        }
        let (_, waited) = self.waiters.wait(vm, object, WaitKind::Lock, "lock").await;
        if let Err(error) = waited {
            if error.is(ExceptionKind::CancelledError) && !self.locked.get() {
                self.wake_first(vm);
            }
            return Err(error);
        }
        self.locked.set(true);
        Ok(())
    }

    pub fn release(&self, vm: &Rc<Vm>) -> PyResult<()> {
        if !self.locked.replace(false) {
            return Err(runtime_error("Lock is not acquired."));
        }
        self.wake_first(vm);
        Ok(())
    }

    /// Wakes the first in the line, unless it is awake already.
    fn wake_first(&self, vm: &Rc<Vm>) {
        if let Some(first) = self.waiters.first()
            && !first.done()
        {
            first.finish(vm, Value::Bool(true));
        }
    }
}

/// The Python object of a lock.
#[derive(Default)]
pub struct LockObject(pub Rc<Lock>);

impl NativeObject for LockObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.waiters.clear();
    }
}

fn lock_of(args: &Args<'_>) -> PyResult<Rc<Lock>> {
    Ok(own::<LockObject>(&args[0], "Lock")?.0.clone())
}

/// `__aenter__` of locks, semaphores and conditions: `acquire`, which a subclass may have written anew.
pub fn enter(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let (vm, object) = (vm.clone(), args.take(0));
    Flow::future(async move {
        let acquired = vm
            .call_method(&object, Symbol::new("acquire"), Vec::new())
            .await?;
        vm.await_value(acquired).await?;
        Ok(Value::None)
    })
}

/// `__aexit__`: `release`.
pub fn exit(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let (vm, object) = (vm.clone(), args.take(0));
    Flow::future(async move {
        vm.call_method(&object, Symbol::new("release"), Vec::new())
            .await?;
        Ok(Value::None)
    })
}

/// Whether the class of an object is the native one, so that its methods are ours.
pub fn is_native_class(object: &Value) -> bool {
    matches!(object, Value::Instance(instance) if !instance.class_ref().is_heap)
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, new_object::<LockObject>)
        .of_kind(NativeKind::Static)
        .with(Signature::Any),
    NativeDef::python("__init__", "self", |_, _| Ok(Value::None)),
    NativeDef::getter("_waiters", |vm, args| {
        Ok(lock_of(&args)?.waiters.snapshot(vm))
    }),
    NativeDef::python("locked", "self", |_, args| {
        Ok(lock_of(&args)?.is_locked().into())
    }),
    NativeDef::python_flow("acquire", "self", |vm, mut args| {
        let (vm, lock, object) = (vm.clone(), lock_of(&args)?, args.take(0));
        Flow::future(async move {
            lock.acquire(&vm, &object).await?;
            Ok(Value::Bool(true))
        })
    })
    .coroutine("Lock.acquire"),
    NativeDef::python("release", "self", |vm, args| {
        lock_of(&args)?.release(vm)?;
        Ok(Value::None)
    }),
    NativeDef::python_flow("__aenter__", "self", |vm, mut args| {
        if !is_native_class(&args[0]) {
            return enter(vm, args);
        }
        let (vm, lock, object) = (vm.clone(), lock_of(&args)?, args.take(0));
        Flow::future(async move {
            lock.acquire(&vm, &object).await?;
            Ok(Value::None)
        })
    })
    .coroutine("_ContextManagerMixin.__aenter__"),
    NativeDef::python_flow("__aexit__", "self, exc_type, exc, tb", |vm, args| {
        if !is_native_class(&args[0]) {
            return exit(vm, args);
        }
        lock_of(&args)?.release(vm)?;
        Ok(Flow::Value(Value::None))
    })
    .coroutine("_ContextManagerMixin.__aexit__"),
    NativeDef::python("__repr__", "self", |vm, args| {
        let lock = lock_of(&args)?;
        let state = if lock.is_locked() {
            "locked"
        } else {
            "unlocked"
        };
        Ok(state_repr(vm, &args[0], state, lock.waiters.len()))
    }),
];

/// Lets everybody through once it is set.
#[derive(Default)]
pub struct Event {
    set: Cell<bool>,
    waiters: Waiters,
}

impl Event {
    pub fn is_set(&self) -> bool {
        self.set.get()
    }

    pub fn waiters(&self) -> &Waiters {
        &self.waiters
    }

    /// Sets it where nobody can be waiting yet.
    pub fn set_quietly(&self) {
        self.set.set(true);
    }

    pub fn set(&self, vm: &Rc<Vm>) {
        if self.set.replace(true) {
            return;
        }
        for waiter in self.waiters.all() {
            if !waiter.done() {
                waiter.finish(vm, Value::Bool(true));
            }
        }
    }

    pub fn clear(&self) {
        self.set.set(false);
    }

    pub async fn wait(
        &self,
        vm: &Rc<Vm>,
        object: &Value,
        kind: WaitKind,
        label: &'static str,
    ) -> PyResult<()> {
        if self.set.get() {
            return Ok(());
        }
        self.waiters.wait(vm, object, kind, label).await.1
    }
}

#[derive(Default)]
pub struct EventObject(Rc<Event>);

impl NativeObject for EventObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.waiters.clear();
    }
}

fn event_of(args: &Args<'_>) -> PyResult<Rc<Event>> {
    Ok(own::<EventObject>(&args[0], "Event")?.0.clone())
}

pub const EVENT_METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, new_object::<EventObject>)
        .of_kind(NativeKind::Static)
        .with(Signature::Any),
    NativeDef::python("__init__", "self", |_, _| Ok(Value::None)),
    NativeDef::getter("_waiters", |vm, args| {
        Ok(event_of(&args)?.waiters.snapshot(vm))
    }),
    NativeDef::python("is_set", "self", |_, args| {
        Ok(event_of(&args)?.is_set().into())
    }),
    NativeDef::python("set", "self", |vm, args| {
        event_of(&args)?.set(vm);
        Ok(Value::None)
    }),
    NativeDef::python("clear", "self", |_, args| {
        event_of(&args)?.clear();
        Ok(Value::None)
    }),
    NativeDef::python_flow("wait", "self", |vm, mut args| {
        let (vm, event, object) = (vm.clone(), event_of(&args)?, args.take(0));
        Flow::future(async move {
            event.wait(&vm, &object, WaitKind::Event, "event").await?;
            Ok(Value::Bool(true))
        })
    })
    .coroutine("Event.wait"),
    NativeDef::python("__repr__", "self", |vm, args| {
        let event = event_of(&args)?;
        let state = if event.is_set() { "set" } else { "unset" };
        Ok(state_repr(vm, &args[0], state, event.waiters.len()))
    }),
];
