//! Executing instructions.
//!
//! [`execute`] runs one frame until something concerns other frames: a call of a Python function, a return, an exception, a
//! suspension. Then it leaves with an [`Exit`] and the driver in `thread` acts on it. What built-in types can do at once is
//! done here.

use std::rc::Rc;

use crate::python::code::{BinaryOp, Op, UnaryOp};
use crate::python::object::finalize;
use crate::python::object::generator::GeneratorKind;
use crate::python::object::{Flow, Generator, Instance, NativeDef, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::frame::{Deliver, PythonFrame};
use crate::python::vm::instructions::other;
use crate::python::vm::native::call_native;
use crate::python::vm::quick::{append, calculate, compare, quick_iter, quick_subscript};
use crate::python::vm::unbound::{unbound_cell, unbound_local};
use crate::python::{operators, plain};

/// Why a frame stopped executing.
pub(super) enum Exit {
    Fuel,
    /// Dropped objects have left last words.
    Attention,
    Return(Value),
    Raise(PyError),
    /// An exception goes on as it was: the frame has its line in the traceback already.
    Reraise(Rc<Instance>),
    /// A bare `raise`.
    RaiseHandled,
    /// Call what lies below the topmost `count` values; `names` is an index into the code's keyword names.
    Call {
        count: usize,
        names: Option<u32>,
    },
    CallValues {
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<Symbol>,
    },
    Flow(Flow, Deliver),
    /// The next item of this generator, for the loop at hand.
    Item(Rc<Generator>),
    Yield(Value),
    YieldFrom(Value),
    Await(Value),
}

/// Runs a frame whose window is at the top of the stack. Each instruction takes one unit of fuel.
pub(super) fn execute(
    vm: &Rc<Vm>,
    frame: &mut PythonFrame,
    stack: &mut Vec<Value>,
    fuel: &mut u64,
) -> Exit {
    let code = frame.code.clone();
    let base = frame.base;
    let mut pc = frame.pc;
    let mut left = *fuel;

    macro_rules! exit {
        ($exit:expr) => {{
            frame.pc = pc;
            *fuel = left;
            return $exit;
        }};
    }
    macro_rules! raise {
        ($error:expr) => {
            exit!(Exit::Raise($error))
        };
    }
    macro_rules! attempt {
        ($result:expr) => {
            match $result {
                Ok(value) => value,
                Err(error) => raise!(error),
            }
        };
    }
    // An operator's result: pushed, or left to the driver where Python code has to run.
    macro_rules! push_flow {
        ($flow:expr) => {
            match $flow {
                Ok(Flow::Value(value)) => stack.push(value),
                Ok(flow) => exit!(Exit::Flow(flow, Deliver::Result)),
                Err(error) => raise!(error),
            }
        };
    }
    macro_rules! ignore_flow {
        ($flow:expr) => {
            match $flow {
                Ok(Flow::Value(_)) => {}
                Ok(flow) => exit!(Exit::Flow(flow, Deliver::Nothing)),
                Err(error) => raise!(error),
            }
        };
    }
    // The same instruction once more, on the result that the driver will have pushed.
    macro_rules! again_with {
        ($flow:expr) => {{
            let flow = attempt!($flow);
            pc -= 1;
            exit!(Exit::Flow(flow, Deliver::Result))
        }};
    }
    macro_rules! attend {
        () => {
            if finalize::pending() {
                exit!(Exit::Attention);
            }
        };
    }
    macro_rules! pop {
        () => {
            match stack.pop() {
                Some(value) => value,
                None => unreachable!("the compiler balances the stack"),
            }
        };
    }
    macro_rules! top {
        () => {{
            let at = stack.len() - 1;
            &mut stack[at]
        }};
    }
    // Numbers are copied as the word that they are: a copy of all 16 bytes soon after their halves were written has to wait
    // for these to reach memory, which was a third of the time that a loop of small steps took.
    macro_rules! push_copy {
        ($value:expr) => {
            match $value {
                &Value::Int(int) => stack.push(Value::Int(int)),
                value => {
                    let value = value.clone();
                    stack.push(value);
                }
            }
        };
    }
    // The n-th value from the top.
    macro_rules! peek {
        ($n:expr) => {{
            let at = stack.len() - $n as usize;
            &stack[at]
        }};
    }
    // Takes the value off the stack and tells its truth; where Python code has to, the instruction comes round again with
    // the answer in the value's place.
    macro_rules! pop_truth {
        () => {{
            if let &mut Value::Bool(truth) = top!() {
                stack.pop();
                truth
            } else {
                let value = pop!();
                match plain::truth(&value) {
                    Some(truth) => truth,
                    None => again_with!(operators::truth(vm, &value)),
                }
            }
        }};
    }

    loop {
        if left == 0 {
            exit!(Exit::Fuel);
        }
        left -= 1;
        let op = code.ops[pc];
        pc += 1;
        match op {
            Op::Nop => {}
            Op::Const(index) => push_copy!(&code.constants[index as usize]),
            Op::Pop => {
                stack.pop();
                attend!();
            }
            Op::Copy(n) => {
                let value = peek!(n).clone();
                stack.push(value);
            }
            Op::Swap(n) => {
                let last = stack.len() - 1;
                stack.swap(last, last + 1 - n as usize);
            }

            Op::LoadLocal(slot) => {
                let value = &stack[base + slot as usize];
                if value.is_unbound() {
                    raise!(unbound_local(code.locals[slot as usize]));
                }
                push_copy!(value);
            }
            Op::StoreLocal(slot) => {
                if let &mut Value::Int(int) = top!() {
                    stack[base + slot as usize] = Value::Int(int);
                    stack.pop();
                } else {
                    let value = pop!();
                    stack[base + slot as usize] = value;
                }
                attend!();
            }
            Op::LoadCell(slot) => {
                let value = match &stack[base + slot as usize] {
                    Value::Cell(cell) => cell.get(),
                    _ => Value::Unbound,
                };
                if value.is_unbound() {
                    raise!(unbound_cell(&code, slot as usize));
                }
                stack.push(value);
            }
            Op::StoreCell(slot) => {
                let value = pop!();
                if let Value::Cell(cell) = &stack[base + slot as usize] {
                    cell.set(value);
                }
                attend!();
            }
            Op::LoadGlobal(index) => {
                let global = &code.globals[index as usize];
                let names = frame.globals.names.borrow();
                if let Some(value) = names.get_at(global.slot.get(), global.name) {
                    push_copy!(value);
                } else if let Some(slot) = names
                    .slot(global.name)
                    .filter(|_| names.get(global.name).is_some())
                {
                    global.slot.set(slot);
                    stack.push(names.get_at(slot, global.name).cloned().unwrap_or_default());
                } else {
                    drop(names);
                    match frame.globals.builtin(&vm.builtins, global.name) {
                        Some(value) => stack.push(value),
                        // They are made when they are asked for.
                        None if global.name == Symbol::ANNOTATIONS => {
                            let module = Value::Module(frame.globals.clone());
                            push_flow!(operators::get_attribute(vm, &module, global.name));
                        }
                        None => raise!(operators::undefined_name(vm, global.name)),
                    }
                }
            }
            Op::StoreGlobal(index) => {
                let global = &code.globals[index as usize];
                let value = pop!();
                let set =
                    frame
                        .globals
                        .names
                        .borrow_mut()
                        .set_at(global.slot.get(), global.name, value);
                let _old = match set {
                    Ok(old) => Some(old),
                    Err(value) => {
                        let (slot, old) = frame.globals.names.borrow_mut().set(global.name, value);
                        global.slot.set(slot);
                        old
                    }
                };
                drop(_old);
                attend!();
            }
            Op::Unary(UnaryOp::Not) => {
                let value = pop!();
                match plain::truth(&value) {
                    Some(truth) => stack.push(Value::Bool(!truth)),
                    None => push_flow!(operators::unary(vm, UnaryOp::Not, &value)),
                }
                drop(value);
                attend!();
            }
            Op::Unary(op) => {
                let value = pop!();
                match (op, &value) {
                    (UnaryOp::Negative, Value::Int(int)) if *int != i64::MIN => {
                        stack.push(Value::Int(-int))
                    }
                    (UnaryOp::Negative, Value::Float(float)) => stack.push(Value::Float(-float)),
                    _ => push_flow!(operators::unary(vm, op, &value)),
                }
            }
            Op::Binary(op) => {
                if calculate(op, stack) {
                    continue;
                }
                let right = pop!();
                let left = pop!();
                push_flow!(operators::binary(vm, op, &left, &right));
            }
            Op::InPlace(op) => {
                if calculate(op, stack) {
                    continue;
                }
                let right = pop!();
                let mut left = pop!();
                if op == BinaryOp::Add && append(frame, code.ops[pc], stack, &mut left, &right) {
                    stack.push(left);
                    continue;
                }
                push_flow!(operators::in_place(vm, op, &left, &right));
            }
            Op::Compare(op) => {
                if compare(op, stack) {
                    continue;
                }
                let right = pop!();
                let left = pop!();
                push_flow!(operators::compare(vm, op, &left, &right));
            }
            Op::Is(inverted) => {
                let right = pop!();
                let left = pop!();
                stack.push(Value::Bool(left.is(&right) != inverted));
                attend!();
            }
            Op::Contains(inverted) => {
                let container = pop!();
                let item = pop!();
                match operators::contains(vm, &container, &item) {
                    Ok(Flow::Value(Value::Bool(found))) => {
                        stack.push(Value::Bool(found != inverted))
                    }
                    Ok(flow) if inverted => {
                        let shared = vm.clone();
                        let not = async move {
                            let found = shared.finish(flow).await?;
                            Ok(Value::Bool(!shared.truth(&found).await?))
                        };
                        exit!(Exit::Flow(Flow::Future(Box::pin(not)), Deliver::Result));
                    }
                    flow => push_flow!(flow),
                }
            }

            Op::LoadAttribute(index) => {
                let object = pop!();
                push_flow!(operators::get_attribute(
                    vm,
                    &object,
                    code.attributes[index as usize].name
                ));
                attend!();
            }
            Op::StoreAttribute(index) => {
                let object = pop!();
                let value = pop!();
                ignore_flow!(operators::set_attribute(
                    vm,
                    &object,
                    code.attributes[index as usize].name,
                    value
                ));
                drop(object);
                attend!();
            }
            Op::LoadMethod(index) => {
                let name = code.attributes[index as usize].name;
                let object = pop!();
                match operators::load_method(vm, &object, name) {
                    Some(function) => {
                        stack.push(function);
                        stack.push(object);
                    }
                    None => match operators::get_attribute(vm, &object, name) {
                        Ok(Flow::Value(value)) => {
                            stack.push(value);
                            stack.push(Value::Unbound);
                        }
                        Ok(flow) => exit!(Exit::Flow(flow, Deliver::Method)),
                        Err(error) => raise!(error),
                    },
                }
            }
            Op::Subscript => {
                let key = pop!();
                let object = pop!();
                match quick_subscript(&object, &key) {
                    Some(value) => stack.push(value),
                    None => push_flow!(operators::subscript(vm, &object, &key)),
                }
            }
            Op::StoreSubscript => {
                let key = pop!();
                let object = pop!();
                let value = pop!();
                ignore_flow!(operators::set_item(vm, &object, &key, value));
                drop((object, key));
                attend!();
            }
            Op::Call(count) => {
                vm.called_at(&code, pc);
                let at = stack.len() - count as usize - 1;
                if let Value::Native(def) = stack[at] {
                    match call_here(vm, def, stack, at, &[]) {
                        Ok(Flow::Value(value)) => stack.push(value),
                        Ok(flow) => exit!(Exit::Flow(flow, Deliver::Result)),
                        Err(error) => raise!(error),
                    }
                    attend!();
                } else {
                    exit!(Exit::Call {
                        count: count as usize,
                        names: None
                    });
                }
            }
            Op::CallMethod(count) => {
                vm.called_at(&code, pc);
                let at = stack.len() - count as usize - 2;
                let count = method_count(stack, at, count as usize);
                if let Value::Native(def) = stack[at] {
                    match call_here(vm, def, stack, at, &[]) {
                        Ok(Flow::Value(value)) => stack.push(value),
                        Ok(flow) => exit!(Exit::Flow(flow, Deliver::Result)),
                        Err(error) => raise!(error),
                    }
                    attend!();
                } else {
                    exit!(Exit::Call { count, names: None });
                }
            }
            Op::CallKeywords { count, names } => {
                vm.called_at(&code, pc);
                exit!(Exit::Call {
                    count: count as usize,
                    names: Some(names as u32)
                });
            }
            Op::CallMethodKeywords { count, names } => {
                vm.called_at(&code, pc);
                let at = stack.len() - count as usize - 2;
                let count = method_count(stack, at, count as usize);
                exit!(Exit::Call {
                    count,
                    names: Some(names as u32)
                });
            }
            Op::Return => {
                let value = pop!();
                exit!(Exit::Return(value));
            }
            Op::Jump(target) => pc = target as usize,
            Op::JumpIfFalse(target) => {
                let truth = pop_truth!();
                if !truth {
                    pc = target as usize;
                }
            }
            Op::JumpIfTrue(target) => {
                let truth = pop_truth!();
                if truth {
                    pc = target as usize;
                }
            }
            Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                let wanted = matches!(op, Op::JumpIfTrueOrPop(_));
                match plain::truth(top!()) {
                    Some(truth) if truth == wanted => pc = target as usize,
                    Some(_) => {
                        stack.pop();
                        attend!();
                    }
                    None => {
                        let value = top!().clone();
                        exit!(Exit::Flow(
                            attempt!(operators::truth(vm, &value)),
                            Deliver::Decide
                        ));
                    }
                }
            }
            Op::JumpIfNone(target) => {
                if pop!().is_none() {
                    pc = target as usize;
                }
            }

            Op::GetIter => {
                let iterable = pop!();
                match quick_iter(&iterable) {
                    Some(iterator) => stack.push(iterator),
                    None => push_flow!(operators::iterate(vm, &iterable)),
                }
            }
            Op::ForIter(target) => {
                let next = match top!() {
                    Value::Iter(iter) => {
                        if let Some(int) = iter.next_in_range() {
                            stack.push(Value::Int(int));
                            continue;
                        }
                        attempt!(iter.next())
                    }
                    Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
                        let generator = generator.clone();
                        exit!(Exit::Item(generator));
                    }
                    other => {
                        let iterator = other.clone();
                        match operators::next(vm, &iterator) {
                            Ok(Flow::Value(value)) if value.is_unbound() => None,
                            Ok(Flow::Value(value)) => Some(value),
                            Ok(flow) => exit!(Exit::Flow(flow, Deliver::Item)),
                            Err(error) => raise!(error),
                        }
                    }
                };
                match next {
                    Some(value) => stack.push(value),
                    None => {
                        stack.pop();
                        pc = target as usize;
                        attend!();
                    }
                }
            }
            Op::Await => {
                let awaitable = pop!();
                exit!(Exit::Await(awaitable));
            }
            Op::Yield => {
                let value = pop!();
                exit!(Exit::Yield(value));
            }
            Op::YieldFrom => {
                let iterable = pop!();
                exit!(Exit::YieldFrom(iterable));
            }
            Op::BuildTuple(count) => {
                let at = stack.len() - count as usize;
                let tuple = Value::Tuple(Rc::new(stack.drain(at..).collect()));
                stack.push(tuple);
            }
            Op::BuildList(count) => {
                let at = stack.len() - count as usize;
                let items: Vec<Value> = stack.drain(at..).collect();
                stack.push(Value::list(items));
            }
            Op::ListAppend(n) => {
                let value = pop!();
                if let Value::List(list) = peek!(n) {
                    list.push(value);
                }
            }
            Op::UnpackSequence(count) => {
                let value = pop!();
                match &value {
                    Value::Tuple(items) if items.len() == count as usize => {
                        stack.extend(items.iter().rev().cloned());
                    }
                    Value::List(list) if list.len() == count as usize => {
                        stack.extend(list.items.borrow().iter().rev().cloned());
                    }
                    _ => match attempt!(operators::unpack(vm, &value, count as usize, None)) {
                        Flow::Value(Value::Tuple(items)) => {
                            stack.extend(items.iter().rev().cloned())
                        }
                        flow => exit!(Exit::Flow(flow, Deliver::Unpack)),
                    },
                }
                drop(value);
                attend!();
            }
            _ => {
                if let Err(exit) = other(vm, frame, &code, stack, op, &mut pc) {
                    exit!(exit);
                }
                attend!();
            }
        }
    }
}

fn call_here(
    vm: &Rc<Vm>,
    def: &'static NativeDef,
    stack: &mut Vec<Value>,
    at: usize,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    let flow = call_native(vm, def, &mut stack[at + 1..], keywords);
    stack.truncate(at);
    flow
}

/// `function object arg…` or `attribute Unbound arg…`, the function at `at`: what is to be called, and with how many.
fn method_count(stack: &mut Vec<Value>, at: usize, count: usize) -> usize {
    if stack[at + 1].is_unbound() {
        stack.remove(at + 1);
        return count;
    }
    count + 1
}
