//! One code object in the making: its instructions, its tables, and the blocks of syntax that are open.

use std::hash::Hash;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::python::code::{AttributeRef, Code, CodeKind, GlobalRef, Op, Parameters};
use crate::python::object::Value;
use crate::python::symbol::Symbol;

use super::constants::Constant;
use super::emit::Emitter;
use super::exits::Block;
use super::scope::ScopeId;

/// Free variables stand in the slots after the locals, whose number is known only at the end; until then they are
/// numbered from here.
const FREE_SLOTS: u32 = 1 << 24;

/// A table without repetitions, whose entries instructions name by index.
struct Table<T> {
    entries: Vec<T>,
    index: FxHashMap<T, u32>,
}

impl<T: Clone + Eq + Hash> Table<T> {
    fn new() -> Table<T> {
        Table {
            entries: Vec::new(),
            index: FxHashMap::default(),
        }
    }

    fn add(&mut self, entry: T) -> u32 {
        if let Some(&index) = self.index.get(&entry) {
            return index;
        }
        let index = self.entries.len() as u32;
        self.entries.push(entry.clone());
        self.index.insert(entry, index);
        index
    }
}

enum ConstantEntry {
    Plain(Constant),
    Code(Rc<Code>),
}

pub struct Unit<'a> {
    pub kind: CodeKind,
    pub name: Symbol,
    pub qualname: Symbol,
    pub first_line: u32,
    pub parameters: Parameters,
    pub docstring: Option<Rc<str>>,
    pub scope: ScopeId,
    /// The scope whose names are current: the unit's own, or that of a comprehension running inline.
    pub innermost: ScopeId,
    /// The class whose private names are mangled here.
    pub class: Option<Rc<str>>,
    pub emitter: Emitter,
    pub blocks: Vec<Block<'a>>,
    locals: Vec<Symbol>,
    slots: FxHashMap<(ScopeId, Symbol), u32>,
    /// Slots of comprehensions that are over.
    spare_slots: FxHashMap<Symbol, Vec<u32>>,
    free: Vec<Symbol>,
    constants: Vec<ConstantEntry>,
    constant_index: FxHashMap<Constant, u32>,
    names: Table<Symbol>,
    globals: Table<Symbol>,
    attributes: Vec<Symbol>,
    keywords: Table<Box<[Symbol]>>,
}

impl<'a> Unit<'a> {
    /// It is boxed because many of them wait on the stack while inner functions are compiled.
    pub fn new(
        kind: CodeKind,
        name: &str,
        qualname: &str,
        scope: ScopeId,
        first_line: u32,
    ) -> Box<Unit<'a>> {
        Box::new(Unit {
            kind,
            name: Symbol::new(name),
            qualname: Symbol::new(qualname),
            first_line,
            parameters: Parameters::default(),
            docstring: None,
            scope,
            innermost: scope,
            class: None,
            emitter: Emitter::new(),
            blocks: Vec::new(),
            locals: Vec::new(),
            slots: FxHashMap::default(),
            spare_slots: FxHashMap::default(),
            free: Vec::new(),
            constants: Vec::new(),
            constant_index: FxHashMap::default(),
            names: Table::new(),
            globals: Table::new(),
            attributes: Vec::new(),
            keywords: Table::new(),
        })
    }

    /// Leaves an empty unit in the place of this one.
    pub fn take(&mut self) -> Box<Unit<'a>> {
        let empty = Unit::new(self.kind, "", "", self.scope, self.first_line);
        Box::new(std::mem::replace(self, *empty))
    }

    pub fn set_free(&mut self, free: &[Symbol]) {
        self.free = free.to_vec();
    }

    /// The free variables that the code takes from its closure, in their order there.
    pub fn free(&self) -> &[Symbol] {
        &self.free
    }

    /// Gives a variable of `scope` a slot.
    pub fn add_slot(&mut self, scope: ScopeId, name: Symbol) -> u32 {
        let spare = self.spare_slots.get_mut(&name).and_then(Vec::pop);
        let slot = spare.unwrap_or_else(|| {
            self.locals.push(name);
            self.locals.len() as u32 - 1
        });
        self.slots.insert((scope, name), slot);
        slot
    }

    /// The name of slot 0: the first parameter, where there is one.
    pub fn first_local(&self) -> Symbol {
        self.locals[0]
    }

    /// Lets later comprehensions use the slot again.
    pub fn release_slot(&mut self, scope: ScopeId, name: Symbol) {
        if let Some(slot) = self.slots.remove(&(scope, name)) {
            self.spare_slots.entry(name).or_default().push(slot);
        }
    }

    pub fn slot(&self, scope: ScopeId, name: Symbol) -> Option<u32> {
        self.slots.get(&(scope, name)).copied()
    }

    pub fn free_slot(&self, name: Symbol) -> Option<u32> {
        let index = self.free.iter().position(|free| *free == name)?;
        Some(FREE_SLOTS + index as u32)
    }

    pub fn constant(&mut self, constant: Constant) -> u32 {
        if let Some(&index) = self.constant_index.get(&constant) {
            return index;
        }
        let index = self.constants.len() as u32;
        self.constants.push(ConstantEntry::Plain(constant.clone()));
        self.constant_index.insert(constant, index);
        index
    }

    pub fn code_constant(&mut self, code: Rc<Code>) -> u32 {
        self.constants.push(ConstantEntry::Code(code));
        self.constants.len() as u32 - 1
    }

    pub fn name(&mut self, name: Symbol) -> u32 {
        self.names.add(name)
    }

    pub fn global(&mut self, name: Symbol) -> u32 {
        self.globals.add(name)
    }

    /// Each place that names an attribute has an entry, so that caches do not disturb one another.
    pub fn attribute(&mut self, name: Symbol) -> u32 {
        self.attributes.push(name);
        self.attributes.len() as u32 - 1
    }

    pub fn keywords(&mut self, names: Vec<Symbol>) -> u32 {
        self.keywords.add(names.into())
    }

    /// The finished code object, or what is too large about it.
    pub fn assemble(
        self,
        filename: Rc<str>,
        values: &mut FxHashMap<Constant, Value>,
    ) -> Result<Code, String> {
        let assembled = self.emitter.finish();
        let mut ops = assembled.ops;
        for op in &mut ops {
            place_free_slot(op, self.locals.len() as u32)?;
        }
        let constants = self.constants.into_iter().map(|entry| match entry {
            ConstantEntry::Plain(constant) => constant.value(values),
            ConstantEntry::Code(code) => Value::Code(code),
        });
        let globals = self.globals.entries.into_iter();
        let attributes = self.attributes.into_iter();
        Ok(Code {
            kind: self.kind,
            name: self.name,
            qualname: self.qualname,
            is_own: !filename.starts_with('<'),
            is_hidden: Code::is_native(&filename, &self.qualname.text()),
            filename,
            first_line: self.first_line,
            parameters: self.parameters,
            locals: self.locals.into(),
            free: self.free.into(),
            stack_size: assembled.stack_size,
            ops: ops.into(),
            places: assembled.places.into(),
            handlers: assembled.handlers.into(),
            constants: constants.collect(),
            names: self.names.entries.into(),
            globals: globals
                .map(|name| GlobalRef {
                    name,
                    slot: Default::default(),
                })
                .collect(),
            attributes: attributes.map(|name| AttributeRef { name }).collect(),
            keywords: self.keywords.entries.into(),
            docstring: self.docstring,
        })
    }
}

fn place_free_slot(op: &mut Op, locals: u32) -> Result<(), String> {
    match op {
        Op::PushCell(slot) | Op::LoadCell(slot) | Op::StoreCell(slot) | Op::DeleteCell(slot)
            if *slot >= FREE_SLOTS =>
        {
            *slot = *slot - FREE_SLOTS + locals;
        }
        // Its slot is always that of a free variable, counted from the first one.
        Op::LoadNameOrCell { slot, .. } => {
            let placed = locals + *slot as u32;
            *slot = u16::try_from(placed).map_err(|_| "too many variables in a class body")?;
        }
        _ => {}
    }
    Ok(())
}
