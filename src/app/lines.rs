//! A moment in the timelines → the lines of the program that are running or awaiting then. Pure.

use super::cursor::Cursor;
use crate::timeline::Meaning;
use crate::trace::event::LaneId;
use crate::trace::{Lane, Log, Span, State};

/// The lines of the lane that is pointed at, or of all lanes of the run where none is; ascending, each once.
pub fn at(log: &Log, cursor: Cursor, meaning: Option<Meaning>) -> Vec<u32> {
    let Some((run, records)) = cursor.point(log) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    match meaning.and_then(lane_of).and_then(|lane| log.lane(lane)) {
        Some(lane) => match meaning {
            Some(Meaning::Lane(_)) => lines.push(lane.line),
            Some(Meaning::End(_)) => lines.extend(lane.end_line()),
            Some(Meaning::Spans {
                first, count: 1, ..
            }) => {
                lines_of(log, lane, log.span(lane, first), &mut lines);
            }
            _ => lines_of(log, lane, log.span_after(lane, records), &mut lines),
        },
        None => {
            for lane in log.lanes_of(run) {
                let span = log.span_after(lane, records);
                let runs = matches!(span, Some(span) if span.state == State::Running);
                let line = runs.then(|| log.line_after(lane.id, records)).flatten();
                match line {
                    Some(line) => lines.push(line),
                    None => lines_of(log, lane, span, &mut lines),
                }
            }
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines.retain(|&line| line > 0);
    lines
}

fn lane_of(meaning: Meaning) -> Option<LaneId> {
    match meaning {
        Meaning::Lane(lane)
        | Meaning::End(lane)
        | Meaning::Spans { lane, .. }
        | Meaning::Cancel { lane, .. }
        | Meaning::WakeUp { lane, .. } => Some(lane),
        Meaning::Fold(_) | Meaning::Group(_) | Meaning::Blocks { .. } | Meaning::RunEnd(_) => None,
    }
}

/// Where a lane stands in a span, and the awaits on the way there.
fn lines_of(log: &Log, lane: &Lane, span: Option<Span>, lines: &mut Vec<u32>) {
    let Some(span) = span else {
        return;
    };
    lines.push(log.line(lane, &span));
    lines.extend(log.stack(lane, &span).iter().map(|frame| frame.line));
}
