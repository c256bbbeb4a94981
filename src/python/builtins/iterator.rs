//! The methods of built-in iterators.

use crate::python::object::{ExceptionKind, Flow, NativeDef, PyError, Value};
use crate::python::operators;

pub const METHODS: &[NativeDef] = &[
    NativeDef::method("__iter__", 0, 0, |_, mut args| Ok(args.take(0))),
    NativeDef::flow_method("__next__", 0, 0, |vm, args| {
        let stop = |item: Value| match item {
            Value::Unbound => Err(PyError::bare(ExceptionKind::StopIteration)),
            item => Ok(item),
        };
        match operators::next(vm, &args[0])? {
            Flow::Value(item) => stop(item).map(Flow::Value),
            flow => {
                let vm = vm.clone();
                Flow::future(async move { stop(vm.finish(flow).await?) })
            }
        }
    }),
    NativeDef::method("__length_hint__", 0, 0, |_, args| match &args[0] {
        Value::Iter(iter) => Ok(Value::from(iter.remaining())),
        _ => Ok(Value::NotImplemented),
    }),
];

/// What iterators have that cannot tell how many items are to come.
pub const LAZY_METHODS: &[NativeDef] = METHODS.split_at(2).0;
