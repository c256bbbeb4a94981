//! The built-in types and functions as Python sees them: one file a type, each a table of native functions.
//!
//! The data of the types and what needs no Python code is in `object`; the operators are in `operators`.

pub mod iterator;
pub mod lazy;
