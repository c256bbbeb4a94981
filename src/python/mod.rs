//! The language: Python, from the text of a program to its effects, on a machine without a native stack.
//!
//! In reading order: [`parse`] and [`compile`] make a program's code; [`symbol`] and [`object`] are the data, [`code`] the instructions, [`plain`] what can be said of values
//! without running Python code, [`operators`] what operators and protocols mean, [`builtins`] the built-in types and functions,
//! [`vm`] what runs. [`text`], [`number`], [`mersenne_twister`] and [`failure`] are algorithms that know no objects. Knows no event loop and no browser.

pub mod arguments;
pub mod builtins;
pub mod code;
pub mod compile;
pub mod failure;
pub mod mersenne_twister;
pub mod modules;
pub mod number;
pub mod object;
pub mod operators;
pub mod parse;
pub mod plain;
pub mod symbol;
pub mod text;
pub mod vm;
