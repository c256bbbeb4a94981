//! The tests in their three parts: native, in the browser (wasm-bindgen), end to end on the built site.

use std::path::PathBuf;

use crate::shell::{self, program, run, step};
use crate::{setup, site};

/// Seconds that a part of the browser tests may take: a slow machine, not a slow test, is what this allows for.
const BROWSER_TIMEOUT: &str = "300";

#[derive(Clone, Copy)]
enum Part {
    Native,
    Browser,
    EndToEnd,
}

/// Runs the parts that `args` names, or all.
pub fn run_parts(args: &[String]) -> Result<(), String> {
    let parts = parts(args)?;
    for part in parts {
        match part {
            Part::Native => native()?,
            Part::Browser => browser()?,
            Part::EndToEnd => end_to_end()?,
        }
    }
    Ok(())
}

fn parts(args: &[String]) -> Result<Vec<Part>, String> {
    if args.is_empty() {
        return Ok(vec![Part::Native, Part::Browser, Part::EndToEnd]);
    }
    let part = |name: &String| match name.as_str() {
        "native" => Ok(Part::Native),
        "browser" => Ok(Part::Browser),
        "e2e" => Ok(Part::EndToEnd),
        _ => Err(format!(
            "there is no part `{name}`; the parts are native, browser and e2e"
        )),
    };
    args.iter().map(part).collect()
}

fn native() -> Result<(), String> {
    step("Native tests", "compiles the crate and its tests first");
    run(program("cargo").args(["test", "--workspace"]))
}

fn browser() -> Result<(), String> {
    setup::site()?;
    let browser = setup::browser()?;
    step("Tests in Chromium", "compiles the crate for wasm first");
    run(program("cargo")
        .args(["test", "--target", setup::WASM, "--test", "browser"])
        .env("CHROMEDRIVER", browser.chromedriver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_TIMEOUT))
}

fn end_to_end() -> Result<(), String> {
    let browser = setup::browser()?;
    setup::generators()?;
    site::build()?;
    step(
        "End-to-end tests",
        "a person's way through the built site, in Chromium",
    );
    // One file at a time: tests of the real clock want the machine for themselves.
    run(program("node")
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(end_to_end_files()?)
        .env("CHROMIUM", browser.chromium))
}

fn end_to_end_files() -> Result<Vec<PathBuf>, String> {
    let mut files = shell::files_in(&shell::root().join("tests/e2e"))?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    Ok(files)
}
