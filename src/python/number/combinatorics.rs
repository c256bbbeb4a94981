//! The functions of `math` that stay among the ints: roots, divisors, factorials, combinations.

use num_bigint::{BigInt, BigUint};
use num_integer::{Integer, Roots};
use num_traits::{One, Signed};

use super::arithmetic::{bit_length, check_bits, sub, to_u64};
use super::{Int, IntRef};
use crate::python::failure::Failure;

/// `math.isqrt(n)`: the square root, rounded down.
pub fn isqrt(n: IntRef<'_>) -> Result<Int, Failure> {
    if n.is_negative() {
        return Err(Failure::value("isqrt() argument must be nonnegative"));
    }
    Ok(match n {
        IntRef::Small(value) => Int::Small(value.sqrt()),
        IntRef::Big(value) => Int::from(value.sqrt()),
    })
}

/// `math.gcd(a, b)`: never negative; zero for two zeros.
pub fn gcd(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        return Int::from(i128::from(x.unsigned_abs().gcd(&y.unsigned_abs())));
    }
    Int::from(a.to_big().gcd(&b.to_big()))
}

/// `math.lcm(a, b)`: never negative; zero if one of them is.
pub fn lcm(a: IntRef<'_>, b: IntRef<'_>) -> Result<Int, Failure> {
    check_bits(bit_length(a) + bit_length(b))?;
    Ok(Int::from(a.to_big().lcm(&b.to_big()).abs()))
}

/// `math.factorial(n)`.
pub fn factorial(n: IntRef<'_>) -> Result<Int, Failure> {
    if n.is_negative() {
        return Err(Failure::value(
            "factorial() not defined for negative values",
        ));
    }
    let IntRef::Small(n) = n else {
        let limit = i64::MAX;
        return Err(Failure::overflow(format!(
            "factorial() argument should not exceed {limit}"
        )));
    };
    falling(BigUint::from(n as u64), n as u64).map(Int::from)
}

/// `math.perm(n, k)`: the ways to arrange `k` of `n` things.
pub fn perm(n: IntRef<'_>, k: IntRef<'_>) -> Result<Int, Failure> {
    check_counts(n, k)?;
    if k > n {
        return Ok(Int::Small(0));
    }
    let count = to_u64(k)
        .filter(|count| *count <= i64::MAX as u64)
        .ok_or_else(|| Failure::overflow(format!("k must not exceed {}", i64::MAX)))?;
    falling(n.to_big().magnitude().clone(), count).map(Int::from)
}

/// `math.comb(n, k)`: the ways to choose `k` of `n` things.
pub fn comb(n: IntRef<'_>, k: IntRef<'_>) -> Result<Int, Failure> {
    check_counts(n, k)?;
    if k > n {
        return Ok(Int::Small(0));
    }
    let others = sub(n, k);
    let count = to_u64(k.min(others.as_ref()))
        .filter(|count| *count <= i64::MAX as u64)
        .ok_or_else(|| Failure::overflow(format!("min(n - k, k) must not exceed {}", i64::MAX)))?;
    let above = falling(n.to_big().magnitude().clone(), count)?;
    let below = falling(BigUint::from(count), count)?;
    Ok(Int::from(above / below))
}

fn check_counts(n: IntRef<'_>, k: IntRef<'_>) -> Result<(), Failure> {
    if n.is_negative() {
        return Err(Failure::value("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Failure::value("k must be a non-negative integer"));
    }
    Ok(())
}

/// `n * (n-1) * …`, `count` factors, by halves so that the large products come last.
fn falling(n: BigUint, count: u64) -> Result<BigInt, Failure> {
    // All factors but a few have about as many bits as the middle one.
    let middle = &n - BigUint::from(count / 2);
    check_bits(middle.bits().saturating_sub(1).saturating_mul(count))?;
    let first = n + BigUint::one() - BigUint::from(count);
    Ok(BigInt::from(product(&first, count)))
}

/// `first * (first+1) * …`, `count` factors.
fn product(first: &BigUint, count: u64) -> BigUint {
    if count <= 8 {
        return (0..count).map(|i| first + BigUint::from(i)).product();
    }
    let half = count / 2;
    product(first, half) * product(&(first + BigUint::from(half)), count - half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::int_text::{int_repr, parse};

    fn text(value: Result<Int, Failure>) -> String {
        match value {
            Ok(value) => int_repr(value.as_ref()).unwrap(),
            Err(failure) => failure.message.into_owned(),
        }
    }

    #[test]
    fn factorials_and_combinations() {
        let small = IntRef::Small;
        assert_eq!(text(factorial(small(20))), "2432902008176640000");
        assert_eq!(text(factorial(small(25))), "15511210043330985984000000");
        assert_eq!(text(factorial(small(0))), "1");
        assert_eq!(
            text(factorial(small(-1))),
            "factorial() not defined for negative values"
        );
        assert_eq!(factorial(small(i64::MAX)), Err(Failure::memory()));
        assert_eq!(text(comb(small(62), small(31))), "465428353255261088");
        assert_eq!(text(comb(small(5), small(7))), "0");
        assert_eq!(text(perm(small(5), small(2))), "20");
        let large = parse("1000000000000000000000000000000", 10).unwrap();
        let near = sub(large.as_ref(), small(2));
        assert_eq!(
            text(comb(large.as_ref(), near.as_ref())),
            "499999999999999999999999999999500000000000000000000000000000"
        );
        assert_eq!(
            text(comb(small(-1), small(1))),
            "n must be a non-negative integer"
        );
    }

    #[test]
    fn roots_and_divisors() {
        assert_eq!(text(isqrt(IntRef::Small(i64::MAX))), "3037000499");
        assert_eq!(
            text(isqrt(parse("1000000000000000000000", 10).unwrap().as_ref())),
            "31622776601"
        );
        assert_eq!(
            text(isqrt(IntRef::Small(-1))),
            "isqrt() argument must be nonnegative"
        );
        assert_eq!(
            gcd(IntRef::Small(i64::MIN), IntRef::Small(0)),
            Int::from(1i128 << 63)
        );
        assert_eq!(gcd(IntRef::Small(-12), IntRef::Small(18)), Int::Small(6));
        assert_eq!(lcm(IntRef::Small(-4), IntRef::Small(6)), Ok(Int::Small(12)));
        assert_eq!(lcm(IntRef::Small(0), IntRef::Small(0)), Ok(Int::Small(0)));
    }
}
