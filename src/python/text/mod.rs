//! Text as Python treats it: pure functions over `&str` and `&[u8]`.
//!
//! In reading order: [`chars`] says what a character is; [`repr`] shows texts; [`float`] shows and reads floats; [`spec`] reads the
//! format mini-language and [`mod@format`] writes by it; [`mod@slice`], [`search`], [`layout`] and [`case`] are the methods of
//! str, [`bytes`] those of bytes, and [`codec`] lies between the two. [`regex`] is the engine of `re`.
//! Nothing here knows an object, a frame or an exception: what can go wrong is a [`Failure`](crate::python::failure::Failure).
//!
//! A text is a sequence of Unicode scalar values: lone surrogates, which a Python str may hold, cannot be represented.

pub mod bytes;
pub mod case;
pub mod chars;
pub mod codec;
pub mod digits;
pub mod float;
pub mod format;
pub mod layout;
mod packed;
pub mod regex;
pub mod repr;
pub mod search;
pub mod slice;
pub mod spec;
mod unicode_tables;
