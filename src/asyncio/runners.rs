//! `asyncio.run` and `Runner`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio::arguments::{optional, own};
use crate::asyncio::cancel;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::loop_methods::run_until_complete;
use crate::asyncio::report::{self, Report};
use crate::asyncio::signals::Interruptible;
use crate::asyncio::state::running_loop;
use crate::asyncio::task::{self, TaskOptions};
use crate::asyncio::{executor, gather, generators, policy, task_methods, trace};
use crate::python::modules::contextvars::{Context, context_argument, copy_current};
use crate::python::object::error::{runtime_error, type_error, value_error};
use crate::python::object::function::NativeKind;
use crate::python::object::{Flow, NativeDef, NativeObject, PyResult, Value};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// The data of `asyncio.Runner`.
#[derive(Default)]
pub struct Runner {
    state: RefCell<RunnerState>,
    debug: RefCell<Value>,
    factory: RefCell<Value>,
    /// It has set the thread's event loop, and will unset it.
    sets_loop: Cell<bool>,
}

#[derive(Default)]
enum RunnerState {
    #[default]
    Created,
    Open {
        /// Keeps the loop's object alive.
        object: Value,
        event_loop: Rc<EventLoop>,
        context: Rc<Context>,
    },
    Closed,
}

impl NativeObject for Runner {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _state = self.state.take();
        let _factory = self.factory.take();
    }
}

impl Runner {
    pub fn new(debug: Value, factory: Value) -> Runner {
        Runner {
            debug: RefCell::new(debug),
            factory: RefCell::new(factory),
            ..Runner::default()
        }
    }

    /// The loop, made when it is first needed.
    async fn open(&self, vm: &Rc<Vm>) -> PyResult<(Rc<EventLoop>, Rc<Context>)> {
        match &*self.state.borrow() {
            RunnerState::Open {
                event_loop,
                context,
                ..
            } => return Ok((event_loop.clone(), context.clone())),
            RunnerState::Closed => return Err(runtime_error("Runner is closed")),
            RunnerState::Created => {}
        }
        let factory = optional(self.factory.borrow().clone());
        let object = match factory {
            Some(factory) => vm.call(factory, Vec::new()).await?,
            None => {
                let object = policy::make_loop(vm).await?;
                if !self.sets_loop.replace(true) {
                    policy::set_loop(vm, object.clone()).await?;
                }
                object
            }
        };
        let event_loop = EventLoop::of(&object)
            .ok_or_else(|| type_error("loop_factory must return an event loop"))?;
        let debug = optional(self.debug.borrow().clone());
        if let Some(debug) = debug.as_ref().and_then(plain::truth) {
            event_loop.debug.set(debug);
        }
        let context = copy_current(vm);
        *self.state.borrow_mut() = RunnerState::Open {
            object,
            event_loop: event_loop.clone(),
            context: context.clone(),
        };
        Ok((event_loop, context))
    }

    async fn run(&self, vm: &Rc<Vm>, coroutine: Value, context: Value) -> PyResult {
        if !task::is_coroutine(vm, &coroutine) {
            let shown = vm.repr(&coroutine).await?;
            return Err(value_error(format!(
                "a coroutine was expected, got {}",
                shown.as_str()
            )));
        }
        if running_loop(vm).is_ok() {
            return Err(runtime_error(
                "Runner.run() cannot be called from a running event loop",
            ));
        }
        let (event_loop, own_context) = self.open(vm).await?;
        let options = TaskOptions {
            context: Some(context_argument(vm, &context)?.unwrap_or(own_context)),
            ..TaskOptions::default()
        };
        let run = trace::run_started(vm, &coroutine);
        let made = task_methods::create_task(vm, &event_loop, coroutine, options).await;
        let result = match made {
            Ok(task) => {
                Interruptible::begin(vm, &event_loop, &task);
                let result = run_until_complete(vm, &event_loop, task).await;
                Interruptible::end(vm, result).await
            }
            Err(error) => Err(error),
        };
        trace::run_ended(vm, run, &result);
        result
    }

    async fn close(&self, vm: &Rc<Vm>) -> PyResult<()> {
        let (object, event_loop) = match &*self.state.borrow() {
            RunnerState::Open {
                object, event_loop, ..
            } => (object.clone(), event_loop.clone()),
            _ => return Ok(()),
        };
        let result = shut_down(vm, &event_loop).await;
        if self.sets_loop.get() {
            policy::set_loop(vm, Value::None).await?;
        }
        let closed = vm
            .call_method(&object, Symbol::new("close"), Vec::new())
            .await;
        let _state = self.state.replace(RunnerState::Closed);
        result.and(closed.map(drop))
    }
}

/// Cancels what is left on a loop, and closes its asynchronous generators and its threads.
async fn shut_down(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult<()> {
    cancel_all_tasks(vm, event_loop).await?;
    let shared = (vm.clone(), event_loop.clone());
    let closing = vm.native_coroutine("shutdown_asyncgens", async move {
        generators::shutdown(&shared.0, &shared.1).await
    });
    event_loop.next_task_is_hidden.set(true);
    run_until_complete(vm, event_loop, closing.into()).await?;
    let shared = (vm.clone(), event_loop.clone());
    let joining = vm.native_coroutine("shutdown_default_executor", async move {
        executor::shutdown_default(&shared.0, &shared.1).await
    });
    event_loop.next_task_is_hidden.set(true);
    run_until_complete(vm, event_loop, joining.into()).await?;
    Ok(())
}

async fn cancel_all_tasks(vm: &Rc<Vm>, event_loop: &Rc<EventLoop>) -> PyResult<()> {
    let left = event_loop.all_tasks();
    if left.is_empty() {
        return Ok(());
    }
    for task in &left {
        let flow = cancel::ask(vm, task, &Value::Unbound)?;
        vm.finish(flow).await?;
    }
    let values = left.iter().cloned().map(Value::from).collect();
    let all = gather::gather(vm, values, true).await?;
    run_until_complete(vm, event_loop, all.into()).await?;
    for task in left {
        if task.cancelled() {
            continue;
        }
        if let Some(exception) = task.exception()? {
            let mut report =
                Report::new("unhandled exception during asyncio.run() shutdown".to_string());
            report.exception = Some(exception);
            report.details.push(("task", task.into()));
            report::call_exception_handler(vm, event_loop, report).await?;
        }
    }
    Ok(())
}

/// `asyncio.run(coroutine, debug=…, loop_factory=…)`
pub async fn run(vm: &Rc<Vm>, coroutine: Value, debug: Value, factory: Value) -> PyResult {
    if running_loop(vm).is_ok() {
        return Err(runtime_error(
            "asyncio.run() cannot be called from a running event loop",
        ));
    }
    let runner = Runner::new(debug, factory);
    runner.open(vm).await?;
    let run = trace::run_started(vm, &coroutine);
    let result = runner.run(vm, coroutine, Value::Unbound).await;
    let closed = runner.close(vm).await;
    let result = closed.and(result);
    trace::run_ended(vm, run, &result);
    result
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::function(
        "__new__",
        1,
        1,
        crate::asyncio::arguments::new_object::<Runner>,
    )
    .of_kind(NativeKind::Static)
    .with(crate::python::object::function::Signature::Any),
    NativeDef::python(
        "__init__",
        "self, *, debug=, loop_factory=",
        |_, mut args| {
            let (debug, factory) = (args.take(1), args.take(2));
            let runner: &Runner = own(&args[0], "Runner")?;
            *runner.debug.borrow_mut() = debug;
            *runner.factory.borrow_mut() = factory;
            Ok(Value::None)
        },
    ),
    NativeDef::python_flow("run", "self, coro, *, context=", |vm, mut args| {
        let (vm, object) = (vm.clone(), args.take(0));
        let (coroutine, context) = (args.take(1), args.take(2));
        Flow::future(async move {
            own::<Runner>(&object, "Runner")?
                .run(&vm, coroutine, context)
                .await
        })
    }),
    NativeDef::python_flow("get_loop", "self", |vm, mut args| {
        let (vm, object) = (vm.clone(), args.take(0));
        Flow::future(async move {
            let (event_loop, _) = own::<Runner>(&object, "Runner")?.open(&vm).await?;
            Ok(event_loop.object())
        })
    }),
    NativeDef::python_flow("close", "self", |vm, mut args| close(vm, args.take(0))),
    NativeDef::python_flow("__enter__", "self", |vm, mut args| {
        let (vm, object) = (vm.clone(), args.take(0));
        Flow::future(async move {
            own::<Runner>(&object, "Runner")?.open(&vm).await?;
            Ok(object)
        })
    }),
    NativeDef::python_flow(
        "__exit__",
        "self, exc_type, exc_val, exc_tb",
        |vm, mut args| close(vm, args.take(0)),
    ),
];

fn close(vm: &Rc<Vm>, object: Value) -> PyResult<Flow> {
    let vm = vm.clone();
    Flow::future(async move {
        own::<Runner>(&object, "Runner")?.close(&vm).await?;
        Ok(Value::None)
    })
}

/// A top-level statement that awaits, as in a notebook: a run of its own.
pub fn run_top_level(
    vm: &Rc<Vm>,
    coroutine: Rc<crate::python::object::Generator>,
) -> PyResult<Flow> {
    let vm = vm.clone();
    Flow::future(async move {
        let coroutine = Value::Generator(coroutine);
        run(&vm, coroutine, Value::Unbound, Value::Unbound).await
    })
}
