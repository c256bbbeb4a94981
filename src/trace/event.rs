//! The events that a running program emits, and the trait that receives them.
//!
//! Strings are borrowed: a recorder interns them, and when nobody looks nothing is built. Identifiers are small integers,
//! given out by the emitter, unique within a session and never used again.

use crate::clock::Nanos;

/// One `asyncio.run()`, one top-level `await`, or one stretch of synchronous top-level code that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u32);

/// A task, a simulated thread, or the main program: whatever gets a lane of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneId(pub u32);

/// Something that can be waited for or that wakes: a future, lock, queue, event, timer, task group …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// `asyncio.run(…)`, `Runner.run(…)`, `loop.run_until_complete(…)`, `loop.run_forever()`.
    Asyncio,
    /// `await` outside of any function, as in a notebook.
    TopLevelAwait,
    /// Synchronous top-level code during which the clock moved.
    Synchronous,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LaneKind {
    /// The synchronous main program of a [`RunKind::Synchronous`] run.
    Main,
    Task,
    /// A simulated thread: `asyncio.to_thread`, an executor's worker, `threading.Thread`.
    Thread,
}

/// How a lane or a run ended. The text is the `repr` of the result or of the exception, shortened by the emitter to at
/// most 200 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    Returned(&'a str),
    Raised(&'a str),
    /// The message given to `cancel(msg)`, or empty.
    Cancelled(&'a str),
}

/// What kind of thing a lane waits for. The label of [`Wait`] says the rest in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitKind {
    Sleep,
    /// One task, awaited directly.
    Task,
    /// Several tasks: `gather`, `wait`, `as_completed`, the end of a `TaskGroup`.
    Tasks,
    Future,
    Lock,
    Semaphore,
    Event,
    Condition,
    Barrier,
    QueueGet,
    QueuePut,
    QueueJoin,
    /// A function running in a simulated thread.
    Thread,
    /// Simulated input and output.
    Io,
}

/// Why a lane cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait<'a> {
    pub kind: WaitKind,
    /// In a reader's words: `sleep 1 s`, `queue.get`, `lock`, `Task-3`, `3 tasks`.
    pub label: &'a str,
    pub object: Option<ObjectId>,
    /// The lane that is waited for, where it is one.
    pub lane: Option<LaneId>,
    /// The moment at which a timer ends the wait, where one does.
    pub deadline: Option<Nanos>,
}

/// Who made a lane ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Waker {
    /// It was just made: its first step is due.
    Start,
    /// A deadline passed.
    Timer,
    /// Another lane did it, by ending, by `set_result`, `release`, `put`, `set` …
    Lane(LaneId),
    /// A callback of the loop (`call_soon`, `call_later`) did it.
    Callback,
    /// It only gave way: `sleep(0)`.
    Itself,
    /// Somebody cancelled it.
    Cancel(Option<LaneId>),
}

/// One frame of an await stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackFrame<'a> {
    /// The qualified name of the function: `fetch`, `Client.get`.
    pub function: &'a str,
    /// 1-based line of the program; 0 for a function that the program does not contain (`sleep`, `Queue.get`).
    pub line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    Stdout,
    Stderr,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// `title` is the call as one would write it: `asyncio.run(main())`, `await main()`, or the coroutine alone, `main()`.
    RunStarted {
        run: RunId,
        kind: RunKind,
        title: &'a str,
        line: u32,
    },
    RunEnded {
        run: RunId,
        outcome: Outcome<'a>,
    },

    /// A lane exists. `name` is the task's name (`Task-3`), `label` the call as one would write it (`fetch('maps')`).
    /// `group` is the task group, gather or executor that owns it.
    LaneCreated {
        run: RunId,
        lane: LaneId,
        kind: LaneKind,
        parent: Option<LaneId>,
        group: Option<ObjectId>,
        name: &'a str,
        label: &'a str,
        line: u32,
    },
    /// It joined the ready queue: it could run and waits for its turn.
    LaneReady {
        lane: LaneId,
        waker: Waker,
    },
    /// Its turn has come. Until the next [`Event::LaneSuspended`] or [`Event::LaneEnded`] nothing else of its thread runs.
    LaneRunning {
        lane: LaneId,
    },
    /// It gave up its turn to wait. `stack` runs from the outermost coroutine to the innermost; `line` is the innermost
    /// line of the program. With `wait: None` it only gave way (`sleep(0)`) and is made ready again at once.
    LaneSuspended {
        lane: LaneId,
        wait: Option<Wait<'a>>,
        line: u32,
        stack: &'a [StackFrame<'a>],
    },
    LaneEnded {
        lane: LaneId,
        outcome: Outcome<'a>,
        line: u32,
    },
    LaneRenamed {
        lane: LaneId,
        name: &'a str,
    },

    /// Somebody asked it to be cancelled (it is delivered at its next step).
    CancelRequested {
        lane: LaneId,
        by: Option<LaneId>,
        message: &'a str,
    },
    /// `CancelledError` was raised in it, at this line.
    CancelDelivered {
        lane: LaneId,
        line: u32,
    },

    /// A running lane (or callback) called something that blocks its whole thread, such as `time.sleep`. The matching
    /// [`Event::BlockEnded`] comes when the call returns. `lane` is `None` inside a callback of the loop.
    BlockStarted {
        lane: Option<LaneId>,
        label: &'a str,
        line: u32,
    },
    BlockEnded {
        lane: Option<LaneId>,
    },

    /// The loop begins a pass, over the `ready` handles that were ready at its start.
    LoopPass {
        run: RunId,
        ready: u32,
    },
    /// A callback that is no task's step (`call_soon`, `call_later`, a done callback).
    CallbackStarted {
        run: RunId,
        label: &'a str,
    },
    CallbackEnded {
        run: RunId,
    },
    TimerScheduled {
        timer: ObjectId,
        deadline: Nanos,
        lane: Option<LaneId>,
        label: &'a str,
    },
    TimerFired {
        timer: ObjectId,
    },
    TimerCancelled {
        timer: ObjectId,
    },

    /// A task group or gather exists, owned by `lane`.
    GroupCreated {
        group: ObjectId,
        lane: Option<LaneId>,
        label: &'a str,
        line: u32,
    },
    GroupEnded {
        group: ObjectId,
    },

    /// Text was written.
    Output {
        stream: Stream,
        lane: Option<LaneId>,
        text: &'a str,
    },
    /// A lane's innermost line of the program changed. Emitted only while lines are asked for.
    Line {
        lane: Option<LaneId>,
        line: u32,
    },
}

/// Receives events in the order in which they happen; `at` is the session's clock and never goes back.
pub trait Observer {
    fn event(&mut self, at: Nanos, event: Event<'_>);
}
