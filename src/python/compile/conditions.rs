//! Truth: conditions that become jumps, `and`, `or`, `not`, comparisons and conditional expressions.

use ruff_python_ast::{BoolOp, CmpOp, Expr, ExprBoolOp, ExprCompare, ExprIf, UnaryOp};
use ruff_text_size::Ranged;

use crate::python::code::{CompareOp, Op};

use super::constants::fold;
use super::emit::Label;
use super::{Compiled, Compiler};

impl<'a> Compiler<'a> {
    /// Jumps to `target` when the test is as true as `when` says; else goes on. Leaves nothing on the stack.
    pub(super) fn jump_if(&mut self, test: &'a Expr, target: Label, when: bool) -> Compiled {
        self.at(test.range(), |this| this.jump_if_here(test, target, when))
    }

    fn jump_if_here(&mut self, test: &'a Expr, target: Label, when: bool) -> Compiled {
        if let Some(constant) = fold(test) {
            if constant.is_true() == when {
                self.jump(Op::Jump, target);
            }
            return Ok(());
        }
        match test {
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => {
                self.jump_if(&unary.operand, target, !when)
            }
            Expr::BoolOp(operation) => self.jump_if_operation(operation, target, when),
            Expr::If(choice) => {
                let otherwise = self.new_label();
                let end = self.new_label();
                self.jump_if(&choice.test, otherwise, false)?;
                self.jump_if(&choice.body, target, when)?;
                self.jump(Op::Jump, end);
                self.bind(otherwise);
                self.jump_if(&choice.orelse, target, when)?;
                self.bind(end);
                Ok(())
            }
            Expr::Compare(compare) => self.jump_if_compare(compare, target, when),
            _ => {
                self.expression(test)?;
                self.jump_if_top(target, when);
                Ok(())
            }
        }
    }

    fn jump_if_top(&mut self, target: Label, when: bool) {
        self.jump(
            if when {
                Op::JumpIfTrue
            } else {
                Op::JumpIfFalse
            },
            target,
        );
    }

    fn jump_if_operation(
        &mut self,
        operation: &'a ExprBoolOp,
        target: Label,
        when: bool,
    ) -> Compiled {
        // `or` is decided by the first true value, `and` by the first false one.
        let decisive = operation.op == BoolOp::Or;
        if decisive == when {
            return operation
                .values
                .iter()
                .try_for_each(|value| self.jump_if(value, target, when));
        }
        let end = self.new_label();
        let (last, others) = operation
            .values
            .split_last()
            .expect("an operation has operands");
        for value in others {
            self.jump_if(value, end, decisive)?;
        }
        self.jump_if(last, target, when)?;
        self.bind(end);
        Ok(())
    }

    fn jump_if_compare(&mut self, compare: &'a ExprCompare, target: Label, when: bool) -> Compiled {
        if let ([op @ (CmpOp::Is | CmpOp::IsNot)], [Expr::NoneLiteral(_)]) =
            (&*compare.ops, &*compare.comparators)
            && (*op == CmpOp::Is) == when
        {
            self.expression(&compare.left)?;
            self.jump(Op::JumpIfNone, target);
            return Ok(());
        }
        if compare.ops.len() == 1 {
            self.compare(compare)?;
            self.jump_if_top(target, when);
            return Ok(());
        }
        let decided = self.new_label();
        let end = self.new_label();
        self.compare_all(compare, |this| this.jump(Op::JumpIfFalse, decided))?;
        self.jump_if_top(target, when);
        self.jump(Op::Jump, end);
        self.bind(decided);
        self.emit(Op::Pop);
        if !when {
            self.jump(Op::Jump, target);
        }
        self.bind(end);
        Ok(())
    }

    pub(super) fn bool_op(&mut self, operation: &'a ExprBoolOp) -> Compiled {
        let jump = match operation.op {
            BoolOp::And => Op::JumpIfFalseOrPop,
            BoolOp::Or => Op::JumpIfTrueOrPop,
        };
        let end = self.new_label();
        let (last, others) = operation
            .values
            .split_last()
            .expect("an operation has operands");
        for value in others {
            self.expression(value)?;
            self.jump(jump, end);
        }
        self.expression(last)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn choice(&mut self, choice: &'a ExprIf) -> Compiled {
        let otherwise = self.new_label();
        let end = self.new_label();
        self.jump_if(&choice.test, otherwise, false)?;
        self.expression(&choice.body)?;
        self.jump(Op::Jump, end);
        self.bind(otherwise);
        self.expression(&choice.orelse)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn compare(&mut self, compare: &'a ExprCompare) -> Compiled {
        if compare.ops.len() == 1 {
            return self.compare_all(compare, |_| {});
        }
        let decided = self.new_label();
        let end = self.new_label();
        self.compare_all(compare, |this| this.jump(Op::JumpIfFalseOrPop, decided))?;
        self.jump(Op::Jump, end);
        self.bind(decided);
        self.emit(Op::Swap(2));
        self.emit(Op::Pop);
        self.bind(end);
        Ok(())
    }

    /// Compares neighbours; after each comparison but the last, `decide` leaves if it is false, with the right operand
    /// below.
    fn compare_all(
        &mut self,
        compare: &'a ExprCompare,
        mut decide: impl FnMut(&mut Self),
    ) -> Compiled {
        self.warn_of_identity(compare);
        self.expression(&compare.left)?;
        let last = compare.ops.len() - 1;
        for (index, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            self.comparator(*op, right)?;
            if index == last {
                self.emit(comparison(*op));
                break;
            }
            self.emit(Op::Swap(2));
            self.emit(Op::Copy(2));
            self.emit(comparison(*op));
            decide(self);
        }
        Ok(())
    }

    fn comparator(&mut self, op: CmpOp, right: &'a Expr) -> Compiled {
        if matches!(op, CmpOp::In | CmpOp::NotIn) {
            return self.iterated(right);
        }
        self.expression(right)
    }
}

fn comparison(op: CmpOp) -> Op {
    match op {
        CmpOp::Lt => Op::Compare(CompareOp::Lt),
        CmpOp::LtE => Op::Compare(CompareOp::Le),
        CmpOp::Eq => Op::Compare(CompareOp::Eq),
        CmpOp::NotEq => Op::Compare(CompareOp::Ne),
        CmpOp::Gt => Op::Compare(CompareOp::Gt),
        CmpOp::GtE => Op::Compare(CompareOp::Ge),
        CmpOp::Is => Op::Is(false),
        CmpOp::IsNot => Op::Is(true),
        CmpOp::In => Op::Contains(false),
        CmpOp::NotIn => Op::Contains(true),
    }
}
