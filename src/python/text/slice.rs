//! Parts of a text by code point.
//!
//! The caller knows how many code points a text has; where they are as many as its bytes, an index is an offset.

/// The offset of the code point at `index`, or the end of the text. `chars` is the length of the text in code points.
pub fn byte_offset(text: &str, chars: usize, index: usize) -> usize {
    if chars == text.len() {
        return index.min(chars);
    }
    if index >= chars {
        return text.len();
    }
    // From the nearer end.
    if index > chars / 2 {
        let back = text.char_indices().nth_back(chars - index - 1);
        return back.map_or(0, |(at, _)| at);
    }
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(at, _)| at)
}

/// `text[start:stop]` for `start <= stop <= chars`.
pub fn slice(text: &str, chars: usize, start: usize, stop: usize) -> &str {
    let from = byte_offset(text, chars, start);
    let rest = &text[from..];
    &rest[..byte_offset(
        rest,
        chars.saturating_sub(start),
        stop.saturating_sub(start),
    )]
}

/// `text[start::step]`, `count` code points of it; all indices must lie in the text, and `step` is not 0.
pub fn slice_step(text: &str, chars: usize, start: usize, step: i64, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let stride = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
    let from = byte_offset(text, chars, start);
    if step > 0 {
        return text[from..].chars().step_by(stride).take(count).collect();
    }
    let first = text[from..].chars().next().map_or(0, char::len_utf8);
    text[..from + first]
        .chars()
        .rev()
        .step_by(stride)
        .take(count)
        .collect()
}

/// The bounds `[start:end]` of a search in something of length `len`: negative ones count from the end, and what lies outside is
/// cut. `None` where the start lies behind the end, and then nothing can be found, not even nothing.
pub fn search_bounds(len: usize, start: i64, end: i64) -> Option<(usize, usize)> {
    let len = len as i64;
    let from_end = |bound: i64| {
        if bound < 0 {
            bound.saturating_add(len).max(0)
        } else {
            bound
        }
    };
    let (start, end) = (from_end(start), from_end(end).min(len));
    (start <= end).then_some((start as usize, end as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_go_by_code_point() {
        let (text, chars) = ("aé日😀z", 5);
        assert_eq!(slice(text, chars, 1, 3), "é日");
        assert_eq!(slice(text, chars, 3, 5), "😀z");
        assert_eq!(slice(text, chars, 5, 5), "");
        assert_eq!(slice("abc", 3, 1, 2), "b");
        assert_eq!(slice_step(text, chars, 0, 2, 3), "a日z");
        assert_eq!(slice_step(text, chars, 4, -1, 5), "z😀日éa");
        assert_eq!(slice_step(text, chars, 3, -2, 2), "😀é");
        assert_eq!(slice_step(text, chars, 0, i64::MIN, 1), "a");
        assert_eq!(slice_step("", 0, 0, -1, 0), "");
    }

    #[test]
    fn bounds_are_cut_to_the_text() {
        assert_eq!(search_bounds(3, 0, i64::MAX), Some((0, 3)));
        assert_eq!(search_bounds(3, 3, i64::MAX), Some((3, 3)));
        assert_eq!(search_bounds(3, 4, i64::MAX), None);
        assert_eq!(search_bounds(3, -2, -1), Some((1, 2)));
        assert_eq!(search_bounds(3, i64::MIN, i64::MIN), Some((0, 0)));
        assert_eq!(search_bounds(3, 2, 1), None);
    }
}
