//! Simulated libraries: `tests/simulated/NAME.py` on the virtual clock.
//!
//! There is no other implementation to ask, for what they answer is ours; so the expected output is what was read and found
//! right once (`UPDATE_EXPECT=1` writes it anew). Each program is run at one go and instruction by instruction.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

use crate::cases::run;

/// Checks what a program prints, and that each of these modules says once, on standard error, that it is simulated.
fn check(name: &str, modules: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulated");
    let source = fs::read_to_string(folder.join(format!("{name}.py"))).expect("the program");
    let whole = run(name, &source, u64::MAX);
    assert_eq!(whole.status, 0, "{}", whole.stderr);
    expect_file![folder.join(format!("{name}.out"))].assert_eq(&whole.stdout);
    for module in modules {
        let banner = format!("interleave: {module} is simulated");
        assert_eq!(whole.stderr.matches(&banner).count(), 1, "{}", whole.stderr);
    }
    let stepped = run(name, &source, 1);
    assert_eq!(stepped.stdout, whole.stdout);
}

#[test]
fn aiohttp_answers_and_fails_as_a_client_sees_it() {
    check("aiohttp_client", &["aiohttp"]);
}

#[test]
fn httpx_waits_and_requests_blocks() {
    check("httpx_and_requests", &["httpx", "requests"]);
}

#[test]
fn redis_keeps_one_store_for_all_clients() {
    check("redis_store", &["redis"]);
}

#[test]
fn aiofiles_uses_the_files_of_the_program() {
    check("aiofiles_lines", &["aiofiles"]);
}
