//! Loading, storing and deleting variables, wherever they live.

use ruff_text_size::TextRange;

use crate::python::code::Op;
use crate::python::symbol::Symbol;

use super::constants::Constant;
use super::scope::Binding;
use super::{Compiled, Compiler};

/// The name as it is known to the program: inside a class, `__private` belongs to that class.
pub fn mangle(class: Option<&str>, name: &str) -> Symbol {
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    let class = class
        .map(|class| class.trim_start_matches('_'))
        .unwrap_or_default();
    if is_private && !class.is_empty() {
        return Symbol::new(&format!("_{class}{name}"));
    }
    Symbol::new(name)
}

/// Where code finds a variable.
enum Variable {
    Local(u32),
    Cell(u32),
    Global,
    Name,
    NameOrCell(u32),
    ClassAttribute,
}

impl Compiler<'_> {
    pub(super) fn symbol(&self, name: &str) -> Symbol {
        mangle(self.unit.class.as_deref(), name)
    }

    fn variable(&self, name: Symbol) -> Variable {
        match self.scopes.binding(self.unit.innermost, name) {
            Binding::Global => Variable::Global,
            Binding::Name => Variable::Name,
            Binding::Local(owner) => {
                let slot = self.unit.slot(owner, name).expect("its scope is open");
                if self.scopes.get(owner).is_captured(name) {
                    Variable::Cell(slot)
                } else {
                    Variable::Local(slot)
                }
            }
            Binding::Free => Variable::Cell(self.cell_slot(name)),
            Binding::NameOrFree => {
                let free = self.unit.free();
                let index = free.iter().position(|free| *free == name);
                Variable::NameOrCell(index.expect("resolution made it free") as u32)
            }
            Binding::ClassAttribute => Variable::ClassAttribute,
        }
    }

    /// The slot that holds the cell of a captured variable: one of this code's own, or a free one.
    pub(super) fn cell_slot(&self, name: Symbol) -> u32 {
        let free = self.unit.free_slot(name);
        let own = || match self.scopes.binding(self.unit.innermost, name) {
            Binding::Local(owner) => self.unit.slot(owner, name),
            _ => self.unit.slot(self.unit.scope, name),
        };
        free.or_else(own).expect("resolution captured it")
    }

    pub(super) fn load_name(&mut self, name: &str, range: TextRange) -> Compiled {
        if name == "__debug__" {
            self.constant(Constant::Bool(true));
            return Ok(());
        }
        let symbol = self.symbol(name);
        self.load_symbol(symbol, range)
    }

    pub(super) fn load_symbol(&mut self, name: Symbol, range: TextRange) -> Compiled {
        let op = match self.variable(name) {
            Variable::Local(slot) => Op::LoadLocal(slot),
            Variable::Cell(slot) => Op::LoadCell(slot),
            Variable::Global => Op::LoadGlobal(self.unit.global(name)),
            Variable::Name => Op::LoadName(self.unit.global(name)),
            Variable::NameOrCell(slot) => {
                let name = self.unit.name(name);
                Op::LoadNameOrCell {
                    name: self.narrow(name, range, "names in a class body")?,
                    slot: self.narrow(slot, range, "variables in a class body")?,
                }
            }
            Variable::ClassAttribute => {
                self.emit(Op::LoadCell(self.cell_slot(Symbol::CLASS)));
                Op::LoadAttribute(self.unit.attribute(name))
            }
        };
        self.emit(op);
        Ok(())
    }

    /// Stores the top of the stack.
    pub(super) fn store_name(&mut self, name: &str) {
        let name = self.symbol(name);
        let op = match self.variable(name) {
            Variable::Local(slot) => Op::StoreLocal(slot),
            Variable::Cell(slot) => Op::StoreCell(slot),
            Variable::Global => Op::StoreGlobal(self.unit.global(name)),
            Variable::Name | Variable::NameOrCell(_) | Variable::ClassAttribute => {
                Op::StoreName(self.unit.global(name))
            }
        };
        self.emit(op);
    }

    pub(super) fn delete_name(&mut self, name: &str) {
        let name = self.symbol(name);
        let op = match self.variable(name) {
            Variable::Local(slot) => Op::DeleteLocal(slot),
            Variable::Cell(slot) => Op::DeleteCell(slot),
            Variable::Global => Op::DeleteGlobal(self.unit.global(name)),
            Variable::Name | Variable::NameOrCell(_) | Variable::ClassAttribute => {
                Op::DeleteName(self.unit.global(name))
            }
        };
        self.emit(op);
    }
}
