//! Annotations: they are never evaluated where they stand, but by a function that is called when somebody asks for them.

use ruff_python_ast::{Expr, ExprName, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::python::code::Op;
use crate::python::parse::children::{Node, children};

use super::constants::Constant;
use super::scope::ScopeKind;
use super::{Compiled, Compiler};

/// The annotated variables of a class body or a module, in their order.
pub fn of_body(body: &[Stmt]) -> Vec<(&ExprName, &Expr)> {
    fn collect<'a>(node: Node<'a>, found: &mut Vec<(&'a ExprName, &'a Expr)>) {
        match node {
            Node::Stmt(Stmt::FunctionDef(_) | Stmt::ClassDef(_)) | Node::Expr(_) => {}
            Node::Stmt(Stmt::AnnAssign(assign)) if assign.simple => {
                if let Expr::Name(name) = &*assign.target {
                    found.push((name, &assign.annotation));
                }
            }
            _ => children(node, &mut |child| collect(child, found)),
        }
    }

    let mut found = Vec::new();
    collect(Node::Body(body), &mut found);
    found
}

/// The first expression in an annotation that may not stand there, and its name in messages.
pub fn forbidden(annotation: &Expr) -> Option<(TextRange, &'static str)> {
    fn look(node: Node<'_>, found: &mut Option<(TextRange, &'static str)>) {
        let what = match node {
            Node::Expr(Expr::Named(_)) => "named expression",
            Node::Expr(Expr::Yield(_) | Expr::YieldFrom(_)) => "yield expression",
            Node::Expr(Expr::Await(_)) => "await expression",
            Node::Expr(Expr::Lambda(_)) => return,
            _ => return children(node, &mut |child| look(child, found)),
        };
        if let Node::Expr(expr) = node {
            *found = found.or(Some((expr.range(), what)));
        }
    }

    let mut found = None;
    look(Node::Expr(annotation), &mut found);
    found
}

impl<'a> Compiler<'a> {
    /// Stores the annotations of a class body or a module as `__annotate__`, if there are any.
    pub(super) fn define_annotations(&mut self, body: &'a [Stmt], range: TextRange) -> Compiled {
        let variables = of_body(body);
        let Some((first, _)) = variables.first() else {
            return Ok(());
        };
        let start = first.start();
        let annotations: Vec<(&str, &Expr)> = variables
            .into_iter()
            .map(|(name, annotation)| (&*name.id, annotation))
            .collect();
        self.annotations(range, start, &annotations)?;
        self.store_name("__annotate__");
        Ok(())
    }

    /// Leaves the function that gives a function's annotations on the stack, if there are any.
    pub(super) fn function_annotations(&mut self, function: &'a StmtFunctionDef) -> Compiled<bool> {
        let parameters = function
            .parameters
            .iter()
            .filter_map(|parameter| Some((parameter.name().as_str(), parameter.annotation()?)));
        let returns = function
            .returns
            .as_deref()
            .map(|returns| ("return", returns));
        let annotations: Vec<(&str, &Expr)> = parameters.chain(returns).collect();
        if annotations.is_empty() {
            return Ok(false);
        }
        self.annotations(function.range, function.name.start(), &annotations)?;
        Ok(true)
    }

    fn annotations(
        &mut self,
        node: TextRange,
        start: TextSize,
        annotations: &[(&str, &'a Expr)],
    ) -> Compiled {
        let scope = self.scopes.of_node(ScopeKind::Annotations, node);
        let code = self.function_code(scope, "__annotate__", start, None, |this| {
            this.emit(Op::BuildDict(0));
            for (name, annotation) in annotations {
                let name = this.symbol(name);
                this.constant(Constant::Str(name.text()));
                this.annotation(annotation)?;
                this.emit(Op::DictAdd(1));
            }
            this.emit(Op::Return);
            Ok(())
        })?;
        self.make_function(code, 0, node)
    }

    fn annotation(&mut self, annotation: &'a Expr) -> Compiled {
        if self.annotations_as_text {
            self.constant(Constant::str(self.source.slice(annotation.range())));
            return Ok(());
        }
        match annotation {
            // `*args: *Ts`
            Expr::Starred(starred) => {
                self.expression(&starred.value)?;
                self.emit(Op::UnpackSequence(1));
                Ok(())
            }
            _ => self.expression(annotation),
        }
    }
}
