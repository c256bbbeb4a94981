//! `try` in its three forms, and `with`.

use ruff_python_ast::{
    ExceptHandler, ExceptHandlerExceptHandler, Stmt, StmtTry, StmtWith, WithItem,
};
use ruff_text_size::Ranged;

use crate::python::code::Op;

use super::emit::Label;
use super::exits::Block;
use super::{Compiled, Compiler};

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, statement: &'a StmtTry) -> Compiled {
        if statement.finalbody.is_empty() {
            return self.try_except(statement);
        }
        let failed = self.new_label();
        let end = self.new_label();
        let protection = self.unit.emitter.protect(failed, 0);
        self.unit.blocks.push(Block::Finally {
            body: &statement.finalbody,
            protection,
        });
        if statement.handlers.is_empty() {
            self.statements(&statement.body)?;
        } else {
            self.try_except(statement)?;
        }
        self.end_block();
        self.statements(&statement.finalbody)?;
        self.jump(Op::Jump, end);

        self.unit.emitter.bind_handler(failed);
        let start = statement.finalbody[0].range();
        self.at(start, |this| this.emit(Op::PushHandled));
        let restore = self.begin_handler(1, 1);
        self.statements(&statement.finalbody)?;
        self.end_block();
        self.restore_and_reraise(restore);
        self.bind(end);
        Ok(())
    }

    fn try_except(&mut self, statement: &'a StmtTry) -> Compiled {
        let failed = self.new_label();
        let end = self.new_label();
        let protection = self.unit.emitter.protect(failed, 0);
        self.unit.blocks.push(Block::Try { protection });
        self.statements(&statement.body)?;
        self.end_block();
        self.statements(&statement.orelse)?;
        self.jump(Op::Jump, end);

        self.unit.emitter.bind_handler(failed);
        // What looks for the clause is no part of the last line before it.
        self.at(statement.handlers[0].range(), |this| {
            if statement.is_star {
                this.group_handlers(&statement.handlers, end)
            } else {
                this.handlers(&statement.handlers, end)
            }
        })?;
        self.bind(end);
        Ok(())
    }

    /// Closes the innermost block and what it protects.
    fn end_block(&mut self) {
        match self.unit.blocks.pop() {
            Some(
                Block::Try { mut protection }
                | Block::Finally { mut protection, .. }
                | Block::Handler { mut protection, .. }
                | Block::Named { mut protection, .. }
                | Block::With { mut protection, .. },
            ) => self.unit.emitter.suspend(&mut protection),
            _ => unreachable!("the innermost block protects"),
        }
    }

    /// After [`Op::PushHandled`]: whatever a handler raises goes to the label given back, where
    /// [`Compiler::restore_and_reraise`] waits for it. `above` operands of the handler are dropped on an early exit,
    /// `dropped` ones when it raises.
    fn begin_handler(&mut self, above: u32, dropped: u32) -> Label {
        let restore = self.new_label();
        let protection = self.unit.emitter.protect(restore, dropped);
        self.unit.blocks.push(Block::Handler { protection, above });
        restore
    }

    /// `previous exception →`: the previous exception is the one being handled again, and the other one goes on.
    fn restore_and_reraise(&mut self, restore: Label) {
        self.bind(restore);
        self.emit(Op::Swap(2));
        self.emit(Op::PopHandled);
        self.emit(Op::Reraise);
    }

    fn handlers(&mut self, handlers: &'a [ExceptHandler], end: Label) -> Compiled {
        self.emit(Op::PushHandled);
        let restore = self.begin_handler(0, 1);
        for (index, handler) in handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && index + 1 < handlers.len() {
                return Err(self.error(handler.range, "default 'except:' must be last"));
            }
            self.at(handler.range(), |this| this.handler(handler, restore, end))?;
        }
        // No clause matched.
        self.end_block();
        self.restore_and_reraise(restore);
        Ok(())
    }

    fn handler(
        &mut self,
        handler: &'a ExceptHandlerExceptHandler,
        restore: Label,
        end: Label,
    ) -> Compiled {
        let next = self.new_label();
        if let Some(class) = &handler.type_ {
            self.expression(class)?;
            self.emit(Op::ExceptionMatches);
            self.jump(Op::JumpIfFalse, next);
        }
        let Some(name) = &handler.name else {
            self.emit(Op::Pop);
            self.statements(&handler.body)?;
            self.leave_handler(None, end);
            self.bind(next);
            return Ok(());
        };
        self.store_name(name);
        let failed = self.new_label();
        let protection = self.unit.emitter.protect(failed, 0);
        self.unit.blocks.push(Block::Named { name, protection });
        self.statements(&handler.body)?;
        self.end_block();
        self.leave_handler(Some(name), end);
        self.unit.emitter.bind_handler(failed);
        self.clear_name(name);
        self.jump(Op::Jump, restore);
        self.bind(next);
        Ok(())
    }

    /// The normal end of a handler, outside what the handler's own restoring covers.
    fn leave_handler(&mut self, name: Option<&str>, end: Label) {
        let Some(Block::Handler {
            mut protection,
            above,
        }) = self.unit.blocks.pop()
        else {
            unreachable!("a handler is open");
        };
        self.unit.emitter.suspend(&mut protection);
        self.emit(Op::PopHandled);
        if let Some(name) = name {
            self.clear_name(name);
        }
        self.jump(Op::Jump, end);
        self.unit.emitter.resume(&mut protection);
        self.unit.blocks.push(Block::Handler { protection, above });
    }

    /// The clauses of `except*`. While they run, the stack holds `previous original raised rest`: the group as it was, a
    /// list of what the clauses raised, and what no clause has taken yet.
    fn group_handlers(&mut self, handlers: &'a [ExceptHandler], end: Label) -> Compiled {
        self.emit(Op::PushHandled);
        let restore = self.begin_handler(0, 1);
        self.unit.blocks.push(Block::Group);
        self.emit(Op::Copy(1));
        self.emit(Op::BuildList(0));
        self.emit(Op::Swap(2));
        for handler in handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            self.at(handler.range(), |this| this.group_handler(handler))?;
        }
        self.unit.blocks.pop();
        self.emit(Op::ListAppend(1));
        self.emit(Op::RaiseStarResult);
        self.emit(Op::Copy(1));
        let done = self.new_label();
        self.jump(Op::JumpIfNone, done);
        self.end_block();
        self.restore_and_reraise(restore);
        self.bind(done);
        self.emit(Op::Pop);
        self.emit(Op::PopHandled);
        self.jump(Op::Jump, end);
        Ok(())
    }

    fn group_handler(&mut self, handler: &'a ExceptHandlerExceptHandler) -> Compiled {
        let Some(class) = &handler.type_ else {
            return Err(self.error(handler.range, "expected one or more exception types"));
        };
        let unmatched = self.new_label();
        let failed = self.new_label();
        let next = self.new_label();
        self.expression(class)?;
        self.emit(Op::GroupMatches);
        self.emit(Op::Copy(1));
        self.jump(Op::JumpIfNone, unmatched);
        match &handler.name {
            Some(name) => self.store_name(name),
            None => self.emit(Op::Pop),
        }
        let protection = self.unit.emitter.protect(failed, 0);
        self.unit.blocks.push(match &handler.name {
            Some(name) => Block::Named { name, protection },
            None => Block::Try { protection },
        });
        self.statements(&handler.body)?;
        self.end_block();
        self.clear_optional_name(handler);
        self.jump(Op::Jump, next);

        self.unit.emitter.bind_handler(failed);
        self.clear_optional_name(handler);
        self.emit(Op::ListAppend(2));
        self.jump(Op::Jump, next);

        self.bind(unmatched);
        self.emit(Op::Pop);
        self.bind(next);
        Ok(())
    }

    fn clear_optional_name(&mut self, handler: &ExceptHandlerExceptHandler) {
        if let Some(name) = &handler.name {
            self.clear_name(name);
        }
    }

    pub(super) fn with_statement(&mut self, statement: &'a StmtWith) -> Compiled {
        if statement.is_async && !self.may_await() {
            return Err(self.error(statement.range, self.misplaced_async("async with")));
        }
        self.with_items(&statement.items, &statement.body, statement.is_async)
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> Compiled {
        let Some((item, inner)) = items.split_first() else {
            return self.statements(body);
        };
        let failed = self.new_label();
        let end = self.new_label();
        let range = item.context_expr.range();

        self.expression(&item.context_expr)?;
        self.at(range, |this| {
            if is_async {
                this.emit(Op::EnterAsyncWith);
                this.emit(Op::Await);
            } else {
                this.emit(Op::EnterWith);
            }
        });
        let protection = self.unit.emitter.protect(failed, 1);
        self.unit.blocks.push(Block::With {
            is_async,
            range,
            protection,
        });
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Op::Pop),
        }
        self.with_items(inner, body, is_async)?;
        self.end_block();
        self.call_exit_with_nothing(is_async, range);
        self.jump(Op::Jump, end);

        self.unit.emitter.bind_handler(failed);
        self.at(range, |this| this.exit_with_exception(is_async, end));
        self.bind(end);
        Ok(())
    }

    /// `exit exception →`: goes to `end` if the manager swallows the exception.
    fn exit_with_exception(&mut self, is_async: bool, end: Label) {
        let swallowed = self.new_label();
        self.emit(Op::PushHandled);
        let restore = self.begin_handler(1, 1);
        self.emit(Op::CallExit);
        if is_async {
            self.emit(Op::Await);
        }
        self.jump(Op::JumpIfTrue, swallowed);
        self.end_block();
        self.restore_and_reraise(restore);
        self.bind(swallowed);
        self.emit(Op::Pop);
        self.emit(Op::PopHandled);
        self.emit(Op::Pop);
        self.jump(Op::Jump, end);
    }
}
