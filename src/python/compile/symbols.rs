//! The walk that notes, for each scope of a program, what it does with each name.
//!
//! It also finds the errors that only scopes can show, in CPython's words: declarations that come too late or contradict
//! one another, repeated parameters, misplaced assignment expressions.

mod declarations;

use ruff_python_ast::{
    Comprehension, ExceptHandler, Expr, ExprContext, ExprNamed, Identifier, ModExpression,
    ModModule, Parameters, Pattern, Stmt, StmtClassDef, StmtFunctionDef, StmtTypeAlias, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};

use crate::python::parse::children::{Node, children};
use crate::python::parse::{Source, SyntaxError};
use crate::python::symbol::Symbol;

use super::annotations;
use super::classes::TYPE_PARAMETERS;
use super::functions::hidden_parameters;
use super::names::mangle;
use super::scope::{ScopeId, ScopeKind, Scopes};

/// The scopes of a program.
pub fn of_module(source: &Source<'_>, module: &ModModule) -> Result<Scopes, SyntaxError> {
    let mut builder = SymbolBuilder::new(source, module.range);
    builder.class_annotations(&module.body, module.range);
    builder.visit_body(&module.body);
    builder.finish()
}

/// The scopes of an expression that stands alone.
pub fn of_expression(source: &Source<'_>, module: &ModExpression) -> Result<Scopes, SyntaxError> {
    let mut builder = SymbolBuilder::new(source, module.range);
    builder.visit_expr(&module.body);
    builder.finish()
}

struct SymbolBuilder<'s> {
    source: &'s Source<'s>,
    scopes: Scopes,
    current: ScopeId,
    /// The class whose private names are mangled here.
    class: Option<String>,
    /// What messages call the innermost comprehension.
    innermost_comprehension: &'static str,
    /// Inside the iterable of a comprehension, where nothing may be assigned.
    in_iterable: bool,
    error: Option<SyntaxError>,
}

/// The names that each class body binds without being told.
const CLASS_NAMES: [&str; 5] = [
    "__module__",
    "__qualname__",
    "__doc__",
    "__type_params__",
    "__annotate__",
];

/// What a place of the program may not contain, and how messages call the place.
const ANNOTATION: &str = "an annotation";
const TYPE_ALIAS: &str = "a type alias";

const GENERATOR: &str = "generator expression";

impl<'s> SymbolBuilder<'s> {
    fn new(source: &'s Source<'s>, range: TextRange) -> SymbolBuilder<'s> {
        let mut scopes = Scopes::default();
        let current = scopes.add(ScopeKind::Module, range, None);
        SymbolBuilder {
            source,
            scopes,
            current,
            class: None,
            innermost_comprehension: GENERATOR,
            in_iterable: false,
            error: None,
        }
    }

    fn finish(mut self) -> Result<Scopes, SyntaxError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.scopes.resolve().map_err(|unbound| {
            let message = format!("no binding for nonlocal '{}' found", unbound.name);
            SyntaxError::new(self.source, unbound.range, message)
        })?;
        Ok(self.scopes)
    }

    fn fail(&mut self, range: TextRange, message: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some(SyntaxError::new(self.source, range, message));
        }
    }

    fn symbol(&self, name: &str) -> Symbol {
        mangle(self.class.as_deref(), name)
    }

    fn bind(&mut self, name: &str) {
        let name = self.symbol(name);
        self.scopes.usage_mut(self.current, name).bound = true;
    }

    fn bind_identifier(&mut self, name: &Identifier) {
        self.check_name(name, name.range);
        self.bind(name);
    }

    fn check_name(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.fail(range, "cannot assign to __debug__");
        }
    }

    fn load(&mut self, name: Symbol) {
        self.scopes.usage_mut(self.current, name).used = true;
    }

    /// Visits something in a scope of its own.
    fn within(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        visit: impl FnOnce(&mut Self),
    ) -> ScopeId {
        let id = self.scopes.add(kind, range, Some(self.current));
        self.within_known(id, visit);
        id
    }

    fn within_known(&mut self, id: ScopeId, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.current, id);
        visit(self);
        self.current = outer;
    }

    fn kind(&self) -> ScopeKind {
        self.scopes.get(self.current).kind
    }

    fn function(&mut self, function: &StmtFunctionDef) {
        for decorator in &function.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.bind_identifier(&function.name);
        self.defaults(&function.parameters);
        let hidden = hidden_parameters(&function.parameters);
        self.generic(
            function.type_params.as_deref(),
            function.range,
            &hidden,
            |this| {
                this.function_annotations(function);
                let id = this.within(ScopeKind::Function, function.range, |this| {
                    this.parameters(&function.parameters);
                    this.visit_body(&function.body);
                });
                this.scopes.get_mut(id).is_async = function.is_async;
            },
        );
    }

    /// Visits what stands inside a list of type parameters, if there is one; the function that holds them has the hidden
    /// parameters.
    fn generic(
        &mut self,
        type_params: Option<&TypeParams>,
        range: TextRange,
        hidden: &[(&str, u8)],
        visit: impl FnOnce(&mut Self),
    ) {
        let Some(type_params) = type_params else {
            return visit(self);
        };
        self.within(ScopeKind::TypeParameters, range, |this| {
            for (name, _) in hidden {
                this.bind(name);
            }
            for parameter in &type_params.type_params {
                let name = parameter.name();
                let symbol = this.symbol(name);
                if this.scopes.get(this.current).usage(symbol).bound {
                    this.fail(name.range, format!("duplicate type parameter '{name}'"));
                }
                this.bind_identifier(name);
            }
            visit(this);
        });
    }

    fn function_annotations(&mut self, function: &StmtFunctionDef) {
        let parameters = function
            .parameters
            .iter()
            .filter_map(|parameter| parameter.annotation());
        let annotations: Vec<&Expr> = parameters.chain(function.returns.as_deref()).collect();
        if annotations.is_empty() {
            return;
        }
        self.within(ScopeKind::Annotations, function.range, |this| {
            for annotation in annotations {
                this.annotation(annotation, ANNOTATION);
            }
        });
    }

    fn annotation(&mut self, annotation: &Expr, place: &'static str) {
        if let Some((range, what)) = annotations::forbidden(annotation) {
            self.fail(range, format!("{what} cannot be used within {place}"));
        }
        self.visit_expr(annotation);
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter() {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        // The order of the slots, which is not that of the source.
        let named = parameters
            .iter_non_variadic_params()
            .map(|parameter| &parameter.parameter.name);
        let variadic = parameters
            .vararg
            .iter()
            .chain(&parameters.kwarg)
            .map(|parameter| &parameter.name);
        for name in named.chain(variadic) {
            let symbol = self.symbol(name);
            if self.scopes.get(self.current).usage(symbol).parameter {
                let message = format!("duplicate argument '{name}' in function definition");
                self.fail(name.range, message);
            }
            self.bind_identifier(name);
            self.scopes.usage_mut(self.current, symbol).parameter = true;
        }
    }

    fn class(&mut self, class: &StmtClassDef) {
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.bind_identifier(&class.name);
        self.generic(class.type_params.as_deref(), class.range, &[], |this| {
            if let Some(arguments) = &class.arguments {
                for base in &arguments.args {
                    this.visit_expr(base);
                }
                for keyword in &arguments.keywords {
                    this.visit_expr(&keyword.value);
                }
            }
            if class.type_params.is_some() {
                this.bind(TYPE_PARAMETERS);
            }
            let outer = this.class.replace(class.name.to_string());
            this.within(ScopeKind::Class, class.range, |this| {
                if class.type_params.is_some() {
                    this.load(Symbol::new(TYPE_PARAMETERS));
                }
                for name in CLASS_NAMES {
                    this.bind(name);
                }
                this.class_annotations(&class.body, class.range);
                this.visit_body(&class.body);
            });
            this.class = outer;
        });
    }

    /// Makes the scope in which a class body's or a module's annotations are evaluated, if there are any.
    fn class_annotations(&mut self, body: &[Stmt], range: TextRange) {
        let annotations = annotations::of_body(body);
        if annotations.is_empty() {
            return;
        }
        self.within(ScopeKind::Annotations, range, |this| {
            for (_, annotation) in annotations {
                this.annotation(annotation, ANNOTATION);
            }
        });
    }

    fn type_alias(&mut self, alias: &StmtTypeAlias) {
        self.visit_expr(&alias.name);
        self.generic(alias.type_params.as_deref(), alias.range, &[], |this| {
            this.within(ScopeKind::Annotations, alias.range, |this| {
                this.annotation(&alias.value, TYPE_ALIAS);
            });
        });
    }

    /// Visits a comprehension, which messages call `what`: its first iterable belongs to the scope around it.
    fn comprehension(
        &mut self,
        what: &'static str,
        range: TextRange,
        generators: &[Comprehension],
        elements: &[&Expr],
    ) {
        let kind = if what == GENERATOR {
            ScopeKind::Generator
        } else {
            ScopeKind::Comprehension
        };
        let (first, rest) = generators
            .split_first()
            .expect("a comprehension has a `for`");
        self.iterable(&first.iter);
        let mut awaits = first.is_async && kind == ScopeKind::Comprehension;
        let outer = std::mem::replace(&mut self.innermost_comprehension, what);
        let id = self.within(kind, range, |this| {
            if kind == ScopeKind::Generator {
                this.bind(".0");
            }
            this.iteration_target(first);
            for generator in rest {
                this.iterable(&generator.iter);
                this.iteration_target(generator);
            }
            for element in elements {
                this.visit_expr(element);
            }
        });
        self.innermost_comprehension = outer;
        let asynchronous = generators.iter().any(|generator| generator.is_async);
        let scope = self.scopes.get_mut(id);
        scope.awaits |= asynchronous;
        // What an inline comprehension awaits, the function around it awaits.
        awaits |= kind == ScopeKind::Comprehension && scope.awaits;
        self.scopes.get_mut(self.current).awaits |= awaits;
    }

    fn iterable(&mut self, iterable: &Expr) {
        let outer = std::mem::replace(&mut self.in_iterable, true);
        self.visit_expr(iterable);
        self.in_iterable = outer;
    }

    fn iteration_target(&mut self, generator: &Comprehension) {
        self.visit_expr(&generator.target);
        for name in target_names(&generator.target) {
            let symbol = self.symbol(name);
            self.scopes.usage_mut(self.current, symbol).iteration = true;
        }
        for condition in &generator.ifs {
            self.visit_expr(condition);
        }
    }

    /// An assignment expression binds in the nearest scope that is no comprehension.
    fn named(&mut self, named: &ExprNamed) {
        if self.in_iterable {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.fail(named.range, message);
        }
        self.visit_expr(&named.value);
        let Expr::Name(target) = &*named.target else {
            return;
        };
        self.check_name(&target.id, target.range);
        let name = self.symbol(&target.id);
        let mut scope = self.current;
        let mut between = Vec::new();
        while matches!(
            self.scopes.get(scope).kind,
            ScopeKind::Comprehension | ScopeKind::Generator
        ) {
            if self.scopes.get(scope).usage(name).iteration {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{}'",
                    target.id
                );
                self.fail(target.range, message);
            }
            between.push(scope);
            scope = self
                .scopes
                .get(scope)
                .parent
                .expect("a comprehension stands in some scope");
        }
        if !between.is_empty() && self.scopes.get(scope).kind == ScopeKind::Class {
            let message =
                "assignment expression within a comprehension cannot be used in a class body";
            self.fail(named.range, message);
        }
        let owner = self.scopes.get(scope);
        let is_global = owner.kind == ScopeKind::Module || owner.usage(name).global;
        self.scopes.usage_mut(scope, name).bound = true;
        for inner in between {
            let usage = self.scopes.usage_mut(inner, name);
            usage.used = true;
            usage.global |= is_global;
        }
    }

    fn name_used(&mut self, name: &str, context: ExprContext, range: TextRange) {
        match context {
            ExprContext::Load => {
                let symbol = self.symbol(name);
                self.load(symbol);
            }
            ExprContext::Del if name == "__debug__" => self.fail(range, "cannot delete __debug__"),
            _ => {
                self.check_name(name, range);
                self.bind(name);
            }
        }
    }

    /// Marks the function around as one that yields or awaits; comprehensions that run inline belong to it.
    fn mark(&mut self, expression: &Expr) {
        let scope = self.scopes.get_mut(self.current);
        match expression {
            Expr::Await(_) => scope.awaits = true,
            _ => scope.yields = true,
        }
        let in_comprehension =
            matches!(scope.kind, ScopeKind::Generator | ScopeKind::Comprehension);
        if in_comprehension && !expression.is_await_expr() {
            let message = format!("'yield' inside {}", self.innermost_comprehension);
            self.fail(expression.range(), message);
        }
    }
}

/// The walk itself.
impl SymbolBuilder<'_> {
    fn visit(&mut self, node: Node<'_>) {
        match node {
            Node::Stmt(stmt) => self.visit_stmt(stmt),
            Node::Expr(expr) => self.visit_expr(expr),
            Node::Pattern(pattern) => self.visit_pattern(pattern),
            Node::Handler(handler) => self.visit_except_handler(handler),
            Node::Body(_) | Node::Comprehension(_) => self.visit_children(node),
        }
    }

    fn visit_children(&mut self, node: Node<'_>) {
        children(node, &mut |child| self.visit(child));
    }

    fn visit_body(&mut self, body: &[Stmt]) {
        self.visit(Node::Body(body));
    }

    fn visit_stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Global(global) => self.global(&global.names, global.range),
            Stmt::Nonlocal(nonlocal) => self.nonlocal(&nonlocal.names, nonlocal.range),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let top = alias.name.split('.').next().unwrap_or_default();
                    let bound = alias.asname.as_deref().unwrap_or(top);
                    self.check_name(bound, alias.range);
                    self.bind(bound);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    if &alias.name == "*" {
                        if self.kind() != ScopeKind::Module {
                            self.fail(alias.range, "import * only allowed at module level");
                        }
                        continue;
                    }
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.check_name(bound, alias.range);
                    self.bind(bound);
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                self.annotated_target(&assign.target, assign.simple, assign.range);
            }
            Stmt::AugAssign(assign) => {
                self.visit_expr(&assign.target);
                self.visit_expr(&assign.value);
            }
            _ => self.visit_children(Node::Stmt(stmt)),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Name(name) => self.name_used(&name.id, name.ctx, name.range),
            Expr::Attribute(attribute) => {
                if attribute.ctx != ExprContext::Load {
                    self.check_name(&attribute.attr, attribute.range);
                }
                self.visit_expr(&attribute.value);
            }
            Expr::Named(named) => self.named(named),
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.within(ScopeKind::Lambda, lambda.range, |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => {
                self.comprehension(
                    "list comprehension",
                    comp.range,
                    &comp.generators,
                    &[&comp.elt],
                );
            }
            Expr::SetComp(comp) => {
                self.comprehension(
                    "set comprehension",
                    comp.range,
                    &comp.generators,
                    &[&comp.elt],
                );
            }
            Expr::DictComp(comp) => {
                let elements: Vec<&Expr> = comp
                    .key
                    .iter()
                    .chain([&comp.value])
                    .map(|part| &**part)
                    .collect();
                self.comprehension(
                    "dict comprehension",
                    comp.range,
                    &comp.generators,
                    &elements,
                );
            }
            Expr::Generator(comp) => {
                self.comprehension(GENERATOR, comp.range, &comp.generators, &[&comp.elt]);
            }
            Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.mark(expr);
                self.visit_children(Node::Expr(expr));
            }
            Expr::Call(call) => {
                if super::calls::is_bare_super(call) && self.kind() != ScopeKind::Class {
                    self.load(Symbol::CLASS);
                }
                self.visit_children(Node::Expr(expr));
            }
            _ => self.visit_children(Node::Expr(expr)),
        }
    }

    fn visit_except_handler(&mut self, handler: &ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind_identifier(name);
        }
        self.visit_children(Node::Handler(handler));
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        let name = match pattern {
            Pattern::MatchStar(star) => star.name.as_ref(),
            Pattern::MatchAs(capture) => capture.name.as_ref(),
            Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind_identifier(name);
        }
        self.visit_children(Node::Pattern(pattern));
    }
}

/// The names that an assignment target binds.
fn target_names(target: &Expr) -> Vec<&str> {
    match target {
        Expr::Name(name) => vec![&name.id],
        Expr::Starred(starred) => target_names(&starred.value),
        Expr::Tuple(tuple) => tuple.elts.iter().flat_map(target_names).collect(),
        Expr::List(list) => list.elts.iter().flat_map(target_names).collect(),
        _ => Vec::new(),
    }
}
