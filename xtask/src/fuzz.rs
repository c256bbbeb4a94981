//! Long runs of the tests that give random inputs to what reads links and messages; the tests themselves make short ones.

use std::process::Command;

use crate::amount;
use crate::shell::{program, run, step};

/// Inputs of a run, unless told otherwise.
const INPUTS: u64 = 10_000_000;

/// Gives as many inputs as `args` say to both.
pub fn run_both(args: &[String]) -> Result<(), String> {
    let amount = amount::read(args, "--inputs", INPUTS)?;
    let go = |command: &mut Command| {
        run(command
            .env("FUZZ_INPUTS", amount.count.to_string())
            .env("FUZZ_SEED", amount.seed.to_string()))
    };
    step("Links", "the decoder, with its assertions on");
    go(program("cargo").args([
        "test",
        "--package",
        "interleave",
        "--test",
        "it",
        "--",
        "--nocapture",
        "fuzz::",
    ]))?;
    step("Messages", "those between a page and the playgrounds in it");
    go(program("node").args(["--test", "tests/e2e/messages.test.mjs"]))
}
