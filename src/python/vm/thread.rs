//! One thread of a program: its frames, its stack, and the driver that runs them.
//!
//! [`Thread::run`] is the only loop: it looks at the topmost frame and either executes instructions or polls native code,
//! until fuel runs out or the thread has to wait. Everything that changes the frames happens here: calls, returns, raising,
//! resuming and suspending generators. It never calls itself, and neither do its helpers: what is to happen next is always a
//! frame, or an answer in the inbox of the native frame on top.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::clock::Time;
use crate::python::code::{Code, CodeKind, Op};
use crate::python::object::error::{recursion_error, runtime_error, type_error};
use crate::python::object::finalize;
use crate::python::object::generator::State;
use crate::python::object::{
    Dict, ExceptionKind, Flow, Function, Generator, Module, NativeDef, NativeFuture, PyError,
    PyResult, Value,
};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::calls::{Answer, Input, NewThread, Request};
use crate::python::vm::execute::{Exit, execute};
use crate::python::vm::frame::{Deliver, Frame, NativeFrame, PythonFrame};
use crate::python::vm::generators::new_generator;
use crate::python::vm::native::call_native;
use crate::python::vm::{Vm, binding, last_words};

/// Frames of native code that a thread may have beyond the recursion limit, which is for Python code.
const MOST_NATIVE: usize = 9000;
/// How many objects may have each other called, one after another, in one call.
const LONGEST_CHAIN: usize = 4_000_000;

#[derive(Default)]
pub struct Thread {
    pub(super) stack: Vec<Value>,
    pub(super) frames: Vec<Frame>,
    /// The answer for the native frame on top.
    pub(super) inbox: Option<Answer>,
    pub(super) finished: Option<PyResult>,
}

/// Why a thread stopped.
pub enum Stop {
    /// It has used up its fuel and can go on.
    Fuel,
    /// It waits for a moment, or to be woken where that is possible. Go on with [`Thread::wake`].
    Wait {
        until: Time,
        wakeable: bool,
    },
    /// It starts another thread and goes on, by [`Thread::wake`], when that one lets it.
    Spawn(Box<NewThread>),
    Finished(PyResult),
}

impl Thread {
    /// A thread that runs a module's code.
    pub fn for_module(code: Rc<Code>, globals: Rc<Module>) -> Thread {
        let mut thread = Thread::default();
        thread.push_code(code, globals, Deliver::Thread);
        thread
    }

    /// A thread that runs native code, which may call anything.
    pub fn for_future(future: NativeFuture) -> Thread {
        let mut thread = Thread::default();
        thread
            .frames
            .push(Frame::Native(NativeFrame::new(future, 0, Deliver::Thread)));
        thread
    }

    /// Answers the wait that it stopped in.
    pub fn wake(&mut self) {
        self.inbox = Some(Answer::Value(Ok(Value::None)));
    }

    /// Raises an exception where the thread stands, as soon as it runs again.
    pub fn interrupt(&mut self, vm: &Rc<Vm>, error: PyError) {
        self.inbox = None;
        self.raise(vm, error);
    }

    /// The line that the program is at, where any frame of it is written in Python.
    pub fn line(&self) -> Option<u32> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Python(frame) => Some(frame.line()),
            Frame::Native(_) => None,
        })
    }

    /// Runs until something stops it. Each instruction takes one unit of fuel, and so do each turn of native code and each
    /// item that it walked.
    pub fn run(&mut self, vm: &Rc<Vm>, fuel: &mut u64) -> Stop {
        loop {
            if finalize::pending() {
                self.say_last_words(vm);
            }
            if self.frames.is_empty() {
                return Stop::Finished(self.finished.take().unwrap_or(Ok(Value::None)));
            }
            if *fuel == 0 {
                return Stop::Fuel;
            }
            let stop = match self.frames.last_mut() {
                Some(Frame::Python(frame)) => {
                    let mut one = 1;
                    let fuel = if vm.watches(frame) {
                        *fuel -= 1;
                        &mut one
                    } else {
                        &mut *fuel
                    };
                    let exit = execute(vm, frame, &mut self.stack, fuel);
                    if let [Frame::Python(module)] = self.frames.as_slice() {
                        vm.statement_line.set(module.line());
                    }
                    self.leave(vm, exit);
                    None
                }
                Some(Frame::Native(_)) => {
                    *fuel = fuel.saturating_sub(1 + vm.steps.take() as u64);
                    self.poll(vm)
                }
                None => None,
            };
            if let Some(stop) = stop {
                return stop;
            }
        }
    }

    fn leave(&mut self, vm: &Rc<Vm>, exit: Exit) {
        match exit {
            Exit::Fuel | Exit::Attention => {}
            Exit::Return(value) => self.return_value(vm, value),
            Exit::Raise(error) => self.raise(vm, error),
            Exit::RaiseHandled => match self.handled() {
                Some(exception) => self.unwind(vm, exception, false),
                None => self.raise(vm, runtime_error("No active exception to reraise")),
            },
            Exit::Reraise(exception) => self.unwind(vm, exception, false),
            Exit::Call { count, names } => {
                let keywords = match (names, self.frames.last()) {
                    (Some(names), Some(Frame::Python(frame))) => {
                        frame.code.keywords[names as usize].clone()
                    }
                    _ => Box::default(),
                };
                self.call(vm, count, &keywords, Deliver::Result);
            }
            Exit::CallValues {
                callable,
                args,
                keywords,
            } => self.call_values(vm, callable, args, &keywords),
            Exit::Flow(flow, deliver) => self.follow(vm, flow, deliver),
            Exit::Item(generator) => {
                self.resume(vm, &generator, Input::Send(Value::None), Deliver::Item)
            }
            Exit::Yield(value) => self.yield_value(vm, value),
            Exit::YieldFrom(iterable) => self.yield_from(vm, iterable),
            Exit::Await(awaitable) => self.await_value(vm, awaitable),
        }
    }

    /// Ends the topmost frame with a result.
    fn return_value(&mut self, vm: &Rc<Vm>, value: Value) {
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        self.stack.truncate(frame.floor());
        let generator = frame.generator_mut().take();
        if let Some(generator) = &generator {
            *generator.state.borrow_mut() = State::Finished;
        }
        let deliver = frame.deliver();
        if let Frame::Native(native) = &mut frame
            && let Some(held) = native.held.take()
        {
            self.inbox = Some(held);
        }
        drop(frame);
        self.deliver(vm, deliver, value, generator.is_some());
    }

    /// Gives a result the way that its frame was told. `ended` tells that a generator has returned it.
    pub(super) fn deliver(&mut self, vm: &Rc<Vm>, deliver: Deliver, value: Value, ended: bool) {
        match deliver {
            Deliver::Result | Deliver::Delegate => self.give(value),
            Deliver::Closed => self.raise(vm, PyError::bare(ExceptionKind::GeneratorExit)),
            Deliver::Nothing => {}
            Deliver::Init => {
                let instance = self.pop();
                if value.is_none() {
                    self.give(instance);
                } else {
                    let name = vm.type_name(&value);
                    self.raise(
                        vm,
                        type_error(format!("__init__() should return None, not '{name}'")),
                    );
                }
            }
            Deliver::Item if ended || value.is_unbound() => self.end_loop(),
            Deliver::Item => self.stack.push(value),
            Deliver::Decide => self.decide(matches!(value, Value::Bool(true))),
            Deliver::Unpack => {
                if let Value::Tuple(items) = &value {
                    self.stack.extend(items.iter().rev().cloned());
                }
            }
            Deliver::Method => {
                self.stack.push(value);
                self.stack.push(Value::Unbound);
            }
            Deliver::Step => {
                let args = if value.is_none() {
                    Vec::new()
                } else {
                    vec![value]
                };
                self.raise(vm, PyError::with_args(ExceptionKind::StopIteration, args));
            }
            Deliver::Drive => self.inbox = Some(Answer::Value(Ok(value))),
            Deliver::AsyncStep => self.raise(vm, PyError::bare(ExceptionKind::StopAsyncIteration)),
            Deliver::Thread => self.finished = Some(Ok(value)),
        }
    }

    pub(super) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    /// The result of whatever the topmost frame asked for.
    pub(super) fn give(&mut self, value: Value) {
        match self.frames.last() {
            Some(Frame::Native(_)) => self.inbox = Some(Answer::Value(Ok(value))),
            _ => self.stack.push(value),
        }
    }

    /// The iterator of the `for` loop below has no more items.
    pub(super) fn end_loop(&mut self) {
        let Some(Frame::Python(frame)) = self.frames.last_mut() else {
            return;
        };
        if let Op::ForIter(target) = frame.code.ops[frame.pc - 1] {
            frame.pc = target as usize;
            self.stack.pop();
        }
    }

    /// Ends a jump that keeps its value where it jumps.
    fn decide(&mut self, truth: bool) {
        let Some(Frame::Python(frame)) = self.frames.last_mut() else {
            return;
        };
        match frame.code.ops[frame.pc - 1] {
            Op::JumpIfTrueOrPop(target) if truth => frame.pc = target as usize,
            Op::JumpIfFalseOrPop(target) if !truth => frame.pc = target as usize,
            _ => drop(self.stack.pop()),
        }
    }

    /// Carries out what objects left to be done when they were dropped, in a frame above the topmost one.
    fn say_last_words(&mut self, vm: &Rc<Vm>) {
        let words = finalize::take();
        let future: NativeFuture = Box::pin(last_words::say(vm.clone(), words));
        let mut frame = NativeFrame::new(future, self.stack.len(), Deliver::Nothing);
        frame.held = self.inbox.take();
        self.frames.push(Frame::Native(frame));
    }

    // ---- native code

    fn poll(&mut self, vm: &Rc<Vm>) -> Option<Stop> {
        let Some(Frame::Native(frame)) = self.frames.last_mut() else {
            return None;
        };
        if let Some(awaitable) = frame.awaiting.take() {
            // It is resumed by its driver: an error goes in, anything else asks the awaitable again.
            if let Some(Answer::Value(Ok(_))) = self.inbox {
                self.inbox = None;
                self.await_value(vm, awaitable);
                return None;
            }
        }
        *vm.answer.borrow_mut() = self.inbox.take();
        let polled = Pin::new(&mut frame.future).poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(Ok(value)) => self.return_value(vm, value),
            Poll::Ready(Err(error)) => self.raise_from_native(vm, error),
            Poll::Pending => {
                // Taken first: serving it may run native code that leaves a request of its own.
                let request = vm.request.borrow_mut().take();
                let request = request.expect("native code suspends only with a request");
                return self.serve(vm, request);
            }
        }
        None
    }

    fn call_values(&mut self, vm: &Rc<Vm>, callable: Value, args: Vec<Value>, keywords: &[Symbol]) {
        let count = args.len();
        self.stack.push(callable);
        self.stack.extend(args);
        self.call(vm, count, keywords, Deliver::Result);
    }

    fn serve(&mut self, vm: &Rc<Vm>, request: Request) -> Option<Stop> {
        match request {
            Request::Call {
                callable,
                args,
                keywords,
            } => self.call_values(vm, callable, args, &keywords),
            Request::Run(future) => self.push_native(vm, future, Deliver::Result),
            Request::ClassBody { body, namespace } => {
                self.enter_function(vm, &body, Vec::new(), Deliver::Result);
                if let Some(Frame::Python(frame)) = self.frames.last_mut() {
                    frame.namespace = Some(namespace);
                }
            }
            Request::Code { code, globals } => self.push_code(code, globals, Deliver::Result),
            Request::Resume { generator, input } => {
                self.resume(vm, &generator, input, Deliver::Drive)
            }
            Request::Scope(depth) => {
                let scope = self.scope(depth);
                self.inbox = Some(Answer::Value(Ok(scope)));
            }
            Request::Await(awaitable) => self.await_value(vm, awaitable),
            Request::Yield(value) => self.suspend(vm, value),
            Request::Wait { until, wakeable } => return Some(Stop::Wait { until, wakeable }),
            Request::Caller(depth) => {
                let caller = self.caller(depth);
                self.give(caller);
            }
            Request::Standing(generator) => {
                let standing = self.standing(&generator);
                self.give(standing);
            }
            Request::Handled => {
                let handled = self.handled().map_or(Value::None, Value::Instance);
                self.give(handled);
            }
            Request::Spawn(thread) => return Some(Stop::Spawn(thread)),
        }
        None
    }

    /// The module of the innermost Python frame, or of the program's own one at a depth, and its own variables where it has some.
    fn scope(&self, depth: Option<usize>) -> Value {
        let frame = match depth {
            Some(depth) => self.own_frames().nth(depth),
            None => self.python_frames().next(),
        };
        let Some(frame) = frame else {
            return Value::None;
        };
        let locals = match (&frame.namespace, frame.code.kind) {
            (Some(namespace), _) => {
                let own = Dict::default();
                for (name, value) in namespace.borrow().iter() {
                    own.set_str(&name.text(), value.clone());
                }
                Value::Dict(Rc::new(own))
            }
            (None, CodeKind::Module) => Value::None,
            (None, _) => Value::Dict(Rc::new(self.locals(frame))),
        };
        Value::tuple(vec![Value::Module(frame.globals.clone()), locals])
    }

    pub(super) fn locals(&self, frame: &PythonFrame) -> Dict {
        let own = Dict::default();
        let names = frame.code.locals.iter().chain(frame.code.free.iter());
        for (name, value) in names.zip(&self.stack[frame.base..]) {
            let value = match value {
                Value::Cell(cell) => cell.get(),
                value => value.clone(),
            };
            let name = name.text();
            if !value.is_unbound() && !name.starts_with('.') {
                own.set_str(&name, value);
            }
        }
        own
    }

    fn python_frames(&self) -> impl Iterator<Item = &PythonFrame> {
        self.frames.iter().rev().filter_map(|frame| match frame {
            Frame::Python(frame) => Some(frame),
            Frame::Native(_) => None,
        })
    }

    /// The calls of the program's own code, the innermost first.
    fn own_frames(&self) -> impl Iterator<Item = &PythonFrame> {
        self.python_frames().filter(|frame| frame.code.is_own)
    }

    fn standing(&self, generator: &Rc<Generator>) -> Value {
        let is_it = |frame: &&PythonFrame| {
            let runs = frame.generator.as_ref();
            runs.is_some_and(|runs| Rc::ptr_eq(runs, generator))
        };
        self.python_frames()
            .find(is_it)
            .map_or(Value::None, |frame| {
                let line = Value::Int(frame.line().into());
                Value::tuple(vec![Value::Code(frame.code.clone()), line])
            })
    }

    fn caller(&self, depth: usize) -> Value {
        self.own_frames().nth(depth).map_or(Value::None, |frame| {
            Value::tuple(vec![
                Value::str(&frame.code.filename),
                Value::Int(frame.line().into()),
                Value::str(&frame.code.name.text()),
                Value::Code(frame.code.clone()),
            ])
        })
    }

    /// Whether there are as many frames of Python code as there may be.
    pub(super) fn is_too_deep(&self, vm: &Vm) -> bool {
        let limit = vm.recursion_limit.get();
        let is_python = |frame: &&Frame| matches!(frame, Frame::Python(_));
        self.frames.len() >= limit && self.frames.iter().filter(is_python).count() >= limit
    }

    pub(super) fn push_native(&mut self, vm: &Rc<Vm>, future: NativeFuture, deliver: Deliver) {
        // Only comparisons of nested containers run native code in native code that deep.
        if self.frames.len() >= vm.recursion_limit.get() + MOST_NATIVE {
            let message = "maximum recursion depth exceeded in comparison";
            return self.raise(vm, recursion_error(message));
        }
        self.frames.push(Frame::Native(NativeFrame::new(
            future,
            self.stack.len(),
            deliver,
        )));
    }

    /// Goes on with what a native function or operator gave.
    pub(super) fn follow(&mut self, vm: &Rc<Vm>, flow: Flow, deliver: Deliver) {
        match flow {
            Flow::Value(value) => self.deliver(vm, deliver, value, false),
            Flow::Future(future) => self.push_native(vm, future, deliver),
            Flow::Call(callable, args) => {
                let count = args.len();
                self.stack.push(callable);
                self.stack.extend(args);
                self.call(vm, count, &[], deliver);
            }
        }
    }

    // ---- calls

    /// Calls the value that lies below the topmost `count` ones with these; the last are named by `keywords`.
    pub(super) fn call(
        &mut self,
        vm: &Rc<Vm>,
        count: usize,
        keywords: &[Symbol],
        deliver: Deliver,
    ) {
        let (mut count, mut keywords) = (count, keywords);
        // What is called may say what to call instead, and so on: a chain of these is no recursion.
        for _ in 0..LONGEST_CHAIN {
            let at = self.stack.len() - count - 1;
            let flow = match &self.stack[at] {
                Value::Function(function) => {
                    let function = function.clone();
                    return self.call_function(vm, &function, at + 1, keywords, deliver);
                }
                Value::Native(def) => {
                    let def: &'static NativeDef = def;
                    let flow = call_native(vm, def, &mut self.stack[at + 1..], keywords);
                    self.stack.truncate(at);
                    flow
                }
                Value::Method(method) => {
                    let method = method.clone();
                    self.stack[at] = method.function.clone();
                    self.stack.insert(at + 1, method.object.clone());
                    count += 1;
                    continue;
                }
                Value::Class(class) => {
                    if let Some((instance, init)) = operators::instantiate_fast(vm, class) {
                        self.stack[at] = instance.clone();
                        let Value::Function(function) = init else {
                            unreachable!("only Python functions are offered")
                        };
                        // The instance lies below as the result, and once more as `self`.
                        self.stack.insert(at + 1, Value::Function(function.clone()));
                        self.stack.insert(at + 2, instance);
                        return self.call_function(vm, &function, at + 2, keywords, Deliver::Init);
                    }
                    self.call_other(vm, at, keywords)
                }
                _ => self.call_other(vm, at, keywords),
            };
            match flow {
                Ok(Flow::Call(callable, args)) => {
                    (count, keywords) = (args.len(), &[]);
                    self.stack.push(callable);
                    self.stack.extend(args);
                }
                Ok(flow) => return self.follow(vm, flow, deliver),
                Err(error) => return self.raise(vm, error),
            }
        }
        self.stack.truncate(self.stack.len() - count - 1);
        let message = "maximum recursion depth exceeded while calling a Python object";
        self.raise(vm, recursion_error(message));
    }

    fn call_other(&mut self, vm: &Rc<Vm>, at: usize, keywords: &[Symbol]) -> PyResult<Flow> {
        let args: Vec<Value> = self.stack.drain(at + 1..).collect();
        let callable = self.pop();
        operators::call(vm, &callable, args, keywords)
    }

    /// Calls a function whose arguments lie from `base` to the top, with the callable below them.
    fn call_function(
        &mut self,
        vm: &Rc<Vm>,
        function: &Rc<Function>,
        base: usize,
        keywords: &[Symbol],
        deliver: Deliver,
    ) {
        if self.is_too_deep(vm) {
            self.stack.truncate(base - 1);
            return self.raise(vm, recursion_error("maximum recursion depth exceeded"));
        }
        if let Err(error) = binding::bind(function, &mut self.stack, base, keywords) {
            self.stack.truncate(base - 1);
            if deliver == Deliver::Init {
                self.stack.pop();
            }
            return self.raise(vm, error);
        }
        let code = &function.code;
        let mut frame = PythonFrame::new(code.clone(), function.globals.clone(), base, deliver);
        if code.kind.is_generator() {
            let values: Vec<Value> = self.stack.drain(base..).collect();
            self.stack.pop();
            let generator = new_generator(vm, function, frame, values);
            return self.deliver(vm, deliver, Value::Generator(generator), false);
        }
        frame.callable_below = true;
        self.stack.reserve(code.stack_size as usize);
        self.frames.push(Frame::Python(frame));
    }

    fn enter_function(
        &mut self,
        vm: &Rc<Vm>,
        function: &Rc<Function>,
        args: Vec<Value>,
        deliver: Deliver,
    ) {
        self.stack.push(Value::Function(function.clone()));
        let base = self.stack.len();
        self.stack.extend(args);
        self.call_function(vm, function, base, &[], deliver);
    }

    /// Enters code that has no parameters: a module.
    pub(super) fn push_code(&mut self, code: Rc<Code>, globals: Rc<Module>, deliver: Deliver) {
        let base = self.stack.len();
        self.stack.resize(base + code.slot_count(), Value::Unbound);
        self.stack.reserve(code.stack_size as usize);
        self.frames.push(Frame::Python(PythonFrame::new(
            code, globals, base, deliver,
        )));
    }
}
