//! The recorded trace and what can be asked of it: runs, lanes, spans, wake-ups, groups, output.
//!
//! The records stand in the order in which they happened, with the column of their times beside them (binary search runs
//! over that column alone). A lane keeps only the *numbers of the records that changed its state*, four bytes a span:
//! when a span began, which state it is and why follows from the record, and it ends where the next one begins. So the
//! model grows with every event at no cost worth naming, and everything that an event said stays retrievable: see
//! [`Log::replay`].
//!
//! Times are the session's. A run has a zero of its own: [`Run::since_start`].

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::event::{
    LaneId, LaneKind, ObjectId, Outcome, RunId, RunKind, StackFrame, Stream, Wait, Waker,
};
use super::record::{CancelRow, OutcomeKind, OutputRow, Record, Suspension, TimerRow};
use super::text::{Stacks, TextId, Texts};
use crate::clock::Nanos;

/// A recorded trace. [`Recorder`](super::Recorder) writes it.
#[derive(Debug, Default)]
pub struct Log {
    pub(super) times: Vec<Nanos>,
    pub(super) records: Vec<Record>,
    pub(super) texts: Texts,
    pub(super) stacks: Stacks,
    pub(super) runs: Vec<Run>,
    pub(super) run_rows: FxHashMap<RunId, u32>,
    pub(super) lanes: Vec<Lane>,
    pub(super) lane_rows: FxHashMap<LaneId, u32>,
    pub(super) groups: Vec<Group>,
    pub(super) group_rows: FxHashMap<ObjectId, u32>,
    pub(super) suspensions: Vec<Suspension>,
    pub(super) cancels: Vec<CancelRow>,
    pub(super) timers: Vec<TimerRow>,
    pub(super) outputs: Vec<OutputRow>,
    pub(super) output_text: String,
    pub(super) now: Nanos,
    pub(super) full: Option<Full>,
    /// The program has ended: a run that has not ended by now never will.
    pub(super) over: bool,
    /// Lines were recorded in the records before this one; after it they were too many.
    pub(super) lines_until: usize,
}

/// The trace reached its limit: what happened from here on is missing, except how runs and lanes ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full {
    pub at: Nanos,
    /// How many events were not kept.
    pub missing: u64,
}

/// One timeline: an `asyncio.run()`, a top-level `await`, or synchronous code that takes time.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: RunId,
    pub kind: RunKind,
    pub title: Rc<str>,
    /// 1 for the first run of this title, 2 for the second …
    pub ordinal: u32,
    /// 1-based line of the program at which it was started.
    pub line: u32,
    pub start: Nanos,
    /// `None` while it runs.
    pub end: Option<Nanos>,
    /// The index of the record that began it.
    pub record: usize,
    /// The index of the record that ended it.
    pub end_record: Option<usize>,
    /// Rows of its lanes, in the order in which they were made.
    pub(super) lanes: Vec<u32>,
    pub(super) ended: Option<(OutcomeKind, TextId)>,
    /// The times during which its loop was blocked.
    pub blocks: Vec<Block>,
    /// Passes of the loop.
    pub passes: u64,
    /// Waits that took time, for something other than another lane: what a reader counts as waiting.
    pub waits: u64,
    /// The largest number of such waits at one moment, over moments that lasted.
    pub peak_waits: u32,
    pub(super) waiting_now: u32,
}

impl Run {
    /// Seconds from the run's start to `at`.
    pub fn since_start(&self, at: Nanos) -> f64 {
        Nanos(at.0.saturating_sub(self.start.0)).as_secs()
    }
}

/// A time during which a call kept the loop from turning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    pub start: Nanos,
    /// `None` while it lasts.
    pub end: Option<Nanos>,
    /// The lane that blocks; `None` for a callback of the loop.
    pub lane: Option<LaneId>,
    /// The index of its record.
    pub record: usize,
}

/// A task, a simulated thread, or the main program.
#[derive(Clone, Debug)]
pub struct Lane {
    pub id: LaneId,
    pub run: RunId,
    pub kind: LaneKind,
    pub parent: Option<LaneId>,
    /// The task group, gather or executor that owns it.
    pub group: Option<ObjectId>,
    /// Its present name: `Task-3`.
    pub name: Rc<str>,
    pub(super) first_name: TextId,
    /// The call as one would write it: `fetch('maps')`.
    pub label: Rc<str>,
    /// 1-based line at which it was made.
    pub line: u32,
    pub created: Nanos,
    /// `None` as long as it has not ended, which may be for ever.
    pub end: Option<Nanos>,
    /// The index of the record that made it.
    pub record: usize,
    pub(super) ending: Option<Ending>,
    /// Records that changed its state, ascending.
    pub(super) changes: Vec<u32>,
    /// Records of the requests to cancel it.
    pub(super) cancels: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    pub kind: OutcomeKind,
    pub text: TextId,
    pub line: u32,
    pub record: u32,
}

impl Lane {
    /// What a reader calls it: its label, or its name where it has none.
    pub fn caption(&self) -> &str {
        if self.label.is_empty() {
            &self.name
        } else {
            &self.label
        }
    }

    /// The line at which it ended.
    pub fn end_line(&self) -> Option<u32> {
        self.ending.map(|ending| ending.line)
    }

    /// The index of the record that ended it.
    pub fn end_record(&self) -> Option<usize> {
        self.ending.map(|ending| ending.record as usize)
    }

    pub fn span_count(&self) -> usize {
        self.changes.len()
    }
}

/// A task group or gather.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: ObjectId,
    /// The lane that owns it.
    pub lane: Option<LaneId>,
    /// In a reader's words: `TaskGroup`, `gather`.
    pub label: Rc<str>,
    pub line: u32,
    pub start: Nanos,
    pub end: Option<Nanos>,
}

/// What a lane is doing. The fifth state of a lane, ended, is [`Lane::end`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It has the turn.
    Running,
    /// It could run, and waits for its turn.
    Ready,
    /// It waits for something.
    Waiting,
    /// It has the turn and blocks the whole loop.
    Blocked,
}

impl State {
    /// Its name in files for other tools.
    pub(super) fn word(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Ready => "ready",
            State::Waiting => "waiting",
            State::Blocked => "blocked",
        }
    }
}

/// A stretch of time in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub start: Nanos,
    /// Where it has not ended, the present or the end of its run.
    pub end: Nanos,
    pub state: State,
    /// Its place among the spans of its lane.
    pub index: usize,
    /// The index of the record that began it.
    pub record: usize,
}

/// A request to cancel a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cancel<'a> {
    pub at: Nanos,
    pub by: Option<LaneId>,
    pub message: &'a str,
    /// The index of its record.
    pub record: usize,
}

/// Text that the program wrote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Output<'a> {
    pub at: Nanos,
    pub stream: Stream,
    pub run: Option<RunId>,
    pub lane: Option<LaneId>,
    pub text: &'a str,
    /// The index of its record.
    pub record: usize,
}

impl Log {
    /// Runs in the order in which they began.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    pub fn run(&self, id: RunId) -> Option<&Run> {
        Some(&self.runs[*self.run_rows.get(&id)? as usize])
    }

    pub fn run_outcome(&self, run: &Run) -> Option<Outcome<'_>> {
        run.ended
            .map(|(kind, text)| kind.with(self.texts.get(text)))
    }

    /// Whether a run can still come to its end.
    pub fn is_running(&self, run: &Run) -> bool {
        run.end.is_none() && !self.over
    }

    /// Whether the program has ended.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Where a run ends, or the present while it runs.
    pub fn run_end(&self, run: &Run) -> Nanos {
        run.end.unwrap_or(self.now)
    }

    /// Lanes of all runs in the order in which they were made.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    pub fn lane(&self, id: LaneId) -> Option<&Lane> {
        Some(&self.lanes[*self.lane_rows.get(&id)? as usize])
    }

    /// Lanes of a run in the order in which they were made.
    pub fn lanes_of<'a>(
        &'a self,
        run: &'a Run,
    ) -> impl DoubleEndedIterator<Item = &'a Lane> + ExactSizeIterator {
        run.lanes.iter().map(|&row| &self.lanes[row as usize])
    }

    pub fn lane_outcome(&self, lane: &Lane) -> Option<Outcome<'_>> {
        lane.ending
            .map(|ending| ending.kind.with(self.texts.get(ending.text)))
    }

    /// Where a lane's last span ends: its own end, else that of its run, else the present.
    pub fn lane_end(&self, lane: &Lane) -> Nanos {
        let run_end = || self.run(lane.run).map_or(self.now, |run| self.run_end(run));
        lane.end.unwrap_or_else(run_end)
    }

    /// The run of a lane ended and the lane did not.
    pub fn is_left_over(&self, lane: &Lane) -> bool {
        lane.end.is_none() && self.run(lane.run).is_some_and(|run| run.end.is_some())
    }

    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub fn group(&self, id: ObjectId) -> Option<&Group> {
        Some(&self.groups[*self.group_rows.get(&id)? as usize])
    }

    /// Requests to cancel a lane, in order.
    pub fn cancels(&self, lane: &Lane) -> impl Iterator<Item = Cancel<'_>> {
        lane.cancels.iter().map(|&record| {
            let Record::CancelRequested(row) = self.records[record as usize] else {
                unreachable!("a lane's cancels are requests")
            };
            let row = self.cancels[row as usize];
            let message = self.texts.get(row.message);
            Cancel {
                at: self.times[record as usize],
                by: row.by,
                message,
                record: record as usize,
            }
        })
    }

    pub fn output_count(&self) -> usize {
        self.outputs.len()
    }

    /// The pieces of text in `range` of all that were written, in order; a range that goes too far is cut.
    pub fn outputs(&self, range: Range<usize>) -> impl Iterator<Item = Output<'_>> {
        let end = range.end.min(self.outputs.len());
        (range.start.min(end)..end).map(|index| {
            let begin = index
                .checked_sub(1)
                .map_or(0, |before| self.outputs[before].text_end);
            let row = self.outputs[index];
            Output {
                at: self.times[row.record as usize],
                stream: row.stream,
                run: row.run,
                lane: row.lane,
                text: &self.output_text[begin as usize..row.text_end as usize],
                record: row.record as usize,
            }
        })
    }

    /// The time of the last event, or of the last [`Recorder::advance`](super::Recorder::advance).
    pub fn now(&self) -> Nanos {
        self.now
    }

    /// Present where the trace reached its limit.
    pub fn full(&self) -> Option<Full> {
        self.full
    }

    /// How many records there are. Their indexes are the order in which things happened.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub fn time(&self, record: usize) -> Option<Nanos> {
        self.times.get(record).copied()
    }

    /// How many records happened up to and at `at`.
    pub fn records_until(&self, at: Nanos) -> usize {
        self.times.partition_point(|&time| time <= at)
    }
}

/// Spans.
impl Log {
    /// The spans of a lane in order, without gaps, from its first state to its end.
    pub fn spans<'a>(
        &'a self,
        lane: &'a Lane,
    ) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator {
        self.spans_in(lane, 0..lane.changes.len())
    }

    /// Some spans of a lane; `range` must lie in `0..lane.span_count()`.
    pub fn spans_in<'a>(
        &'a self,
        lane: &'a Lane,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator {
        let last_end = self.last_span_end(lane);
        range.map(move |index| {
            let record = lane.changes[index] as usize;
            let next = lane.changes.get(index + 1);
            Span {
                start: self.times[record],
                end: next.map_or(last_end, |&next| self.times[next as usize]),
                state: self.state_after(lane, record),
                index,
                record,
            }
        })
    }

    pub fn span(&self, lane: &Lane, index: usize) -> Option<Span> {
        (index < lane.changes.len()).then(|| self.spans_in(lane, index..index + 1).next())?
    }

    /// The indexes of the spans that touch the time from `start` to `end`, both included.
    pub fn span_range(&self, lane: &Lane, start: Nanos, end: Nanos) -> Range<usize> {
        let time = |record: &u32| self.times[*record as usize];
        let begun_before = lane.changes.partition_point(|record| time(record) < start);
        let begun = lane.changes.partition_point(|record| time(record) <= end);
        begun_before.saturating_sub(1)..begun.max(begun_before)
    }

    /// The span of a lane after the first `records` records of the log: with [`Log::records_until`] the state at a moment,
    /// and, record by record, the state within a moment. `None` before its first state and after its end.
    pub fn span_after(&self, lane: &Lane, records: usize) -> Option<Span> {
        let index = lane
            .changes
            .partition_point(|&record| (record as usize) < records);
        let span = self.span(lane, index.checked_sub(1)?)?;
        let over = lane.end_record().is_some_and(|end| end < records);
        (!over).then_some(span)
    }

    /// What a waiting span waits for.
    pub fn wait(&self, span: &Span) -> Option<Wait<'_>> {
        let Record::LaneSuspended { suspension, .. } = self.records[span.record] else {
            return None;
        };
        self.wait_of(suspension)
    }

    pub(super) fn wait_of(&self, suspension: u32) -> Option<Wait<'_>> {
        let reason = self.suspensions[suspension as usize].reason?;
        Some(Wait {
            kind: reason.kind,
            label: self.texts.get(reason.label),
            object: reason.object,
            lane: reason.lane,
            deadline: reason.deadline,
        })
    }

    /// The call that blocks: of a blocked span, and of a thread's wait in a blocking call.
    pub fn block_label(&self, record: usize) -> Option<&str> {
        match self.records[record] {
            Record::BlockStarted { label, .. } => Some(self.texts.get(label)),
            _ => None,
        }
    }

    /// The line of the call that blocks.
    pub fn block_line(&self, record: usize) -> Option<u32> {
        match self.records[record] {
            Record::BlockStarted { line, .. } => Some(line),
            _ => None,
        }
    }

    /// What ended the wait before a ready span.
    pub fn waker(&self, span: &Span) -> Option<Waker> {
        match self.records[span.record] {
            Record::LaneReady { waker, .. } => Some(waker),
            Record::LaneSuspended { .. } if span.state == State::Ready => Some(Waker::Itself),
            _ => None,
        }
    }

    /// The line of the program at which a lane stands in a span: where it waits, blocks, or goes on.
    pub fn line(&self, lane: &Lane, span: &Span) -> u32 {
        let stood = lane.changes[..=span.index]
            .iter()
            .rev()
            .find_map(|&record| match self.records[record as usize] {
                Record::LaneSuspended { line, .. } | Record::BlockStarted { line, .. } => {
                    Some(line).filter(|&line| line > 0)
                }
                _ => None,
            });
        stood.unwrap_or(lane.line)
    }

    /// The await stack of a lane in a span, from the outermost coroutine: that of its last suspension.
    pub fn stack(&self, lane: &Lane, span: &Span) -> Vec<StackFrame<'_>> {
        let suspension = lane.changes[..=span.index]
            .iter()
            .rev()
            .find_map(|&record| match self.records[record as usize] {
                Record::LaneSuspended { suspension, .. } => Some(suspension),
                _ => None,
            });
        suspension.map_or(Vec::new(), |row| {
            self.stacks
                .frames(&self.texts, self.suspensions[row as usize].stack)
        })
    }

    /// The last span of a lane cannot be known beyond the point at which the trace was full.
    fn last_span_end(&self, lane: &Lane) -> Nanos {
        let end = self.lane_end(lane);
        self.full.map_or(end, |full| end.min(full.at))
    }

    fn state_after(&self, lane: &Lane, record: usize) -> State {
        match self.records[record] {
            Record::LaneReady { .. } => State::Ready,
            Record::LaneSuspended { suspension, .. } => {
                match self.suspensions[suspension as usize].reason {
                    Some(_) => State::Waiting,
                    None => State::Ready,
                }
            }
            // A simulated thread and the main program block nobody but themselves.
            Record::BlockStarted { .. } if lane.kind != LaneKind::Task => State::Waiting,
            Record::BlockStarted { .. } => State::Blocked,
            _ => State::Running,
        }
    }
}
