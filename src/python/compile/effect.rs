//! What each instruction does to the operand stack and to the flow of control.

use crate::python::code::{Op, function_flags};

/// How many operands an instruction takes and leaves where it does not jump. `cells` is the number of cells that
/// [`Op::MakeFunction`] takes.
pub fn stack_effect(op: Op, cells: u32) -> (u32, u32) {
    match op {
        Op::Nop
        | Op::DeleteLocal(_)
        | Op::ClearLocal(_)
        | Op::MakeCell(_)
        | Op::DeleteCell(_)
        | Op::DeleteGlobal(_)
        | Op::DeleteName(_)
        | Op::Jump(_) => (0, 0),
        Op::Const(_)
        | Op::LoadLocal(_)
        | Op::PushCell(_)
        | Op::LoadCell(_)
        | Op::LoadGlobal(_)
        | Op::LoadName(_)
        | Op::LoadNameOrCell { .. }
        | Op::RunTopLevel(_)
        | Op::Import { .. }
        | Op::LoadBuildClass
        | Op::MakeTypeVariable(_)
        | Op::LoadAssertionError => (0, 1),
        Op::Copy(n) => (n, n + 1),
        Op::Swap(n) => (n, n),
        Op::Pop
        | Op::StoreLocal(_)
        | Op::StoreCell(_)
        | Op::StoreGlobal(_)
        | Op::StoreName(_)
        | Op::DeleteAttribute(_)
        | Op::Return
        | Op::JumpIfFalse(_)
        | Op::JumpIfTrue(_)
        | Op::JumpIfFalseOrPop(_)
        | Op::JumpIfTrueOrPop(_)
        | Op::JumpIfNone(_)
        | Op::ImportStar
        | Op::PopHandled
        | Op::Reraise => (1, 0),
        Op::Unary(_)
        | Op::LoadAttribute(_)
        | Op::GetIter
        | Op::GetAsyncIter
        | Op::Await
        | Op::Yield
        | Op::YieldFrom
        | Op::ListToTuple
        | Op::MakeTypeAlias(_) => (1, 1),
        Op::Binary(_)
        | Op::InPlace(_)
        | Op::Compare(_)
        | Op::Is(_)
        | Op::Contains(_)
        | Op::Subscript
        | Op::RaiseStarResult
        | Op::MatchRest => (2, 1),
        Op::StoreAttribute(_) | Op::DeleteSubscript | Op::EndAsyncFor => (2, 0),
        Op::LoadMethod(_)
        | Op::ForIter(_)
        | Op::GetAsyncNext
        | Op::ImportFrom(_)
        | Op::PushHandled
        | Op::EnterWith
        | Op::EnterAsyncWith
        | Op::MatchSequence
        | Op::MatchMapping
        | Op::GetLength => (1, 2),
        Op::StoreSubscript => (3, 0),
        Op::ExceptionMatches | Op::GroupMatches => (2, 2),
        Op::MatchKeys => (2, 3),
        Op::CallExit => (3, 4),
        Op::LeaveWith => (1, 1),
        Op::MatchClass(_) => (3, 1),
        Op::BuildSlice(n)
        | Op::BuildTuple(n)
        | Op::BuildList(n)
        | Op::BuildSet(n)
        | Op::BuildString(n) => (n, 1),
        Op::BuildDict(n) => (2 * n, 1),
        Op::ListAppend(n)
        | Op::ListExtend(n)
        | Op::SetAdd(n)
        | Op::SetUpdate(n)
        | Op::DictUpdate(n)
        | Op::DictMerge(n) => (n + 1, n),
        Op::DictAdd(n) => (n + 2, n),
        Op::Call(n) => (n + 1, 1),
        Op::CallMethod(n) => (n + 2, 1),
        Op::CallKeywords { count, .. } => (count as u32 + 1, 1),
        Op::CallMethodKeywords { count, .. } => (count as u32 + 2, 1),
        Op::CallUnpacked(keywords) => (2 + keywords as u32, 1),
        Op::UnpackSequence(n) => (1, n),
        Op::UnpackStarred { before, after } => (1, before as u32 + 1 + after as u32),
        Op::FormatValue { spec, .. } => (1 + spec as u32, 1),
        Op::MakeFunction { flags, .. } => (flag_count(flags) + cells, 1),
        Op::Raise(n) => (n, 0),
    }
}

/// The same where the instruction jumps.
pub fn jump_effect(op: Op) -> (u32, u32) {
    match op {
        Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => (1, 1),
        Op::ForIter(_) => (1, 0),
        _ => stack_effect(op, 0),
    }
}

/// Whether control can go on to the next instruction.
pub fn falls_through(op: Op) -> bool {
    !matches!(op, Op::Jump(_) | Op::Return | Op::Reraise | Op::Raise(_))
}

/// The operand of a jumping instruction that says where it jumps.
pub fn jump_target_mut(op: &mut Op) -> Option<&mut u32> {
    match op {
        Op::Jump(target)
        | Op::JumpIfFalse(target)
        | Op::JumpIfTrue(target)
        | Op::JumpIfFalseOrPop(target)
        | Op::JumpIfTrueOrPop(target)
        | Op::JumpIfNone(target)
        | Op::ForIter(target) => Some(target),
        _ => None,
    }
}

fn flag_count(flags: u8) -> u32 {
    let all =
        function_flags::DEFAULTS | function_flags::KEYWORD_DEFAULTS | function_flags::ANNOTATIONS;
    (flags & all).count_ones()
}
