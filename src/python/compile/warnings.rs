//! What CPython's compiler warns of: expressions that mean something, but hardly what was meant.

use ruff_python_ast::{CmpOp, Expr, ExprCompare, ExprSubscript, Number, UnaryOp};
use ruff_text_size::{Ranged, TextSize};

use super::Compiler;

impl Compiler<'_> {
    /// `x is 5`
    pub(super) fn warn_of_identity(&self, compare: &ExprCompare) {
        let mut left = &*compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            let instead = match op {
                CmpOp::Is => Some(("is", "==")),
                CmpOp::IsNot => Some(("is not", "!=")),
                _ => None,
            };
            if let Some((word, operator)) = instead
                && let Some(kind) = constant_type(left).or_else(|| constant_type(right))
            {
                let text =
                    format!("\"{word}\" with '{kind}' literal. Did you mean \"{operator}\"?");
                self.warn(compare.start(), text);
            }
            left = right;
        }
    }

    /// `assert (condition, "message")`
    pub(super) fn warn_of_assertion(&self, start: TextSize, test: &Expr) {
        if matches!(test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            let text = "assertion is always true, perhaps remove parentheses?";
            self.warn(start, text.to_owned());
        }
    }

    /// `[(1, 2) (3, 4)]`
    pub(super) fn warn_of_call(&self, function: &Expr) {
        if let Some(kind) = literal_type(function)
            && kind != "function"
        {
            let text = format!("'{kind}' object is not callable; perhaps you missed a comma?");
            self.warn(function.start(), text);
        }
    }

    /// `[[1, 2] [3, 4]]`
    pub(super) fn warn_of_subscript(&self, subscript: &ExprSubscript) {
        let value = &*subscript.value;
        let Some(kind) = literal_type(value) else {
            return;
        };
        let text = match (kind, literal_type(&subscript.slice)) {
            ("dict" | "bool", _) => return,
            ("str" | "bytes" | "tuple" | "list", None | Some("int" | "bool")) => return,
            ("str" | "bytes" | "tuple" | "list", Some(index)) => format!(
                "{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            ),
            _ => format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"),
        };
        self.warn(value.start(), text);
    }

    fn warn(&self, offset: TextSize, message: String) {
        self.source.warn(self.line_of(offset), message);
    }
}

/// The type of what is a constant of the code, those apart that `is` is for.
fn constant_type(expression: &Expr) -> Option<&'static str> {
    match expression {
        Expr::UnaryOp(operation) if operation.op == UnaryOp::USub => {
            constant_type(&operation.operand)
        }
        Expr::Tuple(tuple) => {
            let all = tuple.elts.iter().all(|item| constant_type(item).is_some());
            all.then_some("tuple")
        }
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => {
            literal_type(expression)
        }
        _ => None,
    }
}

/// The type of what a display or literal makes.
fn literal_type(expression: &Expr) -> Option<&'static str> {
    Some(match expression {
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NumberLiteral(literal) => match literal.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::BooleanLiteral(_) => "bool",
        Expr::EllipsisLiteral(_) => "ellipsis",
        _ => return None,
    })
}
