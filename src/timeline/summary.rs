//! What the runs come to, in words and figures: titles, totals, how they compare, and a sentence on how a run spent its time.
//!
//! Every sentence is counted from the log; where the log does not bear one out, there is none.

use super::duration::{self, Figure};
use super::scene::Heading;
use crate::trace::event::{Outcome, RunId, RunKind, WaitKind};
use crate::trace::{Log, Run};

/// A run's total as a large figure, beside those of the other runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    pub run: RunId,
    pub title: String,
    pub seconds: f64,
    /// `3.00 s`, or two as in `1 h` `30 min`.
    pub figures: Vec<Figure>,
    /// `2.0× faster`, of the slowest run how it waited; may be empty.
    pub remark: String,
    /// It took clearly less time than the slowest.
    pub faster: bool,
    /// It still runs, and the figure grows.
    pub running: bool,
}

/// The totals of all runs, in order.
pub fn totals(log: &Log) -> Vec<Total> {
    let seconds = |run: &Run| run.since_start(log.run_end(run));
    let slowest = log.runs().iter().map(seconds).fold(0.0, f64::max);
    let all_ended = log.runs().iter().all(|run| run.end.is_some());
    let comparable = all_ended && log.runs().len() > 1;
    let total = |run: &Run| {
        let seconds = seconds(run);
        let faster = comparable && seconds * 1.05 < slowest;
        let remark = match () {
            () if run.end.is_none() => unended(log).into(),
            () if faster => ratio(slowest, seconds),
            () if comparable => pace(run),
            () => String::new(),
        };
        Total {
            run: run.id,
            title: heading(log, run).title,
            seconds,
            figures: duration::figures(seconds, slowest),
            remark,
            faster,
            running: log.is_running(run),
        }
    };
    log.runs().iter().map(total).collect()
}

/// Totals as one line: `One by one 3.00 s · Gathered 1.50 s`.
pub fn totals_line(totals: Vec<Total>) -> String {
    let words = |total: Total| {
        let mut words = total.title;
        for figure in total.figures {
            words += &format!(" {} {}", figure.number, figure.unit);
        }
        words
    };
    let words: Vec<String> = totals.into_iter().map(words).collect();
    words.join(" · ")
}

/// A sentence for the reader if the trace is not whole.
pub fn notice(log: &Log) -> Option<String> {
    let full = log.full()?;
    let events = if full.missing == 1 {
        "event is"
    } else {
        "events are"
    };
    Some(format!(
        "The trace is full: after {} the next {} {events} missing from the picture.",
        duration::short(full.at.as_secs()),
        duration::count(full.missing),
    ))
}

/// What stands above the lanes of a run.
pub fn heading(log: &Log, run: &Run) -> Heading {
    let coroutine = coroutine_of(&run.title);
    let code = match run.kind {
        _ if coroutine != &*run.title => run.title.to_string(),
        RunKind::Asyncio => format!("asyncio.run({coroutine})"),
        RunKind::TopLevelAwait => format!("await {coroutine}"),
        RunKind::Synchronous => String::new(),
    };
    let title = match run.ordinal {
        1 => prettified(coroutine),
        ordinal => format!("{} ({ordinal})", prettified(coroutine)),
    };
    let outcome = log.run_outcome(run);
    Heading {
        title,
        code,
        verdict: verdict(log, run),
        failed: matches!(outcome, Some(Outcome::Raised(_) | Outcome::Cancelled(_))),
        outcome: outcome.map_or_else(|| unended(log).into(), outcome_in_words),
    }
}

/// What is said of something that has not ended: it still may, or the program was over before.
fn unended(log: &Log) -> &'static str {
    match log.is_over() {
        true => "did not end",
        false => "running",
    }
}

/// How something ended; empty where it returned `None`.
pub(super) fn outcome_in_words(outcome: Outcome<'_>) -> String {
    match outcome {
        Outcome::Returned("" | "None") => String::new(),
        Outcome::Returned(value) => format!("returned {value}"),
        Outcome::Raised(exception) => format!("raised {exception}"),
        Outcome::Cancelled("") => "cancelled".into(),
        Outcome::Cancelled(message) => format!("cancelled: {message}"),
    }
}

/// How a run that has ended spent its time, in a few words; empty where there is nothing to say.
fn verdict(log: &Log, run: &Run) -> String {
    if run.end.is_none() || log.full().is_some() {
        return String::new();
    }
    let waits = match (run.waits, run.peak_waits) {
        (0 | 1, _) => String::new(),
        (waits, 1) => format!("{} waits, one after another", duration::count(waits)),
        (2, 2) => "both wait at the same time".into(),
        (waits, peak) if waits == u64::from(peak) => {
            format!("all {} wait at the same time", number_word(waits))
        }
        (_, peak) => format!("up to {} wait at the same time", number_word(peak.into())),
    };
    let blocked = blocked_seconds(log, run);
    if blocked == 0.0 {
        return waits;
    }
    let separator = if waits.is_empty() { "" } else { " · " };
    let blocked = duration::short(blocked);
    format!("{waits}{separator}loop blocked for {blocked}")
}

/// The remark on a run that is not faster than the slowest.
fn pace(run: &Run) -> String {
    match (run.waits, run.peak_waits) {
        (2.., 1) => "one at a time".into(),
        (2.., peak) => format!("up to {} at a time", number_word(peak.into())),
        _ if !run.blocks.is_empty() => "the loop is blocked".into(),
        _ => String::new(),
    }
}

/// How long the loop of a run was blocked, in seconds.
pub fn blocked_seconds(log: &Log, run: &Run) -> f64 {
    let end = log.run_end(run);
    run.blocks
        .iter()
        .map(|block| (block.end.unwrap_or(end).0 - block.start.0) as f64 / 1e9)
        .sum()
}

/// `2.0× faster`.
fn ratio(slowest: f64, seconds: f64) -> String {
    if seconds <= 0.0 {
        return "takes no time".into();
    }
    let ratio = slowest / seconds;
    let decimals = usize::from(ratio < 9.95);
    format!("{ratio:.decimals$}× faster")
}

/// How long the lanes of a run waited for something other than another lane, taken together, in nanoseconds.
pub(super) fn time_waited(log: &Log, run: &Run) -> i64 {
    log.lanes_of(run)
        .flat_map(|lane| log.spans(lane))
        .filter(|span| {
            log.wait(span)
                .is_some_and(|wait| wait.lane.is_none() && wait.kind != WaitKind::Tasks)
        })
        .map(|span| span.end.0 - span.start.0)
        .sum()
}

fn number_word(number: u64) -> String {
    const WORDS: [&str; 11] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(number as usize)
        .map_or_else(|| duration::count(number), |word| (*word).into())
}

/// The coroutine in a call that runs one: `one_by_one()` in `asyncio.run(one_by_one(), debug=True)` and in
/// `await one_by_one()`; the whole title where it is no such call.
fn coroutine_of(title: &str) -> &str {
    if let Some(awaited) = title.strip_prefix("await ") {
        return awaited;
    }
    let Some((callee, arguments)) = title.split_once('(') else {
        return title;
    };
    let method = callee.rsplit('.').next().unwrap_or(callee);
    if !callee.contains('.') || !matches!(method, "run" | "run_until_complete") {
        return title;
    }
    let mut depth = 0;
    let end = arguments.find(|character| {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => return true,
            _ => {}
        }
        depth < 0
    });
    let coroutine = arguments[..end.unwrap_or(arguments.len())].trim();
    if coroutine.is_empty() {
        title
    } else {
        coroutine
    }
}

/// `one_by_one()` → `One by one`; a call with arguments stays as it is.
fn prettified(coroutine: &str) -> String {
    let Some(name) = coroutine.strip_suffix("()") else {
        return coroutine.into();
    };
    if !name
        .chars()
        .all(|character| character.is_alphanumeric() || character == '_')
    {
        return coroutine.into();
    }
    let words = name.trim_matches('_').replace('_', " ");
    match words.is_empty() {
        true => coroutine.into(),
        false => capitalized(&words),
    }
}

/// Words with a capital at their beginning.
pub fn capitalized(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let cases = [
            ("asyncio.run(one_by_one())", "one_by_one()", "One by one"),
            ("one_by_one()", "one_by_one()", "One by one"),
            (
                "asyncio.run(main(3, [1, 2]), debug=True)",
                "main(3, [1, 2])",
                "main(3, [1, 2])",
            ),
            ("loop.run_until_complete(_main())", "_main()", "Main"),
            ("await gathered()", "gathered()", "Gathered"),
            (
                "time.sleep, three times",
                "time.sleep, three times",
                "time.sleep, three times",
            ),
            ("server.serve()", "server.serve()", "server.serve()"),
            ("runner.run()", "runner.run()", "runner.run()"),
            ("asyncio.run(", "asyncio.run(", "asyncio.run("),
            ("()", "()", "()"),
        ];
        for (title, coroutine, pretty) in cases {
            assert_eq!(coroutine_of(title), coroutine);
            assert_eq!(prettified(coroutine), pretty);
        }
    }

    #[test]
    fn ratios() {
        assert_eq!(ratio(3.0, 1.5), "2.0× faster");
        assert_eq!(ratio(43200.0, 3600.0), "12× faster");
        assert_eq!(ratio(3.0, 0.0), "takes no time");
    }
}
