//! Log → rows: the lanes of a run as a tree, in the order in which they were made, children below their parent.

use rustc_hash::FxHashMap;

use crate::trace::event::{LaneId, ObjectId, RunId};
use crate::trace::{Lane, Log};

/// A lane's place among the rows of its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub lane: LaneId,
    /// How many ancestors it has: its indentation.
    pub depth: u32,
    pub children: Children,
}

/// What stands below a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Children {
    None,
    Shown,
    /// It is folded: so many children are hidden, and all that are below them.
    Hidden(u32),
}

/// The rows that belong to one task group or gather.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    pub group: ObjectId,
    pub first: usize,
    /// Included; between first and last may stand descendants of members.
    pub last: usize,
    pub depth: u32,
}

/// The rows of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    pub rows: Vec<Row>,
    pub brackets: Vec<Bracket>,
}

impl Rows {
    /// The rows of a run as the log knows it now; no rows for a run that it does not know.
    pub fn of(log: &Log, run: RunId) -> Rows {
        Rows::folded(log, run, &[])
    }

    /// The same without what is below the lanes in `folded`, which ascend.
    pub fn folded(log: &Log, run: RunId, folded: &[LaneId]) -> Rows {
        let Some(run) = log.run(run) else {
            return Rows::default();
        };
        let is_root = |lane: &Lane| {
            let parent = lane.parent.and_then(|parent| log.lane(parent));
            parent.is_none_or(|parent| parent.run != run.id)
        };
        let mut children: FxHashMap<LaneId, Vec<LaneId>> = FxHashMap::default();
        // A stack of what is still to be laid out, so the last to be made goes in first.
        let mut pending = Vec::new();
        for lane in log.lanes_of(run).rev() {
            match lane.parent {
                Some(parent) if !is_root(lane) => children.entry(parent).or_default().push(lane.id),
                _ => pending.push((lane.id, 0)),
            }
        }
        let mut rows = Vec::with_capacity(log.lanes_of(run).len());
        while let Some((lane, depth)) = pending.pop() {
            let below = children.remove(&lane).unwrap_or_default();
            let is_folded = folded.binary_search(&lane).is_ok();
            let children = match below.len() as u32 {
                0 => Children::None,
                count if is_folded => Children::Hidden(count),
                _ => Children::Shown,
            };
            rows.push(Row {
                lane,
                depth,
                children,
            });
            if !is_folded {
                pending.extend(below.into_iter().map(|lane| (lane, depth + 1)));
            }
        }
        let brackets = brackets(log, &rows);
        Rows { rows, brackets }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// One bracket a group, in the order of their first rows.
fn brackets(log: &Log, rows: &[Row]) -> Vec<Bracket> {
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut of_group: FxHashMap<ObjectId, usize> = FxHashMap::default();
    for (index, row) in rows.iter().enumerate() {
        let group = log.lane(row.lane).and_then(|lane| lane.group);
        let Some(group) = group.filter(|&group| log.group(group).is_some()) else {
            continue;
        };
        match of_group.get(&group) {
            Some(&known) => {
                brackets[known].last = index;
                brackets[known].depth = brackets[known].depth.min(row.depth);
            }
            None => {
                of_group.insert(group, brackets.len());
                brackets.push(Bracket {
                    group,
                    first: index,
                    last: index,
                    depth: row.depth,
                });
            }
        }
    }
    brackets
}
