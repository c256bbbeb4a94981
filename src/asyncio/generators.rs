//! Asynchronous generators that were begun on a loop: closed when they are dropped, or when the loop is shut down.

use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::gather::gather;
use crate::asyncio::handle::{Callback, Ready};
use crate::asyncio::report::{self, Report};
use crate::asyncio::state::asyncio;
use crate::asyncio::task::show_value;
use crate::asyncio::task_methods::create_task_flow;
use crate::python::object::generator::AsyncStep;
use crate::python::object::{ExceptionKind, Flow, Generator, PyResult, Value};
use crate::python::vm::Vm;
use crate::python::vm::calls::Input;

/// An asynchronous generator is about to run for the first time.
pub fn first_iteration(vm: &Rc<Vm>, generator: &Rc<Generator>) {
    if let Some(event_loop) = asyncio(vm).running_loop(vm) {
        event_loop
            .async_generators
            .borrow_mut()
            .insert(generator.id, Rc::downgrade(generator));
    }
}

/// A suspended one was dropped: the loop's next pass, if a loop is running, makes a task that closes it.
pub fn abandoned(vm: &Rc<Vm>, generator: &Rc<Generator>) -> bool {
    let Some(event_loop) = asyncio(vm).running_loop(vm) else {
        return false;
    };
    event_loop
        .async_generators
        .borrow_mut()
        .remove(generator.id);
    let coroutine = close(vm, generator.clone());
    event_loop.enqueue(Ready::Call(Rc::new(Start {
        event_loop: event_loop.clone(),
        coroutine,
    })));
    true
}

/// Makes a task of a coroutine.
struct Start {
    event_loop: Rc<EventLoop>,
    coroutine: Value,
}

impl Callback for Start {
    fn call(&self, vm: &Rc<Vm>) -> PyResult<Flow> {
        let coroutine = self.coroutine.clone();
        create_task_flow(
            vm,
            &self.event_loop,
            coroutine,
            Value::Unbound,
            Value::Unbound,
        )
    }
}

/// `loop.shutdown_asyncgens()`
pub async fn shutdown(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult {
    let begun: Vec<Rc<Generator>> = event_loop
        .async_generators
        .take()
        .iter()
        .filter_map(|generator| generator.upgrade())
        .filter(|generator| !generator.is_finished())
        .collect();
    if begun.is_empty() {
        return Ok(Value::None);
    }
    let closing: Vec<Value> = begun
        .iter()
        .map(|generator| close(vm, generator.clone()))
        .collect();
    let outer = gather(vm, closing, true).await?;
    let results = vm.await_value(outer.into()).await?;
    let Value::List(results) = results else {
        return Ok(Value::None);
    };
    for (at, generator) in begun.into_iter().enumerate() {
        let Some(Value::Instance(exception)) = results.get(at) else {
            continue;
        };
        if !exception.is_exception(ExceptionKind::Exception) {
            continue;
        }
        let generator = Value::Generator(generator);
        let shown = show_value(vm, &generator).await;
        let mut report = Report::new(format!(
            "an error occurred during closing of asynchronous generator {shown}"
        ));
        report.exception = Some(exception);
        report.details.push(("asyncgen", generator));
        report::call_exception_handler(vm, event_loop, report).await?;
    }
    Ok(Value::None)
}

/// `generator.aclose()`
fn close(vm: &Rc<Vm>, generator: Rc<Generator>) -> Value {
    vm.async_step(AsyncStep::new(generator, Input::Close))
}
