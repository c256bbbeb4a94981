//! What only `str` has; the rest is in `text_methods`.

use std::rc::Rc;

use crate::python::builtins::protocol::{self, instance_of, wrong_receiver};
use crate::python::builtins::{codecs, text_methods};
use crate::python::modules::native;
use crate::python::object::error::type_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, Flow, NativeDef, PyResult, Str, Value};
use crate::python::operators;
use crate::python::operators::special::{eagerly, then};
use crate::python::text::{case, chars};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

/// The module of ours with the methods that are written in Python.
const LIBRARY: &str = "_text_methods";

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.str, &text_methods::OF_STR);
    add_methods(&vm.types.str, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(new),
    NativeDef::flow_method("encode", 0, 2, |vm, args| {
        this(vm, &args)?;
        codecs::encode(vm, &args[0], &args, "encode")
    })
    .named(codecs::OPTIONS),
    NativeDef::method("casefold", 0, 0, |vm, args| {
        Ok(Value::string(case::casefold(this(vm, &args)?)))
    }),
    NativeDef::method("isidentifier", 0, 0, |vm, args| {
        Ok(Value::Bool(case::is_identifier(this(vm, &args)?)))
    }),
    NativeDef::method("isprintable", 0, 0, |vm, args| {
        Ok(Value::Bool(case::is_printable(this(vm, &args)?)))
    }),
    NativeDef::method("isdecimal", 0, 0, |vm, args| {
        let is_decimal = |c| chars::decimal_value(c).is_some();
        Ok(Value::Bool(case::all_chars(this(vm, &args)?, is_decimal)))
    }),
    NativeDef::method("isnumeric", 0, 0, |vm, args| {
        Ok(Value::Bool(case::all_chars(
            this(vm, &args)?,
            chars::is_numeric,
        )))
    }),
    NativeDef::shared("format", 1, 1, in_python)
        .of_kind(NativeKind::Method)
        .with(Signature::Any),
    NativeDef::shared("format_map", 2, 2, in_python).of_kind(NativeKind::Method),
    NativeDef::shared("translate", 2, 2, in_python).of_kind(NativeKind::Method),
    NativeDef::shared("maketrans", 1, 3, |vm, def, args| {
        native::in_python(vm, LIBRARY, def, args)
    })
    .of_kind(NativeKind::Static),
    protocol::LEN,
    protocol::ITER,
    protocol::CONTAINS,
    protocol::GETITEM,
];

fn this<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<&'a Rc<Str>> {
    match args[0].base() {
        Value::Str(text) => Ok(text),
        other => Err(wrong_receiver(vm, other)),
    }
}

/// A method that is in Python, where it is given a plain str.
fn in_python(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    args.values[0] = Value::Str(this(vm, &args)?.clone());
    native::in_python(vm, LIBRARY, def, args)
}

/// `str(object)`, or `str(bytes, encoding, errors)`.
fn new(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let mut values = [Value::Unbound, Value::Unbound, Value::Unbound];
    let count = args.positional().len() - 1;
    if count > 3 {
        return Err(type_error(format!(
            "str expected at most 3 arguments, got {count}"
        )));
    }
    for (name, value) in args.named() {
        match &*name.text() {
            "object" => values[0] = value.clone(),
            "encoding" => values[1] = value.clone(),
            "errors" => values[2] = value.clone(),
            _ => {
                return Err(type_error(format!(
                    "str() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    for (at, value) in values.iter_mut().take(count).enumerate() {
        *value = args.take(at + 1);
    }
    let class = args.take(0);
    let [object, encoding, errors] = values;
    if object.is_unbound() {
        return instance_of(vm, &class, &vm.types.str, Value::str("")).map(Flow::Value);
    }
    if !encoding.is_unbound() || !errors.is_unbound() {
        let mut options = [Value::Unbound, encoding, errors];
        let options = Args {
            values: &mut options,
            keywords: &[],
        };
        let text = match object.base() {
            Value::Str(_) => return Err(type_error("decoding str is not supported")),
            _ => codecs::decode(vm, &object, &options, "str")?,
        };
        return then(vm, text, move |vm, text| {
            instance_of(vm, &class, &vm.types.str, text)
        });
    }
    match operators::str(vm, &object)? {
        flow if protocol::is_exactly(&class, &vm.types.str) => Ok(flow),
        flow => {
            let vm_ = vm.clone();
            eagerly(vm, async move {
                let text = vm_.finish(flow).await?;
                instance_of(&vm_, &class, &vm_.types.str, text.base().clone())
            })
        }
    }
}
