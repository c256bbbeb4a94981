//! Upper and lower case: the mappings of a text, and what `isupper`, `istitle` and the like say of it.
//!
//! The mappings are the full ones of Unicode; title case and case folding follow from upper and lower case but for the few
//! characters that are named here.

use super::chars;

/// `text.upper()`
pub fn upper(text: &str) -> String {
    text.chars().flat_map(chars::to_upper).collect()
}

/// `text.lower()`
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            'Σ' if is_final(text, at) => out.push('ς'),
            _ => out.extend(lower_parts(c)),
        }
    }
    out
}

/// Whether the sigma at a place ends a word: letters stand before it and none behind it.
fn is_final(text: &str, at: usize) -> bool {
    let has_case = |c: Option<char>| c.is_some_and(chars::is_before_final_sigma);
    let is_passed_over = |c: &char| chars::is_case_ignorable(*c);
    let (before, after) = (&text[..at], &text[at + 'Σ'.len_utf8()..]);
    has_case(before.chars().rev().find(|c| !is_passed_over(c)))
        && !has_case(after.chars().find(|c| !is_passed_over(c)))
}

/// The lower case of a character by itself.
fn lower_parts(c: char) -> impl Iterator<Item = char> {
    let dot = (c == 'İ').then_some('\u{307}');
    [chars::to_lower(c)].into_iter().chain(dot)
}

/// `text.capitalize()`
pub fn capitalize(text: &str) -> String {
    let mut rest = text.chars();
    let Some(first) = rest.next() else {
        return String::new();
    };
    let mut out = String::with_capacity(text.len());
    push_title(&mut out, first);
    // Lower case depends on the neighbours of a sigma, so the whole text is mapped and the first character's part left out.
    out.extend(lower(text).chars().skip(lower_parts(first).count()));
    out
}

/// `text.title()`: a capital after everything that has no case.
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_word = false;
    for (c, lower) in with_lower(text, &lower(text)) {
        if in_word {
            out.push_str(lower);
        } else {
            push_title(&mut out, c);
        }
        in_word = is_cased(c);
    }
    out
}

/// `text.swapcase()`
pub fn swap_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (c, lower) in with_lower(text, &lower(text)) {
        if chars::is_upper(c) {
            out.push_str(lower);
        } else if chars::is_lower(c) {
            out.extend(chars::to_upper(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// `text.casefold()`: equal for texts that differ in case only.
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ı' => out.push(c),
            'ẞ' => out.push_str("ss"),
            // Cherokee, whose capitals are the older letters, folds to them.
            '\u{13a0}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => out.extend(chars::to_upper(c)),
            _ => out.extend(chars::to_upper(c).into_iter().flat_map(lower_parts)),
        }
    }
    out
}

/// `text.isupper()`: some character has a case, and none is lower or title case.
pub fn is_upper(text: &str) -> bool {
    text.chars().any(chars::is_upper)
        && !text.chars().any(|c| chars::is_lower(c) || is_title_char(c))
}

/// `text.islower()`: some character has a case, and none is upper or title case.
pub fn is_lower(text: &str) -> bool {
    text.chars().any(chars::is_lower)
        && !text.chars().any(|c| chars::is_upper(c) || is_title_char(c))
}

/// `text.istitle()`: capitals stand exactly where no letter with a case stands before.
pub fn is_title(text: &str) -> bool {
    let mut found = false;
    let mut in_word = false;
    for c in text.chars() {
        let capital = chars::is_upper(c) || is_title_char(c);
        if (capital && in_word) || (chars::is_lower(c) && !in_word) {
            return false;
        }
        in_word = capital || chars::is_lower(c);
        found |= in_word;
    }
    found
}

/// `text.isidentifier()`
pub fn is_identifier(text: &str) -> bool {
    let mut all = text.chars();
    let starts = all
        .next()
        .is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    starts && all.all(unicode_ident::is_xid_continue)
}

/// Whether a text has characters and all of them have the property: `isalpha`, `isdigit` and the like.
pub fn all_chars(text: &str, property: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(property)
}

/// `text.isprintable()`, which is true of the empty text.
pub fn is_printable(text: &str) -> bool {
    text.chars().all(chars::is_printable)
}

/// Each character with what became of it in the lower case of the text.
fn with_lower<'a>(text: &'a str, lower: &'a str) -> impl Iterator<Item = (char, &'a str)> {
    let mut rest = lower;
    text.chars().map(move |c| {
        // A final sigma becomes another letter of the same length, so the lengths of the characters alone tell the parts.
        let length = lower_parts(c).map(char::len_utf8).sum();
        let (own, after) = rest.split_at(length);
        rest = after;
        (c, own)
    })
}

fn is_cased(c: char) -> bool {
    chars::is_lower(c) || chars::is_upper(c) || is_title_char(c)
}

/// The letters of category Lt: digraphs with a capital first, and Greek capitals with an iota beside.
fn is_title_char(c: char) -> bool {
    matches!(
        c,
        'ǅ' | 'ǈ' | 'ǋ' | 'ǲ'
            | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}' | '\u{1fa8}'..='\u{1faf}'
            | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}'
    )
}

fn push_title(out: &mut String, c: char) {
    let upper = || chars::to_upper(c).into_iter();
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_uppercase()),
        'Ǆ'..='ǆ' => out.push('ǅ'),
        'Ǉ'..='ǉ' => out.push('ǈ'),
        'Ǌ'..='ǌ' => out.push('ǋ'),
        'Ǳ'..='ǳ' => out.push('ǲ'),
        // An apostrophe before a letter: the letter is the capital.
        'ŉ' => out.extend(upper()),
        // Georgian letters have capitals for whole words only.
        '\u{10d0}'..='\u{10ff}' => out.push(c),
        '\u{1f80}'..='\u{1faf}' => out.extend(char::from_u32(c as u32 | 8)),
        '\u{1fb3}' | '\u{1fbc}' => out.push('\u{1fbc}'),
        '\u{1fc3}' | '\u{1fcc}' => out.push('\u{1fcc}'),
        '\u{1ff3}' | '\u{1ffc}' => out.push('\u{1ffc}'),
        // Other accents over the iota below: the capital has no code point of its own.
        '\u{1fb2}'..='\u{1fb7}' | '\u{1fc2}'..='\u{1fc7}' | '\u{1ff2}'..='\u{1ff7}' => {
            let iota_below = |c| if c == 'Ι' { '\u{345}' } else { c };
            out.extend(upper().map(iota_below));
        }
        _ => {
            out.extend(upper().take(1));
            out.extend(upper().skip(1).flat_map(lower_parts));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_capitals() {
        assert_eq!(title("they're bill's"), "They'Re Bill'S");
        assert_eq!(title("ΑΣ ΑΣΑ"), "Ας Ασα");
        assert_eq!(title("ǆ ŉ ﬁx"), "ǅ ʼN Fix");
        assert_eq!(capitalize("ßA"), "Ssa");
        assert_eq!(capitalize("ΑΣ"), "Ας");
        assert_eq!(capitalize("İİ"), "İi\u{307}");
        assert_eq!(capitalize(""), "");
        assert_eq!(swap_case("aBß ΑΣ"), "AbSS ας");
    }

    #[test]
    fn folding() {
        assert_eq!(casefold("Straße ẞ"), "strasse ss");
        assert_eq!(casefold("ΣΑΣ ς"), "σασ σ");
        assert_eq!(casefold("ıꭰᏸﬁ"), "ıᎠᏰfi");
    }

    #[test]
    fn predicates() {
        assert!(is_upper("A1") && !is_upper("1") && !is_upper("ǅ") && !is_upper("Aa"));
        assert!(is_lower("aß") && !is_lower("") && !is_lower("aA"));
        assert!(
            is_title("Hello World 3A") && !is_title("HEllo") && !is_title("3") && is_title("ǅa")
        );
        assert!(
            is_identifier("é_1")
                && !is_identifier("1a")
                && !is_identifier("")
                && !is_identifier("a-b")
        );
        assert!(all_chars("٣3", |c| chars::decimal_value(c).is_some()));
        assert!(!all_chars("", chars::is_alpha) && is_printable(""));
    }
}
