//! Functions, lambdas, and the hidden functions that hold type parameters.

use std::rc::Rc;

use ruff_python_ast::{
    Decorator, Expr, ExprLambda, ParameterWithDefault, Parameters as SyntaxParameters, Stmt,
    StmtFunctionDef, StmtTypeAlias, TypeParams,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::python::code::{Code, CodeKind, Op, Parameters, Place, function_flags};
use crate::python::symbol::Symbol;

use super::constants::Constant;
use super::scope::{ScopeId, ScopeKind};
use super::unit::Unit;
use super::{Compiled, Compiler};

/// The parameters of the hidden function around a function with type parameters: the defaults that there are, with their
/// flags.
pub fn hidden_parameters(parameters: &SyntaxParameters) -> Vec<(&'static str, u8)> {
    let given = |parameters: &[ParameterWithDefault]| {
        parameters
            .iter()
            .any(|parameter| parameter.default.is_some())
    };
    let mut hidden = Vec::new();
    if given(&parameters.posonlyargs) || given(&parameters.args) {
        hidden.push((".defaults", function_flags::DEFAULTS));
    }
    if given(&parameters.kwonlyargs) {
        hidden.push((".kwdefaults", function_flags::KEYWORD_DEFAULTS));
    }
    hidden
}

impl<'a> Compiler<'a> {
    pub(super) fn function_def(&mut self, function: &'a StmtFunctionDef) -> Compiled {
        self.decorators(&function.decorator_list)?;
        let place = self.without_decorators(function.range, &function.decorator_list);
        self.at(place, |this| match &function.type_params {
            Some(type_params) => this.generic_function(function, type_params),
            None => {
                let flags = this.defaults(&function.parameters)?;
                this.function_object(function, flags)
            }
        })?;
        self.apply_decorators(&function.decorator_list);
        self.store_name(&function.name);
        Ok(())
    }

    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) -> Compiled {
        decorators
            .iter()
            .try_for_each(|decorator| self.expression(&decorator.expression))
    }

    pub(super) fn apply_decorators(&mut self, decorators: &[Decorator]) {
        for decorator in decorators.iter().rev() {
            self.at(decorator.expression.range(), |this| this.emit(Op::Call(1)));
        }
    }

    /// Leaves the defaults on the stack and says which there are.
    fn defaults(&mut self, parameters: &'a SyntaxParameters) -> Compiled<u8> {
        let mut flags = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&Expr> = positional
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            self.tuple_of(&defaults)?;
            flags |= function_flags::DEFAULTS;
        }
        let mut keywords = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = self.symbol(&parameter.parameter.name);
                self.constant(Constant::Str(name.text()));
                self.expression(default)?;
                keywords += 1;
            }
        }
        if keywords > 0 {
            self.emit(Op::BuildDict(keywords));
            flags |= function_flags::KEYWORD_DEFAULTS;
        }
        Ok(flags)
    }

    fn tuple_of(&mut self, items: &[&'a Expr]) -> Compiled {
        let constants: Option<Rc<[Constant]>> =
            items.iter().copied().map(super::constants::fold).collect();
        if let Some(constants) = constants {
            self.constant(Constant::Tuple(constants));
            return Ok(());
        }
        for item in items {
            self.expression(item)?;
        }
        self.emit(Op::BuildTuple(items.len() as u32));
        Ok(())
    }

    /// Makes the function whose defaults lie on the stack as `flags` says.
    fn function_object(&mut self, function: &'a StmtFunctionDef, mut flags: u8) -> Compiled {
        if self.function_annotations(function)? {
            flags |= function_flags::ANNOTATIONS;
        }
        let scope = self.scopes.of_node(ScopeKind::Function, function.range);
        let decorated = function.decorator_list.first();
        let start = decorated.map_or(function.name.start(), |decorator| decorator.start());
        let code = self.function_code(
            scope,
            &function.name,
            start,
            Some(&function.parameters),
            |this| this.function_body(&function.body),
        )?;
        self.make_function(code, flags, function.range)
    }

    fn function_body(&mut self, body: &'a [Stmt]) -> Compiled {
        let body = match self.take_docstring(body) {
            Some(docstring) => {
                self.unit.docstring = Some(docstring);
                &body[1..]
            }
            None => body,
        };
        self.statements(body)?;
        self.return_none();
        Ok(())
    }

    pub(super) fn lambda(&mut self, lambda: &'a ExprLambda) -> Compiled {
        let parameters = lambda.parameters.as_deref();
        let flags = parameters.map_or(Ok(0), |parameters| self.defaults(parameters))?;
        let scope = self.scopes.of_node(ScopeKind::Lambda, lambda.range);
        let start = lambda.start();
        let code = self.function_code(scope, "<lambda>", start, parameters, |this| {
            this.expression(&lambda.body)?;
            this.emit(Op::Return);
            Ok(())
        })?;
        self.make_function(code, flags, lambda.range)
    }

    /// The code of a function; `body` leaves no way to run off its end.
    pub(super) fn function_code(
        &mut self,
        scope: ScopeId,
        name: &str,
        start: TextSize,
        parameters: Option<&SyntaxParameters>,
        body: impl FnOnce(&mut Self) -> Compiled,
    ) -> Compiled<Rc<Code>> {
        let record = self.scopes.get(scope);
        let kind = match (record.is_async, record.yields) {
            (true, true) => CodeKind::AsyncGenerator,
            (true, false) => CodeKind::Coroutine,
            (false, true) => CodeKind::Generator,
            (false, false) => CodeKind::Function,
        };
        self.unit_code(kind, scope, name, start, parameters, body)
    }

    /// The code of an inner unit: its variables get slots, then `body` fills it.
    pub(super) fn unit_code(
        &mut self,
        kind: CodeKind,
        scope: ScopeId,
        name: &str,
        start: TextSize,
        parameters: Option<&SyntaxParameters>,
        body: impl FnOnce(&mut Self) -> Compiled,
    ) -> Compiled<Rc<Code>> {
        let qualname = self.qualname(name);
        let first_line = self.line_of(start);
        let mut unit = Unit::new(kind, name, &qualname, scope, first_line);
        if let Some(parameters) = parameters {
            unit.parameters = self.parameter_counts(parameters)?;
        }
        let outer_place = self.place;
        self.place = Place::of_line(first_line);
        let outer = self.enter(unit);
        self.open_slots(scope);
        body(self)?;
        self.place = outer_place;
        self.leave(outer)
    }

    /// Gives the variables of a scope slots, and cells to those that inner functions need.
    pub(super) fn open_slots(&mut self, scope: ScopeId) {
        if self.scopes.get(scope).kind == ScopeKind::Class {
            return;
        }
        let names: Vec<Symbol> = self.scopes.get(scope).own_names().collect();
        for name in names {
            let slot = self.unit.add_slot(scope, name);
            if self.scopes.get(scope).is_captured(name) {
                self.emit(Op::MakeCell(slot));
            }
        }
    }

    fn parameter_counts(&self, parameters: &SyntaxParameters) -> Compiled<Parameters> {
        let count = |count: usize| self.narrow(count as u32, parameters.range, "parameters");
        Ok(Parameters {
            positional_only: count(parameters.posonlyargs.len())?,
            positional: count(parameters.posonlyargs.len() + parameters.args.len())?,
            keyword_only: count(parameters.kwonlyargs.len())?,
            varargs: parameters.vararg.is_some(),
            kwargs: parameters.kwarg.is_some(),
        })
    }

    /// `__qualname__` of what the code being compiled defines.
    pub(super) fn qualname(&self, name: &str) -> String {
        let scope = self.scopes.get(self.unit.scope);
        let is_global = scope.usage(self.symbol(name)).global;
        if is_global || scope.kind == ScopeKind::Module {
            return name.to_string();
        }
        match scope.kind {
            ScopeKind::Class => format!("{}.{name}", self.unit.qualname),
            // The hidden function bears the name of what it defines, and is not seen in its qualified name.
            ScopeKind::TypeParameters => self.unit.qualname.to_string(),
            _ => format!("{}.<locals>.{name}", self.unit.qualname),
        }
    }

    /// Makes a function of code and the cells that it needs; what `flags` names lies on the stack.
    pub(super) fn make_function(
        &mut self,
        code: Rc<Code>,
        flags: u8,
        range: TextRange,
    ) -> Compiled {
        for name in &code.free {
            let slot = self.cell_slot(*name);
            self.emit(Op::PushCell(slot));
        }
        let cells = code.free.len() as u32;
        let index = self.unit.code_constant(code);
        let code = self.narrow(index, range, "constants and functions in one scope")?;
        let op = Op::MakeFunction { code, flags };
        self.unit.emitter.emit_make_function(op, cells, self.place);
        Ok(())
    }

    /// A function with type parameters is made by a hidden function, which binds them and is given the defaults.
    fn generic_function(
        &mut self,
        function: &'a StmtFunctionDef,
        type_params: &'a TypeParams,
    ) -> Compiled {
        let hidden = hidden_parameters(&function.parameters);
        let scope = self
            .scopes
            .of_node(ScopeKind::TypeParameters, function.range);
        let start = function.name.start();
        let code = self.unit_code(
            CodeKind::Function,
            scope,
            &function.name,
            start,
            None,
            |this| {
                let mut flags = 0;
                for (_, flag) in &hidden {
                    this.unit.parameters.positional += 1;
                    flags |= flag;
                }
                this.type_parameters(type_params);
                for slot in 0..this.unit.parameters.positional {
                    this.emit(Op::LoadLocal(slot as u32));
                }
                this.function_object(function, flags)?;
                this.keep_type_parameters(type_params)?;
                this.emit(Op::Return);
                Ok(())
            },
        )?;
        self.make_function(code, 0, function.range)?;
        let flags = self.defaults(&function.parameters)?;
        self.emit(Op::Call(flags.count_ones()));
        Ok(())
    }

    pub(super) fn type_parameters(&mut self, type_params: &TypeParams) {
        for parameter in &type_params.type_params {
            let name = self.unit.constant(Constant::str(parameter.name()));
            self.emit(Op::MakeTypeVariable(name));
            self.store_name(parameter.name());
        }
    }

    /// Gives the object on top the attribute that tells its type parameters.
    fn keep_type_parameters(&mut self, type_params: &TypeParams) -> Compiled {
        self.emit(Op::Copy(1));
        self.type_parameter_tuple(type_params)?;
        self.emit(Op::Swap(2));
        let attribute = self.unit.attribute(Symbol::TYPE_PARAMS);
        self.emit(Op::StoreAttribute(attribute));
        Ok(())
    }

    pub(super) fn type_parameter_tuple(&mut self, type_params: &TypeParams) -> Compiled {
        for parameter in &type_params.type_params {
            self.load_name(parameter.name(), parameter.range())?;
        }
        self.emit(Op::BuildTuple(type_params.type_params.len() as u32));
        Ok(())
    }

    /// Makes the hidden function of a list of type parameters and calls it; `inner` leaves what it returns.
    pub(super) fn within_type_parameters(
        &mut self,
        type_params: &'a TypeParams,
        name: &str,
        range: TextRange,
        inner: impl FnOnce(&mut Self) -> Compiled,
    ) -> Compiled {
        let scope = self.scopes.of_node(ScopeKind::TypeParameters, range);
        let start = type_params.start();
        let code = self.unit_code(CodeKind::Function, scope, name, start, None, |this| {
            this.type_parameters(type_params);
            inner(this)?;
            this.emit(Op::Return);
            Ok(())
        })?;
        self.make_function(code, 0, range)?;
        self.emit(Op::Call(0));
        Ok(())
    }

    pub(super) fn type_alias(&mut self, alias: &'a StmtTypeAlias) -> Compiled {
        let Expr::Name(name) = &*alias.name else {
            return Err(self.error(alias.name.range(), "invalid syntax"));
        };
        match &alias.type_params {
            Some(type_params) => {
                self.within_type_parameters(type_params, &name.id, alias.range, |this| {
                    this.lazy_alias(alias, &name.id)?;
                    this.keep_type_parameters(type_params)
                })?;
            }
            None => self.lazy_alias(alias, &name.id)?,
        }
        self.store_name(&name.id);
        Ok(())
    }

    fn lazy_alias(&mut self, alias: &'a StmtTypeAlias, name: &str) -> Compiled {
        let scope = self.scopes.of_node(ScopeKind::Annotations, alias.range);
        let code = self.function_code(scope, name, alias.start(), None, |this| {
            this.expression(&alias.value)?;
            this.emit(Op::Return);
            Ok(())
        })?;
        self.make_function(code, 0, alias.range)?;
        let name = self.unit.constant(Constant::str(name));
        self.emit(Op::MakeTypeAlias(name));
        Ok(())
    }
}
