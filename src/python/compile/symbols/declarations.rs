//! `global`, `nonlocal` and annotations of variables, which may contradict what the scope did with the name before.

use ruff_python_ast::{Expr, Identifier};
use ruff_text_size::TextRange;

use super::super::scope::ScopeKind;
use super::SymbolBuilder;

impl SymbolBuilder<'_> {
    pub(super) fn global(&mut self, names: &[Identifier], statement: TextRange) {
        for name in names {
            if self.check_declaration(name, statement, "global") {
                let symbol = self.symbol(name);
                self.scopes.usage_mut(self.current, symbol).global = true;
            }
        }
    }

    pub(super) fn nonlocal(&mut self, names: &[Identifier], statement: TextRange) {
        if self.kind() == ScopeKind::Module {
            return self.fail(
                statement,
                "nonlocal declaration not allowed at module level",
            );
        }
        for name in names {
            if self.check_declaration(name, statement, "nonlocal") {
                let symbol = self.symbol(name);
                self.scopes.usage_mut(self.current, symbol).nonlocal = Some(statement);
            }
        }
    }

    /// Whether a name may still be declared `global` or `nonlocal`.
    fn check_declaration(&mut self, name: &str, statement: TextRange, declaration: &str) -> bool {
        let usage = self.scopes.get(self.current).usage(self.symbol(name));
        let contradicts = match declaration {
            "global" => usage.nonlocal.is_some(),
            _ => usage.global,
        };
        let message = if usage.parameter {
            format!("name '{name}' is parameter and {declaration}")
        } else if usage.used {
            format!("name '{name}' is used prior to {declaration} declaration")
        } else if usage.annotated {
            format!("annotated name '{name}' can't be {declaration}")
        } else if usage.bound {
            format!("name '{name}' is assigned to before {declaration} declaration")
        } else if contradicts {
            format!("name '{name}' is nonlocal and global")
        } else {
            return true;
        };
        self.fail(statement, message);
        false
    }

    pub(super) fn annotated_target(&mut self, target: &Expr, simple: bool, range: TextRange) {
        if let (Expr::Name(name), true) = (target, simple) {
            let symbol = self.symbol(&name.id);
            let is_module = self.kind() == ScopeKind::Module;
            let usage = self.scopes.usage_mut(self.current, symbol);
            usage.annotated = true;
            let declared = match (usage.global, usage.nonlocal) {
                (true, _) if !is_module => Some("global"),
                (_, Some(_)) => Some("nonlocal"),
                _ => None,
            };
            if let Some(declared) = declared {
                self.fail(
                    range,
                    format!("annotated name '{}' can't be {declared}", name.id),
                );
            }
        }
        self.visit_expr(target);
    }
}
