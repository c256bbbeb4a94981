//! Durations in words, as short as they can be said: `1.5 s`, `250 ms`, `1 h 30 min`.

/// A unit, its length in seconds and its sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    pub seconds: f64,
    pub sign: &'static str,
}

const NANOSECOND: Unit = Unit {
    seconds: 1e-9,
    sign: "ns",
};
const MICROSECOND: Unit = Unit {
    seconds: 1e-6,
    sign: "µs",
};
const MILLISECOND: Unit = Unit {
    seconds: 1e-3,
    sign: "ms",
};
const SECOND: Unit = Unit {
    seconds: 1.0,
    sign: "s",
};
const MINUTE: Unit = Unit {
    seconds: 60.0,
    sign: "min",
};
const HOUR: Unit = Unit {
    seconds: 3600.0,
    sign: "h",
};
const DAY: Unit = Unit {
    seconds: 86400.0,
    sign: "d",
};

/// The unit in which a duration below a minute is a number from 1 to 1000.
fn small_unit(seconds: f64) -> Unit {
    // A value that rounds up to 1000 of a unit is 1 of the next.
    let rounds_below = |unit: &Unit| seconds.abs() < unit.seconds * 999.5;
    let units = [NANOSECOND, MICROSECOND, MILLISECOND];
    units.into_iter().find(rounds_below).unwrap_or(SECOND)
}

/// A duration in at most four digits or two units, without trailing zeros: `0 s`, `1.5 s`, `250 ms`, `12 h`, `1 h 30 min`.
pub fn short(seconds: f64) -> String {
    if seconds < 0.0 {
        return format!("-{}", short(-seconds));
    }
    if seconds < 0.5e-9 {
        return "0 s".into();
    }
    if seconds < 59.995 {
        let unit = small_unit(seconds);
        return format!("{} {}", digits(seconds / unit.seconds, 3), unit.sign);
    }
    let (large, small) = match seconds {
        _ if seconds < 3599.5 => (MINUTE, SECOND),
        _ if seconds < 86400.0 - 30.0 => (HOUR, MINUTE),
        _ => (DAY, HOUR),
    };
    let whole = (seconds / small.seconds).round();
    let per_large = large.seconds / small.seconds;
    let (many, rest) = ((whole / per_large).floor(), whole % per_large);
    if rest == 0.0 {
        return format!("{many} {}", large.sign);
    }
    format!("{many} {} {rest} {}", large.sign, small.sign)
}

/// A moment, exact enough to tell it from one that lies `distance` seconds away: `1.9 s` and `1.902 s`.
pub fn moment(seconds: f64, distance: f64) -> String {
    const DIGITS: usize = 3;
    if seconds.abs() < 1e-9 || distance >= seconds * 0.01 || (seconds >= 60.0 && distance >= 1.0) {
        return short(seconds);
    }
    // One digit more than the distance begins with.
    let significant = (seconds / distance.max(1e-9)).log10().ceil() as usize + 1;
    let unit = small_unit(seconds);
    let number = digits(seconds / unit.seconds, significant.max(DIGITS));
    format!("{number} {}", unit.sign)
}

/// A number and its unit, to be set in different sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub number: String,
    pub unit: String,
}

/// A total as figures, to stand beside others: one, or two as in `1 h` `30 min`. `slowest` is the largest of the totals and
/// decides the unit, so that those to be compared read alike: `3.00 s`, `0.50 s`.
pub fn figures(seconds: f64, slowest: f64) -> Vec<Figure> {
    let unit = small_unit(slowest);
    let number = seconds / unit.seconds;
    if slowest >= 59.995 || seconds <= 0.0 || number < 0.01 {
        let text = short(seconds);
        let words: Vec<&str> = text.split(' ').collect();
        let pairs = words.chunks_exact(2);
        return pairs
            .map(|pair| Figure {
                number: pair[0].into(),
                unit: pair[1].into(),
            })
            .collect();
    }
    let decimals = if unit == SECOND || number < 10.0 {
        2
    } else {
        0
    };
    vec![Figure {
        number: format!("{number:.decimals$}"),
        unit: unit.sign.into(),
    }]
}

/// A count with commas between its thousands: `10,000`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with at most `significant` digits that say something, and always its whole part.
pub(super) fn digits(number: f64, significant: usize) -> String {
    let whole = if number < 1.0 {
        1
    } else {
        number.log10().floor() as usize + 1
    };
    let text = format!("{number:.*}", significant.saturating_sub(whole));
    if text.contains('.') {
        return text.trim_end_matches('0').trim_end_matches('.').into();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_durations() {
        let cases = [
            (0.0, "0 s"),
            (1e-12, "0 s"),
            (42e-9, "42 ns"),
            (1.5e-6, "1.5 µs"),
            (0.00025, "250 µs"),
            (0.25, "250 ms"),
            (0.9996, "1 s"),
            (0.1 + 0.2, "300 ms"),
            (1.0, "1 s"),
            (1.5, "1.5 s"),
            (2.345_678, "2.35 s"),
            (59.5, "59.5 s"),
            (59.999, "1 min"),
            (90.0, "1 min 30 s"),
            (3599.9, "1 h"),
            (5400.0, "1 h 30 min"),
            (43200.0, "12 h"),
            (86399.0, "1 d"),
            (129_600.0, "1 d 12 h"),
            (-1.5, "-1.5 s"),
        ];
        for (seconds, text) in cases {
            assert_eq!(short(seconds), text, "{seconds}");
        }
    }

    #[test]
    fn moments_can_be_told_apart() {
        let cases = [
            (1.9, 0.002, "1.9 s"),
            (1.902, 0.002, "1.902 s"),
            (0.5, 1.0, "500 ms"),
            (0.123_456_789, 1e-9, "123.456789 ms"),
            (90.0, 30.0, "1 min 30 s"),
            (90.25, 0.25, "90.25 s"),
            (0.0, 1e-9, "0 s"),
            (43200.0, 0.0, "43200 s"),
        ];
        for (seconds, distance, text) in cases {
            assert_eq!(moment(seconds, distance), text, "{seconds} ± {distance}");
        }
    }

    #[test]
    fn figures_share_the_unit_of_the_slowest() {
        let cases = [
            (3.0, 3.0, "3.00 s"),
            (0.5, 3.0, "0.50 s"),
            (0.001, 3.0, "1 ms"),
            (12.0, 12.0, "12.00 s"),
            (0.25, 0.25, "250 ms"),
            (0.0055, 0.25, "5.50 ms"),
            (0.0, 1.0, "0 s"),
            (43200.0, 43200.0, "12 h"),
            (3600.0, 43200.0, "1 h"),
            (5400.0, 43200.0, "1 h 30 min"),
        ];
        for (seconds, slowest, text) in cases {
            let figures = figures(seconds, slowest).into_iter();
            let words = figures.map(|figure| format!("{} {}", figure.number, figure.unit));
            let words = words.collect::<Vec<_>>().join(" ");
            assert_eq!(words, text, "{seconds} of {slowest}");
        }
    }

    #[test]
    fn counts_have_commas() {
        let texts = [0, 999, 1000, 1_234_567].map(count);
        assert_eq!(texts, ["0", "999", "1,000", "1,234,567"]);
    }
}
