//! Suspending and resuming: generators, coroutines and `await`.

use std::rc::Rc;

use crate::python::code::{Code, CodeKind, Op};
use crate::python::object::error::{recursion_error, runtime_error, type_error, value_error};
use crate::python::object::generator::{AsyncStep, GeneratorKind, State, StepKind};
use crate::python::object::instance::Awaited;
use crate::python::object::{
    Args, ExceptionKind, Flow, Function, Generator, Module, NativeDef, NativeFuture, PyError,
    PyResult, Value,
};
use crate::python::operators::special::run_code;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::{Answer, Input};
use crate::python::vm::delegation::delegate;
use crate::python::vm::frame::{Deliver, Frame, NativeFrame, PythonFrame, Segment};
use crate::python::vm::thread::Thread;
use crate::python::vm::unwind::mark;

/// A generator (coroutine, asynchronous generator) that has not begun; `values` are its bound slots.
pub(super) fn new_generator(
    vm: &Vm,
    function: &Function,
    frame: PythonFrame,
    values: Vec<Value>,
) -> Rc<Generator> {
    let kind = GeneratorKind::of(frame.code.kind);
    let frame = PythonFrame { base: 0, ..frame };
    let segment = Segment {
        frames: vec![Frame::Python(frame)],
        values,
    };
    Generator::new(
        kind,
        function.name.get(),
        function.qualname.get(),
        vm.fresh_id(),
        segment,
    )
}

/// The coroutine of code without parameters.
pub(super) fn code_coroutine(vm: &Vm, code: Rc<Code>, globals: Rc<Module>) -> Rc<Generator> {
    let values = vec![Value::Unbound; code.slot_count()];
    let (name, qualname) = (code.name, code.qualname);
    let frame = PythonFrame::new(code, globals, 0, Deliver::Delegate);
    let segment = Segment {
        frames: vec![Frame::Python(frame)],
        values,
    };
    Generator::new(
        GeneratorKind::Coroutine,
        name,
        qualname,
        vm.fresh_id(),
        segment,
    )
}

/// The coroutine of a native coroutine function: its code is called when it is first resumed.
pub(super) fn native_coroutine(
    vm: &Rc<Vm>,
    def: &'static NativeDef,
    mut args: Vec<Value>,
    keywords: Vec<Symbol>,
) -> Value {
    let shared = vm.clone();
    let future: NativeFuture = Box::pin(async move {
        let arguments = Args {
            values: &mut args,
            keywords: &keywords,
        };
        match run_code(&shared, def, arguments)? {
            Flow::Value(value) => Ok(value),
            // In this very frame: what it awaits it awaits as this coroutine.
            Flow::Future(future) => future.await,
            Flow::Call(callable, args) => shared.call(callable, args).await,
        }
    });
    let coroutine = native_generator(vm, GeneratorKind::Coroutine, def.name, future);
    if !std::ptr::eq(def.name, def.qualname) {
        coroutine.qualname.set(Symbol::new(def.qualname));
    }
    coroutine.into()
}

fn native_generator(
    vm: &Vm,
    kind: GeneratorKind,
    name: &'static str,
    future: NativeFuture,
) -> Rc<Generator> {
    let frame = Frame::Native(NativeFrame::new(future, 0, Deliver::Delegate));
    let segment = Segment {
        frames: vec![frame],
        values: Vec::new(),
    };
    let name = Symbol::new(name);
    Generator::new(kind, name, name, vm.fresh_id(), segment)
}

impl Vm {
    /// A coroutine whose body is native.
    pub fn native_coroutine(
        &self,
        name: &'static str,
        body: impl Future<Output = PyResult> + 'static,
    ) -> Rc<Generator> {
        native_generator(self, GeneratorKind::Coroutine, name, Box::pin(body))
    }

    /// The object of a step of an asynchronous generator.
    pub fn async_step(self: &Rc<Vm>, step: AsyncStep) -> Value {
        if !step.generator.hooked.replace(true)
            && let Some(first_iteration) = self.hooks.first_iteration.get()
        {
            first_iteration(self, &step.generator);
        }
        let class = self.types.named(step.type_name(), "builtins", &[]);
        Value::native(&class, step)
    }

    /// What to resume, and with what, to make a step with this input by hand. An input of its own takes the place of the step's.
    pub fn drive_step(
        self: &Rc<Vm>,
        step: &AsyncStep,
        input: Input,
    ) -> PyResult<(Rc<Generator>, Input)> {
        if let Some(driver) = &*step.driver.borrow() {
            return match driver.is_finished() {
                true => Err(step.reused()),
                false => Ok((driver.clone(), input)),
            };
        }
        let own = step.input.take().ok_or_else(|| step.reused())?;
        if step.generator.is_running() {
            return Err(step.busy());
        }
        let inner = match input {
            Input::Send(Value::None) => own,
            input => input,
        };
        let mut awaited = AsyncStep::new(step.generator.clone(), inner);
        awaited.kind = step.kind;
        let awaited = self.async_step(awaited);
        let shared = self.clone();
        let body = async move { shared.await_value(awaited).await };
        let driver = self.native_coroutine(step.type_name(), body);
        *step.driver.borrow_mut() = Some(driver.clone());
        Ok((driver, Input::Send(Value::None)))
    }

    /// A generator whose body is native: what it gives to [`Vm::yield_value`] are its items.
    pub fn native_generator(
        &self,
        name: &'static str,
        body: impl Future<Output = PyResult> + 'static,
    ) -> Value {
        native_generator(self, GeneratorKind::Generator, name, Box::pin(body)).into()
    }
}

impl Thread {
    /// Goes on with a generator, on top of the topmost frame, which gets to know what becomes of it as `deliver` says.
    pub(super) fn resume(
        &mut self,
        vm: &Rc<Vm>,
        generator: &Rc<Generator>,
        input: Input,
        deliver: Deliver,
    ) {
        if self.is_too_deep(vm) {
            return self.raise(vm, recursion_error("maximum recursion depth exceeded"));
        }
        let state = generator.state.replace(State::Finished);
        let (mut segment, fresh) = match state {
            State::Created(segment) => (segment, true),
            State::Suspended(segment) => (segment, false),
            State::Running(spare) => {
                *generator.state.borrow_mut() = State::Running(spare);
                let kind = generator.kind;
                return self.raise(
                    vm,
                    match (kind, deliver) {
                        (GeneratorKind::Coroutine, Deliver::Delegate) => awaited_already(),
                        _ => value_error(format!("{} already executing", kind.type_name())),
                    },
                );
            }
            State::Finished => return self.resume_finished(vm, generator, input, deliver),
        };
        if fresh {
            let refused = match &input {
                Input::Send(value) if !value.is_none() => {
                    let what = generator.kind.type_name().replace('_', " ");
                    Some(type_error(format!(
                        "can't send non-None value to a just-started {what}"
                    )))
                }
                _ => None,
            };
            if let Some(error) = refused {
                *generator.state.borrow_mut() = State::Created(segment);
                return self.raise(vm, error);
            }
            match input {
                Input::Send(_) => {}
                Input::Throw(error) => {
                    let exception = vm.exception_object(error);
                    // It passes the `def`, where the body stands.
                    if let Some(Frame::Python(frame)) = segment.frames.first() {
                        mark(frame, &exception);
                    }
                    drop(segment);
                    return self.raise(vm, PyError::again(exception));
                }
                Input::Close => {
                    drop(segment);
                    return self.deliver(vm, deliver, Value::None, true);
                }
            }
        }
        let base = self.stack.len();
        self.stack.append(&mut segment.values);
        let bottom = self.frames.len();
        for mut frame in segment.frames.drain(..) {
            frame.set_base(frame.base() + base);
            self.frames.push(frame);
        }
        *self.frames[bottom].generator_mut() = Some(generator.clone());
        self.frames[bottom].set_deliver(deliver);
        *generator.state.borrow_mut() = State::Running(segment);
        if fresh {
            if let Some(Frame::Python(frame)) = self.frames.last() {
                self.stack.reserve(frame.code.stack_size as usize);
            }
            return;
        }
        let closes = match &input {
            Input::Send(_) => false,
            Input::Throw(error) => error.is(ExceptionKind::GeneratorExit),
            Input::Close => true,
        };
        if closes {
            for frame in &mut self.frames[bottom + 1..] {
                if let Frame::Python(frame) = frame
                    && frame.deliver == Deliver::Delegate
                {
                    frame.deliver = Deliver::Closed;
                }
            }
        }
        match input {
            Input::Send(value) => match self.frames.last_mut() {
                Some(Frame::Python(frame)) if frame.awaiting => {
                    frame.awaiting = false;
                    let awaitable = self.pop();
                    self.await_value(vm, awaitable);
                }
                Some(Frame::Python(_)) => self.stack.push(value),
                _ => self.inbox = Some(Answer::Value(Ok(value))),
            },
            Input::Throw(error) => {
                // Its context is what it meets inside, not what whoever throws it is handling.
                let handles = |frame: &Frame| match frame {
                    Frame::Python(frame) => frame.handled.is_some(),
                    Frame::Native(_) => false,
                };
                let error = match self.frames[bottom..].iter().any(handles) {
                    true => error,
                    false => as_it_is(vm, error),
                };
                self.raise(vm, error);
            }
            Input::Close => self.raise(vm, PyError::bare(ExceptionKind::GeneratorExit)),
        }
    }

    fn resume_finished(
        &mut self,
        vm: &Rc<Vm>,
        generator: &Generator,
        input: Input,
        deliver: Deliver,
    ) {
        match input {
            Input::Send(_) | Input::Throw(_) if generator.kind == GeneratorKind::Coroutine => {
                self.raise(vm, runtime_error("cannot reuse already awaited coroutine"));
            }
            Input::Throw(error) => self.raise(vm, as_it_is(vm, error)),
            Input::Send(_) | Input::Close => self.deliver(vm, deliver, Value::None, true),
        }
    }

    /// Suspends the generator that the topmost frame is part of, with everything it has delegated to.
    pub(super) fn suspend(&mut self, vm: &Rc<Vm>, value: Value) {
        let driven = |frame: &Frame| match frame {
            Frame::Python(frame) => frame.deliver.is_driver() && frame.generator.is_some(),
            Frame::Native(frame) => frame.deliver.is_driver() && frame.generator.is_some(),
        };
        let Some(bottom) = self.frames.iter().rposition(driven) else {
            return self.raise(vm, runtime_error("await wasn't used with future"));
        };
        let deliver = self.pack(bottom);
        self.yielded(deliver, value);
    }

    /// A `yield`: of an asynchronous generator it ends the step that somebody awaits.
    pub(super) fn yield_value(&mut self, vm: &Rc<Vm>, value: Value) {
        let Some(Frame::Python(frame)) = self.frames.last() else {
            return;
        };
        if frame.code.kind != CodeKind::AsyncGenerator {
            return self.suspend(vm, value);
        }
        self.pack(self.frames.len() - 1);
        self.give(value);
    }

    /// Moves the frames from `bottom` up, and their values, into the generator that the bottom one is the body of.
    fn pack(&mut self, bottom: usize) -> Deliver {
        let deliver = self.frames[bottom].deliver();
        let floor = self.frames[bottom].floor();
        let Some(generator) = self.frames[bottom].generator_mut().take() else {
            return deliver;
        };
        let mut segment = match generator.state.replace(State::Finished) {
            State::Running(spare) => spare,
            _ => Segment::default(),
        };
        for mut frame in self.frames.drain(bottom..) {
            frame.set_base(frame.base() - floor);
            segment.frames.push(frame);
        }
        segment.values.extend(self.stack.drain(floor..));
        *generator.state.borrow_mut() = State::Suspended(segment);
        deliver
    }

    fn yielded(&mut self, deliver: Deliver, value: Value) {
        match deliver {
            Deliver::Item => self.stack.push(value),
            Deliver::Drive => self.inbox = Some(Answer::Yielded(value)),
            _ => self.give(value),
        }
    }

    /// `await awaitable` in the topmost frame.
    pub(super) fn await_value(&mut self, vm: &Rc<Vm>, awaitable: Value) {
        match &awaitable {
            Value::Generator(generator)
                if generator.kind == GeneratorKind::Coroutine || generator.awaitable.get() =>
            {
                if generator.kind == GeneratorKind::Coroutine && generator.is_suspended() {
                    return self.raise(vm, awaited_already());
                }
                let generator = generator.clone();
                drop(awaitable);
                return self.resume(vm, &generator, Input::Send(Value::None), Deliver::Delegate);
            }
            Value::Instance(instance) => {
                if let Some(step) = instance.downcast::<AsyncStep>() {
                    return self.await_step(vm, step);
                }
                if let crate::python::object::Payload::Native(native) = &instance.payload {
                    match native.poll_await(vm, &awaitable) {
                        Awaited::Ready(Ok(value)) => return self.give(value),
                        Awaited::Ready(Err(error)) => return self.raise(vm, error),
                        Awaited::Pending => return self.wait_for(vm, awaitable),
                        Awaited::Unsupported => {}
                    }
                }
            }
            _ => {}
        }
        let Some((function, bound)) = vm.special_method(&awaitable, Symbol::AWAIT) else {
            let error = self.not_awaitable(vm, &awaitable);
            return self.raise(vm, error);
        };
        let shared = vm.clone();
        let is_item = matches!(self.asked(), Some(Op::GetAsyncNext));
        let future = async move {
            let iterator = match shared.call(function, bound.into_iter().collect()).await {
                Err(error) if is_item => return Err(invalid_item(&shared, &awaitable, error)),
                iterator => iterator?,
            };
            let is_coroutine = matches!(
                &iterator,
                Value::Generator(generator) if generator.kind == GeneratorKind::Coroutine
            );
            if is_coroutine {
                return Err(type_error("__await__() returned a coroutine"));
            }
            if shared.special_method(&iterator, Symbol::NEXT).is_none() {
                let name = shared.type_name(&iterator);
                return Err(type_error(format!(
                    "__await__() returned non-iterator of type '{name}'"
                )));
            }
            delegate(&shared, iterator).await
        };
        self.push_native(vm, Box::pin(future), Deliver::Delegate);
    }

    /// What gave the topmost frame what it awaits now.
    fn asked(&self) -> Option<Op> {
        match self.frames.last()? {
            Frame::Python(frame) => frame.code.ops.get(frame.pc.checked_sub(2)?).copied(),
            Frame::Native(_) => None,
        }
    }

    fn not_awaitable(&self, vm: &Rc<Vm>, awaitable: &Value) -> PyError {
        let name = vm.type_name(awaitable);
        let method = match self.asked() {
            Some(Op::EnterAsyncWith) => "__aenter__",
            Some(Op::CallExit | Op::LeaveWith) => "__aexit__",
            asked => {
                let error =
                    type_error(format!("object {name} can't be used in 'await' expression"));
                return match asked {
                    Some(Op::GetAsyncNext) => invalid_item(vm, awaitable, error),
                    _ => error,
                };
            }
        };
        type_error(format!(
            "'async with' received an object from {method} that does not implement __await__: {name}"
        ))
    }

    fn wait_for(&mut self, vm: &Rc<Vm>, awaitable: Value) {
        match self.frames.last_mut() {
            Some(Frame::Python(frame)) => {
                frame.awaiting = true;
                self.stack.push(awaitable.clone());
            }
            Some(Frame::Native(frame)) => frame.awaiting = Some(awaitable.clone()),
            None => {}
        }
        self.suspend(vm, awaitable);
    }

    /// One step of an asynchronous generator.
    fn await_step(&mut self, vm: &Rc<Vm>, step: &AsyncStep) {
        let generator = step.generator.clone();
        let Some(input) = step.input.take() else {
            return self.raise(vm, step.reused());
        };
        if generator.is_running() {
            return self.raise(vm, step.busy());
        }
        if step.kind == StepKind::Send {
            return self.resume(vm, &generator, input, Deliver::AsyncStep);
        }
        if generator.is_finished() {
            return self.give(Value::None);
        }
        if generator.closed.get() {
            return self.raise(vm, PyError::bare(ExceptionKind::StopAsyncIteration));
        }
        if step.kind == StepKind::Throw {
            return self.resume(vm, &generator, input, Deliver::AsyncStep);
        }
        generator.closed.set(true);
        let shared = vm.clone();
        let future = async move {
            let mut inner = AsyncStep::new(generator, input);
            // What could refuse it has been asked.
            inner.kind = StepKind::Send;
            match shared.await_value(shared.async_step(inner)).await {
                Ok(_) => Err(runtime_error("async generator ignored GeneratorExit")),
                Err(error)
                    if error.is(ExceptionKind::StopAsyncIteration)
                        || error.is(ExceptionKind::GeneratorExit) =>
                {
                    Ok(Value::None)
                }
                Err(error) => Err(error),
            }
        };
        self.push_native(vm, Box::pin(future), Deliver::Delegate);
    }
}

fn awaited_already() -> PyError {
    runtime_error("coroutine is being awaited already")
}

/// The error as an exception that is raised with the context that it has.
fn as_it_is(vm: &Rc<Vm>, error: PyError) -> PyError {
    PyError::again(vm.exception_object(error))
}

/// The error for what `__anext__` gave, from why it cannot be awaited.
fn invalid_item(vm: &Rc<Vm>, item: &Value, why: PyError) -> PyError {
    let name = vm.type_name(item);
    let message = format!("'async for' received an invalid object from __anext__: {name}");
    let error = vm.exception_object(type_error(message));
    if let Some(data) = error.exception() {
        let cause = vm.exception_object(why);
        *data.cause.borrow_mut() = Some(cause.clone());
        *data.context.borrow_mut() = Some(cause);
        data.suppress_context.set(true);
    }
    PyError::object(error)
}
