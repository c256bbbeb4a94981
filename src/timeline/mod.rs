//! From the trace to a picture: lanes, one time scale for all runs, a scene of plain shapes, and SVG.
//!
//! [`Layout`] places the lanes of all runs on one axis and draws each run's [`Panel`]; [`summary`] has the totals. A page
//! puts [`svg::DEFS`] into itself once and styles it by [`theme::style`]; it shows [`svg::elements`] of each scene, asks
//! [`Scene::hit`] and [`hover::describe`] what lies under the pointer, and zooms by giving the [`Viewport`] a range from
//! [`TimeRange::zoomed`] and [`TimeRange::clamped`]. [`picture`] makes a file that stands alone from the same scenes.
//!
//! All of it is arithmetic on `f64`. It knows only the trace, and never an event loop, a browser or a clock.

mod bars;
pub mod duration;
pub mod furniture;
mod hit;
pub mod hover;
pub mod lanes;
mod layout;
mod motion;
pub mod overlay;
mod paint;
pub mod path;
pub mod picture;
pub mod plain;
pub mod scale;
pub mod scene;
pub mod summary;
pub mod svg;
pub mod table;
mod text;
pub mod theme;

pub use layout::{Layout, Place, Places, Viewport, WakeUps};
pub use picture::Picture;
pub use scale::{Scale, TimeRange};
pub use scene::{Axis, Mark, Meaning, Panel, Role, Scene, Shape};

#[cfg(test)]
mod tests;
