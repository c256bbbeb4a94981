//! What lies over the lanes of a run: the critical path, and the wake-ups of the span that is looked at. Apart from them, so
//! that looking at another span draws nothing else again.

use std::ops::Range;

use super::layout::{BAR, Layout, Place};
use super::paint::PIN_OVERHANG;
use super::scene::{Mark, Meaning, Role, Scene, Shape};
use crate::clock::Nanos;
use crate::trace::event::{Event, LaneId, Observer, Waker};
use crate::trace::{Log, Run, Span, State};

/// How far below its bar the path runs.
const PATH: f64 = 2.0;

/// The overlay of a run; `looked_at` is a span by its lane and number.
pub fn scene(log: &Log, layout: &Layout, run: &Run, looked_at: Option<(LaneId, usize)>) -> Scene {
    let mut marks = Vec::new();
    if let Some(place) = layout.place(run.id) {
        let overlay = Overlay {
            log,
            layout,
            run,
            place,
        };
        overlay.path(&mut marks);
        if let Some((lane, span)) = looked_at {
            overlay.wake_ups(lane, span, &mut marks);
        }
    }
    Scene {
        width: layout.axis.width,
        height: layout.height(run.id),
        marks,
    }
}

/// An arrow from one row to another.
pub(super) fn arrow(
    layout: &Layout,
    x: f64,
    from: usize,
    to: usize,
    meaning: Option<Meaning>,
) -> [Mark; 2] {
    let down = if to > from { 1.0 } else { -1.0 };
    let middle = |row: usize| layout.bar_y(row) + BAR / 2.0;
    let y1 = middle(from) + down * BAR / 2.0;
    let y2 = middle(to) - down * (BAR / 2.0 + PIN_OVERHANG);
    let head = vec![
        (x - 3.0, y2 - down * 4.0),
        (x, y2),
        (x + 3.0, y2 - down * 4.0),
    ];
    [
        Mark::new(Shape::line(x, y1, x, y2), Role::WakeUp, meaning),
        Mark::new(Shape::Path(head), Role::WakeUp, None),
    ]
}

struct Overlay<'a> {
    log: &'a Log,
    layout: &'a Layout,
    run: &'a Run,
    place: &'a Place,
}

impl Overlay<'_> {
    fn x(&self, at: Nanos) -> f64 {
        self.layout.axis.scale.x_from_time(self.run.since_start(at))
    }

    fn window(&self) -> Range<f64> {
        let scale = &self.layout.axis.scale;
        scale.left - 0.5..scale.right() + 0.5
    }

    /// A line along the lanes that the path follows, and from lane to lane. What is no wider than a pixel is left out.
    fn path(&self, marks: &mut Vec<Mark>) {
        let window = self.window();
        let links = &self.place.path;
        let first = links.partition_point(|link| self.x(link.end) < window.start);
        let mut last: Option<(usize, f64)> = None;
        for link in &links[first..] {
            let (x0, x1) = (self.x(link.start), self.x(link.end));
            if x0 > window.end {
                break;
            }
            let Some(&row) = self.place.row_of.get(&link.lane) else {
                continue;
            };
            if last.is_some_and(|(before, x)| before == row && x1 - x < 1.0) {
                continue;
            }
            let y = |row: usize| self.layout.bar_y(row) + BAR + PATH;
            if let Some((before, _)) =
                last.filter(|(before, _)| *before != row && x0 >= window.start)
            {
                let line = Shape::line(x0, y(before), x0, y(row));
                marks.push(Mark::new(line, Role::Path, None));
            }
            let (left, right) = (x0.max(window.start), x1.min(window.end));
            let shape = Shape::rect(left, y(row) - 1.0, (right - left).max(1.0), 2.0, 0.0);
            marks.push(Mark::new(shape, Role::Path, None));
            last = Some((row, x1));
        }
    }

    /// Who woke the lane for the turn that a span belongs to, and whom it woke in that turn.
    fn wake_ups(&self, lane: LaneId, span: usize, marks: &mut Vec<Mark>) {
        let Some(of) = self.log.lane(lane).filter(|lane| lane.run == self.run.id) else {
            return;
        };
        let Some(span) = self.log.span(of, span) else {
            return;
        };
        let woken = match span.state {
            State::Ready => Some(span),
            State::Waiting => self.log.span(of, span.index + 1),
            State::Running | State::Blocked => span
                .index
                .checked_sub(1)
                .and_then(|before| self.log.span(of, before)),
        };
        if let Some(ready) = woken.filter(|ready| ready.state == State::Ready) {
            let from = self.log.woken_by(of, &ready);
            self.mark(from, lane, ready.start, marks);
        }
        if matches!(span.state, State::Running | State::Blocked) {
            for (other, at) in self.woken_by(lane, &span) {
                self.mark(Some(lane), other, at, marks);
            }
        }
    }

    /// An arrow to a lane from the one that woke it, or from above where a timer or a callback did.
    fn mark(&self, from: Option<LaneId>, to: LaneId, at: Nanos, marks: &mut Vec<Mark>) {
        let (x, window) = (self.x(at), self.window());
        let Some(&row) = self.place.row_of.get(&to).filter(|_| window.contains(&x)) else {
            return;
        };
        match from.and_then(|from| self.place.row_of.get(&from)) {
            Some(&from) if from == row => {}
            Some(&from) => marks.extend(arrow(self.layout, x, from, row, None)),
            None => {
                const HEIGHT: f64 = 7.0;
                let tip = self.layout.bar_y(row) - PIN_OVERHANG;
                let head = vec![(x - 3.0, tip - 4.0), (x, tip), (x + 3.0, tip - 4.0)];
                let shaft = Shape::line(x, tip - HEIGHT, x, tip);
                marks.push(Mark::new(shaft, Role::WakeUp, None));
                marks.push(Mark::new(Shape::Path(head), Role::WakeUp, None));
            }
        }
    }

    /// The lanes that a lane made ready in a turn.
    fn woken_by(&self, lane: LaneId, span: &Span) -> Vec<(LaneId, Nanos)> {
        struct Woken {
            by: LaneId,
            lanes: Vec<(LaneId, Nanos)>,
        }
        impl Observer for Woken {
            fn event(&mut self, at: Nanos, event: Event<'_>) {
                match event {
                    Event::LaneReady {
                        lane,
                        waker: Waker::Lane(by) | Waker::Cancel(Some(by)),
                    } if by == self.by => self.lanes.push((lane, at)),
                    _ => {}
                }
            }
        }
        /// A turn that does more is not followed to its end.
        const MOST: usize = 2000;
        let end = self
            .log
            .lane(lane)
            .and_then(|lane| Some(self.log.span(lane, span.index + 1)?.record))
            .unwrap_or(self.log.len());
        let mut woken = Woken {
            by: lane,
            lanes: Vec::new(),
        };
        self.log
            .replay(span.record..end.min(span.record + MOST), &mut woken);
        woken.lanes
    }
}
