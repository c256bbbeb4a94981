//! What the loop tells an observer: lanes, waits, timers, callbacks, runs.
//!
//! Every function here returns at once when nobody looks, and changes nothing that a program could see.

use std::rc::Rc;

use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::{FutureRef, Kind, State};
use crate::asyncio::handle::{Handle, Ready};
use crate::asyncio::{label, state};
use crate::clock::{Nanos, Time};
use crate::python::object::{ExceptionKind, PyResult, Value};
use crate::python::vm::Vm;
use crate::trace::event::{
    Event, LaneId, LaneKind, ObjectId, Outcome, RunId, RunKind, StackFrame, Wait, WaitKind, Waker,
};

/// What waiting for a future is called.
pub struct WaitReason {
    pub kind: WaitKind,
    pub label: String,
    pub object: Option<ObjectId>,
    pub deadline: Option<Nanos>,
    /// The lane that is waited for, where the future is no task.
    pub lane: Option<LaneId>,
}

/// A fresh identifier for something that is waited for.
pub fn object_id(vm: &Vm) -> ObjectId {
    ObjectId(vm.fresh_id() as u32)
}

/// Says what waiting for this future is.
pub fn set_reason(
    vm: &Vm,
    future: &FutureRef,
    kind: WaitKind,
    object: Option<ObjectId>,
    label: impl FnOnce() -> String,
) {
    if vm.is_observed() {
        *future.reason.borrow_mut() = Some(Box::new(WaitReason {
            kind,
            label: label(),
            object,
            deadline: None,
            lane: None,
        }));
    }
}

/// Says which lane ends the wait.
pub fn set_reason_lane(future: &FutureRef, lane: Option<LaneId>) {
    if let Some(reason) = future.reason.borrow_mut().as_mut() {
        reason.lane = lane;
    }
}

/// The same for a wait that a timer ends: a sleep, or simulated input and output with this label.
pub fn set_sleep(vm: &Vm, future: &FutureRef, delay: f64, deadline: Time, io: Option<&str>) {
    let kind = match io {
        Some(_) => WaitKind::Io,
        None => WaitKind::Sleep,
    };
    set_reason(vm, future, kind, None, || match io {
        Some(label) => label.to_owned(),
        None => format!("sleep {} s", label::number(delay)),
    });
    if let Some(reason) = future.reason.borrow_mut().as_mut() {
        reason.deadline = Some(deadline.as_nanos());
    }
}

pub fn task_created(vm: &Rc<Vm>, event_loop: &EventLoop, task: &FutureRef) {
    if event_loop.next_task_is_hidden.take() || !vm.is_observed() {
        return;
    }
    let (Some(data), Some(run)) = (task.task(), vm.run.get()) else {
        return;
    };
    let lane = LaneId(vm.fresh_id() as u32);
    data.lane.set(Some(lane));
    let coroutine = data.coroutine();
    vm.emit(Event::LaneCreated {
        run,
        lane,
        kind: LaneKind::Task,
        parent: vm.lane.get(),
        group: event_loop.asyncio.group.get(),
        name: data.name().as_str().unwrap_or_default(),
        label: &label::call(&coroutine),
        line: label::defined_at(&coroutine),
    });
}

/// A run begins, unless one is under way; its id, if it did.
pub fn run_started(vm: &Rc<Vm>, title: &Value) -> Option<RunId> {
    if !vm.is_observed() || vm.run.get().is_some() {
        return None;
    }
    let run = RunId(vm.fresh_id() as u32);

    vm.close_synchronous_run();
    vm.run.set(Some(run));
    state::asyncio(vm).count_anew();
    let title = match FutureRef::of(title) {
        Some(future) => match future.task() {
            Some(task) => label::call(&task.coroutine()),
            None => "future".to_string(),
        },
        None if title.is_unbound() => "run_forever()".to_string(),
        None => label::call(title),
    };
    vm.emit(Event::RunStarted {
        run,
        kind: RunKind::Asyncio,
        title: &title,
        line: vm.line.get(),
    });
    Some(run)
}

pub fn run_ended(vm: &Rc<Vm>, run: Option<RunId>, result: &PyResult) {
    let Some(run) = run else { return };

    vm.run.set(None);
    let text = match result {
        Ok(value) => label::plain(value),
        Err(error) => label::error(error),
    };
    let outcome = match result {
        Ok(_) => Outcome::Returned(&text),
        Err(error) if error.is(ExceptionKind::CancelledError) => Outcome::Cancelled(&text),
        Err(_) => Outcome::Raised(&text),
    };
    vm.emit(Event::RunEnded { run, outcome });
}

pub fn lane_ready(vm: &Rc<Vm>, task: &FutureRef, waker: Option<Waker>) {
    if !vm.is_observed() {
        return;
    }
    let Some(lane) = task.task().and_then(|data| data.lane.get()) else {
        return;
    };
    let by_now = task
        .get_loop()
        .ok()
        .and_then(|event_loop| event_loop.asyncio.waker.get());
    let waker = waker.or(by_now).unwrap_or(match vm.lane.get() {
        Some(lane) => Waker::Lane(lane),
        None => Waker::Callback,
    });
    vm.emit(Event::LaneReady { lane, waker });
}

pub fn lane_running(vm: &Rc<Vm>, task: &FutureRef, input: &PyResult<()>) {
    if !vm.is_observed() {
        return;
    }
    let Some(lane) = vm.lane.get() else { return };
    vm.emit(Event::LaneRunning { lane });
    if matches!(input, Err(error) if error.is(ExceptionKind::CancelledError)) {
        let line = task
            .task()
            .map_or(0, |data| label::await_line(&data.coroutine()));
        vm.emit(Event::CancelDelivered { lane, line });
    }
}

/// The running task waits for `future`, or only gives way.
pub fn lane_suspended(vm: &Rc<Vm>, task: &FutureRef, future: Option<&FutureRef>) {
    if !vm.is_observed() {
        return;
    }
    let (Some(lane), Some(data)) = (vm.lane.get(), task.task()) else {
        return;
    };
    let stack = label::await_stack(&data.coroutine());
    let frames: Vec<StackFrame<'_>> = stack
        .iter()
        .map(|(function, line)| StackFrame {
            function,
            line: *line,
        })
        .collect();
    let line = frames
        .iter()
        .rev()
        .map(|frame| frame.line)
        .find(|&line| line > 0)
        .unwrap_or(0);
    if let Some(future) = future {
        name_plain(vm, future);
    }
    let described = future.map(describe);
    let wait = described.as_ref().map(|(reason, lane)| Wait {
        kind: reason.kind,
        label: &reason.label,
        object: reason.object,
        lane: *lane,
        deadline: reason.deadline,
    });
    vm.emit(Event::LaneSuspended {
        lane,
        wait,
        line,
        stack: &frames,
    });
}

/// A future that a program has made itself gets a number, where it is not the first that is waited for.
fn name_plain(vm: &Rc<Vm>, future: &FutureRef) {
    let is_plain = matches!(future.kind, Kind::Plain) && future.what.get().is_empty();
    if is_plain && future.reason.borrow().is_none() {
        let number = state::asyncio(vm).number_of("future");
        let object = Some(object_id(vm));
        set_reason(vm, future, WaitKind::Future, object, || {
            label::numbered("future", number)
        });
    }
}

/// What waiting for a future is called, and the lane that it is.
pub fn describe(future: &FutureRef) -> (WaitReason, Option<LaneId>) {
    if let Some(reason) = future.reason.borrow().as_ref() {
        let reason = WaitReason {
            label: reason.label.clone(),
            ..**reason
        };
        let lane = reason.lane;
        return (reason, lane);
    }
    let plain = |kind, label: String| WaitReason {
        kind,
        label,
        object: None,
        deadline: None,
        lane: None,
    };
    match &future.kind {
        Kind::Task(task) => {
            let name = task.name().as_str().unwrap_or_default().to_string();
            (plain(WaitKind::Task, name), task.lane.get())
        }
        Kind::Gathering { children, .. } => {
            let count = children.borrow().len();
            (plain(WaitKind::Tasks, label::tasks(count)), None)
        }
        Kind::Plain => {
            let what = match future.what.get() {
                "" => "future",
                what => what,
            };
            (plain(WaitKind::Future, what.to_string()), None)
        }
    }
}

pub fn lane_ended(vm: &Rc<Vm>, task: &FutureRef) {
    if !vm.is_observed() {
        return;
    }
    let Some(data) = task.task() else { return };
    let Some(lane) = data.lane.get() else { return };
    let line = label::await_line(&data.coroutine());
    let state = task.state();
    let text = match &*state {
        State::Result(value) => label::plain(value),
        State::Exception(exception, _) => label::exception(exception),
        _ => task
            .cancel_message()
            .as_str()
            .unwrap_or_default()
            .to_string(),
    };
    let outcome = match &*state {
        State::Result(_) => Outcome::Returned(&text),
        State::Exception(..) => Outcome::Raised(&text),
        _ => Outcome::Cancelled(&text),
    };
    vm.emit(Event::LaneEnded {
        lane,
        outcome,
        line,
    });
}

pub fn lane_renamed(vm: &Rc<Vm>, task: &FutureRef, name: &str) {
    if let Some(lane) = task.task().and_then(|data| data.lane.get()) {
        vm.emit(Event::LaneRenamed { lane, name });
    }
}

pub fn cancel_requested(vm: &Rc<Vm>, task: &FutureRef, message: &Value) {
    if !vm.is_observed() {
        return;
    }
    if let Some(lane) = task.task().and_then(|data| data.lane.get()) {
        vm.emit(Event::CancelRequested {
            lane,
            by: vm.lane.get(),
            message: message.as_str().unwrap_or_default(),
        });
    }
}

/// Does something that makes lanes ready, because a future was cancelled.
pub fn by_cancel(vm: &Rc<Vm>, future: &FutureRef, action: impl FnOnce()) {
    match future.get_loop() {
        Ok(event_loop) if vm.is_observed() => {
            with_waker(event_loop, Waker::Cancel(vm.lane.get()), action);
        }
        _ => action(),
    }
}

/// Does something that makes lanes ready, because a deadline has passed.
pub fn by_timer(event_loop: &EventLoop, action: impl FnOnce()) {
    with_waker(event_loop, Waker::Timer, action);
}

fn with_waker(event_loop: &EventLoop, waker: Waker, action: impl FnOnce()) {
    let before = event_loop.asyncio.waker.replace(Some(waker));
    action();
    event_loop.asyncio.waker.set(before);
}

/// What a timer is called; `None` when nobody looks.
pub fn timer_label(vm: &Rc<Vm>, target: &Ready) -> Option<String> {
    if !vm.is_observed() {
        return None;
    }
    Some(match target {
        Ready::SetResult { future, .. } => describe(future).0.label,
        Ready::Handle(handle) => match handle.downcast::<Handle>() {
            Some(handle) => format!("call_later {}", handle.label()),
            None => "call_later".to_string(),
        },
        _ => "timeout".to_string(),
    })
}

pub fn callback_started(vm: &Rc<Vm>, callable: &Value) {
    if let (true, Some(run)) = (vm.is_observed(), vm.run.get()) {
        vm.emit(Event::CallbackStarted {
            run,
            label: &label::callable(callable),
        });
    }
}

pub fn callback_ended(vm: &Rc<Vm>) {
    if let (true, Some(run)) = (vm.is_observed(), vm.run.get()) {
        vm.emit(Event::CallbackEnded { run });
    }
}

/// A task group or gather begins; its id, while somebody looks.
pub fn group_created(vm: &Rc<Vm>, label: &str) -> Option<ObjectId> {
    if !vm.is_observed() {
        return None;
    }
    let group = object_id(vm);
    vm.emit(Event::GroupCreated {
        group,
        lane: vm.lane.get(),
        label,
        line: vm.line.get(),
    });
    Some(group)
}

pub fn group_ended(vm: &Rc<Vm>, group: Option<ObjectId>) {
    if let Some(group) = group {
        vm.emit(Event::GroupEnded { group });
    }
}
