//! The loop's exception handler: what is said where an exception has nobody to go to.

use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::ends_program;
use crate::asyncio::task::{self, show_value};
use crate::python::modules::contextvars;
use crate::python::object::{Dict, Instance, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::traceback::format_exception;
use crate::trace::event::Stream;

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
    call_with(vm, event_loop, report.dict()).await
}

/// `loop.call_exception_handler(context)`
pub async fn call_with(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>, context: Rc<Dict>) -> PyResult<()> {
    let handler = event_loop.exception_handler.borrow().clone();
    if handler.is_none() || handler.is_unbound() {
        return write_default(vm, &context).await;
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
    write_default(vm, &report.dict()).await
}

/// `loop.default_exception_handler(context)`: the message, what is known, and the traceback.
pub async fn write_default(vm: &Rc<Vm>, context: &Rc<Dict>) -> PyResult<()> {
    let message = match context.get_str("message") {
        Some(message) if crate::python::plain::truth(&message) == Some(true) => {
            vm.str(&message).await?.to_string()
        }
        _ => "Unhandled exception in event loop".to_string(),
    };
    let mut keys: Vec<String> = context
        .keys()
        .iter()
        .filter_map(|key| key.as_str().map(str::to_string))
        .filter(|key| key != "message" && key != "exception")
        .collect();
    keys.sort();
    let mut text = message;
    for key in keys {
        let value = context.get_str(&key).unwrap_or_default();
        text.push_str(&format!("\n{key}: {}", show_value(vm, &value).await));
    }
    if let Some(Value::Instance(exception)) = context.get_str("exception") {
        let flow = format_exception(vm, &exception)?;
        let traceback = vm.finish(flow).await?;
        text.push('\n');
        text.push_str(traceback.as_str().unwrap_or_default().trim_end());
    }
    log(vm, "error", text).await
}

/// What the logger `asyncio` says: by `logging`, where the program has imported it, else on standard error.
async fn log(vm: &Rc<Vm>, level: &'static str, text: String) -> PyResult<()> {
    let logging = vm.modules.borrow().get(&Symbol::new("logging")).cloned();
    let get_logger = logging.and_then(|module| module.get(Symbol::new("getLogger")));
    let Some(get_logger) = get_logger else {
        vm.write(Stream::Stderr, &format!("{text}\n"));
        return Ok(());
    };
    let logger = vm.call(get_logger, vec![Value::str("asyncio")]).await?;
    let text = Value::string(text);
    vm.call_method(&logger, Symbol::new(level), vec![text])
        .await?;
    Ok(())
}

/// In debug mode: a callback took long.
pub async fn slow_callback(vm: &Rc<Vm>, shown: &str, seconds: f64) -> PyResult<()> {
    let text = format!("Executing {shown} took {seconds:.3} seconds");
    log(vm, "warning", text).await
}
