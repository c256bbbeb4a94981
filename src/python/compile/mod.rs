//! A checked syntax tree to bytecode.
//!
//! First `symbols` walks the tree and `scope` decides where each variable lives. Then the tree is walked once more, and
//! each function, class body and module becomes a `Unit` of instructions, which `emit` assembles. One file per area of
//! the grammar holds the rules. Everything is compiled for a machine it knows only by [`crate::python::code`]; it runs
//! nothing, except arithmetic on literals.

mod annotations;
mod assignments;
mod calls;
mod classes;
mod comprehensions;
mod conditions;
mod constants;
mod disassemble;
mod effect;
mod emit;
mod exceptions;
mod exits;
mod expressions;
mod functions;
mod imports;
mod loops;
mod names;
mod patterns;
mod scope;
mod statements;
mod strings;
mod symbols;
#[cfg(test)]
mod tests;
mod unit;
mod warnings;

use std::rc::Rc;

use ruff_python_ast::{Decorator, Expr, ExprAttribute, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::python::code::{Code, CodeKind, Op, Place};
use crate::python::object::Value;
use crate::python::parse::{self, Source, SyntaxError, SyntaxWarning};

use self::constants::Constant;
use self::emit::Label;
use self::scope::{ScopeId, Scopes};
use self::unit::Unit;

pub use self::disassemble::disassemble;

/// Compiles a whole program. Its code object is of the kind [`CodeKind::Module`].
pub fn compile(text: &str, filename: &str) -> Result<Rc<Code>, SyntaxError> {
    Ok(compile_with_warnings(text, filename)?.0)
}

/// The same with what there is to warn of.
pub fn compile_with_warnings(
    text: &str,
    filename: &str,
) -> Result<(Rc<Code>, Vec<SyntaxWarning>), SyntaxError> {
    let source = Source::new(text);
    let module = parse::parse_module(&source)?;
    let scopes = symbols::of_module(&source, &module)?;
    let code = Compiler::new(&source, filename, scopes).module(&module.body, module.range)?;
    Ok((code, source.into_warnings()))
}

/// Compiles one expression into a module whose run returns the expression's value.
pub fn compile_eval(text: &str, filename: &str) -> Result<Rc<Code>, SyntaxError> {
    let source = Source::new(text);
    let module = parse::parse_expression(&source)?;
    let scopes = symbols::of_expression(&source, &module)?;
    Compiler::new(&source, filename, scopes).eval(&module.body)
}

/// Compilation fails with the first error.
type Compiled<T = ()> = Result<T, SyntaxError>;

/// The walk over a program's tree; `'a` is the life of the tree.
struct Compiler<'a> {
    source: &'a Source<'a>,
    filename: Rc<str>,
    scopes: Scopes,
    /// The code object being made.
    unit: Box<Unit<'a>>,
    /// The values of constants, shared by all code objects of the program.
    values: FxHashMap<Constant, Value>,
    /// Where the node being compiled stands.
    place: Place,
    /// `from __future__ import annotations`: annotations are their own text.
    annotations_as_text: bool,
    /// Where the imports from `__future__` at the head of the program end.
    futures_end: TextSize,
}

impl<'a> Compiler<'a> {
    fn new(source: &'a Source<'a>, filename: &str, scopes: Scopes) -> Compiler<'a> {
        let unit = Unit::new(CodeKind::Module, "<module>", "<module>", ScopeId::MODULE, 1);
        Compiler {
            source,
            filename: Rc::from(filename),
            scopes,
            unit,
            values: FxHashMap::default(),
            place: Place::of_line(1),
            annotations_as_text: false,
            futures_end: TextSize::new(0),
        }
    }

    fn module(mut self, body: &'a [Stmt], range: TextRange) -> Compiled<Rc<Code>> {
        self.future_statements(body)?;
        if let Some(docstring) = self.take_docstring(body) {
            self.constant(Constant::str(&docstring));
            self.store_name("__doc__");
        }
        self.define_annotations(body, range)?;
        for statement in body {
            if statements::awaits(statement) {
                self.top_level(statement)?;
            } else {
                self.statement(statement)?;
            }
        }
        self.return_none();
        self.finish()
    }

    /// Compiles a statement of the module that awaits into a coroutine's code, and the instruction that runs it.
    fn top_level(&mut self, statement: &'a Stmt) -> Compiled {
        let line = self.line_of(statement.start());
        let unit = Unit::new(
            CodeKind::Coroutine,
            "<module>",
            "<module>",
            ScopeId::MODULE,
            line,
        );
        let outer = self.enter(unit);
        self.statement(statement)?;
        self.return_none();
        let code = self.leave(outer)?;
        self.place = self.place_of(statement.range());
        let index = self.unit.code_constant(code);
        self.emit(Op::RunTopLevel(index));
        self.emit(Op::Pop);
        Ok(())
    }

    fn eval(mut self, expression: &'a Expr) -> Compiled<Rc<Code>> {
        self.expression(expression)?;
        self.emit(Op::Return);
        self.finish()
    }

    fn finish(mut self) -> Compiled<Rc<Code>> {
        let unit = self.unit.take();
        self.assemble(unit)
    }

    /// Begins an inner code object; the unit returned goes to [`Compiler::leave`].
    fn enter(&mut self, mut unit: Box<Unit<'a>>) -> Box<Unit<'a>> {
        if unit.class.is_none() {
            unit.class = self.unit.class.clone();
        }
        let free = self.scopes.get(unit.scope).free();
        unit.set_free(free);
        std::mem::replace(&mut self.unit, unit)
    }

    fn leave(&mut self, outer: Box<Unit<'a>>) -> Compiled<Rc<Code>> {
        let unit = std::mem::replace(&mut self.unit, outer);
        self.assemble(unit)
    }

    fn assemble(&mut self, unit: Box<Unit<'a>>) -> Compiled<Rc<Code>> {
        let first_line = unit.first_line;
        match unit.assemble(self.filename.clone(), &mut self.values) {
            Ok(code) => Ok(Rc::new(code)),
            Err(message) => {
                let start = self.source.line_start(first_line);
                Err(SyntaxError::new(
                    self.source,
                    TextRange::empty(start),
                    message,
                ))
            }
        }
    }

    fn emit(&mut self, op: Op) {
        self.unit.emitter.emit(op, self.place);
    }

    fn jump(&mut self, op: fn(u32) -> Op, label: Label) {
        self.unit.emitter.jump(op, label, self.place);
    }

    fn new_label(&mut self) -> Label {
        self.unit.emitter.new_label()
    }

    fn bind(&mut self, label: Label) {
        self.unit.emitter.bind(label);
    }

    fn constant(&mut self, constant: Constant) {
        let index = self.unit.constant(constant);
        self.emit(Op::Const(index));
    }

    fn return_none(&mut self) {
        self.constant(Constant::None);
        self.emit(Op::Return);
    }

    fn line_of(&self, offset: TextSize) -> u32 {
        self.source.line(offset)
    }

    fn place_of(&self, range: TextRange) -> Place {
        Place {
            line: self.source.line(range.start()),
            start: range.start().to_u32(),
            end: range.end().to_u32(),
        }
    }

    /// Compiles with `range` as the current place.
    fn at<T>(&mut self, range: TextRange, compile: impl FnOnce(&mut Self) -> T) -> T {
        let place = self.place_of(range);
        let outer = std::mem::replace(&mut self.place, place);
        let result = compile(self);
        self.place = outer;
        result
    }

    /// What is marked where an attribute is used in `range`: in a chain over several lines it begins at its own name.
    fn attribute_place(&self, attribute: &ExprAttribute, range: TextRange) -> TextRange {
        let name = attribute.attr.start();
        match self.line_of(name) == self.line_of(range.start()) {
            true => range,
            false => TextRange::new(name, range.end()),
        }
    }

    /// A definition without its decorators.
    fn without_decorators(&self, range: TextRange, decorators: &[Decorator]) -> TextRange {
        let Some(last) = decorators.last() else {
            return range;
        };
        let mut rest = &self.source.text()[last.end().to_usize()..];
        loop {
            rest = rest.trim_start();
            match rest.starts_with('#') {
                true => rest = rest.trim_start_matches(|c| c != '\n'),
                false => break,
            }
        }
        let end = TextSize::of(self.source.text());
        TextRange::new(end - TextSize::of(rest), range.end())
    }

    fn error(&self, range: TextRange, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.source, range, message)
    }

    /// The operand of an instruction that has only 16 bits for it.
    fn narrow(&self, index: u32, range: TextRange, what: &str) -> Compiled<u16> {
        u16::try_from(index).map_err(|_| self.error(range, format!("too many {what}")))
    }
}
