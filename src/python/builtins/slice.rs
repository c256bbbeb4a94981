//! `slice`

use std::rc::Rc;

use crate::python::arguments::{self, Places};
use crate::python::builtins::protocol::{self, instance_of, wrong_receiver};
use crate::python::object::error::value_error;
use crate::python::object::{Args, Flow, NativeDef, PyResult, Slice, Value};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.slice, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, mut args| {
        protocol::no_keywords(&args, "slice")?;
        protocol::expect_count(&args, "slice", 1, 3)?;
        let mut values = args.take_all().into_iter();
        let class = values.next().unwrap_or_default();
        let mut parts: Vec<Value> = values.collect();
        if parts.len() == 1 {
            parts.insert(0, Value::None);
        }
        let mut parts = parts.into_iter();
        let mut part = || parts.next().unwrap_or(Value::None);
        let (start, stop, step) = (part(), part(), part());
        let slice = Value::Slice(Rc::new(Slice { start, stop, step }));
        instance_of(vm, &class, &vm.types.slice, slice).map(Flow::Value)
    }),
    NativeDef::method("indices", 1, 1, |vm, args| {
        let length = arguments::int(vm, &args[1])?;
        let length =
            usize::try_from(length).map_err(|_| value_error("length should not be negative"))?;
        let places = Places::of(this(vm, &args)?, length)?;
        Ok(Value::tuple(vec![
            Value::Int(places.start),
            Value::Int(places.stop),
            Value::Int(places.step),
        ]))
    }),
    NativeDef::getter("start", |vm, args| Ok(this(vm, &args)?.start.clone())),
    NativeDef::getter("stop", |vm, args| Ok(this(vm, &args)?.stop.clone())),
    NativeDef::getter("step", |vm, args| Ok(this(vm, &args)?.step.clone())),
];

fn this<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<&'a Slice> {
    match args[0].base() {
        Value::Slice(slice) => Ok(slice),
        other => Err(wrong_receiver(vm, other)),
    }
}
