//! `_hashes`: the SHA-2 family for `hashlib`, and what `zlib` computes. Each function takes all the data at once; the module in
//! Python keeps what was given until a digest is asked for. Hash functions that programs ask for less often are Python.

use std::rc::Rc;

use sha2::Digest;

use crate::python::arguments;
use crate::python::modules::native;
use crate::python::object::error::{type_error, value_error};
use crate::python::object::{Args, Module, NativeDef, PyResult, Value};
use crate::python::operators::sequence::bytes_of;
use crate::python::vm::Vm;

/// A hash function with one length of digest.
type Hash = fn(&[u8]) -> Vec<u8>;

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("digest", 2, 2, |vm, args| {
        Ok(Value::bytes(hash(vm, &args)?(&data(&args, 1)?)))
    }),
    NativeDef::function("pbkdf2", 5, 5, |vm, args| {
        let (hash, block) = (hash(vm, &args)?, size(vm, &args, 4)?);
        let (password, salt, rounds) = (data(&args, 1)?, data(&args, 2)?, size(vm, &args, 3)?);
        Ok(Value::bytes(pbkdf2_block(
            hash, block, &password, &salt, rounds,
        )))
    }),
    NativeDef::function("crc32", 2, 2, |vm, args| {
        let start = arguments::int(vm, &args[1])? as u32;
        let crc = data(&args, 0)?.iter().fold(!start, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
            })
        });
        Ok(Value::from(i64::from(!crc)))
    }),
];

pub fn make(_vm: &Rc<Vm>) -> Rc<Module> {
    native::module("_hashes", FUNCTIONS)
}

fn hash(vm: &Vm, args: &Args<'_>) -> PyResult<Hash> {
    Ok(match arguments::text(vm, &args[0], "name")? {
        "sha224" => digest::<sha2::Sha224>,
        "sha256" => digest::<sha2::Sha256>,
        "sha384" => digest::<sha2::Sha384>,
        "sha512" => digest::<sha2::Sha512>,
        name => return Err(value_error(format!("unsupported hash type {name}"))),
    })
}

fn digest<D: Digest>(data: &[u8]) -> Vec<u8> {
    D::digest(data).to_vec()
}

/// One block of PBKDF2's output. `block` is the size of the hash's blocks; the salt ends with the number of this one.
fn pbkdf2_block(hash: Hash, block: usize, password: &[u8], salt: &[u8], rounds: usize) -> Vec<u8> {
    let mut key = if password.len() > block {
        hash(password)
    } else {
        password.to_vec()
    };
    key.resize(block, 0);
    let keyed = |pad: u8, data: &[u8]| {
        let mut input: Vec<u8> = key.iter().map(|byte| byte ^ pad).collect();
        input.extend_from_slice(data);
        hash(&input)
    };
    let mut result = Vec::new();
    let mut last = salt.to_vec();
    for _ in 0..rounds {
        last = keyed(0x5c, &keyed(0x36, &last));
        result.resize(last.len(), 0);
        for (sum, byte) in result.iter_mut().zip(&last) {
            *sum ^= byte;
        }
    }
    result
}

fn data(args: &Args<'_>, at: usize) -> PyResult<Vec<u8>> {
    bytes_of(&args[at]).ok_or_else(|| type_error("object supporting the buffer API required"))
}

fn size(vm: &Vm, args: &Args<'_>, at: usize) -> PyResult<usize> {
    usize::try_from(arguments::int(vm, &args[at])?)
        .map_err(|_| value_error("length must be non-negative"))
}
