//! What the page shows and how it changes: a state, actions, and a pure function from one state to the next.
//!
//! Knows neither the parts of the page nor the browser. Whoever draws reads the state; whoever drives a program sends actions.

use std::cell::RefCell;
use std::rc::Rc;

use super::cursor::{Cursor, Stride};
use super::kept::Kept;
use crate::python::parse::SyntaxError;
use crate::session::{Ending, Session};
use crate::share::{self, ClockKind};
use crate::timeline::{Meaning, TimeRange};
use crate::trace::Log;
use crate::trace::event::{LaneId, RunId};

/// A session that the driver runs and the page draws from.
pub type SharedSession = Rc<RefCell<Session>>;

/// Milliseconds that a run may take for edits to run again by themselves.
const QUICK: f64 = 1000.0;

/// What the page shows.
#[derive(Clone)]
pub struct State {
    /// What the editor and the controls hold.
    pub program: Rc<share::State>,
    /// Counts how often something other than the editor has replaced the text.
    pub replaced: u32,
    /// What the panels show: the last program that could be run.
    pub shown: Option<Shown>,
    /// Why the last program that was to run could not be.
    pub refused: Option<Refusal>,
    pub running: bool,
    /// Counts the runs that were asked for.
    pub asked: u32,
    /// Whether the last run was over before anybody could wait for it.
    pub quick: bool,
    /// The part of the axis that is looked at; `None` for all of it.
    pub view: Option<TimeRange>,
    pub pointer: Option<Pointer>,
    /// The moment that was chosen to be looked at; it stays when the pointer has gone.
    pub cursor: Option<Cursor>,
    /// The task whose lines and wake-ups are stepped through.
    pub chosen: Option<LaneId>,
    /// Lanes whose children are hidden, ascending.
    pub folded: Rc<Vec<LaneId>>,
    /// Runs that are not drawn, ascending.
    pub hidden: Rc<Vec<RunId>>,
    /// What the author says to whoever opens the link.
    pub note: Rc<str>,
    /// What of this is to be done to lanes of a new run, once they are there.
    kept: Kept,
    /// The stretch of time that is measured.
    pub selected: Option<TimeRange>,
    /// Dragging measures instead of moving along the axis.
    pub measuring: bool,
    pub playing: bool,
    /// Seconds of the program in one of the world; `None` shows the whole in [`WHOLE`](super::cursor::WHOLE) seconds.
    pub pace: Option<f64>,
    /// The panel below the timelines that is open, counted from 0.
    pub tab: u8,
    /// What was wrong with the link that was opened.
    pub link_problem: Option<&'static str>,
}

/// A program that has begun to run.
#[derive(Clone, PartialEq)]
pub struct Shown {
    pub trace: Trace,
    pub program: Rc<share::State>,
    /// `None` while it runs.
    pub ending: Option<Ending>,
}

/// A program that is none.
#[derive(Clone, PartialEq)]
pub struct Refusal {
    pub program: Rc<share::State>,
    pub error: Rc<SyntaxError>,
}

/// A session as the parts of the page see it: equal as long as nothing new has happened in it.
#[derive(Clone)]
pub struct Trace {
    session: SharedSession,
    /// Counts what has been reported of it.
    pub version: u32,
}

impl Trace {
    /// Reads the log as it is now.
    pub fn read<T>(&self, reader: impl FnOnce(&Log) -> T) -> T {
        reader(self.session.borrow().recorder().log())
    }

    /// Whether both are of one session.
    pub fn is_of_same_session(&self, other: &Trace) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl PartialEq for Trace {
    fn eq(&self, other: &Trace) -> bool {
        self.version == other.version && self.is_of_same_session(other)
    }
}

/// A place in the timelines that is looked at, by a pointer or by the keys.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub run: RunId,
    /// Seconds since the run's zero.
    pub time: f64,
    pub meaning: Option<Meaning>,
    /// Where a tooltip belongs, in pixels of the window; `None` where none is wanted.
    pub place: Option<(f64, f64)>,
}

/// What can happen to the page.
#[derive(Clone)]
pub enum Action {
    /// A program from a link or from the catalogue takes the place of the present one, and runs.
    Open {
        program: share::State,
        link_problem: Option<&'static str>,
    },
    /// It is looked at as a link says.
    Arrange(share::View),
    ShowTab(u8),
    /// The text was edited.
    Edit(String),
    /// A parameter in the text was changed by its slider.
    Tune(String),
    SetArguments(String),
    SetInput(String),
    /// How many times longer simulated requests take.
    SetLatency(f64),
    SetClock(ClockKind),
    SetSpeed(f64),
    Run,
    /// The driver has begun to run the program.
    Started(SharedSession),
    /// The program cannot be run.
    Refused(SyntaxError),
    /// A session has moved on, for so many milliseconds of the world by now.
    Progressed {
        session: SharedSession,
        spent: f64,
    },
    Look(Option<TimeRange>),
    Point(Option<Pointer>),
    /// The cursor is put somewhere, or taken away.
    Seek(Option<Cursor>),
    /// The cursor goes to a moment and stays in its run.
    SeekTime(f64),
    Step(Stride, bool),
    Choose(LaneId),
    /// The children of a lane are hidden, or shown again.
    Fold(LaneId),
    /// A run is hidden, or shown again.
    Hide(RunId),
    SetNote(String),
    Measure(bool),
    Select(Option<TimeRange>),
    /// One end of the measured stretch is put at the cursor.
    SelectFrom,
    SelectUntil,
    /// The cursor and what is measured go away.
    Clear,
    Play(bool),
    SetPace(Option<f64>),
    /// While it plays, so many seconds of the world have passed.
    Tick(f64),
    DismissLinkProblem,
}

impl State {
    /// A page with a program that is to run at once.
    pub fn new(program: share::State, link_problem: Option<&'static str>) -> State {
        State {
            program: Rc::new(program),
            replaced: 0,
            shown: None,
            refused: None,
            running: false,
            asked: 1,
            quick: true,
            view: None,
            pointer: None,
            cursor: None,
            chosen: None,
            folded: Rc::default(),
            hidden: Rc::default(),
            note: Rc::from(""),
            kept: Kept::default(),
            selected: None,
            measuring: false,
            playing: false,
            pace: None,
            tab: 0,
            link_problem,
        }
    }

    /// The state after an action.
    pub fn after(&self, action: Action) -> State {
        let mut state = self.clone();
        match action {
            Action::Open {
                program,
                link_problem,
            } => {
                state.program = Rc::new(program);
                state.link_problem = link_problem;
                state.replaced += 1;
                state.view = None;
                state.pointer = None;
                state.cursor = None;
                state.selected = None;
                state.hidden = Rc::default();
                state.note = Rc::from("");
                state.chosen = None;
                state.folded = Rc::default();
                state.kept = Kept::default();
                state.asked += 1;
            }
            Action::Arrange(view) => state.look_as(view),
            Action::ShowTab(tab) => state.tab = tab,
            Action::Edit(source) => state.program_mut().source = source,
            Action::Tune(source) => {
                state.program_mut().source = source;
                state.replaced += 1;
                // A slider is to be seen at once.
                state.asked += u32::from(state.wants_rerun());
            }
            Action::SetArguments(arguments) => state.program_mut().arguments = arguments,
            Action::SetInput(input) => state.program_mut().input = input,
            Action::SetLatency(latency) => {
                state.program_mut().latency = latency;
                state.asked += 1;
            }
            Action::SetClock(clock) => {
                state.program_mut().clock = clock;
                state.asked += 1;
            }
            Action::SetSpeed(speed) => {
                state.program_mut().speed = speed;
                state.asked += 1;
            }
            Action::Run => state.asked += 1,
            Action::Started(session) => {
                state.keep_lanes();
                state.running = true;
                state.refused = None;
                state.shown = Some(Shown {
                    trace: Trace {
                        session,
                        version: 0,
                    },
                    program: state.program.clone(),
                    ending: None,
                });
                state.pointer = None;
                state.playing = false;
                if let Some(cursor) = &mut state.cursor {
                    cursor.records = None;
                }
            }
            Action::Refused(error) => {
                state.running = false;
                state.quick = true;
                state.refused = Some(Refusal {
                    program: state.program.clone(),
                    error: Rc::new(error),
                });
            }
            Action::Progressed { session, spent } => state.progress(&session, spent),
            Action::Look(range) => state.view = range,
            Action::Point(pointer) => state.pointer = pointer,
            Action::Seek(cursor) => {
                state.cursor = cursor;
                state.playing = false;
            }
            Action::SeekTime(time) => state.seek(time),
            Action::Step(stride, forwards) => state.step(stride, forwards),
            Action::Choose(lane) => state.chosen = (state.chosen != Some(lane)).then_some(lane),
            Action::Fold(lane) => turn(&mut state.folded, lane),
            Action::Hide(run) => turn(&mut state.hidden, run),
            Action::SetNote(note) => state.note = note.into(),
            Action::Measure(measuring) => {
                state.measuring = measuring;
                state.selected = state.selected.filter(|_| measuring);
            }
            Action::Select(range) => state.selected = range,
            Action::SelectFrom => state.select(true),
            Action::SelectUntil => state.select(false),
            Action::Clear => {
                state.cursor = None;
                state.selected = None;
                state.playing = false;
            }
            Action::Play(playing) => state.play(playing),
            Action::SetPace(pace) => state.pace = pace,
            Action::Tick(seconds) => state.tick(seconds),
            Action::DismissLinkProblem => state.link_problem = None,
        }
        state
    }

    /// Whether the panels show another program than the editor holds.
    pub fn is_stale(&self) -> bool {
        match (&self.refused, &self.shown) {
            (Some(refusal), _) => refusal.program != self.program,
            (None, Some(shown)) => shown.program != self.program,
            (None, None) => false,
        }
    }

    /// Whether the program should run again by itself once the edits pause.
    pub fn wants_rerun(&self) -> bool {
        self.is_stale() && self.quick && self.program.clock == ClockKind::Virtual
    }

    pub(super) fn read<T>(&self, reader: impl FnOnce(&Log) -> Option<T>) -> Option<T> {
        self.shown.as_ref()?.trace.read(reader)
    }

    /// The program, to be changed; who has it already keeps it as it was.
    fn program_mut(&mut self) -> &mut share::State {
        Rc::make_mut(&mut self.program)
    }

    /// Before another session is shown, whose lanes have other numbers.
    fn keep_lanes(&mut self) {
        let (folded, chosen) = (std::mem::take(&mut self.folded), self.chosen.take());
        let run = self.cursor.map(|cursor| cursor.run);
        if let Some(shown) = &self.shown {
            let kept = &mut self.kept;
            shown.trace.read(|log| kept.note(log, &folded, chosen, run));
        }
    }

    /// Does to new lanes what was done to those of the run before.
    fn find_lanes(&mut self) {
        let (Some(shown), kept) = (&self.shown, &mut self.kept) else {
            return;
        };
        let found = shown.trace.read(|log| kept.find(log));
        self.chosen = found.chosen.or(self.chosen);
        for lane in found.folded {
            if !self.folded.contains(&lane) {
                turn(&mut self.folded, lane);
            }
        }
        if let (Some(cursor), Some(run)) = (&mut self.cursor, found.run) {
            cursor.run = run;
        }
    }

    fn progress(&mut self, session: &SharedSession, spent: f64) {
        let Some(shown) = &mut self.shown else {
            return;
        };
        if !Rc::ptr_eq(&shown.trace.session, session) {
            return;
        }
        shown.trace.version += 1;
        shown.ending = session.borrow().ending().cloned();
        self.running = shown.ending.is_none();
        self.quick = spent < QUICK;
        if self.kept != Kept::default() {
            self.find_lanes();
        }
    }
}

/// Takes out of an ascending list what is in it, and puts in what is not.
fn turn<T: Ord + Clone>(list: &mut Rc<Vec<T>>, member: T) {
    let list = Rc::make_mut(list);
    match list.binary_search(&member) {
        Ok(at) => drop(list.remove(at)),
        Err(at) => list.insert(at, member),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::python::vm::Host;
    use crate::session::{Limits, Program};
    use crate::trace::event::Stream;

    struct Nowhere;

    impl Host for Nowhere {
        fn write(&self, _: Stream, _: &str) {}
    }

    pub fn program(source: &str) -> share::State {
        share::State {
            source: source.into(),
            ..share::State::default()
        }
    }

    fn session(source: &str) -> SharedSession {
        let program = Program {
            source: source.into(),
            filename: "main.py".into(),
            arguments: Vec::new(),
        };
        let (clock, limits) = (Clock::virtual_clock(), Limits::default());
        let session = Session::new(&program, clock, limits, Box::new(Nowhere));
        Rc::new(RefCell::new(session.expect("it is a program")))
    }

    pub fn run_through(state: &State, spent: f64) -> State {
        let session = session(&state.program.source);
        let state = state.after(Action::Started(session.clone()));
        assert!(state.running);
        session.borrow_mut().finish();
        state.after(Action::Progressed { session, spent })
    }

    #[test]
    fn a_run_ends_and_an_edit_makes_it_stale() {
        let state = run_through(&State::new(program("1"), None), 1.0);
        assert!(!state.running && !state.is_stale() && !state.wants_rerun());
        let edited = state.after(Action::Edit("2".into()));
        assert!(edited.is_stale() && edited.wants_rerun());
        assert_eq!(edited.replaced, state.replaced);
        let back = edited.after(Action::Edit("1".into()));
        assert!(!back.is_stale());
    }

    #[test]
    fn slow_programs_and_real_clocks_wait_to_be_asked() {
        let slow = run_through(&State::new(program("1"), None), 2.0 * QUICK);
        assert!(!slow.after(Action::Edit("2".into())).wants_rerun());
        let real = State::new(program("1"), None).after(Action::SetClock(ClockKind::Real));
        let real = run_through(&real, 1.0);
        assert!(!real.after(Action::Edit("2".into())).wants_rerun());
    }

    #[test]
    fn a_session_that_was_replaced_is_not_heard() {
        let first = session("1");
        let state = State::new(program("1"), None).after(Action::Started(first.clone()));
        let state = state.after(Action::Started(session("1")));
        first.borrow_mut().finish();
        let spent = 1.0;
        let state = state.after(Action::Progressed {
            session: first,
            spent,
        });
        assert!(state.running);
    }

    #[test]
    fn what_is_no_program_leaves_the_picture_alone() {
        let state = run_through(&State::new(program("1"), None), 1.0);
        let edited = state.after(Action::Edit("1 +".into()));
        let source = crate::python::parse::Source::new("1 +");
        let error = crate::python::parse::parse_module(&source).expect_err("it is no program");
        let refused = edited.after(Action::Refused(error));
        assert!(refused.shown.is_some() && refused.refused.is_some());
        assert!(!refused.is_stale());
        assert!(refused.after(Action::Edit("1 + 1".into())).wants_rerun());
    }

    #[test]
    fn a_run_is_hidden_and_shown_again() {
        let state = run_through(&State::new(program("1"), None), 1.0);
        let hidden = state.after(Action::Hide(RunId(1)));
        assert!(hidden.hidden.contains(&RunId(1)));
        // It stays hidden as the program is edited and runs again.
        let again = run_through(&hidden.after(Action::Edit("2".into())), 1.0);
        assert_eq!(again.hidden, hidden.hidden);
        assert!(again.after(Action::Hide(RunId(1))).hidden.is_empty());
    }

    #[test]
    fn lanes_stay_folded_and_chosen_when_the_program_runs_again() {
        let source = |first: &str, seconds: u32| {
            format!(
                "import asyncio\nasync def f(n):\n    await asyncio.gather(asyncio.sleep(n), g(n))\nasync def g(n):\n    \
                 await asyncio.sleep(n)\nasync def main():\n    await asyncio.gather(f(1), f({seconds}), g(2))\n{first}\
                 asyncio.run(main())\n"
            )
        };
        let lane = |state: &State, caption: &str| {
            let found = state.read(|log| {
                let lane = |lane: &&crate::trace::Lane| lane.caption() == caption;
                Some(log.lanes().iter().find(lane)?.id)
            });
            found.expect("it has this lane")
        };
        let state = run_through(&State::new(program(&source("", 2)), None), 1.0);
        let state = state
            .after(Action::Fold(lane(&state, "f(2)")))
            .after(Action::Choose(lane(&state, "g(2)")));
        // Other lanes have other numbers now, and this one other arguments.
        let edited = state.after(Action::Edit(source("asyncio.Lock()\n", 3)));
        let again = run_through(&edited, 1.0);
        assert_eq!(
            Vec::from_iter(again.folded.iter().copied()),
            [lane(&again, "f(3)")]
        );
        assert_eq!(again.chosen, Some(lane(&again, "g(2)")));
        let other = again.after(Action::Open {
            program: program("1"),
            link_problem: None,
        });
        assert!(other.folded.is_empty() && other.chosen.is_none());
    }

    #[test]
    fn opening_another_program_shows_all_of_it() {
        let state = run_through(&State::new(program("1"), Some("is damaged")), 1.0);
        let state = state.after(Action::Look(Some(TimeRange::new(0.0, 1.0))));
        let opened = state.after(Action::Open {
            program: program("2"),
            link_problem: None,
        });
        assert_eq!(opened.view, None);
        assert_eq!(opened.link_problem, None);
        assert_eq!((opened.asked, opened.replaced), (2, 1));
    }
}
