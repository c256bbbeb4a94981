//! `math`: functions of real numbers, with CPython's domains and errors.
//!
//! The algorithms are in `number`; here arguments are converted, which may ask a `__float__` or `__index__` of the program's. What
//! programs call rarely is Python of ours, `_math`, behind a native function.

use std::rc::Rc;

use crate::python::modules::native;
use crate::python::number::{IntRef, combinatorics, float, real};
use crate::python::object::error::type_error;
use crate::python::object::function::NamedParameters;
use crate::python::object::{Args, Flow, Module, NativeDef, PyResult, Value};
use crate::python::operators::conversion::{real_number, with_floats};
use crate::python::operators::special::{call_special, then};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

pub fn make(_: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("math", FUNCTIONS);
    native::add_functions(&module, INTEGER_FUNCTIONS);
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        module.set(Symbol::new(name), Value::Float(value));
    }
    module
}

/// Functions of floats.
const FUNCTIONS: &[NativeDef] = &[
    NativeDef::floats("acos", 1, 1, |x| defined(x, f64::acos)),
    NativeDef::shared("acosh", 1, 1, in_python),
    NativeDef::floats("asin", 1, 1, |x| defined(x, f64::asin)),
    NativeDef::shared("asinh", 1, 1, in_python),
    NativeDef::floats("atan", 1, 1, |x| defined(x, f64::atan)),
    NativeDef::shared("atanh", 1, 1, in_python),
    NativeDef::shared("cbrt", 1, 1, in_python),
    NativeDef::floats("cos", 1, 1, |x| defined(x, f64::cos)),
    NativeDef::floats("cosh", 1, 1, |x| bounded(x, f64::cosh)),
    NativeDef::floats("degrees", 1, 1, |x| {
        Ok(Value::Float(x[0] * (180.0 / std::f64::consts::PI)))
    }),
    NativeDef::shared("erf", 1, 1, in_python),
    NativeDef::shared("erfc", 1, 1, in_python),
    NativeDef::floats("exp", 1, 1, |x| bounded(x, f64::exp)),
    NativeDef::floats("exp2", 1, 1, |x| bounded(x, f64::exp2)),
    NativeDef::floats("expm1", 1, 1, |x| bounded(x, f64::exp_m1)),
    NativeDef::floats("fabs", 1, 1, |x| defined(x, f64::abs)),
    NativeDef::floats("frexp", 1, 1, |x| {
        let (fraction, exponent) = float::frexp(x[0]);
        Ok(Value::tuple(vec![
            fraction.into(),
            Value::Int(exponent as i64),
        ]))
    }),
    NativeDef::shared("gamma", 1, 1, in_python),
    NativeDef::floats("isfinite", 1, 1, |x| Ok(Value::Bool(x[0].is_finite()))),
    NativeDef::floats("isinf", 1, 1, |x| Ok(Value::Bool(x[0].is_infinite()))),
    NativeDef::floats("isnan", 1, 1, |x| Ok(Value::Bool(x[0].is_nan()))),
    NativeDef::shared("lgamma", 1, 1, in_python),
    NativeDef::shared("log", 1, 2, log),
    NativeDef::flow("log10", 1, 1, |vm, args| {
        logarithm(vm, &args[0], f64::log10)
    }),
    NativeDef::floats("log1p", 1, 1, |x| defined(x, f64::ln_1p)),
    NativeDef::flow("log2", 1, 1, |vm, args| logarithm(vm, &args[0], f64::log2)),
    NativeDef::floats("modf", 1, 1, |x| {
        let (fraction, whole) = real::modf(x[0]);
        Ok(Value::tuple(vec![fraction.into(), whole.into()]))
    }),
    NativeDef::floats("radians", 1, 1, |x| {
        Ok(Value::Float(x[0] * (std::f64::consts::PI / 180.0)))
    }),
    NativeDef::floats("sin", 1, 1, |x| defined(x, f64::sin)),
    NativeDef::floats("sinh", 1, 1, |x| bounded(x, f64::sinh)),
    NativeDef::floats("sqrt", 1, 1, |x| defined(x, f64::sqrt)),
    NativeDef::floats("tan", 1, 1, |x| defined(x, f64::tan)),
    NativeDef::floats("tanh", 1, 1, |x| defined(x, f64::tanh)),
    NativeDef::floats("ulp", 1, 1, |x| Ok(Value::Float(real::ulp(x[0])))),
    NativeDef::floats("atan2", 2, 2, |x| Ok(Value::Float(x[0].atan2(x[1])))),
    NativeDef::floats("copysign", 2, 2, |x| Ok(Value::Float(x[0].copysign(x[1])))),
    NativeDef::floats("fma", 3, 3, |x| {
        Ok(Value::Float(real::fma(x[0], x[1], x[2])?))
    }),
    NativeDef::floats("fmod", 2, 2, |x| {
        Ok(Value::Float(real::checked(x[0] % x[1], x, false)?))
    }),
    NativeDef::floats("hypot", 0, u8::MAX, |x| Ok(Value::Float(real::hypot(x)))),
    NativeDef::floats("pow", 2, 2, |x| Ok(Value::Float(real::pow(x[0], x[1])?))),
    NativeDef::floats("remainder", 2, 2, |x| {
        Ok(Value::Float(real::remainder(x[0], x[1])?))
    }),
    NativeDef::flow("ldexp", 2, 2, |vm, args| {
        let exponent = args[1].clone();
        then(vm, real_number(vm, &args[0])?, move |_, x| {
            let exponent = match exponent.as_int() {
                Some(IntRef::Small(exponent)) => exponent,
                Some(big) if big.is_negative() => i64::MIN,
                Some(_) => i64::MAX,
                None => return Err(type_error("Expected an int as second argument to ldexp.")),
            };
            let x = x.as_f64().unwrap_or(f64::NAN);
            Ok(Value::Float(float::ldexp(x, exponent)?))
        })
    }),
    NativeDef::flow("isclose", 2, 2, |vm, args| {
        let tolerance =
            |at: usize, default: f64| args.optional(at).cloned().unwrap_or(Value::Float(default));
        let given = [
            args[0].clone(),
            args[1].clone(),
            tolerance(2, 1e-9),
            tolerance(3, 0.0),
        ];
        with_floats(vm, &given, |x| {
            Ok(Value::Bool(real::is_close(x[0], x[1], x[2], x[3])?))
        })
    })
    .named(&NamedParameters {
        names: &["a", "b", "rel_tol", "abs_tol"],
        positional_only: 0,
        positional: 2,
        required: 2,
    }),
    NativeDef::shared("nextafter", 2, 2, in_python).named(&NamedParameters {
        names: &["x", "y", "steps"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::shared("dist", 2, 2, in_python),
    NativeDef::shared("fsum", 1, 1, in_python),
    NativeDef::shared("prod", 1, 1, in_python).named(&NamedParameters {
        names: &["iterable", "start"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::shared("sumprod", 2, 2, in_python),
];

/// Functions of ints, or that give ints.
const INTEGER_FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("ceil", 1, 1, |vm, args| {
        whole(vm, args, Symbol::CEIL, f64::ceil)
    }),
    NativeDef::flow("floor", 1, 1, |vm, args| {
        whole(vm, args, Symbol::FLOOR, f64::floor)
    }),
    NativeDef::flow("trunc", 1, 1, |vm, args| {
        call_special(vm, &args[0], Symbol::TRUNC, &[])?.ok_or_else(|| {
            type_error(format!(
                "type {} doesn't define __trunc__ method",
                vm.type_name(&args[0])
            ))
        })
    }),
    NativeDef::shared("comb", 2, 2, in_python),
    NativeDef::shared("perm", 1, 2, in_python),
    NativeDef::shared("factorial", 1, 1, in_python),
    NativeDef::shared("isqrt", 1, 1, in_python),
    NativeDef::ints("gcd", 0, u8::MAX, |n| {
        let mut divisor = IntRef::Small(0).to_int();
        for n in n {
            divisor = combinatorics::gcd(divisor.as_ref(), *n);
        }
        Ok(divisor.into())
    }),
    NativeDef::shared("lcm", 0, u8::MAX, in_python),
];

fn in_python(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    native::in_python(vm, "_math", def, args)
}

/// A function whose infinities are poles.
fn defined(x: &[f64], function: fn(f64) -> f64) -> PyResult {
    Ok(Value::Float(real::checked(function(x[0]), x, false)?))
}

/// A function that can grow beyond what a float holds.
fn bounded(x: &[f64], function: fn(f64) -> f64) -> PyResult {
    Ok(Value::Float(real::checked(function(x[0]), x, true)?))
}

fn whole(vm: &Rc<Vm>, args: Args<'_>, name: Symbol, round: fn(f64) -> f64) -> PyResult<Flow> {
    if let Value::Float(x) = &args[0] {
        return Ok(Value::from(float::to_int(round(*x))?).into());
    }
    if let Some(flow) = call_special(vm, &args[0], name, &[])? {
        return Ok(flow);
    }
    then(vm, real_number(vm, &args[0])?, move |_, x| {
        Ok(float::to_int(round(x.as_f64().unwrap_or(0.0)))?.into())
    })
}

fn log(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    match args.optional(1) {
        Some(_) => in_python(vm, def, args),
        None => logarithm(vm, &args[0], f64::ln),
    }
}

/// The logarithm of a float, or of an int of any size.
fn logarithm(vm: &Rc<Vm>, value: &Value, log: fn(f64) -> f64) -> PyResult<Flow> {
    if let Some(int) = value.as_int() {
        return Ok(Value::Float(real::log_int(int, log)?).into());
    }
    then(vm, real_number(vm, value)?, move |_, x| {
        let x = x.as_f64().unwrap_or(f64::NAN);
        Ok(Value::Float(real::checked(log(x), &[x], false)?))
    })
}
