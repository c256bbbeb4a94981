//! In a frame of another page: that page asks for runs and is told what came of them. `www/frame.js` carries the messages
//! and sees to whom they go; here is only what they say.

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::hooks::use_kept;
use super::notices::{ending_in_words, report};
use super::state::{Action, Refusal, Shown, State};
use super::{browser, url};
use crate::share;
use crate::timeline::summary;
use crate::trace::event::Stream;

/// What asks for a run.
const RUN: &str = "interleave-run";

#[wasm_bindgen]
extern "C" {
    /// A program has ended: the names, seconds and outcomes of its runs, what it printed, what went wrong, and the program.
    #[wasm_bindgen(js_name = interleaveFinished)]
    fn finished(
        names: Vec<String>,
        totals: Vec<f64>,
        outcomes: Vec<String>,
        output: &str,
        errors: &str,
        code: &str,
        link: &str,
    );
}

/// Lets the page around this one, if there is one, ask for runs and hear of their ends.
#[hook]
pub fn use_host(embedded: bool, state: &State, send: &Callback<Action>) {
    {
        let send = send.clone();
        use_kept((), move |()| {
            embedded.then(|| {
                EventListener::new(&browser::window(), RUN, move |_| send.emit(Action::Run))
            })
        });
    }
    let ended = state.shown.clone();
    let ended = ended.filter(|shown| embedded && shown.ending.is_some());
    let refused = state.refused.clone().filter(|_| embedded);
    let watched = (refused, ended);
    use_kept(watched, |(refused, ended)| match (refused, ended) {
        (Some(refusal), _) => tell_refusal(refusal),
        (None, Some(shown)) => tell(shown),
        (None, None) => {}
    });
}

fn tell_refusal(refusal: &Refusal) {
    let program = &refusal.program;
    let none = (vec![], vec![], vec![]);
    finished(
        none.0,
        none.1,
        none.2,
        "",
        &report(refusal),
        &program.source,
        &link(program),
    );
}

fn link(program: &share::State) -> String {
    url::link(program, &share::View::default())
}

fn tell(shown: &Shown) {
    shown.trace.read(|log| {
        let (mut output, mut errors) = (String::new(), String::new());
        for piece in log.outputs(0..log.output_count()) {
            match piece.stream {
                Stream::Stdout => output += piece.text,
                Stream::Stderr => errors += piece.text,
            }
        }
        let ending = shown.ending.as_ref();
        if errors.is_empty() && !log.runs().is_empty() {
            errors = ending
                .and_then(|ending| ending_in_words(ending, log))
                .unwrap_or_default();
        }
        let totals = summary::totals(log);
        let outcomes = log
            .runs()
            .iter()
            .map(|run| summary::heading(log, run).outcome);
        let names = totals.iter().map(|total| total.title.clone());
        let seconds = totals.iter().map(|total| total.seconds);
        finished(
            names.collect(),
            seconds.collect(),
            outcomes.collect(),
            &output,
            &errors,
            &shown.program.source,
            &link(&shown.program),
        );
    });
}
