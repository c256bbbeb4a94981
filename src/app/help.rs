//! The sheet behind `?`: how to read the picture, for those who see one for the first time, and what the keys do.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::browser;
use super::dialog::{self, closer};
use super::hooks::{use_kept, use_node};
use super::keys::{self, Key};
use super::markup::{Act, markup};
use super::part::Part;
use super::state::Action;

/// How to read the picture.
const READING: [(&str, &str); 8] = [
    (
        "Tasks take turns.",
        "One loop runs all tasks on one thread. Only one of them runs at a time, until it comes to an await that has to wait; then \
         the loop gives the turn to another one.",
    ),
    (
        "Waiting is not working.",
        "A light bar waits: for a timer, an answer, a lock. It needs nobody's help, so many waits can pass at the same time.",
    ),
    (
        "Why one by one takes longest.",
        "await fetch() goes on only when that fetch has ended, so the next one is not even begun. The waits stand one after another, \
         and their times add up: 0.5 s + 1 s + 1.5 s = 3 s.",
    ),
    (
        "Why gather takes less.",
        "asyncio.gather() and TaskGroup begin all of them first, each as a task of its own, and then wait. The waits overlap, and the \
         whole takes as long as the longest: 1.5 s.",
    ),
    (
        "The dark line below the bars",
        "is the critical path: what the time of the run went to. To make the run shorter, make something on it shorter.",
    ),
    (
        "A thin dark pin",
        "is a turn: the task runs there, so shortly that it takes no time to speak of.",
    ),
    (
        "Hatched",
        "is ready: it could go on, but another one has the turn.",
    ),
    (
        "Red across all lanes",
        "is a blocked loop: a call like time.sleep() that does not await keeps the turn, and nobody else can go on.",
    ),
];

/// The id of the sheet's first heading.
const BEGINNING: &str = "help-beginning";

/// The button that opens the sheet; it also listens to the keys that the sheet tells of.
#[derive(PartialEq)]
pub struct Help {
    pub playing: bool,
    pub send: Callback<Action>,
}

impl Part for Help {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_help(self).run(context)
    }
}

#[hook]
fn use_help(help: &Help) -> Html {
    let dialog = use_node();
    {
        let (dialog, send) = (dialog.clone(), help.send.clone());
        use_kept(help.playing, move |&playing| {
            EventListener::new(&browser::window(), "keydown", move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if event.default_prevented() || !is_free(event) {
                    return;
                }
                if event.key() == "?" {
                    show(&dialog);
                } else if let Some(action) = keys::action(&event.key(), playing) {
                    send.emit(action);
                }
            })
        });
    }
    let open = {
        let dialog = dialog.clone();
        Act::new(move |_: Event| show(&dialog))
    };
    let reading = |&(what, words): &(&'static str, &'static str)| {
        markup!("<div><dt>{}</dt><dd>{}</dd></div>", what, words)
    };
    let strides = keys::STRIDES.iter().map(|(_, key, _)| row(key));
    let keys = strides.chain(keys::OTHERS.iter().map(row));
    markup!(
        r#"<button class="icon" aria-label="Help and keys" title="Help and keys (?)" onclick={}>
            <span aria-hidden="true">?</span>
        </button>
        <dialog ref={} closedby="any" class="help" aria-label="Help and keys">
            <h2 id={} tabindex="-1">How to read the picture</h2>
            <dl>{}</dl>
            <h2>Keys</h2>
            <p class="soft">They work wherever you are not typing. A capital letter goes backwards.</p>
            <dl class="keys">{}</dl>
            <p class="buttons"><button onclick={}>Close</button></p>
        </dialog>"#,
        open,
        &dialog,
        BEGINNING,
        READING.iter().map(reading).collect::<Vec<_>>(),
        keys.collect::<Vec<_>>(),
        closer(&dialog),
    )
}

fn row(key: &Key) -> Html {
    let back = (!key.back.is_empty()).then(|| markup!(" <kbd>{}</kbd>", key.back));
    markup!(
        "<div><dt><kbd>{}</kbd>{}</dt><dd>{}</dd></div>",
        key.key,
        back,
        key.words
    )
}

fn show(dialog: &NodeRef) {
    dialog::show(dialog);
    // So that it is read from there. By the attribute for it, a frame of another site would be told off.
    browser::focus(BEGINNING);
}

/// Whether a key is meant for the page and not for something that takes text or has its own use for it.
fn is_free(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else {
        return true;
    };
    let taken = "input:not([type=range]):not([type=radio]), textarea, select, dialog[open], [contenteditable]";
    !matches!(target.closest(taken), Ok(Some(_)))
}
