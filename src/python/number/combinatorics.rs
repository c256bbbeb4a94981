//! Divisors of ints.

use num_integer::Integer;

use super::{Int, IntRef};

/// `math.gcd(a, b)`: never negative; zero for two zeros.
pub fn gcd(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b) {
        return Int::from(i128::from(x.unsigned_abs().gcd(&y.unsigned_abs())));
    }
    Int::from(a.to_big().gcd(&b.to_big()))
}
