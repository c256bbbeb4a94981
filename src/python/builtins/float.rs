//! `float`.

use std::rc::Rc;

use crate::python::builtins::protocol::{instance_of, wrong_receiver};
use crate::python::number::float;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::NativeKind;
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
use crate::python::operators::special::then;
use crate::python::operators::{conversion, sequence};
use crate::python::text;
use crate::python::text::repr::{bytearray_repr, bytes_repr};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.float, METHODS);
}

const METHODS: &[NativeDef] = &[
    NativeDef::flow("__new__", 1, 2, |vm, args| {
        let class = args[0].clone();
        let flow = match args.optional(1) {
            Some(value) => convert(vm, value)?,
            None => Value::Float(0.0).into(),
        };
        then(vm, flow, move |vm, float| {
            instance_of(vm, &class, &vm.types.float, float)
        })
    })
    .of_kind(NativeKind::Static),
    NativeDef::method("as_integer_ratio", 0, 0, |vm, args| {
        let (above, below) = float::as_integer_ratio(this(vm, &args)?)?;
        Ok(Value::tuple(vec![above.into(), below.into()]))
    }),
    NativeDef::method("is_integer", 0, 0, |vm, args| {
        let float = this(vm, &args)?;
        Ok(Value::Bool(float.is_finite() && float == float.trunc()))
    }),
    NativeDef::method("hex", 0, 0, |vm, args| {
        Ok(Value::string(float::hex(this(vm, &args)?)))
    }),
    NativeDef::flow("fromhex", 2, 2, |vm, args| {
        let text = args[1]
            .as_str()
            .ok_or_else(|| type_error("bad argument type for built-in operation"))?;
        let float = Value::Float(float::from_hex(text)?);
        match &args[0] {
            Value::Class(class) if Rc::ptr_eq(class, &vm.types.float) => Ok(float.into()),
            class => Ok(Flow::Call(class.clone(), vec![float])),
        }
    })
    .of_kind(NativeKind::ClassMethod),
    NativeDef::method("conjugate", 0, 0, exact),
    NativeDef::method("__float__", 0, 0, exact),
    NativeDef::method("__int__", 0, 0, truncated),
    NativeDef::method("__trunc__", 0, 0, truncated),
    NativeDef::method("__floor__", 0, 0, |vm, args| {
        Ok(float::to_int(this(vm, &args)?.floor())?.into())
    }),
    NativeDef::method("__ceil__", 0, 0, |vm, args| {
        Ok(float::to_int(this(vm, &args)?.ceil())?.into())
    }),
    NativeDef::flow_method("__round__", 0, 1, |vm, args| {
        let own = this(vm, &args)?;
        let Some(digits) = args.optional(1).filter(|digits| !digits.is_none()) else {
            return Ok(Value::from(float::to_int(float::round_half_even(own))?).into());
        };
        then(vm, conversion::index(vm, digits)?, move |_, digits| {
            let digits = digits.as_int().unwrap_or(0.into());
            // No float has digits beyond these.
            let digits = match digits.to_int() {
                crate::python::number::Int::Small(digits) => digits,
                _ if digits.is_negative() => i64::MIN,
                _ => i64::MAX,
            };
            Ok(Value::Float(float::round_to(own, digits)?))
        })
    }),
    NativeDef::getter("real", exact),
    NativeDef::getter("imag", |_, _| Ok(Value::Float(0.0))),
];

/// `float(x)` of any value that allows it: numbers, text, and objects with `__float__` or `__index__`.
pub fn convert(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    if let Some(flow) = conversion::to_float(vm, value)? {
        return Ok(flow);
    }
    if let Some(text) = value.as_str() {
        return Ok(Value::Float(text::float::parse(text)?).into());
    }
    let Some(bytes) = sequence::bytes_of(value) else {
        return Err(type_error(format!(
            "float() argument must be a string or a real number, not '{}'",
            vm.type_name(value)
        )));
    };
    std::str::from_utf8(&bytes)
        .ok()
        .filter(|text| text.is_ascii())
        .and_then(|text| text::float::parse(text).ok())
        .map(|float| Value::Float(float).into())
        .ok_or_else(|| {
            let shown = match value.base() {
                Value::ByteArray(_) => format!("bytearray({})", bytearray_repr(&bytes)),
                _ => bytes_repr(&bytes),
            };
            value_error(format!("could not convert string to float: {shown}"))
        })
}

fn exact(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    this(vm, &args).map(Value::Float)
}

fn truncated(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    Ok(float::to_int(this(vm, &args)?)?.into())
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<f64> {
    match args[0].base() {
        Value::Float(float) => Ok(*float),
        _ => Err(wrong_receiver(vm, &args[0])),
    }
}
