//! The site: built once into `dist/`, or served and rebuilt as files change. Trunk does both, as `Trunk.toml` says.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::num::NonZeroU16;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::setup;
use crate::shell::{self, program, run, step};

const PORT: u16 = 8080;
const WHY_LONG: &str = "optimised for size, Rust's standard library too (about 4 minutes the first time on two cores, then less)";

/// What makes the site a tenth smaller: a standard library compiled for size, panics that stop without a message, and no
/// code for messages that nobody sees. The compiler counts all of it as unstable, so only this build may use it; the
/// compiler's version is pinned.
const SMALL: [(&str, &str); 6] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_SITE_PANIC", "immediate-abort"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zfmt-debug=none -Zlocation-detail=none",
    ),
];

/// Builds `dist/`.
pub fn build() -> Result<(), String> {
    prepare()?;
    step("Building the site into dist/", WHY_LONG);
    run(trunk().args(["build", "--release"]))?;
    step(
        "Finishing it for publication",
        "policy, offline worker, compressed files",
    );
    run(program("node").args(["xtask/publish.mjs", "dist"]))?;
    let bytes = wasm_bytes()?;
    eprintln!(
        "\ndist/ is ready; its wasm is {:.2} MB.",
        bytes as f64 / 1e6
    );
    Ok(())
}

/// Draws the preview cards of the catalogue, which are kept in the repository: building the site needs no browser.
pub fn cards() -> Result<(), String> {
    setup::site()?;
    let browser = setup::browser()?;
    run(program("node")
        .arg("xtask/cards.mjs")
        .env("CHROMIUM", browser.chromium))
}

/// Serves the site on this machine until stopped; `args` may name another port.
pub fn serve(args: &[String]) -> Result<(), String> {
    let port = match args {
        [] => PORT,
        [port] => port
            .parse::<NonZeroU16>()
            .map(NonZeroU16::get)
            .map_err(|_| format!("`{port}` is not a port; give a number from 1 to 65535"))?,
        [_, extra, ..] => return Err(format!("`serve` takes one port, but got `{extra}` too")),
    };
    // Asked before the long build, not after it.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        format!("port {port} cannot be used ({error}); try another: cargo xtask serve PORT")
    })?;
    prepare()?;
    step("Building the site", WHY_LONG);
    thread::spawn(move || announce(port));
    run(trunk().args(["serve", "--release", "--port", &port.to_string()]))
}

fn trunk() -> Command {
    let mut command = program("trunk");
    command.envs(SMALL);
    command
}

/// Says where the site is as soon as somebody answers there.
fn announce(port: u16) {
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    eprintln!(
        "\nInterleave is on http://127.0.0.1:{port} and is rebuilt when a file changes. Ctrl-C stops it."
    );
}

/// The size of the wasm in `dist/`, before a server compresses it.
fn wasm_bytes() -> Result<u64, String> {
    let files = shell::files_in(&shell::root().join("dist"))?;
    let wasm = files.iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "wasm")
    });
    Ok(wasm
        .filter_map(|path| Some(fs::metadata(path).ok()?.len()))
        .sum())
}

fn prepare() -> Result<(), String> {
    setup::site()?;
    // Trunk must be told not to watch the directory that its own hook writes to, and refuses a name that is not there.
    shell::make_dir(&shell::root().join("www/vendor"))
}
