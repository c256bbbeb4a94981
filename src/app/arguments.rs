//! A line of arguments → the words of `sys.argv`, as a shell would part them: at spaces, but not within quotes. Pure.

/// The words of a line. A quote that is never closed reaches to the end.
pub fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            (_, Some(_)) => word.get_or_insert_default().push(character),
            ('"' | '\'', None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            _ if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_parted_at_spaces_outside_of_quotes() {
        let cases: [(&str, &[&str]); 6] = [
            ("", &[]),
            ("  ", &[]),
            ("--boards 24", &["--boards", "24"]),
            ("'two words' \"it's\"", &["two words", "it's"]),
            ("a'b c'd ''", &["ab cd", ""]),
            ("'open end", &["open end"]),
        ];
        for (line, words) in cases {
            assert_eq!(split(line), words, "{line}");
        }
    }
}
