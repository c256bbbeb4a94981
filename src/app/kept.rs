//! What a reader has done to lanes, kept over a new run of the program: it has lanes of its own, and one at the same place is
//! the same to the reader. Pure.
//!
//! A place is the number of the run and the names of the functions from the outermost lane down; of those that are called
//! alike, which one it is.

use rustc_hash::FxHashMap;

use crate::trace::Log;
use crate::trace::event::{LaneId, RunId};

/// What was done to lanes that have not been seen again yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Ascending.
    folded: Vec<String>,
    chosen: Option<String>,
    /// The number of the run in which the cursor stands.
    run: Option<usize>,
}

impl Kept {
    /// Notes down what has been done to lanes of a log; what is waited for still is not forgotten.
    pub fn note(
        &mut self,
        log: &Log,
        folded: &[LaneId],
        chosen: Option<LaneId>,
        run: Option<RunId>,
    ) {
        let number = |id: RunId| log.runs().iter().position(|run| run.id == id);
        self.run = run.and_then(number).or(self.run);
        if folded.is_empty() && chosen.is_none() {
            return;
        }
        for (lane, place) in places(log) {
            if chosen == Some(lane) {
                self.chosen = Some(place.clone());
            }
            if folded.binary_search(&lane).is_ok()
                && let Err(at) = self.folded.binary_search(&place)
            {
                self.folded.insert(at, place);
            }
        }
    }

    /// Lanes and the run of the cursor that are there now; each is given once.
    pub fn find(&mut self, log: &Log) -> Found {
        let mut found = Found::default();
        if let Some(run) = self.run.and_then(|number| log.runs().get(number)) {
            found.run = Some(run.id);
            self.run = None;
        }
        if self.folded.is_empty() && self.chosen.is_none() {
            return found;
        }
        for (lane, place) in places(log) {
            if self.chosen.as_ref() == Some(&place) {
                found.chosen = Some(lane);
                self.chosen = None;
            }
            if let Ok(at) = self.folded.binary_search(&place) {
                self.folded.remove(at);
                found.folded.push(lane);
            }
        }
        found
    }
}

/// What [`Kept::find`] has found.
#[derive(Debug, Default)]
pub struct Found {
    pub folded: Vec<LaneId>,
    pub chosen: Option<LaneId>,
    pub run: Option<RunId>,
}

/// Every lane and its place.
fn places(log: &Log) -> Vec<(LaneId, String)> {
    let mut places: Vec<(LaneId, String)> = Vec::with_capacity(log.lanes().len());
    let mut rows: FxHashMap<LaneId, usize> = FxHashMap::default();
    let mut alike: FxHashMap<String, usize> = FxHashMap::default();
    let mut numbers: FxHashMap<RunId, u32> = FxHashMap::default();
    for lane in log.lanes() {
        let count = numbers.len() as u32;
        let number = *numbers.entry(lane.run).or_insert(count);
        let above = lane.parent.and_then(|parent| rows.get(&parent));
        let above = above.map_or(number.to_string(), |&row| places[row].1.clone());
        let name = lane.caption().split('(').next().unwrap_or_default();
        let mut place = format!("{above}/{name}");
        let before = alike.entry(place.clone()).or_default();
        *before += 1;
        place += &format!("#{before}");
        rows.insert(lane.id, places.len());
        places.push((lane.id, place));
    }
    places
}
