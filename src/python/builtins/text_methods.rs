//! The methods that `str`, `bytes` and `bytearray` have in common.
//!
//! Bytes are handled as the text of the same Latin-1 characters (see `text::bytes`), so each method is written once; a
//! [`Kind`] says how arguments are read and results are made.

use std::borrow::Cow;

use crate::python::arguments;
use crate::python::builtins::protocol::wrong_receiver;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::NamedParameters;
use crate::python::object::{Args, Flow, NativeDef, PyResult, Value};
use crate::python::operators::{self, sequence};
use crate::python::text::layout::{self, Align};
use crate::python::text::search::{self, Ends, Window};
use crate::python::text::{bytes, case, chars};
use crate::python::vm::Vm;

/// Which of the three types a text is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Str,
    Bytes,
    ByteArray,
}

/// The object of a method, as a text.
struct Receiver<'a> {
    kind: Kind,
    text: Cow<'a, str>,
    /// Its length in characters.
    chars: usize,
}

impl Kind {
    /// An object of this kind.
    pub fn wrap(self, text: &str) -> Value {
        match self {
            Kind::Str => Value::str(text),
            Kind::Bytes => Value::bytes(bytes::from_text(text)),
            Kind::ByteArray => sequence::byte_array(bytes::from_text(text)),
        }
    }

    fn wrap_all(self, texts: &[&str]) -> Value {
        Value::list(texts.iter().map(|text| self.wrap(text)).collect())
    }

    /// An argument as a text; `None` where it is of the other sort.
    fn read(self, value: &Value) -> Option<Cow<'_, str>> {
        match (self, value.base()) {
            (Kind::Str, Value::Str(text)) => Some(Cow::Borrowed(text.as_str())),
            (Kind::Bytes | Kind::ByteArray, Value::Bytes(own)) => Some(bytes::as_text(own)),
            (Kind::Bytes | Kind::ByteArray, Value::ByteArray(own)) => {
                Some(Cow::Owned(bytes::as_text(&own.borrow()).into_owned()))
            }
            _ => None,
        }
    }

    /// The same with a complaint: about a str in the words of `complaint`, of which the type's name is the end.
    fn expect<'a>(self, vm: &Vm, value: &'a Value, complaint: &str) -> PyResult<Cow<'a, str>> {
        self.read(value).ok_or_else(|| {
            // What is not the argument of a call names the type even of None.
            let name = if complaint.contains("argument") {
                arguments::given(vm, value)
            } else {
                vm.type_name(value)
            };
            type_error(match self {
                Kind::Str => format!("{complaint}{name}"),
                _ => format!("a bytes-like object is required, not '{name}'"),
            })
        })
    }
}

impl Receiver<'_> {
    fn wrap(&self, text: &str) -> Value {
        self.kind.wrap(text)
    }
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<Receiver<'a>> {
    let (kind, chars) = match value.base() {
        Value::Str(text) => (Kind::Str, text.char_count()),
        Value::Bytes(own) => (Kind::Bytes, own.len()),
        Value::ByteArray(own) => (Kind::ByteArray, own.borrow().len()),
        _ => return Err(wrong_receiver(vm, value)),
    };
    let text = kind.read(value).unwrap_or_default();
    Ok(Receiver { kind, text, chars })
}

/// The methods, in a table for each type.
pub static OF_STR: [NativeDef; METHODS.len()] = NativeDef::copies(METHODS);
pub static OF_BYTES: [NativeDef; METHODS.len()] = NativeDef::copies(METHODS);
pub static OF_BYTE_ARRAY: [NativeDef; METHODS.len()] = NativeDef::copies(METHODS);

const METHODS: &[NativeDef] = &[
    NativeDef::method("find", 1, 3, |vm, args| {
        Ok(position(find(vm, &args, "find", |window, text| {
            window.find(text)
        })?))
    }),
    NativeDef::method("rfind", 1, 3, |vm, args| {
        Ok(position(find(vm, &args, "rfind", |window, text| {
            window.rfind(text)
        })?))
    }),
    NativeDef::method("index", 1, 3, |vm, args| {
        found(
            &args,
            find(vm, &args, "index", |window, text| window.find(text))?,
        )
    }),
    NativeDef::method("rindex", 1, 3, |vm, args| {
        found(
            &args,
            find(vm, &args, "rindex", |window, text| window.rfind(text))?,
        )
    }),
    NativeDef::method("count", 1, 3, |vm, args| {
        let count = find(vm, &args, "count", |window, needle| {
            Some(window.count(needle))
        })?;
        Ok(Value::from(count.unwrap_or(0)))
    }),
    NativeDef::method("startswith", 1, 3, |vm, args| {
        affix(vm, &args, "startswith", |window, prefix| {
            window.starts_with(prefix)
        })
    }),
    NativeDef::method("endswith", 1, 3, |vm, args| {
        affix(vm, &args, "endswith", |window, suffix| {
            window.ends_with(suffix)
        })
    }),
    NativeDef::method("replace", 2, 3, |vm, args| {
        let this = this(vm, &args[0])?;
        let old = this
            .kind
            .expect(vm, &args[1], "replace() argument 1 must be str, not ")?;
        let new = this
            .kind
            .expect(vm, &args[2], "replace() argument 2 must be str, not ")?;
        let limit = number(vm, &args, 3, -1)?;
        Ok(this.wrap(&search::replace(&this.text, &old, &new, limit)?))
    })
    .named(&NamedParameters {
        names: &["self", "old", "new", "count"],
        positional_only: 3,
        positional: 4,
        required: 3,
    }),
    NativeDef::method("split", 0, 2, |vm, args| {
        split(
            vm,
            &args,
            search::split,
            search::split_whitespace,
            bytes::split_whitespace,
        )
    })
    .named(SPLIT),
    NativeDef::method("rsplit", 0, 2, |vm, args| {
        split(
            vm,
            &args,
            search::rsplit,
            search::rsplit_whitespace,
            bytes::rsplit_whitespace,
        )
    })
    .named(SPLIT),
    NativeDef::flow_method("splitlines", 0, 1, |vm, args| {
        let keep_ends = match args.optional(1) {
            Some(keep) => crate::python::plain::truth(keep) != Some(false),
            None => false,
        };
        let this = this(vm, &args[0])?;
        let lines = match this.kind {
            Kind::Str => search::split_lines(&this.text, keep_ends),
            _ => bytes::split_lines(&this.text, keep_ends),
        };
        Ok(this.kind.wrap_all(&lines).into())
    })
    .named(&NamedParameters {
        names: &["self", "keepends"],
        positional_only: 1,
        positional: 2,
        required: 1,
    }),
    NativeDef::method("partition", 1, 1, |vm, args| {
        let this = this(vm, &args[0])?;
        let separator = this.kind.expect(vm, &args[1], "must be str, not ")?;
        let parts = search::partition(&this.text, &separator)?;
        Ok(partitioned(&this, &separator, parts, [&this.text, "", ""]))
    }),
    NativeDef::method("rpartition", 1, 1, |vm, args| {
        let this = this(vm, &args[0])?;
        let separator = this.kind.expect(vm, &args[1], "must be str, not ")?;
        let parts = search::rpartition(&this.text, &separator)?;
        Ok(partitioned(&this, &separator, parts, ["", "", &this.text]))
    }),
    NativeDef::method("strip", 0, 1, |vm, args| {
        strip(vm, &args, "strip", Ends::Both)
    }),
    NativeDef::method("lstrip", 0, 1, |vm, args| {
        strip(vm, &args, "lstrip", Ends::Left)
    }),
    NativeDef::method("rstrip", 0, 1, |vm, args| {
        strip(vm, &args, "rstrip", Ends::Right)
    }),
    NativeDef::method("removeprefix", 1, 1, |vm, args| {
        let this = this(vm, &args[0])?;
        let prefix = this
            .kind
            .expect(vm, &args[1], "removeprefix() argument must be str, not ")?;
        Ok(this.wrap(this.text.strip_prefix(&*prefix).unwrap_or(&this.text)))
    }),
    NativeDef::method("removesuffix", 1, 1, |vm, args| {
        let this = this(vm, &args[0])?;
        let suffix = this
            .kind
            .expect(vm, &args[1], "removesuffix() argument must be str, not ")?;
        Ok(this.wrap(this.text.strip_suffix(&*suffix).unwrap_or(&this.text)))
    }),
    NativeDef::method("center", 1, 2, |vm, args| {
        justify(vm, &args, "center", layout::center)
    }),
    NativeDef::method("ljust", 1, 2, |vm, args| {
        justify(vm, &args, "ljust", |text, width, fill| {
            layout::pad(text, fill, Align::Left, width)
        })
    }),
    NativeDef::method("rjust", 1, 2, |vm, args| {
        justify(vm, &args, "rjust", |text, width, fill| {
            layout::pad(text, fill, Align::Right, width)
        })
    }),
    NativeDef::method("zfill", 1, 1, |vm, args| {
        let this = this(vm, &args[0])?;
        let width = number(vm, &args, 1, 0)?;
        Ok(this.wrap(&layout::zfill(
            &this.text,
            usize::try_from(width).unwrap_or(0),
        )?))
    }),
    NativeDef::method("expandtabs", 0, 1, |vm, args| {
        let this = this(vm, &args[0])?;
        let size = number(vm, &args, 1, 8)?;
        Ok(this.wrap(&layout::expand_tabs(
            &this.text,
            usize::try_from(size).unwrap_or(0),
        )?))
    })
    .named(&NamedParameters {
        names: &["self", "tabsize"],
        positional_only: 1,
        positional: 2,
        required: 1,
    }),
    NativeDef::flow_method("join", 1, 1, |vm, args| {
        if !operators::is_iterable(vm, &args[1]) {
            return Err(type_error("can only join an iterable"));
        }
        let separator = args[0].clone();
        operators::with_items(vm, &args[1], move |vm, items| {
            join(vm, &separator, &items).map(Flow::Value)
        })
    }),
    NativeDef::method("upper", 0, 0, |vm, args| {
        changed(vm, &args, case::upper, <[u8]>::to_ascii_uppercase)
    }),
    NativeDef::method("lower", 0, 0, |vm, args| {
        changed(vm, &args, case::lower, <[u8]>::to_ascii_lowercase)
    }),
    NativeDef::method("title", 0, 0, |vm, args| {
        changed(vm, &args, case::title, bytes::title)
    }),
    NativeDef::method("capitalize", 0, 0, |vm, args| {
        changed(vm, &args, case::capitalize, bytes::capitalize)
    }),
    NativeDef::method("swapcase", 0, 0, |vm, args| {
        changed(vm, &args, case::swap_case, bytes::swap_case)
    }),
    NativeDef::method("isupper", 0, 0, |vm, args| cased(vm, &args, case::is_upper)),
    NativeDef::method("islower", 0, 0, |vm, args| cased(vm, &args, case::is_lower)),
    NativeDef::method("istitle", 0, 0, |vm, args| cased(vm, &args, case::is_title)),
    NativeDef::method("isascii", 0, 0, |vm, args| {
        Ok(Value::Bool(this(vm, &args[0])?.text.is_ascii()))
    }),
    NativeDef::method("isalpha", 0, 0, |vm, args| {
        all(vm, &args, chars::is_alpha, u8::is_ascii_alphabetic)
    }),
    NativeDef::method("isdigit", 0, 0, |vm, args| {
        all(vm, &args, chars::is_digit, u8::is_ascii_digit)
    }),
    NativeDef::method("isalnum", 0, 0, |vm, args| {
        all(vm, &args, chars::is_alnum, u8::is_ascii_alphanumeric)
    }),
    NativeDef::method("isspace", 0, 0, |vm, args| {
        all(vm, &args, chars::is_space, bytes::is_space_byte)
    }),
];

const SPLIT: &NamedParameters = &NamedParameters {
    names: &["self", "sep", "maxsplit"],
    positional_only: 1,
    positional: 3,
    required: 1,
};

/// An optional int argument.
fn number(vm: &Vm, args: &Args<'_>, at: usize, default: i64) -> PyResult<i64> {
    match args.optional(at) {
        Some(value) => arguments::int(vm, value),
        None => Ok(default),
    }
}

/// Looks for the first argument between the bounds that the next two may give.
fn find(
    vm: &Vm,
    args: &Args<'_>,
    name: &str,
    look: fn(Window<'_>, &str) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let this = this(vm, &args[0])?;
    let needle = needle(vm, &this, &args[1], name)?;
    Ok(window(&this, args)?.and_then(|window| look(window, &needle)))
}

fn needle<'a>(
    vm: &Vm,
    this: &Receiver<'_>,
    value: &'a Value,
    name: &str,
) -> PyResult<Cow<'a, str>> {
    if let Some(needle) = this.kind.read(value) {
        return Ok(needle);
    }
    let type_name = vm.type_name(value);
    match (this.kind, value.base()) {
        (Kind::Str, _) => Err(type_error(format!(
            "{name}() argument 1 must be str, not {}",
            arguments::given(vm, value)
        ))),
        (_, Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
            let byte = sequence::byte(vm, value, "byte must be in range(0, 256)")?;
            Ok(Cow::Owned((byte as char).to_string()))
        }
        _ => Err(type_error(format!(
            "argument should be integer or bytes-like object, not '{type_name}'"
        ))),
    }
}

fn window<'a>(this: &'a Receiver<'_>, args: &Args<'_>) -> PyResult<Option<Window<'a>>> {
    let start = arguments::bound(args.optional(2), 0)?;
    let end = arguments::bound(args.optional(3), i64::MAX)?;
    Ok(Window::new(&this.text, this.chars, start, end))
}

fn position(found: Option<usize>) -> Value {
    found.map_or(Value::Int(-1), Value::from)
}

fn found(args: &Args<'_>, found: Option<usize>) -> PyResult {
    match (found, args[0].base()) {
        (Some(at), _) => Ok(Value::from(at)),
        (None, Value::Str(_)) => Err(value_error("substring not found")),
        (None, _) => Err(value_error("subsection not found")),
    }
}

/// `startswith` and `endswith`, of one affix or of any of a tuple.
fn affix(vm: &Vm, args: &Args<'_>, name: &str, test: fn(Window<'_>, &str) -> bool) -> PyResult {
    let this = this(vm, &args[0])?;
    let window = window(&this, args)?;
    let type_name = match this.kind {
        Kind::Str => "str",
        _ => "bytes",
    };
    let (affixes, in_tuple) = match args[1].base() {
        Value::Tuple(affixes) => (&affixes[..], true),
        single => (std::slice::from_ref(single), false),
    };
    for affix in affixes {
        let Some(text) = this.kind.read(affix) else {
            let other = vm.type_name(affix);
            return Err(type_error(match in_tuple {
                true => format!("tuple for {name} must only contain {type_name}, not {other}"),
                false => format!(
                    "{name} first arg must be {type_name} or a tuple of {type_name}, not {other}"
                ),
            }));
        };
        if window.is_some_and(|window| test(window, &text)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

type Words = for<'a> fn(&'a str, i64) -> Vec<&'a str>;
type Cut = for<'a> fn(&'a str, &str, i64) -> Result<Vec<&'a str>, crate::python::failure::Failure>;

fn split(vm: &Vm, args: &Args<'_>, cut: Cut, words: Words, words_of_bytes: Words) -> PyResult {
    let this = this(vm, &args[0])?;
    let limit = number(vm, args, 2, -1)?;
    let parts = match args.optional(1) {
        None | Some(Value::None) if this.kind == Kind::Str => words(&this.text, limit),
        None | Some(Value::None) => words_of_bytes(&this.text, limit),
        Some(separator) => {
            let separator = this
                .kind
                .expect(vm, separator, "must be str or None, not ")?;
            cut(&this.text, &separator, limit)?
        }
    };
    Ok(this.kind.wrap_all(&parts))
}

fn partitioned(
    this: &Receiver<'_>,
    separator: &str,
    parts: Option<(&str, &str)>,
    whole: [&str; 3],
) -> Value {
    let parts = match parts {
        Some((before, after)) => [before, separator, after],
        None => whole,
    };
    Value::tuple(parts.iter().map(|part| this.wrap(part)).collect())
}

fn strip(vm: &Vm, args: &Args<'_>, name: &str, ends: Ends) -> PyResult {
    let this = this(vm, &args[0])?;
    let unwanted = match args.optional(1) {
        None | Some(Value::None) => None,
        Some(unwanted) => Some(match this.kind {
            Kind::Str => this
                .kind
                .read(unwanted)
                .ok_or_else(|| type_error(format!("{name} arg must be None or str")))?,
            _ => this.kind.expect(vm, unwanted, "")?,
        }),
    };
    let rest = match this.kind {
        Kind::Str => search::strip(&this.text, unwanted.as_deref(), ends),
        _ => bytes::strip(&this.text, unwanted.as_deref(), ends),
    };
    if rest.len() == this.text.len() && matches!(args[0], Value::Str(_)) {
        return Ok(args[0].clone());
    }
    Ok(this.wrap(rest))
}

fn justify(
    vm: &Vm,
    args: &Args<'_>,
    name: &str,
    lay_out: fn(&str, usize, char) -> Result<String, crate::python::failure::Failure>,
) -> PyResult {
    let this = this(vm, &args[0])?;
    let width = usize::try_from(number(vm, args, 1, 0)?).unwrap_or(0);
    let fill = match args.optional(2) {
        None => ' ',
        Some(fill) => {
            let type_name = vm.type_name(fill);
            let text = this.kind.read(fill);
            let mut chars = text.as_deref().unwrap_or_default().chars();
            match (chars.next(), chars.next(), this.kind) {
                (Some(fill), None, _) => fill,
                (_, _, Kind::Str) if text.is_none() => {
                    return Err(type_error(format!(
                        "The fill character must be a unicode character, not {type_name}"
                    )));
                }
                (_, _, Kind::Str) => {
                    return Err(type_error(
                        "The fill character must be exactly one character long",
                    ));
                }
                _ => {
                    return Err(type_error(format!(
                        "{name}() argument 2 must be a byte string of length 1, not {type_name}"
                    )));
                }
            }
        }
    };
    Ok(this.wrap(&lay_out(&this.text, width, fill)?))
}

/// `separator.join(items)`
fn join(vm: &Vm, separator: &Value, items: &[Value]) -> PyResult {
    let this = this(vm, separator)?;
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(&this.text);
        }
        match this.kind.read(item) {
            Some(text) => out.push_str(&text),
            None => {
                let expected = match this.kind {
                    Kind::Str => "str instance",
                    _ => "a bytes-like object",
                };
                return Err(type_error(format!(
                    "sequence item {at}: expected {expected}, {} found",
                    vm.type_name(item)
                )));
            }
        }
        crate::python::failure::check_text_size(out.len())?;
    }
    Ok(match this.kind {
        Kind::Str => Value::string(out),
        kind => kind.wrap(&out),
    })
}

fn changed(
    vm: &Vm,
    args: &Args<'_>,
    text: fn(&str) -> String,
    own: fn(&[u8]) -> Vec<u8>,
) -> PyResult {
    let this = this(vm, &args[0])?;
    Ok(match this.kind {
        Kind::Str => Value::string(text(&this.text)),
        Kind::Bytes => Value::bytes(own(&bytes::from_text(&this.text))),
        Kind::ByteArray => sequence::byte_array(own(&bytes::from_text(&this.text))),
    })
}

fn cased(vm: &Vm, args: &Args<'_>, test: fn(&str) -> bool) -> PyResult {
    let this = this(vm, &args[0])?;
    Ok(Value::Bool(match this.kind {
        Kind::Str => test(&this.text),
        _ => test(&bytes::ascii_only(&bytes::from_text(&this.text))),
    }))
}

fn all(vm: &Vm, args: &Args<'_>, of_char: fn(char) -> bool, of_byte: fn(&u8) -> bool) -> PyResult {
    let this = this(vm, &args[0])?;
    Ok(Value::Bool(match this.kind {
        Kind::Str => case::all_chars(&this.text, of_char),
        _ => bytes::all_bytes(&bytes::from_text(&this.text), of_byte),
    }))
}
