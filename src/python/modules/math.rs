//! `math`: functions of real numbers, with CPython's domains and errors.
//!
//! The algorithms are in `number`; here arguments are converted, which may ask a `__float__` or `__index__` of the program's.

use std::rc::Rc;

use crate::python::code::BinaryOp;
use crate::python::number::real::{self, ExactSum};
use crate::python::number::{IntRef, arithmetic, combinatorics, float, gamma};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::NamedParameters;
use crate::python::object::{Args, Flow, Module, NativeDef, PyResult, Value};
use crate::python::operators::conversion::{
    as_float, as_floats, real_number, with_floats, with_ints,
};
use crate::python::operators::special::{call_special, eagerly, then};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

pub fn make(_: &Rc<Vm>) -> Rc<Module> {
    let module = Rc::new(Module::new(Symbol::new("math")));
    for def in FUNCTIONS.iter().chain(INTEGER_FUNCTIONS) {
        module.set(Symbol::new(def.name), Value::Native(def));
    }
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
    NativeDef::floats("acosh", 1, 1, |x| defined(x, libm::acosh)),
    NativeDef::floats("asin", 1, 1, |x| defined(x, f64::asin)),
    NativeDef::floats("asinh", 1, 1, |x| defined(x, libm::asinh)),
    NativeDef::floats("atan", 1, 1, |x| defined(x, f64::atan)),
    NativeDef::floats("atanh", 1, 1, |x| defined(x, libm::atanh)),
    NativeDef::floats("cbrt", 1, 1, |x| defined(x, f64::cbrt)),
    NativeDef::floats("cos", 1, 1, |x| defined(x, f64::cos)),
    NativeDef::floats("cosh", 1, 1, |x| bounded(x, f64::cosh)),
    NativeDef::floats("degrees", 1, 1, |x| {
        Ok(Value::Float(x[0] * (180.0 / std::f64::consts::PI)))
    }),
    NativeDef::floats("erf", 1, 1, |x| defined(x, libm::erf)),
    NativeDef::floats("erfc", 1, 1, |x| defined(x, libm::erfc)),
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
    NativeDef::floats("gamma", 1, 1, |x| Ok(Value::Float(gamma::gamma(x[0])?))),
    NativeDef::floats("isfinite", 1, 1, |x| Ok(Value::Bool(x[0].is_finite()))),
    NativeDef::floats("isinf", 1, 1, |x| Ok(Value::Bool(x[0].is_infinite()))),
    NativeDef::floats("isnan", 1, 1, |x| Ok(Value::Bool(x[0].is_nan()))),
    NativeDef::floats("lgamma", 1, 1, |x| Ok(Value::Float(gamma::lgamma(x[0])?))),
    NativeDef::flow("log", 1, 2, log),
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
    NativeDef::floats("hypot", 0, u8::MAX, |x| {
        Ok(Value::Float(real::checked(real::hypot(x), x, true)?))
    }),
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
    NativeDef::flow("nextafter", 2, 2, next_after).named(&NamedParameters {
        names: &["x", "y", "steps"],
        positional_only: 2,
        positional: 2,
        required: 2,
    }),
    NativeDef::flow("dist", 2, 2, |vm, args| {
        let (own, p, q) = (vm.clone(), args[0].clone(), args[1].clone());
        eagerly(vm, async move {
            let (p, q) = (own.collect(&p).await?, own.collect(&q).await?);
            let (p, q) = (as_floats(&own, p).await?, as_floats(&own, q).await?);
            if p.len() != q.len() {
                return Err(value_error(
                    "both points must have the same number of dimensions",
                ));
            }
            let parts: Vec<f64> = p.iter().zip(&q).map(|(p, q)| p - q).collect();
            Ok(Value::Float(real::hypot(&parts)))
        })
    }),
    NativeDef::flow("fsum", 1, 1, |vm, args| {
        let (own, items) = (vm.clone(), args[0].clone());
        eagerly(vm, async move {
            let mut sum = ExactSum::default();
            let iterator = own.iter(&items).await?;
            while let Some(item) = own.next(&iterator).await? {
                sum.add(as_float(&own, &item).await?)?;
            }
            Ok(Value::Float(sum.total()?))
        })
    }),
    NativeDef::flow("prod", 1, 1, product).named(&NamedParameters {
        names: &["iterable", "start"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::flow("sumprod", 2, 2, sum_of_products),
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
    NativeDef::ints(
        "comb",
        2,
        2,
        |n| Ok(combinatorics::comb(n[0], n[1])?.into()),
    ),
    NativeDef::flow("perm", 1, 2, |vm, args| {
        match args.optional(1).filter(|k| !k.is_none()) {
            Some(_) => with_ints(vm, &args, |n| Ok(combinatorics::perm(n[0], n[1])?.into())),
            None => with_ints(vm, &args[..1], |n| {
                Ok(combinatorics::factorial(n[0])?.into())
            }),
        }
    }),
    NativeDef::ints("factorial", 1, 1, |n| {
        Ok(combinatorics::factorial(n[0])?.into())
    }),
    NativeDef::ints("isqrt", 1, 1, |n| Ok(combinatorics::isqrt(n[0])?.into())),
    NativeDef::ints("gcd", 0, u8::MAX, |n| {
        let mut divisor = IntRef::Small(0).to_int();
        for n in n {
            divisor = combinatorics::gcd(divisor.as_ref(), *n);
        }
        Ok(divisor.into())
    }),
    NativeDef::ints("lcm", 0, u8::MAX, |n| {
        let mut multiple = IntRef::Small(1).to_int();
        for n in n {
            multiple = combinatorics::lcm(multiple.as_ref(), *n)?;
        }
        Ok(multiple.into())
    }),
];

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

fn log(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let Some(base) = args.optional(1) else {
        return logarithm(vm, &args[0], f64::ln);
    };
    let (own, x, base) = (vm.clone(), args[0].clone(), base.clone());
    eagerly(vm, async move {
        let above = logarithm(&own, &x, f64::ln)?;
        let above = own.finish(above).await?;
        let below = logarithm(&own, &base, f64::ln)?;
        let below = own.finish(below).await?;
        own.binary(BinaryOp::TrueDivide, &above, &below).await
    })
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

fn next_after(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let (own, x, y) = (vm.clone(), args[0].clone(), args[1].clone());
    let steps = args.optional(2).filter(|steps| !steps.is_none()).cloned();
    eagerly(vm, async move {
        let (x, y) = (as_float(&own, &x).await?, as_float(&own, &y).await?);
        let steps = match steps {
            Some(steps) => own.index(&steps).await?,
            None => Value::Int(1),
        };
        let steps = match steps.as_int() {
            Some(int) if int.is_negative() => {
                return Err(value_error("steps must be a non-negative integer"));
            }
            Some(IntRef::Small(steps)) => steps as u64,
            _ => u64::MAX,
        };
        Ok(Value::Float(real::next_after(x, y, steps)))
    })
}

fn product(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let (own, items) = (vm.clone(), args[0].clone());
    let start = args.optional(1).cloned().unwrap_or(Value::Int(1));
    eagerly(vm, async move {
        let mut product = start;
        let iterator = own.iter(&items).await?;
        while let Some(item) = own.next(&iterator).await? {
            product = own.binary(BinaryOp::Multiply, &product, &item).await?;
        }
        Ok(product)
    })
}

/// Exact for ints, rounded once for floats, by `*` and `+` for anything else.
fn sum_of_products(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let (own, p, q) = (vm.clone(), args[0].clone(), args[1].clone());
    eagerly(vm, async move {
        let (p, q) = (own.collect(&p).await?, own.collect(&q).await?);
        if p.len() != q.len() {
            return Err(value_error("Inputs are not the same length"));
        }
        let numbers = p.iter().chain(&q);
        if numbers.clone().any(|x| matches!(x, Value::Float(_)))
            && numbers
                .clone()
                .all(|x| matches!(x, Value::Float(_) | Value::Int(_) | Value::Bool(_)))
        {
            let mut sum = ExactSum::default();
            for (x, y) in p.iter().zip(&q) {
                let (x, y) = (x.as_f64().unwrap_or(0.0), y.as_f64().unwrap_or(0.0));
                sum.add_product(x, y)?;
            }
            return Ok(Value::Float(sum.total()?));
        }
        let mut sum = Value::Int(0);
        for (x, y) in p.iter().zip(&q) {
            if let (Some(sum_so_far), Some(x), Some(y)) = (sum.as_int(), x.as_int(), y.as_int()) {
                let product = arithmetic::mul(x, y)?;
                sum = arithmetic::add(sum_so_far, product.as_ref()).into();
                continue;
            }
            let product = own.binary(BinaryOp::Multiply, x, y).await?;
            sum = own.binary(BinaryOp::Add, &sum, &product).await?;
        }
        Ok(sum)
    })
}
