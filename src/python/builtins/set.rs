//! `set` and `frozenset`, and what the views of a dict have in common with them.
//!
//! What their operators do is in `operators::set_algebra`.

use std::rc::Rc;

use crate::python::builtins::protocol::{
    self, instance_of, is_exactly, then_value, wrong_receiver,
};
use crate::python::builtins::views::View;
use crate::python::code::BinaryOp;
use crate::python::object::error::key_error;
use crate::python::object::function::Signature;
use crate::python::object::{Args, Flow, NativeDef, PyResult, Set, Value};
use crate::python::operators::lookup::{at_place, find, find_hashed};
use crate::python::operators::sequence::set_key;
use crate::python::operators::set_algebra::{add, as_set, change, combine, is_subset, update};
use crate::python::operators::special::eagerly;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    for methods in [METHODS, SHARED_METHODS] {
        add_methods(&vm.types.set, methods);
        add_methods(&vm.types.frozenset, methods);
    }
    add_methods(&vm.types.set, SET_METHODS);
    add_methods(&vm.types.frozenset, FROZENSET_METHODS);
}

/// What only the set that can change has.
const SET_METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, args| {
        let set = Rc::<Set>::default();
        if !is_exactly(&args[0], &vm.types.set) {
            return instance_of(vm, &args[0], &vm.types.set, Value::Set(set)).map(Flow::Value);
        }
        let flow = fill(vm, &set, &args)?;
        then_value(vm, flow, Value::Set(set))
    }),
    NativeDef::flow_method("__init__", 0, 1, |vm, args| {
        let set = this(vm, &args)?;
        set.clear();
        fill(vm, &set, &args)
    })
    .with(Signature::Any),
    NativeDef::flow_method("add", 1, 1, |vm, mut args| {
        let item = args.take(1);
        at_place(vm, &this(vm, &args)?, item, |_, place| {
            if place.slot.is_none() {
                place.table.push(place.hash, place.key);
            }
            Ok(Value::None.into())
        })
    }),
    NativeDef::flow_method("discard", 1, 1, |vm, args| {
        at_place(vm, &this(vm, &args)?, set_key(&args[1]), |_, place| {
            if let Some(slot) = place.slot {
                let _member = place.table.remove_at(slot);
            }
            Ok(Value::None.into())
        })
    }),
    NativeDef::flow_method("remove", 1, 1, |vm, args| {
        let key = args[1].clone();
        at_place(vm, &this(vm, &args)?, set_key(&key), |_, place| {
            match place.slot {
                Some(slot) => drop(place.table.remove_at(slot)),
                None => return Err(key_error(key)),
            }
            Ok(Value::None.into())
        })
    }),
    NativeDef::method("pop", 0, 0, |vm, args| {
        this(vm, &args)?
            .pop()
            .ok_or_else(|| key_error(Value::str("pop from an empty set")))
    }),
    NativeDef::method("clear", 0, 0, |vm, args| {
        this(vm, &args)?.clear();
        Ok(Value::None)
    }),
    NativeDef::flow_method("update", 0, u8::MAX - 1, |vm, args| {
        change_by_each(vm, args, BinaryOp::Or)
    }),
    NativeDef::flow_method("difference_update", 0, u8::MAX - 1, |vm, args| {
        change_by_each(vm, args, BinaryOp::Subtract)
    }),
    NativeDef::flow_method("intersection_update", 0, u8::MAX - 1, |vm, args| {
        let set = this(vm, &args)?;
        let others = args[1..].to_vec();
        changed(vm, async move |vm| {
            let result = combine(vm, &set, others, BinaryOp::And).await?;
            set.swap(&result);
            Ok(())
        })
    }),
    NativeDef::flow_method("symmetric_difference_update", 1, 1, |vm, args| {
        change_by_each(vm, args, BinaryOp::Xor)
    }),
    NativeDef::flow_method("__ior__", 1, 1, |vm, args| in_place(vm, args, BinaryOp::Or)),
    NativeDef::flow_method("__iand__", 1, 1, |vm, args| {
        in_place(vm, args, BinaryOp::And)
    }),
    NativeDef::flow_method("__isub__", 1, 1, |vm, args| {
        in_place(vm, args, BinaryOp::Subtract)
    }),
    NativeDef::flow_method("__ixor__", 1, 1, |vm, args| {
        in_place(vm, args, BinaryOp::Xor)
    }),
];

const FROZENSET_METHODS: &[NativeDef] = &[protocol::constructor(|vm, mut args| {
    let class = args[0].clone();
    let exact = is_exactly(&class, &vm.types.frozenset);
    if exact {
        protocol::no_keywords(&args, "frozenset")?;
        protocol::expect_count(&args, "frozenset", 0, 1)?;
    }
    let items = args.take(1);
    if exact && matches!(items, Value::FrozenSet(_)) {
        return Ok(items.into());
    }
    eagerly(vm, {
        let vm = vm.clone();
        async move {
            let set = Rc::<Set>::default();
            if !items.is_unbound() {
                update(&vm, &set, &items).await?;
            }
            instance_of(&vm, &class, &vm.types.frozenset, Value::FrozenSet(set))
        }
    })
})];

/// What both have.
const METHODS: &[NativeDef] = &[
    NativeDef::method("copy", 0, 0, |vm, args| match &args[0] {
        same @ Value::FrozenSet(_) => Ok(same.clone()),
        object => Ok(alike(object, this(vm, &args)?.copy())),
    }),
    NativeDef::flow_method("union", 0, u8::MAX - 1, |vm, args| {
        combined(vm, args, BinaryOp::Or)
    }),
    NativeDef::flow_method("intersection", 0, u8::MAX - 1, |vm, args| {
        combined(vm, args, BinaryOp::And)
    }),
    NativeDef::flow_method("difference", 0, u8::MAX - 1, |vm, args| {
        combined(vm, args, BinaryOp::Subtract)
    }),
    NativeDef::flow_method("symmetric_difference", 1, 1, |vm, args| {
        combined(vm, args, BinaryOp::Xor)
    }),
    NativeDef::flow_method("issubset", 1, 1, |vm, args| {
        let (set, other) = (this(vm, &args)?, args[1].clone());
        answer(vm, async move |vm| {
            let other = as_set(vm, &other).await?;
            is_subset(vm, &set, &other).await
        })
    }),
    NativeDef::flow_method("issuperset", 1, 1, |vm, args| {
        let (set, other) = (this(vm, &args)?, args[1].clone());
        answer(vm, async move |vm| {
            let other = as_set(vm, &other).await?;
            is_subset(vm, &other, &set).await
        })
    }),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::CLASS_GETITEM,
];

/// What the keys and the items of a dict have of a set, too.
pub const SHARED_METHODS: &[NativeDef] = &[
    NativeDef::flow_method("isdisjoint", 1, 1, |vm, args| {
        let (a, b) = (args[0].clone(), args[1].clone());
        answer(vm, async move |vm| {
            let (a, b) = (as_set(vm, &a).await?, as_set(vm, &b).await?);
            for (hash, key) in b.members() {
                if find_hashed(vm, &a, hash, &key).await?.is_some() {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }),
    NativeDef::flow_method("__or__", 1, 1, |vm, args| {
        operator(vm, &args[0], &args[1], BinaryOp::Or)
    }),
    NativeDef::flow_method("__and__", 1, 1, |vm, args| {
        operator(vm, &args[0], &args[1], BinaryOp::And)
    }),
    NativeDef::flow_method("__sub__", 1, 1, |vm, args| {
        operator(vm, &args[0], &args[1], BinaryOp::Subtract)
    }),
    NativeDef::flow_method("__xor__", 1, 1, |vm, args| {
        operator(vm, &args[0], &args[1], BinaryOp::Xor)
    }),
    NativeDef::flow_method("__ror__", 1, 1, |vm, args| {
        operator(vm, &args[1], &args[0], BinaryOp::Or)
    }),
    NativeDef::flow_method("__rand__", 1, 1, |vm, args| {
        operator(vm, &args[1], &args[0], BinaryOp::And)
    }),
    NativeDef::flow_method("__rsub__", 1, 1, |vm, args| {
        operator(vm, &args[1], &args[0], BinaryOp::Subtract)
    }),
    NativeDef::flow_method("__rxor__", 1, 1, |vm, args| {
        operator(vm, &args[1], &args[0], BinaryOp::Xor)
    }),
    NativeDef::flow_method("__le__", 1, 1, |vm, args| {
        relation(vm, &args[0], &args[1], |a, b| a <= b)
    }),
    NativeDef::flow_method("__lt__", 1, 1, |vm, args| {
        relation(vm, &args[0], &args[1], |a, b| a < b)
    }),
    NativeDef::flow_method("__ge__", 1, 1, |vm, args| {
        relation(vm, &args[1], &args[0], |a, b| a <= b)
    }),
    NativeDef::flow_method("__gt__", 1, 1, |vm, args| {
        relation(vm, &args[1], &args[0], |a, b| a < b)
    }),
    NativeDef::flow_method("__eq__", 1, 1, |vm, args| {
        relation(vm, &args[0], &args[1], |a, b| a == b)
    }),
    NativeDef::flow_method("__ne__", 1, 1, |vm, args| {
        if !is_set_like(&args[0]) || !is_set_like(&args[1]) {
            return Ok(Value::NotImplemented.into());
        }
        let (a, b) = (args[0].clone(), args[1].clone());
        answer(vm, async move |vm| {
            let (a, b) = (as_set(vm, &a).await?, as_set(vm, &b).await?);
            Ok(a.len() != b.len() || !is_subset(vm, &a, &b).await?)
        })
    }),
];

/// What `set(…)` was called with becomes the members of an empty set.
fn fill(vm: &Rc<Vm>, set: &Rc<Set>, args: &Args<'_>) -> PyResult<Flow> {
    protocol::no_keywords(args, "set")?;
    protocol::expect_count(args, "set", 0, 1)?;
    let Some(items) = args.optional(1).cloned() else {
        return Ok(Value::None.into());
    };
    let set = set.clone();
    changed(vm, async move |vm| update(vm, &set, &items).await)
}

/// `a op b` of sets and set-like views. With a view on one side the other may be any iterable.
fn operator(vm: &Rc<Vm>, a: &Value, b: &Value, op: BinaryOp) -> PyResult<Flow> {
    let is_view = |value: &Value| value.downcast::<View>().is_some_and(View::is_set);
    let with_view = is_view(a) || is_view(b);
    let both_sets = is_set_like(a) && is_set_like(b);
    if !with_view && !both_sets {
        return Ok(Value::NotImplemented.into());
    }
    let (a, b) = (a.clone(), b.clone());
    let own = vm.clone();
    eagerly(vm, async move {
        let vm = &own;
        if !with_view {
            let set = as_set(vm, &a).await?;
            let result = combine(vm, &set, vec![b], op).await?;
            return Ok(alike(&a, unwrap(result)));
        }
        if op == BinaryOp::And {
            return Ok(Value::Set(common(vm, &a, &b).await?));
        }
        let set = Rc::<Set>::default();
        for key in vm.collect(&a).await? {
            let hash = vm.hash(&key).await?;
            add(vm, &set, hash, key).await?;
        }
        change(vm, &set, &b, op).await?;
        Ok(Value::Set(set))
    })
}

/// What a view and something else have in common. Walked is the right side, or the smaller one if both are views, or a
/// view and a set.
async fn common(vm: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<Rc<Set>> {
    let (a, b) = match (a.downcast::<View>(), b.downcast::<View>(), b.base()) {
        (Some(own), Some(other), _) if other.dict.len() > own.dict.len() => (b, a),
        (Some(own), _, Value::Set(set) | Value::FrozenSet(set)) if own.dict.len() <= set.len() => {
            (b, a)
        }
        _ => (a, b),
    };
    let asked = as_set(vm, a).await?;
    let result = Rc::<Set>::default();
    for key in vm.collect(b).await? {
        let (hash, slot) = find(vm, &asked, &key).await?;
        if slot.is_some() {
            add(vm, &result, hash, key).await?;
        }
    }
    Ok(result)
}

/// `a <= b` and its like: the lengths relate, and all of `a` is in `b`.
fn relation(
    vm: &Rc<Vm>,
    a: &Value,
    b: &Value,
    lengths: fn(&usize, &usize) -> bool,
) -> PyResult<Flow> {
    if !is_set_like(a) || !is_set_like(b) {
        return Ok(Value::NotImplemented.into());
    }
    let (a, b) = (a.clone(), b.clone());
    answer(vm, async move |vm| {
        let (a, b) = (as_set(vm, &a).await?, as_set(vm, &b).await?);
        Ok(lengths(&a.len(), &b.len()) && is_subset(vm, &a, &b).await?)
    })
}

/// `set.union(*others)` and its like: a new set.
fn combined(vm: &Rc<Vm>, args: Args<'_>, op: BinaryOp) -> PyResult<Flow> {
    let (object, set, others) = (args[0].clone(), this(vm, &args)?, args[1..].to_vec());
    let vm_ = vm.clone();
    eagerly(vm, async move {
        let result = combine(&vm_, &set, others, op).await?;
        Ok(alike(&object, unwrap(result)))
    })
}

/// `set.update(*others)` and its like.
fn change_by_each(vm: &Rc<Vm>, args: Args<'_>, op: BinaryOp) -> PyResult<Flow> {
    let (set, others) = (this(vm, &args)?, args[1..].to_vec());
    changed(vm, async move |vm| {
        for other in others {
            change(vm, &set, &other, op).await?;
        }
        Ok(())
    })
}

/// `set |= other` and its like.
fn in_place(vm: &Rc<Vm>, mut args: Args<'_>, op: BinaryOp) -> PyResult<Flow> {
    let set = this(vm, &args)?;
    let (object, other) = (args.take(0), args.take(1));
    if !is_set_like(&other) {
        return Ok(Value::NotImplemented.into());
    }
    let vm_ = vm.clone();
    eagerly(vm, async move {
        change(&vm_, &set, &other, op).await?;
        Ok(object)
    })
}

/// Runs a change of a set; Python sees None.
fn changed(
    vm: &Rc<Vm>,
    change: impl AsyncFnOnce(&Rc<Vm>) -> PyResult<()> + 'static,
) -> PyResult<Flow> {
    let vm_ = vm.clone();
    eagerly(vm, async move { change(&vm_).await.map(|()| Value::None) })
}

fn answer(
    vm: &Rc<Vm>,
    question: impl AsyncFnOnce(&Rc<Vm>) -> PyResult<bool> + 'static,
) -> PyResult<Flow> {
    let vm_ = vm.clone();
    eagerly(vm, async move { question(&vm_).await.map(Value::Bool) })
}

fn is_set_like(value: &Value) -> bool {
    matches!(value.base(), Value::Set(_) | Value::FrozenSet(_))
        || value.downcast::<View>().is_some_and(View::is_set)
}

/// A new set of the kind of its first operand.
fn alike(object: &Value, set: Set) -> Value {
    match object.base() {
        Value::FrozenSet(_) => Value::FrozenSet(Rc::new(set)),
        _ => Value::Set(Rc::new(set)),
    }
}

/// The set of an owner who just made it.
fn unwrap(set: Rc<Set>) -> Set {
    Rc::try_unwrap(set).unwrap_or_else(|shared| shared.copy())
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<Rc<Set>> {
    match args[0].base() {
        Value::Set(set) | Value::FrozenSet(set) => Ok(set.clone()),
        other => Err(wrong_receiver(vm, other)),
    }
}
