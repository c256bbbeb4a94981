//! What a picture needs beside its panels: the labels of the axis, and the legend.

use super::scene::{Anchor, Axis, Mark, Role, Scene, Shape};
use super::text;

/// The labels of an axis, one line of text high.
pub fn ruler(axis: &Axis) -> Scene {
    const BASE: f64 = 15.0;
    let mut marks = Vec::new();
    if !axis.narrow {
        let label = Shape::text(14.0, BASE, "time".into());
        marks.push(Mark::new(label, Role::Tick, None));
    }
    for tick in &axis.ticks {
        let label = Shape::Text {
            x: tick.x,
            y: BASE,
            anchor: Anchor::Middle,
            text: tick.label.clone(),
        };
        marks.push(Mark::new(label, Role::Tick, None));
    }
    Scene {
        width: axis.width,
        height: 22.0,
        marks,
    }
}

/// The states with their colours, patterns and words, in a line; in fewer words where it is to be narrow.
pub fn legend(narrow: bool) -> Scene {
    const SIZE: f64 = 11.5;
    const BASE: f64 = 12.0;
    let ready = if narrow {
        "ready"
    } else {
        "ready, waiting for its turn"
    };
    let states = [
        (Role::Running, "running"),
        (Role::Ready, ready),
        (Role::Waiting, "waiting"),
        (Role::Blocked, "loop blocked"),
    ];
    let gap = if narrow { 10.0 } else { 20.0 };
    let mut marks = Vec::new();
    // Half a pixel keeps the outline of the first swatch inside.
    let mut x = 0.5;
    for (role, words) in states {
        let swatch = Shape::rect(x, BASE - 9.0, 14.0, 10.0, 2.0);
        marks.push(Mark::new(swatch, role, None));
        let label = Shape::text(x + 20.0, BASE, words.into());
        marks.push(Mark::new(label, Role::Legend, None));
        x += 20.0 + text::width(words, SIZE) + gap;
    }
    Scene {
        width: x - gap,
        height: 18.0,
        marks,
    }
}
