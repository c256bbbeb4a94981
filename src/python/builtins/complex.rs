//! `complex`.

use std::rc::Rc;

use crate::python::builtins::protocol::{instance_of, wrong_receiver};
use crate::python::number::complex::Complex;
use crate::python::object::function::{NamedParameters, NativeKind};
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
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

/// What is not made of plain numbers is made in Python, in `lib/complex_numbers.py`.
fn new(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let real = args.optional(1).unwrap_or(&Value::Int(0));
    let imag = args.optional(2);
    if let (Some(re), Some(im)) = (plain(real), imag.map_or(Some(0.0), plain)) {
        return instance_of(vm, &args[0], &vm.types.complex, Value::complex(re, im))
            .map(Flow::Value);
    }
    let mut given = vec![args[0].clone(), real.clone()];
    given.extend(imag.cloned());
    vm.call_library("_complex", "make", given, Vec::new())
}

fn plain(value: &Value) -> Option<f64> {
    match value {
        Value::Float(_) | Value::Int(_) => value.as_f64(),
        _ => None,
    }
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<Complex> {
    match args[0].base() {
        Value::Complex(value) => Ok(**value),
        _ => Err(wrong_receiver(vm, &args[0])),
    }
}
