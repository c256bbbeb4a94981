//! What is drawn of a trace, and what is left out.

use expect_test::{expect, expect_file};

use super::{crowded, drawn, many_spans, scene, wide};
use crate::timeline::hover::describe;
use crate::timeline::lanes::Rows;
use crate::timeline::scene::{Role, Shape};
use crate::timeline::theme::Theme;
use crate::timeline::{Layout, TimeRange, Viewport, WakeUps};
use crate::trace::builder::{self, Builder};
use crate::trace::event::{LaneId, LaneKind, RunId, Waker};

#[test]
fn pictures() {
    let three = builder::three_ways();
    expect_file!["../goldens/three_ways.svg"].assert_eq(&drawn(&three, 960.0, Theme::Light));
    expect_file!["../goldens/three_ways_phone.svg"].assert_eq(&drawn(&three, 360.0, Theme::Dark));
    let busy = builder::busy_run();
    expect_file!["../goldens/busy_run.svg"].assert_eq(&drawn(&busy, 960.0, Theme::Auto));
    expect_file!["../goldens/crowded.svg"].assert_eq(&drawn(&crowded(), 960.0, Theme::Light));
}

#[test]
fn a_picture_of_nothing_is_still_a_picture() {
    let mut builder = Builder::new();
    assert!(drawn(builder.log(), 960.0, Theme::Light).ends_with("</svg>\n"));
    builder.run("main()", 1);
    assert!(drawn(builder.log(), 0.0, Theme::Light).contains(">running<"));
    builder.end_run();
    let picture = drawn(builder.log(), 960.0, Theme::Light);
    assert!(
        picture.contains(">0.4 s<"),
        "an axis is drawn where no time passes"
    );
    assert!(!picture.contains("NaN"));
}

#[test]
fn a_scene_is_bounded_by_pixels_and_not_by_spans() {
    let log = many_spans(100_000);
    let end = log.now().as_secs();
    assert!(log.lanes()[0].span_count() > 300_000);
    for width in [360.0, 960.0, 2000.0] {
        for zoom in [1.0, 1e-2, 1e-4, 1e-6] {
            let range = Some(TimeRange::new(0.0, end).zoomed(end / 3.0, zoom));
            let viewport = Viewport {
                range,
                ..Viewport::of_width(width)
            };
            let marks = scene(&log, &viewport).marks;
            assert!(
                marks.len() < width as usize * 2,
                "{} marks at {width} {zoom}",
                marks.len()
            );
            for mark in &marks {
                if let (
                    Role::Waiting | Role::Running | Role::Turns,
                    Shape::Rect { x, width: w, .. },
                ) = (mark.role, &mark.shape)
                {
                    assert!(*x >= -3.0 && x + w <= width, "{mark:?}");
                }
            }
        }
    }
}

#[test]
fn crowds_do_not_hide_waits() {
    let log = many_spans(20_000);
    let marks = scene(&log, &wide()).marks;
    let width = |role: Role| -> f64 {
        let rects = marks.iter().filter(|mark| mark.role == role);
        rects
            .map(|mark| {
                if let Shape::Rect { width, .. } = mark.shape {
                    width
                } else {
                    0.0
                }
            })
            .sum()
    };
    let axis = Layout::new(&log, &wide()).axis.scale;
    // All of the time is spent waiting, and that is what the bars show; no turn takes any.
    assert!((width(Role::Waiting) - axis.width).abs() < 1.0);
    assert!(width(Role::Running) + width(Role::Turns) <= axis.width + 3.0);
    assert!(width(Role::Turns) > 0.0);
}

#[test]
fn only_rows_that_can_be_seen_are_drawn() {
    let mut builder = Builder::new();
    let sleeps: Vec<_> = (1..=10_000)
        .map(|n| ("worker()", f64::from(n) / 10_000.0))
        .collect();
    builder.fan_out("main()", Some((3, "TaskGroup")), &sleeps);
    let log = builder.into_log();
    let layout = Layout::new(&log, &wide());
    assert_eq!(layout.height(RunId(0)), 14.0 + 26.0 * 10_001.0);
    let panel = layout
        .panel(&log, RunId(0), 1000.0..1400.0)
        .expect("the run exists");
    assert!(panel.scene.marks.len() < 150, "{}", panel.scene.marks.len());
    let names = panel
        .scene
        .marks
        .iter()
        .filter(|mark| mark.role == Role::ChildName)
        .count();
    assert_eq!(names, 16);
    // A file counts the lanes that it leaves out.
    let picture = drawn(&log, 960.0, Theme::Light);
    assert!(picture.contains("… and 9881 more lanes"));
    assert!(picture.len() < 200_000, "{}", picture.len());
    assert_eq!(layout.panel(&log, RunId(9), 0.0..1.0), None);
}

#[test]
fn lanes_stand_below_their_parents() {
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let root = builder.task("root", None, None);
    let group = builder.group(8, root, "TaskGroup");
    let first = builder.task("first", Some(root), Some(group));
    let second = builder.task("second", Some(root), Some(group));
    let _other = builder.task("other", None, None);
    let _child = builder.task("child of first", Some(first), None);
    let _stray = builder.task("stray", Some(LaneId(99)), None);
    builder.task("child of second", Some(second), None);
    let log = builder.into_log();
    let rows = Rows::of(&log, RunId(0));
    let text = |row: &crate::timeline::lanes::Row| {
        let caption = log.lane(row.lane).map_or("", |lane| lane.caption());
        format!("{}{caption}\n", "  ".repeat(row.depth as usize))
    };
    expect![[r#"
        root
          first
            child of first
          second
            child of second
        other
        stray
    "#]]
    .assert_eq(&rows.rows.iter().map(text).collect::<String>());
    assert_eq!(rows.brackets.len(), 1);
    assert_eq!(
        (
            rows.brackets[0].first,
            rows.brackets[0].last,
            rows.brackets[0].depth
        ),
        (1, 3, 1)
    );
    assert!(Rows::of(&log, RunId(4)).is_empty());
}

#[test]
fn zooming_cuts_bars_at_the_edges() {
    let log = builder::three_ways();
    let viewport = Viewport {
        range: Some(TimeRange::new(0.6, 0.8)),
        ..wide()
    };
    let layout = Layout::new(&log, &viewport);
    let panel = layout
        .panel(&log, RunId(0), 0.0..f64::INFINITY)
        .expect("the run exists");
    let bars: Vec<_> = panel
        .scene
        .marks
        .iter()
        .filter(|mark| mark.role == Role::Waiting)
        .collect();
    assert_eq!(bars.len(), 1);
    let scale = layout.axis.scale;
    let whole = Shape::rect(scale.left, 10.0, scale.width, 16.0, 3.0);
    assert_eq!(bars[0].shape, whole);
    assert_eq!(layout.bounds, TimeRange::new(0.0, 3.0));
    let signs = panel
        .scene
        .marks
        .iter()
        .filter(|mark| mark.role == Role::EndReturned);
    assert_eq!(signs.count(), 0);
}

#[test]
fn lanes_of_a_run_that_goes_on_grow_into_free_space() {
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let lane = builder.task("main()", None, None);
    let mut ends = Vec::new();
    for now in [0.0, 0.3, 0.45, 0.6, 2.1, 17.0, 40.0, 70.0] {
        builder.at(now).wake(lane, Waker::Timer);
        ends.push(Layout::new(builder.log(), &wide()).bounds.end);
    }
    assert_eq!(ends, [1.0, 0.5, 0.5, 1.0, 5.0, 30.0, 60.0, 120.0]);
    builder.end_run();
    assert_eq!(Layout::new(builder.log(), &wide()).bounds.end, 70.0);
}

#[test]
fn wake_ups_are_arrows_between_lanes() {
    let log = builder::busy_run();
    let arrows = |wake_ups| {
        let scene = scene(&log, &Viewport { wake_ups, ..wide() });
        let mut told = Vec::new();
        for mark in scene.marks.iter().filter(|mark| mark.role == Role::WakeUp) {
            let text = mark.meaning.map(|meaning| describe(&log, meaning).text());
            told.extend(text.map(|text| text.replace('\n', ", ")));
        }
        told.join("\n")
    };
    assert_eq!(arrows(WakeUps::None), "");
    expect![[r#"
        main(), woken by crunch(10_000), at 1 s
        producer(queue), woken to be cancelled, by main(), at 900 ms
        consumer(queue), woken by producer(queue), at 400 ms
        crunch(10_000), woken by read_file('a.txt'), at 700 ms"#]]
    .assert_eq(&arrows(WakeUps::All));
    expect!["crunch(10_000), woken by read_file('a.txt'), at 700 ms"]
        .assert_eq(&arrows(WakeUps::Of(LaneId(4))));
}

#[test]
fn threads_are_not_blocked_by_a_blocked_loop() {
    let log = builder::busy_run();
    let scene = scene(&log, &wide());
    let bands: Vec<_> = scene
        .marks
        .iter()
        .filter(|mark| mark.role == Role::LoopBlocked)
        .collect();
    assert_eq!(bands.len(), 1);
    let Shape::Rect { y, height, .. } = bands[0].shape else {
        panic!("a band is a rectangle")
    };
    // Four tasks are covered, the thread in the fifth row is not.
    assert_eq!((y, height), (5.0, 4.0 * 26.0));
    assert_eq!(log.lanes()[4].kind, LaneKind::Thread);
}

#[test]
fn names_and_texts_are_escaped() {
    let mut builder = Builder::new();
    builder.fan_out("main()", None, &[("f('<a href=\"x\">&\u{1}')", 1.0)]);
    let picture = drawn(builder.log(), 960.0, Theme::Light);
    assert!(picture.contains("f(&apos;&lt;a") || picture.contains("f('&lt;a"));
    assert!(!picture.contains("<a href"));
    assert!(!picture.contains('\u{1}'));
}
