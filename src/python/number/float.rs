//! What Python does with an `f64` that Rust does not: floor division, rounding to decimals, exact ratios, hexadecimal text.

use num_bigint::BigInt;

use super::Int;
use crate::python::failure::Failure;

/// The digits of an f64's significand, the leading one included.
const MANTISSA_BITS: i32 = 53;
/// The exponent of the smallest float above zero, 2 to this power.
const MIN_UNIT: i32 = -1074;

/// Takes a finite float apart: `|x| == mantissa * 2^exponent`, with the mantissa odd, or both zero.
pub fn decompose(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let field = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let mantissa = if field == 0 {
        fraction
    } else {
        fraction | 1 << 52
    };
    if mantissa == 0 {
        return (0, 0);
    }
    let spare = mantissa.trailing_zeros();
    (mantissa >> spare, field.max(1) - 1075 + spare as i32)
}

/// The float nearest to `mantissa * 2^exponent`, half to even; infinity where it is too large.
///
/// A mantissa that stands for a longer number can carry "and a little more" as an odd last bit, as long as it has at least 55
/// bits or its last bit lies below the smallest float.
pub fn from_scaled(mantissa: u64, exponent: i32) -> f64 {
    if mantissa == 0 || exponent < MIN_UNIT - 64 {
        return 0.0;
    }
    if exponent > 1023 {
        return f64::INFINITY;
    }
    let bits = 64 - mantissa.leading_zeros() as i32;
    let unit = (exponent + bits - MANTISSA_BITS).max(MIN_UNIT);
    if unit <= exponent {
        return scale(mantissa as f64, exponent);
    }
    let dropped = (unit - exponent) as u32;
    let wide = u128::from(mantissa);
    let (kept, lost, half) = (
        wide >> dropped,
        wide & ((1 << dropped) - 1),
        1u128 << (dropped - 1),
    );
    let up = lost > half || (lost == half && kept & 1 == 1);
    scale((kept + u128::from(up)) as f64, unit)
}

/// `x * 2^exponent`, for a product that is exact or too large.
fn scale(x: f64, exponent: i32) -> f64 {
    let power = |n: i32| f64::from_bits(((n + 1023) as u64) << 52);
    let first = exponent / 2;
    x * power(first) * power(exponent - first)
}

/// `math.ldexp(x, exponent)`: `x * 2^exponent`, rounded once.
pub fn ldexp(x: f64, exponent: i64) -> Result<f64, Failure> {
    if !x.is_finite() || x == 0.0 {
        return Ok(x);
    }
    let (mantissa, own) = decompose(x);
    let exponent = exponent.clamp(-10_000, 10_000) as i32 + own;
    let size = from_scaled(mantissa, exponent);
    if size.is_infinite() {
        Err(Failure::overflow("math range error"))
    } else {
        Ok(size.copysign(x))
    }
}

/// `math.frexp(x)`: a fraction from 0.5 up to but not including 1, with the sign of `x`, and a power of two.
pub fn frexp(x: f64) -> (f64, i32) {
    if !x.is_finite() || x == 0.0 {
        return (x, 0);
    }
    let (mantissa, exponent) = decompose(x);
    let bits = 64 - mantissa.leading_zeros() as i32;
    (from_scaled(mantissa, -bits).copysign(x), exponent + bits)
}

/// `divmod(a, b)`: the quotient rounded down, and the remainder with the sign of `b`.
pub fn divmod(a: f64, b: f64) -> Result<(f64, f64), Failure> {
    if b == 0.0 {
        return Err(Failure::zero_division("float divmod()"));
    }
    let mut remainder = a % b;
    // The remainder is exact, so the difference is a multiple of b up to one rounding.
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0f64.copysign(a / b), remainder));
    }
    let floor = quotient.floor();
    Ok((
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        },
        remainder,
    ))
}

/// `a // b`.
pub fn floor_div(a: f64, b: f64) -> Result<f64, Failure> {
    match divmod(a, b) {
        Ok((quotient, _)) => Ok(quotient),
        Err(_) => Err(Failure::zero_division("float floor division by zero")),
    }
}

/// `a % b`: the sign is that of `b`.
pub fn modulo(a: f64, b: f64) -> Result<f64, Failure> {
    match divmod(a, b) {
        Ok((_, remainder)) => Ok(remainder),
        Err(_) => Err(Failure::zero_division("float modulo by zero")),
    }
}

/// `x ** y`; `None` where the result is a complex number. A result that is too large is an `OverflowError`.
pub fn pow(x: f64, y: f64) -> Result<Option<f64>, Failure> {
    if !x.is_finite() || !y.is_finite() {
        return Ok(Some(x.powf(y)));
    }
    if x == 0.0 && y < 0.0 {
        return Err(Failure::zero_division(
            "0.0 cannot be raised to a negative power",
        ));
    }
    if x < 0.0 && y.fract() != 0.0 {
        return Ok(None);
    }
    let power = x.powf(y);
    if power.is_infinite() {
        return Err(Failure::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(Some(power))
}

/// `round(x, digits)`: to decimals, or to tens where negative; the decimal expansion of the exact value is rounded half to even.
pub fn round_to(x: f64, digits: i64) -> Result<f64, Failure> {
    // Beyond these every float is its own rounding, or rounds to zero.
    const MAX_DIGITS: i64 = 323;
    const MIN_DIGITS: i64 = -308;
    if !x.is_finite() || digits > MAX_DIGITS {
        return Ok(x);
    }
    if digits < MIN_DIGITS {
        return Ok(0.0f64.copysign(x));
    }
    let size = x.abs();
    let rounded: f64 = match usize::try_from(digits) {
        Ok(fraction) => parse_own(&format!("{size:.fraction$}")),
        Err(_) => round_to_tens(size, -digits as i32),
    };
    if rounded.is_infinite() {
        return Err(Failure::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(x))
}

/// The multiple of `10^power` nearest to a float that is not negative, half to even.
fn round_to_tens(size: f64, power: i32) -> f64 {
    let text = format!("{size:e}");
    let exponent: i32 = text
        .split_once('e')
        .map_or(0, |(_, e)| e.parse().unwrap_or(0));
    if exponent >= power {
        let fraction = (exponent - power) as usize;
        return parse_own(&format!("{size:.fraction$e}"));
    }
    if exponent < power - 1 {
        return 0.0;
    }
    // One digit short: the result is one unit or none, by comparison with half a unit, exactly.
    let exact = format!("{size:.766e}");
    let digits = exact.split('e').next().unwrap_or("");
    let more = digits[1..].bytes().any(|b| b.is_ascii_digit() && b != b'0');
    let first = digits.as_bytes()[0];
    if first > b'5' || (first == b'5' && more) {
        parse_own(&format!("1e{power}"))
    } else {
        0.0
    }
}

fn parse_own(text: &str) -> f64 {
    text.parse().expect("Rust reads the floats that it writes")
}

/// `round(x)` as a float: the nearest whole number, half to even.
pub fn round_half_even(x: f64) -> f64 {
    x.round_ties_even()
}

/// `int(x)`: towards zero.
pub fn to_int(x: f64) -> Result<Int, Failure> {
    if x.is_nan() {
        return Err(Failure::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(Failure::overflow(
            "cannot convert float infinity to integer",
        ));
    }
    // 2^63 itself does not fit, and the next float below it does.
    if x.abs() < 9_223_372_036_854_775_808.0 {
        return Ok(Int::Small(x as i64));
    }
    let (mantissa, exponent) = decompose(x);
    let size = BigInt::from(mantissa) << exponent as u32;
    Ok(Int::from(if x < 0.0 { -size } else { size }))
}

/// `x.as_integer_ratio()`: two ints with no common divisor whose ratio is exactly `x`; the second is above zero.
pub fn as_integer_ratio(x: f64) -> Result<(Int, Int), Failure> {
    if x.is_nan() {
        return Err(Failure::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(Failure::overflow(
            "cannot convert Infinity to integer ratio",
        ));
    }
    let (mantissa, exponent) = decompose(x);
    let mut above = BigInt::from(mantissa);
    let mut below = BigInt::from(1);
    if exponent >= 0 {
        above <<= exponent as u32;
    } else {
        below <<= exponent.unsigned_abs();
    }
    Ok((
        Int::from(if x < 0.0 { -above } else { above }),
        Int::from(below),
    ))
}

/// `x.hex()`.
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return crate::python::text::float::repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let bits = x.to_bits();
    let field = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if field == 0 && fraction == 0 {
        return format!("{sign}0x0.0p+0");
    }
    let (lead, exponent) = if field == 0 {
        (0, -1022)
    } else {
        (1, field - 1023)
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`: `[sign]["0x"]digits[.digits]["p"exponent]`, `inf` or `nan`, with white space around.
pub fn from_hex(text: &str) -> Result<f64, Failure> {
    let invalid = || Failure::value("invalid hexadecimal floating-point string");
    let too_large = || Failure::overflow("hexadecimal value too large to represent as a float");
    let plain = text
        .trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b')
        .to_ascii_lowercase();
    let (negative, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let signed = |x: f64| if negative { -x } else { x };
    match unsigned {
        "inf" | "infinity" => return Ok(signed(f64::INFINITY)),
        "nan" => return Ok(signed(f64::NAN)),
        _ => {}
    }
    let body = unsigned.strip_prefix("0x").unwrap_or(unsigned);
    let (digits, power) = match body.split_once('p') {
        Some((digits, power)) => (digits, read_exponent(power).ok_or_else(invalid)?),
        None => (body, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(invalid());
    }
    let mut mantissa = 0u64;
    // Digits that no longer fit the mantissa count by their place, and as a last bit where they are not zero.
    let mut dropped = 0i64;
    for c in whole.chars().chain(fraction.chars()) {
        let digit = u64::from(c.to_digit(16).ok_or_else(invalid)?);
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
        } else {
            mantissa |= u64::from(digit != 0);
            dropped += 1;
        }
    }
    let exponent = power.saturating_add(4 * (dropped - fraction.len() as i64));
    let size = from_scaled(mantissa, exponent.clamp(-10_000, 10_000) as i32);
    if size.is_infinite() {
        Err(too_large())
    } else {
        Ok(signed(size))
    }
}

/// A decimal exponent with its sign; what is beyond any float is only known to be large.
fn read_exponent(text: &str) -> Option<i64> {
    const LARGE: i64 = 1 << 40;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(LARGE).min(LARGE);
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_and_modulo_follow_the_divisor() {
        assert_eq!(divmod(7.5, -2.0).unwrap(), (-4.0, -0.5));
        assert_eq!(divmod(-7.5, 2.0).unwrap(), (-4.0, 0.5));
        assert_eq!(divmod(1.0, 0.1).unwrap(), (9.0, 0.09999999999999995));
        assert!(modulo(-4.0, 2.0).unwrap().is_sign_positive());
        assert!(modulo(4.0, -2.0).unwrap().is_sign_negative());
        assert!(floor_div(-0.0, 2.0).unwrap().is_sign_negative());
        assert_eq!(modulo(5.0, f64::NEG_INFINITY).unwrap(), f64::NEG_INFINITY);
        assert_eq!(
            modulo(1.0, 0.0).unwrap_err().message,
            "float modulo by zero"
        );
    }

    #[test]
    fn powers_say_where_they_leave_the_floats() {
        assert_eq!(pow(2.0, 0.5), Ok(Some(2f64.sqrt())));
        assert_eq!(pow(-8.0, -3.0), Ok(Some(-0.001953125)));
        assert_eq!(pow(-8.0, 0.5), Ok(None));
        assert_eq!(pow(f64::NAN, 0.0), Ok(Some(1.0)));
        assert_eq!(pow(0.0, f64::NEG_INFINITY), Ok(Some(f64::INFINITY)));
        assert_eq!(pow(0.0, -1.0).unwrap_err().kind.name(), "ZeroDivisionError");
        assert_eq!(pow(1e308, 2.0).unwrap_err().kind.name(), "OverflowError");
    }

    #[test]
    fn round_is_that_of_the_exact_value() {
        for (x, digits, expected) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (-2.5, 0, -2.0),
            (15.0, -1, 20.0),
            (25.0, -1, 20.0),
            (5.0, -1, 0.0),
            (6.0, -1, 10.0),
            (49.0, -2, 0.0),
            (50.00001, -2, 100.0),
            (1e300, -300, 1e300),
            (1.2345, 400, 1.2345),
            (123.0, -400, 0.0),
        ] {
            assert_eq!(
                round_to(x, digits).unwrap(),
                expected,
                "round({x}, {digits})"
            );
        }
        assert_eq!(
            round_to(f64::MAX, -308).unwrap_err().message,
            "rounded value too large to represent"
        );
    }

    #[test]
    fn hexadecimal_text_goes_there_and_back() {
        for (x, text) in [
            (1.0, "0x1.0000000000000p+0"),
            (-0.1, "-0x1.999999999999ap-4"),
            (5e-324, "0x0.0000000000001p-1022"),
            (0.0, "0x0.0p+0"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(hex(x), text);
            assert_eq!(from_hex(text).unwrap(), x);
        }
        assert_eq!(from_hex(" 1.8P1 ").unwrap(), 3.0);
        assert_eq!(from_hex("0x1.00000000000008p0").unwrap(), 1.0);
        assert_eq!(
            from_hex("0x1.000000000000080000000000000001p0").unwrap(),
            1.0000000000000002
        );
        assert_eq!(from_hex("0x.8p-1074").unwrap(), 0.0);
        assert_eq!(
            from_hex("0x1p1024").unwrap_err().kind.name(),
            "OverflowError"
        );
        for text in ["", "0x", ".", "1p", "1g", "0x1p+", "1 2"] {
            assert!(from_hex(text).is_err(), "{text}");
        }
    }

    #[test]
    fn frexp_and_ldexp_are_inverse() {
        for x in [1.0, -0.75, 5e-324, f64::MAX, 1e-310] {
            let (fraction, power) = frexp(x);
            assert!((0.5..1.0).contains(&fraction.abs()));
            assert_eq!(ldexp(fraction, i64::from(power)).unwrap(), x);
        }
        assert_eq!(ldexp(1.0, i64::MIN).unwrap(), 0.0);
        assert_eq!(
            ldexp(1.0, i64::MAX).unwrap_err().message,
            "math range error"
        );
    }
}
