//! The operators as methods: `(5).__add__(3)`, `object.__eq__`, `super().__lt__(other)`.
//!
//! One table serves every built-in type: a method finds out by itself what its operands are, and each type is given the names
//! that it has in CPython. An operator that finds one of these on an object's class does not call it but does the work itself.

use std::rc::Rc;

use crate::python::code::{BinaryOp, CompareOp, UnaryOp};
use crate::python::number::arithmetic;
use crate::python::object::error::type_error;
use crate::python::object::{Args, Class, Flow, NativeDef, PyResult, Value};
use crate::python::operators::arithmetic::unsupported;
use crate::python::operators::comparison::own_hash;
use crate::python::operators::concatenation::is_sequence;
use crate::python::operators::dispatch::{Operation, binary_names};
use crate::python::operators::{conversion, numeric};
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::types::add_methods;

/// Gives the built-in types their operators.
pub fn install(vm: &Rc<Vm>) {
    let types = &vm.types;
    add_methods(&types.object, COMPARISONS);
    add_methods(&types.object, HASH);
    for class in [
        &types.int,
        &types.float,
        &types.complex,
        &types.str,
        &types.bytes,
        &types.tuple,
        &types.range,
        &types.slice,
        &types.method,
    ] {
        add_methods(class, COMPARISONS);
        add_methods(class, HASH);
    }
    for class in [&types.list, &types.dict, &types.bytearray] {
        add_methods(class, COMPARISONS);
        class.set(Symbol::HASH, Value::None);
    }
    add_methods(&types.frozenset, HASH);
    types.set.set(Symbol::HASH, Value::None);
    add_methods(&types.int, UNARY);
    add_methods(&types.float, UNARY);
    add_methods(&types.complex, UNARY);
    let real = [
        BinaryOp::Add,
        BinaryOp::Subtract,
        BinaryOp::Multiply,
        BinaryOp::TrueDivide,
        BinaryOp::Power,
        BinaryOp::FloorDivide,
        BinaryOp::Remainder,
    ];
    let bits = [
        BinaryOp::LeftShift,
        BinaryOp::RightShift,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
    ];
    give(&types.int, &real, true, false);
    give(&types.int, &bits, true, false);
    give(&types.float, &real, true, false);
    give(&types.complex, &real[..5], true, false);
    for class in [&types.int, &types.float] {
        add_methods(class, DIVMOD);
    }
    for class in [&types.str, &types.bytes, &types.bytearray] {
        give(class, &[BinaryOp::Remainder], true, false);
    }
    for class in [&types.str, &types.bytes, &types.tuple] {
        give_sequence(class, false);
    }
    for class in [&types.list, &types.bytearray] {
        give_sequence(class, true);
    }
}

/// Whether a function is one of the methods of this table.
pub fn is_own(function: &Value) -> bool {
    let Value::Native(def) = function else {
        return false;
    };
    let within = |table: &[NativeDef]| table.as_ptr_range().contains(&(*def as *const NativeDef));
    BINARY.iter().any(|table| within(table))
        || [COMPARISONS, HASH, UNARY, DIVMOD]
            .iter()
            .any(|table| within(table))
}

/// Gives a class the methods of operators: plain, and where asked for reflected and in place.
fn give(class: &Rc<Class>, ops: &[BinaryOp], reflected: bool, in_place: bool) {
    for &op in ops {
        let [plain, right, own] = &BINARY[op as usize];
        let names = binary_names(op);
        class.set(names[0], Value::Native(plain));
        if reflected {
            class.set(names[1], Value::Native(right));
        }
        if in_place {
            class.set(names[2], Value::Native(own));
        }
    }
}

fn give_sequence(class: &Rc<Class>, in_place: bool) {
    give(class, &[BinaryOp::Add], false, in_place);
    give(class, &[BinaryOp::Multiply], true, in_place);
}

/// The methods of each binary operator, in the order of [`BinaryOp`].
static BINARY: [[NativeDef; 3]; 13] = [
    binary::<0>(["__add__", "__radd__", "__iadd__"]),
    binary::<1>(["__sub__", "__rsub__", "__isub__"]),
    binary::<2>(["__mul__", "__rmul__", "__imul__"]),
    binary::<3>(["__matmul__", "__rmatmul__", "__imatmul__"]),
    binary::<4>(["__truediv__", "__rtruediv__", "__itruediv__"]),
    binary::<5>(["__floordiv__", "__rfloordiv__", "__ifloordiv__"]),
    binary::<6>(["__mod__", "__rmod__", "__imod__"]),
    binary::<7>(["__pow__", "__rpow__", "__ipow__"]),
    binary::<8>(["__lshift__", "__rlshift__", "__ilshift__"]),
    binary::<9>(["__rshift__", "__rrshift__", "__irshift__"]),
    binary::<10>(["__and__", "__rand__", "__iand__"]),
    binary::<11>(["__or__", "__ror__", "__ior__"]),
    binary::<12>(["__xor__", "__rxor__", "__ixor__"]),
];

const OPERATORS: [BinaryOp; 13] = [
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::MatrixMultiply,
    BinaryOp::TrueDivide,
    BinaryOp::FloorDivide,
    BinaryOp::Remainder,
    BinaryOp::Power,
    BinaryOp::LeftShift,
    BinaryOp::RightShift,
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
];

const fn binary<const OP: usize>(names: [&'static str; 3]) -> [NativeDef; 3] {
    // `pow` takes a modulus.
    let most = if OP == BinaryOp::Power as usize { 2 } else { 1 };
    [
        NativeDef::flow_method(names[0], 1, most, |vm, args| {
            if let Some(modulus) = args.optional(2).filter(|modulus| !modulus.is_none()) {
                return power_modulo(&args[0], &args[1], modulus);
            }
            own(
                vm,
                Operation::Binary(OPERATORS[OP]),
                &args[0],
                &args[1],
                false,
            )
        }),
        NativeDef::flow_method(names[1], 1, 1, |vm, args| {
            own(
                vm,
                Operation::Binary(OPERATORS[OP]),
                &args[0],
                &args[1],
                true,
            )
        }),
        NativeDef::flow_method(names[2], 1, 1, |vm, args| {
            own(
                vm,
                Operation::InPlace(OPERATORS[OP]),
                &args[0],
                &args[1],
                false,
            )
        }),
    ]
}

static DIVMOD: &[NativeDef] = &[
    NativeDef::flow_method("__divmod__", 1, 1, |vm, args| {
        own(vm, Operation::DivMod, &args[0], &args[1], false)
    }),
    NativeDef::flow_method("__rdivmod__", 1, 1, |vm, args| {
        own(vm, Operation::DivMod, &args[0], &args[1], true)
    }),
];

static COMPARISONS: &[NativeDef] = &[
    comparison::<0>("__lt__"),
    comparison::<1>("__le__"),
    comparison::<2>("__eq__"),
    comparison::<3>("__ne__"),
    comparison::<4>("__gt__"),
    comparison::<5>("__ge__"),
];

const COMPARE_OPERATORS: [CompareOp; 6] = [
    CompareOp::Lt,
    CompareOp::Le,
    CompareOp::Eq,
    CompareOp::Ne,
    CompareOp::Gt,
    CompareOp::Ge,
];

const fn comparison<const OP: usize>(name: &'static str) -> NativeDef {
    NativeDef::flow_method(name, 1, 1, |vm, args| {
        own(
            vm,
            Operation::Compare(COMPARE_OPERATORS[OP]),
            &args[0],
            &args[1],
            false,
        )
    })
}

static HASH: &[NativeDef] = &[NativeDef::flow_method("__hash__", 0, 0, |vm, args| {
    own_hash(vm, &args[0])
})];

static UNARY: &[NativeDef] = &[
    NativeDef::method("__neg__", 0, 0, |vm, args| {
        unary(vm, UnaryOp::Negative, args)
    }),
    NativeDef::method("__pos__", 0, 0, |vm, args| {
        unary(vm, UnaryOp::Positive, args)
    }),
    NativeDef::method("__invert__", 0, 0, |vm, args| {
        unary(vm, UnaryOp::Invert, args)
    }),
    NativeDef::method("__abs__", 0, 0, |vm, args| {
        numeric::absolute(args[0].base()).unwrap_or_else(|| Err(wrong_receiver(vm, &args)))
    }),
    NativeDef::method("__bool__", 0, 0, |_, args| {
        Ok(Value::Bool(plain::truth(args[0].base()).unwrap_or(true)))
    }),
];

/// What the method of `receiver` gives: `NotImplemented` where its type does not define it, except that sequences complain.
fn own(
    vm: &Rc<Vm>,
    operation: Operation,
    receiver: &Value,
    other: &Value,
    reflected: bool,
) -> PyResult<Flow> {
    if numeric::leaves_to(receiver.base(), other.base()) {
        return Ok(Value::NotImplemented.into());
    }
    let (a, b) = if reflected {
        (other, receiver)
    } else {
        (receiver, other)
    };
    if let Some(flow) = operation.own(vm, a, b)? {
        return Ok(flow);
    }
    match operation {
        Operation::Binary(BinaryOp::Add) if is_sequence(receiver.base()) => {
            Err(unsupported(vm, BinaryOp::Add, "", a, b))
        }
        // A count that is no int is the only reason for not repeating, and this says so.
        Operation::Binary(BinaryOp::Multiply) if is_sequence(receiver.base()) => {
            conversion::index(vm, other)
        }
        _ => Ok(Value::NotImplemented.into()),
    }
}

/// `pow(base, exponent, modulus)` of ints; `NotImplemented` for anything else.
pub fn power_modulo(base: &Value, exponent: &Value, modulus: &Value) -> PyResult<Flow> {
    let (Some(base), Some(exponent), Some(modulus)) =
        (base.as_int(), exponent.as_int(), modulus.as_int())
    else {
        return Ok(Value::NotImplemented.into());
    };
    Ok(Value::from(arithmetic::pow_mod(base, exponent, modulus)?).into())
}

fn unary(vm: &Rc<Vm>, op: UnaryOp, args: Args<'_>) -> PyResult {
    numeric::unary(op, args[0].base()).ok_or_else(|| wrong_receiver(vm, &args))
}

fn wrong_receiver(vm: &Vm, args: &Args<'_>) -> crate::python::object::PyError {
    type_error(format!(
        "descriptor requires a number but received a '{}'",
        vm.type_name(&args[0])
    ))
}
