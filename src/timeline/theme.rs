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

/// The style sheet for everything inside an element of class `timeline`.
pub fn style(palette: &Palette) -> String {
    let Palette {
        ground,
        panel,
        ink,
        soft,
        line,
        accent,
        wait,
        wait_line,
        ready,
        ready_ground,
        bad,
        on_bad,
        cancel,
    } = palette;
    const SANS: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif";
    const MONO: &str = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace";
    let rules = [
        (".ground", format!("fill:{ground}")),
        (".box", format!("fill:{panel};stroke:{line}")),
        (
            "text",
            format!("font:12px {SANS};fill:{ink};font-variant-numeric:tabular-nums"),
        ),
        (".title", "font-size:14px;font-weight:650".into()),
        (".code", format!("font-family:{MONO};fill:{soft}")),
        (
            ".verdict,.remark,.card-title",
            format!("font-size:13px;fill:{soft}"),
        ),
        (".failed", format!("fill:{bad}")),
        (
            ".figure",
            "font-size:34px;font-weight:650;letter-spacing:-.02em".into(),
        ),
        (".figure.small", "font-size:22px".into()),
        (
            ".unit",
            format!("font-size:17px;font-weight:500;letter-spacing:0;fill:{soft}"),
        ),
        (".unit.small", "font-size:13px".into()),
        (".remark.small,.card-title.small", "font-size:11.5px".into()),
        (".faster", format!("fill:{accent}")),
        (".remark.faster", "font-weight:650".into()),
        (
            ".tick,.legend,.more-lanes,.notice",
            format!("font-size:11.5px;fill:{soft}"),
        ),
        (".lane-name", format!("font-family:{MONO};font-size:12px")),
        (".child", format!("fill:{soft}")),
        (".grid", format!("stroke:{line}")),
        (
            ".total",
            format!("stroke:{accent};stroke-dasharray:2 3;opacity:.8"),
        ),
        (".bracket", format!("fill:none;stroke:{wait_line}")),
        (".running,.turns-line", format!("fill:{accent}")),
        (
            ".waiting",
            format!("fill:{wait};stroke:{wait_line};stroke-width:.8"),
        ),
        (".ready", format!("stroke:{ready};stroke-width:.8")),
        (".ready-line", format!("fill:{ready}")),
        (".ready-ground", format!("fill:{ready_ground}")),
        (".blocked", format!("fill:{bad}")),
        (".briefly", format!("fill:{bad};opacity:.35")),
        (".block-line", format!("fill:{bad};opacity:.28")),
        (".block-ground", format!("fill:{bad};opacity:.13")),
        (".bar-text", "font-size:11.5px;opacity:.88".into()),
        (".on-blocked", format!("fill:{on_bad};opacity:1")),
        (".cancel-mark", format!("fill:{cancel}")),
        (".end", format!("fill:{panel};stroke-width:1.3")),
        (
            ".sign",
            "fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round".into(),
        ),
        (".returned", format!("stroke:{accent}")),
        (".end.raised,.sign.raised", format!("stroke:{bad}")),
        (".cancelled", format!("stroke:{cancel}")),
        (
            ".sign.cancelled",
            "stroke-width:1.3;stroke-linecap:butt".into(),
        ),
        (".left-over", format!("stroke:{soft}")),
        (
            ".sign.left-over",
            "stroke-width:1.8;stroke-dasharray:.01 3".into(),
        ),
        (
            ".wake-up",
            format!("fill:none;stroke:{ink};stroke-width:1.3;opacity:.85"),
        ),
        (".fold", format!("font-size:11px;fill:{soft}")),
        (".fold-ground", "fill:transparent".into()),
        (".path", format!("fill:{ink};stroke:{ink};stroke-width:.8")),
    ];
    let mut sheet = String::new();
    for (selectors, declarations) in rules {
        let scoped = selectors
            .split(',')
            .map(|selector| format!(".timeline {selector}"));
        sheet += &format!(
            "{}{{{declarations}}}\n",
            scoped.collect::<Vec<_>>().join(",")
        );
    }
    sheet
}
