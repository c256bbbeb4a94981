//! What a program asks its reader for, as far as its text shows: standard input, and how slow simulated requests are. Pure.

/// Modules whose requests are simulated.
const SIMULATED: [&str; 5] = ["aiofiles", "aiohttp", "httpx", "redis", "requests"];

/// Whether it reads standard input.
pub fn reads_input(source: &str) -> bool {
    code_lines(source).any(|line| {
        line.contains("stdin")
            || line.match_indices("input(").any(|(at, _)| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|before| {
                    before.is_alphanumeric() || matches!(before, '_' | '.' | '"' | '\'')
                })
            })
    })
}

/// Whether it imports a module whose requests are simulated.
pub fn simulates(source: &str) -> bool {
    code_lines(source).any(|line| {
        let mut words = line
            .split(|character: char| !character.is_alphanumeric() && character != '_')
            .filter(|word| !word.is_empty());
        match words.next() {
            Some("import") => words.any(|word| SIMULATED.contains(&word)),
            Some("from") => words.next().is_some_and(|word| SIMULATED.contains(&word)),
            _ => false,
        }
    })
}

/// Lines without their comments.
fn code_lines(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .map(|line| line.split('#').next().unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_input_are_seen() {
        for source in [
            "name = input('Who? ')",
            "x = int(input())",
            "for line in sys.stdin:",
        ] {
            assert!(reads_input(source), "{source}");
        }
        for source in [
            "raw_input()",
            "form.input()",
            "# input()",
            "input = 3",
            "'input()'",
        ] {
            assert!(!reads_input(source), "{source}");
        }
    }

    #[test]
    fn imports_of_simulated_modules_are_seen() {
        for source in [
            "import aiohttp",
            "import asyncio, httpx as http",
            "    import redis.asyncio as redis",
            "from requests import get",
        ] {
            assert!(simulates(source), "{source}");
        }
        for source in [
            "import asyncio",
            "# import aiohttp",
            "from x import redis",
            "redis = 1",
        ] {
            assert!(!simulates(source), "{source}");
        }
    }
}
