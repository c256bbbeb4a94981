//! Below the timelines: what the program printed, line by line with its moment, the loop at the cursor, what happened to the
//! children of all runs, what there is to notice, the timelines as tables, and the legend.

use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::blocks::{self, Block, Go, Item};
use super::browser;
use super::cursor::{Cursor, records_at};
use super::hooks::use_made;
use super::markup::{Act, Hole, markup, sends, truth};
use super::notices::report;
use super::part::Part;
use super::state::{Action, Pointer, Refusal, Shown, Trace};
use crate::findings::outcomes::{self, Cell, Row};
use crate::timeline::table::{TableRow, table};
use crate::timeline::{duration, furniture, summary, svg};
use crate::trace::Log;
use crate::trace::event::{LaneId, RunId, Stream};

/// So many pieces of output are shown, the last ones; a page cannot hold more.
const MOST_PIECES: usize = 2000;
/// So many bytes of a line are.
const LONGEST_LINE: usize = 20_000;
/// So many rows of a run's table are.
const MOST_ROWS: usize = 300;

#[derive(Clone, Copy, PartialEq)]
enum Tab {
    Output,
    Loop,
    Happened,
    Findings,
    Table,
}

/// The number of the tab that tells of the loop.
pub const LOOP: u8 = 1;

const TABS: [(Tab, &str, &str); 5] = [
    (Tab::Output, "Output", "tab-output"),
    (Tab::Loop, "Loop", "tab-loop"),
    (Tab::Happened, "What happened", "tab-happened"),
    (Tab::Findings, "Findings", "tab-findings"),
    (Tab::Table, "Table", "tab-table"),
];

/// Where a tab of this number stands; of one that does not exist, the first.
fn place_of(tab: u8) -> usize {
    match usize::from(tab) {
        at if at < TABS.len() => at,
        _ => 0,
    }
}

/// Whether the tab of this number shows output.
pub fn shows_output(tab: u8) -> bool {
    TABS[place_of(tab)].0 == Tab::Output
}

#[derive(PartialEq)]
pub struct Dock {
    pub shown: Option<Shown>,
    pub refusal: Option<Refusal>,
    /// What the loop is told at; where another tab is open it need not be known.
    pub looked_at: Option<Cursor>,
    /// Up to where output is shown, where it is.
    pub cursor: Option<Cursor>,
    pub chosen: Option<LaneId>,
    /// The number of the open tab.
    pub tab: u8,
    pub send: Callback<Action>,
}

impl Part for Dock {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_dock(self).run(context)
    }
}

#[hook]
fn use_dock(dock: &Dock) -> Html {
    let at = place_of(dock.tab);
    let (tab, _, label) = TABS[at];
    let trace = dock.shown.as_ref().map(|shown| &shown.trace);
    // What is found is of a program that has ended.
    let ended = dock.shown.clone().filter(|shown| shown.ending.is_some());
    let findings = use_made(ended, |ended| {
        let ended = ended.as_ref()?;
        let source = &ended.program.source;
        Some(ended.trace.read(|log| blocks::of_findings(log, source)))
    });
    let send = dock.send.clone();
    let on_key = Act::new(move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => TABS.len() - 1,
            _ => return,
        };
        let next = (at + step) % TABS.len();
        send.emit(Action::ShowTab(next as u8));
        browser::focus(TABS[next].2);
    });
    let count = findings.as_ref().as_ref().map_or(0, Vec::len);
    let button = |(place, &(this, title, id)): (usize, &(Tab, &'static str, &'static str))| {
        let counted = (this == Tab::Findings && count > 0)
            .then(|| markup!(r#"<span class="count">{}</span>"#, count.to_string()));
        markup!(
            r#"<button id={} role="tab" aria-selected={} aria-controls="dock-content" tabindex={} onclick={}>{}{}</button>"#,
            id,
            truth(tab == this),
            if tab == this { "0" } else { "-1" },
            sends(&dock.send, Action::ShowTab(place as u8)),
            title,
            counted,
        )
    };
    let content = match (tab, trace) {
        (Tab::Output, _) if dock.refusal.is_some() => {
            let words = dock.refusal.as_ref().map(report);
            let before = dock.shown.is_some().then(|| {
                soft("This cannot be run; the timelines are those of the program before it.")
            });
            markup!(r#"{}<pre class="output bad">{}</pre>"#, before, words)
        }
        (_, None) => Html::default(),
        (Tab::Output, Some(trace)) => output(trace, dock.cursor, &dock.send),
        (Tab::Loop, Some(trace)) => {
            let blocks = trace.read(|log| blocks::of_loop(log, dock.looked_at, dock.chosen));
            listed(
                &blocks,
                "Point at the timelines, click in them, or step, and the loop is told as it stood at that moment.",
                &dock.send,
            )
        }
        (Tab::Happened, Some(trace)) => happened(trace, &dock.send),
        (Tab::Findings, Some(_)) => match &*findings {
            Some(found) => listed(
                found,
                "Nothing was found that is likely a mistake.",
                &dock.send,
            ),
            None => soft("The program is still running."),
        },
        (Tab::Table, Some(trace)) => tables(trace),
    };
    let buttons: Vec<Html> = TABS.iter().enumerate().map(button).collect();
    markup!(
        r#"<section class="dock" aria-label="Details">
            <div class="dock-head">
                <div class="tabs" role="tablist" aria-label="Details" onkeydown={}>{}</div>
                {}
            </div>
            <div id="dock-content" class="dock-content" role="tabpanel" aria-labelledby={} tabindex="0">{}</div>
        </section>"#,
        on_key,
        buttons,
        legend(),
        label,
        content,
    )
}

/// A sentence about what there is to see.
fn soft(words: impl Into<Hole>) -> Html {
    markup!(r#"<p class="soft">{}</p>"#, words.into())
}

/// Titled lists beside each other; `nothing` is said where there are none.
fn listed(blocks: &[Block], nothing: &'static str, send: &Callback<Action>) -> Html {
    if blocks.is_empty() {
        return soft(nothing);
    }
    let block = |block: &Block| {
        let lines = block.items.iter().map(|item| line_of(item, send));
        let items = match block.items.is_empty() {
            true => soft(block.empty),
            false => markup!("<ul>{}</ul>", lines.collect::<Vec<_>>()),
        };
        markup!(
            r#"<section class="block"><h3>{}</h3>{}</section>"#,
            &block.title,
            items
        )
    };
    let blocks: Vec<Html> = blocks.iter().map(block).collect();
    markup!(r#"<div class="blocks">{}</div>"#, blocks)
}

fn line_of(item: &Item, send: &Callback<Action>) -> Html {
    let text = match item.go {
        None => markup!("<span>{}</span>", &item.text),
        Some(Go::Cursor(cursor)) => markup!(
            r#"<button class="link" onclick={}>{}</button>"#,
            sends(send, Action::Seek(Some(cursor))),
            &item.text
        ),
        Some(Go::Lane(lane, chosen)) => markup!(
            r#"<button class="link" aria-pressed={} title="Step through this task" onclick={}>{}</button>"#,
            truth(chosen),
            sends(send, Action::Choose(lane)),
            &item.text
        ),
    };
    let note =
        (!item.note.is_empty()).then(|| markup!(r#"<span class="soft">{}</span>"#, &item.note));
    markup!(
        "<li style={}>{}{}</li>",
        indent(2 * item.depth.min(12)),
        text,
        note
    )
}

/// The style of what stands so many characters further right.
fn indent(characters: u32) -> String {
    format!("padding-left:{characters}ch")
}

/// How the children of all runs ended, side by side, and what became of cancellations.
fn happened(trace: &Trace, send: &Callback<Action>) -> Html {
    let (comparison, stories) = trace.read(|log| {
        (
            outcomes::compare(log, MOST_ROWS),
            blocks::of_cancellations(log),
        )
    });
    let cell = |cell: &Option<Cell>| match cell {
        None => markup!(r#"<td class="soft">–</td>"#),
        Some(cell) => {
            let (sign, _) = cell.fate.kind.words();
            markup!(
                r#"<td><span class="sign-of" aria-hidden="true">{}</span>{}</td>"#,
                sign,
                cell.fate.words()
            )
        }
    };
    let row = |row: &Row| {
        let cells: Vec<Html> = row.cells.iter().map(cell).collect();
        markup!(r#"<tr><th scope="row">{}</th>{}</tr>"#, &row.child, cells)
    };
    let table = match comparison.rows.is_empty() {
        true => soft("No run has made tasks of its own."),
        false => {
            let head = |run: &String| markup!(r#"<th scope="col">{}</th>"#, run);
            markup!(
                r#"<table class="compared">
                    <caption>How each child ended in each run</caption>
                    <thead><tr><th scope="col">Child</th>{}</tr></thead>
                    <tbody>{}</tbody>
                </table>"#,
                comparison.runs.iter().map(head).collect::<Vec<_>>(),
                comparison.rows.iter().map(row).collect::<Vec<_>>(),
            )
        }
    };
    markup!(
        "{}{}{}",
        table,
        (comparison.more > 0).then(|| soft(and_more(comparison.more))),
        (!stories.is_empty()).then(|| listed(&stories, "", send)),
    )
}

fn and_more(count: usize) -> String {
    format!("… and {count} more")
}

fn legend() -> Html {
    let scene = furniture::legend(true);
    let picture = format!(
        "<svg class=\"timeline\" width=\"{:.0}\" height=\"{:.0}\" role=\"img\" \
         aria-label=\"Legend: running, ready, waiting, loop blocked\">{}</svg>",
        scene.width,
        scene.height,
        svg::elements(&scene)
    );
    markup!(
        r#"<div class="legend">{}</div>"#,
        Html::from_html_unchecked(picture.into())
    )
}

/// A line that was printed, and when.
struct OutputLine {
    run: Option<RunId>,
    /// Seconds since the run's zero; `None` outside of any run.
    time: Option<f64>,
    stream: Stream,
    text: String,
    /// The cursor has not come to it yet.
    later: bool,
}

fn output(trace: &Trace, cursor: Option<Cursor>, send: &Callback<Action>) -> Html {
    let (lines, titles, left_out, later) = trace.read(|log| {
        let left_out = log.output_count().saturating_sub(MOST_PIECES);
        let mut lines = output_lines(log, left_out, cursor);
        let later = lines.iter().filter(|line| line.later).count();
        lines.retain(|line| !line.later);
        // A program without runs needs no titles.
        let mut before = Some(None);
        let titles = lines.iter().map(|line| {
            let begins = before.replace(line.run) != Some(line.run);
            begins.then(|| match line.run.and_then(|run| log.run(run)) {
                Some(run) => summary::heading(log, run).title,
                None => "Main program".into(),
            })
        });
        let titles: Vec<Option<String>> = titles.collect();
        (lines, titles, left_out, later)
    });
    if lines.is_empty() && later == 0 {
        return soft("Nothing has been printed.");
    }
    let row = |(line, title): (&OutputLine, Option<String>)| {
        let look = line.run.zip(line.time).map(|(run, time)| {
            let pointer = Pointer {
                run,
                time,
                meaning: None,
                place: None,
            };
            sends(send, Action::Point(Some(pointer)))
        });
        let line = markup!(
            r#"<div class={} onpointerenter={}><span class="time">{}</span><span class="text">{}</span></div>"#,
            match line.stream {
                Stream::Stdout => "line",
                Stream::Stderr => "line stderr",
            },
            look,
            line.time.map(duration::short),
            &line.text,
        );
        markup!(
            "{}{}",
            title.map(|title| markup!("<h3>{}</h3>", title)),
            line
        )
    };
    let before = (left_out > 0).then(|| soft("… what was printed before this is left out"));
    let after = (later > 0).then(|| {
        markup!(
            r#"<p class="soft">{}<button class="link" onclick={}>Show all</button></p>"#,
            format!("{later} more after the cursor. "),
            sends(send, Action::Clear),
        )
    });
    markup!(
        r#"<div class="output" onpointerleave={}>{}{}{}</div>"#,
        sends(send, Action::Point(None)),
        before,
        lines.iter().zip(titles).map(row).collect::<Vec<_>>(),
        after
    )
}

/// What was printed since piece number `first`, in lines. What two streams or runs print never shares a line.
fn output_lines(log: &Log, first: usize, cursor: Option<Cursor>) -> Vec<OutputLine> {
    // How many records of each run have happened at the cursor.
    let until = |run: &crate::trace::Run| {
        let cursor = cursor?;
        Some(match cursor.records.filter(|_| cursor.run == run.id) {
            Some(records) => records,
            None => records_at(log, run, cursor.time),
        })
    };
    let mut lines: Vec<OutputLine> = Vec::new();
    let mut open = false;
    for output in log.outputs(first..log.output_count()) {
        let run = output.run.and_then(|run| log.run(run));
        let time = run.map(|run| run.since_start(output.at));
        let later = run
            .and_then(until)
            .is_some_and(|until| output.record >= until);
        for part in output.text.split_inclusive('\n') {
            let text = part.trim_end_matches('\n');
            let text = &text[..text.floor_char_boundary(LONGEST_LINE)];
            match lines.last_mut() {
                Some(line) if open && line.stream == output.stream && line.run == output.run => {
                    line.text.push_str(text);
                }
                _ => lines.push(OutputLine {
                    run: output.run,
                    time,
                    stream: output.stream,
                    text: text.into(),
                    later,
                }),
            }
            open = !part.ends_with('\n');
        }
    }
    lines
}

fn tables(trace: &Trace) -> Html {
    let tables = trace.read(|log| {
        let of_run = |run: &crate::trace::Run| {
            let (rows, more) = table(log, run.id, MOST_ROWS);
            (summary::heading(log, run).title, rows, more)
        };
        log.runs().iter().map(of_run).collect::<Vec<_>>()
    });
    let one = |(title, rows, more): &(String, Vec<TableRow>, usize)| {
        let mut lines: Vec<Html> = rows.iter().map(row).collect();
        if *more > 0 {
            lines.push(markup!(
                r#"<tr><td colspan="5" class="soft">{}</td></tr>"#,
                and_more(*more)
            ));
        }
        markup!(
            r#"<table>
                <caption>{}</caption>
                <thead>
                    <tr>
                        <th scope="col">Lane</th>
                        <th scope="col">From</th>
                        <th scope="col">Until</th>
                        <th scope="col">State</th>
                        <th scope="col">Line</th>
                    </tr>
                </thead>
                <tbody>{}</tbody>
            </table>"#,
            title,
            lines
        )
    };
    let tables: Vec<Html> = tables.iter().map(one).collect();
    markup!(r#"<div class="tables">{}</div>"#, tables)
}

fn row(row: &TableRow) -> Html {
    markup!(
        r#"<tr><th scope="row" style={}>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"#,
        indent(1 + 2 * row.depth.min(8)),
        &row.lane,
        &row.from,
        &row.until,
        &row.state,
        (row.line > 0).then(|| row.line.to_string()),
    )
}
