//! What stands below the timelines, as plain data: titled lists of lines, some of which lead to a place. Pure.

use super::cursor::Cursor;
use crate::findings::{self, Place, cancellation};
use crate::timeline::duration::{self, moment, short};
use crate::timeline::hover;
use crate::trace::event::LaneId;
use crate::trace::{Log, Node, Run, State, Timer, Turn};

/// A list with a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    pub title: String,
    pub items: Vec<Item>,
    /// What is said where there are none.
    pub empty: &'static str,
}

/// A line of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    pub depth: u32,
    pub text: String,
    /// More, less important.
    pub note: String,
    pub go: Option<Go>,
}

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Go {
    Cursor(Cursor),
    /// The task is chosen; whether it is already.
    Lane(LaneId, bool),
}

/// So many lines of who waits for whom are shown.
const MOST: usize = 200;
/// So many of those that stand in a row: whose turn comes first is what matters.
const MOST_QUEUED: usize = 20;

/// The loop at a point: whose turn it is, the ready queue, the timers, and who waits for whom.
pub fn of_loop(log: &Log, cursor: Option<Cursor>, chosen: Option<LaneId>) -> Vec<Block> {
    let Some((run, records)) = cursor.and_then(|cursor| cursor.point(log)) else {
        return Vec::new();
    };
    let now = cursor.map_or(0.0, |cursor| cursor.time);
    let at = log.moment(run, records);
    let next = at
        .timers
        .first()
        .map(|timer| run.since_start(timer.deadline));
    let is_over = run.end_record.is_some_and(|end| end < records);
    let turn = match (at.turn, next) {
        (Turn::Lane(lane), _) => Item {
            text: caption(log, lane),
            note: line_note(log, lane, records),
            ..Item::default()
        },
        (Turn::Callback(label), _) => Item {
            text: label.to_owned(),
            note: "a callback".into(),
            ..Item::default()
        },
        (Turn::Nobody, _) if is_over => line("nobody: the run has ended"),
        (Turn::Nobody, _) if !at.ready.is_empty() => line("nobody yet: the loop begins a pass"),
        (Turn::Nobody, Some(next)) if next > now => line(format!(
            "nobody: the loop sleeps until {}",
            moment(next, next - now)
        )),
        (Turn::Nobody, _) => line("nobody"),
    };
    vec![
        Block {
            title: "Whose turn it is".into(),
            items: vec![turn],
            empty: "",
        },
        Block {
            title: "Ready queue".into(),
            items: first_of(&at.ready, |&lane| line(caption(log, lane))),
            empty: "empty: nobody could run",
        },
        Block {
            title: "Timers".into(),
            items: first_of(&at.timers, |timer| timer_item(log, run, timer, now)),
            empty: "none is set",
        },
        Block {
            title: "Who waits for whom".into(),
            items: all_tasks(&at.tasks, |node| task_items(log, run, node, now, chosen)),
            empty: "no task is alive",
        },
    ]
}

/// The first of a row, and how many there are beside.
fn first_of<T>(all: &[T], item: impl Fn(&T) -> Item) -> Vec<Item> {
    let mut items: Vec<Item> = all.iter().take(MOST_QUEUED).map(item).collect();
    items.extend(and_more(all.len() - items.len()));
    items
}

/// Tasks with what belongs to them, as many as there is room for, and how many there are beside.
fn all_tasks<T>(tasks: &[T], of_task: impl Fn(&T) -> Vec<Item>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut left = tasks.iter();
    while items.len() < MOST
        && let Some(task) = left.next()
    {
        items.extend(of_task(task));
    }
    items.extend(and_more(left.len()));
    items
}

fn and_more(count: usize) -> Option<Item> {
    let more = format!("… and {} more", duration::count(count as u64));
    (count > 0).then(|| line(more))
}

fn line(text: impl Into<String>) -> Item {
    Item {
        text: text.into(),
        ..Item::default()
    }
}

fn caption(log: &Log, lane: LaneId) -> String {
    log.lane(lane)
        .map_or_else(String::new, |lane| lane.caption().into())
}

fn line_note(log: &Log, lane: LaneId, records: usize) -> String {
    match log.line_after(lane, records) {
        Some(line) if line > 0 => format!("line {line}"),
        _ => String::new(),
    }
}

fn timer_item(log: &Log, run: &Run, timer: &Timer<'_>, now: f64) -> Item {
    let deadline = run.since_start(timer.deadline);
    let whose = timer
        .lane
        .map_or_else(String::new, |lane| format!(" of {}", caption(log, lane)));
    Item {
        text: format!("at {}", moment(deadline, (deadline - now).abs())),
        note: format!(
            "{}{whose}, in {}",
            hover::legible_sleep(timer.label),
            short((deadline - now).max(0.0))
        ),
        ..Item::default()
    }
}

/// A task, and below it the functions that it stands in, from the outermost.
fn task_items(
    log: &Log,
    run: &Run,
    node: &Node<'_>,
    now: f64,
    chosen: Option<LaneId>,
) -> Vec<Item> {
    let Some(lane) = log.lane(node.lane) else {
        return Vec::new();
    };
    let left = node
        .wait
        .and_then(|wait| wait.deadline)
        .map(|deadline| run.since_start(deadline) - now);
    let mut state = match node.span.state {
        State::Waiting => hover::reason(log, &node.span)
            .map_or("waits".to_owned(), |reason| format!("waits: {reason}")),
        State::Ready => "ready".into(),
        State::Running => "has the turn".into(),
        State::Blocked => "blocks the loop".into(),
    };
    if let Some(left) = left.filter(|&left| left > 0.0) {
        state += &format!(", {} left", short(left));
    }
    let mut items = vec![Item {
        depth: 2 * node.depth,
        text: lane.caption().into(),
        note: format!("{} · {state}", lane.name),
        go: Some(Go::Lane(lane.id, chosen == Some(lane.id))),
    }];
    if node.span.state == State::Waiting {
        let functions = node.stack.iter().map(|frame| Item {
            depth: 2 * node.depth + 1,
            text: format!("└ {}()", frame.function),
            note: match frame.line {
                0 => String::new(),
                line => format!("line {line}"),
            },
            go: None,
        });
        items.extend(functions);
    }
    items
}

/// What there is to notice.
pub fn of_findings(log: &Log, source: &str) -> Vec<Block> {
    let found = findings::findings(log, source).into_iter().map(|finding| {
        let lines: Vec<String> = finding.lines.iter().map(u32::to_string).collect();
        let place = match lines.len() {
            0 => String::new(),
            1 => format!("line {}", lines[0]),
            _ => format!("lines {}", lines.join(", ")),
        };
        let time = finding
            .place
            .map_or_else(String::new, |place| format!("at {}", short(place.time)));
        let go = finding.place.map(go_to);
        Block {
            title: finding.title.into(),
            items: vec![
                line(finding.text),
                Item {
                    text: match (time.is_empty(), place.is_empty()) {
                        (false, false) => format!("{place}, {time}"),
                        _ => format!("{place}{time}"),
                    },
                    go,
                    ..Item::default()
                },
            ],
            empty: "",
        }
    });
    let mut blocks: Vec<Block> = found.collect();
    for block in &mut blocks {
        block.items.retain(|item| !item.text.is_empty());
    }
    blocks
}

/// So many stories are told.
const STORIES: usize = 40;

/// What became of each request to cancel.
pub fn of_cancellations(log: &Log) -> Vec<Block> {
    let stories = cancellation::stories(log, STORIES)
        .into_iter()
        .map(|story| Block {
            title: format!("{} was cancelled", story.title),
            items: story
                .told
                .into_iter()
                .map(|told| Item {
                    depth: told.depth,
                    text: told.text,
                    note: String::new(),
                    go: told.at.map(|time| {
                        go_to(Place {
                            time,
                            ..story.place
                        })
                    }),
                })
                .collect(),
            empty: "",
        });
    stories.collect()
}

fn go_to(place: Place) -> Go {
    Go::Cursor(Cursor {
        run: place.run,
        time: place.time,
        records: None,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::trace::builder;

    fn text(blocks: &[Block]) -> String {
        let mut text = String::new();
        for block in blocks {
            text += &format!("{}\n", block.title);
            if block.items.is_empty() {
                text += &format!("  ({})\n", block.empty);
            }
            for item in &block.items {
                let indent = "  ".repeat(1 + item.depth as usize);
                text += format!("{indent}{}  {}", item.text, item.note).trim_end();
                text.push('\n');
            }
        }
        text
    }

    #[test]
    fn the_loop_is_told_at_the_cursor() {
        let log = builder::busy_run();
        let at = |time: f64| {
            let cursor = Cursor {
                run: log.runs()[0].id,
                time,
                records: None,
            };
            text(&of_loop(&log, Some(cursor), None))
        };
        expect![[r#"
            Whose turn it is
              nobody
            Ready queue
              (empty: nobody could run)
            Timers
              (none is set)
            Who waits for whom
              main()  Task-1 · waits: 3 tasks
                └ main()  line 12
                  producer(queue)  Task-2 · waits: sleep 0.4 s
                    └ main()  line 12
                  consumer(queue)  Task-3 · waits: queue.get
                    └ main()  line 12
                  crunch(10_000)  Task-4 · waits: read_file('a.txt')
                      read_file('a.txt')  Task-5 · waits: time.sleep 0.7 s
        "#]]
        .assert_eq(&at(0.2));
        expect![[r#"
            Whose turn it is
              producer(queue)  line 7
            Ready queue
              consumer(queue)
            Timers
              (none is set)
            Who waits for whom
              main()  Task-1 · waits: 3 tasks
                └ main()  line 12
                  producer(queue)  Task-2 · blocks the loop
                  consumer(queue)  Task-3 · ready
                  crunch(10_000)  Task-4 · waits: read_file('a.txt')
                      read_file('a.txt')  Task-5 · waits: time.sleep 0.7 s
        "#]]
        .assert_eq(&at(0.5));
        assert_eq!(of_loop(&log, None, None), []);
    }
}
