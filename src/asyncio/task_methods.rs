//! The methods of `asyncio.Task`, and making tasks as programs do.

use std::rc::Rc;

use crate::asyncio::arguments::{future_of, loop_argument, optional};
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::{FutureRef, Kind};
use crate::asyncio::future_methods::{coroutine_expected, new_of_kind};
use crate::asyncio::task::{self, Name, Task, TaskOptions};
use crate::asyncio::{cancel, repr, trace};
use crate::native_object;
use crate::python::builtins::exception::frame_view;
use crate::python::builtins::generator::frame_entry;
use crate::python::modules::contextvars::context_argument;
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::exception::TracebackEntry;
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{Args, Class, Flow, NativeDef, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::traceback::format_entries;

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |_, args| {
        new_of_kind(&args[0], Kind::Task(Box::default()))
    })
    .of_kind(NativeKind::Static)
    .with(Signature::Any),
    NativeDef::flow_method("__init__", 1, 1, initialize).named(&NamedParameters {
        names: &["self", "coro", "loop", "name", "context", "eager_start"],
        positional_only: 1,
        positional: 2,
        required: 2,
    }),
    NativeDef::method("get_coro", 0, 0, |_, args| {
        with_task(&args, |task| match task.coroutine() {
            Value::Unbound => Value::None,
            coroutine => coroutine,
        })
    }),
    NativeDef::method("get_context", 0, 0, |vm, args| {
        with_task(&args, |task| {
            task.context()
                .map_or(Value::None, |context| Value::Instance(context.object(vm)))
        })
    }),
    NativeDef::method("get_name", 0, 0, |_, args| with_task(&args, Task::name)),
    NativeDef::flow_method("set_name", 1, 1, |vm, args| {
        let task = future_of(&args)?;
        let (vm, name) = (vm.clone(), args[1].clone());
        Flow::future(async move {
            let name = vm.str(&name).await?;
            trace::lane_renamed(&vm, &task, name.as_str());
            if let Some(data) = task.task() {
                data.name.replace(Name::Given(Value::Str(name)));
            }
            Ok(Value::None)
        })
    }),
    NativeDef::method("cancelling", 0, 0, |_, args| {
        with_task(&args, |task| Value::Int(task.cancel_requests() as i64))
    }),
    NativeDef::method("uncancel", 0, 0, |_, args| {
        with_task(&args, |task| Value::Int(task.uncancel() as i64))
    }),
    NativeDef::method("set_result", 1, 1, |_, _| {
        Err(runtime_error("Task does not support set_result operation"))
    }),
    NativeDef::method("set_exception", 1, 1, |_, _| {
        Err(runtime_error(
            "Task does not support set_exception operation",
        ))
    }),
    NativeDef::flow_method("get_stack", 0, 0, |vm, args| {
        let (vm, task, limit) = (vm.clone(), future_of(&args)?, args[1].clone());
        Flow::future(async move {
            let views = stack(&vm, &task, &limit).await?.into_iter();
            Ok(Value::list(
                views.map(|entry| frame_view(&vm, entry)).collect(),
            ))
        })
    })
    .named(&NamedParameters {
        names: &["self", "limit"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::flow_method("print_stack", 0, 0, print_stack).named(&NamedParameters {
        names: &["self", "limit", "file"],
        positional_only: 1,
        positional: 1,
        required: 1,
    }),
    NativeDef::getter("_must_cancel", |_, args| {
        with_task(&args, |task| task.must_cancel.get().into())
    }),
    NativeDef::getter("_fut_waiter", |_, args| {
        with_task(&args, |task| {
            task.waits_for().map_or(Value::None, Value::from)
        })
    }),
    NativeDef::flow_method("__repr__", 0, 0, |vm, args| repr::future(vm, &args[0])),
];

/// `task.cancelling()` and `task.uncancel()`, which a subclass may have written anew.
pub async fn cancelling(vm: &Rc<Vm>, task: &FutureRef) -> PyResult<u32> {
    count(vm, task, "cancelling", Task::cancel_requests).await
}

pub async fn uncancel(vm: &Rc<Vm>, task: &FutureRef) -> PyResult<u32> {
    count(vm, task, "uncancel", Task::uncancel).await
}

async fn count(
    vm: &Rc<Vm>,
    task: &FutureRef,
    method: &str,
    native: fn(&Task) -> u32,
) -> PyResult<u32> {
    let method = Symbol::new(method);
    if cancel::has_own(task, method) {
        let task = Value::from(task.clone());
        let counted = vm.call_method(&task, method, Vec::new()).await?;
        return Ok(counted.as_i64().unwrap_or(0).max(0) as u32);
    }
    Ok(task.task().map_or(0, native))
}

fn with_task(args: &Args<'_>, look: impl FnOnce(&Task) -> Value) -> PyResult {
    let future = future_of(args)?;
    match future.task() {
        Some(task) => Ok(look(task)),
        None => Err(type_error("a Task object is required")),
    }
}

fn initialize(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let vm = vm.clone();
    let task = future_of(&args)?;
    let coroutine = args.take(1);
    let values = args.take_all();
    Flow::future(async move {
        if !task::is_coroutine(&vm, &coroutine) {
            return Err(coroutine_expected(&vm, &coroutine).await);
        }
        let event_loop = loop_argument(&vm, &values[2])?;
        let eager = vm.truth(&values[5]).await.unwrap_or(false)
            && !values[5].is_unbound()
            && event_loop.is_running();
        let options = TaskOptions {
            name: name_argument(&vm, &values[3]).await?,
            context: context_argument(&vm, &values[4])?,
            eager,
        };
        task::start(&vm, &event_loop, &task, coroutine, options);
        if eager {
            task::start_eagerly(&vm, &event_loop, &task).await?;
        }
        Ok(Value::None)
    })
}

/// A task's name as a `str`; `Unbound` for none.
async fn name_argument(vm: &Rc<Vm>, name: &Value) -> PyResult {
    match name {
        Value::Unbound | Value::None => Ok(Value::Unbound),
        Value::Str(_) => Ok(name.clone()),
        other => Ok(Value::Str(vm.str(other).await?)),
    }
}

/// `asyncio.create_task(coroutine, name=…, context=…)`: the method of the loop, which a program may have written anew. That is
/// given the name where it is not `Unbound`, and the context where it is not None either.
pub fn create_task_flow(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    coroutine: Value,
    name: Value,
    context: Value,
) -> PyResult<Flow> {
    let method = Symbol::CREATE_TASK;
    let Some(object) = event_loop.overridden(method) else {
        return make_task(vm, event_loop, coroutine, name, context);
    };
    let (mut args, mut keywords) = (vec![coroutine], Vec::new());
    let context = optional(context).unwrap_or_default();
    for (keyword, value) in [("name", name), ("context", context)] {
        if !value.is_unbound() {
            args.push(value);
            keywords.push(Symbol::new(keyword));
        }
    }
    let vm = vm.clone();
    Flow::future(async move {
        let create = vm.get_attribute(&object, method).await?;
        vm.call_with(create, args, keywords).await
    })
}

/// `loop.create_task(coroutine, name=…, context=…)`, by way of the loop's task factory where it has one.
pub fn make_task(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    coroutine: Value,
    name: Value,
    context: Value,
) -> PyResult<Flow> {
    event_loop.check_open()?;
    let has_factory = !event_loop.task_factory.borrow().is_none();
    let plain_name = matches!(name, Value::Unbound | Value::None | Value::Str(_));
    if !has_factory && plain_name && task::is_coroutine(vm, &coroutine) {
        let options = TaskOptions {
            name,
            context: context_argument(vm, &context)?,
            eager: false,
        };
        let class = &event_loop.asyncio.classes.task;
        let task = task::create(vm, event_loop, class, coroutine, options);
        return Ok(Flow::Value(task.into()));
    }
    let (vm, event_loop) = (vm.clone(), event_loop.clone());
    Flow::future(async move {
        if has_factory {
            return create_by_factory(&vm, &event_loop, coroutine, name, context).await;
        }
        if !task::is_coroutine(&vm, &coroutine) {
            return Err(coroutine_expected(&vm, &coroutine).await);
        }
        let options = TaskOptions {
            name: name_argument(&vm, &name).await?,
            context: context_argument(&vm, &context)?,
            eager: false,
        };
        let class = &event_loop.asyncio.classes.task;
        Ok(task::create(&vm, &event_loop, class, coroutine, options).into())
    })
}

async fn create_by_factory(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    coroutine: Value,
    name: Value,
    context: Value,
) -> PyResult {
    let factory = event_loop.task_factory.borrow().clone();
    let mut args = vec![event_loop.object(), coroutine];
    let mut keywords = Vec::new();
    if !context.is_unbound() && !context.is_none() {
        args.push(context);
        keywords.push(Symbol::new("context"));
    }
    let made = vm.call_with(factory, args, keywords).await?;
    if !name.is_unbound() && !name.is_none() {
        vm.call_method(&made, Symbol::new("set_name"), vec![name])
            .await?;
    }
    Ok(made)
}

/// The same from native code that can wait.
pub async fn create_task(
    vm: &Rc<Vm>,
    event_loop: &Rc<EventLoop>,
    coroutine: Value,
    options: TaskOptions,
) -> PyResult {
    let context = match &options.context {
        Some(context) => Value::Instance(context.object(vm)),
        None => Value::Unbound,
    };
    let flow = create_task_flow(vm, event_loop, coroutine, options.name, context)?;
    vm.finish(flow).await
}

/// A coroutine that awaits something which is no coroutine.
pub fn wrap_awaitable(vm: &Rc<Vm>, awaitable: Value) -> Value {
    let shared = vm.clone();
    vm.native_coroutine("_wrap_awaitable", async move {
        shared.await_value(awaitable).await
    })
    .into()
}

/// The factory that `asyncio.eager_task_factory` is.
pub const EAGER_FACTORY: NativeDef = NativeDef::python_flow(
    "factory",
    "loop, coro, *, name=, context=",
    |vm, mut args| {
        let values = args.take_all();
        let class = loop_argument(vm, &values[0])?.asyncio.classes.task.clone();
        eager_task(vm, Value::Class(class), values)
    },
)
.qualified("create_eager_task_factory.<locals>.factory");

/// What `create_eager_task_factory` gives.
struct EagerFactory {
    constructor: Value,
}

native_object!(EagerFactory);

/// A factory of eager tasks by this constructor.
pub fn eager_factory(class: &Rc<Class>, constructor: Value) -> Value {
    Value::native(class, EagerFactory { constructor })
}

/// The methods of such a factory.
pub const FACTORY: &[NativeDef] = &[NativeDef::python_flow(
    "__call__",
    "self, loop, coro, *, name=, context=",
    |vm, mut args| {
        let constructor = match args[0].downcast::<EagerFactory>() {
            Some(factory) => factory.constructor.clone(),
            None => return Err(type_error("an eager task factory is required")),
        };
        let mut values = args.take_all();
        values.remove(0);
        eager_task(vm, constructor, values)
    },
)];

/// Calls a task constructor as an eager task factory does; `values` are loop, coroutine, name and context.
pub fn eager_task(vm: &Rc<Vm>, constructor: Value, values: Vec<Value>) -> PyResult<Flow> {
    let vm = vm.clone();
    let none_if_unbound = |value: &Value| match value {
        Value::Unbound => Value::None,
        value => value.clone(),
    };
    let args = vec![
        values[1].clone(),
        values[0].clone(),
        none_if_unbound(&values[2]),
        none_if_unbound(&values[3]),
        Value::Bool(true),
    ];
    let keywords = ["loop", "name", "context", "eager_start"];
    Flow::future(async move {
        vm.call_with(constructor, args, keywords.map(Symbol::new).to_vec())
            .await
    })
}

/// Where a task stands itself, or where its exception came from; the outermost first.
async fn stack(vm: &Rc<Vm>, task: &FutureRef, limit: &Value) -> PyResult<Vec<TracebackEntry>> {
    let limit = limit
        .as_i64()
        .map_or(usize::MAX, |limit| limit.max(0) as usize);
    let mut entries = Vec::new();
    if let Some(Value::Generator(coroutine)) = task.task().map(Task::coroutine) {
        entries.extend(match frame_entry(vm, &coroutine) {
            Some(entry) => Some(entry),
            None => vm.standing(coroutine).await?,
        });
    }
    if let Some(exception) = task.failure().filter(|_| entries.is_empty())
        && let Some(data) = exception.exception()
    {
        entries.extend(data.traceback.borrow().iter().rev().cloned());
    }
    entries.truncate(limit);
    Ok(entries)
}

fn print_stack(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let vm = vm.clone();
    let (task, file) = (future_of(&args)?, args[2].clone());
    let limit = args[1].clone();
    Flow::future(async move {
        let entries = stack(&vm, &task, &limit).await?;
        let args = vec![
            task.clone().into(),
            Value::string(format_entries(&vm, entries.iter())),
            task.failure().map_or(Value::None, Value::Instance),
            file.given().cloned().unwrap_or(Value::None),
        ];
        let printed = vm.call_library(repr::TEXTS, "print_stack", args, Vec::new())?;
        vm.finish(printed).await
    })
}
