//! The loop at one point of the log: whose turn it is, what is ready, which timers run, and what every task waits for.
//!
//! A point is a number of records, the state after so many of them; so within one moment of time there are as many points as
//! things that happened in it. All is read off the lanes' own lists of changes, so that a look costs little however long the
//! log is.

use rustc_hash::FxHashMap;

use super::event::{LaneId, LaneKind, ObjectId, StackFrame, Wait, WaitKind};
use super::log::{Lane, Log, Run, Span, State};
use super::record::Record;
use crate::clock::Nanos;

/// The loop of one run at one point of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment<'a> {
    pub turn: Turn<'a>,
    /// Lanes that could run, in the order in which they became ready.
    pub ready: Vec<LaneId>,
    /// Timers that have not come up, by deadline.
    pub timers: Vec<Timer<'a>>,
    /// All lanes that are alive, each below the one that awaits it.
    pub tasks: Vec<Node<'a>>,
}

/// Who has the turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn<'a> {
    Lane(LaneId),
    /// A callback that is no task's step.
    Callback(&'a str),
    /// The loop sleeps, or looks what comes next.
    Nobody,
}

/// A timer that has not come up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timer<'a> {
    pub deadline: Nanos,
    pub label: &'a str,
    /// The lane that set it.
    pub lane: Option<LaneId>,
}

/// A lane in the tree of who awaits whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    pub lane: LaneId,
    /// How many others await it, directly or not.
    pub depth: u32,
    pub span: Span,
    /// From the outermost coroutine; of a lane that is not suspended, as it was suspended last.
    pub stack: Vec<StackFrame<'a>>,
    pub wait: Option<Wait<'a>>,
}

/// What the timer of a time limit is called.
const TIMEOUT: &str = "timeout";

impl Log {
    /// The loop of a run after the first `records` records.
    pub fn moment<'a>(&'a self, run: &'a Run, records: usize) -> Moment<'a> {
        let alive: Vec<(&Lane, Span)> = self
            .lanes_of(run)
            .filter(|lane| lane.record < records)
            .filter_map(|lane| Some((lane, self.span_after(lane, records)?)))
            .collect();
        let is_over = run.end_record.is_some_and(|end| end < records);
        let mut ready: Vec<(usize, LaneId)> = Vec::new();
        let mut turn = Turn::Nobody;
        for (lane, span) in &alive {
            match span.state {
                State::Ready if lane.kind != LaneKind::Thread => {
                    ready.push((span.record, lane.id));
                }
                State::Running | State::Blocked if lane.kind != LaneKind::Thread => {
                    turn = Turn::Lane(lane.id);
                }
                _ => {}
            }
        }
        ready.sort_unstable_by_key(|(record, _)| *record);
        if turn == Turn::Nobody {
            turn = self.callback_at(run, records);
        }
        Moment {
            turn,
            ready: ready.into_iter().map(|(_, lane)| lane).collect(),
            timers: if is_over {
                Vec::new()
            } else {
                self.timers_at(run, records)
            },
            tasks: Forest::new(self, &alive).into_nodes(),
        }
    }

    /// The run in which a record happened: the last that began before it.
    pub fn run_at(&self, record: usize) -> Option<&Run> {
        let begun = self.runs.partition_point(|run| run.record <= record);
        self.runs.get(begun.checked_sub(1)?)
    }

    /// Whether a timer that a lane set to limit its time came up just before a record.
    pub fn timed_out(&self, lane: LaneId, record: usize) -> bool {
        let Some(at) = self.time(record) else {
            return false;
        };
        self.timers.iter().any(|timer| {
            let ended = timer.ended.map_or(usize::MAX, |ended| ended as usize);
            timer.lane == Some(lane)
                && ended < record
                && self.times[ended] == at
                && matches!(self.records[ended], Record::TimerFired { .. })
                && self.texts.get(timer.label) == TIMEOUT
        })
    }

    fn timers_at(&self, run: &Run, records: usize) -> Vec<Timer<'_>> {
        let first = self
            .timers
            .partition_point(|timer| (timer.record as usize) < run.record);
        let mut timers: Vec<Timer<'_>> = self.timers[first..]
            .iter()
            .take_while(|timer| (timer.record as usize) < records)
            .filter(|timer| timer.ended.is_none_or(|ended| ended as usize >= records))
            .map(|timer| Timer {
                deadline: timer.deadline,
                label: self.texts.get(timer.label),
                lane: timer.lane,
            })
            .collect();
        // Stable: equal deadlines come up in the order in which they were set.
        timers.sort_by_key(|timer| timer.deadline.0);
        timers
    }

    /// The callback that runs at a point, if one does.
    pub fn callback_at(&self, run: &Run, records: usize) -> Turn<'_> {
        let first = run.record.min(records);
        for record in self.records[first..records].iter().rev() {
            match record {
                Record::CallbackStarted { label, .. } => {
                    return Turn::Callback(self.texts.get(*label));
                }
                Record::CallbackEnded { .. }
                | Record::LaneRunning { .. }
                | Record::LaneSuspended { .. }
                | Record::LaneEnded { .. }
                | Record::LoopPass { .. }
                | Record::RunEnded { .. } => break,
                _ => {}
            }
        }
        Turn::Nobody
    }
}

/// The lanes that are alive, and who awaits whom among them.
struct Forest<'a> {
    log: &'a Log,
    nodes: Vec<Node<'a>>,
    rows: FxHashMap<LaneId, usize>,
    awaited: Vec<Vec<usize>>,
}

impl<'a> Forest<'a> {
    fn new(log: &'a Log, alive: &[(&'a Lane, Span)]) -> Forest<'a> {
        let mut members: FxHashMap<ObjectId, Vec<usize>> = FxHashMap::default();
        // What a lane has gathered, and what it made otherwise.
        let mut gathered: FxHashMap<LaneId, Vec<usize>> = FxHashMap::default();
        let mut made: FxHashMap<LaneId, Vec<usize>> = FxHashMap::default();
        let mut nodes = Vec::with_capacity(alive.len());
        let mut rows = FxHashMap::default();
        for (row, (lane, span)) in alive.iter().enumerate() {
            rows.insert(lane.id, row);
            let known = lane.group.and_then(|group| log.group(group));
            if let Some(group) = known {
                members.entry(group.id).or_default().push(row);
            }
            let (owner, of_owner) = match known {
                Some(group) => (group.lane, &mut gathered),
                None => (lane.parent, &mut made),
            };
            if let Some(owner) = owner {
                of_owner.entry(owner).or_default().push(row);
            }
            nodes.push(Node {
                lane: lane.id,
                depth: 0,
                span: *span,
                stack: log.stack(lane, span),
                wait: log.wait(span),
            });
        }
        let awaited = nodes
            .iter()
            .map(|node| match node.wait {
                Some(Wait {
                    lane: Some(other), ..
                }) => rows.get(&other).copied().into_iter().collect(),
                Some(Wait {
                    kind: WaitKind::Tasks,
                    object,
                    ..
                }) => object
                    .and_then(|group| members.get(&group))
                    .or_else(|| gathered.get(&node.lane))
                    .or_else(|| made.get(&node.lane))
                    .cloned()
                    .unwrap_or_default(),
                _ => Vec::new(),
            })
            .collect();
        Forest {
            log,
            nodes,
            rows,
            awaited,
        }
    }

    /// Each lane once, below the first that awaits it.
    fn into_nodes(mut self) -> Vec<Node<'a>> {
        let mut is_awaited = vec![false; self.nodes.len()];
        for (row, others) in self.awaited.iter().enumerate() {
            for &other in others.iter().filter(|&&other| other != row) {
                is_awaited[other] = true;
            }
        }
        let mut placed = vec![None; self.nodes.len()];
        let mut order = Vec::with_capacity(self.nodes.len());
        // Lanes that await each other in a ring have no root; they come last.
        let (roots, others): (Vec<usize>, Vec<usize>) =
            (0..self.nodes.len()).partition(|&row| !is_awaited[row]);
        for root in roots.into_iter().chain(others) {
            let mut pending = vec![(root, 0)];
            while let Some((row, depth)) = pending.pop() {
                if placed[row].is_some() {
                    continue;
                }
                placed[row] = Some(depth);
                order.push(row);
                pending.extend(self.awaited[row].iter().rev().map(|&row| (row, depth + 1)));
            }
        }
        debug_assert!(self.rows.len() == order.len() || self.log.is_empty());
        order
            .into_iter()
            .map(|row| {
                let mut node = self.nodes[row].clone();
                node.depth = placed[row].take().unwrap_or(0);
                self.nodes[row].stack.clear();
                node
            })
            .collect()
    }
}
