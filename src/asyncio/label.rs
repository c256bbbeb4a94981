//! Short texts for the trace, made without running Python code: calls, values, await stacks.

use std::rc::Rc;

use crate::python::object::error::Raised;
use crate::python::object::generator::{GeneratorKind, State};
use crate::python::object::{Generator, Instance, PyError, Value};
use crate::python::text::{float, repr};
use crate::python::vm::frame::{Frame, PythonFrame};

/// The longest argument shown in a call.
const ARGUMENT_CHARS: usize = 40;
/// The longest outcome.
const OUTCOME_CHARS: usize = 200;

/// A coroutine that has not begun, as the call that made it: `fetch('maps')`. Once it has begun, `fetch()`.
pub fn call(coroutine: &Value) -> String {
    let Value::Generator(generator) = coroutine else {
        return "coroutine".to_string();
    };
    if let Some(label) = generator.label.borrow().as_ref() {
        return label.to_string();
    }
    let name = generator.qualname.get().text();
    let name = name.rsplit("<locals>.").next().unwrap_or(&name);
    let arguments = match &*generator.state.borrow() {
        State::Created(segment) => match segment.frames.first() {
            Some(Frame::Python(frame)) => arguments(frame, &segment.values),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    format!("{name}({})", arguments.join(", "))
}

/// The arguments of a call that has not begun, without a method's object.
fn arguments(frame: &PythonFrame, values: &[Value]) -> Vec<String> {
    let code = &frame.code;
    let is_method = code
        .locals
        .first()
        .is_some_and(|name| matches!(&*name.text(), "self" | "cls"));
    values
        .iter()
        .take(code.parameters.count())
        .skip(is_method as usize)
        .map(|value| match value {
            Value::Cell(cell) => shortened(plain_within(&cell.get(), 2), ARGUMENT_CHARS),
            value => shortened(plain_within(value, 2), ARGUMENT_CHARS),
        })
        .collect()
}

/// The file and line of the function of a coroutine that is written in Python and has not ended.
pub fn origin(coroutine: &Value) -> Option<(Rc<str>, u32)> {
    let Value::Generator(generator) = coroutine else {
        return None;
    };
    match &*generator.state.borrow() {
        State::Created(segment) | State::Suspended(segment) => match segment.frames.first()? {
            Frame::Python(frame) => Some((frame.code.filename.clone(), frame.code.first_line)),
            Frame::Native(_) => None,
        },
        _ => None,
    }
}

/// The line on which a coroutine's function begins; 0 where it is not the program's.
pub fn defined_at(coroutine: &Value) -> u32 {
    origin(coroutine).map_or(0, |(_, line)| line)
}

/// The line that a coroutine that has begun or not stands at itself, whatever it awaits.
pub fn own_line(generator: &Generator) -> Option<u32> {
    match &*generator.state.borrow() {
        State::Created(segment) | State::Suspended(segment) => match segment.frames.first()? {
            Frame::Python(frame) => Some(frame.line()),
            Frame::Native(_) => None,
        },
        _ => None,
    }
}

/// The functions that a suspended coroutine stands in, from the outermost, with their lines; what is not the program's own has
/// line 0.
pub fn await_stack(coroutine: &Value) -> Vec<(Rc<str>, u32)> {
    let Value::Generator(outer) = coroutine else {
        return Vec::new();
    };
    let state = outer.state.borrow();
    let State::Suspended(segment) = &*state else {
        return Vec::new();
    };
    let name_of = |at: usize, generator: &Option<Rc<Generator>>| match generator {
        Some(generator) => Some(generator.qualname.get().text()),
        None if at == 0 => Some(outer.qualname.get().text()),
        None => None,
    };
    segment
        .frames
        .iter()
        .enumerate()
        .filter_map(|(at, frame)| match frame {
            Frame::Python(frame) => {
                let line = if frame.code.is_own { frame.line() } else { 0 };
                Some((frame.code.qualname.text(), line))
            }
            Frame::Native(frame) => Some((name_of(at, &frame.generator)?, 0)),
        })
        .collect()
}

/// The innermost line of the program that a coroutine stands at; 0 where there is none.
pub fn await_line(coroutine: &Value) -> u32 {
    await_stack(coroutine)
        .iter()
        .rev()
        .map(|(_, line)| *line)
        .find(|&line| line > 0)
        .unwrap_or_else(|| defined_at(coroutine))
}

/// What a callback is called.
pub fn callable(callable: &Value) -> String {
    let name = match callable {
        Value::Function(function) => function.qualname.get().text(),
        Value::Method(method) => return self::callable(&method.function),
        Value::Native(def) => def.name.into(),
        Value::Class(class) => class.qualname.get().text(),
        Value::Instance(instance) => instance.class_ref().name.get().text(),
        _ => "callback".into(),
    };
    let name = name.rsplit("<locals>.").next().unwrap_or(&name);
    format!("{name}()")
}

/// A value as its `repr` shows it, where that is simple; else its type.
pub fn plain(value: &Value) -> String {
    shortened(plain_within(value, 3), OUTCOME_CHARS)
}

/// Items shown of a container.
const ITEMS: usize = 8;

fn plain_within(value: &Value, depth: u32) -> String {
    let items = |items: &[Value]| {
        let mut shown: Vec<String> = items
            .iter()
            .take(ITEMS)
            .map(|item| plain_within(item, depth - 1))
            .collect();
        if items.len() > ITEMS {
            shown.push("…".to_string());
        }
        shown.join(", ")
    };
    match value {
        Value::None => "None".to_string(),
        Value::Bool(true) => "True".to_string(),
        Value::Bool(false) => "False".to_string(),
        Value::Int(value) => value.to_string(),
        Value::Big(value) => value.to_string(),
        Value::Float(value) => float::repr(*value),
        Value::Str(text) => repr::str_repr(text.as_str()),
        Value::Bytes(bytes) => repr::bytes_repr(bytes),
        Value::List(list) if depth > 0 => format!("[{}]", items(&list.items.borrow())),
        Value::Tuple(tuple) if depth > 0 => match tuple.len() {
            1 => format!("({},)", items(tuple)),
            _ => format!("({})", items(tuple)),
        },
        Value::Dict(dict) if depth > 0 => {
            let mut shown: Vec<String> = dict
                .entries()
                .iter()
                .take(ITEMS)
                .map(|(key, value)| {
                    let key = plain_within(key, depth - 1);
                    format!("{key}: {}", plain_within(value, depth - 1))
                })
                .collect();
            if dict.len() > ITEMS {
                shown.push("…".to_string());
            }
            format!("{{{}}}", shown.join(", "))
        }
        Value::Function(function) => function.name.get().to_string(),
        Value::Class(class) => class.name.get().to_string(),
        Value::Generator(generator) => match generator.kind {
            GeneratorKind::Coroutine => call(value),
            _ => format!("<{}>", generator.name.get()),
        },
        Value::Instance(instance) if instance.exception().is_some() => exception(instance),
        Value::Instance(instance) => format!("<{}>", instance.class_ref().name.get()),
        other => format!("<{}>", crate::python::plain::type_name(other)),
    }
}

/// An exception as its `repr` shows it.
pub fn exception(exception: &Instance) -> String {
    let name = exception.class_ref().name.get();
    let arguments: Vec<String> = match exception.exception() {
        Some(data) => data
            .args
            .borrow()
            .iter()
            .map(|value| plain_within(value, 1))
            .collect(),
        None => Vec::new(),
    };
    shortened(format!("{name}({})", arguments.join(", ")), OUTCOME_CHARS)
}

pub fn error(error: &PyError) -> String {
    match error.raised() {
        Raised::New { kind, args } => {
            let arguments: Vec<String> = args.iter().map(|value| plain_within(value, 1)).collect();
            shortened(
                format!("{}({})", kind.name(), arguments.join(", ")),
                OUTCOME_CHARS,
            )
        }
        Raised::Object { exception, .. } => self::exception(exception),
    }
}

/// Seconds without a trailing `.0`.
pub fn number(value: f64) -> String {
    let text = float::repr(value);
    text.strip_suffix(".0").map(str::to_string).unwrap_or(text)
}

/// `lock`, `lock 2`, `queue 2.get`: the first of its kind needs no number.
pub fn numbered(label: &str, number: u32) -> String {
    match label.split_once('.') {
        _ if number < 2 => label.to_string(),
        Some((what, act)) => format!("{what} {number}.{act}"),
        None => format!("{label} {number}"),
    }
}

/// `1 task`, `3 tasks`
pub fn tasks(count: usize) -> String {
    match count {
        1 => "1 task".to_string(),
        _ => format!("{count} tasks"),
    }
}

fn shortened(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
