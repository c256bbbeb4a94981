//! What stands directly inside a piece of a program, for the walks through it.
//!
//! Every walk is a function that looks at a node and calls itself for the children that concern it. The parser's own visitors
//! would do the same, but each of them is compiled as a whole once more.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Comprehension, ExceptHandler, Expr, Pattern, Stmt};

/// A piece of a program that a walk may want to look at.
#[derive(Clone, Copy)]
pub enum Node<'a> {
    Body(&'a [Stmt]),
    Stmt(&'a Stmt),
    Expr(&'a Expr),
    Pattern(&'a Pattern),
    Handler(&'a ExceptHandler),
    Comprehension(&'a Comprehension),
}

/// Calls `each` with what stands directly inside, in the order in which it is evaluated.
pub fn children<'a>(node: Node<'a>, each: &mut dyn FnMut(Node<'a>)) {
    let mut children = Children(each);
    match node {
        Node::Body(body) => visitor::walk_body(&mut children, body),
        Node::Stmt(statement) => visitor::walk_stmt(&mut children, statement),
        Node::Expr(expression) => visitor::walk_expr(&mut children, expression),
        Node::Pattern(pattern) => visitor::walk_pattern(&mut children, pattern),
        Node::Handler(handler) => visitor::walk_except_handler(&mut children, handler),
        Node::Comprehension(part) => visitor::walk_comprehension(&mut children, part),
    }
}

struct Children<'c, 'a>(&'c mut dyn FnMut(Node<'a>));

impl<'a> Visitor<'a> for Children<'_, 'a> {
    fn visit_body(&mut self, body: &'a [Stmt]) {
        (self.0)(Node::Body(body));
    }

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        (self.0)(Node::Stmt(statement));
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        (self.0)(Node::Expr(expression));
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        (self.0)(Node::Pattern(pattern));
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        (self.0)(Node::Handler(handler));
    }

    fn visit_comprehension(&mut self, part: &'a Comprehension) {
        (self.0)(Node::Comprehension(part));
    }
}
