//! Texts to be copied: the program's link at a press, others in a dialog.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::hooks::{use_node, use_value};
use super::markup::{Act, markup, sends};
use super::part::{Part, part};
use super::{browser, url};
use crate::share;
use crate::timeline::duration;

/// Milliseconds for which a button says that it has copied.
const THANKS: u32 = 2000;

/// Copies the link of the program; shows it where it cannot be copied, and says where it is too long for some to take it.
#[derive(PartialEq)]
pub struct ShareButton {
    pub program: Rc<share::State>,
    pub view: share::View,
}

impl Part for ShareButton {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_share_button(self).run(context)
    }
}

#[hook]
fn use_share_button(button: &ShareButton) -> Html {
    let dialog = use_node();
    let shown = use_value(String::new());
    let text = {
        let (program, view) = (button.program.clone(), button.view.clone());
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
    let length = text.emit(()).len();
    let title = format!("A link of {} characters", duration::count(length as u64));
    let button = match length > share::LONG {
        true => markup!(
            "<button title={} onclick={}>Share</button>",
            title,
            sends(&show_it, ())
        ),
        false => part(
            "copy",
            CopyButton {
                label: "Share",
                title: Some(title),
                text,
                refused: show_it,
            },
        ),
    };
    markup!(
        "{}{}",
        button,
        text_dialog(
            &dialog,
            "The link of this program",
            &shown.get(),
            length_advice(&shown.get())
        )
    )
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
pub fn closer(node: &NodeRef) -> Act {
    let node = node.clone();
    Act::new(move |_: Event| {
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
    let select = Act::new(|event: FocusEvent| {
        event
            .target_unchecked_into::<HtmlTextAreaElement>()
            .select();
    });
    let field = offered.then(|| {
        markup!(
            r#"<textarea readonly="readonly" rows="6" aria-label={} value={} onfocus={} />"#,
            title,
            text.to_owned(),
            select
        )
    });
    let copied = text.to_owned();
    let copy = offered.then(|| {
        let copy = CopyButton {
            label: "Copy",
            title: None,
            text: Callback::from(move |()| copied.clone()),
            refused: Callback::noop(),
        };
        part("copy", copy)
    });
    markup!(
        r#"<dialog ref={} closedby="any" aria-label={}>
            <h2>{}</h2>
            {}
            {}
            <p class="buttons">{}<button onclick={}>Close</button></p>
        </dialog>"#,
        node,
        title,
        title,
        advice.map(|(words, _)| markup!("<p>{}</p>", words)),
        field,
        copy,
        closer(node)
    )
}

/// Copies a text, and says so for a moment.
#[derive(PartialEq)]
pub struct CopyButton {
    pub label: &'static str,
    /// More words on it, for a pointer that rests.
    pub title: Option<String>,
    /// Makes the text to be copied.
    pub text: Callback<(), String>,
    /// Called where the browser does not let it be copied.
    pub refused: Callback<()>,
}

impl Part for CopyButton {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_copy_button(self).run(context)
    }
}

#[hook]
fn use_copy_button(button: &CopyButton) -> Html {
    let thanked = use_value(false);
    let timer = use_mut_ref(|| None::<Timeout>);
    let copy = {
        let (thanked, timer) = (thanked.clone(), timer.clone());
        let (text, refused) = (button.text.clone(), button.refused.clone());
        Act::new(move |_: Event| {
            let (thanked, timer) = (thanked.clone(), timer.clone());
            let (text, refused) = (text.emit(()), refused.clone());
            spawn_local(async move {
                let clipboard = browser::window().navigator().clipboard();
                // Without a secure context there is no clipboard at all.
                let there = !AsRef::<wasm_bindgen::JsValue>::as_ref(&clipboard).is_undefined();
                if !there || JsFuture::from(clipboard.write_text(&text)).await.is_err() {
                    return refused.emit(());
                }
                thanked.set(true);
                let over = Timeout::new(THANKS, move || thanked.set(false));
                timer.replace(Some(over));
            });
        })
    };
    let copied = thanked.get().then_some("Copied");
    markup!(
        r#"<button title={} onclick={}>{}</button><span class="unseen" role="status">{}</span>"#,
        button.title.clone(),
        copy,
        copied.unwrap_or(button.label),
        copied
    )
}
