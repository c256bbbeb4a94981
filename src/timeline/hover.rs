//! What a mark means, in words: for tooltips, for a screen reader, and for the `<title>` of a shape in a file.

use super::duration::{count as number, moment, short};
use super::scene::Meaning;
use super::summary;
use crate::clock::Nanos;
use crate::trace::event::{LaneId, LaneKind, WaitKind, Waker};
use crate::trace::{Lane, Log, Run, Span, State, Turn};

/// A mark in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// Whose it is: `fetch('news')`.
    pub title: String,
    /// What it says: `waiting: sleep 1 s`.
    pub state: String,
    /// Seconds since the run's zero.
    pub start: Option<f64>,
    /// Seconds since the run's zero; the present where it has not ended.
    pub end: Option<f64>,
    /// 1-based line of the program.
    pub line: Option<u32>,
    /// More to know, a line each: who woke it, its await stack.
    pub notes: Vec<String>,
}

impl Description {
    /// `0.5 s – 1.5 s (1 s)`, `at 1 s`, or nothing.
    pub fn when(&self) -> String {
        match (self.start, self.end) {
            (Some(start), Some(end)) if end > start => {
                let length = end - start;
                let (start, end) = (moment(start, length), moment(end, length));
                format!("{start} – {end} ({})", short(length))
            }
            (Some(start), _) => format!("at {}", short(start)),
            _ => String::new(),
        }
    }

    /// All of it as text, a line each.
    pub fn text(&self) -> String {
        let mut lines = vec![self.title.clone(), self.state.clone(), self.when()];
        lines.extend(self.line.map(|line| format!("line {line}")));
        lines.extend(self.notes.iter().cloned());
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

/// What a mark means; empty if the log does not know what it is about.
pub fn describe(log: &Log, meaning: Meaning) -> Description {
    description(log, meaning).unwrap_or_default()
}

fn description(log: &Log, meaning: Meaning) -> Option<Description> {
    match meaning {
        Meaning::Lane(lane) => {
            let lane = log.lane(lane)?;
            let run = log.run(lane.run)?;
            let kind = match lane.kind {
                LaneKind::Main => "main program",
                LaneKind::Task => "task",
                LaneKind::Thread => "thread",
            };
            Some(Description {
                title: lane.caption().into(),
                state: format!("{kind} {}", lane.name),
                start: Some(run.since_start(lane.created)),
                end: Some(run.since_start(log.lane_end(lane))),
                line: known_line(lane.line),
                notes: outcome_in_words(log, lane).into_iter().collect(),
            })
        }
        Meaning::Fold(lane) => Some(Description {
            title: log.lane(lane)?.caption().into(),
            state: "show or hide the lanes below".into(),
            ..Description::default()
        }),
        Meaning::Group(group) => {
            let group = log.group(group)?;
            let owner = group.lane.and_then(|lane| log.lane(lane));
            let run = owner.and_then(|lane| log.run(lane.run));
            Some(Description {
                title: group.label.to_string(),
                state: owner.map_or(String::new(), |lane| format!("in {}", lane.caption())),
                start: run.map(|run| run.since_start(group.start)),
                end: run.zip(group.end).map(|(run, end)| run.since_start(end)),
                line: known_line(group.line),
                notes: Vec::new(),
            })
        }
        Meaning::Spans { lane, first, count } => spans(log, log.lane(lane)?, first, count),
        Meaning::Blocks { run, first, count } => blocks(log, log.run(run)?, first, count),
        Meaning::End(lane) => {
            let lane = log.lane(lane)?;
            let run = log.run(lane.run)?;
            let left_over = "still running when the run ended".into();
            Some(Description {
                title: lane.caption().into(),
                state: outcome_in_words(log, lane).unwrap_or(left_over),
                start: Some(run.since_start(log.lane_end(lane))),
                line: lane.end_line().and_then(known_line),
                ..Description::default()
            })
        }
        Meaning::Cancel { lane, index } => {
            let lane = log.lane(lane)?;
            let cancel = log.cancels(lane).nth(index)?;
            let by = cancel.by.map(|by| format!(" by {}", caption(log, by)));
            Some(Description {
                title: lane.caption().into(),
                state: format!("asked to cancel{}", by.unwrap_or_default()),
                start: Some(log.run(lane.run)?.since_start(cancel.at)),
                notes: (!cancel.message.is_empty())
                    .then(|| cancel.message.into())
                    .into_iter()
                    .collect(),
                ..Description::default()
            })
        }
        Meaning::WakeUp { lane, span } => {
            let lane = log.lane(lane)?;
            let span = log.span(lane, span)?;
            Some(Description {
                title: lane.caption().into(),
                state: log
                    .waker(&span)
                    .map_or(String::new(), |waker| woken_by(log, waker)),
                start: Some(log.run(lane.run)?.since_start(span.start)),
                ..Description::default()
            })
        }
        Meaning::RunEnd(run) => {
            let run = log.run(run)?;
            Some(Description {
                title: summary::heading(log, run).title,
                state: "end of the run".into(),
                start: Some(run.since_start(log.run_end(run))),
                ..Description::default()
            })
        }
    }
}

fn spans(log: &Log, lane: &Lane, first: usize, count: usize) -> Option<Description> {
    let run = log.run(lane.run)?;
    let span = log.span(lane, first)?;
    let since_start = |at: Nanos| Some(run.since_start(at));
    if count > 1 {
        let last = log.span(lane, first + count - 1)?;
        return Some(Description {
            title: lane.caption().into(),
            state: format!(
                "{} changes of state, too short to show one by one",
                number(count as u64)
            ),
            start: since_start(span.start),
            end: since_start(last.end),
            line: known_line(log.line(lane, &span)),
            notes: Vec::new(),
        });
    }
    let mut notes = Vec::new();
    // A wait is told with what ended it.
    let ready = match span.state {
        State::Waiting => log.span(lane, first + 1),
        _ => Some(span),
    };
    if let Some((ready, waker)) = ready.and_then(|ready| Some((ready, log.waker(&ready)?))) {
        notes.push(match (waker, log.woken_by(lane, &ready)) {
            (Waker::Callback, Some(last)) => {
                format!("woken when {} had ended", caption(log, last))
            }
            (Waker::Callback, None) => match log.callback_at(run, ready.record) {
                Turn::Callback(label) => format!("woken by the callback {label}"),
                _ => woken_by(log, waker),
            },
            (Waker::Cancel(None), _) if log.timed_out(lane.id, ready.record) => {
                "woken to be cancelled: its time limit ran out".into()
            }
            _ => woken_by(log, waker),
        });
    }
    let stack = log.stack(lane, &span);
    if stack.len() > 1 {
        let names: Vec<&str> = stack.iter().map(|frame| frame.function).collect();
        notes.push(names.join(" → "));
    }
    Some(Description {
        title: lane.caption().into(),
        state: state_in_words(log, &span),
        start: since_start(span.start),
        end: since_start(span.end),
        line: known_line(log.line(lane, &span)),
        notes,
    })
}

fn blocks(log: &Log, run: &Run, first: usize, count: usize) -> Option<Description> {
    let (block, last) = (run.blocks.get(first)?, run.blocks.get(first + count - 1)?);
    let label = log.block_label(block.record).unwrap_or_default();
    let who = block
        .lane
        .map_or("a callback".into(), |lane| caption(log, lane));
    let state = match count {
        1 => format!("{label} in {who}: no task can run"),
        _ => format!("{} blocking calls: no task can run", number(count as u64)),
    };
    let line = block.lane.and_then(|id| {
        let lane = log.lane(id)?;
        Some(log.line(lane, &log.span_after(lane, block.record + 1)?))
    });
    Some(Description {
        title: "loop blocked".into(),
        state,
        start: Some(run.since_start(block.start)),
        end: Some(run.since_start(last.end.unwrap_or(log.run_end(run)))),
        line: line.and_then(known_line),
        notes: Vec::new(),
    })
}

/// A span's state, with its reason where it has one: `waiting: sleep 1 s`.
pub(super) fn state_in_words(log: &Log, span: &Span) -> String {
    let reason = reason(log, span);
    match (span.state, reason) {
        (State::Running, _) => "running".into(),
        (State::Ready, _) => "ready, waiting for its turn".into(),
        (State::Waiting, Some(reason)) => format!("waiting: {reason}"),
        (State::Waiting, None) => "waiting".into(),
        (State::Blocked, Some(call)) => format!("blocking the loop: {call}"),
        (State::Blocked, None) => "blocking the loop".into(),
    }
}

/// What a lane waits for, or the call in which it blocks, as short as it can be said: `sleep 1 s`, `3 tasks`, `fetch('maps')`.
pub fn reason(log: &Log, span: &Span) -> Option<String> {
    let Some(wait) = log.wait(span) else {
        return log.block_label(span.record).map(str::to_owned);
    };
    let waits_for_one = matches!(wait.kind, WaitKind::Task | WaitKind::Thread);
    match wait.lane.filter(|_| waits_for_one) {
        Some(lane) if wait.label.starts_with("shield(") => {
            Some(format!("shield({})", caption(log, lane)))
        }
        Some(lane) => Some(caption(log, lane)),
        None if wait.kind == WaitKind::Sleep => Some(legible_sleep(wait.label)),
        None => Some(wait.label.to_owned()),
    }
}

/// A sleep whose length was computed has more digits than anybody reads: `sleep 0.25656219954211645 s`.
pub fn legible_sleep(label: &str) -> String {
    const MOST: usize = 6;
    let seconds = label
        .strip_prefix("sleep ")
        .and_then(|length| length.strip_suffix(" s"))
        .filter(|seconds| seconds.len() > MOST)
        .and_then(|seconds| seconds.parse().ok());
    seconds.map_or_else(
        || label.to_owned(),
        |seconds| format!("sleep {}", short(seconds)),
    )
}

/// `Timer`: `its timer ran out`.
fn woken_by(log: &Log, waker: Waker) -> String {
    match waker {
        Waker::Start => "just made: its first turn is due".into(),
        Waker::Timer => "woken by its timer".into(),
        Waker::Lane(lane) => format!("woken by {}", caption(log, lane)),
        Waker::Callback => "woken by a callback".into(),
        Waker::Itself => "it gave way".into(),
        Waker::Cancel(Some(lane)) => format!("woken to be cancelled, by {}", caption(log, lane)),
        Waker::Cancel(None) => "woken to be cancelled".into(),
    }
}

/// How a lane ended, in words; `None` if it has not.
pub(super) fn outcome_in_words(log: &Log, lane: &Lane) -> Option<String> {
    let words = summary::outcome_in_words(log.lane_outcome(lane)?);
    Some(if words.is_empty() {
        "returned".into()
    } else {
        words
    })
}

fn caption(log: &Log, lane: LaneId) -> String {
    log.lane(lane)
        .map_or_else(|| "another lane".into(), |lane| lane.caption().into())
}

fn known_line(line: u32) -> Option<u32> {
    (line > 0).then_some(line)
}
