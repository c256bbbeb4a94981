//! What keeps a program going in the browser without ever keeping the browser: slices of bounded length, on microtasks as
//! long as the budget lasts, then on timers so that input and painting come through.
//!
//! On the real clock the session says until when it waits, and a timer waits; on the virtual clock it never does. A driver
//! reports by actions and knows no part of the page.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use gloo_render::{AnimationFrame, request_animation_frame};
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::arguments;
use super::browser;
use super::state::{Action, SharedSession};
use crate::clock::{Clock, Time};
use crate::python::vm::Host;
use crate::session::{Limits, Program, Progress, Session};
use crate::share::{self, ClockKind};
use crate::trace::event::Stream;

/// The program's file, as tracebacks name it.
pub const FILENAME: &str = "main.py";

/// Instructions between two looks at the watch.
const FUEL: u64 = 20_000;
/// Milliseconds that a program may run before the browser gets its turn.
const BUDGET: f64 = 8.0;
/// The longest wait of one timer, in milliseconds: browsers take longer ones for none at all.
const LONGEST_WAIT: f64 = 3_600_000.0;
/// Milliseconds between two pictures of a program that computes.
const VIRTUAL_FRAME: f64 = 200.0;
/// So many records of a trace take about a millisecond to draw; long traces are drawn less often.
const RECORDS_PER_MILLISECOND: f64 = 1000.0;

/// What a program may do before it is stopped: seconds of computing, and more output than anybody reads.
const LIMITS: Limits = Limits {
    steps: 200_000_000,
    output: 4 << 20,
    memory: 512 << 20,
};

/// A program on its way. Dropping it ends the program.
pub struct Driver {
    running: Rc<Running>,
}

struct Running {
    session: SharedSession,
    clock: ClockKind,
    speed: f64,
    report: Callback<Action>,
    begun: f64,
    is_over: Cell<bool>,
    last_picture: Cell<f64>,
    wait: RefCell<Option<Timeout>>,
    frame: RefCell<Option<AnimationFrame>>,
}

impl Driver {
    /// Begins to run a program: its first slice has run when this returns. `None` if it is no program.
    pub fn start(state: &share::State, report: Callback<Action>) -> Option<Driver> {
        let begun = browser::milliseconds();
        let (clock, speed) = (state.clock, state.speed);
        let program = Program {
            source: state.source.clone(),
            filename: FILENAME.into(),
            arguments: arguments::split(&state.arguments),
        };
        let time = match clock {
            ClockKind::Virtual => Clock::virtual_clock(),
            ClockKind::Real => Clock::real(move || {
                Time::from_secs((browser::milliseconds() - begun) / 1000.0 * speed)
            }),
        };
        let host = Box::new(Reader::of(state));
        let session = match Session::new(&program, time, LIMITS, host) {
            Ok(session) => Rc::new(RefCell::new(session)),
            Err(error) => {
                report.emit(Action::Refused(error));
                return None;
            }
        };
        report.emit(Action::Started(session.clone()));
        let running = Rc::new(Running {
            session,
            clock,
            speed,
            report,
            begun,
            is_over: Cell::new(false),
            last_picture: Cell::new(begun),
            wait: RefCell::default(),
            frame: RefCell::default(),
        });
        let driver = Driver { running };
        driver.running.turn(begun);
        if !driver.running.is_over.get() {
            driver.running.clone().watch();
        }
        Some(driver)
    }

    /// Ends the program where it stands.
    pub fn stop(&self) {
        if !self.running.is_over.get() {
            self.running.session.borrow_mut().stop();
            self.running.end();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.running.is_over.set(true);
        self.running.wait.take();
        self.running.frame.take();
    }
}

impl Running {
    /// One slice, and how it goes on. `since` is when the browser last had its turn.
    fn turn(self: &Rc<Self>, since: f64) {
        while !self.is_over.get() {
            let progress = self.session.borrow_mut().advance(FUEL);
            match progress {
                Progress::Ended => self.end(),
                Progress::Waiting(until) => return self.wait_until(until),
                Progress::Running if browser::milliseconds() - since >= BUDGET => {
                    return self.go_on_after(0);
                }
                Progress::Running if self.clock == ClockKind::Real => {
                    return self.go_on_in_microtask(since);
                }
                Progress::Running => {}
            }
        }
    }

    /// On the real clock other microtasks of the page may come between two slices.
    fn go_on_in_microtask(self: &Rc<Self>, since: f64) {
        let running = self.clone();
        spawn_local(async move {
            next_microtask().await;
            running.turn(since);
        });
    }

    fn wait_until(self: &Rc<Self>, until: Time) {
        let now = self.session.borrow().now();
        let wait = ((until - now) / self.speed * 1000.0).clamp(0.0, LONGEST_WAIT);
        self.go_on_after(wait.ceil() as u32);
    }

    fn go_on_after(self: &Rc<Self>, milliseconds: u32) {
        let running = Rc::downgrade(self);
        let go_on = move || {
            if let Some(running) = running.upgrade() {
                running.turn(browser::milliseconds());
            }
        };
        // The timer that rings now is let go only after it has rung.
        let rung = self.wait.replace(Some(Timeout::new(milliseconds, go_on)));
        drop(rung);
    }

    fn end(&self) {
        self.is_over.set(true);
        self.wait.take();
        self.frame.take();
        self.show();
    }

    /// Shows how far the program is, frame by frame; browsers make no frames while nobody looks.
    fn watch(self: Rc<Self>) {
        let running = Rc::downgrade(&self);
        let frame = request_animation_frame(move |_| {
            let Some(running) = running.upgrade() else {
                return;
            };
            if running.is_over.get() {
                return;
            }
            if browser::milliseconds() - running.last_picture.get() >= running.between_pictures() {
                running.session.borrow().observe_time();
                running.show();
            }
            running.watch();
        });
        self.frame.replace(Some(frame));
    }

    fn between_pictures(&self) -> f64 {
        let records = self.session.borrow().recorder().log().len() as f64;
        let least = match self.clock {
            ClockKind::Virtual => VIRTUAL_FRAME,
            ClockKind::Real => 0.0,
        };
        least.max(records / RECORDS_PER_MILLISECOND)
    }

    fn show(&self) {
        let now = browser::milliseconds();
        self.last_picture.set(now);
        self.report.emit(Action::Progressed {
            session: self.session.clone(),
            spent: now - self.begun,
        });
    }
}

/// What the reader of the page gives a program. The trace keeps all output, and the page reads it there.
struct Reader {
    /// Lines that have not been read, the last first.
    input: RefCell<Vec<String>>,
    latency: f64,
}

impl Reader {
    fn of(state: &share::State) -> Reader {
        Reader {
            input: RefCell::new(state.input.lines().rev().map(String::from).collect()),
            latency: state.latency,
        }
    }
}

impl Host for Reader {
    fn write(&self, _: Stream, _: &str) {}

    fn read_line(&self) -> Option<String> {
        self.input.borrow_mut().pop()
    }

    fn latency(&self) -> f64 {
        self.latency
    }

    fn read_module(&self, file: &str) -> Option<String> {
        read_module(file).ok()
    }
}

#[wasm_bindgen]
extern "C" {
    /// What `www/library.js` leaves for us.
    #[wasm_bindgen(catch, js_name = interleaveModule)]
    fn read_module(file: &str) -> Result<String, JsValue>;
}

/// Comes back when the microtasks that are queued already have run.
async fn next_microtask() {
    let mut queued = false;
    poll_fn(|context| {
        if queued {
            return Poll::Ready(());
        }
        queued = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
