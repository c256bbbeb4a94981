//! One run: its heading and its lanes, drawn from the scene. What lies under the pointer, or is chosen by the arrow keys, is
//! sent as the place that is looked at.

use std::rc::Rc;

use web_sys::{DomRect, Element};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::bands::{Band, use_bands};
use super::cursor::Cursor;
use super::hooks::{use_node, use_value};
use super::markup::{Act, markup};
use super::part::{Part, part};
use super::sleeps::Sleep;
use super::state::{Action, Pointer, Trace};
use crate::share;
use crate::timeline::{Layout, Mark, Meaning, Shape, duration, overlay, summary, svg};
use crate::trace::event::RunId;

#[derive(Clone, PartialEq)]
pub struct RunPanel {
    pub trace: Trace,
    pub run: RunId,
    /// Changes when the run has changed; `None` once it has ended.
    pub stamp: Option<u32>,
    pub layout: Rc<Layout>,
    /// The program as it ran, where pulling at a sleep may change it.
    pub program: Option<Rc<share::State>>,
    /// What is pointed at in this run.
    pub pointer: Option<Pointer>,
    pub send: Callback<Action>,
}

/// A sleep whose bar is being pulled.
struct Pull {
    sleep: Sleep,
    /// Seconds since the run's zero.
    start: f64,
}

/// Pixels around a pointer in which marks are looked for.
const NEAR: f64 = 12.0;

/// Pixels from a bar's end within which it can be taken hold of.
const REACH: f64 = 7.0;

impl Part for RunPanel {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_run_panel(self).run(context)
    }
}

#[hook]
fn use_run_panel(props: &RunPanel) -> Html {
    let lanes = use_node();
    let height = props.layout.height(props.run);
    let bands = use_bands(&lanes, height);
    let chosen = use_value(None::<Meaning>);
    let pull = use_mut_ref(|| None::<Pull>);
    let pulled = use_value(None::<(f64, f64)>);
    let near_end = use_value(false);
    let heading = props
        .trace
        .read(|log| Some(summary::heading(log, log.run(props.run)?)));
    let Some(heading) = heading else {
        return Html::default();
    };
    let over = overlay_of(props);
    // Where lanes are drawn, which is where the keys can go.
    let drawn = (
        bands
            .iter()
            .map(|part| part.0)
            .fold(f64::INFINITY, f64::min),
        bands.iter().map(|part| part.1).fold(0.0, f64::max),
    );
    // The place of a pointer, and the sleep whose bar ends there.
    let locate = {
        let props = props.clone();
        Rc::new(move |event: &PointerEvent| {
            let target = event.target_unchecked_into::<Element>();
            let lanes = target.closest(".lanes").ok().flatten()?;
            let rect = lanes.get_bounding_client_rect();
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            let pointer = pointer_at(&props, &rect, at);
            let pull = pointer.and_then(|pointer| {
                let x = at.0 - rect.left();
                ending_near(pointer.meaning?)
                    .into_iter()
                    .find_map(|meaning| {
                        let (sleep, start, end) = sleep_of(&props, meaning)?;
                        let end = props.layout.axis.scale.x_from_time(end);
                        ((x - end).abs() <= REACH).then_some(Pull { sleep, start })
                    })
            });
            Some((lanes, pointer, pull))
        })
    };
    // Where a pull has come to: the moment at which the bar ends, and the length of its sleep.
    let pulled_to = {
        let layout = props.layout.clone();
        move |pull: &Pull, lanes: &Element, event: &PointerEvent| {
            let x = f64::from(event.client_x()) - lanes.get_bounding_client_rect().left();
            let length = pull
                .sleep
                .rounded(layout.axis.scale.time_from_x(x) - pull.start);
            (pull.start + length, length)
        }
    };
    let point = {
        let (send, locate, pull) = (props.send.clone(), locate.clone(), pull.clone());
        let (pulled, near_end, pulled_to) = (pulled.clone(), near_end.clone(), pulled_to.clone());
        Act::new(move |event: PointerEvent| {
            let Some((lanes, pointer, near)) = locate(&event) else {
                return;
            };
            if let Some(pull) = &*pull.borrow() {
                return pulled.set(Some(pulled_to(pull, &lanes, &event)));
            }
            near_end.set(near.is_some());
            send.emit(Action::Point(pointer));
        })
    };
    let down = {
        let (point, locate, pull) = (point.clone(), locate.clone(), pull.clone());
        Act::new(move |event: PointerEvent| {
            point.act(event.clone());
            let Some((lanes, _, Some(near))) = locate(&event).filter(|_| event.button() == 0)
            else {
                return;
            };
            // The gestures leave it alone as long as it is marked; a pointer that has just gone cannot be held.
            let _ = lanes.set_attribute("data-pull", "");
            let _ = lanes.set_pointer_capture(event.pointer_id());
            *pull.borrow_mut() = Some(near);
        })
    };
    let up = {
        let (props, lanes, pull, pulled) =
            (props.clone(), lanes.clone(), pull.clone(), pulled.clone());
        Act::new(move |event: PointerEvent| {
            let (Some(held), Some(lanes)) = (pull.take(), lanes.cast::<Element>()) else {
                return;
            };
            // It was set when the pull began.
            let _ = lanes.remove_attribute("data-pull");
            pulled.set(None);
            let (_, length) = pulled_to(&held, &lanes, &event);
            if let Some(program) = props
                .program
                .as_ref()
                .filter(|_| length != held.sleep.length)
            {
                props.send.emit(Action::Tune(
                    held.sleep.with_length(&program.source, length),
                ));
            }
        })
    };
    let click = {
        let props = props.clone();
        Act::new(move |event: MouseEvent| {
            let target = event.target_unchecked_into::<Element>();
            let Ok(Some(lanes)) = target.closest(".lanes") else {
                return;
            };
            let rect = lanes.get_bounding_client_rect();
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            let pointer = pointer_at(&props, &rect, at);
            // A finger has come down where it is now, give or take a pixel.
            let known = props.pointer.filter(|known| known.place.is_some());
            let pointer = pointer.map(|pointer| known.unwrap_or(pointer));
            if let Some(action) = pointer.and_then(|pointer| clicked(&props, pointer)) {
                props.send.emit(action);
            }
        })
    };
    let leave = {
        let (send, near_end) = (props.send.clone(), near_end.clone());
        Act::new(move |event: PointerEvent| {
            near_end.set(false);
            // A finger that has gone has only let go.
            if event.pointer_type() != "touch" {
                send.emit(Action::Point(None));
            }
        })
    };
    let on_key = {
        let props = props.clone();
        let (chosen, lanes) = (chosen.clone(), lanes.clone());
        Act::new(move |event: KeyboardEvent| {
            let Some(element) = lanes.cast::<Element>() else {
                return;
            };
            if event.shift_key() || event.ctrl_key() || event.meta_key() {
                return;
            }
            if let Some(action) = chosen
                .get()
                .and_then(|meaning| key_on(&props, meaning, &event))
            {
                event.prevent_default();
                return props.send.emit(action);
            }
            if event.alt_key() {
                return;
            }
            let direction = match event.key().as_str() {
                "ArrowRight" => Some(Direction::Right),
                "ArrowLeft" => Some(Direction::Left),
                "ArrowDown" => Some(Direction::Down),
                "ArrowUp" => Some(Direction::Up),
                "Escape" => None,
                _ => return,
            };
            event.prevent_default();
            let stops = stops(&props, drawn);
            let next = direction.and_then(|direction| step(&stops, chosen.get(), direction));
            chosen.set(next.and_then(|mark| mark.meaning));
            let rect = element.get_bounding_client_rect();
            let pointer = next.and_then(|mark| {
                let (x, y) = centre(mark)?;
                let at = (rect.left() + x, rect.top() + y);
                let pointer = pointer_at(&props, &rect, at)?;
                Some(Pointer {
                    meaning: mark.meaning,
                    ..pointer
                })
            });
            props.send.emit(Action::Point(pointer));
        })
    };
    let blur = {
        let (chosen, send) = (chosen.clone(), props.send.clone());
        Act::new(move |_: FocusEvent| {
            if chosen.get().is_some() {
                chosen.set(None);
                send.emit(Action::Point(None));
            }
        })
    };
    let outline = chosen.get().and_then(|meaning| {
        let stops = stops(props, drawn);
        frame(stops.iter().find(|mark| mark.meaning == Some(meaning))?)
    });
    let title_id = format!("run-{}", props.run.0);
    let band = |&part: &(f64, f64)| Band {
        trace: props.trace.clone(),
        run: props.run,
        stamp: props.stamp,
        layout: props.layout.clone(),
        part,
    };
    let why = props
        .layout
        .place(props.run)
        .and_then(|place| place.why.clone());
    markup!(
        r#"<article class="panel" aria-labelledby={}>
            <header>
                <h2 id={}>{}</h2>
                <code>{}</code>
                <span class={}>{}</span>
            </header>
            {}
            <div
                class={}
                ref={}
                tabindex="0"
                role="application"
                aria-label={}
                style={}
                onpointermove={}
                onpointerdown={}
                onpointerup={}
                onpointerleave={}
                onclick={}
                onkeydown={}
                onblur={}
            >{}{}{}{}</div>
        </article>"#,
        &title_id,
        &title_id,
        &heading.title,
        &heading.code,
        match heading.failed {
            true => "verdict failed",
            false => "verdict",
        },
        heading.remark().to_owned(),
        why.map(|why| markup!(r#"<p class="why">{}</p>"#, why)),
        match near_end.get() {
            true => "lanes near-end",
            false => "lanes",
        },
        &lanes,
        format!(
            "Lanes of {}: arrow keys go from bar to bar, Enter puts the cursor there",
            heading.title
        ),
        format!("height:{height}px"),
        point,
        down,
        up,
        leave,
        click,
        on_key,
        blur,
        bands
            .iter()
            .map(|range| part("", band(range)))
            .collect::<Vec<_>>(),
        Html::from_html_unchecked(over),
        pulled
            .get()
            .map(|(end, length)| pulled_line(&props.layout, end, length)),
        outline.map(|style| markup!(r#"<span class="chosen-mark" style={} />"#, style)),
    )
}

/// The critical path, and the wake-ups of what is pointed at.
fn overlay_of(props: &RunPanel) -> AttrValue {
    let looked_at = match props.pointer.and_then(|pointer| pointer.meaning) {
        Some(Meaning::Spans {
            lane,
            first,
            count: 1,
        }) => Some((lane, first)),
        _ => None,
    };
    let scene = props.trace.read(|log| {
        let run = log.run(props.run)?;
        Some(overlay::scene(log, &props.layout, run, looked_at))
    });
    let Some(scene) = scene else {
        return AttrValue::default();
    };
    AttrValue::from(format!(
        "<svg class=\"timeline over\" width=\"{}\" height=\"{}\" aria-hidden=\"true\">{}</svg>",
        scene.width,
        scene.height,
        svg::elements(&scene)
    ))
}

/// Where the end of a bar is pulled to.
fn pulled_line(layout: &Layout, end: f64, length: f64) -> Html {
    let x = layout.axis.scale.x_from_time(end);
    markup!(
        r#"<span class="pulled" style={}>{}</span>"#,
        format!("left:{x:.1}px"),
        duration::short(length)
    )
}

/// The sleep that a mark stands for, if its number is in the program, and from when to when it lasts.
fn sleep_of(props: &RunPanel, meaning: Meaning) -> Option<(Sleep, f64, f64)> {
    let Meaning::Spans {
        lane,
        first,
        count: 1,
    } = meaning
    else {
        return None;
    };
    let source = &props.program.as_ref()?.source;
    props.trace.read(|log| {
        let (run, lane) = (log.run(props.run)?, log.lane(lane)?);
        let span = log.span(lane, first)?;
        let sleep = Sleep::of(log, lane, &span, source)?;
        Some((
            sleep,
            run.since_start(span.start),
            run.since_start(span.end),
        ))
    })
}

/// A span and those before it: the pin of a turn covers the end of the sleep that it follows.
fn ending_near(meaning: Meaning) -> Vec<Meaning> {
    let Meaning::Spans { lane, first, .. } = meaning else {
        return Vec::new();
    };
    let span = |back: usize| {
        Some(Meaning::Spans {
            lane,
            first: first.checked_sub(back)?,
            count: 1,
        })
    };
    (0..3).filter_map(span).collect()
}

/// What a click does: a lane's name chooses it, its sign and a bracket fold, anything else puts the cursor there.
fn clicked(props: &RunPanel, pointer: Pointer) -> Option<Action> {
    Some(match pointer.meaning {
        Some(Meaning::Fold(lane)) => Action::Fold(lane),
        Some(Meaning::Lane(lane)) => Action::Choose(lane),
        Some(Meaning::Group(group)) => {
            Action::Fold(props.trace.read(|log| log.group(group)?.lane)?)
        }
        _ => Action::Seek(Some(Cursor {
            run: pointer.run,
            time: pointer.time,
            records: None,
        })),
    })
}

/// What a key does to the mark that the keys have chosen.
fn key_on(props: &RunPanel, meaning: Meaning, event: &KeyboardEvent) -> Option<Action> {
    let (Meaning::Spans { lane, .. } | Meaning::End(lane)) = meaning else {
        return None;
    };
    let pull = |steps: f64| {
        // A turn stands for the sleep that it begins.
        let after = match meaning {
            Meaning::Spans { lane, first, .. } => Meaning::Spans {
                lane,
                first: first + 1,
                count: 1,
            },
            other => other,
        };
        let (sleep, ..) = sleep_of(props, meaning).or_else(|| sleep_of(props, after))?;
        let source = &props.program.as_ref()?.source;
        let length = sleep.length + steps * sleep.step();
        Some(Action::Tune(sleep.with_length(source, length)))
    };
    match (event.alt_key(), event.key().as_str()) {
        (true, "ArrowRight") => pull(1.0),
        (true, "ArrowLeft") => pull(-1.0),
        (false, "f") => Some(Action::Fold(lane)),
        (false, "Enter") => props.trace.read(|log| {
            let (run, lane) = (log.run(props.run)?, log.lane(lane)?);
            let (at, records) = match meaning {
                Meaning::Spans { first, .. } => {
                    let span = log.span(lane, first)?;
                    (span.start, span.record + 1)
                }
                _ => (log.lane_end(lane), lane.end_record()? + 1),
            };
            Some(Action::Seek(Some(Cursor {
                run: run.id,
                time: run.since_start(at),
                records: Some(records),
            })))
        }),
        _ => None,
    }
}

/// What is looked at by a pointer at a place of the window.
fn pointer_at(props: &RunPanel, lanes: &DomRect, at: (f64, f64)) -> Option<Pointer> {
    let (x, y) = (at.0 - lanes.left(), at.1 - lanes.top());
    let scale = props.layout.axis.scale;
    // Marks reach a little beyond their row.
    let near = (y - NEAR).max(0.0)..y + NEAR;
    let panel = props
        .trace
        .read(|log| props.layout.panel(log, props.run, near));
    let meaning = panel.and_then(|panel| panel.scene.hit(x, y)?.meaning);
    if meaning.is_none() && !(scale.left..=scale.right()).contains(&x) {
        return None;
    }
    Some(Pointer {
        run: props.run,
        time: scale.time_from_x(x.clamp(scale.left, scale.right())),
        meaning,
        place: Some(at),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// The marks at which the arrow keys stop, of the part that is drawn.
fn stops(props: &RunPanel, (top, bottom): (f64, f64)) -> Vec<Mark> {
    let panel = props
        .trace
        .read(|log| props.layout.panel(log, props.run, top..bottom));
    let mut marks = panel.map_or(Vec::new(), |panel| panel.scene.marks);
    marks.retain(is_stop);
    marks
}

/// The mark that an arrow key leads to: the next one of its lane, or the nearest one of the lane above or below.
fn step(stops: &[Mark], from: Option<Meaning>, direction: Direction) -> Option<&Mark> {
    let is_from = |mark: &&Mark| from.is_some() && mark.meaning == from;
    let Some((from, (x, y))) = stops
        .iter()
        .find(is_from)
        .and_then(|mark| Some((mark, centre(mark)?)))
    else {
        return stops.first();
    };
    let same_lane = |other: f64| (other - y).abs() < 1.0;
    let distance = |(_, (other_x, other_y)): &(&Mark, (f64, f64))| match direction {
        Direction::Left | Direction::Right => (other_x - x).abs(),
        Direction::Up | Direction::Down => (other_y - y).abs() * 1e6 + (other_x - x).abs(),
    };
    let placed = stops.iter().filter_map(|mark| Some((mark, centre(mark)?)));
    let ahead = placed.filter(|&(mark, (other_x, other_y))| {
        mark.meaning != from.meaning
            && match direction {
                Direction::Left => same_lane(other_y) && other_x < x,
                Direction::Right => same_lane(other_y) && other_x > x,
                Direction::Up => other_y < y && !same_lane(other_y),
                Direction::Down => other_y > y && !same_lane(other_y),
            }
    });
    let nearest = ahead.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    Some(nearest.map_or(from, |(mark, _)| mark))
}

/// Whether the arrow keys stop at a mark: the bars of lanes, and how they ended.
fn is_stop(mark: &Mark) -> bool {
    let bar = matches!(mark.shape, Shape::Rect { .. });
    match mark.meaning {
        Some(Meaning::Spans { .. }) => bar,
        Some(Meaning::End(_)) => matches!(mark.shape, Shape::Circle { .. }),
        _ => false,
    }
}

fn centre(mark: &Mark) -> Option<(f64, f64)> {
    match mark.shape {
        Shape::Rect {
            x,
            y,
            width,
            height,
            ..
        } => Some((x + width / 2.0, y + height / 2.0)),
        Shape::Circle { x, y, .. } => Some((x, y)),
        _ => None,
    }
}

/// The style of the frame around the mark that the keys have chosen.
fn frame(mark: &Mark) -> Option<String> {
    let (x, y) = centre(mark)?;
    let (width, height) = match mark.shape {
        Shape::Rect { width, height, .. } => (width, height),
        Shape::Circle { radius, .. } => (2.0 * radius, 2.0 * radius),
        _ => return None,
    };
    let (left, top) = (x - width / 2.0 - 2.0, y - height / 2.0 - 2.0);
    let (width, height) = (width + 4.0, height + 4.0);
    Some(format!(
        "left:{left:.1}px;top:{top:.1}px;width:{width:.1}px;height:{height:.1}px"
    ))
}
