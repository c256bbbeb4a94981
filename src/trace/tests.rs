//! What a log answers about the events that it was written from.

use expect_test::expect_file;

use super::builder::{self, Builder, nanos};
use super::event::{
    Event, LaneId, LaneKind, ObjectId, Observer, Outcome, RunId, RunKind, Stream, WaitKind, Waker,
};
use super::export;
use super::{Limits, Log, Recorder, Span, State};
use crate::clock::Nanos;

/// Writes down events as text.
#[derive(Default)]
struct Transcript(Vec<String>);

impl Observer for Transcript {
    fn event(&mut self, at: Nanos, event: Event<'_>) {
        self.0.push(format!("{at:?} {event:?}"));
    }
}

fn transcript(log: &Log) -> Vec<String> {
    let mut transcript = Transcript::default();
    log.replay(0..usize::MAX, &mut transcript);
    transcript.0
}

/// A log with an event of every kind.
fn every_kind() -> Log {
    let mut builder = Builder::new();
    builder.run("asyncio.run(main())", 3);
    let lane = builder.task("main()", None, None);
    let group = builder.group(5, lane, "gather");
    let run = RunId(0);
    let timer = ObjectId(6);
    let label = "wake";
    for event in [
        Event::LoopPass { run, ready: 1 },
        Event::LaneRunning { lane },
        Event::LaneRenamed { lane, name: "boss" },
        Event::Line {
            lane: Some(lane),
            line: 4,
        },
        Event::Line {
            lane: None,
            line: 5,
        },
        Event::Output {
            stream: Stream::Stdout,
            lane: Some(lane),
            text: "hello\n",
        },
        Event::Output {
            stream: Stream::Stderr,
            lane: None,
            text: "π\n",
        },
        Event::TimerScheduled {
            timer,
            deadline: nanos(2.0),
            lane: Some(lane),
            label,
        },
        Event::LaneSuspended {
            lane,
            wait: None,
            line: 6,
            stack: &[],
        },
        Event::CallbackStarted { run, label: "done" },
        Event::BlockStarted {
            lane: None,
            label: "time.sleep 1 s",
            line: 7,
        },
        Event::BlockEnded { lane: None },
        Event::CallbackEnded { run },
        Event::TimerFired { timer },
        Event::TimerCancelled { timer },
        Event::CancelRequested {
            lane,
            by: None,
            message: "stop",
        },
        Event::LaneReady {
            lane,
            waker: Waker::Cancel(None),
        },
        Event::LaneRunning { lane },
        Event::CancelDelivered { lane, line: 8 },
        Event::GroupEnded { group },
        Event::LaneEnded {
            lane,
            outcome: Outcome::Cancelled("stop"),
            line: 8,
        },
        Event::RunEnded {
            run,
            outcome: Outcome::Raised("CancelledError('stop')"),
        },
    ] {
        builder.event(event);
    }
    builder.into_log()
}

#[test]
fn a_log_replays_what_was_recorded() {
    struct Both {
        transcript: Transcript,
        recorder: Recorder,
    }
    impl Observer for Both {
        fn event(&mut self, at: Nanos, event: Event<'_>) {
            self.transcript.event(at, event);
            self.recorder.event(at, event);
        }
    }
    for log in [every_kind(), builder::three_ways(), builder::busy_run()] {
        let mut both = Both {
            transcript: Transcript::default(),
            recorder: Recorder::default(),
        };
        log.replay(0..log.len(), &mut both);
        assert_eq!(both.transcript.0.len(), log.len());
        assert_eq!(transcript(both.recorder.log()), both.transcript.0);
    }
    assert_eq!(every_kind().lanes()[0].name.as_ref(), "boss");
    assert!(transcript(&every_kind())[1].contains("Task-1"));
}

/// The spans of a lane in short: `waiting 0-0.5`.
fn spans(log: &Log, lane: u32) -> String {
    let lane = log.lane(LaneId(lane)).expect("the lane exists");
    let text = |span: Span| {
        format!(
            "{:?} {}-{}",
            span.state,
            span.start.as_secs(),
            span.end.as_secs()
        )
        .to_lowercase()
    };
    log.spans(lane).map(text).collect::<Vec<_>>().join(", ")
}

#[test]
fn spans_follow_each_other_without_gaps() {
    let log = builder::busy_run();
    assert_eq!(
        spans(&log, 1),
        "ready 0-0, running 0-0, waiting 0-0.4, ready 0.4-0.4, running 0.4-0.4, blocked 0.4-0.7, \
         running 0.7-0.7, waiting 0.7-0.9, ready 0.9-0.9, running 0.9-0.9"
    );
    assert_eq!(
        spans(&log, 2),
        "ready 0-0, running 0-0, waiting 0-0.4, ready 0.4-0.7, running 0.7-0.7, waiting 0.7-1"
    );
    // A thread blocks nobody else.
    assert_eq!(
        spans(&log, 4),
        "running 0-0, waiting 0-0.7, running 0.7-0.7"
    );
    assert!(log.is_left_over(&log.lanes()[2]));
    assert!(!log.is_left_over(&log.lanes()[1]));
}

#[test]
fn a_span_tells_reason_waker_line_and_stack() {
    let log = builder::busy_run();
    let producer = &log.lanes()[1];
    let span = |index| log.span(producer, index).expect("the span exists");
    assert_eq!(log.wait(&span(2)).expect("it waits").label, "sleep 0.4 s");
    assert_eq!(log.waker(&span(0)), Some(Waker::Start));
    assert_eq!(log.waker(&span(3)), Some(Waker::Timer));
    assert_eq!(log.block_label(span(5).record), Some("time.sleep 0.3 s"));
    assert_eq!(log.line(producer, &span(1)), producer.line);
    assert_eq!(log.line(producer, &span(4)), 6);
    assert_eq!(log.line(producer, &span(6)), 7);
    let stack = log.stack(producer, &span(7));
    let names: Vec<_> = stack.iter().map(|frame| frame.function).collect();
    assert_eq!(names, ["main", "put"]);
    assert_eq!(log.wait(&span(1)), None);
    assert!(log.span(producer, 10).is_none());
}

#[test]
fn the_state_at_a_moment_and_within_it() {
    let log = builder::three_ways();
    let root = &log.lanes()[0];
    let state = |records| log.span_after(root, records).map(|span| span.state);
    assert_eq!(state(log.records_until(nanos(0.7))), Some(State::Waiting));
    assert_eq!(log.span_after(root, 0), None);
    // Within the first instant: run started, lane created, ready, running, waiting.
    let states: Vec<_> = (1..=5).map(state).collect();
    let [ready, running, waiting] = [State::Ready, State::Running, State::Waiting].map(Some);
    assert_eq!(states, [None, None, ready, running, waiting]);
    let end = root.end_record().expect("it ended");
    assert_eq!(state(end), running);
    assert_eq!(state(end + 1), None);
    assert_eq!(state(usize::MAX), None);
}

#[test]
fn spans_are_found_by_time() {
    let log = builder::three_ways();
    let root = &log.lanes()[0];
    let found = |start, end| {
        let range = log.span_range(root, nanos(start), nanos(end));
        log.spans_in(root, range)
            .filter(|span| span.state == State::Waiting)
            .count()
    };
    assert_eq!(found(0.1, 0.2), 1);
    assert_eq!(found(0.1, 0.6), 2);
    assert_eq!(found(-1.0, 9.0), 3);
    assert_eq!(found(9.0, 10.0), 0);
    assert_eq!(log.span_range(root, nanos(-2.0), nanos(-1.0)).len(), 0);
}

#[test]
fn waits_are_counted_where_they_took_time() {
    let counts = |log: &Log| -> Vec<_> {
        log.runs()
            .iter()
            .map(|run| (run.waits, run.peak_waits))
            .collect()
    };
    assert_eq!(counts(&builder::three_ways()), [(3, 1), (3, 3), (3, 3)]);
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let lane = builder.task("main()", None, None);
    builder.running(lane);
    builder.wait(lane, "", WaitKind::QueueGet, "queue.get");
    builder.wake(lane, Waker::Callback);
    builder.end(lane, Outcome::Returned("None"));
    builder.end_run();
    assert_eq!(counts(builder.log()), [(0, 0)]);
}

#[test]
fn an_open_trace_reaches_up_to_the_present() {
    let mut builder = Builder::new();
    builder.at(1.0).run("main()", 1);
    let lane = builder.task("main()", None, None);
    builder.running(lane);
    builder.wait(lane, "", WaitKind::Sleep, "sleep 5 s");
    let mut recorder = Recorder::default();
    builder.log().replay(0..usize::MAX, &mut recorder);
    recorder.advance(nanos(3.5));
    let log = recorder.log();
    assert_eq!(spans(log, 0), "ready 1-1, running 1-1, waiting 1-3.5");
    assert_eq!(log.runs()[0].since_start(log.run_end(&log.runs()[0])), 2.5);
    assert_eq!(log.runs()[0].peak_waits, 1);
    recorder.advance(nanos(2.0));
    assert_eq!(recorder.log().now(), nanos(3.5));
}

#[test]
fn blocks_of_tasks_and_callbacks_block_the_loop() {
    let log = builder::busy_run();
    let blocks = &log.runs()[0].blocks;
    assert_eq!(blocks.len(), 1);
    assert_eq!(
        (blocks[0].start, blocks[0].end),
        (nanos(0.4), Some(nanos(0.7)))
    );
    assert_eq!(blocks[0].lane, Some(LaneId(1)));
    assert_eq!(every_kind().runs()[0].blocks.len(), 1);

    let mut builder = Builder::new();
    builder.run_of(RunKind::Synchronous, "time.sleep", 1);
    let main = builder.lane(LaneKind::Main, "main program", None, None);
    builder.running(main);
    builder.block(main, "time.sleep 1 s", 1.0);
    builder.block(main, "time.sleep 2 s", 2.0);
    builder.end(main, Outcome::Returned(""));
    builder.end_run();
    let run = &builder.log().runs()[0];
    assert_eq!((run.blocks.len(), run.waits, run.peak_waits), (0, 2, 1));
}

#[test]
fn output_is_tied_to_time_and_lane() {
    let log = every_kind();
    let outputs: Vec<_> = log.outputs(0..usize::MAX).collect();
    assert_eq!(outputs.len(), log.output_count());
    assert_eq!(
        (outputs[0].text, outputs[0].lane),
        ("hello\n", Some(LaneId(0)))
    );
    assert_eq!((outputs[1].text, outputs[1].lane), ("π\n", None));
    assert_eq!(outputs[1].run, Some(RunId(0)));
    assert_eq!(outputs[1].stream, Stream::Stderr);
    assert_eq!(
        log.outputs(1..9).next().map(|output| output.text),
        Some("π\n")
    );
}

#[test]
fn cancel_requests_are_kept_with_the_lane() {
    let log = builder::busy_run();
    let requests: Vec<_> = log.cancels(&log.lanes()[2]).collect();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        (requests[0].by, requests[0].message),
        (Some(LaneId(0)), "too late")
    );
    assert_eq!(requests[0].at, nanos(0.9));
}

#[test]
fn a_full_trace_says_so_and_still_learns_the_end() {
    let mut builder = Builder::with_limits(Limits {
        records: 100,
        text: 1000,
    });
    builder.run("main()", 1);
    let lane = builder.task("main()", None, None);
    builder.running(lane);
    for turn in 0..1000 {
        builder.give_way(lane);
        builder.at(f64::from(turn) / 100.0).running(lane);
    }
    builder.run("never seen", 2);
    builder.event(Event::RunEnded {
        run: RunId(0),
        outcome: Outcome::Returned("None"),
    });
    builder.end(lane, Outcome::Returned("None"));
    let log = builder.log();
    assert_eq!(log.len(), 102);
    let full = log.full().expect("it is full");
    assert_eq!(full.missing, 3000 - 96 + 1);
    assert_eq!(log.runs().len(), 1);
    assert_eq!(log.runs()[0].end, Some(nanos(9.99)));
    let last = log
        .spans(&log.lanes()[0])
        .next_back()
        .expect("it has spans");
    assert_eq!(last.end, full.at);
}

#[test]
fn text_is_limited_too() {
    let mut builder = Builder::with_limits(Limits {
        records: 100,
        text: 1000,
    });
    builder.run("main()", 1);
    let text = "x".repeat(600);
    for _ in 0..3 {
        builder.event(Event::Output {
            stream: Stream::Stdout,
            lane: None,
            text: &text,
        });
    }
    assert_eq!(builder.log().output_count(), 1);
    assert_eq!(builder.log().full().map(|full| full.missing), Some(2));
}

#[test]
fn events_about_the_unknown_are_left_out() {
    let mut recorder = Recorder::default();
    let lane = LaneId(7);
    for event in [
        Event::LaneRunning { lane },
        Event::LaneEnded {
            lane,
            outcome: Outcome::Returned(""),
            line: 1,
        },
        Event::RunEnded {
            run: RunId(3),
            outcome: Outcome::Returned(""),
        },
        Event::BlockEnded { lane: None },
        Event::BlockStarted {
            lane: Some(lane),
            label: "",
            line: 1,
        },
        Event::GroupEnded { group: ObjectId(1) },
        Event::LoopPass {
            run: RunId(3),
            ready: 1,
        },
    ] {
        recorder.event(Nanos(0), event);
    }
    assert!(recorder.log().is_empty());
}

#[test]
fn exports_the_trace_event_format() {
    expect_file!["goldens/busy_run.json"].assert_eq(&export::trace_events(&builder::busy_run()));
    expect_file!["goldens/every_kind.json"].assert_eq(&export::trace_events(&every_kind()));
}
