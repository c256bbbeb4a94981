//! Giving the program away: its link, copied at a press, and the code that puts it into another page.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{browser, url};
use crate::share;

/// Milliseconds for which a button says that it has copied.
const THANKS: u32 = 2000;

#[derive(PartialEq, Properties)]
pub struct ProgramProps {
    pub program: Rc<share::State>,
}

/// Copies the link of the program; shows it where it cannot be copied.
#[component]
pub fn ShareButton(props: &ProgramProps) -> Html {
    let dialog = use_node_ref();
    let shown = use_state(String::new);
    let link = {
        let program = props.program.clone();
        Callback::from(move |()| url::link(&program))
    };
    let refused = {
        let (dialog, shown, link) = (dialog.clone(), shown.clone(), link.clone());
        Callback::from(move |()| {
            shown.set(link.emit(()));
            show(&dialog);
        })
    };
    html! {
        <>
            <CopyButton label="Share" text={link} {refused} />
            { text_dialog(&dialog, "The link of this program", &shown) }
        </>
    }
}

/// Shows the code that puts the program into another page.
#[component]
pub fn EmbedButton(props: &ProgramProps) -> Html {
    let dialog = use_node_ref();
    let shown = use_state(String::new);
    let open = {
        let (dialog, shown, program) = (dialog.clone(), shown.clone(), props.program.clone());
        move |_| {
            shown.set(format!(
                "<iframe src=\"{}\" title=\"Interleave\" width=\"100%\" height=\"640\" style=\"border: 0\" loading=\"lazy\"></iframe>",
                url::embed_link(&program)
            ));
            show(&dialog);
        }
    };
    html! {
        <>
            <button onclick={open}>{ "Embed" }</button>
            { text_dialog(&dialog, "Code for your page", &shown) }
        </>
    }
}

fn show(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        // It is refused only where it is open already.
        let _ = dialog.show_modal();
    }
}

/// A text to be copied, in a dialog.
fn text_dialog(node: &NodeRef, title: &'static str, text: &str) -> Html {
    let close = {
        let node = node.clone();
        move |_| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    let select = |event: FocusEvent| {
        event
            .target_unchecked_into::<HtmlTextAreaElement>()
            .select()
    };
    let copied = text.to_owned();
    html! {
        <dialog ref={node.clone()} aria-label={title}>
            <h2>{ title }</h2>
            <textarea readonly={true} rows="6" aria-label={title} value={text.to_owned()} onfocus={select} />
            <p class="buttons">
                <CopyButton label="Copy" text={Callback::from(move |()| copied.clone())} refused={Callback::noop()} />
                <button onclick={close}>{ "Close" }</button>
            </p>
        </dialog>
    }
}

#[derive(PartialEq, Properties)]
struct CopyButtonProps {
    label: AttrValue,
    /// Makes the text to be copied.
    text: Callback<(), String>,
    /// Called where the browser does not let it be copied.
    refused: Callback<()>,
}

#[component]
fn CopyButton(props: &CopyButtonProps) -> Html {
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
            <button onclick={copy}>
                if thanks.is_some() { { "Copied" } } else { { &props.label } }
            </button>
            <span class="unseen" role="status">
                if thanks.is_some() { { "Copied" } }
            </span>
        </>
    }
}
