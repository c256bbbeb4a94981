//! `match`.
//!
//! A pattern takes its subject from the top of the stack. What it captures is kept on the stack, below everything that the
//! pattern still works with, until the whole pattern has matched: a pattern that fails binds nothing. Failing jumps go to a
//! ladder of labels, one for each number of values that have to be popped first.

use ruff_python_ast::{
    Identifier, MatchCase, Pattern, PatternMatchAs, PatternMatchClass, PatternMatchMapping,
    PatternMatchOr, Singleton, StmtMatch,
};
use ruff_text_size::{Ranged, TextRange};

use crate::python::code::{BinaryOp, CompareOp, Op};

use super::constants::{Constant, fold};
use super::emit::Label;
use super::{Compiled, Compiler};

/// Where the compilation of one case's pattern stands.
#[derive(Default)]
struct Matching<'a> {
    /// The captured names; the value of the first is on top of the others.
    stores: Vec<&'a str>,
    /// Values that the pattern has on the stack, above the captured ones.
    on_top: u32,
    /// `failures[n]` pops n values before the next case.
    failures: Vec<Label>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, statement: &'a StmtMatch) -> Compiled {
        let end = self.new_label();
        self.expression(&statement.subject)?;
        let (last, others) = statement.cases.split_last().expect("a match has cases");
        for case in others {
            self.case(case, false, end)?;
        }
        self.case(last, true, end)?;
        self.bind(end);
        Ok(())
    }

    /// `subject → subject` where it does not match and is not the last case.
    fn case(&mut self, case: &'a MatchCase, is_last: bool, end: Label) -> Compiled {
        self.place = self.place_of(case.pattern.range());
        let mut matching = Matching {
            allow_irrefutable: is_last || case.guard.is_some(),
            ..Matching::default()
        };
        if !is_last {
            self.emit(Op::Copy(1));
        }
        self.pattern(&case.pattern, &mut matching)?;
        for name in std::mem::take(&mut matching.stores) {
            self.store_name(name);
        }
        if let Some(guard) = &case.guard {
            let failure = self.failure(&mut matching, 0);
            self.jump_if(guard, failure, false)?;
        }
        if !is_last {
            self.emit(Op::Pop);
        }
        self.statements(&case.body)?;
        self.jump(Op::Jump, end);
        self.bind_failures(&mut matching);
        Ok(())
    }

    /// The label of a failure that pops `count` values.
    fn failure(&mut self, matching: &mut Matching<'a>, count: usize) -> Label {
        while matching.failures.len() <= count {
            let label = self.new_label();
            matching.failures.push(label);
        }
        matching.failures[count]
    }

    /// Fails if the instruction, which pops one value, jumps.
    fn fail(&mut self, matching: &mut Matching<'a>, op: fn(u32) -> Op) {
        let count = matching.on_top as usize + matching.stores.len();
        let label = self.failure(matching, count);
        self.jump(op, label);
    }

    fn bind_failures(&mut self, matching: &mut Matching<'a>) {
        for (count, label) in std::mem::take(&mut matching.failures)
            .into_iter()
            .enumerate()
            .rev()
        {
            self.bind(label);
            if count > 0 {
                self.emit(Op::Pop);
            }
        }
    }

    /// `subject →`
    fn pattern(&mut self, pattern: &'a Pattern, matching: &mut Matching<'a>) -> Compiled {
        self.at(pattern.range(), |this| this.pattern_here(pattern, matching))
    }

    fn pattern_here(&mut self, pattern: &'a Pattern, matching: &mut Matching<'a>) -> Compiled {
        match pattern {
            Pattern::MatchValue(value) => {
                if value.value.is_f_string_expr() {
                    let message = "patterns may only match literals and attribute lookups";
                    return Err(self.error(value.range, message));
                }
                self.expression(&value.value)?;
                self.emit(Op::Compare(CompareOp::Eq));
                self.fail(matching, Op::JumpIfFalse);
                Ok(())
            }
            Pattern::MatchSingleton(singleton) => {
                self.constant(match singleton.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::Bool(true),
                    Singleton::False => Constant::Bool(false),
                });
                self.emit(Op::Is(false));
                self.fail(matching, Op::JumpIfFalse);
                Ok(())
            }
            Pattern::MatchSequence(sequence) => {
                self.sequence(&sequence.patterns, sequence.range, matching)
            }
            Pattern::MatchMapping(mapping) => self.mapping(mapping, matching),
            Pattern::MatchClass(class) => self.class_pattern(class, matching),
            Pattern::MatchStar(star) => self.capture(star.name.as_ref(), matching),
            Pattern::MatchAs(capture) => self.as_pattern(capture, matching),
            Pattern::MatchOr(alternatives) => self.or_pattern(alternatives, matching),
        }
    }

    /// A pattern inside another one; an irrefutable one may stand there.
    fn inner_pattern(&mut self, pattern: &'a Pattern, matching: &mut Matching<'a>) -> Compiled {
        let outer = std::mem::replace(&mut matching.allow_irrefutable, true);
        self.pattern(pattern, matching)?;
        matching.allow_irrefutable = outer;
        Ok(())
    }

    fn as_pattern(&mut self, capture: &'a PatternMatchAs, matching: &mut Matching<'a>) -> Compiled {
        let Some(pattern) = &capture.pattern else {
            if !matching.allow_irrefutable {
                let message = match &capture.name {
                    Some(name) => {
                        format!("name capture '{name}' makes remaining patterns unreachable")
                    }
                    None => "wildcard makes remaining patterns unreachable".to_string(),
                };
                return Err(self.error(capture.range, message));
            }
            return self.capture(capture.name.as_ref(), matching);
        };
        matching.on_top += 1;
        self.emit(Op::Copy(1));
        self.pattern(pattern, matching)?;
        matching.on_top -= 1;
        self.capture(capture.name.as_ref(), matching)
    }

    /// Puts the top of the stack below all else that the pattern has there; without a name drops it.
    fn capture(&mut self, name: Option<&'a Identifier>, matching: &mut Matching<'a>) -> Compiled {
        let Some(name) = name else {
            self.emit(Op::Pop);
            return Ok(());
        };
        self.add_store(name, name.range, matching)?;
        self.sink(matching.on_top + matching.stores.len() as u32);
        Ok(())
    }

    fn add_store(
        &mut self,
        name: &'a str,
        range: TextRange,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        if matching.stores.contains(&name) {
            let message = format!("multiple assignments to name '{name}' in pattern");
            return Err(self.error(range, message));
        }
        matching.stores.push(name);
        Ok(())
    }

    /// Moves the top of the stack below the `count - 1` values under it.
    fn sink(&mut self, count: u32) {
        for distance in (2..=count).rev() {
            self.emit(Op::Swap(distance));
        }
    }

    fn sequence(
        &mut self,
        patterns: &'a [Pattern],
        range: TextRange,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        let stars = patterns
            .iter()
            .filter(|pattern| pattern.is_match_star())
            .count();
        if stars > 1 {
            let message = "multiple starred names in sequence pattern";
            return Err(self.error(range, message));
        }
        let star = patterns.iter().position(Pattern::is_match_star);
        matching.on_top += 1;
        self.emit(Op::MatchSequence);
        self.fail(matching, Op::JumpIfFalse);
        let fixed = patterns.len() - star.is_some() as usize;
        if star.is_none() || fixed > 0 {
            self.emit(Op::GetLength);
            self.constant(Constant::int(fixed));
            self.emit(Op::Compare(if star.is_some() {
                CompareOp::Ge
            } else {
                CompareOp::Eq
            }));
            self.fail(matching, Op::JumpIfFalse);
        }
        matching.on_top -= 1;
        if patterns.iter().all(is_wildcard) {
            self.emit(Op::Pop);
            return Ok(());
        }
        match star {
            Some(star) if is_wildcard(&patterns[star]) => {
                self.items_by_index(patterns, star, matching)
            }
            _ => self.items_unpacked(patterns, star, range, matching),
        }
    }

    /// Where nobody wants the list of the rest, it is not made.
    fn items_by_index(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        matching.on_top += 1;
        for (index, pattern) in patterns.iter().enumerate() {
            if is_wildcard(pattern) {
                continue;
            }
            self.emit(Op::Copy(1));
            if index < star {
                self.constant(Constant::int(index));
            } else {
                self.emit(Op::GetLength);
                self.constant(Constant::int(patterns.len() - index));
                self.emit(Op::Binary(BinaryOp::Subtract));
            }
            self.emit(Op::Subscript);
            self.inner_pattern(pattern, matching)?;
        }
        matching.on_top -= 1;
        self.emit(Op::Pop);
        Ok(())
    }

    fn items_unpacked(
        &mut self,
        patterns: &'a [Pattern],
        star: Option<usize>,
        range: TextRange,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        match star {
            Some(star) => {
                let after = (patterns.len() - star - 1) as u32;
                let before = self.narrow(star as u32, range, "patterns")?;
                let after = self.narrow(after, range, "patterns")?;
                self.emit(Op::UnpackStarred { before, after });
            }
            None => self.emit(Op::UnpackSequence(patterns.len() as u32)),
        }
        self.inner_patterns(patterns, matching)
    }

    /// Matches as many values on the stack, the first of them on top.
    fn inner_patterns(
        &mut self,
        patterns: impl IntoIterator<Item = &'a Pattern, IntoIter: ExactSizeIterator>,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        let patterns = patterns.into_iter();
        matching.on_top += patterns.len() as u32;
        for pattern in patterns {
            matching.on_top -= 1;
            self.inner_pattern(pattern, matching)?;
        }
        Ok(())
    }

    fn mapping(
        &mut self,
        mapping: &'a PatternMatchMapping,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        self.check_mapping_keys(mapping)?;
        matching.on_top += 1;
        self.emit(Op::MatchMapping);
        self.fail(matching, Op::JumpIfFalse);
        if !mapping.keys.is_empty() {
            self.emit(Op::GetLength);
            self.constant(Constant::int(mapping.keys.len()));
            self.emit(Op::Compare(CompareOp::Ge));
            self.fail(matching, Op::JumpIfFalse);
        }
        if mapping.keys.is_empty() && mapping.rest.is_none() {
            matching.on_top -= 1;
            self.emit(Op::Pop);
            return Ok(());
        }
        for key in &mapping.keys {
            self.expression(key)?;
        }
        self.emit(Op::BuildTuple(mapping.keys.len() as u32));
        self.emit(Op::MatchKeys);
        matching.on_top += 2;
        self.emit(Op::Copy(1));
        self.fail(matching, Op::JumpIfNone);
        self.emit(Op::UnpackSequence(mapping.keys.len() as u32));
        matching.on_top -= 1;
        self.inner_patterns(&mapping.patterns, matching)?;
        matching.on_top -= 2;
        match &mapping.rest {
            Some(rest) => {
                self.emit(Op::MatchRest);
                self.capture(Some(rest), matching)
            }
            None => {
                self.emit(Op::Pop);
                self.emit(Op::Pop);
                Ok(())
            }
        }
    }

    fn check_mapping_keys(&self, mapping: &PatternMatchMapping) -> Compiled {
        let mut seen = Vec::new();
        for key in &mapping.keys {
            let Some(constant) = fold(key) else { continue };
            if seen.contains(&constant) {
                let text = self.source.slice(key.range());
                let message = format!("mapping pattern checks duplicate key ({text})");
                return Err(self.error(mapping.range, message));
            }
            seen.push(constant);
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        class: &'a PatternMatchClass,
        matching: &mut Matching<'a>,
    ) -> Compiled {
        let arguments = &class.arguments;
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            let name = Constant::str(&keyword.attr);
            if names.contains(&name) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return Err(self.error(keyword.pattern.range(), message));
            }
            names.push(name);
        }
        self.expression(&class.cls)?;
        self.constant(Constant::Tuple(names.into()));
        self.emit(Op::MatchClass(arguments.patterns.len() as u32));
        matching.on_top += 1;
        self.emit(Op::Copy(1));
        self.fail(matching, Op::JumpIfNone);
        matching.on_top -= 1;
        let keywords = arguments.keywords.iter().map(|keyword| &keyword.pattern);
        let patterns: Vec<&Pattern> = arguments.patterns.iter().chain(keywords).collect();
        self.emit(Op::UnpackSequence(patterns.len() as u32));
        self.inner_patterns(patterns, matching)
    }

    fn or_pattern(&mut self, or: &'a PatternMatchOr, matching: &mut Matching<'a>) -> Compiled {
        let matched = self.new_label();
        let mut names: Option<Vec<&'a str>> = None;
        for (index, alternative) in or.patterns.iter().enumerate() {
            let is_last = index + 1 == or.patterns.len();
            let mut inner = Matching {
                allow_irrefutable: is_last && matching.allow_irrefutable,
                ..Matching::default()
            };
            self.emit(Op::Copy(1));
            self.pattern(alternative, &mut inner)?;
            let stores = std::mem::take(&mut inner.stores);
            match &names {
                None => names = Some(stores),
                Some(names) => self.rearrange(stores, names, or.range)?,
            }
            self.jump(Op::Jump, matched);
            self.bind_failures(&mut inner);
        }
        // No alternative matched, and the subject is still there.
        self.emit(Op::Pop);
        self.fail(matching, Op::Jump);
        self.bind(matched);
        let names = names.unwrap_or_default();
        let depth = (names.len() + matching.stores.len()) as u32 + matching.on_top + 1;
        for name in names {
            self.sink(depth);
            self.add_store(name, or.range, matching)?;
        }
        self.emit(Op::Pop);
        Ok(())
    }

    /// Brings the captured values of an alternative into the order of the first alternative's names.
    fn rearrange(
        &mut self,
        mut stores: Vec<&'a str>,
        names: &[&'a str],
        range: TextRange,
    ) -> Compiled {
        let different = || self.error(range, "alternative patterns bind different names");
        if stores.len() != names.len() {
            return Err(different());
        }
        let mut exchanges = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let place = stores
                .iter()
                .position(|store| store == name)
                .ok_or_else(different)?;
            if place != index {
                stores.swap(index, place);
                exchanges.push((index as u32 + 1, place as u32 + 1));
            }
        }
        for (first, second) in exchanges {
            // Only the top can be exchanged, so the values meet there.
            let swaps: &[u32] = if first == 1 {
                &[second]
            } else {
                &[first, second, first]
            };
            swaps
                .iter()
                .for_each(|distance| self.emit(Op::Swap(*distance)));
        }
        Ok(())
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(capture) => capture.pattern.is_none() && capture.name.is_none(),
        Pattern::MatchStar(star) => star.name.is_none(),
        _ => false,
    }
}
