//! The language: Python, from the text of a program to its effects, on a machine without a native stack.
//!
//! In reading order: [`symbol`] and [`object`] are the data, [`code`] the instructions, [`plain`] what can be said of values
//! without running Python code, [`operators`] what operators and protocols mean, [`builtins`] the built-in types and functions,
//! [`vm`] what runs. [`text`], [`number`] and [`failure`] are algorithms that know no objects. Knows no event loop and no browser.

pub mod builtins;
pub mod code;
pub mod failure;
pub mod number;
pub mod object;
pub mod operators;
pub mod plain;
pub mod symbol;
pub mod text;
pub mod vm;
