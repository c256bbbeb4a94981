//! Ruff's errors in CPython's words.
//!
//! Both parsers stumble over the same token nearly always. Where CPython has words of its own for a mistake, they are found
//! here from Ruff's kind of error; what only the tokens around it show is found in [`super::mistakes`].

use ruff_python_ast::Mod;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType, Parsed};
use ruff_text_size::{TextRange, TextSize};

use super::targets::expression_name;
use super::tokens::Tokens;
use super::{Source, SyntaxError, SyntaxErrorKind, escapes, targets};

/// The error that CPython reports for a text whose brackets match, or stay open at the end as `unclosed` says.
pub fn first_error(
    source: &Source<'_>,
    parsed: &Parsed<Mod>,
    unclosed: Option<(TextSize, char)>,
) -> Option<SyntaxError> {
    let error = parsed.errors().first()?;
    let found = Translator::new(source, parsed).translate(error);
    if let Some((start, bracket)) = unclosed {
        // Inside brackets a line end is no token, so there the error is found on the next line.
        let rest = &source.text()[error.location.start().to_usize()..];
        let is_line_end = rest
            .trim_start_matches([' ', '\t'])
            .starts_with(['\n', '\r', '#']);
        let last_line = source.line(error.location.start()).max(found.end_line);
        if rest.trim().is_empty() || is_line_end || last_line > source.line(start) {
            let range = TextRange::empty(start);
            return Some(SyntaxError::new(
                source,
                range,
                format!("'{bracket}' was never closed"),
            ));
        }
    }
    Some(found)
}

/// The first error, if it is found before a line.
pub fn error_before(source: &Source<'_>, parsed: &Parsed<Mod>, line: u32) -> Option<SyntaxError> {
    let error = parsed.errors().first()?;
    let start = error.location.start();
    let is_end = parsed
        .tokens()
        .after(error.location.end())
        .iter()
        .all(|token| {
            let kind = token.kind();
            kind.is_any_newline()
                || kind.is_trivia()
                || matches!(kind, TokenKind::Dedent | TokenKind::EndOfFile)
        });
    let is_before = source.line(start) < line && !is_end;
    is_before.then(|| Translator::new(source, parsed).translate(error))
}

/// The first error, if it is one of indentation or of a character that no token begins with.
pub fn error_of_tokens(source: &Source<'_>, parsed: &Parsed<Mod>) -> Option<SyntaxError> {
    let error = parsed.errors().first()?;
    let is_of_tokens = match &error.error {
        ParseErrorType::UnexpectedIndentation => true,
        ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => !tok.is_ascii(),
        _ => false,
    };
    is_of_tokens.then(|| Translator::new(source, parsed).translate(error))
}

pub struct Translator<'s> {
    pub source: &'s Source<'s>,
    pub tokens: Tokens<'s>,
    pub parsed: &'s Parsed<Mod>,
}

impl<'s> Translator<'s> {
    fn new(source: &'s Source<'s>, parsed: &'s Parsed<Mod>) -> Translator<'s> {
        Translator {
            source,
            tokens: Tokens::new(source, parsed.tokens()),
            parsed,
        }
    }

    fn translate(&self, error: &ParseError) -> SyntaxError {
        let range = error.location;
        let token = self.tokens.at(range.start());
        match &error.error {
            ParseErrorType::UnexpectedIndentation => self.unexpected_indent(range),
            ParseErrorType::Lexical(kind) => self.lexical(kind, range),
            ParseErrorType::FStringError(kind) => self.f_string_error(kind, token),
            ParseErrorType::TStringError(kind) => self.f_string_error(kind, token),
            ParseErrorType::OtherError(message) => self.other(message, range, token),
            ParseErrorType::ExpectedToken { expected, .. } => self.expected(*expected, token),
            ParseErrorType::ExpectedExpression => self.missing_expression(token),
            ParseErrorType::InvalidAssignmentTarget => self.assignment_target(range),
            ParseErrorType::InvalidDeleteTarget => {
                self.error(range, format!("cannot delete {}", self.name_of(range)))
            }
            ParseErrorType::InvalidNamedAssignmentTarget
            | ParseErrorType::InvalidAnnotatedAssignmentTarget
                if self.lacks_value(range) =>
            {
                let after = self.tokens.at(range.end());
                self.generic(if self.tokens.kind(after) == TokenKind::Colon {
                    after + 1
                } else {
                    after
                })
            }
            ParseErrorType::InvalidNamedAssignmentTarget => {
                let name = self.name_of(range);
                self.error(
                    range,
                    format!("cannot use assignment expressions with {name}"),
                )
            }
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                let name = self.name_of(range);
                let message = format!("'{name}' is an illegal expression for augmented assignment");
                self.error(range, message)
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => {
                self.error(range, "illegal target for annotation")
            }
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                self.error(range, "Generator expression must be parenthesized")
            }
            ParseErrorType::PositionalAfterKeywordArgument => {
                self.closing_bracket_error(token, "positional argument follows keyword argument")
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => self.closing_bracket_error(
                token,
                "positional argument follows keyword argument unpacking",
            ),
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                let message = "iterable argument unpacking follows keyword argument unpacking";
                self.error(TextRange::empty(range.start()), message)
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                let message = "parameter without a default follows parameter with a default";
                self.error(range, message)
            }
            ParseErrorType::ExpectedKeywordParam => self.bare_star(token),
            ParseErrorType::ParamAfterVarKeywordParam => {
                self.token_error(token, "arguments cannot follow var-keyword argument")
            }
            ParseErrorType::VarParameterWithDefault => self.variadic_default(token),
            ParseErrorType::EmptySlice => self.empty_subscript(token),
            ParseErrorType::EmptyImportNames if self.tokens.kind(token) == TokenKind::Newline => {
                self.token_error(token, "Expected one or more names after 'import'")
            }
            ParseErrorType::InvalidStarredExpressionUsage => self.starred(range, token),
            ParseErrorType::InvalidMatchPatternTarget => {
                self.error(range, "cannot use '_' as a target")
            }
            ParseErrorType::IterableUnpackingInComprehension => {
                self.error(range, "iterable unpacking cannot be used in comprehension")
            }
            _ => self.generic(token),
        }
    }

    pub fn error(&self, range: TextRange, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.source, range, message)
    }

    pub fn token_error(&self, token: usize, message: impl Into<String>) -> SyntaxError {
        self.error(self.tokens.marked(token), message)
    }

    fn unexpected_indent(&self, range: TextRange) -> SyntaxError {
        let end = range.end();
        let last = TextRange::empty(end.checked_sub(TextSize::new(1)).unwrap_or(end));
        SyntaxError::of_kind(
            SyntaxErrorKind::Indentation,
            self.source,
            last,
            "unexpected indent",
        )
    }

    fn lexical(&self, kind: &LexicalErrorType, range: TextRange) -> SyntaxError {
        let token = self.tokens.at(range.start());
        match kind {
            LexicalErrorType::UnrecognizedToken { tok } if !tok.is_ascii() => {
                let code = *tok as u32;
                let is_visible =
                    tok.is_alphanumeric() || !(tok.is_whitespace() || tok.is_control());
                let message = match is_visible {
                    true => format!("invalid character '{tok}' (U+{code:04X})"),
                    false => format!("invalid non-printable character U+{code:04X}"),
                };
                self.error(TextRange::empty(range.start()), message)
            }
            LexicalErrorType::UnrecognizedToken { .. } => self.error(range, "invalid syntax"),
            LexicalErrorType::InvalidByteLiteral => {
                let literal = self.tokens.containing(range.start());
                self.error(literal, "bytes can only contain ASCII literal characters")
            }
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace
            | LexicalErrorType::StringError => {
                let literal = self.tokens.containing(range.start());
                let is_whole =
                    self.tokens.kind(self.tokens.at(literal.start())) == TokenKind::String;
                let text = self.source.slice(literal);
                let message = if is_whole {
                    escapes::in_literal(text)
                } else {
                    escapes::in_text(text, false)
                };
                self.error(literal, message)
            }
            LexicalErrorType::FStringError(kind) | LexicalErrorType::TStringError(kind) => {
                self.f_string_error(kind, token)
            }
            LexicalErrorType::IndentationError => {
                let message = "unindent does not match any outer indentation level";
                SyntaxError::of_kind(SyntaxErrorKind::Indentation, self.source, range, message)
            }
            _ => self.generic(token),
        }
    }

    fn other(&self, message: &str, range: TextRange, token: usize) -> SyntaxError {
        if message.starts_with("Expected an indented block") {
            return self.missing_block(token);
        }
        match message {
            "Expected `except` or `finally` after `try` block" => {
                self.token_error(token, "expected 'except' or 'finally' block")
            }
            "Only single target (not tuple) can be annotated" => {
                self.error(range, "only single target (not tuple) can be annotated")
            }
            "Only single target (not list) can be annotated" => {
                self.error(range, "only single target (not list) can be annotated")
            }
            "Only one '*' parameter allowed" | "Only one '*' separator allowed" => {
                self.token_error(token, "* argument may appear only once")
            }
            "Only one '/' separator allowed" => self.token_error(token, "/ may appear only once"),
            "'/' parameter must appear before '*' parameter" => {
                self.token_error(token, "/ must be ahead of *")
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                let message = "cannot have both 'except' and 'except*' on the same 'try'";
                self.token_error(token, message)
            }
            "Expected one or more exception types" if self.is_star_clause(token) => {
                self.token_error(token, "expected one or more exception types")
            }
            "Multiple exception types must be parenthesized when using `as`" => self.error(
                range,
                "multiple exception types must be parenthesized when using 'as'",
            ),
            "Positional patterns cannot follow keyword patterns" => {
                self.error(range, "positional patterns follow keyword patterns")
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                let end = TextRange::empty(range.end());
                self.error(end, "cannot mix bytes and nonbytes literals")
            }
            "Trailing comma not allowed" => self.trailing_comma(token),
            "Expected a parameter name" => self.keyword_name(range, token),
            "Star import must be the only import" | "Star import cannot be parenthesized" => {
                self.generic(token + 1)
            }
            "Expected a pattern" if self.tokens.kind(token) == TokenKind::Minus => {
                self.generic(token + 1)
            }
            "Expected an identifier" if self.is_pattern_target(token) => {
                self.token_error(token, "invalid pattern target")
            }
            "Await expression cannot be used here" => self.generic(token),
            _ => self.generic(token),
        }
    }

    fn expected(&self, expected: TokenKind, token: usize) -> SyntaxError {
        let found = self.tokens.kind(token);
        match expected {
            TokenKind::Colon => self.missing_colon(token),
            TokenKind::Lpar if self.tokens.header(token) == TokenKind::Def => {
                self.token_error(token, "expected '('")
            }
            TokenKind::Rpar if found == TokenKind::Lpar && self.is_parameter_list(token) => {
                let end = self.tokens.closing(token).unwrap_or(token);
                let range = self.tokens.range(token).cover(self.tokens.range(end));
                self.error(range, "Function parameters cannot be parenthesized")
            }
            TokenKind::Else => self.missing_else(token),
            TokenKind::In if self.tokens.bracket_depth(token) > 0 => {
                self.token_error(token, "'in' expected after for-loop variables")
            }
            _ if self.tokens.bracket_depth(token) == 0 => self
                .augmented_tuple(token)
                .unwrap_or_else(|| self.generic(token)),
            TokenKind::Rsqb | TokenKind::Rbrace if found == TokenKind::For => {
                self.unparenthesized_element(token)
            }
            TokenKind::Rpar if found == TokenKind::For => self.keyword_comprehension(token),
            _ => self.generic(token),
        }
    }

    fn missing_colon(&self, token: usize) -> SyntaxError {
        let found = self.tokens.kind(token);
        let header = self.tokens.header(token);
        let is_lambda = self.tokens.bracket_depth(token) > 0 || header == TokenKind::Lambda;
        if found == TokenKind::Lpar && self.tokens.kind(token.wrapping_sub(1)) == TokenKind::Lambda
        {
            let end = self.tokens.closing(token).unwrap_or(token);
            let range = self.tokens.range(token).cover(self.tokens.range(end));
            return self.error(
                range,
                "Lambda expression parameters cannot be parenthesized",
            );
        }
        if matches!(found, TokenKind::Rbrace | TokenKind::Comma) && self.is_dict_item(token) {
            return self.missing_dict_colon(token);
        }
        let is_forced = matches!(
            header,
            TokenKind::Def | TokenKind::Else | TokenKind::Try | TokenKind::Finally
        );
        if !is_lambda && (is_forced || found == TokenKind::Newline) {
            return self.token_error(token, "expected ':'");
        }
        self.generic(token)
    }

    /// CPython names the statement whose block is missing, and its line.
    fn missing_block(&self, token: usize) -> SyntaxError {
        let header = self.tokens.statement_start(self.tokens.header_end(token));
        let line = self.source.line(self.tokens.range(header).start());
        let keyword = self.tokens.text(header);
        let keyword = if keyword == "async" {
            self.tokens.text(header + 1)
        } else {
            keyword
        };
        let what = match keyword {
            "def" => "function definition".to_string(),
            "class" => "class definition".to_string(),
            "except" if self.tokens.kind(header + 1) == TokenKind::Star => {
                "'except*' statement".to_string()
            }
            keyword => format!("'{keyword}' statement"),
        };
        let message = format!("expected an indented block after {what} on line {line}");
        let kind = SyntaxErrorKind::Indentation;
        let next = self.tokens.at(self.tokens.range(token).end());
        let ends_block = self.tokens.kind(token) == TokenKind::Newline
            && self.tokens.kind(next) != TokenKind::EndOfFile;
        if !ends_block {
            let is_end = self.tokens.kind(next) == TokenKind::EndOfFile;
            let end = TextRange::empty(self.tokens.last_line_end());
            let range = if is_end {
                end
            } else {
                self.tokens.marked(token)
            };
            return SyntaxError::of_kind(kind, self.source, range, message);
        }
        let range = self.tokens.range(next);
        let error = SyntaxError::of_kind(kind, self.source, range, message);
        SyntaxError {
            column: 0,
            end_column: 0,
            ..error
        }
    }

    /// Whether no expression follows the `:=` or `:` after a target.
    fn lacks_value(&self, target: TextRange) -> bool {
        self.tokens
            .expression_end(self.tokens.at(target.end()) + 1)
            .is_none()
    }

    fn is_star_clause(&self, token: usize) -> bool {
        token
            .checked_sub(1)
            .is_some_and(|before| self.tokens.kind(before) == TokenKind::Star)
    }

    fn name_of(&self, range: TextRange) -> &'static str {
        targets::find(self.parsed.syntax(), range).map_or("expression", expression_name)
    }

    fn assignment_target(&self, range: TextRange) -> SyntaxError {
        let Some(target) = targets::find(self.parsed.syntax(), range) else {
            return self.error(range, "cannot assign to expression");
        };
        let start = self.tokens.at(range.start());
        let after = self.tokens.at(range.end());
        if let Some(error) = self.comparison_meant(start, after) {
            return error;
        }
        if self.tokens.header(start) != TokenKind::For
            && target.is_yield_expr()
            && !self.is_parenthesized(start)
        {
            return self.error(range, "assignment to yield expression not possible");
        }
        if let Some(error) = self.assignments_meant(start) {
            return error;
        }
        let name = expression_name(target);
        let is_first = self.tokens.statement_start(start) == start;
        let is_simple = is_first && targets::may_be_compared(target);
        if is_simple && self.tokens.kind(after) == TokenKind::Equal && !self.assigns_twice(after) {
            let message =
                format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
            return self.error(range, message);
        }
        self.error(range, format!("cannot assign to {name}"))
    }
}
