//! Python's hashes of numbers, and how the hashes of tuples and frozensets follow from those of their items.
//!
//! A number's hash is its value modulo the prime 2^61 - 1 (a fraction's by division in that field), so ints and floats that are
//! equal have equal hashes. Hashes are CPython's own where CPython's do not change from run to run.

use num_traits::ToPrimitive;

use super::IntRef;
use super::float::decompose;

/// The prime that the hashes of numbers are taken modulo.
const MODULUS: u64 = (1 << 61) - 1;
/// The hash of infinity.
const INFINITY: i64 = 314159;
/// `hash(None)`.
pub const NONE: i64 = 0xfca8_6420;

/// `hash(i)`.
pub fn hash_int(value: IntRef<'_>) -> i64 {
    let size = match value {
        IntRef::Small(value) => value.unsigned_abs() % MODULUS,
        IntRef::Big(value) => (value.magnitude() % MODULUS)
            .to_u64()
            .expect("a remainder is below its modulus"),
    };
    signed(size, value.is_negative())
}

/// `hash(x)`; `None` for NaN, whose hash is that of the object's identity.
pub fn hash_float(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = decompose(x);
    // Two to the 61st is one in this field, so a power of two turns the 61 bits round.
    let turn = exponent.rem_euclid(61) as u32;
    let turned = if turn == 0 {
        mantissa
    } else {
        (mantissa << turn & MODULUS) | mantissa >> (61 - turn)
    };
    Some(signed(turned % MODULUS, x < 0.0))
}

/// The hash of a complex number from those of its parts.
pub fn hash_complex(re: i64, im: i64) -> i64 {
    match re.wrapping_add(im.wrapping_mul(1_000_003)) {
        -1 => -2,
        hash => hash,
    }
}

/// The hash of a tuple from those of its items, in their order (xxHash with 64-bit lanes, one for each item).
pub fn hash_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let count = items.len() as u64;
    let mixed = items.fold(PRIME_5, |state, item| {
        state
            .wrapping_add((item as u64).wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1)
    });
    match mixed.wrapping_add(count ^ PRIME_5 ^ 3_527_539) {
        u64::MAX => 1_546_275_796,
        hash => hash as i64,
    }
}

/// The hash of a frozenset from those of its items, in any order.
pub fn hash_frozenset(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let count = items.len() as u64;
    let spread = |item: i64| {
        let item = item as u64;
        (item ^ 89_869_747 ^ (item << 16)).wrapping_mul(3_644_798_167)
    };
    let mixed = items.map(spread).fold(0, |all, item| all ^ item);
    let mixed = mixed ^ (count + 1).wrapping_mul(1_927_868_237);
    let mixed = mixed ^ (mixed >> 11) ^ (mixed >> 25);
    match mixed.wrapping_mul(69069).wrapping_add(907_133_923) {
        u64::MAX => 590_923_713,
        hash => hash as i64,
    }
}

/// A hash is never -1, which CPython keeps for errors.
fn signed(size: u64, negative: bool) -> i64 {
    match (size as i64, negative) {
        (1, true) => -2,
        (size, true) => -size,
        (size, false) => size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::int_text::parse;

    #[test]
    fn equal_numbers_have_equal_hashes() {
        for x in [
            0.0,
            1.0,
            -1.0,
            2f64.powi(61),
            -2f64.powi(200),
            1e300,
            9007199254740993.0,
        ] {
            let int = crate::python::number::float::to_int(x).unwrap();
            assert_eq!(hash_float(x), Some(hash_int(int.as_ref())), "{x}");
        }
    }

    #[test]
    fn hashes_are_those_of_cpython() {
        let int = |text| hash_int(parse(text, 10).unwrap().as_ref());
        assert_eq!(int("-1"), -2);
        assert_eq!(int("2305843009213693951"), 0);
        assert_eq!(int("-100000000000000000000"), -848750603811160107);
        assert_eq!(hash_float(0.5), Some(1152921504606846976));
        assert_eq!(hash_float(-0.1), Some(-230584300921369408));
        assert_eq!(hash_float(5e-324), Some(16777216));
        assert_eq!(hash_float(f64::NEG_INFINITY), Some(-314159));
        assert_eq!(hash_float(f64::NAN), None);
        assert_eq!(hash_tuple([].into_iter()), 5740354900026072187);
        assert_eq!(hash_tuple([1, 2].into_iter()), -3550055125485641917);
        assert_eq!(hash_frozenset([].into_iter()), 133146708735736);
        assert_eq!(hash_frozenset([1, 2, 3].into_iter()), -272375401224217160);
    }
}
