//! A source text with the places of its lines: offsets to lines and columns and back.

use std::cell::RefCell;

use ruff_text_size::{TextRange, TextSize};

/// A source text and where each of its lines begins.
pub struct Source<'a> {
    text: &'a str,
    line_starts: Vec<TextSize>,
    warnings: RefCell<Vec<SyntaxWarning>>,
}

/// What a program may be warned of before it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// The 1-based line.
    pub line: u32,
    pub message: String,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Source<'a> {
        let bytes = text.as_bytes();
        let mut line_starts = vec![TextSize::new(0)];
        for (index, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(index + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                line_starts.push(TextSize::new(index as u32 + 1));
            }
        }
        Source {
            text,
            line_starts,
            warnings: RefCell::default(),
        }
    }

    /// Keeps a warning; the same in the same line is said once.
    pub fn warn(&self, line: u32, message: String) {
        let warning = SyntaxWarning { line, message };
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }

    pub fn into_warnings(self) -> Vec<SyntaxWarning> {
        self.warnings.into_inner()
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The text of a range that lies on character borders, as the ranges of tokens and nodes do.
    pub fn slice(&self, range: TextRange) -> &'a str {
        &self.text[range]
    }

    /// The 1-based line of an offset.
    pub fn line(&self, offset: TextSize) -> u32 {
        self.line_starts.partition_point(|start| *start <= offset) as u32
    }

    /// The 1-based line and the 1-based column, in code points, of an offset.
    pub fn position(&self, offset: TextSize) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.line_starts[line as usize - 1];
        let column = self.text[TextRange::new(start, offset)].chars().count() as u32 + 1;
        (line, column)
    }

    /// Where a 1-based line begins; the end of the text for the line after the last one.
    pub fn line_start(&self, line: u32) -> TextSize {
        let end = TextSize::of(self.text);
        self.line_starts
            .get(line as usize - 1)
            .copied()
            .unwrap_or(end)
    }

    /// The text of a 1-based line, without its line end.
    pub fn line_text(&self, line: u32) -> &'a str {
        let range = TextRange::new(self.line_start(line), self.line_start(line + 1));
        self.text[range].trim_end_matches(['\n', '\r'])
    }
}
