//! The project's own commands: `cargo xtask serve`, `test`, `build`, `bench`, `setup`.
//!
//! Each command brings the tools it needs ([`setup`]), of the versions that the repository names ([`versions`]), and then
//! calls them. Uses nothing but the standard library, so that it compiles in a moment on a machine that has only Rust.

mod amount;
mod bench;
mod differ;
mod fuzz;
mod setup;
mod shell;
mod site;
mod tests;
mod versions;
mod wasm_std;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve [PORT]     build the site, serve it on http://127.0.0.1:8080 and rebuild it when a file changes
  build            build the site into dist/, which works under any path of any host
  test [PART]...   run the tests; PART is native, browser or e2e, and all three without it
  bench [NAME]...  compare the programs in benches/ with python3, by the names of their files
  differ [--programs N] [--seed S]
                   compare random snippets with python3, and show the smallest part of each that differs
  fuzz [--inputs N] [--seed S]
                   give random links and messages to what reads them, 10 million of each without N
  cards            draw the preview cards of the catalogue that are missing
  setup            fetch what the commands above need, and stop

Every command fetches what is missing first: the wasm target, Trunk, wasm-bindgen, npm packages, and for tests Chromium, MkDocs,
Sphinx and mdBook.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = args.split_first() else {
        print!("{HELP}");
        return ExitCode::from(2);
    };
    let outcome = match command.as_str() {
        "serve" => site::serve(rest),
        "build" => no_arguments(command, rest).and_then(|()| site::build()),
        "test" => tests::run_parts(rest),
        "bench" => bench::run(rest),
        "differ" => differ::run(rest),
        "cards" => no_arguments(command, rest).and_then(|()| site::cards()),
        "fuzz" => fuzz::run_both(rest),
        "setup" => no_arguments(command, rest).and_then(|()| setup::everything()),
        "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("cargo xtask: there is no command `{command}`.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo xtask {command}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn no_arguments(command: &str, rest: &[String]) -> Result<(), String> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("`{command}` takes no arguments, but got `{extra}`")),
    }
}
