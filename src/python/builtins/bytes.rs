//! `bytes` and `bytearray`: what they do not share with `str`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::protocol::{self, instance_of, wrong_receiver};
use crate::python::builtins::{codecs, text_methods};
use crate::python::failure::check_text_size;
use crate::python::object::error::{index_error, overflow_error, type_error, value_error};
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{
    Args, Class, ExceptionKind, Flow, NativeDef, PyError, PyResult, Value,
};
use crate::python::operators;
use crate::python::operators::sequence::{self, byte_array, bytes_of, bytes_of_items};
use crate::python::operators::special::{call_special, eagerly, then};
use crate::python::symbol::Symbol;
use crate::python::text::bytes;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

/// `memoryview`, which is a name to test types by and no more.
const VIEW: &[NativeDef] = &[NativeDef::function("__new__", 0, 0, |_, _| {
    Err(PyError::new(
        ExceptionKind::NotImplementedError,
        "memoryview() is not supported: slice the bytes, or a bytearray",
    ))
})
.with(Signature::Any)
.of_kind(NativeKind::Static)];

const BYTE_RANGE: &str = "byte must be in range(0, 256)";

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(&types.bytes, &text_methods::OF_BYTES);
    add_methods(&types.bytearray, &text_methods::OF_BYTE_ARRAY);
    add_methods(&types.bytes, &OF_BYTES);
    add_methods(&types.bytearray, &OF_BYTE_ARRAY);
    add_methods(&types.bytes, BYTES_METHODS);
    add_methods(&types.bytearray, BYTEARRAY_METHODS);
    let view = Value::Class(types.named("memoryview", "builtins", VIEW));
    vm.builtins.set(Symbol::new("memoryview"), view);
}

/// What both have, in a table for each.
static OF_BYTES: [NativeDef; METHODS.len()] = NativeDef::copies(METHODS);
static OF_BYTE_ARRAY: [NativeDef; METHODS.len()] = NativeDef::copies(METHODS);

const METHODS: &[NativeDef] = &[
    NativeDef::flow_method("decode", 0, 2, |vm, args| {
        this(vm, &args)?;
        codecs::decode(vm, &args[0], &args, "decode")
    })
    .named(codecs::OPTIONS),
    NativeDef::method("hex", 0, 2, |vm, args| {
        let own = this(vm, &args)?;
        let Some(separator) = args.optional(1) else {
            return Ok(Value::string(bytes::hex(&own)));
        };
        let separator = arguments::text(vm, separator, "sep")?;
        bytes::check_hex_separator(separator)?;
        let group = match args.optional(2) {
            Some(group) => arguments::int(vm, group)?,
            None => 1,
        };
        Ok(Value::string(bytes::hex_grouped(&own, separator, group)))
    })
    .named(&NamedParameters {
        names: &["self", "sep", "bytes_per_sep"],
        positional_only: 1,
        positional: 3,
        required: 1,
    }),
    NativeDef::flow_method("fromhex", 1, 1, |vm, args| {
        let own = bytes::from_hex(arguments::text(vm, &args[1], "fromhex() argument")?)?;
        Ok(Flow::Call(args[0].clone(), vec![Value::bytes(own)]))
    })
    .of_kind(NativeKind::ClassMethod),
    NativeDef::method("translate", 1, 2, |vm, args| {
        let own = this(vm, &args)?;
        let table = match &args[1] {
            Value::None => None,
            table => Some(bytes_of(table).ok_or_else(|| not_bytes(vm, table))?),
        };
        if table.as_ref().is_some_and(|table| table.len() != 256) {
            return Err(value_error("translation table must be 256 characters long"));
        }
        let removed = match args.optional(2) {
            Some(removed) => bytes_of(removed).ok_or_else(|| not_bytes(vm, removed))?,
            None => Vec::new(),
        };
        let kept = own.into_iter().filter(|byte| !removed.contains(byte));
        let translated = kept
            .map(|byte| table.as_ref().map_or(byte, |table| table[byte as usize]))
            .collect();
        Ok(alike(&args[0], translated))
    })
    .named(&NamedParameters {
        names: &["self", "table", "delete"],
        positional_only: 2,
        positional: 3,
        required: 2,
    }),
    NativeDef::function("maketrans", 2, 2, |vm, args| {
        let from = bytes_of(&args[0]).ok_or_else(|| not_bytes(vm, &args[0]))?;
        let to = bytes_of(&args[1]).ok_or_else(|| not_bytes(vm, &args[1]))?;
        if from.len() != to.len() {
            return Err(value_error("maketrans arguments must have same length"));
        }
        let mut table: Vec<u8> = (0..=255).collect();
        for (from, to) in from.into_iter().zip(to) {
            table[from as usize] = to;
        }
        Ok(Value::bytes(table))
    })
    .of_kind(NativeKind::Static),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::GETITEM,
];

const BYTES_METHODS: &[NativeDef] = &[protocol::constructor(|vm, args| {
    let own = vm.types.bytes.clone();
    new(vm, args, own, |value| match value {
        Value::Bytes(_) => value,
        other => Value::bytes(bytes_of(&other).unwrap_or_default()),
    })
})];

const BYTEARRAY_METHODS: &[NativeDef] = &[
    protocol::constructor(|vm, args| {
        let own = vm.types.bytearray.clone();
        new(vm, args, own, |value| {
            byte_array(bytes_of(&value).unwrap_or_default())
        })
    }),
    NativeDef::method("append", 1, 1, |vm, args| {
        let byte = sequence::byte(vm, &args[1], BYTE_RANGE)?;
        array(vm, &args)?.borrow_mut().push(byte);
        Ok(Value::None)
    }),
    NativeDef::flow_method("extend", 1, 1, |vm, args| {
        let array = array(vm, &args)?.clone();
        if let Some(more) = bytes_of(&args[1]) {
            array.borrow_mut().extend(more);
            return Ok(Value::None.into());
        }
        if matches!(args[1].base(), Value::Str(_)) {
            return Err(type_error("expected iterable of integers; got: 'str'"));
        }
        operators::with_items(vm, &args[1], move |vm, items| {
            let more = bytes_of_items(vm, &items, BYTE_RANGE)?;
            array.borrow_mut().extend(more);
            Ok(Value::None.into())
        })
    }),
    NativeDef::method("insert", 2, 2, |vm, args| {
        let byte = sequence::byte(vm, &args[2], BYTE_RANGE)?;
        let mut array = array(vm, &args)?.borrow_mut();
        let at = arguments::position(Some(&args[1]), 0, array.len())?;
        array.insert(at, byte);
        Ok(Value::None)
    }),
    NativeDef::method("pop", 0, 1, |vm, args| {
        let mut array = array(vm, &args)?.borrow_mut();
        let at = match args.optional(1) {
            Some(at) => arguments::int(vm, at)?,
            None => -1,
        };
        if array.is_empty() {
            return Err(index_error("pop from empty bytearray"));
        }
        let at = if at < 0 { at + array.len() as i64 } else { at };
        match usize::try_from(at) {
            Ok(at) if at < array.len() => Ok(Value::Int(array.remove(at) as i64)),
            _ => Err(index_error("pop index out of range")),
        }
    }),
    NativeDef::method("remove", 1, 1, |vm, args| {
        let byte = sequence::byte(vm, &args[1], BYTE_RANGE)?;
        let mut array = array(vm, &args)?.borrow_mut();
        match array.iter().position(|&other| other == byte) {
            Some(at) => {
                array.remove(at);
                Ok(Value::None)
            }
            None => Err(value_error("value not found in bytearray")),
        }
    }),
    NativeDef::method("clear", 0, 0, |vm, args| {
        array(vm, &args)?.borrow_mut().clear();
        Ok(Value::None)
    }),
    NativeDef::method("reverse", 0, 0, |vm, args| {
        array(vm, &args)?.borrow_mut().reverse();
        Ok(Value::None)
    }),
    NativeDef::method("copy", 0, 0, |vm, args| Ok(byte_array(this(vm, &args)?))),
    protocol::SETITEM,
    protocol::DELITEM,
];

/// `bytes(…)` and `bytearray(…)`: from text, a count, bytes, `__bytes__` or an iterable of ints.
fn new(
    vm: &Rc<Vm>,
    mut args: Args<'_>,
    own: Rc<Class>,
    wrap: fn(Value) -> Value,
) -> PyResult<Flow> {
    let name = own.name.get().text();
    let mut values = [Value::Unbound, Value::Unbound, Value::Unbound];
    let count = args.positional().len() - 1;
    if count > 3 {
        return Err(type_error(format!(
            "{name}() takes at most 3 arguments ({count} given)"
        )));
    }
    for (keyword, value) in args.named() {
        match &*keyword.text() {
            "source" => values[0] = value.clone(),
            "encoding" => values[1] = value.clone(),
            "errors" => values[2] = value.clone(),
            _ => {
                return Err(type_error(format!(
                    "{name}() got an unexpected keyword argument '{keyword}'"
                )));
            }
        }
    }
    for (at, value) in values.iter_mut().take(count).enumerate() {
        *value = args.take(at + 1);
    }
    let class = args.take(0);
    let finish = move |vm: &Vm, value: Value| instance_of(vm, &class, &own, wrap(value));
    let source = values[0].clone();
    if let Value::Str(_) = source.base() {
        if values[1].is_unbound() {
            return Err(type_error("string argument without an encoding"));
        }
        let options = Args {
            values: &mut values,
            keywords: &[],
        };
        let encoded = codecs::encode(vm, &source, &options, &name)?;
        return then(vm, encoded, move |vm, encoded| finish(vm, encoded));
    }
    if !values[1].is_unbound() {
        arguments::text(vm, &values[1], &format!("{name}() argument 'encoding'"))?;
        return Err(type_error("encoding without a string argument"));
    }
    match source.base() {
        Value::Unbound => finish(vm, Value::bytes(Vec::new())).map(Flow::Value),
        Value::Int(_) | Value::Bool(_) => {
            let count = source.as_i64().unwrap_or(0);
            let count = usize::try_from(count).map_err(|_| value_error("negative count"))?;
            check_text_size(count)?;
            finish(vm, Value::bytes(vec![0; count])).map(Flow::Value)
        }
        Value::Big(_) => Err(overflow_error(
            "cannot fit 'int' into an index-sized integer",
        )),
        Value::Bytes(_) | Value::ByteArray(_) => finish(vm, source.base().clone()).map(Flow::Value),
        _ => {
            let vm_ = vm.clone();
            eagerly(vm, async move {
                let vm = &vm_;
                if let Some(flow) = call_special(vm, &source, Symbol::BYTES, &[])? {
                    let value = vm.finish(flow).await?;
                    return finish(vm, value);
                }
                if !operators::is_iterable(vm, &source) {
                    return Err(type_error(format!(
                        "cannot convert '{}' object to {name}",
                        vm.type_name(&source)
                    )));
                }
                let items = vm.collect_sized(&source).await?;
                let complaint = match &*name {
                    "bytes" => "bytes must be in range(0, 256)",
                    _ => BYTE_RANGE,
                };
                let own = bytes_of_items(vm, &items, complaint)?;
                finish(vm, Value::bytes(own))
            })
        }
    }
}

fn alike(object: &Value, own: Vec<u8>) -> Value {
    match object.base() {
        Value::ByteArray(_) => byte_array(own),
        _ => Value::bytes(own),
    }
}

fn not_bytes(vm: &Vm, value: &Value) -> PyError {
    type_error(format!(
        "a bytes-like object is required, not '{}'",
        vm.type_name(value)
    ))
}

fn this(vm: &Vm, args: &Args<'_>) -> PyResult<Vec<u8>> {
    bytes_of(&args[0]).ok_or_else(|| wrong_receiver(vm, &args[0]))
}

fn array<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<&'a Rc<RefCell<Vec<u8>>>> {
    match args[0].base() {
        Value::ByteArray(array) => Ok(array),
        other => Err(wrong_receiver(vm, other)),
    }
}
