//! `Queue`, `PriorityQueue` and `LifoQueue`.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::asyncio::arguments::{class_argument, own};
use crate::asyncio::cancel::cancel_now;
use crate::asyncio::lock::{Event, is_native_class};
use crate::asyncio::repr::TEXTS;
use crate::asyncio::waiters::Waiters;
use crate::python::builtins::protocol;
use crate::python::modules::{deque, heap};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, ExceptionKind, Flow, List, NativeDef, NativeObject, PyError, PyResult, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::{operators, plain};
use crate::trace::event::WaitKind;

pub struct Queue {
    /// As it was given; no limit where it is not above 0.
    maxsize: RefCell<Value>,
    items: RefCell<Items>,
    getters: Waiters,
    putters: Waiters,
    unfinished: Cell<usize>,
    finished: Event,
    is_shut_down: Cell<bool>,
}

/// What is in it, by the order in which it comes out.
enum Items {
    /// Becomes a deque in the attribute `_queue` when a program asks for that.
    First(VecDeque<Value>),
    Last(Rc<List>),
    Least(Rc<List>),
}

impl Queue {
    fn new(items: Items) -> Rc<Queue> {
        let queue = Queue {
            maxsize: RefCell::new(Value::Int(0)),
            items: RefCell::new(items),
            getters: Waiters::default(),
            putters: Waiters::default(),
            unfinished: Cell::new(0),
            finished: Event::default(),
            is_shut_down: Cell::new(false),
        };
        queue.finished.set_quietly();
        Rc::new(queue)
    }

    pub fn unbounded() -> Rc<Queue> {
        Queue::new(Items::First(VecDeque::new()))
    }

    /// How many items are in it. A subclass may keep them elsewhere, in an attribute `_queue`.
    fn size(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<usize> {
        if let Some(own) = own_items(object)
            && let Flow::Value(size) = operators::length(vm, &own)?
        {
            return Ok(size.as_i64().unwrap_or(0) as usize);
        }
        Ok(match &*self.items.borrow() {
            Items::First(items) => items.len(),
            Items::Last(items) | Items::Least(items) => items.len(),
        })
    }

    fn is_full(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<bool> {
        let limit = self.maxsize.borrow().as_f64().unwrap_or(0.0);
        Ok(limit > 0.0 && self.size(vm, object)? as f64 >= limit)
    }

    pub async fn put(self: &Rc<Queue>, vm: &Rc<Vm>, object: &Value, item: Value) -> PyResult {
        while self.is_full(vm, object)? {
            if self.is_shut_down.get() {
                return Err(PyError::bare(ExceptionKind::QueueShutDown));
            }
            self.putters.same_as(&self.getters);
            self.putters.same_as(self.finished.waiters());
            let (putter, ticket) =
                self.putters
                    .join(vm, object, WaitKind::QueuePut, "queue.put")?;
            if let Err(error) = vm.await_value(putter.clone().into()).await {
                cancel_now(vm, &putter);
                self.putters.leave(ticket);
                if !self.is_full(vm, object)? && !putter.cancelled() {
                    wake_next(vm, &self.putters);
                }
                return Err(error);
            }
        }
        let flow = self.put_now(vm, object, item)?;
        vm.finish(flow).await
    }

    pub fn put_now(self: &Rc<Queue>, vm: &Rc<Vm>, object: &Value, item: Value) -> PyResult<Flow> {
        if self.is_shut_down.get() {
            return Err(PyError::bare(ExceptionKind::QueueShutDown));
        }
        if self.is_full(vm, object)? {
            return Err(PyError::bare(ExceptionKind::QueueFull));
        }
        match self.insert(vm, object, item) {
            Flow::Value(_) => {
                self.count_put(vm);
                Ok(Flow::Value(Value::None))
            }
            flow => {
                let (vm, queue) = (vm.clone(), self.clone());
                Flow::future(async move {
                    vm.finish(flow).await?;
                    queue.count_put(&vm);
                    Ok(Value::None)
                })
            }
        }
    }

    fn count_put(&self, vm: &Rc<Vm>) {
        self.unfinished.set(self.unfinished.get() + 1);
        self.finished.clear();
        wake_next(vm, &self.getters);
    }

    pub async fn get(self: &Rc<Queue>, vm: &Rc<Vm>, object: &Value) -> PyResult {
        while self.size(vm, object)? == 0 {
            if self.is_shut_down.get() {
                return Err(PyError::bare(ExceptionKind::QueueShutDown));
            }
            self.getters.same_as(&self.putters);
            self.getters.same_as(self.finished.waiters());
            // That of `as_completed` is no object of the program.
            let (kind, label) = match object {
                Value::Unbound => (WaitKind::Tasks, "the next of as_completed()"),
                _ => (WaitKind::QueueGet, "queue.get"),
            };
            let (getter, ticket) = self.getters.join(vm, object, kind, label)?;
            if let Err(error) = vm.await_value(getter.clone().into()).await {
                cancel_now(vm, &getter);
                self.getters.leave(ticket);
                if self.size(vm, object)? > 0 && !getter.cancelled() {
                    wake_next(vm, &self.getters);
                }
                return Err(error);
            }
        }
        let flow = self.get_now(vm, object)?;
        vm.finish(flow).await
    }

    fn get_now(self: &Rc<Queue>, vm: &Rc<Vm>, object: &Value) -> PyResult<Flow> {
        if self.size(vm, object)? == 0 {
            return Err(PyError::bare(if self.is_shut_down.get() {
                ExceptionKind::QueueShutDown
            } else {
                ExceptionKind::QueueEmpty
            }));
        }
        match self.remove(vm, object)? {
            Flow::Value(item) => {
                wake_next(vm, &self.putters);
                Ok(Flow::Value(item))
            }
            flow => {
                let (vm, queue) = (vm.clone(), self.clone());
                Flow::future(async move {
                    let item = vm.finish(flow).await?;
                    wake_next(&vm, &queue.putters);
                    Ok(item)
                })
            }
        }
    }

    /// `queue._put(item)`, which a subclass may have written anew.
    fn insert(&self, vm: &Rc<Vm>, object: &Value, item: Value) -> Flow {
        if !object.is_unbound() && !is_native_class(object) {
            let (vm, object) = (vm.clone(), object.clone());
            return Flow::Future(Box::pin(async move {
                vm.call_method(&object, Symbol::new("_put"), vec![item])
                    .await
            }));
        }
        self.insert_native(vm, object, item)
    }

    fn insert_native(&self, vm: &Rc<Vm>, object: &Value, item: Value) -> Flow {
        match (&mut *self.items.borrow_mut(), own_items(object)) {
            (Items::Least(_), Some(Value::List(items))) => return push_least(vm, items, item),
            (_, Some(own)) => {
                let vm = vm.clone();
                return Flow::Future(Box::pin(async move {
                    vm.call_method(&own, Symbol::new("append"), vec![item])
                        .await
                }));
            }
            (Items::First(items), None) => items.push_back(item),
            (Items::Last(items), None) => items.items.borrow_mut().push(item),
            (Items::Least(items), None) => return push_least(vm, items.clone(), item),
        }
        Flow::Value(Value::None)
    }

    /// `queue._get()`, of a queue that is not empty.
    fn remove(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<Flow> {
        if !object.is_unbound() && !is_native_class(object) {
            let (vm, object) = (vm.clone(), object.clone());
            return Flow::future(async move {
                vm.call_method(&object, Symbol::new("_get"), Vec::new())
                    .await
            });
        }
        self.remove_native(vm, object)
    }

    fn remove_native(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<Flow> {
        let pop_least = |items: Rc<List>| {
            let vm = vm.clone();
            Flow::future(async move { heap::pop(&vm, &items).await })
        };
        let item = match (&mut *self.items.borrow_mut(), own_items(object)) {
            (Items::Least(_), Some(Value::List(items))) => return pop_least(items),
            (items, Some(own)) => {
                let name = match items {
                    Items::First(_) => "popleft",
                    _ => "pop",
                };
                let vm = vm.clone();
                return Flow::future(async move {
                    vm.call_method(&own, Symbol::new(name), Vec::new()).await
                });
            }
            (Items::First(items), None) => items.pop_front(),
            (Items::Last(items), None) => items.items.borrow_mut().pop(),
            (Items::Least(items), None) => return pop_least(items.clone()),
        };
        item.map(Flow::Value)
            .ok_or_else(|| PyError::bare(ExceptionKind::QueueEmpty))
    }

    fn task_done(&self, vm: &Rc<Vm>) -> PyResult<()> {
        let Some(left) = self.unfinished.get().checked_sub(1) else {
            return Err(value_error("task_done() called too many times"));
        };
        self.unfinished.set(left);
        if left == 0 {
            self.finished.set(vm);
        }
        Ok(())
    }

    async fn shutdown(self: &Rc<Queue>, vm: &Rc<Vm>, object: &Value, at_once: bool) -> PyResult {
        self.is_shut_down.set(true);
        if at_once {
            while self.size(vm, object)? > 0 {
                let flow = self.remove(vm, object)?;
                vm.finish(flow).await?;
                self.unfinished.set(self.unfinished.get().saturating_sub(1));
            }
            if self.unfinished.get() == 0 {
                self.finished.set(vm);
            }
        }
        for waiters in [&self.getters, &self.putters] {
            while let Some(waiter) = waiters.pop_pending() {
                waiter.finish(vm, Value::None);
            }
        }
        Ok(Value::None)
    }

    fn snapshot(&self) -> Vec<Value> {
        match &*self.items.borrow() {
            Items::First(items) => items.iter().cloned().collect(),
            Items::Last(items) | Items::Least(items) => items.items.borrow().clone(),
        }
    }
}

fn push_least(vm: &Rc<Vm>, items: Rc<List>, item: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        heap::push(&vm, &items, item).await?;
        Ok(Value::None)
    }))
}

/// `queue._queue`: what it keeps its items in, which a program may change.
fn container(vm: &Rc<Vm>, object: &Value, queue: &Queue) -> Value {
    if let Some(own) = own_items(object) {
        return own;
    }
    let items = match &mut *queue.items.borrow_mut() {
        Items::Last(items) | Items::Least(items) => return Value::List(items.clone()),
        Items::First(items) => std::mem::take(items),
    };
    let made = deque::of(vm, items);
    if let Value::Instance(instance) = object {
        instance.set_attribute(Symbol::new("_queue"), made.clone());
    }
    made
}

/// What a subclass's `_init`, or [`container`], keeps its items in.
fn own_items(object: &Value) -> Option<Value> {
    match object {
        Value::Instance(instance) => instance.attribute(Symbol::new("_queue")),
        _ => None,
    }
}

fn wake_next(vm: &Rc<Vm>, waiters: &Waiters) {
    if let Some(next) = waiters.pop_pending() {
        next.finish(vm, Value::None);
    }
}

struct QueueObject(Rc<Queue>);

impl NativeObject for QueueObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        self.0.getters.clear();
        self.0.putters.clear();
        let _items = self.0.items.replace(Items::First(VecDeque::new()));
    }
}

fn queue_of(args: &Args<'_>) -> PyResult<Rc<Queue>> {
    Ok(own::<QueueObject>(&args[0], "Queue")?.0.clone())
}

fn new_queue(args: &Args<'_>, items: Items) -> PyResult {
    let class = class_argument(&args[0])?;
    Ok(Value::native(class, QueueObject(Queue::new(items))))
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, |_, args| {
        new_queue(&args, Items::First(VecDeque::new()))
    })
    .of_kind(NativeKind::Static)
    .with(Signature::Any),
    NativeDef::python_flow("__init__", "self, maxsize=", |vm, mut args| {
        let queue = queue_of(&args)?;
        if let Some(maxsize) = args.optional(1) {
            if maxsize.as_f64().is_none() {
                return Err(type_error(format!(
                    "'<=' not supported between instances of '{}' and 'int'",
                    vm.type_name(maxsize)
                )));
            }
            *queue.maxsize.borrow_mut() = maxsize.clone();
        }
        if is_native_class(&args[0]) {
            return Ok(Flow::Value(Value::None));
        }
        let (vm, object) = (vm.clone(), args.take(0));
        let maxsize = queue.maxsize.borrow().clone();
        Flow::future(async move {
            vm.call_method(&object, Symbol::new("_init"), vec![maxsize])
                .await?;
            Ok(Value::None)
        })
    }),
    NativeDef::method("_init", 1, 1, |_, _| Ok(Value::None)),
    NativeDef::flow_method("_put", 1, 1, |vm, mut args| {
        let queue = queue_of(&args)?;
        Ok({
            let item = args.take(1);
            queue.insert_native(vm, &args[0], item)
        })
    }),
    NativeDef::python_flow("_get", "self", |vm, args| {
        queue_of(&args)?.remove_native(vm, &args[0])
    }),
    NativeDef::python_flow("put", "self, item", |vm, mut args| {
        let (vm, queue, object) = (vm.clone(), queue_of(&args)?, args.take(0));
        let item = args.take(1);
        Flow::future(async move { queue.put(&vm, &object, item).await })
    })
    .coroutine("Queue.put"),
    NativeDef::python_flow("put_nowait", "self, item", |vm, mut args| {
        let item = args.take(1);
        queue_of(&args)?.put_now(vm, &args[0], item)
    }),
    NativeDef::python_flow("get", "self", |vm, mut args| {
        let (vm, queue, object) = (vm.clone(), queue_of(&args)?, args.take(0));
        Flow::future(async move { queue.get(&vm, &object).await })
    })
    .coroutine("Queue.get"),
    NativeDef::python_flow("get_nowait", "self", |vm, args| {
        queue_of(&args)?.get_now(vm, &args[0])
    }),
    NativeDef::python("qsize", "self", |vm, args| {
        Ok(queue_of(&args)?.size(vm, &args[0])?.into())
    }),
    NativeDef::python("empty", "self", |vm, args| {
        Ok((queue_of(&args)?.size(vm, &args[0])? == 0).into())
    }),
    NativeDef::python("full", "self", |vm, args| {
        Ok(queue_of(&args)?.is_full(vm, &args[0])?.into())
    }),
    NativeDef::getter("maxsize", |_, args| {
        Ok(queue_of(&args)?.maxsize.borrow().clone())
    }),
    NativeDef::getter("_queue", |vm, args| {
        Ok(container(vm, &args[0], &*queue_of(&args)?))
    }),
    NativeDef::setter("_queue=", |_, mut args| {
        let items = args.take(1);
        if let Value::Instance(instance) = &args[0] {
            instance.set_attribute(Symbol::new("_queue"), items);
        }
        Ok(Value::None)
    }),
    NativeDef::getter("_unfinished_tasks", |_, args| {
        Ok(queue_of(&args)?.unfinished.get().into())
    }),
    NativeDef::setter("_unfinished_tasks=", |_, args| {
        let count = args[1].as_i64().unwrap_or(0).max(0);
        queue_of(&args)?.unfinished.set(count as usize);
        Ok(Value::None)
    }),
    NativeDef::python("task_done", "self", |vm, args| {
        queue_of(&args)?.task_done(vm)?;
        Ok(Value::None)
    }),
    NativeDef::python_flow("join", "self", |vm, mut args| {
        let (vm, queue, object) = (vm.clone(), queue_of(&args)?, args.take(0));
        Flow::future(async move {
            if queue.unfinished.get() > 0 {
                queue.finished.waiters().same_as(&queue.getters);
                queue.finished.waiters().same_as(&queue.putters);
                queue
                    .finished
                    .wait(&vm, &object, WaitKind::QueueJoin, "queue.join")
                    .await?;
            }
            Ok(Value::None)
        })
    })
    .coroutine("Queue.join"),
    NativeDef::python_flow("shutdown", "self, immediate=", |vm, mut args| {
        let (vm, queue, object) = (vm.clone(), queue_of(&args)?, args.take(0));
        let at_once = args.optional(1).and_then(plain::truth) == Some(true);
        Flow::future(async move { queue.shutdown(&vm, &object, at_once).await })
    }),
    NativeDef::getter("_getters", |vm, args| {
        Ok(queue_of(&args)?.getters.snapshot(vm))
    }),
    NativeDef::getter("_putters", |vm, args| {
        Ok(queue_of(&args)?.putters.snapshot(vm))
    }),
    NativeDef::python_flow("_format", "self", |vm, args| shown(vm, &args, "{2}")),
    NativeDef::python_flow("__repr__", "self", |vm, args| {
        shown(vm, &args, "<{0} at {1:#x} {2}>")
    }),
    NativeDef::python_flow("__str__", "self", |vm, args| shown(vm, &args, "<{0} {2}>")),
    protocol::CLASS_GETITEM,
];

/// A text of the queue's class, address and state, in this form.
fn shown(vm: &Rc<Vm>, args: &Args<'_>, form: &str) -> PyResult<Flow> {
    let queue = queue_of(args)?;
    let items = own_items(&args[0]).unwrap_or_else(|| Value::list(queue.snapshot()));
    let args = vec![
        Value::str(form),
        args[0].clone(),
        queue.maxsize.borrow().clone(),
        items,
        queue.getters.len().into(),
        queue.putters.len().into(),
        queue.unfinished.get().into(),
        queue.is_shut_down.get().into(),
    ];
    vm.call_library(TEXTS, "queue", args, Vec::new())
}

pub const PRIORITY_METHODS: &[NativeDef] = &[NativeDef::function("__new__", 1, 1, |_, args| {
    new_queue(&args, Items::Least(Rc::default()))
})
.of_kind(NativeKind::Static)
.with(Signature::Any)];

pub const LIFO_METHODS: &[NativeDef] = &[NativeDef::function("__new__", 1, 1, |_, args| {
    new_queue(&args, Items::Last(Rc::default()))
})
.of_kind(NativeKind::Static)
.with(Signature::Any)];
