//! The operators of ints: 64-bit where that suffices, `BigInt` beyond.
//!
//! Every operation takes borrowed ints and gives an owned one in its smallest form. Results of more than [`MAX_BITS`] bits are
//! refused with a `MemoryError`, as CPython ends up with when the machine is full: a page must not compute for minutes first.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};

use super::{Int, IntRef};
use crate::python::failure::Failure;

/// The size of the largest int that arithmetic makes, in bits: some five million decimal digits.
pub const MAX_BITS: u64 = 1 << 24;

/// The most work that one `pow(base, exponent, modulus)` may be, in bits of the exponent times products of 64-bit digits: that
/// of keys of 16,384 bits, some seconds.
const MAX_MODULAR_WORK: u64 = 1 << 30;

/// `a + b`.
pub fn add(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        return Int::from(i128::from(x) + i128::from(y));
    }
    Int::from(&*a.to_big() + &*b.to_big())
}

/// `a - b`.
pub fn sub(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        return Int::from(i128::from(x) - i128::from(y));
    }
    Int::from(&*a.to_big() - &*b.to_big())
}

/// `a * b`.
pub fn mul(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int, Failure> {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        return Ok(Int::from(i128::from(x) * i128::from(y)));
    }
    check_bits(bit_length(a) + bit_length(b))?;
    Ok(Int::from(&*a.to_big() * &*b.to_big()))
}

/// `-a`.
pub fn neg(a: IntRef<'_>) -> Int {
    match a {
        IntRef::Small(value) => Int::from(-i128::from(value)),
        IntRef::Big(value) => Int::from(-value),
    }
}

/// `abs(a)`.
pub fn abs(a: IntRef<'_>) -> Int {
    if a.is_negative() { neg(a) } else { a.to_int() }
}

/// `~a`.
pub fn invert(a: IntRef<'_>) -> Int {
    match a {
        IntRef::Small(value) => Int::Small(!value),
        IntRef::Big(value) => Int::from(!value),
    }
}

/// `divmod(a, b)`: the quotient rounded down, and the remainder with the sign of `b`.
pub fn divmod(a: IntRef<'_>, b: IntRef<'_>) -> Result<(Int, Int), Failure> {
    if b.is_zero() {
        return Err(Failure::zero_division("integer division or modulo by zero"));
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        let (quotient, remainder) = Integer::div_mod_floor(&i128::from(x), &i128::from(y));
        return Ok((Int::from(quotient), Int::from(remainder)));
    }
    let (quotient, remainder) = a.to_big().div_mod_floor(&b.to_big());
    Ok((Int::from(quotient), Int::from(remainder)))
}

/// `a // b`: rounded down.
pub fn floor_div(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int, Failure> {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && y > 0
    {
        return Ok(Int::Small(Integer::div_floor(&x, &y)));
    }
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`: the sign is that of `b`.
pub fn modulo(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int, Failure> {
    if b.is_zero() {
        return Err(Failure::zero_division("integer modulo by zero"));
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && y > 0
    {
        return Ok(Int::Small(Integer::mod_floor(&x, &y)));
    }
    divmod(a, b).map(|(_, remainder)| remainder)
}

/// `base ** exponent` for an exponent that is not negative; with a negative one Python computes with floats.
pub fn pow(base: IntRef<'_>, exponent: IntRef<'_>) -> Result<Int, Failure> {
    debug_assert!(
        !exponent.is_negative(),
        "a negative exponent is the caller's"
    );
    if let IntRef::Small(small @ -1..=1) = base {
        let odd = is_odd(exponent);
        return Ok(match small {
            0 => Int::Small(i64::from(exponent.is_zero())),
            -1 if odd => Int::Small(-1),
            _ => Int::Small(1),
        });
    }
    let exponent = match exponent {
        IntRef::Small(value) => value as u64,
        IntRef::Big(_) => return Err(Failure::memory()),
    };
    // A base of n bits is at least 2^(n-1), so its power has more bits than this.
    check_bits((bit_length(base) - 1).saturating_mul(exponent))?;
    if let (IntRef::Small(value), Ok(short)) = (base, u32::try_from(exponent))
        && let Some(power) = value.checked_pow(short)
    {
        return Ok(Int::Small(power));
    }
    Ok(Int::from(Pow::pow(base.to_big().into_owned(), exponent)))
}

/// `pow(base, exponent, modulus)`; a negative exponent takes the inverse of the base.
pub fn pow_mod(
    base: IntRef<'_>,
    exponent: IntRef<'_>,
    modulus: IntRef<'_>,
) -> Result<Int, Failure> {
    if modulus.is_zero() {
        return Err(Failure::value("pow() 3rd argument cannot be 0"));
    }
    let digits = bit_length(modulus).div_ceil(64);
    if bit_length(exponent).saturating_mul(digits * digits) > MAX_MODULAR_WORK {
        return Err(Failure::memory());
    }
    if let (IntRef::Small(base), IntRef::Small(exponent @ 0..), IntRef::Small(modulus)) =
        (base, exponent, modulus)
    {
        return Ok(small_pow_mod(base, exponent, modulus));
    }
    let modulus = modulus.to_big();
    let size = modulus.abs();
    let mut base = base.to_big().mod_floor(&size);
    if exponent.is_negative() {
        base = inverse(&base, &size)
            .ok_or_else(|| Failure::value("base is not invertible for the given modulus"))?;
    }
    let exponent = exponent.to_big();
    let mut power = BigInt::one().mod_floor(&size);
    for bit in (0..exponent.bits()).rev() {
        power = (&power * &power).mod_floor(&size);
        if exponent.magnitude().bit(bit) {
            power = (&power * &base).mod_floor(&size);
        }
    }
    Ok(Int::from(power.mod_floor(&modulus)))
}

/// The same of an exponent that is not negative, and a modulus that is not 0.
fn small_pow_mod(base: i64, exponent: i64, modulus: i64) -> Int {
    let size = i128::from(modulus.unsigned_abs());
    let mut square = i128::from(base).rem_euclid(size);
    let mut power = 1 % size;
    let mut left = exponent;
    while left > 0 {
        if left & 1 == 1 {
            power = power * square % size;
        }
        square = square * square % size;
        left >>= 1;
    }
    if modulus < 0 && power > 0 {
        power -= size;
    }
    Int::from(power)
}

/// What gives 1 when multiplied with it, modulo a size that is not 0; by Euclid's algorithm.
fn inverse(value: &BigInt, size: &BigInt) -> Option<BigInt> {
    let (mut divisor, mut rest) = (value.clone(), size.clone());
    let (mut factor, mut next) = (BigInt::one(), BigInt::zero());
    while !rest.is_zero() {
        let (times, left) = divisor.div_mod_floor(&rest);
        (divisor, rest) = (rest, left);
        let after = &factor - &(&times * &next);
        (factor, next) = (next, after);
    }
    divisor.is_one().then(|| factor.mod_floor(size))
}

/// `a << count`.
pub fn shl(a: IntRef<'_>, count: IntRef<'_>) -> Result<Int, Failure> {
    if count.is_negative() {
        return Err(Failure::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    let count = match count {
        IntRef::Small(count) => count as u64,
        IntRef::Big(_) => return Err(Failure::overflow("too many digits in integer")),
    };
    if let IntRef::Small(value) = a
        && count < 64
    {
        return Ok(Int::from(i128::from(value) << count));
    }
    check_bits(bit_length(a).saturating_add(count))?;
    Ok(Int::from(a.to_big().into_owned() << count))
}

/// `a >> count`: rounded down.
pub fn shr(a: IntRef<'_>, count: IntRef<'_>) -> Result<Int, Failure> {
    if count.is_negative() {
        return Err(Failure::value("negative shift count"));
    }
    let count = match count {
        IntRef::Small(count) => count as u64,
        IntRef::Big(_) => u64::MAX,
    };
    Ok(match a {
        IntRef::Small(value) => Int::Small(value >> count.min(63)),
        IntRef::Big(value) if count >= value.bits() => Int::Small(-i64::from(a.is_negative())),
        IntRef::Big(value) => Int::from(value >> count),
    })
}

/// `a & b`, on two's complement of any length.
pub fn and(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => Int::Small(x & y),
        _ => bitwise(a, b, |x, y| x & y),
    }
}

/// `a | b`, on two's complement of any length.
pub fn or(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => Int::Small(x | y),
        _ => bitwise(a, b, |x, y| x | y),
    }
}

/// `a ^ b`, on two's complement of any length.
pub fn xor(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => Int::Small(x ^ y),
        _ => bitwise(a, b, |x, y| x ^ y),
    }
}

/// Acts on two's complements: as a whole where they fit, else byte by byte.
fn bitwise(a: IntRef<'_>, b: IntRef<'_>, act: fn(i128, i128) -> i128) -> Int {
    let fitting = |value| match value {
        IntRef::Small(value) => Some(i128::from(value)),
        IntRef::Big(value) => value.to_i128(),
    };
    if let (Some(a), Some(b)) = (fitting(a), fitting(b)) {
        return Int::from(act(a, b));
    }
    let [a, b] = [a, b].map(|value| value.to_big().to_signed_bytes_be());
    let length = a.len().max(b.len());
    let padded = |bytes: Vec<u8>| {
        let sign = if bytes[0] < 0x80 { 0 } else { 0xff };
        std::iter::repeat_n(sign, length - bytes.len()).chain(bytes)
    };
    let act = |(a, b): (u8, u8)| act(a.into(), b.into()) as u8;
    let bytes: Vec<u8> = padded(a).zip(padded(b)).map(act).collect();
    Int::from(BigInt::from_signed_bytes_be(&bytes))
}

/// `a.bit_length()`: the bits of `|a|`.
pub fn bit_length(a: IntRef<'_>) -> u64 {
    match a {
        IntRef::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
        IntRef::Big(value) => value.bits(),
    }
}

/// `a.bit_count()`: the ones of `|a|`.
pub fn bit_count(a: IntRef<'_>) -> u64 {
    match a {
        IntRef::Small(value) => u64::from(value.unsigned_abs().count_ones()),
        IntRef::Big(value) => value.magnitude().count_ones(),
    }
}

/// `round(a, digits)`: to a multiple of ten to the `-digits`, half to even.
pub fn round_to(a: IntRef<'_>, digits: IntRef<'_>) -> Int {
    if !digits.is_negative() {
        return a.to_int();
    }
    let power = match digits {
        // A power of ten has more than three bits a digit, so beyond this the unit is more than twice the number.
        IntRef::Small(digits) if digits.unsigned_abs() <= bit_length(a) / 3 + 1 => {
            digits.unsigned_abs()
        }
        _ => return Int::Small(0),
    };
    let unit: BigInt = Pow::pow(BigInt::from(10), power);
    let (quotient, remainder) = a.to_big().div_mod_floor(&unit);
    let twice: BigInt = &remainder * 2;
    let up = twice > unit || (twice == unit && quotient.is_odd());
    let quotient = if up {
        quotient + BigInt::one()
    } else {
        quotient
    };
    Int::from(quotient * unit)
}

/// `int.from_bytes(bytes, 'big', signed=…)`; turn the bytes round for little end first.
pub fn from_bytes(bytes: &[u8], signed: bool) -> Int {
    Int::from(if signed {
        BigInt::from_signed_bytes_be(bytes)
    } else {
        BigInt::from(BigUint::from_bytes_be(bytes))
    })
}

/// `a.to_bytes(length, 'big', signed=…)`; turn the bytes round for little end first.
pub fn to_bytes(a: IntRef<'_>, length: usize, signed: bool) -> Result<Vec<u8>, Failure> {
    if a.is_negative() && !signed {
        return Err(Failure::overflow("can't convert negative int to unsigned"));
    }
    crate::python::failure::check_text_size(length)?;
    let big = a.to_big();
    let own = match signed {
        _ if big.is_zero() => Vec::new(),
        // No bytes at all also stand for -1: what is left of it when all bits but the sign are cut off.
        true if length == 0 && a == IntRef::Small(-1) => Vec::new(),
        true => big.to_signed_bytes_be(),
        false => big.magnitude().to_bytes_be(),
    };
    if own.len() > length {
        return Err(Failure::overflow("int too big to convert"));
    }
    let mut bytes = vec![if a.is_negative() { 0xff } else { 0 }; length - own.len()];
    bytes.extend(own);
    Ok(bytes)
}

/// Refuses an int of more than [`MAX_BITS`] bits.
pub fn check_bits(bits: u64) -> Result<(), Failure> {
    if bits > MAX_BITS {
        Err(Failure::memory())
    } else {
        Ok(())
    }
}

fn is_odd(a: IntRef<'_>) -> bool {
    match a {
        IntRef::Small(value) => value & 1 == 1,
        IntRef::Big(value) => value.is_odd(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::int_text::{int_repr, parse};

    fn check(
        f: impl Fn(IntRef<'_>, IntRef<'_>) -> Result<Int, Failure>,
        cases: &[(&str, &str, &str)],
    ) {
        for (a, b, expected) in cases {
            let (x, y) = (parse(a, 0).unwrap(), parse(b, 0).unwrap());
            let text = match f(x.as_ref(), y.as_ref()) {
                Ok(value) => int_repr(value.as_ref()).unwrap(),
                Err(failure) => failure.kind.name().to_owned(),
            };
            assert_eq!(text, *expected, "{a} and {b}");
        }
    }

    #[test]
    fn small_ints_overflow_into_big_ones_and_back() {
        check(
            |a, b| Ok(add(a, b)),
            &[
                ("9223372036854775807", "1", "9223372036854775808"),
                ("9223372036854775808", "-1", "9223372036854775807"),
            ],
        );
        check(
            |a, b| Ok(sub(a, b)),
            &[("-9223372036854775808", "1", "-9223372036854775809")],
        );
        check(mul, &[("4294967296", "4294967296", "18446744073709551616")]);
        assert_eq!(neg(IntRef::Small(i64::MIN)), Int::from(1i128 << 63));
        assert_eq!(
            add(neg(IntRef::Small(i64::MIN)).as_ref(), IntRef::Small(-1)),
            Int::Small(i64::MAX)
        );
    }

    #[test]
    fn division_rounds_down() {
        check(
            floor_div,
            &[
                ("7", "-2", "-4"),
                ("-7", "2", "-4"),
                ("-9223372036854775808", "-1", "9223372036854775808"),
                ("-100000000000000000000", "7", "-14285714285714285715"),
                ("1", "0", "ZeroDivisionError"),
            ],
        );
        check(
            modulo,
            &[
                ("7", "-2", "-1"),
                ("-7", "2", "1"),
                ("-9223372036854775808", "-1", "0"),
                ("5", "-100000000000000000000", "-99999999999999999995"),
                ("1", "0", "ZeroDivisionError"),
            ],
        );
    }

    #[test]
    fn powers_and_shifts() {
        check(
            pow,
            &[
                ("2", "63", "9223372036854775808"),
                ("-2", "63", "-9223372036854775808"),
                ("0", "0", "1"),
                ("-1", "100000000000000000001", "-1"),
                ("10", "10000000000", "MemoryError"),
                ("2", "100000000000000000000", "MemoryError"),
            ],
        );
        check(
            shl,
            &[
                ("-1", "63", "-9223372036854775808"),
                ("1", "64", "18446744073709551616"),
                ("0", "100000000000000000000", "0"),
                ("1", "100000000000000000000", "OverflowError"),
                ("1", "10000000000", "MemoryError"),
                ("1", "-1", "ValueError"),
            ],
        );
        check(
            shr,
            &[
                ("-5", "1", "-3"),
                ("-1", "100000000000000000000", "-1"),
                ("-18446744073709551617", "1", "-9223372036854775809"),
                ("18446744073709551616", "10000", "0"),
                ("-18446744073709551616", "10000", "-1"),
            ],
        );
    }

    #[test]
    fn modular_powers_have_the_sign_of_the_modulus() {
        let power = |b, e, m| pow_mod(IntRef::Small(b), IntRef::Small(e), IntRef::Small(m));
        assert_eq!(power(2, 3, -5), Ok(Int::Small(-2)));
        assert_eq!(power(2, -3, -7), Ok(Int::Small(-6)));
        assert_eq!(power(2, -1, 5), Ok(Int::Small(3)));
        assert_eq!(power(2, 5, 1), Ok(Int::Small(0)));
        assert_eq!(power(0, -1, 1), Ok(Int::Small(0)));
        assert!(
            power(2, -1, 4)
                .unwrap_err()
                .message
                .contains("not invertible")
        );
        assert!(power(2, 1, 0).is_err());
        let prime = sub(
            shl(IntRef::Small(1), IntRef::Small(89)).unwrap().as_ref(),
            IntRef::Small(1),
        );
        let order = sub(prime.as_ref(), IntRef::Small(1));
        let power = |exponent| pow_mod(IntRef::Small(-5), exponent, prime.as_ref()).unwrap();
        assert_eq!(power(order.as_ref()), Int::Small(1));
        let product = mul(power(IntRef::Small(-1)).as_ref(), IntRef::Small(-5)).unwrap();
        assert_eq!(modulo(product.as_ref(), prime.as_ref()), Ok(Int::Small(1)));
        let large = shl(IntRef::Small(1), IntRef::Small(100_000)).unwrap();
        let power = pow_mod(IntRef::Small(3), large.as_ref(), large.as_ref());
        assert_eq!(power, Err(Failure::memory()));
    }

    #[test]
    fn rounding_to_tens_is_half_to_even() {
        check(
            |a, b| Ok(round_to(a, b)),
            &[
                ("5", "-1", "0"),
                ("15", "-1", "20"),
                ("-15", "-1", "-20"),
                ("25", "-1", "20"),
                ("1234567", "-100000000000000000000", "0"),
                ("9223372036854775807", "-1", "9223372036854775810"),
                ("51", "-2", "100"),
            ],
        );
    }

    #[test]
    fn bytes_there_and_back() {
        assert_eq!(
            to_bytes(IntRef::Small(-2), 3, true).unwrap(),
            [0xff, 0xff, 0xfe]
        );
        assert_eq!(from_bytes(&[0xff, 0xff, 0xfe], true), Int::Small(-2));
        assert_eq!(to_bytes(IntRef::Small(0), 0, false).unwrap(), []);
        assert!(to_bytes(IntRef::Small(256), 1, false).is_err());
        assert!(to_bytes(IntRef::Small(128), 1, true).is_err());
        assert!(to_bytes(IntRef::Small(-1), 1, false).is_err());
    }
}
