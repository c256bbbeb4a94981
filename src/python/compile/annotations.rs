//! Annotations: they are never evaluated where they stand, but by a function that is called when somebody asks for them.

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprName, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::python::code::Op;

use super::constants::Constant;
use super::scope::ScopeKind;
use super::{Compiled, Compiler};

/// The annotated variables of a class body or a module, in their order.
pub fn of_body(body: &[Stmt]) -> Vec<(&ExprName, &Expr)> {
    struct Collector<'a>(Vec<(&'a ExprName, &'a Expr)>);

    impl<'a> StatementVisitor<'a> for Collector<'a> {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::AnnAssign(assign) if assign.simple => {
                    if let Expr::Name(name) = &*assign.target {
                        self.0.push((name, &assign.annotation));
                    }
                }
                _ => walk_stmt(self, statement),
            }
        }
    }

    let mut collector = Collector(Vec::new());
    collector.visit_body(body);
    collector.0
}

/// The first expression in an annotation that may not stand there, and its name in messages.
pub fn forbidden(annotation: &Expr) -> Option<(TextRange, &'static str)> {
    struct Finder(Option<(TextRange, &'static str)>);

    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            let what = match expr {
                Expr::Named(_) => "named expression",
                Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
                Expr::Await(_) => "await expression",
                Expr::Lambda(_) => return,
                _ => return visitor::walk_expr(self, expr),
            };
            self.0 = self.0.or(Some((expr.range(), what)));
        }
    }

    let mut finder = Finder(None);
    finder.visit_expr(annotation);
    finder.0
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
