//! Colours and the style sheet of the pictures. The only place that knows either.

/// The colours of a picture, as CSS values.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub ground: &'static str,
    pub panel: &'static str,
    pub ink: &'static str,
    pub soft: &'static str,
    pub line: &'static str,
    pub accent: &'static str,
    pub wait: &'static str,
    pub wait_line: &'static str,
    pub ready: &'static str,
    pub ready_ground: &'static str,
    pub bad: &'static str,
    pub on_bad: &'static str,
    pub cancel: &'static str,
}

pub const LIGHT: Palette = Palette {
    ground: "#fcfcfa",
    panel: "#ffffff",
    ink: "#1c1e21",
    soft: "#4a5058",
    line: "#e4e4df",
    accent: "#075b57",
    wait: "#d6ecea",
    wait_line: "#8cc7c2",
    ready: "#d99611",
    ready_ground: "#fdf1d6",
    bad: "#951f1f",
    on_bad: "#ffffff",
    cancel: "#5d5766",
};

pub const DARK: Palette = Palette {
    ground: "#14171a",
    panel: "#1a1e22",
    ink: "#e8eaec",
    soft: "#b4bcc4",
    line: "#2a3036",
    accent: "#4fd6cc",
    wait: "#1d3f40",
    wait_line: "#2f7d79",
    ready: "#f0b429",
    ready_ground: "#3a2f14",
    bad: "#ff9d95",
    on_bad: "#1a0e0d",
    cancel: "#b9b2c5",
};

/// The page's own variables, which it defines for each of its themes.
pub const VARIABLES: Palette = Palette {
    ground: "var(--bg)",
    panel: "var(--panel)",
    ink: "var(--ink)",
    soft: "var(--soft)",
    line: "var(--line)",
    accent: "var(--accent)",
    wait: "var(--wait)",
    wait_line: "var(--waitline)",
    ready: "var(--ready)",
    ready_ground: "var(--readybg)",
    bad: "var(--bad)",
    on_bad: "var(--onbad)",
    cancel: "var(--cancel)",
};

/// A picture's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    /// As the reader's system has it.
    #[default]
    Auto,
}

impl Theme {
    /// The style sheet of a picture that stands alone.
    pub fn style(self) -> String {
        match self {
            Theme::Light => style(&LIGHT),
            Theme::Dark => style(&DARK),
            Theme::Auto => {
                format!(
                    "{}@media (prefers-color-scheme:dark){{\n{}}}\n",
                    style(&LIGHT),
                    style(&DARK)
                )
            }
        }
    }
}

/// The rules of the style sheet: selectors, and what holds there, with the names of colours and fonts behind a `$`.
const RULES: [(&str, &str); 44] = [
    (".ground", "fill:$ground"),
    (".box", "fill:$panel;stroke:$line"),
    (
        "text",
        "font:12px $sans;fill:$ink;font-variant-numeric:tabular-nums",
    ),
    (".title", "font-size:14px;font-weight:650"),
    (".code", "font-family:$mono;fill:$soft"),
    (".verdict,.remark,.card-title", "font-size:13px;fill:$soft"),
    (".failed", "fill:$bad"),
    (
        ".figure",
        "font-size:34px;font-weight:650;letter-spacing:-.02em",
    ),
    (".figure.small", "font-size:22px"),
    (
        ".unit",
        "font-size:17px;font-weight:500;letter-spacing:0;fill:$soft",
    ),
    (".unit.small", "font-size:13px"),
    (".remark.small,.card-title.small", "font-size:11.5px"),
    (".faster", "fill:$accent"),
    (".remark.faster", "font-weight:650"),
    (
        ".tick,.legend,.more-lanes,.notice",
        "font-size:11.5px;fill:$soft",
    ),
    (".lane-name", "font-family:$mono;font-size:12px"),
    (".child", "fill:$soft"),
    (".grid", "stroke:$line"),
    (".total", "stroke:$accent;stroke-dasharray:2 3;opacity:.8"),
    (".bracket", "fill:none;stroke:$wait_line"),
    (".running,.turns-line", "fill:$accent"),
    (".waiting", "fill:$wait;stroke:$wait_line;stroke-width:.8"),
    (".ready", "stroke:$ready;stroke-width:.8"),
    (".ready-line", "fill:$ready"),
    (".ready-ground", "fill:$ready_ground"),
    (".blocked", "fill:$bad"),
    (".briefly", "fill:$bad;opacity:.35"),
    (".block-line", "fill:$bad;opacity:.28"),
    (".block-ground", "fill:$bad;opacity:.13"),
    (".bar-text", "font-size:11.5px;opacity:.88"),
    (".on-blocked", "fill:$on_bad;opacity:1"),
    (".cancel-mark", "fill:$cancel"),
    (".end", "fill:$panel;stroke-width:1.3"),
    (
        ".sign",
        "fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round",
    ),
    (".returned", "stroke:$accent"),
    (".end.raised,.sign.raised", "stroke:$bad"),
    (".cancelled", "stroke:$cancel"),
    (".sign.cancelled", "stroke-width:1.3;stroke-linecap:butt"),
    (".left-over", "stroke:$soft"),
    (".sign.left-over", "stroke-width:1.8;stroke-dasharray:.01 3"),
    (
        ".wake-up",
        "fill:none;stroke:$ink;stroke-width:1.3;opacity:.85",
    ),
    (".fold", "font-size:11px;fill:$soft"),
    (".fold-ground", "fill:transparent"),
    (".path", "fill:$ink;stroke:$ink;stroke-width:.8"),
];

/// The style sheet for everything inside an element of class `timeline`.
pub fn style(palette: &Palette) -> String {
    let names = [
        ("ground", palette.ground),
        ("panel", palette.panel),
        ("ink", palette.ink),
        ("soft", palette.soft),
        ("line", palette.line),
        ("accent", palette.accent),
        ("wait", palette.wait),
        ("wait_line", palette.wait_line),
        ("ready", palette.ready),
        ("ready_ground", palette.ready_ground),
        ("bad", palette.bad),
        ("on_bad", palette.on_bad),
        ("cancel", palette.cancel),
        (
            "sans",
            "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif",
        ),
        (
            "mono",
            "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace",
        ),
    ];
    let mut sheet = String::new();
    for (selectors, declarations) in &RULES {
        for (index, selector) in selectors.split(',').enumerate() {
            sheet += if index > 0 {
                ",.timeline "
            } else {
                ".timeline "
            };
            sheet += selector;
        }
        sheet += "{";
        let mut parts = declarations.split('$');
        sheet += parts.next().unwrap_or_default();
        for part in parts {
            let end = part.find([';', ',']).unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            let named = names.iter().find(|(known, _)| *known == name);
            sheet += named.map_or(name, |(_, value)| value);
            sheet += rest;
        }
        sheet += "}\n";
    }
    sheet
}
