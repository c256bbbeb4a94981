//! The few things of the browser that more than one part of the page asks for. Whatever a browser may refuse (storage in a
//! private window, the clipboard in a frame) is answered by `None` or ignored.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, HtmlElement, ResizeObserver, Storage, Window};

/// The window; a page is always in one.
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document; a page always has one.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The element that `<html>` stands for.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// Milliseconds since the page began, with fractions.
pub fn milliseconds() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    let list = window().match_media(query).ok().flatten();
    list.is_some_and(|list| list.matches())
}

/// What the browser remembers of this site, where it does.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Puts a style sheet into the document.
pub fn add_style(css: &str) {
    let document = document();
    let (Ok(style), Some(head)) = (document.create_element("style"), document.head()) else {
        return;
    };
    style.set_text_content(Some(css));
    // Only a document that is being torn down would refuse it, and then nobody looks.
    let _ = head.append_child(&style);
}

/// Moves the focus to an element of this id, if there is one.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot have the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Watches the size of an element until it is dropped.
pub struct SizeWatch {
    observer: Option<ResizeObserver>,
    _changed: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls back when the size has changed, and once at the beginning.
    pub fn new(element: &Element, changed: impl FnMut() + 'static) -> SizeWatch {
        let changed = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        SizeWatch {
            observer,
            _changed: changed,
        }
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
