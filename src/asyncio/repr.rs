//! What `repr` shows of futures, tasks, callbacks and coroutines. The text is made in Python, in `lib/asyncio_texts.py`.

use std::rc::Rc;

use crate::asyncio::future::{DoneEntry, FutureRef, State};
use crate::python::object::generator::State as GeneratorState;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;

/// The module in Python that makes the texts.
pub const TEXTS: &str = "_asyncio_texts";

/// `repr(future)`, also of a task.
pub fn future(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let Some(future) = FutureRef::of(value) else {
        return Ok(Flow::Value(Value::str("<Future>")));
    };
    let task = future.task().filter(|_| future.get_loop().is_ok());
    let (state, kind, outcome) = match &*future.state() {
        State::Pending if task.is_some_and(|task| task.cancel_requests() > 0) => {
            ("cancelling", Value::None, Value::None)
        }
        State::Pending => ("pending", Value::None, Value::None),
        State::Cancelled => ("cancelled", Value::None, Value::None),
        State::Result(value) => ("finished", Value::str("result"), value.clone()),
        State::Exception(exception, _) => (
            "finished",
            Value::str("exception"),
            Value::Instance(exception.clone()),
        ),
    };
    let (mut name, mut shown, mut waits_for) = (Value::None, Value::None, Value::None);
    if let Some(task) = task {
        name = task.name();
        let own = task.coroutine();
        if !own.is_unbound() {
            shown = Value::string(coroutine(&own, task.origin().as_ref()));
        }
        waits_for = task.waits_for().map_or(Value::None, Value::from);
    }
    let mut callbacks = Vec::new();
    future.each_callback(|entry| {
        callbacks.push(match entry {
            DoneEntry::Wakeup(_) => Value::str("Task.task_wakeup()"),
            DoneEntry::Native(callback) => Value::string(format!("{}()", callback.name())),
            DoneEntry::Program { callable, .. } => callable.clone(),
            DoneEntry::Removed => return,
        });
    });
    let args = vec![
        value.clone(),
        Value::str(state),
        name,
        shown,
        waits_for,
        kind,
        outcome,
        Value::list(callbacks),
    ];
    vm.call_library(TEXTS, "future", args, Vec::new())
}

/// Where a coroutine stands, as a task's `repr` says it; `origin` is the file and line of its function.
pub fn coroutine(value: &Value, origin: Option<&(Rc<str>, u32)>) -> String {
    let Value::Generator(generator) = value else {
        return format!(
            "{} without __name__",
            crate::python::plain::type_name(value)
        );
    };
    let name = format!("{}()", generator.qualname.get());
    let Some((file, first)) = origin else {
        return if generator.is_running() {
            format!("{name} running")
        } else {
            name
        };
    };
    if matches!(*generator.state.borrow(), GeneratorState::Finished) {
        return format!("{name} done, defined at {file}:{first}");
    }
    let line = super::label::own_line(generator).unwrap_or(*first);
    format!("{name} running at {file}:{line}")
}

/// A callback by name and place: `main.<locals>.done() at main.py:3`.
pub async fn callback(vm: &Rc<Vm>, callable: &Value) -> String {
    let text = match vm.call_library(TEXTS, "callback", vec![callable.clone()], Vec::new()) {
        Ok(flow) => vm.finish(flow).await.unwrap_or_default(),
        Err(_) => Value::None,
    };
    text.as_str().unwrap_or_default().to_string()
}
