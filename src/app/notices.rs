//! What has to be said in words: what the author of the link says, that the program could not be run, how it ended, that the
//! picture is not of this text.

use std::rc::Rc;

use yew::functional::HookContext;
use yew::prelude::*;

use super::driver::FILENAME;
use super::markup::{markup, sends};
use super::part::Part;
use super::state::{Action, Refusal, Shown};
use crate::session::Ending;
use crate::timeline::summary;
use crate::trace::Log;
use crate::trace::event::Stream;

/// Why the text is no program, below the editor.
pub fn problem(refusal: &Refusal) -> Html {
    let error = &refusal.error;
    markup!(
        r#"<p class="problem" role="alert"><strong>{}</strong>{}</p>"#,
        format!("Line {}: ", error.line),
        error.to_string()
    )
}

/// What was wrong with the link.
pub fn link_problem(problem: &str, send: &Callback<Action>) -> Html {
    markup!(
        r#"<p class="notice bad" role="alert"><span>{}</span><button onclick={}>OK</button></p>"#,
        format!("The link {problem}, so this is the first scenario."),
        sends(send, Action::DismissLinkProblem)
    )
}

#[derive(PartialEq)]
pub struct Notices {
    pub shown: Shown,
    /// The program has been edited since, and does not run again by itself.
    pub stale: bool,
    /// What whoever made the link says.
    pub note: Rc<str>,
    pub send: Callback<Action>,
}

/// How the program ended, where that is not as a matter of course, and what is missing from the picture.
impl Part for Notices {
    fn draw(&self, _: &mut HookContext) -> Html {
        let Shown { trace, ending, .. } = &self.shown;
        let ended = ending
            .as_ref()
            .and_then(|ending| trace.read(|log| ending_in_words(ending, log)));
        let full = trace.read(summary::notice);
        let stale = self.stale.then(|| {
            markup!(
                r#"<p class="notice">
                    <span>The program has been edited; these timelines show how it ran before.</span>
                    <button onclick={}>Run it</button>
                </p>"#,
                sends(&self.send, Action::Run)
            )
        });
        let notice = |class: &'static str, words: Option<String>| {
            words.map(|words| markup!("<p class={}>{}</p>", class, words))
        };
        let note = (!self.note.is_empty()).then(|| self.note.to_string());
        // That there is nothing to draw is no fault.
        let of_ending = match ending {
            Some(Ending::Exited(0)) => "notice",
            _ => "notice bad",
        };
        markup!(
            r#"{}<div class="notices" role="status">{}{}{}</div>"#,
            notice("notice said", note),
            stale,
            notice(of_ending, ended),
            notice("notice bad", full)
        )
    }
}

/// How a program ended, where that is not as a matter of course.
pub fn ending_in_words(ending: &Ending, log: &Log) -> Option<String> {
    match ending {
        Ending::Exited(0) if log.runs().is_empty() => Some(
            "The program waits for nothing, so there is nothing to draw. What it printed is below. A call like asyncio.run(main()) makes a \
             timeline."
                .into(),
        ),
        Ending::Exited(0) => None,
        Ending::Exited(status) => Some(format!("The program ended with exit status {status}.")),
        Ending::Raised { .. } => Some(match last_words(log) {
            // The words of `input()` where nothing is left.
            Some(words) if words == "EOFError: EOF when reading a line" => {
                "The program asked for a line of input and there was none left. Below the program, Standard input is the place for it."
                    .into()
            }
            Some(words) => format!("Uncaught exception: {}", beginning(&words)),
            None => "Uncaught exception: its traceback is in the output.".into(),
        }),
        Ending::Deadlock(message) => Some(sentence(message)),
        Ending::Limit(message) => Some(format!(
            "{} Does one of its loops never end, or never wait?",
            sentence(message)
        )),
        Ending::Stopped => Some("Stopped.".into()),
    }
}

/// Of many words the first; all of them are in the output.
fn beginning(words: &str) -> String {
    const MOST: usize = 240;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

/// A message with a capital at its beginning and a full stop at its end.
fn sentence(message: &str) -> String {
    let mut sentence = summary::capitalized(message);
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// What an uncaught exception was: the last line on standard error, or, of a group, the line in its traceback that names it.
fn last_words(log: &Log) -> Option<String> {
    /// A traceback's last line is not longer than this many pieces of output.
    const PIECES: usize = 64;
    let count = log.output_count();
    let pieces = log.outputs(count.saturating_sub(PIECES)..count);
    let text: String = pieces
        .filter(|output| output.stream == Stream::Stderr)
        .map(|output| output.text)
        .collect();
    let says_it = |line: &&str| line.starts_with(|character: char| character.is_alphabetic());
    let line = text.trim_end().lines().next_back().filter(says_it);
    // The traceback of a group ends with a rule below its last member.
    let of_group = || {
        let mut lines = text.lines().filter_map(|line| line.strip_prefix("  | "));
        lines.find(says_it)
    };
    line.or_else(of_group).map(str::to_owned)
}

/// A syntax error as CPython prints it.
pub fn report(refusal: &Refusal) -> String {
    refusal.error.report(FILENAME)
}
