//! `print`, and the standard streams that it writes to.

use std::cell::RefCell;
use std::rc::Rc;

use crate::native_object;
use crate::python::arguments;
use crate::python::object::error::type_error;
use crate::python::object::function::Signature;
use crate::python::object::{Args, Flow, NativeDef, PyError, PyResult, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::Stream;

pub const PRINT: NativeDef = NativeDef::flow("print", 0, 0, print).with(Signature::Any);

/// `sys.stdout` or `sys.stderr`.
pub struct TextStream(Stream);

/// The same for bytes: `sys.stdout.buffer`.
struct ByteStream(Stream);

native_object!(TextStream, ByteStream);

const BYTE_METHODS: &[NativeDef] = &[
    NativeDef::method("write", 1, 1, |vm, args| {
        let stream = args[0].downcast::<ByteStream>();
        let (Some(stream), Value::Bytes(bytes)) = (stream, args[1].base()) else {
            return Err(type_error(format!(
                "a bytes-like object is required, not '{}'",
                vm.type_name(&args[1])
            )));
        };
        vm.write(stream.0, &String::from_utf8_lossy(bytes));
        Ok(Value::from(bytes.len()))
    }),
    NativeDef::method("flush", 0, 0, |_, _| Ok(Value::None)),
];

const METHODS: &[NativeDef] = &[
    NativeDef::method("write", 1, 1, |vm, args| {
        let text = arguments::text(vm, &args[1], "write() argument")?;
        vm.write(stream(&args)?, text);
        Ok(Value::from(text.chars().count()))
    }),
    NativeDef::flow_method("writelines", 1, 1, |vm, args| {
        let (stream, lines, vm) = (stream(&args)?, args[1].clone(), vm.clone());
        Flow::future(async move {
            for line in vm.collect(&lines).await? {
                match line.as_str() {
                    Some(text) => vm.write(stream, text),
                    None => return Err(type_error("write() argument must be str")),
                }
            }
            Ok(Value::None)
        })
    }),
    NativeDef::method("flush", 0, 0, |_, _| Ok(Value::None)),
    NativeDef::method("isatty", 0, 0, |_, _| Ok(Value::Bool(false))),
    NativeDef::method("writable", 0, 0, |_, _| Ok(Value::Bool(true))),
    NativeDef::method("readable", 0, 0, |_, _| Ok(Value::Bool(false))),
    NativeDef::method("fileno", 0, 0, |_, args| {
        Ok(Value::Int(match stream(&args)? {
            Stream::Stdout => 1,
            Stream::Stderr => 2,
        }))
    }),
    NativeDef::method("reconfigure", 0, 0, |_, _| Ok(Value::None)).with(Signature::Any),
    NativeDef::getter("buffer", |vm, args| {
        let class = vm.types.named("BufferedWriter", "_io", BYTE_METHODS);
        Ok(Value::native(&class, ByteStream(stream(&args)?)))
    }),
    NativeDef::getter("closed", |_, _| Ok(Value::Bool(false))),
    NativeDef::getter("mode", |_, _| Ok(Value::str("w"))),
    NativeDef::getter("encoding", |_, _| Ok(Value::str("utf-8"))),
    NativeDef::getter("name", |_, args| {
        Ok(Value::str(match stream(&args)? {
            Stream::Stdout => "<stdout>",
            Stream::Stderr => "<stderr>",
        }))
    }),
];

/// The stream objects, made when they are first asked for.
#[derive(Default)]
struct Streams(RefCell<[Option<Value>; 2]>);

/// The object that stands for a standard stream; always the same one.
pub fn standard_stream(vm: &Rc<Vm>, stream: Stream) -> Value {
    let streams = vm.extension::<Streams>();
    let mut streams = streams.0.borrow_mut();
    let place = &mut streams[(stream == Stream::Stderr) as usize];
    place
        .get_or_insert_with(|| {
            let class = vm.types.named("TextIOWrapper", "_io", METHODS);
            Value::native(&class, TextStream(stream))
        })
        .clone()
}

fn stream(args: &Args<'_>) -> PyResult<Stream> {
    match args[0].downcast::<TextStream>() {
        Some(stream) => Ok(stream.0),
        None => Err(type_error(
            "descriptor requires a '_io.TextIOWrapper' object",
        )),
    }
}

struct Options {
    separator: String,
    end: String,
    file: Value,
    flush: Value,
}

fn print(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let options = options(vm, &args)?;
    let count = args.positional().len();
    let mut values = args.take_all();
    values.truncate(count);
    let file = match &options.file {
        Value::None => current_output(vm),
        file => file.clone(),
    };
    if file.is_none() {
        return Ok(Value::None.into());
    }
    let Some(stream) = file.downcast::<TextStream>().map(|stream| stream.0) else {
        let vm = vm.clone();
        return Flow::future(async move { print_to_object(&vm, &file, values, options).await });
    };
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            text.push_str(&options.separator);
        }
        match text_of(vm, value)? {
            Flow::Value(shown) => text.push_str(shown.as_str().unwrap_or_default()),
            flow => {
                let rest = values.split_off(at + 1);
                let vm = vm.clone();
                return Flow::future(async move {
                    let shown = vm.finish_after(flow, stream, &mut text).await?;
                    text.push_str(shown.as_str().unwrap_or_default());
                    for value in &rest {
                        text.push_str(&options.separator);
                        let flow = text_of(&vm, value)?;
                        let shown = vm.finish_after(flow, stream, &mut text).await?;
                        text.push_str(shown.as_str().unwrap_or_default());
                    }
                    text.push_str(&options.end);
                    vm.write(stream, &text);
                    Ok(Value::None)
                });
            }
        }
    }
    text.push_str(&options.end);
    vm.write(stream, &text);
    Ok(Value::None.into())
}

/// `str(value)`; that it fails is told by the flow.
fn text_of(vm: &Rc<Vm>, value: &Value) -> PyResult<Flow> {
    operators::str(vm, value).or_else(|error| Flow::future(async move { Err(error) }))
}

fn options(vm: &Vm, args: &Args<'_>) -> PyResult<Options> {
    let mut options = Options {
        separator: " ".to_owned(),
        end: "\n".to_owned(),
        file: Value::None,
        flush: Value::Bool(false),
    };
    for (name, value) in args.named() {
        let text = |default: &str| match value {
            Value::None => Ok(default.to_owned()),
            value => value.as_str().map(str::to_owned).ok_or_else(|| {
                let given = vm.type_name(value);
                type_error(format!("{name} must be None or a string, not {given}"))
            }),
        };
        match &*name.text() {
            "sep" => options.separator = text(" ")?,
            "end" => options.end = text("\n")?,
            "file" => options.file = value.clone(),
            "flush" => options.flush = value.clone(),
            _ => return Err(unexpected(name)),
        }
    }
    Ok(options)
}

fn unexpected(name: Symbol) -> PyError {
    type_error(format!(
        "print() got an unexpected keyword argument '{name}'"
    ))
}

/// `sys.stdout` as the program has set it.
fn current_output(vm: &Rc<Vm>) -> Value {
    let sys = vm.modules.borrow().get(&Symbol::SYS).cloned();
    match sys.and_then(|sys| sys.get(Symbol::STDOUT)) {
        Some(stream) => stream,
        None => standard_stream(vm, Stream::Stdout),
    }
}

/// Prints by the object's `write`, piece by piece.
async fn print_to_object(
    vm: &Rc<Vm>,
    file: &Value,
    values: Vec<Value>,
    options: Options,
) -> PyResult {
    let write = vm.get_attribute(file, Symbol::WRITE).await?;
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            vm.call(write.clone(), vec![Value::str(&options.separator)])
                .await?;
        }
        let text = Value::Str(vm.str(value).await?);
        vm.call(write.clone(), vec![text]).await?;
    }
    vm.call(write, vec![Value::string(options.end)]).await?;
    if vm.truth(&options.flush).await? {
        vm.call_method(file, Symbol::FLUSH, Vec::new()).await?;
    }
    Ok(Value::None)
}
