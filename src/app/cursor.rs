//! The cursor: the moment that is looked at, and how it moves: by seeking, by steps, by playing, and as an end of what is
//! measured.
//!
//! It moves over the trace of the program that is shown; nothing runs for it. Knows neither the parts of the page nor the browser.

use super::state::State;
use crate::clock::Nanos;
use crate::timeline::TimeRange;
use crate::trace::event::{LaneId, RunId};
use crate::trace::{Log, Run, Step, Turn};

/// A moment of a run, or a point within a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    pub run: RunId,
    /// Seconds since the run's zero.
    pub time: f64,
    /// How many records have happened, where a step has led to a point within the moment.
    pub records: Option<usize>,
}

impl Cursor {
    /// The run, and how many records have happened in it. A program that has run again has other runs; then it is the first.
    pub fn point<'a>(&self, log: &'a Log) -> Option<(&'a Run, usize)> {
        let run = log.run(self.run).or_else(|| log.runs().first())?;
        let records = self.records.filter(|_| run.id == self.run);
        Some((
            run,
            records.unwrap_or_else(|| records_at(log, run, self.time)),
        ))
    }
}

/// How many records have happened when a run is so many seconds old; not more than up to its end.
pub fn records_at(log: &Log, run: &Run, time: f64) -> usize {
    let at = run.start.0.saturating_add((time * 1e9).round() as i64);
    let end = run.end_record.map_or(log.len(), |end| end + 1);
    log.records_until(Nanos(at))
        .clamp((run.record + 1).min(end), end)
}

/// What a step goes to; of tasks, the chosen one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    Callback,
    Pass,
    Switch,
    Line,
    WakeUp,
}

/// Seconds that playing the whole takes, unless a pace is chosen.
pub const WHOLE: f64 = 8.0;

impl State {
    /// The place that is looked at: where the pointer is, else where the cursor stands.
    pub fn looked_at(&self) -> Option<Cursor> {
        let pointed = self.pointer.map(|pointer| Cursor {
            run: pointer.run,
            time: pointer.time,
            records: None,
        });
        pointed.or(self.cursor)
    }

    pub(super) fn seek(&mut self, time: f64) {
        let run = self.cursor.map(|cursor| cursor.run);
        let found =
            self.read(|log| Some((run.or(log.runs().first().map(|run| run.id))?, longest(log))));
        self.cursor = found.map(|(run, longest)| Cursor {
            run,
            time: time.clamp(0.0, longest),
            records: None,
        });
        self.keep_in_view();
    }

    pub(super) fn step(&mut self, stride: Stride, forwards: bool) {
        let next = self.read(|log| {
            let here = self.cursor.and_then(|cursor| cursor.point(log));
            let from = here.map_or(if forwards { 0 } else { log.len() }, |(_, records)| records);
            let task = || self.chosen.or_else(|| task_at(log, here));
            let step = match stride {
                Stride::Callback => Step::Callback,
                Stride::Pass => Step::Pass,
                Stride::Switch => Step::Switch,
                Stride::Line => Step::Line(task()?),
                Stride::WakeUp => Step::WakeUp(task()?),
            };
            let records = log.step(from, step, forwards)?;
            let run = log.run_at(records - 1)?;
            Some(Cursor {
                run: run.id,
                time: run.since_start(log.time(records - 1)?),
                records: Some(records),
            })
        });
        self.playing = false;
        if next.is_some() {
            self.cursor = next;
            self.pointer = None;
            self.keep_in_view();
        }
    }

    /// Moves what is looked at so that the cursor is in it.
    fn keep_in_view(&mut self) {
        if let (Some(view), Some(cursor)) = (&mut self.view, self.cursor)
            && !view.contains(cursor.time)
        {
            let middle = view.start + view.duration() / 2.0;
            *view = view.shifted((cursor.time - middle).max(-view.start));
        }
    }

    /// Puts the beginning or the end of the measured stretch at the cursor.
    pub(super) fn select(&mut self, beginning: bool) {
        let Some(Cursor { time, .. }) = self.cursor else {
            return;
        };
        let before = self.selected.unwrap_or(TimeRange::new(time, time));
        let (start, end) = match beginning {
            true => (time, before.end.max(time)),
            false => (before.start.min(time), time),
        };
        self.selected = Some(TimeRange::new(start, end));
    }

    pub(super) fn play(&mut self, playing: bool) {
        let longest = self.read(|log| Some(longest(log))).unwrap_or_default();
        self.playing = playing && longest > 0.0;
        self.pointer = None;
        // From the end it begins anew.
        if playing && self.cursor.is_none_or(|cursor| cursor.time >= longest) {
            self.seek(0.0);
        }
    }

    pub(super) fn tick(&mut self, seconds: f64) {
        let Some(longest) = self.read(|log| Some(longest(log))) else {
            return;
        };
        let Some(cursor) = self.cursor.filter(|_| self.playing) else {
            return;
        };
        let pace = self.pace.unwrap_or(longest / WHOLE);
        self.seek(cursor.time + seconds * pace);
        self.playing = cursor.time < longest;
    }
}

/// Seconds that the longest run takes.
fn longest(log: &Log) -> f64 {
    let seconds = |run: &Run| run.since_start(log.run_end(run));
    log.runs().iter().map(seconds).fold(0.0, f64::max)
}

/// The task that a step concerns where none is chosen: the one that has the turn, else the main one of the run.
fn task_at(log: &Log, here: Option<(&Run, usize)>) -> Option<LaneId> {
    let (run, records) = here.or_else(|| Some((log.runs().first()?, 0)))?;
    match log.moment(run, records).turn {
        Turn::Lane(lane) => Some(lane),
        _ => log.lanes_of(run).next().map(|lane| lane.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Action;
    use crate::app::state::tests::{program, run_through};

    const TWICE: &str = "\
import asyncio

async def main(n):
    await asyncio.sleep(n)
    await asyncio.sleep(1)

asyncio.run(main(1))
asyncio.run(main(2))
";

    #[test]
    fn the_cursor_steps_through_all_runs_and_back() {
        let state = run_through(&State::new(program(TWICE), None), 1.0);
        let mut moments = Vec::new();
        let mut stepped = state.clone();
        loop {
            let next = stepped.after(Action::Step(Stride::Switch, true));
            if next.cursor == stepped.cursor {
                break;
            }
            stepped = next;
            moments.extend(stepped.cursor.map(|cursor| (cursor.run, cursor.time)));
        }
        let [first, second] = [moments[0].0, moments[moments.len() - 1].0];
        assert_eq!(
            moments,
            [(first, 0.0), (first, 2.0), (second, 0.0), (second, 3.0)]
        );
        let back = stepped.after(Action::Step(Stride::Switch, false));
        assert_eq!(
            back.cursor.map(|cursor| (cursor.run, cursor.time)),
            Some((second, 0.0))
        );
        let woken = back.after(Action::Step(Stride::WakeUp, true));
        assert_eq!(woken.cursor.map(|cursor| cursor.time), Some(2.0));
    }

    #[test]
    fn playing_ends_at_the_end_and_begins_anew() {
        let state = run_through(&State::new(program(TWICE), None), 1.0);
        let playing = state.after(Action::Play(true));
        assert!(playing.playing);
        let half = playing.after(Action::Tick(WHOLE / 2.0));
        assert_eq!(half.cursor.map(|cursor| cursor.time), Some(1.5));
        let over = half.after(Action::Tick(WHOLE)).after(Action::Tick(0.1));
        assert!(!over.playing);
        assert_eq!(over.cursor.map(|cursor| cursor.time), Some(3.0));
        let again = over
            .after(Action::SetPace(Some(0.5)))
            .after(Action::Play(true));
        assert_eq!(again.cursor.map(|cursor| cursor.time), Some(0.0));
        let later = again.after(Action::Tick(1.0));
        assert_eq!(later.cursor.map(|cursor| cursor.time), Some(0.5));
    }

    #[test]
    fn a_stretch_is_measured_from_cursor_to_cursor() {
        let state = run_through(&State::new(program(TWICE), None), 1.0);
        let begun = state.after(Action::SeekTime(0.5)).after(Action::SelectFrom);
        let ended = begun
            .after(Action::SeekTime(2.0))
            .after(Action::SelectUntil);
        assert_eq!(ended.selected, Some(TimeRange::new(0.5, 2.0)));
        assert_eq!(ended.after(Action::Select(None)).selected, None);
    }

    #[test]
    fn a_view_follows_the_cursor() {
        let state = run_through(&State::new(program(TWICE), None), 1.0);
        let near = state.after(Action::Look(Some(TimeRange::new(0.0, 0.5))));
        let moved = near.after(Action::SeekTime(2.0));
        assert_eq!(moved.view, Some(TimeRange::new(1.75, 2.25)));
    }
}
