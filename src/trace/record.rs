//! One event as it is kept: 16 bytes, with numbers in place of strings and of whatever does not fit.
//!
//! What is wide stands once in a table of the [`Log`](super::log::Log), and the record holds its row.

use super::event::{LaneId, ObjectId, Outcome, RunId, Stream, WaitKind, Waker};
use super::text::{StackId, TextId};
use crate::clock::Nanos;

/// A row of the table that a record's kind names.
pub(super) type Row = u32;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Record {
    /// A row of `runs`.
    RunStarted(Row),
    RunEnded {
        run: RunId,
        kind: OutcomeKind,
        text: TextId,
    },
    /// A row of `lanes`.
    LaneCreated(Row),
    LaneReady {
        lane: LaneId,
        waker: Waker,
    },
    LaneRunning {
        lane: LaneId,
    },
    /// A row of `suspensions`.
    LaneSuspended {
        lane: LaneId,
        suspension: Row,
        line: u32,
    },
    LaneEnded {
        lane: LaneId,
        kind: OutcomeKind,
        text: TextId,
        line: u32,
    },
    LaneRenamed {
        lane: LaneId,
        name: TextId,
    },
    /// A row of `cancels`.
    CancelRequested(Row),
    CancelDelivered {
        lane: LaneId,
        line: u32,
    },
    BlockStarted {
        lane: MaybeLane,
        label: TextId,
        line: u32,
    },
    BlockEnded {
        lane: MaybeLane,
    },
    LoopPass {
        run: RunId,
        ready: u32,
    },
    CallbackStarted {
        run: RunId,
        label: TextId,
    },
    CallbackEnded {
        run: RunId,
    },
    /// A row of `timers`.
    TimerScheduled(Row),
    TimerFired {
        timer: ObjectId,
    },
    TimerCancelled {
        timer: ObjectId,
    },
    /// A row of `groups`.
    GroupCreated(Row),
    GroupEnded {
        group: ObjectId,
    },
    /// A row of `outputs`.
    Output(Row),
    Line {
        lane: MaybeLane,
        line: u32,
    },
}

const _: () = assert!(size_of::<Record>() <= 16);

/// `Option<LaneId>` in four bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MaybeLane(u32);

impl MaybeLane {
    pub fn get(self) -> Option<LaneId> {
        (self.0 != u32::MAX).then_some(LaneId(self.0))
    }
}

impl From<Option<LaneId>> for MaybeLane {
    fn from(lane: Option<LaneId>) -> MaybeLane {
        MaybeLane(lane.map_or(u32::MAX, |lane| lane.0))
    }
}

/// How a lane or a run ended, without the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeKind {
    Returned,
    Raised,
    Cancelled,
}

impl OutcomeKind {
    pub(super) fn with<'a>(self, text: &'a str) -> Outcome<'a> {
        match self {
            OutcomeKind::Returned => Outcome::Returned(text),
            OutcomeKind::Raised => Outcome::Raised(text),
            OutcomeKind::Cancelled => Outcome::Cancelled(text),
        }
    }
}

/// An outcome taken apart: its kind, and what it returned, raised or was told when it was cancelled.
pub(super) fn split<'a>(outcome: Outcome<'a>) -> (OutcomeKind, &'a str) {
    match outcome {
        Outcome::Returned(text) => (OutcomeKind::Returned, text),
        Outcome::Raised(text) => (OutcomeKind::Raised, text),
        Outcome::Cancelled(text) => (OutcomeKind::Cancelled, text),
    }
}

/// Where and why a lane gave up its turn. `reason` is `None` where it only gave way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Suspension {
    pub reason: Option<Reason>,
    pub stack: StackId,
}

/// [`Wait`](super::event::Wait) with its label interned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reason {
    pub kind: WaitKind,
    pub label: TextId,
    pub object: Option<ObjectId>,
    pub lane: Option<LaneId>,
    pub deadline: Option<Nanos>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct CancelRow {
    pub lane: LaneId,
    pub by: Option<LaneId>,
    pub message: TextId,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct TimerRow {
    pub timer: ObjectId,
    pub deadline: Nanos,
    pub lane: Option<LaneId>,
    pub label: TextId,
    /// The index of the record that set it.
    pub record: u32,
    /// The index of the record at which it came up or was taken back.
    pub ended: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct OutputRow {
    pub stream: Stream,
    pub lane: Option<LaneId>,
    pub run: Option<RunId>,
    /// The index of its record.
    pub record: u32,
    /// Where its text ends in the log's output buffer; it begins where the one before it ends.
    pub text_end: u32,
}
