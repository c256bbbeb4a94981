//! The built-in functions that go through iterables (`sorted`, `sum`, `min` …), and those that ask one value about its text,
//! length or iterator.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::{lazy, sorting};
use crate::python::code::{BinaryOp, CompareOp};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NamedParameters, Signature};
use crate::python::object::{Args, ExceptionKind, Flow, NativeDef, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::operators::special::{call_now, call_special, eagerly};
use crate::python::symbol::Symbol;
use crate::python::text::chars;
use crate::python::vm::Vm;
use crate::python::vm::calls::{Input, Stepped};

pub const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("len", 1, 1, |vm, args| operators::length(vm, &args[0])),
    NativeDef::flow("repr", 1, 1, |vm, args| operators::repr(vm, &args[0])),
    NativeDef::flow("ascii", 1, 1, |vm, args| operators::ascii(vm, &args[0])),
    NativeDef::flow("format", 1, 2, |vm, args| match args.optional(1) {
        Some(spec) => {
            let spec = arguments::text(vm, spec, "format() argument 2")?;
            operators::format(vm, &args[0], spec)
        }
        None => operators::format(vm, &args[0], ""),
    }),
    NativeDef::function("chr", 1, 1, |vm, args| {
        let code = match &args[0] {
            Value::Big(_) => -1,
            code => arguments::int(vm, code)?,
        };
        match chars::from_code(code) {
            Some(c) => Ok(Value::str(c.encode_utf8(&mut [0; 4]))),
            None if (0..0x110000).contains(&code) => Err(value_error(
                "chr() of a surrogate: texts hold whole characters only",
            )),
            None => Err(value_error("chr() arg not in range(0x110000)")),
        }
    }),
    NativeDef::function("ord", 1, 1, |vm, args| ord(vm, &args[0])),
    NativeDef::flow("iter", 1, 2, |vm, args| match args.optional(1) {
        None => operators::iterate(vm, &args[0]),
        Some(sentinel) => {
            if !is_callable(vm, &args[0]) {
                return Err(type_error("iter(v, w): v must be callable"));
            }
            let (callable, sentinel) = (args[0].clone(), sentinel.clone());
            Ok(lazy::callable_iterator(vm, callable, sentinel).into())
        }
    }),
    NativeDef::flow("next", 1, 2, next),
    NativeDef::flow("sorted", 1, 1, |vm, mut args| {
        let (key, reverse) = (args.take(1), args.take(2));
        operators::with_items(vm, &args[0], |vm, items| {
            sorting::sorted(vm, items, key, reverse)
        })
    })
    .named(&NamedParameters {
        names: &["iterable", "key", "reverse"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::flow("sum", 1, 2, |vm, mut args| {
        let (iterable, start) = (args.take(0), args.take(1));
        match start.base() {
            Value::Str(_) => {
                return Err(type_error(
                    "sum() can't sum strings [use ''.join(seq) instead]",
                ));
            }
            Value::Bytes(_) => {
                return Err(type_error(
                    "sum() can't sum bytes [use b''.join(seq) instead]",
                ));
            }
            Value::ByteArray(_) => {
                return Err(type_error(
                    "sum() can't sum bytearray [use b''.join(seq) instead]",
                ));
            }
            _ => {}
        }
        let start = if start.is_unbound() {
            Value::Int(0)
        } else {
            start
        };
        let own = vm.clone();
        eagerly(vm, async move { sum(&own, &iterable, start).await })
    })
    .named(&NamedParameters {
        names: &["iterable", "start"],
        positional_only: 1,
        positional: 2,
        required: 1,
    }),
    NativeDef::flow("min", 1, 1, |vm, args| {
        extreme(vm, args, "min", CompareOp::Lt)
    })
    .with(Signature::Any),
    NativeDef::flow("max", 1, 1, |vm, args| {
        extreme(vm, args, "max", CompareOp::Gt)
    })
    .with(Signature::Any),
    NativeDef::flow("any", 1, 1, |vm, args| until(vm, &args[0], true)),
    NativeDef::flow("all", 1, 1, |vm, args| until(vm, &args[0], false)),
];

fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        other => vm.special_method(other, Symbol::CALL).is_some(),
    }
}

fn ord(vm: &Vm, value: &Value) -> PyResult {
    let length = match value.base() {
        Value::Str(text) => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => return Ok(Value::Int(c as i64)),
                _ => text.char_count(),
            }
        }
        Value::Bytes(_) | Value::ByteArray(_) => {
            let bytes = operators::sequence::bytes_of(value).unwrap_or_default();
            match &bytes[..] {
                [byte] => return Ok(Value::Int(*byte as i64)),
                _ => bytes.len(),
            }
        }
        _ => {
            return Err(type_error(format!(
                "ord() expected string of length 1, but {} found",
                vm.type_name(value)
            )));
        }
    };
    Err(type_error(format!(
        "ord() expected a character, but string of length {length} found"
    )))
}

/// `next(iterator)` and `next(iterator, default)`
fn next(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let (iterator, default) = (args.take(0), args.take(1));
    let stop = move |result: PyResult| match result {
        Ok(Value::Unbound) if default.is_unbound() => {
            Err(PyError::bare(ExceptionKind::StopIteration))
        }
        Ok(Value::Unbound) => Ok(default),
        Err(error) if error.is(ExceptionKind::StopIteration) && !default.is_unbound() => {
            Ok(default)
        }
        result => result,
    };
    let flow = match &iterator {
        Value::Iter(iter) => {
            return stop(iter.next().map(Option::unwrap_or_default)).map(Flow::Value);
        }
        Value::Generator(generator) => {
            let (vm, generator) = (vm.clone(), generator.clone());
            return Flow::future(async move {
                match vm.resume(&generator, Input::Send(Value::None)).await {
                    Ok(Stepped::Yielded(item)) => Ok(item),
                    Ok(Stepped::Returned(Value::None)) => stop(Ok(Value::Unbound)),
                    Ok(Stepped::Returned(value)) => {
                        let kind = ExceptionKind::StopIteration;
                        stop(Err(PyError::with_args(kind, vec![value])))
                    }
                    Err(error) => stop(Err(error)),
                }
            });
        }
        other => match call_special(vm, other, Symbol::NEXT, &[]) {
            Ok(Some(flow)) => flow,
            Ok(None) => {
                return Err(type_error(format!(
                    "'{}' object is not an iterator",
                    vm.type_name(other)
                )));
            }
            Err(error) => return stop(Err(error)).map(Flow::Value),
        },
    };
    match flow {
        Flow::Value(item) => stop(Ok(item)).map(Flow::Value),
        flow => {
            let vm = vm.clone();
            Flow::future(async move { stop(vm.finish(flow).await) })
        }
    }
}

/// `sum`: ints exactly, floats with the rounding errors carried along (A. Neumaier, 1974), anything else by `+`.
async fn sum(vm: &Rc<Vm>, iterable: &Value, start: Value) -> PyResult {
    let iterator = vm.iter(iterable).await?;
    let mut total = start;
    while let Some(item) = vm.next(&iterator).await? {
        total = match (&total, &item) {
            (Value::Int(a), Value::Int(b)) if a.checked_add(*b).is_some() => Value::Int(a + b),
            (Value::Float(_), Value::Float(_) | Value::Int(_) | Value::Bool(_)) => {
                let (sum, next) = sum_floats(vm, &iterator, &total, item).await?;
                match next {
                    Some(next) => vm.binary(BinaryOp::Add, &sum, &next).await?,
                    None => return Ok(sum),
                }
            }
            _ => vm.binary(BinaryOp::Add, &total, &item).await?,
        };
    }
    Ok(total)
}

/// Adds floats and ints to a float for as long as they come; gives the sum and the item that was something else.
async fn sum_floats(
    vm: &Rc<Vm>,
    iterator: &Value,
    start: &Value,
    first: Value,
) -> PyResult<(Value, Option<Value>)> {
    let mut sum = start.as_f64().unwrap_or(0.0);
    let mut lost = 0.0;
    let mut item = first;
    let mut rest = None;
    loop {
        match &item {
            Value::Float(x) => {
                let total = sum + x;
                lost += if sum.abs() >= x.abs() {
                    (sum - total) + x
                } else {
                    (x - total) + sum
                };
                sum = total;
            }
            Value::Int(x) => sum += *x as f64,
            Value::Bool(x) => sum += f64::from(*x),
            _ => {
                rest = Some(item);
                break;
            }
        }
        match vm.next(iterator).await? {
            Some(next) => item = next,
            None => break,
        }
    }
    if lost != 0.0 && f64::is_finite(lost) {
        sum += lost;
    }
    Ok((Value::Float(sum), rest))
}

/// `min` and `max`
fn extreme(vm: &Rc<Vm>, mut args: Args<'_>, name: &'static str, op: CompareOp) -> PyResult<Flow> {
    let sought = match op {
        CompareOp::Lt => Ordering::Less,
        _ => Ordering::Greater,
    };
    let (mut key, mut default) = (Value::None, Value::Unbound);
    for (keyword, value) in args.named() {
        match &*keyword.text() {
            "key" => key = value.clone(),
            "default" => default = value.clone(),
            _ => {
                return Err(type_error(format!(
                    "{name}() got an unexpected keyword argument '{keyword}'"
                )));
            }
        }
    }
    let count = args.positional().len();
    let mut values = args.take_all();
    values.truncate(count);
    let source = match count {
        0 => {
            return Err(type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        1 => values.remove(0),
        _ if !default.is_unbound() => {
            return Err(type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ => {
            if key.is_none()
                && let Some(best) = plain_extreme(&values, sought)
            {
                return Ok(best.into());
            }
            Value::tuple(values)
        }
    };
    let own = vm.clone();
    eagerly(vm, async move {
        let vm = &own;
        let iterator = vm.iter(&source).await?;
        let mut best: Option<(Value, Value)> = None;
        while let Some(item) = vm.next(&iterator).await? {
            let rank = match &key {
                Value::None => item.clone(),
                key => {
                    let flow = call_now(vm, key.clone(), vec![item.clone()])?;
                    vm.finish(flow).await?
                }
            };
            let better = match &best {
                None => true,
                Some((best, _)) => match sorting::plain_order(&rank, best) {
                    Some(order) => order == sought,
                    None => {
                        let result = vm.compare(op, &rank, best).await?;
                        vm.truth(&result).await?
                    }
                },
            };
            if better {
                best = Some((rank, item));
            }
        }
        match best {
            Some((_, item)) => Ok(item),
            None if default.is_unbound() => {
                Err(value_error(format!("{name}() iterable argument is empty")))
            }
            None => Ok(default),
        }
    })
}

/// The first of the least or greatest values, where they need no Python code to compare.
fn plain_extreme(values: &[Value], sought: Ordering) -> Option<Value> {
    let (mut best, rest) = values.split_first()?;
    for value in rest {
        if sorting::plain_order(value, best)? == sought {
            best = value;
        }
    }
    Some(best.clone())
}

/// Whether the iterable has an item of this truth: `any`, and turned around `all`.
fn until(vm: &Rc<Vm>, iterable: &Value, sought: bool) -> PyResult<Flow> {
    let (own, iterable) = (vm.clone(), iterable.clone());
    eagerly(vm, async move {
        let iterator = own.iter(&iterable).await?;
        while let Some(item) = own.next(&iterator).await? {
            if own.truth(&item).await? == sought {
                return Ok(Value::Bool(sought));
            }
        }
        Ok(Value::Bool(!sought))
    })
}
