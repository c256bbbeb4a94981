//! What a value looks like, by its kind: a text, or [`Nested`] pieces of text with values between them.
//!
//! Nothing here runs Python code or follows nested values; `text` does.

use std::borrow::Cow;
use std::rc::Rc;

use crate::python::number::{IntRef, int_text};
use crate::python::object::error::type_error;
use crate::python::object::function::NativeKind;
use crate::python::object::{
    BoundMethod, Class, Descriptor, NativeDef, Payload, PyError, PyResult, Value,
};
use crate::python::symbol::Symbol;
use crate::python::text::{float, repr as quoted};
use crate::python::vm::Vm;

/// What a value looks like.
pub enum Look {
    Text(Cow<'static, str>),
    Nested(Nested),
}

pub struct Nested {
    /// Shown instead where the value is inside itself.
    pub cycle: &'static str,
    pub pieces: Vec<Piece>,
}

pub enum Piece {
    Text(Cow<'static, str>),
    /// To be shown by its own `repr`.
    Value(Value),
}

impl Nested {
    pub fn new(cycle: &'static str) -> Nested {
        Nested {
            cycle,
            pieces: Vec::new(),
        }
    }

    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Nested {
        self.pieces.push(Piece::Text(text.into()));
        self
    }

    pub fn value(mut self, value: &Value) -> Nested {
        self.pieces.push(Piece::Value(value.clone()));
        self
    }

    fn items(mut self, items: &[Value]) -> Nested {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self = self.text(", ");
            }
            self = self.value(item);
        }
        self
    }
}

impl From<Nested> for Look {
    fn from(nested: Nested) -> Look {
        Look::Nested(nested)
    }
}

impl From<String> for Look {
    fn from(text: String) -> Look {
        Look::Text(text.into())
    }
}

impl From<&'static str> for Look {
    fn from(text: &'static str) -> Look {
        Look::Text(text.into())
    }
}

/// The look of a value by its kind.
pub fn look(vm: &Vm, value: &Value) -> PyResult<Look> {
    Ok(match value.base() {
        Value::Unbound => "<unbound>".into(),
        Value::None => "None".into(),
        Value::NotImplemented => "NotImplemented".into(),
        Value::Ellipsis => "Ellipsis".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Int(int) => int.to_string().into(),
        Value::Big(int) => int_text::int_repr(IntRef::Big(int))?.into(),
        Value::Float(float) => float::repr(*float).into(),
        Value::Complex(parts) => complex_repr(parts.0, parts.1).into(),
        Value::Str(text) => quoted::str_repr(text).into(),
        Value::Bytes(bytes) => quoted::bytes_repr(bytes).into(),
        Value::ByteArray(bytes) => format!(
            "{}({})",
            vm.type_name(value),
            quoted::bytearray_repr(&bytes.borrow())
        )
        .into(),
        Value::List(list) if list.is_empty() => "[]".into(),
        Value::List(list) => Nested::new("[...]")
            .text("[")
            .items(&list.items.borrow())
            .text("]")
            .into(),
        Value::Tuple(items) if items.is_empty() => "()".into(),
        Value::Tuple(items) => Nested::new("(...)")
            .text("(")
            .items(items)
            .text(if items.len() == 1 { ",)" } else { ")" })
            .into(),
        Value::Dict(dict) if dict.is_empty() => "{}".into(),
        Value::Dict(dict) => {
            let mut nested = Nested::new("{...}").text("{");
            for (at, (key, value)) in dict.entries().iter().enumerate() {
                if at > 0 {
                    nested = nested.text(", ");
                }
                nested = nested.value(key).text(": ").value(value);
            }
            nested.text("}").into()
        }
        base @ (Value::Set(set) | Value::FrozenSet(set)) => {
            let type_name = vm.type_name(value);
            if set.is_empty() {
                return Ok(format!("{type_name}()").into());
            }
            // A plain set is written as its literal.
            let (open, close) = if base.is(value) && matches!(value, Value::Set(_)) {
                ("{".to_owned(), "}")
            } else {
                (format!("{type_name}({{"), "})")
            };
            Nested::new("set(...)")
                .text(open)
                .items(&set.items())
                .text(close)
                .into()
        }
        Value::Range(range) if range.step == 1 => {
            format!("range({}, {})", range.start, range.stop).into()
        }
        Value::Range(range) => {
            format!("range({}, {}, {})", range.start, range.stop, range.step).into()
        }
        Value::Slice(slice) => Nested::new("slice(...)")
            .text("slice(")
            .items(&[slice.start.clone(), slice.stop.clone(), slice.step.clone()])
            .text(")")
            .into(),
        Value::Iter(_) => object_look(vm, value),
        Value::Cell(cell) => match cell.get() {
            Value::Unbound => format!("<cell at {}: empty>", address(value)).into(),
            held => format!(
                "<cell at {}: {} object at {}>",
                address(value),
                vm.type_name(&held),
                address(&held)
            )
            .into(),
        },
        Value::Function(function) if function.is_builtin.get() => {
            format!("<built-in function {}>", function.name.get()).into()
        }
        Value::Function(function) => format!(
            "<function {} at {}>",
            function.qualname.get(),
            address(value)
        )
        .into(),
        Value::Native(def) => native_look(vm, def).into(),
        Value::Method(method) => method_look(vm, method),
        Value::Descriptor(descriptor) => descriptor_look(vm, value, descriptor),
        Value::Class(class) => format!("<class '{}'>", full_name(class)).into(),
        Value::Instance(instance) => match &instance.payload {
            Payload::Exception(data) => {
                let args = data.args.borrow();
                Nested::new("...")
                    .text(format!("{}(", vm.type_name(value)))
                    .items(&args)
                    .text(")")
                    .into()
            }
            _ => object_look(vm, value),
        },
        Value::Generator(generator) => format!(
            "<{} object {} at {}>",
            generator.kind.type_name(),
            generator.qualname.get(),
            address(value)
        )
        .into(),
        Value::Module(module) => match module.get(Symbol::FILE) {
            Some(file) => Nested::new("<module>")
                .text(format!("<module '{}' from ", module.name))
                .value(&file)
                .text(">")
                .into(),
            None => format!("<module '{}' (built-in)>", module.name).into(),
        },
        Value::Code(code) => format!(
            "<code object {} at {}, file \"{}\", line {}>",
            code.name,
            address(value),
            code.filename,
            code.first_line
        )
        .into(),
    })
}

fn object_look(vm: &Vm, value: &Value) -> Look {
    format!(
        "<{} object at {}>",
        full_name(&vm.class_of(value)),
        address(value)
    )
    .into()
}

/// The name of a class with its module before it, where that is not `builtins`.
pub fn full_name(class: &Class) -> String {
    let (module, name) = (class.module.get().text(), class.qualname.get());
    if &*module == "builtins" {
        name.to_string()
    } else {
        format!("{module}.{name}")
    }
}

fn address(value: &Value) -> String {
    format!("{:#x}", value.address().unwrap_or(0))
}

fn complex_repr(re: f64, im: f64) -> String {
    let part = |x: f64| {
        let text = float::repr(x);
        text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
    };
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let sign = if im.is_sign_negative() && !im.is_nan() {
        ""
    } else {
        "+"
    };
    format!("({}{sign}{}j)", part(re), part(im))
}

fn native_look(vm: &Vm, def: &'static NativeDef) -> String {
    let name = def.name;
    if def.kind == NativeKind::Function || def.kind == NativeKind::Coroutine {
        return format!("<built-in function {name}>");
    }
    let owner = owner_name(vm, def);
    match def.kind {
        NativeKind::Getter | NativeKind::Setter => {
            format!("<attribute '{name}' of '{owner}' objects>")
        }
        NativeKind::Static | NativeKind::ClassMethod => {
            format!("<built-in method {name} of type object>")
        }
        _ if name.starts_with("__") => format!("<slot wrapper '{name}' of '{owner}' objects>"),
        _ => format!("<method '{name}' of '{owner}' objects>"),
    }
}

/// The complaint of a native method that is called without an object.
pub fn without_object(vm: &Vm, def: &'static NativeDef) -> PyError {
    let owner = owner_name(vm, def);
    let name = def.name;
    type_error(if name.starts_with("__") {
        format!("descriptor '{name}' of '{owner}' object needs an argument")
    } else {
        format!("unbound method {owner}.{name}() needs an argument")
    })
}

/// The complaint of a native method that is called on an object of another type than its own.
pub fn wrong_receiver(vm: &Vm, def: &'static NativeDef, given: &str) -> PyError {
    let owner = owner_name(vm, def);
    let name = def.name;
    type_error(if name.starts_with("__") {
        format!("descriptor '{name}' requires a '{owner}' object but received a '{given}'")
    } else {
        format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object")
    })
}

/// The standard module written natively that a function stands in.
pub fn home(vm: &Vm, def: &'static NativeDef) -> Option<&'static str> {
    let modules = vm.modules.borrow();
    let has = |&(name, _): &(&str, &str)| {
        let module = modules.get(&Symbol::new(name));
        let found = module.and_then(|module| module.get(Symbol::new(def.name)));
        matches!(found, Some(Value::Native(own)) if std::ptr::eq(own, def))
    };
    let native = [("math", "math"), ("_time", "time"), ("_heapq", "_heapq")];
    native.iter().find(|it| has(it)).map(|(_, shown)| *shown)
}

/// The name with the class that has it: `list.append`.
pub fn qualified_name(vm: &Vm, def: &'static NativeDef) -> String {
    match owner(&vm.types.object, def) {
        Some(class) if def.kind != NativeKind::Function => {
            format!("{}.{}", class.name.get(), def.name)
        }
        _ => def.name.to_owned(),
    }
}

fn owner_name(vm: &Vm, def: &'static NativeDef) -> Symbol {
    owner(&vm.types.object, def).map_or(Symbol::OBJECT, |class| class.name.get())
}

/// The class that has the native method in its table, among a class and those derived from it.
pub fn owner(class: &Rc<Class>, def: &'static NativeDef) -> Option<Rc<Class>> {
    let mut classes = vec![class.clone()];
    while let Some(class) = classes.pop() {
        match class.own(Symbol::new(def.name)) {
            Some(Value::Native(own)) if std::ptr::eq(own, def) => return Some(class),
            _ => classes.extend(class.subclasses()),
        }
    }
    None
}

fn method_look(vm: &Vm, method: &BoundMethod) -> Look {
    let object = &method.object;
    match &method.function {
        Value::Native(def) if def.name.starts_with("__") => format!(
            "<method-wrapper '{}' of {} object at {}>",
            def.name,
            vm.type_name(object),
            address(object)
        )
        .into(),
        Value::Native(def) => format!(
            "<built-in method {} of {} object at {}>",
            def.name,
            vm.type_name(object),
            address(object)
        )
        .into(),
        function => {
            let name = match function {
                Value::Function(function) => function.qualname.get().to_string(),
                _ => "?".to_owned(),
            };
            Nested::new("<bound method>")
                .text(format!("<bound method {name} of "))
                .value(object)
                .text(">")
                .into()
        }
    }
}

fn descriptor_look(vm: &Vm, value: &Value, descriptor: &Descriptor) -> Look {
    let around = |name: &'static str, function: &Value| {
        Nested::new("...")
            .text(format!("<{name}("))
            .value(function)
            .text(")>")
            .into()
    };
    match descriptor {
        Descriptor::Property { .. } => object_look(vm, value),
        Descriptor::ClassMethod(function) => around("classmethod", &function.get()),
        Descriptor::StaticMethod(function) => around("staticmethod", &function.get()),
        Descriptor::Super {
            class,
            object_class,
            ..
        } => {
            let name = |class: &Value| match class {
                Value::Class(class) => class.name.get().to_string(),
                _ => "NULL".to_owned(),
            };
            format!(
                "<super: <class '{}'>, <{} object>>",
                name(class),
                name(object_class)
            )
            .into()
        }
    }
}
