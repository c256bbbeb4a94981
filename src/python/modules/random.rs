//! `_random`: the generator under `random.Random`, and the source of what has no seed.
//!
//! A program that asks for numbers that nobody can foresee (`random` without a seed, `os.urandom`, `uuid4`) gets the same ones in
//! every run all the same: they come from one generator of the session with a fixed seed, so that every run of a program
//! gives the same trace.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments;
use crate::python::modules::native;
use crate::python::number::IntRef;
use crate::python::object::error::type_error;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Args, List, Module, NativeDef, NativeObject, PyResult, Value};
use crate::python::plain;
use crate::python::random::Random;
use crate::python::random::mt19937::MersenneTwister;
use crate::python::vm::Vm;

/// What nobody seeded.
struct Entropy(RefCell<MersenneTwister>);

impl Default for Entropy {
    fn default() -> Entropy {
        Entropy(RefCell::new(MersenneTwister::from_bytes(b"interleave")))
    }
}

struct Generator(RefCell<Random>);

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
            Ok(Value::native(
                class,
                Generator(RefCell::new(Random::new(unseeded))),
            ))
        }
        _ => Err(type_error("Random.__new__(X): X is not a type object")),
    })
    .with(Signature::Any)
    .of_kind(NativeKind::Static),
    NativeDef::python("seed", "self, a=, version=", seed),
    NativeDef::method("random", 0, 0, |_, args| draw(&args, |r| Ok(r.random()))),
    NativeDef::method("getrandbits", 1, 1, |vm, args| {
        let count = arguments::int(vm, &args[1])?;
        draw(&args, |r| Ok(r.generator.getrandbits(count)?))
    }),
    NativeDef::python("randbytes", "self, n", |vm, args| {
        let count = arguments::int(vm, &args[1])?;
        draw(&args, |r| Ok(Value::bytes(r.randbytes(count)?)))
    }),
    NativeDef::python("randint", "self, a, b", |vm, args| {
        let (a, b) = (int(vm, &args[1])?, int(vm, &args[2])?);
        draw(&args, |r| Ok(r.randint(a, b)?))
    }),
    NativeDef::python("randrange", "self, start, stop=, step=", |vm, args| {
        let start = int(vm, &args[1])?;
        let step = args.optional(3).map(|step| int(vm, step)).transpose()?;
        match args.optional(2) {
            None | Some(Value::None) => match step {
                Some(step) if step != IntRef::Small(1) => {
                    Err(type_error("Missing a non-None stop argument"))
                }
                _ => draw(&args, |r| Ok(r.randrange_below(start)?)),
            },
            Some(stop) => {
                let stop = int(vm, stop)?;
                draw(&args, |r| Ok(r.randrange(start, stop, step)?))
            }
        }
    }),
    NativeDef::python("uniform", "self, a, b", |vm, args| {
        let (a, b) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 0.0)?);
        draw(&args, |r| Ok(r.uniform(a, b)))
    }),
    NativeDef::python("triangular", "self, low=, high=, mode=", |vm, args| {
        let (low, high) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 1.0)?);
        let mode = match args.optional(3) {
            None | Some(Value::None) => None,
            Some(_) => Some(float(vm, &args, 3, 0.0)?),
        };
        draw(&args, |r| Ok(r.triangular(low, high, mode)))
    }),
    NativeDef::python("normalvariate", "self, mu=, sigma=", |vm, args| {
        let (mu, sigma) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 1.0)?);
        draw(&args, |r| Ok(r.normalvariate(mu, sigma)))
    }),
    NativeDef::python("gauss", "self, mu=, sigma=", |vm, args| {
        let (mu, sigma) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 1.0)?);
        draw(&args, |r| Ok(r.gauss(mu, sigma)))
    }),
    NativeDef::python("lognormvariate", "self, mu=, sigma=", |vm, args| {
        let (mu, sigma) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 1.0)?);
        draw(&args, |r| Ok(r.lognormvariate(mu, sigma)?))
    }),
    NativeDef::python("expovariate", "self, lambd=", |vm, args| {
        let rate = float(vm, &args, 1, 1.0)?;
        draw(&args, |r| Ok(r.expovariate(rate)?))
    }),
    NativeDef::python("vonmisesvariate", "self, mu, kappa", |vm, args| {
        let (mu, kappa) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 0.0)?);
        draw(&args, |r| Ok(r.vonmisesvariate(mu, kappa)))
    }),
    NativeDef::python("gammavariate", "self, alpha, beta", |vm, args| {
        let (alpha, beta) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 0.0)?);
        draw(&args, |r| Ok(r.gammavariate(alpha, beta)?))
    }),
    NativeDef::python("betavariate", "self, alpha, beta", |vm, args| {
        let (alpha, beta) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 0.0)?);
        draw(&args, |r| Ok(r.betavariate(alpha, beta)?))
    }),
    NativeDef::python("paretovariate", "self, alpha", |vm, args| {
        let alpha = float(vm, &args, 1, 0.0)?;
        draw(&args, |r| Ok(r.paretovariate(alpha)?))
    }),
    NativeDef::python("weibullvariate", "self, alpha, beta", |vm, args| {
        let (alpha, beta) = (float(vm, &args, 1, 0.0)?, float(vm, &args, 2, 0.0)?);
        draw(&args, |r| Ok(r.weibullvariate(alpha, beta)?))
    }),
    NativeDef::python("binomialvariate", "self, n=, p=", |vm, args| {
        let n = args.optional(1).map_or(Ok(1), |n| arguments::int(vm, n))?;
        let p = float(vm, &args, 2, 0.5)?;
        draw(&args, |r| Ok(r.binomialvariate(n, p)?))
    }),
    // What `random.py` chooses with: places in sequences.
    NativeDef::method("_place", 1, 1, |vm, args| {
        let length = length(vm, &args[1])?;
        draw(&args, |r| Ok(Value::from(r.choice(length)?)))
    }),
    NativeDef::method("_shuffle", 1, 1, |_, args| match args[1].base() {
        Value::List(list) => draw(&args, |r| {
            r.shuffle(&mut list.items.borrow_mut());
            Ok(Value::None)
        }),
        _ => Err(type_error("a list is expected")),
    }),
    NativeDef::method("_sample", 3, 3, |vm, args| {
        let (length, k) = (length(vm, &args[1])?, arguments::int(vm, &args[2])?);
        match args[3].base() {
            Value::List(counts) => {
                let counts: PyResult<Vec<i64>> = counts
                    .items
                    .borrow()
                    .iter()
                    .map(|count| arguments::int(vm, count))
                    .collect();
                let counts = counts?;
                draw(&args, |r| Ok(places(r.sample_counted(length, k, &counts)?)))
            }
            _ => draw(&args, |r| Ok(places(r.sample(length, k)?))),
        }
    }),
    NativeDef::method("_choices", 3, 3, |vm, args| {
        let (length, k) = (length(vm, &args[1])?, arguments::int(vm, &args[2])?);
        match args[3].base() {
            Value::List(ends) => {
                let ends = floats(vm, ends)?;
                draw(&args, |r| Ok(places(r.choices_weighted(length, &ends, k)?)))
            }
            _ => draw(&args, |r| Ok(places(r.choices(length, k)?))),
        }
    }),
    NativeDef::method("_state", 0, 0, |_, args| {
        draw(&args, |r| {
            let words = r
                .generator
                .state()
                .map(|word| Value::Int(word.into()))
                .collect();
            let gauss = r.gauss_next.map_or(Value::None, Value::Float);
            Ok(Value::tuple(vec![
                Value::Int(3),
                Value::tuple(words),
                gauss,
            ]))
        })
    }),
    NativeDef::method("_set_state", 2, 2, |vm, args| {
        let Value::Tuple(words) = args[1].base() else {
            return Err(type_error("state vector must be a tuple"));
        };
        let words: PyResult<Vec<u32>> = words
            .iter()
            .map(|word| Ok(arguments::int(vm, word)? as u32))
            .collect();
        let generator = MersenneTwister::from_state(&words?)?;
        let gauss_next = args[2].as_f64();
        draw(&args, |r| {
            *r = Random {
                generator,
                gauss_next,
            };
            Ok(Value::None)
        })
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
fn draw<T: Into<Value>>(
    args: &Args<'_>,
    draw: impl FnOnce(&mut Random) -> PyResult<T>,
) -> PyResult {
    match args[0].downcast::<Generator>() {
        Some(generator) => draw(&mut generator.0.borrow_mut()).map(Into::into),
        None => Err(type_error("a 'random.Random' object is expected")),
    }
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
    draw(&args, |r| {
        *r = Random::new(generator);
        Ok(Value::None)
    })
}

fn int<'a>(vm: &Vm, value: &'a Value) -> PyResult<IntRef<'a>> {
    value.base().as_int().ok_or_else(|| {
        type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.type_name(value)
        ))
    })
}

fn float(vm: &Vm, args: &Args<'_>, at: usize, default: f64) -> PyResult<f64> {
    match args.optional(at) {
        None => Ok(default),
        Some(value) => value
            .as_f64()
            .ok_or_else(|| type_error(format!("must be real number, not {}", vm.type_name(value)))),
    }
}

fn floats(vm: &Vm, list: &List) -> PyResult<Vec<f64>> {
    let number = |value: &Value| {
        value
            .as_f64()
            .ok_or_else(|| type_error(format!("must be real number, not {}", vm.type_name(value))))
    };
    list.items.borrow().iter().map(number).collect()
}

fn length(vm: &Vm, value: &Value) -> PyResult<usize> {
    usize::try_from(arguments::int(vm, value)?)
        .map_err(|_| crate::python::object::error::value_error("negative argument not allowed"))
}

fn places(places: Vec<usize>) -> Value {
    Value::list(places.into_iter().map(Value::from).collect())
}
