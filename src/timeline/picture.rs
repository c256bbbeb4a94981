//! A picture that stands alone: totals as large figures, the axis, a panel for each run and a legend, in one SVG file.

use std::rc::Rc;

use super::duration::Figure;
use super::layout::{Layout, Places, Viewport, WakeUps};
use super::motion::Motion;
use super::scale::TimeRange;
use super::scene::{Anchor, Mark, Panel, Role};
use super::summary::Total;
use super::svg::{DEFS, Px, Svg};
use super::theme::Theme;
use super::{furniture, hover, summary, table, text};
use crate::trace::Log;
use crate::trace::event::RunId;

/// What a picture is to look like.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Pixels.
    pub width: f64,
    pub theme: Theme,
    /// The part of the axis to show; `None` for all of it.
    pub range: Option<TimeRange>,
    pub wake_ups: WakeUps,
    /// Runs that are not drawn.
    pub hidden: Vec<RunId>,
    /// The runs grow along the axis, again and again.
    pub animated: bool,
    /// The lanes of a run beyond this many are counted and not drawn.
    pub most_lanes: usize,
    /// So are runs.
    pub most_runs: usize,
}

impl Default for Picture {
    fn default() -> Picture {
        Picture {
            width: 960.0,
            theme: Theme::Auto,
            range: None,
            wake_ups: WakeUps::None,
            hidden: Vec::new(),
            animated: false,
            most_lanes: 120,
            most_runs: 24,
        }
    }
}

const LEAST_WIDTH: f64 = 280.0;
const GAP: f64 = 12.0;
const RULER: f64 = 24.0;
const PANEL_HEAD: f64 = 33.0;
const PANEL_PADDING: f64 = 14.0;

/// The timelines of all runs as one SVG file.
pub fn svg(log: &Log, picture: &Picture) -> String {
    let width = picture.width.max(LEAST_WIDTH);
    let viewport = Viewport {
        range: picture.range,
        wake_ups: picture.wake_ups,
        ..Viewport::of_width(width)
    };
    let margin = if viewport.narrow { 12.0 } else { 20.0 };
    let viewport = Viewport {
        width: width - 2.0 * margin,
        ..viewport
    };
    let layout = Layout::of(Rc::new(Places::of(log, &picture.hidden)), &viewport);
    let places = layout.runs().iter().take(picture.most_runs);
    let shown: Vec<RunId> = places.clone().map(|place| place.run).collect();
    let totals = summary::totals(log).into_iter();
    let totals: Vec<Total> = totals.filter(|total| shown.contains(&total.run)).collect();
    let mut sheet = Sheet {
        svg: Svg::default(),
        y: margin,
        margin,
        width: viewport.width,
        narrow: viewport.narrow,
        motion: picture.animated.then(|| Motion::along(&layout.axis)),
    };
    sheet.totals(&totals);
    sheet.ruler(&layout);
    for place in places {
        let (run, rows) = (place.run, &place.rows);
        let shown = rows.len().min(picture.most_lanes);
        let height = layout.height(run) - (rows.len() - shown) as f64 * layout.row_height();
        // Half a row less keeps the first row that is left out from touching what is seen.
        let seen = if shown < rows.len() {
            height - layout.row_height() / 2.0
        } else {
            height
        };
        if let Some(panel) = layout.panel(log, run, 0.0..seen) {
            sheet.panel(log, &panel, height, rows.len() - shown);
        }
    }
    let left_out = layout.runs().len().saturating_sub(picture.most_runs);
    if left_out > 0 {
        let plural = if left_out == 1 { "" } else { "s" };
        sheet.line_of_text("notice", &format!("… and {left_out} more run{plural}"));
    }
    sheet.legend();
    if let Some(notice) = summary::notice(log) {
        sheet.line_of_text("notice", &notice);
    }
    let height = sheet.y + margin - GAP;

    let mut file = Svg::default();
    file.write(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" role=\"img\" aria-labelledby=\"timeline-title timeline-desc\" \
         width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\n",
        w = Px(width),
        h = Px(height),
    ));
    file.text.push_str("<title id=\"timeline-title\">");
    file.escape(&format!("Timelines: {}", summary::totals_line(totals)));
    file.text.push_str("</title>\n<desc id=\"timeline-desc\">");
    file.escape(&table::outline(log, &shown));
    file.write(format_args!(
        "</desc>\n<style>\n{}{}</style>\n{DEFS}\n",
        picture.theme.style(),
        sheet.motion.as_ref().map(Motion::style).unwrap_or_default(),
    ));
    if let Some(motion) = &sheet.motion {
        file.text.push_str(&motion.past(height));
    }
    file.rect(0.0, 0.0, width, height, 0.0, "ground");
    file.text.push('\n');
    file.text.push_str(&sheet.svg.text);
    file.text.push_str("</svg>\n");
    file.text
}

/// The file's body while it is written from top to bottom.
struct Sheet {
    svg: Svg,
    /// The top of what comes next.
    y: f64,
    margin: f64,
    /// Between the margins.
    width: f64,
    narrow: bool,
    motion: Option<Motion>,
}

impl Sheet {
    fn totals(&mut self, totals: &[Total]) {
        if totals.is_empty() {
            return;
        }
        let most = if self.narrow { 3 } else { 4 };
        let columns = totals.len().min(most);
        // A lone total does not need a whole row.
        let shares = columns.max(most - 1);
        let gap = if self.narrow { 8.0 } else { GAP };
        let card = (self.width - gap * (shares as f64 - 1.0)) / shares as f64;
        let padding = if self.narrow { 10.0 } else { 16.0 };
        let room = card - 2.0 * padding;
        let height = if self.narrow { 80.0 } else { 100.0 };
        for (index, total) in totals.iter().enumerate() {
            if index > 0 && index % columns == 0 {
                self.y += height + gap;
            }
            let (x, y) = (
                self.margin + (index % columns) as f64 * (card + gap),
                self.y,
            );
            self.svg
                .rect(x + 0.5, y + 0.5, card - 1.0, height - 1.0, 12.0, "box");
            let small = if self.narrow { " small" } else { "" };
            let size = if self.narrow { 11.5 } else { 13.0 };
            let measure = |text: &str| text::width(text, size);
            let title = text::fit(&total.title, room, measure).unwrap_or_default();
            let x = x + padding;
            let class = format!("card-title{small}");
            self.svg.label(x, y + 25.0, Anchor::Start, &class, &title);

            let faster = if total.faster { " faster" } else { "" };
            let width = |figure: &Figure| {
                text::width(&figure.number, 34.0) + text::width(&figure.unit, 17.0) + 12.0
            };
            let crowded = self.narrow || total.figures.iter().map(width).sum::<f64>() > room;
            let figure_small = if crowded { " small" } else { "" };
            let base = y + if self.narrow { 49.0 } else { 61.0 };
            let (figure_x, figure_y) = (Px(x), Px(base));
            self.svg.write(format_args!(
                "<text x=\"{figure_x}\" y=\"{figure_y}\" class=\"figure{figure_small}{faster}\">"
            ));
            for (index, figure) in total.figures.iter().enumerate() {
                let gap = if index > 0 { " dx=\"8\"" } else { "" };
                self.svg.span("number", gap, &figure.number);
                self.svg
                    .span(&format!("unit{figure_small}"), " dx=\"4\"", &figure.unit);
            }
            self.svg.text.push_str("</text>");

            let remark = text::fit(&total.remark, room, measure).unwrap_or_default();
            let base = y + if self.narrow { 68.0 } else { 84.0 };
            let class = format!("remark{small}{faster}");
            self.svg.label(x, base, Anchor::Start, &class, &remark);
            self.svg.text.push('\n');
        }
        self.y += height + GAP;
    }

    fn ruler(&mut self, layout: &Layout) {
        self.group_start(0.0, 0.0);
        self.svg.scene(&furniture::ruler(&layout.axis));
        self.svg.text.push_str("</g>\n");
        self.y += RULER;
    }

    fn panel(&mut self, log: &Log, panel: &Panel, height: f64, left_out: usize) {
        let notice = if left_out > 0 { 22.0 } else { 0.0 };
        let (x, y, width) = (self.margin, self.y, self.width);
        self.svg.rect(
            x + 0.5,
            y + 0.5,
            width - 1.0,
            PANEL_HEAD + height + notice - 1.0,
            12.0,
            "box",
        );
        self.heading(panel);
        self.group_start(0.0, PANEL_HEAD);
        let tooltip = |mark: &Mark| Some(hover::describe(log, mark.meaning?).text());
        let marks = panel.scene.marks.iter();
        let (still, moving): (Vec<&Mark>, Vec<&Mark>) = match &self.motion {
            Some(_) => marks.partition(|mark| !mark.role.is_in_time()),
            None => (marks.collect(), Vec::new()),
        };
        for mark in still {
            self.svg.mark(mark, tooltip(mark).as_deref());
        }
        if let Some(motion) = &self.motion {
            self.svg.text.push_str(Motion::BEFORE);
            for mark in moving {
                self.svg.mark(mark, tooltip(mark).as_deref());
            }
            self.svg.text.push_str(&motion.after(height));
        }
        if left_out > 0 {
            let plural = if left_out == 1 { "" } else { "s" };
            let text = format!("… and {left_out} more lane{plural}");
            let (x, y) = (PANEL_PADDING, height + 10.0);
            self.svg
                .label(x, y, Anchor::Start, Role::MoreLanes.class(), &text);
        }
        self.svg.text.push_str("</g>\n");
        self.y += PANEL_HEAD + height + notice + GAP;
    }

    /// Title and code on the left, on the right how it ended or how it spent its time; what does not fit is left out.
    fn heading(&mut self, panel: &Panel) {
        let heading = &panel.heading;
        let base = self.y + 23.0;
        let mut room = self.width - 2.0 * PANEL_PADDING;
        let bold = |text: &str| text::width(text, 14.0) * 1.06;
        let title = text::fit(&heading.title, room, bold).unwrap_or_default();
        room -= bold(&title) + 16.0;
        let measure = |text: &str| text::width(text, 13.0);
        let remark = text::fit(heading.remark(), room, measure).unwrap_or_default();
        room -= measure(&remark) + 16.0;

        let left = Px(self.margin + PANEL_PADDING);
        self.svg
            .write(format_args!("<text x=\"{left}\" y=\"{}\">", Px(base)));
        self.svg.span("title", "", &title);
        if !self.narrow && text::mono_width(&heading.code, 12.0) <= room {
            self.svg.span("code", " dx=\"12\"", &heading.code);
        }
        self.svg.text.push_str("</text>");
        let right = self.margin + self.width - PANEL_PADDING;
        let class = if heading.failed {
            "verdict failed"
        } else {
            "verdict"
        };
        self.svg.label(right, base, Anchor::End, class, &remark);
    }

    fn legend(&mut self) {
        self.group_start(PANEL_PADDING, 0.0);
        self.svg.scene(&furniture::legend(self.narrow));
        self.svg.text.push_str("</g>\n");
        self.y += 20.0 + GAP;
    }

    fn line_of_text(&mut self, class: &str, line: &str) {
        self.svg.label(
            self.margin + PANEL_PADDING,
            self.y + 10.0,
            Anchor::Start,
            class,
            line,
        );
        self.svg.text.push('\n');
        self.y += 20.0 + GAP;
    }

    /// A group whose origin lies `right` and `below` of the margin at the present line.
    fn group_start(&mut self, right: f64, below: f64) {
        let (x, y) = (Px(self.margin + right), Px(self.y + below));
        self.svg
            .write(format_args!("<g transform=\"translate({x} {y})\">"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::builder;

    #[test]
    fn a_hidden_run_is_neither_drawn_nor_counted_nor_told() {
        let log = builder::three_ways();
        let first = log.runs()[0].id;
        let title = summary::heading(&log, &log.runs()[0]).title;
        let whole = svg(&log, &Picture::default());
        assert!(whole.contains(&title));
        let picture = Picture {
            hidden: [first].into(),
            ..Picture::default()
        };
        let rest = svg(&log, &picture);
        assert!(!rest.contains(&title));
        // The axis is that of the runs that are left.
        let layout = Layout::of(
            Rc::new(Places::of(&log, &picture.hidden)),
            &Viewport::of_width(900.0),
        );
        let ends = log.runs()[1..]
            .iter()
            .map(|run| run.since_start(log.run_end(run)));
        assert_eq!(layout.bounds.end, ends.fold(0.0, f64::max));
    }
}
