//! Expressions: each leaves one value on the stack.

use ruff_python_ast::{
    Expr, ExprContext, ExprDict, ExprNamed, ExprSlice, ExprSubscript, ExprUnaryOp, ExprYield,
    Operator, UnaryOp as UnaryOperator,
};
use ruff_text_size::{Ranged, TextRange};

use crate::python::code::{BinaryOp, CodeKind, Op, UnaryOp};

use super::constants::{Constant, fold, fold_all, fold_set};
use super::scope::ScopeKind;
use super::{Compiled, Compiler};

/// Displays with more items than this are filled item by item, so that they do not need so many operands at once.
const MOST_OPERANDS: usize = 30;

/// How a list, set or tuple display is made.
struct Display {
    build: fn(u32) -> Op,
    append: fn(u32) -> Op,
    extend: fn(u32) -> Op,
}

const LIST: Display = Display {
    build: Op::BuildList,
    append: Op::ListAppend,
    extend: Op::ListExtend,
};
const SET: Display = Display {
    build: Op::BuildSet,
    append: Op::SetAdd,
    extend: Op::SetUpdate,
};

impl<'a> Compiler<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expr) -> Compiled {
        self.at(expression.range(), |this| this.expression_here(expression))
    }

    fn expression_here(&mut self, expression: &'a Expr) -> Compiled {
        if let Expr::NumberLiteral(literal) = expression {
            self.check_number(literal)?;
        }
        if let Some(constant) = fold(expression) {
            self.constant(constant);
            return Ok(());
        }
        match expression {
            Expr::Name(name) => self.load_name(&name.id, name.range),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.symbol(&attribute.attr);
                let index = self.unit.attribute(name);
                self.at(self.attribute_place(attribute, attribute.range), |this| {
                    this.emit(Op::LoadAttribute(index))
                });
                Ok(())
            }
            Expr::Call(call) => self.call(call),
            Expr::BinOp(binary) => {
                self.expression(&binary.left)?;
                self.expression(&binary.right)?;
                self.emit(Op::Binary(binary_op(binary.op)));
                Ok(())
            }
            Expr::UnaryOp(unary) => self.unary(unary),
            Expr::BoolOp(operation) => self.bool_op(operation),
            Expr::Compare(compare) => self.compare(compare),
            Expr::If(choice) => self.choice(choice),
            Expr::Named(named) => self.named(named),
            Expr::Subscript(subscript) => self.subscript(subscript),
            Expr::Slice(slice) => self.slice(slice),
            Expr::List(list) => self.list(&list.elts),
            Expr::Tuple(tuple) => self.tuple(&tuple.elts),
            Expr::Set(set) => self.set(&set.elts),
            Expr::Dict(dict) => self.dict(dict),
            Expr::FString(string) => self.f_string(string),
            Expr::TString(string) => {
                Err(self.error(string.range, "t-strings are not supported here"))
            }
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(comp) => self.list_comprehension(comp),
            Expr::SetComp(comp) => self.set_comprehension(comp),
            Expr::DictComp(comp) => self.dict_comprehension(comp),
            Expr::Generator(comp) => self.generator_expression(comp),
            Expr::Await(awaited) => {
                self.check_await(awaited.range)?;
                self.expression(&awaited.value)?;
                self.emit(Op::Await);
                Ok(())
            }
            Expr::Yield(yielded) => self.yield_value(yielded),
            Expr::YieldFrom(yielded) => {
                self.check_yield(yielded.range)?;
                if self.scopes.get(self.unit.scope).is_async {
                    return Err(self.error(yielded.range, "'yield from' inside async function"));
                }
                self.expression(&yielded.value)?;
                self.emit(Op::YieldFrom);
                Ok(())
            }
            Expr::Starred(starred) => {
                let message = match starred.ctx {
                    ExprContext::Load => "can't use starred expression here",
                    _ => "starred assignment target must be in a list or tuple",
                };
                Err(self.error(starred.range, message))
            }
            Expr::IpyEscapeCommand(command) => Err(self.error(command.range, "invalid syntax")),
            // Folded above.
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {
                Err(self.error(expression.range(), "this literal cannot be read"))
            }
        }
    }

    /// What is only iterated over or searched: a list display may be a tuple there, a set display a frozen set.
    pub(super) fn iterated(&mut self, expression: &'a Expr) -> Compiled {
        if let Expr::Set(set) = expression
            && let Some(items) = fold_set(&set.elts)
        {
            self.at(set.range, |this| this.constant(items));
            return Ok(());
        }
        let Expr::List(list) = expression else {
            return self.expression(expression);
        };
        match fold_all(&list.elts) {
            Some(items) => self.at(list.range, |this| this.constant(items)),
            None if list.elts.iter().any(Expr::is_starred_expr) => self.expression(expression)?,
            None => self.at(list.range, |this| this.tuple(&list.elts))?,
        }
        Ok(())
    }

    fn unary(&mut self, unary: &'a ExprUnaryOp) -> Compiled {
        self.expression(&unary.operand)?;
        self.emit(Op::Unary(match unary.op {
            UnaryOperator::Not => UnaryOp::Not,
            UnaryOperator::USub => UnaryOp::Negative,
            UnaryOperator::UAdd => UnaryOp::Positive,
            UnaryOperator::Invert => UnaryOp::Invert,
        }));
        Ok(())
    }

    fn named(&mut self, named: &'a ExprNamed) -> Compiled {
        self.expression(&named.value)?;
        self.emit(Op::Copy(1));
        self.store(&named.target)
    }

    fn subscript(&mut self, subscript: &'a ExprSubscript) -> Compiled {
        self.warn_of_subscript(subscript);
        self.expression(&subscript.value)?;
        self.expression(&subscript.slice)?;
        self.emit(Op::Subscript);
        Ok(())
    }

    fn slice(&mut self, slice: &'a ExprSlice) -> Compiled {
        for bound in [&slice.lower, &slice.upper] {
            match bound {
                Some(bound) => self.expression(bound)?,
                None => self.constant(Constant::None),
            }
        }
        if let Some(step) = &slice.step {
            self.expression(step)?;
        }
        self.emit(Op::BuildSlice(2 + slice.step.is_some() as u32));
        Ok(())
    }

    fn list(&mut self, items: &'a [Expr]) -> Compiled {
        if items.len() >= 3
            && let Some(constants) = fold_all(items)
        {
            self.emit(Op::BuildList(0));
            self.constant(constants);
            self.emit(Op::ListExtend(1));
            return Ok(());
        }
        self.display(&LIST, items)
    }

    /// The order of a set's members depends on how it was made: one of constants is made from another set, as in CPython.
    fn set(&mut self, items: &'a [Expr]) -> Compiled {
        if items.len() >= 3
            && let Some(constants) = fold_set(items)
        {
            self.emit(Op::BuildSet(0));
            self.constant(constants);
            self.emit(Op::SetUpdate(1));
            return Ok(());
        }
        self.display(&SET, items)
    }

    pub(super) fn tuple(&mut self, items: &'a [Expr]) -> Compiled {
        let is_plain = !items.iter().any(Expr::is_starred_expr);
        if is_plain && items.len() <= MOST_OPERANDS {
            for item in items {
                self.expression(item)?;
            }
            self.emit(Op::BuildTuple(items.len() as u32));
            return Ok(());
        }
        self.display(&LIST, items)?;
        self.emit(Op::ListToTuple);
        Ok(())
    }

    fn display(&mut self, display: &Display, items: &'a [Expr]) -> Compiled {
        self.display_after(display, 0, items)
    }

    /// A list of the upper `leading` values and the items.
    pub(super) fn list_after(&mut self, leading: u32, items: &'a [Expr]) -> Compiled {
        self.display_after(&LIST, leading, items)
    }

    fn display_after(&mut self, display: &Display, leading: u32, items: &'a [Expr]) -> Compiled {
        let is_small = items.len() <= MOST_OPERANDS;
        let plain = items
            .iter()
            .position(Expr::is_starred_expr)
            .unwrap_or(items.len());
        let first = if is_small { plain } else { 0 };
        for item in &items[..first] {
            self.expression(item)?;
        }
        self.emit((display.build)(leading + first as u32));
        for item in &items[first..] {
            match item {
                Expr::Starred(starred) => {
                    self.expression(&starred.value)?;
                    self.emit((display.extend)(1));
                }
                _ => {
                    self.expression(item)?;
                    self.emit((display.append)(1));
                }
            }
        }
        Ok(())
    }

    fn dict(&mut self, dict: &'a ExprDict) -> Compiled {
        let is_small = dict.items.len() <= MOST_OPERANDS / 2;
        let plain = dict.items.iter().position(|item| item.key.is_none());
        let first = if is_small {
            plain.unwrap_or(dict.items.len())
        } else {
            0
        };
        for (index, item) in dict.items.iter().enumerate() {
            if index == first {
                self.emit(Op::BuildDict(first as u32));
            }
            match &item.key {
                Some(key) => {
                    self.expression(key)?;
                    self.expression(&item.value)?;
                    if index >= first {
                        self.emit(Op::DictAdd(1));
                    }
                }
                None => {
                    self.expression(&item.value)?;
                    self.emit(Op::DictUpdate(1));
                }
            }
        }
        if first == dict.items.len() {
            self.emit(Op::BuildDict(first as u32));
        }
        Ok(())
    }

    fn yield_value(&mut self, yielded: &'a ExprYield) -> Compiled {
        self.check_yield(yielded.range)?;
        match &yielded.value {
            Some(value) => self.expression(value)?,
            None => self.constant(Constant::None),
        }
        self.emit(Op::Yield);
        Ok(())
    }

    fn check_yield(&self, range: TextRange) -> Compiled {
        match self.unit.kind {
            CodeKind::Generator | CodeKind::AsyncGenerator => Ok(()),
            _ => Err(self.error(range, "'yield' outside function")),
        }
    }

    /// Whether the code being compiled may await: a coroutine, or a statement of the module.
    pub(super) fn may_await(&self) -> bool {
        matches!(
            self.unit.kind,
            CodeKind::Coroutine | CodeKind::AsyncGenerator
        )
    }

    fn check_await(&self, range: TextRange) -> Compiled {
        if self.may_await() {
            return Ok(());
        }
        let message = match self.scopes.get(self.unit.scope).kind {
            ScopeKind::Module | ScopeKind::Class => "'await' outside function",
            _ => "'await' outside async function",
        };
        Err(self.error(range, message))
    }
}

pub(super) fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Subtract,
        Operator::Mult => BinaryOp::Multiply,
        Operator::MatMult => BinaryOp::MatrixMultiply,
        Operator::Div => BinaryOp::TrueDivide,
        Operator::FloorDiv => BinaryOp::FloorDivide,
        Operator::Mod => BinaryOp::Remainder,
        Operator::Pow => BinaryOp::Power,
        Operator::LShift => BinaryOp::LeftShift,
        Operator::RShift => BinaryOp::RightShift,
        Operator::BitAnd => BinaryOp::And,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
    }
}
