//! Frames: calls in progress.
//!
//! A frame written in Python has a window of its thread's stack: its local slots, then its operands. A native frame is a
//! future. Which way a frame's result takes when it ends, or yields, is written in the frame itself ([`Deliver`]), so that
//! no frame needs to know what lies below it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::code::{Code, Place};
use crate::python::object::{Generator, Instance, Module, Namespace, NativeFuture, Value};
use crate::python::vm::calls::Answer;

pub enum Frame {
    Python(PythonFrame),
    Native(NativeFrame),
}

pub struct PythonFrame {
    pub code: Rc<Code>,
    pub globals: Rc<Module>,
    /// The next instruction.
    pub pc: usize,
    /// Where its window begins, in the thread's stack (or in a packed [`Segment`]).
    pub base: usize,
    /// Whether the callable lies below the window; it goes when the frame does.
    pub callable_below: bool,
    /// Suspended in an `await` whose awaitable is on top of the operands: to be asked again when it is resumed.
    pub awaiting: bool,
    pub deliver: Deliver,
    /// The generator that this frame is the body of. A packed segment does not name its own generator: that owns it.
    pub generator: Option<Rc<Generator>>,
    /// The names of a class body.
    pub namespace: Option<Rc<RefCell<Namespace>>>,
    /// The exception that an `except` or `finally` block of this frame is handling.
    pub handled: Option<Rc<Instance>>,
}

pub struct NativeFrame {
    pub future: NativeFuture,
    pub deliver: Deliver,
    pub generator: Option<Rc<Generator>>,
    /// Where the thread's stack ended when it was made.
    pub base: usize,
    /// Suspended in an await of this, which is to be asked again when it is resumed.
    pub awaiting: Option<Value>,
    /// An answer meant for the frame below, which came before this one was pushed ([`Deliver::Nothing`]).
    pub held: Option<Answer>,
}

/// What becomes of a frame's result, and of what it yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deliver {
    /// The result of an instruction or call of the frame below.
    Result,
    /// Not wanted: `__setitem__` and its like.
    Nothing,
    /// `__init__`: must be None. The new object lies below the window already.
    Init,
    /// An item of the `for` loop below: a yielded value, or the value of a `__next__`. A return ends the loop, and so does an
    /// unbound result of native code.
    Item,
    /// The truth that decides the jump of the instruction at hand.
    Decide,
    /// A tuple of what the instruction at hand unpacks.
    Unpack,
    /// An attribute that is about to be called: it gets the mark that no object is bound.
    Method,
    /// A step of a generator that was asked for by `next`, `send` or `throw`: a yielded value is the result of that call, a
    /// return is `StopIteration`.
    Step,
    /// A step asked for by native code, which is told whether the generator yielded or returned.
    Drive,
    /// Awaited, or `yield from`, by the frame below: its result is the result there; what it yields passes by.
    Delegate,
    /// As [`Deliver::Delegate`], but the frame below is being closed: instead of a result it gets `GeneratorExit`.
    Closed,
    /// A step of an asynchronous generator, awaited by the frame below: a `yield` is the result there, a return is
    /// `StopAsyncIteration`, and what it awaits passes by.
    AsyncStep,
    /// The bottom of a thread.
    Thread,
}

impl Deliver {
    /// Whether a suspension stops here: below is whoever resumed the generator.
    pub fn is_driver(self) -> bool {
        matches!(self, Deliver::Item | Deliver::Step | Deliver::Drive)
    }
}

impl Frame {
    pub fn deliver(&self) -> Deliver {
        match self {
            Frame::Python(frame) => frame.deliver,
            Frame::Native(frame) => frame.deliver,
        }
    }

    pub fn set_deliver(&mut self, deliver: Deliver) {
        match self {
            Frame::Python(frame) => frame.deliver = deliver,
            Frame::Native(frame) => frame.deliver = deliver,
        }
    }

    pub fn base(&self) -> usize {
        match self {
            Frame::Python(frame) => frame.base,
            Frame::Native(frame) => frame.base,
        }
    }

    pub fn set_base(&mut self, base: usize) {
        match self {
            Frame::Python(frame) => frame.base = base,
            Frame::Native(frame) => frame.base = base,
        }
    }

    /// Where the thread's stack ends when this frame is gone.
    pub fn floor(&self) -> usize {
        match self {
            Frame::Python(frame) => frame.base - frame.callable_below as usize,
            Frame::Native(frame) => frame.base,
        }
    }

    pub fn generator_mut(&mut self) -> &mut Option<Rc<Generator>> {
        match self {
            Frame::Python(frame) => &mut frame.generator,
            Frame::Native(frame) => &mut frame.generator,
        }
    }
}

impl NativeFrame {
    pub fn new(future: NativeFuture, base: usize, deliver: Deliver) -> NativeFrame {
        NativeFrame {
            future,
            deliver,
            generator: None,
            base,
            awaiting: None,
            held: None,
        }
    }
}

impl PythonFrame {
    /// A frame that stands before its first instruction.
    pub fn new(code: Rc<Code>, globals: Rc<Module>, base: usize, deliver: Deliver) -> PythonFrame {
        PythonFrame {
            code,
            globals,
            pc: 0,
            base,
            callable_below: false,
            awaiting: false,
            deliver,
            generator: None,
            namespace: None,
            handled: None,
        }
    }

    /// The line that it is at; before it has begun, that of its `def`.
    pub fn line(&self) -> u32 {
        self.place().line
    }

    /// The place of the instruction that it is at.
    pub fn place(&self) -> Place {
        let at = self.pc.checked_sub(1);
        at.and_then(|at| self.code.places.get(at).copied())
            .unwrap_or(Place::of_line(self.code.first_line))
    }
}

/// The packed frames and values of a suspended generator, bases counted from the segment's own start.
#[derive(Default)]
pub struct Segment {
    pub frames: Vec<Frame>,
    pub values: Vec<Value>,
}

impl Segment {
    pub fn into_values(mut self) -> Vec<Value> {
        std::mem::take(&mut self.values)
    }
}
