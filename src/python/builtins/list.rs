//! `list`

use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::protocol::{
    self, instance_of, is_exactly, then_value, wrong_receiver,
};
use crate::python::builtins::sorting;
use crate::python::object::error::{index_error, value_error};
use crate::python::object::function::{NamedParameters, Signature};
use crate::python::object::iter::IterSource;
use crate::python::object::{Args, Flow, Iter, List, NativeDef, PyResult, Value, finalize};
use crate::python::operators::{self, sequence};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.list, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, args| {
        let list = Rc::<List>::default();
        if !is_exactly(&args[0], &vm.types.list) {
            return instance_of(vm, &args[0], &vm.types.list, Value::List(list)).map(Flow::Value);
        }
        let flow = fill(vm, &list, &args)?;
        then_value(vm, flow, Value::List(list))
    }),
    NativeDef::flow_method("__init__", 0, 1, |vm, args| {
        let list = this(vm, &args)?;
        let old = list.items.take();
        finalize::discard_items(old);
        fill(vm, &list, &args)
    })
    .with(Signature::Any),
    NativeDef::method("append", 1, 1, |vm, mut args| {
        let item = args.take(1);
        this(vm, &args)?.push(item);
        Ok(Value::None)
    }),
    NativeDef::flow_method("extend", 1, 1, |vm, args| {
        extend(vm, &this(vm, &args)?, &args[1])
    }),
    NativeDef::flow_method("insert", 2, 2, |vm, mut args| {
        let item = args.take(2);
        let list = this(vm, &args)?;
        arguments::with_int(vm, &args[1], move |_, at| {
            let mut items = list.items.borrow_mut();
            let length = items.len() as i64;
            let at = if at < 0 { at + length } else { at };
            items.insert(at.clamp(0, length) as usize, item);
            Ok(Value::None)
        })
    }),
    NativeDef::flow_method("pop", 0, 1, |vm, args| {
        let list = this(vm, &args)?;
        match args.optional(1) {
            Some(at) => arguments::with_int(vm, at, move |_, at| pop(&list, at)),
            None => pop(&list, -1).map(Flow::Value),
        }
    }),
    NativeDef::flow_method("remove", 1, 1, |vm, args| {
        let list = this(vm, &args)?;
        let sequence = Value::List(list.clone());
        sequence::search(vm, &sequence, &args[1], 0, usize::MAX, move |found| {
            let Some(at) = found.filter(|&at| at < list.len()) else {
                return Err(value_error("list.remove(x): x not in list"));
            };
            let item = list.items.borrow_mut().remove(at);
            drop(item);
            Ok(Value::None)
        })
    }),
    NativeDef::method("clear", 0, 0, |vm, args| {
        let items = this(vm, &args)?.items.take();
        finalize::discard_items(items);
        Ok(Value::None)
    }),
    NativeDef::flow_method("index", 1, 3, |vm, args| {
        let list = this(vm, &args)?;
        let start = arguments::position(args.optional(2), 0, list.len())?;
        let stop = arguments::position(args.optional(3), usize::MAX, list.len())?;
        let item = args[1].clone();
        let sequence = Value::List(list);
        let vm = vm.clone();
        let missing = move |text: &str| value_error(format!("{text} is not in list"));
        // The message needs the item's `repr`, which may have to run.
        let flow = sequence::search(&vm, &sequence, &item, start, stop, |found| {
            Ok(found.map_or(Value::Unbound, Value::from))
        })?;
        match flow {
            Flow::Value(at) if !at.is_unbound() => Ok(at.into()),
            flow => Flow::future(async move {
                let at = vm.finish(flow).await?;
                if at.is_unbound() {
                    return Err(missing(&vm.repr(&item).await?));
                }
                Ok(at)
            }),
        }
    }),
    NativeDef::flow_method("count", 1, 1, |vm, args| {
        sequence::count(vm, &Value::List(this(vm, &args)?), &args[1])
    }),
    NativeDef::flow_method("sort", 0, 0, |vm, mut args| {
        let list = this(vm, &args)?;
        let (key, reverse) = (args.take(1), args.take(2));
        sorting::sort_list(vm, list, key, reverse)
    })
    .named(&NamedParameters {
        names: &["self", "key", "reverse"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::method("reverse", 0, 0, |vm, args| {
        this(vm, &args)?.items.borrow_mut().reverse();
        Ok(Value::None)
    }),
    NativeDef::method("copy", 0, 0, |vm, args| {
        Ok(Value::list(this(vm, &args)?.items.borrow().clone()))
    }),
    NativeDef::method("__reversed__", 0, 0, |vm, args| {
        let list = this(vm, &args)?;
        let length = list.len();
        Ok(Iter::new(IterSource::ListReversed { list, length }))
    }),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::GETITEM,
    protocol::SETITEM,
    protocol::DELITEM,
    protocol::CLASS_GETITEM,
];

/// What `list(…)` was called with becomes the items of an empty list.
fn fill(vm: &Rc<Vm>, list: &Rc<List>, args: &Args<'_>) -> PyResult<Flow> {
    protocol::no_keywords(args, "list")?;
    protocol::expect_count(args, "list", 0, 1)?;
    match args.optional(1) {
        Some(items) => extend(vm, list, items),
        None => Ok(Value::None.into()),
    }
}

fn pop(list: &List, at: i64) -> PyResult {
    let mut items = list.items.borrow_mut();
    if items.is_empty() {
        return Err(index_error("pop from empty list"));
    }
    let at = if at < 0 { at + items.len() as i64 } else { at };
    match usize::try_from(at) {
        Ok(at) if at < items.len() => Ok(items.remove(at)),
        _ => Err(index_error("pop index out of range")),
    }
}

/// Appends every item of an iterable; also `list += iterable`. Items that came before an error stay.
pub fn extend(vm: &Rc<Vm>, list: &Rc<List>, iterable: &Value) -> PyResult<Flow> {
    if let Some(items) = operators::items_now(iterable) {
        list.items.borrow_mut().extend(items);
        return Ok(Value::None.into());
    }
    let (vm, list, iterable) = (vm.clone(), list.clone(), iterable.clone());
    Flow::future(async move {
        let iterator = vm.iter(&iterable).await?;
        vm.ask_length(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            list.push(item);
        }
        Ok(Value::None)
    })
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<Rc<List>> {
    match args[0].base() {
        Value::List(list) => Ok(list.clone()),
        other => Err(wrong_receiver(vm, other)),
    }
}
