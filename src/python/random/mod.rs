//! The numbers of Python's `random` module: for one seed, the same as CPython 3.13 gives.
//!
//! [`mt19937`] is the source of bits; [`distributions`] and [`selection`] are what [`Random`] makes of them, each method one of
//! `random.Random`. Only numbers and indices here: choosing among a program's objects is the caller's. Earlier CPythons give the
//! same numbers, but 3.11 has no `binomialvariate` and says other words for an empty range.

pub mod distributions;
pub mod mt19937;
pub mod selection;

use self::mt19937::MersenneTwister;

/// A `random.Random`: the generator, and the normal number that `gauss` has in store.
#[derive(Clone, Debug, PartialEq)]
pub struct Random {
    /// The source of bits.
    pub generator: MersenneTwister,
    /// The second of the pair of numbers that [`gauss`](Random::gauss) makes at a time; third in `getstate()`.
    pub gauss_next: Option<f64>,
}

impl Random {
    /// A random number source on a seeded generator.
    pub fn new(generator: MersenneTwister) -> Self {
        Random {
            generator,
            gauss_next: None,
        }
    }

    /// `random()`: from 0 up to but not including 1.
    pub fn random(&mut self) -> f64 {
        self.generator.random()
    }
}
