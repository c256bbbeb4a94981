//! The command line, as a user calls it.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs};

use expect_test::expect;
use interleave::share::{Decoded, State, View, decode};

/// A program in a file of its own, and a call of the tool in the folder of that file.
struct Call {
    folder: PathBuf,
}

impl Call {
    fn new(test: &str, source: &str) -> Call {
        let folder = env::temp_dir().join(format!("interleave-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        fs::write(folder.join("program.py"), source).expect("a file for the test");
        Call { folder }
    }

    fn with(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_interleave"))
            .args(arguments)
            .current_dir(&self.folder)
            .output()
            .expect("the tool runs")
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).expect("a file that the tool wrote")
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn run_prints_what_the_program_prints_and_nothing_else() {
    let call = Call::new("run", "import sys\nprint('hello', sys.argv[1:])\n");
    let output = call.with(&["run", "program.py", "a", "-b"]);
    assert_eq!(text(&output.stdout), "hello ['a', '-b']\n");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_uncaught_exception_prints_its_traceback_and_gives_1() {
    let call = Call::new("raise", "def f():\n    return 1 / 0\n\nf()\n");
    let output = call.with(&["run", "program.py"]);
    let expected = "Traceback (most recent call last):\n  File \"program.py\", line 4, in <module>\n    f()\n    ~^^\n  \
                    File \"program.py\", line 2, in f\n    return 1 / 0\n           ~~^~~\n\
                    ZeroDivisionError: division by zero\n";
    assert_eq!(text(&output.stderr), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_interruption_gives_130_after_its_traceback() {
    let call = Call::new("interrupt", "raise KeyboardInterrupt\n");
    let output = call.with(&["run", "program.py"]);
    let expected = "Traceback (most recent call last):\n  File \"program.py\", line 1, in <module>\n    \
                    raise KeyboardInterrupt\nKeyboardInterrupt\n";
    assert_eq!(text(&output.stderr), expected);
    assert_eq!(output.status.code(), Some(130));
}

#[test]
fn sys_exit_gives_its_own_status() {
    let call = Call::new("exit", "import sys\nsys.exit(7)\n");
    assert_eq!(call.with(&["run", "program.py"]).status.code(), Some(7));
}

#[test]
fn a_syntax_error_shows_its_place() {
    let call = Call::new("syntax", "x = 1\ny = (2 +\n");
    let output = call.with(&["run", "program.py"]);
    let expected = "  File \"program.py\", line 2\n    y = (2 +\n        ^\nSyntaxError: '(' was never closed\n";
    assert_eq!(text(&output.stderr), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_missing_file_and_a_bad_call_give_2() {
    let call = Call::new("missing", "");
    let output = call.with(&["run", "nowhere.py"]);
    assert!(
        text(&output.stderr).contains("cannot read nowhere.py"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(call.with(&["dance"]).status.code(), Some(2));
}

#[test]
fn an_endless_loop_stops_at_its_limit_with_3() {
    let call = Call::new("endless", "while True:\n    pass\n");
    let output = call.with(&["run", "--max-steps", "10000", "program.py"]);
    assert!(
        text(&output.stderr).contains("stopped"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_program_that_polls_gets_to_the_end_of_what_it_waits_for() {
    let source = "import asyncio, threading, time

async def poll(is_done):
    while not is_done():
        await asyncio.sleep(0)

async def main():
    sleeper = asyncio.create_task(asyncio.sleep(0.5))
    await poll(sleeper.done)
    print('a task')
    sleeper = asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.5)
    await poll(sleeper.done)
    print('a thread, from a task')

asyncio.run(main())
sleeper = threading.Thread(target=time.sleep, args=(0.5,))
sleeper.start()
while sleeper.is_alive():
    time.sleep(0)
print('a thread, from another')
";
    let output = Call::new("poll", source).with(&["run", "program.py"]);
    assert_eq!(
        text(&output.stdout),
        "a task\na thread, from a task\na thread, from another\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn timers_and_threads_signal_the_main_thread_whatever_it_waits_for() {
    let source = "import _thread, os, signal, threading, time

class Alarm(Exception):
    pass

def ring(number, frame):
    print('ring at', time.monotonic() - began)
    raise Alarm

def signal_after(delay, send):
    time.sleep(delay)
    send()

signal.signal(signal.SIGALRM, ring)
began = time.monotonic()
print(signal.alarm(5), signal.alarm(2))
for wait in (lambda: time.sleep(9), threading.Event().wait, threading.Thread(target=time.sleep, args=(9,)).join):
    try:
        wait()
    except (Alarm, RuntimeError) as end:
        print(type(end).__name__)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
signal.setitimer(signal.ITIMER_REAL, 0)
threading.Thread(target=signal_after, args=(1, _thread.interrupt_main)).start()
try:
    time.sleep(9)
except KeyboardInterrupt:
    print('interrupted at', time.monotonic() - began)
signal.signal(signal.SIGUSR1, lambda number, frame: print('in', threading.current_thread().name))
send = lambda: os.kill(os.getpid(), signal.SIGUSR1)
threading.Thread(target=signal_after, args=(1, send)).start()
time.sleep(2)
print('slept on until', time.monotonic() - began)
os.kill(os.getpid(), signal.SIGTERM)
print('never')
";
    let output = Call::new("signals", source).with(&["run", "program.py"]);
    expect![[r#"
        0 5
        ring at 2.0
        Alarm
        ring at 2.5
        Alarm
        RuntimeError
        interrupted at 3.5
        in MainThread
        slept on until 5.5
    "#]]
    .assert_eq(&text(&output.stdout));
    assert_eq!(output.status.code(), Some(143));
}

#[test]
fn a_deadlock_names_what_waits_and_gives_3() {
    let source = "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n";
    let call = Call::new("deadlock", source);
    let output = call.with(&["run", "program.py"]);
    let message = text(&output.stderr);
    assert!(
        message.contains("deadlock") && message.contains("Task-1"),
        "{message}"
    );
    assert_eq!(output.status.code(), Some(3));
}

const COMPARISON: &str = "import asyncio

async def one_by_one():
    await asyncio.sleep(1)
    await asyncio.sleep(2)

async def gathered():
    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))

asyncio.run(one_by_one())
asyncio.run(gathered())
";

#[test]
fn timeline_draws_every_run_with_its_total() {
    let call = Call::new("timeline", COMPARISON);
    let output = call.with(&["timeline", "program.py", "-o", "out.svg"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let svg = call.read("out.svg");
    assert!(svg.starts_with("<svg"), "{svg}");
    for expected in ["3.00", "2.00", "gathered", "one_by_one"] {
        assert!(svg.contains(expected), "{expected} is missing");
    }
}

#[test]
fn trace_is_json_of_trace_events() {
    let call = Call::new("trace", COMPARISON);
    let output = call.with(&["trace", "program.py", "-o", "out.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json = call.read("out.json");
    assert!(
        json.contains("\"traceEvents\"") && json.contains("\"ph\":\"X\""),
        "{json}"
    );
}

#[test]
fn timeline_can_move() {
    let call = Call::new("animate", COMPARISON);
    call.with(&["timeline", "program.py", "-o", "out.svg", "--animate"]);
    assert!(call.read("out.svg").contains("@keyframes"));
}

#[test]
fn timeline_prints_plain_characters() {
    let call = Call::new("text", COMPARISON);
    let output = call.with(&["timeline", "program.py", "-o", "-", "--width", "600"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    expect![[r#"
        One by one  3.00 s  one at a time
          one_by_one()                    ──────────────────────────

        Gathered  2.00 s  1.5× faster
          gathered()                      ──────────────────
            sleep()                       ─────────
            sleep()                       ──────────────────

        █ running  ░ ready  ─ waiting  ▓ loop blocked; a bar of 26 is 3 s
    "#]]
    .assert_eq(&text(&output.stdout));
    call.with(&["timeline", "program.py", "-o", "out.txt", "--width", "600"]);
    assert_eq!(call.read("out.txt"), text(&output.stdout));
    let svg = call.with(&["timeline", "program.py", "-o", "-", "--format", "svg"]);
    assert!(text(&svg.stdout).starts_with("<svg"));
}

#[test]
fn trace_is_a_table_of_spans_too() {
    let call = Call::new("csv", COMPARISON);
    let output = call.with(&["trace", "program.py", "-o", "out.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    expect![[r#"
        run,lane,name,state,reason,line,start,end
        one_by_one(),one_by_one(),Task-1,waiting,sleep 1 s,4,0,1
        one_by_one(),one_by_one(),Task-1,waiting,sleep 2 s,5,1,3
        gathered(),gathered(),Task-4,waiting,2 tasks,8,0,2
        gathered(),sleep(),Task-5,waiting,sleep 1 s,,0,1
        gathered(),sleep(),Task-6,waiting,sleep 2 s,,0,2
    "#]]
    .assert_eq(&call.read("out.csv").replace('\r', ""));
}

#[test]
fn link_holds_the_program_and_its_arguments() {
    let call = Call::new("link", COMPARISON);
    let output = call.with(&["link", "program.py", "9", "a b"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let expected = State {
        source: COMPARISON.to_owned(),
        arguments: "9 'a b'".to_owned(),
        ..State::default()
    };
    assert_eq!(
        decode(text(&output.stdout).trim()),
        Decoded::State(expected, View::default())
    );
}
