//! `Semaphore` and `BoundedSemaphore`.

use std::cell::Cell;
use std::rc::Rc;

use crate::asyncio::arguments::{new_object, own};
use crate::asyncio::lock::{enter, exit, is_native_class};
use crate::asyncio::waiters::{Waiters, state_repr};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, ExceptionKind, Flow, NativeDef, NativeObject, PyResult, Value};
use crate::python::vm::Vm;
use crate::trace::event::WaitKind;

/// Lets so many tasks through; the places are handed on in the order of asking.
#[derive(Default)]
pub struct Semaphore {
    value: Cell<i64>,
    /// Of a bounded one: what the value may not exceed.
    bound: Cell<Option<i64>>,
    waiters: Waiters,
}

impl Semaphore {
    fn is_locked(&self) -> bool {
        self.value.get() == 0 || self.waiters.any_not_cancelled()
    }

    async fn acquire(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<()> {
        if !self.is_locked() {
            self.value.set(self.value.get() - 1);
            return Ok(());
        }
        let (future, waited) = self
            .waiters
            .wait(vm, object, WaitKind::Semaphore, "semaphore")
            .await;
        if let Err(error) = &waited
            && error.is(ExceptionKind::CancelledError)
            && future.is_some_and(|future| future.done() && !future.cancelled())
        {
            // It was given a place and cannot take it.
            self.value.set(self.value.get() + 1);
        }
        while self.value.get() > 0 && self.wake_next(vm) {}
        waited
    }

    fn release(&self, vm: &Rc<Vm>) -> PyResult<()> {
        if self
            .bound
            .get()
            .is_some_and(|bound| self.value.get() >= bound)
        {
            return Err(value_error("BoundedSemaphore released too many times"));
        }
        self.value.set(self.value.get() + 1);
        self.wake_next(vm);
        Ok(())
    }

    /// Gives a place to the first who waits; whether there was one.
    fn wake_next(&self, vm: &Rc<Vm>) -> bool {
        let Some(next) = self.waiters.first_pending() else {
            return false;
        };
        self.value.set(self.value.get() - 1);
        next.finish(vm, Value::Bool(true));
        true
    }
}

#[derive(Default)]
struct SemaphoreObject(Rc<Semaphore>);

impl NativeObject for SemaphoreObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.waiters.clear();
    }
}

fn semaphore_of(args: &Args<'_>) -> PyResult<Rc<Semaphore>> {
    Ok(own::<SemaphoreObject>(&args[0], "Semaphore")?.0.clone())
}

fn initialize(args: &Args<'_>) -> PyResult<Rc<Semaphore>> {
    let semaphore = semaphore_of(args)?;
    let value = match args.optional(1) {
        None => 1,
        Some(value) => value
            .as_i64()
            .ok_or_else(|| type_error("the initial value of a semaphore is an int"))?,
    };
    if value < 0 {
        return Err(value_error("Semaphore initial value must be >= 0"));
    }
    semaphore.value.set(value);
    Ok(semaphore)
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, new_object::<SemaphoreObject>)
        .of_kind(NativeKind::Static)
        .with(Signature::Any),
    NativeDef::python("__init__", "self, value=", |_, args| {
        initialize(&args)?;
        Ok(Value::None)
    }),
    NativeDef::getter("_waiters", |vm, args| {
        Ok(semaphore_of(&args)?.waiters.snapshot(vm))
    }),
    NativeDef::python("locked", "self", |_, args| {
        Ok(semaphore_of(&args)?.is_locked().into())
    }),
    NativeDef::getter("_value", |_, args| {
        Ok(Value::Int(semaphore_of(&args)?.value.get()))
    }),
    NativeDef::python_flow("acquire", "self", |vm, mut args| {
        let (vm, semaphore, object) = (vm.clone(), semaphore_of(&args)?, args.take(0));
        Flow::future(async move {
            semaphore.acquire(&vm, &object).await?;
            Ok(Value::Bool(true))
        })
    })
    .coroutine("Semaphore.acquire"),
    NativeDef::python("release", "self", |vm, args| {
        semaphore_of(&args)?.release(vm)?;
        Ok(Value::None)
    }),
    NativeDef::python_flow("__aenter__", "self", |vm, mut args| {
        if !is_native_class(&args[0]) {
            return enter(vm, args);
        }
        let (vm, semaphore, object) = (vm.clone(), semaphore_of(&args)?, args.take(0));
        Flow::future(async move {
            semaphore.acquire(&vm, &object).await?;
            Ok(Value::None)
        })
    })
    .coroutine("_ContextManagerMixin.__aenter__"),
    NativeDef::python_flow("__aexit__", "self, exc_type, exc, tb", |vm, args| {
        if !is_native_class(&args[0]) {
            return exit(vm, args);
        }
        semaphore_of(&args)?.release(vm)?;
        Ok(Flow::Value(Value::None))
    })
    .coroutine("_ContextManagerMixin.__aexit__"),
    NativeDef::python("__repr__", "self", |vm, args| {
        let semaphore = semaphore_of(&args)?;
        let state = if semaphore.is_locked() {
            "locked".to_string()
        } else {
            format!("unlocked, value:{}", semaphore.value.get())
        };
        Ok(state_repr(vm, &args[0], &state, semaphore.waiters.len()))
    }),
];

pub const BOUNDED_METHODS: &[NativeDef] =
    &[NativeDef::python("__init__", "self, value=", |_, args| {
        let semaphore = initialize(&args)?;
        semaphore.bound.set(Some(semaphore.value.get()));
        Ok(Value::None)
    })];
