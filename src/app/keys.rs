//! What keys do wherever the focus is, but not where one types. Pure.
//!
//! The sheet of keys and what they do are made from one table, so that it cannot tell anything else.

use super::cursor::Stride;
use super::state::Action;

/// A key, the same with Shift, and what they are for.
pub struct Key {
    pub key: &'static str,
    /// What goes the other way; empty where there is none.
    pub back: &'static str,
    pub words: &'static str,
}

/// Steps: their keys, their stride, their short name for a menu.
pub const STRIDES: [(Stride, Key, &str); 5] = [
    stride(
        Stride::Callback,
        "c",
        "C",
        "callback",
        "one callback of the loop: the next turn of a task",
    ),
    stride(Stride::Pass, "p", "P", "loop pass", "one pass of the loop"),
    stride(
        Stride::Switch,
        "t",
        "T",
        "task switch",
        "the next switch to another task",
    ),
    stride(
        Stride::Line,
        "n",
        "N",
        "line of a task",
        "the next line of the chosen task",
    ),
    stride(
        Stride::WakeUp,
        "w",
        "W",
        "wake-up of a task",
        "the next time the chosen task is woken",
    ),
];

/// The other keys, for the sheet.
pub const OTHERS: [Key; 11] = [
    key("k", "", "play, or pause"),
    key(
        "[",
        "]",
        "begin and end of the measured stretch, at the cursor",
    ),
    key(
        "Escape",
        "",
        "take the cursor and the measured stretch away",
    ),
    key("?", "", "this sheet"),
    key("Ctrl+Enter", "", "run the program"),
    key(
        "→",
        "←",
        "in the timelines: from bar to bar; on the cursor: through time",
    ),
    key("↓", "↑", "in the timelines: from lane to lane"),
    key(
        "Enter",
        "",
        "in the timelines: put the cursor at the chosen bar",
    ),
    key(
        "f",
        "",
        "in the timelines: hide or show the children of the lane",
    ),
    key(
        "+",
        "−",
        "in the timelines: zoom; 0 fits all, Shift and an arrow move along",
    ),
    key(
        "Alt+→",
        "Alt+←",
        "in the timelines: make the chosen sleep longer or shorter in the program",
    ),
];

const fn key(key: &'static str, back: &'static str, words: &'static str) -> Key {
    Key { key, back, words }
}

const fn stride(
    stride: Stride,
    forth: &'static str,
    back: &'static str,
    name: &'static str,
    words: &'static str,
) -> (Stride, Key, &'static str) {
    (stride, key(forth, back, words), name)
}

/// What a key does; `None` for one that does nothing by itself.
pub fn action(key: &str, playing: bool) -> Option<Action> {
    let step = |(stride, keys, _): &(Stride, Key, &str)| {
        let forwards = key == keys.key;
        (forwards || key == keys.back).then_some(Action::Step(*stride, forwards))
    };
    if let Some(step) = STRIDES.iter().find_map(step) {
        return Some(step);
    }
    Some(match key {
        "k" => Action::Play(!playing),
        "[" => Action::SelectFrom,
        "]" => Action::SelectUntil,
        "Escape" => Action::Clear,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stride_has_a_key_for_each_direction() {
        for (stride, keys, _) in &STRIDES {
            for (key, forwards) in [(keys.key, true), (keys.back, false)] {
                let found = action(key, false);
                assert!(
                    matches!(found, Some(Action::Step(other, way)) if other == *stride && way == forwards),
                    "{key}"
                );
            }
        }
        assert!(action("z", false).is_none());
    }
}
