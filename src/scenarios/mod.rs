//! The catalogue: programs worth looking at, each with a title and a note. Knows nothing of who runs them.

/// A program to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its name in addresses and tests, and that of its file.
    pub id: &'static str,
    pub title: &'static str,
    /// What to try and to look at, in a sentence or two.
    pub note: &'static str,
    #[cfg(not(target_arch = "wasm32"))]
    text: &'static str,
}

macro_rules! scenarios {
    ($(($id:literal, $title:literal, $note:literal $(,)?)),* $(,)?) => {
        [$(Scenario {
            id: $id,
            title: $title,
            note: $note,
            #[cfg(not(target_arch = "wasm32"))]
            text: include_str!(concat!($id, ".py")),
        }),*]
    };
}

/// All of them, the simplest first. The first one is what a page without a program shows.
pub const ALL: [Scenario; 6] = scenarios![
    (
        "three_ways",
        "One by one, gather, TaskGroup",
        "Predict, then slide: with SLOWEST at 3, which totals change, and by how much?",
    ),
    (
        "failing_child",
        "A child that fails",
        "Who is still at work after the failure? Let mail fail later than maps takes.",
    ),
    (
        "blocking_sleep",
        "time.sleep against asyncio.sleep",
        "One word decides whether the others may run. Put time.sleep into polite() and look again.",
    ),
    (
        "chain",
        "A chain: two steps for each item",
        "The second step of a page does not wait for the first step of the others.",
    ),
    (
        "queue",
        "Producers and consumers",
        "Give the queue room for 1 instead of 3: who waits for whom now?",
    ),
    (
        "chess",
        "A chess exhibition",
        "The champion is never idle, and 12 hours become one. What if she needs 10 seconds a move?",
    ),
];

impl Scenario {
    /// The program.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn source(&self) -> &'static str {
        self.text
    }

    /// The program, which is in a file of the site.
    #[cfg(target_arch = "wasm32")]
    pub fn source(&self) -> &'static str {
        site::source(self.id)
    }
}

/// The programs as the site holds them.
#[cfg(target_arch = "wasm32")]
mod site {
    use std::cell::RefCell;

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// What `www/library.js` leaves for us.
        #[wasm_bindgen(catch, js_name = interleaveScenario)]
        fn read_scenario(id: &str) -> Result<String, JsValue>;
    }

    /// A program; each is asked for once, and kept for good.
    pub fn source(id: &'static str) -> &'static str {
        thread_local! {
            static KNOWN: RefCell<Vec<(&'static str, &'static str)>> = const { RefCell::new(Vec::new()) };
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some((_, source)) = known.iter().find(|(other, _)| *other == id) {
                return *source;
            }
            // Without the file it is another one for each name, so that the address stays as it is and the page can be
            // loaded again.
            let missing = |_| {
                format!("# The program {id} did not arrive.\n# Reload the page to try again.\n")
            };
            let source = read_scenario(id).unwrap_or_else(missing).leak();
            known.push((id, source));
            source
        })
    }
}

/// The scenario whose program this is, unchanged.
pub fn of_source(source: &str) -> Option<&'static Scenario> {
    ALL.iter().find(|scenario| scenario.source() == source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_can_be_told_apart() {
        for (index, scenario) in ALL.iter().enumerate() {
            for other in &ALL[index + 1..] {
                assert_ne!(scenario.id, other.id);
                assert_ne!(scenario.title, other.title);
                assert_ne!(scenario.source(), other.source());
            }
        }
    }

    #[test]
    fn a_source_knows_its_scenario() {
        for scenario in &ALL {
            assert_eq!(of_source(scenario.source()), Some(scenario));
        }
        assert_eq!(of_source("print(1)"), None);
    }

    /// A listing must be read beside its timelines, on a page and in a document.
    #[test]
    fn listings_are_short_and_narrow() {
        for scenario in &ALL {
            let lines = scenario.source().lines();
            assert!(lines.clone().count() <= 60, "{}", scenario.id);
            assert!(
                lines.clone().all(|line| line.len() <= 56),
                "{}",
                scenario.id
            );
            assert!(scenario.source().ends_with('\n'), "{}", scenario.id);
        }
    }
}
