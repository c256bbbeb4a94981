//! `asyncio.sleep`, and the waits of simulated input and output, which are sleeps by another name.

use std::rc::Rc;

use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::Ready;
use crate::asyncio::state::running_loop;
use crate::asyncio::trace;
use crate::python::code::CompareOp;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::{PyResult, Value};
use crate::python::vm::Vm;
use crate::trace::event::WaitKind;

/// `await asyncio.sleep(delay, result)`
pub async fn sleep(vm: Rc<Vm>, delay: Value, result: Value) -> PyResult {
    let seconds = match delay.as_f64() {
        Some(seconds) => seconds,
        None => seconds_of(&vm, &delay).await?,
    };
    sleep_as(vm, seconds, result, None).await
}

/// `await asyncio._simulated_io(delay, label)`: the same, called in a trace what the label says.
pub async fn simulated_io(vm: Rc<Vm>, delay: Value, label: Value) -> PyResult {
    let seconds = delay.as_f64().unwrap_or(0.0);
    sleep_as(vm, seconds, Value::None, label.as_str()).await
}

/// `asyncio._io_future(label)`: a future that simulated input or output is to end.
pub fn io_future(vm: &Rc<Vm>, label: &Value) -> PyResult {
    let future = FutureRef::create(&running_loop(vm)?);
    let label = label.as_str().unwrap_or_default();
    trace::set_reason(vm, &future, WaitKind::Io, None, || label.to_owned());
    Ok(future.into())
}

async fn sleep_as(vm: Rc<Vm>, seconds: f64, result: Value, label: Option<&str>) -> PyResult {
    if seconds <= 0.0 {
        vm.yield_value(Value::None).await?;
        return Ok(result);
    }
    if seconds.is_nan() {
        return Err(value_error("Invalid delay: NaN (not a number)"));
    }
    let event_loop = running_loop(&vm)?;
    let future = FutureRef::create(&event_loop);
    let deadline = event_loop.time(&vm) + seconds;
    trace::set_sleep(&vm, &future, seconds, deadline, label);
    let target = Ready::SetResult {
        future: future.clone(),
        value: result,
    };
    let timer = event_loop.add_timer(&vm, deadline, target);
    let slept = vm.await_value(future.into()).await;
    event_loop.cancel_timer(&vm, timer);
    slept
}

/// The length of a sleep that is given as anything else than a built-in number.
async fn seconds_of(vm: &Rc<Vm>, delay: &Value) -> PyResult<f64> {
    let at_once = vm.compare(CompareOp::Le, delay, &Value::Int(0)).await?;
    if vm.truth(&at_once).await? {
        return Ok(0.0);
    }
    let float = vm
        .call(Value::Class(vm.types.float.clone()), vec![delay.clone()])
        .await?;
    float
        .as_f64()
        .ok_or_else(|| type_error("must be real number"))
}
