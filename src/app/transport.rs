//! What moves the cursor through time: step buttons, play, its pace, and what the cursor stands on.

use web_sys::HtmlSelectElement;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::cursor::{Cursor, Stride};
use super::help::Help;
use super::hooks::use_value;
use super::keys::{Key, STRIDES};
use super::markup::{Act, markup, sends, sends_of, truth};
use super::part::{Part, part};
use super::state::{Action, Trace};
use crate::timeline::duration::short;
use crate::timeline::{TimeRange, summary};

/// Paces that are offered, in seconds of the program for one of the world.
const PACES: [f64; 8] = [0.01, 0.1, 0.25, 1.0, 5.0, 60.0, 600.0, 3600.0];

#[derive(PartialEq)]
pub struct Transport {
    pub trace: Trace,
    pub cursor: Option<Cursor>,
    pub playing: bool,
    pub pace: Option<f64>,
    pub measuring: bool,
    pub selected: Option<TimeRange>,
    /// Steps and play alone, with the help that a page in a frame has nowhere else.
    pub compact: bool,
    pub send: Callback<Action>,
}

impl Part for Transport {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_transport(self).run(context)
    }
}

#[hook]
fn use_transport(transport: &Transport) -> Html {
    let &Transport {
        cursor,
        playing,
        pace,
        measuring,
        selected,
        ref send,
        ..
    } = transport;
    let chosen = use_value(0);
    let (stride, keys, _) = &STRIDES[chosen.get()];
    let choose = {
        let chosen = chosen.clone();
        Act::new(move |event: Event| chosen.set(selected_index(&event)))
    };
    let offered = |(index, (_, _, name)): (usize, &(Stride, Key, &'static str))| {
        option(index == chosen.get(), format!("by {name}"))
    };
    let (words, sign) = if playing {
        ("Pause", "⏸ ")
    } else {
        ("Play", "▶ ")
    };
    let more = match transport.compact {
        true => part(
            "help",
            Help {
                playing,
                send: send.clone(),
            },
        ),
        false => pace_and_measure(pace, measuring, send),
    };
    let place = match (selected, cursor) {
        (Some(selected), _) => measured(selected, send),
        (None, Some(cursor)) => place(&transport.trace, &cursor, send),
        (None, None) => Html::default(),
    };
    markup!(
        r#"<div class="transport" role="group" aria-label="Cursor">
            {}
            <button title="Play (k)" onclick={}><span aria-hidden="true">{}</span>{}</button>
            {}
            <select aria-label="Step by" onchange={}>{}</select>
            {}
            <span class="where" role={}>{}</span>
        </div>"#,
        step(
            "Step back",
            keys.back,
            "◂",
            sends(send, Action::Step(*stride, false))
        ),
        sends(send, Action::Play(!playing)),
        sign,
        words,
        step(
            "Step forward",
            keys.key,
            "▸",
            sends(send, Action::Step(*stride, true))
        ),
        choose,
        STRIDES.iter().enumerate().map(offered).collect::<Vec<_>>(),
        more,
        (!playing).then_some("status"),
        place,
    )
}

fn step(label: &'static str, key: &str, sign: &'static str, step: Act) -> Html {
    markup!(
        r#"<button class="icon" aria-label={} title={} onclick={}><span aria-hidden="true">{}</span></button>"#,
        label,
        format!("{label} ({key})"),
        step,
        sign
    )
}

fn pace_and_measure(pace: Option<f64>, measuring: bool, send: &Callback<Action>) -> Html {
    let set_pace = sends_of(send, |event: Event| {
        let index = selected_index(&event);
        Action::SetPace(index.checked_sub(1).map(|index| PACES[index]))
    });
    let mut paces = vec![option(pace.is_none(), "all in 8 s".into())];
    for offered in PACES {
        paces.push(option(pace == Some(offered), format!("×{offered}")));
    }
    markup!(
        r#"<select aria-label="Pace" onchange={}>{}</select>
        <button
            aria-pressed={}
            title="Drag over the timelines to measure a stretch of time"
            onclick={}
        >Measure</button>"#,
        set_pace,
        paces,
        truth(measuring),
        sends(send, Action::Measure(!measuring)),
    )
}

fn option(selected: bool, words: String) -> Html {
    markup!("<option selected={}>{}</option>", selected, words)
}

fn selected_index(event: &Event) -> usize {
    let select: HtmlSelectElement = event.target_unchecked_into();
    usize::try_from(select.selected_index()).unwrap_or(0)
}

fn measured(selected: TimeRange, send: &Callback<Action>) -> Html {
    let words = format!(
        "{} – {}: {}",
        short(selected.start),
        short(selected.end),
        short(selected.duration())
    );
    markup!(
        r#"<strong>{}</strong><button onclick={}>Zoom to it</button>{}"#,
        words,
        sends(send, Action::Look(Some(selected))),
        take_away("Measure no more", sends(send, Action::Select(None)))
    )
}

fn take_away(label: &'static str, act: Act) -> Html {
    markup!(
        r#"<button class="icon" aria-label={} onclick={}><span aria-hidden="true">×</span></button>"#,
        label,
        act
    )
}

/// `Gathered at 1.5 s`, and where in the order of things that is after a step.
fn place(trace: &Trace, cursor: &Cursor, send: &Callback<Action>) -> Html {
    let words = trace.read(|log| {
        let (run, _) = cursor.point(log)?;
        let title = summary::heading(log, run).title;
        Some(format!("{title} at {}", short(cursor.time)))
    });
    markup!(
        "<strong>{}</strong>{}",
        words,
        take_away("Take the cursor away", sends(send, Action::Clear))
    )
}
