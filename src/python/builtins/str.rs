//! What only `str` has; the rest is in `text_methods`.

use std::rc::Rc;

use crate::python::arguments;
use crate::python::builtins::protocol::{self, instance_of, wrong_receiver};
use crate::python::builtins::{codecs, text_methods};
use crate::python::number::IntRef;
use crate::python::number::hash::hash_int;
use crate::python::object::error::{key_error, type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, Dict, ExceptionKind, Flow, NativeDef, PyResult, Str, Value};
use crate::python::operators;
use crate::python::operators::special::eagerly;
use crate::python::symbol::Symbol;
use crate::python::text::template::{self, Argument, Field, Piece, Step, Template};
use crate::python::text::{case, chars};
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

pub fn install(vm: &Rc<Vm>) {
    add_methods(&vm.types.str, &text_methods::OF_STR);
    add_methods(&vm.types.str, METHODS);
}

const METHODS: &[NativeDef] = &[
    protocol::constructor(new),
    NativeDef::method("encode", 0, 2, |vm, args| {
        let (encoding, on_error) = codecs::options(vm, &args, "encode")?;
        codecs::encode(this(vm, &args)?, encoding, on_error).map(Value::bytes)
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
    NativeDef::flow_method("format", 0, 0, |vm, mut args| {
        let template = this(vm, &args)?.clone();
        let keywords = args.keywords.to_vec();
        let mut values = args.take_all();
        let named = values.split_off(values.len() - keywords.len());
        values.remove(0);
        let arguments = Arguments::Given {
            positional: values,
            named: keywords.into_iter().zip(named).collect(),
        };
        let vm_ = vm.clone();
        eagerly(vm, async move { format(&vm_, &template, &arguments).await })
    })
    .with(Signature::Any),
    NativeDef::flow_method("format_map", 1, 1, |vm, args| {
        let template = this(vm, &args)?.clone();
        let arguments = Arguments::Mapping(args[1].clone());
        let vm_ = vm.clone();
        eagerly(vm, async move { format(&vm_, &template, &arguments).await })
    }),
    NativeDef::flow_method("translate", 1, 1, |vm, args| {
        let (text, table) = (this(vm, &args)?.clone(), args[1].clone());
        let vm_ = vm.clone();
        eagerly(vm, async move { translate(&vm_, &text, &table).await })
    }),
    NativeDef::method("maketrans", 1, 3, |vm, args| make_translation(vm, &args))
        .with(Signature::Positional(1, 3))
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
    if !encoding.is_unbound() || !errors.is_unbound() {
        let mut options = [Value::Unbound, encoding, errors];
        let options = Args {
            values: &mut options,
            keywords: &[],
        };
        let (encoding, on_error) = codecs::options(vm, &options, "str")?;
        let text = match object.base() {
            Value::Str(_) => return Err(type_error("decoding str is not supported")),
            _ => codecs::decode(vm, &object, encoding, on_error)?,
        };
        return instance_of(vm, &class, &vm.types.str, text).map(Flow::Value);
    }
    if object.is_unbound() {
        return instance_of(vm, &class, &vm.types.str, Value::str("")).map(Flow::Value);
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

/// Where the fields of a template get their values.
enum Arguments {
    Given {
        positional: Vec<Value>,
        named: Vec<(Symbol, Value)>,
    },
    Mapping(Value),
}

impl Arguments {
    async fn get(&self, vm: &Rc<Vm>, argument: &Argument) -> PyResult {
        match (self, argument) {
            (Arguments::Given { positional, .. }, Argument::Position(at)) => positional
                .get(*at)
                .cloned()
                .ok_or_else(|| template::missing_position(*at).into()),
            (Arguments::Given { named, .. }, Argument::Keyword(name)) => named
                .iter()
                .find(|(keyword, _)| *keyword.text() == **name)
                .map(|(_, value)| value.clone())
                .ok_or_else(|| key_error(Value::str(name))),
            (Arguments::Mapping(_), Argument::Position(_)) => {
                Err(value_error("Format string contains positional fields"))
            }
            (Arguments::Mapping(mapping), Argument::Keyword(name)) => {
                vm.subscript(mapping, &Value::str(name)).await
            }
        }
    }
}

/// `template.format(…)`
async fn format(vm: &Rc<Vm>, template: &str, arguments: &Arguments) -> PyResult {
    let mut out = String::new();
    for piece in Template::new(template) {
        match piece? {
            Piece::Literal(text) => out.push_str(&text),
            Piece::Field(field) => {
                let mut spec = String::new();
                for piece in &field.spec {
                    match piece {
                        Piece::Literal(text) => spec.push_str(text),
                        Piece::Field(field) => {
                            let value = field_value(vm, field, arguments).await?;
                            spec.push_str(&vm.format(&value, "").await?);
                        }
                    }
                }
                let value = field_value(vm, &field, arguments).await?;
                out.push_str(&vm.format(&value, &spec).await?);
            }
        }
        crate::python::failure::check_text_size(out.len())?;
    }
    Ok(Value::string(out))
}

/// The value of a field, converted.
async fn field_value(vm: &Rc<Vm>, field: &Field, arguments: &Arguments) -> PyResult {
    let mut value = arguments.get(vm, &field.argument).await?;
    for step in &field.path {
        value = match step {
            Step::Attribute(name) => vm.get_attribute(&value, Symbol::new(name)).await?,
            Step::Index(at) => vm.subscript(&value, &Value::from(*at)).await?,
            Step::Key(key) => vm.subscript(&value, &Value::str(key)).await?,
        };
    }
    let flow = match field.conversion {
        None => return Ok(value),
        Some('r') => operators::repr(vm, &value)?,
        Some('a') => operators::ascii(vm, &value)?,
        Some(_) => operators::str(vm, &value)?,
    };
    vm.finish(flow).await
}

/// `text.translate(table)`
async fn translate(vm: &Rc<Vm>, text: &str, table: &Value) -> PyResult {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match vm.subscript(table, &Value::Int(c as i64)).await {
            Ok(Value::None) => {}
            Ok(replacement) => match replacement.base() {
                Value::Str(text) => out.push_str(text),
                Value::Int(code) => match chars::from_code(*code) {
                    Some(c) => out.push(c),
                    None => {
                        return Err(value_error("character mapping must be in range(0x110000)"));
                    }
                },
                _ => {
                    return Err(type_error(
                        "character mapping must return integer, None or str",
                    ));
                }
            },
            Err(error) if error.is(ExceptionKind::LookupError) => out.push(c),
            Err(error) => return Err(error),
        }
    }
    Ok(Value::string(out))
}

/// `str.maketrans(…)`: a dict from code points.
fn make_translation(vm: &Vm, args: &Args<'_>) -> PyResult {
    let table = Dict::default();
    let set = |key: i64, value: Value| {
        let (hash, key) = (hash_int(IntRef::Small(key)), Value::Int(key));
        match table.find(hash, &key) {
            crate::python::object::dict::Found::At(slot) => drop(table.set_at(slot, value)),
            _ => table.push(hash, key, value),
        }
    };
    let Some(to) = args.optional(1) else {
        let Value::Dict(dict) = args[0].base() else {
            return Err(type_error(
                "if you give only one argument to maketrans it must be a dict",
            ));
        };
        for (key, value) in dict.entries() {
            let code = match key.base() {
                Value::Str(text) => {
                    let mut chars = text.chars();
                    match (chars.next(), chars.next()) {
                        (Some(c), None) => c as i64,
                        _ => {
                            return Err(value_error(
                                "string keys in translate table must be of length 1",
                            ));
                        }
                    }
                }
                other => other.as_i64().ok_or_else(|| {
                    type_error("keys in translate table must be strings or integers")
                })?,
            };
            set(code, value);
        }
        return Ok(Value::Dict(Rc::new(table)));
    };
    let from = arguments::text(vm, &args[0], "maketrans() argument 1")?;
    let to = arguments::text(vm, to, "maketrans() argument 2")?;
    if from.chars().count() != to.chars().count() {
        return Err(value_error(
            "the first two maketrans arguments must have equal length",
        ));
    }
    for (from, to) in from.chars().zip(to.chars()) {
        set(from as i64, Value::Int(to as i64));
    }
    if let Some(removed) = args.optional(2) {
        for c in arguments::text(vm, removed, "maketrans() argument 3")?.chars() {
            set(c as i64, Value::None);
        }
    }
    Ok(Value::Dict(Rc::new(table)))
}
