//! Functions in simulated threads: `to_thread`, `run_in_executor`.

use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::python::object::error::not_implemented;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

pub fn run_in_executor(
    _vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    _executor: Option<Value>,
    _callable: Value,
    _args: Vec<Value>,
) -> PyResult<Flow> {
    event_loop.check_open()?;
    Err(not_implemented("run_in_executor"))
}

pub async fn shutdown_default(_vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult {
    event_loop.executor_shut_down.set(true);
    Ok(Value::None)
}
