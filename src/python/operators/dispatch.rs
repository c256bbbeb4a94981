//! Operators with two operands, either of which may be of a class that defines them.
//!
//! The method of the left operand is asked first, then the reflected one of the right, or the other way round where the
//! right operand's class is derived from the left one's; whoever gives `NotImplemented` is passed over. Built-in types take
//! part without a look-up.

use std::rc::Rc;

use crate::python::code::{BinaryOp, CompareOp};
use crate::python::object::error::type_error;
use crate::python::object::{Class, Flow, PyResult, Value};
use crate::python::operators::arithmetic::{own_binary, own_in_place, unsupported};
use crate::python::operators::comparison::{incomparable, own_compare};
use crate::python::operators::concatenation::is_sequence;
use crate::python::operators::methods;
use crate::python::operators::numeric;
use crate::python::operators::special::call_now;
use crate::python::plain;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// An operation on two operands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Binary(BinaryOp),
    InPlace(BinaryOp),
    DivMod,
    Compare(CompareOp),
}

/// The value of the operation, or the `TypeError` that nobody knows how to do it.
pub fn perform(vm: &Rc<Vm>, operation: Operation, a: &Value, b: &Value) -> PyResult<Flow> {
    if !has_methods(a) && !has_methods(b) {
        return match operation.own(vm, a, b)? {
            Some(flow) => Ok(flow),
            None => operation.otherwise(vm, a, b),
        };
    }
    let task = Task {
        operation,
        a: a.clone(),
        b: b.clone(),
        order: operation.order(vm, a, b),
        asked: 0,
    };
    task.go_on(vm)
}

impl Operation {
    /// As the built-in types define it; `None` where they do not.
    pub fn own(self, vm: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<Option<Flow>> {
        match self {
            Operation::Binary(op) => own_binary(vm, op, a, b),
            Operation::InPlace(op) => match own_in_place(vm, op, a, b)? {
                Some(flow) => Ok(Some(flow)),
                None => own_binary(vm, op, a, b),
            },
            Operation::DivMod => match numeric::divmod(a.base(), b.base()) {
                Some(result) => Ok(Some(result?.into())),
                None => Ok(None),
            },
            Operation::Compare(op) => own_compare(vm, op, a, b),
        }
    }

    /// What becomes of it when every method has declined.
    fn otherwise(self, vm: &Rc<Vm>, a: &Value, b: &Value) -> PyResult<Flow> {
        Err(match self {
            Operation::Binary(op) => unsupported(vm, op, "", a, b),
            Operation::InPlace(op) => unsupported(vm, op, "=", a, b),
            Operation::DivMod => type_error(format!(
                "unsupported operand type(s) for divmod(): '{}' and '{}'",
                vm.type_name(a),
                vm.type_name(b)
            )),
            Operation::Compare(CompareOp::Eq) => return Ok(Value::Bool(a.is(b)).into()),
            Operation::Compare(CompareOp::Ne) => return Ok(Value::Bool(!a.is(b)).into()),
            Operation::Compare(op) => incomparable(vm, op, a, b),
        })
    }

    /// The special methods: of the left operand, and of the right one with the operands exchanged.
    fn names(self) -> (Symbol, Symbol) {
        match self {
            Operation::Binary(op) | Operation::InPlace(op) => {
                let [plain, reflected, _] = binary_names(op);
                (plain, reflected)
            }
            Operation::DivMod => (Symbol::DIVMOD, Symbol::RDIVMOD),
            Operation::Compare(op) => match op {
                CompareOp::Lt => (Symbol::LT, Symbol::GT),
                CompareOp::Le => (Symbol::LE, Symbol::GE),
                CompareOp::Eq => (Symbol::EQ, Symbol::EQ),
                CompareOp::Ne => (Symbol::NE, Symbol::NE),
                CompareOp::Gt => (Symbol::GT, Symbol::LT),
                CompareOp::Ge => (Symbol::GE, Symbol::LE),
            },
        }
    }

    /// Who is to be asked, in order.
    fn order(self, vm: &Vm, a: &Value, b: &Value) -> &'static [Side] {
        if self.joins(a, b) {
            return &[Side::Right, Side::BuiltIn];
        }
        let (class_a, class_b) = (vm.class_of(a), vm.class_of(b));
        let same = Rc::ptr_eq(&class_a, &class_b);
        let compares = matches!(self, Operation::Compare(_));
        let in_place = matches!(self, Operation::InPlace(_));
        if same && !compares {
            return if in_place {
                &[Side::InPlace, Side::Left]
            } else {
                &[Side::Left]
            };
        }
        let right_first = !same
            && class_b.is_subclass_of(&class_a)
            && (compares || !inherits(&class_a, &class_b, self.names().1));
        match (in_place, right_first) {
            (false, false) => &[Side::Left, Side::Right],
            (false, true) => &[Side::Right, Side::Left],
            (true, false) => &[Side::InPlace, Side::Left, Side::Right],
            (true, true) => &[Side::InPlace, Side::Right, Side::Left],
        }
    }

    /// Whether a built-in type joins or repeats sequences here: that comes after whatever the right operand's class defines.
    fn joins(self, a: &Value, b: &Value) -> bool {
        let (Operation::Binary(op) | Operation::InPlace(op)) = self else {
            return false;
        };
        matches!(op, BinaryOp::Add | BinaryOp::Multiply)
            && !has_methods(a)
            && (is_sequence(a) || is_sequence(b.base()))
    }

    /// What one side has to say: nothing, that the built-in types are to do it, or a method of its class.
    fn attempt(self, vm: &Vm, side: Side, a: &Value, b: &Value) -> Option<Attempt> {
        let (object, other, name) = match (side, self) {
            (Side::BuiltIn, _) => return Some(Attempt::Own),
            (Side::InPlace, Operation::InPlace(op)) => (a, b, binary_names(op)[2]),
            (Side::InPlace, _) => return None,
            (Side::Left, _) => (a, b, self.names().0),
            (Side::Right, _) => (b, a, self.names().1),
        };
        if !has_methods(object) {
            return Some(Attempt::Own);
        }
        let (mut function, mut bound) = vm.special_method(object, name)?;
        let mut opposite = false;
        if methods::is_own(&function) {
            // What every object inherits as `!=` is the opposite of its `==`.
            opposite =
                name == Symbol::NE && matches!(object.base(), Value::Instance(_) | Value::Class(_));
            if !opposite {
                return Some(Attempt::Own);
            }
            (function, bound) = vm.special_method(object, Symbol::EQ)?;
            if methods::is_own(&function) {
                return Some(Attempt::Own);
            }
        }
        let mut args = Vec::with_capacity(2);
        args.extend(bound);
        args.push(other.clone());
        Some(Attempt::Call {
            function,
            args,
            opposite,
        })
    }
}

/// The names of `op`'s methods: plain, reflected, in place.
pub fn binary_names(op: BinaryOp) -> [Symbol; 3] {
    match op {
        BinaryOp::Add => [Symbol::ADD, Symbol::RADD, Symbol::IADD],
        BinaryOp::Subtract => [Symbol::SUB, Symbol::RSUB, Symbol::ISUB],
        BinaryOp::Multiply => [Symbol::MUL, Symbol::RMUL, Symbol::IMUL],
        BinaryOp::MatrixMultiply => [Symbol::MATMUL, Symbol::RMATMUL, Symbol::IMATMUL],
        BinaryOp::TrueDivide => [Symbol::TRUEDIV, Symbol::RTRUEDIV, Symbol::ITRUEDIV],
        BinaryOp::FloorDivide => [Symbol::FLOORDIV, Symbol::RFLOORDIV, Symbol::IFLOORDIV],
        BinaryOp::Remainder => [Symbol::MOD, Symbol::RMOD, Symbol::IMOD],
        BinaryOp::Power => [Symbol::POW, Symbol::RPOW, Symbol::IPOW],
        BinaryOp::LeftShift => [Symbol::LSHIFT, Symbol::RLSHIFT, Symbol::ILSHIFT],
        BinaryOp::RightShift => [Symbol::RSHIFT, Symbol::RRSHIFT, Symbol::IRSHIFT],
        BinaryOp::And => [Symbol::AND, Symbol::RAND, Symbol::IAND],
        BinaryOp::Or => [Symbol::OR, Symbol::ROR, Symbol::IOR],
        BinaryOp::Xor => [Symbol::XOR, Symbol::RXOR, Symbol::IXOR],
    }
}

/// Whether operators are methods of the value's class: of one that a program may have written, or of a set or dict.
pub fn has_methods(value: &Value) -> bool {
    matches!(
        value,
        Value::Instance(_) | Value::Class(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Dict(_)
    )
}

/// Who can be asked to do an operation.
#[derive(Clone, Copy)]
enum Side {
    /// The left operand, to change itself.
    InPlace,
    Left,
    /// The right operand, with the reflected method.
    Right,
    /// The built-in types, for both operands at once.
    BuiltIn,
}

/// How one side goes about it.
enum Attempt {
    Own,
    Call {
        function: Value,
        args: Vec<Value>,
        /// The answer is the opposite of what it gives.
        opposite: bool,
    },
}

/// An operation, and who was asked already.
struct Task {
    operation: Operation,
    a: Value,
    b: Value,
    order: &'static [Side],
    asked: usize,
}

impl Task {
    /// Asks on until somebody answers.
    fn go_on(mut self, vm: &Rc<Vm>) -> PyResult<Flow> {
        while let Some(&side) = self.order.get(self.asked) {
            self.asked += 1;
            let (function, args, opposite) =
                match self.operation.attempt(vm, side, &self.a, &self.b) {
                    None => continue,
                    Some(Attempt::Own) => match self.operation.own(vm, &self.a, &self.b)? {
                        Some(flow) => return Ok(flow),
                        None => continue,
                    },
                    Some(Attempt::Call {
                        function,
                        args,
                        opposite,
                    }) => (function, args, opposite),
                };
            match call_now(vm, function, args)? {
                Flow::Value(Value::NotImplemented) => {}
                Flow::Value(value) if !opposite => return Ok(value.into()),
                Flow::Value(value) if plain::truth(&value).is_some() => {
                    return Ok(Value::Bool(plain::truth(&value) == Some(false)).into());
                }
                flow => return self.go_on_later(vm, flow, opposite),
            }
        }
        self.operation.otherwise(vm, &self.a, &self.b)
    }

    fn go_on_later(self, vm: &Rc<Vm>, flow: Flow, opposite: bool) -> PyResult<Flow> {
        let vm = vm.clone();
        Flow::future(async move {
            match vm.finish(flow).await? {
                Value::NotImplemented => {}
                value if opposite => return Ok(Value::Bool(!vm.truth(&value).await?)),
                value => return Ok(value),
            }
            let flow = self.go_on(&vm)?;
            vm.finish(flow).await
        })
    }
}

/// Whether both classes find the same under this name.
fn inherits(base: &Rc<Class>, class: &Rc<Class>, name: Symbol) -> bool {
    match (base.lookup(name), class.lookup(name)) {
        (Some(own), Some(other)) => own.is(&other),
        (own, other) => own.is_none() && other.is_none(),
    }
}
