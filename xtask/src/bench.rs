//! The programs in `benches/`, on Interleave and on the machine's `python3`, with `uvloop` too where that is installed.
//!
//! The runners take turns (A B C, A B C, …), so that a change of the machine's pace meets all alike, and the median of
//! each counts. What a runner needs for an empty program is measured in the same way and taken off. A program's output
//! must be the same everywhere: a fast wrong answer is no result.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::shell::{self, program, read, step};

const ROUNDS: usize = 7;

/// Runs a file with uvloop's event loop in the place of asyncio's.
const WITH_UVLOOP: &str =
    "import runpy, sys, uvloop\nuvloop.install()\nrunpy.run_path(sys.argv[1], run_name='__main__')";

/// Python itself: `python3` may be a script that looks for it, and that takes longer than some programs.
static PYTHON: LazyLock<String> = LazyLock::new(|| {
    read(program("python3").args(["-c", "import sys; print(sys.executable)"]))
        .unwrap_or_else(|| "python3".into())
});

#[derive(Clone, Copy, PartialEq)]
enum Runner {
    Interleave,
    Python,
    Uvloop,
}

impl Runner {
    fn name(self) -> &'static str {
        match self {
            Runner::Interleave => "interleave",
            Runner::Python => "python3",
            Runner::Uvloop => "python3 + uvloop",
        }
    }

    fn command(self, file: &Path) -> Command {
        let mut command = match self {
            Runner::Interleave => program("target/release/interleave"),
            Runner::Python | Runner::Uvloop => program(&PYTHON),
        };
        match self {
            Runner::Interleave => command.arg("run"),
            Runner::Python => &mut command,
            Runner::Uvloop => command.args(["-c", WITH_UVLOOP]),
        };
        command.arg(file);
        command
    }
}

/// Measures the programs that `args` names by their files' stems, or all.
pub fn run(args: &[String]) -> Result<(), String> {
    let files = chosen(args)?;
    let python = read(program("python3").arg("--version"))
        .ok_or("python3 is missing; install it, as it is what Interleave is compared with")?;
    step(
        "Building the command line",
        "optimised (a minute or two the first time)",
    );
    shell::run(program("cargo").args(["build", "--release", "--package", "interleave"]))?;

    let mut runners = vec![Runner::Interleave, Runner::Python];
    if read(program("python3").args(["-c", "import uvloop"])).is_some() {
        runners.push(Runner::Uvloop);
    }
    let empty = shell::root().join("target/empty.py");
    fs::write(&empty, "").map_err(|error| format!("cannot write {}: {error}", empty.display()))?;
    let start_up = measure(&empty, &runners)?;

    step(
        &format!("Medians of {ROUNDS} rounds; python3 is {python}"),
        "in milliseconds without start-up; in brackets, Interleave's time as a part of the other's",
    );
    print_row("start-up", &runners, &start_up);
    for file in files {
        let whole = measure(&file, &runners)?;
        let own: Vec<Duration> = whole
            .iter()
            .zip(&start_up)
            .map(|(whole, start)| whole.saturating_sub(*start))
            .collect();
        print_row(&stem(&file), &runners, &own);
    }
    Ok(())
}

/// The median time of each runner.
fn measure(file: &Path, runners: &[Runner]) -> Result<Vec<Duration>, String> {
    let mut times = vec![Vec::with_capacity(ROUNDS); runners.len()];
    let mut expected: Option<Vec<u8>> = None;
    for _ in 0..ROUNDS {
        for (runner, times) in runners.iter().zip(&mut times) {
            let start = Instant::now();
            let output = runner.command(file).output();
            times.push(start.elapsed());
            let named = |what: &str| format!("{} on {}: {what}", stem(file), runner.name());
            let output = output.map_err(|error| named(&error.to_string()))?;
            if !output.status.success() {
                return Err(named(&String::from_utf8_lossy(&output.stderr)));
            }
            let expected = expected.get_or_insert_with(|| output.stdout.clone());
            if *expected != output.stdout {
                return Err(named("prints something else than the runners before"));
            }
        }
    }
    Ok(times.into_iter().map(median).collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn print_row(name: &str, runners: &[Runner], times: &[Duration]) {
    print!("{name:<16}");
    for (runner, time) in runners.iter().zip(times) {
        print!("  {} {:.1}", runner.name(), time.as_secs_f64() * 1e3);
        if *runner != Runner::Interleave && !time.is_zero() {
            print!(" ({:.2})", times[0].as_secs_f64() / time.as_secs_f64());
        }
    }
    println!();
}

fn chosen(names: &[String]) -> Result<Vec<PathBuf>, String> {
    let mut files = shell::files_in(&shell::root().join("benches"))?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    let known: Vec<String> = files.iter().map(|file| stem(file)).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        return Err(format!(
            "benches/ has no program `{unknown}`; it has {}",
            known.join(", ")
        ));
    }
    files.retain(|file| names.is_empty() || names.contains(&stem(file)));
    Ok(files)
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
