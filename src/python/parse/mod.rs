//! Python source to a syntax tree, by Ruff's parser.
//!
//! Ruff parses with recovery and speaks in its own words; this module gives either a whole tree or one [`SyntaxError`],
//! the one that CPython would report, in CPython's words. Knows nothing of scopes or bytecode.

pub mod children;
mod escapes;
mod fields;
mod messages;
mod mistakes;
mod numbers;
mod scan;
mod source;
mod targets;
mod tokens;

use std::fmt;

use ruff_python_ast::{Mod, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{TextRange, TextSize};

pub use self::source::{Source, SyntaxWarning};

/// Which class of exception Python raises for the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    Syntax,
    Indentation,
    Tab,
}

impl SyntaxErrorKind {
    /// The name of the Python exception.
    pub fn name(self) -> &'static str {
        match self {
            SyntaxErrorKind::Syntax => "SyntaxError",
            SyntaxErrorKind::Indentation => "IndentationError",
            SyntaxErrorKind::Tab => "TabError",
        }
    }
}

/// Why a source text is no program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    pub message: String,
    /// 1-based.
    pub line: u32,
    /// 1-based, in code points; 0 where the error is marked nowhere in its line.
    pub column: u32,
    pub end_line: u32,
    /// One past the last marked code point, counted as `column` is.
    pub end_column: u32,
    /// The text of `line`, without its line end.
    pub source_line: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for SyntaxError {}

impl SyntaxError {
    /// The error as CPython reports it for a program that cannot begin: the file, the line, and carets below the place.
    pub fn report(&self, filename: &str) -> String {
        let text = self.source_line.trim_start();
        let cut = self.source_line.chars().count() - text.chars().count();
        let text = text.trim_end();
        let mut report = format!("  File \"{filename}\", line {}\n", self.line);
        if !text.is_empty() {
            let from = (self.column as usize).saturating_sub(cut + 1);
            let to = match self.end_line == self.line {
                true => (self.end_column as usize).saturating_sub(cut + 1),
                false => text.chars().count(),
            };
            let carets = "^".repeat(to.saturating_sub(from).max(1));
            report.push_str(&format!("    {text}\n    {}{carets}\n", " ".repeat(from)));
        }
        report.push_str(&format!("{self}\n"));
        report
    }
}

/// The tree of a whole program.
pub fn parse_module(source: &Source<'_>) -> Result<ModModule, SyntaxError> {
    Ok(parse(source, Mode::Module)?.expect_module())
}

/// The tree of one expression, as `eval` takes it.
pub fn parse_expression(source: &Source<'_>) -> Result<ModExpression, SyntaxError> {
    Ok(parse(source, Mode::Expression)?.expect_expression())
}

fn parse(source: &Source<'_>, mode: Mode) -> Result<Mod, SyntaxError> {
    if let Some(start) = source.text().find('\0') {
        let range = TextRange::empty(TextSize::new(start as u32));
        let message = "source code string cannot contain null bytes";
        return Err(SyntaxError::new(source, range, message));
    }
    let scan = scan::scan(source);
    let Some((end, error)) = &scan.error else {
        let parsed = parse_unchecked(source.text(), options(mode));
        return match messages::first_error(source, &parsed, scan.unclosed) {
            Some(error) => Err(error),
            None => Ok(parsed.into_syntax()),
        };
    };
    if scan.is_too_deep {
        return Err(error.clone());
    }
    let before = &source.text()[..end.to_usize()];
    let parsed = parse_unchecked(before, options(mode));
    let earlier = match scan.is_final {
        true => messages::error_of_tokens(source, &parsed),
        false => messages::error_before(source, &parsed, source.line(*end)),
    };
    Err(earlier.unwrap_or_else(|| error.clone()))
}

fn options(mode: Mode) -> ParseOptions {
    ParseOptions::from(mode).with_target_version(PythonVersion::PY314)
}

impl SyntaxError {
    /// A plain `SyntaxError` that marks `range`.
    pub fn new(source: &Source<'_>, range: TextRange, message: impl Into<String>) -> SyntaxError {
        SyntaxError::of_kind(SyntaxErrorKind::Syntax, source, range, message)
    }

    pub fn of_kind(
        kind: SyntaxErrorKind,
        source: &Source<'_>,
        range: TextRange,
        message: impl Into<String>,
    ) -> SyntaxError {
        let (line, column) = source.position(range.start());
        let (end_line, end_column) = source.position(range.end());
        SyntaxError {
            kind,
            message: message.into(),
            line,
            column,
            end_line,
            end_column,
            source_line: source.line_text(line).to_string(),
        }
    }
}
