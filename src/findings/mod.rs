//! What a reader should notice: read off the trace and the source, said in words.
//!
//! [`findings`] lists what is likely a mistake, with advice; [`outcomes::compare`] sets side by side how the children of each
//! run ended; [`cancellation::stories`] tells what became of each request to cancel. Each of them is counted from the log:
//! where the log does not bear a sentence out, there is none. Knows no page, and runs nothing.

pub mod cancellation;
pub mod outcomes;
mod sequential;

use rustc_hash::FxHashMap;

use crate::timeline::duration::short;
use crate::trace::event::{LaneId, LaneKind, Outcome, RunId, Stream};
use crate::trace::{Lane, Log, Run};

/// Something that a reader should notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is, in a few words: `The loop was blocked`.
    pub title: &'static str,
    /// What happened here, and what to do about it.
    pub text: String,
    /// Lines of the program that it is about.
    pub lines: Vec<u32>,
    /// Where in the timelines it can be seen.
    pub place: Option<Place>,
}

/// A moment of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub run: RunId,
    /// Seconds since the run's zero.
    pub time: f64,
}

/// So many findings are told; more would not be read.
const MOST: usize = 50;

/// All that is to be noticed in a trace of a program.
pub fn findings(log: &Log, source: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    blocked_loops(log, &mut found);
    for run in log.runs() {
        siblings_left(log, run, &mut found);
        lost_tasks(log, run, &mut found);
    }
    for story in cancellation::stories(log, MOST) {
        found.extend(story.swallowed(log));
    }
    warnings(log, source, &mut found);
    found.extend(sequential::findings(log, source));
    found.truncate(MOST);
    found
}

/// Calls that stopped the loop, those of one line together.
fn blocked_loops(log: &Log, found: &mut Vec<Finding>) {
    struct Blocker<'a> {
        label: &'a str,
        lane: Option<LaneId>,
        seconds: f64,
        times: u64,
        others: usize,
        place: Place,
    }
    let mut order: Vec<(u32, Blocker<'_>)> = Vec::new();
    for run in log.runs() {
        for block in &run.blocks {
            let end = block.end.unwrap_or(log.run_end(run));
            let seconds = crate::clock::Nanos(end.0 - block.start.0).as_secs();
            if seconds <= 0.0 {
                continue;
            }
            let line = log.block_line(block.record).unwrap_or_default();
            let label = log.block_label(block.record).unwrap_or_default();
            let known = order
                .iter_mut()
                .find(|(at, known)| *at == line && known.place.run == run.id);
            if let Some((_, known)) = known {
                known.seconds += seconds;
                known.times += 1;
                continue;
            }
            let others = log
                .lanes_of(run)
                .filter(|lane| lane.kind == LaneKind::Task && Some(lane.id) != block.lane)
                .filter(|lane| log.span_after(lane, block.record).is_some())
                .count();
            order.push((
                line,
                Blocker {
                    label,
                    lane: block.lane,
                    seconds,
                    times: 1,
                    others,
                    place: place(run, block.start),
                },
            ));
        }
    }
    for (line, blocker) in order {
        let who = caption(log, blocker.lane, "a callback");
        let others = match blocker.others {
            0 => "Nothing else could have run".to_owned(),
            1 => "Another task could not go on".to_owned(),
            others => format!("{others} other tasks could not go on"),
        };
        let times = match blocker.times {
            1 => String::new(),
            times => format!(" in {times} calls"),
        };
        found.push(Finding {
            title: "The loop was blocked",
            text: format!(
                "{} in {who}, {}, kept the whole loop from turning for {}{times}. {others} meanwhile, not even those whose wait \
                 was over. Use await asyncio.sleep(…) to wait, or await asyncio.to_thread(…) for a call that blocks.",
                blocker.label,
                in_line(line),
                short(blocker.seconds),
            ),
            lines: known(line),
            place: Some(blocker.place),
        });
    }
}

/// `gather` tells the first failure at once and lets the others run on.
fn siblings_left(log: &Log, run: &Run, found: &mut Vec<Finding>) {
    for group in log
        .groups()
        .iter()
        .filter(|group| &*group.label == "gather")
    {
        let members = log
            .lanes_of(run)
            .filter(|lane| lane.group == Some(group.id));
        let members: Vec<&Lane> = members.collect();
        let failed = members
            .iter()
            .filter(|lane| matches!(log.lane_outcome(lane), Some(Outcome::Raised(_))))
            .min_by_key(|lane| lane.end_record());
        let Some((failed, end)) = failed.and_then(|lane| Some((lane, lane.end_record()?))) else {
            continue;
        };
        let left: Vec<&&Lane> = members
            .iter()
            .filter(|lane| lane.end_record().is_none_or(|other| other > end))
            .filter(|lane| log.lane_end(lane) > log.lane_end(failed))
            .collect();
        if left.is_empty() {
            continue;
        }
        let fates: Vec<String> = left
            .iter()
            .map(|lane| {
                format!(
                    "{} {}",
                    lane.caption(),
                    outcomes::fate_of(log, run, lane).words()
                )
            })
            .collect();
        found.push(Finding {
            title: "gather left tasks running",
            text: format!(
                "{} failed after {}; gather, {}, passed the exception on at once and did not stop the others: {}. A TaskGroup \
                 cancels the others and waits for them; gather(…, return_exceptions=True) waits for all.",
                failed.caption(),
                short(run.since_start(log.lane_end(failed))),
                in_line(group.line),
                list(&fates),
            ),
            lines: known(group.line),
            place: Some(place(run, log.lane_end(failed))),
        });
    }
}

/// Tasks that nobody waited for: the run ended before they did.
fn lost_tasks(log: &Log, run: &Run, found: &mut Vec<Finding>) {
    let Some(main) = log.lanes_of(run).next() else {
        return;
    };
    let Some(end) = main.end_record() else {
        return;
    };
    // Those of one function together.
    let mut lost: Vec<(&Lane, u64)> = Vec::new();
    for lane in log.lanes_of(run).filter(|lane| lane.kind == LaneKind::Task) {
        let in_group = lane.group.and_then(|group| log.group(group)).is_some();
        let ended_before = lane.end_record().is_some_and(|other| other < end);
        let on_purpose = log.cancels(lane).any(|cancel| cancel.record < end);
        let went_well = matches!(log.lane_outcome(lane), Some(Outcome::Returned(_)));
        if lane.id == main.id || in_group || ended_before || on_purpose || went_well {
            continue;
        }
        match lost.iter_mut().find(|(first, _)| first.line == lane.line) {
            Some((_, times)) => *times += 1,
            None => lost.push((lane, 1)),
        }
    }
    for (lane, times) in lost {
        let (others, it, the) = match times {
            1 => (String::new(), "was", "the task"),
            2 => (" and another one".to_owned(), "were", "tasks"),
            times => (format!(" and {} more", times - 1), "were", "tasks"),
        };
        found.push(Finding {
            title: "A task was lost",
            text: format!(
                "{}{others} {it} still at work when {} ended, and the end of the run cancelled what was left. Keep {the} and await \
                 them all, or make them in a TaskGroup, which waits for all of its tasks.",
                lane.caption(),
                main.caption(),
            ),
            lines: known(lane.line),
            place: Some(place(run, log.lane_end(main))),
        });
    }
}

/// What Python itself complains of.
fn warnings(log: &Log, source: &str, found: &mut Vec<Finding>) {
    let mut seen: FxHashMap<String, ()> = FxHashMap::default();
    for output in log.outputs(0..log.output_count()) {
        if output.stream != Stream::Stderr {
            continue;
        }
        for line in output.text.lines() {
            let place = output
                .run
                .and_then(|run| log.run(run))
                .map(|run| place(run, output.at));
            let mut lines = Vec::new();
            let (title, text) = if let Some(name) = never_awaited(line) {
                let name = name.rsplit('.').next().unwrap_or(name);
                lines = calls_without_await(source, name);
                let text = format!(
                    "{name}() was called but never awaited. Calling an async function only makes a coroutine; none of its code runs \
                     until it is awaited or made a task. Write await {name}(…).",
                );
                ("A coroutine never ran", text)
            } else if line.contains("exception was never retrieved") {
                let text = "A task failed and nobody asked for its result, so its exception came to light only when the task was \
                            thrown away. Await every task, or make it in a TaskGroup.";
                ("A failure went unseen", text.to_owned())
            } else {
                continue;
            };
            if seen.insert(text.clone(), ()).is_none() {
                found.push(Finding {
                    title,
                    text,
                    lines,
                    place,
                });
            }
        }
    }
}

/// The function in `… coroutine 'main.fetch' was never awaited`.
fn never_awaited(line: &str) -> Option<&str> {
    let (before, _) = line.split_once("' was never awaited")?;
    let (_, name) = before.split_once("coroutine '")?;
    Some(name)
}

/// Lines that call a function and neither await it nor define it.
fn calls_without_await(source: &str, name: &str) -> Vec<u32> {
    let call = format!("{name}(");
    let is_call = |line: &str| {
        let code = line.split('#').next().unwrap_or(line);
        let begins_there = |at: usize| {
            let before = code[..at].chars().next_back();
            !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
        };
        let calls = code.match_indices(&call).any(|(at, _)| begins_there(at));
        calls && !code.contains("await ") && !code.contains("def ")
    };
    let lines = source.lines().zip(1..);
    lines
        .filter(|(line, _)| is_call(line))
        .map(|(_, number)| number)
        .collect()
}

fn place(run: &Run, at: crate::clock::Nanos) -> Place {
    Place {
        run: run.id,
        time: run.since_start(at),
    }
}

fn caption(log: &Log, lane: Option<LaneId>, nobody: &str) -> String {
    lane.and_then(|lane| log.lane(lane))
        .map_or_else(|| nobody.to_owned(), |lane| lane.caption().to_owned())
}

fn in_line(line: u32) -> String {
    match line {
        0 => "a line outside of the program".to_owned(),
        line => format!("line {line}"),
    }
}

fn known(line: u32) -> Vec<u32> {
    (line > 0).then_some(line).into_iter().collect()
}

/// `a`, `a and b`, `a, b and c`.
fn list<T: AsRef<str>>(items: &[T]) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        text += match index {
            0 => "",
            _ if index + 1 == items.len() => " and ",
            _ => ", ",
        };
        text += item.as_ref();
    }
    text
}
