//! Timers: a heap of deadlines, and the slots of what they lead to.
//!
//! The heap orders by (deadline, sequence), so equal deadlines fire in the order of their making. Cancelling empties a slot and
//! leaves the heap's entry, which is passed over when it comes up; when most entries are such, the heap is built anew.
//! Knows nothing of tasks.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::clock::Time;
use crate::trace::event::ObjectId;

/// The timers of one loop; `T` is what a timer leads to.
pub struct Timers<T> {
    heap: BinaryHeap<Entry>,
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    cancelled: usize,
}

/// Names one timer, also after it has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimerId {
    slot: u32,
    sequence: u64,
}

impl TimerId {
    /// What the trace calls it.
    pub fn object(self) -> ObjectId {
        ObjectId(self.sequence as u32)
    }
}

struct Slot<T> {
    sequence: u64,
    target: Option<T>,
}

struct Entry {
    deadline: Time,
    sequence: u64,
    slot: u32,
}

/// Below so many timers, cancelled ones wait for their turn.
const MIN_TO_SWEEP: usize = 100;

impl<T> Default for Timers<T> {
    fn default() -> Timers<T> {
        Timers {
            heap: BinaryHeap::new(),
            slots: Vec::new(),
            free: Vec::new(),
            cancelled: 0,
        }
    }
}

impl<T> Timers<T> {
    /// A timer; `sequence` is greater than that of any before.
    pub fn add(&mut self, deadline: Time, sequence: u64, target: T) -> TimerId {
        let filled = Slot {
            sequence,
            target: Some(target),
        };
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = filled;
                slot
            }
            None => {
                self.slots.push(filled);
                self.slots.len() as u32 - 1
            }
        };
        self.heap.push(Entry {
            deadline,
            sequence,
            slot,
        });
        TimerId { slot, sequence }
    }

    /// Takes back a timer that has not come up, and gives what it would have led to.
    pub fn cancel(&mut self, id: TimerId) -> Option<T> {
        let slot = self
            .slots
            .get_mut(id.slot as usize)
            .filter(|slot| slot.sequence == id.sequence)?;
        let target = slot.target.take();
        if target.is_some() {
            self.cancelled += 1;
        }
        target
    }

    /// The earliest deadline.
    pub fn next_deadline(&mut self) -> Option<Time> {
        if self.heap.len() > MIN_TO_SWEEP && self.cancelled * 2 > self.heap.len() {
            self.sweep();
        }
        while let Some(entry) = self.heap.peek() {
            if self.slots[entry.slot as usize].target.is_some() {
                return Some(entry.deadline);
            }
            let slot = entry.slot;
            self.heap.pop();
            self.free.push(slot);
            self.cancelled -= 1;
        }
        None
    }

    /// Takes out the earliest timer, if it is due before `end`.
    pub fn pop_before(&mut self, end: Time) -> Option<(TimerId, T)> {
        if self.next_deadline()? >= end {
            return None;
        }
        let entry = self.heap.pop()?;
        self.free.push(entry.slot);
        let target = self.slots[entry.slot as usize].target.take()?;
        let id = TimerId {
            slot: entry.slot,
            sequence: entry.sequence,
        };
        Some((id, target))
    }

    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Takes every timer out.
    pub fn clear(&mut self) -> Vec<T> {
        self.heap.clear();
        self.free.clear();
        self.cancelled = 0;
        std::mem::take(&mut self.slots)
            .into_iter()
            .filter_map(|slot| slot.target)
            .collect()
    }

    fn sweep(&mut self) {
        let entries = std::mem::take(&mut self.heap).into_vec();
        let (live, dead): (Vec<Entry>, Vec<Entry>) = entries
            .into_iter()
            .partition(|entry| self.slots[entry.slot as usize].target.is_some());
        self.free.extend(dead.into_iter().map(|entry| entry.slot));
        self.heap = live.into();
        self.cancelled = 0;
    }
}

impl Ord for Entry {
    /// The greatest entry comes up first: the earliest deadline, then the first made.
    fn cmp(&self, other: &Entry) -> Ordering {
        (other.deadline, other.sequence).cmp(&(self.deadline, self.sequence))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Entry {}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(timers: &mut Timers<&'static str>, end: f64) -> Vec<&'static str> {
        std::iter::from_fn(|| timers.pop_before(Time::from_secs(end)))
            .map(|(_, target)| target)
            .collect()
    }

    #[test]
    fn equal_deadlines_fire_in_the_order_of_their_making() {
        let mut timers = Timers::default();
        for (sequence, (deadline, name)) in [(2.0, "c"), (1.0, "a"), (2.0, "d"), (1.0, "b")]
            .into_iter()
            .enumerate()
        {
            timers.add(Time::from_secs(deadline), sequence as u64, name);
        }
        assert_eq!(drain(&mut timers, 2.0), ["a", "b"]);
        assert_eq!(drain(&mut timers, 3.0), ["c", "d"]);
    }

    #[test]
    fn a_cancelled_timer_neither_fires_nor_is_waited_for() {
        let mut timers = Timers::default();
        let first = timers.add(Time::from_secs(1.0), 1, "first");
        timers.add(Time::from_secs(2.0), 2, "second");
        assert_eq!(timers.cancel(first), Some("first"));
        assert_eq!(timers.cancel(first), None);
        assert_eq!(timers.next_deadline(), Some(Time::from_secs(2.0)));
        // Its slot serves again, and the old name does not reach the new timer.
        timers.add(Time::from_secs(3.0), 3, "third");
        assert_eq!(timers.cancel(first), None);
        assert_eq!(drain(&mut timers, 9.0), ["second", "third"]);
    }

    #[test]
    fn many_cancelled_timers_are_swept() {
        let mut timers = Timers::default();
        timers.add(Time::from_secs(0.5), 0, "live");
        for sequence in 1..1000 {
            let id = timers.add(Time::from_secs(1.0), sequence, "dead");
            timers.cancel(id);
        }
        timers.next_deadline();
        assert_eq!(timers.heap.len(), 1);
        assert_eq!(drain(&mut timers, 2.0), ["live"]);
    }
}
