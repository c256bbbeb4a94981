//! Values that are known when a program is compiled: its literals, and arithmetic on them with small results.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{Num, ToPrimitive};
use ruff_python_ast::{Expr, ExprBinOp, ExprNumberLiteral, ExprUnaryOp, Number, Operator, UnaryOp};
use rustc_hash::FxHashMap;

use crate::python::number::int_text::MAX_STR_DIGITS;
use crate::python::object::dict::Found;
use crate::python::object::{Set, Value};
use crate::python::plain;

use super::{Compiled, Compiler};

/// A constant, comparable by what it is: `1`, `1.0` and `True` are three, and so are `0.0` and `-0.0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    /// Does not fit into 64 bits.
    Big(BigInt),
    /// The bits of a float.
    Float(u64),
    /// The bits of the real and the imaginary part.
    Complex(u64, u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Rc<[Constant]>),
    /// The members in the order of the display, equal ones included.
    FrozenSet(Rc<[Constant]>),
}

/// Longer strings are left to be made when the program runs.
const LONGEST_FOLDED_STRING: usize = 4096;

/// Ints up to this size are floats exactly.
const EXACT_IN_FLOAT: i64 = 1 << 53;

impl Constant {
    pub fn str(text: &str) -> Constant {
        Constant::Str(Rc::from(text))
    }

    pub fn int(value: usize) -> Constant {
        Constant::Int(value as i64)
    }

    fn big(value: BigInt) -> Constant {
        match value.to_i64() {
            Some(small) => Constant::Int(small),
            None => Constant::Big(value),
        }
    }

    fn float(value: f64) -> Constant {
        Constant::Float(value.to_bits())
    }

    pub fn is_true(&self) -> bool {
        match self {
            Constant::None => false,
            Constant::Ellipsis | Constant::Big(_) => true,
            Constant::Bool(value) => *value,
            Constant::Int(value) => *value != 0,
            Constant::Float(bits) => f64::from_bits(*bits) != 0.0,
            Constant::Complex(real, imaginary) => {
                f64::from_bits(*real) != 0.0 || f64::from_bits(*imaginary) != 0.0
            }
            Constant::Str(text) => !text.is_empty(),
            Constant::Bytes(bytes) => !bytes.is_empty(),
            Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        }
    }

    /// The machine's value; equal constants of a program share one.
    pub fn value(&self, shared: &mut FxHashMap<Constant, Value>) -> Value {
        if let Some(value) = shared.get(self) {
            return value.clone();
        }
        let value = match self {
            Constant::None => Value::None,
            Constant::Ellipsis => Value::Ellipsis,
            Constant::Bool(value) => Value::Bool(*value),
            Constant::Int(value) => Value::Int(*value),
            Constant::Big(value) => Value::big(value.clone()),
            Constant::Float(bits) => Value::Float(f64::from_bits(*bits)),
            Constant::Complex(real, imaginary) => {
                Value::complex(f64::from_bits(*real), f64::from_bits(*imaginary))
            }
            Constant::Str(text) => Value::str(text),
            Constant::Bytes(bytes) => Value::bytes(bytes.to_vec()),
            Constant::Tuple(items) => {
                Value::tuple(items.iter().map(|item| item.value(shared)).collect())
            }
            Constant::FrozenSet(items) => {
                // CPython makes it twice, the second time out of the first, which decides the order.
                let members = frozen(items.iter().map(|item| item.value(shared)));
                let set = frozen(members.items().into_iter());
                Value::FrozenSet(Rc::new(set))
            }
        };
        shared.insert(self.clone(), value.clone());
        value
    }
}

/// A set of values that hash and compare by themselves.
fn frozen(items: impl Iterator<Item = Value>) -> Set {
    let set = Set::default();
    for item in items {
        if let Some(Ok(hash)) = plain::hash(&item)
            && set.find(hash, &item) == Found::Missing
        {
            set.push(hash, item);
        }
    }
    set
}

/// The value of an expression that is known now.
pub fn fold(expression: &Expr) -> Option<Constant> {
    match expression {
        Expr::NoneLiteral(_) => Some(Constant::None),
        Expr::EllipsisLiteral(_) => Some(Constant::Ellipsis),
        Expr::BooleanLiteral(literal) => Some(Constant::Bool(literal.value)),
        Expr::NumberLiteral(literal) => number(&literal.value),
        Expr::StringLiteral(literal) => Some(Constant::str(literal.value.to_str())),
        Expr::BytesLiteral(literal) => Some(Constant::Bytes(literal.value.bytes().collect())),
        Expr::Name(name) if name.id == "__debug__" => Some(Constant::Bool(true)),
        Expr::Tuple(tuple) => fold_all(&tuple.elts),
        Expr::UnaryOp(unary) => fold_unary(unary),
        Expr::BinOp(binary) => fold_binary(binary),
        _ => None,
    }
}

/// A tuple of constants.
pub fn fold_all(expressions: &[Expr]) -> Option<Constant> {
    fold_each(expressions).map(Constant::Tuple)
}

/// A frozen set of constants.
pub fn fold_set(expressions: &[Expr]) -> Option<Constant> {
    fold_each(expressions).map(Constant::FrozenSet)
}

fn fold_each(expressions: &[Expr]) -> Option<Rc<[Constant]>> {
    expressions.iter().map(fold).collect()
}

fn number(number: &Number) -> Option<Constant> {
    match number {
        Number::Int(value) => match value.as_i64() {
            Some(small) => Some(Constant::Int(small)),
            None => parse_big(&value.to_string()).map(Constant::big),
        },
        Number::Float(value) => Some(Constant::float(*value)),
        Number::Complex { real, imag } => Some(Constant::Complex(real.to_bits(), imag.to_bits())),
    }
}

fn parse_big(text: &str) -> Option<BigInt> {
    let digits = text.replace('_', "").to_ascii_lowercase();
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ => (10, &digits[..]),
    };
    BigInt::from_str_radix(digits, radix).ok()
}

fn fold_unary(unary: &ExprUnaryOp) -> Option<Constant> {
    let operand = fold(&unary.operand)?;
    match (unary.op, operand) {
        (UnaryOp::Not, operand) => Some(Constant::Bool(!operand.is_true())),
        (UnaryOp::USub, Constant::Int(value)) => Some(Constant::big(-BigInt::from(value))),
        (UnaryOp::USub, Constant::Big(value)) => Some(Constant::big(-value)),
        (UnaryOp::USub, Constant::Float(bits)) => Some(Constant::float(-f64::from_bits(bits))),
        (UnaryOp::USub, Constant::Complex(real, imaginary)) => Some(Constant::Complex(
            (-f64::from_bits(real)).to_bits(),
            (-f64::from_bits(imaginary)).to_bits(),
        )),
        (UnaryOp::UAdd, number @ (Constant::Int(_) | Constant::Big(_) | Constant::Float(_))) => {
            Some(number)
        }
        (UnaryOp::Invert, Constant::Int(value)) => Some(Constant::Int(!value)),
        (UnaryOp::Invert, Constant::Bool(value)) => Some(Constant::Int(!i64::from(value))),
        _ => None,
    }
}

fn fold_binary(binary: &ExprBinOp) -> Option<Constant> {
    // The right side first: in a long chain of operators it is the short one.
    let right = fold(&binary.right)?;
    let left = fold(&binary.left)?;
    match (left, right) {
        (Constant::Int(left), Constant::Int(right)) => fold_ints(left, binary.op, right),
        (Constant::Float(left), Constant::Float(right)) => {
            fold_floats(f64::from_bits(left), binary.op, f64::from_bits(right))
        }
        (Constant::Int(left), Constant::Float(right)) => {
            fold_floats(exact_float(left)?, binary.op, f64::from_bits(right))
        }
        (Constant::Float(left), Constant::Int(right)) => {
            fold_floats(f64::from_bits(left), binary.op, exact_float(right)?)
        }
        (Constant::Str(left), Constant::Str(right)) if binary.op == Operator::Add => {
            let text = [&*left, &*right].concat();
            (text.len() <= LONGEST_FOLDED_STRING).then(|| Constant::str(&text))
        }
        (Constant::Str(text), Constant::Int(times)) if binary.op == Operator::Mult => {
            let times = usize::try_from(times).unwrap_or(0);
            let length = text.len().checked_mul(times)?;
            (length <= LONGEST_FOLDED_STRING).then(|| Constant::str(&text.repeat(times)))
        }
        _ => None,
    }
}

fn exact_float(value: i64) -> Option<f64> {
    (-EXACT_IN_FLOAT..=EXACT_IN_FLOAT)
        .contains(&value)
        .then_some(value as f64)
}

fn fold_ints(left: i64, op: Operator, right: i64) -> Option<Constant> {
    let value = match op {
        Operator::Add => left.checked_add(right)?,
        Operator::Sub => left.checked_sub(right)?,
        Operator::Mult => left.checked_mul(right)?,
        Operator::Div if right != 0 => {
            return Some(Constant::float(exact_float(left)? / exact_float(right)?));
        }
        Operator::FloorDiv => {
            let quotient = left.checked_div(right)?;
            let rounds_up = left % right != 0 && (left < 0) != (right < 0);
            quotient - rounds_up as i64
        }
        Operator::Mod => {
            let remainder = left.checked_rem(right)?;
            let other_sign = remainder != 0 && (remainder < 0) != (right < 0);
            if other_sign {
                remainder + right
            } else {
                remainder
            }
        }
        Operator::Pow => left.checked_pow(u32::try_from(right).ok()?)?,
        Operator::LShift if (0..63).contains(&right) => {
            let shifted = left << right;
            (shifted >> right == left).then_some(shifted)?
        }
        Operator::RShift if (0..64).contains(&right) => left >> right,
        Operator::BitAnd => left & right,
        Operator::BitOr => left | right,
        Operator::BitXor => left ^ right,
        _ => return None,
    };
    Some(Constant::Int(value))
}

fn fold_floats(left: f64, op: Operator, right: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div if right != 0.0 => left / right,
        _ => return None,
    };
    Some(Constant::float(value))
}

impl Compiler<'_> {
    /// Refuses an int literal that is too long to be read in a reasonable time.
    pub(super) fn check_number(&self, literal: &ExprNumberLiteral) -> Compiled {
        let text = self.source.slice(literal.range);
        let is_decimal = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_');
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if !is_decimal || digits <= MAX_STR_DIGITS {
            return Ok(());
        }
        let message = format!(
            "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit - \
             Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
        );
        Err(self.error(literal.range, message))
    }
}
