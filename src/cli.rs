//! The command line.

use std::io::Write;

use crate::clock::Clock;
use crate::python::vm::Host;
use crate::session::{Ending, Limits, Program, Session};
use crate::trace::event::Stream;

struct Console;

impl Host for Console {
    fn write(&self, stream: Stream, text: &str) {
        let _ = match stream {
            Stream::Stdout => std::io::stdout().write_all(text.as_bytes()),
            Stream::Stderr => std::io::stderr().write_all(text.as_bytes()),
        };
    }
}

/// Runs the command line and gives its exit status.
pub fn main() -> i32 {
    let arguments: Vec<String> = std::env::args().collect();
    let fuel = std::env::var("FUEL")
        .ok()
        .and_then(|fuel| fuel.parse().ok())
        .unwrap_or(1 << 20);
    let filename = arguments[2].clone();
    let source = std::fs::read_to_string(&filename).unwrap_or_default();
    let program = Program {
        source,
        filename,
        arguments: arguments[3..].to_vec(),
    };
    let mut session = match Session::new(
        &program,
        Clock::virtual_clock(),
        Limits::default(),
        Box::new(Console),
    ) {
        Ok(session) => session,
        Err(error) => {
            eprint!("{error}");
            return 1;
        }
    };
    while session.advance(fuel) != crate::session::Progress::Ended {}
    match session.ending() {
        Some(Ending::Exited(code)) => *code,
        Some(Ending::Raised) => 1,
        Some(Ending::Deadlock(message) | Ending::Limit(message)) => {
            eprintln!("interleave: {message}");
            3
        }
        _ => 0,
    }
}
