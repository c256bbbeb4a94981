//! The `asyncio` module: its names.

use std::rc::Rc;

use crate::asyncio::arguments::{loop_argument, optional};
use crate::asyncio::coroutines::is_coroutine_function;
use crate::asyncio::future::FutureRef;
use crate::asyncio::state::{Asyncio, asyncio, native_class, running_loop};
use crate::asyncio::{
    condition, executor, gather, lock, policy, queue, runners, semaphore, signals, sleep, task,
    task_group, task_methods, timeout, unsupported, wait,
};
use crate::python::modules::native;
use crate::python::object::error::type_error;
use crate::python::object::function::{NamedParameters, NativeKind, Signature};
use crate::python::object::{ExceptionKind, Flow, Module, NativeDef, Set, Value};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::imports::ModuleSource;

/// The modules that this room provides.
pub fn find(name: &str) -> Option<ModuleSource> {
    match name {
        "asyncio" => Some(ModuleSource::Native(module)),
        "_event_loop" => Some(ModuleSource::Native(executor::module)),
        "_interrupts" => Some(ModuleSource::Native(signals::module)),
        "uvloop" => Some(ModuleSource::Native(policy::uvloop)),
        _ => {
            let part = name.strip_prefix("asyncio.")?;
            PARTS
                .contains(&part)
                .then_some(ModuleSource::Native(module))
        }
    }
}

/// CPython's parts of the package: each is the whole here.
const PARTS: &[&str] = &[
    "base_events",
    "coroutines",
    "events",
    "exceptions",
    "futures",
    "locks",
    "protocols",
    "queues",
    "runners",
    "streams",
    "subprocess",
    "taskgroups",
    "tasks",
    "threads",
    "timeouts",
    "transports",
];

#[derive(Default)]
struct Made(std::cell::OnceCell<Rc<Module>>);

/// The module, made once.
fn module(vm: &Rc<Vm>) -> Rc<Module> {
    let made = vm.extension::<Made>();
    made.0.get_or_init(|| make(vm)).clone()
}

fn make(vm: &Rc<Vm>) -> Rc<Module> {
    let module = native::module("asyncio", FUNCTIONS);
    native::add_functions(&module, policy::FUNCTIONS);
    native::add_functions(&module, unsupported::FUNCTIONS);
    let state = asyncio(vm);
    add_classes(vm, &state, &module);
    unsupported::add_classes(vm, &module);
    for class in policy::default_policy(vm).order() {
        if class.name.get() != Symbol::OBJECT {
            module.set(class.name.get(), Value::Class(class));
        }
    }
    for kind in EXCEPTIONS {
        let class = vm.types.exception(*kind).clone();
        module.set(class.name.get(), Value::Class(class));
    }
    for name in ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] {
        module.set(Symbol::new(name), Value::str(name));
    }
    module.set(
        Symbol::new("eager_task_factory"),
        Value::Native(&task_methods::EAGER_FACTORY),
    );
    let exported = module
        .names
        .borrow()
        .iter()
        .map(|(name, _)| name.text())
        .filter(|name| !name.starts_with('_'))
        .map(|name| Value::str(&name))
        .collect();
    module.set(Symbol::ALL, Value::tuple(exported));
    // Of `asyncio.subprocess`, as arguments of what says that there is none.
    for (name, value) in [("PIPE", -1), ("STDOUT", -2), ("DEVNULL", -3)] {
        module.set(Symbol::new(name), Value::Int(value));
    }
    for part in PARTS {
        module.set(Symbol::new(part), Value::Module(module.clone()));
    }
    module
}

const EXCEPTIONS: &[ExceptionKind] = &[
    ExceptionKind::CancelledError,
    ExceptionKind::InvalidStateError,
    ExceptionKind::TimeoutError,
    ExceptionKind::SendfileNotAvailableError,
    ExceptionKind::IncompleteReadError,
    ExceptionKind::LimitOverrunError,
    ExceptionKind::BrokenBarrierError,
    ExceptionKind::QueueEmpty,
    ExceptionKind::QueueFull,
    ExceptionKind::QueueShutDown,
];

fn add_classes(vm: &Rc<Vm>, state: &Asyncio, module: &Module) {
    let classes = &state.classes;
    let object = &vm.types.object;
    for class in [
        &classes.future,
        &classes.task,
        &classes.handle,
        &classes.timer_handle,
        &classes.lock,
        &classes.timeout,
    ] {
        module.set(class.name.get(), Value::Class(class.clone()));
    }
    for class in classes.event_loop.order() {
        if Rc::ptr_eq(&class, object) {
            continue;
        }
        module.set(class.name.get(), Value::Class(class.clone()));
    }
    for name in ["SelectorEventLoop", "EventLoop"] {
        module.set(Symbol::new(name), Value::Class(classes.event_loop.clone()));
    }
    let add = |name, part, base, methods| {
        let class = native_class(name, part, base, methods);
        module.set(class.name.get(), Value::Class(class.clone()));
        class
    };
    add("Runner", "asyncio.runners", object, runners::METHODS);
    add(
        "TaskGroup",
        "asyncio.taskgroups",
        object,
        task_group::METHODS,
    );
    add("Event", "asyncio.locks", object, lock::EVENT_METHODS);
    add("Condition", "asyncio.locks", object, condition::METHODS);
    add(
        "Barrier",
        "asyncio.locks",
        object,
        condition::BARRIER_METHODS,
    );
    let semaphore = add("Semaphore", "asyncio.locks", object, semaphore::METHODS);
    add(
        "BoundedSemaphore",
        "asyncio.locks",
        &semaphore,
        semaphore::BOUNDED_METHODS,
    );
    let queue = add("Queue", "asyncio.queues", object, queue::METHODS);
    add(
        "PriorityQueue",
        "asyncio.queues",
        &queue,
        queue::PRIORITY_METHODS,
    );
    add("LifoQueue", "asyncio.queues", &queue, queue::LIFO_METHODS);
}

const FUNCTIONS: &[NativeDef] = &[
    NativeDef::python_flow("run", "main, *, debug=, loop_factory=", |vm, mut args| {
        let vm = vm.clone();
        let (main, debug, factory) = (args.take(0), args.take(1), args.take(2));
        Flow::future(async move { runners::run(&vm, main, debug, factory).await })
    }),
    NativeDef::python_flow("sleep", "delay, result=", |vm, mut args| {
        let result = match args.take(1) {
            Value::Unbound => Value::None,
            result => result,
        };
        Flow::future(sleep::sleep(vm.clone(), args.take(0), result))
    })
    .of_kind(NativeKind::Coroutine),
    NativeDef::python_flow("_simulated_io", "delay, label", |vm, mut args| {
        Flow::future(sleep::simulated_io(vm.clone(), args.take(0), args.take(1)))
    })
    .of_kind(NativeKind::Coroutine),
    NativeDef::python("_io_future", "label", |vm, args| {
        sleep::io_future(vm, &args[0])
    }),
    NativeDef::python_flow("create_task", "coro, *, name=, context=", |vm, mut args| {
        let event_loop = running_loop(vm)?;
        let (coroutine, name, context) = (args.take(0), args.take(1), args.take(2));
        let name = optional(name).unwrap_or(Value::None);
        task_methods::create_task_flow(vm, &event_loop, coroutine, name, context)
    }),
    NativeDef::python_flow(
        "gather",
        "*coros_or_futures, return_exceptions=",
        |vm, mut args| {
            let mut values = args.take_all();
            let option = values.remove(0);
            gather::gather_flow(vm, values, option)
        },
    ),
    NativeDef::python_flow("wait_for", "fut, timeout", |vm, mut args| {
        Flow::future(timeout::wait_for(vm.clone(), args.take(0), args.take(1)))
    })
    .of_kind(NativeKind::Coroutine),
    NativeDef::python("timeout", "delay", |vm, args| {
        let class = asyncio(vm).classes.timeout.clone();
        timeout::timeout(vm, &class, &args[0])
    }),
    NativeDef::python("timeout_at", "when", |vm, mut args| {
        let class = asyncio(vm).classes.timeout.clone();
        Ok(timeout::timeout_at(&class, args.take(0)))
    }),
    NativeDef::python_flow("wait", "fs, *, timeout=, return_when=", |vm, mut args| {
        let (futures, timeout) = (args.take(0), args.take(1));
        Flow::future(wait::wait(vm.clone(), futures, timeout, args.take(2)))
    })
    .of_kind(NativeKind::Coroutine),
    NativeDef::python_flow("as_completed", "fs, *, timeout=", |vm, mut args| {
        Flow::future(wait::as_completed(vm.clone(), args.take(0), args.take(1)))
    }),
    NativeDef::python_flow("shield", "arg", |vm, mut args| {
        Flow::future(wait::shield(vm.clone(), args.take(0)))
    }),
    NativeDef::flow("to_thread", 1, 1, |vm, mut args| {
        let keywords = args.keywords.to_vec();
        let values = args.take_all();
        if values.len() == keywords.len() {
            return Err(type_error(
                "to_thread() missing 1 required positional argument: 'func'",
            ));
        }
        Flow::future(executor::to_thread(vm.clone(), values, keywords))
    })
    .with(Signature::Any)
    .of_kind(NativeKind::Coroutine),
    NativeDef::python_flow("wrap_future", "future, *, loop=", |vm, mut args| {
        if FutureRef::of(&args[0]).is_some() {
            return Ok(Flow::Value(args.take(0)));
        }
        let event_loop = loop_argument(vm, &args[1])?;
        let args = vec![args.take(0)];
        executor::in_python(vm, "wrap_future", &event_loop, args, Vec::new())
    }),
    NativeDef::python_flow("run_coroutine_threadsafe", "coro, loop", |vm, mut args| {
        let event_loop = loop_argument(vm, &args[1])?;
        let args = vec![args.take(0)];
        executor::in_python(
            vm,
            "run_coroutine_threadsafe",
            &event_loop,
            args,
            Vec::new(),
        )
    }),
    NativeDef::python_flow(
        "ensure_future",
        "coro_or_future, *, loop=",
        |vm, mut args| {
            let (vm, awaitable) = (vm.clone(), args.take(0));
            if is_future(&awaitable) && FutureRef::of(&awaitable).is_none() {
                return Ok(Flow::Value(awaitable));
            }
            let given = optional(args.take(1));
            Flow::future(async move {
                let event_loop = match given {
                    Some(value) => Some(loop_argument(&vm, &value)?),
                    None => None,
                };
                Ok(task::ensure_future(&vm, event_loop.as_ref(), awaitable)
                    .await?
                    .into())
            })
        },
    ),
    NativeDef::python(
        "create_eager_task_factory",
        "custom_task_constructor",
        |vm, mut args| {
            let class =
                vm.types
                    .named("eager_task_factory", "asyncio.tasks", task_methods::FACTORY);
            Ok(task_methods::eager_factory(&class, args.take(0)))
        },
    ),
    NativeDef::function("get_running_loop", 0, 0, |vm, _| {
        Ok(running_loop(vm)?.object())
    }),
    NativeDef::function("_get_running_loop", 0, 0, |vm, _| {
        Ok(running_loop(vm).map_or(Value::None, |event_loop| event_loop.object()))
    }),
    NativeDef::function("current_task", 0, 1, |vm, args| {
        let event_loop = match args
            .first()
            .filter(|value| !value.is_unbound() && !value.is_none())
        {
            Some(value) => loop_argument(vm, value)?,
            None => running_loop(vm)?,
        };
        let current = event_loop.current_task.borrow().clone();
        Ok(current.map_or(Value::None, Value::from))
    })
    .named(&LOOP_OPTION),
    NativeDef::python("all_tasks", "loop=", |vm, args| {
        let event_loop = match args
            .first()
            .filter(|value| !value.is_unbound() && !value.is_none())
        {
            Some(value) => loop_argument(vm, value)?,
            None => running_loop(vm)?,
        };
        Ok(set_of(event_loop.all_tasks()))
    }),
    NativeDef::python("iscoroutine", "obj", |vm, args| {
        Ok(task::is_coroutine(vm, &args[0]).into())
    }),
    NativeDef::python("iscoroutinefunction", "func", |_, args| {
        Ok(is_coroutine_function(&args[0]).into())
    }),
    NativeDef::python("isfuture", "obj", |_, args| Ok(is_future(&args[0]).into())),
];

/// The part of CPython's package that one of the functions is from.
pub fn home(def: &'static NativeDef) -> Option<&'static str> {
    FUNCTIONS.iter().find(|own| std::ptr::eq(*own, def))?;
    Some(match def.name {
        "run" => "asyncio.runners",
        "to_thread" => "asyncio.threads",
        "timeout" | "timeout_at" => "asyncio.timeouts",
        "wrap_future" => "asyncio.futures",
        "iscoroutine" | "iscoroutinefunction" => "asyncio.coroutines",
        "isfuture" => "asyncio.base_futures",
        "current_task" | "get_running_loop" | "_get_running_loop" | "get_event_loop" => "_asyncio",
        "set_event_loop" => "asyncio.events",
        _ => "asyncio.tasks",
    })
}

const LOOP_OPTION: NamedParameters = NamedParameters {
    names: &["loop"],
    positional_only: 0,
    positional: 1,
    required: 0,
};

/// A future, or an object that says of itself that it can be awaited as one.
fn is_future(value: &Value) -> bool {
    let Value::Instance(instance) = value else {
        return false;
    };
    let blocking = Symbol::new("_asyncio_future_blocking");
    FutureRef::of(value).is_some()
        || instance.class_ref().lookup(blocking).is_some_and(|own| {
            let own = instance.attribute(blocking).unwrap_or(own);
            !own.is_none()
        })
}

/// A set of futures, in this order.
pub fn set_of(futures: Vec<FutureRef>) -> Value {
    let set = Set::default();
    for future in futures {
        let value = Value::from(future);
        if let Some(Ok(hash)) = plain::hash(&value) {
            set.push(hash, value);
        }
    }
    Value::Set(Rc::new(set))
}
