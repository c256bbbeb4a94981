//! Statements without a file of their own, and the choice among all of them.

use std::rc::Rc;

use ruff_python_ast::{Decorator, Expr, Stmt, StmtAssert, StmtIf, StmtRaise};
use ruff_text_size::Ranged;

use crate::python::code::Op;
use crate::python::parse::children::{Node, children};

use super::constants::fold;
use super::{Compiled, Compiler};

impl<'a> Compiler<'a> {
    pub(super) fn statements(&mut self, statements: &'a [Stmt]) -> Compiled {
        statements
            .iter()
            .try_for_each(|statement| self.statement(statement))
    }

    pub(super) fn statement(&mut self, statement: &'a Stmt) -> Compiled {
        // The place stays what it is after the last statement: the code that ends a body belongs to it.
        self.place = self.place_of(statement.range());
        match statement {
            Stmt::Expr(statement) => {
                if fold(&statement.value).is_some() {
                    self.emit(Op::Nop);
                    return Ok(());
                }
                self.expression(&statement.value)?;
                self.emit(Op::Pop);
                Ok(())
            }
            Stmt::Assign(statement) => self.assign(statement),
            Stmt::AugAssign(statement) => self.augmented_assign(statement),
            Stmt::AnnAssign(statement) => self.annotated_assign(statement),
            Stmt::Return(statement) => self.return_statement(statement),
            Stmt::If(statement) => self.if_statement(statement),
            Stmt::For(statement) => self.for_loop(statement),
            Stmt::While(statement) => self.while_loop(statement),
            Stmt::Break(statement) => self.break_statement(statement.range),
            Stmt::Continue(statement) => self.continue_statement(statement.range),
            Stmt::Pass(_) => {
                self.emit(Op::Nop);
                Ok(())
            }
            Stmt::FunctionDef(function) => self.function_def(function),
            Stmt::ClassDef(class) => self.class_def(class),
            Stmt::Try(statement) => self.try_statement(statement),
            Stmt::With(statement) => self.with_statement(statement),
            Stmt::Match(statement) => self.match_statement(statement),
            Stmt::Raise(statement) => self.raise(statement),
            Stmt::Assert(statement) => self.assert(statement),
            Stmt::Delete(statement) => statement
                .targets
                .iter()
                .try_for_each(|target| self.delete(target)),
            Stmt::Import(statement) => self.import(statement),
            Stmt::ImportFrom(statement) => self.import_from(statement),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            // Declarations were read when the scopes were made.
            Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::IpyEscapeCommand(command) => Err(self.error(command.range, "invalid syntax")),
        }
    }

    fn if_statement(&mut self, statement: &'a StmtIf) -> Compiled {
        let end = self.new_label();
        let mut next = self.new_label();
        self.jump_if(&statement.test, next, false)?;
        self.statements(&statement.body)?;
        for clause in &statement.elif_else_clauses {
            self.jump(Op::Jump, end);
            self.bind(next);
            next = self.new_label();
            if let Some(test) = &clause.test {
                self.jump_if(test, next, false)?;
            }
            self.statements(&clause.body)?;
        }
        self.bind(next);
        self.bind(end);
        Ok(())
    }

    fn raise(&mut self, statement: &'a StmtRaise) -> Compiled {
        let mut operands = 0;
        for operand in [&statement.exc, &statement.cause].into_iter().flatten() {
            self.expression(operand)?;
            operands += 1;
        }
        self.emit(Op::Raise(operands));
        Ok(())
    }

    fn assert(&mut self, statement: &'a StmtAssert) -> Compiled {
        self.warn_of_assertion(statement.start(), &statement.test);
        let end = self.new_label();
        self.jump_if(&statement.test, end, true)?;
        self.emit(Op::LoadAssertionError);
        if let Some(message) = &statement.msg {
            self.expression(message)?;
            self.emit(Op::Call(1));
        }
        self.at(statement.test.range(), |this| this.emit(Op::Raise(1)));
        self.bind(end);
        Ok(())
    }

    /// The docstring of a body, if its first statement is one.
    pub(super) fn take_docstring(&self, body: &[Stmt]) -> Option<Rc<str>> {
        let Some(Stmt::Expr(statement)) = body.first() else {
            return None;
        };
        let Expr::StringLiteral(literal) = &*statement.value else {
            return None;
        };
        Some(without_indentation(literal.value.to_str()).into())
    }
}

/// A docstring without the indentation that all its lines but the first have in common.
fn without_indentation(text: &str) -> String {
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let text = expand_tabs(text);
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default();
    let margin = lines
        .clone()
        .filter(|line| !line.trim_matches(' ').is_empty())
        .map(indentation)
        .min()
        .unwrap_or(0);
    let mut cleaned = first.trim_start_matches(' ').to_string();
    for line in lines {
        cleaned.push('\n');
        cleaned.push_str(
            line.get(margin.min(indentation(line))..)
                .unwrap_or_default(),
        );
    }
    cleaned
}

/// Tabs at the beginning of a line as spaces, up to the next multiple of eight.
fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' => {
                expanded.push('\n');
                column = 0;
            }
            _ => {
                expanded.push(character);
                column += 1;
            }
        }
    }
    expanded
}

/// Whether a statement of the module awaits, outside of the functions that it defines.
pub fn awaits(statement: &Stmt) -> bool {
    awaits_within(Node::Stmt(statement))
}

fn awaits_within(node: Node<'_>) -> bool {
    let awaits = |expression: &Expr| awaits_within(Node::Expr(expression));
    let decorated = |list: &[Decorator]| list.iter().any(|one| awaits(&one.expression));
    match node {
        Node::Stmt(Stmt::FunctionDef(function)) => {
            let mut defaults = function.parameters.iter().filter_map(|it| it.default());
            decorated(&function.decorator_list) || defaults.any(awaits)
        }
        Node::Stmt(Stmt::ClassDef(class)) => {
            let arguments = class.arguments.as_deref();
            decorated(&class.decorator_list)
                || arguments.is_some_and(|arguments| {
                    let mut keywords = arguments.keywords.iter();
                    arguments.args.iter().any(awaits) || keywords.any(|one| awaits(&one.value))
                })
        }
        Node::Stmt(Stmt::For(statement)) if statement.is_async => true,
        Node::Stmt(Stmt::With(statement)) if statement.is_async => true,
        Node::Expr(Expr::Await(_)) => true,
        Node::Expr(Expr::Lambda(lambda)) => {
            let parameters = lambda.parameters.iter().flat_map(|all| all.iter());
            parameters.filter_map(|it| it.default()).any(awaits)
        }
        // Only the first iterable belongs to the scope around a generator expression.
        Node::Expr(Expr::Generator(comp)) => comp
            .generators
            .first()
            .is_some_and(|first| awaits(&first.iter)),
        Node::Comprehension(part) if part.is_async => true,
        _ => {
            let mut found = false;
            children(node, &mut |child| found = found || awaits_within(child));
            found
        }
    }
}
