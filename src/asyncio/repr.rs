//! What `repr` shows of futures, tasks, callbacks and coroutines, in CPython's forms.

use std::rc::Rc;

use crate::asyncio::future::{DoneEntry, FutureRef, State};
use crate::asyncio::task::show_value;
use crate::python::object::generator::State as GeneratorState;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::text::repr::str_repr;
use crate::python::vm::Vm;

/// `repr(future)`, also of a task.
pub fn future(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let vm = vm.clone();
    let value = value.clone();
    Flow::future(async move {
        let Some(future) = FutureRef::of(&value) else {
            return Ok(Value::str("<Future>"));
        };
        let state = match future.get_loop() {
            Ok(event_loop) => event_loop.asyncio.clone(),
            Err(_) => {
                let name = vm.type_name(&value);
                return Ok(Value::string(format!("<{name} pending>")));
            }
        };
        let address = value.address().unwrap_or(0);
        if state.shown.borrow().contains(&address) {
            return Ok(Value::str("..."));
        }
        state.shown.borrow_mut().push(address);
        let info = future_info(&vm, &future).await;
        state.shown.borrow_mut().pop();
        let name = vm.type_name(&value);
        Ok(Value::string(format!("<{name} {}>", info.join(" "))))
    })
}

async fn future_info(vm: &Rc<Vm>, future: &FutureRef) -> Vec<String> {
    let mut info = Vec::new();
    let cancelling = future
        .task()
        .is_some_and(|task| task.cancel_requests() > 0 && !future.done());
    let (word, outcome) = match &*future.state() {
        State::Pending if cancelling => ("cancelling", None),
        State::Pending => ("pending", None),
        State::Cancelled => ("cancelled", None),
        State::Result(value) => ("finished", Some(("result", value.clone()))),
        State::Exception(exception, _) => (
            "finished",
            Some(("exception", Value::Instance(exception.clone()))),
        ),
    };
    info.push(word.to_string());
    if let Some(task) = future.task() {
        let name = task.name();
        info.push(format!(
            "name={}",
            str_repr(name.as_str().unwrap_or_default())
        ));
        let own = task.coroutine();
        if !own.is_unbound() {
            let shown = coroutine(&own, task.origin().as_ref());
            info.push(format!("coro=<{shown}>"));
        }
        if let Some(waited) = task.waits_for() {
            info.push(format!("wait_for={}", show_value(vm, &waited.into()).await));
        }
    }
    match outcome {
        Some(("result", value)) => info.push(format!("result={}", brief(vm, &value, 6).await)),
        Some((key, value)) => info.push(format!("{key}={}", show_value(vm, &value).await)),
        None => {}
    }
    let mut named = Vec::new();
    future.each_callback(|entry| {
        named.push(match entry {
            DoneEntry::Wakeup(_) => Value::str("Task.task_wakeup()"),
            DoneEntry::Native(callback) => Value::string(format!("{}()", callback.name())),
            DoneEntry::Program { callable, .. } => callable.clone(),
            DoneEntry::Removed => return,
        });
    });
    let show = async |value: &Value| match value {
        Value::Str(text) => text.to_string(),
        callable => callback(vm, callable).await,
    };
    match named.as_slice() {
        [] => {}
        [only] => info.push(format!("cb=[{}]", show(only).await)),
        [first, last] => info.push(format!("cb=[{}, {}]", show(first).await, show(last).await)),
        [first, rest @ .., last] => info.push(format!(
            "cb=[{}, <{} more>, {}]",
            show(first).await,
            rest.len(),
            show(last).await
        )),
    }
    info
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
    match callable {
        Value::Function(function) => {
            let code = &function.code;
            let name = function.qualname.get();
            format!("{name}() at {}:{}", code.filename, code.first_line)
        }
        Value::Method(method) => match &method.function {
            Value::Function(function) => {
                let code = &function.code;
                let name = function.qualname.get();
                format!("{name}() at {}:{}", code.filename, code.first_line)
            }
            Value::Native(def) => format!("{}.{}()", vm.type_name(&method.object), def.name),
            _ => format!("{}()", show_value(vm, callable).await),
        },
        Value::Native(def) => format!("{}()", def.name),
        Value::Class(class) => format!("{}()", class.qualname.get()),
        Value::Instance(instance) if &*instance.class_ref().name.get().text() == "partial" => {
            match instance.attribute(Symbol::new("func")) {
                Some(Value::Function(function)) => {
                    let code = &function.code;
                    let name = function.qualname.get();
                    format!("{name}()() at {}:{}", code.filename, code.first_line)
                }
                Some(inner) => format!("{}()", Box::pin(callback(vm, &inner)).await),
                None => format!("{}()", show_value(vm, callable).await),
            }
        }
        other => format!("{}()", show_value(vm, other).await),
    }
}

/// A `repr` cut as `reprlib` does: 6 items, 30 characters.
async fn brief(vm: &Rc<Vm>, value: &Value, depth: u32) -> String {
    let (open, close, items, most) = match value {
        Value::List(list) => ("[", "]", list.items.borrow().clone(), 6),
        Value::Tuple(items) => ("(", ")", items.to_vec(), 6),
        Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) => {
            return show_value(vm, value).await;
        }
        Value::Int(_) | Value::Big(_) => return middle_cut(show_value(vm, value).await, 40),
        _ => return middle_cut(show_value(vm, value).await, 30),
    };
    if items.is_empty() {
        return format!("{open}{close}");
    }
    if depth == 0 {
        return format!("{open}...{close}");
    }
    let mut shown = Vec::new();
    for item in items.iter().take(most) {
        shown.push(Box::pin(brief(vm, item, depth - 1)).await);
    }
    if items.len() > most {
        shown.push("...".to_string());
    }
    let comma = if open == "(" && items.len() == 1 {
        ","
    } else {
        ""
    };
    format!("{open}{}{comma}{close}", shown.join(", "))
}

fn middle_cut(text: String, most: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= most {
        return text;
    }
    let head = (most - 3) / 2;
    let tail = most - 3 - head;
    let head: String = chars[..head].iter().collect();
    let tail: String = chars[chars.len() - tail..].iter().collect();
    format!("{head}...{tail}")
}
