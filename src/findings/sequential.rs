//! Awaits that stand one after another and need not: none uses what an earlier one gives.
//!
//! The source says which statements those are, the trace how long each of them waited. Only calls of plain functions count:
//! of methods (`queue.put`, `lock.acquire`) the order matters more often than not.

use std::ops::Range;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::{Finding, Place, list, place};
use crate::python::parse::children::{Node, children};
use crate::python::parse::{Source, parse_module};
use crate::timeline::duration::short;
use crate::trace::{Lane, Log};

/// One finding for each such row of statements that waited in some lane.
pub fn findings(log: &Log, source: &str) -> Vec<Finding> {
    let text = Source::new(source);
    let Ok(module) = parse_module(&text) else {
        return Vec::new();
    };
    let mut blocks = Blocks {
        source: &text,
        rows: Vec::new(),
    };
    blocks.look(Node::Body(&module.body));
    blocks
        .rows
        .iter()
        .filter_map(|row| finding(log, row))
        .collect()
}

/// Statements of one block that could wait together, by the lines that they take up.
struct Row(Vec<Range<u32>>);

fn finding(log: &Log, row: &Row) -> Option<Finding> {
    let found = log.lanes().iter().find_map(|lane| {
        let (seconds, place) = waits(log, lane, row)?;
        (seconds.iter().filter(|&&seconds| seconds > 0.0).count() > 1)
            .then_some((lane, seconds, place))
    });
    let (lane, seconds, place) = found?;
    let sum: f64 = seconds.iter().sum();
    let most = seconds.iter().copied().fold(0.0, f64::max);
    let lines: Vec<u32> = row.0.iter().map(|lines| lines.start).collect();
    let named: Vec<String> = lines.iter().map(u32::to_string).collect();
    Some(Finding {
        title: "Waits that could overlap",
        text: format!(
            "In {} the awaits in lines {} run one after another: each begins only when the one before has ended, so their times add \
             up to {}. None uses what another returns. Started together, with asyncio.gather(…) or in a TaskGroup, they would take \
             about {}, as long as the longest.",
            lane.caption(),
            list(&named),
            short(sum),
            short(most),
        ),
        lines,
        place: Some(place),
    })
}

/// How long a lane waited in each statement of a row, and where the first of the waits began.
fn waits(log: &Log, lane: &Lane, row: &Row) -> Option<(Vec<f64>, Place)> {
    let run = log.run(lane.run)?;
    let mut seconds = vec![0.0; row.0.len()];
    let mut first = None;
    for span in log.spans(lane).filter(|span| span.start < span.end) {
        if log.wait(&span).is_none() {
            continue;
        }
        let stack = log.stack(lane, &span);
        let stands_in = |lines: &Range<u32>| stack.iter().any(|frame| lines.contains(&frame.line));
        if let Some(index) = row.0.iter().position(stands_in) {
            seconds[index] += crate::clock::Nanos(span.end.0 - span.start.0).as_secs();
            first.get_or_insert(place(run, span.start));
        }
    }
    Some((seconds, first?))
}

/// Looks through all blocks of a program.
struct Blocks<'a> {
    source: &'a Source<'a>,
    rows: Vec<Row>,
}

impl Blocks<'_> {
    fn look(&mut self, node: Node<'_>) {
        match node {
            Node::Expr(_) | Node::Pattern(_) => return,
            Node::Body(body) => self.body(body),
            _ => {}
        }
        children(node, &mut |child| self.look(child));
    }

    fn body(&mut self, body: &[Stmt]) {
        let mut row: Vec<Range<u32>> = Vec::new();
        let mut bound = FxHashSet::default();
        for statement in body {
            let awaited = awaited_call(statement);
            let independent = awaited.is_some_and(|call| !uses(call, &bound));
            if !independent {
                self.close(&mut row, &mut bound);
            }
            if awaited.is_some() {
                let first = self.source.line(statement.start());
                row.push(first..self.source.line(statement.end()) + 1);
                names_bound(statement, &mut bound);
            }
        }
        self.close(&mut row, &mut bound);
    }

    fn close(&mut self, row: &mut Vec<Range<u32>>, bound: &mut FxHashSet<String>) {
        let row = std::mem::take(row);
        bound.clear();
        if row.len() > 1 {
            self.rows.push(Row(row));
        }
    }
}

/// The call in `await f(…)` or `x = await f(…)`, where `f` is a name.
fn awaited_call(statement: &Stmt) -> Option<&Expr> {
    let value = match statement {
        Stmt::Expr(statement) => &statement.value,
        Stmt::Assign(statement) => &statement.value,
        _ => return None,
    };
    let Expr::Await(awaited) = &**value else {
        return None;
    };
    let Expr::Call(call) = &*awaited.value else {
        return None;
    };
    matches!(*call.func, Expr::Name(_)).then_some(&*awaited.value)
}

fn names_bound(statement: &Stmt, bound: &mut FxHashSet<String>) {
    if let Stmt::Assign(statement) = statement {
        for target in &statement.targets {
            bound.extend(names(target));
        }
    }
}

fn uses(call: &Expr, bound: &FxHashSet<String>) -> bool {
    names(call).iter().any(|name| bound.contains(name))
}

fn names(expression: &Expr) -> Vec<String> {
    fn collect(node: Node<'_>, names: &mut Vec<String>) {
        if let Node::Expr(Expr::Name(name)) = node {
            names.push(name.id.to_string());
        }
        children(node, &mut |child| collect(child, names));
    }

    let mut names = Vec::new();
    collect(Node::Expr(expression), &mut names);
    names
}
