//! One run: its heading and its lanes, drawn from the scene. What lies under the pointer, or is chosen by the arrow keys, is
//! sent as the place that is looked at.

use std::ops::Range;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{DomRect, Element};
use yew::prelude::*;

use super::browser;
use super::state::{Action, Pointer, Trace};
use crate::timeline::{Layout, Mark, Meaning, Panel, Shape, svg};
use crate::trace::event::RunId;

/// A panel higher than this draws only the lanes that can be seen.
const HIGH: f64 = 1600.0;
/// Lanes are drawn in steps of so many pixels of scrolling, and as far beyond what is seen.
const SCROLL_STEP: f64 = 400.0;

#[derive(Properties)]
pub struct RunPanelProps {
    pub trace: Trace,
    pub run: RunId,
    /// Changes when the run has changed; `None` once it has ended.
    pub stamp: Option<u32>,
    pub layout: Rc<Layout>,
    pub send: Callback<Action>,
}

impl PartialEq for RunPanelProps {
    /// What the other runs do is no reason to draw this one again.
    fn eq(&self, other: &RunPanelProps) -> bool {
        self.run == other.run
            && self.stamp == other.stamp
            && self.layout.axis == other.layout.axis
            && self.send == other.send
            && self.trace.is_of_same_session(&other.trace)
            && self.layout.height(self.run) == other.layout.height(other.run)
    }
}

#[component]
pub fn RunPanel(props: &RunPanelProps) -> Html {
    let lanes = use_node_ref();
    let height = props.layout.height(props.run);
    let seen = use_seen(&lanes, height);
    let chosen = use_state(|| None::<usize>);
    let panel = props
        .trace
        .read(|log| props.layout.panel(log, props.run, seen));
    let Some(panel) = panel.map(Rc::new) else {
        return Html::default();
    };
    let heading = &panel.heading;
    let picture = format!(
        "<svg class=\"timeline\" width=\"{}\" height=\"{height}\" aria-hidden=\"true\">{}</svg>",
        panel.scene.width,
        svg::elements(&panel.scene)
    );

    let point = {
        let (panel, layout, send) = (panel.clone(), props.layout.clone(), props.send.clone());
        Callback::from(move |event: PointerEvent| {
            let rect = event.target_unchecked_into::<Element>();
            let Ok(Some(lanes)) = rect.closest(".lanes") else {
                return;
            };
            let rect = lanes.get_bounding_client_rect();
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            send.emit(Action::Point(pointer_at(&panel, &layout, &rect, at)));
        })
    };
    let leave = {
        let send = props.send.clone();
        Callback::from(move |event: PointerEvent| {
            // A finger that has gone has only let go.
            if event.pointer_type() != "touch" {
                send.emit(Action::Point(None));
            }
        })
    };
    let on_key = {
        let (panel, layout, send) = (panel.clone(), props.layout.clone(), props.send.clone());
        let (chosen, lanes) = (chosen.clone(), lanes.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(element) = lanes.cast::<Element>() else {
                return;
            };
            if event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let marks = &panel.scene.marks;
            let next = match event.key().as_str() {
                "ArrowRight" => step(marks, *chosen, Direction::Right),
                "ArrowLeft" => step(marks, *chosen, Direction::Left),
                "ArrowDown" => step(marks, *chosen, Direction::Down),
                "ArrowUp" => step(marks, *chosen, Direction::Up),
                "Escape" => None,
                _ => return,
            };
            event.prevent_default();
            chosen.set(next);
            let rect = element.get_bounding_client_rect();
            let pointer = next.and_then(|index| {
                let (x, y) = centre(&marks[index])?;
                let at = (rect.left() + x, rect.top() + y);
                let pointer = pointer_at(&panel, &layout, &rect, at)?;
                let meaning = marks[index].meaning;
                Some(Pointer { meaning, ..pointer })
            });
            send.emit(Action::Point(pointer));
        })
    };
    let blur = {
        let (chosen, send) = (chosen.clone(), props.send.clone());
        Callback::from(move |_: FocusEvent| {
            if chosen.is_some() {
                chosen.set(None);
                send.emit(Action::Point(None));
            }
        })
    };
    let outline = (*chosen).and_then(|index| frame(panel.scene.marks.get(index)?));
    let title_id = format!("run-{}", props.run.0);
    html! {
        <article class="panel" aria-labelledby={title_id.clone()}>
            <header>
                <h2 id={title_id}>{ &heading.title }</h2>
                <code>{ &heading.code }</code>
                <span class={classes!("verdict", heading.failed.then_some("failed"))}>{ heading.remark() }</span>
            </header>
            <div
                class="lanes"
                ref={lanes}
                tabindex="0"
                role="group"
                aria-label={format!("Lanes of {}: arrow keys go from bar to bar, plus and minus zoom", heading.title)}
                style={format!("height:{height}px")}
                onpointermove={point.clone()}
                onpointerdown={point}
                onpointerleave={leave}
                onkeydown={on_key}
                onblur={blur}
            >
                { Html::from_html_unchecked(picture.into()) }
                if let Some(style) = outline {
                    <span class="chosen-mark" {style} />
                }
            </div>
        </article>
    }
}

/// What is looked at by a pointer at a place of the window.
fn pointer_at(panel: &Panel, layout: &Layout, lanes: &DomRect, at: (f64, f64)) -> Option<Pointer> {
    let (x, y) = (at.0 - lanes.left(), at.1 - lanes.top());
    let scale = layout.axis.scale;
    let meaning = panel.scene.hit(x, y).and_then(|mark| mark.meaning);
    if meaning.is_none() && !(scale.left..=scale.right()).contains(&x) {
        return None;
    }
    Some(Pointer {
        run: panel.run,
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

/// The mark that an arrow key leads to: the next one of its lane, or the nearest one of the lane above or below.
fn step(marks: &[Mark], from: Option<usize>, direction: Direction) -> Option<usize> {
    let stops = marks.iter().enumerate().filter(|(_, mark)| is_stop(mark));
    let stops = stops.filter_map(|(index, mark)| Some((index, centre(mark)?)));
    let Some((from, (x, y))) = from.and_then(|index| Some((index, centre(marks.get(index)?)?)))
    else {
        return stops.map(|(index, _)| index).next();
    };
    let same_lane = |other: f64| (other - y).abs() < 1.0;
    let distance = |(_, (other_x, other_y)): &(usize, (f64, f64))| match direction {
        Direction::Left | Direction::Right => (other_x - x).abs(),
        Direction::Up | Direction::Down => (other_y - y).abs() * 1e6 + (other_x - x).abs(),
    };
    let ahead = stops.filter(|&(index, (other_x, other_y))| {
        index != from
            && match direction {
                Direction::Left => same_lane(other_y) && other_x < x,
                Direction::Right => same_lane(other_y) && other_x > x,
                Direction::Up => other_y < y && !same_lane(other_y),
                Direction::Down => other_y > y && !same_lane(other_y),
            }
    });
    let nearest = ahead.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    Some(nearest.map_or(from, |(index, _)| index))
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

/// The part of a panel's lanes that can be seen, in pixels from their top, and some more; all of a panel that is not high.
#[hook]
fn use_seen(lanes: &NodeRef, height: f64) -> Range<f64> {
    let high = height > HIGH;
    let seen = use_state_eq(|| 0);
    {
        let (lanes, seen) = (lanes.clone(), seen.setter());
        use_effect_with(high, move |&high| {
            let measure = move || {
                if let Some(lanes) = lanes.cast::<Element>() {
                    let above = -lanes.get_bounding_client_rect().top();
                    seen.set((above / SCROLL_STEP).floor() as i32);
                }
            };
            let listener = high.then(|| {
                measure();
                let options = EventListenerOptions::run_in_capture_phase();
                let scrolled = move |_: &Event| measure();
                EventListener::new_with_options(&browser::window(), "scroll", options, scrolled)
            });
            move || drop(listener)
        });
    }
    if !high {
        return 0.0..f64::INFINITY;
    }
    let inner = browser::window().inner_height().ok();
    let window = inner.and_then(|height| height.as_f64()).unwrap_or(HIGH);
    let top = f64::from(*seen) * SCROLL_STEP;
    top - SCROLL_STEP..top + window + 2.0 * SCROLL_STEP
}
