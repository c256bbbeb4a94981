//! Calling other programs: in the project's root, with the project's tools first on the PATH, and with errors that say
//! which command failed. Knows nothing of what the programs are for.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

/// How often a command that uses the network is tried.
const ATTEMPTS: u32 = 3;
/// The wait after the first failure; each later one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(3);

/// The directory that holds `Cargo.toml`, `Trunk.toml` and `package.json`.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Where `cargo install` puts this project's tools: apart from the user's own, so that neither changes the other's
/// versions, and shared by all clones of the project.
pub fn tools_dir() -> PathBuf {
    cargo_home().join("interleave-tools")
}

/// A call of `name` that finds the project's tools first and starts in the root.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).env("PATH", search_path());
    // Trunk takes only `true` and `false` here, where the convention is that any value counts.
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env("NO_COLOR", "true");
    }
    command
}

/// The full path of `name` as [`program`] would find it.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&search_path())
        .map(|directory| directory.join(name))
        .find(|path| path.is_file())
}

/// What lies in a directory, sorted by name.
pub fn files_in(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(directory)
        .map_err(|error| format!("cannot read {}: {error}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    Ok(files)
}

/// Makes a directory and those above it.
pub fn make_dir(path: &Path) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|error| format!("cannot make {}: {error}", path.display()))
}

/// Says what happens next and why it takes long, if it does.
pub fn step(what: &str, why: &str) {
    let dash = if why.is_empty() { "" } else { ": " };
    eprintln!("\n=> {what}{dash}{why}");
}

/// Runs to the end with its output on the screen.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command
        .status()
        .map_err(|error| format!("cannot start `{}`: {error}", line(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("`{}` failed ({status})", line(command)))
}

/// As [`run`], but tries again after a pause, for commands that fetch something.
pub fn run_with_retries(command: &mut Command) -> Result<(), String> {
    let mut pause = FIRST_PAUSE;
    for attempt in 1..ATTEMPTS {
        match run(command) {
            Ok(()) => return Ok(()),
            Err(message) => eprintln!(
                "{message}; attempt {attempt} of {ATTEMPTS}, the next one in {} s",
                pause.as_secs()
            ),
        }
        thread::sleep(pause);
        pause *= 2;
    }
    run(command).map_err(|message| format!("{message}, {ATTEMPTS} times. Is the network there?"))
}

/// The standard output, without the space around it, of a command that succeeds; `None` if it cannot run or fails.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn cargo_home() -> PathBuf {
    let home = || env::home_dir().unwrap_or_else(root);
    env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), PathBuf::from)
}

/// The project's tools, then what this shell finds, then what the user has installed without naming it on the PATH.
fn search_path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let mut directories = vec![root().join("node_modules/.bin"), tools_dir().join("bin")];
    directories.extend(env::split_paths(&inherited));
    directories.push(cargo_home().join("bin"));
    // A directory with the separator in its name cannot stand on a PATH; then only what was there remains.
    env::join_paths(directories).unwrap_or(inherited)
}

/// The command as a person would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
