//! The critical path of a run: the chain of waits and work that took all of its time, so that nothing off the chain would
//! have made it shorter.
//!
//! It is followed from the end backwards: what a lane did last before it ended; where another lane woke it, what that one did
//! before; where it was only just made, what its maker did before.

use std::ops::Range;

use super::event::{LaneId, Outcome, Wait, WaitKind, Waker};
use super::log::{Lane, Log, Run, Span, State};
use crate::clock::Nanos;

/// A part of the path: one span of a lane, or the part of it that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub lane: LaneId,
    pub span: Span,
    pub start: Nanos,
    pub end: Nanos,
}

/// How long lanes were ready and had to wait for their turn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Delay {
    pub total: Nanos,
    /// The longest, and whose it was.
    pub worst: Nanos,
    pub lane: Option<LaneId>,
}

impl Log {
    /// The chain of a run that has ended, from its start to its end; no link is without length.
    pub fn critical_path(&self, run: &Run) -> Vec<Link> {
        let mut links = Vec::new();
        let Some(mut lane) = self.lanes_of(run).next().filter(|_| run.end.is_some()) else {
            return links;
        };
        let mut index = lane.span_count();
        let mut end = self.lane_end(lane);
        while let Some(at) = index.checked_sub(1) {
            index = at;
            let Some(span) = self.span(lane, at) else {
                break;
            };
            let until = span.end.min(end);
            // What was ready and had to wait is explained by what kept the loop from it.
            if let Some((blocker, record)) = self.blocker(run, lane, &span, until) {
                lane = blocker;
                index = lane
                    .changes
                    .partition_point(|&change| (change as usize) < record);
                continue;
            }
            // A lane that waits for another one is explained by what that one did.
            if span.start < until {
                links.push(Link {
                    lane: lane.id,
                    span,
                    start: span.start,
                    end: until,
                });
            }
            end = end.min(span.start);
            if let Some((cause, record)) = self.cause(lane, &span) {
                lane = cause;
                index = lane
                    .changes
                    .partition_point(|&change| (change as usize) < record);
            }
        }
        links.reverse();
        links
    }

    /// How long the lanes of a run had to wait for their turn.
    pub fn delay(&self, run: &Run) -> Delay {
        let mut delay = Delay::default();
        for lane in self.lanes_of(run) {
            for span in self.spans(lane).filter(|span| span.state == State::Ready) {
                let waited = Nanos(span.end.0 - span.start.0);
                delay.total.0 += waited.0;
                if waited > delay.worst {
                    (delay.worst, delay.lane) = (waited, Some(lane.id));
                }
            }
        }
        delay
    }

    /// The lane that blocked the loop until a ready lane had its turn, and the record at which it let go.
    fn blocker(&self, run: &Run, lane: &Lane, span: &Span, until: Nanos) -> Option<(&Lane, usize)> {
        if span.state != State::Ready || span.start >= until {
            return None;
        }
        let ended = run
            .blocks
            .partition_point(|block| block.end.is_some_and(|end| end <= until));
        let block = run.blocks.get(ended.checked_sub(1)?)?;
        let blocker = self
            .lane(block.lane?)
            .filter(|blocker| blocker.id != lane.id)?;
        if block.end != Some(until) || block.record < span.record {
            return None;
        }
        let let_go = blocker
            .changes
            .iter()
            .find(|&&change| change as usize > block.record)?;
        Some((blocker, *let_go as usize))
    }

    /// The lane that made another one ready at the beginning of a ready span: where a callback told it of the end of those
    /// that it waited for, the last of them.
    pub fn woken_by(&self, lane: &Lane, ready: &Span) -> Option<LaneId> {
        self.cause(lane, ready).map(|(cause, _)| cause.id)
    }

    /// The same, and the record at which it did.
    fn cause(&self, lane: &Lane, span: &Span) -> Option<(&Lane, usize)> {
        let waker = self.waker(span)?;
        let (cause, record) = match waker {
            Waker::Start => (lane.parent?, lane.record),
            Waker::Lane(other) | Waker::Cancel(Some(other)) => (other, span.record),
            // Its group, because another member failed.
            Waker::Cancel(None) => (self.failed_in_group(lane, span.record)?, span.record),
            // The callback that told it of the end of those it waited for.
            Waker::Callback => {
                let before = self.span(lane, span.index.checked_sub(1)?)?;
                let wait = self.wait(&before)?;
                let during = before.record..span.record;
                (self.last_to_end(lane, &wait, during)?, span.record)
            }
            Waker::Timer | Waker::Itself => return None,
        };
        let cause = self.lane(cause).filter(|cause| cause.id != lane.id)?;
        (cause.run == lane.run).then_some((cause, record))
    }

    /// The lane that failed last before a record in the group that a lane is in, or has opened.
    pub fn failed_in_group(&self, lane: &Lane, before: usize) -> Option<LaneId> {
        let run = self.run(lane.run)?;
        let concerns = |group| {
            lane.group == Some(group)
                || self.group(group).and_then(|group| group.lane) == Some(lane.id)
        };
        self.lanes_of(run)
            .filter(|other| other.group.is_some_and(concerns))
            .filter(|other| matches!(self.lane_outcome(other), Some(Outcome::Raised(_))))
            .filter_map(|other| Some((other.end_record().filter(|&end| end < before)?, other.id)))
            .max_by_key(|(end, _)| *end)
            .map(|(_, lane)| lane)
    }

    /// Of the lanes that a lane waited for, the one that ended last during its wait.
    fn last_to_end(&self, lane: &Lane, wait: &Wait<'_>, during: Range<usize>) -> Option<LaneId> {
        if wait.lane.is_some() || wait.kind != WaitKind::Tasks {
            return wait.lane;
        }
        let run = self.run(lane.run)?;
        let owner = |group| self.group(group).and_then(|group| group.lane);
        let ended = |gathered: bool| {
            self.lanes_of(run)
                .filter(|other| match other.group {
                    Some(group) if gathered => {
                        wait.object == Some(group) || owner(group) == Some(lane.id)
                    }
                    Some(_) => false,
                    None => !gathered && other.parent == Some(lane.id),
                })
                .filter_map(|other| {
                    let end = other.end_record().filter(|end| during.contains(end))?;
                    Some((end, other.id))
                })
                .max_by_key(|(end, _)| *end)
        };
        // What it has gathered is what it waited for, else what it has made otherwise.
        ended(true).or_else(|| ended(false)).map(|(_, lane)| lane)
    }
}
