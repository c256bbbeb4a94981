//! What is printed of an exception: its traceback, what caused it, what it holds.
//!
//! The text is CPython's. `str()` of an exception may be code of the program, so formatting is
//! native code that can be suspended. Groups nest on Rust's stack, which the depth to which they are shown bounds.

use std::fmt::Write;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::python::object::exception::TracebackEntry;
use crate::python::object::{Class, ExceptionKind, Flow, Instance, PyResult, Value};
use crate::python::operators::groups;
use crate::python::symbol::Symbol;
use crate::python::vm::{Vm, marks, suggestions};

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// How many times the same line is shown before it is only counted.
const REPEATS: usize = 3;
const DEEPEST_GROUP: usize = 10;
const WIDEST_GROUP: usize = 15;

/// The whole report of an uncaught exception, a str that ends with a newline.
pub fn format_exception(vm: &Rc<Vm>, exception: &Rc<Instance>) -> PyResult<Flow> {
    format_parts(vm, exception, true, None)
}

/// The report with or without what led to the exception, and with so many entries of each traceback: the outermost or, below
/// zero, the innermost.
pub fn format_parts(
    vm: &Rc<Vm>,
    exception: &Rc<Instance>,
    chain: bool,
    limit: Option<i64>,
) -> PyResult<Flow> {
    let vm = vm.clone();
    let mut report = Report {
        plan: plan(exception, chain),
        limit,
        text: String::new(),
        depth: 0,
        open: false,
    };
    Flow::future(async move {
        report.chain(&vm, 0).await;
        Ok(Value::string(report.text))
    })
}

/// The report without traceback and chain: the exception's name, its message and its notes.
pub fn format_exception_only(vm: &Rc<Vm>, exception: &Rc<Instance>) -> PyResult<Flow> {
    let (vm, exception) = (vm.clone(), exception.clone());
    Flow::future(async move { Ok(Value::string(describe(&vm, &exception).await)) })
}

/// The lines of a traceback's entries, the outermost first.
pub fn format_entries<'a>(vm: &Vm, entries: impl Iterator<Item = &'a TracebackEntry>) -> String {
    let mut text = String::new();
    let mut last: Option<&TracebackEntry> = None;
    let mut count = 0;
    for entry in entries {
        let same = last.is_some_and(|last| {
            last.place.line == entry.place.line
                && last.code.filename == entry.code.filename
                && last.code.name == entry.code.name
        });
        if !same {
            write_repeats(&mut text, count);
            last = Some(entry);
            count = 0;
        }
        count += 1;
        if count > REPEATS {
            continue;
        }
        text.push_str(&format_entry(vm, entry));
    }
    write_repeats(&mut text, count);
    text
}

fn format_entry(vm: &Vm, TracebackEntry { code, place }: &TracebackEntry) -> String {
    let (file, name) = (&code.filename, code.name);
    let mut text = format!("  File \"{file}\", line {}, in {name}\n", place.line);
    if let Some(source) = vm.source_text(file) {
        text.push_str(&marks::source_lines(&source, *place));
    }
    text
}

/// What a summary of a traceback's entry is made of: its text, and where the mark in it ends and begins: last line, first
/// column, last column.
pub fn summarize(vm: &Vm, entry: &TracebackEntry) -> Value {
    let source = vm.source_text(&entry.code.filename);
    let extent = source.and_then(|source| marks::extent(&source, entry.place));
    let mut parts = vec![Value::string(format_entry(vm, entry))];
    if let Some(extent) = extent {
        parts.push(Value::Int(extent.end_line.into()));
        parts.push(Value::from(extent.column));
        parts.push(Value::from(extent.end_column));
    }
    Value::tuple(parts)
}

fn write_repeats(text: &mut String, count: usize) {
    if count > REPEATS {
        let more = count - REPEATS;
        let plural = if more == 1 { "" } else { "s" };
        let _ = writeln!(text, "  [Previous line repeated {more} more time{plural}]");
    }
}

/// An exception as it is shown at one place of a report.
struct Shown {
    exception: Rc<Instance>,
    /// What led to it, and the sentence that stands between the two.
    earlier: Option<(usize, &'static str)>,
    /// The exceptions of a group.
    members: Vec<usize>,
}

/// All that a report of an exception shows, itself first. What led to an exception is shown once in a report, and so no
/// cycle is followed; members of groups are shown in each of them.
fn plan(exception: &Rc<Instance>, chain: bool) -> Vec<Shown> {
    let shown = |exception: &Rc<Instance>| Shown {
        exception: exception.clone(),
        earlier: None,
        members: Vec::new(),
    };
    let mut plan = vec![shown(exception)];
    let mut seen = vec![Rc::as_ptr(exception)];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        let exception = plan[at].exception.clone();
        if chain
            && let Some((earlier, sentence)) = earlier(&exception)
            && !seen.contains(&Rc::as_ptr(&earlier))
        {
            seen.push(Rc::as_ptr(&earlier));
            plan[at].earlier = Some((plan.len(), sentence));
            open.push(plan.len());
            plan.push(shown(&earlier));
        }
        for member in groups::members(&exception) {
            seen.push(Rc::as_ptr(&member));
            let place = plan.len();
            plan[at].members.push(place);
            open.push(place);
            plan.push(shown(&member));
        }
    }
    plan
}

/// The text so far, and how deep in the drawing of nested groups it is.
struct Report {
    plan: Vec<Shown>,
    limit: Option<i64>,
    text: String,
    depth: usize,
    /// The last member of a group has been begun, and the line that closes the group not drawn.
    open: bool,
}

impl Report {
    /// An exception after those that led to it.
    async fn chain(&mut self, vm: &Rc<Vm>, last: usize) {
        let mut links = vec![(last, "")];
        while let Some((earlier, sentence)) = self.plan[links[links.len() - 1].0].earlier {
            links.push((earlier, sentence));
        }
        // A link's sentence stands between it and the later one.
        for (link, sentence) in links.into_iter().rev() {
            let exception = self.plan[link].exception.clone();
            if groups::is_group(&exception) {
                self.group(vm, link).await;
            } else {
                self.traceback(vm, &exception, "Traceback", '|');
                let text = describe(vm, &exception).await;
                self.emit(&text, '|');
            }
            if !sentence.is_empty() {
                self.emit(sentence, '|');
            }
        }
    }

    fn group<'a>(
        &'a mut self,
        vm: &'a Rc<Vm>,
        at: usize,
    ) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            if self.depth > DEEPEST_GROUP {
                self.emit(&format!("... (max_group_depth is {DEEPEST_GROUP})\n"), '|');
                return;
            }
            let outermost = self.depth == 0;
            if outermost {
                self.depth = 1;
            }
            let margin = if outermost { '+' } else { '|' };
            let group = self.plan[at].exception.clone();
            self.traceback(vm, &group, "Exception Group Traceback", margin);
            let text = describe(vm, &group).await;
            self.emit(&text, '|');
            let members = std::mem::take(&mut self.plan[at].members);
            self.members(vm, &members).await;
            if outermost {
                self.depth = 0;
            }
        })
    }

    async fn members(&mut self, vm: &Rc<Vm>, members: &[usize]) {
        let shown = members.len().min(WIDEST_GROUP + 1);
        self.open = false;
        for (at, &member) in members.iter().take(shown).enumerate() {
            let is_last = at + 1 == shown;
            // Members draw the closing line of the innermost group that ends here.
            self.open |= is_last;
            let title = if at < WIDEST_GROUP {
                (at + 1).to_string()
            } else {
                "...".to_owned()
            };
            let corner = if at == 0 { "+-" } else { "  " };
            let indent = self.indent();
            let _ = writeln!(
                self.text,
                "{indent}{corner}+---------------- {title} ----------------"
            );
            self.depth += 1;
            if at < WIDEST_GROUP {
                self.chain(vm, member).await;
            } else {
                let more = members.len() - WIDEST_GROUP;
                let plural = if more == 1 { "" } else { "s" };
                self.emit(&format!("and {more} more exception{plural}\n"), '|');
            }
            if is_last && self.open {
                let indent = self.indent();
                let _ = writeln!(self.text, "{indent}+------------------------------------");
                self.open = false;
            }
            self.depth -= 1;
        }
    }

    fn traceback(&mut self, vm: &Vm, exception: &Instance, title: &str, margin: char) {
        let Some(data) = exception.exception() else {
            return;
        };
        let entries = data.traceback.borrow().clone();
        if entries.is_empty() {
            return;
        }
        self.emit(&format!("{title} (most recent call last):\n"), margin);
        let shown = match self.limit {
            None => &entries[..],
            Some(limit) => {
                let count = limit.unsigned_abs().min(entries.len() as u64) as usize;
                // The innermost comes first.
                match limit < 0 {
                    true => &entries[..count],
                    false => &entries[entries.len() - count..],
                }
            }
        };
        self.emit(&format_entries(vm, shown.iter().rev()), '|');
    }

    /// Appends text, each line behind the margin of the group that it stands in.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        let indent = self.indent();
        for line in text.split_inclusive('\n') {
            self.text.push_str(&indent);
            self.text.push(margin);
            self.text.push(' ');
            self.text.push_str(line);
        }
    }

    fn indent(&self) -> String {
        "  ".repeat(self.depth)
    }
}

/// What led to an exception, with the sentence that says how.
fn earlier(exception: &Instance) -> Option<(Rc<Instance>, &'static str)> {
    let data = exception.exception()?;
    if let Some(cause) = &*data.cause.borrow() {
        return Some((cause.clone(), CAUSE));
    }
    if data.suppress_context.get() {
        return None;
    }
    let context = data.context.borrow().clone();
    context.map(|context| (context, CONTEXT))
}

/// Name, message and notes of an exception, in lines.
async fn describe(vm: &Rc<Vm>, exception: &Rc<Instance>) -> String {
    let name = shown_name(&exception.class());
    let mut text = if exception.is_exception(ExceptionKind::SyntaxError) {
        describe_syntax_error(vm, exception, &name).await
    } else {
        let message = message(vm, &Value::Instance(exception.clone())).await;
        let suffix = suggestions::suffix(vm, exception);
        match message.is_empty() && suffix.is_empty() {
            true => format!("{name}\n"),
            false => format!("{name}: {message}{suffix}\n"),
        }
    };
    for note in notes(vm, exception).await {
        for line in note.split('\n') {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

async fn message(vm: &Rc<Vm>, exception: &Value) -> String {
    match vm.str(exception).await {
        Ok(text) => text.to_string(),
        Err(_) => "<exception str() failed>".to_owned(),
    }
}

async fn notes(vm: &Rc<Vm>, exception: &Instance) -> Vec<String> {
    let notes = match exception.attribute(Symbol::NOTES) {
        Some(Value::List(list)) => list.items.borrow().clone(),
        Some(Value::Tuple(items)) => items.to_vec(),
        None | Some(Value::None) => return Vec::new(),
        Some(other) => {
            return vm
                .repr(&other)
                .await
                .map(|text| vec![text.to_string()])
                .unwrap_or_default();
        }
    };
    let mut texts = Vec::new();
    for note in notes {
        texts.push(match vm.str(&note).await {
            Ok(text) => text.to_string(),
            Err(_) => "<note str() failed>".to_owned(),
        });
    }
    texts
}

/// The name of an exception's class in a report: with its module, if that is not the program or `builtins`.
fn shown_name(class: &Class) -> String {
    let module = class.module.get();
    if module == Symbol::MAIN || &*module.text() == "builtins" {
        return class.qualname.get().to_string();
    }
    format!("{module}.{}", class.qualname.get())
}

/// A syntax error shows its line, with carets below what is wrong.
async fn describe_syntax_error(vm: &Rc<Vm>, exception: &Rc<Instance>, name: &str) -> String {
    let value = Value::Instance(exception.clone());
    let mut fields = Vec::new();
    for field in [
        "msg",
        "filename",
        "lineno",
        "offset",
        "text",
        "end_lineno",
        "end_offset",
    ] {
        let found = vm.find_attribute(&value, Symbol::new(field)).await;
        fields.push(found.ok().flatten().unwrap_or(Value::None));
    }
    let number = |at: usize| fields[at].as_i64();
    let mut report = String::new();
    let mut suffix = String::new();
    let filename = fields[1].as_str();
    match (number(2), filename) {
        (Some(line), _) => {
            let _ = writeln!(
                report,
                "  File \"{}\", line {line}",
                filename.unwrap_or("<string>")
            );
            if let Some(text) = fields[4].as_str() {
                let ends_here = number(5).is_none_or(|end| end == line);
                let end = if ends_here { number(6) } else { Some(i64::MAX) };
                report.push_str(&marked_line(text, number(3), end));
            }
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    let message = match &fields[0] {
        Value::None => "<no detail available>".to_owned(),
        message_value => message(vm, message_value).await,
    };
    let _ = writeln!(report, "{name}: {message}{suffix}");
    report
}

/// A source line without its indentation, and carets under the columns `offset..end`, counted from 1 in characters.
fn marked_line(text: &str, offset: Option<i64>, end: Option<i64>) -> String {
    let whole = text.trim_end_matches('\n');
    let line = whole.trim_start_matches([' ', '\n', '\x0c']);
    let indent = (whole.chars().count() - line.chars().count()) as i64;
    let mut marked = format!("    {line}\n");
    let Some(offset) = offset else {
        return marked;
    };
    let length = whole.chars().count() as i64;
    let offset = offset.min(length + 1);
    let end = match end {
        None | Some(0) => offset,
        Some(end) => end.min(length + 1),
    };
    let start = offset - 1 - indent;
    let count = (end - offset).max(1);
    if start < 0 {
        return marked;
    }
    let blank = |c: char| if c.is_whitespace() { c } else { ' ' };
    let mut space: String = line.chars().take(start as usize).map(blank).collect();
    space.extend(std::iter::repeat_n(
        ' ',
        (start as usize).saturating_sub(line.chars().count()),
    ));
    let _ = writeln!(marked, "    {space}{}", "^".repeat(count as usize));
    marked
}
