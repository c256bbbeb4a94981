//! What happened: typed events, as the loop and the interpreter emit them, and the log that keeps them.
//!
//! [`Recorder`] observes events and writes a [`Log`]; the log answers for runs, lanes, spans, wake-ups and output, replays
//! its events, and is exported for other tools by [`export`]. Knows time, and nothing of Python objects or of pixels.

#[cfg(test)]
pub(crate) mod builder;
pub mod event;
pub mod export;
mod log;
mod record;
mod recorder;
mod replay;
mod text;

pub use log::{Block, Cancel, Full, Group, Lane, Log, Output, Run, Span, State};
pub use record::OutcomeKind;
pub use recorder::{Limits, Recorder};

#[cfg(test)]
mod tests;
