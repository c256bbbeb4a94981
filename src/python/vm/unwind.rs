//! Exceptions on their way down the frames.

use std::rc::Rc;

use crate::python::object::error::Raised;
use crate::python::object::exception::TracebackEntry;
use crate::python::object::generator::{GeneratorKind, State};
use crate::python::object::{ExceptionKind, Generator, Instance, PyError, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::Answer;
use crate::python::vm::frame::{Deliver, Frame, PythonFrame};
use crate::python::vm::thread::Thread;

impl Thread {
    /// Raises an exception in the topmost frame.
    pub(super) fn raise(&mut self, vm: &Rc<Vm>, error: PyError) {
        let exception = match error.into_raised() {
            Raised::Object {
                exception,
                again: true,
            } => return self.unwind(vm, exception, true),
            Raised::Object {
                exception,
                again: false,
            } => exception,
            Raised::New { kind, args } => vm.new_exception(kind, args),
        };
        self.set_context(&exception);
        self.unwind(vm, exception, true);
    }

    /// Ends the topmost, native, frame with an error.
    pub(super) fn raise_from_native(&mut self, vm: &Rc<Vm>, error: PyError) {
        let (exception, fresh) = match error.into_raised() {
            Raised::Object { exception, again } => (exception, !again),
            Raised::New { kind, args } => (vm.new_exception(kind, args), true),
        };
        if fresh {
            self.set_context(&exception);
        }
        if let Some(exception) = self.drop_frame(vm, exception) {
            self.unwind(vm, exception, true);
        }
    }

    /// Carries an exception to its handler. `marks` tells whether it gets a line for the topmost frame in its traceback: it
    /// has one already when a handler raises it again.
    pub(super) fn unwind(&mut self, vm: &Rc<Vm>, exception: Rc<Instance>, marks: bool) {
        let mut exception = exception;
        let mut marks = marks;
        self.keep_scope(&exception);
        loop {
            match self.frames.last_mut() {
                None => {
                    self.finished = Some(Err(PyError::again(exception)));
                    return;
                }
                Some(Frame::Native(frame)) => {
                    frame.awaiting = None;
                    self.inbox = Some(Answer::Value(Err(PyError::again(exception))));
                    return;
                }
                Some(Frame::Python(frame)) => {
                    if marks {
                        mark(frame, &exception);
                    }
                    marks = true;
                    frame.awaiting = false;
                    let at = frame.pc.saturating_sub(1) as u32;
                    let covers = |range: &&crate::python::code::HandlerRange| {
                        range.start <= at && at < range.end
                    };
                    if let Some(handler) = frame.code.handlers.iter().find(covers) {
                        let height = frame.base + frame.code.slot_count() + handler.depth as usize;
                        frame.pc = handler.target as usize;
                        self.stack.truncate(height);
                        self.stack.push(Value::Instance(exception));
                        return;
                    }
                }
            }
            match self.drop_frame(vm, exception) {
                Some(next) => exception = next,
                None => return,
            }
        }
    }

    /// Keeps with a `NameError` that is new which names there were, and with an `AttributeError` whether it is about the object
    /// whose method it arose in.
    fn keep_scope(&self, exception: &Instance) {
        let (Some(Frame::Python(frame)), Some(data)) = (self.frames.last(), exception.exception())
        else {
            return;
        };
        if !data.traceback.borrow().is_empty() {
            return;
        }
        match exception.class_ref().exception {
            Some(ExceptionKind::NameError) => {
                let locals = Value::Dict(Rc::new(self.locals(frame)));
                let module = Value::Module(frame.globals.clone());
                data.set_field(Symbol::SCOPE, Value::tuple(vec![locals, module]));
            }
            Some(ExceptionKind::AttributeError) => {
                let first = frame.code.locals.first() == Some(&Symbol::SELF);
                let own = self.stack.get(frame.base).filter(|_| first);
                let object = data.field(Symbol::FIELD_OBJ);
                if own.zip(object).is_some_and(|(own, object)| own.is(&object)) {
                    data.set_field(Symbol::SCOPE, Value::None);
                }
            }
            _ => {}
        }
    }

    /// Takes the topmost frame away because of an exception; gives what the frame below gets to see of it.
    fn drop_frame(&mut self, vm: &Rc<Vm>, exception: Rc<Instance>) -> Option<Rc<Instance>> {
        let mut frame = self.frames.pop()?;
        self.stack.truncate(frame.floor());
        let generator = frame.generator_mut().take();
        let deliver = frame.deliver();
        drop(frame);
        if let Some(generator) = &generator {
            *generator.state.borrow_mut() = State::Finished;
        }
        match deliver {
            // The object that could not be initialised.
            Deliver::Init => drop(self.stack.pop()),
            Deliver::Item
                if generator.is_none() && exception.is_exception(ExceptionKind::StopIteration) =>
            {
                self.end_loop();
                return None;
            }
            _ => {}
        }
        Some(stop_escaped(vm, generator.as_deref(), deliver, exception))
    }

    /// The innermost exception that is being handled.
    pub(super) fn handled(&self) -> Option<Rc<Instance>> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Python(frame) => frame.handled.clone(),
            Frame::Native(_) => None,
        })
    }

    /// A raised exception remembers which one was being handled.
    fn set_context(&self, exception: &Rc<Instance>) {
        let Some(handled) = self.handled() else {
            return;
        };
        if Rc::ptr_eq(&handled, exception) {
            return;
        }
        // No cycles: if the new one is in the chain already, the chain ends before it.
        let mut link = handled.clone();
        // A program may have made one itself, which is followed by one that goes half as fast.
        let (mut behind, mut moves) = (handled.clone(), false);
        loop {
            let Some(next) = context_of(&link) else {
                break;
            };
            if Rc::ptr_eq(&next, exception) {
                if let Some(data) = link.exception() {
                    *data.context.borrow_mut() = None;
                }
                break;
            }
            link = next;
            if moves && let Some(next) = context_of(&behind) {
                behind = next;
            }
            moves = !moves;
            if Rc::ptr_eq(&behind, &link) {
                break;
            }
        }
        if let Some(data) = exception.exception() {
            *data.context.borrow_mut() = Some(handled);
        }
    }
}

fn context_of(exception: &Instance) -> Option<Rc<Instance>> {
    exception.exception()?.context.borrow().clone()
}

/// Notes in an exception's traceback that it passes a frame.
pub(super) fn mark(frame: &PythonFrame, exception: &Instance) {
    if !frame.code.is_hidden
        && let Some(data) = exception.exception()
    {
        let entry = TracebackEntry {
            code: frame.code.clone(),
            place: frame.place(),
        };
        data.traceback.borrow_mut().push(entry);
    }
}

/// A `StopIteration` that escapes from a generator's body would look like the generator's end: it becomes a `RuntimeError`.
fn stop_escaped(
    vm: &Vm,
    generator: Option<&Generator>,
    deliver: Deliver,
    exception: Rc<Instance>,
) -> Rc<Instance> {
    let Some(generator) = generator else {
        return exception;
    };
    let what = match generator.kind {
        GeneratorKind::Generator => "generator",
        GeneratorKind::Coroutine => "coroutine",
        GeneratorKind::AsyncGenerator => "async generator",
    };
    let stop = if exception.is_exception(ExceptionKind::StopIteration) {
        "StopIteration"
    } else if deliver == Deliver::AsyncStep
        && exception.is_exception(ExceptionKind::StopAsyncIteration)
    {
        "StopAsyncIteration"
    } else {
        return exception;
    };
    let error = vm.new_exception(
        ExceptionKind::RuntimeError,
        vec![Value::string(format!("{what} raised {stop}"))],
    );
    if let Some(data) = error.exception() {
        *data.cause.borrow_mut() = Some(exception.clone());
        *data.context.borrow_mut() = Some(exception);
        data.suppress_context.set(true);
    }
    error
}
