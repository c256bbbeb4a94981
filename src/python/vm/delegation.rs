//! `yield from`: a generator that hands on between another iterator and whoever drives it (PEP 380).
//!
//! Another generator becomes frames above its own, and costs nothing at each step. Any other iterator is driven by a native frame,
//! which asks it for `send`, `throw` and `close` where it has them. What is awaited is the business of [`super::generators`].

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::generator::{CoroutineWrapper, GeneratorKind};
use crate::python::object::{ExceptionKind, Generator, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::{Input, Stepped};
use crate::python::vm::frame::{Deliver, Frame};
use crate::python::vm::thread::Thread;

impl Thread {
    /// `yield from iterable` in the topmost frame.
    pub(super) fn yield_from(&mut self, vm: &Rc<Vm>, iterable: Value) {
        if let Value::Generator(coroutine) = &iterable
            && coroutine.kind == GeneratorKind::Coroutine
        {
            let is_awaitable = match self.frames.last() {
                Some(Frame::Python(frame)) => {
                    let own = frame.generator.as_ref();
                    own.is_some_and(|own| own.awaitable.get())
                }
                _ => false,
            };
            if is_awaitable {
                return self.await_value(vm, iterable);
            }
            let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
            return self.raise(vm, type_error(message));
        }
        if let Some(generator) = generator_behind(&iterable).cloned() {
            drop(iterable);
            return self.resume(vm, &generator, Input::Send(Value::None), Deliver::Delegate);
        }
        let shared = vm.clone();
        let future = async move {
            let iterator = shared.iter(&iterable).await?;
            delegate(&shared, iterator).await
        };
        self.push_native(vm, Box::pin(future), Deliver::Delegate);
    }
}

/// The generator whose steps an iterator gives: its own, or the coroutine's that it awaits.
fn generator_behind(iterator: &Value) -> Option<&Rc<Generator>> {
    match iterator {
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            Some(generator)
        }
        _ => iterator
            .downcast::<CoroutineWrapper>()
            .map(|wrapper| &wrapper.0),
    }
}

/// Hands on between an iterator and whoever drives the generator that this is part of (PEP 380).
pub(super) async fn delegate(vm: &Rc<Vm>, iterator: Value) -> PyResult {
    let generator = generator_behind(&iterator);
    let mut sent: PyResult = Ok(Value::None);
    loop {
        let step = match (sent, generator) {
            (sent, Some(generator)) => {
                let input = sent.map_or_else(Input::Throw, Input::Send);
                match vm.resume(generator, input).await? {
                    Stepped::Yielded(value) => Ok(value),
                    Stepped::Returned(value) => return Ok(value),
                }
            }
            (Ok(value), None) => match &iterator {
                Value::Iter(iter) => match iter.next()? {
                    Some(value) => Ok(value),
                    None => return Ok(Value::None),
                },
                _ if value.is_none() => vm
                    .call_special(&iterator, Symbol::NEXT, Vec::new())
                    .await
                    .map(Option::unwrap_or_default),
                _ => vm.call_method(&iterator, Symbol::SEND, vec![value]).await,
            },
            (Err(error), None) => throw_into(vm, &iterator, error).await,
        };
        let yielded = match step {
            Ok(value) => value,
            Err(error) if error.is(ExceptionKind::StopIteration) => {
                let stop = vm.exception_object(error);
                return Ok(stop
                    .exception()
                    .and_then(|data| data.arg(0))
                    .unwrap_or(Value::None));
            }
            Err(error) => return Err(error),
        };
        sent = vm.yield_value(yielded).await;
    }
}

/// Gives an exception to an iterator that may have `throw` or `close`.
async fn throw_into(vm: &Rc<Vm>, iterator: &Value, error: PyError) -> PyResult {
    let name = if error.is(ExceptionKind::GeneratorExit) {
        Symbol::CLOSE
    } else {
        Symbol::THROW
    };
    let Some(method) = vm.find_attribute(iterator, name).await? else {
        return Err(error);
    };
    let exception = vm.exception_object(error);
    if name == Symbol::CLOSE {
        vm.call(method, Vec::new()).await?;
        return Err(PyError::again(exception));
    }
    vm.call(method, vec![Value::Instance(exception)]).await
}
