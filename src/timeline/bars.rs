//! Spans → bars: what of a lane a pixel can show.
//!
//! A span at least [`LEAST_BAR`] wide is a bar of its own. Narrower ones are gathered until they fill that width and become
//! a bar of the state that took most of its time, so a lane has at most about a bar a pixel however many spans it has.
//! Turns are a layer of their own, because on the virtual clock a lane runs for no time at all and must still be seen to
//! run: each short turn is a pin, and pins that would touch become one band.

use std::ops::Range;

use super::scale::Scale;
use crate::clock::Nanos;
use crate::trace::{Lane, Log, Run, Span, State};

/// The narrowest span, in pixels, that is drawn as a bar of its own.
const LEAST_BAR: f64 = 2.0;
/// The width of a pin.
pub(super) const PIN: f64 = 3.0;
/// Pins nearer than this to each other, from centre to centre, become a band.
const PIN_PITCH: f64 = PIN + 1.5;

/// A stretch of a lane in one state, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub x0: f64,
    pub x1: f64,
    pub state: State,
    /// The spans that it stands for: `first..first + count`.
    pub first: usize,
    pub count: usize,
}

/// One pin (`x0 == x1`, its centre), or a band of pins from the first one's centre to the last one's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turns {
    pub x0: f64,
    pub x1: f64,
    /// In one of them it blocked the loop, too shortly for a bar.
    pub blocked: bool,
    pub first: usize,
    pub count: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bars {
    pub bars: Vec<Bar>,
    pub turns: Vec<Turns>,
}

/// The bars of a lane between the pixels of `window`, cut at its edges.
pub(super) fn bars(log: &Log, run: &Run, lane: &Lane, scale: &Scale, window: Range<f64>) -> Bars {
    let moment = |x: f64| {
        // Saturates where the window reaches beyond the ends of time.
        Nanos(((scale.time_from_x(x) * 1e9) as i64).saturating_add(run.start.0))
    };
    let x = |at: Nanos| scale.x_from_time(run.since_start(at));
    let mut builder = Builder::default();
    let range = log.span_range(lane, moment(window.start), moment(window.end));
    for span in log.spans_in(lane, range) {
        let (x0, x1) = (x(span.start).max(window.start), x(span.end).min(window.end));
        if x1 < x0 {
            continue;
        }
        builder.add(span, x0, x1);
    }
    builder.flush();
    builder.bars
}

#[derive(Default)]
struct Builder {
    bars: Bars,
    /// Narrow spans that do not fill a bar yet.
    crowd: Option<Crowd>,
}

struct Crowd {
    x0: f64,
    x1: f64,
    first: usize,
    count: usize,
    /// Pixels in each state, by [`STATES`].
    widths: [f64; 4],
}

const STATES: [State; 4] = [State::Running, State::Ready, State::Waiting, State::Blocked];

impl Builder {
    fn add(&mut self, span: Span, x0: f64, x1: f64) {
        if x1 - x0 >= LEAST_BAR {
            self.flush();
            let bar = Bar {
                x0,
                x1,
                state: span.state,
                first: span.index,
                count: 1,
            };
            self.bars.bars.push(bar);
            return;
        }
        let takes_time = span.start < span.end;
        match span.state {
            State::Running => self.turn((x0 + x1) / 2.0, span.index, false),
            State::Blocked if takes_time => self.turn((x0 + x1) / 2.0, span.index, true),
            _ => {}
        }
        if takes_time {
            self.crowd(span, x0, x1);
        }
    }

    fn turn(&mut self, x: f64, index: usize, blocked: bool) {
        match self.bars.turns.last_mut() {
            Some(last) if x - last.x1 < PIN_PITCH => {
                last.x1 = x;
                last.blocked |= blocked;
                last.count = index + 1 - last.first;
            }
            _ => self.bars.turns.push(Turns {
                x0: x,
                x1: x,
                blocked,
                first: index,
                count: 1,
            }),
        }
    }

    fn crowd(&mut self, span: Span, x0: f64, x1: f64) {
        let crowd = self.crowd.get_or_insert(Crowd {
            x0,
            x1,
            first: span.index,
            count: 0,
            widths: [0.0; 4],
        });
        crowd.x1 = x1;
        crowd.count = span.index + 1 - crowd.first;
        let state = STATES.iter().position(|&state| state == span.state);
        crowd.widths[state.expect("all states are listed")] += x1 - x0;
        if crowd.x1 - crowd.x0 >= LEAST_BAR {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let Some(crowd) = self.crowd.take() else {
            return;
        };
        let mut most = 0;
        for (index, width) in crowd.widths.iter().enumerate() {
            if *width > crowd.widths[most] {
                most = index;
            }
        }
        let Crowd {
            x0,
            x1,
            first,
            count,
            ..
        } = crowd;
        match self.bars.bars.last_mut() {
            // Crowds of the same kind in a row are one bar.
            Some(last)
                if last.count > 1
                    && count > 1
                    && last.state == STATES[most]
                    && x0 - last.x1 < 0.5 =>
            {
                last.x1 = x1;
                last.count = first + count - last.first;
            }
            _ => self.bars.bars.push(Bar {
                x0,
                x1,
                state: STATES[most],
                first,
                count,
            }),
        }
    }
}
