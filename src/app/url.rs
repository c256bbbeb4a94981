//! The address: its fragment always holds the program, so that copying it shares what is on the screen.

use wasm_bindgen::JsValue;

use super::browser::window;
use super::state::Action;
use crate::scenarios;
use crate::share::{self, Decoded};

/// Whether the page is to be shown inside of another one.
pub fn is_embedded() -> bool {
    let query = window().location().search().unwrap_or_default();
    let mut names = query.trim_start_matches('?').split('&');
    names.any(|part| part.split('=').next() == Some("embed"))
}

/// The program that the address holds, or the first scenario, and what was wrong with the link.
pub fn read() -> (share::State, Option<&'static str>) {
    match share::decode(&fragment()) {
        Decoded::State(program) => (program, None),
        Decoded::Nothing => (default_program(), None),
        Decoded::Broken(problem) => (default_program(), Some(problem)),
    }
}

/// What the address holds now, as an action; `None` if it is this program already.
pub fn changed_from(program: &share::State) -> Option<Action> {
    let (other, link_problem) = read();
    let changed = other != *program || link_problem.is_some();
    changed.then_some(Action::Open {
        program: other,
        link_problem,
    })
}

/// Makes the address hold a program, in place of what it held.
pub fn replace(program: &share::State) {
    let address = format!("#{}", share::encode(program));
    let history = window().history();
    // A browser that is asked too often refuses; the next edit writes it again.
    let _ =
        history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
}

/// Makes the address hold a program; going back leads to what it held.
pub fn push(program: &share::State) {
    let address = format!("#{}", share::encode(program));
    let history = window().history();
    let _ = history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&address)));
}

/// The whole address of a program, to be given to others.
pub fn link(program: &share::State) -> String {
    format!("{}#{}", page(), share::encode(program))
}

/// The whole address of a program to stand in a frame of another page.
pub fn embed_link(program: &share::State) -> String {
    format!("{}?embed#{}", page(), share::encode(program))
}

/// The page's address without query and fragment.
fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address[..end].into()
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

fn default_program() -> share::State {
    share::State {
        source: scenarios::ALL[0].source.into(),
        ..share::State::default()
    }
}
