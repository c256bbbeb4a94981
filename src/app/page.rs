//! The whole page: the state, what it sets going in the browser, and where each part stands.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_render::request_animation_frame;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::bar::Bar;
use super::browser;
use super::dock::{Dock, LOOP, shows_output};
use super::driver::Driver;
use super::editor::Editor;
use super::frame::use_host;
use super::given::given;
use super::hooks::{use_kept, use_made};
use super::markup::markup;
use super::notices::{Notices, link_problem, problem};
use super::part::part;
use super::sliders::Sliders;
use super::state::{Action, Shown, State};
use super::timelines::Timelines;
use super::totals::Totals;
use super::transport::Transport;
use super::{lines, state, url};
use crate::scenarios::{self, Scenario};
use crate::share;

/// Milliseconds without an edit after which the program runs again.
const PAUSE: u32 = 400;
/// Milliseconds without a change after which the address is written: browsers limit how often it may be.
const ADDRESS_PAUSE: u32 = 250;

/// The page.
#[component]
pub fn Page() -> Html {
    let current = use_mut_ref(|| {
        let opened = url::read();
        let state = State::new(opened.program, opened.problem);
        Rc::new(state.after(Action::Arrange(opened.view)))
    });
    let state: &State = &current.borrow().clone();
    let redraw = use_force_update();
    let send = use_made((), |()| {
        Callback::from(move |action| {
            let next = current.borrow().after(action);
            current.replace(Rc::new(next));
            redraw.force_update();
        })
    });
    let send = &*send;
    let (embedded, readonly) = *use_made((), |()| {
        let root = browser::root();
        let readonly = root.is_some_and(|root| root.has_attribute("data-readonly"));
        (url::is_embedded(), readonly)
    });
    let stop = use_driver(state, send);
    use_rerun(state, send);
    use_address(state, send);
    use_host(embedded, state, send);
    use_run_key(send);

    use_play(state, send);

    // Where the cursor has been put, all that runs or waits is meant, not only what is under the finger.
    let elsewhere = |pointer: &state::Pointer| {
        state
            .cursor
            .is_none_or(|cursor| (cursor.run, cursor.time) != (pointer.run, pointer.time))
    };
    let meaning = state
        .pointer
        .filter(elsewhere)
        .and_then(|pointer| pointer.meaning);
    let marked = use_made(
        (shown_trace(state), state.looked_at(), meaning),
        |(trace, cursor, meaning)| match (trace, cursor) {
            (Some(trace), Some(cursor)) => trace.read(|log| lines::at(log, *cursor, *meaning)),
            _ => Vec::new(),
        },
    );
    let as_it_ran = state.shown.as_ref().map(|shown| &shown.program);
    // What must not be edited is not pulled at either.
    let as_it_ran = as_it_ran
        .filter(|_| !state.is_stale() && !readonly)
        .cloned();
    let on_edit = {
        let send = send.clone();
        use_made((), |()| {
            Callback::from(move |text| send.emit(Action::Edit(text)))
        })
    };
    let opened = (
        embedded,
        state.program.clone(),
        state.shared_view().of_author(),
    );
    let open_link = use_made(opened, |(embedded, program, view)| {
        embedded.then(|| url::link(program, view))
    });
    let scenario = scenarios::of_source(&state.program.source);

    let bar = (!embedded).then(|| {
        let bar = Bar {
            program: state.program.clone(),
            running: state.running,
            playing: state.playing,
            view: still_view(state),
            shown: state.shown.clone(),
            send: send.clone(),
            stop,
        };
        part("bar", bar)
    });
    let heading = embedded.then(|| markup!(r#"<h1 class="unseen">Interleave</h1>"#));
    let editor = Editor {
        text: AttrValue::from(state.program.source.clone()),
        replaced: state.replaced,
        marked: (*marked).clone(),
        problem: state.refused.clone(),
        on_edit: (*on_edit).clone(),
    };
    let refused = state.refused.as_ref().map(problem);
    let below_editor = match embedded {
        true => Html::default(),
        false => {
            let sliders = Sliders {
                program: state.program.clone(),
                send: send.clone(),
            };
            let to_try = |scenario: &Scenario| {
                markup!(
                    r#"<p class="note"><strong>Try: </strong>{}</p>"#,
                    scenario.note
                )
            };
            markup!(
                "{}{}{}",
                part("sliders", sliders),
                given(&state.program, &state.note, send),
                scenario.map(to_try)
            )
        }
    };
    let bad_link = state.link_problem.map(|words| link_problem(words, send));
    let shown = state.shown.as_ref();
    let stage = shown.map(|shown| stage(state, shown, as_it_ran, embedded, send));
    let dock = Dock {
        shown: state.shown.clone(),
        refusal: state.refused.clone(),
        looked_at: state.looked_at().filter(|_| state.tab == LOOP),
        cursor: state.cursor.filter(|_| shows_output(state.tab)),
        chosen: state.chosen,
        tab: state.tab,
        send: send.clone(),
    };
    let open = open_link.as_ref().clone().map(|link| {
        markup!(
            r#"<p class="open"><a href={} target="_blank" rel="noopener">Open in Interleave</a></p>"#,
            link
        )
    });
    // The patterns that all pictures refer to must be drawn, if only nowhere.
    markup!(
        r#"<div class={}>
            <svg class="timeline definitions" aria-hidden="true">{}</svg>
            {}
            <main>
                {}
                <section class="code" aria-label="Program">{}{}{}</section>
                <section class="picture" aria-label="Timelines">
                    {}
                    <div class="stage">{}</div>
                    {}
                    {}
                </section>
            </main>
        </div>"#,
        if embedded { "page embedded" } else { "page" },
        Html::from_html_unchecked(crate::timeline::svg::DEFS.into()),
        bar,
        heading,
        part("editor", editor),
        refused,
        below_editor,
        bad_link,
        stage,
        part("dock", dock),
        open,
    )
}

/// What is shown of a program that has begun to run.
fn stage(
    state: &State,
    shown: &Shown,
    as_it_ran: Option<Rc<share::State>>,
    embedded: bool,
    send: &Callback<Action>,
) -> Html {
    let notices = Notices {
        shown: shown.clone(),
        stale: state.is_stale() && !state.wants_rerun(),
        note: state.note.clone(),
        send: send.clone(),
    };
    let totals = Totals {
        trace: shown.trace.clone(),
        hidden: state.hidden.clone(),
        send: send.clone(),
    };
    // Where nothing has taken time there is nothing to go through.
    let has_runs = shown.trace.read(|log| !log.runs().is_empty());
    let transport = has_runs.then(|| Transport {
        trace: shown.trace.clone(),
        cursor: state.cursor,
        playing: state.playing,
        pace: state.pace,
        measuring: state.measuring,
        selected: state.selected,
        compact: embedded,
        send: send.clone(),
    });
    let timelines = Timelines {
        trace: shown.trace.clone(),
        ended: shown.ending.is_some(),
        program: as_it_ran,
        view: state.view,
        pointer: state.pointer,
        cursor: state.cursor,
        folded: state.folded.clone(),
        hidden: state.hidden.clone(),
        selected: state.selected,
        measuring: state.measuring,
        send: send.clone(),
    };
    markup!(
        "{}{}{}{}",
        part("notices", notices),
        part("totals", totals),
        transport.map(|transport| part("transport", transport)),
        part("timelines", timelines),
    )
}

fn shown_trace(state: &State) -> Option<state::Trace> {
    Some(state.shown.as_ref()?.trace.clone())
}

/// Runs the program each time that the state asks for it; gives what stops it.
#[hook]
fn use_driver(state: &State, send: &Callback<Action>) -> Callback<()> {
    let driver = use_mut_ref(|| None::<Driver>);
    {
        let (driver, program, send) = (driver.clone(), state.program.clone(), send.clone());
        use_kept(state.asked, move |_| {
            // The old one ends before the new one begins.
            drop(driver.take());
            *driver.borrow_mut() = Driver::start(&program, send);
        });
    }
    let stop = use_made((), |()| {
        Callback::from(move |()| {
            if let Some(driver) = &*driver.borrow() {
                driver.stop();
            }
        })
    });
    (*stop).clone()
}

/// Runs an edited program once the edits pause.
#[hook]
fn use_rerun(state: &State, send: &Callback<Action>) {
    let send = send.clone();
    let watched = (state.program.clone(), state.wants_rerun());
    use_kept(watched, move |(_, wanted)| {
        wanted.then(|| Timeout::new(PAUSE, move || send.emit(Action::Run)))
    });
}

/// Milliseconds between two moments of playing for those who want nothing to move smoothly.
const CALM: u32 = 500;

/// Moves the cursor on while the program is played, frame by frame.
#[hook]
fn use_play(state: &State, send: &Callback<Action>) {
    let send = send.clone();
    let watched = (state.playing, state.cursor);
    use_kept(watched, move |&(playing, _)| {
        let begun = browser::milliseconds();
        let go_on = move || {
            let seconds = (browser::milliseconds() - begun) / 1000.0;
            send.emit(Action::Tick(seconds));
        };
        let calm = playing && browser::matches("(prefers-reduced-motion: reduce)");
        match (playing, calm) {
            (true, true) => (Some(Timeout::new(CALM, go_on)), None),
            (true, false) => (None, Some(request_animation_frame(move |_| go_on()))),
            _ => (None, None),
        }
    });
}

/// How it is looked at, for a link. What moves while it plays is not written down.
fn still_view(state: &State) -> share::View {
    let mut view = state.shared_view();
    view.cursor = view.cursor.filter(|_| !state.playing);
    view
}

/// Keeps the address and what it stands for the same, whichever of them changes.
#[hook]
fn use_address(state: &State, send: &Callback<Action>) {
    let send = send.clone();
    let watched = (state.program.clone(), still_view(state));
    use_kept(watched, move |(program, view)| {
        let (written, view) = (program.clone(), view.clone());
        let known = url::fragment();
        let timer = Timeout::new(ADDRESS_PAUSE, move || {
            // An address that has just been changed is to be read, and the browser has not said so yet.
            if url::fragment() == known {
                url::replace(&written, &view);
            }
        });
        let current = program.clone();
        let listener = EventListener::new(&browser::window(), "hashchange", move |_| {
            let opened = url::read();
            if opened.program != *current || opened.problem.is_some() {
                send.emit(Action::Open {
                    program: opened.program,
                    link_problem: opened.problem,
                });
            }
            send.emit(Action::Arrange(opened.view));
        });
        (timer, listener)
    });
}

/// Ctrl+Enter, or ⌘ and Enter, runs the program wherever the focus is.
#[hook]
fn use_run_key(send: &Callback<Action>) {
    let send = send.clone();
    use_kept((), move |()| {
        let options = EventListenerOptions {
            phase: gloo_events::EventListenerPhase::Capture,
            passive: false,
        };
        let run = move |event: &Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                // The editor would make a new line of it.
                event.prevent_default();
                event.stop_propagation();
                send.emit(Action::Run);
            }
        };
        EventListener::new_with_options(&browser::window(), "keydown", options, run)
    });
}
