//! Mistakes in the replacement fields of f-strings.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::InterpolatedStringErrorType;

use super::SyntaxError;
use super::messages::Translator;
use super::mistakes::is_name;

impl Translator<'_> {
    pub fn f_string_error(&self, kind: &InterpolatedStringErrorType, token: usize) -> SyntaxError {
        match kind {
            InterpolatedStringErrorType::InvalidConversionFlag => self.conversion(token),
            InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
                let range = self.tokens.range(token - 1).cover(self.tokens.range(token));
                let message =
                    "f-string: conversion type must come right after the exclamanation mark";
                self.error(range, message)
            }
            InterpolatedStringErrorType::LambdaWithoutParentheses => self.lambda_in_f_string(token),
            InterpolatedStringErrorType::UnclosedLbrace => self
                .missing_comma(token)
                .unwrap_or_else(|| self.unexpected_in_field(token)),
            InterpolatedStringErrorType::SingleRbrace => {
                self.token_error(token, "f-string: single '}' is not allowed")
            }
            _ => self.generic(token),
        }
    }

    fn conversion(&self, token: usize) -> SyntaxError {
        let text = self.tokens.text(token);
        if is_name(self.tokens.kind(token)) {
            let message = format!(
                "f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'"
            );
            return self.token_error(token, message);
        }
        let is_missing = matches!(
            self.tokens.kind(token),
            TokenKind::Rbrace | TokenKind::Colon
        );
        let what = if is_missing { "missing" } else { "invalid" };
        self.token_error(token, format!("f-string: {what} conversion character"))
    }

    fn lambda_in_f_string(&self, token: usize) -> SyntaxError {
        let is_lambda = |index: &usize| self.tokens.kind(*index) == TokenKind::Lambda;
        let start = (0..=token).rev().find(is_lambda).unwrap_or(token);
        let colon = (start..=token).find(|index| self.tokens.kind(*index) == TokenKind::Colon);
        let range = self
            .tokens
            .range(start)
            .cover(self.tokens.range(colon.unwrap_or(token)));
        let message = "f-string: lambda expressions are not allowed without parentheses";
        self.error(range, message)
    }

    fn unexpected_in_field(&self, token: usize) -> SyntaxError {
        self.token_error(token, "f-string: expecting '=', or '!', or ':', or '}'")
    }

    /// Errors where the expression of a replacement field should begin.
    pub fn f_string_expression(&self, token: usize) -> Option<SyntaxError> {
        let open = token.checked_sub(1)?;
        let is_field =
            self.tokens.kind(open) == TokenKind::Lbrace && self.tokens.in_f_string_field(open);
        if !is_field {
            return self.unparenthesized_lambda(token);
        }
        let message = match self.tokens.kind(token) {
            TokenKind::Rbrace | TokenKind::Equal | TokenKind::Exclamation | TokenKind::Colon => {
                let found = self.tokens.text(token);
                format!("f-string: valid expression required before '{found}'")
            }
            _ => "f-string: expecting a valid expression after '{'".to_string(),
        };
        Some(self.token_error(token, message))
    }

    /// In `f'{lambda x: 1}'` the colon begins the format spec.
    fn unparenthesized_lambda(&self, token: usize) -> Option<SyntaxError> {
        let colon = token.checked_sub(1)?;
        let start = self
            .tokens
            .back_to(token, |index| self.tokens.kind(index) == TokenKind::Lambda);
        let lambda = start.checked_sub(1)?;
        let opened = self.tokens.back_to(lambda, |_| false).checked_sub(1)?;
        let is_lambda = self.tokens.kind(lambda) == TokenKind::Lambda
            && self.tokens.kind(colon) == TokenKind::Colon
            && self.tokens.in_f_string_field(opened);
        is_lambda.then(|| self.lambda_in_f_string(token))
    }

    /// What follows the expression of a replacement field without need.
    pub fn unfinished_field(&self, token: usize) -> Option<SyntaxError> {
        let start = self.tokens.back_to(token, |_| false);
        if !self.tokens.in_f_string_field(start.checked_sub(1)?) {
            return None;
        }
        match self.tokens.expression_end(start) {
            Some(end) => Some(self.unexpected_in_field(self.tokens.at(end))),
            None => {
                let message = "f-string: expecting a valid expression after '{'";
                Some(self.token_error(start, message))
            }
        }
    }
}
