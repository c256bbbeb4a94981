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
//! where a varint is seven bits a byte, the lowest first, the eighth bit set on all but the last. Version `2` has, before
//! the program, a varint and so many bytes that say how it is looked at; see the `view` module. Version `3` has, before those,
//! a varint and so many bytes of what else the program is given, written as a view is: `1` its standard input, UTF-8, `2` how
//! many times longer simulated requests take, in hundredths. The lowest version that can say it all is used. `/` and a name
//! stand for a program of the catalogue as it is now.
//!
//! Links go through chat programs and mail: what those put around or into a fragment is not taken for a part of it.
//! Decoding is total: whatever it is given, it answers, in bounded time and memory. Knows no browser and no interpreter.

mod view;

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

pub use view::{Moment, Stretch, View};

/// The largest state, in bytes before compression, that a link can carry.
pub const MOST_BYTES: usize = 1 << 20;

/// A link of more characters than this is cut by some programs that it is sent through.
pub const LONG: usize = 2_000;
/// A link of more characters than this is refused by some browsers and most servers of short addresses.
pub const TOO_LONG: usize = 32_000;

/// The version of a program by itself, of one with a view, and of one that is given more than arguments.
const PLAIN: char = '1';
const WITH_VIEW: char = '2';
const GIVEN: char = '3';
/// What else it is given.
const INPUT: u64 = 1;
const LATENCY: u64 = 2;
/// Hundredths of the longest latency: beyond it nobody waits.
const MOST_LATENCY: u64 = 100_000;
/// What stands before a name of the catalogue.
const NAME: char = '/';
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
    /// What the program reads from standard input.
    pub input: String,
    /// How many times longer than by themselves simulated requests take; kept in hundredths.
    pub latency: f64,
}

impl Default for State {
    fn default() -> State {
        State {
            source: String::new(),
            arguments: String::new(),
            clock: ClockKind::Virtual,
            speed: 1.0,
            input: String::new(),
            latency: 1.0,
        }
    }
}

/// What a fragment turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded {
    /// There is none.
    Nothing,
    State(State, View),
    /// A name of the catalogue, which may or may not be in it: letters, digits and `_`.
    Name(String),
    /// It holds no state; the words end a sentence that begins with "The link".
    Broken(&'static str),
}

/// The fragment of a state, without its `#`.
pub fn encode(state: &State, view: &View) -> String {
    let mut payload = vec![u8::from(state.clock == ClockKind::Real)];
    put_varint(&mut payload, ((state.speed * 100.0).round() as u64).max(1));
    put_varint(&mut payload, state.arguments.len() as u64);
    payload.extend_from_slice(state.arguments.as_bytes());
    let given = given_to_bytes(state);
    let version = match given.is_empty() {
        false => GIVEN,
        true if *view == View::default() => PLAIN,
        true => WITH_VIEW,
    };
    if version == GIVEN {
        put_sized(&mut payload, &given);
    }
    if version != PLAIN {
        put_sized(&mut payload, &view.to_bytes());
    }
    payload.extend_from_slice(state.source.as_bytes());
    let mut fragment = String::from(version);
    URL_SAFE_NO_PAD.encode_string(compress_to_vec(&payload, LEVEL), &mut fragment);
    fragment
}

/// The fragment of a program of the catalogue, without its `#`.
pub fn encode_name(name: &str) -> String {
    format!("{NAME}{}", name.replace('_', "-"))
}

/// What a fragment holds, with or without its `#`.
pub fn decode(fragment: &str) -> Decoded {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let fragment = unescaped(fragment);
    let fragment = fragment.trim_start_matches(|c: char| c.is_whitespace() || c == '<');
    let mut characters = fragment.chars();
    let version = characters.next();
    let text = own_part(characters.as_str());
    match version {
        None => Decoded::Nothing,
        Some(NAME) if !text.is_empty() => Decoded::Name(text.replace('-', "_")),
        Some(version @ (PLAIN | WITH_VIEW | GIVEN)) => match unpack(&text, version) {
            Ok((state, view)) => Decoded::State(state, view),
            Err(problem) => Decoded::Broken(problem),
        },
        Some('4'..='9') => Decoded::Broken("was made by a newer Interleave than this one"),
        Some(_) => Decoded::Broken("is not one of Interleave's"),
    }
}

/// A fragment in which `%41` stands for `A`: programs escape what needs no escaping.
fn unescaped(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return Cow::Borrowed(fragment);
    }
    let mut parts = fragment.split('%');
    let mut text = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(code) => {
                text.push(code.into());
                text.push_str(&part[2..]);
            }
            None => {
                text.push('%');
                text.push_str(part);
            }
        }
    }
    Cow::Owned(text)
}

/// What is ours of a text: without the spaces at which lines were broken, up to what others have put behind it.
fn own_part(text: &str) -> String {
    let is_ours = |c: &char| c.is_ascii_alphanumeric() || "-_".contains(*c);
    let is_filler = |c: char| c.is_whitespace() || "\u{ad}\u{200b}\u{2060}".contains(c);
    let characters = text.chars().filter(|&c| !is_filler(c));
    characters.take_while(is_ours).collect()
}

fn unpack(text: &str, version: char) -> Result<(State, View), &'static str> {
    const DAMAGED: &str = "is damaged or incomplete";
    // Marks of emphasis look like a part of the link.
    let packed = URL_SAFE_NO_PAD
        .decode(text)
        .or_else(|_| URL_SAFE_NO_PAD.decode(text.trim_end_matches('_')))
        .map_err(|_| DAMAGED)?;
    let payload = decompress_to_vec_with_limit(&packed, MOST_BYTES).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            "holds more than a link may hold"
        } else {
            DAMAGED
        }
    })?;
    read_payload(&payload, version).ok_or(DAMAGED)
}

fn read_payload(payload: &[u8], version: char) -> Option<(State, View)> {
    let (&clock, rest) = payload.split_first()?;
    let clock = match clock {
        0 => ClockKind::Virtual,
        1 => ClockKind::Real,
        _ => return None,
    };
    let (hundredths, rest) = varint(rest)?;
    let (arguments, rest) = sized(rest)?;
    let part = |wanted: bool, rest| match wanted {
        true => sized(rest),
        false => Some((&[][..], rest)),
    };
    let (given, rest) = part(version == GIVEN, rest)?;
    let (view, source) = part(version != PLAIN, rest)?;
    let mut state = State {
        source: String::from_utf8(source.to_vec()).ok()?,
        arguments: String::from_utf8(arguments.to_vec()).ok()?,
        clock,
        // A clock that stands still would never come to an end.
        speed: hundredths.max(1) as f64 / 100.0,
        ..State::default()
    };
    read_given(&mut state, given)?;
    Some((state, View::from_bytes(view)?))
}

/// What else the program is given, where that is not as a matter of course.
fn given_to_bytes(state: &State) -> Vec<u8> {
    let mut bytes = Vec::new();
    if !state.input.is_empty() {
        put_varint(&mut bytes, INPUT);
        put_sized(&mut bytes, state.input.as_bytes());
    }
    if state.latency != State::default().latency {
        let mut value = Vec::new();
        put_varint(&mut value, (state.latency * 100.0).round() as u64);
        put_varint(&mut bytes, LATENCY);
        put_sized(&mut bytes, &value);
    }
    bytes
}

fn read_given(state: &mut State, mut bytes: &[u8]) -> Option<()> {
    while !bytes.is_empty() {
        let (tag, rest) = varint(bytes)?;
        let (value, rest) = sized(rest)?;
        bytes = rest;
        match tag {
            INPUT => state.input = String::from_utf8(value.to_vec()).ok()?,
            LATENCY => state.latency = varint(value)?.0.min(MOST_LATENCY) as f64 / 100.0,
            _ => {}
        }
    }
    Some(())
}

/// Bytes behind their number.
fn put_sized(bytes: &mut Vec<u8>, value: &[u8]) {
    put_varint(bytes, value.len() as u64);
    bytes.extend_from_slice(value);
}

/// Bytes after their number, and what follows them.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = varint(bytes)?;
    rest.split_at_checked(usize::try_from(length).ok()?)
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
            ..State::default()
        }
    }

    /// What only the third version can say.
    fn given() -> State {
        State {
            input: "Ada\n42\n".into(),
            latency: 2.5,
            ..sample()
        }
    }

    fn sample_view() -> View {
        View {
            cursor: Some(Moment { run: 3, time: 1.25 }),
            zoom: Some(Stretch {
                start: 0.5,
                end: 2.0,
            }),
            selected: Some(Stretch {
                start: 0.0,
                end: 43_200.0,
            }),
            tab: 4,
            hidden: [1, 300].into(),
            note: "Slide it: größer?".into(),
        }
    }

    #[test]
    fn a_state_comes_back_as_it_was() {
        let large = State {
            source: "x = 1\n".repeat(100_000),
            ..State::default()
        };
        for state in [State::default(), sample(), given(), large] {
            for view in [View::default(), sample_view()] {
                let fragment = encode(&state, &view);
                let expected = Decoded::State(state.clone(), view.clone());
                assert_eq!(decode(&fragment), expected);
                assert_eq!(decode(&format!("#{fragment}")), expected);
            }
        }
    }

    #[test]
    fn a_fragment_needs_no_escaping() {
        let fragment = encode(&sample(), &sample_view());
        let plain = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
        assert!(fragment.chars().all(plain), "{fragment}");
    }

    /// A link that was given out must open for ever. This one was made with zlib, not by this code.
    #[test]
    fn version_1_opens() {
        let fragment = "1Y3zEyZyokFRQlJlXoqF-eKW6joKRoSYXAA";
        assert_eq!(
            decode(fragment),
            Decoded::State(printing(), View::default())
        );
    }

    /// So was this one.
    #[test]
    fn version_2_opens() {
        let fragment = "2Y3zEyZyokMTNyMbYcG_BaVYWRqaCosy8Eg31wyvVdRSMDDW5AA";
        let view = View {
            cursor: Some(Moment { run: 1, time: 1.5 }),
            tab: 2,
            ..View::default()
        };
        assert_eq!(decode(fragment), Decoded::State(printing(), view));
    }

    /// And this one, with the runs that are left out and a note.
    #[test]
    fn a_view_with_a_note_opens() {
        let fragment = "2Y3zEyZyokCTJwsjEysTAxCaQXnR42-H5qUX2CkWleQqZJQVFmXklGuqHV6rrKBgZanIBAA";
        let view = View {
            tab: 2,
            hidden: [0, 2].into(),
            note: "größer? run it".into(),
            ..View::default()
        };
        assert_eq!(decode(fragment), Decoded::State(printing(), view));
    }

    /// And this one.
    #[test]
    fn version_3_opens() {
        let fragment = "3Y3zEyZyokMTLyO6YkshlYsTFxPSLkZmFkamgKDOvREP98Ep1HQUjQ00uAA";
        let state = State {
            input: "Ada\n42\n".into(),
            latency: 2.5,
            ..printing()
        };
        let view = View {
            tab: 2,
            ..View::default()
        };
        assert_eq!(decode(fragment), Decoded::State(state, view));
    }

    fn printing() -> State {
        State {
            source: "print('é', 21)\n".into(),
            arguments: "a b".into(),
            clock: ClockKind::Real,
            speed: 12.5,
            ..State::default()
        }
    }

    #[test]
    fn what_programs_make_of_a_link_opens() {
        let expected = Decoded::State(sample(), sample_view());
        let fragment = encode(&sample(), &sample_view());
        let (first, last) = fragment.split_at(fragment.len() / 2);
        let escaped = fragment.replace('-', "%2D").replace('_', "%5f");
        for changed in [
            format!("#{fragment}>"),
            format!("<{fragment}>"),
            format!("{fragment})."),
            format!("{fragment}**"),
            format!("{fragment}_"),
            format!("{fragment}__"),
            format!("{fragment}%3E%20and"),
            format!("{fragment}&utm_source=chat"),
            format!("{fragment}?x=1"),
            format!("{fragment}="),
            format!("{first}\n {last}"),
            format!("{first}%0D%0A{last}"),
            format!("{first}\u{200b}{last}”"),
            escaped,
        ] {
            assert_eq!(decode(&changed), expected, "{changed}");
        }
    }

    #[test]
    fn a_name_of_the_catalogue_is_told_apart() {
        assert_eq!(encode_name("three_ways"), "/three-ways");
        for fragment in [
            "#/three-ways",
            "/three_ways",
            "/three-ways.",
            "%2Fthree-ways%3E",
        ] {
            assert_eq!(
                decode(fragment),
                Decoded::Name("three_ways".into()),
                "{fragment}"
            );
        }
    }

    /// What a later version knows of a view is skipped by this one.
    #[test]
    fn an_unknown_part_of_a_view_is_no_harm() {
        let mut bytes = vec![60, 2, 1, 1];
        bytes.extend(sample_view().to_bytes());
        assert_eq!(View::from_bytes(&bytes), Some(sample_view()));
    }

    #[test]
    fn what_is_missing_or_foreign_is_told_apart() {
        assert_eq!(decode(""), Decoded::Nothing);
        assert_eq!(decode("#"), Decoded::Nothing);
        for (fragment, words) in [
            ("1", "damaged"),
            ("1!", "damaged"),
            ("2abc", "damaged"),
            ("3abc", "damaged"),
            ("4abc", "newer"),
            ("/", "not one of"),
            ("%", "not one of"),
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
        let fragment = encode(&sample(), &sample_view());
        for end in 0..fragment.len() {
            let whole = Decoded::State(sample(), sample_view());
            assert_ne!(decode(&fragment[..end]), whole);
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
        let fragment = encode(&sample(), &sample_view());
        let packed = URL_SAFE_NO_PAD.decode(&fragment[1..]).unwrap();
        let payload = decompress_to_vec_with_limit(&packed, MOST_BYTES).unwrap();
        for version in [PLAIN, WITH_VIEW, GIVEN] {
            for bit in 0..payload.len() * 8 {
                let mut damaged = payload.clone();
                damaged[bit / 8] ^= 1 << (bit % 8);
                read_payload(&damaged, version);
            }
            for end in 0..payload.len() {
                read_payload(&payload[..end], version);
            }
            let endless = [0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
            assert_eq!(read_payload(&endless, version), None);
        }
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bomb = compress_to_vec(&vec![0; MOST_BYTES + 1], LEVEL);
        for version in [PLAIN, WITH_VIEW, GIVEN] {
            let fragment = format!("{version}{}", URL_SAFE_NO_PAD.encode(&bomb));
            let expected = Decoded::Broken("holds more than a link may hold");
            assert_eq!(decode(&fragment), expected);
        }
    }
}
