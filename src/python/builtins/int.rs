//! `int`.

use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::protocol::{instance_of, wrong_receiver};
use crate::python::failure::Failure;
use crate::python::number::{IntRef, arithmetic, float, int_float, int_text};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind};
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
use crate::python::operators::special::then;
use crate::python::operators::{conversion, is_iterable, sequence, with_items};
use crate::python::symbol::Symbol;
use crate::python::text::repr::bytes_repr;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.int, METHODS);
}

const METHODS: &[NativeDef] = &[
    NativeDef::flow("__new__", 1, 3, new)
        .of_kind(NativeKind::Static)
        .named(&NamedParameters {
            names: &["cls", "x", "base"],
            positional_only: 2,
            positional: 3,
            required: 1,
        }),
    NativeDef::method("bit_length", 0, 0, |vm, args| {
        Ok(Value::Int(arithmetic::bit_length(this(vm, &args)?) as i64))
    }),
    NativeDef::method("bit_count", 0, 0, |vm, args| {
        Ok(Value::Int(arithmetic::bit_count(this(vm, &args)?) as i64))
    }),
    NativeDef::method("to_bytes", 0, 2, to_bytes).named(&NamedParameters {
        names: &["self", "length", "byteorder", "signed"],
        positional_only: 1,
        positional: 3,
        required: 1,
    }),
    NativeDef::flow("from_bytes", 1, 2, from_bytes)
        .of_kind(NativeKind::ClassMethod)
        .named(&NamedParameters {
            names: &["cls", "bytes", "byteorder", "signed"],
            positional_only: 1,
            positional: 3,
            required: 2,
        }),
    NativeDef::method("as_integer_ratio", 0, 0, |vm, args| {
        Ok(Value::tuple(vec![exact(vm, args)?, Value::Int(1)]))
    }),
    NativeDef::method("is_integer", 0, 0, |_, _| Ok(Value::Bool(true))),
    NativeDef::method("conjugate", 0, 0, exact),
    NativeDef::method("__int__", 0, 0, exact),
    NativeDef::method("__index__", 0, 0, exact),
    NativeDef::method("__trunc__", 0, 0, exact),
    NativeDef::method("__floor__", 0, 0, exact),
    NativeDef::method("__ceil__", 0, 0, exact),
    NativeDef::method("__float__", 0, 0, |vm, args| {
        Ok(Value::Float(int_float::to_f64(this(vm, &args)?)?))
    }),
    NativeDef::flow_method("__round__", 0, 1, |vm, args| {
        let own = this(vm, &args)?.to_int();
        let Some(digits) = args.optional(1).filter(|digits| !digits.is_none()) else {
            return Ok(Value::from(own).into());
        };
        then(vm, conversion::index(vm, digits)?, move |_, digits| {
            let digits = digits.as_int().unwrap_or(IntRef::Small(0));
            Ok(arithmetic::round_to(own.as_ref(), digits).into())
        })
    }),
    NativeDef::getter("real", exact),
    NativeDef::getter("imag", |_, _| Ok(Value::Int(0))),
    NativeDef::getter("numerator", exact),
    NativeDef::getter("denominator", |_, _| Ok(Value::Int(1))),
];

/// `int(x)` of any value that allows it: numbers, text, and objects with `__int__`, `__index__` or `__trunc__`.
pub fn convert(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    match value {
        Value::Int(_) | Value::Big(_) => return Ok(value.clone().into()),
        Value::Bool(flag) => return Ok(Value::Int(*flag as i64).into()),
        Value::Float(float) => return Ok(Value::from(float::to_int(*float)?).into()),
        _ => {}
    }
    let names = [Symbol::INT, Symbol::INDEX, Symbol::TRUNC];
    if let Some(flow) = conversion::by_method(vm, value, &names)? {
        return then(vm, flow, |_, int| Ok(plain(&int)));
    }
    match parse(value, 10)? {
        Some(int) => Ok(int.into()),
        None => Err(type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            vm.type_name(value)
        ))),
    }
}

fn new(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let class = args[0].clone();
    let flow = match (args.optional(1), args.optional(2)) {
        (None, None) => Value::Int(0).into(),
        (Some(value), None) => convert(vm, value)?,
        (None, Some(_)) => return Err(type_error("int() missing string argument")),
        (Some(text), Some(base)) => {
            let text = text.clone();
            then(vm, conversion::index(vm, base)?, move |_, base| {
                let base = base.as_i64().and_then(|base| u32::try_from(base).ok());
                parse(&text, base.unwrap_or(1))?
                    .ok_or_else(|| type_error("int() can't convert non-string with explicit base"))
            })?
        }
    };
    then(vm, flow, move |vm, int| {
        instance_of(vm, &class, &vm.types.int, int)
    })
}

/// The int that a text or bytes spell; `None` for anything else.
fn parse(value: &Value, base: u32) -> PyResult<Option<Value>> {
    if let Some(text) = value.as_str() {
        return Ok(Some(int_text::parse(text, base)?.into()));
    }
    let Some(bytes) = sequence::bytes_of(value) else {
        return Ok(None);
    };
    let parsed = match std::str::from_utf8(&bytes) {
        Ok(text) if text.is_ascii() => int_text::parse(text, base),
        _ => Err(Failure::value("invalid literal for int()")),
    };
    match parsed {
        Ok(int) => Ok(Some(int.into())),
        Err(failure) if failure.message.starts_with("invalid literal") => {
            Err(value_error(format!(
                "invalid literal for int() with base {base}: {}",
                bytes_repr(&bytes)
            )))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn to_bytes(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let length = match args.optional(1) {
        Some(length) => usize::try_from(arguments::int(vm, length)?)
            .map_err(|_| value_error("length argument must be non-negative"))?,
        None => 1,
    };
    let is_little = is_little(vm, args.optional(2), "to_bytes")?;
    let signed = is_signed(args.optional(3));
    let mut bytes = arithmetic::to_bytes(this(vm, &args)?, length, signed)?;
    if is_little {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn from_bytes(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let class = args[0].clone();
    let is_little = is_little(vm, args.optional(2), "from_bytes")?;
    let signed = is_signed(args.optional(3));
    let source = &args[1];
    if source.as_str().is_some() || !is_iterable(vm, source) {
        return Err(type_error(format!(
            "cannot convert '{}' object to bytes",
            vm.type_name(source)
        )));
    }
    with_items(vm, source, move |vm, items| {
        let complaint = "bytes must be in range(0, 256)";
        let mut bytes = sequence::bytes_of_items(vm, &items, complaint)?;
        if is_little {
            bytes.reverse();
        }
        let int = Value::from(arithmetic::from_bytes(&bytes, signed));
        match &class {
            Value::Class(own) if Rc::ptr_eq(own, &vm.types.int) => Ok(int.into()),
            _ => Ok(Flow::Call(class, vec![int])),
        }
    })
}

fn is_little(vm: &Vm, order: Option<&Value>, function: &str) -> PyResult<bool> {
    let Some(order) = order else {
        return Ok(false);
    };
    match arguments::text(vm, order, &format!("{function}() argument 'byteorder'"))? {
        "little" => Ok(true),
        "big" => Ok(false),
        _ => Err(value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn is_signed(flag: Option<&Value>) -> bool {
    flag.is_some_and(|flag| crate::python::plain::truth(flag).unwrap_or(true))
}

/// The int itself, without the class of a subclass.
fn exact(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    this(vm, &args)?;
    Ok(plain(&args[0]))
}

fn plain(value: &Value) -> Value {
    match value.base() {
        Value::Bool(flag) => Value::Int(*flag as i64),
        other => other.clone(),
    }
}

fn this<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<IntRef<'a>> {
    args[0].as_int().ok_or_else(|| wrong_receiver(vm, &args[0]))
}
