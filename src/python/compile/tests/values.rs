//! What expressions, assignments and definitions compile to.

use expect_test::expect;

use super::super::{compile_eval, disassemble};
use super::verify::verify;
use super::{check, check_inner};

#[test]
fn a_call_of_a_global_function() {
    check(
        "print('a', end='')\n",
        expect![[r#"
            Module <module> stack 3
               1    0 LoadGlobal print
                    1 Const "a"
                    2 Const ""
                    3 CallKeywords 2 [`end`]
                    4 Pop
                    5 Const None
                    6 Return
        "#]],
    );
}

#[test]
fn comparisons_chain() {
    check_inner(
        "def f(a, b, c):\n    return a < b <= c\n",
        expect![[r#"
            Function f locals[a b c] stack 3
               2    0 LoadLocal a
                    1 LoadLocal b
                    2 Swap(2)
                    3 Copy(2)
                    4 Compare(Lt)
                    5 JumpIfFalseOrPop(9)
                    6 LoadLocal c
                    7 Compare(Le)
                    8 Jump(11)
                    9 Swap(2)
                   10 Pop
                   11 Return
        "#]],
    );
}

#[test]
fn literals_are_folded() {
    check(
        "x = 2 * 3 + 1, -0.5, 'ab' * 2\nif __debug__:\n    y = 1\n",
        expect![[r#"
            Module <module> stack 1
               1    0 Const constant 0
                    1 StoreGlobal x
               3    2 Const 1
                    3 StoreGlobal y
                    4 Const None
                    5 Return
        "#]],
    );
}

#[test]
fn stores_of_every_kind() {
    check(
        "a, (b, *c) = d = e\nf.g = h[1:2] = 0\na, b = b, a\nf.n += 1\nh[0] += 2\ndel a, f.g, h[0]\n",
        expect![[r#"
            Module <module> stack 4
               1    0 LoadGlobal e
                    1 Copy(1)
                    2 UnpackSequence(2)
                    3 StoreGlobal a
                    4 UnpackStarred { before: 1, after: 0 }
                    5 StoreGlobal b
                    6 StoreGlobal c
                    7 StoreGlobal d
               2    8 Const 0
                    9 Copy(1)
                   10 LoadGlobal f
                   11 StoreAttribute g
                   12 LoadGlobal h
                   13 Const 1
                   14 Const 2
                   15 BuildSlice(2)
                   16 StoreSubscript
               3   17 LoadGlobal b
                   18 LoadGlobal a
                   19 Swap(2)
                   20 StoreGlobal a
                   21 StoreGlobal b
               4   22 LoadGlobal f
                   23 Copy(1)
                   24 LoadAttribute n
                   25 Const 1
                   26 InPlace(Add)
                   27 Swap(2)
                   28 StoreAttribute n
               5   29 LoadGlobal h
                   30 Const 0
                   31 Copy(2)
                   32 Copy(2)
                   33 Subscript
                   34 Const 2
                   35 InPlace(Add)
                   36 Swap(3)
                   37 Swap(2)
                   38 StoreSubscript
               6   39 DeleteGlobal a
                   40 LoadGlobal f
                   41 DeleteAttribute g
                   42 LoadGlobal h
                   43 Const 0
                   44 DeleteSubscript
                   45 Const None
                   46 Return
        "#]],
    );
}

#[test]
fn calls_with_unpacked_arguments() {
    check(
        "f(a, *b, c=1, **d)\n",
        expect![[r#"
            Module <module> stack 4
               1    0 LoadGlobal f
                    1 LoadGlobal a
                    2 BuildList(1)
                    3 LoadGlobal b
                    4 ListExtend(1)
                    5 Const "c"
                    6 Const 1
                    7 BuildDict(1)
                    8 LoadGlobal d
                    9 DictMerge(1)
                   10 CallUnpacked(true)
                   11 Pop
                   12 Const None
                   13 Return
        "#]],
    );
}

#[test]
fn a_closure_shares_a_cell() {
    check_inner(
        "def f(a):\n    def g():\n        nonlocal a\n        a += 1\n    return g\n",
        expect![[r#"
            Function f locals[a g] stack 1
               1    0 MakeCell a
               2    1 PushCell a
                    2 MakeFunction <code f.<locals>.g> flags 0
                    3 StoreLocal g
               5    4 LoadLocal g
                    5 Return

            Function f.<locals>.g free[a] stack 2
               4    0 LoadCell a
                    1 Const 1
                    2 InPlace(Add)
                    3 StoreCell a
                    4 Const None
                    5 Return
        "#]],
    );
}

#[test]
fn parameters_and_defaults() {
    check(
        "def f(a, /, b=1, *c, d=2, **e) -> int: pass\n",
        expect![[r#"
            Module <module> stack 3
               1    0 Const constant 0
                    1 Const "d"
                    2 Const 2
                    3 BuildDict(1)
                    4 MakeFunction <code __annotate__> flags 0
                    5 MakeFunction <code f> flags 7
                    6 StoreGlobal f
                    7 Const None
                    8 Return

            Function __annotate__ stack 3
               1    0 BuildDict(0)
                    1 Const "return"
                    2 LoadGlobal int
                    3 DictAdd(1)
                    4 Return

            Function f locals[a b d c e] stack 1
               1    0 Nop
                    1 Const None
                    2 Return
        "#]],
    );
}

#[test]
fn a_class_with_a_method_that_calls_super() {
    check(
        "class A(B, metaclass=M):\n    'Doc.'\n    x: int = 1\n    def m(self, y):\n        self.__z = super().m(y)\n",
        expect![[r#"
            Module <module> stack 5
               1    0 LoadBuildClass
                    1 MakeFunction <code A> flags 0
                    2 Const "A"
                    3 LoadGlobal B
                    4 LoadGlobal M
                    5 CallKeywords 4 [`metaclass`]
                    6 StoreGlobal A
                    7 Const None
                    8 Return

            Class A locals[__class__] stack 1
               1    0 MakeCell __class__
                    1 LoadGlobal __name__
                    2 StoreName __module__
                    3 Const "A"
                    4 StoreName __qualname__
                    5 Const "Doc."
                    6 StoreName __doc__
                    7 MakeFunction <code A.__annotate__> flags 0
                    8 StoreName __annotate__
               3    9 Const 1
                   10 StoreName x
               4   11 PushCell __class__
                   12 MakeFunction <code A.m> flags 0
                   13 StoreName m
                   14 PushCell __class__
                   15 Return

            Function A.__annotate__ stack 3
               3    0 BuildDict(0)
                    1 Const "x"
                    2 LoadGlobal int
                    3 DictAdd(1)
                    4 Return

            Function A.m locals[self y] free[__class__] stack 3
               5    0 LoadGlobal super
                    1 LoadCell __class__
                    2 LoadLocal self
                    3 Call(2)
                    4 LoadMethod m
                    5 LoadLocal y
                    6 CallMethod(1)
                    7 LoadLocal self
                    8 StoreAttribute _A__z
                    9 Const None
                   10 Return
        "#]],
    );
}

#[test]
fn type_parameters_are_bound_by_a_hidden_function() {
    check(
        "def f[T](x: T = 1): pass\n",
        expect![[r#"
            Module <module> stack 2
               1    0 MakeFunction <code f> flags 0
                    1 Const constant 1
                    2 Call(1)
                    3 StoreGlobal f
                    4 Const None
                    5 Return

            Function f locals[.defaults T] stack 3
               1    0 MakeCell T
                    1 MakeTypeVariable "T"
                    2 StoreCell T
                    3 LoadLocal .defaults
                    4 PushCell T
                    5 MakeFunction <code f> flags 0
                    6 MakeFunction <code f> flags 5
                    7 Copy(1)
                    8 LoadCell T
                    9 BuildTuple(1)
                   10 Swap(2)
                   11 StoreAttribute __type_params__
                   12 Return

            Function f free[T] stack 3
               1    0 BuildDict(0)
                    1 Const "x"
                    2 LoadCell T
                    3 DictAdd(1)
                    4 Return

            Function f locals[x] stack 1
               1    0 Nop
                    1 Const None
                    2 Return
        "#]],
    );
}

#[test]
fn a_comprehension_runs_inline() {
    check_inner(
        "def f(a):\n    return {k: v for k, v in a if v for w in k}\n",
        expect![[r#"
            Function f locals[a k v w] stack 5
               2    0 LoadLocal a
                    1 GetIter
                    2 BuildDict(0)
                    3 Swap(2)
                    4 ForIter(19)
                    5 UnpackSequence(2)
                    6 StoreLocal k
                    7 StoreLocal v
                    8 LoadLocal v
                    9 JumpIfFalse(4)
                   10 LoadLocal k
                   11 GetIter
                   12 ForIter(4)
                   13 StoreLocal w
                   14 LoadLocal k
                   15 LoadLocal v
                   16 DictAdd(3)
                   17 Jump(12)
                   18 Jump(4)
                   19 ClearLocal k
                   20 ClearLocal v
                   21 ClearLocal w
                   22 Jump(27)
                   23 ClearLocal k
                   24 ClearLocal v
                   25 ClearLocal w
                   26 Reraise
                   27 Return
                 2..19 to 23 at depth 0
        "#]],
    );
}

#[test]
fn a_captured_comprehension_variable_is_a_cell() {
    check_inner(
        "def f(a):\n    return [lambda: i for i in a]\n",
        expect![[r#"
            Function f locals[a i] stack 3
               2    0 LoadLocal a
                    1 GetIter
                    2 MakeCell i
                    3 BuildList(0)
                    4 Swap(2)
                    5 ForIter(11)
                    6 StoreCell i
                    7 PushCell i
                    8 MakeFunction <code f.<locals>.<lambda>> flags 0
                    9 ListAppend(2)
                   10 Jump(5)
                   11 ClearLocal i
                   12 Jump(15)
                   13 ClearLocal i
                   14 Reraise
                   15 Return
                 3..11 to 13 at depth 0

            Function f.<locals>.<lambda> free[i] stack 1
               2    0 LoadCell i
                    1 Return
        "#]],
    );
}

#[test]
fn a_generator_expression_is_a_function() {
    check(
        "x = (i * 2 for i in y if i)\n",
        expect![[r#"
            Module <module> stack 2
               1    0 MakeFunction <code <genexpr>> flags 0
                    1 LoadGlobal y
                    2 GetIter
                    3 Call(1)
                    4 StoreGlobal x
                    5 Const None
                    6 Return

            Generator <genexpr> locals[.0 i] stack 3
               1    0 LoadLocal .0
                    1 ForIter(11)
                    2 StoreLocal i
                    3 LoadLocal i
                    4 JumpIfFalse(1)
                    5 LoadLocal i
                    6 Const 2
                    7 Binary(Multiply)
                    8 Yield
                    9 Pop
                   10 Jump(1)
                   11 Const None
                   12 Return
        "#]],
    );
}

#[test]
fn an_f_string() {
    check(
        "x = f'a{b!r:>{c}}{d=}'\n",
        expect![[r#"
            Module <module> stack 4
               1    0 Const "a"
                    1 LoadGlobal b
                    2 Const ">"
                    3 LoadGlobal c
                    4 FormatValue { conversion: None, spec: false }
                    5 BuildString(2)
                    6 FormatValue { conversion: Repr, spec: true }
                    7 Const "d="
                    8 LoadGlobal d
                    9 FormatValue { conversion: Repr, spec: false }
                   10 BuildString(4)
                   11 StoreGlobal x
                   12 Const None
                   13 Return
        "#]],
    );
}

#[test]
fn imports() {
    check(
        "import a.b, c.d as e\nfrom f import g as h\nfrom i import *\nfrom . import j\n",
        expect![[r#"
            Module <module> stack 2
               1    0 Import a.b (top)
                    1 StoreGlobal a
                    2 Import c.d
                    3 StoreGlobal e
               2    4 Import f
                    5 ImportFrom g
                    6 StoreGlobal h
                    7 Pop
               3    8 Import i
                    9 ImportStar
               4   10 LoadGlobal ImportError
                   11 Const "attempted relative import with no known parent package"
                   12 Call(1)
                   13 Raise(1)
        "#]],
    );
}

#[test]
fn an_expression_alone_returns_its_value() {
    let code = compile_eval("a + 1", "<string>").expect("the expression compiles");
    verify(&code);
    expect![[r#"
        Module <module> stack 2
           1    0 LoadGlobal a
                1 Const 1
                2 Binary(Add)
                3 Return
    "#]]
    .assert_eq(&disassemble(&code));
}
