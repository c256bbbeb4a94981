//! Python's numbers: ints of any size, and where ints and floats meet.
//!
//! In reading order: [`Int`] and [`IntRef`] are the int, [`arithmetic`] its operators, [`combinatorics`] its divisors,
//! [`int_text`] how it is written and read; [`float`] and [`real`] are what Python does with an `f64` that Rust does
//! not; [`int_float`] is where the two meet, [`complex`] pairs of floats, and [`hash`] gives all of them the same hashes. Pure
//! functions: nothing here knows an object or an exception, and what can go wrong is a
//! [`Failure`](crate::python::failure::Failure).

pub mod arithmetic;
pub mod combinatorics;
pub mod complex;
pub mod float;
pub mod hash;
mod int;
pub mod int_float;
pub mod int_text;
pub mod real;

pub use int::{Int, IntRef};
