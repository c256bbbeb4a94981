//! Traces written by hand, for tests: a program's events in a few calls, with moments in seconds.

use super::event::{
    Event, LaneId, LaneKind, ObjectId, Observer, Outcome, RunId, RunKind, StackFrame, Wait,
    WaitKind, Waker,
};
use super::{Limits, Log, Recorder};
use crate::clock::Nanos;

pub(crate) struct Builder {
    recorder: Recorder,
    now: Nanos,
    run: RunId,
    lanes: u32,
    runs: u32,
}

pub(crate) fn nanos(seconds: f64) -> Nanos {
    Nanos((seconds * 1e9).round() as i64)
}

impl Builder {
    pub fn new() -> Builder {
        Builder::with_limits(Limits::default())
    }

    pub fn with_limits(limits: Limits) -> Builder {
        let recorder = Recorder::new(limits);
        Builder {
            recorder,
            now: Nanos(0),
            run: RunId(0),
            lanes: 0,
            runs: 0,
        }
    }

    pub fn log(&self) -> &Log {
        self.recorder.log()
    }

    pub fn into_log(self) -> Log {
        self.recorder.into_log()
    }

    pub fn event(&mut self, event: Event<'_>) {
        self.recorder.event(self.now, event);
    }

    /// The program is over, whatever still runs.
    pub fn close(&mut self) {
        self.recorder.close();
    }

    /// Lets time pass, up to a moment of the session.
    pub fn at(&mut self, seconds: f64) -> &mut Builder {
        self.now = nanos(seconds);
        self
    }

    pub fn run(&mut self, title: &str, line: u32) -> RunId {
        self.run_of(RunKind::Asyncio, title, line)
    }

    pub fn run_of(&mut self, kind: RunKind, title: &str, line: u32) -> RunId {
        self.run = RunId(self.runs);
        self.runs += 1;
        self.event(Event::RunStarted {
            run: self.run,
            kind,
            title,
            line,
        });
        self.run
    }

    pub fn end_run(&mut self) {
        self.event(Event::RunEnded {
            run: self.run,
            outcome: Outcome::Returned("None"),
        });
    }

    pub fn group(&mut self, id: u32, owner: LaneId, label: &str) -> ObjectId {
        let group = ObjectId(id);
        self.event(Event::GroupCreated {
            group,
            lane: Some(owner),
            label,
            line: 20,
        });
        group
    }

    pub fn task(&mut self, label: &str, parent: Option<LaneId>, group: Option<ObjectId>) -> LaneId {
        let lane = self.lane(LaneKind::Task, label, parent, group);
        self.event(Event::LaneReady {
            lane,
            waker: Waker::Start,
        });
        lane
    }

    pub fn lane(
        &mut self,
        kind: LaneKind,
        label: &str,
        parent: Option<LaneId>,
        group: Option<ObjectId>,
    ) -> LaneId {
        let lane = LaneId(self.lanes);
        self.lanes += 1;
        let name = format!("Task-{}", self.lanes);
        let run = self.run;
        let line = 10 + self.lanes;
        self.event(Event::LaneCreated {
            run,
            lane,
            kind,
            parent,
            group,
            name: &name,
            label,
            line,
        });
        lane
    }

    pub fn ready(&mut self, lane: LaneId, waker: Waker) {
        self.event(Event::LaneReady { lane, waker });
    }

    pub fn running(&mut self, lane: LaneId) {
        self.event(Event::LaneRunning { lane });
    }

    /// Suspends a lane at line 6 in `function`, called by the lane's own coroutine; no function means the coroutine itself.
    pub fn wait(&mut self, lane: LaneId, function: &str, kind: WaitKind, label: &str) {
        let root = StackFrame {
            function: "main",
            line: 12,
        };
        let inner = StackFrame { function, line: 6 };
        let stack = [root, inner];
        let stack = if function.is_empty() {
            &stack[..1]
        } else {
            &stack[..]
        };
        let wait = Wait {
            kind,
            label,
            object: None,
            lane: None,
            deadline: None,
        };
        self.event(Event::LaneSuspended {
            lane,
            wait: Some(wait),
            line: 6,
            stack,
        });
    }

    /// `sleep(0)`: gives way and is ready at once.
    pub fn give_way(&mut self, lane: LaneId) {
        self.event(Event::LaneSuspended {
            lane,
            wait: None,
            line: 6,
            stack: &[],
        });
        self.ready(lane, Waker::Itself);
    }

    /// Wakes a lane and gives it the turn.
    pub fn wake(&mut self, lane: LaneId, waker: Waker) {
        self.ready(lane, waker);
        self.running(lane);
    }

    /// Blocks the thread of a running lane for some seconds.
    pub fn block(&mut self, lane: LaneId, label: &str, seconds: f64) {
        self.event(Event::BlockStarted {
            lane: Some(lane),
            label,
            line: 7,
        });
        self.now = Nanos(self.now.0 + nanos(seconds).0);
        self.event(Event::BlockEnded { lane: Some(lane) });
    }

    pub fn end(&mut self, lane: LaneId, outcome: Outcome<'_>) {
        self.event(Event::LaneEnded {
            lane,
            outcome,
            line: 9,
        });
    }

    /// A run in which a task starts one child for each of the sleeps, all at once, and waits for them.
    pub fn fan_out(&mut self, title: &str, group: Option<(u32, &str)>, sleeps: &[(&str, f64)]) {
        let start = self.now.0 as f64 / 1e9;
        self.run(&format!("asyncio.run({title})"), 26);
        let root = self.task(title, None, None);
        self.running(root);
        let group = group.map(|(id, label)| self.group(id, root, label));
        let children: Vec<LaneId> = sleeps
            .iter()
            .map(|(label, _)| self.task(label, Some(root), group))
            .collect();
        self.wait(
            root,
            "",
            WaitKind::Tasks,
            &format!("{} tasks", sleeps.len()),
        );
        for (&child, (_, seconds)) in children.iter().zip(sleeps) {
            self.running(child);
            self.wait(child, "", WaitKind::Sleep, &format!("sleep {seconds} s"));
        }
        let mut order: Vec<usize> = (0..sleeps.len()).collect();
        order.sort_by(|&a, &b| sleeps[a].1.total_cmp(&sleeps[b].1));
        for index in order {
            self.at(start + sleeps[index].1)
                .wake(children[index], Waker::Timer);
            self.end(children[index], Outcome::Returned("None"));
        }
        self.wake(
            root,
            Waker::Lane(*children.last().expect("there are children")),
        );
        self.end(root, Outcome::Returned("None"));
        self.end_run();
    }

    /// A run in which one task does the sleeps one after another.
    pub fn one_by_one(&mut self, sleeps: &[(&str, f64)]) {
        self.run("asyncio.run(one_by_one())", 24);
        let root = self.task("one_by_one()", None, None);
        self.running(root);
        for (function, seconds) in sleeps {
            self.wait(
                root,
                function,
                WaitKind::Sleep,
                &format!("sleep {seconds} s"),
            );
            self.now = Nanos(self.now.0 + nanos(*seconds).0);
            self.wake(root, Waker::Timer);
        }
        self.end(root, Outcome::Returned("None"));
        self.end_run();
    }
}

/// The three ways of the first scenario: one by one, gather, TaskGroup.
pub(crate) fn three_ways() -> Log {
    let sleeps = [
        ("fetch('maps')", 0.5),
        ("fetch('news')", 1.0),
        ("fetch('mail')", 1.5),
    ];
    let mut builder = Builder::new();
    builder.one_by_one(&sleeps.map(|(_, seconds)| ("fetch", seconds)));
    builder.fan_out("gathered()", None, &sleeps);
    builder.fan_out("grouped()", Some((7, "TaskGroup")), &sleeps);
    builder.into_log()
}

/// All states and outcomes in one run: a queue, a lock, a blocked loop, a thread, failures and cancellation.
pub(crate) fn busy_run() -> Log {
    let mut builder = Builder::new();
    builder.run("asyncio.run(main())", 40);
    let root = builder.task("main()", None, None);
    builder.running(root);
    let group = builder.group(9, root, "TaskGroup");
    let maker = builder.task("producer(queue)", Some(root), Some(group));
    let taker = builder.task("consumer(queue)", Some(root), Some(group));
    let slow = builder.task("crunch(10_000)", Some(root), Some(group));
    builder.wait(root, "", WaitKind::Tasks, "3 tasks");
    builder.running(maker);
    builder.wait(maker, "", WaitKind::Sleep, "sleep 0.4 s");
    builder.running(taker);
    builder.wait(taker, "", WaitKind::QueueGet, "queue.get");
    builder.running(slow);
    let thread = builder.lane(LaneKind::Thread, "read_file('a.txt')", Some(slow), None);
    builder.running(thread);
    builder.event(Event::BlockStarted {
        lane: Some(thread),
        label: "time.sleep 0.7 s",
        line: 31,
    });
    let wait = Wait {
        kind: WaitKind::Thread,
        label: "thread",
        object: None,
        lane: Some(thread),
        deadline: None,
    };
    builder.event(Event::LaneSuspended {
        lane: slow,
        wait: Some(wait),
        line: 33,
        stack: &[],
    });
    builder.at(0.4).wake(maker, Waker::Timer);
    builder.ready(taker, Waker::Lane(maker));
    builder.block(maker, "time.sleep 0.3 s", 0.3);
    builder.event(Event::BlockEnded { lane: Some(thread) });
    builder.end(thread, Outcome::Returned("'text'"));
    builder.ready(slow, Waker::Lane(thread));
    builder.wait(maker, "put", WaitKind::QueuePut, "queue.put");
    builder.running(taker);
    builder.wait(taker, "handle", WaitKind::Lock, "lock");
    builder.running(slow);
    builder
        .at(0.9)
        .end(slow, Outcome::Raised("ValueError('no such file')"));
    builder.event(Event::CancelRequested {
        lane: maker,
        by: Some(root),
        message: "",
    });
    builder.event(Event::CancelRequested {
        lane: taker,
        by: Some(root),
        message: "too late",
    });
    builder.wake(maker, Waker::Cancel(Some(root)));
    builder.end(maker, Outcome::Cancelled(""));
    builder.at(1.0).wake(root, Waker::Lane(slow));
    builder.end(
        root,
        Outcome::Raised("ExceptionGroup('unhandled errors', 1)"),
    );
    let run = builder.run;
    let outcome = Outcome::Raised("ExceptionGroup('unhandled errors', 1)");
    builder.event(Event::RunEnded { run, outcome });
    builder.into_log()
}
