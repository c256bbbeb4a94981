//! Which lines a lane runs, for an observer who asked for them.
//!
//! As long as they are wanted the machine goes instruction by instruction and tells each line that is new to its lane. That
//! is slow, so it ends after a number of instructions: a small program is known line by line, of a large one its beginning.
//! The machine's own loop knows nothing of it and pays nothing for it.

use std::cell::Cell;

use crate::python::vm::Vm;
use crate::python::vm::frame::PythonFrame;
use crate::trace::event::{Event, LaneId};

/// What is still to be told.
#[derive(Default)]
pub struct Lines {
    /// Instructions that will yet be watched.
    left: Cell<u32>,
    last: Cell<Option<(LaneId, u32)>>,
}

impl Vm {
    /// Asks for the lines of lanes, as far as so many instructions go.
    pub fn record_lines(&self, instructions: u32) {
        self.lines.left.set(instructions);
    }

    /// Whether the next instruction is to be watched; tells its line where that is new. Only the program's own file counts.
    pub(super) fn watches(&self, frame: &PythonFrame) -> bool {
        let left = self.lines.left.get();
        if left == 0 {
            return false;
        }
        let Some(lane) = self.lane.get() else {
            return false;
        };
        if self.arguments.first().map(String::as_str) != Some(&*frame.code.filename) {
            return false;
        }
        self.lines.left.set(left - 1);
        let place = frame.code.places.get(frame.pc);
        let line = place.map_or(0, |place| place.line);
        if line > 0 && self.lines.last.replace(Some((lane, line))) != Some((lane, line)) {
            self.emit(Event::Line {
                lane: Some(lane),
                line,
            });
        }
        true
    }
}
