//! Assignment, in all its forms, and `del`.

use ruff_python_ast::{Expr, StmtAnnAssign, StmtAssign, StmtAugAssign};
use ruff_text_size::{Ranged, TextRange};

use crate::python::code::Op;

use super::expressions::binary_op;
use super::{Compiled, Compiler};

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, statement: &'a StmtAssign) -> Compiled {
        if let [target] = &statement.targets[..]
            && let Some((targets, values)) = exchanged(target, &statement.value)
        {
            return self.exchange(targets, values);
        }
        self.expression(&statement.value)?;
        let (last, others) = statement.targets.split_last().expect("there is a target");
        for target in others {
            self.emit(Op::Copy(1));
            self.store(target)?;
        }
        self.store(last)
    }

    /// `a, b = b, a` and the like need no tuple.
    fn exchange(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Compiled {
        for value in values {
            self.expression(value)?;
        }
        self.emit(Op::Swap(targets.len() as u32));
        targets.iter().try_for_each(|target| self.store(target))
    }

    /// Stores the top of the stack.
    pub(super) fn store(&mut self, target: &'a Expr) -> Compiled {
        self.at(target.range(), |this| this.store_here(target))
    }

    fn store_here(&mut self, target: &'a Expr) -> Compiled {
        match target {
            Expr::Name(name) => self.store_name(&name.id),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.symbol(&attribute.attr);
                let index = self.unit.attribute(name);
                self.at(self.attribute_place(attribute, attribute.range), |this| {
                    this.emit(Op::StoreAttribute(index))
                });
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Op::StoreSubscript);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, tuple.range)?,
            Expr::List(list) => self.unpack(&list.elts, list.range)?,
            Expr::Starred(starred) => {
                let message = "starred assignment target must be in a list or tuple";
                return Err(self.error(starred.range, message));
            }
            _ => return Err(self.error(target.range(), "cannot assign to expression")),
        }
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], range: TextRange) -> Compiled {
        let mut starred = targets
            .iter()
            .enumerate()
            .filter(|(_, target)| target.is_starred_expr());
        match (starred.next(), starred.next()) {
            (None, _) => self.emit(Op::UnpackSequence(targets.len() as u32)),
            (Some((index, _)), None) => {
                let before = self.narrow(index as u32, range, "targets")?;
                let after = (targets.len() - index - 1) as u32;
                let after = self.narrow(after, range, "targets")?;
                self.emit(Op::UnpackStarred { before, after });
            }
            (Some(_), Some(_)) => {
                let message = "multiple starred expressions in assignment";
                return Err(self.error(range, message));
            }
        }
        targets.iter().try_for_each(|target| match target {
            Expr::Starred(starred) => self.store(&starred.value),
            _ => self.store(target),
        })
    }

    pub(super) fn augmented_assign(&mut self, statement: &'a StmtAugAssign) -> Compiled {
        let op = Op::InPlace(binary_op(statement.op));
        match &*statement.target {
            Expr::Name(name) => {
                self.at(name.range, |this| this.load_name(&name.id, name.range))?;
                self.expression(&statement.value)?;
                self.emit(op);
                self.store_name(&name.id);
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.symbol(&attribute.attr);
                let load = self.unit.attribute(name);
                let store = self.unit.attribute(name);
                let place = self.attribute_place(attribute, attribute.range);
                self.emit(Op::Copy(1));
                self.at(place, |this| this.emit(Op::LoadAttribute(load)));
                self.expression(&statement.value)?;
                self.emit(op);
                self.emit(Op::Swap(2));
                self.at(place, |this| this.emit(Op::StoreAttribute(store)));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Op::Copy(2));
                self.emit(Op::Copy(2));
                self.at(subscript.range, |this| this.emit(Op::Subscript));
                self.expression(&statement.value)?;
                self.emit(op);
                self.emit(Op::Swap(3));
                self.emit(Op::Swap(2));
                self.at(subscript.range, |this| this.emit(Op::StoreSubscript));
            }
            target => {
                let message = "this is an illegal expression for augmented assignment";
                return Err(self.error(target.range(), message));
            }
        }
        Ok(())
    }

    /// The annotation itself is evaluated elsewhere, when somebody asks for it.
    pub(super) fn annotated_assign(&mut self, statement: &'a StmtAnnAssign) -> Compiled {
        if let Some(value) = &statement.value {
            self.expression(value)?;
            return self.store(&statement.target);
        }
        match &*statement.target {
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                self.emit(Op::Pop);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.emit(Op::Pop);
                self.expression(&subscript.slice)?;
                self.emit(Op::Pop);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Compiled {
        self.at(target.range(), |this| this.delete_here(target))
    }

    fn delete_here(&mut self, target: &'a Expr) -> Compiled {
        match target {
            Expr::Name(name) => self.delete_name(&name.id),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.symbol(&attribute.attr);
                let index = self.unit.attribute(name);
                self.at(self.attribute_place(attribute, attribute.range), |this| {
                    this.emit(Op::DeleteAttribute(index))
                });
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Op::DeleteSubscript);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|item| self.delete(item))?,
            Expr::List(list) => list.elts.iter().try_for_each(|item| self.delete(item))?,
            _ => return Err(self.error(target.range(), "cannot delete expression")),
        }
        Ok(())
    }
}

/// The two or three targets and as many values of an assignment that needs no tuple.
fn exchanged<'a>(target: &'a Expr, value: &'a Expr) -> Option<(&'a [Expr], &'a [Expr])> {
    let (Expr::Tuple(targets), Expr::Tuple(values)) = (target, value) else {
        return None;
    };
    let is_small = matches!(targets.elts.len(), 2 | 3);
    let is_plain = !targets
        .elts
        .iter()
        .chain(&values.elts)
        .any(Expr::is_starred_expr);
    let fits = targets.elts.len() == values.elts.len();
    (is_small && is_plain && fits).then_some((&targets.elts, &values.elts))
}
