//! Taking it away: code that puts the program into another page, and files of the program, its timelines and its trace.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::dialog::{CopyButton, closer, show, text_dialog};
use super::hooks::{use_node, use_value};
use super::markup::{Act, markup};
use super::part::{Part, part};
use super::state::Shown;
use super::{theme, url};
use crate::scenarios;
use crate::share::{self, ClockKind, View};
use crate::timeline::picture::{self, Picture};
use crate::timeline::theme::Theme;
use crate::timeline::{TimeRange, plain, summary};
use crate::trace::event::RunId;
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

/// A file: its name, what it is called, and what makes it of what is looked at. A picture of points is made of the SVG by the
/// browser.
type File = (&'static str, &'static str, fn(&Log, &View) -> String);

const FILES: [File; 6] = [
    (PICTURE, "Timelines as SVG", still),
    ("timelines.png", "Timelines as PNG", still),
    ("animation.svg", "Animated SVG", animated),
    ("timelines.txt", "Timelines as text", text),
    ("trace.json", "Trace for Perfetto", |log, _| {
        export::trace_events(log)
    }),
    ("spans.csv", "Spans as CSV", |log, _| csv::spans(log)),
];

fn still(log: &Log, view: &View) -> String {
    picture(log, view, false)
}

fn animated(log: &Log, view: &View) -> String {
    picture(log, view, true)
}

/// The timelines as they are shown: the runs, the part of the axis, the colours.
fn picture(log: &Log, view: &View, animated: bool) -> String {
    let theme = if theme::is_dark() {
        Theme::Dark
    } else {
        Theme::Light
    };
    let picture = Picture {
        theme,
        range: view.zoom.map(|zoom| TimeRange::new(zoom.start, zoom.end)),
        hidden: view.hidden.iter().copied().map(RunId).collect(),
        animated,
        ..Picture::default()
    };
    picture::svg(log, &picture)
}

fn text(log: &Log, _: &View) -> String {
    plain::text(log, COLUMNS)
}

/// A button, and the dialog that it opens.
#[derive(Clone, PartialEq)]
pub struct TakeAway {
    pub program: Rc<share::State>,
    /// How it is looked at.
    pub view: View,
    pub shown: Option<Shown>,
}

impl Part for TakeAway {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_take_away(self).run(context)
    }
}

#[hook]
fn use_take_away(props: &TakeAway) -> Html {
    let dialog = use_node();
    let by_hand = use_node();
    let shown_text = use_value(String::new());
    let open = {
        let dialog = dialog.clone();
        Act::new(move |_: Event| show(&dialog))
    };
    let copy = |label: &'static str, make: fn(&TakeAway) -> String| {
        let props = props.clone();
        let text = Callback::from(move |()| make(&props));
        let refused = {
            let (by_hand, shown_text, text) = (by_hand.clone(), shown_text.clone(), text.clone());
            Callback::from(move |()| {
                shown_text.set(text.emit(()));
                show(&by_hand);
            })
        };
        part(
            label,
            CopyButton {
                label,
                title: None,
                text,
                refused,
            },
        )
    };
    let file = |&(name, label, make): &File| {
        let (shown, view) = (props.shown.clone(), props.view.clone());
        let press = Act::new(move |_: Event| {
            if let Some(shown) = &shown {
                save(name, &shown.trace.read(|log| make(log, &view)));
            }
        });
        markup!(
            "<button onclick={} disabled={}>{}</button>",
            press,
            props.shown.is_none(),
            label
        )
    };
    let save_program = {
        let program = props.program.clone();
        Act::new(move |_: Event| save("program.py", &program.source))
    };
    markup!(
        r#"<button onclick={}>Export</button>
        <dialog ref={} closedby="any" class="export" aria-label="Export">
            <h2>Copy</h2>
            <p class="buttons">{}{}{}</p>
            <h2>Save</h2>
            <p class="buttons"><button onclick={}>Program</button>{}</p>
            <p class="buttons"><button onclick={}>Close</button></p>
        </dialog>
        {}"#,
        open,
        &dialog,
        copy("Code for your page", element),
        copy("Code without scripts", frame),
        copy("Markdown with picture", markdown),
        save_program,
        FILES.iter().map(file).collect::<Vec<_>>(),
        closer(&dialog),
        text_dialog(&by_hand, "Text to copy", &shown_text.get(), None),
    )
}

/// The custom element, with the program inside of it or the name of a program of the catalogue.
fn element(props: &TakeAway) -> String {
    let program = &props.program;
    let mut attributes = String::new();
    let mut body = String::new();
    match scenarios::of_source(&program.source) {
        Some(scenario) => attributes += &format!(" scenario=\"{}\"", scenario.id.replace('_', "-")),
        None => body = format!("\n<pre><code>{}</code></pre>\n", escape(&program.source)),
    }
    if !program.arguments.is_empty() {
        attributes += &format!(" arguments=\"{}\"", escape(&program.arguments));
    }
    if !program.input.is_empty() {
        attributes += &format!(" input=\"{}\"", escape(&program.input));
    }
    if program.latency != share::State::default().latency {
        attributes += &format!(" latency=\"{}\"", program.latency);
    }
    if program.clock == ClockKind::Real {
        attributes += &format!(" clock=\"real\" speed=\"{}\"", program.speed);
    }
    format!(
        "<script type=\"module\" src=\"{}embed.js\"></script>\n<interleave-playground{attributes}>{body}</interleave-playground>\n",
        folder(),
    )
}

fn frame(TakeAway { program, view, .. }: &TakeAway) -> String {
    format!(
        "<iframe src=\"{}\" title=\"Interleave\" width=\"100%\" height=\"640\" style=\"border: 0\" loading=\"lazy\"></iframe>",
        url::embed_link(program, &view.of_author())
    )
}

/// The picture is the file that is saved as SVG.
fn markdown(props: &TakeAway) -> String {
    let TakeAway {
        program,
        view,
        shown,
    } = props;
    let line = |log: &Log| {
        let mut totals = summary::totals(log);
        totals.truncate(8);
        summary::totals_line(totals)
    };
    let totals = shown.as_ref().map(|shown| shown.trace.read(line));
    let totals = totals.unwrap_or_default().replace(['[', ']'], "");
    let link = url::link(program, &view.of_author());
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
