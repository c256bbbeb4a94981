//! Regular expressions as `re` has them.
//!
//! A pattern is read by Python of ours, which gives the words of a [`Program`]. [`matcher`] runs it by backtracking, on a stack of
//! its own and only so many steps at a time, so that a pattern that takes for ever can be stopped like any other loop.
//!
//! The usual crates are not used: they know neither look-around, nor back references, nor which group matched last, and their
//! tables are several times the size of this. Places in a text are byte offsets here; whoever shows them counts characters.

mod matcher;
mod program;

pub use matcher::{Matcher, Outcome, Search, Text};
pub use program::Program;

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `(?:(\w)(?=.*\1))+?(?>b*)[^é]é`, as the parser writes them.
    const WORDS: &[[u32; 4]] = &[
        [20, 2, 0, 0],
        [4, 8, 0, 1],
        [20, 3, 0, 2],
        [29, 5, 0, 8],
        [15, 0, u32::MAX, 4],
        [3, 0, 0, 5],
        [19, 1, 0, 6],
        [30, 5, 0, 7],
        [13, 0, 0, 0],
        [27, 7, 0, 9],
        [15, 0, u32::MAX, 10],
        [0, 98, 0, 11],
        [28, 7, 0, 12],
        [5, 0, 0, 13],
        [0, 233, 0, 14],
        [22, 0, 0, 15],
    ];
    /// The same of `((?:a?){2,4}b)*c`.
    const LOOPS: &[[u32; 4]] = &[
        [13, 0, 0, 10],
        [20, 2, 0, 1],
        [23, 5, 0, 5],
        [15, 0, 1, 3],
        [0, 97, 0, 4],
        [24, 5, 2, 5],
        [26, 5, 4, 3],
        [0, 98, 0, 7],
        [20, 3, 0, 8],
        [12, 0, 0, 0],
        [0, 99, 0, 10],
        [22, 0, 0, 11],
    ];
    /// The same of `(a+)+$`.
    const ENDLESS: &[[u32; 4]] = &[
        [20, 2, 0, 0],
        [15, 1, u32::MAX, 1],
        [0, 97, 0, 2],
        [20, 3, 0, 3],
        [14, 0, 0, 0],
        [8, 0, 0, 5],
        [22, 0, 0, 6],
    ];

    fn program(words: &[[u32; 4]], groups: u32) -> Program {
        let sets = [vec![1, 'é' as u32, 'é' as u32]];
        Program::new(words.as_flattened(), &sets, groups).expect("a good program")
    }

    /// Searches with so many steps at a time; gives the places of the groups, and how often it was run.
    fn search(program: &Program, text: &str, slice: i64) -> (Option<Vec<u32>>, usize) {
        let text = Text {
            bytes: text.as_bytes(),
            wide: !text.is_ascii(),
        };
        let mut matcher = Matcher::new(Search::default());
        for run in 1..10_000 {
            match matcher.run(program, text, &mut slice.clone()) {
                Outcome::Unfinished => {}
                Outcome::Found => return (Some(matcher.result(program).0), run),
                _ => return (None, run),
            }
        }
        (None, usize::MAX)
    }

    #[test]
    fn a_search_that_is_interrupted_after_each_step_finds_the_same() {
        for (words, text, spans) in [
            (WORDS, "abxéab", [0, 5, 0, 1]),
            (LOOPS, "aabaaabc", [0, 8, 3, 7]),
        ] {
            let program = program(words, 1);
            let (found, runs) = search(&program, text, i64::MAX);
            assert_eq!((found.as_deref(), runs), (Some(&spans[..]), 1));
            let (again, runs) = search(&program, text, 1);
            assert_eq!(found, again);
            assert!(runs > 2);
        }
    }

    #[test]
    fn a_pattern_that_takes_for_ever_stops_after_its_steps() {
        let text = "a".repeat(60) + "b";
        let text = Text {
            bytes: text.as_bytes(),
            wide: false,
        };
        let mut matcher = Matcher::new(Search::default());
        let program = program(ENDLESS, 1);
        assert_eq!(
            matcher.run(&program, text, &mut 100_000),
            Outcome::Unfinished
        );
    }

    #[test]
    fn words_that_are_no_program_are_refused() {
        let groups = |words: &[u32], groups| Program::new(words, &[], groups).is_some();
        assert!(groups(&[20, 2, 0, 0, 20, 3, 0, 0, 22, 0, 0, 0], 1));
        for (words, count) in [
            (&[33, 0, 0, 0][..], 0),
            // The place where the match begins is no register of a program's.
            (&[20, 0, 0, 0], 0),
            (&[20, 4, 0, 0], 1),
            (&[5, 0, 0, 0], 0),
            (&[19, 2, 0, 0], 1),
            (&[23, 2, 0, 0], 0),
            (&[23, 7, 0, 0], 0),
            (&[23, u32::MAX, 0, 0], 0),
            (&[22, 0, 0, 0], 1000),
            (&[22, 0, 0, 0], u32::MAX),
        ] {
            assert!(!groups(words, count), "{words:?}");
        }
    }

    /// Whatever words pass the checks: the matcher stops when its steps are used up, and what it finds lies in the text.
    #[test]
    fn no_program_goes_beyond_its_text_and_steps() {
        let mut seed = 1u32;
        let mut draw = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        let mut found = 0;
        for text in ["", "aé\nb", "ab ab\n"] {
            for _ in 0..3_000 {
                let mut words = Vec::new();
                for _ in 0..12 {
                    let code = draw(33);
                    let a = match code {
                        0 | 1 => [97, 233][draw(2) as usize],
                        5 | 18 | 19 => draw(2),
                        20 => 2 + draw(2),
                        23.. => 5 + draw(4),
                        _ => draw(4),
                    };
                    words.extend([code, a, [draw(4), u32::MAX][draw(2) as usize], draw(14)]);
                }
                let sets = [vec![0, 97, 98], vec![5, 97, 200, 0x110001, 0]];
                let program = Program::new(&words, &sets, 1).expect("a good program");
                let mut matcher = Matcher::new(Search::default());
                let wide = Text {
                    bytes: text.as_bytes(),
                    wide: true,
                };
                if matcher.run(&program, wide, &mut 300) != Outcome::Found {
                    continue;
                }
                for span in matcher.result(&program).0.chunks(2) {
                    if span[0] != u32::MAX {
                        found += 1;
                        assert!(text.get(span[0] as usize..span[1] as usize).is_some());
                    }
                }
            }
        }
        assert!(found > 500, "{found}");
    }
}
