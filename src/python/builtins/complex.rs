//! `complex`.

use std::rc::Rc;

use crate::python::builtins::protocol::{instance_of, wrong_receiver};
use crate::python::number::complex::{self, Complex};
use crate::python::object::error::type_error;
use crate::python::object::function::{NamedParameters, NativeKind};
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
use crate::python::operators::conversion;
use crate::python::operators::special::eagerly;
use crate::python::symbol::Symbol;
use crate::python::text;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.complex, METHODS);
}

const METHODS: &[NativeDef] = &[
    NativeDef::flow("__new__", 1, 3, new)
        .of_kind(NativeKind::Static)
        .named(&NamedParameters {
            names: &["cls", "real", "imag"],
            positional_only: 1,
            positional: 3,
            required: 1,
        }),
    NativeDef::method("conjugate", 0, 0, |vm, args| {
        let (re, im) = this(vm, &args)?;
        Ok(Value::complex(re, -im))
    }),
    NativeDef::method("__complex__", 0, 0, |vm, args| {
        let (re, im) = this(vm, &args)?;
        Ok(Value::complex(re, im))
    }),
    NativeDef::getter("real", |vm, args| Ok(Value::Float(this(vm, &args)?.0))),
    NativeDef::getter("imag", |vm, args| Ok(Value::Float(this(vm, &args)?.1))),
];

fn new(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let class = args[0].clone();
    let (real, imag) = (args.optional(1).cloned(), args.optional(2).cloned());
    if let Some(text) = real.as_ref().and_then(Value::as_str) {
        if imag.is_some() {
            return Err(type_error(
                "complex() can't take second arg if first is a string",
            ));
        }
        let (re, im) = complex::parse(text, text::float::parse)?;
        return instance_of(vm, &class, &vm.types.complex, Value::complex(re, im)).map(Flow::Value);
    }
    if imag.as_ref().is_some_and(|imag| imag.as_str().is_some()) {
        return Err(type_error("complex() second arg can't be a string"));
    }
    let own = vm.clone();
    eagerly(vm, async move {
        let mut sum = match &real {
            Some(real) => {
                part(
                    &own,
                    real,
                    "complex() first argument must be a string or a number",
                )
                .await?
            }
            None => (0.0, 0.0),
        };
        if let Some(imag) = &imag {
            let (re, im) = part(&own, imag, "complex() second argument must be a number").await?;
            // An imaginary part that is nowhere takes no part: adding its zero would change the sign of another.
            let is_complex = |value: &Value| matches!(value.base(), Value::Complex(_));
            if is_complex(imag) {
                sum.0 -= im;
            }
            sum.1 = match &real {
                Some(real) if is_complex(real) => sum.1 + re,
                _ => re,
            };
        }
        let value = Value::complex(sum.0, sum.1);
        instance_of(&own, &class, &own.types.complex, value)
    })
}

/// A number of any kind as a complex one, or by `__complex__`, `__float__` or `__index__`.
async fn part(vm: &Rc<Vm>, value: &Value, complaint: &str) -> PyResult<Complex> {
    if let Value::Complex(value) = value.base() {
        return Ok(**value);
    }
    if let Some(result) = vm.call_special(value, Symbol::COMPLEX, Vec::new()).await? {
        return match result.base() {
            Value::Complex(result) => Ok(**result),
            _ => Err(type_error(format!(
                "{}.__complex__ returned non-complex (type {})",
                vm.type_name(value),
                vm.type_name(&result)
            ))),
        };
    }
    match conversion::to_float(vm, value)? {
        Some(flow) => Ok((vm.finish(flow).await?.as_f64().unwrap_or(f64::NAN), 0.0)),
        None => Err(type_error(format!(
            "{complaint}, not '{}'",
            vm.type_name(value)
        ))),
    }
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<Complex> {
    match args[0].base() {
        Value::Complex(value) => Ok(**value),
        _ => Err(wrong_receiver(vm, &args[0])),
    }
}
