//! `bool` and `NoneType`: calling them gives what is there already.

use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{NativeDef, Value};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;
use crate::python::{operators, plain};

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.bool, METHODS);
    add_methods(&vm.types.none, NONE);
}

const NONE: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |_, args| match args.len() {
        1 => Ok(Value::None),
        _ => Err(type_error("NoneType takes no arguments")),
    })
    .with(Signature::Any)
    .of_kind(NativeKind::Static),
    NativeDef::method("__bool__", 0, 0, |_, _| Ok(Value::Bool(false))),
];

const METHODS: &[NativeDef] =
    &[
        NativeDef::flow("__new__", 1, 2, |vm, args| match args.optional(1) {
            None => Ok(Value::Bool(false).into()),
            Some(value) => match plain::truth(value) {
                Some(truth) => Ok(Value::Bool(truth).into()),
                None => operators::truth(vm, value),
            },
        })
        .of_kind(NativeKind::Static),
    ];
