//! `wait`, `as_completed` and `shield`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::asyncio::arguments::own;
use crate::asyncio::cancel::cancel_now;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::{DoneCallback, Ready, done_callback};
use crate::asyncio::module::set_of;
use crate::asyncio::numbered::Numbered;
use crate::asyncio::queue::Queue;
use crate::asyncio::state::{asyncio, get_event_loop, running_loop};
use crate::asyncio::task::{ensure_future, is_coroutine};
use crate::asyncio::timers::TimerId;
use crate::asyncio::{label, trace};
use crate::clock::Time;
use crate::python::object::error::{attribute_error, type_error, value_error};
use crate::python::object::{
    Args, ExceptionKind, Flow, NativeDef, NativeObject, PyError, PyResult, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::WaitKind;

/// When `wait` has waited long enough.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReturnWhen {
    FirstCompleted,
    FirstException,
    AllCompleted,
}

impl ReturnWhen {
    fn of(value: &Value) -> Option<ReturnWhen> {
        match value.as_str()? {
            "FIRST_COMPLETED" => Some(ReturnWhen::FirstCompleted),
            "FIRST_EXCEPTION" => Some(ReturnWhen::FirstException),
            "ALL_COMPLETED" => Some(ReturnWhen::AllCompleted),
            _ => None,
        }
    }
}

/// `await asyncio.wait(futures, timeout=…, return_when=…)`
pub async fn wait(vm: Rc<Vm>, futures: Value, timeout: Value, return_when: Value) -> PyResult {
    if FutureRef::of(&futures).is_some() || is_coroutine(&vm, &futures) {
        return Err(type_error(format!(
            "expect a list of futures, not {}",
            vm.type_name(&futures)
        )));
    }
    if !vm.truth(&futures).await? {
        return Err(value_error("Set of Tasks/Futures is empty."));
    }
    let until = match &return_when {
        Value::Unbound => ReturnWhen::AllCompleted,
        value => match ReturnWhen::of(value) {
            Some(until) => until,
            None => {
                let shown = vm.str(value).await?;
                return Err(value_error(format!(
                    "Invalid return_when value: {}",
                    shown.as_str()
                )));
            }
        },
    };
    let items = vm.collect(&futures).await?;
    drop(futures);
    if items.iter().any(|item| is_coroutine(&vm, item)) {
        return Err(type_error(
            "Passing coroutines is forbidden, use tasks explicitly.",
        ));
    }
    let mut waited = Vec::with_capacity(items.len());
    for item in items {
        match FutureRef::of(&item) {
            Some(future) => waited.push(future),
            None => {
                return Err(attribute_error(format!(
                    "'{}' object has no attribute 'add_done_callback'",
                    vm.type_name(&item)
                )));
            }
        }
    }
    in_order(&mut waited);
    wait_for_some(&vm, &waited, &timeout, until).await?;
    let (done, pending) = waited.into_iter().partition(|future| future.done());
    Ok(Value::tuple(vec![set_of(done), set_of(pending)]))
}

/// As a set of them is walked here: each once, in the order of their making.
fn in_order(futures: &mut Vec<FutureRef>) {
    futures.sort_by_key(|future| future.number());
    futures.dedup_by(|a, b| a.is(b));
}

/// What a waiting task's futures call when they are done.
struct Completion {
    left: Cell<usize>,
    until: ReturnWhen,
    waiter: FutureRef,
    timer: Cell<Option<TimerId>>,
    /// Among the callbacks of the one future that is waited for, where there is only one.
    place: Option<Cell<usize>>,
}

impl DoneCallback for Completion {
    fn name(&self) -> &'static str {
        "_wait.<locals>._on_completion"
    }

    fn place(&self) -> Option<&Cell<usize>> {
        self.place.as_ref()
    }

    fn call(&self, vm: &Rc<Vm>, future: &FutureRef) -> PyResult<Flow> {
        self.left.set(self.left.get().saturating_sub(1));
        let failed = || {
            let failure = future.failure();
            if failure.is_some() && self.until == ReturnWhen::FirstException {
                future.set_retrieved();
            }
            failure.is_some()
        };
        let enough = self.left.get() == 0
            || self.until == ReturnWhen::FirstCompleted
            || (self.until == ReturnWhen::FirstException && failed());
        if enough {
            if let (Some(timer), Ok(event_loop)) = (self.timer.take(), self.waiter.get_loop()) {
                event_loop.cancel_timer(vm, timer);
            }
            if !self.waiter.done() {
                self.waiter.finish(vm, Value::None);
            }
        }
        Ok(Flow::Value(Value::None))
    }
}

async fn wait_for_some(
    vm: &Rc<Vm>,
    futures: &[FutureRef],
    timeout: &Value,
    until: ReturnWhen,
) -> PyResult<()> {
    let event_loop = running_loop(vm)?;
    let waiter = FutureRef::create(&event_loop);
    waiter.what.set("tasks");
    trace::set_reason(vm, &waiter, WaitKind::Tasks, None, || {
        label::tasks(futures.len())
    });
    let timer = match deadline(vm, timeout)? {
        None => None,
        Some(deadline) => {
            let target = Ready::SetResult {
                future: waiter.clone(),
                value: Value::None,
            };
            Some(event_loop.add_timer(vm, deadline, target))
        }
    };
    let completion: Rc<dyn DoneCallback> = Rc::new(Completion {
        left: Cell::new(futures.len()),
        until,
        waiter: waiter.clone(),
        timer: Cell::new(timer),
        place: (futures.len() == 1).then(Cell::default),
    });
    for future in futures {
        future.on_done_native(vm, completion.clone());
    }
    let waited = vm.await_value(waiter.into()).await;
    if let Some(timer) = timer {
        event_loop.cancel_timer(vm, timer);
    }
    for future in futures {
        future.remove_native(&completion);
    }
    waited.map(drop)
}

/// The moment at which a timeout ends; `None` for none.
fn deadline(vm: &Rc<Vm>, timeout: &Value) -> PyResult<Option<Time>> {
    if timeout.is_unbound() || timeout.is_none() {
        return Ok(None);
    }
    match timeout.as_f64() {
        Some(seconds) => Ok(Some(vm.clock.now() + seconds)),
        None => Err(type_error(format!(
            "unsupported operand type(s) for +: 'float' and '{}'",
            vm.type_name(timeout)
        ))),
    }
}

/// What `as_completed` gives: an iterator, plain and asynchronous.
pub struct AsCompleted {
    done: Rc<Queue>,
    /// Those that are not done, in the order of their making.
    todo: RefCell<Numbered<FutureRef>>,
    /// How many are still to be handed out.
    left: Cell<usize>,
    timer: Cell<Option<TimerId>>,
}

struct AsCompletedObject(Rc<AsCompleted>);

impl NativeObject for AsCompletedObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _todo = self.0.todo.take();
    }
}

/// `asyncio.as_completed(awaitables, timeout=…)`
pub async fn as_completed(vm: Rc<Vm>, awaitables: Value, timeout: Value) -> PyResult {
    let is_awaitable = FutureRef::of(&awaitables).is_some()
        || is_coroutine(&vm, &awaitables)
        || vm.special_method(&awaitables, Symbol::AWAIT).is_some();
    if is_awaitable {
        return Err(type_error(format!(
            "expects an iterable of awaitables, not {}",
            vm.type_name(&awaitables)
        )));
    }
    let items = vm.collect(&awaitables).await?;
    let event_loop = get_event_loop(&vm)?;
    let mut todo: Vec<FutureRef> = Vec::with_capacity(items.len());
    let mut seen = FxHashSet::default();
    for item in &items {
        if seen.insert(item.address()) {
            todo.push(ensure_future(&vm, Some(&event_loop), item.clone()).await?);
        }
    }
    in_order(&mut todo);
    let mut by_number = Numbered::default();
    for future in &todo {
        by_number.insert(future.number(), future.clone());
    }
    let iterator = Rc::new(AsCompleted {
        done: Queue::unbounded(),
        todo: RefCell::new(by_number),
        left: Cell::new(todo.len()),
        timer: Cell::new(None),
    });
    for future in &todo {
        future.on_done_native(&vm, iterator.clone());
    }
    if let (false, Some(deadline)) = (todo.is_empty(), deadline(&vm, &timeout)?) {
        let shared = iterator.clone();
        let expire = move |vm: &Rc<Vm>| {
            shared.expire(vm)?;
            Ok(Flow::Value(Value::None))
        };
        let timer = event_loop.add_timer(&vm, deadline, Ready::Call(Rc::new(expire)));
        iterator.timer.set(Some(timer));
    }
    let class = asyncio(&vm).classes.as_completed.clone();
    Ok(Value::native(&class, AsCompletedObject(iterator)))
}

impl AsCompleted {
    /// The time is up: whoever waits gets a `TimeoutError`, once for each that is not done.
    fn expire(self: &Rc<AsCompleted>, vm: &Rc<Vm>) -> PyResult<()> {
        let callback: Rc<dyn DoneCallback> = self.clone();
        for future in self.todo.take().iter() {
            future.remove_native(&callback);
            self.done.put_now(vm, &Value::Unbound, Value::None)?;
        }
        Ok(())
    }

    /// The next that is done: the future itself or, with `resolve`, its result.
    async fn next(&self, vm: &Rc<Vm>, resolve: bool) -> PyResult {
        let done = self.done.get(vm, &Value::Unbound).await?;
        match FutureRef::of(&done) {
            None => Err(PyError::bare(ExceptionKind::TimeoutError)),
            Some(future) if resolve => future.result(),
            Some(_) => Ok(done),
        }
    }
}

impl DoneCallback for AsCompleted {
    fn name(&self) -> &'static str {
        "_AsCompletedIterator._handle_completion"
    }

    fn call(&self, vm: &Rc<Vm>, future: &FutureRef) -> PyResult<Flow> {
        if self.todo.borrow_mut().remove(future.number()).is_none() {
            return Ok(Flow::Value(Value::None));
        }
        let is_last = self.todo.borrow().is_empty();
        self.done
            .put_now(vm, &Value::Unbound, future.clone().into())?;
        if is_last && let (Some(timer), Ok(event_loop)) = (self.timer.take(), future.get_loop()) {
            event_loop.cancel_timer(vm, timer);
        }
        Ok(Flow::Value(Value::None))
    }
}

fn iterator_of(args: &Args<'_>) -> PyResult<Rc<AsCompleted>> {
    Ok(own::<AsCompletedObject>(&args[0], "_AsCompletedIterator")?
        .0
        .clone())
}

/// Counts one more as handed out; false when there are no more.
fn take_one(iterator: &AsCompleted) -> bool {
    match iterator.left.get().checked_sub(1) {
        Some(left) => {
            iterator.left.set(left);
            true
        }
        None => false,
    }
}

pub const AS_COMPLETED_METHODS: &[NativeDef] = &[
    NativeDef::python("__aiter__", "self", |_, mut args| Ok(args.take(0))),
    NativeDef::python("__iter__", "self", |_, mut args| Ok(args.take(0))),
    NativeDef::python_flow("__anext__", "self", |vm, args| {
        let (vm, iterator) = (vm.clone(), iterator_of(&args)?);
        Flow::future(async move {
            if !take_one(&iterator) {
                return Err(PyError::bare(ExceptionKind::StopAsyncIteration));
            }
            iterator.next(&vm, false).await
        })
    })
    .coroutine("_AsCompletedIterator.__anext__"),
    NativeDef::python("__next__", "self", |vm, args| {
        let iterator = iterator_of(&args)?;
        if !take_one(&iterator) {
            return Err(PyError::bare(ExceptionKind::StopIteration));
        }
        let shared = vm.clone();
        Ok(vm
            .native_coroutine("_wait_for_one", async move {
                iterator.next(&shared, true).await
            })
            .into())
    }),
];

/// `asyncio.shield(awaitable)`: cancelling what it gives leaves what it was given alone.
pub async fn shield(vm: Rc<Vm>, awaitable: Value) -> PyResult {
    let inner = ensure_future(&vm, None, awaitable).await?;
    if inner.done() {
        return Ok(inner.into());
    }
    let outer = FutureRef::create(inner.get_loop()?);
    if vm.is_observed() {
        let (reason, lane) = trace::describe(&inner);
        trace::set_reason(&vm, &outer, reason.kind, reason.object, || {
            format!("shield({})", reason.label)
        });
        trace::set_reason_lane(&outer, lane);
    }
    let shielded = outer.clone();
    let inner_done = done_callback("shield.<locals>._inner_done_callback", move |vm, inner| {
        if shielded.cancelled() {
            inner.set_retrieved();
        } else if inner.cancelled() {
            cancel_now(vm, &shielded);
        } else if let Some(exception) = inner.exception()? {
            shielded.set_exception(vm, exception)?;
        } else {
            shielded.set_result(vm, inner.result()?)?;
        }
        Ok(Flow::Value(Value::None))
    });
    inner.on_done_native(&vm, inner_done.clone());
    let watched = inner.clone();
    let outer_done = done_callback("shield.<locals>._outer_done_callback", move |_, _| {
        if !watched.done() {
            watched.remove_native(&inner_done);
        }
        Ok(Flow::Value(Value::None))
    });
    outer.on_done_native(&vm, outer_done);
    Ok(outer.into())
}
