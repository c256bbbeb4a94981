//! What is looked at, in words, beside it. Drawn alone: nothing else changes when it moves.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::browser;
use super::hooks::{use_kept, use_node};
use super::markup::markup;
use super::part::Part;
use super::state::{Action, Pointer, Trace};
use crate::timeline::hover;

/// Pixels between the pointer and the tooltip, and between the tooltip and the window's edge.
const GAP: f64 = 14.0;

#[derive(PartialEq)]
pub struct Tooltip {
    pub trace: Trace,
    pub pointer: Pointer,
    pub send: Callback<Action>,
}

impl Part for Tooltip {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_tooltip(self).run(context)
    }
}

#[hook]
fn use_tooltip(tooltip: &Tooltip) -> Html {
    let node = use_node();
    let Pointer { meaning, place, .. } = tooltip.pointer;
    {
        let node = node.clone();
        use_kept((place, meaning), move |(place, _)| {
            if let (Some(tooltip), &Some(place)) = (node.cast::<HtmlElement>(), place) {
                put_beside(&tooltip, place);
            }
        });
    }
    {
        // A finger that has gone leaves its tooltip behind, until it comes down elsewhere or scrolls.
        let send = tooltip.send.clone();
        use_kept((), move |()| {
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
            (scrolled, down)
        });
    }
    let (Some(meaning), Some(_)) = (meaning, place) else {
        return Html::default();
    };
    let told = tooltip.trace.read(|log| hover::describe(log, meaning));
    let say = |class: Option<&'static str>, words: String| {
        (!words.is_empty()).then(|| markup!("<span class={}>{}</span>", class, words))
    };
    let when = told.when();
    let line = told.line.map(|line| format!("line {line}"));
    let notes = told.notes.into_iter();
    markup!(
        r#"<div class="tooltip" role="status" ref={}><strong>{}</strong>{}{}{}{}</div>"#,
        &node,
        told.title,
        say(None, told.state),
        say(Some("when"), when),
        say(Some("soft"), line.unwrap_or_default()),
        notes
            .filter_map(|note| say(Some("soft"), note))
            .collect::<Vec<_>>()
    )
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
