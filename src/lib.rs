//! Interleave: asyncio programs, run and drawn as timelines.
//!
//! In reading order: [`clock`] is time; [`trace`] is what happened; [`timeline`] draws it.

pub mod clock;
pub mod trace;
