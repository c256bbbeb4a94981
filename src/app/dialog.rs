//! Texts to be copied: the program's link at a press, others in a dialog.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{browser, url};
use crate::share;
use crate::timeline::duration;

/// Milliseconds for which a button says that it has copied.
const THANKS: u32 = 2000;

#[derive(PartialEq, Properties)]
pub struct ShareProps {
    pub program: Rc<share::State>,
    pub view: share::View,
}

/// Copies the link of the program; shows it where it cannot be copied, and says where it is too long for some to take it.
#[component]
pub fn ShareButton(props: &ShareProps) -> Html {
    let dialog = use_node_ref();
    let shown = use_state(String::new);
    let text = {
        let (program, view) = (props.program.clone(), props.view.clone());
        Callback::from(move |()| url::link(&program, &view))
    };
    let show_it = {
        let (dialog, shown, text) = (dialog.clone(), shown.clone(), text.clone());
        Callback::from(move |()| {
            shown.set(text.emit(()));
            show(&dialog);
        })
    };
    // A long link is shown, with what there is to say of it.
    let open = show_it.reform(|_: MouseEvent| ());
    let length = text.emit(()).len();
    let title = format!("A link of {} characters", duration::count(length as u64));
    html! {
        <>
            if length > share::LONG {
                <button {title} onclick={open}>{ "Share" }</button>
            } else {
                <CopyButton label="Share" {title} {text} refused={show_it} />
            }
            { text_dialog(&dialog, "The link of this program", &shown, length_advice(&shown)) }
        </>
    }
}

/// What there is to say of a link of this length, and whether it is of any use.
fn length_advice(link: &str) -> Option<(String, bool)> {
    let length = duration::count(link.len() as u64);
    if link.len() <= share::LONG {
        return None;
    }
    let is_useful = link.len() <= share::TOO_LONG;
    let advice = if is_useful {
        format!(
            "It is {length} characters long. Some chat and mail programs cut a link after 2,000: try it where you send it."
        )
    } else {
        format!(
            "It would be {length} characters long, which not every browser opens. Save the program by Export, and send the file."
        )
    };
    Some((advice, is_useful))
}

/// Opens a dialog.
pub fn show(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        // It is refused only where it is open already.
        let _ = dialog.show_modal();
    }
}

/// What closes a dialog.
pub fn closer(node: &NodeRef) -> Callback<MouseEvent> {
    let node = node.clone();
    Callback::from(move |_| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            dialog.close();
        }
    })
}

/// A text to be copied, in a dialog; where there is advice on it, whether it should be copied all the same.
pub fn text_dialog(
    node: &NodeRef,
    title: &'static str,
    text: &str,
    advice: Option<(String, bool)>,
) -> Html {
    let offered = advice.as_ref().is_none_or(|(_, offered)| *offered);
    let select = |event: FocusEvent| {
        event
            .target_unchecked_into::<HtmlTextAreaElement>()
            .select()
    };
    let copied = text.to_owned();
    html! {
        <dialog ref={node.clone()} aria-label={title}>
            <h2>{ title }</h2>
            if let Some((words, _)) = advice {
                <p>{ words }</p>
            }
            if offered {
                <textarea readonly={true} rows="6" aria-label={title} value={text.to_owned()} onfocus={select} />
            }
            <p class="buttons">
                if offered {
                    <CopyButton label="Copy" text={Callback::from(move |()| copied.clone())} refused={Callback::noop()} />
                }
                <button onclick={closer(node)}>{ "Close" }</button>
            </p>
        </dialog>
    }
}

#[derive(PartialEq, Properties)]
pub struct CopyButtonProps {
    pub label: AttrValue,
    /// More words on it, for a pointer that rests.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Makes the text to be copied.
    pub text: Callback<(), String>,
    /// Called where the browser does not let it be copied.
    pub refused: Callback<()>,
}

/// Copies a text, and says so for a moment.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let thanks = use_state(|| None::<Rc<Timeout>>);
    let copy = {
        let (thanks, text, refused) = (thanks.clone(), props.text.clone(), props.refused.clone());
        move |_| {
            let (thanks, text, refused) = (thanks.clone(), text.emit(()), refused.clone());
            spawn_local(async move {
                let clipboard = browser::window().navigator().clipboard();
                // Without a secure context there is no clipboard at all.
                let there = !AsRef::<wasm_bindgen::JsValue>::as_ref(&clipboard).is_undefined();
                if !there || JsFuture::from(clipboard.write_text(&text)).await.is_err() {
                    return refused.emit(());
                }
                let over = thanks.clone();
                let timer = Timeout::new(THANKS, move || over.set(None));
                thanks.set(Some(Rc::new(timer)));
            });
        }
    };
    html! {
        <>
            <button title={props.title.clone()} onclick={copy}>
                if thanks.is_some() { { "Copied" } } else { { &props.label } }
            </button>
            <span class="unseen" role="status">
                if thanks.is_some() { { "Copied" } }
            </span>
        </>
    }
}
