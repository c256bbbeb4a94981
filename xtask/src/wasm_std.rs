//! Rust's standard library for wasm and its source: whether they are there, and where they come from if rustup cannot fetch them.
//!
//! Debian packs the library's source, its dependencies included, once for each compiler (`rust-src`). Built from the
//! source of exactly the installed compiler's version, the result can stand where rustup would have put it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::setup::WASM;
use crate::shell::{self, program, read, run, run_with_retries, step};

/// The suites in which Debian's mirrors offer compilers newer than a release's own, tried in this order.
const SUITES: [&str; 3] = ["trixie-backports", "sid", "trixie"];

/// Whether the compiler finds a standard library for wasm.
pub fn is_there() -> Result<bool, String> {
    let entries = fs::read_dir(library_dir()?);
    Ok(entries.is_ok_and(|entries| {
        let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.any(|name| name.starts_with("libstd-") && name.ends_with(".rlib"))
    }))
}

/// Builds the library and puts it where the compiler looks for it.
pub fn build() -> Result<(), String> {
    step(
        "Building Rust's standard library for wasm",
        "compiled from its source (half a minute on two cores, once)",
    );
    let scratch = scratch();
    if !has_source()? {
        fetch_source()?;
    }
    compile(&scratch)?;
    let target = library_dir()?;
    shell::make_dir(&target)?;
    let built = scratch.join("crate/target").join(WASM).join("release/deps");
    for library in shell::files_in(&built)? {
        let name = library.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libempty-") {
            copy(&library, &target.join(&*name))?;
        }
    }
    if !is_there()? {
        return Err(format!(
            "the standard library for {WASM} was built, but is not in {}",
            target.display()
        ));
    }
    fs::remove_dir_all(&scratch)
        .map_err(|error| format!("cannot remove {}: {error}", scratch.display()))
}

/// Compiles an empty crate, and the standard library with it.
fn compile(scratch: &Path) -> Result<(), String> {
    let package = scratch.join("crate");
    shell::make_dir(&package.join("src"))?;
    // A workspace of its own, or cargo would take the crate for a part of the project around it.
    let manifest = "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n";
    write(&package.join("Cargo.toml"), manifest)?;
    write(&package.join("src/lib.rs"), "")?;
    run(program("cargo")
        .current_dir(&package)
        .args(["build", "--release", "-Zbuild-std=std,panic_abort,test"])
        .args(["--target", WASM, "--target-dir", "target"])
        // Building a standard library counts as an unstable feature, which only this call may use.
        .env("RUSTC_BOOTSTRAP", "1")
        // The bitcode is what link-time optimisation works on later.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes"))
}

/// Whether the library's source lies where the compiler looks for it.
pub fn has_source() -> Result<bool, String> {
    Ok(source_dir()?.join("Cargo.lock").is_file())
}

/// Gets the library's source with apt, from the mirror that this machine already uses, and leaves the machine's own list
/// of packages as it is.
pub fn fetch_source() -> Result<(), String> {
    let wanted = compiler_version()?;
    let advice = format!(
        "cannot get the source of Rust {wanted}'s standard library. Install the target by hand: rustup target add {WASM}"
    );
    if shell::find("apt-get").is_none() {
        return Err(advice);
    }
    let apt = scratch().join("apt");
    shell::make_dir(&apt.join("lists/partial"))?;
    let mirror = apt_mirror().ok_or_else(|| advice.clone())?;
    for suite in SUITES {
        write(
            &apt.join("sources.list"),
            &format!("deb {mirror} {suite} main\n"),
        )?;
        let options = [
            format!(
                "-oDir::Etc::SourceList={}",
                apt.join("sources.list").display()
            ),
            "-oDir::Etc::SourceParts=/dev/null".to_owned(),
            format!("-oDir::State::Lists={}", apt.join("lists").display()),
        ];
        if run_with_retries(program("apt-get").args(&options).args(["update", "-q"])).is_err() {
            continue;
        }
        let offered = read(
            program("apt-cache")
                .args(&options)
                .args(["madison", "rust-src"]),
        );
        let Some(version) = offered.as_deref().and_then(|text| matching(text, &wanted)) else {
            continue;
        };
        run_with_retries(
            program("apt-get")
                .current_dir(&apt)
                .args(&options)
                .args(["download", &format!("rust-src={version}")]),
        )?;
        return unpack(&apt, &wanted, &source_dir()?);
    }
    Err(advice)
}

/// Takes the library's directory out of the package that lies in `apt`.
fn unpack(apt: &Path, version: &str, target: &Path) -> Result<(), String> {
    let package = shell::files_in(apt)?
        .into_iter()
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .ok_or("apt downloaded no package")?;
    run(program("dpkg-deb").arg("--extract").arg(package).arg(apt))?;
    shell::make_dir(target)?;
    let unpacked = apt.join(format!("usr/src/rustc-{version}/library/."));
    run(program("cp").arg("-R").arg(unpacked).arg(target))
}

/// The version in the lines `rust-src | VERSION | WHERE` that packs the compiler's own.
fn matching<'a>(offered: &'a str, compiler: &str) -> Option<&'a str> {
    let versions = offered.lines().filter_map(|line| line.split('|').nth(1));
    versions
        .map(str::trim)
        .find(|version| version.split('+').next() == Some(compiler))
}

/// The first mirror of Debian itself in apt's configuration.
fn apt_mirror() -> Option<String> {
    let listed = read(program("apt-get").args([
        "indextargets",
        "--format",
        "$(REPO_URI)",
        "Created-By: Packages",
    ]))?;
    let mut mirrors = listed.lines().filter(|line| !line.contains("security"));
    mirrors.next().map(str::to_owned)
}

fn compiler_version() -> Result<String, String> {
    let line = read(program("rustc").arg("--version")).ok_or("rustc does not run")?;
    let version = line.split_whitespace().nth(1);
    Ok(version.unwrap_or_default().to_owned())
}

fn scratch() -> PathBuf {
    shell::root().join("target/wasm-std")
}

fn source_dir() -> Result<PathBuf, String> {
    Ok(rustc_path(&["--print", "sysroot"])?.join("lib/rustlib/src/rust/library"))
}

fn library_dir() -> Result<PathBuf, String> {
    rustc_path(&["--print", "target-libdir", "--target", WASM])
}

fn rustc_path(arguments: &[&str]) -> Result<PathBuf, String> {
    let path = read(program("rustc").args(arguments));
    path.map(PathBuf::from).ok_or_else(|| {
        "rustc does not run; install Rust as rust-toolchain.toml names it".to_owned()
    })
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|error| {
        format!(
            "cannot copy {} to {}: {error}",
            from.display(),
            to.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn the_source_of_exactly_the_compilers_version_is_taken() {
        let offered = " rust-src | 1.96.0+dfsg1-1 | a\n rust-src | 1.95.0+dfsg1-2~bpo13+1 | b\n";
        assert_eq!(matching(offered, "1.95.0"), Some("1.95.0+dfsg1-2~bpo13+1"));
        assert_eq!(matching(offered, "1.9"), None);
    }
}
