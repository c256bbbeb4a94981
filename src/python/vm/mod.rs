//! The machine.
//!
//! [`Vm`] is what all code of one session shares: classes, modules, the clock, where output goes. A [`thread::Thread`] holds
//! frames and runs them; [`scheduler`] says which thread. Native code asks for Python code by [`calls`]. The machine knows
//! simulated threads and time; it knows no event loop.

mod binding;
pub mod calls;
mod delegation;
mod execute;
pub mod frame;
mod generators;
pub mod imports;
mod instructions;
mod last_words;
mod lines;
mod marks;
mod native;
mod protocols;
mod quick;
pub mod scheduler;
mod suggestions;
pub mod synchronous;
pub mod thread;
pub mod traceback;
pub mod types;
mod unbound;
mod unwind;

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::clock::Clock;
use crate::python::code::Code;
use crate::python::number::int_text;
use crate::python::object::error::Raised;
use crate::python::object::error::runtime_error;
use crate::python::object::exception::ExceptionData;
use crate::python::object::generator::{Generator, GeneratorKind};
use crate::python::object::iter::Iter;
use crate::python::object::{
    Class, Descriptor, ExceptionKind, Flow, Instance, Module, Payload, PyError, PyResult, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::calls::{Answer, Request};
use crate::python::vm::types::Types;
use crate::trace::event::{Event, LaneId, Observer, RunId, Stream};

/// Where a program's text goes, and where its input comes from.
pub trait Host {
    fn write(&self, stream: Stream, text: &str);

    /// One line for `input()`, without its end; `None` when there is no more.
    fn read_line(&self) -> Option<String> {
        None
    }

    /// How many times longer than by themselves simulated requests take.
    fn latency(&self) -> f64 {
        1.0
    }

    /// The text of a standard module in Python, by the name of its file; `None` where the host has it not.
    fn read_module(&self, _file: &str) -> Option<String> {
        None
    }
}

/// Runs a coroutine to its end on the loop.
pub type RunTopLevel = fn(&Rc<Vm>, Rc<Generator>) -> PyResult<Flow>;
/// Is told of an asynchronous generator.
pub type Home = fn(&'static crate::python::object::NativeDef) -> Option<&'static str>;
pub type FirstIteration = fn(&Rc<Vm>, &Rc<Generator>);
/// Takes a dropped asynchronous generator over, or says that it does not.
pub type Abandoned = fn(&Rc<Vm>, &Rc<Generator>) -> bool;
/// Gives the coroutines that tasks run.
pub type Coroutines = fn(&Rc<Vm>) -> Vec<Rc<Generator>>;
/// Ends what a program has left, and reports it if the flag says so.
pub type Ended = fn(&Rc<Vm>, bool) -> PyResult<Flow>;

/// What an event loop gives the machine to call.
#[derive(Default)]
pub struct Hooks {
    /// Runs the coroutine of a top-level statement that awaits.
    pub top_level: Cell<Option<RunTopLevel>>,
    /// An asynchronous generator is about to be iterated for the first time.
    pub first_iteration: Cell<Option<FirstIteration>>,
    /// A suspended asynchronous generator was dropped. Tells whether it will be closed on a loop.
    pub abandoned: Cell<Option<Abandoned>>,
    /// The coroutines that the tasks of running loops run.
    pub coroutines: Cell<Option<Coroutines>>,
    /// The module that a native function of the loop's is from.
    pub home: Cell<Option<Home>>,
    /// The program has ended, and its variables are gone: what is left to be done for its loops, and said, if anything is to be.
    pub ended: Cell<Option<Ended>>,
}

/// All that the code of one session shares. Everything in it changes behind a shared reference; nothing is borrowed across
/// a step of the machine.
pub struct Vm {
    pub types: Types,
    pub builtins: Rc<Module>,
    pub modules: RefCell<FxHashMap<Symbol, Rc<Module>>>,
    /// Who knows modules, asked in order.
    pub finders: RefCell<Vec<imports::Finder>>,
    pub clock: Clock,
    pub host: Box<dyn Host>,
    /// The text of each compiled file, for tracebacks.
    sources: RefCell<FxHashMap<Rc<str>, Rc<str>>>,
    /// `sys.argv`
    pub arguments: Vec<String>,
    observer: RefCell<Option<Box<dyn Observer>>>,
    /// The lane that is running, for events.
    pub lane: Cell<Option<LaneId>>,
    /// The run of an event loop that is under way.
    pub run: Cell<Option<RunId>>,
    /// The line of the program's own call that is being made, or was last.
    pub line: Cell<u32>,
    /// The line at which the main program's own code stands.
    statement_line: Cell<u32>,
    /// What `print` has of a line while a method of the program tells the rest of it: written before anything else is.
    held_output: RefCell<Vec<(Stream, String)>>,
    synchronous: synchronous::SynchronousRuns,
    lines: lines::Lines,
    pub(in crate::python) request: RefCell<Option<Request>>,
    pub(in crate::python) answer: RefCell<Option<Answer>>,
    /// Items that loops in native code have walked since the machine last took fuel for such: see [`Vm::step`].
    pub(in crate::python) steps: Cell<u32>,
    /// How deep native code runs native code on Rust's stack at the moment: see [`crate::python::operators::special::eagerly`].
    pub(in crate::python) nested: Cell<u32>,
    next_id: Cell<u64>,
    /// How many frames a thread may have: `sys.getrecursionlimit()`.
    pub recursion_limit: Cell<usize>,
    pub hooks: Hooks,
    pub threads: scheduler::Threads,
    extensions: RefCell<FxHashMap<TypeId, Rc<dyn Any>>>,
}

impl Vm {
    pub fn new(clock: Clock, host: Box<dyn Host>, arguments: Vec<String>) -> Rc<Vm> {
        int_text::set_digit_limit(int_text::MAX_STR_DIGITS);
        Rc::new(Vm {
            types: Types::new(),
            builtins: Rc::new(Module::new(Symbol::new("builtins"))),
            modules: RefCell::default(),
            finders: RefCell::default(),
            clock,
            host,
            sources: RefCell::default(),
            arguments,
            observer: RefCell::default(),
            lane: Cell::new(None),
            run: Cell::new(None),
            line: Cell::new(0),
            statement_line: Cell::new(0),
            held_output: RefCell::default(),
            synchronous: Default::default(),
            lines: Default::default(),
            request: RefCell::default(),
            answer: RefCell::default(),
            steps: Cell::new(0),
            nested: Cell::new(0),
            next_id: Cell::new(1),
            recursion_limit: Cell::new(1000),
            hooks: Hooks::default(),
            threads: scheduler::Threads::default(),
            extensions: RefCell::default(),
        })
    }

    /// Keeps the text of a file, so that tracebacks can show its lines.
    pub fn add_source(&self, filename: &str, source: &str) {
        self.sources
            .borrow_mut()
            .insert(Rc::from(filename), Rc::from(source));
    }

    /// The text of a compiled file.
    pub fn source_text(&self, filename: &str) -> Option<Rc<str>> {
        self.sources.borrow().get(filename).cloned()
    }

    /// A line of a file, without the white space around it; 1-based.
    pub fn source_line(&self, filename: &str, line: u32) -> Option<String> {
        let sources = self.sources.borrow();
        let text = sources
            .get(filename)?
            .lines()
            .nth(line.checked_sub(1)? as usize)?;
        Some(text.trim().to_owned())
    }

    /// A number that was never given out before in this session.
    pub fn fresh_id(&self) -> u64 {
        let id = self.next_id.get();
        self.next_id.set(id + 1);
        id
    }

    /// The one value of a type that some part of the program keeps for the session (the event loop's state, the random
    /// generator); made when it is first asked for.
    pub fn extension<T: Any + Default>(&self) -> Rc<T> {
        let id = TypeId::of::<T>();
        if let Some(found) = self
            .extensions
            .borrow()
            .get(&id)
            .and_then(|any| any.clone().downcast::<T>().ok())
        {
            return found;
        }
        let made = Rc::new(T::default());
        self.extensions.borrow_mut().insert(id, made.clone());
        made
    }

    pub fn set_observer(&self, observer: Option<Box<dyn Observer>>) {
        *self.observer.borrow_mut() = observer;
    }

    /// Every module that is loaded, and what parts of the program keep: taken away at the end of a session.
    pub fn take_modules(&self) -> Vec<Rc<Module>> {
        self.extensions.borrow_mut().clear();
        let modules = std::mem::take(&mut *self.modules.borrow_mut());
        modules
            .into_values()
            .chain([self.builtins.clone()])
            .collect()
    }

    /// Whether anybody looks: ask before building what an event needs.
    pub fn is_observed(&self) -> bool {
        self.observer.borrow().is_some()
    }

    pub fn emit(&self, event: Event<'_>) {
        if let Some(observer) = self.observer.borrow_mut().as_mut() {
            observer.event(self.clock.now().as_nanos(), event);
        }
    }

    /// Writes program output.
    pub fn write(&self, stream: Stream, text: &str) {
        for (stream, text) in self.held_output.take() {
            self.write_now(stream, &text);
        }
        self.write_now(stream, text);
    }

    /// Finishes what tells the next part of a text of which the first part is there already. That part is written first if anything
    /// else is written meanwhile, and if this fails.
    pub async fn finish_after(&self, flow: Flow, stream: Stream, text: &mut String) -> PyResult {
        let at = {
            let mut held = self.held_output.borrow_mut();
            held.push((stream, std::mem::take(text)));
            held.len()
        };
        let result = self.finish(flow).await;
        let is_last = self.held_output.borrow().len() == at;
        if is_last && result.is_ok() {
            let held = self.held_output.borrow_mut().pop();
            *text = held.map(|(_, text)| text).unwrap_or_default();
        } else if self.held_output.borrow().len() >= at {
            self.write(stream, "");
        }
        result
    }

    fn write_now(&self, stream: Stream, text: &str) {
        if text.is_empty() {
            return;
        }
        self.emit(Event::Output {
            stream,
            lane: self.lane.get(),
            text,
        });
        self.host.write(stream, text);
    }

    /// Runs a top-level statement that awaits to its end.
    pub(in crate::python) fn run_top_level(
        self: &Rc<Vm>,
        code: Rc<Code>,
        globals: Rc<Module>,
    ) -> PyResult<Flow> {
        let Some(run) = self.hooks.top_level.get() else {
            return Err(runtime_error(
                "'await' outside function needs an event loop",
            ));
        };
        run(self, generators::code_coroutine(self, code, globals))
    }

    /// A call is made by the instruction before this one.
    #[inline(always)]
    fn called_at(&self, code: &Code, pc: usize) {
        if code.is_own {
            self.line.set(code.places[pc - 1].line);
        }
    }

    /// `warnings.warn(message, DeprecationWarning)`
    pub fn warn_deprecated(self: &Rc<Vm>, message: &str) -> PyResult<Flow> {
        let class = self.types.exception(ExceptionKind::DeprecationWarning);
        let args = vec![Value::str(message), Value::Class(class.clone())];
        self.call_library("warnings", "warn", args, Vec::new())
    }

    /// `RuntimeWarning: coroutine 'name' was never awaited`
    pub fn warn_never_awaited(self: &Rc<Vm>, what: &str) -> PyResult<Flow> {
        let what = vec![Value::str(what)];
        self.call_library("warnings", "_warn_never_awaited", what, Vec::new())
    }

    /// Calls a function of a standard module in Python; the last arguments are named by `keywords`.
    pub fn call_library(
        self: &Rc<Vm>,
        module: &'static str,
        function: &'static str,
        args: Vec<Value>,
        keywords: Vec<Symbol>,
    ) -> PyResult<Flow> {
        let vm = self.clone();
        Flow::future(async move {
            let import = imports::import(&vm, Symbol::new(module), false)?;
            let module = vm.finish(import).await?;
            let function = vm.get_attribute(&module, Symbol::new(function)).await?;
            vm.call_with(function, args, keywords).await
        })
    }

    /// `type(value)`
    pub fn class_of(&self, value: &Value) -> Rc<Class> {
        let types = &self.types;
        match value {
            Value::Unbound | Value::None => types.none.clone(),
            Value::NotImplemented => types.not_implemented.clone(),
            Value::Ellipsis => types.ellipsis.clone(),
            Value::Bool(_) => types.bool.clone(),
            Value::Int(_) | Value::Big(_) => types.int.clone(),
            Value::Float(_) => types.float.clone(),
            Value::Native(_) => types.native.clone(),
            Value::Complex(_) => types.complex.clone(),
            Value::Str(_) => types.str.clone(),
            Value::Bytes(_) => types.bytes.clone(),
            Value::ByteArray(_) => types.bytearray.clone(),
            Value::List(_) => types.list.clone(),
            Value::Tuple(_) => types.tuple.clone(),
            Value::Dict(_) => types.dict.clone(),
            Value::Set(_) => types.set.clone(),
            Value::FrozenSet(_) => types.frozenset.clone(),
            Value::Range(_) => types.range.clone(),
            Value::Slice(_) => types.slice.clone(),
            Value::Iter(iter) => self.iterator_class(iter),
            Value::Cell(_) => types.cell.clone(),
            Value::Function(function) if function.is_builtin.get() => types.native.clone(),
            Value::Function(_) => types.function.clone(),
            Value::Method(method) if matches!(method.function, Value::Native(_)) => {
                types.native.clone()
            }
            Value::Method(_) => types.method.clone(),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { .. } => types.property.clone(),
                Descriptor::ClassMethod(_) => types.classmethod.clone(),
                Descriptor::StaticMethod(_) => types.staticmethod.clone(),
                Descriptor::Super { .. } => types.super_.clone(),
            },
            Value::Class(class) => class
                .metaclass
                .clone()
                .unwrap_or_else(|| types.type_.clone()),
            Value::Instance(instance) => instance.class(),
            Value::Generator(generator) => match generator.kind {
                GeneratorKind::Generator => types.generator.clone(),
                GeneratorKind::Coroutine => types.coroutine.clone(),
                GeneratorKind::AsyncGenerator => types.async_generator.clone(),
            },
            Value::Module(_) => types.module.clone(),
            Value::Code(_) => types.code.clone(),
        }
    }

    fn iterator_class(&self, iter: &Iter) -> Rc<Class> {
        self.types.named(
            iter.type_name(),
            "builtins",
            crate::python::builtins::iterator::METHODS,
        )
    }

    /// The name of a value's class, as messages show it.
    pub fn type_name(&self, value: &Value) -> Rc<str> {
        self.class_of(value).shown_name()
    }

    /// A special method as the interpreter finds it: on the class, past the instance. Gives the function and, for a
    /// method, the object to pass first.
    pub fn special_method(&self, object: &Value, name: Symbol) -> Option<(Value, Option<Value>)> {
        self.as_method(self.class_of(object).lookup(name)?, object)
    }

    /// The same of what was found on the class. What a descriptor of the program gives is not known before it is asked, so that is
    /// left to the call.
    pub fn as_method(&self, found: Value, object: &Value) -> Option<(Value, Option<Value>)> {
        let bind_first = || {
            let pair = Value::tuple(vec![found.clone(), object.clone()]);
            Some((
                Value::Native(&crate::python::operators::BIND_AND_CALL),
                Some(pair),
            ))
        };
        match &found {
            Value::None => None,
            Value::Instance(descriptor) if descriptor.class_ref().lookup(Symbol::GET).is_some() => {
                bind_first()
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(function) => Some((function.get(), None)),
                Descriptor::ClassMethod(function) => {
                    Some((function.get(), Some(Value::Class(self.class_of(object)))))
                }
                Descriptor::Property { .. } => bind_first(),
                Descriptor::Super { .. } => Some((found, None)),
            },
            Value::Function(function) if function.is_builtin.get() => Some((found, None)),
            Value::Function(_) | Value::Native(_) => Some((found, Some(object.clone()))),
            _ => Some((found, None)),
        }
    }

    /// The exception object of an error, made now if no Python code has seen it yet.
    pub fn exception_object(&self, error: PyError) -> Rc<Instance> {
        match error.into_raised() {
            Raised::Object { exception, .. } => exception,
            Raised::New { kind, args } => self.new_exception(kind, args),
        }
    }

    pub fn new_exception(&self, kind: ExceptionKind, args: Vec<Value>) -> Rc<Instance> {
        let data = ExceptionData::new(args);
        data.keep_details(|base| kind.is_subclass_of(base));
        let payload = Payload::Exception(Box::new(data));
        Instance::with_payload(self.types.exception(kind), payload)
    }
}
