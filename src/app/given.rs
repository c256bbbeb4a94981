//! What the program is given beside its text: its arguments and, where it asks for them, its standard input and how slow
//! simulated requests are; and what whoever opens the link is told.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::needs;
use super::state::Action;
use crate::share;

/// How many times longer simulated requests may be made to take.
const LATENCIES: [f64; 8] = [0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0];

pub fn given(program: &Rc<share::State>, note: &str, send: &Callback<Action>) -> Html {
    let on_arguments = send.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::SetArguments(input.value())
    });
    let arguments = html! {
        <input
            id="arguments"
            value={program.arguments.clone()}
            oninput={on_arguments}
            placeholder="sys.argv[1:]"
            spellcheck="false"
            autocomplete="off"
        />
    };
    html! {
        <>
            { row("arguments", "Arguments", arguments) }
            if needs::reads_input(&program.source) || !program.input.is_empty() {
                { row("input", "Standard input", input(program, send)) }
            }
            if needs::simulates(&program.source) {
                { row("latency", "Simulated requests take", latency(program, send)) }
            }
            { row("note", "Note", note_field(note, send)) }
        </>
    }
}

fn row(id: &'static str, label: &'static str, control: Html) -> Html {
    html! {
        <div class="given"><label for={id}>{ label }</label>{ control }</div>
    }
}

fn input(program: &Rc<share::State>, send: &Callback<Action>) -> Html {
    let hint = "what input() reads, a line each";
    let change = send.reform(Action::SetInput);
    text_area("input", "2", &program.input, hint, "false", change)
}

fn note_field(note: &str, send: &Callback<Action>) -> Html {
    let change = send.reform(Action::SetNote);
    text_area(
        "note",
        "1",
        note,
        "for whoever opens the link",
        "true",
        change,
    )
}

fn text_area(
    id: &'static str,
    rows: &'static str,
    value: &str,
    placeholder: &'static str,
    spellcheck: &'static str,
    change: Callback<String>,
) -> Html {
    let oninput = change.reform(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        area.value()
    });
    html! { <textarea {id} {rows} value={value.to_owned()} {oninput} {placeholder} {spellcheck} /> }
}

fn latency(program: &Rc<share::State>, send: &Callback<Action>) -> Html {
    let choose = send.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        Action::SetLatency(select.value().parse().unwrap_or(1.0))
    });
    let mut offered = LATENCIES.to_vec();
    // A link may have brought one of its own.
    if !offered.contains(&program.latency) {
        offered.push(program.latency);
    }
    let words = |factor: f64| match factor {
        0.0 => "no time".to_owned(),
        1.0 => "their time".to_owned(),
        factor => format!("{factor} times as long"),
    };
    html! {
        <select id="latency" onchange={choose}>
            { for offered.iter().map(|&factor| html! {
                <option value={factor.to_string()} selected={factor == program.latency}>{ words(factor) }</option>
            }) }
        </select>
    }
}
