//! What each area of the grammar compiles to.

use expect_test::{Expect, expect};

use super::super::{compile, disassemble};
use super::verify::verify;

fn check(source: &str, expected: Expect) {
    let code = compile(source, "test.py").expect("the program compiles");
    verify(&code);
    expected.assert_eq(&disassemble(&code));
}

#[test]
fn a_call_of_a_global_function() {
    check(
        "print('a')\n",
        expect![[r#"
            Module <module> stack 2
               1    0 LoadGlobal print
                    1 Const "a"
                    2 Call(1)
                    3 Pop
                    4 Const None
                    5 Return
        "#]],
    );
}

#[test]
fn conditions_are_jumps() {
    check(
        "def f(a, b):\n    if a and not b:\n        return 1\n    return a or b\n",
        expect![[r#"
            Module <module> stack 1
               1    0 MakeFunction <code f> flags 0
                    1 StoreGlobal f
                    2 Const None
                    3 Return

            Function f locals[a b] stack 1
               2    0 LoadLocal a
                    1 JumpIfFalse(6)
                    2 LoadLocal b
                    3 JumpIfTrue(6)
               3    4 Const 1
                    5 Return
               4    6 LoadLocal a
                    7 JumpIfTrueOrPop(9)
                    8 LoadLocal b
                    9 Return
        "#]],
    );
}

#[test]
fn a_loop_over_a_range_with_a_method_call() {
    check(
        "def f(items):\n    for i in range(3):\n        items.append(i)\n",
        expect![[r#"
            Module <module> stack 1
               1    0 MakeFunction <code f> flags 0
                    1 StoreGlobal f
                    2 Const None
                    3 Return

            Function f locals[items i] stack 4
               2    0 LoadGlobal range
                    1 Const 3
                    2 Call(1)
                    3 GetIter
                    4 ForIter(12)
                    5 StoreLocal i
               3    6 LoadLocal items
                    7 LoadMethod append
                    8 LoadLocal i
                    9 CallMethod(1)
                   10 Pop
                   11 Jump(4)
                   12 Const None
                   13 Return
        "#]],
    );
}
