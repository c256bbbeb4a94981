//! The functions of `math` on floats that neither Rust nor a library has as Python defines them.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::IntRef;
use super::float::{frexp, from_scaled};
use crate::python::failure::Failure;

/// What a function gave for finite arguments, or for arguments of which at least one is `nan`: the failure where a new `nan`
/// or infinity came up. `overflows` says that infinity means a result too large, else it means a pole.
pub fn checked(result: f64, args: &[f64], overflows: bool) -> Result<f64, Failure> {
    if result.is_nan() && !args.iter().any(|arg| arg.is_nan()) {
        return Err(domain_error());
    }
    if result.is_infinite() && args.iter().all(|arg| arg.is_finite()) {
        return Err(if overflows {
            Failure::overflow("math range error")
        } else {
            domain_error()
        });
    }
    Ok(result)
}

/// The `ValueError` for an argument for which a function is not defined.
pub fn domain_error() -> Failure {
    Failure::value("math domain error")
}

/// `math.pow(x, y)`: unlike `**` always a float.
pub fn pow(x: f64, y: f64) -> Result<f64, Failure> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain_error());
    }
    checked(x.powf(y), &[x, y], true)
}

/// `math.remainder(x, y)`, IEEE 754's: `x` less the nearest multiple of `y`, of two equally near ones the even.
pub fn remainder(x: f64, y: f64) -> Result<f64, Failure> {
    if x.is_nan() || y.is_nan() {
        return Ok(f64::NAN);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain_error());
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (size, unit) = (x.abs(), y.abs());
    let below = size % unit;
    let above = unit - below;
    let rest = if below < above {
        below
    } else if below > above {
        -above
    } else {
        below - 2.0 * ((0.5 * (size - below)) % unit)
    };
    Ok(rest * 1.0f64.copysign(x))
}

/// `math.modf(x)`: the fraction and the whole part, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0f64.copysign(x), x);
    }
    (x.fract().copysign(x), x.trunc())
}

/// `math.ulp(x)`: what the last bit of `x` is worth.
pub fn ulp(x: f64) -> f64 {
    let size = x.abs();
    if !size.is_finite() {
        return size;
    }
    let above = size.next_up();
    if above.is_infinite() {
        return size - size.next_down();
    }
    above - size
}

/// `math.isclose`
pub fn is_close(a: f64, b: f64, relative: f64, absolute: f64) -> Result<bool, Failure> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(Failure::value("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute)
}

/// The logarithm of an int of any size by `log`, one of `ln`, `log2` and `log10`.
pub fn log_int(value: IntRef<'_>, log: fn(f64) -> f64) -> Result<f64, Failure> {
    if value.is_negative() || value.is_zero() {
        return Err(domain_error());
    }
    let big = match value {
        IntRef::Small(small) => return Ok(log(small as f64)),
        IntRef::Big(big) => big,
    };
    if let Some(float) = big.to_f64().filter(|float| float.is_finite()) {
        return Ok(log(float));
    }
    // As a fraction of a power of two.
    let top: BigInt = big >> (big.bits() - 64);
    let fraction = top.to_f64().unwrap_or(1.0) / 2f64.powi(64);
    Ok(log(fraction) + log(2.0) * big.bits() as f64)
}

/// A sum of floats without rounding on the way (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997): the
/// terms are floats of growing size that do not overlap.
#[derive(Default)]
pub struct ExactSum {
    terms: Vec<f64>,
    /// The sum of the terms that are infinite or `nan`.
    special: f64,
    infinities: f64,
}

impl ExactSum {
    /// Adds a float. Fails where finite floats sum up beyond what a float can hold.
    pub fn add(&mut self, x: f64) -> Result<(), Failure> {
        if !x.is_finite() {
            if x.is_infinite() {
                self.infinities += x;
            }
            self.special += x;
            return Ok(());
        }
        let mut x = x;
        let mut kept = 0;
        for at in 0..self.terms.len() {
            let (mut large, mut small) = (x, self.terms[at]);
            if large.abs() < small.abs() {
                (large, small) = (small, large);
            }
            let sum = large + small;
            let lost = small - (sum - large);
            if lost != 0.0 {
                self.terms[kept] = lost;
                kept += 1;
            }
            x = sum;
        }
        self.terms.truncate(kept);
        if !x.is_finite() {
            return Err(Failure::overflow("intermediate overflow in fsum"));
        }
        if x != 0.0 {
            self.terms.push(x);
        }
        Ok(())
    }

    /// Adds a product, exactly unless it is so small that its last bits cannot be held.
    pub fn add_product(&mut self, x: f64, y: f64) -> Result<(), Failure> {
        let product = x * y;
        if product.is_finite() {
            self.add(x.mul_add(y, -product))?;
        }
        self.add(product)
    }

    /// The float nearest to the sum. Fails for opposite infinities.
    pub fn total(mut self) -> Result<f64, Failure> {
        if self.special != 0.0 || self.special.is_nan() {
            if self.infinities.is_nan() {
                return Err(Failure::value("-inf + inf in fsum"));
            }
            return Ok(self.special);
        }
        let Some(mut high) = self.terms.pop() else {
            return Ok(0.0);
        };
        let mut low = 0.0;
        while let Some(next) = self.terms.pop() {
            let before = high;
            high = before + next;
            low = next - (high - before);
            if low != 0.0 {
                break;
            }
        }
        // Half way between two floats: the next term decides, where there is one.
        if let Some(next) = self.terms.last()
            && ((low < 0.0 && *next < 0.0) || (low > 0.0 && *next > 0.0))
        {
            let doubled = low * 2.0;
            let moved = high + doubled;
            if doubled == moved - high {
                high = moved;
            }
        }
        Ok(high)
    }
}

/// `math.hypot(*parts)`: the length of a vector, without overflow or rounding on the way.
pub fn hypot(parts: &[f64]) -> f64 {
    let largest = parts.iter().fold(0.0f64, |most, part| most.max(part.abs()));
    if parts.iter().any(|part| part.is_infinite()) {
        return f64::INFINITY;
    }
    if parts.iter().any(|part| part.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    // By a power of two, so that scaling rounds nothing.
    let (_, exponent) = frexp(largest);
    let scaled: Vec<f64> = parts.iter().map(|part| scale(*part, -exponent)).collect();
    let sum_of_squares = |subtracted: f64| {
        let mut sum = ExactSum::default();
        for part in &scaled {
            sum.add_product(*part, *part)?;
        }
        sum.add_product(-subtracted, subtracted)?;
        sum.total()
    };
    let root = sum_of_squares(0.0).unwrap_or(f64::NAN).sqrt();
    let residue = sum_of_squares(root).unwrap_or(0.0);
    scale(root + residue / (2.0 * root), exponent)
}

/// `x * 2^exponent`, rounded once; infinity where that is too large.
fn scale(x: f64, exponent: i32) -> f64 {
    let (mantissa, own) = super::float::decompose(x);
    from_scaled(mantissa, own.saturating_add(exponent)).copysign(x)
}

/// `math.fma(x, y, z)`: `x * y + z`, rounded once.
pub fn fma(x: f64, y: f64, z: f64) -> Result<f64, Failure> {
    let result = x.mul_add(y, z);
    if result.is_nan() && ![x, y, z].iter().any(|arg| arg.is_nan()) {
        return Err(Failure::value("invalid operation in fma"));
    }
    if result.is_infinite() && [x, y, z].iter().all(|arg| arg.is_finite()) {
        return Err(Failure::overflow("overflow in fma"));
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest float above zero.
    const TINIEST: f64 = 5e-324;

    fn sum(terms: &[f64]) -> Result<f64, Failure> {
        let mut sum = ExactSum::default();
        for term in terms {
            sum.add(*term)?;
        }
        sum.total()
    }

    #[test]
    fn sums_lose_nothing() {
        assert_eq!(sum(&[0.1; 10]), Ok(1.0));
        assert_eq!(sum(&[1e100, 1.0, -1e100]), Ok(1.0));
        assert_eq!(sum(&[1.0, 1e-16, 1e-16]), Ok(1.0000000000000002));
        assert_eq!(sum(&[f64::INFINITY, 1.0]), Ok(f64::INFINITY));
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_err());
        assert!(sum(&[1e308, 1e308]).is_err());
    }

    #[test]
    fn lengths_neither_overflow_nor_vanish() {
        assert_eq!(hypot(&[3.0, 4.0]), 5.0);
        assert_eq!(hypot(&[3e200, 4e200]), 4.9999999999999995e200);
        assert_eq!(hypot(&[TINIEST]), TINIEST);
        assert_eq!(hypot(&[]), 0.0);
        assert_eq!(hypot(&[f64::NAN, f64::INFINITY]), f64::INFINITY);
    }

    #[test]
    fn the_last_bit_has_a_worth() {
        assert_eq!(ulp(0.0), TINIEST);
        assert_eq!(ulp(f64::MAX), 2f64.powi(971));
    }

    #[test]
    fn remainders_go_to_the_nearest_multiple() {
        assert_eq!(remainder(5.0, 2.0), Ok(1.0));
        assert_eq!(remainder(7.0, 2.0), Ok(-1.0));
        assert_eq!(remainder(2.0, f64::INFINITY), Ok(2.0));
        assert!(remainder(1.0, 0.0).is_err());
    }
}
