//! Choosing: whole numbers from a range, and indices into sequences.

use rustc_hash::FxHashSet;

use super::Random;
use crate::python::failure::{Failure, check_text_size};
use crate::python::number::{Int, IntRef, arithmetic, int_text};

impl Random {
    /// A number from 0 up to but not including `limit`, which is above 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let bits = 64 - limit.leading_zeros();
        loop {
            let number = self.generator.bits(bits);
            if number < limit {
                return number;
            }
        }
    }

    /// [`below`](Self::below) for an index.
    pub fn index(&mut self, len: usize) -> usize {
        self.below(len as u64) as usize
    }

    /// `randrange(start, stop, step)`; CPython's `randrange(stop)` starts at 0 with a step of `None`, as does one without a step.
    pub fn randrange(
        &mut self,
        start: IntRef<'_>,
        stop: IntRef<'_>,
        step: Option<IntRef<'_>>,
    ) -> Result<Int, Failure> {
        let one = IntRef::Small(1);
        let given = step.unwrap_or(one);
        if given.is_zero() {
            return Err(Failure::value("zero step for randrange()"));
        }
        let width = arithmetic::sub(stop, start);
        let towards = if given.is_negative() {
            arithmetic::add(width.as_ref(), one)
        } else {
            arithmetic::sub(width.as_ref(), one)
        };
        let last = arithmetic::floor_div(arithmetic::add(towards.as_ref(), given).as_ref(), given)?;
        let count = last.as_ref();
        if count <= IntRef::Small(0) {
            let mut range = vec![start, stop];
            range.extend(step.filter(|step| *step != one));
            let shown: Result<Vec<_>, _> = range.into_iter().map(int_text::int_repr).collect();
            return Err(Failure::value(format!(
                "empty range in randrange({})",
                shown?.join(", ")
            )));
        }
        let index = self.below_int(count)?;
        let offset = arithmetic::mul(given, index.as_ref())?;
        Ok(arithmetic::add(start, offset.as_ref()))
    }

    /// `randrange(stop)`.
    pub fn randrange_below(&mut self, stop: IntRef<'_>) -> Result<Int, Failure> {
        if stop <= IntRef::Small(0) {
            return Err(Failure::value("empty range for randrange()"));
        }
        self.below_int(stop)
    }

    /// `randint(a, b)`: `b` included.
    pub fn randint(&mut self, a: IntRef<'_>, b: IntRef<'_>) -> Result<Int, Failure> {
        let stop = arithmetic::add(b, IntRef::Small(1));
        self.randrange(a, stop.as_ref(), None)
    }

    /// `randbytes(count)`.
    pub fn randbytes(&mut self, count: i64) -> Result<Vec<u8>, Failure> {
        let number = self.generator.getrandbits(count.saturating_mul(8))?;
        let mut bytes = arithmetic::to_bytes(number.as_ref(), count as usize, false)?;
        bytes.reverse();
        Ok(bytes)
    }

    /// The index that `choice` takes from a sequence of `len` items.
    pub fn choice(&mut self, len: usize) -> Result<usize, Failure> {
        if len == 0 {
            return Err(Failure::index("Cannot choose from an empty sequence"));
        }
        Ok(self.index(len))
    }

    /// `shuffle(items)`.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let other = self.index(i + 1);
            items.swap(i, other);
        }
    }

    /// The indices that `sample(population, k)` takes from a population of `len`, in their order.
    pub fn sample(&mut self, len: usize, k: i64) -> Result<Vec<usize>, Failure> {
        let count = match usize::try_from(k) {
            Ok(count) if count <= len => count,
            _ => {
                return Err(Failure::value(
                    "Sample larger than population or is negative",
                ));
            }
        };
        check_text_size(count)?;
        // A list of the population, or a set of what was taken: whichever CPython finds smaller.
        let mut set_size = 21.0;
        if count > 5 {
            set_size += 4f64.powf(((count as f64 * 3.0).ln() / 4f64.ln()).ceil());
        }
        if len as f64 <= set_size {
            let mut pool: Vec<usize> = (0..len).collect();
            return Ok((0..count)
                .map(|taken| pool.swap_remove(self.index(len - taken)))
                .collect());
        }
        let mut seen = FxHashSet::default();
        let mut taken = Vec::with_capacity(count);
        while taken.len() < count {
            let index = self.index(len);
            if seen.insert(index) {
                taken.push(index);
            }
        }
        Ok(taken)
    }

    /// The indices that `sample(population, k, counts=counts)` takes from a population of `len`.
    pub fn sample_counted(
        &mut self,
        len: usize,
        k: i64,
        counts: &[i64],
    ) -> Result<Vec<usize>, Failure> {
        if counts.len() != len {
            return Err(Failure::value(
                "The number of counts does not match the population",
            ));
        }
        let mut total = 0i64;
        let mut ends = Vec::with_capacity(len);
        for count in counts {
            total = total.saturating_add(*count);
            ends.push(total);
        }
        if total <= 0 {
            return Err(Failure::value("Total of counts must be greater than zero"));
        }
        ends.pop();
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let places = self.sample(total, k)?;
        Ok(places
            .into_iter()
            .map(|place| bisect(&ends, |end| (place as i64) < *end))
            .collect())
    }

    /// The indices that `choices(population, k=k)` takes from a population of `len`.
    pub fn choices(&mut self, len: usize, k: i64) -> Result<Vec<usize>, Failure> {
        let count = usize::try_from(k).unwrap_or(0);
        check_text_size(count)?;
        if len == 0 && count > 0 {
            return Err(Failure::index("list index out of range"));
        }
        Ok((0..count)
            .map(|_| (self.random() * len as f64) as usize)
            .collect())
    }

    /// The indices that `choices(population, cum_weights=cumulative, k=k)` takes from a population of `len`.
    pub fn choices_weighted(
        &mut self,
        len: usize,
        cumulative: &[f64],
        k: i64,
    ) -> Result<Vec<usize>, Failure> {
        if cumulative.len() != len {
            return Err(Failure::value(
                "The number of weights does not match the population",
            ));
        }
        let Some((total, ends)) = cumulative.split_last() else {
            return Err(Failure::index("list index out of range"));
        };
        if *total <= 0.0 {
            return Err(Failure::value("Total of weights must be greater than zero"));
        }
        if !total.is_finite() {
            return Err(Failure::value("Total of weights must be finite"));
        }
        let count = usize::try_from(k).unwrap_or(0);
        check_text_size(count)?;
        let mut pick = || {
            let place = self.random() * total;
            bisect(ends, |end| place < *end)
        };
        Ok((0..count).map(|_| pick()).collect())
    }

    fn below_int(&mut self, limit: IntRef<'_>) -> Result<Int, Failure> {
        if let IntRef::Small(limit) = limit {
            return Ok(Int::Small(self.below(limit as u64) as i64));
        }
        let bits = arithmetic::bit_length(limit) as i64;
        loop {
            let number = self.generator.getrandbits(bits)?;
            if number.as_ref() < limit {
                return Ok(number);
            }
        }
    }
}

/// Where the items begin that come after, found by halves even where the items are not in order, as `bisect` does.
fn bisect<T>(items: &[T], comes_after: impl Fn(&T) -> bool) -> usize {
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let middle = (low + high) / 2;
        if comes_after(&items[middle]) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::int_text::parse;
    use crate::python::random::mt19937::MersenneTwister;

    fn random() -> Random {
        Random::new(MersenneTwister::from_int(IntRef::Small(7)))
    }

    #[test]
    fn one_after_another_they_give_what_cpython_gives() {
        let mut r = random();
        let small = IntRef::Small;
        let mut list: Vec<u32> = (0..10).collect();
        r.shuffle(&mut list);
        assert_eq!(list, [8, 3, 1, 4, 7, 0, 9, 6, 2, 5]);
        assert_eq!(r.sample(10, 4).unwrap(), [8, 3, 0, 7]);
        assert_eq!(r.sample(1000, 6).unwrap(), [444, 428, 71, 246, 92, 564]);
        assert_eq!(r.sample_counted(3, 4, &[2, 1, 3]).unwrap(), [2, 0, 2, 2]);
        assert_eq!(r.choices(4, 5).unwrap(), [2, 2, 0, 2, 0]);
        assert_eq!(
            r.choices_weighted(4, &[1.0, 3.0, 6.0, 10.0], 5).unwrap(),
            [1, 2, 1, 2, 2]
        );
        assert_eq!(r.randrange_below(small(10)), Ok(Int::Small(9)));
        assert_eq!(
            r.randrange(small(5), small(50), Some(small(7))),
            Ok(Int::Small(19))
        );
        assert_eq!(
            r.randrange(small(10), small(-10), Some(small(-3))),
            Ok(Int::Small(-2))
        );
        assert_eq!(r.randint(small(1), small(6)), Ok(Int::Small(6)));
        let limit = parse("1000000000000000000000000000000", 10).unwrap();
        let number = parse("759132574891667790408154617227", 10).unwrap();
        assert_eq!(r.randrange_below(limit.as_ref()), Ok(number));
        assert_eq!(r.choice(6), Ok(5));
        assert_eq!(r.randbytes(7).unwrap(), b"\xc5P\x180rU_");
    }

    #[test]
    fn what_cannot_be_chosen_from_is_refused() {
        let mut r = random();
        let small = IntRef::Small;
        let message = |result: Result<Int, Failure>| result.unwrap_err().message;
        assert_eq!(
            message(r.randrange_below(small(0))),
            "empty range for randrange()"
        );
        assert_eq!(
            message(r.randrange(small(5), small(5), None)),
            "empty range in randrange(5, 5)"
        );
        let stepped = r.randrange(small(5), small(5), Some(small(2)));
        assert_eq!(message(stepped), "empty range in randrange(5, 5, 2)");
        assert_eq!(
            message(r.randrange(small(1), small(5), Some(small(0)))),
            "zero step for randrange()"
        );
        assert_eq!(
            message(r.randint(small(5), small(1))),
            "empty range in randrange(5, 2)"
        );
        assert!(r.choice(0).is_err() && r.sample(1, 2).is_err() && r.sample(1, -1).is_err());
        assert!(r.choices(0, 1).is_err() && r.choices_weighted(1, &[0.0], 1).is_err());
        assert!(r.choices_weighted(1, &[f64::INFINITY], 1).is_err());
        assert_eq!(r.choices(1, -1), Ok(vec![]));
        assert!(r.randbytes(-1).is_err());
    }
}
