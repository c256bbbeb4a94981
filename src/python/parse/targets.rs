//! What messages call an expression that stands where something should be assigned.

use ruff_python_ast::{Expr, Mod};
use ruff_text_size::{Ranged, TextRange};

use super::children::{Node, children};

/// The outermost expression with exactly this range.
pub fn find(program: &Mod, range: TextRange) -> Option<&Expr> {
    fn look<'a>(node: Node<'a>, range: TextRange, found: &mut Option<&'a Expr>) {
        let place = match node {
            Node::Stmt(statement) => statement.range(),
            Node::Expr(expression) => expression.range(),
            _ => range,
        };
        if found.is_some() || !place.contains_range(range) {
            return;
        }
        match node {
            Node::Expr(expression) if place == range => *found = Some(expression),
            _ => children(node, &mut |child| look(child, range, found)),
        }
    }

    let mut found = None;
    let node = match program {
        Mod::Module(module) => Node::Body(&module.body),
        Mod::Expression(module) => Node::Expr(&module.body),
    };
    look(node, range, &mut found);
    found
}

/// How CPython's messages call an expression.
pub fn expression_name(expression: &Expr) -> &'static str {
    match expression {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

/// Whether `==` may have been meant where the expression is assigned to.
pub fn may_be_compared(expression: &Expr) -> bool {
    match expression {
        Expr::UnaryOp(unary) => unary.op != ruff_python_ast::UnaryOp::Not,
        Expr::BoolOp(_)
        | Expr::Compare(_)
        | Expr::If(_)
        | Expr::Lambda(_)
        | Expr::Named(_)
        | Expr::Yield(_)
        | Expr::YieldFrom(_)
        | Expr::Starred(_)
        | Expr::Generator(_)
        | Expr::List(_)
        | Expr::Tuple(_)
        | Expr::NoneLiteral(_)
        | Expr::BooleanLiteral(_) => false,
        _ => true,
    }
}
