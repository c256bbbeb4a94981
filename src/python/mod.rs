//! The language: Python, from the text of a program to its effects.

pub mod failure;
pub mod number;
pub mod text;
