//! Text to bytes and back, with exceptions: what `str.encode`, `bytes.decode` and the constructors share. What is not plainly UTF-8
//! is done in Python, in `lib/encodings.py`.

use std::rc::Rc;

use crate::python::arguments;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::NamedParameters;
use crate::python::object::{Args, ExceptionKind, Flow, PyError, PyResult, Value};
use crate::python::operators::sequence::bytes_of;
use crate::python::text::codec;
use crate::python::vm::Vm;

/// The parameters of `encode` and `decode`.
pub const OPTIONS: &NamedParameters = &NamedParameters {
    names: &["self", "encoding", "errors"],
    positional_only: 1,
    positional: 3,
    required: 1,
};

/// The encoding and the way with errors that the second and third argument name, behind `what` is converted; None where this is
/// UTF-8 and strict. Other encodings are as good where everything is ASCII.
fn options(
    vm: &Vm,
    args: &Args<'_>,
    function: &str,
    is_ascii: bool,
    what: &Value,
) -> PyResult<Option<Vec<Value>>> {
    let mut given = vec![what.clone()];
    let mut is_plain = true;
    for (at, name, default) in [(1, "encoding", "utf-8"), (2, "errors", "strict")] {
        let Some(value) = args.optional(at) else {
            given.push(Value::str(default));
            continue;
        };
        let text = arguments::text(vm, value, &format!("{function}() argument '{name}'"))?;
        if text.contains('\0') {
            return Err(value_error("embedded null character"));
        }
        is_plain &= match text {
            "utf8" | "UTF-8" => at == 1,
            "ascii" | "latin-1" => at == 1 && is_ascii,
            text => text == default,
        };
        given.push(value.base().clone());
    }
    Ok((!is_plain).then_some(given))
}

/// The bytes of a text.
pub fn encode(vm: &Rc<Vm>, text: &Value, args: &Args<'_>, function: &str) -> PyResult<Flow> {
    let own = text.as_str().unwrap_or_default();
    match options(vm, args, function, own.is_ascii(), text.base())? {
        None => Ok(Value::bytes(own.as_bytes().to_vec()).into()),
        Some(given) => vm.call_library("_encodings", "encode", given, Vec::new()),
    }
}

/// The text of bytes.
pub fn decode(vm: &Rc<Vm>, bytes: &Value, args: &Args<'_>, function: &str) -> PyResult<Flow> {
    let Some(own) = bytes_of(bytes) else {
        return Err(type_error(format!(
            "decoding to str: need a bytes-like object, {} found",
            vm.type_name(bytes)
        )));
    };
    let object = Value::bytes(own.to_vec());
    let given = options(vm, args, function, own.is_ascii(), &object)?;
    // Nobody asks whether there is such an encoding where there is nothing to decode.
    if let Some(given) = given.filter(|_| !own.is_empty()) {
        return vm.call_library("_encodings", "decode", given, Vec::new());
    }
    match codec::decode(&own) {
        Ok(text) => Ok(Value::str(text).into()),
        Err(error) => {
            let args = vec![
                Value::str("utf-8"),
                object,
                Value::from(error.start),
                Value::from(error.end),
                Value::str(error.reason),
            ];
            Err(PyError::with_args(ExceptionKind::UnicodeDecodeError, args))
        }
    }
}
