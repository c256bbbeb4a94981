//! A moment in the timelines → the lines of the program that are running or awaiting then. Pure.

use super::state::Pointer;
use crate::clock::Nanos;
use crate::timeline::Meaning;
use crate::trace::event::LaneId;
use crate::trace::{Lane, Log, Span};

/// The lines of the lane that is pointed at, or of all lanes of the run where none is; ascending, each once.
pub fn at(log: &Log, pointer: &Pointer) -> Vec<u32> {
    let Some(run) = log.run(pointer.run) else {
        return Vec::new();
    };
    let nanos = run.start.0.saturating_add((pointer.time * 1e9) as i64);
    let records = log.records_until(Nanos(nanos));
    let mut lines = Vec::new();
    match pointer
        .meaning
        .and_then(lane_of)
        .and_then(|lane| log.lane(lane))
    {
        Some(lane) => match pointer.meaning {
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
                lines_of(log, lane, log.span_after(lane, records), &mut lines);
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
        Meaning::Group(_) | Meaning::Blocks { .. } | Meaning::RunEnd(_) => None,
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
