//! The log told again as the events that it was written from.

use std::ops::Range;

use super::event::{Event, Observer};
use super::log::Log;
use super::record::Record;

impl Log {
    /// Gives the records in `range` to an observer, as the events they came from; a range that goes too far is cut.
    pub fn replay(&self, range: Range<usize>, observer: &mut dyn Observer) {
        let end = range.end.min(self.records.len());
        for index in range.start.min(end)..end {
            self.replay_one(index, observer);
        }
    }

    fn replay_one(&self, index: usize, observer: &mut dyn Observer) {
        let stack;
        let event = match self.records[index] {
            Record::RunStarted(row) => {
                let run = &self.runs[row as usize];
                Event::RunStarted {
                    run: run.id,
                    kind: run.kind,
                    title: &run.title,
                    line: run.line,
                }
            }
            Record::RunEnded { run, kind, text } => Event::RunEnded {
                run,
                outcome: kind.with(self.texts.get(text)),
            },
            Record::LaneCreated(row) => {
                let lane = &self.lanes[row as usize];
                Event::LaneCreated {
                    run: lane.run,
                    lane: lane.id,
                    kind: lane.kind,
                    parent: lane.parent,
                    group: lane.group,
                    name: self.texts.get(lane.first_name),
                    label: &lane.label,
                    line: lane.line,
                }
            }
            Record::LaneReady { lane, waker } => Event::LaneReady { lane, waker },
            Record::LaneRunning { lane } => Event::LaneRunning { lane },
            Record::LaneSuspended {
                lane,
                suspension,
                line,
            } => {
                let row = &self.suspensions[suspension as usize];
                stack = self.stacks.frames(&self.texts, row.stack);
                Event::LaneSuspended {
                    lane,
                    wait: self.wait_of(suspension),
                    line,
                    stack: &stack,
                }
            }
            Record::LaneEnded {
                lane,
                kind,
                text,
                line,
            } => Event::LaneEnded {
                lane,
                outcome: kind.with(self.texts.get(text)),
                line,
            },
            Record::LaneRenamed { lane, name } => Event::LaneRenamed {
                lane,
                name: self.texts.get(name),
            },
            Record::CancelRequested(row) => {
                let cancel = self.cancels[row as usize];
                let message = self.texts.get(cancel.message);
                Event::CancelRequested {
                    lane: cancel.lane,
                    by: cancel.by,
                    message,
                }
            }
            Record::CancelDelivered { lane, line } => Event::CancelDelivered { lane, line },
            Record::BlockStarted { lane, label, line } => Event::BlockStarted {
                lane: lane.get(),
                label: self.texts.get(label),
                line,
            },
            Record::BlockEnded { lane } => Event::BlockEnded { lane: lane.get() },
            Record::LoopPass { run, ready } => Event::LoopPass { run, ready },
            Record::CallbackStarted { run, label } => Event::CallbackStarted {
                run,
                label: self.texts.get(label),
            },
            Record::CallbackEnded { run } => Event::CallbackEnded { run },
            Record::TimerScheduled(row) => {
                let timer = self.timers[row as usize];
                Event::TimerScheduled {
                    timer: timer.timer,
                    deadline: timer.deadline,
                    lane: timer.lane,
                    label: self.texts.get(timer.label),
                }
            }
            Record::TimerFired { timer } => Event::TimerFired { timer },
            Record::TimerCancelled { timer } => Event::TimerCancelled { timer },
            Record::GroupCreated(row) => {
                let group = &self.groups[row as usize];
                Event::GroupCreated {
                    group: group.id,
                    lane: group.lane,
                    label: &group.label,
                    line: group.line,
                }
            }
            Record::GroupEnded { group } => Event::GroupEnded { group },
            Record::Output(row) => {
                let row = row as usize;
                let Some(output) = self.outputs(row..row + 1).next() else {
                    return;
                };
                Event::Output {
                    stream: output.stream,
                    lane: output.lane,
                    text: output.text,
                }
            }
            Record::Line { lane, line } => Event::Line {
                lane: lane.get(),
                line,
            },
        };
        observer.event(self.times[index], event);
    }
}
