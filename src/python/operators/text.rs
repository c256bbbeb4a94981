//! `repr`, `str`, `ascii` and `format`.
//!
//! What a value looks like is either a text or [`Nested`]: pieces of text with values between them. Nested values are shown
//! one after the other, however deep they lie; only a `__repr__` written in Python is a frame of its own.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::python::arguments;
use crate::python::failure::check_text_size;
use crate::python::number::IntRef;
use crate::python::object::error::{recursion_error, type_error};
use crate::python::object::{ExceptionKind, Flow, NativeDef, PyResult, Value};
use crate::python::operators::look::{Look, Nested, Piece, look};
use crate::python::operators::special::{call_now, call_special, eagerly, is_overridden, then};
use crate::python::symbol::Symbol;
use crate::python::text::repr as quoted;
use crate::python::text::spec::Spec;
use crate::python::vm::Vm;

/// `object.__repr__`, `__str__` and `__format__`, which every built-in type inherits: they know the values of all of them.
pub static METHODS: [NativeDef; 3] = [
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| own_repr(vm, &args[0])),
    NativeDef::flow_method("__str__", 0, 0, |vm, args| own_str(vm, &args[0])),
    NativeDef::flow_method("__format__", 1, 1, |vm, args| {
        let spec = arguments::text(vm, &args[1], "__format__() argument")?;
        own_format(vm, &args[0], spec)
    }),
];

/// `repr(value)`, a str.
pub fn repr(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    repr_or_complain(vm, value, "__repr__ returned non-string")
}

fn repr_or_complain(vm: &Rc<Vm>, value: &Value, complaint: &'static str) -> PyResult<Flow> {
    match repr_method(vm, value) {
        // `object.__str__` in the place of `__repr__`, which it asks in turn.
        Some(Value::Native(def)) if std::ptr::eq(def, &METHODS[1]) && !is_exception(value) => {
            Err(recursion_error("maximum recursion depth exceeded"))
        }
        Some(method) => {
            let flow = call_now(vm, method, vec![value.clone()])?;
            expect_str(vm, flow, complaint)
        }
        None => own_repr(vm, value),
    }
}

/// `str(value)`
pub fn str(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    match value {
        Value::Str(_) => Ok(value.clone().into()),
        Value::Instance(_) | Value::Class(_) if is_overridden(&vm.class_of(value), Symbol::STR) => {
            match call_special(vm, value, Symbol::STR, &[])? {
                Some(flow) => expect_str(vm, flow, "__str__ returned non-string"),
                None => own_str(vm, value),
            }
        }
        Value::Instance(instance) => match instance.class_ref().lookup(Symbol::STR) {
            Some(Value::Native(def)) if !std::ptr::eq(def, &METHODS[1]) => {
                call_now(vm, Value::Native(def), vec![value.clone()])
            }
            _ => own_str(vm, value),
        },
        _ => repr(vm, value),
    }
}

/// `ascii(value)`
pub fn ascii(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let flow = repr(vm, value)?;
    then(vm, flow, |_, text| {
        let text = text.as_str().unwrap_or_default();
        Ok(Value::string(quoted::escape_non_ascii(text)))
    })
}

/// `format(value, spec)`
pub fn format(vm: &Rc<Vm>, value: &Value, spec: &str) -> PyResult<Flow> {
    if spec.is_empty() && !matches!(value, Value::Instance(_) | Value::Class(_)) {
        return str(vm, value);
    }
    let class = vm.class_of(value);
    match class.lookup(Symbol::FORMAT) {
        None => own_format(vm, value, spec),
        Some(Value::Native(def)) if std::ptr::eq(def, &METHODS[2]) => own_format(vm, value, spec),
        Some(_) => match call_special(vm, value, Symbol::FORMAT, &[Value::str(spec)])? {
            Some(flow) => expect_format(vm, flow),
            None => own_format(vm, value, spec),
        },
    }
}

/// `repr` by the kind of the value, past any `__repr__` of a subclass: what `super().__repr__()` gives.
pub fn own_repr(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let nested = match look(vm, value)? {
        Look::Text(text) => return Ok(Value::string(text.into_owned()).into()),
        Look::Nested(nested) => nested,
    };
    let (own, value) = (vm.clone(), value.clone());
    eagerly(vm, async move { show(&own, &value, nested).await })
}

/// `str` by the kind of the value: the text of a str, the message of an exception, else `repr`.
fn own_str(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    if let Value::Str(_) = value.base() {
        return Ok(value.base().clone().into());
    }
    match is_exception(value) {
        true => exception_text(vm, value),
        false => repr_or_complain(vm, value, "__str__ returned non-string"),
    }
}

fn is_exception(value: &Value) -> bool {
    matches!(value, Value::Instance(instance) if instance.exception().is_some())
}

/// `format` by the kind of the value.
fn own_format(vm: &Rc<Vm>, value: &Value, spec: &str) -> PyResult<Flow> {
    if spec.is_empty() {
        return str(vm, value);
    }
    let type_name = vm.type_name(value);
    let parse = || Spec::parse(spec, &type_name);
    let text = match value.base() {
        Value::Str(text) => parse()?.format_str(text, &type_name)?,
        Value::Int(int) => parse()?.format_int(IntRef::Small(*int), &type_name)?,
        Value::Bool(flag) => parse()?.format_int(IntRef::Small(*flag as i64), &type_name)?,
        Value::Big(int) => parse()?.format_int(IntRef::Big(int), &type_name)?,
        Value::Float(float) => parse()?.format_float(*float, &type_name)?,
        Value::Complex(parts) => parse()?.format_complex(**parts, &type_name)?,
        _ => {
            return Err(type_error(format!(
                "unsupported format string passed to {type_name}.__format__"
            )));
        }
    };
    Ok(Value::string(text).into())
}

/// Checks that a method gave a str.
fn expect_str(vm: &Rc<Vm>, flow: Flow, complaint: &'static str) -> PyResult<Flow> {
    check(vm, flow, move |vm, value| {
        format!("{complaint} (type {})", vm.type_name(value))
    })
}

fn expect_format(vm: &Rc<Vm>, flow: Flow) -> PyResult<Flow> {
    check(vm, flow, |vm, value| {
        format!("__format__ must return a str, not {}", vm.type_name(value))
    })
}

fn check(
    vm: &Rc<Vm>,
    flow: Flow,
    complaint: impl Fn(&Vm, &Value) -> String + 'static,
) -> PyResult<Flow> {
    then(vm, flow, move |vm, value| match value.as_str() {
        Some(_) => Ok(value),
        None => Err(type_error(complaint(vm, &value))),
    })
}

/// The `__repr__` that stands for a value instead of what [`look`] knows.
fn repr_method(vm: &Vm, value: &Value) -> Option<Value> {
    if !matches!(value, Value::Instance(_) | Value::Class(_)) {
        return None;
    }
    match vm.class_of(value).lookup(Symbol::REPR) {
        Some(Value::Native(def)) if std::ptr::eq(def, &METHODS[0]) => None,
        found => found,
    }
}

/// `str(exception)`
fn exception_text(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    let Value::Instance(instance) = value else {
        return repr(vm, value);
    };
    let Some(data) = instance.exception() else {
        return repr(vm, value);
    };
    let args = data.args.borrow().clone();
    let is = |kind| instance.is_exception(kind);
    match &args[..] {
        [] => Ok(Value::str("").into()),
        [key] if is(ExceptionKind::KeyError) => repr(vm, key),
        [message, Value::List(_) | Value::Tuple(_)] if is(ExceptionKind::BaseExceptionGroup) => {
            let count = match &args[1] {
                Value::List(list) => list.len(),
                Value::Tuple(items) => items.len(),
                _ => 0,
            };
            let plural = if count == 1 { "" } else { "s" };
            let text = message.as_str().unwrap_or_default();
            Ok(Value::string(format!("{text} ({count} sub-exception{plural})")).into())
        }
        [number, message] if is(ExceptionKind::OSError) => {
            let files = ["filename", "filename2"].map(|name| data.field(Symbol::new(name)));
            let (own, number, message) = (vm.clone(), number.clone(), message.clone());
            eagerly(vm, async move {
                let (number, message) = (own.str(&number).await?, own.str(&message).await?);
                let mut text = format!("[Errno {}] {}", number.as_str(), message.as_str());
                let files = files.into_iter().flatten().filter(|file| !file.is_none());
                for (file, before) in files.zip([": ", " -> "]) {
                    text.push_str(before);
                    text.push_str(&own.repr(&file).await?);
                }
                Ok(Value::string(text))
            })
        }
        [message, ..] if is(ExceptionKind::SyntaxError) => {
            let field = |name| data.field(Symbol::new(name));
            let file = field("filename");
            let file = file.as_ref().and_then(Value::as_str);
            let name = file.map(|file| file.rsplit('/').next().unwrap_or(file).to_owned());
            let line = field("lineno").and_then(|line| line.as_i64());
            let place = match (name, line) {
                (Some(name), Some(line)) => format!(" ({name}, line {line})"),
                (Some(name), None) => format!(" ({name})"),
                (None, Some(line)) => format!(" (line {line})"),
                (None, None) => String::new(),
            };
            then(vm, str(vm, message)?, move |_, message| {
                let message = message.as_str().unwrap_or_default();
                Ok(Value::string(format!("{message}{place}")))
            })
        }
        [encoding, object, start, end, reason] if is(ExceptionKind::UnicodeError) => {
            let text = unicode_error_text(encoding, object, start, end, reason);
            Ok(Value::string(text).into())
        }
        [only] => str(vm, only),
        _ => repr(vm, &Value::Tuple(args)),
    }
}

fn unicode_error_text(
    encoding: &Value,
    object: &Value,
    start: &Value,
    end: &Value,
    reason: &Value,
) -> String {
    let encoding = encoding.as_str().unwrap_or_default();
    let reason = reason.as_str().unwrap_or_default();
    let (start, end) = (start.as_i64().unwrap_or(0), end.as_i64().unwrap_or(0));
    let (verb, one, many) = match object.base() {
        Value::Bytes(bytes) => (
            "decode",
            format!(
                "byte {:#04x}",
                bytes.get(start as usize).copied().unwrap_or(0)
            ),
            "bytes",
        ),
        other => {
            let c = other
                .as_str()
                .and_then(|text| text.chars().nth(start as usize))
                .unwrap_or_default();
            let shown = quoted::str_ascii(c.encode_utf8(&mut [0; 4]));
            ("encode", format!("character {shown}"), "characters")
        }
    };
    if end == start + 1 {
        format!("'{encoding}' codec can't {verb} {one} in position {start}: {reason}")
    } else {
        let last = end - 1;
        format!("'{encoding}' codec can't {verb} {many} in position {start}-{last}: {reason}")
    }
}

/// The `repr` of a value with others in it.
async fn show(vm: &Rc<Vm>, value: &Value, nested: Nested) -> PyResult {
    let Some(visit) = Visit::enter(vm, value) else {
        return Ok(Value::str(nested.cycle));
    };
    let mut out = String::new();
    // Those that the one being shown is in, each with what is still to be shown of it.
    let mut open = vec![(visit, nested.pieces.into_iter())];
    while let Some((_, pieces)) = open.last_mut() {
        vm.step().await;
        check_text_size(out.len())?;
        let value = match pieces.next() {
            None => {
                open.pop();
                continue;
            }
            Some(Piece::Text(text)) => {
                out.push_str(&text);
                continue;
            }
            Some(Piece::Value(value)) => value,
        };
        if repr_method(vm, &value).is_some() {
            out.push_str(&vm.repr(&value).await?);
            continue;
        }
        match look(vm, &value)? {
            Look::Text(text) => out.push_str(&text),
            Look::Nested(nested) => match Visit::enter(vm, &value) {
                Some(visit) => open.push((visit, nested.pieces.into_iter())),
                None => out.push_str(nested.cycle),
            },
        }
    }
    Ok(Value::string(out))
}

/// The containers whose `repr` is being made, by address: what is inside itself is not shown again.
#[derive(Default)]
struct Visited(RefCell<FxHashSet<usize>>);

struct Visit {
    visited: Rc<Visited>,
    address: usize,
}

impl Visit {
    fn enter(vm: &Vm, value: &Value) -> Option<Visit> {
        let visited = vm.extension::<Visited>();
        let address = value.address().unwrap_or(0);
        let is_new = visited.0.borrow_mut().insert(address);
        is_new.then_some(Visit { visited, address })
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.visited.0.borrow_mut().remove(&self.address);
    }
}
