//! `for` and `while`.

use ruff_python_ast::{StmtFor, StmtWhile};
use ruff_text_size::Ranged;

use crate::python::code::Op;

use super::exits::Block;
use super::{Compiled, Compiler};

impl<'a> Compiler<'a> {
    pub(super) fn for_loop(&mut self, statement: &'a StmtFor) -> Compiled {
        if statement.is_async && !self.may_await() {
            return Err(self.error(statement.range, self.misplaced_async("async for")));
        }
        let next = self.new_label();
        let exhausted = self.new_label();
        let end = self.new_label();
        let iterable = statement.iter.range();

        if statement.is_async {
            self.expression(&statement.iter)?;
        } else {
            self.iterated(&statement.iter)?;
        }
        self.at(iterable, |this| this.get_iterator(statement.is_async));
        self.bind(next);
        self.next_item(statement.is_async, &statement.iter, exhausted);
        self.store(&statement.target)?;
        self.unit.blocks.push(Block::Loop {
            continue_to: next,
            break_to: end,
            has_iterator: true,
        });
        self.statements(&statement.body)?;
        self.unit.blocks.pop();
        self.jump(Op::Jump, next);
        self.at(iterable, |this| {
            this.end_of_items(statement.is_async, exhausted)
        });
        self.statements(&statement.orelse)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn while_loop(&mut self, statement: &'a StmtWhile) -> Compiled {
        let body = self.new_label();
        let again = self.new_label();
        let otherwise = self.new_label();
        let end = self.new_label();

        self.jump_if(&statement.test, otherwise, false)?;
        self.bind(body);
        self.unit.blocks.push(Block::Loop {
            continue_to: again,
            break_to: end,
            has_iterator: false,
        });
        self.statements(&statement.body)?;
        self.unit.blocks.pop();
        // The test stands at both ends, so that a turn of the loop takes one jump.
        self.bind(again);
        self.jump_if(&statement.test, body, true)?;
        self.bind(otherwise);
        self.statements(&statement.orelse)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn misplaced_async(&self, what: &str) -> String {
        use super::scope::ScopeKind;
        match self.scopes.get(self.unit.scope).kind {
            ScopeKind::Module | ScopeKind::Class => format!("'{what}' outside async function"),
            _ => format!("'{what}' outside async function"),
        }
    }
}
