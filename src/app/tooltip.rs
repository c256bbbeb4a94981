//! What is looked at, in words, beside it. Drawn alone: nothing else changes when it moves.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::browser;
use super::state::{Action, Pointer, Trace};
use crate::timeline::hover;

/// Pixels between the pointer and the tooltip, and between the tooltip and the window's edge.
const GAP: f64 = 14.0;

#[derive(PartialEq, Properties)]
pub struct TooltipProps {
    pub trace: Trace,
    pub pointer: Pointer,
    pub send: Callback<Action>,
}

#[component]
pub fn Tooltip(props: &TooltipProps) -> Html {
    let node = use_node_ref();
    let Pointer { meaning, place, .. } = props.pointer;
    {
        let node = node.clone();
        use_effect_with((place, meaning), move |(place, _)| {
            if let (Some(tooltip), &Some(place)) = (node.cast::<HtmlElement>(), place) {
                put_beside(&tooltip, place);
            }
        });
    }
    {
        // A finger that has gone leaves its tooltip behind, until it comes down elsewhere or scrolls.
        let send = props.send.clone();
        use_effect_with((), move |()| {
            let options = EventListenerOptions::run_in_capture_phase;
            let gone = send.clone();
            let scrolled = EventListener::new_with_options(
                &browser::window(),
                "scroll",
                options(),
                move |_| gone.emit(Action::Point(None)),
            );
            let down = move |event: &Event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                let in_lanes =
                    target.is_some_and(|target| matches!(target.closest(".lanes"), Ok(Some(_))));
                if !in_lanes {
                    send.emit(Action::Point(None));
                }
            };
            let down =
                EventListener::new_with_options(&browser::window(), "pointerdown", options(), down);
            move || drop((scrolled, down))
        });
    }
    let (Some(meaning), Some(_)) = (meaning, place) else {
        return Html::default();
    };
    let told = props.trace.read(|log| hover::describe(log, meaning));
    let (when, line) = (told.when(), told.line);
    html! {
        <div class="tooltip" role="status" ref={node}>
            <strong>{ told.title }</strong>
            if !told.state.is_empty() {
                <span>{ told.state }</span>
            }
            if !when.is_empty() {
                <span class="when">{ when }</span>
            }
            if let Some(line) = line {
                <span class="soft">{ format!("line {line}") }</span>
            }
            { for told.notes.iter().map(|note| html! { <span class="soft">{ note }</span> }) }
        </div>
    }
}

/// Right of and below the place, or where the window has room.
fn put_beside(tooltip: &HtmlElement, (x, y): (f64, f64)) {
    let size = |length: Result<wasm_bindgen::JsValue, _>| {
        length
            .ok()
            .and_then(|length| length.as_f64())
            .unwrap_or(0.0)
    };
    let window = browser::window();
    let (width, height) = (
        f64::from(tooltip.offset_width()),
        f64::from(tooltip.offset_height()),
    );
    let right = size(window.inner_width()) - width - GAP / 2.0;
    let below = y + GAP + height < size(window.inner_height());
    let left = (x + GAP).min(right).max(GAP / 2.0);
    let top = if below {
        y + GAP
    } else {
        (y - GAP - height).max(GAP / 2.0)
    };
    let style = tooltip.style();
    // These are valid values, which no browser refuses.
    let _ = style.set_property("transform", &format!("translate({left:.0}px,{top:.0}px)"));
}
