//! Zoom and pan: the wheel, dragging, two fingers and the keys become the range that is looked at. Dragging along the ruler
//! moves the cursor, and with Shift, or while one measures, it selects a stretch of time.
//!
//! A wheel without a modifier scrolls where there is something to scroll, and zooms where there is not; with Ctrl, as a
//! trackpad's pinch sends it, it always zooms. Sideways it moves along the axis.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::hooks::use_kept;
use super::markup::Act;
use super::state::Action;
use super::timelines::within;
use crate::timeline::{Layout, TimeRange};

/// By how much a pixel of the wheel zooms.
const WHEEL: f64 = 0.002;
/// Pixels of a line where a wheel counts in lines.
const LINE: f64 = 16.0;
/// Pixels that a pointer may tremble before it drags.
const TREMBLE: f64 = 4.0;
/// By how much a key zooms.
const KEY: f64 = 0.5;
/// The part of what is seen by which a key moves.
const STEP: f64 = 0.2;

/// Lets a person zoom and pan `node` by wheel, mouse and fingers.
#[hook]
pub fn use_gestures(node: &NodeRef, layout: &Rc<Layout>, measuring: bool, send: &Callback<Action>) {
    let latest = use_mut_ref(|| layout.clone());
    *latest.borrow_mut() = layout.clone();
    let measures = use_mut_ref(|| measuring);
    *measures.borrow_mut() = measuring;
    let (node, send) = (node.clone(), send.clone());
    use_kept((), move |()| {
        let surface = node.cast::<Element>().map(|element| Surface {
            element,
            latest,
            measures,
            send,
            down: RefCell::default(),
            origin: RefCell::default(),
        });
        surface.map(|surface| Rc::new(surface).listen())
    });
}

/// What the keys do: plus and minus zoom, 0 shows all, Shift and an arrow move along the axis.
pub fn keys(layout: &Rc<Layout>, send: &Callback<Action>) -> Act {
    let (layout, send) = (layout.clone(), send.clone());
    Act::new(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let range = layout.axis.scale.range;
        let middle = range.start + range.duration() / 2.0;
        let step = range.duration() * STEP;
        let range = match event.key().as_str() {
            "+" | "=" => range.zoomed(middle, KEY),
            "-" | "_" => range.zoomed(middle, 1.0 / KEY),
            "0" => layout.bounds,
            "ArrowLeft" if event.shift_key() => range.shifted(-step),
            "ArrowRight" if event.shift_key() => range.shifted(step),
            _ => return,
        };
        event.prevent_default();
        send.emit(Action::Look(within(range, layout.bounds)));
    })
}

/// The element that is zoomed, and the fingers (or the mouse with its button down) on it.
struct Surface {
    element: Element,
    latest: Rc<RefCell<Rc<Layout>>>,
    measures: Rc<RefCell<bool>>,
    send: Callback<Action>,
    /// Each pointer that is down, and where.
    down: RefCell<Vec<(i32, f64)>>,
    /// How things were when a pointer came or went.
    origin: RefCell<Option<Origin>>,
}

struct Origin {
    /// Where the pointers were, in the order of `down`.
    at: Vec<f64>,
    layout: Rc<Layout>,
    /// It has moved further than hands tremble.
    moving: bool,
    drag: Drag,
}

/// What dragging does.
#[derive(Clone, Copy, PartialEq)]
enum Drag {
    Pan,
    Scrub,
    Select,
}

impl Surface {
    fn listen(self: Rc<Self>) -> Vec<EventListener> {
        let on = |name: &'static str, act: fn(&Surface, &Event)| {
            let surface = self.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&self.element, name, options, move |event| {
                act(&surface, event);
            })
        };
        vec![
            on("wheel", |surface, event| {
                surface.wheel(event.unchecked_ref())
            }),
            on("pointerdown", |surface, event| {
                surface.came(event.unchecked_ref())
            }),
            on("pointermove", |surface, event| {
                surface.moved(event.unchecked_ref())
            }),
            on("pointerup", |surface, event| {
                surface.went(event.unchecked_ref())
            }),
            on("pointercancel", |surface, event| {
                surface.went(event.unchecked_ref())
            }),
        ]
    }

    fn wheel(&self, event: &WheelEvent) {
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_PIXEL => 1.0,
            WheelEvent::DOM_DELTA_LINE => LINE,
            _ => f64::from(self.element.client_height()),
        };
        let (mut across, mut along) = (event.delta_x() * unit, event.delta_y() * unit);
        if event.shift_key() && across == 0.0 {
            (across, along) = (along, 0.0);
        }
        let layout = self.latest.borrow().clone();
        let scale = layout.axis.scale;
        let range = if across.abs() > along.abs() {
            scale.range.shifted(across * scale.seconds_per_pixel())
        } else if event.ctrl_key() || event.meta_key() || !self.can_scroll() {
            let around = scale.time_from_x(self.x(event));
            scale.range.zoomed(around, (along * WHEEL).exp())
        } else {
            return;
        };
        event.prevent_default();
        self.look(range, &layout);
    }

    fn came(&self, event: &PointerEvent) {
        if event.button() != 0 || is_control(event) {
            return;
        }
        let x = self.x(event);
        self.down.borrow_mut().push((event.pointer_id(), x));
        let drag = match () {
            () if is_in(event, ".ruler, .cursor") => Drag::Scrub,
            () if event.shift_key() || *self.measures.borrow() => Drag::Select,
            () => Drag::Pan,
        };
        self.begin_anew(drag);
        if drag == Drag::Scrub {
            let scale = self.latest.borrow().axis.scale;
            self.send.emit(Action::SeekTime(scale.time_from_x(x)));
        }
    }

    fn moved(&self, event: &PointerEvent) {
        // The panel has its own use for a bar's end.
        if is_in(event, "[data-pull]") {
            return;
        }
        let mut down = self.down.borrow_mut();
        let Some(pointer) = down.iter_mut().find(|(id, _)| *id == event.pointer_id()) else {
            return;
        };
        pointer.1 = self.x(event);
        let mut origin = self.origin.borrow_mut();
        let Some(origin) = &mut *origin else {
            return;
        };
        let scale = origin.layout.axis.scale;
        let range = match (origin.at.as_slice(), down.as_slice()) {
            (&[from], &[(id, to)]) => {
                if !origin.moving && (to - from).abs() < TREMBLE {
                    return;
                }
                if !origin.moving {
                    origin.moving = true;
                    // So that it goes on outside of the element; a pointer that has just gone cannot be held.
                    let _ = self.element.set_pointer_capture(id);
                }
                let (from_time, to_time) = (scale.time_from_x(from), scale.time_from_x(to));
                match origin.drag {
                    Drag::Pan => scale.range.shifted((from - to) * scale.seconds_per_pixel()),
                    Drag::Scrub => return self.send.emit(Action::SeekTime(to_time)),
                    Drag::Select => {
                        let range = TimeRange::new(from_time.min(to_time), from_time.max(to_time));
                        let range = range.clamped(origin.layout.bounds);
                        return self.send.emit(Action::Select(Some(range)));
                    }
                }
            }
            (&[from_1, from_2, ..], &[(_, to_1), (_, to_2), ..]) => {
                let factor = (from_1 - from_2).abs().max(1.0) / (to_1 - to_2).abs().max(1.0);
                let around = scale.time_from_x((from_1 + from_2) / 2.0);
                let moved = (from_1 + from_2 - to_1 - to_2) / 2.0 * scale.seconds_per_pixel();
                scale.range.zoomed(around, factor).shifted(moved * factor)
            }
            _ => return,
        };
        self.look(range, &origin.layout);
    }

    fn went(&self, event: &PointerEvent) {
        self.down
            .borrow_mut()
            .retain(|(id, _)| *id != event.pointer_id());
        self.begin_anew(Drag::Pan);
    }

    fn begin_anew(&self, drag: Drag) {
        let at: Vec<f64> = self.down.borrow().iter().map(|(_, x)| *x).collect();
        let layout = self.latest.borrow().clone();
        let origin = Origin {
            at,
            layout,
            moving: false,
            drag,
        };
        *self.origin.borrow_mut() = Some(origin);
    }

    fn look(&self, range: TimeRange, layout: &Layout) {
        self.send.emit(Action::Look(within(range, layout.bounds)));
    }

    /// Pixels from the left edge of the panels.
    fn x(&self, event: &web_sys::MouseEvent) -> f64 {
        f64::from(event.client_x()) - self.element.get_bounding_client_rect().left() - 1.0
    }

    /// Whether the timelines are longer than what they stand in.
    fn can_scroll(&self) -> bool {
        let mut element = self.element.parent_element();
        while let Some(outer) = element {
            if outer.scroll_height() > outer.client_height() + 1 && outer.client_height() > 0 {
                return true;
            }
            element = outer.parent_element();
        }
        false
    }
}

/// Whether a pointer is on something that has its own use for it.
fn is_control(event: &PointerEvent) -> bool {
    is_in(event, "button, a")
}

/// Whether a pointer is on, or within, what a selector names.
fn is_in(event: &PointerEvent, selector: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
}
