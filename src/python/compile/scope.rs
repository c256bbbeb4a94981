//! Scopes: which variable a name means in each part of a program.
//!
//! [`super::symbols`] walks the tree and notes what each scope does with each name; [`Scopes::resolve`] then decides, for
//! every name of every scope, where its value lives. The comprehensions that run inline have scopes of their own but share
//! the slots of the function around them, so a variable is a cell only where another *function* needs it.

use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::python::symbol::Symbol;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// A list, set or dict comprehension, which runs inline.
    Comprehension,
    /// A generator expression, which is a function.
    Generator,
    /// The hidden function that binds type parameters.
    TypeParameters,
    /// The function that gives annotations, or the value of a `type` statement.
    Annotations,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(u32);

impl ScopeId {
    pub const MODULE: ScopeId = ScopeId(0);
}

/// What one scope does with one name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    pub bound: bool,
    pub used: bool,
    pub parameter: bool,
    pub annotated: bool,
    /// The target of a comprehension's `for`.
    pub iteration: bool,
    pub global: bool,
    pub nonlocal: Option<TextRange>,
}

impl Usage {
    fn owns(&self) -> bool {
        self.bound && !self.global && self.nonlocal.is_none()
    }
}

/// Where a name's value lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A slot of this code object; the variable belongs to the scope given, which may be an inlined comprehension.
    Local(ScopeId),
    /// A cell that this code object was given.
    Free,
    /// The module's table.
    Global,
    /// The namespace of the class body, else the module's.
    Name,
    /// The namespace of the class body, else a cell.
    NameOrFree,
    /// An attribute of the class whose annotations this code gives.
    ClassAttribute,
}

pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    pub is_async: bool,
    /// Contains a `yield` of its own.
    pub yields: bool,
    /// Contains an `await` of its own, or an asynchronous comprehension.
    pub awaits: bool,
    usages: FxHashMap<Symbol, Usage>,
    /// The names in the order of their first appearance.
    names: Vec<Symbol>,
    bindings: FxHashMap<Symbol, Binding>,
    /// Variables of this scope that inner functions need.
    captured: FxHashSet<Symbol>,
    free: Vec<Symbol>,
}

impl Scope {
    pub fn usage(&self, name: Symbol) -> Usage {
        self.usages.get(&name).copied().unwrap_or_default()
    }

    /// The variables that the scope owns, in the order of their first appearance.
    pub fn own_names(&self) -> impl Iterator<Item = Symbol> {
        self.names
            .iter()
            .copied()
            .filter(|name| self.usages[name].owns())
    }

    pub fn is_captured(&self, name: Symbol) -> bool {
        self.captured.contains(&name)
    }

    /// The captured variables of outer functions that code of this scope needs, by name.
    pub fn free(&self) -> &[Symbol] {
        &self.free
    }
}

/// All scopes of a program.
#[derive(Default)]
pub struct Scopes {
    scopes: Vec<Scope>,
    by_node: FxHashMap<(TextRange, ScopeKind), ScopeId>,
}

/// A `nonlocal` name that no enclosing function binds.
pub struct Unbound {
    pub name: Symbol,
    pub range: TextRange,
}

impl Scopes {
    /// Adds the scope of the node at `range`; no two nodes with scopes of one kind have one range.
    pub fn add(&mut self, kind: ScopeKind, range: TextRange, parent: Option<ScopeId>) -> ScopeId {
        let id = ScopeId(self.scopes.len() as u32);
        self.scopes.push(Scope {
            kind,
            parent,
            is_async: false,
            yields: false,
            awaits: false,
            usages: FxHashMap::default(),
            names: Vec::new(),
            bindings: FxHashMap::default(),
            captured: FxHashSet::default(),
            free: Vec::new(),
        });
        self.by_node.insert((range, kind), id);
        id
    }

    /// The scope of a node that was visited before.
    pub fn of_node(&self, kind: ScopeKind, range: TextRange) -> ScopeId {
        self.by_node[&(range, kind)]
    }

    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    pub fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }

    /// The record of a name, made when it is first asked for.
    pub fn usage_mut(&mut self, id: ScopeId, name: Symbol) -> &mut Usage {
        let scope = self.get_mut(id);
        scope.usages.entry(name).or_insert_with(|| {
            scope.names.push(name);
            Usage::default()
        })
    }

    /// Where a name that the scope mentions lives. Names it never mentioned are global.
    pub fn binding(&self, id: ScopeId, name: Symbol) -> Binding {
        self.get(id)
            .bindings
            .get(&name)
            .copied()
            .unwrap_or(Binding::Global)
    }

    /// The scope whose code object holds the code of `id`: itself, but for comprehensions that run inline.
    pub fn unit_of(&self, mut id: ScopeId) -> ScopeId {
        while let Scope {
            kind: ScopeKind::Comprehension,
            parent: Some(parent),
            ..
        } = self.get(id)
        {
            id = *parent;
        }
        id
    }

    /// Decides about every name. Call it once, when all scopes are there.
    pub fn resolve(&mut self) -> Result<(), Unbound> {
        for index in 0..self.scopes.len() {
            let id = ScopeId(index as u32);
            for position in 0..self.get(id).names.len() {
                let name = self.get(id).names[position];
                let binding = self.decide(id, name)?;
                self.get_mut(id).bindings.insert(name, binding);
            }
        }
        for scope in &mut self.scopes {
            scope.free.sort_by_key(|name| name.text());
        }
        Ok(())
    }

    fn decide(&mut self, id: ScopeId, name: Symbol) -> Result<Binding, Unbound> {
        let scope = self.get(id);
        let (kind, usage) = (scope.kind, scope.usage(name));
        if usage.global || kind == ScopeKind::Module {
            return Ok(Binding::Global);
        }
        if usage.owns() {
            return Ok(if kind == ScopeKind::Class {
                Binding::Name
            } else {
                Binding::Local(id)
            });
        }
        if kind == ScopeKind::Annotations && self.is_class_variable(scope.parent, name) {
            self.capture_class(id);
            return Ok(Binding::ClassAttribute);
        }
        let owner = self.owner(id, name);
        if let (None, Some(range)) = (owner, usage.nonlocal) {
            return Err(Unbound { name, range });
        }
        let Some(owner) = owner else {
            return Ok(if kind == ScopeKind::Class {
                Binding::Name
            } else {
                Binding::Global
            });
        };
        if self.unit_of(id) == self.unit_of(owner) && self.get(owner).kind != ScopeKind::Class {
            return Ok(Binding::Local(owner));
        }
        self.capture(id, owner, name);
        let reads_namespace = kind == ScopeKind::Class && usage.nonlocal.is_none();
        Ok(if reads_namespace {
            Binding::NameOrFree
        } else {
            Binding::Free
        })
    }

    fn is_class_variable(&self, id: Option<ScopeId>, name: Symbol) -> bool {
        let Some(scope) = id.map(|id| self.get(id)) else {
            return false;
        };
        scope.kind == ScopeKind::Class && scope.usage(name).owns()
    }

    /// The scope outside `id` whose variable the name is there, if it is not a global one.
    fn owner(&self, id: ScopeId, name: Symbol) -> Option<ScopeId> {
        let mut outer = self.get(id).parent;
        while let Some(candidate) = outer {
            let scope = self.get(candidate);
            let usage = scope.usage(name);
            match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class if name == Symbol::CLASS => return Some(candidate),
                ScopeKind::Class => {}
                _ if usage.global => return None,
                _ if usage.owns() => return Some(candidate),
                _ => {}
            }
            outer = scope.parent;
        }
        None
    }

    /// Makes the owner's variable a cell, and hands it down through all code objects between the two.
    fn capture(&mut self, id: ScopeId, owner: ScopeId, name: Symbol) {
        self.get_mut(owner).captured.insert(name);
        let top = self.unit_of(owner);
        let mut unit = self.unit_of(id);
        while unit != top {
            let scope = self.get_mut(unit);
            if !scope.free.contains(&name) {
                scope.free.push(name);
            }
            let parent = scope.parent.expect("the owner is an ancestor");
            unit = self.unit_of(parent);
        }
    }

    fn capture_class(&mut self, id: ScopeId) {
        let class = self.get(id).parent.expect("the class is the parent");
        self.capture(id, class, Symbol::CLASS);
    }
}
