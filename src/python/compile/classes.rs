//! Class definitions.

use ruff_python_ast::{Arguments, StmtClassDef, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use crate::python::code::{CodeKind, Op};
use crate::python::symbol::Symbol;

use super::constants::Constant;
use super::scope::ScopeKind;
use super::{Compiled, Compiler};

/// The variable of the hidden function around a generic class that holds the tuple of its type parameters.
pub const TYPE_PARAMETERS: &str = ".type_params";

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, class: &'a StmtClassDef) -> Compiled {
        self.decorators(&class.decorator_list)?;
        let place = self.without_decorators(class.range, &class.decorator_list);
        self.at(place, |this| match &class.type_params {
            Some(type_params) => this.generic_class(class, type_params),
            None => this.class_object(class),
        })?;
        self.apply_decorators(&class.decorator_list);
        self.store_name(&class.name);
        Ok(())
    }

    fn generic_class(&mut self, class: &'a StmtClassDef, type_params: &'a TypeParams) -> Compiled {
        self.within_type_parameters(type_params, &class.name, class.range, |this| {
            this.type_parameter_tuple(type_params)?;
            this.store_name(TYPE_PARAMETERS);
            this.class_object(class)
        })
    }

    /// Calls `__build_class__` with the body, the name, the bases and the keywords.
    fn class_object(&mut self, class: &'a StmtClassDef) -> Compiled {
        self.emit(Op::LoadBuildClass);
        self.class_body(class)?;
        self.constant(Constant::str(&class.name));
        match &class.arguments {
            Some(arguments) => self.call_class(arguments),
            None => {
                self.emit(Op::Call(2));
                Ok(())
            }
        }
    }

    fn call_class(&mut self, arguments: &'a Arguments) -> Compiled {
        self.call_with(2, arguments)
    }

    fn class_body(&mut self, class: &'a StmtClassDef) -> Compiled {
        let scope = self.scopes.of_node(ScopeKind::Class, class.range);
        let decorated = class.decorator_list.first();
        let start = decorated.map_or(class.name.start(), |decorator| decorator.start());
        let outer_class = self.unit.class.clone();
        let code = self.unit_code(CodeKind::Class, scope, &class.name, start, None, |this| {
            this.unit.class = Some(class.name.as_str().into());
            this.class_statements(class)
        })?;
        self.unit.class = outer_class;
        self.make_function(code, 0, class.range)
    }

    fn class_statements(&mut self, class: &'a StmtClassDef) -> Compiled {
        let needs_cell = self.scopes.get(self.unit.scope).is_captured(Symbol::CLASS);
        if needs_cell {
            let slot = self.unit.add_slot(self.unit.scope, Symbol::CLASS);
            self.emit(Op::MakeCell(slot));
        }
        self.load_name("__name__", TextRange::empty(class.start()))?;
        self.store_name("__module__");
        self.constant(Constant::Str(self.unit.qualname.text()));
        self.store_name("__qualname__");
        let mut body = &class.body[..];
        if let Some(docstring) = self.take_docstring(body) {
            self.constant(Constant::Str(docstring));
            self.store_name("__doc__");
            body = &body[1..];
        }
        if class.type_params.is_some() {
            self.load_name(TYPE_PARAMETERS, class.range)?;
            self.store_name("__type_params__");
        }
        self.define_annotations(body, class.range)?;
        self.statements(body)?;
        if needs_cell {
            self.emit(Op::PushCell(self.cell_slot(Symbol::CLASS)));
            self.emit(Op::Return);
        } else {
            self.return_none();
        }
        Ok(())
    }
}
