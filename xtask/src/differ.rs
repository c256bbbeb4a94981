//! Small random programs, on Interleave and on CPython.
//!
//! The grammar in `differ/snippets.txt` says what a program may be made of. Many snippets go into one file, each with its
//! number printed before it and its exception caught, and the two outputs are compared snippet by snippet. Of a snippet that
//! differs the shortest part that differs on its own is shown. A seed gives the same snippets every time.

mod grammar;

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::amount;
use crate::shell::{self, program, read, step};
use grammar::{Derivation, Grammar, Random};

/// Snippets in one file.
const BATCH: u64 = 200;
/// Instructions after which a file counts as endless.
const MAX_STEPS: &str = "50000000";
/// Stands before a snippet's number: a line that no snippet prints by itself.
const MARK: &str = "\u{1}snippet ";

struct Runners {
    python: PathBuf,
    interleave: PathBuf,
    directory: PathBuf,
}

/// Compares as many snippets as `args` say.
pub fn run(args: &[String]) -> Result<(), String> {
    let amount = amount::read(args, "--programs", 2000)?;
    let grammar = Grammar::parse(include_str!("differ/snippets.txt"))?;
    let (python, version) = find_python()?;
    step("Building the command line", "with its assertions on");
    shell::run(program("cargo").args(["build", "--package", "interleave"]))?;
    let runners = Runners {
        python,
        interleave: shell::root().join("target/debug/interleave"),
        directory: shell::root().join("target/differ"),
    };
    shell::make_dir(&runners.directory)?;

    step(
        &format!("{} snippets from seed {}", amount.count, amount.seed),
        &format!("compared with {version}"),
    );
    let mut random = Random(amount.seed);
    let mut differences = 0;
    let mut shown = HashSet::new();
    let mut left = amount.count;
    while left > 0 {
        let count = left.min(BATCH);
        left -= count;
        let batch: Vec<Derivation> = (0..count)
            .map(|_| grammar.derive("_snippet", &mut random))
            .collect();
        differences += compare(&runners, &batch, &mut shown)?;
    }
    match differences {
        0 => {
            println!("No differences.");
            Ok(())
        }
        _ => Err(format!("{differences} snippets differ")),
    }
}

/// The interpreter that `PYTHON` names, else CPython 3.13 by its usual names, with its version.
fn find_python() -> Result<(PathBuf, String), String> {
    let named = std::env::var_os("PYTHON").map(PathBuf::from);
    let usual = ["python3.13", "python3"].map(PathBuf::from);
    let mut candidates = named.into_iter().chain(usual);
    candidates
        .find_map(|name| {
            let version = read(Command::new(&name).arg("--version"))?;
            version
                .starts_with("Python 3.13")
                .then_some((name, version))
        })
        .ok_or_else(|| "CPython 3.13 decides; put it on the PATH or name it in PYTHON".to_owned())
}

/// Shows what differs and was not `shown` before, and counts it.
fn compare(
    runners: &Runners,
    batch: &[Derivation],
    shown: &mut HashSet<String>,
) -> Result<usize, String> {
    let texts: Vec<&str> = batch.iter().map(|snippet| snippet.text.as_str()).collect();
    let differing = differing(runners, &texts)?;
    for at in &differing {
        let mut shortest = texts[*at];
        for part in parts_to_try(&batch[*at]) {
            // A part that does not compile on its own says nothing.
            if self::differing(runners, &[part]).is_ok_and(|found| !found.is_empty()) {
                shortest = part;
                break;
            }
        }
        if shown.insert(shortest.to_owned()) {
            show(runners, shortest)?;
        }
    }
    Ok(differing.len())
}

/// Expressions of a snippet that are a snippet by themselves, and its first lines; the shortest first.
fn parts_to_try<'a>(snippet: &'a Derivation) -> Vec<&'a str> {
    let text = &snippet.text;
    let expressions = snippet
        .parts
        .iter()
        .filter(|(rule, _)| !rule.starts_with('_'))
        .map(|(_, range)| &text[range.clone()]);
    let beginnings = text
        .match_indices('\n')
        .filter(|(at, _)| !text[at + 1..].starts_with(' '))
        .map(|(at, _)| &text[..at]);
    let mut parts: Vec<&str> = expressions.chain(beginnings).collect();
    parts.retain(|part| part.len() < text.len());
    parts.sort_by_key(|part| part.len());
    parts.dedup();
    parts
}

/// The positions of the snippets with different outputs.
fn differing(runners: &Runners, snippets: &[&str]) -> Result<Vec<usize>, String> {
    let mut found = Vec::new();
    let mut first = 0;
    while first < snippets.len() {
        let numbered: Vec<(usize, &str)> =
            snippets.iter().copied().enumerate().skip(first).collect();
        let file = runners.directory.join("snippets.py");
        fs::write(&file, file_of(&numbered))
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        let expected = by_number(&output(runners.python_command(&file))?);
        let actual = by_number(&output(runners.interleave_command(&file))?);
        if expected.is_empty() {
            let reason = runners.python_command(&file).output();
            let reason = reason.map_err(|error| error.to_string())?.stderr;
            return Err(format!(
                "{} does not compile: {}",
                file.display(),
                String::from_utf8_lossy(&reason)
            ));
        }
        // What stops a runner in the middle of the file is found in its last snippet; the rest runs again.
        let reached = |output: &HashMap<usize, String>| {
            output.keys().copied().max().map_or(first, |last| last + 1)
        };
        let next = reached(&expected).min(reached(&actual));
        let wrong = (first..next).filter(|at| expected.get(at) != actual.get(at));
        found.extend(wrong);
        if next < snippets.len() && found.last() != Some(&next.saturating_sub(1)) {
            found.push(next - 1);
        }
        first = next.max(first + 1);
    }
    Ok(found)
}

fn show(runners: &Runners, snippet: &str) -> Result<(), String> {
    let file = runners.directory.join("shown.py");
    fs::write(&file, file_of(&[(0, snippet)]))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let outputs = [
        ("CPython", output(runners.python_command(&file))?),
        ("Interleave", output(runners.interleave_command(&file))?),
    ];
    println!("\n{snippet}");
    for (name, output) in outputs {
        let text = by_number(&output).remove(&0).unwrap_or_default();
        println!(
            "  {name:>10}: {}",
            text.trim_end().replace('\n', "\n              ")
        );
    }
    Ok(())
}

/// One program of many snippets. A snippet of one line that is an expression is printed.
fn file_of(snippets: &[(usize, &str)]) -> String {
    let mut text = String::from("import warnings\nwarnings.simplefilter('ignore')\n");
    for (number, snippet) in snippets {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "print('\\x01snippet {number}')\ntry:");
        if snippet.contains(['\n', ';']) || snippet.starts_with("print(") {
            for line in snippet.lines() {
                let _ = writeln!(text, "    {line}");
            }
        } else {
            let _ = writeln!(text, "    print(repr({snippet}))");
        }
        text.push_str("except Exception as error:\n    print(type(error).__name__, error)\n");
    }
    text
}

fn by_number(output: &str) -> HashMap<usize, String> {
    let mut sections = output.split(MARK);
    sections.next();
    sections
        .filter_map(|section| {
            let (number, text) = section.split_once('\n')?;
            Some((number.parse().ok()?, without_addresses(text)))
        })
        .collect()
}

/// Addresses of objects differ from run to run.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split(" at 0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(" at 0x…");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

fn output(mut command: Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("cannot start {:?}: {error}", command.get_program()))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

impl Runners {
    fn python_command(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.python);
        command.env("PYTHONIOENCODING", "utf-8").arg(file);
        command
    }

    fn interleave_command(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.interleave);
        command.args(["run", "--max-steps", MAX_STEPS]).arg(file);
        command
    }
}
