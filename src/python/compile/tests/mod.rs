//! Tests of the compiler.

mod disassembly;
mod verify;
