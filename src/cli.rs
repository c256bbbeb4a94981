//! The command line: run a program, draw its timelines, export its trace, make a link of it.
//!
//! Standard output belongs to the program that is run; everything that the tool itself has to say goes to standard error.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand, ValueEnum};

use crate::clock::{Clock, Time};
use crate::python::vm::Host;
use crate::session::{Ending, Limits, Program, Progress, Session};
use crate::share;
use crate::timeline::picture::{self, Picture};
use crate::timeline::plain;
use crate::timeline::theme::Theme;
use crate::trace::event::Stream;
use crate::trace::{csv, export};

/// Exit statuses other than the program's own.
mod status {
    pub const UNCAUGHT: i32 = 1;
    pub const BAD_CALL: i32 = 2;
    pub const STOPPED: i32 = 3;
}

/// Pixels that a character of a terminal is wide, so that `--width` means about the same in text.
const CHARACTER: f64 = 10.0;

/// Instructions between two looks at the clock and the limits.
const SLICE: u64 = 1 << 20;

#[derive(Parser)]
#[command(
    name = "interleave",
    version,
    about = "Runs asyncio programs on a virtual clock and draws their timelines"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a program. Its standard output is all that is printed there.
    Run {
        /// The Python file, or - for standard input.
        file: PathBuf,
        /// Virtual: waiting takes no time. Real: it does.
        #[arg(long, value_enum, default_value_t = ClockKind::Virtual)]
        clock: ClockKind,
        /// Stop after so many instructions.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
        max_steps: Option<u64>,
        /// Run in slices of so many instructions; the result is the same.
        #[arg(long, value_name = "N", hide = true, value_parser = clap::value_parser!(u64).range(1..))]
        slice: Option<u64>,
        /// The program's arguments.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Draw the timelines of a program's runs, as SVG or in plain characters.
    Timeline {
        file: PathBuf,
        /// The file to write, or - for standard output.
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
        /// Without it: text on standard output and in .txt files, SVG in others.
        #[arg(long, value_enum)]
        format: Option<TimelineFormat>,
        #[arg(long, value_enum, default_value_t = ThemeKind::Auto)]
        theme: ThemeKind,
        /// Pixels.
        #[arg(long, default_value_t = 960.0)]
        width: f64,
        /// Let the runs grow along the axis, in SVG.
        #[arg(long)]
        animate: bool,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Write the trace of a program: in the Trace Event Format, which Perfetto opens, or as a table of its spans.
    Trace {
        file: PathBuf,
        /// The file to write, or - for standard output.
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
        /// Without it: CSV in .csv files, JSON in others.
        #[arg(long, value_enum)]
        format: Option<TraceFormat>,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Print the part of an address that opens a program in the page.
    Link {
        file: PathBuf,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum ClockKind {
    Virtual,
    Real,
}

#[derive(Clone, Copy, ValueEnum)]
enum TimelineFormat {
    Svg,
    Text,
}

impl TimelineFormat {
    fn of(output: &Path) -> TimelineFormat {
        let is_text =
            output.as_os_str() == "-" || output.extension().is_some_and(|end| end == "txt");
        if is_text {
            TimelineFormat::Text
        } else {
            TimelineFormat::Svg
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum TraceFormat {
    Json,
    Csv,
}

impl TraceFormat {
    fn of(output: &Path) -> TraceFormat {
        let is_table = output.extension().is_some_and(|end| end == "csv");
        if is_table {
            TraceFormat::Csv
        } else {
            TraceFormat::Json
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeKind {
    Light,
    Dark,
    Auto,
}

/// Why a command ends early.
enum Failure {
    /// What is wrong with the call, for standard error.
    BadCall(String),
    /// What is wrong has been said; the status to exit with.
    Said(i32),
}

/// Runs the command line and gives its exit status.
pub fn main() -> i32 {
    let arguments = Arguments::parse();
    match arguments.command.execute() {
        Ok(status) => status,
        Err(Failure::Said(status)) => status,
        Err(Failure::BadCall(message)) => {
            eprintln!("interleave: {message}");
            status::BAD_CALL
        }
    }
}

impl Command {
    fn execute(self) -> Result<i32, Failure> {
        match self {
            Command::Run {
                file,
                clock,
                max_steps,
                slice,
                arguments,
            } => {
                let program = read_program(&file, arguments)?;
                let limits = Limits {
                    steps: max_steps.unwrap_or(u64::MAX),
                    ..Limits::default()
                };
                let mut session = start(&program, clock, limits, Box::new(Console::default()))?;
                session.stop_recording();
                Ok(run(&mut session, slice.unwrap_or(SLICE)))
            }
            Command::Timeline {
                file,
                output,
                format,
                theme,
                width,
                animate,
                arguments,
            } => {
                let program = read_program(&file, arguments)?;
                let session = run_quietly(&program)?;
                let theme = match theme {
                    ThemeKind::Light => Theme::Light,
                    ThemeKind::Dark => Theme::Dark,
                    ThemeKind::Auto => Theme::Auto,
                };
                let recorder = session.recorder();
                let log = recorder.log();
                let drawn = match format.unwrap_or(TimelineFormat::of(&output)) {
                    TimelineFormat::Text => plain::text(log, (width / CHARACTER) as usize),
                    TimelineFormat::Svg => {
                        let picture = Picture {
                            width,
                            theme,
                            animated: animate,
                            ..Picture::default()
                        };
                        picture::svg(log, &picture)
                    }
                };
                write_output(&output, &drawn)
            }
            Command::Trace {
                file,
                output,
                format,
                arguments,
            } => {
                let program = read_program(&file, arguments)?;
                let session = run_quietly(&program)?;
                let recorder = session.recorder();
                let log = recorder.log();
                let trace = match format.unwrap_or(TraceFormat::of(&output)) {
                    TraceFormat::Json => export::trace_events(log),
                    TraceFormat::Csv => csv::spans(log),
                };
                write_output(&output, &trace)
            }
            Command::Link { file, arguments } => {
                let program = read_program(&file, arguments)?;
                let state = share::State {
                    arguments: as_typed(&program.arguments),
                    source: program.source,
                    ..share::State::default()
                };
                println!("#{}", share::encode(&state, &share::View::default()));
                Ok(0)
            }
        }
    }
}

/// A session of a program on one of the clocks; a syntax error is said.
fn start(
    program: &Program,
    clock: ClockKind,
    limits: Limits,
    host: Box<dyn Host>,
) -> Result<Session, Failure> {
    let clock = match clock {
        ClockKind::Virtual => Clock::virtual_clock(),
        ClockKind::Real => {
            let start = Instant::now();
            Clock::real(move || Time::from_secs(start.elapsed().as_secs_f64()))
        }
    };
    Session::new(program, clock, limits, host).map_err(|error| {
        eprint!("{}", error.report(&program.filename));
        Failure::Said(status::UNCAUGHT)
    })
}

/// Runs a session to its end and gives the exit status; what stopped it is said.
fn run(session: &mut Session, slice: u64) -> i32 {
    loop {
        match session.advance(slice) {
            Progress::Ended => break,
            Progress::Running => {}
            Progress::Waiting(until) => {
                let seconds = (until - session.now()).max(0.0);
                thread::sleep(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
            }
        }
    }
    match session.ending() {
        Some(Ending::Exited(status) | Ending::Raised { status }) => *status,
        Some(Ending::Deadlock(message) | Ending::Limit(message)) => {
            eprintln!("interleave: {message}");
            status::STOPPED
        }
        Some(Ending::Stopped) | None => status::STOPPED,
    }
}

/// Runs a program for its trace. One that fails still has a trace worth drawing; its error is shown.
fn run_quietly(program: &Program) -> Result<Session, Failure> {
    let mut session = start(
        program,
        ClockKind::Virtual,
        Limits::default(),
        Box::new(ErrorsOnly),
    )?;
    run(&mut session, SLICE);
    Ok(session)
}

/// Arguments as one would type them: quoted where they hold anything but plain characters.
fn as_typed(arguments: &[String]) -> String {
    let is_plain = |text: &str| {
        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "'\"\\".contains(c))
    };
    let quoted = |text: &String| match is_plain(text) {
        true => text.clone(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

fn read_program(file: &Path, arguments: Vec<String>) -> Result<Program, Failure> {
    let bytes = match file.as_os_str() == "-" {
        true => io::read_to_string(io::stdin()).map(String::into_bytes),
        false => std::fs::read(file),
    };
    let shown = file.display();
    let bytes = bytes.map_err(|error| Failure::BadCall(format!("cannot read {shown}: {error}")))?;
    let source = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::BadCall(format!("{shown} is not UTF-8 text: see byte {at}"))
    })?;
    let source = source
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(source);
    Ok(Program {
        source,
        filename: shown.to_string(),
        arguments,
    })
}

fn write_output(path: &Path, text: &str) -> Result<i32, Failure> {
    let written = match path.as_os_str() == "-" {
        true => io::stdout().write_all(text.as_bytes()),
        false => std::fs::write(path, text),
    };
    match written {
        Ok(()) => Ok(0),
        Err(error) => Err(Failure::BadCall(format!(
            "cannot write {}: {error}",
            path.display()
        ))),
    }
}

/// Writes where the program says, and reads lines for `input()`.
struct Console {
    stdout: std::cell::RefCell<BufWriter<io::Stdout>>,
}

impl Default for Console {
    fn default() -> Console {
        Console {
            stdout: std::cell::RefCell::new(BufWriter::new(io::stdout())),
        }
    }
}

impl Host for Console {
    fn write(&self, stream: Stream, text: &str) {
        let mut stdout = self.stdout.borrow_mut();
        // A closed pipe ends nothing: the program goes on, unheard, as far as its limits allow.
        let _ = match stream {
            Stream::Stdout => stdout.write_all(text.as_bytes()),
            Stream::Stderr => stdout
                .flush()
                .and_then(|()| io::stderr().write_all(text.as_bytes())),
        };
    }

    fn read_line(&self) -> Option<String> {
        let _ = self.stdout.borrow_mut().flush();
        let mut line = String::new();
        match io::stdin().read_line(&mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end_matches(['\n', '\r']).to_owned()),
        }
    }
}

/// Shows what goes to standard error and drops the rest.
struct ErrorsOnly;

impl Host for ErrorsOnly {
    fn write(&self, stream: Stream, text: &str) {
        if stream == Stream::Stderr {
            eprint!("{text}");
        }
    }
}
