//! Leaving blocks early: `return`, `break` and `continue`, and what must be done on the way out.

use ruff_python_ast::{Expr, Stmt, StmtReturn};
use ruff_text_size::TextRange;

use crate::python::code::{CodeKind, Op};

use super::constants::{Constant, fold};
use super::emit::{Label, Protection};
use super::scope::ScopeKind;
use super::{Compiled, Compiler};

/// A block of syntax that is open where code is being compiled.
pub enum Block<'a> {
    /// A `for` loop has its iterator on the stack.
    Loop {
        continue_to: Label,
        break_to: Label,
        has_iterator: bool,
    },
    /// A body of `try` without `finally`.
    Try { protection: Protection },
    /// A body of `try` whose `finally` has to run on the way out.
    Finally {
        body: &'a [Stmt],
        protection: Protection,
    },
    /// A handler: the previous exception lies on the stack, with `above` operands on it.
    Handler { protection: Protection, above: u32 },
    /// The body of `except … as name`.
    Named {
        name: &'a str,
        protection: Protection,
    },
    /// The clauses of `except*`, which nothing may leave early.
    Group,
    /// A body of `with`: the exit function lies on the stack.
    With {
        is_async: bool,
        /// The manager's.
        range: TextRange,
        protection: Protection,
    },
    /// A value that waits on the stack while a `finally` runs.
    Waiting,
}

impl Block<'_> {
    fn protection_mut(&mut self) -> Option<&mut Protection> {
        match self {
            Block::Try { protection }
            | Block::Finally { protection, .. }
            | Block::Handler { protection, .. }
            | Block::Named { protection, .. }
            | Block::With { protection, .. } => Some(protection),
            Block::Loop { .. } | Block::Group | Block::Waiting => None,
        }
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn return_statement(&mut self, statement: &'a StmtReturn) -> Compiled {
        let kind = self.scopes.get(self.unit.scope).kind;
        if kind != ScopeKind::Function {
            return Err(self.error(statement.range, "'return' outside function"));
        }
        if statement.value.is_some() && self.unit.kind == CodeKind::AsyncGenerator {
            let message = "'return' with value in async generator";
            return Err(self.error(statement.range, message));
        }
        self.check_group(statement.range, 0)?;
        match statement.value.as_deref().map(|value| (value, fold(value))) {
            None => self.return_constant(Constant::None),
            Some((_, Some(constant))) => self.return_constant(constant),
            Some((value, None)) => self.return_value(value),
        }
    }

    fn return_constant(&mut self, constant: Constant) -> Compiled {
        let left = self.leave_blocks(0, false)?;
        self.constant(constant);
        self.emit(Op::Return);
        self.enter_again(left);
        Ok(())
    }

    fn return_value(&mut self, value: &'a Expr) -> Compiled {
        self.expression(value)?;
        let left = self.leave_blocks(0, true)?;
        self.emit(Op::Return);
        self.enter_again(left);
        Ok(())
    }

    pub(super) fn break_statement(&mut self, range: TextRange) -> Compiled {
        let Some((index, _, target, has_iterator)) = self.innermost_loop() else {
            return Err(self.error(range, "'break' outside loop"));
        };
        self.check_group(range, index)?;
        let left = self.leave_blocks(index + 1, false)?;
        if has_iterator {
            self.emit(Op::Pop);
        }
        self.jump(Op::Jump, target);
        self.enter_again(left);
        Ok(())
    }

    pub(super) fn continue_statement(&mut self, range: TextRange) -> Compiled {
        let Some((index, target, ..)) = self.innermost_loop() else {
            return Err(self.error(range, "'continue' not properly in loop"));
        };
        self.check_group(range, index)?;
        let left = self.leave_blocks(index + 1, false)?;
        self.jump(Op::Jump, target);
        self.enter_again(left);
        Ok(())
    }

    fn innermost_loop(&self) -> Option<(usize, Label, Label, bool)> {
        let blocks = self.unit.blocks.iter().enumerate();
        blocks.rev().find_map(|(index, block)| match block {
            Block::Loop {
                continue_to,
                break_to,
                has_iterator,
            } => Some((index, *continue_to, *break_to, *has_iterator)),
            _ => None,
        })
    }

    /// Nothing may leave the clauses of an `except*`.
    fn check_group(&self, range: TextRange, outermost: usize) -> Compiled {
        let leaves_group = self.unit.blocks[outermost..]
            .iter()
            .any(|block| matches!(block, Block::Group));
        if leaves_group {
            let message = "'break', 'continue' and 'return' cannot appear in an except* block";
            return Err(self.error(range, message));
        }
        Ok(())
    }

    /// Does what has to be done on the way out of all blocks but the outer `kept` ones; with `value`, the top of the
    /// stack is carried along. The blocks go to [`Compiler::enter_again`] once the jump is there.
    fn leave_blocks(&mut self, kept: usize, value: bool) -> Compiled<Vec<Block<'a>>> {
        let mut left = Vec::new();
        while self.unit.blocks.len() > kept {
            let mut block = self.unit.blocks.pop().expect("there are more than `kept`");
            if let Some(protection) = block.protection_mut() {
                self.unit.emitter.suspend(protection);
            }
            self.leave_block(&block, value)?;
            left.push(block);
        }
        Ok(left)
    }

    fn enter_again(&mut self, left: Vec<Block<'a>>) {
        for mut block in left.into_iter().rev() {
            if let Some(protection) = block.protection_mut() {
                self.unit.emitter.resume(protection);
            }
            self.unit.blocks.push(block);
        }
    }

    fn leave_block(&mut self, block: &Block<'a>, value: bool) -> Compiled {
        match block {
            Block::Loop {
                has_iterator: true, ..
            }
            | Block::Waiting => self.drop_below(value),
            Block::Finally { body, .. } => {
                if value {
                    self.unit.blocks.push(Block::Waiting);
                }
                let place = self.place;
                self.statements(body)?;
                self.place = place;
                if value {
                    self.unit.blocks.pop();
                }
            }
            Block::Handler { above, .. } => {
                for _ in 0..*above {
                    self.drop_below(value);
                }
                if value {
                    self.emit(Op::Swap(2));
                }
                self.emit(Op::PopHandled);
            }
            Block::Named { name, .. } => self.clear_name(name),
            Block::With {
                is_async, range, ..
            } => {
                if value {
                    self.emit(Op::Swap(2));
                }
                self.call_exit_with_nothing(*is_async, *range);
            }
            Block::Loop { .. } | Block::Try { .. } | Block::Group => {}
        }
        Ok(())
    }

    /// Drops the top, or with `value` what lies below it.
    fn drop_below(&mut self, value: bool) {
        if value {
            self.emit(Op::Swap(2));
        }
        self.emit(Op::Pop);
    }

    /// The name of an `except … as name` is unbound when its body is over.
    pub(super) fn clear_name(&mut self, name: &str) {
        self.constant(Constant::None);
        self.store_name(name);
        self.delete_name(name);
    }

    /// `exit →`: what a `with` does when its body is left without an exception.
    pub(super) fn call_exit_with_nothing(&mut self, is_async: bool, range: TextRange) {
        self.at(range, |this| {
            this.emit(Op::LeaveWith);
            if is_async {
                this.emit(Op::Await);
            }
            this.emit(Op::Pop);
        });
    }
}
