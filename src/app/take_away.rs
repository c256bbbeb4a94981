//! Taking it away: code that puts the program into another page, and files of the program, its timelines and its trace.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::dialog::{CopyButton, closer, show, text_dialog};
use super::state::Shown;
use super::{theme, url};
use crate::scenarios;
use crate::share::{self, ClockKind, View};
use crate::timeline::picture::{self, Picture};
use crate::timeline::theme::Theme;
use crate::timeline::{plain, summary};
use crate::trace::{Log, csv, export};

/// The picture's file, which the Markdown refers to.
const PICTURE: &str = "timelines.svg";
/// Characters of a line of the plain timelines.
const COLUMNS: usize = 96;

#[wasm_bindgen]
extern "C" {
    /// `www/save.js` gives a text to the reader as a file.
    #[wasm_bindgen(js_name = interleaveSave)]
    fn save(name: &str, text: &str);
}

/// A file: its name, what it is called, and what makes it. A picture of points is made of the SVG by the browser.
type File = (&'static str, &'static str, fn(&Log) -> String);

const FILES: [File; 5] = [
    (PICTURE, "Timelines as SVG", picture),
    ("timelines.png", "Timelines as PNG", picture),
    ("timelines.txt", "Timelines as text", text),
    ("trace.json", "Trace for Perfetto", export::trace_events),
    ("spans.csv", "Spans as CSV", csv::spans),
];

fn picture(log: &Log) -> String {
    let theme = if theme::is_dark() {
        Theme::Dark
    } else {
        Theme::Light
    };
    let picture = Picture {
        theme,
        ..Picture::default()
    };
    picture::svg(log, &picture)
}

fn text(log: &Log) -> String {
    plain::text(log, COLUMNS)
}

#[derive(PartialEq, Properties)]
pub struct TakeAwayProps {
    pub program: Rc<share::State>,
    pub shown: Option<Shown>,
}

/// A button, and the dialog that it opens.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let dialog = use_node_ref();
    let by_hand = use_node_ref();
    let shown_text = use_state(String::new);
    let open = {
        let dialog = dialog.clone();
        move |_: MouseEvent| show(&dialog)
    };
    let copy = |label: &'static str, make: fn(&share::State, Option<&Shown>) -> String| {
        let (program, shown) = (props.program.clone(), props.shown.clone());
        let text = Callback::from(move |()| make(&program, shown.as_ref()));
        let refused = {
            let (by_hand, shown_text, text) = (by_hand.clone(), shown_text.clone(), text.clone());
            Callback::from(move |()| {
                shown_text.set(text.emit(()));
                show(&by_hand);
            })
        };
        html! { <CopyButton {label} {text} {refused} /> }
    };
    let file = |&(name, label, make): &File| {
        let shown = props.shown.clone();
        let press = move |_: MouseEvent| {
            if let Some(shown) = &shown {
                save(name, &shown.trace.read(make));
            }
        };
        html! { <button onclick={press} disabled={props.shown.is_none()}>{ label }</button> }
    };
    let save_program = {
        let program = props.program.clone();
        move |_: MouseEvent| save("program.py", &program.source)
    };
    html! {
        <>
            <button onclick={open}>{ "Export" }</button>
            <dialog ref={dialog.clone()} class="export" aria-label="Export">
                <h2>{ "Copy" }</h2>
                <p class="buttons">
                    { copy("Code for your page", element) }
                    { copy("Code without scripts", frame) }
                    { copy("Markdown with picture", markdown) }
                </p>
                <h2>{ "Save" }</h2>
                <p class="buttons">
                    <button onclick={save_program}>{ "Program" }</button>
                    { for FILES.iter().map(file) }
                </p>
                <p class="buttons"><button onclick={closer(&dialog)}>{ "Close" }</button></p>
            </dialog>
            { text_dialog(&by_hand, "Text to copy", &shown_text, None) }
        </>
    }
}

/// The custom element, with the program inside of it or the name of a program of the catalogue.
fn element(program: &share::State, _: Option<&Shown>) -> String {
    let mut attributes = String::new();
    let mut body = String::new();
    match scenarios::of_source(&program.source) {
        Some(scenario) => attributes += &format!(" scenario=\"{}\"", scenario.id.replace('_', "-")),
        None => body = format!("\n<pre><code>{}</code></pre>\n", escape(&program.source)),
    }
    if !program.arguments.is_empty() {
        attributes += &format!(" arguments=\"{}\"", escape(&program.arguments));
    }
    if program.clock == ClockKind::Real {
        attributes += &format!(" clock=\"real\" speed=\"{}\"", program.speed);
    }
    format!(
        "<script type=\"module\" src=\"{}embed.js\"></script>\n<interleave-playground{attributes}>{body}</interleave-playground>\n",
        folder(),
    )
}

fn frame(program: &share::State, _: Option<&Shown>) -> String {
    format!(
        "<iframe src=\"{}\" title=\"Interleave\" width=\"100%\" height=\"640\" style=\"border: 0\" loading=\"lazy\"></iframe>",
        url::embed_link(program)
    )
}

/// The picture is the file that is saved as SVG.
fn markdown(program: &share::State, shown: Option<&Shown>) -> String {
    let totals = shown.map(|shown| shown.trace.read(|log| summary::totals_line(log, 8)));
    let totals = totals.unwrap_or_default().replace(['[', ']'], "");
    let link = url::link(program, &View::default());
    format!("[![Timelines: {totals}]({PICTURE})]({link})\n")
}

/// The folder that the site lies in.
fn folder() -> String {
    let page = url::page();
    let end = page.rfind('/').map_or(page.len(), |slash| slash + 1);
    page[..end].into()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
