//! Time as the programs see it: seconds since the start of the session, as CPython's clocks give them.
//!
//! A [`Time`] is a float and not an integer because Python's loop adds floats: `0.1 + 0.2` is a later deadline than `0.3`,
//! and the order in which two sleepers wake depends on it. The trace, which only draws, keeps whole [`Nanos`].
//! This module knows nothing of loops, tasks or browsers.

use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::{Add, Sub};

/// A moment: seconds since the session began. Never NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time(f64);

impl Time {
    pub const ZERO: Time = Time(0.0);
    pub const NEVER: Time = Time(f64::INFINITY);

    /// A moment from seconds; NaN counts as [`Time::NEVER`].
    pub fn from_secs(seconds: f64) -> Time {
        if seconds.is_nan() {
            Time::NEVER
        } else {
            Time(seconds)
        }
    }

    pub fn as_secs(self) -> f64 {
        self.0
    }

    /// Whole nanoseconds, for the trace; saturates after 292 years.
    pub fn as_nanos(self) -> Nanos {
        Nanos((self.0 * 1e9).round() as i64)
    }

    /// The largest distance at which two deadlines count as the same instant: a nanosecond, or what a float can hold so late.
    pub fn resolution(self) -> f64 {
        let ulp = f64::from_bits(self.0.abs().to_bits() + 1) - self.0.abs();
        (4.0 * ulp).max(1e-9)
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Time) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Time) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Add<f64> for Time {
    type Output = Time;

    fn add(self, seconds: f64) -> Time {
        Time::from_secs(self.0 + seconds)
    }
}

impl Sub for Time {
    type Output = f64;

    fn sub(self, other: Time) -> f64 {
        self.0 - other.0
    }
}

/// A moment or a length in whole nanoseconds, as the trace keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nanos(pub i64);

impl Nanos {
    pub fn as_secs(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

/// The clock of a session.
///
/// *Virtual*: it stands still while code runs and jumps when everything waits. *Real*: the host tells the time.
pub struct Clock {
    now: Cell<Time>,
    /// Of the real clock: seconds since the session began.
    source: Option<Box<dyn Fn() -> Time>>,
    /// How often a program has read the virtual clock since it last jumped.
    reads: Cell<u32>,
    /// How often it has looked at something else again and again, see [`Clock::turn`].
    turns: Cell<u32>,
}

impl Clock {
    /// So many readings at one instant are taken for a program that waits by reading the clock.
    const PATIENCE: u32 = 50_000;
    /// The same of turns: many a program that does not poll makes more of them than readings.
    const PATIENCE_WITH_TURNS: u32 = 200_000;
    /// By how much the clock then moves at each reading or turn.
    const CREEP: f64 = 50e-6;

    pub fn virtual_clock() -> Clock {
        Clock {
            now: Cell::new(Time::ZERO),
            source: None,
            reads: Cell::new(0),
            turns: Cell::new(0),
        }
    }

    pub fn real(source: impl Fn() -> Time + 'static) -> Clock {
        Clock {
            now: Cell::new(Time::ZERO),
            source: Some(Box::new(source)),
            reads: Cell::new(0),
            turns: Cell::new(0),
        }
    }

    pub fn is_virtual(&self) -> bool {
        self.source.is_none()
    }

    /// The time now.
    pub fn now(&self) -> Time {
        if let Some(source) = &self.source {
            self.now.set(source().max(self.now.get()));
        }
        self.now.get()
    }

    /// The time as a program reads it. A program that does nothing but read the virtual clock (`while time.time() < end`)
    /// would never end: after very many readings at one instant it creeps on.
    pub fn read(&self) -> Time {
        self.creep(&self.reads, Clock::PATIENCE);
        self.now()
    }

    /// Code has run that may be one turn of polling (`while not done: await asyncio.sleep(0)`), while something else waits
    /// for its time. Such a program would never end either: after very many turns at one instant the virtual clock creeps on.
    pub fn turn(&self) {
        self.creep(&self.turns, Clock::PATIENCE_WITH_TURNS);
    }

    fn creep(&self, count: &Cell<u32>, patience: u32) {
        if !self.is_virtual() {
            return;
        }
        if count.get() < patience {
            count.set(count.get() + 1);
        } else {
            self.now.set(self.now.get() + Clock::CREEP);
        }
    }

    /// Moves the virtual clock forward; it never goes back.
    pub fn advance_to(&self, time: Time) {
        if time > self.now.get() {
            self.now.set(time);
            self.reads.set(0);
            self.turns.set(0);
        }
    }
}
