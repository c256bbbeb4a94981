//! The lanes of a run in bands, one picture each: scrolling draws the band that comes into sight and no other. A run that is
//! not high is one band.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Element, Event};
use yew::functional::HookContext;
use yew::prelude::*;

use super::browser::{self, SizeWatch};
use super::hooks::{use_kept, use_value};
use super::part::Part;
use super::state::Trace;
use crate::timeline::{Layout, svg};
use crate::trace::event::RunId;

/// A panel higher than this is drawn in bands.
const HIGH: f64 = 700.0;
/// Pixels of a band.
const BAND: f64 = 156.0;
/// Bands that are drawn above and below those that can be seen.
const SPARE: i32 = 1;
/// A band of more marks than this is drawn with as few elements as will do.
const CROWD: usize = 75;

/// One band.
pub struct Band {
    pub trace: Trace,
    pub run: RunId,
    /// Changes when the run has changed; `None` once it has ended.
    pub stamp: Option<u32>,
    pub layout: Rc<Layout>,
    /// From pixel to pixel, from the top of the lanes; to infinity where it is all.
    pub part: (f64, f64),
}

impl PartialEq for Band {
    /// What the other runs do is no reason to draw this one again.
    fn eq(&self, other: &Band) -> bool {
        self.run == other.run
            && self.stamp == other.stamp
            && self.part == other.part
            && self.layout.axis == other.layout.axis
            && self.trace.is_of_same_session(&other.trace)
            && self.layout.height(self.run) == other.layout.height(other.run)
    }
}

impl Part for Band {
    fn draw(&self, _: &mut HookContext) -> Html {
        let (top, bottom) = self.part;
        let panel = self
            .trace
            .read(|log| self.layout.panel(log, self.run, top..bottom));
        let Some(panel) = panel else {
            return Html::default();
        };
        let width = panel.scene.width;
        let (height, most) = match bottom.is_finite() {
            true => (bottom - top, CROWD),
            false => (panel.scene.height, svg::CROWD),
        };
        let picture = format!(
            "<svg class=\"timeline band\" style=\"top:{top}px\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 {top} {width} {height}\" aria-hidden=\"true\">{}</svg>",
            svg::elements_within(&panel.scene, most)
        );
        Html::from_html_unchecked(picture.into())
    }
}

/// The bands of lanes that are so high, as far as they can be seen. Each has its place in the list as long as it is seen, and
/// one that comes takes the place of one that has gone: so nothing is moved in the document.
#[hook]
pub fn use_bands(lanes: &NodeRef, height: f64) -> Vec<(f64, f64)> {
    let high = height > HIGH;
    // The first band, and how many.
    let seen = use_value((0, 0));
    {
        let (lanes, seen) = (lanes.clone(), seen.clone());
        use_kept(high, move |&high| {
            let element = lanes.cast::<Element>().filter(|_| high);
            element.map(|lanes| {
                let stage = lanes.closest(".stage").ok().flatten();
                let stage = stage.unwrap_or_else(|| lanes.clone());
                let measure = {
                    let stage = stage.clone();
                    move || seen.set(bands_in_sight(&stage, &lanes))
                };
                measure();
                let on = |name: &'static str| {
                    let measure = measure.clone();
                    let options = EventListenerOptions::run_in_capture_phase();
                    let changed = move |_: &Event| measure();
                    EventListener::new_with_options(&browser::window(), name, options, changed)
                };
                let listeners = (on("scroll"), on("resize"));
                (listeners, SizeWatch::new(&stage, measure))
            })
        });
    }
    if !high {
        return vec![(0.0, f64::INFINITY)];
    }
    let (first, count) = seen.get();
    let all = (height / BAND).ceil() as i32;
    let first = first.clamp(0, (all - count).max(0));
    let part = |place: i32| {
        let band = first + (place - first).rem_euclid(count);
        (f64::from(band) * BAND, f64::from(band + 1) * BAND)
    };
    (0..count).map(part).collect()
}

/// The first band that is drawn, and how many are, where the stage scrolls, or the window with all of the stage.
fn bands_in_sight(stage: &Element, lanes: &Element) -> (i32, i32) {
    let window = browser::window().inner_height().ok();
    let window = window
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    let stage = stage.get_bounding_client_rect();
    let (top, bottom) = (stage.top().max(0.0), stage.bottom().min(window));
    let above = top - lanes.get_bounding_client_rect().top();
    let first = (above / BAND).floor() as i32 - SPARE;
    let count = ((bottom - top) / BAND).ceil().max(0.0) as i32 + 1 + 2 * SPARE;
    (first, count)
}
