//! What the program is given beside its text: its arguments and, where it asks for them, its standard input and how slow
//! simulated requests are; and what whoever opens the link is told.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::markup::{Act, markup, sends_of};
use super::needs;
use super::state::Action;
use crate::share;

/// How many times longer simulated requests may be made to take.
const LATENCIES: [f64; 8] = [0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0];

pub fn given(program: &Rc<share::State>, note: &str, send: &Callback<Action>) -> Html {
    let on_arguments = sends_of(send, |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::SetArguments(input.value())
    });
    let arguments = markup!(
        r#"<input
            id="arguments"
            value={}
            oninput={}
            placeholder="sys.argv[1:]"
            spellcheck="false"
            autocomplete="off"
        />"#,
        &program.arguments,
        on_arguments
    );
    let mut rows = vec![row("arguments", "Arguments", arguments)];
    if needs::reads_input(&program.source) || !program.input.is_empty() {
        rows.push(row("input", "Standard input", input(program, send)));
    }
    if needs::simulates(&program.source) {
        rows.push(row(
            "latency",
            "Simulated requests take",
            latency(program, send),
        ));
    }
    rows.push(row("note", "Note", note_field(note, send)));
    rows.into_iter().collect()
}

fn row(id: &'static str, label: &'static str, control: Html) -> Html {
    markup!(
        r#"<div key={} class="given"><label for={}>{}</label>{}</div>"#,
        id,
        id,
        label,
        control
    )
}

fn input(program: &Rc<share::State>, send: &Callback<Action>) -> Html {
    let hint = "what input() reads, a line each";
    let change = sends_of(send, |event| Action::SetInput(area_text(event)));
    text_area("input", "2", &program.input, hint, "false", change)
}

fn note_field(note: &str, send: &Callback<Action>) -> Html {
    let hint = "for whoever opens the link";
    let change = sends_of(send, |event| Action::SetNote(area_text(event)));
    text_area("note", "1", note, hint, "true", change)
}

fn area_text(event: InputEvent) -> String {
    let area: HtmlTextAreaElement = event.target_unchecked_into();
    area.value()
}

fn text_area(
    id: &'static str,
    rows: &'static str,
    value: &str,
    placeholder: &'static str,
    spellcheck: &'static str,
    change: Act,
) -> Html {
    markup!(
        "<textarea id={} rows={} value={} oninput={} placeholder={} spellcheck={} />",
        id,
        rows,
        value.to_owned(),
        change,
        placeholder,
        spellcheck
    )
}

fn latency(program: &Rc<share::State>, send: &Callback<Action>) -> Html {
    let choose = sends_of(send, |event: Event| {
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
    let option = |&factor: &f64| {
        markup!(
            "<option value={} selected={}>{}</option>",
            factor.to_string(),
            factor == program.latency,
            words(factor)
        )
    };
    markup!(
        r#"<select id="latency" onchange={}>{}</select>"#,
        choose,
        offered.iter().map(option).collect::<Vec<_>>()
    )
}
