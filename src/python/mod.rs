//! The language: source → bytecode → a machine without a native stack.
//!
//! In reading order: [`symbol`] and [`object`] are the data, [`code`] the instructions, [`plain`] what can be said of values
//! without running Python code, [`vm`] what runs. Knows no event loop and no browser.

pub mod code;
pub mod object;
pub mod plain;
pub mod symbol;
pub mod vm;
