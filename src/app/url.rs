//! The address: its fragment always holds the program and how it is looked at, so that copying it shares what is on the
//! screen. An unchanged program of the catalogue is called by its name.

use wasm_bindgen::JsValue;

use super::browser::window;
use crate::scenarios;
use crate::share::{self, Decoded, View};

/// What an address says.
pub struct Opened {
    pub program: share::State,
    pub view: View,
    /// What was wrong with it; then the program is the first scenario.
    pub problem: Option<&'static str>,
}

/// Whether the page is to be shown inside of another one.
pub fn is_embedded() -> bool {
    let query = window().location().search().unwrap_or_default();
    let mut names = query.trim_start_matches('?').split('&');
    names.any(|part| part.split('=').next() == Some("embed"))
}

/// What the address says now.
pub fn read() -> Opened {
    let scenario = |id: &str| scenarios::ALL.iter().find(|scenario| scenario.id == id);
    let of_source = |source: &str| share::State {
        source: source.into(),
        ..share::State::default()
    };
    let mut problem = None;
    let (program, view) = match share::decode(&fragment()) {
        Decoded::State(program, view) => (Some(program), view),
        Decoded::Name(name) => {
            let found = scenario(&name).map(|scenario| of_source(scenario.source()));
            if found.is_none() {
                problem = Some("names a program that is not in the catalogue");
            }
            (found, View::default())
        }
        Decoded::Nothing => (None, View::default()),
        Decoded::Broken(words) => {
            problem = Some(words);
            (None, View::default())
        }
    };
    Opened {
        program: program.unwrap_or_else(|| of_source(scenarios::ALL[0].source())),
        view,
        problem,
    }
}

/// Makes the address hold a program, in place of what it held.
pub fn replace(program: &share::State, view: &View) {
    let address = format!("#{}", encode(program, view));
    let history = window().history();
    // A browser that is asked too often refuses; the next edit writes it again.
    let _ =
        history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
}

/// Makes the address hold a program; going back leads to what it held.
pub fn push(program: &share::State) {
    let address = format!("#{}", encode(program, &View::default()));
    let history = window().history();
    let _ = history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&address)));
}

/// The whole address of a program, to be given to others.
pub fn link(program: &share::State, view: &View) -> String {
    format!("{}#{}", page(), encode(program, view))
}

/// The whole address of a program to stand in a frame of another page.
pub fn embed_link(program: &share::State, view: &View) -> String {
    format!("{}?embed#{}", page(), encode(program, view))
}

fn encode(program: &share::State, view: &View) -> String {
    let plain = share::State {
        source: program.source.clone(),
        speed: program.speed,
        ..share::State::default()
    };
    let is_plain = *program == plain && *view == View::default();
    match scenarios::of_source(&program.source).filter(|_| is_plain) {
        Some(scenario) => share::encode_name(scenario.id),
        None => share::encode(program, view),
    }
}

/// The page's address without query and fragment.
pub fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address[..end].into()
}

/// What stands behind the `#` now.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}
