//! The panels of all runs on one axis, with the axis above them, the cursor across them and the tooltip over them.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::browser::SizeWatch;
use super::cursor::Cursor;
use super::gestures::{keys, use_gestures};
use super::hooks::{use_kept, use_made, use_node, use_value};
use super::markup::{Act, markup, sends};
use super::panel::RunPanel;
use super::part::{Part, part};
use super::state::{Action, Pointer, Trace};
use super::tooltip::Tooltip;
use crate::share;
use crate::timeline::duration;
use crate::timeline::{Axis, Layout, Places, TimeRange, Viewport, furniture, svg};
use crate::trace::event::{LaneId, RunId};

#[derive(PartialEq)]
pub struct Timelines {
    pub trace: Trace,
    /// The program has ended.
    pub ended: bool,
    /// The program as it ran, where the editor holds it still.
    pub program: Option<Rc<share::State>>,
    pub view: Option<TimeRange>,
    pub pointer: Option<Pointer>,
    pub cursor: Option<Cursor>,
    pub folded: Rc<Vec<LaneId>>,
    /// Runs that are not drawn.
    pub hidden: Rc<Vec<RunId>>,
    pub selected: Option<TimeRange>,
    /// Dragging measures.
    pub measuring: bool,
    pub send: Callback<Action>,
}

impl Part for Timelines {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_timelines(self).run(context)
    }
}

#[hook]
fn use_timelines(props: &Timelines) -> Html {
    let Timelines {
        trace,
        view,
        pointer,
        cursor,
        selected,
        send,
        ..
    } = props;
    let place = use_node();
    let width = use_width(&place);
    let places = use_made(
        (
            trace.clone(),
            props.hidden.clone(),
            props.folded.clone(),
            props.ended,
        ),
        |(trace, hidden, folded, ended)| {
            trace.read(|log| Places::of_page(log, hidden, folded, *ended))
        },
    );
    let shown = (
        trace.clone(),
        props.hidden.clone(),
        props.folded.clone(),
        props.ended,
        *view,
        width,
    );
    let layout = use_made(shown, |(_, _, _, _, view, width)| {
        let whole = Viewport::of_width((width - 2.0 * BORDER).max(LEAST_WIDTH));
        let viewport = Viewport {
            range: *view,
            ..whole
        };
        let layout = Layout::of(places.clone(), &viewport);
        // What was looked at in the run before may lie beyond the end of this one.
        let range = view.and_then(|view| within(view, layout.bounds));
        match range == *view {
            true => layout,
            false => Layout::of(places.clone(), &Viewport { range, ..whole }),
        }
    });
    use_gestures(&place, &layout, props.measuring, send);

    let axis = &layout.axis;
    let stamps = trace.read(|log| {
        let stamp = |run: &crate::trace::Run| match run.end {
            Some(_) => (run.id, None),
            None => (run.id, Some(trace.version)),
        };
        let runs = log.runs().iter();
        let shown = runs.filter(|run| !props.hidden.contains(&run.id));
        shown.map(stamp).collect::<Vec<_>>()
    });
    let on_key = keys(&layout, send);
    let panels = match width > 0.0 && !stamps.is_empty() {
        true => {
            let panel = |&(run, stamp): &(RunId, Option<u32>)| {
                let panel = RunPanel {
                    trace: trace.clone(),
                    run,
                    stamp,
                    layout: layout.clone(),
                    program: props.program.clone(),
                    pointer: pointer.filter(|pointer| pointer.run == run),
                    send: send.clone(),
                };
                part(&run.0.to_string(), panel)
            };
            let tooltip = |pointer: Pointer| Tooltip {
                trace: trace.clone(),
                pointer,
                send: send.clone(),
            };
            markup!(
                "{}{}{}{}{}{}{}",
                ruler(axis),
                zoom_buttons(view.is_some(), &layout, send),
                stamps.iter().map(panel).collect::<Vec<_>>(),
                selected.map(|selected| selection(
                    axis,
                    selected,
                    cursor.map(|cursor| cursor.time)
                )),
                cursor.map(|cursor| handle(&layout, cursor.time, send)),
                // A finger that has put the cursor somewhere points there still.
                pointer
                    .filter(|pointer| cursor.is_none_or(|cursor| cursor.time != pointer.time))
                    .map(|pointer| pointed(axis, pointer.time)),
                pointer.map(|pointer| part("tooltip", tooltip(pointer))),
            )
        }
        false => Html::default(),
    };
    markup!(
        "<div class={} ref={} onkeydown={}>{}</div>",
        match props.measuring {
            true => "timelines measuring",
            false => "timelines",
        },
        &place,
        on_key,
        panels
    )
}

/// Pixels on each side of a panel.
const BORDER: f64 = 1.0;
/// Narrower than this nothing can be read, and the page scrolls.
const LEAST_WIDTH: f64 = 200.0;

fn ruler(axis: &Axis) -> Html {
    let scene = furniture::ruler(axis);
    let picture = format!(
        "<svg class=\"timeline\" width=\"{}\" height=\"{}\" aria-hidden=\"true\">{}</svg>",
        scene.width,
        scene.height,
        svg::elements(&scene)
    );
    markup!(
        r#"<div class="ruler">{}</div>"#,
        Html::from_html_unchecked(picture.into())
    )
}

fn zoom_buttons(zoomed: bool, layout: &Layout, send: &Callback<Action>) -> Html {
    let zoom = |factor: f64| {
        let (range, bounds) = (layout.axis.scale.range, layout.bounds);
        let middle = range.start + range.duration() / 2.0;
        sends(
            send,
            Action::Look(within(range.zoomed(middle, factor), bounds)),
        )
    };
    let fit = match zoomed {
        true => markup!(
            "<button onclick={}>Fit</button>",
            sends(send, Action::Look(None))
        ),
        false => Html::default(),
    };
    markup!(
        r#"<div class={} role="group" aria-label="Zoom">
            <button class="icon" aria-label="Zoom out" disabled={} onclick={}>−</button>
            <button class="icon" aria-label="Zoom in" onclick={}>+</button>
            {}
        </div>"#,
        if zoomed { "zoom zoomed" } else { "zoom" },
        !zoomed,
        zoom(2.0),
        zoom(0.5),
        fit
    )
}

/// A range to look at: `None` where it is all there is.
pub fn within(range: TimeRange, bounds: TimeRange) -> Option<TimeRange> {
    if range.duration() >= bounds.duration() * 0.9999 {
        return None;
    }
    let is_inside = bounds.contains(range.start) && bounds.contains(range.end);
    Some(if is_inside {
        range
    } else {
        range.clamped(bounds)
    })
}

/// The pixel of a moment, if it can be seen.
fn seen_x(axis: &Axis, time: f64) -> Option<f64> {
    let scale = axis.scale;
    scale
        .range
        .contains(time)
        .then(|| scale.x_from_time(time) + BORDER)
}

/// The moment that is pointed at, in seconds since each run's zero, across all panels.
fn pointed(axis: &Axis, time: f64) -> Html {
    let Some(x) = seen_x(axis, time) else {
        return Html::default();
    };
    let label = duration::moment(time, axis.scale.seconds_per_pixel());
    markup!(
        r#"<div class="cursor" style={} aria-hidden="true"><span class="chip">{}</span></div>"#,
        at(x),
        label
    )
}

/// The style of what stands at a pixel.
fn at(x: f64) -> String {
    format!("left:{x:.1}px")
}

/// The cursor, to be moved by the keys; dragging it is the gestures' part.
fn handle(layout: &Layout, time: f64, send: &Callback<Action>) -> Html {
    let axis = &layout.axis;
    let Some(x) = seen_x(axis, time) else {
        return Html::default();
    };
    let label = duration::moment(time, axis.scale.seconds_per_pixel());
    let (bounds, visible) = (layout.bounds, axis.scale.range.duration());
    let send = send.clone();
    let on_key = Act::new(move |event: KeyboardEvent| {
        let step = visible / if event.shift_key() { 10.0 } else { 100.0 };
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => time - step,
            "ArrowRight" | "ArrowUp" => time + step,
            "Home" => bounds.start,
            "End" => bounds.end,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        send.emit(Action::SeekTime(to));
    });
    markup!(
        r#"<div
            class="cursor set"
            style={}
            role="slider"
            tabindex="0"
            aria-label="Cursor"
            aria-valuemin={}
            aria-valuemax={}
            aria-valuenow={}
            aria-valuetext={}
            onkeydown={}
        ><span class="chip">{}</span></div>"#,
        at(x),
        bounds.start.to_string(),
        bounds.end.to_string(),
        time.to_string(),
        &label,
        on_key,
        &label
    )
}

/// The stretch that is measured, across all panels. Its length stands where the cursor's time does not.
fn selection(axis: &Axis, selected: TimeRange, cursor: Option<f64>) -> Html {
    let scale = axis.scale;
    let x = |time: f64| scale.x_from_time(time).clamp(scale.left, scale.right()) + BORDER;
    let (left, right) = (x(selected.start), x(selected.end));
    let middle = (left + right) / 2.0;
    let place = match cursor.map(|time| x(time) < middle) {
        None => "left:50%",
        Some(true) => "left:75%",
        Some(false) => "left:25%",
    };
    markup!(
        r#"<div class="selection" style={} aria-hidden="true"><span class="chip" style={}>{}</span></div>"#,
        format!("left:{left:.1}px;width:{:.1}px", right - left),
        place,
        duration::short(selected.duration())
    )
}

/// The width of an element, in pixels, now and whenever it changes.
#[hook]
fn use_width(node: &NodeRef) -> f64 {
    let width = use_value(0.0);
    let (node, set) = (node.clone(), width.clone());
    use_kept((), move |()| {
        let element = node.cast::<HtmlElement>();
        let measure = move |element: &HtmlElement| set.set(f64::from(element.client_width()));
        element.map(|element| {
            measure(&element);
            SizeWatch::new(&element.clone(), move || measure(&element))
        })
    });
    width.get()
}
