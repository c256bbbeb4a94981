//! The panels of all runs on one axis, with the axis above them, the cursor across them and the tooltip over them.

use std::rc::Rc;

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
        trace.read(|log| Layout::new(log, &viewport))
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
                <Ruler axis={axis.clone()} />
                <ZoomButtons zoomed={view.is_some()} layout={layout.clone()} send={send.clone()} />
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
                    <Cursor axis={axis.clone()} time={pointer.time} />
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

#[derive(PartialEq, Properties)]
struct RulerProps {
    axis: Axis,
}

#[component]
fn Ruler(props: &RulerProps) -> Html {
    let scene = furniture::ruler(&props.axis);
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

#[derive(PartialEq, Properties)]
struct ZoomButtonsProps {
    zoomed: bool,
    layout: Rc<Layout>,
    send: Callback<Action>,
}

#[component]
fn ZoomButtons(props: &ZoomButtonsProps) -> Html {
    let zoom = |factor: f64| {
        let (range, bounds) = (props.layout.axis.scale.range, props.layout.bounds);
        let middle = range.start + range.duration() / 2.0;
        props
            .send
            .reform(move |_| Action::Look(within(range.zoomed(middle, factor), bounds)))
    };
    html! {
        <div class={classes!("zoom", props.zoomed.then_some("zoomed"))} role="group" aria-label="Zoom">
            <button class="icon" aria-label="Zoom out" disabled={!props.zoomed} onclick={zoom(2.0)}>{ "−" }</button>
            <button class="icon" aria-label="Zoom in" onclick={zoom(0.5)}>{ "+" }</button>
            if props.zoomed {
                <button onclick={props.send.reform(|_| Action::Look(None))}>{ "Fit" }</button>
            }
        </div>
    }
}

/// A range to look at: `None` where it is all there is.
pub fn within(range: TimeRange, bounds: TimeRange) -> Option<TimeRange> {
    let range = range.clamped(bounds);
    (range.duration() < bounds.duration() * 0.9999).then_some(range)
}

#[derive(PartialEq, Properties)]
struct CursorProps {
    axis: Axis,
    /// Seconds since each run's zero.
    time: f64,
}

/// The moment that is pointed at, across all panels.
#[component]
fn Cursor(props: &CursorProps) -> Html {
    let scale = props.axis.scale;
    if !scale.range.contains(props.time) {
        return Html::default();
    }
    let x = scale.x_from_time(props.time) + BORDER;
    let label = duration::moment(props.time, scale.seconds_per_pixel());
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
