//! The panels of all runs on one axis, with the axis above them, the cursor across them and the tooltip over them.

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::gestures::{keys, use_gestures};
use super::panel::RunPanel;
use super::state::{Action, Pointer, Trace};
use super::tooltip::Tooltip;
use crate::timeline::duration;
use crate::timeline::{Axis, Layout, TimeRange, Viewport, furniture, svg};

#[derive(PartialEq, Properties)]
pub struct TimelinesProps {
    pub trace: Trace,
    pub view: Option<TimeRange>,
    pub pointer: Option<Pointer>,
    pub send: Callback<Action>,
}

#[component]
pub fn Timelines(props: &TimelinesProps) -> Html {
    let TimelinesProps {
        trace,
        view,
        pointer,
        send,
    } = props;
    let place = use_node_ref();
    let width = use_width(&place);
    let layout = use_memo((trace.clone(), *view, width), |(trace, view, width)| {
        let whole = Viewport::of_width((width - 2.0 * BORDER).max(LEAST_WIDTH));
        let viewport = Viewport {
            range: *view,
            ..whole
        };
        trace.read(|log| {
            let layout = Layout::new(log, &viewport);
            // What was looked at in the run before may lie beyond the end of this one.
            let range = view.and_then(|view| within(view, layout.bounds));
            match range == *view {
                true => layout,
                false => Layout::new(log, &Viewport { range, ..whole }),
            }
        })
    });
    use_gestures(&place, &layout, send);

    let axis = &layout.axis;
    let stamps = trace.read(|log| {
        let stamp = |run: &crate::trace::Run| match run.end {
            Some(_) => (run.id, None),
            None => (run.id, Some(trace.version)),
        };
        log.runs().iter().map(stamp).collect::<Vec<_>>()
    });
    let on_key = keys(&layout, send);
    html! {
        <div class="timelines" ref={place} onkeydown={on_key}>
            if width > 0.0 && !stamps.is_empty() {
                { ruler(axis) }
                { zoom_buttons(view.is_some(), &layout, send) }
                { for stamps.iter().map(|&(run, stamp)| html! {
                    <RunPanel
                        key={run.0}
                        trace={trace.clone()}
                        {run}
                        {stamp}
                        layout={layout.clone()}
                        send={send.clone()}
                    />
                }) }
                if let Some(pointer) = pointer {
                    { cursor(axis, pointer.time) }
                    <Tooltip trace={trace.clone()} pointer={*pointer} />
                }
            }
        </div>
    }
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
    html! {
        <div class="ruler">{ Html::from_html_unchecked(picture.into()) }</div>
    }
}

fn zoom_buttons(zoomed: bool, layout: &Layout, send: &Callback<Action>) -> Html {
    let zoom = |factor: f64| {
        let (range, bounds) = (layout.axis.scale.range, layout.bounds);
        let middle = range.start + range.duration() / 2.0;
        send.reform(move |_| Action::Look(within(range.zoomed(middle, factor), bounds)))
    };
    html! {
        <div class={classes!("zoom", zoomed.then_some("zoomed"))} role="group" aria-label="Zoom">
            <button class="icon" aria-label="Zoom out" disabled={!zoomed} onclick={zoom(2.0)}>{ "−" }</button>
            <button class="icon" aria-label="Zoom in" onclick={zoom(0.5)}>{ "+" }</button>
            if zoomed {
                <button onclick={send.reform(|_| Action::Look(None))}>{ "Fit" }</button>
            }
        </div>
    }
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

/// The moment that is pointed at, in seconds since each run's zero, across all panels.
fn cursor(axis: &Axis, time: f64) -> Html {
    let scale = axis.scale;
    if !scale.range.contains(time) {
        return Html::default();
    }
    let x = scale.x_from_time(time) + BORDER;
    let label = duration::moment(time, scale.seconds_per_pixel());
    html! {
        <div class="cursor" style={format!("left:{x:.1}px")} aria-hidden="true">
            <span class="chip">{ label }</span>
        </div>
    }
}

/// The width of an element, in pixels, now and whenever it changes.
#[hook]
fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| 0.0);
    let (node, set) = (node.clone(), width.setter());
    use_effect_with((), move |()| {
        let element = node.cast::<HtmlElement>();
        let measure = move |element: &HtmlElement| set.set(f64::from(element.client_width()));
        let watched = element.map(|element| {
            measure(&element);
            let seen = element.clone();
            let changed = Closure::<dyn FnMut()>::new(move || measure(&seen));
            let observer = ResizeObserver::new(changed.as_ref().unchecked_ref());
            if let Ok(observer) = &observer {
                observer.observe(&element);
            }
            (observer, changed)
        });
        move || {
            if let Some((Ok(observer), _)) = &watched {
                observer.disconnect();
            }
        }
    });
    *width
}
