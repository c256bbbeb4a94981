//! The loop's exception handler: what is said where an exception has nobody to go to.

use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::ends_program;
use crate::asyncio::repr::TEXTS;
use crate::asyncio::task;
use crate::python::modules::contextvars;
use crate::python::object::{Dict, Flow, Instance, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// What a handler gets as its `context`.
pub struct Report {
    pub message: String,
    pub exception: Option<Rc<Instance>>,
    /// `future`, `task`, `handle` … in CPython's order.
    pub details: Vec<(&'static str, Value)>,
}

impl Report {
    pub fn new(message: String) -> Report {
        Report {
            message,
            exception: None,
            details: Vec::new(),
        }
    }

    fn dict(&self) -> Rc<Dict> {
        let dict = Dict::default();
        dict.set_str("message", Value::str(&self.message));
        if let Some(exception) = &self.exception {
            dict.set_str("exception", Value::Instance(exception.clone()));
        }
        for (key, value) in &self.details {
            dict.set_str(key, value.clone());
        }
        Rc::new(dict)
    }
}

/// Tells the program's handler, or writes to standard error as the default one does.
pub async fn call_exception_handler(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    report: Report,
) -> PyResult<()> {
    let method = Symbol::new("call_exception_handler");
    let context = Value::Dict(report.dict());
    vm.call_method(&event_loop.object(), method, vec![context])
        .await?;
    Ok(())
}

/// `loop.call_exception_handler(context)`
pub async fn call_with(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>, context: Rc<Dict>) -> PyResult<()> {
    let handler = event_loop.exception_handler.borrow().clone();
    if handler.is_none() || handler.is_unbound() {
        let method = Symbol::new("default_exception_handler");
        let context = vec![Value::Dict(context)];
        vm.call_method(&event_loop.object(), method, context)
            .await?;
        return Ok(());
    }
    let subject = context
        .get_str("task")
        .or_else(|| context.get_str("future"));
    let own = subject
        .and_then(|value| FutureRef::of(&value))
        .filter(|future| future.task().is_some())
        .map(|future| task::context_of(vm, &future));
    let args = vec![event_loop.object(), Value::Dict(context.clone())];
    let result = match own {
        Some(own) => contextvars::run_in(vm, own, handler, args, Vec::new()).await,
        None => vm.call(handler, args).await,
    };
    let error = match result {
        Ok(_) => return Ok(()),
        Err(error) if ends_program(&error) => return Err(error),
        Err(error) => error,
    };
    let mut report = Report::new("Unhandled error in exception handler".to_string());
    report.exception = Some(vm.exception_object(error));
    report.details.push(("context", Value::Dict(context)));
    vm.finish(write_default(vm, report.dict())?).await?;
    Ok(())
}

/// `loop.default_exception_handler(context)`: the message, what is known, and the traceback.
pub fn write_default(vm: &Rc<Vm>, context: Rc<Dict>) -> PyResult<Flow> {
    vm.call_library(TEXTS, "report", vec![Value::Dict(context)], Vec::new())
}

/// In debug mode: a callback took long.
pub fn slow_callback(vm: &Rc<Vm>, shown: &str, seconds: f64) -> PyResult<Flow> {
    let text = format!("Executing {shown} took {seconds:.3} seconds");
    let args = vec![Value::str("warning"), Value::string(text)];
    vm.call_library(TEXTS, "log", args, Vec::new())
}
