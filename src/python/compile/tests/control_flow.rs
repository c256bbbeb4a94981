//! What the statements compile to that decide where a program goes on.

use expect_test::expect;

use super::{check, check_inner};

#[test]
fn conditions_are_jumps() {
    check_inner(
        "def f(a, b):\n    if a and not b:\n        return 1\n    return a or b\n",
        expect![[r#"
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
fn a_comparison_with_none_needs_no_boolean() {
    check_inner(
        "def f(a):\n    if a is not None:\n        return 1\n",
        expect![[r#"
            Function f locals[a] stack 1
               2    0 LoadLocal a
                    1 JumpIfNone(4)
               3    2 Const 1
                    3 Return
                    4 Const None
                    5 Return
        "#]],
    );
}

#[test]
fn a_loop_over_a_range_with_a_method_call() {
    check_inner(
        "def f(items):\n    for i in range(3):\n        items.append(i)\n",
        expect![[r#"
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

#[test]
fn while_tests_at_both_ends() {
    check_inner(
        "def f(n):\n    while n > 0:\n        n -= 1\n    else:\n        n = None\n",
        expect![[r#"
            Function f locals[n] stack 2
               2    0 LoadLocal n
                    1 Const 0
                    2 Compare(Gt)
                    3 JumpIfFalse(12)
               3    4 LoadLocal n
                    5 Const 1
                    6 InPlace(Subtract)
                    7 StoreLocal n
               2    8 LoadLocal n
                    9 Const 0
                   10 Compare(Gt)
                   11 JumpIfTrue(4)
               5   12 Const None
                   13 StoreLocal n
                   14 Const None
                   15 Return
        "#]],
    );
}

#[test]
fn try_except_else_finally() {
    check_inner(
        "def f():\n    try:\n        a()\n    except E as e:\n        b(e)\n    else:\n        c()\n    finally:\n        d()\n",
        expect![[r#"
            Function f locals[e] stack 3
               3    0 LoadGlobal a
                    1 Call(0)
                    2 Pop
               7    3 LoadGlobal c
                    4 Call(0)
                    5 Pop
                    6 Jump(28)
               4    7 PushHandled
                    8 LoadGlobal E
                    9 ExceptionMatches
                   10 JumpIfFalse(25)
                   11 StoreLocal e
               5   12 LoadGlobal b
                   13 LoadLocal e
                   14 Call(1)
                   15 Pop
                   16 PopHandled
                   17 Const None
                   18 StoreLocal e
                   19 DeleteLocal e
                   20 Jump(28)
                   21 Const None
                   22 StoreLocal e
                   23 DeleteLocal e
                   24 Jump(25)
               4   25 Swap(2)
                   26 PopHandled
                   27 Reraise
               9   28 LoadGlobal d
                   29 Call(0)
                   30 Pop
                   31 Jump(39)
                   32 PushHandled
                   33 LoadGlobal d
                   34 Call(0)
                   35 Pop
                   36 Swap(2)
                   37 PopHandled
                   38 Reraise
                   39 Const None
                   40 Return
                 0..3 to 7 at depth 0
                 12..16 to 21 at depth 1
                 8..16 to 25 at depth 1
                 21..25 to 25 at depth 1
                 0..28 to 32 at depth 0
                 33..36 to 36 at depth 1
        "#]],
    );
}

#[test]
fn a_return_runs_the_finally_on_its_way() {
    check_inner(
        "def f(x):\n    for y in x:\n        try:\n            return y()\n        finally:\n            g()\n",
        expect![[r#"
            Function f locals[x y] stack 4
               2    0 LoadLocal x
                    1 GetIter
                    2 ForIter(19)
                    3 StoreLocal y
               4    4 LoadLocal y
                    5 Call(0)
               6    6 LoadGlobal g
                    7 Call(0)
                    8 Pop
               4    9 Swap(2)
                   10 Pop
                   11 Return
               6   12 PushHandled
                   13 LoadGlobal g
                   14 Call(0)
                   15 Pop
                   16 Swap(2)
                   17 PopHandled
                   18 Reraise
                   19 Const None
                   20 Return
                 4..6 to 12 at depth 1
                 13..16 to 16 at depth 2
        "#]],
    );
}

#[test]
fn except_star() {
    check_inner(
        "def f():\n    try:\n        a()\n    except* E as e:\n        b(e)\n",
        expect![[r#"
            Function f locals[e] stack 6
               3    0 LoadGlobal a
                    1 Call(0)
                    2 Pop
                    3 Jump(36)
               4    4 PushHandled
                    5 Copy(1)
                    6 BuildList(0)
                    7 Swap(2)
                    8 LoadGlobal E
                    9 GroupMatches
                   10 Copy(1)
                   11 JumpIfNone(26)
                   12 StoreLocal e
               5   13 LoadGlobal b
                   14 LoadLocal e
                   15 Call(1)
                   16 Pop
                   17 Const None
                   18 StoreLocal e
                   19 DeleteLocal e
                   20 Jump(27)
                   21 Const None
                   22 StoreLocal e
                   23 DeleteLocal e
                   24 ListAppend(2)
                   25 Jump(27)
                   26 Pop
               4   27 ListAppend(1)
                   28 RaiseStarResult
                   29 Copy(1)
                   30 JumpIfNone(34)
                   31 Swap(2)
                   32 PopHandled
                   33 Reraise
                   34 Pop
                   35 PopHandled
               3   36 Const None
                   37 Return
                 0..3 to 4 at depth 0
                 13..17 to 21 at depth 4
                 5..31 to 31 at depth 1
        "#]],
    );
}

#[test]
fn with_two_managers() {
    check_inner(
        "def f():\n    with a as b, c:\n        d()\n",
        expect![[r#"
            Function f locals[b] stack 5
               2    0 LoadGlobal a
                    1 EnterWith
                    2 StoreLocal b
                    3 LoadGlobal c
                    4 EnterWith
                    5 Pop
               3    6 LoadGlobal d
                    7 Call(0)
                    8 Pop
               2    9 LeaveWith
                   10 Pop
               3   11 Jump(21)
               2   12 PushHandled
                   13 CallExit
                   14 JumpIfTrue(18)
                   15 Swap(2)
                   16 PopHandled
                   17 Reraise
                   18 Pop
                   19 PopHandled
                   20 Pop
                   21 LeaveWith
                   22 Pop
               3   23 Jump(33)
               2   24 PushHandled
                   25 CallExit
                   26 JumpIfTrue(30)
                   27 Swap(2)
                   28 PopHandled
                   29 Reraise
                   30 Pop
                   31 PopHandled
                   32 Pop
               3   33 Const None
                   34 Return
                 5..9 to 12 at depth 2
                 13..15 to 15 at depth 3
                 2..21 to 24 at depth 1
                 25..27 to 27 at depth 2
        "#]],
    );
}

#[test]
fn coroutines() {
    check_inner(
        "async def f(a):\n    async with a as b:\n        async for c in b:\n            await c\n    return [d async for d in a]\n",
        expect![[r#"
            Coroutine f locals[a b c d] stack 4
               2    0 LoadLocal a
                    1 EnterAsyncWith
                    2 Await
                    3 StoreLocal b
               3    4 LoadLocal b
                    5 GetAsyncIter
                    6 GetAsyncNext
                    7 Await
                    8 StoreLocal c
               4    9 LoadLocal c
                   10 Await
                   11 Pop
                   12 Jump(6)
               3   13 EndAsyncFor
               2   14 LeaveWith
                   15 Await
                   16 Pop
               4   17 Jump(28)
               2   18 PushHandled
                   19 CallExit
                   20 Await
                   21 JumpIfTrue(25)
                   22 Swap(2)
                   23 PopHandled
                   24 Reraise
                   25 Pop
                   26 PopHandled
                   27 Pop
               5   28 LoadLocal a
                   29 GetAsyncIter
                   30 BuildList(0)
                   31 Swap(2)
                   32 GetAsyncNext
                   33 Await
                   34 StoreLocal d
                   35 LoadLocal d
                   36 ListAppend(2)
                   37 Jump(32)
                   38 EndAsyncFor
                   39 ClearLocal d
                   40 Jump(43)
                   41 ClearLocal d
                   42 Reraise
                   43 Return
                 6..8 to 13 at depth 2
                 3..14 to 18 at depth 1
                 19..22 to 22 at depth 2
                 32..34 to 38 at depth 2
                 30..39 to 41 at depth 0
        "#]],
    );
}

#[test]
fn a_statement_of_the_module_that_awaits() {
    check(
        "await f()\nprint([x async for x in g()])\n",
        expect![[r#"
            Module <module> stack 1
               1    0 RunTopLevel(0)
                    1 Pop
               2    2 RunTopLevel(1)
                    3 Pop
                    4 Const None
                    5 Return

            Coroutine <module> stack 1
               1    0 LoadGlobal f
                    1 Call(0)
                    2 Await
                    3 Pop
                    4 Const None
                    5 Return

            Coroutine <module> locals[x] stack 4
               2    0 LoadGlobal print
                    1 LoadGlobal g
                    2 Call(0)
                    3 GetAsyncIter
                    4 BuildList(0)
                    5 Swap(2)
                    6 GetAsyncNext
                    7 Await
                    8 StoreLocal x
                    9 LoadLocal x
                   10 ListAppend(2)
                   11 Jump(6)
                   12 EndAsyncFor
                   13 ClearLocal x
                   14 Jump(17)
                   15 ClearLocal x
                   16 Reraise
                   17 Call(1)
                   18 Pop
                   19 Const None
                   20 Return
                 6..8 to 12 at depth 3
                 4..13 to 15 at depth 1
        "#]],
    );
}

#[test]
fn a_generator() {
    check_inner(
        "def f():\n    x = yield 1\n    return (yield from x)\n",
        expect![[r#"
            Generator f locals[x] stack 1
               2    0 Const 1
                    1 Yield
                    2 StoreLocal x
               3    3 LoadLocal x
                    4 YieldFrom
                    5 Return
        "#]],
    );
}

#[test]
fn match_with_captures() {
    check_inner(
        "def f(p):\n    match p:\n        case [1, x, *rest]:\n            return x, rest\n        case {'k': v, **others} if v:\n            return others\n        case Point(x=0, y=y) | Line(y, _):\n            return y\n        case None | -1:\n            pass\n        case _:\n            return 0\n",
        expect![[r#"
            Function f locals[p x rest others v y] stack 5
               2    0 LoadLocal p
               3    1 Copy(1)
                    2 MatchSequence
                    3 JumpIfFalse(20)
                    4 GetLength
                    5 Const 2
                    6 Compare(Ge)
                    7 JumpIfFalse(20)
                    8 UnpackStarred { before: 2, after: 0 }
                    9 Const 1
                   10 Compare(Eq)
                   11 JumpIfFalse(19)
                   12 StoreLocal x
                   13 StoreLocal rest
                   14 Pop
               4   15 LoadLocal x
                   16 LoadLocal rest
                   17 BuildTuple(2)
                   18 Return
                   19 Pop
                   20 Pop
               5   21 Copy(1)
                   22 MatchMapping
                   23 JumpIfFalse(47)
                   24 GetLength
                   25 Const 1
                   26 Compare(Ge)
                   27 JumpIfFalse(47)
                   28 Const "k"
                   29 BuildTuple(1)
                   30 MatchKeys
                   31 Copy(1)
                   32 JumpIfNone(45)
                   33 UnpackSequence(1)
                   34 Swap(3)
                   35 Swap(2)
                   36 MatchRest
                   37 Swap(2)
                   38 StoreLocal v
                   39 StoreLocal others
                   40 LoadLocal v
                   41 JumpIfFalse(48)
                   42 Pop
               6   43 LoadLocal others
                   44 Return
                   45 Pop
                   46 Pop
                   47 Pop
               7   48 Copy(1)
                   49 Copy(1)
                   50 LoadGlobal Point
                   51 Const constant 3
                   52 MatchClass(0)
                   53 Copy(1)
                   54 JumpIfNone(60)
                   55 UnpackSequence(2)
                   56 Const 0
                   57 Compare(Eq)
                   58 JumpIfFalse(60)
                   59 Jump(74)
                   60 Pop
                   61 Copy(1)
                   62 LoadGlobal Line
                   63 Const constant 5
                   64 MatchClass(2)
                   65 Copy(1)
                   66 JumpIfNone(71)
                   67 UnpackSequence(2)
                   68 Swap(2)
                   69 Pop
                   70 Jump(74)
                   71 Pop
                   72 Pop
                   73 Jump(80)
                   74 Swap(2)
                   75 Pop
                   76 StoreLocal y
                   77 Pop
               8   78 LoadLocal y
                   79 Return
               9   80 Copy(1)
                   81 Copy(1)
                   82 Const None
                   83 Is(false)
                   84 JumpIfFalse(86)
                   85 Jump(93)
                   86 Copy(1)
                   87 Const -1
                   88 Compare(Eq)
                   89 JumpIfFalse(91)
                   90 Jump(93)
                   91 Pop
                   92 Jump(97)
                   93 Pop
                   94 Pop
              10   95 Nop
                   96 Jump(100)
              11   97 Pop
              12   98 Const 0
                   99 Return
                  100 Const None
                  101 Return
        "#]],
    );
}

#[test]
fn assert_and_raise() {
    check_inner(
        "def f(x):\n    assert x, 'no'\n    raise A from B\n",
        expect![[r#"
            Function f locals[x] stack 2
               2    0 LoadLocal x
                    1 JumpIfTrue(6)
                    2 LoadAssertionError
                    3 Const "no"
                    4 Call(1)
                    5 Raise(1)
               3    6 LoadGlobal A
                    7 LoadGlobal B
                    8 Raise(2)
        "#]],
    );
}

#[test]
fn code_after_a_return_is_left_out() {
    check_inner(
        "def f():\n    return 1\n    print()\n",
        expect![[r#"
            Function f stack 1
               2    0 Const 1
                    1 Return
        "#]],
    );
}
