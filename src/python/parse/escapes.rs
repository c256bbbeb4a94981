//! What is wrong with the escapes of a string literal.

/// CPython's words for the first bad escape of a literal, which is given with its prefix and quotes.
pub fn in_literal(literal: &str) -> String {
    let quote = literal.find(['"', '\'']).unwrap_or(0);
    let prefix = &literal[..quote];
    let is_bytes = prefix.contains(['b', 'B']);
    let is_triple = literal[quote..].starts_with("\"\"\"") || literal[quote..].starts_with("'''");
    in_text(&literal[quote + if is_triple { 3 } else { 1 }..], is_bytes)
}

/// The same for the text of a string without its quotes, such as a part of an f-string.
pub fn in_text(content: &str, is_bytes: bool) -> String {
    let mut characters = content.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if character != '\\' {
            continue;
        }
        let Some((_, kind)) = characters.next() else {
            break;
        };
        let digits = match kind {
            'x' => 2,
            'u' if !is_bytes => 4,
            'U' if !is_bytes => 8,
            'N' if !is_bytes => {
                if let Some(message) = bad_name(content, start) {
                    return message;
                }
                continue;
            }
            _ => continue,
        };
        let rest = &content[start + 2..];
        let found = rest
            .chars()
            .take(digits)
            .take_while(char::is_ascii_hexdigit)
            .count();
        if is_bytes && found < digits {
            return format!("(value error) invalid \\x escape at position {start}");
        }
        if found < digits {
            let shape = format!("\\{kind}{}", "X".repeat(digits));
            return unicode_error(
                content,
                start,
                2 + found,
                &format!("truncated {shape} escape"),
            );
        }
        if u32::from_str_radix(&rest[..digits], 16).is_ok_and(|code| code > 0x10_FFFF) {
            return unicode_error(content, start, 2 + digits, "illegal Unicode character");
        }
    }
    "this string has an escape that cannot be read".to_string()
}

/// `\N{…}`
fn bad_name(content: &str, start: usize) -> Option<String> {
    let rest = &content[start + 2..];
    let end = rest.find('}').filter(|_| rest.starts_with('{'));
    let Some(end) = end else {
        return Some(unicode_error(
            content,
            start,
            2,
            "malformed \\N character escape",
        ));
    };
    let name = &rest[1..end];
    let is_known = unicode_names(name);
    (!is_known).then(|| unicode_error(content, start, end + 3, "unknown Unicode character name"))
}

/// Whether the parser knows the name.
fn unicode_names(name: &str) -> bool {
    ruff_python_parser::parse_expression(&format!("'\\N{{{name}}}'")).is_ok()
}

fn unicode_error(content: &str, start: usize, length: usize, what: &str) -> String {
    // CPython decodes the text as UTF-8 bytes with escapes for what is not ASCII.
    let first: usize = content[..start]
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 10 })
        .sum();
    let last = first + length - 1;
    format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {what}"
    )
}
