//! Scenes and pictures of whole traces.

use expect_test::{expect, expect_file};

use super::scale::TimeRange;
use super::scene::{Anchor, Mark, Meaning, Role, Shape};
use super::theme::Theme;
use super::{Layout, Picture, Viewport, WakeUps, hover, picture, summary, table};
use crate::trace::Log;
use crate::trace::builder::{self, Builder};
use crate::trace::event::{Outcome, WaitKind, Waker};

fn drawn(log: &Log, width: f64, theme: Theme) -> String {
    picture::svg(
        log,
        &Picture {
            width,
            theme,
            ..Picture::default()
        },
    )
}

#[test]
fn pictures() {
    let three = builder::three_ways();
    expect_file!["goldens/three_ways.svg"].assert_eq(&drawn(&three, 960.0, Theme::Light));
    expect_file!["goldens/three_ways_phone.svg"].assert_eq(&drawn(&three, 360.0, Theme::Dark));
    let busy = builder::busy_run();
    expect_file!["goldens/busy_run.svg"].assert_eq(&drawn(&busy, 960.0, Theme::Auto));
}
