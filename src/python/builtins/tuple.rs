//! `tuple`

use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::protocol::{self, instance_of, is_exactly, wrong_receiver};
use crate::python::object::error::value_error;
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
use crate::python::operators::{self, sequence};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.tuple, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, mut args| {
        let class = args[0].clone();
        if is_exactly(&class, &vm.types.tuple) {
            protocol::no_keywords(&args, "tuple")?;
            protocol::expect_count(&args, "tuple", 0, 1)?;
        }
        match args.take(1) {
            Value::Unbound => {
                instance_of(vm, &class, &vm.types.tuple, Value::tuple(Vec::new())).map(Flow::Value)
            }
            same @ Value::Tuple(_) => {
                instance_of(vm, &class, &vm.types.tuple, same).map(Flow::Value)
            }
            iterable => operators::with_items(vm, &iterable, move |vm, items| {
                instance_of(vm, &class, &vm.types.tuple, Value::tuple(items)).map(Flow::Value)
            }),
        }
    }),
    NativeDef::flow_method("index", 1, 3, |vm, args| {
        let this = this(vm, &args)?;
        let length = sequence::length(this).unwrap_or(0);
        let start = arguments::position(args.optional(2), 0, length)?;
        let stop = arguments::position(args.optional(3), usize::MAX, length)?;
        sequence::search(vm, this, &args[1], start, stop, |found| match found {
            Some(at) => Ok(Value::from(at)),
            None => Err(value_error("tuple.index(x): x not in tuple")),
        })
    }),
    NativeDef::flow_method("count", 1, 1, |vm, args| {
        sequence::count(vm, this(vm, &args)?, &args[1])
    }),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::GETITEM,
    protocol::CLASS_GETITEM,
];

fn this<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<&'a Value> {
    match args[0].base() {
        tuple @ Value::Tuple(_) => Ok(tuple),
        other => Err(wrong_receiver(vm, other)),
    }
}
