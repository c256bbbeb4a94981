//! The rooms of the crate use each other only in the direction that ARCHITECTURE.md gives.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and those that it may use beside itself. A room is a top-level module of the crate.
const ROOMS: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("share", &[]),
    ("scenarios", &[]),
    ("trace", &["clock"]),
    ("timeline", &["clock", "trace"]),
    ("python", &["clock", "trace"]),
    ("asyncio", &["clock", "trace", "python"]),
    ("findings", &["clock", "trace", "timeline", "python"]),
    (
        "session",
        &["clock", "trace", "python", "asyncio", "findings"],
    ),
    (
        "cli",
        &[
            "clock",
            "trace",
            "timeline",
            "python",
            "session",
            "share",
            "scenarios",
        ],
    ),
    (
        "app",
        &[
            "clock",
            "trace",
            "timeline",
            "python",
            "session",
            "share",
            "scenarios",
            "findings",
        ],
    ),
];

/// What the trace may show to rooms below it: plain data and the trait that receives it.
const TRACE_IS_DATA_FOR: &[&str] = &["python", "asyncio"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .expect("a folder of the crate")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The files of the crate with the room that each belongs to.
fn files() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    rust_files(&source(), &mut found);
    let room = |path: &Path| {
        let inside = path.strip_prefix(source()).expect("a file of the crate");
        let first = inside
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        first.trim_end_matches(".rs").to_owned()
    };
    found.into_iter().map(|path| (room(&path), path)).collect()
}

/// The paths that follow `crate::` in a file, comments aside.
fn uses(text: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for line in text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for (at, _) in line.match_indices("crate::") {
            let path: String = line[at + 7..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
                .collect();
            paths.insert(path);
        }
    }
    paths
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for (room, path) in files() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("a text");
        for used in uses(&text) {
            let target = used.split("::").next().unwrap_or_default();
            let is_room = ROOMS.iter().any(|(name, _)| *name == target);
            let data_only = TRACE_IS_DATA_FOR.contains(&room.as_str()) && target == "trace";
            if is_room && target != room && !allowed.contains(&target) {
                wrong.push(format!("{}: {room} must not use {used}", path.display()));
            } else if data_only && !used.starts_with("trace::event") {
                wrong.push(format!(
                    "{}: {room} may use only trace::event, not {used}",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_known() {
    let known: BTreeSet<&str> = ROOMS
        .iter()
        .map(|(name, _)| *name)
        .chain(["lib", "main"])
        .collect();
    let unknown: BTreeSet<String> = files()
        .into_iter()
        .map(|(room, _)| room)
        .filter(|room| !known.contains(room.as_str()))
        .collect();
    assert!(
        unknown.is_empty(),
        "give these rooms a line in ROOMS and in ARCHITECTURE.md: {unknown:?}"
    );
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = files()
        .into_iter()
        .filter_map(|(_, path)| {
            let lines = fs::read_to_string(&path).ok()?.lines().count();
            (lines > 700).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert!(
        long.is_empty(),
        "split these by grammar area, type or primitive:\n{}",
        long.join("\n")
    );
}
