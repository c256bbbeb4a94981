//! One program, run to its end or slice by slice: the only door for the page, the command line and the tests.
//!
//! A session compiles a program, gives it a machine with a clock, records its trace, and turns every way in which it can end
//! into an [`Ending`]. It never waits: on the real clock it says until when, and the host waits.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::asyncio;
use crate::clock::{Clock, Nanos, Time};
use crate::python::code::Code;
use crate::python::compile::compile_with_warnings;
use crate::python::object::heap::{self, Heap};
use crate::python::object::{ExceptionKind, Instance, Module, PyError, PyResult, Value, finalize};
use crate::python::parse::{SyntaxError, SyntaxWarning};
use crate::python::symbol::Symbol;
use crate::python::vm::scheduler::{Progress as Turn, Scheduler};
use crate::python::vm::thread::Thread;
use crate::python::vm::{Host, Vm};
use crate::python::{builtins, modules};
use crate::trace::Recorder;
use crate::trace::event::{Event, Observer, Stream};

/// A program and what it is run with.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    pub source: String,
    /// As tracebacks and `__file__` show it.
    pub filename: String,
    /// `sys.argv[1:]`
    pub arguments: Vec<String>,
}

/// How much a program may do before it is stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Instructions.
    pub steps: u64,
    /// Bytes written, standard output and error together. What is written past them is dropped.
    pub output: usize,
    /// Bytes by which memory may grow, where that can be measured (in a browser).
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            steps: u64::MAX,
            output: usize::MAX,
            memory: usize::MAX,
        }
    }
}

/// What a session does next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// It can go on at once.
    Running,
    /// On the real clock: nothing can run before this moment.
    Waiting(Time),
    Ended,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// It ran to its end, or called `sys.exit` with this code.
    Exited(i32),
    /// An exception was not caught; its traceback stands on standard error.
    Raised { status: i32 },
    /// Nothing could ever run again; the message names what waits.
    Deadlock(String),
    /// It was stopped at a limit; the message says at which.
    Limit(String),
    /// The host stopped it.
    Stopped,
}

pub struct Session {
    vm: Rc<Vm>,
    scheduler: Scheduler,
    main: Rc<Module>,
    phase: Phase,
    limits: Limits,
    steps: u64,
    recorder: Rc<RefCell<Recorder>>,
    written: Rc<Cell<usize>>,
    heap: Heap,
    memory_at_start: usize,
}

enum Phase {
    Running,
    /// The program has ended like this; a traceback is being written.
    Reporting(Ending),
    /// Globals are being dropped, whose last words may be Python code.
    Closing(Ending),
    Ended(Ending),
}

impl Session {
    /// A session before its first instruction. A program with a syntax error runs nothing and ends like any that raises.
    pub fn new(
        program: &Program,
        clock: Clock,
        limits: Limits,
        host: Box<dyn Host>,
    ) -> Result<Session, SyntaxError> {
        let (code, warnings) = compile_with_warnings(&program.source, &program.filename)?;
        let written = Rc::new(Cell::new(0));
        let host = Box::new(CountingHost {
            host,
            written: written.clone(),
            most: limits.output,
        });
        let mut arguments = vec![program.filename.clone()];
        arguments.extend(program.arguments.iter().cloned());
        let outer = heap::exchange(Heap::default());
        let vm = Vm::new(clock, host, arguments);
        let recorder = Rc::new(RefCell::new(Recorder::default()));
        vm.set_observer(Some(Box::new(Recording(recorder.clone()))));
        vm.record_lines(WATCHED_INSTRUCTIONS);
        vm.add_source(&program.filename, &program.source);
        builtins::install(&vm);
        vm.finders.borrow_mut().push(modules::find);
        asyncio::install(&vm);
        for SyntaxWarning { line, message } in warnings {
            let shown = vm.source_line(&program.filename, line).unwrap_or_default();
            let place = format!("{}:{line}", program.filename);
            let text = format!("{place}: SyntaxWarning: {message}\n  {shown}\n");
            vm.write(Stream::Stderr, &text);
        }
        let main = main_module(&vm, &program.filename, &code);
        let scheduler = Scheduler::new(Thread::for_module(code, main.clone()));
        Ok(Session {
            vm,
            scheduler,
            main,
            phase: Phase::Running,
            limits,
            steps: 0,
            recorder,
            written,
            heap: heap::exchange(outer),
            memory_at_start: memory_in_use(),
        })
    }

    /// Records nothing from now on: for a program whose output alone is wanted.
    pub fn stop_recording(&self) {
        self.vm.set_observer(None);
        self.vm.record_lines(0);
    }

    /// Runs at most so many instructions.
    pub fn advance(&mut self, fuel: u64) -> Progress {
        let outer = heap::exchange(std::mem::take(&mut self.heap));
        let progress = self.run(fuel);
        self.heap = heap::exchange(outer);
        progress
    }

    fn run(&mut self, fuel: u64) -> Progress {
        let mut fuel = fuel;
        loop {
            if let Phase::Ended(_) = self.phase {
                return Progress::Ended;
            }
            if fuel == 0 {
                return Progress::Running;
            }
            if let Some(message) = self.over_limit() {
                self.phase = self.end(Ending::Limit(message));
                return Progress::Ended;
            }
            let allowed = fuel.min(BETWEEN_CHECKS).min(self.limits.steps - self.steps);
            let mut left = allowed;
            let turn = self.scheduler.run(&self.vm, &mut left);
            self.steps += allowed - left;
            fuel -= allowed - left;
            match turn {
                Turn::Running => {}
                Turn::Waiting(until) => return Progress::Waiting(until),
                Turn::Ended(result) => self.next_phase(result),
                Turn::Deadlock => {
                    let message = deadlock_message(&self.vm);
                    self.phase = self.end(Ending::Deadlock(message));
                }
            }
        }
    }

    /// Runs to the end on the virtual clock.
    pub fn finish(&mut self) -> Ending {
        while self.advance(1 << 20) != Progress::Ended {}
        self.ending().cloned().unwrap_or(Ending::Stopped)
    }

    /// Ends it where it stands.
    pub fn stop(&mut self) {
        if self.ending().is_none() {
            self.phase = self.end(Ending::Stopped);
        }
    }

    fn end(&self, ending: Ending) -> Phase {
        self.recorder.borrow_mut().close();
        Phase::Ended(ending)
    }

    pub fn ending(&self) -> Option<&Ending> {
        match &self.phase {
            Phase::Ended(ending) => Some(ending),
            _ => None,
        }
    }

    /// What happened so far.
    pub fn recorder(&self) -> std::cell::Ref<'_, Recorder> {
        self.recorder.borrow()
    }

    /// Lets what lasts in the trace reach up to the present; needed where time passes and nothing happens.
    pub fn observe_time(&self) {
        self.recorder.borrow_mut().advance(self.now().as_nanos());
    }

    /// Instructions run so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    pub fn now(&self) -> Time {
        self.vm.clock.now()
    }

    /// What a program that is stopped at a limit is told.
    fn over_limit(&self) -> Option<String> {
        let what = if self.steps >= self.limits.steps {
            format!("after {} steps", self.steps)
        } else if self.written.get() > self.limits.output {
            format!("because it wrote more than {} bytes", self.limits.output)
        } else if memory_in_use().saturating_sub(self.memory_at_start) > self.limits.memory {
            format!(
                "because it needed more than {} MB of memory",
                self.limits.memory >> 20
            )
        } else {
            return None;
        };
        let line = self
            .scheduler
            .line()
            .map_or(String::new(), |line| format!(" at line {line}"));
        Some(format!("the program was stopped{line}, {what}"))
    }

    fn next_phase(&mut self, result: PyResult) {
        self.vm.close_synchronous_run();
        let phase = std::mem::replace(&mut self.phase, Phase::Ended(Ending::Stopped));
        self.phase = match phase {
            Phase::Running => match result {
                Ok(_) => self.close(Ending::Exited(0)),
                Err(error) => self.report(error),
            },
            Phase::Reporting(ending) => self.close(ending),
            Phase::Closing(ending) | Phase::Ended(ending) => self.end(ending),
        };
    }

    /// An exception that nothing caught: `sys.exit`, or a traceback.
    fn report(&mut self, error: PyError) -> Phase {
        let exception = self.vm.exception_object(error);
        if exception.is_exception(ExceptionKind::SystemExit) {
            let (status, message) = exit_status(&exception);
            return match message {
                Some(message) => self.write_then(message, Ending::Exited(status)),
                None => self.close(Ending::Exited(status)),
            };
        }
        // A shell tells so of a program that was interrupted.
        let status = match exception.is_exception(ExceptionKind::KeyboardInterrupt) {
            true => 130,
            false => 1,
        };
        let vm = self.vm.clone();
        let write = async move {
            if call_hook(&vm, &exception).await.unwrap_or(false) {
                return Ok(Value::None);
            }
            let flow = crate::python::vm::traceback::format_exception(&vm, &exception)?;
            let text = vm.finish(flow).await?;
            vm.write(Stream::Stderr, text.as_str().unwrap_or_default());
            Ok(Value::None)
        };
        self.scheduler = Scheduler::new(Thread::for_future(Box::pin(write)));
        Phase::Reporting(Ending::Raised { status })
    }

    fn write_then(&mut self, value: Value, ending: Ending) -> Phase {
        let vm = self.vm.clone();
        let write = async move {
            let text = vm.str(&value).await?;
            vm.write(Stream::Stderr, &format!("{}\n", text.as_str()));
            Ok(Value::None)
        };
        self.scheduler = Scheduler::new(Thread::for_future(Box::pin(write)));
        Phase::Reporting(ending)
    }

    /// Runs what `atexit` was given, drops the program's globals, so that what they held says its last words, and tells its
    /// loops.
    fn close(&mut self, ending: Ending) -> Phase {
        let (vm, main) = (self.vm.clone(), self.main.clone());
        // A traceback is to be the last that is seen.
        let reports = !matches!(ending, Ending::Raised { .. });
        let clear = async move {
            let atexit = vm.modules.borrow().get(&Symbol::new("atexit")).cloned();
            if let Some(run) = atexit.and_then(|atexit| atexit.get(Symbol::new("_run_exitfuncs"))) {
                vm.call(run, Vec::new()).await?;
            }
            let values = main.names.borrow_mut().take_values();
            drop(values);
            match vm.hooks.ended.get() {
                Some(ended) => vm.finish(ended(&vm, reports)?).await,
                None => Ok(Value::None),
            }
        };
        self.scheduler = Scheduler::new(Thread::for_future(Box::pin(clear)));
        Phase::Closing(ending)
    }
}

/// Calls a `sys.excepthook` that the program has set; tells whether there is one.
async fn call_hook(vm: &Rc<Vm>, exception: &Rc<Instance>) -> PyResult<bool> {
    let sys = vm.modules.borrow().get(&Symbol::SYS).cloned();
    let hooks = sys.and_then(|sys| {
        let own = sys.get(Symbol::new("__excepthook__"))?;
        Some((sys.get(Symbol::EXCEPTHOOK)?, own))
    });
    let Some((hook, _)) = hooks.filter(|(hook, own)| !hook.is(own)) else {
        return Ok(false);
    };
    let value = Value::Instance(exception.clone());
    let traceback = vm.get_attribute(&value, Symbol::TRACEBACK).await?;
    let class = Value::Class(exception.class());
    vm.call(hook, vec![class, value, traceback]).await?;
    Ok(true)
}

impl Drop for Session {
    fn drop(&mut self) {
        let outer = heap::exchange(std::mem::take(&mut self.heap));
        finalize::silently(|| {
            self.scheduler = Scheduler::default();
            for module in self.vm.take_modules() {
                drop(module.names.borrow_mut().take_values());
            }
            heap::exchange(Heap::default()).sweep();
        });
        heap::exchange(outer);
    }
}

/// Instructions of lanes whose lines are recorded.
const WATCHED_INSTRUCTIONS: u32 = 100_000;

/// Instructions between two looks at the limits.
const BETWEEN_CHECKS: u64 = 100_000;

/// Bytes of memory that the program's machine takes from its host, where that can be known.
fn memory_in_use() -> usize {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) * 65536;
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// So many waiting tasks are named.
const NAMED_TASKS: usize = 20;

/// Says which tasks wait for what.
fn deadlock_message(vm: &Rc<Vm>) -> String {
    let waiting = asyncio::waiting_tasks(vm);
    let mut message = String::from("deadlock: nothing is left that could go on");
    for task in waiting.iter().take(NAMED_TASKS) {
        let place = match task.line {
            0 => String::new(),
            line => format!(", at line {line},"),
        };
        message.push_str(&format!(
            "\n  {} {}{place} waits for {}",
            task.name, task.label, task.waits_for
        ));
    }
    if waiting.len() > NAMED_TASKS {
        let more = waiting.len() - NAMED_TASKS;
        message.push_str(&format!("\n  and {more} more"));
    }
    message
}

fn main_module(vm: &Vm, filename: &str, code: &Code) -> Rc<Module> {
    let main = Rc::new(Module::new(Symbol::MAIN));
    main.set(Symbol::NAME, Value::str("__main__"));
    main.set(Symbol::FILE, Value::str(filename));
    main.set(
        Symbol::DOC,
        code.docstring.as_deref().map_or(Value::None, Value::str),
    );
    main.set(
        Symbol::new("__builtins__"),
        Value::Module(vm.builtins.clone()),
    );
    vm.modules.borrow_mut().insert(Symbol::MAIN, main.clone());
    main
}

/// The status of a `SystemExit`, and what it writes to standard error.
fn exit_status(exception: &Instance) -> (i32, Option<Value>) {
    let code = exception
        .exception()
        .and_then(|data| data.arg(0))
        .unwrap_or(Value::None);
    match code.as_i64() {
        Some(status) => (status as i32 & 0xff, None),
        None if code.is_none() => (0, None),
        None => (1, Some(code)),
    }
}

/// Counts what a program writes.
struct CountingHost {
    host: Box<dyn Host>,
    written: Rc<Cell<usize>>,
    most: usize,
}

impl Host for CountingHost {
    fn write(&self, stream: Stream, text: &str) {
        let before = self.written.get();
        self.written.set(before.saturating_add(text.len()));
        if before > self.most {
            return;
        }
        let mut end = text.len().min(self.most - before);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.host.write(stream, &text[..end]);
    }

    fn read_line(&self) -> Option<String> {
        self.host.read_line()
    }

    fn latency(&self) -> f64 {
        self.host.latency()
    }

    fn read_module(&self, file: &str) -> Option<String> {
        self.host.read_module(file)
    }
}

/// The machine's way to the recorder that the session reads.
struct Recording(Rc<RefCell<Recorder>>);

impl Observer for Recording {
    fn event(&mut self, at: Nanos, event: Event<'_>) {
        self.0.borrow_mut().event(at, event);
    }
}
