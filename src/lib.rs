//! Interleave: asyncio programs, run and drawn as timelines.
//!
//! In reading order: [`clock`] is time; [`trace`] is what happened; [`timeline`] draws it.

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod clock;
pub mod python;
pub mod timeline;
pub mod trace;
