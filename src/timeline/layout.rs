//! Log → places: every lane of every run on one shared axis, each run starting at its own zero.
//!
//! What stands at those places is [`paint`](super::paint)'s part.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::lanes::{Children, Rows};
use super::scale::{Scale, TimeRange, round_step};
use super::scene::{Axis, Panel, Scene};
use super::{paint, summary, text};
use crate::trace::event::{LaneId, RunId};
use crate::trace::{Link, Log, Run};

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

/// What is placed, whatever part of it is looked at: made once a trace and not once a picture.
#[derive(Debug)]
pub struct Places {
    runs: Vec<Place>,
    bounds: TimeRange,
    /// Pixels that the longest name needs beside its lane.
    widest_name: f64,
    /// Names have signs by which a page folds what is below them.
    pub(super) foldable: bool,
}

/// The lanes of a run.
#[derive(Debug)]
pub struct Place {
    pub run: RunId,
    pub rows: Rows,
    pub(super) row_of: FxHashMap<LaneId, usize>,
    /// What the run's time went to; empty where that is not known yet.
    pub(super) path: Vec<Link>,
    /// The same in words.
    pub why: Option<String>,
}

impl Places {
    /// All lanes of all runs but those that are `hidden`.
    pub fn of(log: &Log, hidden: &[RunId]) -> Places {
        let rows = |run: &Run| Rows::of(log, run.id);
        Places::with(log, hidden, false, rows, |_| Vec::new())
    }

    /// The same for a page, where lanes can be `folded` (ascending); with what the time went to, once the program has `ended`.
    pub fn of_page(log: &Log, hidden: &[RunId], folded: &[LaneId], ended: bool) -> Places {
        let rows = |run: &Run| Rows::folded(log, run.id, folded);
        let path = |run: &Run| match ended {
            true => log.critical_path(run),
            false => Vec::new(),
        };
        Places::with(log, hidden, true, rows, path)
    }

    fn with(
        log: &Log,
        hidden: &[RunId],
        foldable: bool,
        rows: impl Fn(&Run) -> Rows,
        path: impl Fn(&Run) -> Vec<Link>,
    ) -> Places {
        let place = |run: &Run| {
            let (rows, path) = (rows(run), path(run));
            let row_of = rows.rows.iter().map(|row| row.lane).zip(0..).collect();
            Place {
                run: run.id,
                row_of,
                why: super::path::sentence(log, run, &path),
                rows,
                path,
            }
        };
        let runs = log.runs().iter();
        let shown: Vec<&Run> = runs.filter(|run| !hidden.contains(&run.id)).collect();
        let runs: Vec<Place> = shown.iter().map(|&run| place(run)).collect();
        Places {
            bounds: bounds(log, &shown),
            widest_name: widest_name(log, &runs, foldable),
            runs,
            foldable,
        }
    }
}

/// The lanes of all runs, placed. It holds what depends on the log's shape and the viewport; drawing asks the log again.
#[derive(Clone, Debug)]
pub struct Layout {
    pub axis: Axis,
    /// The range that shows everything: the bounds of zoom and pan.
    pub bounds: TimeRange,
    pub(super) wake_ups: WakeUps,
    pub(super) places: Rc<Places>,
}

impl PartialEq for Layout {
    fn eq(&self, other: &Layout) -> bool {
        self.axis == other.axis
            && self.bounds == other.bounds
            && self.wake_ups == other.wake_ups
            && Rc::ptr_eq(&self.places, &other.places)
    }
}

pub(super) const TOP: f64 = 8.0;
const BOTTOM: f64 = 6.0;
pub(super) const BAR: f64 = 16.0;
pub(super) const PADDING: f64 = 14.0;
pub(super) const NAME_SIZE: f64 = 12.0;
/// Room for the sign beside the name of a lane that has others below it.
pub(super) const FOLD_SIGN: f64 = 26.0;
const MOST_INDENTED: u32 = 8;
const TICK_SPACING: f64 = 76.0;
/// Room for the sign of how a lane ended, right of the axis.
const SIGN_ROOM: f64 = 34.0;

impl Layout {
    pub fn new(log: &Log, viewport: &Viewport) -> Layout {
        Layout::of(Rc::new(Places::of(log, &[])), viewport)
    }

    pub fn of(places: Rc<Places>, viewport: &Viewport) -> Layout {
        let bounds = places.bounds;
        let range = viewport.range.unwrap_or(bounds);
        let narrow = viewport.narrow;
        let left = if narrow {
            PADDING
        } else {
            name_column(places.widest_name, viewport.width)
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
            places,
        }
    }

    /// The runs in order, with their rows.
    pub fn runs(&self) -> &[Place] {
        &self.places.runs
    }

    pub fn place(&self, run: RunId) -> Option<&Place> {
        self.places.runs.iter().find(|place| place.run == run)
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
        let seen = paint::Seen {
            rows: first..last,
            y: visible.start.max(0.0)..visible.end.min(height),
        };
        let scene = Scene {
            width: self.axis.width,
            height,
            marks: paint::marks(log, run, self, rows, seen),
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
    pub(super) fn bar_y(&self, row: usize) -> f64 {
        let inset = if self.axis.narrow { 17.0 } else { 2.0 };
        TOP + row as f64 * self.row_height() + inset
    }

    fn rows(&self, run: RunId) -> Option<&Rows> {
        Some(&self.place(run)?.rows)
    }

    pub(super) fn indentation(&self, depth: u32) -> f64 {
        let step = if self.axis.narrow { 10.0 } else { 16.0 };
        PADDING + f64::from(depth.min(MOST_INDENTED)) * step
    }
}

/// All of the time that any of these runs takes, from zero. While one runs, the end is a round moment ahead of it, so that lanes grow
/// into free space and the axis does not move all the time.
fn bounds(log: &Log, runs: &[&Run]) -> TimeRange {
    let seconds = |run: &&Run| run.since_start(log.run_end(run));
    let longest = runs.iter().map(seconds).fold(0.0, f64::max);
    let is_running = runs.iter().any(|run| log.is_running(run));
    let end = match longest {
        0.0 => 1.0,
        _ if is_running => round_step(longest),
        _ => longest,
    };
    TimeRange::new(0.0, end)
}

/// Pixels that the longest name needs, with its indentation.
fn widest_name(log: &Log, runs: &[Place], foldable: bool) -> f64 {
    let rows = runs.iter().flat_map(|place| &place.rows.rows);
    let needed = rows.filter_map(|row| {
        let indentation = PADDING + f64::from(row.depth.min(MOST_INDENTED)) * 16.0;
        let sign = match row.children {
            Children::None => 0.0,
            _ if foldable => FOLD_SIGN,
            _ => 0.0,
        };
        let name = text::mono_width(log.lane(row.lane)?.caption(), NAME_SIZE);
        Some(indentation + name + sign + 18.0)
    });
    needed.fold(0.0, f64::max)
}

/// As wide as the longest name needs, within reason.
fn name_column(widest: f64, width: f64) -> f64 {
    const LEAST: f64 = 132.0;
    const MOST: f64 = 250.0;
    widest.clamp(LEAST, MOST).min(width * 0.3).round()
}
