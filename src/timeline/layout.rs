//! Log → panels: places every lane of every run on one shared axis and draws what a viewport shows of it.
//!
//! Each run starts at its own zero. Only rows that can be seen are drawn, and of a row only what a pixel can show, so a
//! scene stays small however long the trace is.

use std::ops::Range;

use super::bars::{self, Bar, Bars, PIN, Turns};
use super::hover;
use super::lanes::{Bracket, Row, Rows};
use super::scale::{Scale, TimeRange};
use super::scene::{Anchor, Axis, Mark, Meaning, Panel, Role, Scene, Shape};
use super::{summary, text};
use crate::clock::Nanos;
use crate::trace::event::{LaneId, LaneKind, Outcome, RunId, WaitKind, Waker};
use crate::trace::{Lane, Log, Run, State};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width of a panel in pixels.
    pub width: f64,
    /// The part of the axis to show; `None` for all of it.
    pub range: Option<TimeRange>,
    /// Names stand above their lanes, for phones.
    pub narrow: bool,
    pub wake_ups: WakeUps,
}

impl Viewport {
    /// The narrowest panel that has its names beside the lanes.
    const LEAST_WIDE: f64 = 560.0;

    /// All of the axis in panels of this width, narrow where the width asks for it.
    pub fn of_width(width: f64) -> Viewport {
        let narrow = width < Viewport::LEAST_WIDE;
        Viewport {
            width,
            range: None,
            narrow,
            wake_ups: WakeUps::None,
        }
    }
}

/// Whose wake-ups are drawn as arrows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WakeUps {
    #[default]
    None,
    /// Those that the lane gave or got.
    Of(LaneId),
    All,
}

/// The lanes of all runs, placed. It holds what depends on the log's shape and the viewport; drawing asks the log again.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub axis: Axis,
    /// The range that shows everything: the bounds of zoom and pan.
    pub bounds: TimeRange,
    wake_ups: WakeUps,
    runs: Vec<(RunId, Rows)>,
}

const TOP: f64 = 8.0;
const BOTTOM: f64 = 6.0;
const BAR: f64 = 16.0;
/// How far a pin stands out above and below its bar.
const PIN_OVERHANG: f64 = 2.0;
const PADDING: f64 = 14.0;
const NAME_SIZE: f64 = 12.0;
const BAR_TEXT_SIZE: f64 = 11.5;
const MOST_INDENTED: u32 = 8;
const TICK_SPACING: f64 = 76.0;
/// Room for the sign of how a lane ended, right of the axis.
const SIGN_ROOM: f64 = 34.0;
const SIGN_RADIUS: f64 = 7.5;

impl Layout {
    pub fn new(log: &Log, viewport: &Viewport) -> Layout {
        let runs: Vec<_> = log
            .runs()
            .iter()
            .map(|run| (run.id, Rows::of(log, run.id)))
            .collect();
        let bounds = bounds(log);
        let range = viewport.range.unwrap_or(bounds);
        let narrow = viewport.narrow;
        let left = if narrow {
            PADDING
        } else {
            name_column(log, &runs, viewport.width)
        };
        let scale = Scale {
            range,
            left,
            width: (viewport.width - left - SIGN_ROOM).max(1.0),
        };
        let ticks = scale.ticks(TICK_SPACING);
        let axis = Axis {
            scale,
            ticks,
            width: viewport.width,
            narrow,
        };
        Layout {
            axis,
            bounds,
            wake_ups: viewport.wake_ups,
            runs,
        }
    }

    /// The runs in order, with their rows.
    pub fn runs(&self) -> &[(RunId, Rows)] {
        &self.runs
    }

    /// The height in pixels of all lanes of a run.
    pub fn height(&self, run: RunId) -> f64 {
        TOP + BOTTOM + self.row_height() * self.rows(run).map_or(0, Rows::len) as f64
    }

    /// A run's picture. Of its lanes those are drawn that touch `visible`, in pixels from the top; `None` for a run that is
    /// not in the log.
    pub fn panel(&self, log: &Log, run: RunId, visible: Range<f64>) -> Option<Panel> {
        let rows = self.rows(run)?;
        let height = self.height(run);
        let run = log.run(run)?;
        let row_at = |y: f64| ((y - TOP) / self.row_height()).max(0.0);
        let first = (row_at(visible.start) as usize).min(rows.len());
        let last = (row_at(visible.end).ceil() as usize).clamp(first, rows.len());
        let mut painter = Painter {
            log,
            run,
            layout: self,
            rows,
            seen: first..last,
            y: visible.start.max(0.0)..visible.end.min(height),
            layers: Layers::default(),
        };
        painter.paint();
        let scene = Scene {
            width: self.axis.width,
            height,
            marks: painter.layers.in_order(),
        };
        Some(Panel {
            run: run.id,
            heading: summary::heading(log, run),
            scene,
        })
    }

    /// A run's picture with all of its lanes.
    pub fn whole_panel(&self, log: &Log, run: RunId) -> Option<Panel> {
        self.panel(log, run, 0.0..f64::INFINITY)
    }

    /// From the top of one lane to that of the next.
    pub fn row_height(&self) -> f64 {
        if self.axis.narrow { 40.0 } else { 26.0 }
    }

    /// The top of a row's bar.
    fn bar_y(&self, row: usize) -> f64 {
        let inset = if self.axis.narrow { 17.0 } else { 2.0 };
        TOP + row as f64 * self.row_height() + inset
    }

    fn rows(&self, run: RunId) -> Option<&Rows> {
        Some(&self.runs.iter().find(|(id, _)| *id == run)?.1)
    }

    fn indentation(&self, depth: u32) -> f64 {
        let step = if self.axis.narrow { 10.0 } else { 16.0 };
        PADDING + f64::from(depth.min(MOST_INDENTED)) * step
    }
}

/// All of time that any run takes, from zero.
fn bounds(log: &Log) -> TimeRange {
    let longest = log
        .runs()
        .iter()
        .map(|run| run.since_start(log.run_end(run)))
        .fold(0.0, f64::max);
    TimeRange::new(0.0, if longest > 0.0 { longest } else { 1.0 })
}

/// As wide as the longest name needs, within reason.
fn name_column(log: &Log, runs: &[(RunId, Rows)], width: f64) -> f64 {
    const LEAST: f64 = 132.0;
    const MOST: f64 = 250.0;
    let rows = runs.iter().flat_map(|(_, rows)| &rows.rows);
    let needed = rows.filter_map(|row| {
        let indentation = PADDING + f64::from(row.depth.min(MOST_INDENTED)) * 16.0;
        Some(indentation + text::mono_width(log.lane(row.lane)?.caption(), NAME_SIZE) + 18.0)
    });
    needed
        .fold(LEAST, f64::max)
        .min(MOST)
        .min(width * 0.3)
        .round()
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
    /// The rows that are drawn.
    seen: Range<usize>,
    /// What can be seen of the panel's height.
    y: Range<f64>,
    layers: Layers,
}

impl Painter<'_> {
    fn paint(&mut self) {
        self.grid();
        for bracket in &self.rows.brackets {
            self.bracket(bracket);
        }
        for index in self.seen.clone() {
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
        let Range { start: y1, end: y2 } = self.y;
        for tick in &self.layout.axis.ticks {
            let line = Shape::Line {
                x1: tick.x,
                y1,
                x2: tick.x,
                y2,
            };
            self.layers.ground.push(mark(line, Role::Grid, None));
        }
        if let Some(x) = self.run.end.and_then(|end| self.seen_x(end)) {
            let line = Shape::Line {
                x1: x,
                y1,
                x2: x,
                y2,
            };
            let meaning = Meaning::RunEnd(self.run.id);
            self.layers
                .ground
                .push(mark(line, Role::Total, Some(meaning)));
        }
    }

    /// A bracket left of the names of a group's members.
    fn bracket(&mut self, bracket: &Bracket) {
        const FOOT: f64 = 4.0;
        if bracket.last < self.seen.start || bracket.first >= self.seen.end {
            return;
        }
        let x = self.layout.indentation(bracket.depth) - 8.0;
        let (top, bottom) = if self.layout.axis.narrow {
            (
                self.layout.bar_y(bracket.first) - 13.0,
                self.layout.bar_y(bracket.last) + BAR,
            )
        } else {
            (
                self.layout.bar_y(bracket.first),
                self.layout.bar_y(bracket.last) + BAR,
            )
        };
        let path = vec![(x + FOOT, top), (x, top), (x, bottom), (x + FOOT, bottom)];
        let meaning = Meaning::Group(bracket.group);
        self.layers
            .ground
            .push(mark(Shape::Path(path), Role::Bracket, Some(meaning)));
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
        let fitted = text::fit(lane.caption(), room, |text| {
            text::mono_width(text, NAME_SIZE)
        });
        let text = fitted.unwrap_or_else(|| "…".into());
        let shape = Shape::Text {
            x,
            y: base,
            anchor: Anchor::Start,
            text,
        };
        self.layers
            .ground
            .push(mark(shape, role, Some(Meaning::Lane(lane.id))));
    }

    fn bar(&mut self, lane: &Lane, bar: Bar, y: f64) {
        let width = bar.x1 - bar.x0;
        let radius = (width / 2.0).min(3.0);
        let shape = Shape::Rect {
            x: bar.x0,
            y,
            width,
            height: BAR,
            radius,
        };
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
        layer.push(mark(shape, role, Some(meaning)));
        let text_role = match bar.state {
            State::Waiting => Role::BarText,
            State::Blocked => Role::BlockedText,
            State::Running | State::Ready => return,
        };
        let label = (bar.count == 1)
            .then(|| self.bar_label(lane, bar.first, width - 14.0))
            .flatten();
        if let Some(text) = label {
            let shape = Shape::Text {
                x: bar.x0 + 8.0,
                y: y + 12.0,
                anchor: Anchor::Start,
                text,
            };
            self.layers.front.push(mark(shape, text_role, None));
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
        let on_others = self.log.wait(&span).is_some_and(|wait| {
            !matches!(
                wait.kind,
                WaitKind::Sleep
                    | WaitKind::QueueGet
                    | WaitKind::QueuePut
                    | WaitKind::QueueJoin
                    | WaitKind::Io
            )
        });
        let mut reasons = vec![reason];
        if on_others {
            reasons.insert(0, format!("waits for {}", reasons[0]));
        }
        let stack = self.log.stack(lane, &span);
        let innermost = stack
            .iter()
            .rposition(|frame| frame.line > 0)
            .filter(|&depth| depth > 0);
        if let Some(depth) = innermost {
            reasons.insert(0, format!("{}: {}", stack[depth].function, reasons[0]));
        }
        let fitting = reasons.iter().position(|text| measure(text) <= room);
        match fitting {
            Some(index) => Some(reasons.swap_remove(index)),
            None => text::fit(reasons.last()?, room, measure),
        }
    }

    fn turns(&mut self, lane: &Lane, turns: Turns, y: f64) {
        let shape = Shape::Rect {
            x: turns.x0 - PIN / 2.0,
            y: y - PIN_OVERHANG,
            width: turns.x1 - turns.x0 + PIN,
            height: BAR + 2.0 * PIN_OVERHANG,
            radius: PIN / 2.0,
        };
        // Pins on the same pixel look like one, and are drawn as one.
        let role = if turns.x1 - turns.x0 < 1.0 {
            Role::Running
        } else {
            Role::Turns
        };
        let meaning = Meaning::Spans {
            lane: lane.id,
            first: turns.first,
            count: turns.count,
        };
        self.layers.front.push(mark(shape, role, Some(meaning)));
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
            self.layers
                .signs
                .push(mark(Shape::Path(path), Role::CancelMark, Some(meaning)));
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
                vec![vec![(-3.0, 0.0), (3.0, 0.0)]],
            ),
        };
        let meaning = Some(Meaning::End(lane.id));
        let circle = Shape::Circle {
            x,
            y,
            radius: SIGN_RADIUS,
        };
        self.layers.signs.push(mark(circle, ring, meaning));
        for path in paths {
            let path = path.into_iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
            self.layers.signs.push(mark(Shape::Path(path), sign, None));
        }
    }

    /// A blocked loop concerns every lane but threads: a band across each stretch of them.
    fn loop_blocked(&mut self) {
        let stretches = self.stretches_on_the_loop();
        let window = self.window();
        let blocks = &self.run.blocks;
        let end_of = |block: &crate::trace::Block| block.end.unwrap_or(self.log.run_end(self.run));
        let mut first = blocks.partition_point(|block| self.x(end_of(block)) < window.start);
        while first < blocks.len() {
            let x0 = self.x(blocks[first].start).max(window.start);
            let mut x1 = self.x(end_of(&blocks[first])).min(window.end);
            if x0 > window.end {
                break;
            }
            // Blocks that a pixel cannot tell apart are one band.
            let mut next = first + 1;
            while next < blocks.len() && self.x(blocks[next].start) - x1 < 1.0 {
                x1 = self.x(end_of(&blocks[next])).clamp(x1, window.end.max(x1));
                next += 1;
            }
            let meaning = Meaning::Blocks {
                run: self.run.id,
                first,
                count: next - first,
            };
            if end_of(&blocks[next - 1]) > blocks[first].start {
                for &(y0, y1) in &stretches {
                    let width = (x1 - x0).max(1.0);
                    let shape = Shape::Rect {
                        x: x0,
                        y: y0,
                        width,
                        height: y1 - y0,
                        radius: 0.0,
                    };
                    self.layers
                        .bands
                        .push(mark(shape, Role::LoopBlocked, Some(meaning)));
                }
            }
            first = next;
        }
    }

    /// The tops and bottoms of neighbouring visible rows that are no threads.
    fn stretches_on_the_loop(&self) -> Vec<(f64, f64)> {
        let mut stretches: Vec<(f64, f64)> = Vec::new();
        for index in self.seen.clone() {
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
        let row_of = |lane: LaneId| self.rows.rows.iter().position(|row| row.lane == lane);
        for index in self.seen.clone() {
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
                let Some(from) = row_of(waker).filter(|&from| from != index) else {
                    continue;
                };
                let meaning = Meaning::WakeUp {
                    lane: lane.id,
                    span: span.index,
                };
                self.arrow(x, from, index, meaning);
            }
        }
    }

    fn arrow(&mut self, x: f64, from: usize, to: usize, meaning: Meaning) {
        let down = if to > from { 1.0 } else { -1.0 };
        let middle = |row: usize| self.layout.bar_y(row) + BAR / 2.0;
        let (y1, y2) = (
            middle(from) + down * BAR / 2.0,
            middle(to) - down * (BAR / 2.0 + PIN_OVERHANG),
        );
        let shaft = Shape::Line {
            x1: x,
            y1,
            x2: x,
            y2,
        };
        let head = vec![
            (x - 3.0, y2 - down * 4.0),
            (x, y2),
            (x + 3.0, y2 - down * 4.0),
        ];
        self.layers
            .signs
            .push(mark(shaft, Role::WakeUp, Some(meaning)));
        self.layers
            .signs
            .push(mark(Shape::Path(head), Role::WakeUp, None));
    }
}

fn mark(shape: Shape, role: Role, meaning: Option<Meaning>) -> Mark {
    Mark {
        shape,
        role,
        meaning,
    }
}
