//! Stepping through the log, forwards and backwards: from one point to the next at which something of a kind has happened.
//!
//! A point is a number of records, as in [`moment`](super::moment). Steps go on from one run into the next.

use super::event::{LaneId, Waker};
use super::log::Log;
use super::record::Record;

/// What a step goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next callback of the loop: a turn of a task, or another callback.
    Callback,
    /// The next pass of the loop.
    Pass,
    /// The next turn of another task than had it last.
    Switch,
    /// The next line of a lane.
    Line(LaneId),
    /// The next time that a lane is woken.
    WakeUp(LaneId),
}

impl Log {
    /// The point to which a step leads; `None` at the end, or at the beginning.
    pub fn step(&self, from: usize, step: Step, forwards: bool) -> Option<usize> {
        let stops = |&index: &usize| self.stops(index, step);
        let from = from.min(self.records.len());
        if forwards {
            return (from..self.records.len()).find(stops).map(|at| at + 1);
        }
        (0..from.saturating_sub(1))
            .rev()
            .find(stops)
            .map(|at| at + 1)
    }

    /// The line of a lane at a point, as exactly as lines were recorded.
    pub fn line_after(&self, lane: LaneId, records: usize) -> Option<u32> {
        let since = self.lane(lane)?.record;
        let before = self.records.get(since..records.min(self.records.len()))?;
        before.iter().rev().find_map(|record| match *record {
            Record::Line { lane: of, line } if of.get() == Some(lane) => Some(line),
            Record::LaneSuspended { lane: of, line, .. } if of == lane => Some(line),
            Record::BlockStarted { lane: of, line, .. } if of.get() == Some(lane) => Some(line),
            _ => None,
        })
    }

    fn stops(&self, index: usize, step: Step) -> bool {
        match (step, self.records[index]) {
            (Step::Callback | Step::Pass | Step::Switch, Record::RunEnded { .. }) => true,
            (Step::Callback, Record::LaneRunning { .. } | Record::CallbackStarted { .. }) => true,
            (Step::Pass, Record::LoopPass { .. }) => true,
            (Step::Switch, Record::LaneRunning { lane }) => self.ran_before(index) != Some(lane),
            // A task that goes on where it has waited is still in the same line.
            (Step::Line(of), Record::Line { lane, line }) => {
                lane.get() == Some(of) && self.line_before(of, index) != Some(line)
            }
            (Step::Line(of), Record::LaneEnded { lane, .. }) => lane == of,
            (Step::Line(of), Record::LaneSuspended { lane, .. }) => {
                lane == of && index >= self.lines_until
            }
            (Step::WakeUp(of), Record::LaneReady { lane, waker }) => {
                lane == of && waker != Waker::Start
            }
            _ => false,
        }
    }

    /// The line of a lane that was told last before a record.
    fn line_before(&self, lane: LaneId, index: usize) -> Option<u32> {
        let since = self.lane(lane)?.record;
        self.records[since..index]
            .iter()
            .rev()
            .find_map(|record| match *record {
                Record::Line { lane: of, line } if of.get() == Some(lane) => Some(line),
                _ => None,
            })
    }

    /// The lane that had the last turn before a record, in the same run.
    fn ran_before(&self, index: usize) -> Option<LaneId> {
        for record in self.records[..index].iter().rev() {
            match *record {
                Record::LaneRunning { lane } => return Some(lane),
                Record::RunStarted(_) => break,
                _ => {}
            }
        }
        None
    }
}
