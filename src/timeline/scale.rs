//! Time ↔ pixels: one linear scale, its inverse, zoom and pan, and the ticks of an axis.
//!
//! Times are seconds since a run's own zero, positions are pixels from the left edge of a panel.

use super::duration;

/// A stretch of time in seconds, `start < end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeRange {
    pub start: f64,
    pub end: f64,
}

impl TimeRange {
    /// The shortest range that can be looked at: a trace counts whole nanoseconds.
    pub const SHORTEST: f64 = 1e-8;

    pub fn new(start: f64, end: f64) -> TimeRange {
        TimeRange {
            start,
            end: end.max(start + TimeRange::SHORTEST),
        }
    }

    pub fn duration(self) -> f64 {
        self.end - self.start
    }

    pub fn contains(self, time: f64) -> bool {
        (self.start..=self.end).contains(&time)
    }

    /// The range made longer (`factor` above 1) or shorter around a moment that keeps its place in it.
    pub fn zoomed(self, around: f64, factor: f64) -> TimeRange {
        let factor = factor.max(TimeRange::SHORTEST / self.duration());
        TimeRange::new(
            around + (self.start - around) * factor,
            around + (self.end - around) * factor,
        )
    }

    pub fn shifted(self, seconds: f64) -> TimeRange {
        TimeRange::new(self.start + seconds, self.end + seconds)
    }

    /// The range moved, and shortened where it must be, to lie within `bounds`.
    pub fn clamped(self, bounds: TimeRange) -> TimeRange {
        let duration = self.duration().min(bounds.duration());
        let start = self.start.clamp(bounds.start, bounds.end - duration);
        TimeRange::new(start, start + duration)
    }
}

/// Where the moments of a range stand: `range.start` at `left`, `range.end` at `left + width`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub range: TimeRange,
    /// Pixels.
    pub left: f64,
    /// Pixels, above 0.
    pub width: f64,
}

/// A labelled moment of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub time: f64,
    pub x: f64,
    pub label: String,
}

impl Scale {
    pub fn x_from_time(&self, seconds: f64) -> f64 {
        self.left + (seconds - self.range.start) / self.range.duration() * self.width
    }

    pub fn time_from_x(&self, x: f64) -> f64 {
        self.range.start + (x - self.left) / self.width * self.range.duration()
    }

    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// How many seconds a pixel stands for.
    pub fn seconds_per_pixel(&self) -> f64 {
        self.range.duration() / self.width
    }

    /// Ticks at round moments, at least `spacing` pixels apart.
    pub fn ticks(&self, spacing: f64) -> Vec<Tick> {
        let step = round_step(self.seconds_per_pixel() * spacing);
        // The small shares of a step forgive the division its last bit at both ends.
        let first = (self.range.start / step - 1e-6).ceil() as i64;
        let last = (self.range.end / step + 1e-6).floor() as i64;
        (first..=last)
            .map(|index| {
                let time = index as f64 * step;
                Tick {
                    time,
                    x: self.x_from_time(time),
                    label: tick_label(time, step),
                }
            })
            .collect()
    }
}

/// The smallest round number of seconds that is not below `least`: 1, 2 or 5 of a decimal place up to a minute, then what
/// clocks count in.
pub(super) fn round_step(least: f64) -> f64 {
    const CLOCK: [f64; 14] = [
        60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10800.0, 21600.0, 43200.0,
        86400.0, 172_800.0, 604_800.0,
    ];
    if least > 30.0 {
        let days = (least / 86400.0).ceil() * 86400.0;
        return CLOCK
            .into_iter()
            .find(|&step| step >= least)
            .unwrap_or(days);
    }
    if least > 10.0 {
        return if least > 15.0 { 30.0 } else { 15.0 };
    }
    let place = 10f64.powf(least.max(1e-9).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|step| step * place >= least * 0.999_999);
    step.unwrap_or(10.0) * place
}

/// A label that tells a tick from its neighbours: decimals follow from the step, and 2.5 s is not rounded to 3 s.
fn tick_label(time: f64, step: f64) -> String {
    if step >= 1.0 {
        return duration::short(time);
    }
    if time == 0.0 {
        return "0 s".into();
    }
    // Below a second a step counts in the unit that makes it at least 1, or in tenths of a second.
    let (unit, sign) = match step {
        _ if step >= 0.09 => (1.0, "s"),
        _ if step >= 0.5e-3 => (1e-3, "ms"),
        _ if step >= 0.5e-6 => (1e-6, "µs"),
        _ => (1e-9, "ns"),
    };
    let decimals = (-(step / unit).log10() + 1e-9).ceil().max(0.0) as usize;
    let text = format!("{:.decimals$}", time / unit);
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    format!("{text} {sign}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(start: f64, end: f64) -> Scale {
        Scale {
            range: TimeRange::new(start, end),
            left: 168.0,
            width: 760.0,
        }
    }

    #[test]
    fn time_to_pixel_and_back() {
        for (start, end) in [(0.0, 3.0), (1e-6, 2e-6), (-5.0, 43200.0), (7.25, 7.250_001)] {
            let scale = scale(start, end);
            for step in 0..=1000 {
                let time = start + (end - start) * f64::from(step) / 1000.0;
                let back = scale.time_from_x(scale.x_from_time(time));
                assert!(
                    (back - time).abs() <= 1e-9 * (end - start) + 1e-12 * end,
                    "{time}: {back}"
                );
            }
            assert_eq!(scale.x_from_time(start), 168.0);
            assert_eq!(scale.x_from_time(end), 928.0);
        }
    }

    #[test]
    fn zoom_keeps_the_moment_under_the_pointer() {
        let before = scale(0.0, 3.0);
        for (x, factor) in [(200.0, 0.5), (500.0, 1.25), (928.0, 0.01)] {
            let time = before.time_from_x(x);
            let after = Scale {
                range: before.range.zoomed(time, factor),
                ..before
            };
            assert!((after.x_from_time(time) - x).abs() < 1e-6);
            assert!((after.range.duration() / before.range.duration() - factor).abs() < 1e-9);
        }
        assert!(before.range.zoomed(1.0, 0.0).duration() >= TimeRange::SHORTEST * 0.999);
    }

    #[test]
    fn ranges_are_kept_within_bounds() {
        let bounds = TimeRange::new(0.0, 3.0);
        assert_eq!(
            TimeRange::new(-1.0, 1.0).clamped(bounds),
            TimeRange::new(0.0, 2.0)
        );
        assert_eq!(
            TimeRange::new(2.5, 4.0).clamped(bounds),
            TimeRange::new(1.5, 3.0)
        );
        assert_eq!(TimeRange::new(-9.0, 9.0).clamped(bounds), bounds);
        assert_eq!(
            TimeRange::new(1.0, 2.0).shifted(0.5),
            TimeRange::new(1.5, 2.5)
        );
    }

    #[test]
    fn ticks_are_round_and_apart() {
        let labels = |start, end| {
            let ticks = scale(start, end).ticks(70.0);
            for pair in ticks.windows(2) {
                assert!(pair[1].x - pair[0].x > 69.9, "{pair:?}");
                assert_ne!(pair[0].label, pair[1].label);
            }
            ticks
                .into_iter()
                .map(|tick| tick.label)
                .collect::<Vec<_>>()
                .join(" | ")
        };
        assert_eq!(
            labels(0.0, 3.0),
            "0 s | 0.5 s | 1 s | 1.5 s | 2 s | 2.5 s | 3 s"
        );
        assert_eq!(
            labels(0.0, 0.25),
            "0 s | 50 ms | 100 ms | 150 ms | 200 ms | 250 ms"
        );
        assert_eq!(
            labels(0.0, 1e-5),
            "0 s | 1 µs | 2 µs | 3 µs | 4 µs | 5 µs | 6 µs | 7 µs | 8 µs | 9 µs | 10 µs"
        );
        assert_eq!(
            labels(0.0, 150.0),
            "0 s | 15 s | 30 s | 45 s | 1 min | 1 min 15 s | 1 min 30 s | 1 min 45 s | 2 min | 2 min 15 s | 2 min 30 s"
        );
        assert_eq!(
            labels(0.0, 43200.0),
            "0 s | 2 h | 4 h | 6 h | 8 h | 10 h | 12 h"
        );
        assert_eq!(
            labels(1.2, 1.21),
            "1200 ms | 1201 ms | 1202 ms | 1203 ms | 1204 ms | 1205 ms | 1206 ms | 1207 ms | 1208 ms | 1209 ms | 1210 ms"
        );
        assert_eq!(
            labels(0.0, 9e6),
            "0 s | 10 d | 20 d | 30 d | 40 d | 50 d | 60 d | 70 d | 80 d | 90 d | 100 d"
        );
    }
}
