//! Link ↔ state: what stands behind the `#` of an address.
//!
//! A fragment is a version character and, as base64url without padding, a raw deflate stream. Version `1` unpacks to
//!
//! | bytes | what |
//! |---|---|
//! | 1 | the clock: 0 virtual, 1 real |
//! | varint | how many times faster than the world the real clock runs, in hundredths |
//! | varint, then so many | the program's arguments, UTF-8 |
//! | all that is left | the program, UTF-8 |
//!
//! where a varint is seven bits a byte, the lowest first, the eighth bit set on all but the last. Decoding is total: whatever
//! it is given, it answers, in bounded time and memory. Knows no browser and no interpreter.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// The largest state, in bytes before compression, that a link can carry.
pub const MOST_BYTES: usize = 1 << 20;

/// The version that [`encode`] writes.
const VERSION: char = '1';
/// The best that deflate can do; programs are small.
const LEVEL: u8 = 10;

/// Which clock a program runs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockKind {
    #[default]
    Virtual,
    Real,
}

/// What a link holds.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub source: String,
    /// The program's arguments as one would type them on a command line.
    pub arguments: String,
    pub clock: ClockKind,
    /// How many times faster than the world the real clock runs; kept in hundredths.
    pub speed: f64,
}

impl Default for State {
    fn default() -> State {
        State {
            source: String::new(),
            arguments: String::new(),
            clock: ClockKind::Virtual,
            speed: 1.0,
        }
    }
}

/// What a fragment turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded {
    /// There is none.
    Nothing,
    State(State),
    /// It holds no state; the words end a sentence that begins with "The link".
    Broken(&'static str),
}

/// The fragment of a state, without its `#`.
pub fn encode(state: &State) -> String {
    let mut payload = vec![u8::from(state.clock == ClockKind::Real)];
    put_varint(&mut payload, (state.speed * 100.0).round() as u64);
    put_varint(&mut payload, state.arguments.len() as u64);
    payload.extend_from_slice(state.arguments.as_bytes());
    payload.extend_from_slice(state.source.as_bytes());
    let mut fragment = String::from(VERSION);
    URL_SAFE_NO_PAD.encode_string(compress_to_vec(&payload, LEVEL), &mut fragment);
    fragment
}

/// What a fragment holds, with or without its `#`.
pub fn decode(fragment: &str) -> Decoded {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut characters = fragment.chars();
    match characters.next() {
        None => Decoded::Nothing,
        Some(VERSION) => {
            version_1(characters.as_str()).map_or_else(Decoded::Broken, Decoded::State)
        }
        Some('2'..='9') => Decoded::Broken("was made by a newer Interleave than this one"),
        Some(_) => Decoded::Broken("is not one of Interleave's"),
    }
}

fn version_1(text: &str) -> Result<State, &'static str> {
    const DAMAGED: &str = "is damaged or incomplete";
    let packed = URL_SAFE_NO_PAD.decode(text).map_err(|_| DAMAGED)?;
    let payload = decompress_to_vec_with_limit(&packed, MOST_BYTES).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            "holds more than a link may hold"
        } else {
            DAMAGED
        }
    })?;
    read_payload(&payload).ok_or(DAMAGED)
}

fn read_payload(payload: &[u8]) -> Option<State> {
    let (&clock, rest) = payload.split_first()?;
    let clock = match clock {
        0 => ClockKind::Virtual,
        1 => ClockKind::Real,
        _ => return None,
    };
    let (hundredths, rest) = varint(rest)?;
    let (length, rest) = varint(rest)?;
    let (arguments, source) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    Some(State {
        source: String::from_utf8(source.to_vec()).ok()?,
        arguments: String::from_utf8(arguments.to_vec()).ok()?,
        clock,
        speed: hundredths as f64 / 100.0,
    })
}

fn put_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// A varint of at most 64 bits and what follows it.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0u64;
    for (index, &byte) in bytes.iter().enumerate().take(9) {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            return Some((value, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> State {
        State {
            source: "import asyncio\n\nprint('grüße', 1.5)  # ⏱\n".into(),
            arguments: "--boards 24 'two words'".into(),
            clock: ClockKind::Real,
            speed: 12.5,
        }
    }

    #[test]
    fn a_state_comes_back_as_it_was() {
        let large = State {
            source: "x = 1\n".repeat(100_000),
            ..State::default()
        };
        for state in [State::default(), sample(), large] {
            let fragment = encode(&state);
            assert_eq!(decode(&fragment), Decoded::State(state.clone()));
            assert_eq!(decode(&format!("#{fragment}")), Decoded::State(state));
        }
    }

    #[test]
    fn a_fragment_needs_no_escaping() {
        let fragment = encode(&sample());
        let plain = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
        assert!(fragment.chars().all(plain), "{fragment}");
    }

    /// A link that was given out must open for ever. This one was made with zlib, not by this code.
    #[test]
    fn version_1_opens() {
        let fragment = "1Y3zEyZyokFRQlJlXoqF-eKW6joKRoSYXAA";
        let state = State {
            source: "print('é', 21)\n".into(),
            arguments: "a b".into(),
            clock: ClockKind::Real,
            speed: 12.5,
        };
        assert_eq!(decode(fragment), Decoded::State(state));
    }

    #[test]
    fn what_is_missing_or_foreign_is_told_apart() {
        assert_eq!(decode(""), Decoded::Nothing);
        assert_eq!(decode("#"), Decoded::Nothing);
        for (fragment, words) in [
            ("1", "damaged"),
            ("1!", "damaged"),
            ("2abc", "newer"),
            ("section-3", "not one of"),
            ("ümlaut", "not one of"),
        ] {
            let Decoded::Broken(message) = decode(fragment) else {
                panic!("{fragment} was taken for a state");
            };
            assert!(message.contains(words), "{fragment}: {message}");
        }
    }

    #[test]
    fn every_truncation_and_every_changed_character_is_answered() {
        let fragment = encode(&sample());
        for end in 0..fragment.len() {
            assert_ne!(decode(&fragment[..end]), Decoded::State(sample()));
        }
        for index in 0..fragment.len() {
            for replacement in (0..128u8).map(char::from).chain(['é']) {
                let mut damaged = fragment.clone();
                damaged.replace_range(index..=index, &replacement.to_string());
                decode(&damaged);
            }
        }
    }

    #[test]
    fn every_changed_bit_of_a_payload_is_answered() {
        let fragment = encode(&sample());
        let packed = URL_SAFE_NO_PAD.decode(&fragment[1..]).unwrap();
        let payload = decompress_to_vec_with_limit(&packed, MOST_BYTES).unwrap();
        for bit in 0..payload.len() * 8 {
            let mut damaged = payload.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            read_payload(&damaged);
        }
        for end in 0..payload.len() {
            read_payload(&payload[..end]);
        }
        assert_eq!(
            read_payload(&[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
            None
        );
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bomb = compress_to_vec(&vec![0; MOST_BYTES + 1], LEVEL);
        let fragment = format!("1{}", URL_SAFE_NO_PAD.encode(bomb));
        let expected = Decoded::Broken("holds more than a link may hold");
        assert_eq!(decode(&fragment), expected);
    }
}
