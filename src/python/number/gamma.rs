//! `math.gamma` and `math.lgamma`, by the approximation of Lanczos.
//!
//! The coefficients are those of Boost (N = 13, g = 6.0247), which CPython uses too, so that the last digits agree with it.

use std::f64::consts::PI;

use crate::python::failure::Failure;

/// The parameter g of the approximation.
const G: f64 = 6.02468004077673;
/// g - 1/2, rounded once.
const G_MINUS_HALF: f64 = 5.52468004077673;

/// Numerator and denominator of the approximation's sum, by rising powers.
const SUM: [(f64, f64); 13] = [
    (23531376880.41076, 0.0),
    (42919803642.6491, 39916800.0),
    (35711959237.35567, 120543840.0),
    (17921034426.03721, 150917976.0),
    (6039542586.352028, 105258076.0),
    (1439720407.3117216, 45995730.0),
    (248874557.86205417, 13339535.0),
    (31426415.585400194, 2637558.0),
    (2876370.6289353725, 357423.0),
    (186056.26539522348, 32670.0),
    (8071.672002365816, 1925.0),
    (210.82427775157936, 66.0),
    (2.5066282746310002, 1.0),
];

/// `math.gamma(x)`.
pub fn gamma(x: f64) -> Result<f64, Failure> {
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        return Err(Failure::value("math domain error"));
    }
    if !x.is_finite() {
        return Ok(x);
    }
    let size = x.abs();
    if x == x.floor() && x <= 23.0 {
        // Factorials up to 22! are floats.
        return Ok((2..x as u64).map(|factor| factor as f64).product());
    }
    let value = if size < 1e-20 { 1.0 / x } else { by_lanczos(x) };
    if value.is_infinite() {
        Err(Failure::overflow("math range error"))
    } else {
        Ok(value)
    }
}

/// `math.lgamma(x)`: the logarithm of the size of gamma.
pub fn lgamma(x: f64) -> Result<f64, Failure> {
    if x.is_nan() {
        return Ok(x);
    }
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 {
            Err(Failure::value("math domain error"))
        } else {
            Ok(0.0)
        };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut value = lanczos_sum(size).ln() - G;
    value += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        value = PI.ln() - sin_pi(size).abs().ln() - size.ln() - value;
    }
    if value.is_infinite() {
        Err(Failure::overflow("math range error"))
    } else {
        Ok(value)
    }
}

/// Gamma of a number that is finite, not tiny and no pole; infinity where it is too large.
fn by_lanczos(x: f64) -> f64 {
    let size = x.abs();
    if size > 200.0 {
        let vanishing = 0.0 / sin_pi(x);
        return if x < 0.0 { vanishing } else { f64::INFINITY };
    }
    let base = size + G_MINUS_HALF;
    // What rounding took from the base, as a correction of the first order.
    let lost = if size > G_MINUS_HALF {
        (base - size) - G_MINUS_HALF
    } else {
        (base - G_MINUS_HALF) - size
    };
    let correction = lost * G / base;
    // The power overflows before gamma does, so a large one is taken in two halves.
    let halves = if size < 140.0 { 1 } else { 2 };
    let power = if halves == 1 {
        base.powf(size - 0.5)
    } else {
        base.powf(size / 2.0 - 0.25)
    };
    if x < 0.0 {
        let mut value = -PI / sin_pi(size) / size * base.exp() / lanczos_sum(size);
        value -= correction * value;
        (0..halves).fold(value, |value, _| value / power)
    } else {
        let mut value = lanczos_sum(size) / base.exp();
        value += correction * value;
        (0..halves).fold(value, |value, _| value * power)
    }
}

/// The rational function, by the powers of `x` or, for large `x`, of `1/x`.
fn lanczos_sum(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    if x < 5.0 {
        for (a, b) in SUM.iter().rev() {
            above = above * x + a;
            below = below * x + b;
        }
    } else {
        for (a, b) in SUM {
            above = above / x + a;
            below = below / x + b;
        }
    }
    above / below
}

/// The sine of `pi * x`, exact at the zeros.
fn sin_pi(x: f64) -> f64 {
    let part = x.abs() % 2.0;
    let sine = match (2.0 * part).round() as u8 {
        0 => (PI * part).sin(),
        1 => (PI * (part - 0.5)).cos(),
        // Written this way the sine of one is a positive zero.
        2 => (PI * (1.0 - part)).sin(),
        3 => -(PI * (part - 1.5)).cos(),
        _ => (PI * (part - 2.0)).sin(),
    };
    if x < 0.0 { -sine } else { sine }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_extends_the_factorial() {
        assert_eq!(gamma(5.0), Ok(24.0));
        assert_eq!(gamma(23.0), Ok(1124000727777607680000.0));
        assert_eq!(gamma(0.5), Ok(1.7724538509055159));
        assert_eq!(gamma(-1.5), Ok(2.3632718012073544));
        assert_eq!(gamma(171.0), Ok(7.257415615307998e306));
        assert_eq!(gamma(172.0).unwrap_err().message, "math range error");
        assert_eq!(gamma(-1.0).unwrap_err().message, "math domain error");
    }

    #[test]
    fn the_logarithm_goes_further() {
        assert_eq!(lgamma(100.5), Ok(361.4355404677776));
        assert_eq!(lgamma(0.5), Ok(0.5723649429247004));
        assert_eq!(lgamma(-1.5), Ok(0.8600470153764812));
        assert_eq!(lgamma(1e300), Ok(6.897755278982137e302));
        assert_eq!(lgamma(2.0), Ok(0.0));
        assert_eq!(lgamma(f64::NEG_INFINITY), Ok(f64::INFINITY));
        assert!(lgamma(0.0).is_err());
    }
}
