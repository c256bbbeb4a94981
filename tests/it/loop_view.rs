//! What the page reads off a recorded trace: the loop at a moment, steps, the critical path, what became of the children and
//! of cancellations, and what there is to notice.

use std::fmt::Write;

use expect_test::{Expect, expect};
use interleave::clock::{Clock, Nanos};
use interleave::findings::{self, cancellation, outcomes};
use interleave::python::vm::Host;
use interleave::session::{Limits, Program, Session};
use interleave::timeline::path;
use interleave::trace::event::{LaneId, Stream};
use interleave::trace::{Log, Step, Turn};

struct Nowhere;

impl Host for Nowhere {
    fn write(&self, _: Stream, _: &str) {}
}

/// Runs a program and reads its trace.
pub fn read<T>(source: &str, reader: impl FnOnce(&Log) -> T) -> T {
    let program = Program {
        source: source.into(),
        filename: "main.py".into(),
        arguments: Vec::new(),
    };
    let clock = Clock::virtual_clock();
    let session = Session::new(&program, clock, Limits::default(), Box::new(Nowhere));
    let mut session = session.expect("it is a program");
    session.finish();
    let recorder = session.recorder();
    reader(recorder.log())
}

fn caption(log: &Log, lane: LaneId) -> String {
    log.lane(lane)
        .map_or_else(String::new, |lane| lane.caption().into())
}

/// The loop of the last run in words, after so many records.
fn moment(log: &Log, records: usize) -> String {
    let run = log.runs().last().expect("there is a run");
    let moment = log.moment(run, records);
    let mut text = match moment.turn {
        Turn::Lane(lane) => format!("turn: {}\n", caption(log, lane)),
        Turn::Callback(label) => format!("turn: callback {label}\n"),
        Turn::Nobody => "turn: nobody\n".to_owned(),
    };
    for &lane in &moment.ready {
        writeln!(text, "ready: {}", caption(log, lane)).unwrap();
    }
    for timer in &moment.timers {
        let lane = timer
            .lane
            .map_or_else(String::new, |lane| caption(log, lane));
        let deadline = run.since_start(timer.deadline);
        writeln!(text, "timer: {deadline} s, {} of {lane}", timer.label).unwrap();
    }
    for node in &moment.tasks {
        let indent = "  ".repeat(node.depth as usize);
        let stack = node
            .stack
            .iter()
            .map(|frame| format!(" {}:{}", frame.function, frame.line));
        let wait = node
            .wait
            .map_or_else(String::new, |wait| format!(" for {}", wait.label));
        let state = node.span.state;
        let stack: String = stack.collect();
        writeln!(
            text,
            "{indent}{}: {state:?}{wait} [{stack} ]",
            caption(log, node.lane)
        )
        .unwrap();
    }
    text
}

/// The loop of the last run that many seconds after its start.
fn moment_at(log: &Log, seconds: f64) -> String {
    let start = log.runs().last().expect("there is a run").start.0;
    moment(
        log,
        log.records_until(Nanos(start + (seconds * 1e9) as i64)),
    )
}

fn check(expected: Expect, text: &str) {
    expected.assert_eq(text);
}

const WORKERS: &str = "\
import asyncio

async def wait(seconds):
    await asyncio.sleep(seconds)

async def worker(queue):
    while True:
        seconds = await queue.get()
        await wait(seconds)

async def main():
    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(worker(queue)) for _ in range(2)]
        queue.put_nowait(1)
        queue.put_nowait(2)
        await asyncio.sleep(2.5)
        queue.put_nowait(0.25)
        await asyncio.sleep(1)
        for task in tasks:
            task.cancel()

asyncio.run(main())
";

#[test]
fn a_moment_tells_what_every_task_waits_for() {
    let text = read(WORKERS, |log| {
        format!("{}\n{}", moment_at(log, 0.5), moment_at(log, 2.6))
    });
    check(
        expect![[r#"
        turn: nobody
        timer: 1 s, sleep 1 s of worker(<Queue>)
        timer: 2 s, sleep 2 s of worker(<Queue>)
        timer: 2.5 s, sleep 2.5 s of main()
        main(): Waiting for sleep 2.5 s [ main:17 sleep:0 ]
        worker(<Queue>): Waiting for sleep 1 s [ worker:9 wait:4 sleep:0 ]
        worker(<Queue>): Waiting for sleep 2 s [ worker:9 wait:4 sleep:0 ]

        turn: nobody
        timer: 2.75 s, sleep 0.25 s of worker(<Queue>)
        timer: 3.5 s, sleep 1 s of main()
        main(): Waiting for sleep 1 s [ main:19 sleep:0 ]
        worker(<Queue>): Waiting for sleep 0.25 s [ worker:9 wait:4 sleep:0 ]
        worker(<Queue>): Waiting for queue.get [ worker:8 Queue.get:0 ]
    "#]],
        &text,
    );
}

#[test]
fn within_a_moment_the_ready_queue_empties_callback_by_callback() {
    let text = read(WORKERS, |log| {
        let mut text = String::new();
        let mut at = log.runs()[0].record + 1;
        for _ in 0..6 {
            at = log.step(at, Step::Callback, true).expect("there are steps");
            writeln!(
                text,
                "{}",
                moment(log, at)
                    .lines()
                    .take(3)
                    .collect::<Vec<_>>()
                    .join(" · ")
            )
            .unwrap();
        }
        text
    });
    check(
        expect![[r#"
        turn: main() · main(): Running [ ]
        turn: worker(<Queue>) · ready: worker(<Queue>) · timer: 2.5 s, sleep 2.5 s of main()
        turn: worker(<Queue>) · timer: 1 s, sleep 1 s of worker(<Queue>) · timer: 2.5 s, sleep 2.5 s of main()
        turn: worker(<Queue>) · timer: 2 s, sleep 2 s of worker(<Queue>) · timer: 2.5 s, sleep 2.5 s of main()
        turn: worker(<Queue>) · timer: 2.5 s, sleep 2.5 s of main() · main(): Waiting for sleep 2.5 s [ main:17 sleep:0 ]
        turn: main() · main(): Running [ main:17 sleep:0 ] · worker(<Queue>): Waiting for queue.get [ worker:8 Queue.get:0 ]
    "#]],
        &text,
    );
}

#[test]
fn the_tree_of_awaits_follows_tasks() {
    let source = "\
import asyncio

async def leaf():
    await asyncio.sleep(1)

async def branch():
    await asyncio.create_task(leaf())

async def main():
    aside = asyncio.create_task(leaf())
    await asyncio.gather(branch(), leaf())

asyncio.run(main())
";
    check(
        expect![[r#"
            turn: nobody
            timer: 1 s, sleep 1 s of leaf()
            timer: 1 s, sleep 1 s of leaf()
            timer: 1 s, sleep 1 s of leaf()
            main(): Waiting for 2 tasks [ main:11 ]
              branch(): Waiting for Task-5 [ branch:7 ]
                leaf(): Waiting for sleep 1 s [ leaf:4 sleep:0 ]
              leaf(): Waiting for sleep 1 s [ leaf:4 sleep:0 ]
            leaf(): Waiting for sleep 1 s [ leaf:4 sleep:0 ]
        "#]],
        &read(source, |log| moment_at(log, 0.5)),
    );
}

#[test]
fn steps_go_back_where_they_came_from() {
    read(WORKERS, |log| {
        let lane = log.lanes()[1].id;
        let steps = [
            Step::Callback,
            Step::Pass,
            Step::Switch,
            Step::Line(lane),
            Step::WakeUp(lane),
        ];
        for step in steps {
            let mut points = Vec::new();
            let mut at = 0;
            while let Some(next) = log.step(at, step, true) {
                assert!(next > at, "{step:?} moves on");
                points.push(next);
                at = next;
            }
            assert!(points.len() > 2, "{step:?} finds {points:?}");
            let mut back = vec![at];
            while let Some(before) = log.step(at, step, false) {
                back.push(before);
                at = before;
            }
            back.reverse();
            assert_eq!(points, back, "{step:?}");
        }
    });
}

#[test]
fn lines_of_a_task_are_stepped_one_by_one() {
    let source = "\
import asyncio

async def count(n):
    total = 0
    for i in range(n):
        total += i
    await asyncio.sleep(1)
    return total

asyncio.run(count(2))
";
    let lines = read(source, |log| {
        let lane = log.lanes()[0].id;
        let mut lines = Vec::new();
        let mut at = 0;
        while let Some(next) = log.step(at, Step::Line(lane), true) {
            lines.push(log.line_after(lane, next).unwrap_or_default());
            at = next;
        }
        lines
    });
    check(
        expect!["[4, 5, 6, 5, 6, 5, 7, 8, 8]"],
        &format!("{lines:?}"),
    );
}

/// The critical path of each run, in words.
fn paths(log: &Log) -> String {
    let mut text = String::new();
    for run in log.runs() {
        let sentence = path::sentence(log, run, &log.critical_path(run));
        writeln!(text, "{}: {}", run.title, sentence.unwrap_or_default()).unwrap();
    }
    text
}

fn scenario(id: &str) -> &'static str {
    let scenarios = interleave::scenarios::ALL;
    let found = scenarios.iter().find(|scenario| scenario.id == id);
    found.expect("it is in the catalogue").source()
}

#[test]
fn the_critical_path_says_what_the_time_went_to() {
    let text: String = ["three_ways", "blocking_sleep", "chain", "queue", "chess"]
        .into_iter()
        .map(|id| read(scenario(id), paths))
        .collect();
    check(
        expect![[r#"
            one_by_one(): 3 s: waited 500 ms for fetch() in line 14, then 1 s for fetch() in line 15, then 1.5 s for fetch() in line 16. Each wait began only when the one before had ended, so they add up.
            gathered(): 1.5 s: waited 1.5 s for fetch('mail', 1.5). The waits overlapped, so 3 s of waiting took only 1.5 s.
            task_group(): 1.5 s: waited 1.5 s for fetch('mail', 1.5). The waits overlapped, so 3 s of waiting took only 1.5 s.
            all_rude(): 1.5 s: was blocked 500 ms by time.sleep(0.5) in rude('Ada'), then 500 ms by time.sleep(0.5) in rude('Bob'), then 500 ms by time.sleep(0.5) in rude('Cleo'). Ready and kept waiting for a turn: 1.5 s in all, at most 1 s (rude('Cleo')).
            all_polite(): 500 ms: waited 500 ms for polite('Cleo'). The waits overlapped, so 1.5 s of waiting took only 500 ms.
            one_page_at_a_time(): 4.2 s: waited 4.2 s for whole_page() in line 34. Each wait began only when the one before had ended, so they add up.
            step_by_step(): 1.8 s: waited 1.2 s for fetch('shop'), then 600 ms for resize('help.html'). The waits overlapped, so 4.2 s of waiting took only 1.8 s.
            chained(): 1.8 s: waited 1.8 s for whole_page('shop'). The waits overlapped, so 4.2 s of waiting took only 1.8 s.
            one_seller(): 6.6 s: waited 300 ms for baker('Mia', <Queue>, 4, 0.3), then 6.3 s for seller(<Queue>, 0.9). The waits overlapped, so 14.4 s of waiting took only 6.6 s.
            three_sellers(): 3 s: waited 300 ms for baker('Mia', <Queue>, 4, 0.3), then 2.7 s for seller(<Queue>, 0.9). The waits overlapped, so 13.2 s of waiting took only 3 s.
            one_by_one(): 12 h: waited 1 h for sleep() in line 22 and 11 h for sleep() in line 23, by turns. Each wait began only when the one before had ended, so they add up.
            interleaved(): 1 h: waited 1 h for sleep() in line 37. The waits overlapped, so 1 d 1 h of waiting took only 1 h.
        "#]],
        &text,
    );
}

#[test]
fn the_critical_path_covers_all_of_a_run() {
    for scenario in interleave::scenarios::ALL {
        read(scenario.source(), |log| {
            for run in log.runs() {
                let mut at = run.start;
                for link in log.critical_path(run) {
                    assert_eq!(link.start, at, "{}: {link:?}", scenario.id);
                    at = link.end;
                }
                assert_eq!(at, log.run_end(run), "{}", scenario.id);
            }
        });
    }
}

#[test]
fn children_of_all_runs_are_compared() {
    let text = read(scenario("failing_child"), |log| {
        let comparison = outcomes::compare(log, 100);
        let mut text = format!("{}\n", comparison.runs.join(" | "));
        for row in comparison.rows {
            let cells = row.cells.iter().map(|cell| match cell {
                Some(cell) => cell.fate.words(),
                None => "-".into(),
            });
            writeln!(
                text,
                "{}: {}",
                row.child,
                cells.collect::<Vec<_>>().join(" | ")
            )
            .unwrap();
        }
        text
    });
    check(
        expect![[r#"
        Gathered | Task group
        fetch('maps', 1.0): returned at 1 s | cancelled at 500 ms
        fetch('mail', 0.5): raised ConnectionError('no mail today') at 500 ms | raised ConnectionError('no mail today') at 500 ms
        fetch('news', 2.0): still running at 1.5 s, when the run ended | cancelled at 500 ms
    "#]],
        &text,
    );
}

/// The stories of a trace, a line a sentence.
fn stories(log: &Log) -> String {
    let mut text = String::new();
    for story in cancellation::stories(log, 20) {
        writeln!(text, "{}", story.title).unwrap();
        for told in story.told {
            let indent = "  ".repeat(1 + told.depth as usize);
            let at = told.at.map_or_else(String::new, |at| format!("{at} s: "));
            writeln!(text, "{indent}{at}{}", told.text).unwrap();
        }
    }
    text
}

const CANCELLATIONS: &str = "\
import asyncio

async def tidy():
    try:
        await asyncio.sleep(10)
    finally:
        print('closing')
        await asyncio.sleep(0.5)

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return 'no'

async def fails(after):
    await asyncio.sleep(after)
    raise ValueError('boom')

async def limited():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError:
        return 'too late'

async def main():
    task = asyncio.create_task(stubborn())
    late = asyncio.create_task(tidy())
    lost = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(1)
    task.cancel('stop it')
    await task
    await limited()
    late.cancel()
    never = asyncio.create_task(tidy())
    never.cancel()
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(0.25))
        group.create_task(fails(0.25))
        group.create_task(tidy())

asyncio.run(main())
";

#[test]
fn cancellations_are_told_as_stories() {
    check(
        expect![[r#"
            main()
              2 s: Asked to stop by its time limit, which ran out.
              2 s: CancelledError was raised in it at line 23, where it waited: sleep 10 s.
              The time limit took the request back and raised TimeoutError in its place.
            main()
              2.25 s: Asked to stop by its TaskGroup, because fails(0.25) failed.
              2.25 s: CancelledError was raised in it at line 38, where it waited: 3 tasks.
              When its tasks had ended, the group took the request back and raised what had failed.
                ExceptionGroup('unhandled errors in a TaskGroup')
                  ValueError('boom')
                  ValueError('boom')
            stubborn()
              1 s: Asked to stop by main(), with the message "stop it".
              1 s: CancelledError was raised in it at line 12, where it waited: sleep 10 s.
              Then it ran lines 13 and 14.
              1 s: It returned 'no' all the same: the cancellation was swallowed.
            tidy()
              2 s: Asked to stop by main().
              2 s: CancelledError was raised in it at line 5, where it waited: sleep 10 s.
              Then it ran lines 7 and 8, printed “closing” and waited (sleep 0.5 s).
              2.5 s: It ended as cancelled.
            sleep()
              2.75 s: Asked to stop by the end of the run, which stops what is left.
              2.75 s: CancelledError was raised in it at a line outside of the program, where it waited: sleep 100 s.
              2.75 s: It ended as cancelled.
            tidy()
              2 s: Asked to stop by main().
              It had not begun, so none of its code ever ran.
              2 s: It ended as cancelled.
            tidy()
              2.25 s: Asked to stop by its TaskGroup, because fails(0.25) failed.
              2.25 s: CancelledError was raised in it at line 5, where it waited: sleep 10 s.
              Then it ran lines 7 and 8, printed “closing” and waited (sleep 0.5 s).
              2.75 s: It ended as cancelled.
        "#]],
        &read(CANCELLATIONS, stories),
    );
}

/// The findings of a program, a line each.
fn found(source: &str) -> String {
    read(source, |log| {
        let mut text = String::new();
        for finding in findings::findings(log, source) {
            writeln!(
                text,
                "{} {:?}: {}",
                finding.title, finding.lines, finding.text
            )
            .unwrap();
        }
        text
    })
}

#[test]
fn findings_name_what_is_likely_a_mistake() {
    check(
        expect![[r#"
            A task was lost []: sleep() was still at work when main() ended, and the end of the run cancelled what was left. Keep the task and await them all, or make them in a TaskGroup, which waits for all of its tasks.
            A cancellation was swallowed [12]: stubborn() was asked to stop by main(); CancelledError was raised at line 12, but it caught that and returned all the same. Whoever asked cannot rely on it. Clean up in finally, or raise again after except asyncio.CancelledError.
        "#]],
        &found(CANCELLATIONS),
    );
    let text: String = interleave::scenarios::ALL
        .iter()
        .map(|scenario| format!("# {}\n{}", scenario.id, found(scenario.source())))
        .collect();
    check(
        expect![[r#"
            # three_ways
            Waits that could overlap [14, 15, 16]: In one_by_one() the awaits in lines 14, 15 and 16 run one after another: each begins only when the one before has ended, so their times add up to 3 s. None uses what another returns. Started together, with asyncio.gather(…) or in a TaskGroup, they would take about 1.5 s, as long as the longest.
            # failing_child
            gather left tasks running [21]: fetch('mail', 0.5) failed after 500 ms; gather, line 21, passed the exception on at once and did not stop the others: fetch('maps', 1.0) returned at 1 s and fetch('news', 2.0) still running at 1.5 s, when the run ended. A TaskGroup cancels the others and waits for them; gather(…, return_exceptions=True) waits for all.
            # blocking_sleep
            The loop was blocked [12]: time.sleep(0.5) in rude('Ada'), line 12, kept the whole loop from turning for 1.5 s in 3 calls. 3 other tasks could not go on meanwhile, not even those whose wait was over. Use await asyncio.sleep(…) to wait, or await asyncio.to_thread(…) for a call that blocks.
            # chain
            # queue
            # chess
            A task was lost [12]: amateur(14, <Queue>, <Queue>) and 10 more were still at work when interleaved() ended, and the end of the run cancelled what was left. Keep tasks and await them all, or make them in a TaskGroup, which waits for all of its tasks.
        "#]],
        &text,
    );
    let source = "\
import asyncio

async def fetch():
    return 1

async def fails():
    raise OSError('gone')

async def main():
    fetch()
    task = asyncio.create_task(fails())
    await asyncio.sleep(1)
    del task
    a = await asyncio.sleep(1, 2)
    b = await asyncio.sleep(a)

asyncio.run(main())
";
    check(
        expect![[r#"
            A coroutine never ran [10]: fetch() was called but never awaited. Calling an async function only makes a coroutine; none of its code runs until it is awaited or made a task. Write await fetch(…).
            A failure went unseen []: A task failed and nobody asked for its result, so its exception came to light only when the task was thrown away. Await every task, or make it in a TaskGroup.
        "#]],
        &found(source),
    );
}

#[test]
fn an_exception_group_is_a_tree() {
    let text = "ExceptionGroup('a, b', [ValueError('x, ]'), BaseExceptionGroup('c', [KeyError(1, [2])]), OSError()])";
    let tree: String = outcomes::exception_tree(text)
        .into_iter()
        .map(|(depth, text)| format!("{}{text}\n", "  ".repeat(depth as usize)))
        .collect();
    check(
        expect![[r#"
        ExceptionGroup('a, b')
          ValueError('x, ]')
          BaseExceptionGroup('c')
            KeyError(1, [2])
          OSError()
    "#]],
        &tree,
    );
    assert_eq!(
        outcomes::exception_tree("ValueError('x')"),
        [(0, "ValueError('x')".to_owned())]
    );
}
