//! Point → mark: what lies under a pointer.

use super::scene::{Anchor, Mark, Scene, Shape};

/// How far beside a thin shape a pointer may be, in pixels.
const SLACK: f64 = 2.0;

impl Scene {
    /// The foremost mark with a meaning at a point.
    pub fn hit(&self, x: f64, y: f64) -> Option<&Mark> {
        self.marks
            .iter()
            .rev()
            .find(|mark| mark.meaning.is_some() && mark.shape.covers(x, y))
    }
}

impl Shape {
    /// Whether a pointer at the point would be taken to mean the shape.
    fn covers(&self, x: f64, y: f64) -> bool {
        let (left, top, right, bottom) = self.bounds();
        let slack_x = if right - left < 2.0 * SLACK {
            SLACK
        } else {
            0.0
        };
        let slack_y = if bottom - top < 2.0 * SLACK {
            SLACK
        } else {
            0.0
        };
        (left - slack_x..=right + slack_x).contains(&x)
            && (top - slack_y..=bottom + slack_y).contains(&y)
    }

    /// Left, top, right, bottom.
    fn bounds(&self) -> (f64, f64, f64, f64) {
        match self {
            Shape::Rect {
                x,
                y,
                width,
                height,
                ..
            } => (*x, *y, x + width, y + height),
            Shape::Line { x1, y1, x2, y2 } => (x1.min(*x2), y1.min(*y2), x1.max(*x2), y1.max(*y2)),
            Shape::Circle { x, y, radius } => (x - radius, y - radius, x + radius, y + radius),
            Shape::Path(points) => points.iter().fold(
                (
                    f64::INFINITY,
                    f64::INFINITY,
                    f64::NEG_INFINITY,
                    f64::NEG_INFINITY,
                ),
                |(left, top, right, bottom), &(x, y)| {
                    (left.min(x), top.min(y), right.max(x), bottom.max(y))
                },
            ),
            Shape::Text { x, y, anchor, text } => {
                const SIZE: f64 = 12.0;
                let width = super::text::mono_width(text, SIZE);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                (left, y - SIZE, left + width, y + SIZE / 3.0)
            }
        }
    }
}
