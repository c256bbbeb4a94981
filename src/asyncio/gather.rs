//! `gather`: several awaitables as one future.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio::future::{FutureRef, Kind, State};
use crate::asyncio::handle::DoneCallback;
use crate::asyncio::state::{asyncio, get_event_loop};
use crate::asyncio::task::ensure_future;
use crate::asyncio::trace;
use crate::python::object::{ExceptionKind, Flow, PyError, PyResult, Value};
use crate::python::plain;
use crate::python::vm::Vm;
use crate::trace::event::ObjectId;

/// What its children tell when they are done.
struct Gathering {
    /// Unset while the children are being made.
    outer: RefCell<Option<FutureRef>>,
    return_exceptions: bool,
    /// Children that have ended, and how many there are, each counted once.
    ended: Cell<usize>,
    count: Cell<usize>,
    group: Option<ObjectId>,
}

/// `asyncio.gather(*awaitables, return_exceptions=…)`
pub async fn gather(
    vm: &Rc<Vm>,
    awaitables: Vec<Value>,
    return_exceptions: bool,
) -> PyResult<FutureRef> {
    if awaitables.is_empty() {
        let outer = FutureRef::create(&get_event_loop(vm)?);
        outer.finish(vm, Value::list(Vec::new()));
        return Ok(outer);
    }
    let group = trace::group_created(vm, "gather");
    let gathering = Rc::new(Gathering {
        outer: RefCell::default(),
        return_exceptions,
        ended: Cell::new(0),
        count: Cell::new(0),
        group,
    });
    let state = asyncio(vm);
    let mut event_loop = None;
    let mut children: Vec<FutureRef> = Vec::with_capacity(awaitables.len());
    let mut seen = Seen::default();
    let mut done = Vec::new();
    for awaitable in awaitables {
        if let Some(at) = seen.place(&awaitable, children.len()) {
            children.push(children[at].clone());
            continue;
        }
        let is_future = FutureRef::of(&awaitable).is_some();
        let outer_group = state.group.replace(group);
        let made = ensure_future(vm, event_loop.as_ref(), awaitable).await;
        state.group.set(outer_group);
        let child = made?;
        if event_loop.is_none() {
            event_loop = Some(child.get_loop()?.clone());
        }
        if let (false, Some(task)) = (is_future, child.task()) {
            task.set_reports_destruction(false);
        }
        gathering.count.set(gathering.count.get() + 1);
        if child.done() {
            done.push(child.clone());
        } else {
            child.on_done_native(vm, gathering.clone());
        }
        children.push(child);
    }
    let Some(event_loop) = event_loop else {
        unreachable!("there is at least one child");
    };
    let kind = Kind::Gathering {
        children: RefCell::new(children),
        cancel_requested: Cell::new(false),
    };
    let class = &event_loop.asyncio.classes.gathering_future;
    let outer = FutureRef::create_as(&event_loop, class, kind);
    *gathering.outer.borrow_mut() = Some(outer.clone());
    for child in done {
        gathering.child_done(vm, &child)?;
    }
    Ok(outer)
}

/// Where an awaitable that is given twice stood first.
#[derive(Default)]
struct Seen(rustc_hash::FxHashMap<usize, usize>);

impl Seen {
    fn place(&mut self, awaitable: &Value, at: usize) -> Option<usize> {
        let address = awaitable.address()?;
        match self.0.entry(address) {
            std::collections::hash_map::Entry::Occupied(entry) => Some(*entry.get()),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(at);
                None
            }
        }
    }
}

impl DoneCallback for Gathering {
    fn name(&self) -> &'static str {
        "gather.<locals>._done_callback"
    }

    fn call(&self, vm: &Rc<Vm>, child: &FutureRef) -> PyResult<Flow> {
        self.child_done(vm, child)?;
        Ok(Flow::Value(Value::None))
    }
}

impl Gathering {
    fn child_done(&self, vm: &Rc<Vm>, child: &FutureRef) -> PyResult<()> {
        self.ended.set(self.ended.get() + 1);
        let outer = self.outer.borrow().clone();
        let outer = match outer {
            Some(outer) if !outer.done() => outer,
            _ => {
                child.set_retrieved();
                return Ok(());
            }
        };
        if !self.return_exceptions {
            if child.cancelled() {
                let error = vm.exception_object(child.cancelled_error());
                self.end(vm);
                outer.fail(vm, error);
                return Ok(());
            }
            if let Some(exception) = child.exception()? {
                self.end(vm);
                outer.fail(vm, exception);
                return Ok(());
            }
        }
        if self.ended.get() < self.count.get() {
            return Ok(());
        }
        let Kind::Gathering {
            children,
            cancel_requested,
        } = &outer.kind
        else {
            return Ok(());
        };
        let children = children.borrow().clone();
        let results = children.iter().map(|child| outcome(vm, child)).collect();
        self.end(vm);
        if cancel_requested.get() {
            let last = children.last().unwrap_or(child);
            let error = vm.exception_object(last.cancelled_error());
            outer.fail(vm, error);
        } else {
            outer.finish(vm, Value::list(results));
        }
        Ok(())
    }

    fn end(&self, vm: &Rc<Vm>) {
        trace::group_ended(vm, self.group);
    }
}

/// A child's result, or its exception as a value.
fn outcome(vm: &Rc<Vm>, child: &FutureRef) -> Value {
    child.set_retrieved();
    match &*child.state() {
        State::Result(value) => value.clone(),
        State::Exception(exception, _) => Value::Instance(exception.clone()),
        State::Cancelled | State::Pending => {
            let message = match child.cancel_message() {
                Value::Unbound | Value::None => Value::str(""),
                message => message,
            };
            let error = PyError::with_args(ExceptionKind::CancelledError, vec![message]);
            Value::Instance(vm.exception_object(error))
        }
    }
}

/// The arguments of `asyncio.gather`: the awaitables, and whether exceptions are results.
pub fn gather_flow(vm: &Rc<Vm>, awaitables: Vec<Value>, option: Value) -> PyResult<Flow> {
    let vm = vm.clone();
    Flow::future(async move {
        let return_exceptions = match plain::truth(&option) {
            _ if option.is_unbound() => false,
            Some(truth) => truth,
            None => vm.truth(&option).await?,
        };
        Ok(gather(&vm, awaitables, return_exceptions).await?.into())
    })
}
