//! The decoder of links, given what no encoder made: links that were cut, changed, mixed or escaped, streams of other payloads,
//! streams of nothing that was ever packed, and small ones that unpack to much.
//!
//! Each input follows from the seed and its number alone. A short run is one of the tests; `cargo xtask fuzz` makes a long one.

use std::fs;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use interleave::scenarios;
use interleave::share::{self, ClockKind, Decoded, MOST_BYTES, State, View};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;

/// Inputs of a run that nobody asked to be longer.
const FEW: u64 = 20_000;
/// A decoded program that is longer is not packed again, for that takes long.
const SHORT: usize = 2_000;
/// Bytes that a long run may keep more at its end than after its first tenth.
const GROWTH: u64 = 8 << 20;

#[test]
fn a_link_of_any_kind_is_answered() {
    let asked = number("FUZZ_INPUTS");
    let inputs = asked.unwrap_or(FEW);
    let seed = number("FUZZ_SEED").unwrap_or(1);
    let corpus = Corpus::new();
    let (mut longest, mut opened) = (Duration::ZERO, 0u64);
    let mut settled = 0;
    let begun = Instant::now();
    for index in 0..inputs {
        let told = Told { seed, index };
        let input = corpus.input(&mut Random::new(seed, index));
        let before = Instant::now();
        let decoded = share::decode(&input);
        longest = longest.max(before.elapsed());
        if let Decoded::State(state, view) = decoded {
            opened += 1;
            check(&state, &view, index.is_multiple_of(8));
        }
        if index == inputs / 10 {
            settled = memory();
        }
        drop(told);
    }
    if asked.is_some() {
        let (seconds, memory) = (begun.elapsed().as_secs_f64(), memory());
        println!(
            "links: {inputs} inputs from seed {seed} in {seconds:.0} s ({:.0} a second), {opened} of them opened; \
             the longest took {:.1} ms; {:.1} MB of memory, {:.1} MB after the first tenth",
            inputs as f64 / seconds,
            longest.as_secs_f64() * 1e3,
            memory as f64 / 1e6,
            settled as f64 / 1e6,
        );
        assert!(memory < settled + GROWTH, "memory grows");
    }
    assert!(opened > inputs / 50, "hardly an input was a link: {opened}");
}

/// What was opened is within bounds, and a link of it, if there is `time` to make one, opens to the same program.
fn check(state: &State, view: &View, time: bool) {
    assert!(state.source.len() + state.arguments.len() + state.input.len() <= MOST_BYTES);
    assert!(
        state.latency.is_finite() && state.latency >= 0.0,
        "a latency of {}",
        state.latency
    );
    assert!(
        state.speed.is_finite() && state.speed > 0.0,
        "a speed of {}",
        state.speed
    );
    if !time || state.source.len() > SHORT {
        return;
    }
    match share::decode(&share::encode(state, view)) {
        Decoded::State(again, _) => assert_eq!(
            (&again.source, &again.arguments, &again.input, again.clock),
            (&state.source, &state.arguments, &state.input, state.clock)
        ),
        other => panic!("its own link is {other:?}"),
    }
}

/// Says which input it was if a check fails.
struct Told {
    seed: u64,
    index: u64,
}

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("input {} from seed {}", self.index, self.seed);
        }
    }
}

/// What inputs are made of.
struct Corpus {
    links: Vec<String>,
    /// What the links unpack to.
    payloads: Vec<Vec<u8>>,
    /// Streams around the largest size that is allowed, and far beyond it.
    bombs: Vec<Vec<u8>>,
}

impl Corpus {
    fn new() -> Corpus {
        let sources = scenarios::ALL.iter().map(|scenario| scenario.source());
        let sources = sources.chain(["", "print(1)\n", "print('grüße', '⏱')\n"]);
        let mut links = Vec::new();
        for (source, index) in sources.zip(0..) {
            let mut state = State {
                source: source.into(),
                arguments: ["", "--fast", "'two words' x"][index % 3].into(),
                ..State::default()
            };
            if index % 2 == 1 {
                state.clock = ClockKind::Real;
                state.speed = [0.5, 3600.0][index % 4 / 2];
            }
            links.push(share::encode(&state, &View::default()));
            links.push(share::encode(&state, &view(index as u32)));
            state.input = "Ada\n42\n".into();
            state.latency = 2.5;
            links.push(share::encode(&state, &view(index as u32)));
        }
        let payload = |link: &String| {
            let packed = URL_SAFE_NO_PAD.decode(&link[1..]).expect("our own link");
            decompress_to_vec(&packed).expect("our own stream")
        };
        let bomb = |size: usize| compress_to_vec(&vec![b'#'; size], 6);
        Corpus {
            payloads: links.iter().map(payload).collect(),
            links,
            bombs: [MOST_BYTES - 3, MOST_BYTES, MOST_BYTES + 1, 40 * MOST_BYTES]
                .map(bomb)
                .into(),
        }
    }

    fn input(&self, random: &mut Random) -> String {
        match random.below(1000) {
            0 => {
                let mut bomb = random.one(&self.bombs).clone();
                if random.chance() {
                    random.change(&mut bomb);
                }
                link(random, &bomb)
            }
            1..350 => {
                let mut text: Vec<char> = random.one(&self.links).chars().collect();
                for _ in 0..=random.below(4) {
                    self.change(random, &mut text);
                }
                text.into_iter().collect()
            }
            350..750 => {
                let mut payload = random.one(&self.payloads).clone();
                for _ in 0..=random.below(4) {
                    random.change(&mut payload);
                }
                let packed = match random.below(16) {
                    0 => compress_to_vec(&payload, 6),
                    _ => stored(&payload),
                };
                link(random, &packed)
            }
            750..850 => {
                let packed = random.bytes(60);
                link(random, &packed)
            }
            850..950 => {
                let length = random.below(40);
                (0..length).map(|_| character(random)).collect()
            }
            _ => {
                let mut name: Vec<char> = share::encode_name("three_ways").chars().collect();
                self.change(random, &mut name);
                name.into_iter().collect()
            }
        }
    }

    /// What programs and people do to a link, and what they do not.
    fn change(&self, random: &mut Random, text: &mut Vec<char>) {
        let at = random.below(text.len() + 1);
        let end = at + random.below(text.len() - at + 1);
        match random.below(8) {
            0 => text.truncate(at),
            1 => text.insert(at, character(random)),
            2 => drop(text.drain(at..end)),
            3 => {
                let again = text[at..end].to_vec();
                text.splice(at..at, again);
            }
            4 => {
                let other: Vec<char> = random.one(&self.links).chars().collect();
                text.truncate(at);
                text.extend(&other[at.min(other.len())..]);
            }
            5 if at < text.len() => text[at] = character(random),
            6 if at < text.len() => {
                let escaped = format!("%{:02x}", u32::from(text[at]));
                text.splice(at..=at, escaped.chars());
            }
            _ => text.extend(
                random
                    .one(&[">", ").", "**", "__", "%3E%20and", "&utm=1", " "])
                    .chars(),
            ),
        }
    }
}

fn view(index: u32) -> View {
    let stretch = |start: f64, end: f64| Some(share::Stretch { start, end });
    View {
        cursor: Some(share::Moment {
            run: index,
            time: 0.25,
        }),
        zoom: stretch(0.5, 2.0),
        selected: stretch(0.0, 43_200.0),
        tab: 3,
        hidden: [index % 3].into(),
        note: "grüße".into(),
    }
}

/// A raw deflate stream of one block that is not compressed: made in no time.
fn stored(payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).expect("payloads are short");
    let mut stream = vec![1];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(payload);
    stream
}

fn link(random: &mut Random, packed: &[u8]) -> String {
    let version = *random.one(&['1', '2', '3', '1', '2', '3', '4', '0']);
    format!("{version}{}", URL_SAFE_NO_PAD.encode(packed))
}

fn character(random: &mut Random) -> char {
    match random.below(8) {
        0 => char::from_u32(random.below(0x11_0000) as u32).unwrap_or('\u{fffd}'),
        1 => *random.one(&['%', '#', '/', '\u{200b}', '\u{ad}', ' ', '=', '<']),
        2 | 3 => char::from(random.below(128) as u8),
        _ => char::from(*random.one(b"ABCXYZabcxyz0123456789-_")),
    }
}

/// SplitMix64, begun anew for each input.
struct Random(u64);

impl Random {
    fn new(seed: u64, index: u64) -> Random {
        Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn chance(&mut self) -> bool {
        self.next().is_multiple_of(2)
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most)).map(|_| self.next() as u8).collect()
    }

    /// Bytes cut, changed, put in or doubled.
    fn change(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len() + 1);
        match self.below(5) {
            0 => bytes.truncate(at),
            1 => {
                let new = self.bytes(12);
                bytes.splice(at..at, new);
            }
            2 => {
                let end = at + self.below(bytes.len() - at + 1);
                bytes.drain(at..end);
            }
            // The numbers of a payload stand at its beginning.
            3 if !bytes.is_empty() => {
                let early = self.below(bytes.len().min(24));
                bytes[early] = *self.one(&[0, 1, 2, 0x7f, 0x80, 0xff]);
            }
            _ if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
            _ => bytes.push(self.next() as u8),
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Bytes of memory that this process has in use; 0 where the system does not say.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}
