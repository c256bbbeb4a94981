//! The Mersenne Twister MT19937 of Matsumoto and Nishimura, seeded and read as CPython does.

use num_bigint::{BigInt, BigUint, Sign};
use sha2::{Digest, Sha512};

use crate::python::failure::Failure;
use crate::python::number::arithmetic::check_bits;
use crate::python::number::{Int, IntRef};

/// Words of state.
const WORDS: usize = 624;
/// How far apart the words are that a new one is made from.
const MIDDLE: usize = 397;
/// The bit that joins a word to the next one.
const TOP_BIT: u32 = 1 << 31;
/// The seed from which the seeding by many words begins.
const ARRAY_SEED: u32 = 19_650_218;

/// The generator: 624 words, and how many of them have been given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MersenneTwister {
    words: Box<[u32; WORDS]>,
    used: usize,
}

impl MersenneTwister {
    /// Seeded with an int, of which the sign does not count.
    pub fn from_int(seed: IntRef<'_>) -> Self {
        Self::from_words(&seed.to_big().magnitude().to_u32_digits())
    }

    /// Seeded with the hash of an object that is neither int nor text, such as a float.
    pub fn from_hash(hash: i64) -> Self {
        Self::from_words(&BigUint::from(hash as u64).to_u32_digits())
    }

    /// Seeded with bytes or the UTF-8 of a str: these and their SHA-512, as one large number.
    pub fn from_bytes(seed: &[u8]) -> Self {
        let mut long = seed.to_vec();
        long.extend(Sha512::digest(seed));
        Self::from_words(&BigUint::from_bytes_be(&long).to_u32_digits())
    }

    /// Seeded with a number in words, the lowest first.
    fn from_words(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut words = Box::new([0; WORDS]);
        words[0] = ARRAY_SEED;
        for i in 1..WORDS {
            words[i] = spread(words[i - 1], 1_812_433_253).wrapping_add(i as u32);
        }
        let mut at = 1;
        for turn in 0..key.len().max(WORDS) {
            let (index, mixed) = (turn % key.len(), spread(words[at - 1], 1_664_525));
            words[at] = (words[at] ^ mixed)
                .wrapping_add(key[index])
                .wrapping_add(index as u32);
            at = next_place(&mut words, at);
        }
        for _ in 1..WORDS {
            words[at] = (words[at] ^ spread(words[at - 1], 1_566_083_941)).wrapping_sub(at as u32);
            at = next_place(&mut words, at);
        }
        words[0] = TOP_BIT;
        MersenneTwister { words, used: WORDS }
    }

    /// The state as `random.getstate()` shows it: the words, then how many of them have been given out.
    pub fn state(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().copied().chain([self.used as u32])
    }

    /// A generator in a state that [`state`](Self::state) gave.
    pub fn from_state(state: &[u32]) -> Result<Self, Failure> {
        let Some((&used, words)) = state.split_last() else {
            return Err(Failure::value("state vector is the wrong size"));
        };
        let words: [u32; WORDS] = words
            .try_into()
            .map_err(|_| Failure::value("state vector is the wrong size"))?;
        if used as usize > WORDS {
            return Err(Failure::value("invalid state"));
        }
        Ok(MersenneTwister {
            words: Box::new(words),
            used: used as usize,
        })
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.used == WORDS {
            self.refill();
        }
        let mut word = self.words[self.used];
        self.used += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// `random()`: from 0 up to but not including 1, in steps of 2^-53.
    pub fn random(&mut self) -> f64 {
        let high = u64::from(self.next_u32() >> 5);
        let low = u64::from(self.next_u32() >> 6);
        ((high << 26) + low) as f64 / (1u64 << 53) as f64
    }

    /// `getrandbits(count)` for up to 64 bits.
    pub fn bits(&mut self, count: u32) -> u64 {
        match count {
            0 => 0,
            1..=32 => u64::from(self.next_u32() >> (32 - count)),
            _ => {
                let low = u64::from(self.next_u32());
                low | (u64::from(self.next_u32() >> (64 - count)) << 32)
            }
        }
    }

    /// `getrandbits(count)` for any number of bits.
    pub fn getrandbits(&mut self, count: i64) -> Result<Int, Failure> {
        let count = u64::try_from(count)
            .map_err(|_| Failure::value("number of bits must be non-negative"))?;
        if count < 64 {
            return Ok(Int::Small(self.bits(count as u32) as i64));
        }
        check_bits(count)?;
        let words = count.div_ceil(32);
        let mut digits: Vec<u32> = (0..words).map(|_| self.next_u32()).collect();
        if let Some(last) = digits.last_mut() {
            *last >>= words * 32 - count;
        }
        Ok(Int::from(BigInt::new(Sign::Plus, digits)))
    }

    /// Makes the next 624 words.
    fn refill(&mut self) {
        for i in 0..WORDS {
            let joined = (self.words[i] & TOP_BIT) | (self.words[(i + 1) % WORDS] & !TOP_BIT);
            let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[i] = self.words[(i + MIDDLE) % WORDS] ^ (joined >> 1) ^ twist;
        }
        self.used = 0;
    }
}

/// Spreads a word's upper bits over the word.
fn spread(word: u32, factor: u32) -> u32 {
    (word ^ (word >> 30)).wrapping_mul(factor)
}

/// The place after `at` in the seeding, which goes round from the last word to the second by way of the first.
fn next_place(words: &mut [u32; WORDS], at: usize) -> usize {
    if at + 1 < WORDS {
        return at + 1;
    }
    words[0] = words[WORDS - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::int_text::int_repr;

    #[test]
    fn numbers_are_those_of_cpython() {
        let mut generator = MersenneTwister::from_int(IntRef::Small(42));
        assert_eq!(generator.random(), 0.6394267984578837);
        assert_eq!(generator.random(), 0.025010755222666936);
        assert_eq!(generator.bits(10), 281);
        let wide = generator.getrandbits(100).unwrap();
        assert_eq!(
            int_repr(wide.as_ref()).unwrap(),
            "882565121070403957190206503824"
        );
    }

    #[test]
    fn seeds_of_every_kind() {
        let first = |mut generator: MersenneTwister| generator.random();
        assert_eq!(
            first(MersenneTwister::from_int(IntRef::Small(0))),
            0.8444218515250481
        );
        assert_eq!(
            first(MersenneTwister::from_int(IntRef::Small(-42))),
            0.6394267984578837
        );
        let large = Int::from(BigInt::from(10).pow(40));
        assert_eq!(
            first(MersenneTwister::from_int(large.as_ref())),
            0.34753796566513817
        );
        assert_eq!(
            first(MersenneTwister::from_bytes(b"asyncio")),
            0.6974548798364596
        );
        assert_eq!(
            first(MersenneTwister::from_hash(1152921504606846976)),
            0.2794930785867423
        );
    }

    #[test]
    fn a_state_is_taken_up_where_it_was_left() {
        let mut generator = MersenneTwister::from_bytes(b"");
        generator.random();
        let state: Vec<u32> = generator.state().collect();
        let mut copy = MersenneTwister::from_state(&state).unwrap();
        assert_eq!(copy.random(), generator.random());
        assert!(MersenneTwister::from_state(&state[1..]).is_err());
        assert!(MersenneTwister::from_state(&[]).is_err());
    }

    #[test]
    fn the_number_of_bits_is_checked() {
        let mut generator = MersenneTwister::from_int(IntRef::Small(1));
        assert!(
            generator
                .getrandbits(-1)
                .unwrap_err()
                .message
                .contains("non-negative")
        );
        assert_eq!(generator.getrandbits(i64::MAX), Err(Failure::memory()));
        assert_eq!(generator.getrandbits(0), Ok(Int::Small(0)));
    }
}
