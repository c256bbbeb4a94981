//! The page: an editor, the timelines of what it holds, and the output. For the browser only, but for what is pure.
//!
//! [`state`] says what is shown and how actions change it ([`cursor`] the moment that is looked at); `page` draws it with its parts and
//! ties it to the browser: `driver` runs programs, `url` keeps the address, `theme` the colours. Each part (`part`) is drawn from
//! its share of the state and answers by actions, so it is drawn again only when that share has changed; its elements come from
//! templates (`markup`).

pub mod arguments;
pub mod blocks;
pub mod cursor;
pub mod kept;
pub mod keys;
pub mod lines;
pub mod needs;
pub mod params;
pub mod shared_view;
pub mod sleeps;
pub mod state;

#[cfg(target_arch = "wasm32")]
pub mod hooks;
#[cfg(target_arch = "wasm32")]
pub mod markup;
#[cfg(target_arch = "wasm32")]
pub mod part;

#[cfg(target_arch = "wasm32")]
mod bands;
#[cfg(target_arch = "wasm32")]
mod bar;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod dialog;
#[cfg(target_arch = "wasm32")]
mod dock;
#[cfg(target_arch = "wasm32")]
mod driver;
#[cfg(target_arch = "wasm32")]
mod editor;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod gestures;
#[cfg(target_arch = "wasm32")]
mod given;
#[cfg(target_arch = "wasm32")]
mod help;
#[cfg(target_arch = "wasm32")]
mod notices;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod panel;
#[cfg(target_arch = "wasm32")]
mod sliders;
#[cfg(target_arch = "wasm32")]
mod take_away;
#[cfg(target_arch = "wasm32")]
mod theme;
#[cfg(target_arch = "wasm32")]
mod timelines;
#[cfg(target_arch = "wasm32")]
mod tooltip;
#[cfg(target_arch = "wasm32")]
mod totals;
#[cfg(target_arch = "wasm32")]
mod transport;
#[cfg(target_arch = "wasm32")]
mod url;

/// Puts the page into the document's `#app`, or its body where that is missing.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    theme::install();
    match browser::document().get_element_by_id("app") {
        Some(root) => yew::Renderer::<page::Page>::with_root(root).render(),
        None => yew::Renderer::<page::Page>::new().render(),
    };
}
