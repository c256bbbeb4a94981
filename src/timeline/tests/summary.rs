//! What the runs come to: figures, sentences, tables.

use expect_test::expect;

use super::drawn;
use crate::timeline::theme::Theme;
use crate::timeline::{summary, table};
use crate::trace::builder::{self, Builder};
use crate::trace::event::{Event, Outcome, RunId, RunKind};
use crate::trace::{Limits, Log};

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
    builder.close();
    assert_eq!(
        verdicts(builder.log())[2..],
        ["returned 42", "did not end"],
        "a run that was cut off does not run any more"
    );
    let total = summary::totals(builder.log()).pop();
    let total = total.map(|total| (total.remark, total.running));
    assert_eq!(total, Some(("did not end".into(), false)));
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
