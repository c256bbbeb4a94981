//! Scene → SVG text. Marks become elements with a class; colours come from the style sheet.

use std::fmt::Write;

use super::scene::{Anchor, Mark, Role, Scene, Shape};

/// The patterns that marks refer to. A page needs them once, in an `<svg class="timeline">` that is not `display: none`;
/// a standalone picture brings its own.
pub const DEFS: &str = "<defs>\
<pattern id=\"timeline-ready\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect class=\"ready-ground\" width=\"4\" height=\"4\"/><rect class=\"ready-line\" width=\"2\" height=\"4\"/></pattern>\
<pattern id=\"timeline-turns\" width=\"5\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"turns-line\" width=\"1.5\" height=\"4\"/></pattern>\
<pattern id=\"timeline-blocked-turns\" width=\"5\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"blocked\" width=\"1.5\" height=\"4\"/></pattern>\
<pattern id=\"timeline-blocked\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-45)\">\
<rect class=\"block-ground\" width=\"7\" height=\"7\"/><rect class=\"block-line\" width=\"2\" height=\"7\"/></pattern>\
<pattern id=\"timeline-blocked-at-times\" width=\"14\" height=\"14\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-45)\">\
<rect class=\"block-line\" width=\"2\" height=\"14\"/></pattern>\
</defs>";

/// A scene as SVG elements, to stand in an `<svg class="timeline">`.
pub fn elements(scene: &Scene) -> String {
    elements_within(scene, CROWD)
}

/// The same, with as few elements as will do where there are more marks than `most`.
pub fn elements_within(scene: &Scene, most: usize) -> String {
    let mut svg = Svg::default();
    if scene.marks.len() > most {
        svg.crowd(scene);
    } else {
        svg.scene(scene);
    }
    svg.text
}

/// A scene of more marks than this is drawn with as few elements as will do, for a browser takes its time over each.
pub const CROWD: usize = 600;

/// SVG being written.
#[derive(Default)]
pub(super) struct Svg {
    pub text: String,
}

impl Svg {
    pub fn scene(&mut self, scene: &Scene) {
        for mark in &scene.marks {
            self.mark(mark, None);
        }
    }

    /// All rectangles of a role as one path, without their round corners; texts come after them.
    fn crowd(&mut self, scene: &Scene) {
        let mut paths: Vec<(Role, String)> = Vec::new();
        let mut texts: Vec<&Mark> = Vec::new();
        for mark in &scene.marks {
            match &mark.shape {
                Shape::Rect {
                    x,
                    y,
                    width,
                    height,
                    ..
                } => {
                    let at = paths.iter().position(|(role, _)| *role == mark.role);
                    let at = at.unwrap_or_else(|| {
                        paths.push((mark.role, String::new()));
                        paths.len() - 1
                    });
                    rectangle(&mut paths[at].1, [*x, *y, *width, *height]);
                }
                Shape::Text { .. } => texts.push(mark),
                _ => {
                    self.close_crowd(&mut paths, &mut texts);
                    self.mark(mark, None);
                }
            }
        }
        self.close_crowd(&mut paths, &mut texts);
    }

    fn close_crowd(&mut self, paths: &mut Vec<(Role, String)>, texts: &mut Vec<&Mark>) {
        for (role, path) in paths.drain(..) {
            let (class, fill) = (role.class(), pattern(role));
            self.write(format_args!("<path d=\"{path}\" class=\"{class}\"{fill}/>"));
        }
        for text in texts.drain(..) {
            self.mark(text, None);
        }
    }

    /// A mark, with a tooltip where it is given one.
    pub fn mark(&mut self, mark: &Mark, tooltip: Option<&str>) {
        let class = mark.role.class();
        let fill = pattern(mark.role);
        let (name, content) = match &mark.shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                radius,
            } => {
                let (x, y, width, height) = (Px(*x), Px(*y), Px(*width), Px(*height));
                self.write(format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
                ));
                if *radius > 0.0 {
                    self.write(format_args!(" rx=\"{}\"", Px(*radius)));
                }
                ("rect", "")
            }
            Shape::Line { x1, y1, x2, y2 } => {
                let (x1, y1, x2, y2) = (Px(*x1), Px(*y1), Px(*x2), Px(*y2));
                self.write(format_args!(
                    "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""
                ));
                ("line", "")
            }
            Shape::Circle { x, y, radius } => {
                self.write(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                    Px(*x),
                    Px(*y),
                    Px(*radius)
                ));
                ("circle", "")
            }
            Shape::Path(points) => {
                self.text.push_str("<path d=\"");
                for (index, (x, y)) in points.iter().enumerate() {
                    let command = if index == 0 { 'M' } else { 'L' };
                    self.write(format_args!("{command}{} {}", Px(*x), Px(*y)));
                }
                self.text.push('"');
                ("path", "")
            }
            Shape::Text { x, y, anchor, text } => {
                self.text_start(*x, *y, *anchor);
                ("text", text.as_str())
            }
        };
        self.write(format_args!(" class=\"{class}\"{fill}"));
        if content.is_empty() && tooltip.is_none() {
            self.text.push_str("/>");
            return;
        }
        self.text.push('>');
        if let Some(tooltip) = tooltip {
            self.element("title", tooltip);
        }
        self.escape(content);
        self.write(format_args!("</{name}>"));
    }

    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, radius: f64, class: &str) {
        let (x, y, width, height, radius) = (Px(x), Px(y), Px(width), Px(height), Px(radius));
        self.write(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" class=\"{class}\"/>"
        ));
    }

    pub fn label(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        self.text_start(x, y, anchor);
        self.write(format_args!(" class=\"{class}\">"));
        self.escape(text);
        self.text.push_str("</text>");
    }

    /// A part of a text.
    pub fn span(&mut self, class: &str, attributes: &str, text: &str) {
        self.write(format_args!("<tspan class=\"{class}\"{attributes}>"));
        self.escape(text);
        self.text.push_str("</tspan>");
    }

    /// `<name>text</name>`
    pub fn element(&mut self, name: &str, text: &str) {
        self.write(format_args!("<{name}>"));
        self.escape(text);
        self.write(format_args!("</{name}>"));
    }

    pub fn write(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.text
            .write_fmt(arguments)
            .expect("a string takes all that is written");
    }

    fn text_start(&mut self, x: f64, y: f64, anchor: Anchor) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.write(format_args!(
            "<text x=\"{}\" y=\"{}\"{anchor}",
            Px(x),
            Px(y)
        ));
    }

    /// Text as XML has it; characters that XML cannot hold at all become U+FFFD.
    pub fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\t' | '\n' => self.text.push(character),
                '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => self.text.push('\u{fffd}'),
                _ => self.text.push(character),
            }
        }
    }
}

/// The attribute of a role that is filled with a pattern.
fn pattern(role: Role) -> &'static str {
    match role {
        Role::Ready => " fill=\"url(#timeline-ready)\"",
        Role::BlockedTurns => " fill=\"url(#timeline-blocked-turns)\"",
        Role::Turns => " fill=\"url(#timeline-turns)\"",
        Role::LoopBlockedAtTimes => " fill=\"url(#timeline-blocked-at-times)\"",
        Role::LoopBlocked => " fill=\"url(#timeline-blocked)\"",
        _ => "",
    }
}

/// Adds a rectangle to a path: x, y, width and height in tenths of a pixel, written without the detours of formatting.
fn rectangle(path: &mut String, sides: [f64; 4]) {
    let [x, y, width, height] = sides.map(|side| (side * 10.0).round() as i64);
    for (command, tenths) in [
        ('M', x),
        (' ', y),
        ('h', width),
        ('v', height),
        ('h', -width),
    ] {
        path.push(command);
        tenth(path, tenths);
    }
    path.push('z');
}

fn tenth(text: &mut String, tenths: i64) {
    if tenths < 0 {
        text.push('-');
    }
    let mut digits = [0; 20];
    let mut rest = tenths.unsigned_abs() / 10;
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend(digits[at..].iter().map(|&digit| char::from(digit)));
    let last = tenths.unsigned_abs() % 10;
    if last > 0 {
        text.push('.');
        text.push(char::from(b'0' + last as u8));
    }
}

/// A position with at most two decimals and no trailing zeros: what a screen can show, in few bytes.
pub(super) struct Px(pub f64);

impl std::fmt::Display for Px {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0 * 100.0).round();
        // Adding zero turns -0 into 0.
        write!(formatter, "{}", hundredths / 100.0 + 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_short() {
        let texts = [12.0, 0.125, 1.0 / 3.0, -0.001, 168.999].map(|x| Px(x).to_string());
        assert_eq!(texts, ["12", "0.13", "0.33", "0", "169"]);
    }

    #[test]
    fn a_crowd_is_one_path_a_role() {
        let mut marks = Vec::new();
        for at in 0..CROWD {
            for (role, y) in [(Role::Waiting, 0.0), (Role::Ready, 10.05)] {
                let shape = Shape::rect(at as f64, y, 12.34, 8.0, 3.0);
                marks.push(Mark::new(shape, role, None));
            }
        }
        let text = Shape::text(1.0, 2.0, "a".into());
        marks.push(Mark::new(text, Role::BarText, None));
        let scene = Scene {
            width: 10.0,
            height: 10.0,
            marks,
        };
        let svg = elements(&scene);
        assert_eq!(svg.matches("<path").count(), 2);
        assert!(
            svg.starts_with("<path d=\"M0 0h12.3v8h-12.3zM1 0h12.3"),
            "{}",
            &svg[..60]
        );
        assert!(svg.contains("M0 10.1h"), "rounded");
        assert!(svg.ends_with("class=\"bar-text\">a</text>"));
    }

    #[test]
    fn text_is_escaped() {
        let mut svg = Svg::default();
        svg.label(1.0, 2.0, Anchor::End, "tick", "<a & \"b\">\u{7}");
        assert_eq!(
            svg.text,
            "<text x=\"1\" y=\"2\" text-anchor=\"end\" class=\"tick\">&lt;a &amp; &quot;b&quot;&gt;\u{fffd}</text>"
        );
    }
}
