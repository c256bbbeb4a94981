//! What native code can ask of the machine, and wait for.
//!
//! A native function that needs Python code to run is an `async` block. Each function here first tries what needs no Python
//! code; only then does it leave a request with the machine and suspend. The machine serves it by pushing frames above the
//! native one and polls it again with the answer. So nothing in here ever recurses on Rust's stack, and a program can be
//! stopped in the middle of `sorted(key=…)` as anywhere else.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use crate::clock::Time;
use crate::python::code::{BinaryOp, Code, CompareOp, Place};
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::exception::TracebackEntry;
use crate::python::object::generator::GeneratorKind;
use crate::python::object::{
    Dict, ExceptionKind, Flow, Function, Generator, Module, Namespace, NativeFuture, PyError,
    PyResult, Str, Value,
};
use crate::python::operators::special::is_overridden;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::{operators, plain};
use crate::trace::event::LaneId;

/// How many items native code walks before it lets the machine take a turn.
const STEPS_A_TURN: u32 = 1000;

/// What a native frame asks for.
pub enum Request {
    /// Call it; the last arguments are named by `keywords`. Answered by [`Answer::Value`].
    Call {
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<Symbol>,
    },
    /// Run more native code in a frame of its own. Answered by [`Answer::Value`].
    Run(NativeFuture),
    /// Run a class body with this namespace. Answered by [`Answer::Value`].
    ClassBody {
        body: Rc<Function>,
        namespace: Rc<RefCell<Namespace>>,
    },
    /// Run a module's code. Answered by [`Answer::Value`].
    Code { code: Rc<Code>, globals: Rc<Module> },
    /// The variables of the innermost Python frame, or of the call that [`Request::Caller`] tells of: answered with a tuple of
    /// its module and, in a function or class body, a dict of its own.
    Scope(Option<usize>),
    /// Go on with a generator. Answered by [`Answer::Yielded`] or [`Answer::Value`].
    Resume {
        generator: Rc<Generator>,
        input: Input,
    },
    /// Await it, as the expression does. Answered by [`Answer::Value`].
    Await(Value),
    /// Suspend the generator (or coroutine) that this frame is part of, giving this value out. Answered with what is sent.
    Yield(Value),
    /// Stop this thread until a moment (or for ever), or until `Threads::wake` wakes it. Answered by None.
    Wait { until: Time, wakeable: bool },
    /// Answered by the exception that is being handled, or None.
    Handled,
    /// Answered by `(filename, line, function, code)` of the innermost call of the program's own code, or of the one so many
    /// calls further out, or None.
    Caller(usize),
    /// Answered by `(code, line)` of where this generator, which runs in this thread, stands itself; None where it does not.
    Standing(Rc<Generator>),
    /// Start a thread that calls this; it runs at once, and this one goes on when that one ends or waits. Answered by None.
    Spawn(Box<NewThread>),
}

/// A thread to be started.
pub struct NewThread {
    /// Called without arguments. What it raises is lost.
    pub callable: Value,
    pub name: String,
    /// Its lane in the trace.
    pub lane: Option<LaneId>,
    /// The program may end before it does.
    pub daemon: bool,
}

/// What a generator is resumed with.
pub enum Input {
    Send(Value),
    Throw(PyError),
    /// `GeneratorExit`, after which it may not yield again.
    Close,
}

pub enum Answer {
    Value(PyResult),
    Yielded(Value),
}

/// What a step of a generator gave.
pub enum Stepped {
    Yielded(Value),
    Returned(Value),
}

impl Vm {
    /// Leaves a request and suspends until it is answered.
    pub async fn request(&self, request: Request) -> Answer {
        let mut request = Some(request);
        poll_fn(|_| {
            if let Some(request) = request.take() {
                *self.request.borrow_mut() = Some(request);
                return Poll::Pending;
            }
            match self.answer.borrow_mut().take() {
                Some(answer) => Poll::Ready(answer),
                None => unreachable!("a native frame is polled only with an answer"),
            }
        })
        .await
    }

    async fn ask(&self, request: Request) -> PyResult {
        match self.request(request).await {
            Answer::Value(result) => result,
            Answer::Yielded(_) => unreachable!("only a resumed generator yields to native code"),
        }
    }

    /// To be awaited once an item by loops over a program's data: after so many it suspends, so that the machine can take
    /// fuel for them, and stop.
    pub async fn step(&self) {
        self.charge(1).await;
    }

    /// The same for work that counts as so many items.
    pub async fn charge(&self, items: u32) {
        let steps = self.steps.get().saturating_add(items);
        self.steps.set(steps);
        if steps >= STEPS_A_TURN {
            self.request(Request::Run(Box::pin(async { Ok(Value::None) })))
                .await;
        }
    }

    /// The value of a flow, run to its end.
    pub async fn finish(&self, flow: Flow) -> PyResult {
        match flow {
            Flow::Value(value) => Ok(value),
            Flow::Future(future) => self.ask(Request::Run(future)).await,
            Flow::Call(callable, args) => self.call(callable, args).await,
        }
    }

    pub async fn call(&self, callable: Value, args: Vec<Value>) -> PyResult {
        self.ask(Request::Call {
            callable,
            args,
            keywords: Vec::new(),
        })
        .await
    }

    /// Calls with keyword arguments: the last values, in the order of their names.
    pub async fn call_with(
        &self,
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<Symbol>,
    ) -> PyResult {
        self.ask(Request::Call {
            callable,
            args,
            keywords,
        })
        .await
    }

    /// `object.name(*args)`, looked up as an attribute.
    pub async fn call_method(
        self: &Rc<Vm>,
        object: &Value,
        name: Symbol,
        args: Vec<Value>,
    ) -> PyResult {
        let method = self.get_attribute(object, name).await?;
        self.call(method, args).await
    }

    /// Calls a special method, looked up on the class; `None` where the class has none.
    pub async fn call_special(
        self: &Rc<Vm>,
        object: &Value,
        name: Symbol,
        args: Vec<Value>,
    ) -> PyResult<Option<Value>> {
        match self.special_method(object, name) {
            Some((function, bound)) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.extend(bound);
                all.extend(args);
                self.call(function, all).await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// Runs native code in a frame of its own: the way to recurse.
    pub async fn run(&self, future: impl Future<Output = PyResult> + 'static) -> PyResult {
        self.ask(Request::Run(Box::pin(future))).await
    }

    pub async fn run_class_body(
        &self,
        body: Rc<Function>,
        namespace: Rc<RefCell<Namespace>>,
    ) -> PyResult {
        self.ask(Request::ClassBody { body, namespace }).await
    }

    /// Runs a module's code to its end.
    pub async fn run_code(&self, code: Rc<Code>, globals: Rc<Module>) -> PyResult {
        self.ask(Request::Code { code, globals }).await
    }

    /// The module of the code that called, and its own variables where it is a function or class body.
    pub async fn scope(&self) -> PyResult<(Rc<Module>, Option<Rc<Dict>>)> {
        let scope = self.ask(Request::Scope(None)).await?;
        if let Value::Tuple(parts) = &scope
            && let [Value::Module(globals), locals] = &parts[..]
        {
            let locals = match locals {
                Value::Dict(dict) => Some(dict.clone()),
                _ => None,
            };
            return Ok((globals.clone(), locals));
        }
        Err(runtime_error("no Python code is running"))
    }

    pub async fn resume(&self, generator: &Rc<Generator>, input: Input) -> PyResult<Stepped> {
        match self
            .request(Request::Resume {
                generator: generator.clone(),
                input,
            })
            .await
        {
            Answer::Yielded(value) => Ok(Stepped::Yielded(value)),
            Answer::Value(result) => result.map(Stepped::Returned),
        }
    }

    /// `await awaitable`; only in native coroutines.
    pub async fn await_value(&self, awaitable: Value) -> PyResult {
        self.ask(Request::Await(awaitable)).await
    }

    /// Suspends the coroutine or generator that this code is part of; gives what it is resumed with.
    pub async fn yield_value(&self, value: Value) -> PyResult {
        self.ask(Request::Yield(value)).await
    }

    /// Stops the thread until a moment; what can be woken may go on before it.
    pub async fn wait_until(self: &Rc<Vm>, until: Time, wakeable: bool) -> PyResult {
        loop {
            let waited = self.ask(Request::Wait { until, wakeable }).await?;
            self.handle_interrupts().await?;
            if wakeable || self.clock.now() >= until {
                return Ok(waited);
            }
        }
    }

    /// In the main thread: calls what others want to be called there.
    async fn handle_interrupts(self: &Rc<Vm>) -> PyResult<()> {
        while let Some(callable) = self.threads.next_interrupt() {
            self.call(callable, Vec::new()).await?;
        }
        Ok(())
    }

    /// Where the program called what called this: `(filename, line, function)`.
    pub async fn caller(&self, depth: usize) -> PyResult {
        self.ask(Request::Caller(depth)).await
    }

    /// The module and the variables, None where they are the module's, of what [`Vm::caller`] gives.
    pub async fn caller_scope(&self, depth: usize) -> PyResult {
        self.ask(Request::Scope(Some(depth))).await
    }

    /// Where a generator that runs in this thread stands itself.
    pub async fn standing(&self, generator: Rc<Generator>) -> PyResult<Option<TracebackEntry>> {
        let found = self.ask(Request::Standing(generator)).await?;
        Ok(match &found {
            Value::Tuple(parts) => match &parts[..] {
                [Value::Code(code), Value::Int(line)] => Some(TracebackEntry {
                    code: code.clone(),
                    place: Place::of_line(*line as u32),
                }),
                _ => None,
            },
            _ => None,
        })
    }

    /// The exception that this code is handling; None where there is none.
    pub async fn handled_exception(&self) -> PyResult {
        self.ask(Request::Handled).await
    }

    pub async fn spawn(self: &Rc<Vm>, thread: NewThread) -> PyResult {
        let spawned = self.ask(Request::Spawn(Box::new(thread))).await?;
        self.handle_interrupts().await?;
        Ok(spawned)
    }

    /// `iter(iterable)`
    pub async fn iter(self: &Rc<Vm>, iterable: &Value) -> PyResult {
        let flow = operators::iterate(self, iterable)?;
        self.finish(flow).await
    }

    /// The next item of an iterator; `None` at its end.
    pub async fn next(self: &Rc<Vm>, iterator: &Value) -> PyResult<Option<Value>> {
        self.step().await;
        let item = match iterator {
            Value::Iter(iter) => return iter.next(),
            Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
                return Ok(
                    match self.resume(generator, Input::Send(Value::None)).await? {
                        Stepped::Yielded(value) => Some(value),
                        Stepped::Returned(_) => None,
                    },
                );
            }
            other => self.finish(operators::next(self, other)?).await?,
        };
        Ok(if item.is_unbound() { None } else { Some(item) })
    }

    /// All items of an iterable.
    pub async fn collect(self: &Rc<Vm>, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Some(items) = operators::items_now(iterable) {
            return Ok(items);
        }
        let iterator = self.iter(iterable).await?;
        self.drain(&iterator).await
    }

    async fn drain(self: &Rc<Vm>, iterator: &Value) -> PyResult<Vec<Value>> {
        let mut items = Vec::new();
        while let Some(item) = self.next(iterator).await? {
            items.push(item);
        }
        Ok(items)
    }

    /// The same for what is filled at once, such as a list: an object of the program is asked for its length too.
    pub async fn collect_sized(self: &Rc<Vm>, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Some(items) = operators::items_now(iterable) {
            return Ok(items);
        }
        let iterator = self.iter(iterable).await?;
        self.ask_length(iterable).await?;
        self.drain(&iterator).await
    }

    /// Asks an object of the program how many items it has, which here is of no use but may be seen.
    pub async fn ask_length(self: &Rc<Vm>, iterable: &Value) -> PyResult<()> {
        if matches!(iterable, Value::Instance(_))
            && is_overridden(&self.class_of(iterable), Symbol::LEN)
        {
            match self.finish(operators::length(self, iterable)?).await {
                Err(error) if !error.is(ExceptionKind::TypeError) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// `bool(value)`
    pub async fn truth(self: &Rc<Vm>, value: &Value) -> PyResult<bool> {
        if let Some(truth) = plain::truth(value) {
            return Ok(truth);
        }
        let flow = operators::truth(self, value)?;
        Ok(matches!(self.finish(flow).await?, Value::Bool(true)))
    }

    /// `a is b or a == b`, as containers compare.
    pub async fn equal(self: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        if let Some(equal) = plain::equal(a, b) {
            return Ok(equal);
        }
        let result = self.compare(CompareOp::Eq, a, b).await?;
        self.truth(&result).await
    }

    pub async fn compare(self: &Rc<Vm>, op: CompareOp, a: &Value, b: &Value) -> PyResult {
        let flow = operators::compare(self, op, a, b)?;
        self.finish(flow).await
    }

    /// `a < b` as a truth: what sorting asks.
    pub async fn less(self: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<bool> {
        self.step().await;
        let result = self.compare(CompareOp::Lt, a, b).await?;
        self.truth(&result).await
    }

    pub async fn binary(self: &Rc<Vm>, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        let flow = operators::binary(self, op, a, b)?;
        self.finish(flow).await
    }

    pub async fn hash(self: &Rc<Vm>, value: &Value) -> PyResult<i64> {
        if let Some(hash) = plain::hash(value) {
            return hash;
        }
        let flow = operators::hash(self, value)?;
        Ok(self.finish(flow).await?.as_i64().unwrap_or(0))
    }

    pub async fn subscript(self: &Rc<Vm>, object: &Value, key: &Value) -> PyResult {
        let flow = operators::subscript(self, object, key)?;
        self.finish(flow).await
    }

    pub async fn set_item(
        self: &Rc<Vm>,
        object: &Value,
        key: &Value,
        value: Value,
    ) -> PyResult<()> {
        let flow = operators::set_item(self, object, key, value)?;
        self.finish(flow).await.map(drop)
    }

    pub async fn delete_item(self: &Rc<Vm>, object: &Value, key: &Value) -> PyResult<()> {
        let flow = operators::delete_item(self, object, key)?;
        self.finish(flow).await.map(drop)
    }

    pub async fn contains(self: &Rc<Vm>, container: &Value, item: &Value) -> PyResult<bool> {
        let flow = operators::contains(self, container, item)?;
        Ok(matches!(self.finish(flow).await?, Value::Bool(true)))
    }

    pub async fn get_attribute(self: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult {
        let flow = operators::get_attribute(self, object, name)?;
        self.finish(flow).await
    }

    /// An attribute, or `None` where reading it raises `AttributeError`.
    pub async fn find_attribute(
        self: &Rc<Vm>,
        object: &Value,
        name: Symbol,
    ) -> PyResult<Option<Value>> {
        match self.get_attribute(object, name).await {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is(ExceptionKind::AttributeError) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn set_attribute(
        self: &Rc<Vm>,
        object: &Value,
        name: Symbol,
        value: Value,
    ) -> PyResult<()> {
        let flow = operators::set_attribute(self, object, name, value)?;
        self.finish(flow).await.map(drop)
    }

    /// `repr(value)`
    pub async fn repr(self: &Rc<Vm>, value: &Value) -> PyResult<Rc<Str>> {
        let flow = operators::repr(self, value)?;
        expect_str(self.finish(flow).await?)
    }

    /// `str(value)`
    pub async fn str(self: &Rc<Vm>, value: &Value) -> PyResult<Rc<Str>> {
        let flow = operators::str(self, value)?;
        expect_str(self.finish(flow).await?)
    }

    /// `format(value, spec)`
    pub async fn format(self: &Rc<Vm>, value: &Value, spec: &str) -> PyResult<Rc<Str>> {
        let flow = operators::format(self, value, spec)?;
        expect_str(self.finish(flow).await?)
    }

    /// `operator.index(value)` for a size or position.
    pub async fn index(self: &Rc<Vm>, value: &Value) -> PyResult {
        let flow = operators::index(self, value)?;
        self.finish(flow).await
    }
}

/// The text of a value that the operators above have checked to be a `str`.
fn expect_str(value: Value) -> PyResult<Rc<Str>> {
    match value.base() {
        Value::Str(text) => Ok(text.clone()),
        other => Err(type_error(format!(
            "expected a string, got {}",
            plain::type_name(other)
        ))),
    }
}
