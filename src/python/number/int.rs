//! The int: 64 bits inline, and beyond them a `BigInt`.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// A Python int. [`Int::Big`] holds only what does not fit 64 bits, so equal ints have equal representations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    /// What fits 64 bits.
    Small(i64),
    /// What does not.
    Big(BigInt),
}

/// A borrowed [`Int`], with the same rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntRef<'a> {
    /// What fits 64 bits.
    Small(i64),
    /// What does not.
    Big(&'a BigInt),
}

impl Int {
    /// The int, borrowed.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Int::Small(value) => IntRef::Small(*value),
            Int::Big(value) => IntRef::Big(value),
        }
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Int {
        Int::Small(value)
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        match i64::try_from(value) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(BigInt::from(value)),
        }
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Int {
        match value.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(value),
        }
    }
}

impl From<i64> for IntRef<'_> {
    fn from(value: i64) -> Self {
        IntRef::Small(value)
    }
}

impl<'a> IntRef<'a> {
    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        matches!(self, IntRef::Small(0))
    }

    /// The int as a `BigInt`, borrowed where it is one.
    pub fn to_big(self) -> Cow<'a, BigInt> {
        match self {
            IntRef::Small(value) => Cow::Owned(BigInt::from(value)),
            IntRef::Big(value) => Cow::Borrowed(value),
        }
    }

    /// An owned copy.
    pub fn to_int(self) -> Int {
        match self {
            IntRef::Small(value) => Int::Small(value),
            IntRef::Big(value) => Int::Big(value.clone()),
        }
    }
}

impl Ord for IntRef<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (*self, *other) {
            (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
            (IntRef::Big(a), IntRef::Big(b)) => a.cmp(b),
            // What is not small lies beyond all that is.
            (IntRef::Small(_), big) if big.is_negative() => Ordering::Greater,
            (IntRef::Small(_), _) => Ordering::Less,
            (big, IntRef::Small(_)) if big.is_negative() => Ordering::Less,
            (_, IntRef::Small(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for IntRef<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
