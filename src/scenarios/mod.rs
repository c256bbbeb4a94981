//! The catalogue: programs worth looking at, each with a title and a note. Knows nothing of who runs them.

/// A program to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its name in addresses and tests.
    pub id: &'static str,
    pub title: &'static str,
    /// What to try and to look at, in a sentence or two.
    pub note: &'static str,
    pub source: &'static str,
}

/// All of them, the simplest first. The first one is what a page without a program shows.
pub const ALL: [Scenario; 6] = [
    Scenario {
        id: "three_ways",
        title: "One by one, gather, TaskGroup",
        note: "Predict, then slide: with SLOWEST at 3, which totals change, and by how much?",
        source: include_str!("three_ways.py"),
    },
    Scenario {
        id: "failing_child",
        title: "A child that fails",
        note: "Who is still at work after the failure? Let mail fail later than maps takes.",
        source: include_str!("failing_child.py"),
    },
    Scenario {
        id: "blocking_sleep",
        title: "time.sleep against asyncio.sleep",
        note: "One word decides whether the others may run. Put time.sleep into polite() and look again.",
        source: include_str!("blocking_sleep.py"),
    },
    Scenario {
        id: "chain",
        title: "A chain: two steps for each item",
        note: "The second step of a page does not wait for the first step of the others.",
        source: include_str!("chain.py"),
    },
    Scenario {
        id: "queue",
        title: "Producers and consumers",
        note: "Give the queue room for 1 instead of 3: who waits for whom now?",
        source: include_str!("queue.py"),
    },
    Scenario {
        id: "chess",
        title: "A chess exhibition",
        note: "The champion is never idle, and 12 hours become one. What if she needs 10 seconds a move?",
        source: include_str!("chess.py"),
    },
];

/// The scenario whose program this is, unchanged.
pub fn of_source(source: &str) -> Option<&'static Scenario> {
    ALL.iter().find(|scenario| scenario.source == source)
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
                assert_ne!(scenario.source, other.source);
            }
        }
    }

    #[test]
    fn a_source_knows_its_scenario() {
        for scenario in &ALL {
            assert_eq!(of_source(scenario.source), Some(scenario));
        }
        assert_eq!(of_source("print(1)"), None);
    }

    /// A listing must be read beside its timelines, on a page and in a document.
    #[test]
    fn listings_are_short_and_narrow() {
        for scenario in &ALL {
            let lines = scenario.source.lines();
            assert!(lines.clone().count() <= 60, "{}", scenario.id);
            assert!(
                lines.clone().all(|line| line.len() <= 56),
                "{}",
                scenario.id
            );
            assert!(scenario.source.ends_with('\n'), "{}", scenario.id);
        }
    }
}
