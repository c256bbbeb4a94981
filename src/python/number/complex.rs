//! Complex numbers as pairs of floats: what Python's `complex` computes, and where it fails.

use crate::python::failure::Failure;

/// Real and imaginary part.
pub type Complex = (f64, f64);

/// Up to here a whole exponent is taken by repeated multiplication, which keeps whole numbers whole.
const MAX_WHOLE_EXPONENT: f64 = 100.0;

/// `a * b`.
pub fn mul(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `a / b`, by the larger part of the divisor so that nothing overflows on the way (R. L. Smith, "Algorithm 116: Complex
/// division", 1962).
pub fn div(a: Complex, b: Complex) -> Result<Complex, Failure> {
    if b == (0.0, 0.0) {
        return Err(Failure::zero_division("complex division by zero"));
    }
    Ok(if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let below = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / below, (a.1 - a.0 * ratio) / below)
    } else {
        let ratio = b.0 / b.1;
        let below = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / below, (a.1 * ratio - a.0) / below)
    })
}

/// `a ** b`.
pub fn pow(a: Complex, b: Complex) -> Result<Complex, Failure> {
    if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= MAX_WHOLE_EXPONENT {
        let power = whole_power(a, b.0)?;
        if power.0.is_infinite() || power.1.is_infinite() {
            return Err(Failure::overflow("complex exponentiation"));
        }
        return Ok(power);
    }
    let power = polar_power(a, b)?;
    let overflowed = !(power.0.is_finite() && power.1.is_finite());
    if overflowed && [a.0, a.1, b.0, b.1].iter().all(|part| part.is_finite()) {
        return Err(Failure::overflow("complex exponentiation"));
    }
    Ok(power)
}

/// `abs(a)`: its distance from zero.
pub fn abs(a: Complex) -> Result<f64, Failure> {
    let distance = a.0.hypot(a.1);
    if distance.is_infinite() && a.0.is_finite() && a.1.is_finite() {
        return Err(Failure::overflow("absolute value too large"));
    }
    Ok(distance)
}

fn whole_power(a: Complex, exponent: f64) -> Result<Complex, Failure> {
    let (mut power, mut square) = ((1.0, 0.0), a);
    let mut bits = exponent.abs() as u32;
    while bits > 0 {
        if bits & 1 == 1 {
            power = mul(power, square);
        }
        square = mul(square, square);
        bits >>= 1;
    }
    if exponent < 0.0 {
        return div((1.0, 0.0), power).map_err(|_| zero_to_negative());
    }
    Ok(power)
}

/// By the angle and the logarithm of the length.
fn polar_power(a: Complex, b: Complex) -> Result<Complex, Failure> {
    if b == (0.0, 0.0) {
        return Ok((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        if b.0 < 0.0 || b.1 != 0.0 {
            return Err(zero_to_negative());
        }
        return Ok((0.0, 0.0));
    }
    let distance = a.0.hypot(a.1);
    let angle = a.1.atan2(a.0);
    let (mut length, mut turn) = (distance.powf(b.0), angle * b.0);
    if b.1 != 0.0 {
        length /= (angle * b.1).exp();
        turn += b.1 * distance.ln();
    }
    if turn.is_infinite() {
        return Err(zero_to_negative());
    }
    Ok((length * turn.cos(), length * turn.sin()))
}

fn zero_to_negative() -> Failure {
    Failure::zero_division("0.0 to a negative or complex power")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_exponents_keep_whole_numbers_whole() {
        assert_eq!(pow((1.0, 2.0), (3.0, 0.0)), Ok((-11.0, -2.0)));
        assert_eq!(pow((0.0, 1.0), (-1.0, 0.0)), Ok((0.0, -1.0)));
    }

    #[test]
    fn division_does_not_overflow_on_the_way() {
        assert_eq!(div((1e300, 1e300), (1e300, 1e300)), Ok((1.0, 0.0)));
        assert_eq!(div((1.0, 2.0), (0.0, 2.0)), Ok((1.0, -0.5)));
    }

    #[test]
    fn failures_have_their_kinds() {
        let message = |result: Result<Complex, Failure>| result.unwrap_err().message;
        assert_eq!(
            message(div((1.0, 0.0), (0.0, 0.0))),
            "complex division by zero"
        );
        assert_eq!(
            message(pow((1e200, 0.0), (2.5, 0.0))),
            "complex exponentiation"
        );
        assert_eq!(
            message(pow((0.0, 0.0), (-1.0, 0.0))),
            "0.0 to a negative or complex power"
        );
        assert!(abs((1e308, 1.7e308)).is_err());
    }
}
