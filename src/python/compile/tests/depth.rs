//! Programs that nest deeply are compiled or refused; none may use up the stack.

use super::super::compile;

/// The least stack that a host gives.
const STACK: usize = 1 << 20;

/// What compiling the program on a small stack gives: nothing, or the message.
fn outcome(program: String) -> Option<String> {
    let compiled = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            compile(&program, "test.py")
                .err()
                .map(|error| error.message)
        })
        .expect("a thread can be made");
    compiled.join().expect("the compiler does not panic")
}

fn nested(open: &str, inner: &str, close: &str, depth: usize) -> String {
    format!("x = {}{inner}{}\n", open.repeat(depth), close.repeat(depth))
}

#[test]
fn brackets_nest_as_deeply_as_in_cpython() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{1: ", "}"),
        ("f(", ")"),
        ("[x for x in ", "]"),
    ] {
        assert_eq!(outcome(nested(open, "1", close, 199)), None, "{open}");
        let message = outcome(nested(open, "1", close, 10_000));
        assert_eq!(
            message.as_deref(),
            Some("too many nested parentheses"),
            "{open}"
        );
    }
}

#[test]
fn long_chains_are_compiled_and_longer_ones_refused() {
    let refused = "expression is too complex (more than 1000 nested parts)";
    for (link, longest) in [
        (" + a", 900),
        (".b()", 450),
        ("[0]", 900),
        (" if a else b", 450),
    ] {
        assert_eq!(
            outcome(format!("x = a{}\n", link.repeat(longest))),
            None,
            "{link}"
        );
        let message = outcome(format!("x = a{}\n", link.repeat(20_000)));
        assert_eq!(message.as_deref(), Some(refused), "{link}");
    }
    for prefix in ["-", "not ", "lambda: ", "2 ** "] {
        assert_eq!(outcome(nested(prefix, "1", "", 450)), None, "{prefix}");
        let message = outcome(nested(prefix, "1", "", 20_000));
        assert_eq!(message.as_deref(), Some(refused), "{prefix}");
    }
}

#[test]
fn flat_chains_have_no_limit() {
    for link in [" and b", " or b", " < b", " == b and c"] {
        assert_eq!(
            outcome(format!("x = a{}\n", link.repeat(20_000))),
            None,
            "{link}"
        );
    }
    assert_eq!(
        outcome(format!("if a: pass\n{}", "elif b: pass\n".repeat(20_000))),
        None
    );
}

#[test]
fn blocks_nest_as_deeply_as_in_cpython() {
    let blocks = |depth: usize| {
        let headers = (0..depth).map(|level| format!("{}def f():\n", " ".repeat(level)));
        format!("{}{}pass\n", headers.collect::<String>(), " ".repeat(depth))
    };
    assert_eq!(outcome(blocks(99)), None);
    assert_eq!(
        outcome(blocks(100)).as_deref(),
        Some("too many levels of indentation")
    );
    assert_eq!(
        outcome(blocks(2000)).as_deref(),
        Some("too many levels of indentation")
    );
}
