//! What a pointer is told.

use expect_test::{Expect, expect};

use super::{crowded, scene, wide};
use crate::timeline::Layout;
use crate::timeline::hover::{describe, legible_sleep};
use crate::timeline::scene::{Mark, Meaning, Role, Shape};
use crate::trace::Log;
use crate::trace::builder;
use crate::trace::event::LaneId;

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
fn a_sleep_of_many_digits_is_told_in_few() {
    let cases = [
        ("sleep 0.25656219954211645 s", "sleep 257 ms"),
        ("sleep 12.3456789 s", "sleep 12.3 s"),
        ("sleep 0.125 s", "sleep 0.125 s"),
        ("sleep 86400 s", "sleep 86400 s"),
        ("sleep", "sleep"),
        (
            "GET https://example.com/1.2345678",
            "GET https://example.com/1.2345678",
        ),
    ];
    for (label, legible) in cases {
        assert_eq!(legible_sleep(label), legible);
    }
}
