//! The versions of the tools, read where the repository already names them, so that each has one home.

use std::fs;

use crate::shell;

/// The version of `package` in `Cargo.lock`.
pub fn in_cargo_lock(package: &str) -> Result<String, String> {
    let lock = read("Cargo.lock")?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .find_map(|line| quoted(line, "version"))
        .ok_or_else(|| format!("Cargo.lock does not name `{package}`"))
}

/// The version of Trunk that `Trunk.toml` asks for.
pub fn of_trunk() -> Result<String, String> {
    let config = read("Trunk.toml")?;
    let wanted = config
        .lines()
        .find_map(|line| quoted(line, "trunk-version"));
    wanted
        .map(|version| version.trim_start_matches('=').to_owned())
        .ok_or_else(|| "Trunk.toml has no `trunk-version`".to_owned())
}

/// A file of the repository.
pub fn read(name: &str) -> Result<String, String> {
    fs::read_to_string(shell::root().join(name))
        .map_err(|error| format!("cannot read {name}: {error}"))
}

/// The value of `key = "value"`, if that is what the line says.
fn quoted(line: &str, key: &str) -> Option<String> {
    let value = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_is_told_the_versions_that_the_lock_files_name() {
        let config = read("Trunk.toml").unwrap();
        let told = |key| config.lines().find_map(|line| quoted(line, key)).unwrap();
        assert_eq!(told("wasm_bindgen"), in_cargo_lock("wasm-bindgen").unwrap());

        let packages = read("package.json").unwrap();
        let binaryen = told("wasm_opt").replace("version_", "\"binaryen\": \"");
        assert!(
            packages.contains(&binaryen),
            "package.json lacks {binaryen}"
        );
    }

    #[test]
    fn trunk_has_an_exact_version() {
        let version = of_trunk().unwrap();
        assert_eq!(version.split('.').count(), 3, "{version}");
    }

    #[test]
    fn a_package_that_is_not_locked_is_an_error() {
        assert!(in_cargo_lock("no-such-package").is_err());
    }
}
