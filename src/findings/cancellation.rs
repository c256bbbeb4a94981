//! What became of each request to cancel, told in order: who asked, at which await it arrived, what the task did with it,
//! and how it ended.

use super::outcomes::exception_tree;
use super::{Finding, Place, caption, in_line, known, list, place};
use crate::clock::Nanos;
use crate::timeline::hover;
use crate::trace::event::{Event, LaneId, Observer, Outcome};
use crate::trace::{Lane, Log, Run};

/// What became of one request to cancel a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub lane: LaneId,
    pub title: String,
    pub place: Place,
    pub told: Vec<Told>,
    asker: Asker,
    delivered_in: Option<u32>,
}

/// A sentence of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Seconds since the run's zero.
    pub at: Option<f64>,
    pub text: String,
    /// How deep it stands in a tree of exceptions.
    pub depth: u32,
    /// The line that it is about; 0 for none.
    pub line: u32,
}

/// Who asked a task to stop.
#[derive(Clone, Debug, PartialEq)]
enum Asker {
    Lane(LaneId),
    /// A limit on its time.
    Timeout,
    /// The task group that it is in, or that it has opened, because a member failed.
    Group(LaneId),
    /// The end of the run.
    End,
    Callback,
}

/// So many records are read after a request to tell its story.
const READ: usize = 50_000;
/// So many lines are named.
const LINES: usize = 8;

/// The stories of a trace, at most `most`.
pub fn stories(log: &Log, most: usize) -> Vec<Story> {
    let mut stories = Vec::new();
    for run in log.runs() {
        for lane in log.lanes_of(run) {
            for cancel in log.cancels(lane) {
                if stories.len() == most {
                    return stories;
                }
                stories.push(story(log, run, lane, cancel.record, cancel.message));
            }
        }
    }
    stories
}

impl Story {
    /// Whether the task went on as if it had not been asked to stop.
    pub fn swallowed(&self, log: &Log) -> Option<Finding> {
        let lane = log.lane(self.lane)?;
        let Some(Outcome::Returned(_)) = log.lane_outcome(lane) else {
            return None;
        };
        // A limit takes the cancellation back itself, and so does a group from the task that opened it.
        let own = match self.asker {
            Asker::Lane(_) | Asker::End => true,
            Asker::Group(_) => lane.group.is_some(),
            Asker::Timeout | Asker::Callback => false,
        };
        let line = self.delivered_in.filter(|_| own)?;
        Some(Finding {
            title: "A cancellation was swallowed",
            text: format!(
                "{} was asked to stop by {}; CancelledError was raised at {}, but it caught that and returned all the same. \
                 Whoever asked cannot rely on it. Clean up in finally, or raise again after except asyncio.CancelledError.",
                lane.caption(),
                self.asker.words(log),
                in_line(line),
            ),
            lines: known(line),
            place: Some(self.place),
        })
    }
}

impl Asker {
    fn words(&self, log: &Log) -> String {
        match self {
            Asker::Lane(lane) => caption(log, Some(*lane), "another task"),
            Asker::Timeout => "its time limit, which ran out".into(),
            Asker::Group(failed) => format!(
                "its TaskGroup, because {} failed",
                caption(log, Some(*failed), "another task")
            ),
            Asker::End => "the end of the run, which stops what is left".into(),
            Asker::Callback => "a callback of the loop".into(),
        }
    }
}

fn story(log: &Log, run: &Run, lane: &Lane, record: usize, message: &str) -> Story {
    let asker = asker(log, run, lane, record);
    let mut deeds = Deeds {
        lane: lane.id,
        delivered: None,
        lines: Vec::new(),
        printed: String::new(),
        waits: Vec::new(),
    };
    let end = lane.end_record().map_or(log.len(), |end| end + 1);
    log.replay(record + 1..end.min(record + READ), &mut deeds);
    let since_start = |at: Nanos| Some(run.since_start(at));
    let asked_at = log.time(record).unwrap_or_default();
    let mut told = Vec::new();
    let mut tell = |at: Option<f64>, line: u32, text: String| {
        told.push(Told {
            at,
            text,
            depth: 0,
            line,
        });
    };
    let words = match message {
        "" => String::new(),
        message => format!(", with the message {message:?}"),
    };
    tell(
        since_start(asked_at),
        0,
        format!("Asked to stop by {}{words}.", asker.words(log)),
    );
    let before = log.span_after(lane, record);
    // Its first span is that it was made ready.
    let had_begun = before.is_some_and(|span| span.index > 0);
    match deeds.delivered {
        _ if !had_begun && lane.end.is_some() => tell(
            None,
            lane.line,
            "It had not begun, so none of its code ever ran.".into(),
        ),
        Some((at, line)) => {
            let wait = before
                .filter(|span| log.wait(span).is_some())
                .and_then(|span| hover::reason(log, &span));
            let wait = wait.map_or(String::new(), |wait| format!(", where it waited: {wait}"));
            let text = format!(
                "CancelledError was raised in it at {}{wait}.",
                in_line(line)
            );
            tell(since_start(at), line, text);
        }
        None => {}
    }
    // A limit takes the request back where it ends, and so does a group from the task that opened it: the task goes on.
    let taken_back = match asker {
        Asker::Timeout => {
            Some("The time limit took the request back and raised TimeoutError in its place.")
        }
        Asker::Group(_) if lane.group.is_none() => Some(
            "When its tasks had ended, the group took the request back and raised what had failed.",
        ),
        _ => None,
    };
    let outcome = log.lane_outcome(lane);
    let at = since_start(log.lane_end(lane));
    let line = lane.end_line().unwrap_or_default();
    match (taken_back, outcome) {
        (Some(words), outcome) if !matches!(outcome, Some(Outcome::Cancelled(_))) => {
            tell(None, 0, words.into());
        }
        (_, outcome) => {
            if let Some(text) = deeds.words().filter(|_| had_begun) {
                tell(None, 0, text);
            }
            match outcome {
                Some(Outcome::Cancelled(_)) => tell(at, line, "It ended as cancelled.".into()),
                Some(Outcome::Returned(value)) => tell(
                    at,
                    line,
                    format!("It returned {value} all the same: the cancellation was swallowed."),
                ),
                Some(Outcome::Raised(_)) => tell(at, line, "It ended with an exception:".into()),
                None => tell(None, 0, "It has not ended.".into()),
            }
        }
    }
    let is_told = !matches!(asker, Asker::Timeout);
    if let Some(Outcome::Raised(exception)) = outcome.filter(|_| is_told) {
        told.extend(
            exception_tree(exception)
                .into_iter()
                .map(|(depth, text)| Told {
                    at: None,
                    text,
                    depth: depth + 1,
                    line: 0,
                }),
        );
    }
    Story {
        lane: lane.id,
        title: lane.caption().to_owned(),
        place: place(run, asked_at),
        told,
        asker,
        delivered_in: deeds.delivered.map(|(_, line)| line),
    }
}

fn asker(log: &Log, run: &Run, lane: &Lane, record: usize) -> Asker {
    let main = log.lanes_of(run).next();
    let main_end = main.and_then(Lane::end_record);
    if main_end.is_some_and(|end| end < record) && main.is_some_and(|main| main.id != lane.id) {
        return Asker::End;
    }
    if log.timed_out(lane.id, record) {
        return Asker::Timeout;
    }
    let by = log
        .cancels(lane)
        .find(|cancel| cancel.record == record)
        .and_then(|cancel| cancel.by);
    if let Some(by) = by.filter(|&by| by != lane.id) {
        return Asker::Lane(by);
    }
    let failed = log.failed_in_group(lane, record);
    match (failed, by) {
        (Some(failed), _) => Asker::Group(failed),
        (None, Some(by)) => Asker::Lane(by),
        (None, None) => Asker::Callback,
    }
}

/// What a lane did after a cancellation was delivered.
struct Deeds {
    lane: LaneId,
    delivered: Option<(Nanos, u32)>,
    lines: Vec<u32>,
    printed: String,
    waits: Vec<String>,
}

impl Observer for Deeds {
    fn event(&mut self, at: Nanos, event: Event<'_>) {
        match event {
            Event::CancelDelivered { lane, line } if lane == self.lane => {
                self.delivered.get_or_insert((at, line));
            }
            _ if self.delivered.is_none() => {}
            Event::Line {
                lane: Some(lane),
                line,
            } if lane == self.lane => {
                let at_await = self.delivered.is_some_and(|(_, at)| at == line);
                if !at_await && !self.lines.contains(&line) && self.lines.len() < LINES {
                    self.lines.push(line);
                }
            }
            Event::Output {
                lane: Some(lane),
                text,
                ..
            } if lane == self.lane && self.printed.len() < 200 => self.printed += text,
            Event::LaneSuspended {
                lane,
                wait: Some(wait),
                ..
            } if lane == self.lane && self.waits.len() < LINES => {
                self.waits.push(wait.label.to_owned());
            }
            _ => {}
        }
    }
}

impl Deeds {
    /// What its `except` and `finally` did; `None` where there is nothing to tell.
    fn words(&self) -> Option<String> {
        let mut parts = Vec::new();
        if !self.lines.is_empty() {
            let lines: Vec<String> = self.lines.iter().map(u32::to_string).collect();
            let plural = if lines.len() == 1 { "" } else { "s" };
            parts.push(format!("ran line{plural} {}", list(&lines)));
        }
        let printed = self.printed.trim();
        if !printed.is_empty() {
            parts.push(format!("printed “{}”", printed.replace('\n', " · ")));
        }
        if !self.waits.is_empty() {
            parts.push(format!("waited ({})", list(&self.waits)));
        }
        (!parts.is_empty()).then(|| format!("Then it {}.", list(&parts)))
    }
}
