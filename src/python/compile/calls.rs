//! Calls: functions, methods, unpacked arguments, and `super()`.

use ruff_python_ast::{Arguments, Expr, ExprAttribute, ExprCall, Keyword};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use crate::python::code::Op;
use crate::python::symbol::Symbol;

use super::constants::Constant;
use super::scope::ScopeKind;
use super::{Compiled, Compiler};

/// Whether a call is `super()`, to which the compiler gives its arguments.
pub fn is_bare_super(call: &ExprCall) -> bool {
    let is_super = matches!(&*call.func, Expr::Name(name) if name.id == "super");
    is_super && call.arguments.is_empty()
}

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, call: &'a ExprCall) -> Compiled {
        self.warn_of_call(&call.func);
        self.check_keywords(&call.arguments)?;
        if is_bare_super(call) && self.method_has_class() {
            return self.bare_super(call);
        }
        if needs_unpacking(&call.arguments) {
            self.expression(&call.func)?;
            return self.unpacked_call(0, &call.arguments);
        }
        match &*call.func {
            Expr::Attribute(attribute) => self.method_call(attribute, call),
            function => {
                self.expression(function)?;
                self.plain_call(0, &call.arguments)
            }
        }
    }

    fn method_call(&mut self, method: &'a ExprAttribute, call: &'a ExprCall) -> Compiled {
        let arguments = &call.arguments;
        self.expression(&method.value)?;
        let name = self.symbol(&method.attr);
        let index = self.unit.attribute(name);
        let lookup = self.attribute_place(method, method.range);
        self.at(lookup, |this| this.emit(Op::LoadMethod(index)));
        self.arguments(arguments)?;
        let op = match self.keyword_operands(0, arguments)? {
            Some((count, names)) => Op::CallMethodKeywords { count, names },
            None => Op::CallMethod(arguments.len() as u32),
        };
        let place = self.attribute_place(method, call.range());
        self.at(place, |this| this.emit(op));
        Ok(())
    }

    /// Calls what lies below the upper `leading` values with these and the arguments.
    pub(super) fn call_with(&mut self, leading: u32, arguments: &'a Arguments) -> Compiled {
        self.check_keywords(arguments)?;
        if needs_unpacking(arguments) {
            return self.unpacked_call(leading, arguments);
        }
        self.plain_call(leading, arguments)
    }

    fn plain_call(&mut self, leading: u32, arguments: &'a Arguments) -> Compiled {
        self.arguments(arguments)?;
        let op = match self.keyword_operands(leading, arguments)? {
            Some((count, names)) => Op::CallKeywords { count, names },
            None => Op::Call(leading + arguments.len() as u32),
        };
        self.emit(op);
        Ok(())
    }

    fn arguments(&mut self, arguments: &'a Arguments) -> Compiled {
        for argument in &arguments.args {
            self.expression(argument)?;
        }
        for keyword in &arguments.keywords {
            self.expression(&keyword.value)?;
        }
        Ok(())
    }

    /// The operands of a call with keywords, if it has some.
    fn keyword_operands(
        &mut self,
        leading: u32,
        arguments: &Arguments,
    ) -> Compiled<Option<(u16, u16)>> {
        if arguments.keywords.is_empty() {
            return Ok(None);
        }
        let names = arguments
            .keywords
            .iter()
            .filter_map(keyword_name)
            .map(Symbol::new)
            .collect();
        let names = self.unit.keywords(names);
        let count = leading + arguments.len() as u32;
        Ok(Some((
            self.narrow(count, arguments.range, "arguments")?,
            self.narrow(names, arguments.range, "calls with keyword arguments")?,
        )))
    }

    /// The arguments as one list and, where there are keywords, one dict.
    fn unpacked_call(&mut self, leading: u32, arguments: &'a Arguments) -> Compiled {
        self.list_after(leading, &arguments.args)?;
        if !arguments.keywords.is_empty() {
            self.keyword_dict(&arguments.keywords)?;
        }
        self.emit(Op::CallUnpacked(!arguments.keywords.is_empty()));
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword]) -> Compiled {
        let mut rest = keywords;
        let mut is_first = true;
        while !rest.is_empty() {
            let named = rest
                .iter()
                .position(|keyword| keyword.arg.is_none())
                .unwrap_or(rest.len());
            if named > 0 || is_first {
                for keyword in &rest[..named] {
                    self.constant(Constant::str(keyword_name(keyword).unwrap_or_default()));
                    self.expression(&keyword.value)?;
                }
                self.emit(Op::BuildDict(named as u32));
                if !is_first {
                    self.emit(Op::DictMerge(1));
                }
                is_first = false;
            }
            rest = &rest[named..];
            if let Some((mapping, others)) = rest.split_first() {
                self.expression(&mapping.value)?;
                self.emit(Op::DictMerge(1));
                rest = others;
            }
        }
        Ok(())
    }

    fn check_keywords(&self, arguments: &Arguments) -> Compiled {
        let mut seen = FxHashSet::default();
        for keyword in &arguments.keywords {
            let Some(name) = keyword_name(keyword) else {
                continue;
            };
            if name == "__debug__" {
                return Err(self.error(keyword.range, "cannot assign to __debug__"));
            }
            if !seen.insert(name) {
                return Err(self.error(keyword.range, format!("keyword argument repeated: {name}")));
            }
        }
        Ok(())
    }

    /// Whether the code being compiled is a function with a first parameter, somewhere inside a class.
    fn method_has_class(&self) -> bool {
        let kind = self.scopes.get(self.unit.scope).kind;
        matches!(kind, ScopeKind::Function | ScopeKind::Lambda)
            && self.unit.parameters.positional > 0
            && self.unit.free_slot(Symbol::CLASS).is_some()
    }

    fn bare_super(&mut self, call: &'a ExprCall) -> Compiled {
        self.expression(&call.func)?;
        self.emit(Op::LoadCell(self.cell_slot(Symbol::CLASS)));
        // The first parameter's slot is the first of all.
        let first = self.unit.first_local();
        let is_captured = self.scopes.get(self.unit.scope).is_captured(first);
        self.emit(if is_captured {
            Op::LoadCell(0)
        } else {
            Op::LoadLocal(0)
        });
        self.emit(Op::Call(2));
        Ok(())
    }
}

fn keyword_name(keyword: &Keyword) -> Option<&str> {
    keyword.arg.as_deref()
}

fn needs_unpacking(arguments: &Arguments) -> bool {
    arguments.args.iter().any(Expr::is_starred_expr)
        || arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_none())
        || arguments.len() > u16::MAX as usize - 2
}
