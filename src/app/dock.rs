//! Below the timelines: what the program printed, line by line with its moment, the loop at the cursor, what happened to the
//! children of all runs, what there is to notice, the timelines as tables, and the legend.

use yew::prelude::*;

use super::blocks::{self, Block, Go, Item};
use super::browser;
use super::cursor::{Cursor, records_at};
use super::notices::report;
use super::state::{Action, Pointer, Refusal, Shown, Trace};
use crate::findings::outcomes::{self, Cell};
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

#[derive(PartialEq, Properties)]
pub struct DockProps {
    pub shown: Option<Shown>,
    pub refusal: Option<Refusal>,
    /// What the loop is told at; where another tab is open it need not be known.
    pub looked_at: Option<Cursor>,
    /// Up to where output is shown.
    pub cursor: Option<Cursor>,
    pub chosen: Option<LaneId>,
    /// The number of the open tab; of one that does not exist, the first.
    pub tab: u8,
    pub send: Callback<Action>,
}

#[component]
pub fn Dock(props: &DockProps) -> Html {
    let at = Some(usize::from(props.tab))
        .filter(|&at| at < TABS.len())
        .unwrap_or(0);
    let tab = TABS[at].0;
    let open = props.send.reform(|at: usize| Action::ShowTab(at as u8));
    let trace = props.shown.as_ref().map(|shown| &shown.trace);
    // What is found is of a program that has ended.
    let ended = props.shown.clone().filter(|shown| shown.ending.is_some());
    let findings = use_memo(ended, |ended| {
        let ended = ended.as_ref()?;
        let source = &ended.program.source;
        Some(ended.trace.read(|log| blocks::of_findings(log, source)))
    });
    let on_key = {
        let open = open.clone();
        move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => TABS.len() - 1,
                _ => return,
            };
            let next = (at + step) % TABS.len();
            open.emit(next);
            browser::focus(TABS[next].2);
        }
    };
    let count = findings.as_ref().as_ref().map_or(0, Vec::len);
    let button = |(place, (this, title, id)): (usize, &(Tab, &'static str, &'static str))| {
        let selected = tab == *this;
        let choose = open.reform(move |_: MouseEvent| place);
        html! {
            <button
                id={*id}
                role="tab"
                aria-selected={selected.to_string()}
                aria-controls="dock-content"
                tabindex={if selected { "0" } else { "-1" }}
                onclick={choose}
            >
                { *title }
                if *this == Tab::Findings && count > 0 {
                    <span class="count">{ count }</span>
                }
            </button>
        }
    };
    let label = TABS
        .iter()
        .find(|(this, ..)| *this == tab)
        .map(|(_, _, id)| *id);
    let content = match (tab, trace) {
        (Tab::Output, _) if props.refusal.is_some() => {
            let words = props.refusal.as_ref().map(report);
            html! { <pre class="output bad">{ words }</pre> }
        }
        (_, None) => Html::default(),
        (Tab::Output, Some(trace)) => output(trace, props.cursor, &props.send),
        (Tab::Loop, Some(trace)) => {
            let blocks = trace.read(|log| blocks::of_loop(log, props.looked_at, props.chosen));
            listed(
                &blocks,
                "Point at the timelines, click in them, or step, and the loop is told as it stood at that moment.",
                &props.send,
            )
        }
        (Tab::Happened, Some(trace)) => happened(trace, &props.send),
        (Tab::Findings, Some(_)) => match &*findings {
            Some(found) => listed(
                found,
                "Nothing was found that is likely a mistake.",
                &props.send,
            ),
            None => html! { <p class="soft">{ "The program is still running." }</p> },
        },
        (Tab::Table, Some(trace)) => tables(trace),
    };
    html! {
        <section class="dock" aria-label="Details">
            <div class="dock-head">
                <div class="tabs" role="tablist" aria-label="Details" onkeydown={on_key}>
                    { for TABS.iter().enumerate().map(button) }
                </div>
                { legend() }
            </div>
            <div id="dock-content" class="dock-content" role="tabpanel" aria-labelledby={label} tabindex="0">
                { content }
            </div>
        </section>
    }
}

/// Titled lists beside each other; `nothing` is said where there are none.
fn listed(blocks: &[Block], nothing: &'static str, send: &Callback<Action>) -> Html {
    if blocks.is_empty() {
        return html! { <p class="soft">{ nothing }</p> };
    }
    let block = |block: &Block| {
        html! {
            <section class="block">
                <h3>{ &block.title }</h3>
                if block.items.is_empty() {
                    <p class="soft">{ block.empty }</p>
                } else {
                    <ul>{ for block.items.iter().map(|item| line_of(item, send)) }</ul>
                }
            </section>
        }
    };
    html! { <div class="blocks">{ for blocks.iter().map(block) }</div> }
}

fn line_of(item: &Item, send: &Callback<Action>) -> Html {
    let indented = format!("padding-left:{}ch", 2 * item.depth.min(12));
    let text = match item.go {
        None => html! { <span>{ &item.text }</span> },
        Some(Go::Cursor(cursor)) => {
            let go = send.reform(move |_: MouseEvent| Action::Seek(Some(cursor)));
            html! { <button class="link" onclick={go}>{ &item.text }</button> }
        }
        Some(Go::Lane(lane, chosen)) => {
            let choose = send.reform(move |_: MouseEvent| Action::Choose(lane));
            html! {
                <button class="link" aria-pressed={chosen.to_string()} title="Step through this task" onclick={choose}>
                    { &item.text }
                </button>
            }
        }
    };
    html! {
        <li style={indented}>
            { text }
            if !item.note.is_empty() {
                <span class="soft">{ &item.note }</span>
            }
        </li>
    }
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
        None => html! { <td class="soft">{ "–" }</td> },
        Some(cell) => {
            let (sign, _) = cell.fate.kind.words();
            html! { <td><span class="sign-of" aria-hidden="true">{ sign }</span>{ cell.fate.words() }</td> }
        }
    };
    html! {
        <>
            if comparison.rows.is_empty() {
                <p class="soft">{ "No run has made tasks of its own." }</p>
            } else {
                <table class="compared">
                    <caption>{ "How each child ended in each run" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Child" }</th>
                            { for comparison.runs.iter().map(|run| html! { <th scope="col">{ run }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for comparison.rows.iter().map(|row| html! {
                            <tr><th scope="row">{ &row.child }</th>{ for row.cells.iter().map(cell) }</tr>
                        }) }
                    </tbody>
                </table>
            }
            if comparison.more > 0 {
                <p class="soft">{ format!("… and {} more", comparison.more) }</p>
            }
            if !stories.is_empty() {
                { listed(&stories, "", send) }
            }
        </>
    }
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
    html! { <div class="legend">{ Html::from_html_unchecked(picture.into()) }</div> }
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
        return html! { <p class="soft">{ "Nothing has been printed." }</p> };
    }
    let rows = lines.iter().zip(titles).map(|(line, title)| {
        let look = line.run.zip(line.time).map(|(run, time)| {
            send.reform(move |_: PointerEvent| {
                let pointer = Pointer {
                    run,
                    time,
                    meaning: None,
                    place: None,
                };
                Action::Point(Some(pointer))
            })
        });
        html! {
            <>
                if let Some(title) = title {
                    <h3>{ title }</h3>
                }
                <div class={classes!("line", (line.stream == Stream::Stderr).then_some("stderr"))} onpointerenter={look}>
                    <span class="time">{ line.time.map(duration::short) }</span>
                    <span class="text">{ &line.text }</span>
                </div>
            </>
        }
    });
    let leave = send.reform(|_: PointerEvent| Action::Point(None));
    html! {
        <div class="output" onpointerleave={leave}>
            if left_out > 0 {
                <p class="soft">{ "… what was printed before this is left out" }</p>
            }
            { for rows }
            if later > 0 {
                <p class="soft">
                    { format!("{later} more after the cursor. ") }
                    <button class="link" onclick={send.reform(|_: MouseEvent| Action::Clear)}>{ "Show all" }</button>
                </p>
            }
        </div>
    }
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
        html! {
            <table>
                <caption>{ title }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Lane" }</th>
                        <th scope="col">{ "From" }</th>
                        <th scope="col">{ "Until" }</th>
                        <th scope="col">{ "State" }</th>
                        <th scope="col">{ "Line" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(row) }
                    if *more > 0 {
                        <tr><td colspan="5" class="soft">{ format!("… and {more} more") }</td></tr>
                    }
                </tbody>
            </table>
        }
    };
    html! { <div class="tables">{ for tables.iter().map(one) }</div> }
}

fn row(row: &TableRow) -> Html {
    let indented = format!("padding-left:{}ch", 1 + 2 * row.depth.min(8));
    html! {
        <tr>
            <th scope="row" style={indented}>{ &row.lane }</th>
            <td>{ &row.from }</td>
            <td>{ &row.until }</td>
            <td>{ &row.state }</td>
            <td>{ if row.line > 0 { row.line.to_string() } else { String::new() } }</td>
        </tr>
    }
}
