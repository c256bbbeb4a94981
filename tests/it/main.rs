//! The native integration tests, in one binary.
#![cfg(not(target_arch = "wasm32"))]

mod architecture;
mod cases;
mod command_line;
mod fuzz;
mod loop_view;
mod pictures;
mod simulated;
mod waits;
