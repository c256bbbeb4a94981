//! `_time`: the clocks of `time`, all of them the session's, and `sleep`.

use std::rc::Rc;

use crate::python::modules::native;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::{Args, Flow, Module, NativeDef, PyResult, Value};
use crate::python::vm::Vm;

/// The wall clock at the start of a session, in seconds since 1970: the same in every run, so that every run gives the same
/// output.
const EPOCH: f64 = 1_700_000_000.0;

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("time", 0, 0, |vm, _| {
        Ok(Value::Float(EPOCH + vm.clock.read().as_secs()))
    }),
    NativeDef::function("monotonic", 0, 0, seconds),
    NativeDef::function("perf_counter", 0, 0, seconds),
    NativeDef::function("process_time", 0, 0, seconds),
    NativeDef::function("thread_time", 0, 0, seconds),
    NativeDef::function("time_ns", 0, 0, |vm, _| {
        Ok(Value::Int(
            ((EPOCH + vm.clock.read().as_secs()) * 1e9).round() as i64,
        ))
    }),
    NativeDef::function("monotonic_ns", 0, 0, nanoseconds),
    NativeDef::function("perf_counter_ns", 0, 0, nanoseconds),
    NativeDef::function("process_time_ns", 0, 0, nanoseconds),
    NativeDef::function("thread_time_ns", 0, 0, nanoseconds),
    NativeDef::flow("sleep", 1, 1, sleep),
    // Blocks as `sleep` does; the text says in a trace what for.
    NativeDef::flow("block", 2, 2, sleep),
];

pub fn make(_vm: &Rc<Vm>) -> Rc<Module> {
    native::module("_time", FUNCTIONS)
}

fn seconds(vm: &Rc<Vm>, _: Args<'_>) -> PyResult {
    Ok(Value::Float(vm.clock.read().as_secs()))
}

fn nanoseconds(vm: &Rc<Vm>, _: Args<'_>) -> PyResult {
    Ok(Value::Int(vm.clock.read().as_nanos().0))
}

/// Blocks the thread: no event loop in it goes on meanwhile.
fn sleep(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let Some(seconds) = args[0].as_f64() else {
        let name = vm.type_name(&args[0]);
        return Err(type_error(format!(
            "'{name}' object cannot be interpreted as an integer"
        )));
    };
    if seconds.is_nan() {
        return Err(value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(value_error("sleep length must be non-negative"));
    }
    let until = vm.clock.now() + seconds;
    let label = match (args.optional(1), &args[0]) {
        (Some(label), _) => label.as_str().unwrap_or_default().to_owned(),
        (None, Value::Int(seconds)) => format!("time.sleep({seconds})"),
        _ => format!("time.sleep({})", crate::python::text::float::repr(seconds)),
    };
    let vm = vm.clone();
    Flow::future(async move { vm.block(&label, until).await })
}
