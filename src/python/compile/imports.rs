//! `import`, `from … import`, and the features of `__future__`.

use ruff_python_ast::{Alias, Stmt, StmtImport, StmtImportFrom};
use ruff_text_size::TextRange;

use crate::python::code::Op;
use crate::python::symbol::Symbol;

use super::constants::Constant;
use super::{Compiled, Compiler};

const FUTURE: &str = "__future__";

/// All features that a program may name; `annotations` is the only one that is not a matter of course by now.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Compiler<'a> {
    /// Reads the imports from `__future__`, which stand before everything but the docstring.
    pub(super) fn future_statements(&mut self, body: &[Stmt]) -> Compiled {
        let first = self.take_docstring(body).is_some() as usize;
        for statement in &body[first..] {
            let Stmt::ImportFrom(import) = statement else {
                break;
            };
            if !is_future(import) {
                break;
            }
            for alias in &import.names {
                self.future_feature(alias, import.range)?;
            }
            self.futures_end = import.range.end();
        }
        Ok(())
    }

    fn future_feature(&mut self, alias: &Alias, range: TextRange) -> Compiled {
        match alias.name.as_str() {
            "annotations" => self.annotations_as_text = true,
            "braces" => return Err(self.error(range, "not a chance")),
            name if FEATURES.contains(&name) => {}
            name => {
                let message = format!("future feature {name} is not defined");
                return Err(self.error(range, message));
            }
        }
        Ok(())
    }

    pub(super) fn import(&mut self, statement: &'a StmtImport) -> Compiled {
        for alias in &statement.names {
            let top = alias.name.split('.').next().unwrap_or_default();
            let is_top = alias.asname.is_none();
            self.import_module(&alias.name, is_top, alias.range)?;
            self.store_name(alias.asname.as_deref().unwrap_or(top));
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, statement: &'a StmtImportFrom) -> Compiled {
        if is_future(statement) {
            return self.check_future_place(statement.range);
        }
        if statement.level > 0 {
            return self.relative_import(statement.range);
        }
        let module = statement.module.as_deref().unwrap_or_default();
        self.import_module(module, false, statement.range)?;
        if let [Alias { name, .. }] = &statement.names[..]
            && name == "*"
        {
            self.emit(Op::ImportStar);
            return Ok(());
        }
        for alias in &statement.names {
            let name = self.unit.name(Symbol::new(&alias.name));
            self.emit(Op::ImportFrom(name));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Op::Pop);
        Ok(())
    }

    fn check_future_place(&self, range: TextRange) -> Compiled {
        if range.end() <= self.futures_end {
            return Ok(());
        }
        let message = "from __future__ imports must occur at the beginning of the file";
        Err(self.error(range, message))
    }

    fn import_module(&mut self, name: &str, top: bool, range: TextRange) -> Compiled {
        let name = self.unit.name(Symbol::new(name));
        let name = self.narrow(name, range, "names in one scope")?;
        self.emit(Op::Import { name, top });
        Ok(())
    }

    /// A program is no package, so there is nothing to import from; it learns so when it gets there.
    fn relative_import(&mut self, range: TextRange) -> Compiled {
        self.load_symbol(Symbol::new("ImportError"), range)?;
        self.constant(Constant::str(
            "attempted relative import with no known parent package",
        ));
        self.emit(Op::Call(1));
        self.emit(Op::Raise(1));
        Ok(())
    }
}

fn is_future(import: &StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_deref() == Some(FUTURE)
}
