//! Generators, coroutines and asynchronous generators: computations that stop and go on.
//!
//! While one is suspended it owns its part of a thread's stack, packed: its own frame and those of everything it has
//! delegated to (`await`, `yield from`), however deep, so that resuming a chain of coroutines costs one move and not one
//! step a link. While it runs these lie on the stack of the thread that resumed it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::native_object;
use crate::python::code::CodeKind;
use crate::python::object::error::runtime_error;
use crate::python::object::finalize::{self, LastWords};
use crate::python::object::{PyError, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::calls::Input;
use crate::python::vm::frame::Segment;

pub struct Generator {
    pub kind: GeneratorKind,
    pub name: Cell<Symbol>,
    pub qualname: Cell<Symbol>,
    pub state: RefCell<State>,
    /// Distinguishes generators in traces and errors; never used again.
    pub id: u64,
    /// What a native coroutine is called with, for a lane's label.
    pub label: RefCell<Option<Rc<str>>>,
    /// An asynchronous generator's first iteration has been announced to the event loop.
    pub hooked: Cell<bool>,
    /// A generator that `types.coroutine` made: it can be awaited, and delegate to coroutines.
    pub awaitable: Cell<bool>,
    /// `aclose()` has been begun: an asynchronous generator that goes on nevertheless takes no exception any more.
    pub closed: Cell<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

pub enum State {
    /// Nothing of it has run.
    Created(Segment),
    Suspended(Segment),
    /// On some thread's stack: running, or below something that runs, or suspended as a part of the one that awaits it.
    /// Keeps the emptied segment, whose memory serves at the next suspension.
    Running(Segment),
    Finished,
}

impl GeneratorKind {
    pub fn of(kind: CodeKind) -> GeneratorKind {
        match kind {
            CodeKind::Coroutine => GeneratorKind::Coroutine,
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
            _ => GeneratorKind::Generator,
        }
    }

    pub fn type_name(self) -> &'static str {
        match self {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async_generator",
        }
    }
}

impl Generator {
    pub fn new(
        kind: GeneratorKind,
        name: Symbol,
        qualname: Symbol,
        id: u64,
        segment: Segment,
    ) -> Rc<Generator> {
        Rc::new(Generator {
            kind,
            name: Cell::new(name),
            qualname: Cell::new(qualname),
            state: RefCell::new(State::Created(segment)),
            id,
            label: RefCell::new(None),
            hooked: Cell::new(false),
            awaitable: Cell::new(false),
            closed: Cell::new(false),
        })
    }

    pub fn is_finished(&self) -> bool {
        matches!(*self.state.borrow(), State::Finished)
    }

    pub fn is_running(&self) -> bool {
        matches!(*self.state.borrow(), State::Running(_))
    }

    pub fn is_suspended(&self) -> bool {
        matches!(*self.state.borrow(), State::Suspended(_))
    }

    pub fn is_created(&self) -> bool {
        matches!(*self.state.borrow(), State::Created(_))
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        match std::mem::replace(self.state.get_mut(), State::Finished) {
            State::Created(segment) if self.kind == GeneratorKind::Coroutine => {
                let qualname = self.qualname.get();
                finalize::later(LastWords::Run(Box::new(move |vm| {
                    vm.warn_never_awaited(&format!("coroutine '{qualname}'"))
                })));
                finalize::discard(segment.into_values());
            }
            State::Created(segment) => finalize::discard(segment.into_values()),
            State::Suspended(segment) => {
                let heir = Generator::new(
                    self.kind,
                    self.name.get(),
                    self.qualname.get(),
                    self.id,
                    Segment::default(),
                );
                heir.hooked.set(self.hooked.get());
                heir.awaitable.set(self.awaitable.get());
                *heir.state.borrow_mut() = State::Suspended(segment);
                finalize::later(LastWords::Close(heir));
            }
            State::Running(_) | State::Finished => {}
        }
    }
}

/// What `agen.__anext__()`, `asend`, `athrow` and `aclose` give: one step of an asynchronous generator, to be awaited once.
pub struct AsyncStep {
    pub generator: Rc<Generator>,
    /// Taken when it is begun.
    pub input: RefCell<Option<Input>>,
    pub kind: StepKind,
    /// Makes the step where a program drives it by `send` and `throw` instead of awaiting it.
    pub driver: RefCell<Option<Rc<Generator>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    Send,
    Throw,
    /// `aclose()`: returns None when the generator ends, and complains when it yields.
    Close,
}

impl AsyncStep {
    pub fn new(generator: Rc<Generator>, input: Input) -> AsyncStep {
        let kind = match &input {
            Input::Send(_) => StepKind::Send,
            Input::Throw(_) => StepKind::Throw,
            Input::Close => StepKind::Close,
        };
        AsyncStep {
            generator,
            input: RefCell::new(Some(input)),
            kind,
            driver: RefCell::default(),
        }
    }

    /// As Python calls its class.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            StepKind::Send => "async_generator_asend",
            _ => "async_generator_athrow",
        }
    }

    /// The error of a step while another one is under way.
    pub fn busy(&self) -> PyError {
        let what = match self.kind {
            StepKind::Send => "anext",
            StepKind::Throw => "athrow",
            StepKind::Close => "aclose",
        };
        runtime_error(format!(
            "{what}(): asynchronous generator is already running"
        ))
    }

    /// The error of a second use.
    pub fn reused(&self) -> PyError {
        runtime_error(match self.kind {
            StepKind::Send => "cannot reuse already awaited __anext__()/asend()",
            _ => "cannot reuse already awaited aclose()/athrow()",
        })
    }
}

impl Drop for AsyncStep {
    fn drop(&mut self) {
        if self.input.get_mut().is_none() {
            return;
        }
        let method = match self.kind {
            StepKind::Send => "asend",
            StepKind::Throw => "athrow",
            StepKind::Close => "aclose",
        };
        let generator = self.generator.qualname.get();
        finalize::later(LastWords::Run(Box::new(move |vm| {
            vm.warn_never_awaited(&format!("coroutine method '{method}' of '{generator}'"))
        })));
    }
}

native_object!(AsyncStep, CoroutineWrapper);

/// What `coroutine.__await__()` gives: an iterator over the coroutine's steps.
pub struct CoroutineWrapper(pub Rc<Generator>);

/// A coroutine object's value.
impl From<Rc<Generator>> for Value {
    fn from(generator: Rc<Generator>) -> Value {
        Value::Generator(generator)
    }
}
