//! Ruff's errors in CPython's words.

use ruff_python_ast::Mod;
use ruff_python_parser::Parsed;

use super::{Source, SyntaxError};

/// The error that CPython reports for a text with errors.
pub fn first_error(source: &Source<'_>, parsed: &Parsed<Mod>) -> Option<SyntaxError> {
    let error = parsed.errors().first()?;
    Some(SyntaxError::new(
        source,
        error.location,
        error.error.to_string(),
    ))
}
