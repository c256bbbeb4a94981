//! What a traceback shows of the source: the lines that a failing instruction comes from, and below them carets.
//!
//! An instruction is marked by its range of the source. Of an operation, a subscript and a call the part that failed is set
//! off from its operands (`~~^~~`), for which the range is parsed once more; a mark that covers all of its lines says nothing
//! and is left out. Of many lines only those are shown that the mark begins, turns or ends in. Columns count characters,
//! wide ones twice. Knows no exceptions.

use std::fmt::Write;
use std::ops::Range;

use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextSize};

use crate::python::code::Place;

/// The lines and columns, in bytes, between which a mark stands.
pub struct Extent {
    pub end_line: u32,
    pub column: usize,
    pub end_column: usize,
}

/// Where a place that has a mark lies in its source.
pub fn extent(source: &str, place: Place) -> Option<Extent> {
    let range = place.start as usize..place.end as usize;
    let marked = source.get(range.clone()).filter(|text| !text.is_empty())?;
    let column = |at: usize| at - source[..at].rfind('\n').map_or(0, |end| end + 1);
    Some(Extent {
        end_line: place.line + marked.matches('\n').count() as u32,
        column: column(range.start),
        end_column: column(range.end),
    })
}

/// The source lines of a place with their marks, indented as a traceback does; empty where there are none.
pub fn source_lines(source: &str, place: Place) -> String {
    let first = place.line.saturating_sub(1) as usize;
    let Some(extent) = extent(source, place) else {
        let line = source.lines().nth(first).unwrap_or_default().trim();
        return match line.is_empty() {
            true => String::new(),
            false => format!("    {line}\n"),
        };
    };
    let count = (extent.end_line - place.line) as usize + 1;
    let raw: Vec<&str> = source.lines().skip(first).take(count).collect();
    let (Some(begins), Some(ends)) = (raw.first(), raw.last()) else {
        return String::new();
    };
    let start = characters(begins, extent.column);
    let end = characters(ends, extent.end_column);
    let lines = without_margin(raw.iter().map(|line| line.trim_end()));
    let margin = begins.trim_end().chars().count() - lines[0].chars().count();
    let marked = Marked {
        start: start.saturating_sub(margin),
        end: end.saturating_sub(margin),
        lines,
    };
    let mut text = String::new();
    for line in without_margin(marked.draw().lines()) {
        let _ = writeln!(text, "    {line}");
    }
    text
}

/// Lines without the white space that all of them begin with.
fn without_margin<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let space = |line: &'a str| &line[..line.len() - line.trim_start().len()];
    let filled = lines.clone().filter(|line| !line.trim().is_empty());
    let margin = filled.map(space).reduce(|margin, space| {
        let common = margin.bytes().zip(space.bytes());
        &margin[..common.take_while(|(one, other)| one == other).count()]
    });
    let cut = margin.map_or(0, str::len);
    lines
        .map(|line| match line.trim().is_empty() {
            true => String::new(),
            false => line[cut..].to_owned(),
        })
        .collect()
}

/// Lines, and the columns of the first and of the last one between which they are marked.
struct Marked {
    lines: Vec<String>,
    start: usize,
    end: usize,
}

/// A line and a column, as they are ordered in the text.
type Point = (usize, usize);

impl Marked {
    fn draw(&self) -> String {
        let last = self.lines.len() - 1;
        let focus = self.focus();
        let is_marked = self.is_marked(focus.is_some());
        let mut shown = vec![0, last];
        if let Some(focus) = &focus {
            for line in [focus.start.0, focus.end.0] {
                shown.extend(line.saturating_sub(1)..=(line + 1).min(last));
            }
        }
        shown.sort_unstable();
        shown.dedup();
        let focus = focus.map(|focus| self.on_screen(focus.start)..self.on_screen(focus.end));
        let mut text = String::new();
        let mut next = 0;
        for line in shown {
            match line - next {
                0 => {}
                1 => self.draw_line(&mut text, next, is_marked, &focus),
                hidden => {
                    let _ = writeln!(text, "...<{hidden} lines>...");
                }
            }
            self.draw_line(&mut text, line, is_marked, &focus);
            next = line + 1;
        }
        text
    }

    fn draw_line(
        &self,
        text: &mut String,
        at: usize,
        is_marked: bool,
        focus: &Option<Range<Point>>,
    ) {
        let line = &self.lines[at];
        let _ = writeln!(text, "{line}");
        if !is_marked {
            return;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let from = match at {
            0 => indent.max(self.on_screen((0, self.start)).1),
            _ => indent,
        };
        let to = match at + 1 == self.lines.len() {
            true => self.end,
            false => line.chars().count(),
        };
        for column in 0..self.on_screen((at, to)).1 {
            text.push(match focus {
                _ if column < from => ' ',
                Some(focus) if !focus.contains(&(at, column)) => '~',
                _ => '^',
            });
        }
        text.push('\n');
    }

    /// A point with its column as the screen shows it.
    fn on_screen(&self, (line, column): Point) -> Point {
        let width = |c| 1 + is_wide(c) as usize;
        let before = self.lines[line].chars().take(column);
        (line, before.map(width).sum())
    }

    /// Whether columns are bytes. Else CPython takes no mark for a whole line.
    fn is_plain(&self) -> bool {
        let last = &self.lines[self.lines.len() - 1];
        bytes(&self.lines[0], self.start) == self.start && bytes(last, self.end) == self.end
    }

    /// The text of the lines, and the marked bytes of it.
    fn text(&self) -> (String, Range<usize>) {
        let text = self.lines.join("\n");
        let last = &self.lines[self.lines.len() - 1];
        let start = bytes(&text, self.start);
        let end = text.len() - last.len() + bytes(last, self.end);
        (text, start.min(end)..end)
    }

    /// The part of the mark that is set off: the operator, or the brackets with what is between them.
    fn focus(&self) -> Option<Range<Point>> {
        let (text, range) = self.text();
        let marked = &text[range.clone()];
        // In parentheses it may go over several lines.
        let tree = parsed(&format!("(\n{marked}\n)"))?;
        let [Stmt::Expr(statement)] = &tree.body[..] else {
            return None;
        };
        let place = |offset: TextSize| offset.to_usize() - 2;
        let (from, to) = match &*statement.value {
            Expr::BinOp(operation) => {
                let is_operator = |c: char| !c.is_whitespace() && c != ')';
                let from = find(marked, place(operation.left.end()), is_operator)?;
                let right = place(operation.right.start());
                let operator = marked.get(from..right)?;
                let is_second = |c: &char| !c.is_whitespace() && !matches!(c, '\\' | '#');
                let is_double = operator.chars().nth(1).filter(is_second).is_some();
                (from, from + 1 + is_double as usize)
            }
            Expr::Subscript(subscript) => {
                let from = find(marked, place(subscript.value.end()), |c| c == '[')?;
                (from, place(subscript.end()))
            }
            Expr::Call(call) => {
                let from = find(marked, place(call.func.end()), |c| c == '(')?;
                (from, place(call.end()))
            }
            _ => return None,
        };
        let point = |at: usize| {
            let before = &text[..range.start + at];
            let begins = before.rfind('\n').map_or(0, |end| end + 1);
            let line = before.matches('\n').count();
            (line, before[begins..].chars().count())
        };
        Some(point(from)..point(to))
    }

    /// Whether a mark tells anything: not where it covers its lines and has no focus, nor where all that is returned is the call of
    /// a function by its name, or all that a name is given is a call.
    fn is_marked(&self, has_focus: bool) -> bool {
        let (text, range) = self.text();
        if let Some(tree) = parsed(&text) {
            let value = match tree.body.first() {
                None => return false,
                Some(Stmt::Return(statement)) => {
                    let value = statement.value.as_deref();
                    value.filter(|it| matches!(it, Expr::Call(call) if call.func.is_name_expr()))
                }
                Some(Stmt::Assign(statement)) => match &statement.targets[..] {
                    [Expr::Name(_)] => Some(&*statement.value),
                    _ => None,
                },
                Some(_) => None,
            };
            if let Some(Expr::Call(call)) = value
                && call.range().to_std_range() == range
                && self.is_plain()
            {
                return false;
            }
        }
        let begins = text[..range.start].trim_start().is_empty();
        has_focus || !begins || !text[range.end..].trim_end().is_empty()
    }
}

/// The first character from an offset on, outside of comments, that is one of those looked for.
fn find(text: &str, from: usize, is_wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut in_comment = false;
    for (at, character) in text.get(from..)?.char_indices() {
        match character {
            '\n' => in_comment = false,
            '#' | '\\' => in_comment = true,
            _ if !in_comment && is_wanted(character) => return Some(from + at),
            _ => {}
        }
    }
    None
}

fn parsed(text: &str) -> Option<ModModule> {
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    match parsed.errors().is_empty() {
        true => Some(parsed.into_syntax().expect_module()),
        false => None,
    }
}

/// How many characters the first bytes of a line are.
fn characters(line: &str, bytes: usize) -> usize {
    line.char_indices()
        .take_while(|(at, _)| *at < bytes)
        .count()
}

/// How many bytes the first characters of a line are.
fn bytes(line: &str, characters: usize) -> usize {
    let after = line.char_indices().nth(characters);
    after.map_or(line.len(), |(at, _)| at)
}

/// Whether a character takes two columns: those of East Asian scripts, and pictures.
fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x115f | 0x231a..=0x231b | 0x23e9..=0x23ec | 0x23f0 | 0x23f3 | 0x25fd..=0x25fe
        | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x267f | 0x2693 | 0x26a1 | 0x26aa..=0x26ab
        | 0x26bd..=0x26be | 0x26c4..=0x26c5 | 0x26ce | 0x26d4 | 0x26ea | 0x26f2..=0x26f3 | 0x26f5
        | 0x26fa | 0x26fd | 0x2705 | 0x270a..=0x270b | 0x2728 | 0x274c | 0x274e | 0x2753..=0x2755
        | 0x2757 | 0x2795..=0x2797 | 0x27b0 | 0x27bf | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55
        | 0x2e80..=0x303e | 0x3041..=0x3247 | 0x3250..=0x4dbf | 0x4e00..=0xa4c6 | 0xa960..=0xa97c
        | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe10..=0xfe6b | 0xff01..=0xff60 | 0xffe0..=0xffe6
        | 0x16fe0..=0x1b2fb | 0x1f004 | 0x1f0cf | 0x1f18e | 0x1f191..=0x1f320 | 0x1f32d..=0x1f335
        | 0x1f337..=0x1f37c | 0x1f37e..=0x1f393 | 0x1f3a0..=0x1f3ca | 0x1f3cf..=0x1f3d3
        | 0x1f3e0..=0x1f3f0 | 0x1f3f4 | 0x1f3f8..=0x1f43e | 0x1f440 | 0x1f442..=0x1f4fc
        | 0x1f4ff..=0x1f53d | 0x1f54b..=0x1f54e | 0x1f550..=0x1f567 | 0x1f57a | 0x1f595..=0x1f596
        | 0x1f5a4 | 0x1f5fb..=0x1f64f | 0x1f680..=0x1f6c5 | 0x1f6cc | 0x1f6d0..=0x1f6d2
        | 0x1f6d5..=0x1f6d7 | 0x1f6dc..=0x1f6df | 0x1f6eb..=0x1f6ec | 0x1f6f4..=0x1f6fc
        | 0x1f7e0..=0x1f7f0 | 0x1f90c..=0x1f93a | 0x1f93c..=0x1f945 | 0x1f947..=0x1f9ff
        | 0x1fa70..=0x1faff | 0x20000..=0x3fffd)
}
