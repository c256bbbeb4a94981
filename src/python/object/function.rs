//! Things that can be called, and what calling native code gives.
//!
//! A native function never calls the interpreter. Where it needs Python code to run (`sorted` its key, `print` a `__str__`)
//! it returns a future, and the machine makes that future a frame like any other: see `vm::calls` for what it can await.

use std::cell::{Cell as StdCell, RefCell};
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::rc::Rc;

use crate::python::code::Code;
use crate::python::number::IntRef;
use crate::python::object::{Instance, Module, PyResult, Tuple, Value, finalize, heap};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// A function written in Python.
pub struct Function {
    pub code: Rc<Code>,
    pub globals: Rc<Module>,
    pub closure: Box<[Rc<Cell>]>,
    pub defaults: RefCell<Option<Rc<Tuple>>>,
    /// Defaults of keyword-only parameters.
    pub keyword_defaults: RefCell<Vec<(Symbol, Value)>>,
    /// Gives the annotations when called (see `Op::MakeFunction`); the annotations themselves once somebody asked for them.
    pub annotations: RefCell<Option<Value>>,
    pub name: StdCell<Symbol>,
    pub qualname: StdCell<Symbol>,
    /// Attributes that the program gave it, made when the first one is; `__doc__` and others if they were set.
    pub attributes: RefCell<Option<Rc<Instance>>>,
    /// One of ours that passes for a built-in function: it shows as one, and in a class it is no method.
    pub is_builtin: StdCell<bool>,
}

impl Function {
    /// The attributes that the program gave it, ready to take one.
    pub fn own_attributes(&self, vm: &Vm) -> Rc<Instance> {
        let mut attributes = self.attributes.borrow_mut();
        attributes
            .get_or_insert_with(|| Instance::new(&vm.types.object))
            .clone()
    }
}

/// A variable shared by a function and those inside it; unbound while it is empty.
#[derive(Default)]
pub struct Cell {
    pub value: RefCell<Value>,
}

impl Cell {
    pub fn new(value: Value) -> Rc<Cell> {
        let cell = Rc::new(Cell {
            value: RefCell::new(value),
        });
        heap::note_cell(&cell);
        cell
    }

    pub fn get(&self) -> Value {
        self.value.borrow().clone()
    }

    pub fn set(&self, value: Value) {
        // Dropped after the borrow ends.
        let _old = self.value.replace(value);
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Cell {
        Cell {
            value: RefCell::new(value),
        }
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        finalize::discard([std::mem::take(self.value.get_mut())]);
    }
}

/// A function together with the object that it was looked up on.
pub struct BoundMethod {
    pub function: Value,
    pub object: Value,
}

impl Drop for BoundMethod {
    fn drop(&mut self) {
        // `f.__call__.__call__…`
        if let Value::Method(_) = self.object {
            finalize::discard([std::mem::take(&mut self.object)]);
        }
    }
}

/// Objects in a class that are more than values there. What they hold is in cells, for a subclass of theirs hands it over in
/// `__init__`.
pub enum Descriptor {
    Property {
        get: Cell,
        set: Cell,
        delete: Cell,
        doc: Cell,
        name: StdCell<Symbol>,
    },
    ClassMethod(Cell),
    StaticMethod(Cell),
    /// `super(class, object)`: looks up after `class` in the order of the object's class. `bound` is false for an object
    /// that is a class itself.
    Super {
        class: Value,
        object: Value,
        object_class: Value,
    },
}

/// One native function or method, as the static tables of `builtins`, `modules` and `asyncio` hold them.
#[derive(Clone, Copy)]
pub struct NativeDef {
    /// As Python code calls it: `append`, `sorted`.
    pub name: &'static str,
    /// Of a coroutine function, with its class: `Queue.get`.
    pub qualname: &'static str,
    pub signature: Signature,
    pub code: NativeCode,
    pub kind: NativeKind,
}

/// How a native function in a class's table behaves as an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// A function of a module: never bound.
    Function,
    /// Its first argument is the object.
    Method,
    /// Its first argument is the class.
    ClassMethod,
    Static,
    /// Called with the object when the attribute is read.
    Getter,
    /// Called with the object and the new value when the attribute is set. It stands in the class's table under the name
    /// of its [`NativeKind::Getter`] with `=` behind: `"name="`.
    Setter,
    /// A coroutine function: calling it gives a coroutine that runs the code when it is awaited.
    Coroutine,
    /// The same as a method.
    CoroutineMethod,
}

/// The parameters of a native function; a method's object is the first.
#[derive(Clone, Copy, Debug)]
pub enum Signature {
    /// By position only, at least and at most so many; 255 stands for any number.
    Positional(u8, u8),
    /// Every argument as it comes: positional ones, then those named by [`Args::keywords`].
    Any,
    /// Bound to slots in this order, an omitted one `Unbound`.
    Named(&'static NamedParameters),
    /// The same for what CPython has written in Python: with the messages of a Python function.
    Python(PythonParameters),
}

/// Parameters as a `def` has them, `self` included: `self, callback, *args, context=`. What `*args` takes comes behind the slots of
/// the others.
#[derive(Clone, Copy, Debug)]
pub struct PythonParameters {
    pub text: &'static str,
    pub required: u8,
    pub positional: u8,
    pub total: u8,
    pub varargs: bool,
}

impl PythonParameters {
    const fn new(text: &'static str) -> PythonParameters {
        let mut parameters = PythonParameters {
            text,
            required: 0,
            positional: 0,
            total: 0,
            varargs: false,
        };
        let bytes = text.as_bytes();
        let (mut at, mut start, mut keyword_only) = (0, 0, false);
        while at <= bytes.len() {
            if at < bytes.len() && bytes[at] != b',' {
                at += 1;
                continue;
            }
            if at > start && bytes[start] == b'*' {
                keyword_only = true;
                parameters.varargs = at > start + 1;
            } else if at > start {
                parameters.total += 1;
                parameters.positional += !keyword_only as u8;
                parameters.required += (bytes[at - 1] != b'=') as u8;
            }
            // Behind the comma and a space.
            at += 2;
            start = at;
        }
        parameters
    }

    /// Whether so many arguments by position are the slots already.
    pub fn fits(&self, count: usize) -> bool {
        self.positional as usize == count && self.total == self.positional
    }

    /// The names in the order of their slots.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let parts = self.text.split(", ").filter(|part| !part.starts_with('*'));
        parts.map(|part| part.trim_end_matches('='))
    }
}

#[derive(Debug)]
pub struct NamedParameters {
    pub names: &'static [&'static str],
    /// How many of them cannot be named.
    pub positional_only: u8,
    /// How many of them can be given by position.
    pub positional: u8,
    /// How many of them must be given.
    pub required: u8,
}

#[derive(Clone, Copy)]
pub enum NativeCode {
    /// Never needs Python code to run.
    Plain(fn(&Rc<Vm>, Args<'_>) -> PyResult),
    /// May.
    Flow(fn(&Rc<Vm>, Args<'_>) -> PyResult<Flow>),
    /// The same, told as which of the functions that share it it was called.
    Shared(fn(&Rc<Vm>, &'static NativeDef, Args<'_>) -> PyResult<Flow>),
    /// Takes the arguments as floats; their `__float__` or `__index__` may have to make them.
    Floats(fn(&[f64]) -> PyResult),
    /// Takes the arguments as ints; their `__index__` may have to make them.
    Ints(fn(&[IntRef<'_>]) -> PyResult),
}

/// The arguments of a native call: a part of the caller's stack. Taking a value out of it is free.
pub struct Args<'a> {
    pub values: &'a mut [Value],
    /// Names of the last values; only with [`Signature::Any`].
    pub keywords: &'a [Symbol],
}

impl Args<'_> {
    /// Takes an argument out; `Unbound` stays.
    pub fn take(&mut self, index: usize) -> Value {
        self.values
            .get_mut(index)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Takes all of them out.
    pub fn take_all(&mut self) -> Vec<Value> {
        self.values.iter_mut().map(std::mem::take).collect()
    }

    /// An optional argument, with Python's None and omission told apart by the caller.
    pub fn optional(&self, index: usize) -> Option<&Value> {
        self.values.get(index).filter(|value| !value.is_unbound())
    }

    /// Those given by position.
    pub fn positional(&self) -> &[Value] {
        &self.values[..self.values.len() - self.keywords.len()]
    }

    /// The keyword arguments, in order.
    pub fn named(&self) -> impl Iterator<Item = (Symbol, &Value)> {
        self.keywords
            .iter()
            .copied()
            .zip(&self.values[self.values.len() - self.keywords.len()..])
    }
}

impl Deref for Args<'_> {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        self.values
    }
}

impl DerefMut for Args<'_> {
    fn deref_mut(&mut self) -> &mut [Value] {
        self.values
    }
}

/// Native code that can be suspended. It awaits only what `vm::calls` offers.
pub type NativeFuture = Pin<Box<dyn Future<Output = PyResult>>>;

/// What a native function gives.
pub enum Flow {
    Value(Value),
    /// Still to be run, as a frame.
    Future(NativeFuture),
    /// The result is that of calling this with these arguments.
    Call(Value, Vec<Value>),
}

impl Flow {
    pub fn future(future: impl Future<Output = PyResult> + 'static) -> PyResult<Flow> {
        Ok(Flow::Future(Box::pin(future)))
    }
}

impl From<Value> for Flow {
    fn from(value: Value) -> Flow {
        Flow::Value(value)
    }
}

impl NativeDef {
    const fn of(code: NativeCode, name: &'static str, least: u8, most: u8) -> NativeDef {
        NativeDef {
            name,
            qualname: name,
            signature: Signature::Positional(least, most),
            code,
            kind: NativeKind::Function,
        }
    }

    /// A function that takes `least..=most` arguments by position.
    pub const fn function(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Plain(code), name, least, most)
    }

    /// The same, where Python code may have to run.
    pub const fn flow(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Flow(code), name, least, most)
    }

    /// A function that shares its code with others.
    pub const fn shared(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&Rc<Vm>, &'static NativeDef, Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Shared(code), name, least, most)
    }

    /// A function of `least..=most` floats.
    pub const fn floats(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&[f64]) -> PyResult,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Floats(code), name, least, most)
    }

    /// A function of `least..=most` ints.
    pub const fn ints(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&[IntRef<'_>]) -> PyResult,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Ints(code), name, least, most)
    }

    /// As a method: `least..=most` count the arguments without the object.
    pub const fn method(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Plain(code), name, least + 1, most + 1)
            .of_kind(NativeKind::Method)
    }

    pub const fn flow_method(
        name: &'static str,
        least: u8,
        most: u8,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef::of(NativeCode::Flow(code), name, least + 1, most + 1).of_kind(NativeKind::Method)
    }

    /// The table for one more type with the same methods: a method is known by its address.
    pub const fn copies<const N: usize>(defs: &[NativeDef]) -> [NativeDef; N] {
        let mut table = [defs[0]; N];
        let mut at = 0;
        while at < N {
            table[at] = defs[at];
            at += 1;
        }
        table
    }

    /// A function or method with the parameters of a `def`.
    pub const fn python(
        name: &'static str,
        parameters: &'static str,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef::function(name, 0, 0, code).with_parameters(parameters)
    }

    /// The same, where Python code may have to run.
    pub const fn python_flow(
        name: &'static str,
        parameters: &'static str,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef::flow(name, 0, 0, code).with_parameters(parameters)
    }

    const fn with_parameters(self, parameters: &'static str) -> NativeDef {
        let own = parameters.len() >= 4 && matches!(parameters.as_bytes().split_at(4).0, b"self");
        NativeDef {
            signature: Signature::Python(PythonParameters::new(parameters)),
            kind: if own {
                NativeKind::Method
            } else {
                NativeKind::Function
            },
            ..self
        }
    }

    pub const fn getter(name: &'static str, code: fn(&Rc<Vm>, Args<'_>) -> PyResult) -> NativeDef {
        NativeDef {
            name,
            qualname: name,
            signature: Signature::Positional(1, 1),
            code: NativeCode::Plain(code),
            kind: NativeKind::Getter,
        }
    }

    /// A getter that may run Python code.
    pub const fn flow_getter(
        name: &'static str,
        code: fn(&Rc<Vm>, Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef {
            name,
            qualname: name,
            signature: Signature::Positional(1, 1),
            code: NativeCode::Flow(code),
            kind: NativeKind::Getter,
        }
    }

    /// The setter of the getter before it: its name is the getter's with `=` behind. The new value is `Unbound` where the
    /// attribute is deleted.
    pub const fn setter(name: &'static str, code: fn(&Rc<Vm>, Args<'_>) -> PyResult) -> NativeDef {
        NativeDef {
            name,
            qualname: name,
            signature: Signature::Positional(2, 2),
            code: NativeCode::Plain(code),
            kind: NativeKind::Setter,
        }
    }

    /// Whether calling it gives a coroutine instead of running it.
    pub fn is_coroutine(&self) -> bool {
        matches!(
            self.kind,
            NativeKind::Coroutine | NativeKind::CoroutineMethod
        )
    }

    /// With other parameters.
    pub const fn with(self, signature: Signature) -> NativeDef {
        NativeDef { signature, ..self }
    }

    /// With named parameters.
    pub const fn named(self, parameters: &'static NamedParameters) -> NativeDef {
        self.with(Signature::Named(parameters))
    }

    /// As a coroutine method, with the name that its coroutines are shown by.
    pub const fn coroutine(self, qualname: &'static str) -> NativeDef {
        NativeDef {
            qualname,
            kind: NativeKind::CoroutineMethod,
            ..self
        }
    }

    /// With the name that messages show.
    pub const fn qualified(self, qualname: &'static str) -> NativeDef {
        NativeDef { qualname, ..self }
    }

    /// As another kind of attribute.
    pub const fn of_kind(self, kind: NativeKind) -> NativeDef {
        NativeDef { kind, ..self }
    }
}
