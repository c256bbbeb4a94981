//! The picture as plain data: shapes with a role, and what each of them means.
//!
//! A scene knows neither colours nor fonts: a role becomes a class name, and a style sheet does the rest.
//! Positions are pixels; a mark further back in the list is drawn over those before it.

use super::scale::{Scale, Tick};
use crate::trace::event::{LaneId, ObjectId, RunId};

#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub shape: Shape,
    pub role: Role,
    /// Present where a pointer can ask about it.
    pub meaning: Option<Meaning>,
}

impl Mark {
    pub fn new(shape: Shape, role: Role, meaning: Option<Meaning>) -> Mark {
        Mark {
            shape,
            role,
            meaning,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        radius: f64,
    },
    Line {
        x1: f64,
        y1: f64,
        x2: f64,
        y2: f64,
    },
    Circle {
        x: f64,
        y: f64,
        radius: f64,
    },
    /// Connected points, open.
    Path(Vec<(f64, f64)>),
    /// `y` is the base line.
    Text {
        x: f64,
        y: f64,
        anchor: Anchor,
        text: String,
    },
}

impl Shape {
    pub fn rect(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Shape {
        Shape::Rect {
            x,
            y,
            width,
            height,
            radius,
        }
    }

    pub fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Shape {
        Shape::Line { x1, y1, x2, y2 }
    }

    pub fn text(x: f64, y: f64, text: String) -> Shape {
        let anchor = Anchor::Start;
        Shape::Text { x, y, anchor, text }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a shape is for. Its class name is the key of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A label of the axis.
    Tick,
    Legend,
    Grid,
    /// The moment at which the run ended.
    Total,
    LaneName,
    /// The name of a lane that has a parent.
    ChildName,
    /// Rows left out for want of space.
    MoreLanes,
    Bracket,
    Running,
    /// Turns too many and too short to be drawn one by one.
    Turns,
    /// The same where some of them block the loop.
    BlockedTurns,
    Ready,
    Waiting,
    /// The bar of the lane that blocks its loop.
    Blocked,
    /// The time during which a loop was blocked, across all of its lanes.
    LoopBlocked,
    /// The same for many short blocks with more time between them.
    LoopBlockedAtTimes,
    /// The same where the band is too narrow for a pattern.
    LoopBlockedBriefly,
    BarText,
    BlockedText,
    /// A request to cancel.
    CancelMark,
    EndReturned,
    EndRaised,
    EndCancelled,
    /// Still running when the run ended.
    EndLeftOver,
    /// The sign inside an end mark.
    SignReturned,
    SignRaised,
    SignCancelled,
    SignLeftOver,
    WakeUp,
    /// What shows or hides the lanes below one.
    Fold,
    /// Where a pointer may be to mean the same.
    FoldGround,
    /// A part of the critical path, and where it goes over to another lane.
    Path,
}

impl Role {
    /// Whether such a mark stands at a time and for something that happened in it.
    pub fn is_in_time(self) -> bool {
        !matches!(
            self,
            Role::Tick
                | Role::Legend
                | Role::Grid
                | Role::LaneName
                | Role::ChildName
                | Role::MoreLanes
                | Role::Bracket
                | Role::Fold
                | Role::FoldGround
        )
    }

    /// The class name in SVG and style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Role::Tick => "tick",
            Role::Legend => "legend",
            Role::Grid => "grid",
            Role::Total => "total",
            Role::LaneName => "lane-name",
            Role::ChildName => "lane-name child",
            Role::MoreLanes => "more-lanes",
            Role::Bracket => "bracket",
            Role::Running => "running",
            Role::Turns => "turns",
            Role::BlockedTurns => "turns blocked-turns",
            Role::Ready => "ready",
            Role::Waiting => "waiting",
            Role::Blocked => "blocked",
            Role::LoopBlocked => "loop-blocked",
            Role::LoopBlockedBriefly => "loop-blocked briefly",
            Role::LoopBlockedAtTimes => "loop-blocked at-times",
            Role::BarText => "bar-text",
            Role::BlockedText => "bar-text on-blocked",
            Role::CancelMark => "cancel-mark",
            Role::EndReturned => "end returned",
            Role::EndRaised => "end raised",
            Role::EndCancelled => "end cancelled",
            Role::EndLeftOver => "end left-over",
            Role::SignReturned => "sign returned",
            Role::SignRaised => "sign raised",
            Role::SignCancelled => "sign cancelled",
            Role::SignLeftOver => "sign left-over",
            Role::WakeUp => "wake-up",
            Role::Fold => "fold",
            Role::FoldGround => "fold-ground",
            Role::Path => "path",
        }
    }
}

/// What a mark stands for, so that a pointer can be told; see [`describe`](super::hover::describe).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    Lane(LaneId),
    /// The lanes below it, to be shown or hidden.
    Fold(LaneId),
    Group(ObjectId),
    /// Spans `first..first + count` of a lane, one unless they are too narrow to be told apart.
    Spans {
        lane: LaneId,
        first: usize,
        count: usize,
    },
    /// Blocks `first..first + count` of a run.
    Blocks {
        run: RunId,
        first: usize,
        count: usize,
    },
    /// How a lane ended.
    End(LaneId),
    /// The request of that number to cancel a lane.
    Cancel {
        lane: LaneId,
        index: usize,
    },
    /// What made a lane ready: the ready span of that number.
    WakeUp {
        lane: LaneId,
        span: usize,
    },
    RunEnd(RunId),
}

/// One run's picture. Its heading is text, so that the page can make it a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub run: RunId,
    pub heading: Heading,
    pub scene: Scene,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// `One by one`
    pub title: String,
    /// `asyncio.run(one_by_one())`
    pub code: String,
    /// `3 waits, one after another`; empty where there is nothing to say.
    pub verdict: String,
    /// `raised ValueError()`, `running`; empty where it returned `None`.
    pub outcome: String,
    /// It ended with an exception, or was cancelled.
    pub failed: bool,
}

impl Heading {
    /// The more important of outcome and verdict: that it failed, how it spent its time, what it returned.
    pub fn remark(&self) -> &str {
        if self.failed || self.verdict.is_empty() {
            &self.outcome
        } else {
            &self.verdict
        }
    }
}

/// What all panels of a picture share.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub scale: Scale,
    pub ticks: Vec<Tick>,
    /// Width of a panel; the scale's right end leaves room for the signs of how lanes ended.
    pub width: f64,
    /// Names stand above their lanes, as on a phone.
    pub narrow: bool,
}
