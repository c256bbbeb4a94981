//! `list[int]` and `int | str`: what annotations are made of. They are remembered and shown, never checked. How they are shown is
//! told in Python, in `lib/type_aliases.py`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::object::error::type_error;
use crate::python::object::function::{NativeCode, NativeKind, Signature};
use crate::python::object::{Args, Flow, NativeDef, NativeObject, PyResult, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

/// `origin[args]`
pub struct GenericAlias {
    pub origin: Value,
    pub args: Value,
}

/// `a | b`
pub struct Union {
    pub members: RefCell<Vec<Value>>,
}

impl NativeObject for GenericAlias {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl NativeObject for Union {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _members = self.members.take();
    }
}

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(&types.generic_alias, ALIAS_METHODS);
    add_methods(&types.union, UNION_METHODS);
    add_methods(&types.type_alias, NAMED_METHODS);
    add_methods(&types.type_alias, LAZY_METHODS);
    add_methods(&types.type_variable, NAMED_METHODS);
    for class in [&types.type_variable, &types.type_alias] {
        class.module.set(Symbol::new("typing"));
    }
    for class in [
        &types.type_,
        &types.generic_alias,
        &types.union,
        &types.type_alias,
        &types.type_variable,
    ] {
        add_methods(class, OPERATORS);
    }
}

/// What is shown by its name: `T`, and the alias of `type X = …`.
const NAMED_METHODS: &[NativeDef] = &[NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
    operators::get_attribute(vm, &args[0], Symbol::NAME)
})];

const LAZY_METHODS: &[NativeDef] = &[
    NativeDef::flow_getter("__value__", |_, args| {
        let Value::Instance(alias) = &args[0] else {
            return Ok(Value::None.into());
        };
        match alias.attribute(Symbol::new("evaluate_value")) {
            Some(evaluate) => Ok(Flow::Call(evaluate, Vec::new())),
            None => Ok(Value::None.into()),
        }
    }),
    NativeDef::method("__getitem__", 1, 1, |vm, args| {
        Ok(generic_alias(vm, args[0].clone(), args[1].clone()))
    }),
];

/// `class[arguments]`; several arguments come as a tuple.
pub fn generic_alias(vm: &Vm, origin: Value, arguments: Value) -> Value {
    let args = match arguments {
        Value::Tuple(_) => arguments,
        single => Value::tuple(vec![single]),
    };
    Value::native(&vm.types.generic_alias, GenericAlias { origin, args })
}

/// `a | b` of classes, aliases and None; `None` where one of them is none of these.
pub fn union(vm: &Vm, a: &Value, b: &Value) -> Option<Value> {
    let mut members = Vec::new();
    for side in [a, b] {
        if let Some(union) = side.downcast::<Union>() {
            members.extend(union.members.borrow().iter().cloned());
        } else if side.is_none() {
            members.push(Value::Class(vm.types.none.clone()));
        } else if is_type(vm, side) {
            members.push(side.clone());
        } else {
            return None;
        }
    }
    let mut distinct: Vec<Value> = Vec::new();
    for member in members {
        if !distinct.iter().any(|other| other.is(&member)) {
            distinct.push(member);
        }
    }
    match <[Value; 1]>::try_from(distinct) {
        Ok([only]) => Some(only),
        Err(distinct) => Some(Value::native(
            &vm.types.union,
            Union {
                members: RefCell::new(distinct),
            },
        )),
    }
}

fn is_type(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Class(_) => true,
        Value::Instance(instance) => {
            let class = instance.class_ref();
            let types = &vm.types;
            [
                &types.generic_alias,
                &types.type_variable,
                &types.type_alias,
            ]
            .iter()
            .any(|own| Rc::ptr_eq(own, &class))
        }
        _ => false,
    }
}

/// The `|` of everything that can stand in a union.
const OPERATORS: &[NativeDef] = &[
    NativeDef::method("__or__", 1, 1, |vm, args| {
        Ok(union(vm, &args[0], &args[1]).unwrap_or(Value::NotImplemented))
    }),
    NativeDef::method("__ror__", 1, 1, |vm, args| {
        Ok(union(vm, &args[1], &args[0]).unwrap_or(Value::NotImplemented))
    }),
];

const ALIAS_METHODS: &[NativeDef] = &[
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
        in_python(vm, "show_alias", args)
    }),
    NativeDef::getter("__origin__", |_, args| {
        Ok(args[0]
            .downcast::<GenericAlias>()
            .map_or(Value::None, |alias| alias.origin.clone()))
    }),
    NativeDef::getter("__args__", |_, args| {
        Ok(args[0]
            .downcast::<GenericAlias>()
            .map_or(Value::None, |alias| alias.args.clone()))
    }),
    // Calling the alias makes an instance of its origin.
    NativeDef {
        name: "__call__",
        qualname: "__call__",
        signature: Signature::Any,
        code: NativeCode::Flow(|vm, mut args| {
            let keywords = args.keywords.to_vec();
            let mut values = args.take_all();
            let alias = values.remove(0);
            let Some(alias) = alias.downcast::<GenericAlias>() else {
                return Err(type_error("expected a generic alias"));
            };
            let (vm, origin) = (vm.clone(), alias.origin.clone());
            Flow::future(async move { vm.call_with(origin, values, keywords).await })
        }),
        kind: NativeKind::Method,
    },
    NativeDef::method("__mro_entries__", 1, 1, |_, args| {
        Ok(Value::tuple(
            args[0]
                .downcast::<GenericAlias>()
                .map(|alias| alias.origin.clone())
                .into_iter()
                .collect(),
        ))
    }),
    NativeDef::method("__getitem__", 1, 1, |_, args| Ok(args[0].clone())),
    NativeDef::flow_method("__eq__", 1, 1, |vm, args| in_python(vm, "are_equal", args)),
    NativeDef::flow_method("__hash__", 0, 0, |vm, args| in_python(vm, "hash_of", args)),
];

const UNION_METHODS: &[NativeDef] = &[
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| {
        in_python(vm, "show_union", args)
    }),
    NativeDef::getter("__args__", |_, args| {
        Ok(Value::tuple(
            args[0]
                .downcast::<Union>()
                .map(|union| union.members.borrow().clone())
                .unwrap_or_default(),
        ))
    }),
    NativeDef::flow_method("__eq__", 1, 1, |vm, args| {
        in_python(vm, "are_equal_unions", args)
    }),
    NativeDef::flow_method("__hash__", 0, 0, |vm, args| {
        in_python(vm, "hash_of_union", args)
    }),
];

fn in_python(vm: &Rc<Vm>, function: &'static str, mut args: Args<'_>) -> PyResult<Flow> {
    vm.call_library("_type_aliases", function, args.take_all(), Vec::new())
}
