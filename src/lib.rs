//! Interleave: asyncio programs, run and drawn as timelines.
//!
//! In reading order: [`clock`] is time; [`python`] is the language; [`asyncio`] the event loop; [`trace`] is what happened; [`timeline`] draws it; [`findings`] says what to notice in it;
//! [`session`] runs one program and is the door for everything that shows it. [`share`] puts a program into a
//! link, [`scenarios`] is the catalogue, and [`app`] is the page.

// The pages of modules speak of what is inside of them, private parts included.
#![allow(rustdoc::private_intra_doc_links)]

pub mod app;
pub mod asyncio;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod clock;
pub mod findings;
pub mod python;
pub mod scenarios;
pub mod session;
pub mod share;
pub mod timeline;
pub mod trace;
