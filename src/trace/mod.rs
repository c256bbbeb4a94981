//! What happened: typed events, as the loop and the interpreter emit them, and the log that keeps them.
//!
//! [`Recorder`] observes events and writes a [`Log`]; the log answers for runs, lanes, spans, wake-ups and output, says how
//! the loop stood at any point ([`Log::moment`]), steps from point to point ([`Log::step`]), finds what a run's time went to
//! ([`Log::critical_path`]), replays its events, and is exported for other tools by [`export`] and [`csv`]. Knows time, and nothing of Python objects or of pixels.

#[cfg(test)]
pub(crate) mod builder;
mod critical;
pub mod csv;
pub mod event;
pub mod export;
mod log;
mod moment;
mod record;
mod recorder;
mod replay;
mod steps;
mod text;

pub use critical::{Delay, Link};
pub use log::{Block, Cancel, Full, Group, Lane, Log, Output, Run, Span, State};
pub use moment::{Moment, Node, Timer, Turn};
pub use record::OutcomeKind;
pub use recorder::{Limits, Recorder};
pub use steps::Step;

#[cfg(test)]
mod tests;
