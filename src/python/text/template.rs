//! The templates of `str.format`: literal text and replacement fields.
//!
//! [`Template`] reads lazily, because CPython formats the first fields before it sees an error further on. It parses, numbers the
//! fields and checks them; the caller looks the values up, follows the path, converts, fills the nested fields of the
//! specification in and formats.

use super::{chars, digits};
use crate::python::failure::Failure;

/// Part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands for itself, doubled braces made single.
    Literal(String),
    /// A place for a value.
    Field(Field),
}

/// A replacement field: `{argument path!conversion:spec}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which argument.
    pub argument: Argument,
    /// The way from the argument to the value.
    pub path: Vec<Step>,
    /// `r`, `s` or `a`.
    pub conversion: Option<char>,
    /// The format specification: literal text, and fields without specifications that hold fields.
    pub spec: Vec<Piece>,
}

/// An argument of `format`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A positional one, numbered by hand or automatically.
    Position(usize),
    /// A keyword.
    Keyword(String),
}

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `.name`
    Attribute(String),
    /// `[3]`
    Index(usize),
    /// `[key]`, for all that is not a number.
    Key(String),
}

/// Reads the pieces of a template.
pub struct Template<'a> {
    rest: &'a str,
    numbering: Numbering,
    failed: bool,
}

/// How the positional fields of a template are numbered; all must be of one kind.
#[derive(Clone, Copy)]
enum Numbering {
    Undecided,
    Automatic { next: usize },
    Manual,
}

/// A field as it stands in the text.
struct RawField<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

impl<'a> Template<'a> {
    /// The pieces of a template.
    pub fn new(text: &'a str) -> Self {
        Template {
            rest: text,
            numbering: Numbering::Undecided,
            failed: false,
        }
    }
}

impl Iterator for Template<'_> {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.rest.is_empty() {
            return None;
        }
        let piece = next_piece(&mut self.rest, &mut self.numbering, 1);
        self.failed = piece.is_err();
        Some(piece)
    }
}

/// The `IndexError` for a positional field without an argument.
pub fn missing_position(index: usize) -> Failure {
    Failure::index(format!(
        "Replacement index {index} out of range for positional args tuple"
    ))
}

/// Reads one piece; `nesting` is how deep its specification may still hold fields.
fn next_piece(rest: &mut &str, numbering: &mut Numbering, nesting: u8) -> Result<Piece, Failure> {
    let literal = read_literal(rest)?;
    if !literal.is_empty() {
        return Ok(Piece::Literal(literal));
    }
    let raw = read_field(rest)?;
    let (argument, path) = parse_name(raw.name, numbering)?;
    if let Some(conversion) = raw.conversion.filter(|c| !matches!(c, 'r' | 's' | 'a')) {
        let shown = match conversion {
            '!'..='~' => conversion.to_string(),
            _ => format!("\\x{:x}", conversion as u32),
        };
        return Err(Failure::value(format!(
            "Unknown conversion specifier {shown}"
        )));
    }
    let spec = parse_spec(raw.spec, numbering, nesting)?;
    Ok(Piece::Field(Field {
        argument,
        path,
        conversion: raw.conversion,
        spec,
    }))
}

/// Literal text up to the next field; empty where a field begins.
fn read_literal(rest: &mut &str) -> Result<String, Failure> {
    let mut literal = String::new();
    while let Some(at) = rest.find(['{', '}']) {
        let brace = &rest[at..=at];
        let doubled = rest[at + 1..].starts_with(brace);
        if doubled {
            literal.push_str(&rest[..=at]);
            *rest = &rest[at + 2..];
            continue;
        }
        if brace == "}" || at + 1 == rest.len() {
            return Err(Failure::value(format!(
                "Single '{brace}' encountered in format string"
            )));
        }
        literal.push_str(&rest[..at]);
        *rest = &rest[at..];
        return Ok(literal);
    }
    literal.push_str(rest);
    *rest = "";
    Ok(literal)
}

/// Takes a field, which begins at the brace, off the text.
fn read_field<'a>(rest: &mut &'a str) -> Result<RawField<'a>, Failure> {
    let text = &rest[1..];
    let end = name_end(text)?;
    let (name, after) = text.split_at(end);
    let mut field = RawField {
        name,
        conversion: None,
        spec: "",
    };
    let mut tail = after.chars();
    match tail.next() {
        Some('}') => {
            *rest = tail.as_str();
            return Ok(field);
        }
        Some('!') => {
            let conversion = tail.next().ok_or_else(|| {
                Failure::value("end of string while looking for conversion specifier")
            })?;
            field.conversion = Some(conversion);
            match tail.next() {
                Some('}') => {
                    *rest = tail.as_str();
                    return Ok(field);
                }
                Some(':') | None => {}
                Some(_) => {
                    return Err(Failure::value("expected ':' after conversion specifier"));
                }
            }
        }
        Some(_) => {}
        None => return Err(Failure::value("expected '}' before end of string")),
    }
    let spec = tail.as_str();
    let mut depth = 1;
    for (at, c) in spec.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            field.spec = &spec[..at];
            *rest = &spec[at + 1..];
            return Ok(field);
        }
    }
    Err(Failure::value("unmatched '{' in format spec"))
}

/// Where the name of a field ends: at a brace, colon or exclamation mark outside square brackets.
fn name_end(text: &str) -> Result<usize, Failure> {
    let mut in_brackets = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' if !in_brackets => {
                return Err(Failure::value("unexpected '{' in field name"));
            }
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '}' | ':' | '!' if !in_brackets => return Ok(at),
            _ => {}
        }
    }
    Ok(text.len())
}

fn parse_name(name: &str, numbering: &mut Numbering) -> Result<(Argument, Vec<Step>), Failure> {
    let first_end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, path) = name.split_at(first_end);
    let position = parse_index(first)?;
    let argument = match position {
        _ if first.is_empty() => Argument::Position(numbering.automatic()?),
        Some(position) => {
            numbering.manual()?;
            Argument::Position(position)
        }
        None => Argument::Keyword(first.to_owned()),
    };
    Ok((argument, parse_path(path)?))
}

fn parse_path(mut rest: &str) -> Result<Vec<Step>, Failure> {
    let mut path = Vec::new();
    while !rest.is_empty() {
        let (step, name);
        if let Some(attribute) = rest.strip_prefix('.') {
            let end = attribute.find(['.', '[']).unwrap_or(attribute.len());
            (name, rest) = attribute.split_at(end);
            step = Step::Attribute(name.to_owned());
        } else if let Some(item) = rest.strip_prefix('[') {
            (name, rest) = item
                .split_once(']')
                .ok_or_else(|| Failure::value("Missing ']' in format string"))?;
            step = match parse_index(name)? {
                Some(index) => Step::Index(index),
                None => Step::Key(name.to_owned()),
            };
        } else {
            return Err(Failure::value(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        }
        if name.is_empty() {
            return Err(Failure::value("Empty attribute in format string"));
        }
        path.push(step);
    }
    Ok(path)
}

/// The number that a name consists of; `None` for a name that is not a number.
fn parse_index(name: &str) -> Result<Option<usize>, Failure> {
    if name.is_empty() {
        return Ok(None);
    }
    let mut value = 0;
    for c in name.chars() {
        let Some(digit) = chars::decimal_value(c) else {
            return Ok(None);
        };
        value = digits::append(value, digit)
            .ok_or_else(|| Failure::value("Too many decimal digits in format string"))?;
    }
    Ok(Some(usize::try_from(value).unwrap_or(usize::MAX)))
}

fn parse_spec(text: &str, numbering: &mut Numbering, nesting: u8) -> Result<Vec<Piece>, Failure> {
    if !text.contains('{') {
        let literal = (!text.is_empty()).then(|| Piece::Literal(text.to_owned()));
        return Ok(literal.into_iter().collect());
    }
    if nesting == 0 {
        return Err(Failure::value("Max string recursion exceeded"));
    }
    let mut rest = text;
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        pieces.push(next_piece(&mut rest, numbering, nesting - 1)?);
    }
    Ok(pieces)
}

impl Numbering {
    /// The number of an empty field.
    fn automatic(&mut self) -> Result<usize, Failure> {
        let next = match *self {
            Numbering::Undecided => 0,
            Numbering::Automatic { next } => next,
            Numbering::Manual => {
                return Err(Failure::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        *self = Numbering::Automatic { next: next + 1 };
        Ok(next)
    }

    /// Notes a field that has a number.
    fn manual(&mut self) -> Result<(), Failure> {
        if let Numbering::Automatic { .. } = self {
            return Err(Failure::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        *self = Numbering::Manual;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(template: &str) -> String {
        match Template::new(template).find_map(Result::err) {
            Some(failure) => failure.message.into_owned(),
            None => panic!("{template} has no error"),
        }
    }

    #[test]
    fn fields_are_read_in_full() {
        let pieces: Result<Vec<_>, _> = Template::new("{{x}} {0.a[1][k]!r:>{w}}").collect();
        assert_eq!(
            pieces.unwrap(),
            [
                Piece::Literal("{x} ".to_owned()),
                Piece::Field(Field {
                    argument: Argument::Position(0),
                    path: vec![
                        Step::Attribute("a".to_owned()),
                        Step::Index(1),
                        Step::Key("k".to_owned())
                    ],
                    conversion: Some('r'),
                    spec: vec![
                        Piece::Literal(">".to_owned()),
                        Piece::Field(Field {
                            argument: Argument::Keyword("w".to_owned()),
                            path: vec![],
                            conversion: None,
                            spec: vec![],
                        })
                    ],
                }),
            ]
        );
    }

    #[test]
    fn automatic_numbers_go_through_nested_fields() {
        let mut positions = Vec::new();
        for piece in Template::new("{:{}} {}") {
            if let Piece::Field(field) = piece.unwrap() {
                positions.push(field.argument);
                for nested in field.spec {
                    let Piece::Field(nested) = nested else {
                        panic!()
                    };
                    positions.push(nested.argument);
                }
            }
        }
        assert_eq!(positions, [0, 1, 2].map(Argument::Position));
    }

    #[test]
    fn brackets_may_hold_braces() {
        let pieces: Result<Vec<_>, _> = Template::new("{a[b}c]}").collect();
        let [Piece::Field(field)] = &pieces.unwrap()[..] else {
            panic!()
        };
        assert_eq!(field.path, [Step::Key("b}c".to_owned())]);
    }

    #[test]
    fn errors_have_the_words_of_cpython() {
        for (template, message) in [
            ("{", "Single '{' encountered in format string"),
            ("}", "Single '}' encountered in format string"),
            ("{0", "expected '}' before end of string"),
            ("{!}", "unmatched '{' in format spec"),
            ("{!x}", "Unknown conversion specifier x"),
            ("{!", "end of string while looking for conversion specifier"),
            ("{!rx}", "expected ':' after conversion specifier"),
            ("{:{}", "unmatched '{' in format spec"),
            ("{a{b}}", "unexpected '{' in field name"),
            ("{0[}", "expected '}' before end of string"),
            ("{0[]}", "Empty attribute in format string"),
            ("{0.}", "Empty attribute in format string"),
            (
                "{0[1]x}",
                "Only '.' or '[' may follow ']' in format field specifier",
            ),
            ("{:{:{}}}", "Max string recursion exceeded"),
            (
                "{99999999999999999999999}",
                "Too many decimal digits in format string",
            ),
            (
                "{}{0}",
                "cannot switch from automatic field numbering to manual field specification",
            ),
            (
                "{0}{}",
                "cannot switch from manual field specification to automatic field numbering",
            ),
        ] {
            assert_eq!(error(template), message, "{template}");
        }
    }
}
