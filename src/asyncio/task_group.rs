//! `TaskGroup`: tasks that end together.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio::arguments::{new_object, optional, own};
use crate::asyncio::cancel;
use crate::asyncio::event_loop::EventLoop;
use crate::asyncio::future::FutureRef;
use crate::asyncio::handle::DoneCallback;
use crate::asyncio::label;
use crate::asyncio::module::set_of;
use crate::asyncio::numbered::Numbered;
use crate::asyncio::report::{self, Report};
use crate::asyncio::state::running_loop;
use crate::asyncio::task::show_value;
use crate::asyncio::{task_methods, trace};
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    Args, ExceptionKind, Flow, Instance, NativeDef, NativeObject, PyError, PyResult, Value,
};
use crate::python::operators::groups;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::trace::event::{ObjectId, WaitKind};

async fn finish_all(vm: &Rc<Vm>, flows: Vec<Flow>) -> PyResult<()> {
    for flow in flows {
        vm.finish(flow).await?;
    }
    Ok(())
}

/// The data of a group, shared with what its tasks call when they are done.
#[derive(Default)]
struct Group {
    entered: Cell<bool>,
    exiting: Cell<bool>,
    aborting: Cell<bool>,
    event_loop: RefCell<Option<Rc<EventLoop>>>,
    parent: RefCell<Option<FutureRef>>,
    /// The parent was cancelled by the group itself.
    cancelled_parent: Cell<bool>,
    /// Tasks that have not ended, in the order of their making.
    tasks: RefCell<Numbered<FutureRef>>,
    errors: RefCell<Vec<Rc<Instance>>>,
    /// `SystemExit` or `KeyboardInterrupt`, which goes on alone.
    base_error: RefCell<Option<Rc<Instance>>>,
    /// Done when the last task has ended.
    completed: RefCell<Option<FutureRef>>,
    id: Cell<Option<ObjectId>>,
}

/// The Python object of a group.
#[derive(Default)]
pub struct GroupObject(Rc<Group>);

impl NativeObject for GroupObject {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn clear(&self) {
        let _parent = self.0.parent.take();
        let _tasks = self.0.tasks.take();
        let _errors = self.0.errors.take();
    }
}

/// What each task of a group calls when it is done.
struct TaskDone(Rc<Group>);

impl DoneCallback for TaskDone {
    fn name(&self) -> &'static str {
        "TaskGroup._on_task_done"
    }

    fn call(&self, vm: &Rc<Vm>, task: &FutureRef) -> PyResult<Flow> {
        self.0.task_done(vm, task)
    }
}

impl Group {
    async fn enter(&self, vm: &Rc<Vm>, object: &Value) -> PyResult<()> {
        if self.entered.get() {
            return Err(self.refusal(vm, object, "has already been entered").await);
        }
        let event_loop = running_loop(vm)?;
        let parent = event_loop.current_task.borrow().clone();
        if parent.is_none() {
            return Err(self
                .refusal(vm, object, "cannot determine the parent task")
                .await);
        }
        *self.event_loop.borrow_mut() = Some(event_loop);
        *self.parent.borrow_mut() = parent;
        self.entered.set(true);
        self.id.set(trace::group_created(vm, "TaskGroup"));
        Ok(())
    }

    async fn refusal(&self, vm: &Rc<Vm>, object: &Value, what: &str) -> PyError {
        let shown = show_value(vm, object).await;
        runtime_error(format!("TaskGroup {shown} {what}"))
    }

    async fn exit(&self, vm: &Rc<Vm>, raised: Option<Rc<Instance>>) -> PyResult {
        self.exiting.set(true);
        if let Some(raised) = &raised
            && is_base_error(raised)
            && self.base_error.borrow().is_none()
        {
            *self.base_error.borrow_mut() = Some(raised.clone());
        }
        let was_cancelled = raised
            .as_ref()
            .is_some_and(|raised| raised.is_exception(ExceptionKind::CancelledError));
        let mut cancellation = raised.clone().filter(|_| was_cancelled);
        if raised.is_some() && !self.aborting.get() {
            finish_all(vm, self.abort(vm)?).await?;
        }
        while !self.tasks.borrow().is_empty() {
            let completed = self.completion(vm)?;
            if let Err(error) = vm.await_value(completed.into()).await {
                if !error.is(ExceptionKind::CancelledError) {
                    return Err(error);
                }
                if !self.aborting.get() {
                    cancellation = Some(vm.exception_object(error));
                    finish_all(vm, self.abort(vm)?).await?;
                }
            }
            *self.completed.borrow_mut() = None;
        }
        trace::group_ended(vm, self.id.take());
        let parent = self.parent.take();
        if let Some(error) = self.base_error.take() {
            return Err(PyError::object(error));
        }
        if let (true, Some(parent)) = (self.cancelled_parent.get(), &parent)
            && task_methods::uncancel(vm, parent).await? == 0
        {
            cancellation = None;
        }
        if let Some(cancellation) = cancellation
            && self.errors.borrow().is_empty()
        {
            return Err(PyError::object(cancellation));
        }
        if let Some(raised) = raised.filter(|_| !was_cancelled) {
            self.errors.borrow_mut().push(raised);
        }
        let errors = self.errors.take();
        if errors.is_empty() {
            return Ok(Value::None);
        }
        if let Some(parent) = &parent
            && task_methods::cancelling(vm, parent).await? > 0
        {
            task_methods::uncancel(vm, parent).await?;
            let flow = cancel::ask(vm, parent, &Value::Unbound)?;
            vm.finish(flow).await?;
        }
        Err(group_error(vm, errors))
    }

    /// The future that the end of the last task completes.
    fn completion(&self, vm: &Rc<Vm>) -> PyResult<FutureRef> {
        if let Some(completed) = self.completed.borrow().clone() {
            return Ok(completed);
        }
        let event_loop = self.event_loop.borrow().clone();
        let Some(event_loop) = event_loop else {
            return Err(runtime_error("TaskGroup has not been entered"));
        };
        let completed = FutureRef::create(&event_loop);
        completed.what.set("tasks of the group");
        let count = self.tasks.borrow().len();
        trace::set_reason(vm, &completed, WaitKind::Tasks, self.id.get(), || {
            label::tasks(count)
        });
        *self.completed.borrow_mut() = Some(completed.clone());
        Ok(completed)
    }

    /// Cancels its tasks; what comes back is still to be finished.
    fn abort(&self, vm: &Rc<Vm>) -> PyResult<Vec<Flow>> {
        self.aborting.set(true);
        let tasks: Vec<FutureRef> = self.tasks.borrow().iter().cloned().collect();
        let left = tasks.iter().filter(|task| !task.done());
        left.map(|task| cancel::ask(vm, task, &Value::Unbound))
            .collect()
    }

    fn task_done(&self, vm: &Rc<Vm>, task: &FutureRef) -> PyResult<Flow> {
        self.tasks.borrow_mut().remove(task.number());
        let completed = self.completed.borrow().clone();
        if let Some(completed) = completed
            && self.tasks.borrow().is_empty()
            && !completed.done()
        {
            completed.finish(vm, Value::Bool(true));
        }
        if task.cancelled() {
            return Ok(Flow::Value(Value::None));
        }
        let Some(exception) = task.exception()? else {
            return Ok(Flow::Value(Value::None));
        };
        self.errors.borrow_mut().push(exception.clone());
        if is_base_error(&exception) && self.base_error.borrow().is_none() {
            *self.base_error.borrow_mut() = Some(exception.clone());
        }
        let parent = self.parent.borrow().clone();
        let Some(parent) = parent.filter(|parent| !parent.done()) else {
            return self.report_late(vm, task, exception);
        };
        if !self.aborting.get() && !self.cancelled_parent.get() {
            let mut flows = self.abort(vm)?;
            self.cancelled_parent.set(true);
            flows.push(cancel::ask(vm, &parent, &Value::Unbound)?);
            if flows.iter().any(|flow| !matches!(flow, Flow::Value(_))) {
                let vm = vm.clone();
                return Flow::future(async move {
                    finish_all(&vm, flows).await?;
                    Ok(Value::None)
                });
            }
        }
        Ok(Flow::Value(Value::None))
    }

    /// A task failed after its parent had ended: nobody is left to be told.
    fn report_late(
        &self,
        vm: &Rc<Vm>,
        task: &FutureRef,
        exception: Rc<Instance>,
    ) -> PyResult<Flow> {
        let Some(event_loop) = self.event_loop.borrow().clone() else {
            return Ok(Flow::Value(Value::None));
        };
        let (vm, task) = (vm.clone(), Value::from(task.clone()));
        Flow::future(async move {
            let shown = show_value(&vm, &task).await;
            let mut report = Report::new(format!(
                "Task {shown} has errored out but its parent task is already completed"
            ));
            report.exception = Some(exception);
            report.details.push(("task", task));
            report::call_exception_handler(&vm, &event_loop, report).await?;
            Ok(Value::None)
        })
    }

    async fn create_task(
        self: &Rc<Group>,
        vm: &Rc<Vm>,
        object: &Value,
        values: Vec<Value>,
    ) -> PyResult {
        let refused = if !self.entered.get() {
            Some("has not been entered")
        } else if self.exiting.get() && self.tasks.borrow().is_empty() {
            Some("is finished")
        } else if self.aborting.get() {
            Some("is shutting down")
        } else {
            None
        };
        if let Some(what) = refused {
            vm.call_method(&values[0], Symbol::CLOSE, Vec::new())
                .await?;
            return Err(self.refusal(vm, object, what).await);
        }
        let Some(event_loop) = self.event_loop.borrow().clone() else {
            return Err(runtime_error("TaskGroup has not been entered"));
        };
        let [coroutine, name, context] = [0, 1, 2].map(|at| values[at].clone());
        let name = optional(name).unwrap_or(Value::None);
        let outer = event_loop.asyncio.group.replace(self.id.get());
        let made = match task_methods::create_task_flow(vm, &event_loop, coroutine, name, context) {
            Ok(flow) => vm.finish(flow).await,
            Err(error) => Err(error),
        };
        event_loop.asyncio.group.set(outer);
        let made = made?;
        let Some(task) = FutureRef::of(&made) else {
            return Err(type_error("the task factory must return an asyncio task"));
        };
        if task.done() {
            let flow = self.task_done(vm, &task)?;
            vm.finish(flow).await?;
        } else {
            self.tasks.borrow_mut().insert(task.number(), task.clone());
            task.on_done_native(vm, Rc::new(TaskDone(self.clone())));
        }
        Ok(made)
    }
}

/// Goes through a group alone, as through everything.
fn is_base_error(exception: &Instance) -> bool {
    exception.is_exception(ExceptionKind::SystemExit)
        || exception.is_exception(ExceptionKind::KeyboardInterrupt)
}

/// The group that a `TaskGroup` raises, `from None`.
fn group_error(vm: &Rc<Vm>, errors: Vec<Rc<Instance>>) -> PyError {
    let message = Value::str("unhandled errors in a TaskGroup");
    let listed = Value::list(errors.iter().cloned().map(Value::Instance).collect());
    let group = groups::new_group(vm, vec![message, listed], errors);
    if let Some(data) = group.exception() {
        data.suppress_context.set(true);
    }
    PyError::object(group)
}

fn group_of(value: &Value) -> PyResult<Rc<Group>> {
    Ok(own::<GroupObject>(value, "TaskGroup")?.0.clone())
}

pub const METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 1, new_object::<GroupObject>)
        .of_kind(NativeKind::Static)
        .with(Signature::Any),
    NativeDef::python("__init__", "self", |_, _| Ok(Value::None)),
    NativeDef::python_flow("__aenter__", "self", |vm, mut args| {
        let (vm, object) = (vm.clone(), args.take(0));
        Flow::future(async move {
            group_of(&object)?.enter(&vm, &object).await?;
            Ok(object)
        })
    })
    .coroutine("TaskGroup.__aenter__"),
    NativeDef::python_flow("__aexit__", "self, et, exc, tb", |vm, mut args| {
        let (vm, group) = (vm.clone(), group_of(&args[0])?);
        let raised = match args.take(2) {
            Value::Instance(exception) => Some(exception),
            _ => None,
        };
        Flow::future(async move { group.exit(&vm, raised).await })
    })
    .coroutine("TaskGroup.__aexit__"),
    NativeDef::python_flow("create_task", "self, coro, *, name=, context=", create_task),
    NativeDef::getter("_tasks", |_, args| {
        let tasks = group_of(&args[0])?.tasks.borrow().iter().cloned().collect();
        Ok(set_of(tasks))
    }),
    NativeDef::python("__repr__", "self", |_, args| {
        let group = group_of(&args[0])?;
        let mut text = "<TaskGroup".to_string();
        let (tasks, errors) = (group.tasks.borrow().len(), group.errors.borrow().len());
        if tasks > 0 {
            text.push_str(&format!(" tasks={tasks}"));
        }
        if errors > 0 {
            text.push_str(&format!(" errors={errors}"));
        }
        if group.aborting.get() {
            text.push_str(" cancelling");
        } else if group.entered.get() {
            text.push_str(" entered");
        }
        text.push('>');
        Ok(Value::string(text))
    }),
];

fn create_task(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let group = group_of(&args[0])?;
    let (vm, object) = (vm.clone(), args.take(0));
    let values = vec![args.take(1), args.take(2), args.take(3)];
    Flow::future(async move { group.create_task(&vm, &object, values).await })
}
