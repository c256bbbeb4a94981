//! Tests of the compiler and, through it, of the parser's errors.

mod control_flow;
mod depth;
mod grammar_errors;
mod scope_errors;
mod values;
mod verify;

use std::rc::Rc;

use expect_test::Expect;

use super::{compile, disassemble};
use crate::python::code::Code;
use crate::python::object::Value;

use self::verify::verify;

/// Compiles each program and compares the error with what CPython says: line, column (both 1-based) and message, with the
/// class in front where it is not `SyntaxError`.
fn check_errors(table: &[(&str, u32, u32, &str)]) {
    for (program, line, column, message) in table {
        let error = compile(program, "test.py").expect_err(program);
        let text = error.to_string();
        let text = text.strip_prefix("SyntaxError: ").unwrap_or(&text);
        assert_eq!(
            (error.line, error.column, text),
            (*line, *column, *message),
            "for {program:?}"
        );
    }
}

/// The program's code, with what is defined in it.
fn check(program: &str, expected: Expect) {
    let code = compiled(program);
    expected.assert_eq(&disassemble(&code));
}

/// The code of the first function or class body in the program.
fn check_inner(program: &str, expected: Expect) {
    let code = compiled(program);
    let inner = code.constants.iter().find_map(|constant| match constant {
        Value::Code(inner) => Some(inner.clone()),
        _ => None,
    });
    expected.assert_eq(&disassemble(&inner.expect("the program defines something")));
}

fn compiled(program: &str) -> Rc<Code> {
    let code = compile(program, "test.py").expect("the program compiles");
    verify(&code);
    code
}
