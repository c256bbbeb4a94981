//! The built-in functions of numbers: `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`; and `hash`.

use std::rc::Rc;

use crate::python::code::BinaryOp;
use crate::python::number::{IntRef, int_text};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::NamedParameters;
use crate::python::object::{Args, Flow, NativeDef, PyError, PyResult, Value};
use crate::python::operators::special::{call_special, then};
use crate::python::operators::{self, Operation, conversion};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

pub const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("abs", 1, 1, |vm, args| {
        if let Some(result) = operators::absolute(&args[0]) {
            return result.map(Flow::Value);
        }
        call_special(vm, &args[0], Symbol::ABS, &[])?.ok_or_else(|| {
            type_error(format!(
                "bad operand type for abs(): '{}'",
                vm.type_name(&args[0])
            ))
        })
    }),
    NativeDef::flow("divmod", 2, 2, |vm, args| {
        operators::perform(vm, Operation::DivMod, &args[0], &args[1])
    }),
    NativeDef::flow("pow", 2, 3, pow).named(&NamedParameters {
        names: &["base", "exp", "mod"],
        positional_only: 0,
        positional: 3,
        required: 2,
    }),
    NativeDef::flow("round", 1, 2, round).named(&NamedParameters {
        names: &["number", "ndigits"],
        positional_only: 0,
        positional: 2,
        required: 1,
    }),
    NativeDef::flow("hash", 1, 1, |vm, args| match plain::hash(&args[0]) {
        Some(hash) => Ok(Value::Int(hash?).into()),
        None => operators::hash(vm, &args[0]),
    }),
    NativeDef::flow("bin", 1, 1, |vm, args| in_base(vm, args, 2)),
    NativeDef::flow("oct", 1, 1, |vm, args| in_base(vm, args, 8)),
    NativeDef::flow("hex", 1, 1, |vm, args| in_base(vm, args, 16)),
];

fn pow(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let (base, exponent) = (&args[0], &args[1]);
    let Some(modulus) = args.optional(2).filter(|modulus| !modulus.is_none()) else {
        return operators::binary(vm, BinaryOp::Power, base, exponent);
    };
    let is_complex = |value: &Value| matches!(value.base(), Value::Complex(_));
    let is_number = |value: &Value| is_complex(value) || value.as_f64().is_some();
    let all = [base, exponent, modulus];
    // The first that is no int decides.
    let first = all.into_iter().find(|value| value.as_int().is_none());
    if first.is_some_and(is_complex) && is_number(base) && is_number(exponent) {
        return Err(value_error("complex modulo"));
    }
    let names = all.map(|value| vm.type_name(value));
    let is_float = all
        .iter()
        .any(|value| matches!(value.base(), Value::Float(_)));
    let complaint = move || -> PyError {
        if is_float {
            return type_error("pow() 3rd argument not allowed unless all arguments are integers");
        }
        let [base, exponent, modulus] = &names;
        type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{base}', '{exponent}', '{modulus}'"
        ))
    };
    let flow = call_special(vm, base, Symbol::POW, &[exponent.clone(), modulus.clone()])?;
    then(
        vm,
        flow.ok_or_else(&complaint)?,
        move |_, power| match power {
            Value::NotImplemented => Err(complaint()),
            power => Ok(power),
        },
    )
}

fn round(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let digits = args.optional(1).filter(|digits| !digits.is_none());
    let digits: Vec<Value> = digits.cloned().into_iter().collect();
    call_special(vm, &args[0], Symbol::ROUND, &digits)?.ok_or_else(|| {
        type_error(format!(
            "type {} doesn't define __round__ method",
            vm.type_name(&args[0])
        ))
    })
}

fn in_base(vm: &Rc<Vm>, args: Args<'_>, base: u32) -> PyResult<Flow> {
    then(vm, conversion::index(vm, &args[0])?, move |_, int| {
        let int = int.as_int().unwrap_or(IntRef::Small(0));
        Ok(Value::string(int_text::with_prefix(int, base)))
    })
}
