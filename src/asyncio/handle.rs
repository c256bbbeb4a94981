//! What stands in the ready queue, and the handles that programs see of it.
//!
//! Most entries are the loop's own: a task's step, a wake-up, a sleeper's timer. They are plain variants of [`Ready`], without
//! a Python object. Only `call_soon`, `call_later` and `call_at` give the program a [`Handle`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio::arguments::{class_argument, loop_argument};
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::report::{self, Report};
use crate::asyncio::timers::TimerId;
use crate::asyncio::{label, repr, task, trace};
use crate::clock::Time;
use crate::python::modules::contextvars::{self, Context, context_argument};
use crate::python::object::error::type_error;
use crate::python::object::function::NativeKind;
use crate::python::object::{
    Args, ExceptionKind, Flow, Instance, NativeDef, NativeObject, PyError, PyResult, Value,
    finalize,
};
use crate::python::plain;
use crate::python::vm::Vm;

/// One entry of the ready queue.
pub enum Ready {
    /// The task's next step: its first, or the one after a bare `yield`.
    Step(FutureRef),
    /// The task's next step, which raises.
    Throw(FutureRef, PyError),
    /// What the task waits for is done.
    Wakeup { task: FutureRef, future: FutureRef },
    /// A native callback of a future that is done.
    Done {
        callback: Rc<dyn DoneCallback>,
        future: FutureRef,
    },
    /// A program's callback of a future that is done.
    Callback {
        callable: Value,
        future: FutureRef,
        context: Rc<Context>,
    },
    /// What `call_soon` and `call_later` were given.
    Handle(Rc<Instance>),
    /// A sleep is over.
    SetResult { future: FutureRef, value: Value },
    /// A native timer or callback.
    Call(Rc<dyn Callback>),
}

/// Native code that a future calls when it is done.
pub trait DoneCallback {
    /// What a future's `repr` calls it.
    fn name(&self) -> &str;

    fn call(&self, vm: &Rc<Vm>, future: &FutureRef) -> PyResult<Flow>;

    /// Where it stands among a future's callbacks, if it is given to one future only: so it is found again without a search.
    fn place(&self) -> Option<&Cell<usize>> {
        None
    }
}

/// Native code that the loop calls.
pub trait Callback {
    fn call(&self, vm: &Rc<Vm>) -> PyResult<Flow>;
}

/// A closure as a [`DoneCallback`], for one future.
pub fn done_callback<F>(name: &'static str, code: F) -> Rc<dyn DoneCallback>
where
    F: Fn(&Rc<Vm>, &FutureRef) -> PyResult<Flow> + 'static,
{
    Rc::new(NamedCallback {
        name,
        code,
        place: Cell::new(0),
    })
}

struct NamedCallback<F> {
    name: &'static str,
    code: F,
    place: Cell<usize>,
}

impl<F: Fn(&Rc<Vm>, &FutureRef) -> PyResult<Flow>> DoneCallback for NamedCallback<F> {
    fn name(&self) -> &str {
        self.name
    }

    fn call(&self, vm: &Rc<Vm>, future: &FutureRef) -> PyResult<Flow> {
        (self.code)(vm, future)
    }

    fn place(&self) -> Option<&Cell<usize>> {
        Some(&self.place)
    }
}

impl<F: Fn(&Rc<Vm>) -> PyResult<Flow>> Callback for F {
    fn call(&self, vm: &Rc<Vm>) -> PyResult<Flow> {
        self(vm)
    }
}

/// The data of `asyncio.Handle` and `asyncio.TimerHandle`.
pub struct Handle {
    event_loop: Rc<EventLoop>,
    /// `Unbound` once cancelled.
    callable: RefCell<Value>,
    args: RefCell<Vec<Value>>,
    context: Rc<Context>,
    cancelled: Cell<bool>,
    /// Of a timer.
    deadline: Option<Time>,
    timer: Cell<Option<TimerId>>,
}

impl Handle {
    /// What it calls, for a trace.
    pub fn label(&self) -> String {
        label::callable(&self.callable.borrow())
    }
}

impl NativeObject for Handle {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _callable = self.callable.take();
        let _args = self.args.take();
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        finalize::discard(std::mem::take(self.args.get_mut()));
    }
}

impl Handle {
    /// A handle that is still to be put into the ready queue or among the timers.
    pub fn create(
        vm: &Rc<Vm>,
        event_loop: &Rc<EventLoop>,
        callable: Value,
        args: Vec<Value>,
        context: Option<Rc<Context>>,
        deadline: Option<Time>,
    ) -> Rc<Instance> {
        let classes = &event_loop.asyncio.classes;
        let class = match deadline {
            Some(_) => &classes.timer_handle,
            None => &classes.handle,
        };
        let handle = Handle::new(vm, event_loop, callable, args, context, deadline);
        Instance::native(class, handle)
    }

    fn new(
        vm: &Rc<Vm>,
        event_loop: &Rc<EventLoop>,
        callable: Value,
        args: Vec<Value>,
        context: Option<Rc<Context>>,
        deadline: Option<Time>,
    ) -> Handle {
        Handle {
            event_loop: event_loop.clone(),
            callable: RefCell::new(callable),
            args: RefCell::new(args),
            context: context.unwrap_or_else(|| contextvars::copy_current(vm)),
            cancelled: Cell::new(false),
            deadline,
            timer: Cell::new(None),
        }
    }

    /// Remembers its timer, to be taken back when it is cancelled.
    pub fn set_timer(&self, timer: TimerId) {
        self.timer.set(Some(timer));
    }

    fn cancel(&self, vm: &Rc<Vm>) {
        if self.cancelled.replace(true) {
            return;
        }
        if let Some(timer) = self.timer.take() {
            self.event_loop.cancel_timer(vm, timer);
        }
        let _callable = self.callable.take();
        let _args = self.args.take();
    }
}

impl Ready {
    /// A call that belongs to the loop: the program has no handle of it.
    pub fn calling(callable: Value, args: Vec<Value>) -> Ready {
        let call = move |_: &Rc<Vm>| Ok(Flow::Call(callable.clone(), args.clone()));
        Ready::Call(Rc::new(call))
    }

    /// Runs it. What a callback raises goes to the loop's exception handler; only `SystemExit` and `KeyboardInterrupt` come back.
    pub async fn run(self, vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult<()> {
        match self {
            Ready::Step(task) => task::step(vm, event_loop, task, Ok(())).await,
            Ready::Throw(task, error) => task::step(vm, event_loop, task, Err(error)).await,
            Ready::Wakeup { task, future } => {
                let outcome = future.outcome(vm);
                drop(future);
                task::step(vm, event_loop, task, outcome).await
            }
            Ready::SetResult { future, value } => {
                trace::by_timer(event_loop, || {
                    if !future.done() {
                        future.finish(vm, value);
                    }
                });
                Ok(())
            }
            Ready::Done { callback, future } => match callback.call(vm, &future) {
                Ok(Flow::Value(_)) => Ok(()),
                Ok(flow) => passable(vm.finish(flow).await),
                Err(error) => passable(Err(error)),
            },
            Ready::Call(callback) => match callback.call(vm) {
                Ok(Flow::Value(_)) => Ok(()),
                Ok(flow) => passable(vm.finish(flow).await),
                Err(error) => passable(Err(error)),
            },
            Ready::Callback {
                callable,
                future,
                context,
            } => {
                let args = vec![future.into()];
                run_callback(vm, event_loop, None, callable, args, context).await
            }
            Ready::Handle(handle) => {
                let Some(data) = handle.downcast::<Handle>() else {
                    return Ok(());
                };
                if data.cancelled.get() {
                    return Ok(());
                }
                data.timer.set(None);
                let callable = data.callable.borrow().clone();
                let args = data.args.borrow().clone();
                let context = data.context.clone();
                run_callback(vm, event_loop, Some(handle), callable, args, context).await
            }
        }
    }

    /// The task whose step it is.
    pub fn task(&self) -> Option<FutureRef> {
        match self {
            Ready::Step(task) | Ready::Throw(task, _) | Ready::Wakeup { task, .. } => {
                Some(task.clone())
            }
            _ => None,
        }
    }

    /// What it does, as the debug mode's message about slow callbacks says it.
    pub async fn shown(&self, vm: &Rc<Vm>) -> String {
        match self {
            Ready::Handle(handle) => task::show_value(vm, &Value::Instance(handle.clone())).await,
            Ready::Callback { callable, .. } => {
                format!("<Handle {}>", repr::callback(vm, callable).await)
            }
            _ => "<Handle>".to_string(),
        }
    }

    /// Whether it was cancelled while it stood in the queue.
    pub fn is_cancelled(&self) -> bool {
        match self {
            Ready::Handle(handle) => handle
                .downcast::<Handle>()
                .is_some_and(|data| data.cancelled.get()),
            _ => false,
        }
    }
}

/// What a native callback raises is of no concern unless it ends the program.
fn passable(result: PyResult) -> PyResult<()> {
    match result {
        Err(error) if ends_program(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Whether it passes through every handler of the loop.
pub fn ends_program(error: &PyError) -> bool {
    error.is(ExceptionKind::SystemExit) || error.is(ExceptionKind::KeyboardInterrupt)
}

async fn run_callback(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    handle: Option<Rc<Instance>>,
    callable: Value,
    args: Vec<Value>,
    context: Rc<Context>,
) -> PyResult<()> {
    trace::callback_started(vm, &callable);
    let shown = callable.clone();
    let result = contextvars::run_in(vm, context.clone(), callable, args, Vec::new()).await;
    trace::callback_ended(vm);
    let error = match result {
        Ok(_) => return Ok(()),
        Err(error) if ends_program(&error) => return Err(error),
        Err(error) => error,
    };
    let callback = repr::callback(vm, &shown).await;
    let mut report = Report::new(format!("Exception in callback {callback}"));
    report.exception = Some(vm.exception_object(error));
    let handle = handle
        .unwrap_or_else(|| Handle::create(vm, event_loop, shown, Vec::new(), Some(context), None));
    report.details.push(("handle", Value::Instance(handle)));
    report::call_exception_handler(vm, event_loop, report).await
}

fn handle_of<'a>(args: &'a Args<'_>) -> PyResult<&'a Handle> {
    args[0]
        .downcast::<Handle>()
        .ok_or_else(|| type_error("a Handle object is required"))
}

/// `Handle(callback, args, loop, context=None)`: one that no loop has in its queue.
fn make(vm: &Rc<Vm>, mut args: Args<'_>, deadline: Option<Time>) -> PyResult {
    let class = class_argument(&args[0])?.clone();
    let at = 1 + deadline.is_some() as usize;
    let event_loop = loop_argument(vm, &args[at + 2])?;
    let context = context_argument(vm, &args[at + 3])?;
    let (callable, arguments) = (args.take(at), args.take(at + 1));
    let arguments = match &arguments {
        Value::Tuple(items) => items.to_vec(),
        Value::List(list) => list.items.borrow().clone(),
        _ => return Err(type_error("the arguments of a callback are a tuple")),
    };
    let handle = Handle::new(vm, &event_loop, callable, arguments, context, deadline);
    Ok(Value::native(&class, handle))
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::python(
        "__new__",
        "cls, callback, args, loop, context=",
        |vm, args| make(vm, args, None),
    )
    .of_kind(NativeKind::Static)
    .qualified("Handle.__init__"),
    NativeDef::getter("_cancelled", |_, args| {
        Ok(handle_of(&args)?.cancelled.get().into())
    }),
    NativeDef::python("cancel", "self", |vm, args| {
        handle_of(&args)?.cancel(vm);
        Ok(Value::None)
    }),
    NativeDef::python("cancelled", "self", |_, args| {
        Ok(handle_of(&args)?.cancelled.get().into())
    }),
    NativeDef::python("get_context", "self", |vm, args| {
        Ok(Value::Instance(handle_of(&args)?.context.object(vm)))
    }),
    NativeDef::python_flow("__repr__", "self", |vm, args| {
        let handle = handle_of(&args)?;
        let callable = handle.callable.borrow().clone();
        let args = vec![
            args[0].clone(),
            handle.cancelled.get().into(),
            handle.deadline.map_or(Value::None, |_| when(&args[0])),
            Value::list(callable.given().cloned().into_iter().collect()),
        ];
        vm.call_library(repr::TEXTS, "handle", args, Vec::new())
    }),
];

pub const TIMER_METHODS: &[NativeDef] = &[
    NativeDef::python(
        "__new__",
        "cls, when, callback, args, loop, context=",
        |vm, args| {
            let when = args[1]
                .as_f64()
                .ok_or_else(|| type_error("when must be a number"))?;
            make(vm, args, Some(Time::from_secs(when)))
        },
    )
    .of_kind(NativeKind::Static)
    .qualified("TimerHandle.__init__"),
    NativeDef::python("when", "self", |_, args| Ok(when(&args[0]))),
    NativeDef::getter("_when", |_, args| Ok(when(&args[0]))),
    NativeDef::python("__hash__", "self", |_, args| {
        Ok(plain::hash(&when(&args[0]))
            .transpose()?
            .map_or(Value::Int(0), Value::Int))
    }),
    NativeDef::python("__lt__", "self, other", |_, args| order(&args, f64::lt)),
    NativeDef::python("__le__", "self, other", |_, args| order(&args, f64::le)),
    NativeDef::python("__gt__", "self, other", |_, args| order(&args, f64::gt)),
    NativeDef::python("__ge__", "self, other", |_, args| order(&args, f64::ge)),
];

fn when(handle: &Value) -> Value {
    let deadline = handle.downcast().and_then(|own: &Handle| own.deadline);
    Value::Float(deadline.unwrap_or(Time::ZERO).as_secs())
}

/// Timers are ordered by when they are due.
fn order(args: &Args<'_>, holds: fn(&f64, &f64) -> bool) -> PyResult {
    let is_timer = |value: &Value| {
        let handle = value.downcast::<Handle>();
        handle.is_some_and(|own| own.deadline.is_some())
    };
    if !is_timer(&args[1]) {
        return Ok(Value::NotImplemented);
    }
    let [own, other] = [0, 1].map(|at| when(&args[at]).as_f64().unwrap_or(0.0));
    Ok(holds(&own, &other).into())
}
