//! The page: yew components. For the browser only.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "Interleave" }</h1> }
}

/// Puts the page into the document's `#app`, or its body where that is missing.
pub fn mount() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    match root {
        Some(root) => yew::Renderer::<App>::with_root(root).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
