//! Common mistakes that the tokens around an error show, and the words CPython has for them.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_expression_range;
use ruff_text_size::{TextRange, TextSize};

use super::SyntaxError;
use super::messages::Translator;
use super::targets::{expression_name, may_be_compared};
use super::tokens::binds_loosely;

/// Names that once were statements.
const LEGACY_STATEMENTS: [&str; 2] = ["print", "exec"];

/// A name that one of these begins with is taken for a keyword by CPython when it looks for a missing comma.
const SOFT_KEYWORDS: [&str; 4] = ["_", "case", "match", "type"];

impl Translator<'_> {
    /// The error of a token that fits nowhere.
    pub fn generic(&self, token: usize) -> SyntaxError {
        // After an operand, `not` could be that of `not in`.
        let follows_operand = token
            .checked_sub(1)
            .is_some_and(|index| ends_operand(self.tokens.kind(index)));
        if self.tokens.kind(token) == TokenKind::Not && follows_operand {
            return self.token_error(token + 1, "invalid syntax");
        }
        if let Some(error) = self.f_string_expression(token) {
            return error;
        }
        if let Some(error) = self.legacy_statement(token) {
            return error;
        }
        if let Some(error) = self.missing_comma(token) {
            return error;
        }
        if let Some(error) = self.unfinished_condition(token) {
            return error;
        }
        if let Some(error) = self.unfinished_field(token) {
            return error;
        }
        if self.tokens.kind(token) == TokenKind::Equal
            && let Some(error) = self.comparison_meant(token, token)
        {
            return error;
        }
        self.token_error(token, "invalid syntax")
    }

    /// `print x`
    fn legacy_statement(&self, token: usize) -> Option<SyntaxError> {
        let name = token.checked_sub(1)?;
        let is_legacy = LEGACY_STATEMENTS.contains(&self.tokens.text(name));
        if !is_legacy || !self.begins_expression(name) || !starts_operand(self.tokens.kind(token)) {
            return None;
        }
        let end = self.tokens.expressions_end(token)?;
        let name = self.tokens.text(name);
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        let start = self.tokens.range(token - 1).start();
        Some(self.error(TextRange::new(start, end), message))
    }

    /// Inside brackets, an expression that follows another one at once.
    pub fn missing_comma(&self, token: usize) -> Option<SyntaxError> {
        if self.tokens.bracket_depth(token) == 0 || !starts_operand(self.tokens.kind(token)) {
            return None;
        }
        let start = self.operand_start(token)?;
        if start == token || !starts_operand(self.tokens.kind(start)) {
            return None;
        }
        let first = self.tokens.text(start);
        let is_name = is_name(self.tokens.kind(start));
        let is_prefixed = is_name && self.tokens.kind(start + 1) == TokenKind::String;
        let is_soft = is_name
            && SOFT_KEYWORDS
                .iter()
                .any(|keyword| keyword.starts_with(first));
        if is_prefixed || is_soft || self.is_name_list(token) {
            return None;
        }
        let operand = self.tokens.range(start).cover(self.tokens.range(token - 1));
        parse_expression_range(self.source.text(), operand).ok()?;
        if self.lacks_dict_value(start) {
            return Some(self.missing_dict_colon(token));
        }
        let end = self.tokens.expression_end(token)?;
        let range = TextRange::new(self.tokens.range(start).start(), end);
        Some(self.error(range, "invalid syntax. Perhaps you forgot a comma?"))
    }

    /// Whether the token stands among parameters or imported names.
    fn is_name_list(&self, token: usize) -> bool {
        let is_import = matches!(
            self.tokens.header(token),
            TokenKind::Import | TokenKind::From
        );
        is_import || self.is_parameter_list(token)
    }

    /// Whether a dict item that begins at a token, and is not the first, is the key alone.
    fn lacks_dict_value(&self, start: usize) -> bool {
        let is_later = start
            .checked_sub(1)
            .is_some_and(|index| self.tokens.kind(index) == TokenKind::Comma);
        let first = self.tokens.back_to(start, |_| false);
        let is_pair = |end: TextSize| self.tokens.kind(self.tokens.at(end)) == TokenKind::Colon;
        is_later
            && self.is_dict_item(start)
            && self.tokens.expression_end(first).is_some_and(is_pair)
    }

    /// The message stands at the end of the key.
    pub fn missing_dict_colon(&self, token: usize) -> SyntaxError {
        let key = self.tokens.range(token - 1);
        let last = TextRange::empty(key.end() - TextSize::new(1));
        self.error(last, "':' expected after dictionary key")
    }

    /// `p[]` inside brackets is taken for two expressions.
    pub fn empty_subscript(&self, token: usize) -> SyntaxError {
        let start = token
            .checked_sub(1)
            .and_then(|bracket| self.operand_start(bracket));
        match start {
            Some(start) if self.tokens.bracket_depth(token) > 1 => {
                let range = self.tokens.range(start).cover(self.tokens.range(token));
                self.error(range, "invalid syntax. Perhaps you forgot a comma?")
            }
            _ => self.generic(token),
        }
    }

    /// `a if b in else c`: the condition ends before the `in`.
    fn unfinished_condition(&self, token: usize) -> Option<SyntaxError> {
        let is_if = |index: usize| {
            matches!(
                self.tokens.kind(index),
                TokenKind::If | TokenKind::Else | TokenKind::Comma
            )
        };
        let condition = self.tokens.back_to(token, is_if);
        let choice = condition.checked_sub(1)?;
        if self.tokens.kind(choice) != TokenKind::If || self.tokens.statement_start(token) == choice
        {
            return None;
        }
        let start = self.operand_start(choice)?;
        let end = self.tokens.expression_end(condition)?;
        let next = self.tokens.kind(self.tokens.at(end));
        if matches!(next, TokenKind::Else | TokenKind::Colon) {
            return None;
        }
        let range = TextRange::new(self.tokens.range(start).start(), end);
        Some(self.error(range, "expected 'else' after 'if' expression"))
    }

    /// Where the operand that ends before a token begins, if a whole expression may stand in its place.
    fn operand_start(&self, token: usize) -> Option<usize> {
        let start = self.tokens.back_to(token, |index| {
            matches!(
                self.tokens.kind(index),
                TokenKind::Comma
                    | TokenKind::Colon
                    | TokenKind::Equal
                    | TokenKind::ColonEqual
                    | TokenKind::If
                    | TokenKind::Else
                    | TokenKind::For
                    | TokenKind::Lambda
                    | TokenKind::Return
                    | TokenKind::Yield
                    | TokenKind::From
                    | TokenKind::Exclamation
            )
        });
        let before = start.checked_sub(1).map(|index| self.tokens.kind(index));
        match before {
            // What stands there is no whole expression, or none at all.
            Some(TokenKind::For | TokenKind::If | TokenKind::Lambda | TokenKind::Exclamation) => {
                None
            }
            Some(TokenKind::Return | TokenKind::Yield | TokenKind::From) => Some(start),
            _ if self.tokens.kind(start) == TokenKind::Star => Some(start + 1),
            _ if self.tokens.kind(start) == TokenKind::DoubleStar => Some(start + 1),
            _ => Some(start),
        }
    }

    /// Whether the token stands where an expression can begin.
    fn begins_expression(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else {
            return true;
        };
        self.tokens.statement_start(token) == token
            || matches!(
                self.tokens.kind(before),
                TokenKind::Lpar
                    | TokenKind::Lsqb
                    | TokenKind::Lbrace
                    | TokenKind::Comma
                    | TokenKind::Colon
                    | TokenKind::Equal
                    | TokenKind::Else
                    | TokenKind::Return
                    | TokenKind::If
                    | TokenKind::Elif
                    | TokenKind::While
                    | TokenKind::At
                    | TokenKind::And
                    | TokenKind::Or
                    | TokenKind::Not
                    | TokenKind::In
            )
    }

    /// `x = y` where no assignment may stand; the token is the one that begins the statement, or the `=`.
    pub fn comparison_meant(&self, token: usize, equal: usize) -> Option<SyntaxError> {
        if self.tokens.kind(equal) != TokenKind::Equal {
            return None;
        }
        let name = equal.checked_sub(1)?;
        let is_condition = matches!(
            self.tokens.header(equal),
            TokenKind::If | TokenKind::Elif | TokenKind::While
        );
        if !is_condition && self.tokens.bracket_depth(token) == 0 {
            return None;
        }
        let start = self.tokens.back_to(equal, |index| {
            let kind = self.tokens.kind(index);
            let is_border = matches!(
                kind,
                TokenKind::Comma
                    | TokenKind::Colon
                    | TokenKind::Equal
                    | TokenKind::Elif
                    | TokenKind::While
                    | TokenKind::Return
            );
            is_border || binds_loosely(kind)
        });
        // The condition of a comprehension is no place for `:=` either.
        let before = start.checked_sub(1).map(|index| self.tokens.kind(index));
        if before == Some(TokenKind::If) && self.tokens.bracket_depth(equal) > 0 {
            return None;
        }
        let end = self.tokens.operand_end(equal + 1)?;
        if self.assigns_twice(equal) {
            return None;
        }
        if start == name && is_name(self.tokens.kind(name)) {
            let range = TextRange::new(self.tokens.range(start).start(), end);
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Some(self.error(range, message));
        }
        let range = self.tokens.range(start).cover(self.tokens.range(name));
        let expression = parse_expression_range(self.source.text(), range).ok()?;
        let target = expression.expr();
        if !may_be_compared(target) {
            return None;
        }
        let what = expression_name(target);
        let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        Some(self.error(range, message))
    }

    /// `a = 1, b = 2`: the second target is none, so the first `=` is taken for a comparison.
    pub fn assignments_meant(&self, token: usize) -> Option<SyntaxError> {
        let start = self.tokens.statement_start(token);
        let is_assignment =
            is_name(self.tokens.kind(start)) && self.tokens.kind(start + 1) == TokenKind::Equal;
        if !is_assignment {
            return None;
        }
        let end = self.tokens.operand_end(start + 2)?;
        if self.tokens.kind(self.tokens.at(end)) == TokenKind::Equal {
            return None;
        }
        let range = TextRange::new(self.tokens.range(start).start(), end);
        let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        Some(self.error(range, message))
    }

    /// `a, b += 1`
    pub fn augmented_tuple(&self, token: usize) -> Option<SyntaxError> {
        self.tokens.kind(token).as_augmented_assign_operator()?;
        let start = self.tokens.statement_start(token);
        let range = self
            .tokens
            .range(start)
            .cover(self.tokens.range(token.checked_sub(1)?));
        let target = parse_expression_range(self.source.text(), range).ok()?;
        let name = expression_name(target.expr());
        let message = format!("'{name}' is an illegal expression for augmented assignment");
        Some(self.error(range, message))
    }

    /// Whether another `=` or `:=` follows the value that is assigned.
    pub fn assigns_twice(&self, equal: usize) -> bool {
        let Some(end) = self.tokens.expression_end(equal + 1) else {
            return false;
        };
        matches!(
            self.tokens.kind(self.tokens.at(end)),
            TokenKind::Equal | TokenKind::ColonEqual
        )
    }

    pub fn is_parenthesized(&self, token: usize) -> bool {
        token
            .checked_sub(1)
            .is_some_and(|before| self.tokens.kind(before) == TokenKind::Lpar)
    }

    /// `f(True=1)`, `f(a.b=1)`: the range is that of the argument before the `=`.
    pub fn keyword_name(&self, range: TextRange, token: usize) -> SyntaxError {
        let equal = self.tokens.at(range.end());
        let marked = range.cover(self.tokens.range(equal));
        match self.tokens.text(token) {
            name @ ("True" | "False" | "None") if self.tokens.range(token) == range => {
                self.error(marked, format!("cannot assign to {name}"))
            }
            _ => {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                self.error(marked, message)
            }
        }
    }

    /// `f(a, b=c for c in d)`
    pub fn keyword_comprehension(&self, token: usize) -> SyntaxError {
        let start = self
            .tokens
            .back_to(token, |index| self.tokens.kind(index) == TokenKind::Comma);
        if self.tokens.kind(start + 1) == TokenKind::Equal && is_name(self.tokens.kind(start)) {
            let range = self.tokens.range(start).cover(self.tokens.range(start + 1));
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.error(range, message);
        }
        self.generic(token)
    }

    /// `[a, b for a in c]`
    pub fn unparenthesized_element(&self, token: usize) -> SyntaxError {
        let start = self.tokens.back_to(token, |_| false);
        let has_comma = (start..token).any(|index| self.tokens.kind(index) == TokenKind::Comma);
        if !has_comma || self.tokens.kind(start) == TokenKind::For {
            return self.generic(token);
        }
        let range = self.tokens.range(start).cover(self.tokens.range(token - 1));
        self.error(
            range,
            "did you forget parentheses around the comprehension target?",
        )
    }

    /// `a if b`
    pub fn missing_else(&self, token: usize) -> SyntaxError {
        if self.tokens.kind(token) == TokenKind::Colon {
            return self.generic(token);
        }
        let is_if = |index: usize| self.tokens.kind(index) == TokenKind::If;
        let condition = self.tokens.back_to(token, is_if);
        let Some(start) = condition
            .checked_sub(1)
            .and_then(|if_| self.operand_start(if_))
        else {
            return self.generic(token);
        };
        let range = self.tokens.range(start).cover(self.tokens.range(token - 1));
        self.error(range, "expected 'else' after 'if' expression")
    }

    /// Where an expression should begin and does not.
    pub fn missing_expression(&self, token: usize) -> SyntaxError {
        let found = self.tokens.kind(token);
        let Some(before) = token.checked_sub(1) else {
            return self.generic(token);
        };
        let header = self.tokens.header(token);
        let closes = matches!(found, TokenKind::Rpar | TokenKind::Comma);
        match self.tokens.kind(before) {
            TokenKind::Equal if closes && header == TokenKind::Def => {
                self.token_error(before, "expected default value expression")
            }
            TokenKind::Equal if closes && self.tokens.bracket_depth(token) > 0 => {
                let range = self
                    .tokens
                    .range(before - 1)
                    .cover(self.tokens.range(before));
                self.error(range, "expected argument value expression")
            }
            TokenKind::Colon
                if matches!(found, TokenKind::Rbrace | TokenKind::Comma)
                    && self.is_dict_item(token) =>
            {
                let message = "expression expected after dictionary key and ':'";
                self.token_error(before, message)
            }
            TokenKind::Rarrow if header == TokenKind::Def => {
                self.token_error(before, "expected ':'")
            }
            // `<>` is one token there.
            TokenKind::Less if found == TokenKind::Greater => {
                let range = self.tokens.range(before).cover(self.tokens.range(token));
                self.error(range, "invalid syntax")
            }
            TokenKind::Star if closes && self.begins_expression(before) => {
                self.token_error(token, "Invalid star expression")
            }
            _ => self.generic(token),
        }
    }

    /// Whether the token stands in the braces of a dict, right after a key or a colon.
    pub fn is_dict_item(&self, token: usize) -> bool {
        let start = self.tokens.back_to(token, |_| false);
        let opened = start.checked_sub(1).map(|index| self.tokens.kind(index));
        opened == Some(TokenKind::Lbrace) && !self.tokens.in_f_string_field(start - 1)
    }

    pub fn starred(&self, range: TextRange, token: usize) -> SyntaxError {
        let before = token.checked_sub(1).map(|index| self.tokens.kind(index));
        if before == Some(TokenKind::Colon) && self.is_dict_item(token) {
            return self.error(
                range,
                "cannot use a starred expression in a dictionary value",
            );
        }
        if before == Some(TokenKind::Lpar) {
            return self.error(range, "cannot use starred expression here");
        }
        self.generic(token)
    }

    /// `def f(*): …`
    pub fn bare_star(&self, token: usize) -> SyntaxError {
        let star = (0..=token)
            .rev()
            .find(|index| self.tokens.kind(*index) == TokenKind::Star);
        let star = star.unwrap_or(token);
        let is_lambda = self.tokens.kind(star + 1) == TokenKind::Colon;
        let marked = if is_lambda { star + 1 } else { star };
        self.token_error(marked, "named arguments must follow bare *")
    }

    /// `def f(*a=1): …`
    pub fn variadic_default(&self, token: usize) -> SyntaxError {
        let equal = (token..token + 8).find(|index| self.tokens.kind(*index) == TokenKind::Equal);
        let stars = (0..=token)
            .rev()
            .find_map(|index| match self.tokens.kind(index) {
                TokenKind::Star => Some("var-positional"),
                TokenKind::DoubleStar => Some("var-keyword"),
                _ => None,
            });
        let message = format!(
            "{} argument cannot have default value",
            stars.unwrap_or("var-positional")
        );
        self.token_error(equal.unwrap_or(token), message)
    }

    /// The error stands at the bracket that ends the argument list.
    pub fn closing_bracket_error(&self, token: usize, message: &str) -> SyntaxError {
        let opened = self.tokens.back_to(token, |_| false).saturating_sub(1);
        self.token_error(self.tokens.closing(opened).unwrap_or(token), message)
    }

    /// `from a import b,`
    pub fn trailing_comma(&self, token: usize) -> SyntaxError {
        let comma = self.tokens.kind(token) == TokenKind::Comma;
        let next = if comma { token + 1 } else { token };
        let ends_line = self.tokens.kind(next) == TokenKind::Newline;
        if self.tokens.header(token) == TokenKind::From && ends_line {
            let message = "trailing comma not allowed without surrounding parentheses";
            return self.token_error(next, message);
        }
        self.generic(next)
    }

    pub fn is_parameter_list(&self, token: usize) -> bool {
        let start = self.tokens.back_to(token, |_| false);
        let is_def = |index: usize| self.tokens.kind(index) == TokenKind::Def;
        start.checked_sub(3).is_some_and(is_def)
    }

    /// `case 1 as 2`
    pub fn is_pattern_target(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|index| self.tokens.kind(index));
        before == Some(TokenKind::As) && self.tokens.header(token) == TokenKind::Case
    }
}

/// Whether a token can begin an operand that stands for itself.
fn starts_operand(kind: TokenKind) -> bool {
    is_name(kind)
        || matches!(
            kind,
            TokenKind::Int
                | TokenKind::Float
                | TokenKind::Complex
                | TokenKind::String
                | TokenKind::FStringStart
                | TokenKind::TStringStart
                | TokenKind::Lpar
                | TokenKind::Lsqb
                | TokenKind::Lbrace
                | TokenKind::Minus
                | TokenKind::Plus
                | TokenKind::Tilde
                | TokenKind::Ellipsis
                | TokenKind::Lambda
                | TokenKind::Not
                | TokenKind::Await
                | TokenKind::None
                | TokenKind::True
                | TokenKind::False
        )
}

/// Whether an operand can end with the token.
fn ends_operand(kind: TokenKind) -> bool {
    let is_closing = matches!(
        kind,
        TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::FStringEnd
    );
    let opens = matches!(
        kind,
        TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::Minus
            | TokenKind::Plus
            | TokenKind::Tilde
            | TokenKind::Lambda
            | TokenKind::Not
            | TokenKind::Await
            | TokenKind::FStringStart
            | TokenKind::TStringStart
    );
    is_closing || (starts_operand(kind) && !opens)
}

pub fn is_name(kind: TokenKind) -> bool {
    kind == TokenKind::Name || kind.is_soft_keyword()
}
