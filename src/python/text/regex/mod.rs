//! Regular expressions as `re` has them.
//!
//! [`parse`](mod@parse) turns a pattern into a [`Program`], in one pass and without a tree between: each group that is open
//! keeps where its code begins, and a quantifier puts instructions around the code of the item before it, which works because
//! all jumps are relative. [`matcher`] runs a program by backtracking, on a stack of its own and only so many steps at a time,
//! so that a pattern that takes for ever can be stopped like any other loop.
//!
//! The usual crates are not used: they know neither look-around, nor back references, nor which group matched last, and their
//! tables are several times the size of this. Places in a text are byte offsets here; whoever shows them counts characters.

mod matcher;
mod parse;
mod program;

pub use matcher::{Matcher, Outcome, Search, Text};
pub use parse::{Error, parse};
pub use program::Program;

/// What the letters of `(?aiLmsux)` and the constants of `re` stand for.
pub mod flags {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches with so many steps at a time; gives the places of the groups, and how often it was run.
    fn search(pattern: &str, text: &str, slice: i64) -> (Option<Vec<u32>>, usize) {
        let characters: Vec<u32> = pattern.chars().map(u32::from).collect();
        let program = parse(&characters, true, 0).expect("a good pattern");
        let text = Text {
            bytes: text.as_bytes(),
            wide: !text.is_ascii(),
        };
        let mut matcher = Matcher::new(Search::default());
        for run in 1.. {
            match matcher.run(&program, text, &mut slice.clone()) {
                Outcome::Unfinished => {}
                Outcome::Found => return (Some(matcher.result(&program).0), run),
                _ => return (None, run),
            }
        }
        unreachable!()
    }

    #[test]
    fn a_search_that_is_interrupted_after_each_step_finds_the_same() {
        for (pattern, text) in [
            (r"(a|ab)(c|bcd)(d*)$", "xabcd"),
            (r"(?:(\w)(?=.*\1))+?(?>b*)[^é]é", "abcabcéé"),
            (r"((?:a?){2,4}b)*c", "aabaaabc"),
            (r"(?<!x)(?P<q>')?\w{2,}(?(q)')", "x'no' 'yes'"),
            (r"a{3}+a", "aaaa"),
        ] {
            let (found, runs) = search(pattern, text, i64::MAX);
            assert_eq!(runs, 1, "{pattern}");
            let (again, runs) = search(pattern, text, 1);
            assert_eq!(found, again, "{pattern}");
            assert!(runs > 2, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_takes_for_ever_stops_after_its_steps() {
        let text = "a".repeat(60) + "b";
        let characters: Vec<u32> = "(a+)+$".chars().map(u32::from).collect();
        let program = parse(&characters, true, 0).expect("a good pattern");
        let text = Text {
            bytes: text.as_bytes(),
            wide: false,
        };
        let mut matcher = Matcher::new(Search::default());
        assert_eq!(
            matcher.run(&program, text, &mut 100_000),
            Outcome::Unfinished
        );
    }

    #[test]
    fn groups_nest_as_deep_as_a_program_likes() {
        let deep = 50_000;
        let pattern = format!("{}a{}", "(".repeat(deep), ")".repeat(deep));
        let (found, _) = search(&pattern, "a", i64::MAX);
        assert_eq!(found.map(|spans| spans.len()), Some(2 * deep + 2));
    }
}
