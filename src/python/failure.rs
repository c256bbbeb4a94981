//! How the pure algorithms of the language fail.
//!
//! A [`Failure`] is the kind of a Python exception and its words, as plain data: this module must not know what an exception
//! object is. Whoever calls an algorithm on behalf of a program turns the failure into an exception of that kind.

use std::borrow::Cow;

/// The largest text, in characters, that one operation may build when its size comes from a number in the program (a width, a
/// precision, a repetition). CPython would try, and end in a `MemoryError` when the machine is full; a page must not get there.
pub const MAX_TEXT: usize = 1 << 27;

/// The exception that a [`Failure`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// `IndexError`
    Index,
    /// `MemoryError`
    Memory,
    /// `OverflowError`
    Overflow,
    /// `TypeError`
    Type,
    /// `ValueError`
    Value,
    /// `ZeroDivisionError`
    ZeroDivision,
}

impl FailureKind {
    /// The name of the exception type.
    pub fn name(self) -> &'static str {
        match self {
            FailureKind::Index => "IndexError",
            FailureKind::Memory => "MemoryError",
            FailureKind::Overflow => "OverflowError",
            FailureKind::Type => "TypeError",
            FailureKind::Value => "ValueError",
            FailureKind::ZeroDivision => "ZeroDivisionError",
        }
    }
}

/// An exception to be: its kind and CPython's words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which exception.
    pub kind: FailureKind,
    /// Its message; empty where CPython gives none.
    pub message: Cow<'static, str>,
}

impl Failure {
    /// An `IndexError` with the message.
    pub fn index(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FailureKind::Index, message)
    }

    /// A `MemoryError`, which has no message.
    pub fn memory() -> Self {
        Self::new(FailureKind::Memory, "")
    }

    /// An `OverflowError` with the message.
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FailureKind::Overflow, message)
    }

    /// A `TypeError` with the message.
    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FailureKind::Type, message)
    }

    /// A `ValueError` with the message.
    pub fn value(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FailureKind::Value, message)
    }

    /// A `ZeroDivisionError` with the message.
    pub fn zero_division(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FailureKind::ZeroDivision, message)
    }

    fn new(kind: FailureKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }
}

/// Refuses a text of more than [`MAX_TEXT`] characters with a `MemoryError`.
pub fn check_text_size(chars: usize) -> Result<(), Failure> {
    if chars > MAX_TEXT {
        Err(Failure::memory())
    } else {
        Ok(())
    }
}
