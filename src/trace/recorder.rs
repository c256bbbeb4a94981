//! The observer that writes a [`Log`]: an event becomes a record, and the model of lanes takes note of it.
//!
//! Nothing is allocated for an event but the growth of columns and strings not seen before. A limit keeps an endless
//! program from eating the memory; when it is reached the log says so.

use rustc_hash::FxHashMap;

use super::event::{
    Event, LaneId, LaneKind, ObjectId, Observer, Outcome, RunId, RunKind, StackFrame, Stream, Wait,
    WaitKind,
};
use super::log::{Block, Ending, Full, Group, Lane, Log, Run};
use super::record::{CancelRow, MaybeLane, OutputRow, Reason, Record, Suspension, TimerRow, split};
use super::text::TextId;
use crate::clock::Nanos;

/// How much a trace may hold. A record takes 24 bytes, a wait 48 more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub records: usize,
    /// Bytes of output and of distinct strings together.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            records: 2_000_000,
            text: 64 << 20,
        }
    }
}

/// Records events into a [`Log`].
#[derive(Debug, Default)]
pub struct Recorder {
    log: Log,
    limits: Limits,
    /// Runs that have not ended, the innermost last: what happens outside of a lane belongs to it.
    open_runs: Vec<RunId>,
    /// How many runs there are of each title.
    titles: FxHashMap<TextId, u32>,
    /// Rows of the timers that have not come up.
    open_timers: FxHashMap<ObjectId, u32>,
}

impl Recorder {
    pub fn new(limits: Limits) -> Recorder {
        Recorder {
            limits,
            ..Recorder::default()
        }
    }

    pub fn log(&self) -> &Log {
        &self.log
    }

    pub fn into_log(self) -> Log {
        self.log
    }

    /// The program has ended, though perhaps not its runs: nothing comes any more.
    pub fn close(&mut self) {
        self.log.over = true;
    }

    /// Time passes without an event, as it does on the real clock: open spans reach up to `now`.
    pub fn advance(&mut self, now: Nanos) {
        if now <= self.log.now {
            return;
        }
        for &run in &self.open_runs {
            let row = self.log.run_rows[&run];
            let run = &mut self.log.runs[row as usize];
            run.peak_waits = run.peak_waits.max(run.waiting_now);
        }
        self.log.now = now;
    }
}

impl Observer for Recorder {
    fn event(&mut self, at: Nanos, event: Event<'_>) {
        self.advance(at);
        if self.is_full(at, &event) && !self.closes_something(&event) {
            self.log.full.as_mut().expect("it is full").missing += 1;
            return;
        }
        if let Some(record) = self.encode(event) {
            self.log.times.push(self.log.now);
            self.log.records.push(record);
        }
    }
}

impl Recorder {
    fn is_full(&mut self, at: Nanos, event: &Event<'_>) -> bool {
        let log = &mut self.log;
        if log.full.is_some() {
            return true;
        }
        let output = if let Event::Output { text, .. } = event {
            text.len()
        } else {
            0
        };
        let text = log.texts.bytes() + log.output_text.len() + output;
        if log.records.len() < self.limits.records && text <= self.limits.text {
            return false;
        }
        log.full = Some(Full { at, missing: 0 });
        true
    }

    /// A full log still learns how the runs and lanes that it knows end, so that totals and outcomes stay true.
    fn closes_something(&self, event: &Event<'_>) -> bool {
        match event {
            Event::RunEnded { run, .. } => self.log.run(*run).is_some_and(|run| run.end.is_none()),
            Event::LaneEnded { lane, .. } => {
                self.log.lane(*lane).is_some_and(|lane| lane.end.is_none())
            }
            _ => false,
        }
    }

    /// The record of an event, once the tables and the model know it; `None` for an event about a run or lane that was
    /// never announced, or is over.
    fn encode(&mut self, event: Event<'_>) -> Option<Record> {
        let record = match event {
            Event::RunStarted {
                run,
                kind,
                title,
                line,
            } => self.run_started(run, kind, title, line),
            Event::RunEnded { run, outcome } => self.run_ended(run, outcome)?,
            Event::LaneCreated {
                run,
                lane,
                kind,
                parent,
                group,
                name,
                label,
                line,
            } => {
                self.run_mut(run)?;
                let name = self.log.texts.intern(name);
                let label = self.log.texts.intern(label);
                let row = self.log.lanes.len() as u32;
                self.log.lanes.push(Lane {
                    id: lane,
                    run,
                    kind,
                    parent,
                    group,
                    name: self.log.texts.shared(name),
                    first_name: name,
                    label: self.log.texts.shared(label),
                    line,
                    created: self.log.now,
                    end: None,
                    record: self.log.records.len(),
                    ending: None,
                    changes: Vec::new(),
                    cancels: Vec::new(),
                });
                self.log.lane_rows.insert(lane, row);
                self.run_mut(run)?.lanes.push(row);
                Record::LaneCreated(row)
            }
            Event::LaneReady { lane, waker } => {
                self.change(lane)?;
                Record::LaneReady { lane, waker }
            }
            Event::LaneRunning { lane } => {
                self.change(lane)?;
                Record::LaneRunning { lane }
            }
            Event::LaneSuspended {
                lane,
                wait,
                line,
                stack,
            } => {
                let before = self.last_suspension(lane);
                self.change(lane)?;
                let suspension = self.suspension(wait, stack, before);
                if wait.is_some_and(|wait| is_own_wait(&wait)) {
                    self.count_waiting(lane, 1);
                }
                Record::LaneSuspended {
                    lane,
                    suspension,
                    line,
                }
            }
            Event::LaneEnded {
                lane,
                outcome,
                line,
            } => self.lane_ended(lane, outcome, line)?,
            Event::LaneRenamed { lane, name } => {
                let name = self.log.texts.intern(name);
                let shared = self.log.texts.shared(name);
                self.lane_mut(lane)?.name = shared;
                Record::LaneRenamed { lane, name }
            }
            Event::CancelRequested { lane, by, message } => {
                let message = self.log.texts.intern(message);
                let record = self.log.records.len() as u32;
                self.lane_mut(lane)?.cancels.push(record);
                self.log.cancels.push(CancelRow { lane, by, message });
                Record::CancelRequested(self.log.cancels.len() as u32 - 1)
            }
            Event::CancelDelivered { lane, line } => Record::CancelDelivered { lane, line },
            Event::BlockStarted { lane, label, line } => {
                self.block(lane)?;
                let label = self.log.texts.intern(label);
                Record::BlockStarted {
                    lane: lane.into(),
                    label,
                    line,
                }
            }
            Event::BlockEnded { lane } => {
                self.unblock(lane)?;
                Record::BlockEnded { lane: lane.into() }
            }
            Event::LoopPass { run, ready } => {
                self.run_mut(run)?.passes += 1;
                Record::LoopPass { run, ready }
            }
            Event::CallbackStarted { run, label } => Record::CallbackStarted {
                run,
                label: self.log.texts.intern(label),
            },
            Event::CallbackEnded { run } => Record::CallbackEnded { run },
            Event::TimerScheduled {
                timer,
                deadline,
                lane,
                label,
            } => {
                let label = self.log.texts.intern(label);
                let row = self.log.timers.len() as u32;
                self.log.timers.push(TimerRow {
                    timer,
                    deadline,
                    lane,
                    label,
                    record: self.log.records.len() as u32,
                    ended: None,
                });
                self.open_timers.insert(timer, row);
                Record::TimerScheduled(row)
            }
            Event::TimerFired { timer } => {
                self.timer_ended(timer);
                Record::TimerFired { timer }
            }
            Event::TimerCancelled { timer } => {
                self.timer_ended(timer);
                Record::TimerCancelled { timer }
            }
            Event::GroupCreated {
                group,
                lane,
                label,
                line,
            } => self.group_created(group, lane, label, line),
            Event::GroupEnded { group } => {
                let row = *self.log.group_rows.get(&group)?;
                self.log.groups[row as usize].end = Some(self.log.now);
                Record::GroupEnded { group }
            }
            Event::Output { stream, lane, text } => self.output(stream, lane, text),
            Event::Line { lane, line } => {
                self.log.lines_until = self.log.records.len() + 1;
                Record::Line {
                    lane: MaybeLane::from(lane),
                    line,
                }
            }
        };
        Some(record)
    }

    fn run_started(&mut self, run: RunId, kind: RunKind, title: &str, line: u32) -> Record {
        let title = self.log.texts.intern(title);
        let ordinal = self.titles.entry(title).or_default();
        *ordinal += 1;
        let row = self.log.runs.len() as u32;
        self.log.runs.push(Run {
            id: run,
            kind,
            title: self.log.texts.shared(title),
            ordinal: *ordinal,
            line,
            start: self.log.now,
            end: None,
            record: self.log.records.len(),
            end_record: None,
            lanes: Vec::new(),
            ended: None,
            blocks: Vec::new(),
            passes: 0,
            waits: 0,
            peak_waits: 0,
            waiting_now: 0,
        });
        self.log.run_rows.insert(run, row);
        self.open_runs.push(run);
        Record::RunStarted(row)
    }

    fn run_ended(&mut self, run: RunId, outcome: Outcome<'_>) -> Option<Record> {
        let (now, record) = (self.log.now, self.log.records.len());
        let (kind, text) = split(outcome);
        let text = self.log.texts.intern(text);
        let ended = self.run_mut(run).filter(|run| run.end.is_none())?;
        ended.end = Some(now);
        ended.end_record = Some(record);
        ended.ended = Some((kind, text));
        close_block(ended, None, now);
        self.open_runs.retain(|&open| open != run);
        Some(Record::RunEnded { run, kind, text })
    }

    fn lane_ended(&mut self, lane: LaneId, outcome: Outcome<'_>, line: u32) -> Option<Record> {
        let (now, record) = (self.log.now, self.log.records.len() as u32);
        let (kind, text) = split(outcome);
        let text = self.log.texts.intern(text);
        self.leave_state(lane);
        let ended = self.lane_mut(lane).filter(|lane| lane.end.is_none())?;
        ended.end = Some(now);
        ended.ending = Some(Ending {
            kind,
            text,
            line,
            record,
        });
        Some(Record::LaneEnded {
            lane,
            kind,
            text,
            line,
        })
    }

    fn timer_ended(&mut self, timer: ObjectId) {
        if let Some(row) = self.open_timers.remove(&timer) {
            self.log.timers[row as usize].ended = Some(self.log.records.len() as u32);
        }
    }

    fn group_created(
        &mut self,
        group: ObjectId,
        lane: Option<LaneId>,
        label: &str,
        line: u32,
    ) -> Record {
        let label = self.log.texts.intern(label);
        let row = self.log.groups.len() as u32;
        self.log.groups.push(Group {
            id: group,
            lane,
            label: self.log.texts.shared(label),
            line,
            start: self.log.now,
            end: None,
        });
        self.log.group_rows.insert(group, row);
        Record::GroupCreated(row)
    }

    fn output(&mut self, stream: Stream, lane: Option<LaneId>, text: &str) -> Record {
        self.log.output_text.push_str(text);
        let run = match lane {
            Some(lane) => self.log.lane(lane).map(|lane| lane.run),
            None => self.open_runs.last().copied(),
        };
        self.log.outputs.push(OutputRow {
            stream,
            lane,
            run,
            record: self.log.records.len() as u32,
            text_end: self.log.output_text.len() as u32,
        });
        Record::Output(self.log.outputs.len() as u32 - 1)
    }

    /// The record that comes next begins a state of the lane.
    fn change(&mut self, lane: LaneId) -> Option<()> {
        self.leave_state(lane);
        let record = self.log.records.len() as u32;
        let lane = self.lane_mut(lane).filter(|lane| lane.end.is_none())?;
        lane.changes.push(record);
        Some(())
    }

    /// A wait of the lane, if it is in one, is over: it counts if it took time.
    fn leave_state(&mut self, lane: LaneId) {
        let Some(last) = self.last_change(lane) else {
            return;
        };
        if !self.is_own_wait_record(lane, last) {
            return;
        }
        let took_time = self.log.times[last] < self.log.now;
        self.count_waiting(lane, -1);
        let run = self.log.lane(lane).map(|lane| lane.run);
        if let (true, Some(run)) = (took_time, run.and_then(|run| self.run_mut(run))) {
            run.waits += 1;
        }
    }

    fn is_own_wait_record(&self, lane: LaneId, record: usize) -> bool {
        match self.log.records[record] {
            Record::LaneSuspended { suspension, .. } => self
                .log
                .wait_of(suspension)
                .is_some_and(|wait| is_own_wait(&wait)),
            Record::BlockStarted { .. } => self
                .log
                .lane(lane)
                .is_some_and(|lane| lane.kind != LaneKind::Task),
            _ => false,
        }
    }

    fn count_waiting(&mut self, lane: LaneId, change: i32) {
        let Some(lane) = self.log.lane(lane) else {
            return;
        };
        if let Some(run) = self.run_mut(lane.run) {
            run.waiting_now = run.waiting_now.saturating_add_signed(change);
        }
    }

    fn block(&mut self, lane: Option<LaneId>) -> Option<()> {
        let (start, record) = (self.log.now, self.log.records.len());
        let run = match lane {
            Some(id) => {
                self.change(id)?;
                let lane = self.log.lane(id)?;
                if lane.kind != LaneKind::Task {
                    self.count_waiting(id, 1);
                    return Some(());
                }
                lane.run
            }
            None => *self.open_runs.last()?,
        };
        let run = self.run_mut(run)?;
        // Synchronous code has no loop that it could block.
        if run.kind != RunKind::Synchronous {
            run.blocks.push(Block {
                start,
                end: None,
                lane,
                record,
            });
        }
        Some(())
    }

    fn unblock(&mut self, lane: Option<LaneId>) -> Option<()> {
        let now = self.log.now;
        let run = match lane {
            Some(id) => {
                self.change(id)?;
                self.log.lane(id)?.run
            }
            None => *self.open_runs.last()?,
        };
        close_block(self.run_mut(run)?, lane, now);
        Some(())
    }

    /// The row of a suspension. A lane often suspends just where it last did, and then shares that row.
    fn suspension(
        &mut self,
        wait: Option<Wait<'_>>,
        stack: &[StackFrame<'_>],
        before: Option<u32>,
    ) -> u32 {
        let log = &mut self.log;
        let reason = wait.map(|wait| Reason {
            kind: wait.kind,
            label: log.texts.intern(wait.label),
            object: wait.object,
            lane: wait.lane,
            deadline: wait.deadline,
        });
        let stack = log.stacks.intern(&mut log.texts, stack);
        let suspension = Suspension { reason, stack };
        match before {
            Some(row) if log.suspensions[row as usize] == suspension => row,
            _ => {
                log.suspensions.push(suspension);
                log.suspensions.len() as u32 - 1
            }
        }
    }

    /// The row of the lane's last suspension, if it is among its last few changes.
    fn last_suspension(&self, lane: LaneId) -> Option<u32> {
        /// Suspended, ready, running, suspended again.
        const CYCLE: usize = 3;
        let changes = &self.log.lane(lane)?.changes;
        changes.iter().rev().take(CYCLE).find_map(|&record| {
            match self.log.records[record as usize] {
                Record::LaneSuspended { suspension, .. } => Some(suspension),
                _ => None,
            }
        })
    }

    fn last_change(&self, lane: LaneId) -> Option<usize> {
        let lane = self.log.lane(lane).filter(|lane| lane.end.is_none())?;
        lane.changes.last().map(|&record| record as usize)
    }

    fn run_mut(&mut self, run: RunId) -> Option<&mut Run> {
        let row = *self.log.run_rows.get(&run)?;
        Some(&mut self.log.runs[row as usize])
    }

    fn lane_mut(&mut self, lane: LaneId) -> Option<&mut Lane> {
        let row = *self.log.lane_rows.get(&lane)?;
        Some(&mut self.log.lanes[row as usize])
    }
}

/// A wait for another lane is that lane's doing and not a wait of its own.
fn is_own_wait(wait: &Wait<'_>) -> bool {
    wait.lane.is_none() && !matches!(wait.kind, WaitKind::Task | WaitKind::Tasks)
}

fn close_block(run: &mut Run, lane: Option<LaneId>, now: Nanos) {
    let open = |block: &&mut Block| block.end.is_none() && (lane.is_none() || block.lane == lane);
    if let Some(block) = run.blocks.iter_mut().rev().find(open) {
        block.end = Some(now);
    }
}
