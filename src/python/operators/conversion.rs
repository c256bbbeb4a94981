//! Values as numbers: `operator.index`, and what `int()` and `float()` ask of an object's class.

use std::rc::Rc;

use smallvec::SmallVec;

use crate::python::number::{IntRef, int_float};
use crate::python::object::error::type_error;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::operators::special::{call_special, eagerly};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `operator.index(value)`: an int, or `TypeError`.
pub fn index(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    if value.as_int().is_some() {
        return Ok(value.base().clone().into());
    }
    by_method(vm, value, &[Symbol::INDEX])?.ok_or_else(|| {
        type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.type_name(value)
        ))
    })
}

/// The int that the first of these methods gives that the object's class has: `__index__`, `__int__`, `__trunc__`.
pub fn by_method(vm: &Rc<Vm>, value: &Value, names: &[Symbol]) -> PyResult<Option<Flow>> {
    if !matches!(value, Value::Instance(_) | Value::Class(_)) {
        return Ok(None);
    }
    for &name in names {
        if let Some(flow) = call_special(vm, value, name, &[])? {
            return checked(vm, value, flow, name).map(Some);
        }
    }
    Ok(None)
}

/// `float(value)` of a number, or by `__float__` or `__index__`; `None` where there is nothing of that.
pub fn to_float(vm: &Rc<Vm>, value: &Value) -> PyResult<Option<Flow>> {
    if let Value::Float(_) = value {
        return Ok(Some(value.clone().into()));
    }
    if let (Value::Int(_) | Value::Bool(_) | Value::Big(_), Some(int)) = (value, value.as_int()) {
        return Ok(Some(Value::Float(int_float::to_f64(int)?).into()));
    }
    if !matches!(value, Value::Instance(_) | Value::Class(_)) {
        return Ok(None);
    }
    if let Some(flow) = call_special(vm, value, Symbol::FLOAT, &[])? {
        return checked(vm, value, flow, Symbol::FLOAT).map(Some);
    }
    match by_method(vm, value, &[Symbol::INDEX])? {
        Some(flow) => {
            let own = vm.clone();
            eagerly(vm, async move {
                let int = own.finish(flow).await?;
                Ok(Value::Float(int_float::to_f64(
                    int.as_int().unwrap_or(0.into()),
                )?))
            })
            .map(Some)
        }
        None => Ok(None),
    }
}

/// Calls a function with all arguments as floats.
pub fn with_floats(
    vm: &Rc<Vm>,
    args: &[Value],
    function: fn(&[f64]) -> PyResult,
) -> PyResult<Flow> {
    let is_plain = |value: &Value| matches!(value, Value::Float(_) | Value::Int(_));
    if args.iter().all(is_plain) {
        let floats: SmallVec<[f64; 4]> = args.iter().filter_map(Value::as_f64).collect();
        return function(&floats).map(Flow::Value);
    }
    let (own, args) = (vm.clone(), args.to_vec());
    eagerly(vm, async move { function(&as_floats(&own, args).await?) })
}

/// Calls a function with all arguments as ints.
pub fn with_ints(
    vm: &Rc<Vm>,
    args: &[Value],
    function: fn(&[IntRef<'_>]) -> PyResult,
) -> PyResult<Flow> {
    let (own, mut args) = (vm.clone(), args.to_vec());
    eagerly(vm, async move {
        for arg in &mut args {
            *arg = own.index(arg).await?;
        }
        let ints: Vec<IntRef<'_>> = args.iter().filter_map(Value::as_int).collect();
        function(&ints)
    })
}

pub async fn as_floats(vm: &Rc<Vm>, items: Vec<Value>) -> PyResult<Vec<f64>> {
    let mut floats = Vec::with_capacity(items.len());
    for item in &items {
        floats.push(as_float(vm, item).await?);
    }
    Ok(floats)
}

pub async fn as_float(vm: &Rc<Vm>, value: &Value) -> PyResult<f64> {
    let flow = real_number(vm, value)?;
    Ok(vm.finish(flow).await?.as_f64().unwrap_or(f64::NAN))
}

/// The float that a value is or gives; `TypeError` where there is none.
pub fn real_number(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    to_float(vm, value)?
        .ok_or_else(|| type_error(format!("must be real number, not {}", vm.type_name(value))))
}

/// Sees to it that a method gave the kind of number that it has to give.
fn checked(vm: &Rc<Vm>, owner: &Value, flow: Flow, name: Symbol) -> PyResult<Flow> {
    if let Flow::Value(result) = flow {
        return expect(vm, owner, result, name).map(Flow::Value);
    }
    let (vm, owner) = (vm.clone(), owner.clone());
    Flow::future(async move {
        let result = vm.finish(flow).await?;
        expect(&vm, &owner, result, name)
    })
}

fn expect(vm: &Vm, owner: &Value, result: Value, name: Symbol) -> PyResult {
    let base = result.base();
    let class = vm.type_name(&result);
    if name == Symbol::FLOAT {
        return match base {
            Value::Float(_) => Ok(base.clone()),
            _ => Err(type_error(format!(
                "{}.__float__ returned non-float (type {class})",
                vm.type_name(owner)
            ))),
        };
    }
    if base.as_int().is_none() {
        return Err(type_error(format!(
            "{name} returned non-int (type {class})"
        )));
    }
    Ok(base.clone())
}
