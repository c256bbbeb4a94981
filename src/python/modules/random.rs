//! `_random`: the generator under `random.Random`, and the source of what has no seed.
//!
//! A program that asks for numbers that nobody can foresee (`random` without a seed, `os.urandom`, `uuid4`) gets the same ones in
//! every run all the same: they come from one generator of the session with a fixed seed, so that every run of a program
//! gives the same trace.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments;
use crate::python::mersenne_twister::MersenneTwister;
use crate::python::modules::native;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, Module, NativeDef, NativeObject, PyResult, Value};
use crate::python::plain;
use crate::python::vm::Vm;

/// What nobody seeded.
struct Entropy(RefCell<MersenneTwister>);

impl Default for Entropy {
    fn default() -> Entropy {
        Entropy(RefCell::new(MersenneTwister::from_bytes(b"interleave")))
    }
}

struct Generator(RefCell<MersenneTwister>);

impl NativeObject for Generator {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// Bytes that a program takes for unforeseeable.
fn random_bytes(vm: &Rc<Vm>, count: usize) -> Vec<u8> {
    let entropy = vm.extension::<Entropy>();
    let mut generator = entropy.0.borrow_mut();
    (0..count).map(|_| generator.bits(8) as u8).collect()
}

const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 0, 0, |vm, args| match &args[0] {
        Value::Class(class) => {
            let unseeded = MersenneTwister::from_bytes(&random_bytes(vm, 32));
            Ok(Value::native(class, Generator(RefCell::new(unseeded))))
        }
        _ => Err(type_error("Random.__new__(X): X is not a type object")),
    })
    .with(Signature::Any)
    .of_kind(NativeKind::Static),
    NativeDef::method("seed", 0, 2, seed),
    NativeDef::method("random", 0, 0, |_, args| {
        draw(&args, |generator| Ok(Value::Float(generator.random())))
    }),
    NativeDef::method("getrandbits", 1, 1, |vm, args| {
        let count = arguments::int(vm, &args[1])?;
        draw(&args, |generator| Ok(generator.getrandbits(count)?.into()))
    }),
    NativeDef::method("_state", 0, 0, |_, args| {
        draw(&args, |generator| {
            let words = generator.state().map(|word| Value::Int(word.into()));
            Ok(Value::tuple(words.collect()))
        })
    }),
    NativeDef::method("_set_state", 1, 1, |vm, args| {
        let Value::Tuple(words) = args[1].base() else {
            return Err(type_error("state vector must be a tuple"));
        };
        let words: PyResult<Vec<u32>> = words
            .iter()
            .map(|word| Ok(arguments::int(vm, word)? as u32))
            .collect();
        put(&args, MersenneTwister::from_state(&words?)?)
    }),
];

const FUNCTIONS: &[NativeDef] = &[NativeDef::function("random_bytes", 1, 1, |vm, args| {
    let count = length(vm, &args[0])?;
    crate::python::failure::check_text_size(count)?;
    Ok(Value::bytes(random_bytes(vm, count)))
})];

pub fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("_random", FUNCTIONS);
    native::add_class(vm, &module, "Random", "_random", METHODS);
    module
}

/// What a draw from the object's generator gives.
fn draw(args: &Args<'_>, draw: impl FnOnce(&mut MersenneTwister) -> PyResult) -> PyResult {
    match args[0].downcast::<Generator>() {
        Some(generator) => draw(&mut generator.0.borrow_mut()),
        None => Err(type_error("a 'random.Random' object is expected")),
    }
}

/// Gives the object another generator.
fn put(args: &Args<'_>, other: MersenneTwister) -> PyResult {
    draw(args, |generator| {
        *generator = other;
        Ok(Value::None)
    })
}

fn seed(vm: &Rc<Vm>, args: Args<'_>) -> PyResult {
    let generator = match args.optional(1).map(Value::base) {
        None | Some(Value::None) => MersenneTwister::from_bytes(&random_bytes(vm, 32)),
        Some(Value::Str(text)) => MersenneTwister::from_bytes(text.as_str().as_bytes()),
        Some(Value::Bytes(bytes)) => MersenneTwister::from_bytes(bytes),
        Some(Value::ByteArray(bytes)) => MersenneTwister::from_bytes(&bytes.borrow()),
        Some(value @ Value::Float(_)) => {
            MersenneTwister::from_hash(plain::hash(value).transpose()?.unwrap_or(0))
        }
        Some(value) => match value.as_int() {
            Some(value) => MersenneTwister::from_int(value),
            None => {
                return Err(type_error(
                    "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
                ));
            }
        },
    };
    put(&args, generator)
}

fn length(vm: &Vm, value: &Value) -> PyResult<usize> {
    usize::try_from(arguments::int(vm, value)?)
        .map_err(|_| value_error("negative argument not allowed"))
}
