//! Programs with CPython's output.
//!
//! `tests/cases/NAME.py` is run on the virtual clock. Its standard output must be the bytes of `NAME.out`; it must end with
//! the status in `NAME.rc` (0 where there is none), and where there is a `NAME.err` its last line on standard error must be
//! that; each line of `NAME.warn` must stand on standard error. Every program is run twice: at one go, and stopped after
//! every single instruction, with the same result. `tests/oracle` makes the expected files.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use interleave::clock::Clock;
use interleave::python::vm::Host;
use interleave::session::{Ending, Limits, Program, Progress, Session};
use interleave::trace::event::Stream;

/// What a program printed, and how it ended.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

#[derive(Clone, Default)]
struct Capture {
    stdout: Rc<RefCell<String>>,
    stderr: Rc<RefCell<String>>,
}

impl Host for Capture {
    fn write(&self, stream: Stream, text: &str) {
        let target = match stream {
            Stream::Stdout => &self.stdout,
            Stream::Stderr => &self.stderr,
        };
        target.borrow_mut().push_str(text);
    }
}

pub fn run(name: &str, source: &str, fuel: u64) -> Outcome {
    let program = Program {
        source: source.to_owned(),
        filename: format!("{name}.py"),
        arguments: Vec::new(),
    };
    let capture = Capture::default();
    // No case needs as many steps; one that never ends is to fail, not to hang.
    let limits = Limits {
        steps: 200_000_000,
        ..Limits::default()
    };
    let status = match Session::new(
        &program,
        Clock::virtual_clock(),
        limits,
        Box::new(capture.clone()),
    ) {
        Err(error) => {
            capture.write(Stream::Stderr, &error.report(&program.filename));
            1
        }
        Ok(mut session) => {
            while session.advance(fuel) != Progress::Ended {}
            match session.ending() {
                Some(Ending::Exited(status) | Ending::Raised { status }) => *status,
                Some(Ending::Deadlock(message) | Ending::Limit(message)) => {
                    capture.write(Stream::Stderr, message);
                    99
                }
                _ => -1,
            }
        }
    };
    Outcome {
        stdout: capture.stdout.take(),
        stderr: capture.stderr.take(),
        status,
    }
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Checks one program; the text says what is wrong.
fn check(name: &str) -> Result<(), String> {
    let read =
        |extension: &str| fs::read_to_string(cases().join(format!("{name}.{extension}"))).ok();
    let source = read("py").ok_or("cannot be read")?;
    let whole = run(name, &source, u64::MAX);
    let stepped = run(name, &source, 1);
    let expected = read("out").unwrap_or_default();
    if whole.stdout != expected {
        return Err(first_difference(&expected, &whole));
    }
    let status = read("rc")
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0);
    if whole.status != status {
        return Err(format!(
            "ends with {} instead of {status}: {}",
            whole.status, whole.stderr
        ));
    }
    if let Some(error) = read("err") {
        let last = summary(&whole.stderr);
        let last = last.split(". Did you mean").next().unwrap_or_default();
        if last.trim() != error.trim() {
            return Err(format!(
                "last line is {last:?} instead of {:?}",
                error.trim()
            ));
        }
    }
    for warning in read("warn").unwrap_or_default().lines() {
        if !whole.stderr.contains(warning) {
            return Err(format!("does not warn {warning:?}: {}", whole.stderr));
        }
    }
    if stepped.stdout != whole.stdout || stepped.status != whole.status {
        return Err(format!(
            "instruction by instruction: {}",
            first_difference(&whole.stdout, &stepped)
        ));
    }
    Ok(())
}

/// The line of a traceback that names the exception: the last one, or the heading of the outermost group.
fn summary(stderr: &str) -> &str {
    let last = stderr
        .lines()
        .rfind(|line| !line.trim().is_empty())
        .unwrap_or_default();
    if !last.trim_start().starts_with("+---") {
        return last;
    }
    let mut headings = stderr.lines().filter_map(|line| line.strip_prefix("  | "));
    headings
        .rfind(|line| !line.starts_with(' '))
        .unwrap_or(last)
}

fn first_difference(expected: &str, found: &Outcome) -> String {
    let mut expected_lines = expected.lines();
    let mut found_lines = found.stdout.lines();
    for line in 1.. {
        match (expected_lines.next(), found_lines.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => return format!("line {line}: expected {a:?}, found {b:?}; {}", found.stderr),
        }
    }
    format!("line ends differ; {}", found.stderr)
}

fn check_group(prefix: &str) {
    let mut names: Vec<String> = fs::read_dir(cases())
        .expect("the cases are there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|file| file.strip_suffix(".py").map(str::to_owned))
        .filter(|name| name.starts_with(prefix))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no case is called {prefix}…");
    let failures: Vec<String> = names
        .iter()
        .filter_map(|name| check(name).err().map(|why| format!("{name}: {why}")))
        .collect();
    let count = names.len();
    assert!(
        failures.is_empty(),
        "{} of {count} fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// One test a group of cases.
macro_rules! groups {
    ($($test:ident: $prefix:literal;)*) => {
        $(#[test]
        fn $test() {
            check_group($prefix);
        })*
    };
}

groups! {
    programs_of_the_source_documents: "seed_";
    points_of_asyncio: "sem_";
    areas_of_asyncio: "aio_";
    generated_programs: "gen_";
    context_variables: "ctx_";
    the_language: "lang_";
    random_numbers: "rand_";
    standard_modules: "mod_";
}
