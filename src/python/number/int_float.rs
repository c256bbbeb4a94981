//! Where ints and floats meet: conversion, exact comparison, true division.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use super::float::{from_scaled, to_int};
use super::{Int, IntRef};
use crate::python::failure::Failure;

/// Up to here every int is a float.
const EXACT: u64 = 1 << 53;

/// `float(i)`: the nearest float, half to even.
pub fn to_f64(value: IntRef<'_>) -> Result<f64, Failure> {
    let big = match value {
        IntRef::Small(value) => return Ok(value as f64),
        IntRef::Big(big) => big,
    };
    let shift = big.bits().saturating_sub(64);
    let mut top = (big.magnitude() >> shift)
        .to_u64()
        .expect("64 bits are left");
    // A last bit stands for all that was cut off below.
    if big.trailing_zeros().is_some_and(|zeros| zeros < shift) {
        top |= 1;
    }
    let size = from_scaled(top, i32::try_from(shift).unwrap_or(i32::MAX));
    if size.is_infinite() {
        return Err(Failure::overflow("int too large to convert to float"));
    }
    Ok(if value.is_negative() { -size } else { size })
}

/// Compares an int with a float by their exact values; `None` for NaN.
pub fn compare(int: IntRef<'_>, float: f64) -> Option<Ordering> {
    if let IntRef::Small(small) = int
        && small.unsigned_abs() <= EXACT
    {
        return (small as f64).partial_cmp(&float);
    }
    let whole: Int = match to_int(float) {
        Ok(whole) => whole,
        Err(_) if float.is_nan() => return None,
        Err(_) => return 0.0.partial_cmp(&float),
    };
    // A float with a fraction is smaller than every int beyond the exact ones, so only the whole numbers tie.
    Some(int.cmp(&whole.as_ref()))
}

/// `a / b` for ints: the float nearest to the exact quotient.
pub fn true_div(a: IntRef<'_>, b: IntRef<'_>) -> Result<f64, Failure> {
    if b.is_zero() {
        return Err(Failure::zero_division("division by zero"));
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
    {
        return Ok(x as f64 / y as f64);
    }
    let (above, below) = (a.to_big(), b.to_big());
    let size = divide(above.magnitude(), below.magnitude());
    if size.is_infinite() {
        return Err(Failure::overflow(
            "integer division result too large for a float",
        ));
    }
    Ok(if a.is_negative() == b.is_negative() {
        size
    } else {
        -size
    })
}

fn divide(above: &BigUint, below: &BigUint) -> f64 {
    if above.is_zero() {
        return 0.0;
    }
    let magnitude = above.bits() as i64 - below.bits() as i64;
    if magnitude > 1025 {
        return f64::INFINITY;
    }
    if magnitude < -1080 {
        return 0.0;
    }
    // The quotient gets 60 or 61 bits, more than a float has; the last one says whether anything was left over.
    let shift = 60 - magnitude;
    let (quotient, rest) = if shift >= 0 {
        (above << shift as u64).div_rem(below)
    } else {
        above.div_rem(&(below << shift.unsigned_abs()))
    };
    let top = quotient.to_u64().expect("the quotient has at most 61 bits");
    from_scaled(top | u64::from(!rest.is_zero()), -shift as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::int_text::parse;

    fn int(text: &str) -> Int {
        parse(text, 0).unwrap()
    }

    #[test]
    fn conversion_rounds_half_to_even() {
        for (text, x) in [
            ("9007199254740993", 9007199254740992.0),
            ("-9007199254740995", -9007199254740996.0),
            ("0x80000000000000000000000000000000000", 2f64.powi(139)),
            ("0x80000000000004000000000000000000000", 2f64.powi(139)),
            (
                "0x80000000000004000000000000000000001",
                2f64.powi(139) + 2f64.powi(87),
            ),
        ] {
            assert_eq!(to_f64(int(text).as_ref()).unwrap(), x, "{text}");
        }
        let large = int(&format!("0x1{}", "0".repeat(256)));
        assert_eq!(
            to_f64(large.as_ref()).unwrap_err().message,
            "int too large to convert to float"
        );
    }

    #[test]
    fn comparison_is_exact() {
        for (text, x, expected) in [
            (
                "9007199254740993",
                9007199254740992.0,
                Some(Ordering::Greater),
            ),
            (
                "9223372036854775807",
                9223372036854775808.0,
                Some(Ordering::Less),
            ),
            (
                "9223372036854775808",
                9223372036854775808.0,
                Some(Ordering::Equal),
            ),
            ("3", 3.5, Some(Ordering::Less)),
            (
                "99999999999999999999999",
                f64::INFINITY,
                Some(Ordering::Less),
            ),
            (
                "99999999999999999999999",
                f64::NEG_INFINITY,
                Some(Ordering::Greater),
            ),
            ("99999999999999999999999", f64::NAN, None),
            ("-99999999999999999999999", 0.5, Some(Ordering::Less)),
        ] {
            assert_eq!(compare(int(text).as_ref(), x), expected, "{text} {x}");
        }
    }

    #[test]
    fn true_division_rounds_once() {
        let div = |a: &str, b: &str| true_div(int(a).as_ref(), int(b).as_ref());
        assert_eq!(div("9007199254740993", "3"), Ok(3002399751580331.0));
        assert_eq!(div("-1", "3"), Ok(-1.0 / 3.0));
        let huge = format!("1{}", "0".repeat(400));
        assert_eq!(div(&huge, &huge), Ok(1.0));
        assert_eq!(div("1", &huge), Ok(0.0));
        assert_eq!(
            div(&huge, "1").unwrap_err().message,
            "integer division result too large for a float"
        );
        assert_eq!(div("1", "0").unwrap_err().message, "division by zero");
    }
}
