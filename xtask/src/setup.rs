//! Fetches what is missing, and only that: npm packages, the wasm target, Trunk, wasm-bindgen, Chromium, and the generators of
//! documentation that playgrounds are tested in.
//!
//! "There already" means there in the version that the repository names; another version of a tool is left alone and the
//! right one is installed beside it.

use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, program, read, run, run_with_retries, step};
use crate::{versions, wasm_std};

pub const WASM: &str = "wasm32-unknown-unknown";

/// The oldest major version of Node.js that will do.
const NODE: u32 = 20;

/// The pinned packages of Python, and the virtual environment that they go into.
const REQUIREMENTS: &str = "tests/e2e/requirements.txt";
const PYTHON: &str = "target/documentation/python";
/// The version of mdBook; it is no package of Python.
const MDBOOK: &str = "0.5.4";

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser that tests run in.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// All that any command needs.
pub fn everything() -> Result<(), String> {
    site()?;
    browser()?;
    generators()?;
    eprintln!("\nEverything is there.");
    Ok(())
}

/// What the site's build needs.
pub fn site() -> Result<(), String> {
    node_packages()?;
    wasm_target()?;
    library_source()?;
    trunk()?;
    wasm_bindgen()
}

/// The npm packages of `package-lock.json`, in `node_modules`.
fn node_packages() -> Result<(), String> {
    once("package-lock.json", "node_modules", || {
        node()?;
        step(
            "Installing npm packages",
            "the editor, its bundler, wasm-opt and the browser driver (some seconds, once)",
        );
        run_with_retries(program("npm").arg("ci"))
    })
}

/// Installs what a list of pinned packages names into a directory, unless that was done for the same list before. Which list
/// it was is written down in the directory; the package managers keep no record that could be compared.
fn once(
    list: &str,
    directory: &str,
    install: impl FnOnce() -> Result<(), String>,
) -> Result<(), String> {
    let wanted = versions::read(list)?;
    let name = Path::new(list).file_name().unwrap_or_default();
    let mut record = std::ffi::OsString::from(".installed-");
    record.push(name);
    let record = shell::root().join(directory).join(record);
    if fs::read_to_string(&record).is_ok_and(|text| text == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(&record, wanted)
        .map_err(|error| format!("cannot write {}: {error}", record.display()))
}

/// Rust's standard library for wasm.
fn wasm_target() -> Result<(), String> {
    if wasm_std::is_there()? {
        return Ok(());
    }
    if !wasm_target_from_rustup() || !wasm_std::is_there()? {
        wasm_std::build()?;
    }
    // What was compiled with another build of the library does not fit this one, and cargo does not notice.
    run(program("cargo").args(["clean", "--target", WASM]))
}

/// Whether rustup brought the wasm target.
fn wasm_target_from_rustup() -> bool {
    if shell::find("rustup").is_none() {
        return false;
    }
    step(
        "Adding the wasm target",
        "Rust's standard library for the browser (some seconds, once)",
    );
    let added = run_with_retries(program("rustup").args(["target", "add", WASM]));
    if let Err(message) = &added {
        eprintln!("{message}\nThe library is built from its source instead.");
    }
    added.is_ok()
}

/// The source of Rust's standard library, which the site's build compiles for size.
fn library_source() -> Result<(), String> {
    if wasm_std::has_source()? {
        return Ok(());
    }
    step(
        "Fetching the source of Rust's standard library",
        "the site's build compiles it for size (some seconds, once)",
    );
    if shell::find("rustup").is_some() {
        let added = run_with_retries(program("rustup").args(["component", "add", "rust-src"]));
        if added.is_ok() && wasm_std::has_source()? {
            return Ok(());
        }
    }
    wasm_std::fetch_source()
}

/// Chromium and the driver that tests steer it with: the ones that `CHROMIUM` and `CHROMEDRIVER` name, or found on the
/// PATH, or installed by apt.
pub fn browser() -> Result<Browser, String> {
    if let Some(browser) = find_browser()? {
        return Ok(browser);
    }
    let advice =
        "install Chromium and its driver, or name their files in CHROMIUM and CHROMEDRIVER";
    if shell::find("apt-get").is_none() {
        return Err(format!("there is no browser to test in; {advice}"));
    }
    step(
        "Installing Chromium and its driver",
        "tests run in a real browser (200 MB, about a minute, once)",
    );
    run_with_retries(as_root("apt-get").args(["update", "-q"]))?;
    let install = ["install", "-q", "-y", "chromium", "chromium-driver"];
    run_with_retries(as_root("apt-get").args(install))?;
    find_browser()?.ok_or_else(|| format!("apt's Chromium is not on the PATH; {advice}"))
}

/// The generators of documentation whose sites the end-to-end tests build.
pub fn generators() -> Result<(), String> {
    once(REQUIREMENTS, PYTHON, || {
        step(
            "Installing MkDocs and Sphinx",
            "playgrounds are tested in the sites that they build; into a Python environment in target/ (half a minute, once)",
        );
        let advice =
            "install Python 3.11 or newer with its venv module (`apt-get install python3-venv`)";
        if shell::find("python3").is_none() {
            return Err(format!("python3 is missing; {advice}"));
        }
        run(program("python3").args(["-m", "venv", "--clear", PYTHON]))
            .map_err(|message| format!("{message}; {advice}"))?;
        let python = shell::root().join(PYTHON).join("bin/python");
        let mut install = Command::new(python);
        install.current_dir(shell::root());
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        run_with_retries(install.args(["--requirement", REQUIREMENTS]))
    })?;
    if has_version("mdbook", &format!("v{MDBOOK}")) {
        return Ok(());
    }
    step(
        &format!("Installing mdBook {MDBOOK}"),
        "playgrounds are tested in the books that it builds; compiled from source (about 2 minutes on two cores, once)",
    );
    // Neither its server nor its search is needed, and nothing here is slow.
    let lean = ["--locked", "--no-default-features", "--debug"];
    cargo_install(&format!("mdbook@{MDBOOK}"), &lean)
}

fn trunk() -> Result<(), String> {
    let version = versions::of_trunk()?;
    if has_version("trunk", &version) {
        return Ok(());
    }
    step(
        &format!("Installing Trunk {version}"),
        "it builds the site, and is compiled from source (about 6 minutes on two cores, once)",
    );
    cargo_install(&format!("trunk@{version}"), &["--locked"])
}

fn wasm_bindgen() -> Result<(), String> {
    let version = versions::in_cargo_lock("wasm-bindgen")?;
    if has_version("wasm-bindgen", &version) && has_version("wasm-bindgen-test-runner", &version) {
        return Ok(());
    }
    step(
        &format!("Installing wasm-bindgen {version}"),
        "it ties wasm to JavaScript and runs tests in the browser; compiled from source (about 2 minutes, once)",
    );
    // Without --locked: its lock file may name versions that are no longer offered.
    cargo_install(&format!("wasm-bindgen-cli@{version}"), &[])
}

fn cargo_install(package: &str, options: &[&str]) -> Result<(), String> {
    let mut install = program("cargo");
    install.args(["install", "--force", "--root"]);
    install.arg(shell::tools_dir()).args(options).arg(package);
    // Cargo tries again by itself where the network fails; trying all again would compile all again.
    install.env("CARGO_NET_RETRY", "10");
    // Dependencies that are not locked are taken in versions that this compiler can build.
    install.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
    run(&mut install).map_err(|message| format!("{message}. Run the command again to try again"))
}

/// Node.js runs npm, the bundler, wasm-opt and the end-to-end tests.
fn node() -> Result<(), String> {
    let advice = format!("install Node.js {NODE} or newer, with npm");
    let version = read(program("node").arg("--version"));
    let version = version.ok_or_else(|| format!("Node.js is missing; {advice}"))?;
    let major = version.trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse().ok()) < Some(NODE) {
        return Err(format!("Node.js {version} is too old; {advice}"));
    }
    match shell::find("npm") {
        Some(_) => Ok(()),
        None => Err(format!("npm is missing; {advice}")),
    }
}

/// Whether `tool --version` says `tool VERSION`.
fn has_version(tool: &str, version: &str) -> bool {
    read(program(tool).arg("--version"))
        .is_some_and(|line| line.split_whitespace().nth(1) == Some(version))
}

fn find_browser() -> Result<Option<Browser>, String> {
    let chromium = named_or_found("CHROMIUM", &CHROMIUM_NAMES)?;
    let chromedriver = named_or_found("CHROMEDRIVER", &["chromedriver"])?;
    Ok(chromium
        .zip(chromedriver)
        .map(|(chromium, chromedriver)| Browser {
            chromium,
            chromedriver,
        }))
}

/// The program that the environment variable names, or else the first of `names` on the PATH.
fn named_or_found(variable: &str, names: &[&str]) -> Result<Option<PathBuf>, String> {
    match env::var_os(variable).map(PathBuf::from) {
        Some(path) if path.is_file() => Ok(Some(path)),
        Some(path) => Err(format!(
            "{variable} names {}, which is not a file",
            path.display()
        )),
        None => Ok(names.iter().find_map(|name| shell::find(name))),
    }
}

/// A call of a program that changes the system: through sudo unless we are root already.
fn as_root(name: &str) -> Command {
    let is_root = read(program("id").arg("-u")).is_none_or(|id| id == "0");
    let mut command = if is_root {
        program(name)
    } else {
        let mut sudo = program("sudo");
        sudo.arg("--preserve-env=DEBIAN_FRONTEND");
        // Where nobody can type a password, fail at once instead of waiting for one.
        if !io::stdin().is_terminal() {
            sudo.arg("--non-interactive");
        }
        sudo.arg(name);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
