//! What moves the cursor through time: step buttons, play, its pace, and what the cursor stands on.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::cursor::Cursor;
use super::help::Help;
use super::keys::STRIDES;
use super::state::{Action, Trace};
use crate::timeline::duration::short;
use crate::timeline::{TimeRange, summary};

/// Paces that are offered, in seconds of the program for one of the world.
const PACES: [f64; 8] = [0.01, 0.1, 0.25, 1.0, 5.0, 60.0, 600.0, 3600.0];

#[derive(PartialEq, Properties)]
pub struct TransportProps {
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

#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let TransportProps {
        cursor,
        playing,
        pace,
        measuring,
        selected,
        send,
        ..
    } = props;
    let chosen = use_state(|| 0);
    let (stride, keys, _) = &STRIDES[*chosen];
    let step = |forwards: bool| {
        let stride = *stride;
        send.reform(move |_: MouseEvent| Action::Step(stride, forwards))
    };
    let choose = {
        let chosen = chosen.clone();
        move |event: Event| chosen.set(selected_index(&event))
    };
    let set_pace = send.reform(|event: Event| {
        let index = selected_index(&event);
        Action::SetPace(index.checked_sub(1).map(|index| PACES[index]))
    });
    let (play, words, sign) = if *playing {
        (false, "Pause", "⏸")
    } else {
        (true, "Play", "▶")
    };
    html! {
        <div class="transport" role="group" aria-label="Cursor">
            <button class="icon" aria-label="Step back" title={format!("Step back ({})", keys.back)} onclick={step(false)}>
                <span aria-hidden="true">{ "◂" }</span>
            </button>
            <button title="Play (k)" onclick={send.reform(move |_| Action::Play(play))}>
                <span aria-hidden="true">{ sign }{ " " }</span>{ words }
            </button>
            <button class="icon" aria-label="Step forward" title={format!("Step forward ({})", keys.key)} onclick={step(true)}>
                <span aria-hidden="true">{ "▸" }</span>
            </button>
            <select aria-label="Step by" onchange={choose}>
                { for STRIDES.iter().enumerate().map(|(index, (_, _, name))| html! {
                    <option selected={index == *chosen}>{ format!("by {name}") }</option>
                }) }
            </select>
            if props.compact {
                <Help playing={*playing} send={send.clone()} />
            } else {
                <select aria-label="Pace" onchange={set_pace}>
                    <option selected={pace.is_none()}>{ "all in 8 s" }</option>
                    { for PACES.iter().map(|offered| html! {
                        <option selected={*pace == Some(*offered)}>{ format!("×{offered}") }</option>
                    }) }
                </select>
                <button
                    aria-pressed={measuring.to_string()}
                    title="Drag over the timelines to measure a stretch of time"
                    onclick={let measuring = *measuring; send.reform(move |_| Action::Measure(!measuring))}
                >
                    { "Measure" }
                </button>
            }
            <span class="where" role={(!*playing).then_some("status")}>
                if let Some(selected) = selected {
                    { measured(*selected, send) }
                } else if let Some(cursor) = cursor {
                    { place(&props.trace, cursor) }
                    <button class="icon" aria-label="Take the cursor away" onclick={send.reform(|_| Action::Clear)}>
                        <span aria-hidden="true">{ "×" }</span>
                    </button>
                }
            </span>
        </div>
    }
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
    html! {
        <>
            <strong>{ words }</strong>
            <button onclick={send.reform(move |_| Action::Look(Some(selected)))}>{ "Zoom to it" }</button>
            <button class="icon" aria-label="Measure no more" onclick={send.reform(|_| Action::Select(None))}>
                <span aria-hidden="true">{ "×" }</span>
            </button>
        </>
    }
}

/// `Gathered at 1.5 s`, and where in the order of things that is after a step.
fn place(trace: &Trace, cursor: &Cursor) -> Html {
    let words = trace.read(|log| {
        let (run, _) = cursor.point(log)?;
        let title = summary::heading(log, run).title;
        Some(format!("{title} at {}", short(cursor.time)))
    });
    html! { <strong>{ words }</strong> }
}
