//! Places → marks: what a viewport shows of a run.
//!
//! Only rows that can be seen are drawn, and of a row only what a pixel can show, so a scene stays small however long the
//! trace is.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::bars::{self, Bar, Bars, PIN, Turns};
use super::lanes::{Bracket, Children, Row, Rows};
use super::layout::{BAR, FOLD_SIGN, Layout, NAME_SIZE, PADDING, TOP, WakeUps};
use super::scale::Scale;
use super::scene::{Mark, Meaning, Role, Shape};
use super::{hover, overlay, text};
use crate::clock::Nanos;
use crate::trace::event::{LaneId, LaneKind, Outcome, WaitKind, Waker};
use crate::trace::{Block, Lane, Log, Run, State};

/// How far a pin stands out above and below its bar.
pub(super) const PIN_OVERHANG: f64 = 2.0;
const BAR_TEXT_SIZE: f64 = 11.5;
const SIGN_RADIUS: f64 = 7.5;

/// The part of a panel that can be seen.
pub(super) struct Seen {
    pub rows: Range<usize>,
    /// Pixels from its top.
    pub y: Range<f64>,
}

/// The marks of a run, from the back to the front.
pub(super) fn marks(log: &Log, run: &Run, layout: &Layout, rows: &Rows, seen: Seen) -> Vec<Mark> {
    let layers = Layers::default();
    let mut painter = Painter {
        log,
        run,
        layout,
        rows,
        seen,
        layers,
    };
    painter.paint();
    painter.layers.in_order()
}

/// Whether the reason for a wait names a thing and not an action.
fn is_thing(kind: WaitKind) -> bool {
    match kind {
        WaitKind::Sleep
        | WaitKind::QueueGet
        | WaitKind::QueuePut
        | WaitKind::QueueJoin
        | WaitKind::Io => false,
        WaitKind::Task
        | WaitKind::Tasks
        | WaitKind::Future
        | WaitKind::Lock
        | WaitKind::Semaphore
        | WaitKind::Event
        | WaitKind::Condition
        | WaitKind::Barrier
        | WaitKind::Thread => true,
    }
}

/// Marks from the back to the front.
#[derive(Default)]
struct Layers {
    ground: Vec<Mark>,
    bars: Vec<Mark>,
    bands: Vec<Mark>,
    front: Vec<Mark>,
    signs: Vec<Mark>,
}

impl Layers {
    fn in_order(self) -> Vec<Mark> {
        [self.ground, self.bars, self.bands, self.front, self.signs]
            .into_iter()
            .flatten()
            .collect()
    }
}

struct Painter<'a> {
    log: &'a Log,
    run: &'a Run,
    layout: &'a Layout,
    rows: &'a Rows,
    seen: Seen,
    layers: Layers,
}

impl Painter<'_> {
    fn paint(&mut self) {
        self.grid();
        for bracket in &self.rows.brackets {
            self.bracket(bracket);
        }
        for index in self.seen.rows.clone() {
            let row = self.rows.rows[index];
            if let Some(lane) = self.log.lane(row.lane) {
                self.lane(index, row, lane);
            }
        }
        self.loop_blocked();
        self.wake_ups();
    }

    fn scale(&self) -> &Scale {
        &self.layout.axis.scale
    }

    /// The pixels in which time is drawn.
    fn window(&self) -> Range<f64> {
        self.scale().left..self.scale().right()
    }

    fn x(&self, at: Nanos) -> f64 {
        self.scale().x_from_time(self.run.since_start(at))
    }

    /// The pixel of a moment, if it can be seen.
    fn seen_x(&self, at: Nanos) -> Option<f64> {
        let (x, window) = (self.x(at), self.window());
        // Half a pixel forgives the rounding of a moment that lies right on an edge.
        (window.start - 0.5..=window.end + 0.5)
            .contains(&x)
            .then_some(x)
    }

    fn grid(&mut self) {
        let Range { start: y1, end: y2 } = self.seen.y;
        for tick in &self.layout.axis.ticks {
            let line = Shape::line(tick.x, y1, tick.x, y2);
            self.layers.ground.push(Mark::new(line, Role::Grid, None));
        }
        if let Some(x) = self.run.end.and_then(|end| self.seen_x(end)) {
            let line = Shape::line(x, y1, x, y2);
            let meaning = Meaning::RunEnd(self.run.id);
            self.layers
                .ground
                .push(Mark::new(line, Role::Total, Some(meaning)));
        }
    }

    /// A bracket left of the names of a group's members.
    fn bracket(&mut self, bracket: &Bracket) {
        const FOOT: f64 = 4.0;
        if bracket.last < self.seen.rows.start || bracket.first >= self.seen.rows.end {
            return;
        }
        // On a phone it stands in the margin, beside names and lanes.
        let (x, above) = if self.layout.axis.narrow {
            (4.0 + 2.5 * f64::from(bracket.depth.min(3)), 13.0)
        } else {
            (self.layout.indentation(bracket.depth) - 8.0, 0.0)
        };
        let top = self.layout.bar_y(bracket.first) - above;
        let bottom = self.layout.bar_y(bracket.last) + BAR;
        let path = vec![(x + FOOT, top), (x, top), (x, bottom), (x + FOOT, bottom)];
        let meaning = Meaning::Group(bracket.group);
        self.layers
            .ground
            .push(Mark::new(Shape::Path(path), Role::Bracket, Some(meaning)));
    }

    fn lane(&mut self, index: usize, row: Row, lane: &Lane) {
        let y = self.layout.bar_y(index);
        self.name(row, lane, y);
        let Bars { bars, turns } =
            bars::bars(self.log, self.run, lane, self.scale(), self.window());
        for bar in bars {
            self.bar(lane, bar, y);
        }
        for turn in turns {
            self.turns(lane, turn, y);
        }
        self.cancels(lane, y);
        self.end(lane, y);
    }

    fn name(&mut self, row: Row, lane: &Lane, y: f64) {
        let x = self.layout.indentation(row.depth);
        let (base, room) = if self.layout.axis.narrow {
            (y - 5.0, self.layout.axis.width - x - PADDING)
        } else {
            (y + 12.0, self.scale().left - x - 10.0)
        };
        let role = if row.depth == 0 {
            Role::LaneName
        } else {
            Role::ChildName
        };
        let sign = match row.children {
            _ if !self.layout.places.foldable => None,
            Children::None => None,
            Children::Shown => Some("▾".to_owned()),
            Children::Hidden(count) => Some(format!("▸{count}")),
        };
        let room = room - if sign.is_some() { FOLD_SIGN } else { 0.0 };
        let fitted = text::fit(lane.caption(), room, |text| {
            text::mono_width(text, NAME_SIZE)
        });
        let text = fitted.unwrap_or_else(|| "…".into());
        let after = x + text::mono_width(&text, NAME_SIZE);
        let shape = Shape::text(x, base, text);
        self.layers
            .ground
            .push(Mark::new(shape, role, Some(Meaning::Lane(lane.id))));
        if let Some(sign) = sign {
            let meaning = Some(Meaning::Fold(lane.id));
            let ground = Shape::rect(after, base - 17.0, FOLD_SIGN, 24.0, 0.0);
            let sign = Shape::text(after + 6.0, base, sign);
            let marks = [
                Mark::new(ground, Role::FoldGround, meaning),
                Mark::new(sign, Role::Fold, None),
            ];
            self.layers.ground.extend(marks);
        }
    }

    fn bar(&mut self, lane: &Lane, bar: Bar, y: f64) {
        let width = bar.x1 - bar.x0;
        let radius = (width / 2.0).min(3.0);
        let shape = Shape::rect(bar.x0, y, width, BAR, radius);
        let meaning = Meaning::Spans {
            lane: lane.id,
            first: bar.first,
            count: bar.count,
        };
        let role = match bar.state {
            State::Running => Role::Running,
            State::Ready => Role::Ready,
            State::Waiting => Role::Waiting,
            State::Blocked => Role::Blocked,
        };
        let layer = match bar.state {
            State::Blocked => &mut self.layers.front,
            _ => &mut self.layers.bars,
        };
        layer.push(Mark::new(shape, role, Some(meaning)));
        let text_role = match bar.state {
            State::Waiting => Role::BarText,
            State::Blocked => Role::BlockedText,
            State::Running | State::Ready => return,
        };
        let label = (bar.count == 1)
            .then(|| self.bar_label(lane, bar.first, width - 14.0))
            .flatten();
        if let Some(text) = label {
            let shape = Shape::text(bar.x0 + 8.0, y + 12.0, text);
            self.layers.front.push(Mark::new(shape, text_role, None));
        }
    }

    /// The longest of these that fits: where and why it waits, why it waits, the beginning of that.
    fn bar_label(&self, lane: &Lane, span: usize, room: f64) -> Option<String> {
        let measure = |text: &str| text::width(text, BAR_TEXT_SIZE);
        if room < measure("wai…") {
            return None;
        }
        let span = self.log.span(lane, span)?;
        let reason = hover::reason(self.log, &span)?;
        let mut labels = vec![reason.clone()];
        if self.log.wait(&span).is_some_and(|wait| is_thing(wait.kind)) {
            labels.insert(0, format!("waits for {reason}"));
        }
        let stack = self.log.stack(lane, &span);
        let innermost = stack.iter().rposition(|frame| frame.line > 0);
        if let Some(depth) = innermost.filter(|&depth| depth > 0) {
            labels.insert(0, format!("{}: {}", stack[depth].function, labels[0]));
        }
        // Where it is only a matter of time, the time alone says it.
        labels.extend(reason.strip_prefix("sleep ").map(str::to_owned));
        let fitting = labels.iter().position(|text| measure(text) <= room);
        match fitting {
            Some(index) => Some(labels.swap_remove(index)),
            None => text::fit(labels.last()?, room, measure),
        }
    }

    fn turns(&mut self, lane: &Lane, turns: Turns, y: f64) {
        let (x, width) = (turns.x0 - PIN / 2.0, turns.x1 - turns.x0);
        // Pins on the same pixel look like one, and are drawn as one.
        let single = width < 1.0;
        let role = match (single, turns.blocked) {
            (true, false) => Role::Running,
            (true, true) => Role::Blocked,
            (false, false) => Role::Turns,
            (false, true) => Role::BlockedTurns,
        };
        let shape = if single {
            let height = BAR + 2.0 * PIN_OVERHANG;
            Shape::rect(x, y - PIN_OVERHANG, PIN, height, PIN / 2.0)
        } else {
            Shape::rect(x, y, width + PIN, BAR, 0.0)
        };
        let meaning = Meaning::Spans {
            lane: lane.id,
            first: turns.first,
            count: turns.count,
        };
        self.layers
            .front
            .push(Mark::new(shape, role, Some(meaning)));
    }

    fn cancels(&mut self, lane: &Lane, y: f64) {
        let mut last_x = f64::NEG_INFINITY;
        for (index, cancel) in self.log.cancels(lane).enumerate() {
            let Some(x) = self.seen_x(cancel.at).filter(|x| x - last_x >= 1.0) else {
                continue;
            };
            last_x = x;
            let path = vec![(x - 4.0, y - 5.0), (x + 4.0, y - 5.0), (x, y + 1.0)];
            let meaning = Meaning::Cancel {
                lane: lane.id,
                index,
            };
            self.layers.signs.push(Mark::new(
                Shape::Path(path),
                Role::CancelMark,
                Some(meaning),
            ));
        }
    }

    fn end(&mut self, lane: &Lane, y: f64) {
        if lane.end.is_none() && !self.log.is_left_over(lane) {
            return;
        }
        let Some(x) = self.seen_x(self.log.lane_end(lane)) else {
            return;
        };
        let (x, y) = (x + SIGN_RADIUS + 5.5, y + BAR / 2.0);
        let (ring, sign, paths) = match self.log.lane_outcome(lane) {
            Some(Outcome::Returned(_)) => (
                Role::EndReturned,
                Role::SignReturned,
                vec![vec![(-3.2, 0.3), (-0.9, 2.6), (3.3, -2.6)]],
            ),
            Some(Outcome::Raised(_)) => (
                Role::EndRaised,
                Role::SignRaised,
                vec![
                    vec![(-2.6, -2.6), (2.6, 2.6)],
                    vec![(-2.6, 2.6), (2.6, -2.6)],
                ],
            ),
            Some(Outcome::Cancelled(_)) => (
                Role::EndCancelled,
                Role::SignCancelled,
                vec![vec![(-5.3, -5.3), (5.3, 5.3)]],
            ),
            None => (
                Role::EndLeftOver,
                Role::SignLeftOver,
                vec![vec![(-3.0, 0.0), (3.1, 0.0)]],
            ),
        };
        let meaning = Some(Meaning::End(lane.id));
        let circle = Shape::Circle {
            x,
            y,
            radius: SIGN_RADIUS,
        };
        self.layers.signs.push(Mark::new(circle, ring, meaning));
        for path in paths {
            let path = path.into_iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
            self.layers
                .signs
                .push(Mark::new(Shape::Path(path), sign, None));
        }
    }

    /// A blocked loop concerns every lane but threads: a band across each stretch of them.
    fn loop_blocked(&mut self) {
        /// A narrower band has no room for the pattern.
        const PATTERN: f64 = 6.0;
        let stretches = self.stretches_on_the_loop();
        let window = self.window();
        let blocks = &self.run.blocks;
        let end_of = |block: &Block| block.end.unwrap_or(self.log.run_end(self.run));
        let mut first = blocks.partition_point(|block| self.x(end_of(block)) < window.start);
        while first < blocks.len() {
            let x0 = self.x(blocks[first].start).max(window.start);
            if x0 > window.end {
                break;
            }
            // Blocks that a pixel cannot tell apart are one band.
            let mut x1 = x0;
            let mut blocked = 0.0;
            let mut next = first;
            while next < blocks.len() && self.x(blocks[next].start) - x1 < 1.0 {
                let start = self.x(blocks[next].start).max(x0);
                let end = self.x(end_of(&blocks[next])).min(window.end).max(x1);
                blocked += (end - start).max(0.0);
                x1 = end;
                next += 1;
            }
            let meaning = Meaning::Blocks {
                run: self.run.id,
                first,
                count: next - first,
            };
            let role = match x1 - x0 {
                width if blocked * 2.0 < width => Role::LoopBlockedAtTimes,
                width if width < PATTERN => Role::LoopBlockedBriefly,
                _ => Role::LoopBlocked,
            };
            let bands = if blocked > 0.0 { &stretches[..] } else { &[] };
            for &(y0, y1) in bands {
                let shape = Shape::rect(x0, y0, (x1 - x0).max(1.0), y1 - y0, 0.0);
                let band = Mark::new(shape, role, Some(meaning));
                self.layers.bands.push(band);
            }
            first = next;
        }
    }

    /// The tops and bottoms of neighbouring visible rows that are no threads.
    fn stretches_on_the_loop(&self) -> Vec<(f64, f64)> {
        let mut stretches: Vec<(f64, f64)> = Vec::new();
        for index in self.seen.rows.clone() {
            let lane = self.log.lane(self.rows.rows[index].lane);
            if lane.is_none_or(|lane| lane.kind == LaneKind::Thread) {
                continue;
            }
            let top = TOP + index as f64 * self.layout.row_height() - 3.0;
            let bottom = top + self.layout.row_height();
            match stretches.last_mut() {
                Some(last) if last.1 >= top => last.1 = bottom,
                _ => stretches.push((top, bottom)),
            }
        }
        stretches
    }

    /// Arrows from the lane that woke to the lane that it woke, at most one a pixel and pair.
    fn wake_ups(&mut self) {
        if self.layout.wake_ups == WakeUps::None {
            return;
        }
        let places = self.rows.rows.iter().enumerate();
        let places: FxHashMap<LaneId, usize> =
            places.map(|(index, row)| (row.lane, index)).collect();
        for index in self.seen.rows.clone() {
            let Some(lane) = self.log.lane(self.rows.rows[index].lane) else {
                continue;
            };
            let mut last: Option<(LaneId, f64)> = None;
            for span in self
                .log
                .spans(lane)
                .filter(|span| span.state == State::Ready)
            {
                let waker = match self.log.waker(&span) {
                    Some(Waker::Lane(waker) | Waker::Cancel(Some(waker))) => waker,
                    _ => continue,
                };
                let wanted = match self.layout.wake_ups {
                    WakeUps::None => false,
                    WakeUps::Of(one) => one == lane.id || one == waker,
                    WakeUps::All => true,
                };
                let Some(x) = self.seen_x(span.start).filter(|_| wanted) else {
                    continue;
                };
                if last.is_some_and(|(by, at)| by == waker && x - at < 1.0) {
                    continue;
                }
                last = Some((waker, x));
                let Some(from) = places.get(&waker).copied().filter(|&from| from != index) else {
                    continue;
                };
                let meaning = Meaning::WakeUp {
                    lane: lane.id,
                    span: span.index,
                };
                self.layers.signs.extend(overlay::arrow(
                    self.layout,
                    x,
                    from,
                    index,
                    Some(meaning),
                ));
            }
        }
    }
}
