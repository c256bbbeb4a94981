//! Light and dark: as the reader's system has it, until they choose otherwise; the choice is remembered.

use super::browser::{self, root, storage};
use crate::timeline::theme::{DARK, LIGHT, VARIABLES, style};

const KEY: &str = "interleave-theme";
const ATTRIBUTE: &str = "data-theme";

/// Gives the page its colours and the style of timelines, and the theme that was chosen before.
pub fn install() {
    browser::add_style(&format!("{}{}", variables(), style(&VARIABLES)));
    let chosen = storage().and_then(|storage| storage.get_item(KEY).ok()?);
    if let Some(name @ ("light" | "dark")) = chosen.as_deref() {
        set(name);
    }
}

/// Whether the page is dark now.
pub fn is_dark() -> bool {
    match root().and_then(|root| root.get_attribute(ATTRIBUTE)) {
        Some(name) => name == "dark",
        None => browser::matches("(prefers-color-scheme: dark)"),
    }
}

/// Chooses the other theme.
pub fn toggle() {
    let name = if is_dark() { "light" } else { "dark" };
    set(name);
    if let Some(storage) = storage() {
        // Where nothing can be remembered, the choice lasts as long as the page.
        let _ = storage.set_item(KEY, name);
    }
}

fn set(name: &str) {
    if let Some(root) = root() {
        // The attribute's name is a valid one, so it cannot be refused.
        let _ = root.set_attribute(ATTRIBUTE, name);
    }
}

/// The variables of the style sheet, each with its value in both themes.
fn variables() -> String {
    let both = [
        (VARIABLES.ground, LIGHT.ground, DARK.ground),
        (VARIABLES.panel, LIGHT.panel, DARK.panel),
        (VARIABLES.ink, LIGHT.ink, DARK.ink),
        (VARIABLES.soft, LIGHT.soft, DARK.soft),
        (VARIABLES.line, LIGHT.line, DARK.line),
        (VARIABLES.accent, LIGHT.accent, DARK.accent),
        (VARIABLES.wait, LIGHT.wait, DARK.wait),
        (VARIABLES.wait_line, LIGHT.wait_line, DARK.wait_line),
        (VARIABLES.ready, LIGHT.ready, DARK.ready),
        (
            VARIABLES.ready_ground,
            LIGHT.ready_ground,
            DARK.ready_ground,
        ),
        (VARIABLES.bad, LIGHT.bad, DARK.bad),
        (VARIABLES.on_bad, LIGHT.on_bad, DARK.on_bad),
        (VARIABLES.cancel, LIGHT.cancel, DARK.cancel),
    ];
    let mut css = String::from(":root{");
    for (variable, light, dark) in both {
        let name = variable.trim_start_matches("var(").trim_end_matches(')');
        css += &format!("{name}:light-dark({light},{dark});");
    }
    css + "}"
}
