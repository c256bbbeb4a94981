//! What happened: typed events, as the loop and the interpreter emit them.
//!
//! Knows time, and nothing of Python objects or of pixels.

pub mod event;
