//! The timelines in plain characters, for terminals and issues: for each run its total, and a line for each lane.
//!
//! A character of a bar stands for a stretch of the common axis and shows the state that the lane was in for most of it.

use super::lanes::Rows;
use super::{duration, hover, summary};
use crate::trace::{Lane, Log, Run, State};

/// Characters of the widest label that is not cut.
const LABEL: usize = 30;
const LEAST_BAR: usize = 16;
/// The lanes of a run beyond this many are counted and not drawn.
const MOST_LANES: usize = 120;
const STATES: [(State, char, &str); 4] = [
    (State::Running, '█', "running"),
    (State::Ready, '░', "ready"),
    (State::Waiting, '─', "waiting"),
    (State::Blocked, '▓', "loop blocked"),
];

/// The timelines of all runs in lines of at most `width` characters, but for what is said of how lanes ended.
pub fn text(log: &Log, width: usize) -> String {
    let totals = summary::totals(log);
    let longest = totals.iter().map(|total| total.seconds).fold(0.0, f64::max);
    let bar = width.saturating_sub(LABEL + 4).max(LEAST_BAR);
    let mut text = String::new();
    for (run, total) in log.runs().iter().zip(&totals) {
        let figures = total.figures.iter();
        let figures: Vec<String> = figures
            .map(|figure| format!("{} {}", figure.number, figure.unit))
            .collect();
        let head = [total.title.clone(), figures.join(" "), total.remark.clone()];
        let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
        text += &format!("{}\n", head.join("  "));
        let rows = Rows::of(log, run.id).rows;
        for row in rows.iter().take(MOST_LANES) {
            let Some(lane) = log.lane(row.lane) else {
                continue;
            };
            let label = cut(&format!(
                "{}{}",
                "  ".repeat(row.depth.min(8) as usize),
                lane.caption()
            ));
            let drawn = drawn(log, run, lane, longest, bar);
            let end = hover::outcome_in_words(log, lane).unwrap_or_default();
            let line = format!("  {label:LABEL$}  {drawn}");
            text += &match end.is_empty() || end == "returned" {
                true => format!("{}\n", line.trim_end()),
                false => format!("{line}  {end}\n"),
            };
        }
        let more = rows.len().saturating_sub(MOST_LANES);
        if more > 0 {
            text += &format!("  … and {more} more lanes\n");
        }
        text.push('\n');
    }
    if log.runs().is_empty() {
        text.push_str("The program waits for nothing, so there is nothing to draw.\n");
    } else {
        let legend = STATES.map(|(_, sign, words)| format!("{sign} {words}"));
        text += &format!(
            "{}; a bar of {bar} is {}\n",
            legend.join("  "),
            duration::short(longest)
        );
    }
    if let Some(notice) = summary::notice(log) {
        text += &format!("{notice}\n");
    }
    text
}

/// A lane as `bar` characters, `longest` seconds being all of them.
fn drawn(log: &Log, run: &Run, lane: &Lane, longest: f64, bar: usize) -> String {
    let mut shares = vec![[0.0; STATES.len()]; bar];
    let place = |at| {
        let share = if longest > 0.0 {
            run.since_start(at) / longest
        } else {
            0.0
        };
        share.clamp(0.0, 1.0) * bar as f64
    };
    for span in log.spans(lane) {
        let (start, end) = (place(span.start), place(span.end));
        let state = STATES.iter().position(|(state, ..)| *state == span.state);
        let (Some(state), true) = (state, start < end) else {
            continue;
        };
        let cells = shares.iter_mut().enumerate().skip(start as usize);
        for (cell, shares) in cells.take_while(|(cell, _)| (*cell as f64) < end) {
            let cell = cell as f64;
            shares[state] += end.min(cell + 1.0) - start.max(cell);
        }
    }
    let sign = |shares: &[f64; STATES.len()]| {
        let (mut most, mut sign) = (0.0, ' ');
        for (&share, (_, its_sign, _)) in shares.iter().zip(&STATES) {
            if share > most {
                (most, sign) = (share, *its_sign);
            }
        }
        sign
    };
    shares.iter().map(sign).collect()
}

/// A label that fits its column.
fn cut(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.into();
    }
    let kept: String = label.chars().take(LABEL - 1).collect();
    kept + "…"
}
