//! The number in the program that a sleep's bar stands for, so that pulling the bar's end changes it. Pure.
//!
//! It is looked for where the lane waits, from the innermost line outwards, and then in the call that made the lane: a
//! number that is as long as the sleep, once in its line; or a parameter of that value that is named there. Where that is not
//! certain there is none.

use std::ops::Range;

use super::params;
use crate::trace::event::WaitKind;
use crate::trace::{Lane, Log, Span};

/// A sleep that can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sleep {
    /// Seconds.
    pub length: f64,
    /// Where its number stands in the source, in bytes.
    place: Range<usize>,
}

impl Sleep {
    /// The sleep of a span, if its number is in the program.
    pub fn of(log: &Log, lane: &Lane, span: &Span, source: &str) -> Option<Sleep> {
        let wait = log.wait(span).filter(|wait| wait.kind == WaitKind::Sleep)?;
        let length: f64 = wait
            .label
            .strip_prefix("sleep ")?
            .strip_suffix(" s")?
            .parse()
            .ok()?;
        let stack = log.stack(lane, span);
        let lines: Vec<Range<usize>> = stack
            .iter()
            .rev()
            .filter_map(|frame| line_range(source, frame.line))
            .collect();
        let parent = lane.parent.and_then(|parent| log.lane(parent));
        let in_stack = || {
            lines
                .iter()
                .find_map(|line| number_in(source, line.clone(), length))
        };
        let in_call = || {
            number_in(
                source,
                call_of(source, parent?.line, lane.caption())?,
                length,
            )
        };
        let named = || {
            let made = parent.and_then(|parent| function_range(source, parent.line));
            parameter(source, lines.iter().cloned().chain(made), length)
        };
        let place = in_stack().or_else(in_call).or_else(named)?;
        Some(Sleep { length, place })
    }

    /// The program with another length of the sleep, in round steps of its size.
    pub fn with_length(&self, source: &str, length: f64) -> String {
        let mut text = source.to_owned();
        if text.get(self.place.clone()).is_some() {
            text.replace_range(self.place.clone(), &literal(self.rounded(length)));
        }
        text
    }

    /// The length that a bar of `length` seconds comes to.
    pub fn rounded(&self, length: f64) -> f64 {
        let step = self.step();
        ((length / step).round() * step).max(step)
    }

    /// By how much a key changes it: a twentieth, as a round number.
    pub fn step(&self) -> f64 {
        let rough = self.length / 20.0;
        let place = 10f64.powf(rough.log10().floor());
        [1.0, 2.0, 5.0]
            .into_iter()
            .map(|digit| digit * place)
            .rfind(|&step| step <= rough * 1.0001)
            .unwrap_or(place)
    }
}

/// `0.55`, `2`, without what floats add at their end.
fn literal(length: f64) -> String {
    let text = format!("{length:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn line_range(source: &str, line: u32) -> Option<Range<usize>> {
    let mut start = 0;
    for (text, number) in source.split_inclusive('\n').zip(1..) {
        if number == line {
            return Some(start..start + text.trim_end().len());
        }
        start += text.len();
    }
    None
}

/// The only number of this value in a part of the source, comments aside.
fn number_in(source: &str, range: Range<usize>, value: f64) -> Option<Range<usize>> {
    let mut found = None;
    for (place, number) in numbers(source, range) {
        if (number - value).abs() <= 1e-9 * value.abs() && found.replace(place).is_some() {
            return None;
        }
    }
    found
}

/// The only parameter of this value that is named in one of the parts of the source.
fn parameter(
    source: &str,
    parts: impl Iterator<Item = Range<usize>>,
    value: f64,
) -> Option<Range<usize>> {
    let parts: Vec<&str> = parts.map(|part| &source[part]).collect();
    let is_named = |name: &str| {
        let is_name = |character: char| character.is_alphanumeric() || character == '_';
        parts.iter().any(|part| {
            part.split(|character| !is_name(character))
                .any(|word| word == name)
        })
    };
    let mut found = params::find(source)
        .into_iter()
        .filter(|param| param.choices.is_empty() && param.value == value && is_named(&param.name));
    let place = found.next()?.place();
    found.next().is_none().then_some(place)
}

/// A function from its first line to the next line that is not indented.
fn function_range(source: &str, line: u32) -> Option<Range<usize>> {
    let first = line_range(source, line)?;
    let mut end = source[first.end..]
        .find('\n')
        .map_or(source.len(), |at| first.end + at + 1);
    for text in source[end..].split_inclusive('\n') {
        if !text.trim().is_empty() && !text.starts_with([' ', '\t']) {
            break;
        }
        end += text.len();
    }
    Some(first.start..end)
}

/// The numbers in a part of the source, outside of names, strings and comments.
fn numbers(source: &str, range: Range<usize>) -> Vec<(Range<usize>, f64)> {
    let text = &source[range.clone()];
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if let Some(open) = quote {
            quote = (byte != open).then_some(open);
        } else if byte == b'#' {
            break;
        } else if matches!(byte, b'"' | b'\'') {
            quote = Some(byte);
        } else if byte.is_ascii_digit()
            || byte == b'.'
            || byte == b'_'
            || byte.is_ascii_alphabetic()
        {
            let length = bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
                .count();
            if let Ok(number) = text[at..at + length].parse::<f64>()
                && byte.is_ascii_digit()
            {
                found.push((range.start + at..range.start + at + length, number));
            }
            at += length;
            continue;
        }
        at += 1;
    }
    found
}

/// The first call from a line on that reads as a lane's caption does: `fetch("maps", .5)` for `fetch('maps', 0.5)`.
fn call_of(source: &str, from: u32, caption: &str) -> Option<Range<usize>> {
    let name = &caption[..=caption.find('(')?];
    let wanted = plain(caption);
    let start = line_range(source, from.max(1))?.start;
    let calls = source[start..]
        .match_indices(name)
        .map(|(at, _)| start + at);
    calls
        .map(|at| (at, closing(&source[at..])))
        .find_map(|(at, length)| {
            let range = at..at + length?;
            (plain(&source[range.clone()]) == wanted).then_some(range)
        })
}

/// The length of a call up to the bracket that closes it.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 1 => return Some(at + 1),
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A call without what may be written in several ways: blanks, kinds of quotes, the end of numbers.
fn plain(call: &str) -> String {
    let call: String = call
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| if character == '"' { '\'' } else { character })
        .collect();
    let mut text = call.clone();
    for (place, number) in numbers(&call, 0..call.len()).into_iter().rev() {
        text.replace_range(place, &literal(number));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_once() {
        let source = "await sleep(0.5)  # 0.5\nf('0.5', x2, 2, 2.0)\n";
        let place = |line, value| {
            let range = line_range(source, line).expect("it has lines");
            number_in(source, range, value).map(|place| &source[place])
        };
        assert_eq!(place(1, 0.5), Some("0.5"));
        assert_eq!(place(2, 0.5), None);
        assert_eq!(place(2, 2.0), None, "it is there twice");
    }

    #[test]
    fn a_call_is_found_however_it_is_written() {
        let source = "def fetch(n, s): ...\n\nmain(fetch(\"maps\", .5), fetch(\"maps\",0.50))\n";
        let call = call_of(source, 1, "fetch('maps', 0.5)").map(|place| &source[place]);
        assert_eq!(call, Some("fetch(\"maps\",0.50)"));
    }

    #[test]
    fn a_parameter_is_found_where_it_is_named() {
        let source = "A = 1.5  # @param {min: 0, max: 5}\nB = 2  # @param {min: 0, max: 5}\ndef f():\n    g(A)\n\n    h()\nB\n";
        let function = function_range(source, 3).expect("it has lines");
        assert_eq!(&source[function.clone()], "def f():\n    g(A)\n\n    h()\n");
        let named = |value| {
            let place = parameter(source, [function.clone()].into_iter(), value);
            place.map(|place| &source[place])
        };
        assert_eq!(named(1.5), Some("1.5"));
        assert_eq!(named(2.0), None, "it is named elsewhere");
    }

    #[test]
    fn lengths_are_round() {
        let sleep = |length| Sleep {
            length,
            place: 6..9,
        };
        assert_eq!(sleep(1.0).with_length("sleep(1.0)", 1.234), "sleep(1.25)");
        assert_eq!(sleep(0.3).rounded(0.299), 0.3);
        assert_eq!(sleep(3600.0).step(), 100.0);
        assert_eq!(sleep(1.0).rounded(-3.0), 0.05);
    }
}
