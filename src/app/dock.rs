//! Below the timelines: what the program printed, line by line with its moment, the timelines as tables, and the legend.

use yew::prelude::*;

use super::browser;
use super::notices::report;
use super::state::{Action, Pointer, Refusal, Trace};
use crate::timeline::table::{TableRow, table};
use crate::timeline::{duration, furniture, summary, svg};
use crate::trace::Log;
use crate::trace::event::{RunId, Stream};

/// So many pieces of output are shown, the last ones; a page cannot hold more.
const MOST_PIECES: usize = 2000;
/// So many bytes of a line are.
const LONGEST_LINE: usize = 20_000;
/// So many rows of a run's table are.
const MOST_ROWS: usize = 300;

#[derive(Clone, Copy, PartialEq)]
enum Tab {
    Output,
    Table,
}

const TABS: [(Tab, &str, &str); 2] = [
    (Tab::Output, "Output", "tab-output"),
    (Tab::Table, "Table", "tab-table"),
];

#[derive(PartialEq, Properties)]
pub struct DockProps {
    pub trace: Option<Trace>,
    pub refusal: Option<Refusal>,
    pub send: Callback<Action>,
}

#[component]
pub fn Dock(props: &DockProps) -> Html {
    let tab = use_state(|| Tab::Output);
    let on_key = {
        let tab = tab.clone();
        move |event: KeyboardEvent| {
            if !matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                return;
            }
            // Of two tabs, the next one and the one before are the same.
            if let Some((next, _, id)) = TABS.iter().find(|(other, ..)| *other != *tab) {
                tab.set(*next);
                browser::focus(id);
            }
        }
    };
    let button = |(this, title, id): &(Tab, &'static str, &'static str)| {
        let selected = *tab == *this;
        let choose = {
            let (tab, this) = (tab.clone(), *this);
            move |_| tab.set(this)
        };
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
            </button>
        }
    };
    let label = TABS
        .iter()
        .find(|(this, ..)| *this == *tab)
        .map(|(_, _, id)| *id);
    html! {
        <section class="dock" aria-label="Details">
            <div class="dock-head">
                <div class="tabs" role="tablist" aria-label="Details" onkeydown={on_key}>
                    { for TABS.iter().map(button) }
                </div>
                { legend() }
            </div>
            <div id="dock-content" class="dock-content" role="tabpanel" aria-labelledby={label} tabindex="0">
                if *tab == Tab::Output {
                    if let Some(refusal) = &props.refusal {
                        <pre class="output bad">{ report(refusal) }</pre>
                    } else if let Some(trace) = &props.trace {
                        { output(trace, &props.send) }
                    }
                } else if let Some(trace) = &props.trace {
                    { tables(trace) }
                }
            </div>
        </section>
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
}

fn output(trace: &Trace, send: &Callback<Action>) -> Html {
    let (lines, titles, left_out) = trace.read(|log| {
        let left_out = log.output_count().saturating_sub(MOST_PIECES);
        let lines = output_lines(log, left_out);
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
        (lines, titles, left_out)
    });
    if lines.is_empty() {
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
        </div>
    }
}

/// What was printed since piece number `first`, in lines. What two streams or runs print never shares a line.
fn output_lines(log: &Log, first: usize) -> Vec<OutputLine> {
    let mut lines: Vec<OutputLine> = Vec::new();
    let mut open = false;
    for output in log.outputs(first..log.output_count()) {
        let run = output.run.and_then(|run| log.run(run));
        let time = run.map(|run| run.since_start(output.at));
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
