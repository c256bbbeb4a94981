//! Tables of characters, packed for a small site and unpacked when they are first asked.
//!
//! A packed table is a list of numbers, seven bits a byte, the lowest first; all bytes of a number but its last have the eighth
//! bit. Knows nothing of what the tables say.

use std::sync::OnceLock;

/// A set of characters: the distances between the code points at which membership changes; before the first there is none.
pub struct Set {
    packed: &'static [u8],
    starts: OnceLock<Vec<u32>>,
}

impl Set {
    pub const fn new(packed: &'static [u8]) -> Set {
        Set {
            packed,
            starts: OnceLock::new(),
        }
    }

    pub fn contains(&self, c: char) -> bool {
        self.run_start(c).is_some()
    }

    /// Where the run of members begins that the character belongs to.
    pub fn run_start(&self, c: char) -> Option<u32> {
        let starts = self.starts.get_or_init(|| {
            let mut code = 0;
            let distance = |distance| {
                code += distance;
                code
            };
            numbers(self.packed).map(distance).collect()
        });
        let after = starts.partition_point(|&start| start <= c as u32);
        (after % 2 == 1).then(|| starts[after - 1])
    }
}

/// A mapping of characters to characters, in runs that lie one or two apart and map by the same distance. Packed, a run is three
/// numbers: how far it begins behind the end of the one before, how many it has, and its distance, whose two lowest bits tell
/// that it is negative and that every other character is meant.
pub struct Cases {
    packed: &'static [u8],
    runs: OnceLock<Vec<Run>>,
}

struct Run {
    first: u32,
    last: u32,
    step: u32,
    distance: i32,
}

impl Cases {
    pub const fn new(packed: &'static [u8]) -> Cases {
        Cases {
            packed,
            runs: OnceLock::new(),
        }
    }

    /// What a character is mapped to; itself where the table does not name it.
    pub fn get(&self, c: char) -> char {
        let runs = self.runs.get_or_init(|| unpack_runs(self.packed));
        let code = c as u32;
        let after = runs.partition_point(|run| run.first <= code);
        match after.checked_sub(1).map(|at| &runs[at]) {
            Some(run) if code <= run.last && (code - run.first).is_multiple_of(run.step) => {
                char::from_u32(code.wrapping_add_signed(run.distance)).unwrap_or(c)
            }
            _ => c,
        }
    }
}

fn unpack_runs(packed: &[u8]) -> Vec<Run> {
    let mut numbers = numbers(packed);
    let mut runs = Vec::new();
    let mut end = 0;
    while let (Some(gap), Some(count), Some(distance)) =
        (numbers.next(), numbers.next(), numbers.next())
    {
        let (first, step) = (end + gap, 1 + (distance & 1));
        end = first + (count - 1) * step;
        let sign = if distance & 2 == 0 { 1 } else { -1 };
        runs.push(Run {
            first,
            last: end,
            step,
            distance: sign * (distance >> 2) as i32,
        });
    }
    runs
}

fn numbers(packed: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = packed.iter();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = u32::from(*bytes.next()?);
            number |= (byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return Some(number);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_mappings_are_unpacked() {
        // 0x61..0x64 and 300..302.
        static LETTERS: Set = Set::new(&[0x61, 3, 0xc8, 0x01, 2]);
        let is_member = |code| LETTERS.contains(char::from_u32(code).unwrap_or_default());
        assert_eq!(
            [0x60, 0x61, 0x63, 0x64].map(is_member),
            [false, true, true, false]
        );
        assert_eq!(
            [299, 300, 301, 302].map(is_member),
            [false, true, true, false]
        );
        assert_eq!(LETTERS.run_start('c'), Some(0x61));
        // Three from 0x61 on, 32 lower; three from 0x70 on, every other one, 1 higher.
        static CASES: Cases = Cases::new(&[0x61, 3, 0x82, 0x01, 13, 3, 5]);
        let map = |text: &str| text.chars().map(|c| CASES.get(c)).collect::<String>();
        assert_eq!(map("abcd"), "ABCd");
        assert_eq!(map("opqrstuv"), "oqqssuuv");
    }
}
