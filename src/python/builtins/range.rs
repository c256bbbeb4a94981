//! `range`

use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::protocol::{self, instance_of, wrong_receiver};
use crate::python::object::error::value_error;
use crate::python::object::iter::IterSource;
use crate::python::object::{Args, Flow, Iter, NativeDef, PyResult, Range, Value};
use crate::python::operators::{self, sequence};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.range, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, mut args| {
        protocol::no_keywords(&args, "range")?;
        protocol::expect_count(&args, "range", 1, 3)?;
        let mut values = args.take_all();
        let class = values.remove(0);
        if values.iter().any(|value| arguments::has_index(vm, value)) {
            let vm = vm.clone();
            return Flow::future(async move {
                for value in &mut values {
                    *value = vm.index(value).await?;
                }
                range(&vm, &class, &values)
            });
        }
        range(vm, &class, &values).map(Flow::Value)
    }),
    NativeDef::method("index", 1, 1, |vm, args| {
        let wanted = match args[1].base() {
            Value::Float(float) if float.fract() == 0.0 => Some(*float as i64),
            _ => args[1].as_i64(),
        };
        let found = wanted.and_then(|value| sequence::range_position(this(vm, &args).ok()?, value));
        match found {
            Some(at) => Ok(Value::from(at)),
            None if args[1].as_int().is_some() => {
                let value = args[1].base();
                Err(value_error(format!("{value:?} is not in range")))
            }
            None => Err(value_error("sequence.index(x): x not in sequence")),
        }
    }),
    NativeDef::flow_method("count", 1, 1, |vm, args| {
        let count = match operators::own_contains(vm, &args[0], &args[1])? {
            Flow::Value(Value::Bool(found)) => found as i64,
            _ => 0,
        };
        Ok(Value::Int(count).into())
    }),
    NativeDef::method("__reversed__", 0, 0, |vm, args| {
        let range = this(vm, &args)?;
        let length = range.len();
        let last = range
            .start
            .wrapping_add(range.step.wrapping_mul((length as i64).wrapping_sub(1)));
        Ok(Iter::new(IterSource::Range {
            start: last,
            step: range.step.wrapping_neg(),
            length,
        }))
    }),
    NativeDef::getter("start", |vm, args| Ok(Value::Int(this(vm, &args)?.start))),
    NativeDef::getter("stop", |vm, args| Ok(Value::Int(this(vm, &args)?.stop))),
    NativeDef::getter("step", |vm, args| Ok(Value::Int(this(vm, &args)?.step))),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::GETITEM,
];

fn range(vm: &Rc<Vm>, class: &Value, values: &[Value]) -> PyResult {
    let number = |at: usize| arguments::int(vm, &values[at]);
    let (start, stop, step) = match values.len() {
        1 => (0, number(0)?, 1),
        2 => (number(0)?, number(1)?, 1),
        _ => (number(0)?, number(1)?, number(2)?),
    };
    if step == 0 {
        return Err(value_error("range() arg 3 must not be zero"));
    }
    let range = Value::Range(Rc::new(Range { start, stop, step }));
    instance_of(vm, class, &vm.types.range, range)
}

fn this<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<&'a Range> {
    match args[0].base() {
        Value::Range(range) => Ok(range),
        other => Err(wrong_receiver(vm, other)),
    }
}
