//! Python objects.
//!
//! A [`Value`] is 16 bytes: small things inline, the rest one reference-counted pointer whose type the tag tells, so a type
//! test reads no memory. Counts are CPython's in spirit: an object is dropped when its last reference goes, at that very
//! moment. Each type has a file of its own here with its data and the operations that never run Python code; its methods,
//! as Python sees them, are in `builtins`. Nothing here knows frames, threads of execution or an event loop.

pub mod class;
pub mod cycles;
pub mod dict;
pub mod error;
pub mod exception;
pub mod finalize;
pub mod function;
pub mod generator;
pub mod heap;
pub mod instance;
pub mod iter;
pub mod list;
pub mod module;
pub mod namespace;
pub mod set;
pub mod str;
pub mod weak;

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::python::code::Code;
use crate::python::number::{Int, IntRef};
pub use class::Class;
pub use dict::Dict;
pub use error::{ExceptionKind, PyError, PyResult};
pub use function::{Args, BoundMethod, Cell, Descriptor, Flow, Function, NativeDef, NativeFuture};
pub use generator::Generator;
pub use instance::{Instance, NativeObject, Payload};
pub use iter::Iter;
pub use list::{List, Tuple};
pub use module::Module;
pub use namespace::Namespace;
pub use set::Set;
pub use str::Str;

/// Any Python value. Cloning counts a reference, no more.
///
/// Its tag takes a whole word: with a tag of one byte compilers move values in parts that overlap, and every load that follows
/// soon waits for them, which cost loops of arithmetic a quarter of their time.
#[derive(Clone, Default)]
#[repr(u64)]
pub enum Value {
    /// An empty slot; never seen by a program.
    #[default]
    Unbound,
    None,
    NotImplemented,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// A built-in function or method: one entry of a static table.
    Native(&'static NativeDef),
    /// An int that does not fit 64 bits; [`Value::big`] keeps it so.
    Big(Rc<BigInt>),
    Complex(Rc<(f64, f64)>),
    Str(Rc<Str>),
    Bytes(Rc<Vec<u8>>),
    ByteArray(Rc<RefCell<Vec<u8>>>),
    List(Rc<List>),
    Tuple(Rc<Tuple>),
    Dict(Rc<Dict>),
    Set(Rc<Set>),
    FrozenSet(Rc<Set>),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    Iter(Rc<Iter>),
    Cell(Rc<Cell>),
    Function(Rc<Function>),
    Method(Rc<BoundMethod>),
    Descriptor(Rc<Descriptor>),
    Class(Rc<Class>),
    /// An object of a class written in Python, an exception, or an object with native data (a task, a lock, a deque …).
    Instance(Rc<Instance>),
    /// A generator, coroutine or asynchronous generator.
    Generator(Rc<Generator>),
    Module(Rc<Module>),
    Code(Rc<Code>),
}

const _: () = assert!(size_of::<Value>() == 16);
const _: () = assert!(size_of::<PyResult>() == 16);

/// `range(start, stop, step)`; the step is not 0. Bounds beyond 64 bits are refused when it is made.
#[derive(Debug, PartialEq)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

impl Range {
    pub fn len(&self) -> usize {
        let (start, stop, step) = (self.start as i128, self.stop as i128, self.step as i128);
        let distance = if step > 0 { stop - start } else { start - stop };
        if distance <= 0 {
            0
        } else {
            ((distance - 1) / step.abs() + 1) as usize
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a position below [`Range::len`].
    pub fn item(&self, index: usize) -> i64 {
        self.start
            .wrapping_add(self.step.wrapping_mul(index as i64))
    }
}

/// `slice(start, stop, step)`, each None where it is left out.
pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Value {
    /// An int of any size, inline where it fits.
    pub fn big(value: BigInt) -> Value {
        match value.to_i64() {
            Some(small) => Value::Int(small),
            None => Value::Big(Rc::new(value)),
        }
    }

    pub fn str(text: &str) -> Value {
        Value::Str(Rc::new(Str::new(text)))
    }

    pub fn string(text: String) -> Value {
        Value::Str(Rc::new(Str::from(text)))
    }

    pub fn bytes(bytes: Vec<u8>) -> Value {
        Value::Bytes(Rc::new(bytes))
    }

    pub fn complex(re: f64, im: f64) -> Value {
        Value::Complex(Rc::new((re, im)))
    }

    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(List::new(items)))
    }

    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(Rc::new(Tuple::from(items)))
    }

    pub fn native<T: NativeObject>(class: &Rc<Class>, data: T) -> Value {
        Value::Instance(Instance::native(class, data))
    }

    /// The native data of an instance, where it is of this type.
    pub fn downcast<T: NativeObject>(&self) -> Option<&T> {
        match self {
            Value::Instance(instance) => instance.downcast(),
            _ => None,
        }
    }

    /// What an instance of a subclass of a built-in type holds (the list of a `class Stack(list)`), else the value itself.
    pub fn base(&self) -> &Value {
        match self {
            Value::Instance(instance) => match &instance.payload {
                Payload::Value(value) => value,
                _ => self,
            },
            _ => self,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self.base() {
            Value::Str(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// A small int or a bool as a number.
    pub fn as_i64(&self) -> Option<i64> {
        match self.base() {
            Value::Int(value) => Some(*value),
            Value::Bool(value) => Some(*value as i64),
            _ => None,
        }
    }

    /// An int of any size or a bool as a number.
    pub fn as_int(&self) -> Option<IntRef<'_>> {
        match self.base() {
            Value::Int(value) => Some(IntRef::Small(*value)),
            Value::Bool(value) => Some(IntRef::Small(*value as i64)),
            Value::Big(value) => Some(IntRef::Big(value)),
            _ => None,
        }
    }

    /// An int, bool or float as a float; None also for an int beyond a float's range.
    pub fn as_f64(&self) -> Option<f64> {
        match self.base() {
            Value::Int(value) => Some(*value as f64),
            Value::Bool(value) => Some(*value as i64 as f64),
            Value::Float(value) => Some(*value),
            Value::Big(value) => value.to_f64().filter(|float| float.is_finite()),
            _ => None,
        }
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    pub fn is_unbound(&self) -> bool {
        matches!(self, Value::Unbound)
    }

    /// The value of an optional argument: `None` for one that was left out.
    pub fn given(&self) -> Option<&Value> {
        if self.is_unbound() { None } else { Some(self) }
    }

    /// Python's `is`.
    pub fn is(&self, other: &Value) -> bool {
        use Value::*;
        match (self, other) {
            (Unbound, Unbound)
            | (None, None)
            | (NotImplemented, NotImplemented)
            | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            // CPython shares only small ints; a program that tells equal ints apart by `is` is wrong in both.
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Native(a), Native(b)) => std::ptr::eq(*a, *b),
            (Big(a), Big(b)) => Rc::ptr_eq(a, b),
            (Complex(a), Complex(b)) => Rc::ptr_eq(a, b),
            (Str(a), Str(b)) => Rc::ptr_eq(a, b),
            (Bytes(a), Bytes(b)) => Rc::ptr_eq(a, b),
            (ByteArray(a), ByteArray(b)) => Rc::ptr_eq(a, b),
            (List(a), List(b)) => Rc::ptr_eq(a, b),
            (Tuple(a), Tuple(b)) => Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty()),
            (Dict(a), Dict(b)) => Rc::ptr_eq(a, b),
            (Set(a), Set(b)) | (FrozenSet(a), FrozenSet(b)) => Rc::ptr_eq(a, b),
            (Range(a), Range(b)) => Rc::ptr_eq(a, b),
            (Slice(a), Slice(b)) => Rc::ptr_eq(a, b),
            (Iter(a), Iter(b)) => Rc::ptr_eq(a, b),
            (Cell(a), Cell(b)) => Rc::ptr_eq(a, b),
            (Function(a), Function(b)) => Rc::ptr_eq(a, b),
            (Method(a), Method(b)) => Rc::ptr_eq(a, b),
            (Descriptor(a), Descriptor(b)) => Rc::ptr_eq(a, b),
            (Class(a), Class(b)) => Rc::ptr_eq(a, b),
            (Instance(a), Instance(b)) => Rc::ptr_eq(a, b),
            (Generator(a), Generator(b)) => Rc::ptr_eq(a, b),
            (Module(a), Module(b)) => Rc::ptr_eq(a, b),
            (Code(a), Code(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// The address that stands for the object's identity, for `id()` and `<… at 0x…>`; inline values have none.
    pub fn address(&self) -> Option<usize> {
        use Value::*;
        Some(match self {
            Unbound | None | NotImplemented | Ellipsis | Bool(_) | Int(_) | Float(_) => {
                return Option::None;
            }
            Native(p) => *p as *const NativeDef as usize,
            Big(p) => Rc::as_ptr(p) as usize,
            Complex(p) => Rc::as_ptr(p) as usize,
            Str(p) => Rc::as_ptr(p) as usize,
            Bytes(p) => Rc::as_ptr(p) as usize,
            ByteArray(p) => Rc::as_ptr(p) as usize,
            List(p) => Rc::as_ptr(p) as usize,
            Tuple(p) => Rc::as_ptr(p) as usize,
            Dict(p) => Rc::as_ptr(p) as usize,
            Set(p) | FrozenSet(p) => Rc::as_ptr(p) as usize,
            Range(p) => Rc::as_ptr(p) as usize,
            Slice(p) => Rc::as_ptr(p) as usize,
            Iter(p) => Rc::as_ptr(p) as usize,
            Cell(p) => Rc::as_ptr(p) as usize,
            Function(p) => Rc::as_ptr(p) as usize,
            Method(p) => Rc::as_ptr(p) as usize,
            Descriptor(p) => Rc::as_ptr(p) as usize,
            Class(p) => Rc::as_ptr(p) as usize,
            Instance(p) => Rc::as_ptr(p) as usize,
            Generator(p) => Rc::as_ptr(p) as usize,
            Module(p) => Rc::as_ptr(p) as usize,
            Code(p) => Rc::as_ptr(p) as usize,
        })
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Int(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::str(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::string(value)
    }
}

impl From<Int> for Value {
    fn from(value: Int) -> Value {
        match value {
            Int::Small(small) => Value::Int(small),
            Int::Big(big) => Value::Big(Rc::new(big)),
        }
    }
}

impl From<BigInt> for Value {
    fn from(value: BigInt) -> Value {
        Value::big(value)
    }
}

/// For tests and disassembly; programs see `repr`.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Unbound => f.write_str("<unbound>"),
            Value::None => f.write_str("None"),
            Value::NotImplemented => f.write_str("NotImplemented"),
            Value::Ellipsis => f.write_str("..."),
            Value::Bool(value) => f.write_str(if *value { "True" } else { "False" }),
            Value::Int(value) => write!(f, "{value}"),
            Value::Float(value) => write!(f, "{value:?}"),
            Value::Big(value) => write!(f, "{value}"),
            Value::Complex(value) => write!(f, "({:?}+{:?}j)", value.0, value.1),
            Value::Str(text) => write!(f, "{:?}", text.as_str()),
            Value::Bytes(bytes) => write!(f, "b{:?}", String::from_utf8_lossy(bytes)),
            Value::Tuple(items) => f.debug_list().entries(items.iter()).finish(),
            Value::Code(code) => write!(f, "<code {}>", code.name),
            Value::Native(def) => write!(f, "<native {}>", def.name),
            _ => write!(f, "<object at {:#x}>", self.address().unwrap_or(0)),
        }
    }
}
