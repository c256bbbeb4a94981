//! The exception classes: how each is made and what it tells of itself.

use std::rc::Rc;

use crate::python::builtins::build_class::add_note;
use crate::python::object::error::{attribute_error, type_error};
use crate::python::object::exception::{ExceptionData, FrameView, Traceback, TracebackEntry};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, Class, Dict, ExceptionKind, Instance, NativeDef, Payload, PyError, PyResult, Tuple, Value,
};
use crate::python::operators::traceback_of;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

const BASE: &[NativeDef] = &[
    NativeDef::function("__new__", 0, 0, new)
        .with(Signature::Any)
        .of_kind(NativeKind::Static),
    NativeDef::method("__init__", 0, 0, init).with(Signature::Any),
    NativeDef::getter("args", |_, args| {
        Ok(Value::Tuple(receiver(&args)?.1.args.borrow().clone()))
    }),
    NativeDef::setter("args=", |vm, args| {
        let items = match &args[1] {
            Value::Tuple(items) => items.clone(),
            Value::List(list) => Rc::new(Tuple::from(list.items.borrow().clone())),
            Value::Unbound => return Err(type_error("args may not be deleted")),
            other => {
                let name = vm.type_name(other);
                return Err(type_error(format!("'{name}' object is not iterable")));
            }
        };
        let _old = receiver(&args)?.1.args.replace(items);
        Ok(Value::None)
    }),
    NativeDef::getter("__cause__", |_, args| {
        Ok(link(&receiver(&args)?.1.cause.borrow()))
    }),
    NativeDef::setter("__cause__=", |_, args| {
        let data = receiver(&args)?.1;
        let _old = data.cause.replace(expect_link("cause", &args[1])?);
        data.suppress_context.set(true);
        Ok(Value::None)
    }),
    NativeDef::getter("__context__", |_, args| {
        Ok(link(&receiver(&args)?.1.context.borrow()))
    }),
    NativeDef::setter("__context__=", |_, args| {
        let _old = receiver(&args)?
            .1
            .context
            .replace(expect_link("context", &args[1])?);
        Ok(Value::None)
    }),
    NativeDef::getter("__suppress_context__", |_, args| {
        Ok(Value::Bool(receiver(&args)?.1.suppress_context.get()))
    }),
    NativeDef::setter("__suppress_context__=", |_, args| match args[1] {
        Value::Bool(suppress) => {
            receiver(&args)?.1.suppress_context.set(suppress);
            Ok(Value::None)
        }
        _ => Err(type_error("attribute value type must be bool")),
    }),
    NativeDef::getter("__traceback__", |vm, args| Ok(traceback_of(vm, &args[0]))),
    NativeDef::setter("__traceback__=", |_, args| set_traceback(&args)),
    NativeDef::method("with_traceback", 1, 1, |_, mut args| {
        set_traceback(&args)?;
        Ok(args.take(0))
    }),
    NativeDef::method("add_note", 1, 1, |vm, mut args| {
        let note = args.take(1);
        if note.as_str().is_none() {
            let name = vm.type_name(&note);
            return Err(type_error(format!("note must be a str, not '{name}'")));
        }
        if !add_note(receiver(&args)?.0, note) {
            return Err(type_error("Cannot add note: __notes__ is not a list"));
        }
        Ok(Value::None)
    }),
    NativeDef::method("__setstate__", 1, 1, |_, args| {
        if let Value::Dict(state) = &args[1] {
            set_all(receiver(&args)?.0, state);
        }
        Ok(Value::None)
    }),
];

/// A field and its setter: by name, and by its place among the arguments where it has one.
macro_rules! field {
    ($name:literal, $setter:literal, $at:expr) => {
        [
            NativeDef::getter($name, |_, args| get_field(&args, $name, $at)),
            NativeDef::setter($setter, |_, args| set_field(args, $name)),
        ]
    };
}

/// Fields by class.
const FIELDS: &[(ExceptionKind, &[[NativeDef; 2]])] = &[
    (
        ExceptionKind::StopIteration,
        &[field!("value", "value=", Some(0))],
    ),
    (
        ExceptionKind::SystemExit,
        &[[
            NativeDef::getter("code", |_, args| {
                let data = receiver(&args)?.1;
                if let Some(code) = data.field(Symbol::new("code")) {
                    return Ok(code);
                }
                let given = data.args.borrow();
                Ok(match &given[..] {
                    [] => Value::None,
                    [code] => code.clone(),
                    _ => Value::Tuple(given.clone()),
                })
            }),
            NativeDef::setter("code=", |_, args| set_field(args, "code")),
        ]],
    ),
    (
        ExceptionKind::ImportError,
        &[
            field!("name", "name=", None),
            field!("path", "path=", None),
            field!("name_from", "name_from=", None),
            field!("msg", "msg=", Some(0)),
        ],
    ),
    (
        ExceptionKind::AttributeError,
        &[field!("name", "name=", None), field!("obj", "obj=", None)],
    ),
    (ExceptionKind::NameError, &[field!("name", "name=", None)]),
    (
        ExceptionKind::OSError,
        &[
            field!("errno", "errno=", None),
            field!("strerror", "strerror=", None),
            field!("filename", "filename=", None),
            field!("filename2", "filename2=", None),
        ],
    ),
    (
        ExceptionKind::SyntaxError,
        &[
            field!("msg", "msg=", Some(0)),
            field!("filename", "filename=", None),
            field!("lineno", "lineno=", None),
            field!("offset", "offset=", None),
            field!("text", "text=", None),
            field!("end_lineno", "end_lineno=", None),
            field!("end_offset", "end_offset=", None),
        ],
    ),
    (
        ExceptionKind::UnicodeError,
        &[
            field!("encoding", "encoding=", Some(0)),
            field!("object", "object=", Some(1)),
            field!("start", "start=", Some(2)),
            field!("end", "end=", Some(3)),
            field!("reason", "reason=", Some(4)),
        ],
    ),
    (
        ExceptionKind::IncompleteReadError,
        &[
            field!("partial", "partial=", Some(0)),
            field!("expected", "expected=", Some(1)),
        ],
    ),
    (
        ExceptionKind::LimitOverrunError,
        &[field!("consumed", "consumed=", Some(1))],
    ),
];

/// Which class `OSError(errno, …)` makes.
const ERRNO: &[(i64, ExceptionKind)] = &[
    (1, ExceptionKind::PermissionError),
    (2, ExceptionKind::FileNotFoundError),
    (3, ExceptionKind::ProcessLookupError),
    (4, ExceptionKind::InterruptedError),
    (10, ExceptionKind::ChildProcessError),
    (11, ExceptionKind::BlockingIOError),
    (13, ExceptionKind::PermissionError),
    (17, ExceptionKind::FileExistsError),
    (20, ExceptionKind::NotADirectoryError),
    (21, ExceptionKind::IsADirectoryError),
    (32, ExceptionKind::BrokenPipeError),
    (103, ExceptionKind::ConnectionAbortedError),
    (104, ExceptionKind::ConnectionResetError),
    (108, ExceptionKind::BrokenPipeError),
    (110, ExceptionKind::TimeoutError),
    (111, ExceptionKind::ConnectionRefusedError),
    (114, ExceptionKind::BlockingIOError),
    (115, ExceptionKind::BlockingIOError),
];

const TRACEBACK: &[NativeDef] = &[
    NativeDef::getter("tb_lineno", |_, args| {
        let traceback = traceback(&args)?;
        Ok(Value::Int(
            traceback.entries[traceback.at].place.line as i64,
        ))
    }),
    NativeDef::getter("tb_next", |vm, args| {
        let Traceback { entries, at } = traceback(&args)?;
        if at + 1 >= entries.len() {
            return Ok(Value::None);
        }
        let next = Traceback {
            entries: entries.clone(),
            at: at + 1,
        };
        Ok(Value::native(&vm.types.traceback, next))
    }),
    NativeDef::getter("tb_frame", |vm, args| {
        let traceback = traceback(&args)?;
        let entry = traceback.entries[traceback.at].clone();
        Ok(frame_view(vm, entry))
    }),
    NativeDef::getter("tb_lasti", |_, _| Ok(Value::Int(0))),
];

const FRAME: &[NativeDef] = &[
    NativeDef::getter("f_code", |_, args| {
        Ok(Value::Code(frame(&args)?.entry.code.clone()))
    }),
    NativeDef::getter("f_lineno", |_, args| {
        Ok(Value::Int(frame(&args)?.entry.place.line as i64))
    }),
    NativeDef::getter("f_back", |_, _| Ok(Value::None)),
];

/// The object of a frame that no longer runs.
pub fn frame_view(vm: &Vm, entry: TracebackEntry) -> Value {
    let class = vm.types.named("frame", "builtins", FRAME);
    Value::native(&class, FrameView { entry })
}

pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(types.exception(ExceptionKind::BaseException), BASE);
    for (kind, fields) in FIELDS {
        for field in *fields {
            add_methods(types.exception(*kind), field);
        }
    }
    add_methods(&types.traceback, TRACEBACK);
}

/// The exception that a method was called on, and its data.
pub(super) fn receiver(args: &[Value]) -> PyResult<(&Rc<Instance>, &ExceptionData)> {
    if let Value::Instance(instance) = &args[0]
        && let Some(data) = instance.exception()
    {
        return Ok((instance, data));
    }
    Err(type_error("descriptor requires a 'BaseException' object"))
}

/// `Class.__new__`: the arguments are kept as they are.
fn new(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let keywords = args.keywords.to_vec();
    let mut values = args.take_all();
    let named = values.split_off(values.len() - keywords.len());
    let class = match values.first() {
        Some(Value::Class(class)) if class.exception.is_some() => class.clone(),
        _ => {
            return Err(type_error(
                "BaseException.__new__(X): X is not a type object",
            ));
        }
    };
    values.remove(0);
    // `__init__` of the program's own may take what it likes.
    let filled_later = !matches!(class.lookup(Symbol::INIT), Some(Value::Native(_)));
    let class = specific_class(vm, class, &values);
    let is_os_error = class.is_exception(ExceptionKind::OSError);
    let payload = Payload::Exception(Box::new(ExceptionData::new(
        match filled_later && is_os_error {
            true => Vec::new(),
            false => values.clone(),
        },
    )));
    let exception = Instance::with_payload(&class, payload);
    if !filled_later {
        fill(&exception, values, &keywords, named)?;
    }
    Ok(Value::Instance(exception))
}

fn init(_vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let keywords = args.keywords.to_vec();
    let mut values = args.take_all();
    let named = values.split_off(values.len() - keywords.len());
    let (exception, _) = receiver(&values)?;
    let exception = exception.clone();
    values.remove(0);
    fill(&exception, values, &keywords, named)?;
    Ok(Value::None)
}

/// `OSError(errno, …)` is an instance of the class that stands for the number.
fn specific_class(vm: &Vm, class: Rc<Class>, args: &[Value]) -> Rc<Class> {
    if !Rc::ptr_eq(&class, vm.types.exception(ExceptionKind::OSError)) || args.len() < 2 {
        return class;
    }
    let errno = args[0].as_i64();
    match ERRNO.iter().find(|(number, _)| Some(*number) == errno) {
        Some((_, kind)) => vm.types.exception(*kind).clone(),
        None => class,
    }
}

/// Takes the arguments of a constructor.
fn fill(
    exception: &Rc<Instance>,
    args: Vec<Value>,
    keywords: &[Symbol],
    named: Vec<Value>,
) -> PyResult<()> {
    let Some(data) = exception.exception() else {
        return Ok(());
    };
    let is = |kind| exception.is_exception(kind);
    let allowed: &[&str] = if is(ExceptionKind::ImportError) {
        &["name", "path", "name_from"]
    } else if is(ExceptionKind::AttributeError) {
        &["name", "obj"]
    } else if is(ExceptionKind::NameError) {
        &["name"]
    } else {
        &[]
    };
    for (&keyword, value) in keywords.iter().zip(named) {
        if allowed.len() == 1 && keywords.len() > 1 {
            return Err(type_error(format!(
                "{}() takes at most 1 keyword argument ({} given)",
                exception.class().name.get(),
                keywords.len()
            )));
        }
        if !allowed.contains(&&*keyword.text()) {
            return Err(unexpected_keyword(&exception.class(), keyword, allowed));
        }
        data.set_field(keyword, value);
    }
    let takes_five = [
        ExceptionKind::UnicodeDecodeError,
        ExceptionKind::UnicodeEncodeError,
    ];
    if takes_five.into_iter().any(is) && args.len() != 5 {
        return Err(type_error(format!(
            "function takes exactly 5 arguments ({} given)",
            args.len()
        )));
    }
    let _old = data.args.replace(Rc::new(Tuple::from(args)));
    data.keep_details(is);
    Ok(())
}

fn unexpected_keyword(class: &Class, keyword: Symbol, allowed: &[&str]) -> PyError {
    let name = class.name.get();
    type_error(match allowed {
        [] => format!("{name}() takes no keyword arguments"),
        _ => format!("{name}() got an unexpected keyword argument '{keyword}'"),
    })
}

fn get_field(args: &[Value], name: &str, at: Option<usize>) -> PyResult {
    let data = receiver(args)?.1;
    let field = data.field(Symbol::new(name));
    Ok(field.or_else(|| data.arg(at?)).unwrap_or(Value::None))
}

fn set_field(mut args: Args<'_>, name: &str) -> PyResult {
    let value = match args.take(1) {
        Value::Unbound => Value::None,
        value => value,
    };
    receiver(&args)?.1.set_field(Symbol::new(name), value);
    Ok(Value::None)
}

fn set_all(exception: &Instance, state: &Dict) {
    for (name, value) in state.entries() {
        if let Some(name) = name.as_str() {
            exception.set_attribute(Symbol::new(name), value);
        }
    }
}

fn link(exception: &Option<Rc<Instance>>) -> Value {
    exception.clone().map_or(Value::None, Value::Instance)
}

fn expect_link(role: &str, value: &Value) -> PyResult<Option<Rc<Instance>>> {
    match value {
        Value::None => Ok(None),
        Value::Instance(instance) if instance.exception().is_some() => Ok(Some(instance.clone())),
        Value::Unbound => Err(type_error(format!("__{role}__ may not be deleted"))),
        _ => Err(type_error(format!(
            "exception {role} must be None or derive from BaseException"
        ))),
    }
}

fn set_traceback(args: &[Value]) -> PyResult {
    let data = receiver(args)?.1;
    match (&args[1], args[1].downcast::<Traceback>()) {
        (Value::None, _) => data.traceback.borrow_mut().clear(),
        (_, Some(traceback)) => traceback.give_to(data),
        _ => return Err(type_error("__traceback__ must be a traceback or None")),
    }
    Ok(Value::None)
}

fn traceback<'a>(args: &'a Args<'_>) -> PyResult<&'a Traceback> {
    args[0]
        .downcast()
        .ok_or_else(|| attribute_error("not a traceback"))
}

fn frame<'a>(args: &'a Args<'_>) -> PyResult<&'a FrameView> {
    args[0]
        .downcast()
        .ok_or_else(|| attribute_error("not a frame"))
}
