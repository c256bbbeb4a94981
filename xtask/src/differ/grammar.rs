//! Random texts from a grammar.
//!
//! A grammar is text: a line `[name]` opens a rule, each further line is one of its alternatives, all equally likely. In an
//! alternative `<name>` stands for any text of that rule and `¶` for the end of a line. Blank lines and lines that begin
//! with `##` count for nothing. What a text was made of is kept, so that a wrong text can be reduced to a wrong part. Knows
//! nothing of Python.

use std::collections::HashMap;
use std::ops::Range;

/// Alternatives that nest deeper than this are avoided.
const DEPTH: usize = 4;

pub struct Grammar {
    rules: Vec<Rule>,
    names: HashMap<String, usize>,
}

struct Rule {
    name: String,
    alternatives: Vec<Alternative>,
    /// How many levels its flattest text has.
    height: usize,
}

struct Alternative {
    pieces: Vec<Piece>,
    height: usize,
}

enum Piece {
    Text(String),
    Rule(usize),
}

/// A text, and which parts of it come from which rules; outer parts before inner ones.
#[derive(Default)]
pub struct Derivation<'a> {
    pub text: String,
    pub parts: Vec<(&'a str, Range<usize>)>,
}

impl Grammar {
    pub fn parse(source: &str) -> Result<Grammar, String> {
        let lines = || {
            source
                .lines()
                .filter(|line| !line.trim().is_empty() && !line.starts_with("##"))
        };
        let names: HashMap<String, usize> = lines()
            .filter_map(rule_name)
            .enumerate()
            .map(|(at, name)| (name.to_owned(), at))
            .collect();
        let mut rules: Vec<Rule> = Vec::with_capacity(names.len());
        for line in lines() {
            if let Some(name) = rule_name(line) {
                rules.push(Rule {
                    name: name.to_owned(),
                    alternatives: Vec::new(),
                    height: usize::MAX,
                });
                continue;
            }
            let rule = rules.last_mut().ok_or("a grammar begins with a rule")?;
            rule.alternatives.push(Alternative {
                pieces: pieces(line, &names),
                height: usize::MAX,
            });
        }
        let mut grammar = Grammar { rules, names };
        grammar.measure()?;
        Ok(grammar)
    }

    /// A random text of a rule.
    pub fn derive<'a>(&'a self, rule: &str, random: &mut Random) -> Derivation<'a> {
        let mut derivation = Derivation::default();
        self.expand(self.names[rule], DEPTH, random, &mut derivation);
        derivation
    }

    fn expand<'a>(
        &'a self,
        rule: usize,
        depth: usize,
        random: &mut Random,
        into: &mut Derivation<'a>,
    ) {
        let rule = &self.rules[rule];
        let limit = depth.max(rule.height);
        let fitting = || rule.alternatives.iter().filter(|a| a.height <= limit);
        let Some(chosen) = fitting().nth(random.below(fitting().count())) else {
            return;
        };
        let start = into.text.len();
        let at = into.parts.len();
        into.parts.push((&rule.name, start..start));
        for piece in &chosen.pieces {
            match piece {
                Piece::Text(text) => into.text.push_str(text),
                Piece::Rule(inner) => self.expand(*inner, depth.saturating_sub(1), random, into),
            }
        }
        into.parts[at].1.end = into.text.len();
    }

    /// Finds every height, by looking again until nothing changes.
    fn measure(&mut self) -> Result<(), String> {
        loop {
            let heights: Vec<usize> = self.rules.iter().map(|rule| rule.height).collect();
            for rule in &mut self.rules {
                for alternative in &mut rule.alternatives {
                    let inner = alternative.pieces.iter().map(|piece| match piece {
                        Piece::Text(_) => 0,
                        Piece::Rule(rule) => heights[*rule].saturating_add(1),
                    });
                    alternative.height = inner.max().unwrap_or(0);
                }
                let heights = rule.alternatives.iter().map(|a| a.height);
                rule.height = heights.min().unwrap_or(usize::MAX);
            }
            if self
                .rules
                .iter()
                .zip(&heights)
                .all(|(rule, old)| rule.height == *old)
            {
                break;
            }
        }
        match self.rules.iter().find(|rule| rule.height == usize::MAX) {
            Some(rule) => Err(format!("no text of the rule `{}` ever ends", rule.name)),
            None => Ok(()),
        }
    }
}

/// Small, quick and the same everywhere: SplitMix64.
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % bound as u64) as usize
    }
}

fn rule_name(line: &str) -> Option<&str> {
    line.strip_prefix('[')?
        .strip_suffix(']')
        .filter(|name| is_name(name))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// What stands in angle brackets and is no rule is text.
fn pieces(line: &str, names: &HashMap<String, usize>) -> Vec<Piece> {
    let line = line.replace('¶', "\n");
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = line.as_str();
    while let Some(at) = rest.find('<') {
        let after = &rest[at + 1..];
        let inner = after
            .find('>')
            .map(|end| (&after[..end], &after[end + 1..]));
        match inner.and_then(|(name, after)| Some((*names.get(name)?, after))) {
            Some((rule, after)) => {
                text.push_str(&rest[..at]);
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Rule(rule));
                rest = after;
            }
            None => {
                text.push_str(&rest[..=at]);
                rest = after;
            }
        }
    }
    text.push_str(rest);
    pieces.push(Piece::Text(text));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Grammar, Random};

    #[test]
    fn texts_end_and_know_their_parts() {
        let grammar = Grammar::parse("[sum]\n<one>\n(<sum> < <sum>)\n[one]\n1").unwrap();
        for seed in 0..50 {
            let derivation = grammar.derive("sum", &mut Random(seed));
            for (rule, range) in &derivation.parts {
                let part = &derivation.text[range.clone()];
                match *rule {
                    "one" => assert_eq!(part, "1"),
                    _ => assert!(part == "1" || part.starts_with('(') && part.ends_with(')')),
                }
            }
        }
    }

    #[test]
    fn a_rule_that_never_ends_is_refused() {
        assert!(Grammar::parse("[endless]\n(<endless>)").is_err());
    }
}
