//! A picture that moves: what happened comes into sight from left to right, as a line moves along the axis, again and again.
//!
//! All of it is a style sheet inside of the file, so it plays wherever the picture is shown. For readers who want nothing to move, and
//! where style sheets are not played, it is the whole picture at once; it rests under the pointer.

use super::scene::Axis;
use super::svg::Px;

/// Seconds from one beginning to the next.
const ROUND: u32 = 10;
/// The part of them, in hundredths, in which the line moves; then the whole is shown.
const MOVING: u32 = 80;
/// Pixels left of the zero that belong to what happened there.
const EDGE: f64 = 8.0;

/// The way of the line.
pub struct Motion {
    /// Pixels from the edge of a panel.
    start: f64,
    width: f64,
}

impl Motion {
    /// What stands between this and [`after`](Motion::after) comes into sight bit by bit.
    pub const BEFORE: &str = "<g clip-path=\"url(#timeline-past)\">";

    /// From the zero of the axis to the edge of the panel, beyond the signs at the end of the lanes.
    pub fn along(axis: &Axis) -> Motion {
        Motion {
            start: axis.scale.left,
            width: axis.width - axis.scale.left,
        }
    }

    /// What is added to the picture's style sheet.
    pub fn style(&self) -> String {
        let width = Px(self.width);
        format!(
            "@media (prefers-reduced-motion:no-preference){{\n\
             @keyframes timeline-past{{from{{transform:translateX(-{width}px)}}{MOVING}%,to{{transform:none}}}}\n\
             @keyframes timeline-now{{from{{opacity:1;transform:none}}{MOVING}%{{opacity:1;transform:translateX({width}px)}}\
             {}%,to{{opacity:0;transform:translateX({width}px)}}}}\n\
             .timeline .past{{animation:timeline-past {ROUND}s linear infinite}}\n\
             .timeline .now{{animation:timeline-now {ROUND}s linear infinite}}\n\
             .timeline:hover .past,.timeline:hover .now{{animation-play-state:paused}}\n\
             }}\n\
             .timeline .now{{opacity:0}}\n",
            MOVING + 1,
        )
    }

    /// The part of a panel that can be seen, for panels of up to this height.
    pub fn past(&self, height: f64) -> String {
        let (x, width) = (Px(self.start - EDGE), Px(self.width + EDGE));
        let height = Px(height);
        format!(
            "<clipPath id=\"timeline-past\"><rect class=\"past\" x=\"{x}\" width=\"{width}\" height=\"{height}\"/></clipPath>\n"
        )
    }

    /// The end of what comes into sight, with the line in a panel of this height.
    pub fn after(&self, height: f64) -> String {
        let (x, height) = (Px(self.start), Px(height));
        format!("</g><line class=\"path now\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\"/>")
    }
}

#[cfg(test)]
mod tests {
    use crate::timeline::picture::{Picture, svg};
    use crate::trace::builder;

    #[test]
    fn what_happened_comes_into_sight_and_names_stand() {
        let log = builder::three_ways();
        let animated = Picture {
            animated: true,
            ..Picture::default()
        };
        let (still, moving) = (svg(&log, &Picture::default()), svg(&log, &animated));
        assert!(!still.contains("timeline-past"));
        let (_, panels) = moving.split_once("</clipPath>").expect("a way to clip");
        assert_eq!(
            panels.matches("clip-path=\"url(#timeline-past)\"").count(),
            log.runs().len()
        );
        for panel in panels.split("<g clip-path").skip(1) {
            let (past, rest) = panel.split_once("</g>").expect("its end");
            assert!(past.contains("class=\"waiting\"") && !past.contains("lane-name"));
            assert!(rest.starts_with("<line class=\"path now\""));
        }
        // Whoever wants nothing to move sees the whole.
        let (before, _) = moving.split_once("@keyframes").expect("movement");
        assert!(
            before
                .trim_end()
                .ends_with("@media (prefers-reduced-motion:no-preference){")
        );
    }
}
