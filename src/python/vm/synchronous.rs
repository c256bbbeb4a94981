//! Blocking calls, and the runs of synchronous top-level code.
//!
//! `time.sleep` stops its whole thread. Where that happens inside of an event loop's run, or in a simulated thread, it belongs
//! to the lane that is running. Outside of any run it makes one: the top-level statement that takes the time becomes a run
//! with a single lane, so that synchronous code compares with the other runs. Such a run ends when another begins, when
//! another statement takes time, or with the program.

use std::cell::Cell;
use std::rc::Rc;

use crate::clock::Time;
use crate::python::object::{PyResult, Value};
use crate::python::vm::Vm;
use crate::python::vm::scheduler::MAIN;
use crate::trace::event::{Event, LaneId, LaneKind, Outcome, RunId, RunKind};

/// The synchronous run that is open.
#[derive(Default)]
pub struct SynchronousRuns {
    open: Cell<Option<Open>>,
}

#[derive(Clone, Copy)]
struct Open {
    run: RunId,
    lane: LaneId,
    /// The first line of its statement.
    line: u32,
}

impl Vm {
    /// Blocks the current thread until a moment.
    pub async fn block(self: &Rc<Vm>, label: &str, until: Time) -> PyResult {
        if until <= self.clock.now() && self.threads.has_others() {
            self.clock.turn();
        }
        if !self.is_observed() {
            return self.wait_until(until, false).await;
        }
        self.open_synchronous_run();
        let lane = self.block_started(label).await;
        let result = self.wait_until(until, false).await;
        self.emit(Event::BlockEnded { lane });
        result
    }

    /// Tells that the running lane blocks its thread, in the line in which the program has called what does so.
    pub async fn block_started(&self, label: &str) -> Option<LaneId> {
        let lane = self.lane.get();
        let line = match self.caller(0).await {
            Ok(Value::Tuple(caller)) => caller[1].as_i64().unwrap_or_default() as u32,
            _ => 0,
        };
        self.emit(Event::BlockStarted { lane, label, line });
        lane
    }

    /// Ends the synchronous run, if one is open: another run begins, or the program ends.
    pub fn close_synchronous_run(&self) {
        let Some(open) = self.synchronous.open.take() else {
            return;
        };
        self.lane.set(None);
        let outcome = Outcome::Returned("None");
        self.emit(Event::LaneEnded {
            lane: open.lane,
            outcome,
            line: open.line,
        });
        self.emit(Event::RunEnded {
            run: open.run,
            outcome,
        });
    }

    fn open_synchronous_run(&self) {
        if self.run.get().is_some() || self.threads.current() != MAIN {
            return;
        }
        let (line, title) = self.top_level_statement();
        if self
            .synchronous
            .open
            .get()
            .is_some_and(|open| open.line == line)
        {
            return;
        }
        self.close_synchronous_run();
        let (run, lane) = (
            RunId(self.fresh_id() as u32),
            LaneId(self.fresh_id() as u32),
        );
        self.emit(Event::RunStarted {
            run,
            kind: RunKind::Synchronous,
            title: &title,
            line,
        });
        self.emit(Event::LaneCreated {
            run,
            lane,
            kind: LaneKind::Main,
            parent: None,
            group: None,
            name: "MainThread",
            label: &title,
            line,
        });
        self.emit(Event::LaneRunning { lane });
        self.lane.set(Some(lane));
        self.synchronous.open.set(Some(Open { run, lane, line }));
    }

    /// The statement of the main program that is being executed: its first line, and the text of that. What stands under a
    /// top-level `if` counts as top-level.
    fn top_level_statement(&self) -> (u32, String) {
        let line = self.statement_line.get();
        let sources = self.sources.borrow();
        let Some(source) = sources.get(self.arguments.first().map_or("", String::as_str)) else {
            return (line, String::new());
        };
        let above: Vec<&str> = source.lines().take(line as usize).collect();
        let indent = |text: &str| text.len() - text.trim_start().len();
        let begins = |text: &str, deepest: usize| {
            let word = text.trim_start();
            let inner = ["#", ")", "]", "}", "else", "elif", "except", "finally"];
            !word.is_empty()
                && indent(text) <= deepest
                && !inner.iter().any(|prefix| word.starts_with(prefix))
        };
        let outermost = above.iter().rposition(|text| begins(text, 0)).unwrap_or(0);
        let is_if = above
            .get(outermost)
            .is_some_and(|text| text.starts_with("if "));
        let body = above
            .iter()
            .skip(outermost + 1)
            .find(|text| !text.trim().is_empty())
            .map(|text| indent(text));
        let start = match body.filter(|_| is_if) {
            Some(body) => above
                .iter()
                .rposition(|text| begins(text, body))
                .unwrap_or(outermost),
            None => outermost,
        };
        let title = above
            .get(start)
            .map_or("", |text| text.trim())
            .trim_end_matches(':')
            .to_owned();
        (start as u32 + 1, title)
    }
}
