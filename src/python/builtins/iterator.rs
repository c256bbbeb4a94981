//! The methods of built-in iterators.

use crate::python::object::{ExceptionKind, NativeDef, PyError, Value};
use crate::python::operators;
use crate::python::operators::special::then;

pub const METHODS: &[NativeDef] = &[
    NativeDef::method("__iter__", 0, 0, |_, mut args| Ok(args.take(0))),
    NativeDef::flow_method("__next__", 0, 0, |vm, args| {
        let stop = |item: Value| match item {
            Value::Unbound => Err(PyError::bare(ExceptionKind::StopIteration)),
            item => Ok(item),
        };
        let flow = operators::next(vm, &args[0])?;
        then(vm, flow, move |_, item| stop(item))
    }),
    NativeDef::method("__length_hint__", 0, 0, |_, args| match &args[0] {
        Value::Iter(iter) => Ok(Value::from(iter.remaining())),
        _ => Ok(Value::NotImplemented),
    }),
];

/// What iterators have that cannot tell how many items are to come.
pub const LAZY_METHODS: &[NativeDef] = METHODS.split_at(2).0;
