//! The critical path of a run in words: what its time went to, in order.

use rustc_hash::FxHashMap;

use super::duration::short;
use super::hover;
use super::summary::time_waited;
use crate::clock::Nanos;
use crate::trace::event::WaitKind;
use crate::trace::{Link, Log, Run, State};

/// So many parts of a path are named.
const PARTS: usize = 4;

/// What a run's time went to: `3 s: waited 2 s for fetch(2), then 1 s for save().` `None` where it took no time.
pub fn sentence(log: &Log, run: &Run, path: &[Link]) -> Option<String> {
    let mut parts: Vec<Part> = Vec::new();
    for link in path {
        let part = Part::of(log, run, link)?;
        match parts.last_mut() {
            Some(last) if last.what == part.what && last.verb == part.verb => {
                last.nanos += part.nanos;
            }
            _ => parts.push(part),
        }
    }
    let total = log.run_end(run).0 - run.start.0;
    if total <= 0 || parts.is_empty() {
        return None;
    }
    // What comes again and again is told once.
    let taken_together = parts.len() > PARTS;
    if taken_together {
        parts = together(parts);
    }
    let mut text = format!("{}:", seconds(total));
    let mut verb = "";
    let shown = parts.len().min(PARTS);
    for (index, part) in parts.iter().take(shown).enumerate() {
        text += match index {
            0 => "",
            _ if !taken_together => ", then",
            _ if index + 1 == parts.len() => " and",
            _ => ",",
        };
        if part.verb != verb {
            verb = part.verb;
            text += &format!(" {verb}");
        }
        text += &format!(" {} {}", seconds(part.nanos), part.what);
    }
    if parts.len() > shown {
        let rest = parts[shown..].iter().map(|part| part.nanos).sum();
        text += &format!(" and {} for other things", seconds(rest));
    }
    if taken_together && parts.len() > 1 {
        text += ", by turns";
    }
    text.push('.');
    text += &lesson(log, run, total);
    text += &delay(log, run);
    Some(text)
}

/// Each thing once, in the order of their first times.
fn together(parts: Vec<Part>) -> Vec<Part> {
    let mut known: Vec<Part> = Vec::new();
    let mut rows: FxHashMap<String, usize> = FxHashMap::default();
    for part in parts {
        let next = known.len();
        let key = format!("{} {}", part.verb, part.what);
        match *rows.entry(key).or_insert(next) {
            row if row < next => known[row].nanos += part.nanos,
            _ => known.push(part),
        }
    }
    known
}

/// Why the waits came to this total: they overlapped, or each had to wait for the one before.
fn lesson(log: &Log, run: &Run, total: i64) -> String {
    let waited = time_waited(log, run);
    match () {
        () if run.peak_waits > 1 && waited > total + total / 20 => format!(
            " The waits overlapped, so {} of waiting took only {}.",
            seconds(waited),
            seconds(total)
        ),
        () if run.peak_waits == 1 && run.waits > 1 => {
            " Each wait began only when the one before had ended, so they add up.".into()
        }
        () => String::new(),
    }
}

/// How long tasks that could have gone on had to wait for their turn.
fn delay(log: &Log, run: &Run) -> String {
    let delay = log.delay(run);
    let Some(lane) = delay.lane.and_then(|lane| log.lane(lane)) else {
        return String::new();
    };
    format!(
        " Ready and kept waiting for a turn: {} in all, at most {} ({}).",
        seconds(delay.total.0),
        seconds(delay.worst.0),
        lane.caption()
    )
}

const WAITED: &str = "waited";

struct Part {
    verb: &'static str,
    what: String,
    nanos: i64,
}

impl Part {
    fn of(log: &Log, run: &Run, link: &Link) -> Option<Part> {
        let lane = log.lane(link.lane)?;
        let is_main = log
            .lanes_of(run)
            .next()
            .is_some_and(|main| main.id == lane.id);
        let caption = lane.caption();
        let reason = hover::reason(log, &link.span).unwrap_or_default();
        let (verb, what) = match link.span.state {
            State::Waiting if is_main => {
                let stack = log.stack(lane, &link.span);
                match &stack[..] {
                    [outer, inner, ..] if inner.line > 0 => (
                        WAITED,
                        format!("for {}() in line {}", inner.function, outer.line),
                    ),
                    [outer, ..] if outer.line > 0 => {
                        let what = match log.wait(&link.span) {
                            Some(wait) if wait.kind == WaitKind::Sleep => "sleep()".to_owned(),
                            _ => reason,
                        };
                        (WAITED, format!("for {what} in line {}", outer.line))
                    }
                    _ => (WAITED, format!("for {reason}")),
                }
            }
            State::Waiting => (WAITED, format!("for {caption}")),
            State::Ready => (WAITED, format!("until {caption} had its turn")),
            State::Running => ("computed", format!("in {caption}")),
            State::Blocked => ("was blocked", format!("by {reason} in {caption}")),
        };
        Some(Part {
            verb,
            what,
            nanos: link.end.0 - link.start.0,
        })
    }
}

fn seconds(nanos: i64) -> String {
    short(Nanos(nanos).as_secs())
}
