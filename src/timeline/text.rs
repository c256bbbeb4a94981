//! How wide a text is, roughly: enough to clip a label to its bar without asking a font.

/// The width of a character in a typical sans-serif face, in thousandths of the font size.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 290.0,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 380.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 900.0,
        'A'..='Z' => 690.0,
        // Ideographs, kana, hangul and emoji take a full square.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffdc}' | '\u{1f000}'..='\u{3ffff}' => 1000.0,
        _ => 600.0,
    }
}

/// The estimated width in pixels of a text in a sans-serif face of `size` pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size / 1000.0
}

/// The width in pixels of a text in a monospaced face of `size` pixels.
pub(super) fn mono_width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|character| {
            if advance(character) == 1000.0 {
                1.2
            } else {
                0.603
            }
        })
        .sum::<f64>()
        * size
}

/// The text, shortened with an ellipsis to fit `available` pixels by `measure`; `None` if not even four characters would
/// remain.
pub(super) fn fit(text: &str, available: f64, measure: impl Fn(&str) -> f64) -> Option<String> {
    if measure(text) <= available {
        return Some(text.to_owned());
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if measure(&kept) + measure("…") > available {
            kept.pop();
            break;
        }
    }
    let kept = kept.trim_end();
    (kept.chars().count() >= 4).then(|| format!("{kept}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shortened_to_fit() {
        let measure = |text: &str| text.chars().count() as f64 * 10.0;
        assert_eq!(
            fit("sleep 1 s", 90.0, measure).as_deref(),
            Some("sleep 1 s")
        );
        assert_eq!(fit("sleep 1 s", 89.0, measure).as_deref(), Some("sleep 1…"));
        assert_eq!(fit("sleep 1 s", 70.0, measure).as_deref(), Some("sleep…"));
        assert_eq!(fit("sleep 1 s", 49.0, measure), None);
        assert_eq!(fit("ok", 20.0, measure).as_deref(), Some("ok"));
    }

    #[test]
    fn wide_scripts_are_wider() {
        assert!(width("日本", 10.0) > width("ab", 10.0));
        assert!(width("ill", 10.0) < width("MMM", 10.0));
    }
}
