//! Scenes and pictures of whole traces.

use expect_test::{Expect, expect, expect_file};

use super::hover::describe;
use super::lanes::Rows;
use super::scene::{Mark, Meaning, Role, Scene, Shape};
use super::theme::Theme;
use super::{Layout, Picture, TimeRange, Viewport, WakeUps, picture, summary, table};
use crate::trace::builder::{self, Builder};
use crate::trace::event::{Event, LaneId, LaneKind, Outcome, RunId, RunKind, WaitKind, Waker};
use crate::trace::{Limits, Log};

fn drawn(log: &Log, width: f64, theme: Theme) -> String {
    let picture = Picture {
        width,
        theme,
        ..Picture::default()
    };
    picture::svg(log, &picture)
}

/// The whole of a log's first run.
fn scene(log: &Log, viewport: &Viewport) -> Scene {
    let layout = Layout::new(log, viewport);
    let panel = layout.panel(log, RunId(0), 0.0..f64::INFINITY);
    panel.expect("the run exists").scene
}

fn wide() -> Viewport {
    Viewport::of_width(960.0)
}

#[test]
fn pictures() {
    let three = builder::three_ways();
    expect_file!["goldens/three_ways.svg"].assert_eq(&drawn(&three, 960.0, Theme::Light));
    expect_file!["goldens/three_ways_phone.svg"].assert_eq(&drawn(&three, 360.0, Theme::Dark));
    let busy = builder::busy_run();
    expect_file!["goldens/busy_run.svg"].assert_eq(&drawn(&busy, 960.0, Theme::Auto));
    expect_file!["goldens/crowded.svg"].assert_eq(&drawn(&crowded(), 960.0, Theme::Light));
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

/// A lane that waits often and shortly, one that gives way a thousand times, and one that blocks the loop often.
fn crowded() -> Log {
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let lanes = [("poll()", 0.004), ("spin()", 0.0), ("think()", 0.03)]
        .map(|(label, _)| builder.task(label, None, None));
    let [poll, spin, think] = lanes;
    for lane in lanes {
        builder.running(lane);
        builder.wait(lane, "", WaitKind::Sleep, "sleep 0.01 s");
    }
    for step in 1..=300_u32 {
        builder.at(f64::from(step) * 0.01).wake(poll, Waker::Timer);
        builder.wait(poll, "", WaitKind::Sleep, "sleep 0.01 s");
        if step == 100 {
            builder.running(spin);
            for _ in 0..1000 {
                builder.give_way(spin);
                builder.running(spin);
            }
            builder.end(spin, Outcome::Returned("None"));
        }
        if step > 150 && step % 5 == 0 {
            builder.wake(think, Waker::Timer);
            builder.block(think, "time.sleep 2 ms", 0.002);
            builder.wait(think, "", WaitKind::Sleep, "sleep 0.05 s");
        }
    }
    builder.at(3.01).end(poll, Outcome::Returned("None"));
    builder.end(think, Outcome::Returned("None"));
    builder.end_run();
    builder.into_log()
}

/// A lane of `spans` waits of a nanosecond to a millisecond, by a fixed pseudo-random sequence.
fn many_spans(spans: u32) -> Log {
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let lane = builder.task("main()", None, None);
    builder.running(lane);
    let (mut seed, mut now) = (1_u64, 0.0);
    for _ in 0..spans {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let exponent = (seed >> 33) % 7;
        now += 1e-9 * 10f64.powi(exponent as i32);
        builder.wait(lane, "", WaitKind::Sleep, "sleep");
        builder.at(now).wake(lane, Waker::Timer);
    }
    builder.end(lane, Outcome::Returned("None"));
    builder.end_run();
    builder.into_log()
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
    let text = |row: &super::lanes::Row| {
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

/// What a pointer at a moment of a row is told.
fn check_hover(log: &Log, row: usize, seconds: f64, dy: f64, expected: Expect) {
    let layout = Layout::new(log, &wide());
    let scene = scene(log, &wide());
    let x = layout.axis.scale.x_from_time(seconds);
    let y = 10.0 + 26.0 * row as f64 + dy;
    let meaning = scene.hit(x, y).and_then(|mark| mark.meaning);
    let text = meaning.map_or("nothing".into(), |meaning| describe(log, meaning).text());
    expected.assert_eq(&text);
}

#[test]
fn a_pointer_is_told_state_reason_line_and_duration() {
    let log = builder::busy_run();
    check_hover(
        &log,
        1,
        0.2,
        8.0,
        expect![[r#"
            producer(queue)
            waiting: sleep 0.4 s
            0 s – 400 ms (400 ms)
            line 6
            woken by its timer"#]],
    );
    check_hover(
        &log,
        3,
        0.2,
        8.0,
        expect![[r#"
            crunch(10_000)
            waiting: read_file('a.txt')
            0 s – 700 ms (700 ms)
            line 33
            woken by read_file('a.txt')"#]],
    );
    check_hover(
        &log,
        1,
        0.7,
        8.0,
        expect![[r#"
            producer(queue)
            running
            at 700 ms
            line 7"#]],
    );
    check_hover(
        &log,
        3,
        0.6,
        8.0,
        expect![[r#"
            loop blocked
            time.sleep 0.3 s in producer(queue): no task can run
            400 ms – 700 ms (300 ms)
            line 7"#]],
    );
    check_hover(
        &log,
        1,
        0.6,
        8.0,
        expect![[r#"
            producer(queue)
            blocking the loop: time.sleep 0.3 s
            400 ms – 700 ms (300 ms)
            line 7"#]],
    );
    check_hover(
        &log,
        3,
        0.917,
        8.0,
        expect![[r#"
            crunch(10_000)
            raised ValueError('no such file')
            at 900 ms
            line 9"#]],
    );
    check_hover(
        &log,
        2,
        0.9,
        -3.0,
        expect![[r#"
            consumer(queue)
            asked to cancel by main()
            at 900 ms
            too late"#]],
    );
    check_hover(
        &log,
        2,
        1.017,
        8.0,
        expect![[r#"
            consumer(queue)
            still running when the run ended
            at 1 s"#]],
    );
    check_hover(&log, 4, 0.85, 8.0, expect!["nothing"]);
    let scene = scene(&log, &wide());
    let name = scene.hit(60.0, 46.0).and_then(|mark| mark.meaning);
    assert_eq!(name, Some(Meaning::Lane(LaneId(1))));
    let bracket = scene.hit(22.0, 70.0).and_then(|mark| mark.meaning);
    assert!(matches!(bracket, Some(Meaning::Group(_))), "{bracket:?}");
}

#[test]
fn a_crowd_tells_how_many_it_stands_for() {
    let log = crowded();
    let marks = scene(&log, &wide()).marks;
    let turns = marks
        .iter()
        .find(|mark| mark.role == Role::Turns)
        .expect("turns are crowded");
    let meaning = turns.meaning.expect("it has a meaning");
    expect![[r#"
        poll()
        901 changes of state, too short to show one by one
        0 s – 3 s (3 s)
        line 11"#]]
    .assert_eq(&describe(&log, meaning).text());
    // Short blocks with more time between them are not drawn as if the loop were always blocked.
    let band = marks
        .iter()
        .find(|mark| mark.role == Role::LoopBlockedBriefly);
    assert!(matches!(band, Some(Mark { shape: Shape::Rect { width, .. }, .. }) if *width <= 1.0));
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
fn totals_compare_with_the_slowest() {
    let text = |log: &Log| {
        let totals = summary::totals(log).into_iter();
        let line = |total: summary::Total| {
            let figures = total.figures.iter();
            let figures = figures.map(|figure| format!("{} {}", figure.number, figure.unit));
            let figures = figures.collect::<Vec<_>>().join(" ");
            format!("{}: {figures}, {}\n", total.title, total.remark)
        };
        totals.map(line).collect::<String>()
    };
    expect![[r#"
        One by one: 3.00 s, one at a time
        Gathered: 1.50 s, 2.0× faster
        Grouped: 1.50 s, 2.0× faster
    "#]]
    .assert_eq(&text(&builder::three_ways()));
    assert_eq!(
        summary::totals_line(summary::totals(&builder::three_ways())),
        "One by one 3.00 s · Gathered 1.50 s · Grouped 1.50 s"
    );
    let mut builder = Builder::new();
    builder.fan_out("main()", None, &[("a()", 1.0)]);
    builder.fan_out("main()", None, &[("a()", 1.0), ("b()", 0.25)]);
    builder.run("other()", 30);
    expect![[r#"
        Main: 1.00 s, 
        Main (2): 1.00 s, 
        Other: 0 s, running
    "#]]
    .assert_eq(&text(builder.log()));
}

#[test]
fn a_sentence_says_how_a_run_spent_its_time() {
    let verdicts = |log: &Log| {
        let runs = log.runs().iter();
        runs.map(|run| summary::heading(log, run).remark().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        verdicts(&builder::three_ways()),
        [
            "3 waits, one after another",
            "all three wait at the same time",
            "all three wait at the same time"
        ]
    );
    assert_eq!(
        verdicts(&builder::busy_run()),
        ["raised ExceptionGroup('unhandled errors', 1)"]
    );
    let mut builder = Builder::new();
    builder.fan_out("pair()", None, &[("a()", 1.0), ("b()", 2.0)]);
    builder.run("sleepy()", 4);
    let lane = builder.task("sleepy()", None, None);
    builder.running(lane);
    builder.block(lane, "time.sleep 2.5 s", 2.5);
    builder.end(lane, Outcome::Returned("None"));
    builder.end_run();
    builder.run_of(RunKind::TopLevelAwait, "answer()", 9);
    let run = RunId(2);
    builder.event(Event::RunEnded {
        run,
        outcome: Outcome::Returned("42"),
    });
    builder.run("going()", 9);
    assert_eq!(
        verdicts(builder.log()),
        [
            "both wait at the same time",
            "loop blocked for 2.5 s",
            "returned 42",
            "running"
        ]
    );
    let runs = builder.log().runs();
    assert_eq!(
        summary::heading(builder.log(), &runs[2]).code,
        "await answer()"
    );
}

#[test]
fn a_full_trace_is_said_in_the_picture() {
    let mut builder = Builder::with_limits(Limits {
        records: 50,
        text: 10_000,
    });
    builder.one_by_one(&[("f", 0.5); 40]);
    let notice = summary::notice(builder.log());
    expect!["The trace is full: after 8 s the next 74 events are missing from the picture."]
        .assert_eq(&notice.unwrap_or_default());
    let picture = drawn(builder.log(), 960.0, Theme::Light);
    assert!(picture.contains("The trace is full"));
    assert!(
        picture.contains(">20.00<"),
        "the total is right all the same"
    );
}

#[test]
fn the_table_says_what_the_picture_shows() {
    let log = builder::busy_run();
    let (rows, more) = table::table(&log, RunId(0), 100);
    assert_eq!(more, 0);
    expect![[r#"
        lane                    from    until   line  state
        main()                  0 s     1 s     6     waiting: 3 tasks
        main()                  1 s             9     raised ExceptionGroup('unhandled errors', 1)
          producer(queue)       0 s     400 ms  6     waiting: sleep 0.4 s
          producer(queue)       400 ms  700 ms  7     blocking the loop: time.sleep 0.3 s
          producer(queue)       700 ms  900 ms  6     waiting: queue.put
          producer(queue)       900 ms          9     cancelled
          consumer(queue)       0 s     400 ms  6     waiting: queue.get
          consumer(queue)       400 ms  700 ms  6     ready, waiting for its turn
          consumer(queue)       700 ms  1 s     6     waiting: lock
          crunch(10_000)        0 s     700 ms  33    waiting: read_file('a.txt')
          crunch(10_000)        700 ms  900 ms  33    running
          crunch(10_000)        900 ms          9     raised ValueError('no such file')
            read_file('a.txt')  0 s     700 ms  31    waiting: time.sleep 0.7 s
            read_file('a.txt')  700 ms          9     returned 'text'
    "#]]
    .assert_eq(&table::to_text(&rows));
    let (rows, more) = table::table(&log, RunId(0), 5);
    assert_eq!((rows.len(), more), (5, 9));
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
fn a_file_counts_the_runs_that_it_leaves_out() {
    let mut builder = Builder::new();
    for _ in 0..100 {
        builder.one_by_one(&[("f", 1.0)]);
    }
    let picture = drawn(builder.log(), 960.0, Theme::Light);
    assert!(picture.contains("… and 76 more runs"));
    assert!(picture.contains("One by one (24)"));
    assert!(!picture.contains("One by one (25)"));
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
