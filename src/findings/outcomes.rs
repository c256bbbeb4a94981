//! How the children of each run ended, side by side: rows are children, columns are runs.
//!
//! Children of different runs belong together where they are called alike: `fetch('maps', 1.0)` under `gather` and in a
//! `TaskGroup` are one row.

use crate::timeline::duration::short;
use crate::timeline::summary;
use crate::trace::event::{LaneId, Outcome};
use crate::trace::{Lane, Log, Run};

/// All runs beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The titles of the runs.
    pub runs: Vec<String>,
    pub rows: Vec<Row>,
    /// Children that are left out.
    pub more: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub child: String,
    /// One a run; `None` where the run has no such child.
    pub cells: Vec<Option<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub lane: LaneId,
    pub fate: Fate,
}

/// How a child ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    pub kind: FateKind,
    /// Seconds since the run's zero.
    pub at: f64,
    /// What it returned or raised, or the message of its cancellation; may be empty.
    pub with: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FateKind {
    Returned,
    Raised,
    Cancelled,
    /// It was at work when the coroutine that was run had ended.
    LeftRunning,
    /// The run has not ended, and neither has it.
    Running,
    /// The program was over before either of them.
    Unended,
}

impl FateKind {
    /// Its sign, word and class: `✓`, `returned`.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            FateKind::Returned => ("✓", "returned"),
            FateKind::Raised => ("✗", "raised"),
            FateKind::Cancelled => ("⊘", "cancelled"),
            FateKind::LeftRunning => ("…", "still running"),
            FateKind::Running => ("…", "running"),
            FateKind::Unended => ("…", "did not end"),
        }
    }
}

impl Fate {
    /// `raised ValueError() at 1 s`
    pub fn words(&self) -> String {
        let (_, word) = self.kind.words();
        let at = short(self.at);
        match (self.kind, self.with.as_str()) {
            (FateKind::Running | FateKind::Unended, _) => word.to_owned(),
            (FateKind::LeftRunning, _) => format!("{word} at {at}, when the run ended"),
            (FateKind::Returned, "None") | (_, "") => format!("{word} at {at}"),
            (_, with) => format!("{word} {with} at {at}"),
        }
    }
}

/// The children of all runs, at most `most`; none where no run has children.
pub fn compare(log: &Log, most: usize) -> Comparison {
    let mut comparison = Comparison {
        runs: Vec::new(),
        rows: Vec::new(),
        more: 0,
    };
    for (column, run) in log.runs().iter().enumerate() {
        comparison.runs.push(summary::heading(log, run).title);
        // The row after which the next child of the same name is looked for.
        let mut taken = vec![false; comparison.rows.len()];
        for lane in log.lanes_of(run).skip(1) {
            let same = |(row, free): (&Row, &bool)| !free && row.child == lane.caption();
            let found = comparison.rows.iter().zip(&taken).position(same);
            let row = match found {
                Some(row) => row,
                None if comparison.rows.len() >= most => {
                    comparison.more += 1;
                    continue;
                }
                None => {
                    comparison.rows.push(Row {
                        child: lane.caption().to_owned(),
                        cells: Vec::new(),
                    });
                    taken.push(false);
                    comparison.rows.len() - 1
                }
            };
            taken[row] = true;
            let cells = &mut comparison.rows[row].cells;
            cells.resize(column, None);
            cells.push(Some(Cell {
                lane: lane.id,
                fate: fate_of(log, run, lane),
            }));
        }
    }
    for row in &mut comparison.rows {
        row.cells.resize(comparison.runs.len(), None);
    }
    comparison
}

/// How a child of a run ended.
pub fn fate_of(log: &Log, run: &Run, lane: &Lane) -> Fate {
    let main = log.lanes_of(run).next();
    let closing = main.and_then(|main| Some((main.end_record()?, log.lane_end(main))));
    if let Some((record, at)) = closing
        && lane.end_record().is_none_or(|end| end > record)
    {
        return Fate {
            kind: FateKind::LeftRunning,
            at: run.since_start(at),
            with: String::new(),
        };
    }
    let (kind, with) = match log.lane_outcome(lane) {
        Some(Outcome::Returned(value)) => (FateKind::Returned, value),
        Some(Outcome::Raised(exception)) => (FateKind::Raised, exception),
        Some(Outcome::Cancelled(message)) => (FateKind::Cancelled, message),
        None if run.end.is_some() => (FateKind::LeftRunning, ""),
        None if log.is_over() => (FateKind::Unended, ""),
        None => (FateKind::Running, ""),
    };
    Fate {
        kind,
        at: run.since_start(log.lane_end(lane)),
        with: with.to_owned(),
    }
}

/// An exception as a tree: each line with its depth. One that is no group is a single line.
pub fn exception_tree(exception: &str) -> Vec<(u32, String)> {
    let mut lines = Vec::new();
    let mut pending = vec![(0, exception.trim())];
    while let Some((depth, text)) = pending.pop() {
        let Some((head, members)) = parts_of_group(text) else {
            lines.push((depth, text.to_owned()));
            continue;
        };
        lines.push((depth, head));
        pending.extend(members.into_iter().rev().map(|member| (depth + 1, member)));
    }
    lines
}

/// `ExceptionGroup('two failed')` and its members.
fn parts_of_group(text: &str) -> Option<(String, Vec<&str>)> {
    let (name, arguments) = text.split_once('(')?;
    if !name.ends_with("ExceptionGroup") {
        return None;
    }
    let [message, members] = split(arguments)[..] else {
        return None;
    };
    let members = members.strip_prefix('[')?;
    Some((format!("{name}({message})"), split(members)))
}

/// The parts between commas, up to the bracket that closes what came before; commas in quotes and brackets do not count.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut quote, mut begin) = (0, None, 0);
    let mut escaped = false;
    let mut end = text.len();
    for (at, character) in text.char_indices() {
        match (character, quote) {
            _ if escaped => escaped = false,
            ('\\', Some(_)) => escaped = true,
            (_, Some(open)) if character == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(character),
            ('(' | '[' | '{', None) => depth += 1,
            (')' | ']' | '}', None) if depth == 0 => {
                end = at;
                break;
            }
            (')' | ']' | '}', None) => depth -= 1,
            (',', None) if depth == 0 => {
                parts.push(text[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    let last = text[begin..end].trim();
    if !last.is_empty() {
        parts.push(last);
    }
    parts
}
