//! `'%s: %5.2f' % values`, of str and of bytes.
//!
//! A bytes format is handled as the text whose code points are its bytes.

use std::rc::Rc;

use crate::python::number::float;
use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyResult, Tuple, Value};
use crate::python::operators::sequence::bytes_of;
use crate::python::operators::special::eagerly;
use crate::python::operators::{self, conversion};
use crate::python::symbol::Symbol;
use crate::python::text::percent::{Amount, Directive, Piece, Pieces, Wants};
use crate::python::vm::Vm;

/// `format % values`; `None` where the format is neither a str nor bytes.
pub fn percent(vm: &Rc<Vm>, format: &Value, values: &Value) -> PyResult<Option<Flow>> {
    let (text, kind) = match format.base() {
        Value::Str(text) => (text.to_string(), "string"),
        bytes => match bytes_of(bytes) {
            Some(bytes) => (bytes.iter().map(|&byte| byte as char).collect(), "bytes"),
            None => return Ok(None),
        },
    };
    let is_array = matches!(format.base(), Value::ByteArray(_));
    let (own, values) = (vm.clone(), values.clone());
    eagerly(vm, async move {
        let text = formatted(&own, &text, kind, values).await?;
        if kind == "string" {
            return Ok(Value::string(text));
        }
        let bytes = text.chars().map(|c| c as u8).collect();
        Ok(match is_array {
            true => operators::sequence::byte_array(bytes),
            false => Value::bytes(bytes),
        })
    })
    .map(Some)
}

async fn formatted(vm: &Rc<Vm>, text: &str, kind: &str, values: Value) -> PyResult<String> {
    let mut out = String::new();
    let mut values = Values::new(vm, values);
    for piece in Pieces::new(text) {
        let mut directive = match piece? {
            Piece::Literal(text) => {
                out.push_str(text);
                continue;
            }
            Piece::Directive(directive) => directive,
        };
        let star_wants_int = || type_error("* wants int");
        if directive.width == Amount::Star {
            directive.set_width(values.next()?.as_int().ok_or_else(star_wants_int)?)?;
        }
        if directive.precision == Amount::Star {
            directive.set_precision(values.next()?.as_int().ok_or_else(star_wants_int)?)?;
        }
        let value = match directive.key {
            Some(key) => {
                vm.subscript(values.mapping()?, &key_value(kind, key))
                    .await?
            }
            None => values.next()?,
        };
        if kind == "bytes" && matches!(directive.conversion, 's' | 'b') {
            let shown = shown_bytes(vm, &value).await?;
            out.push_str(&directive.format_str(&shown)?);
            continue;
        }
        if kind == "bytes" && directive.conversion == 'r' {
            directive.conversion = 'a';
        }
        let wants = directive.wants()?;
        let converted = converted(vm, &directive, wants, &value).await?;
        out.push_str(&written(
            &directive,
            wants,
            &converted,
            &vm.type_name(&value),
        )?);
    }
    if values.are_left() {
        return Err(type_error(format!(
            "not all arguments converted during {kind} formatting"
        )));
    }
    Ok(out)
}

/// What stands on the right of the `%`.
struct Values {
    value: Value,
    tuple: Option<Rc<Tuple>>,
    used: usize,
    is_mapping: bool,
}

impl Values {
    fn new(vm: &Vm, value: Value) -> Values {
        let tuple = match value.base() {
            Value::Tuple(items) => Some(items.clone()),
            _ => None,
        };
        let is_mapping = match value.base() {
            Value::Tuple(_) | Value::Str(_) => false,
            Value::Dict(_) | Value::List(_) | Value::Range(_) => true,
            Value::Bytes(_) | Value::ByteArray(_) => true,
            base => {
                matches!(base, Value::Instance(_))
                    && vm.special_method(base, Symbol::GETITEM).is_some()
            }
        };
        Values {
            value,
            tuple,
            used: 0,
            is_mapping,
        }
    }

    fn next(&mut self) -> PyResult {
        let at = self.used;
        self.used += 1;
        let value = match &self.tuple {
            Some(items) => items.get(at).cloned(),
            None => (at == 0).then(|| self.value.clone()),
        };
        value.ok_or_else(|| type_error("not enough arguments for format string"))
    }

    fn mapping(&mut self) -> PyResult<&Value> {
        if !self.is_mapping {
            return Err(type_error("format requires a mapping"));
        }
        Ok(&self.value)
    }

    fn are_left(&self) -> bool {
        let count = match &self.tuple {
            Some(items) => items.len(),
            None => 1,
        };
        !self.is_mapping && self.used < count
    }
}

fn key_value(kind: &str, key: &str) -> Value {
    match kind {
        "bytes" => Value::bytes(key.chars().map(|c| c as u8).collect()),
        _ => Value::str(key),
    }
}

/// The value as its conversion wants it: an int, a float, or a str.
async fn converted(
    vm: &Rc<Vm>,
    directive: &Directive<'_>,
    wants: Wants,
    value: &Value,
) -> PyResult {
    let wrong = || directive.wrong_type(&vm.type_name(value)).into();
    match wants {
        Wants::Str => vm.str(value).await.map(Value::Str),
        Wants::Repr => vm.repr(value).await.map(Value::Str),
        Wants::Ascii => {
            let flow = operators::ascii(vm, value)?;
            vm.finish(flow).await
        }
        Wants::Char if value.as_str().is_some() => Ok(value.base().clone()),
        Wants::Char if bytes_of(value).is_some() => shown_bytes(vm, value).await.map(Value::string),
        Wants::Number | Wants::Int | Wants::Char => {
            if value.as_int().is_some() {
                return Ok(value.base().clone());
            }
            if let (Wants::Number, Value::Float(value)) = (wants, value.base()) {
                return Ok(float::to_int(*value)?.into());
            }
            let names: &[Symbol] = match wants {
                Wants::Number => &[Symbol::INT, Symbol::INDEX],
                _ => &[Symbol::INDEX],
            };
            match conversion::by_method(vm, value, names)? {
                Some(flow) => vm.finish(flow).await,
                None => Err(wrong()),
            }
        }
        Wants::Float => match conversion::to_float(vm, value)? {
            Some(flow) => vm.finish(flow).await,
            None => Err(wrong()),
        },
    }
}

fn written(
    directive: &Directive<'_>,
    wants: Wants,
    value: &Value,
    type_name: &str,
) -> PyResult<String> {
    Ok(match (wants, value) {
        (Wants::Str | Wants::Repr | Wants::Ascii, text) => {
            directive.format_str(text.as_str().unwrap_or_default())?
        }
        (Wants::Char, Value::Str(text)) => directive.format_char(text)?,
        (Wants::Float, Value::Float(value)) => directive.format_float(*value)?,
        (Wants::Char, value) if value.as_int().is_some() => {
            directive.format_code_point(value.as_int().unwrap_or(0.into()))?
        }
        (_, value) => match value.as_int() {
            Some(int) => directive.format_int(int)?,
            None => return Err(directive.wrong_type(type_name).into()),
        },
    })
}

/// What `%s` makes of a value in a bytes format.
async fn shown_bytes(vm: &Rc<Vm>, value: &Value) -> PyResult<String> {
    let bytes = match bytes_of(value) {
        Some(bytes) => bytes,
        None => {
            let shown = vm.call_special(value, Symbol::BYTES, Vec::new()).await?;
            shown.as_ref().and_then(bytes_of).ok_or_else(|| {
                type_error(format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    vm.type_name(value)
                ))
            })?
        }
    };
    Ok(bytes.iter().map(|&byte| byte as char).collect())
}
