//! Text to bytes and back, with exceptions: what `str.encode`, `bytes.decode` and the constructors share.

use crate::python::arguments;
use crate::python::object::error::type_error;
use crate::python::object::function::NamedParameters;
use crate::python::object::{Args, ExceptionKind, PyError, PyResult, Str, Value};
use crate::python::operators::sequence::bytes_of;
use crate::python::text::codec::{self, CodecError, Encoding, OnError};
use crate::python::vm::Vm;

/// The parameters of `encode` and `decode`.
pub const OPTIONS: &NamedParameters = &NamedParameters {
    names: &["self", "encoding", "errors"],
    positional_only: 1,
    positional: 3,
    required: 1,
};

/// The encoding and the way with errors that the second and third argument name.
pub fn options(vm: &Vm, args: &Args<'_>, function: &str) -> PyResult<(Encoding, OnError)> {
    let encoding = match args.optional(1) {
        None => Encoding::Utf8,
        Some(name) => {
            let name = arguments::text(vm, name, &format!("{function}() argument 'encoding'"))?;
            Encoding::named(name).ok_or_else(|| {
                let message = format!("unknown encoding: {name}");
                PyError::new(ExceptionKind::LookupError, message)
            })?
        }
    };
    let on_error = match args.optional(2) {
        None => OnError::Strict,
        Some(name) => {
            let name = arguments::text(vm, name, &format!("{function}() argument 'errors'"))?;
            OnError::named(name).ok_or_else(|| {
                let message = format!("unknown error handler name '{name}'");
                PyError::new(ExceptionKind::LookupError, message)
            })?
        }
    };
    Ok((encoding, on_error))
}

pub fn encode(text: &Str, encoding: Encoding, on_error: OnError) -> PyResult<Vec<u8>> {
    codec::encode(text, encoding, on_error).map_err(|error| {
        raised(
            ExceptionKind::UnicodeEncodeError,
            error,
            Value::str(text.as_str()),
        )
    })
}

pub fn decode(vm: &Vm, bytes: &Value, encoding: Encoding, on_error: OnError) -> PyResult {
    let Some(bytes) = bytes_of(bytes) else {
        return Err(type_error(format!(
            "decoding to str: need a bytes-like object, {} found",
            vm.type_name(bytes)
        )));
    };
    match codec::decode(&bytes, encoding, on_error) {
        Ok(text) => Ok(Value::string(text)),
        Err(error) => {
            let kind = ExceptionKind::UnicodeDecodeError;
            Err(raised(kind, error, Value::bytes(bytes)))
        }
    }
}

fn raised(kind: ExceptionKind, error: CodecError, object: Value) -> PyError {
    let args = vec![
        Value::str(error.encoding),
        object,
        Value::from(error.start),
        Value::from(error.end),
        Value::str(error.reason),
    ];
    PyError::with_args(kind, args)
}
