//! Comprehensions, which run inline in slots of their own, and generator expressions, which are functions.

use ruff_python_ast::{
    Comprehension, Expr, ExprDictComp, ExprGenerator, ExprListComp, ExprSetComp,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::python::code::{CodeKind, Op};
use crate::python::symbol::Symbol;

use super::emit::Label;
use super::scope::{ScopeId, ScopeKind};
use super::{Compiled, Compiler};

/// What a comprehension does with each item.
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn list_comprehension(&mut self, comp: &'a ExprListComp) -> Compiled {
        let element = Element::List(&comp.elt);
        self.comprehension(comp.range, &comp.generators, Op::BuildList(0), element)
    }

    pub(super) fn set_comprehension(&mut self, comp: &'a ExprSetComp) -> Compiled {
        let element = Element::Set(&comp.elt);
        self.comprehension(comp.range, &comp.generators, Op::BuildSet(0), element)
    }

    pub(super) fn dict_comprehension(&mut self, comp: &'a ExprDictComp) -> Compiled {
        let Some(key) = &comp.key else {
            let message = "dict unpacking cannot be used in dict comprehension";
            let range = TextRange::new(comp.start(), comp.value.end()).add_start(TextSize::new(1));
            return Err(self.error(range, message));
        };
        let element = Element::Dict(key, &comp.value);
        self.comprehension(comp.range, &comp.generators, Op::BuildDict(0), element)
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        generators: &'a [Comprehension],
        build: Op,
        element: Element<'a>,
    ) -> Compiled {
        let scope = self.scopes.of_node(ScopeKind::Comprehension, range);
        if self.scopes.get(scope).awaits && !self.may_await() {
            let message = "asynchronous comprehension outside of an asynchronous function";
            return Err(self.error(range, message));
        }
        let names: Vec<Symbol> = self.scopes.get(scope).own_names().collect();
        let failed = self.new_label();
        let end = self.new_label();

        self.first_iterator(&generators[0])?;
        let outer = std::mem::replace(&mut self.unit.innermost, scope);
        self.open_slots(scope);
        let mut protection = self.unit.emitter.protect(failed, 1);
        self.emit(build);
        self.emit(Op::Swap(2));
        // The container lies below the iterator now.
        let container = self.unit.emitter.depth().saturating_sub(2);
        self.generators(generators, container, &element)?;
        self.unit.emitter.suspend(&mut protection);
        self.clear_slots(scope, &names);
        self.jump(Op::Jump, end);
        self.unit.emitter.bind_handler(failed);
        self.clear_slots(scope, &names);
        self.emit(Op::Reraise);
        self.bind(end);
        for name in names {
            self.unit.release_slot(scope, name);
        }
        self.unit.innermost = outer;
        Ok(())
    }

    fn clear_slots(&mut self, scope: ScopeId, names: &[Symbol]) {
        for name in names {
            if let Some(slot) = self.unit.slot(scope, *name) {
                self.emit(Op::ClearLocal(slot));
            }
        }
    }

    pub(super) fn generator_expression(&mut self, comp: &'a ExprGenerator) -> Compiled {
        let scope = self.scopes.of_node(ScopeKind::Generator, comp.range);
        let awaits = self.scopes.get(scope).awaits;
        let kind = if awaits {
            CodeKind::AsyncGenerator
        } else {
            CodeKind::Generator
        };
        let code = self.unit_code(kind, scope, "<genexpr>", comp.start(), None, |this| {
            this.unit.parameters.positional = 1;
            this.place = this.place_of(comp.range);
            this.emit(Op::LoadLocal(0));
            this.generators(&comp.generators, 0, &Element::Yield(&comp.elt))?;
            this.return_none();
            Ok(())
        })?;
        self.make_function(code, 0, comp.range)?;
        self.first_iterator(&comp.generators[0])?;
        self.emit(Op::Call(1));
        Ok(())
    }

    fn first_iterator(&mut self, generator: &'a Comprehension) -> Compiled {
        if generator.is_async {
            self.expression(&generator.iter)?;
        } else {
            self.iterated(&generator.iter)?;
        }
        self.at(generator.iter.range(), |this| {
            this.get_iterator(generator.is_async)
        });
        Ok(())
    }

    pub(super) fn get_iterator(&mut self, is_async: bool) {
        self.emit(if is_async {
            Op::GetAsyncIter
        } else {
            Op::GetIter
        });
    }

    /// Runs nested loops; the iterator of the outermost lies on the stack and is gone afterwards. The items go into the
    /// value with the index `container`, counted from the bottom, unless they are yielded.
    fn generators(
        &mut self,
        generators: &'a [Comprehension],
        container: u32,
        element: &Element<'a>,
    ) -> Compiled {
        let (generator, inner) = generators
            .split_first()
            .expect("a comprehension has a `for`");
        let next = self.new_label();
        let exhausted = self.new_label();
        self.bind(next);
        self.next_item(generator.is_async, &generator.iter, exhausted);
        self.store(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, next, false)?;
        }
        match inner.first() {
            Some(generator) => {
                self.first_iterator(generator)?;
                self.generators(inner, container, element)?;
            }
            None => self.element(element, container)?,
        }
        self.jump(Op::Jump, next);
        self.at(generator.iter.range(), |this| {
            this.end_of_items(generator.is_async, exhausted)
        });
        Ok(())
    }

    /// Gets the next item of the iterator on top; where there is none, goes to `exhausted`.
    pub(super) fn next_item(&mut self, is_async: bool, iterable: &Expr, exhausted: Label) {
        if !is_async {
            let place = iterable.range();
            return self.at(place, |this| this.jump(Op::ForIter, exhausted));
        }
        let mut protection = self.unit.emitter.protect(exhausted, 0);
        self.emit(Op::GetAsyncNext);
        self.emit(Op::Await);
        self.unit.emitter.suspend(&mut protection);
    }

    /// Where control comes when a loop's iterator has no more items; the iterator is gone then.
    pub(super) fn end_of_items(&mut self, is_async: bool, exhausted: Label) {
        if !is_async {
            return self.bind(exhausted);
        }
        self.unit.emitter.bind_handler(exhausted);
        self.emit(Op::EndAsyncFor);
    }

    fn element(&mut self, element: &Element<'a>, container: u32) -> Compiled {
        if let Element::List(Expr::Starred(starred))
        | Element::Set(Expr::Starred(starred))
        | Element::Yield(Expr::Starred(starred)) = element
        {
            let message = "iterable unpacking cannot be used in comprehension";
            return Err(self.error(starred.range, message));
        }
        match element {
            Element::List(item) => {
                self.expression(item)?;
                let distance = self.distance(container, 1);
                self.at(item.range(), |this| this.emit(Op::ListAppend(distance)));
            }
            Element::Set(item) => {
                self.expression(item)?;
                let distance = self.distance(container, 1);
                self.at(item.range(), |this| this.emit(Op::SetAdd(distance)));
            }
            Element::Dict(key, value) => {
                self.expression(key)?;
                self.expression(value)?;
                let distance = self.distance(container, 2);
                let pair = TextRange::new(key.start(), value.end());
                self.at(pair, |this| this.emit(Op::DictAdd(distance)));
            }
            Element::Yield(item) => {
                self.expression(item)?;
                self.at(item.range(), |this| this.emit(Op::Yield));
                self.emit(Op::Pop);
            }
        }
        Ok(())
    }

    /// How far below the top the container lies once `items` values are popped.
    fn distance(&self, container: u32, items: u32) -> u32 {
        self.unit.emitter.depth().saturating_sub(container + items)
    }
}
