//! The timeline as a table: its text form, for those who do not see the picture.

use super::duration;
use super::hover;
use super::lanes::Rows;
use super::summary;
use crate::trace::event::RunId;
use crate::trace::{Log, Run};

/// One stretch of a lane, or its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRow {
    /// `fetch('news')`
    pub lane: String,
    /// How many ancestors the lane has.
    pub depth: u32,
    /// `0.5 s`, since the run's zero.
    pub from: String,
    /// Empty for an end.
    pub until: String,
    /// `waiting: sleep 1 s`, `returned 3`
    pub state: String,
    /// 1-based line of the program, 0 if unknown.
    pub line: u32,
}

/// A run's timeline, lane by lane: every stretch that took time and how the lane ended. At most `limit` rows; the second
/// value is how many more there are.
pub fn table(log: &Log, run: RunId, limit: usize) -> (Vec<TableRow>, usize) {
    let mut table = Table {
        rows: Vec::new(),
        limit,
        more: 0,
    };
    let Some(run) = log.run(run) else {
        return (table.rows, table.more);
    };
    let time = |at| duration::short(run.since_start(at));
    for row in Rows::of(log, run.id).rows {
        let Some(lane) = log.lane(row.lane) else {
            continue;
        };
        let blank = || TableRow {
            lane: lane.caption().into(),
            depth: row.depth,
            ..TableRow::default()
        };
        for span in log.spans(lane).filter(|span| span.start < span.end) {
            table.push(|| TableRow {
                from: time(span.start),
                until: time(span.end),
                state: hover::state_in_words(log, &span),
                line: log.line(lane, &span),
                ..blank()
            });
        }
        if let Some(state) = hover::outcome_in_words(log, lane) {
            let line = lane.end_line().unwrap_or_default();
            table.push(|| TableRow {
                from: time(log.lane_end(lane)),
                state,
                line,
                ..blank()
            });
        }
    }
    (table.rows, table.more)
}

struct Table {
    rows: Vec<TableRow>,
    limit: usize,
    more: usize,
}

impl Table {
    /// Makes a row only if there is room for it.
    fn push(&mut self, row: impl FnOnce() -> TableRow) {
        if self.rows.len() < self.limit {
            self.rows.push(row());
        } else {
            self.more += 1;
        }
    }
}

/// The timelines in a few sentences, a line for each run that is shown.
pub fn outline(log: &Log, shown: &[RunId]) -> String {
    let sentence = |run: &Run| {
        let heading = summary::heading(log, run);
        let lanes = log.lanes_of(run).len();
        let total = duration::short(run.since_start(log.run_end(run)));
        let plural = if lanes == 1 { "" } else { "s" };
        let mut sentence = format!("{}: {lanes} lane{plural}, {total}", heading.title);
        for words in [heading.verdict, heading.outcome]
            .into_iter()
            .filter(|words| !words.is_empty())
        {
            sentence += &format!("; {words}");
        }
        sentence + "."
    };
    log.runs()
        .iter()
        .filter(|run| shown.contains(&run.id))
        .map(sentence)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The table of a run as plain text in aligned columns.
pub fn to_text(rows: &[TableRow]) -> String {
    let cells = rows.iter().map(|row| {
        let line = if row.line > 0 {
            row.line.to_string()
        } else {
            String::new()
        };
        let lane = format!("{}{}", "  ".repeat(row.depth as usize), row.lane);
        [
            lane,
            row.from.clone(),
            row.until.clone(),
            line,
            row.state.clone(),
        ]
    });
    let head = ["lane", "from", "until", "line", "state"].map(String::from);
    let lines: Vec<[String; 5]> = std::iter::once(head).chain(cells).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..5).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for line in &lines {
        let padded = line
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| format!("{cell:width$}"));
        text += padded.collect::<Vec<_>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}
