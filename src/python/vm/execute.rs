//! Executing instructions.
//!
//! [`execute`] runs one frame until something concerns other frames: a call of a Python function, a return, an exception, a
//! suspension. Then it leaves with an [`Exit`] and the driver in `thread` acts on it. What built-in types can do at once is
//! done here.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::code::{BinaryOp, Code, CompareOp, Conversion, Op, UnaryOp, function_flags};
use crate::python::object::dict::Found;
use crate::python::object::error::{name_error, runtime_error, type_error};
use crate::python::object::finalize;
use crate::python::object::generator::{AsyncStep, GeneratorKind};
use crate::python::object::iter::{Iter, IterSource};
use crate::python::object::{
    BoundMethod, Cell, Dict, ExceptionKind, Flow, Function, Generator, Instance, NativeDef,
    PyError, PyResult, Slice, Value,
};
use crate::python::symbol::Symbol;
use crate::python::vm::calls::Input;
use crate::python::vm::frame::{Deliver, PythonFrame};
use crate::python::vm::native::call_native;
use crate::python::vm::{Vm, imports};
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

    macro_rules! exit {
        ($exit:expr) => {{
            frame.pc = pc;
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
    // The n-th value from the top.
    macro_rules! peek {
        ($n:expr) => {{
            let at = stack.len() - $n as usize;
            &stack[at]
        }};
    }
    macro_rules! truth {
        ($value:expr) => {
            match plain::truth(&$value) {
                Some(truth) => truth,
                None => again_with!(operators::truth(vm, &$value)),
            }
        };
    }

    loop {
        if *fuel == 0 {
            exit!(Exit::Fuel);
        }
        *fuel -= 1;
        let op = code.ops[pc];
        pc += 1;
        match op {
            Op::Nop => {}
            Op::Const(index) => stack.push(code.constants[index as usize].clone()),
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
                let value = value.clone();
                stack.push(value);
            }
            Op::StoreLocal(slot) => {
                let value = pop!();
                stack[base + slot as usize] = value;
                attend!();
            }
            Op::DeleteLocal(slot) => {
                if stack[base + slot as usize].is_unbound() {
                    raise!(unbound_local(code.locals[slot as usize]));
                }
                stack[base + slot as usize] = Value::Unbound;
                attend!();
            }
            Op::ClearLocal(slot) => {
                stack[base + slot as usize] = Value::Unbound;
                attend!();
            }
            Op::MakeCell(slot) => {
                let place = &mut stack[base + slot as usize];
                *place = Value::Cell(Cell::new(std::mem::take(place)));
            }
            Op::PushCell(slot) => {
                let cell = stack[base + slot as usize].clone();
                stack.push(cell);
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
            Op::DeleteCell(slot) => {
                if let Value::Cell(cell) = &stack[base + slot as usize] {
                    if cell.value.borrow().is_unbound() {
                        raise!(unbound_cell(&code, slot as usize));
                    }
                    cell.set(Value::Unbound);
                }
                attend!();
            }

            Op::LoadGlobal(index) => {
                let global = &code.globals[index as usize];
                let names = frame.globals.names.borrow();
                if let Some(value) = names.get_at(global.slot.get(), global.name) {
                    stack.push(value.clone());
                } else if let Some(slot) = names
                    .slot(global.name)
                    .filter(|_| names.get(global.name).is_some())
                {
                    global.slot.set(slot);
                    stack.push(names.get_at(slot, global.name).cloned().unwrap_or_default());
                } else {
                    drop(names);
                    match vm.builtins.get(global.name) {
                        Some(value) => stack.push(value),
                        None => raise!(undefined(global.name)),
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
            Op::DeleteGlobal(index) => {
                let name = code.globals[index as usize].name;
                let old = frame.globals.names.borrow_mut().remove(name);
                if old.is_none() {
                    raise!(undefined(name));
                }
                drop(old);
                attend!();
            }
            Op::LoadName(index) => {
                let name = code.globals[index as usize].name;
                match load_name(vm, frame, name) {
                    Some(value) => stack.push(value),
                    None => raise!(undefined(name)),
                }
            }
            Op::StoreName(index) => {
                let name = code.globals[index as usize].name;
                let value = pop!();
                let _old = match &frame.namespace {
                    Some(namespace) => namespace.borrow_mut().set(name, value),
                    None => frame.globals.names.borrow_mut().set(name, value),
                };
                drop(_old);
                attend!();
            }
            Op::DeleteName(index) => {
                let name = code.globals[index as usize].name;
                let old = match &frame.namespace {
                    Some(namespace) => namespace.borrow_mut().remove(name),
                    None => frame.globals.names.borrow_mut().remove(name),
                };
                if old.is_none() {
                    raise!(undefined(name));
                }
                drop(old);
                attend!();
            }
            Op::LoadNameOrCell { name, slot } => {
                let name = code.names[name as usize];
                let own = frame
                    .namespace
                    .as_ref()
                    .and_then(|namespace| namespace.borrow().get(name).cloned());
                let value = own.unwrap_or_else(|| match &stack[base + slot as usize] {
                    Value::Cell(cell) => cell.get(),
                    _ => Value::Unbound,
                });
                if value.is_unbound() {
                    raise!(unbound_cell(&code, slot as usize));
                }
                stack.push(value);
            }

            Op::Unary(UnaryOp::Not) => {
                let truth = truth!(*top!());
                *top!() = Value::Bool(!truth);
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
                let right = pop!();
                let left = pop!();
                match quick_binary(op, &left, &right) {
                    Some(value) => stack.push(value),
                    None => push_flow!(operators::binary(vm, op, &left, &right)),
                }
            }
            Op::InPlace(op) => {
                let right = pop!();
                let left = pop!();
                match quick_binary(op, &left, &right) {
                    Some(value) => stack.push(value),
                    None => push_flow!(operators::in_place(vm, op, &left, &right)),
                }
            }
            Op::Compare(op) => {
                let right = pop!();
                let left = pop!();
                match (&left, &right) {
                    (Value::Int(a), Value::Int(b)) => {
                        stack.push(Value::Bool(compare_ordered(op, a, b)))
                    }
                    (Value::Float(a), Value::Float(b)) => {
                        stack.push(Value::Bool(compare_ordered(op, a, b)))
                    }
                    _ => push_flow!(operators::compare(vm, op, &left, &right)),
                }
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
            Op::DeleteAttribute(index) => {
                let object = pop!();
                ignore_flow!(operators::delete_attribute(
                    vm,
                    &object,
                    code.attributes[index as usize].name
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
            Op::DeleteSubscript => {
                let key = pop!();
                let object = pop!();
                ignore_flow!(operators::delete_item(vm, &object, &key));
                drop((object, key));
                attend!();
            }
            Op::BuildSlice(count) => {
                let step = if count == 3 { pop!() } else { Value::None };
                let stop = pop!();
                let start = pop!();
                stack.push(Value::Slice(Rc::new(Slice { start, stop, step })));
            }

            Op::Call(count) => {
                vm.line.set(code.lines[pc - 1]);
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
                vm.line.set(code.lines[pc - 1]);
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
                vm.line.set(code.lines[pc - 1]);
                exit!(Exit::Call {
                    count: count as usize,
                    names: Some(names as u32)
                });
            }
            Op::CallMethodKeywords { count, names } => {
                vm.line.set(code.lines[pc - 1]);
                let at = stack.len() - count as usize - 2;
                let count = method_count(stack, at, count as usize);
                exit!(Exit::Call {
                    count,
                    names: Some(names as u32)
                });
            }
            Op::CallUnpacked(with_keywords) => {
                vm.line.set(code.lines[pc - 1]);
                let keywords = if with_keywords { pop!() } else { Value::None };
                let args = pop!();
                let callable = pop!();
                let mut args = match &args {
                    Value::List(list) => list.items.borrow().clone(),
                    Value::Tuple(items) => items.to_vec(),
                    _ => Vec::new(),
                };
                let mut names = Vec::new();
                if let Value::Dict(dict) = &keywords {
                    for (key, value) in dict.entries() {
                        match key.as_str() {
                            Some(name) => names.push(Symbol::new(name)),
                            None => raise!(type_error("keywords must be strings")),
                        }
                        args.push(value);
                    }
                }
                exit!(Exit::CallValues {
                    callable,
                    args,
                    keywords: names
                });
            }

            Op::Return => {
                let value = pop!();
                exit!(Exit::Return(value));
            }
            Op::Jump(target) => pc = target as usize,
            Op::JumpIfFalse(target) => {
                let truth = truth!(pop!());
                if !truth {
                    pc = target as usize;
                }
            }
            Op::JumpIfTrue(target) => {
                let truth = truth!(pop!());
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
                    Value::Iter(iter) => attempt!(iter.next()),
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
            Op::GetAsyncIter => {
                let iterable = pop!();
                match &iterable {
                    Value::Generator(generator)
                        if generator.kind == GeneratorKind::AsyncGenerator =>
                    {
                        stack.push(iterable);
                    }
                    _ => push_flow!(async_special(
                        vm,
                        iterable,
                        Symbol::AITER,
                        "'async for' requires an object with __aiter__ method, got "
                    )),
                }
            }
            Op::GetAsyncNext => {
                let iterator = top!().clone();
                match &iterator {
                    Value::Generator(generator)
                        if generator.kind == GeneratorKind::AsyncGenerator =>
                    {
                        let step = AsyncStep {
                            generator: generator.clone(),
                            input: RefCell::new(Some(Input::Send(Value::None))),
                            closing: false,
                        };
                        let class = vm.types.named("async_generator_asend", "builtins", &[]);
                        stack.push(Value::native(&class, step));
                    }
                    _ => push_flow!(async_special(
                        vm,
                        iterator,
                        Symbol::ANEXT,
                        "'async for' requires an iterator with __anext__ method, got "
                    )),
                }
            }
            Op::EndAsyncFor => {
                let exception = pop!();
                match exception {
                    Value::Instance(exception)
                        if !exception.is_exception(ExceptionKind::StopAsyncIteration) =>
                    {
                        exit!(Exit::Reraise(exception));
                    }
                    _ => drop(stack.pop()),
                }
                attend!();
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
            Op::RunTopLevel(index) => {
                if let Value::Code(body) = &code.constants[index as usize] {
                    let flow = attempt!(vm.run_top_level(body.clone(), frame.globals.clone()));
                    exit!(Exit::Flow(flow, Deliver::Result));
                }
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
            Op::BuildSet(count) => {
                let at = stack.len() - count as usize;
                let items: Vec<Value> = stack.drain(at..).collect();
                push_flow!(operators::build_set(vm, items));
            }
            Op::BuildDict(count) => {
                let at = stack.len() - 2 * count as usize;
                let items: Vec<Value> = stack.drain(at..).collect();
                match quick_dict(&items) {
                    Some(dict) => stack.push(dict),
                    None => push_flow!(operators::build_dict(vm, items)),
                }
            }
            Op::BuildString(count) => {
                let at = stack.len() - count as usize;
                let mut text = String::new();
                for piece in &stack[at..] {
                    text.push_str(piece.as_str().unwrap_or_default());
                }
                stack.truncate(at);
                stack.push(Value::string(text));
            }
            Op::ListAppend(n) => {
                let value = pop!();
                if let Value::List(list) = peek!(n) {
                    list.push(value);
                }
            }
            Op::ListExtend(n) => {
                let iterable = pop!();
                let items = match operators::items_now(&iterable) {
                    Some(items) => items,
                    None => again_with!(gather_items(vm, iterable)),
                };
                if let Value::List(list) = peek!(n) {
                    list.items.borrow_mut().extend(items);
                }
            }
            Op::SetAdd(n) => {
                let value = pop!();
                let set = peek!(n).clone();
                ignore_flow!(operators::set_add(vm, &set, value));
            }
            Op::SetUpdate(n) => {
                let iterable = pop!();
                let set = peek!(n).clone();
                ignore_flow!(operators::set_update(vm, &set, iterable));
            }
            Op::DictAdd(n) => {
                let value = pop!();
                let key = pop!();
                let dict = peek!(n).clone();
                ignore_flow!(operators::set_item(vm, &dict, &key, value));
            }
            Op::DictUpdate(n) => {
                let mapping = pop!();
                let dict = peek!(n).clone();
                ignore_flow!(operators::dict_update(vm, &dict, mapping, None));
            }
            Op::DictMerge(n) => {
                let mapping = pop!();
                let dict = peek!(n).clone();
                let callable = peek!(n + 2).clone();
                ignore_flow!(operators::dict_update(vm, &dict, mapping, Some(callable)));
            }
            Op::ListToTuple => {
                let list = pop!();
                if let Value::List(list) = &list {
                    stack.push(Value::tuple(list.items.borrow().clone()));
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
            Op::UnpackStarred { before, after } => {
                let value = pop!();
                let flow = operators::unpack(vm, &value, before as usize, Some(after as usize));
                match attempt!(flow) {
                    Flow::Value(Value::Tuple(items)) => stack.extend(items.iter().rev().cloned()),
                    flow => exit!(Exit::Flow(flow, Deliver::Unpack)),
                }
                drop(value);
                attend!();
            }
            Op::FormatValue { conversion, spec } => {
                let spec = if spec { pop!() } else { Value::Unbound };
                let value = pop!();
                match (&value, conversion) {
                    (Value::Str(_), Conversion::None | Conversion::Str) if spec.is_unbound() => {
                        stack.push(value)
                    }
                    _ => push_flow!(format_value(vm, value, conversion, spec)),
                }
            }

            Op::Import { name, top } => {
                push_flow!(imports::import(vm, code.names[name as usize], top));
            }
            Op::ImportFrom(index) => {
                let module = top!().clone();
                push_flow!(imports::import_from(
                    vm,
                    &module,
                    code.names[index as usize]
                ));
            }
            Op::ImportStar => {
                let module = pop!();
                attempt!(imports::import_star(&module, &frame.globals));
            }

            Op::MakeFunction { code: index, flags } => {
                let Value::Code(body) = code.constants[index as usize].clone() else {
                    unreachable!("functions are made of code")
                };
                let at = stack.len() - body.free.len();
                let closure = stack.drain(at..).filter_map(|cell| match cell {
                    Value::Cell(cell) => Some(cell),
                    _ => None,
                });
                let closure: Box<[Rc<Cell>]> = closure.collect();
                let annotate = if flags & function_flags::ANNOTATIONS != 0 {
                    Some(pop!())
                } else {
                    None
                };
                let keyword_defaults = if flags & function_flags::KEYWORD_DEFAULTS != 0 {
                    pop!()
                } else {
                    Value::None
                };
                let defaults = if flags & function_flags::DEFAULTS != 0 {
                    pop!()
                } else {
                    Value::None
                };
                let function = Function {
                    name: body.name.into(),
                    qualname: body.qualname.into(),
                    globals: frame.globals.clone(),
                    closure,
                    defaults: RefCell::new(match defaults {
                        Value::Tuple(items) => Some(items),
                        _ => None,
                    }),
                    keyword_defaults: RefCell::new(match &keyword_defaults {
                        Value::Dict(dict) => symbols_of(dict),
                        _ => Vec::new(),
                    }),
                    annotate,
                    attributes: RefCell::new(None),
                    code: body,
                };
                stack.push(Value::Function(Rc::new(function)));
            }
            Op::LoadBuildClass => {
                stack.push(vm.builtins.get(Symbol::BUILD_CLASS).unwrap_or_default())
            }
            Op::MakeTypeVariable(index) => {
                stack.push(operators::type_variable(
                    vm,
                    code.constants[index as usize].clone(),
                ));
            }
            Op::MakeTypeAlias(index) => {
                let value = pop!();
                stack.push(operators::type_alias(
                    vm,
                    code.constants[index as usize].clone(),
                    value,
                ));
            }
            Op::LoadAssertionError => {
                stack.push(Value::Class(
                    vm.types.exception(ExceptionKind::AssertionError).clone(),
                ));
            }

            Op::PushHandled => {
                let exception = pop!();
                let handled = match &exception {
                    Value::Instance(exception) => Some(exception.clone()),
                    _ => None,
                };
                let previous = std::mem::replace(&mut frame.handled, handled);
                stack.push(previous.map_or(Value::None, Value::Instance));
                stack.push(exception);
            }
            Op::PopHandled => {
                let previous = match pop!() {
                    Value::Instance(exception) => Some(exception),
                    _ => None,
                };
                frame.handled = previous;
                attend!();
            }
            Op::ExceptionMatches => {
                let class = pop!();
                let matches = attempt!(operators::exception_matches(vm, top!(), &class));
                stack.push(Value::Bool(matches));
            }
            Op::GroupMatches => {
                let class = pop!();
                let exception = pop!();
                let (matched, rest) = attempt!(operators::split_group(vm, &exception, &class));
                stack.push(rest);
                stack.push(matched);
            }
            Op::RaiseStarResult => {
                let raised = pop!();
                let original = pop!();
                let raised = operators::items_now(&raised).unwrap_or_default();
                let result = attempt!(operators::star_result(vm, &original, raised));
                stack.push(result.map_or(Value::None, Value::Instance));
            }
            Op::Reraise => match pop!() {
                Value::Instance(exception) => exit!(Exit::Reraise(exception)),
                _ => raise!(runtime_error("No active exception to reraise")),
            },
            Op::Raise(0) => exit!(Exit::RaiseHandled),
            Op::Raise(count) => {
                let cause = if count == 2 { pop!() } else { Value::Unbound };
                let value = pop!();
                match attempt!(operators::exception_of(vm, &value)) {
                    Flow::Value(Value::Instance(exception)) if cause.is_unbound() => {
                        raise!(PyError::object(exception));
                    }
                    flow => exit!(Exit::Flow(raise_from(vm, flow, cause), Deliver::Nothing)),
                }
            }

            Op::EnterWith => {
                let manager = pop!();
                let (exit, enter) = attempt!(context_methods(
                    vm,
                    &manager,
                    Symbol::ENTER,
                    Symbol::EXIT,
                    false
                ));
                stack.push(exit);
                exit!(Exit::CallValues {
                    callable: enter,
                    args: Vec::new(),
                    keywords: Vec::new()
                });
            }
            Op::EnterAsyncWith => {
                let manager = pop!();
                let (exit, enter) = attempt!(context_methods(
                    vm,
                    &manager,
                    Symbol::AENTER,
                    Symbol::AEXIT,
                    true
                ));
                stack.push(exit);
                exit!(Exit::CallValues {
                    callable: enter,
                    args: Vec::new(),
                    keywords: Vec::new()
                });
            }
            Op::CallExit => {
                let exception = peek!(1).clone();
                let callable = peek!(3).clone();
                let class = Value::Class(vm.class_of(&exception));
                let traceback = operators::traceback_of(vm, &exception);
                exit!(Exit::CallValues {
                    callable,
                    args: vec![class, exception, traceback],
                    keywords: Vec::new()
                });
            }

            Op::MatchSequence => {
                let found = operators::is_sequence(vm, top!());
                stack.push(Value::Bool(found));
            }
            Op::MatchMapping => {
                let found = operators::is_mapping(vm, top!());
                stack.push(Value::Bool(found));
            }
            Op::MatchKeys => {
                let (subject, keys) = (peek!(2).clone(), peek!(1).clone());
                push_flow!(operators::match_keys(vm, &subject, &keys));
            }
            Op::MatchRest => {
                let keys = pop!();
                let subject = peek!(1).clone();
                push_flow!(operators::match_rest(vm, &subject, &keys));
            }
            Op::MatchClass(count) => {
                let names = pop!();
                let class = pop!();
                let subject = pop!();
                push_flow!(operators::match_class(
                    vm,
                    &subject,
                    &class,
                    count as usize,
                    &names
                ));
            }
            Op::GetLength => {
                let value = top!().clone();
                push_flow!(operators::length(vm, &value));
            }
        }
    }
}

/// Arithmetic on small numbers, where the result is one too.
fn quick_binary(op: BinaryOp, left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => Some(Value::Int(match op {
            BinaryOp::Add => a.checked_add(*b)?,
            BinaryOp::Subtract => a.checked_sub(*b)?,
            BinaryOp::Multiply => a.checked_mul(*b)?,
            // Python rounds towards minus infinity, and a remainder has the sign of the divisor.
            BinaryOp::FloorDivide if *b > 0 => a.div_euclid(*b),
            BinaryOp::Remainder if *b > 0 => a.rem_euclid(*b),
            BinaryOp::And => a & b,
            BinaryOp::Or => a | b,
            BinaryOp::Xor => a ^ b,
            _ => return None,
        })),
        (Value::Float(a), Value::Float(b)) => quick_float(op, *a, *b),
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < 1 << 53 => {
            quick_float(op, *a, *b as f64)
        }
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < 1 << 53 => {
            quick_float(op, *a as f64, *b)
        }
        _ => None,
    }
}

fn quick_float(op: BinaryOp, a: f64, b: f64) -> Option<Value> {
    Some(Value::Float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::TrueDivide if b != 0.0 => a / b,
        _ => return None,
    }))
}

fn compare_ordered<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> bool {
    match op {
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

/// A list or tuple indexed by a small int, or a dict by a key that needs no Python code.
fn quick_subscript(object: &Value, key: &Value) -> Option<Value> {
    match (object, key) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.items.borrow();
            let index = if *index < 0 {
                *index + items.len() as i64
            } else {
                *index
            };
            items.get(usize::try_from(index).ok()?).cloned()
        }
        (Value::Tuple(items), Value::Int(index)) => {
            let index = if *index < 0 {
                *index + items.len() as i64
            } else {
                *index
            };
            items.get(usize::try_from(index).ok()?).cloned()
        }
        (Value::Dict(dict), key) => match dict.find(plain::hash(key)?.ok()?, key) {
            Found::At(slot) => dict.value_at(slot),
            _ => None,
        },
        _ => None,
    }
}

fn quick_iter(iterable: &Value) -> Option<Value> {
    let source = match iterable {
        Value::Iter(_) => return Some(iterable.clone()),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            return Some(iterable.clone());
        }
        Value::List(list) => IterSource::List(list.clone()),
        Value::Tuple(items) => IterSource::Tuple(items.clone()),
        Value::Range(range) => IterSource::Range {
            start: range.start,
            step: range.step,
            length: range.len(),
        },
        _ => return None,
    };
    Some(Iter::new(source))
}

/// `{key: value, …}` where every key is plain.
fn quick_dict(items: &[Value]) -> Option<Value> {
    let dict = Dict::default();
    for pair in items.chunks_exact(2) {
        let hash = plain::hash(&pair[0])?.ok()?;
        match dict.find(hash, &pair[0]) {
            Found::At(slot) => drop(dict.set_at(slot, pair[1].clone())),
            Found::Missing => dict.push(hash, pair[0].clone(), pair[1].clone()),
            Found::Ask(_) => return None,
        }
    }
    Some(Value::Dict(Rc::new(dict)))
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

fn load_name(vm: &Vm, frame: &PythonFrame, name: Symbol) -> Option<Value> {
    let own = frame
        .namespace
        .as_ref()
        .and_then(|namespace| namespace.borrow().get(name).cloned());
    own.or_else(|| frame.globals.get(name))
        .or_else(|| vm.builtins.get(name))
}

fn undefined(name: Symbol) -> PyError {
    name_error(format!("name '{name}' is not defined"))
}

fn unbound_local(name: Symbol) -> PyError {
    let message =
        format!("cannot access local variable '{name}' where it is not associated with a value");
    PyError::new(ExceptionKind::UnboundLocalError, message)
}

fn unbound_cell(code: &Code, slot: usize) -> PyError {
    match slot.checked_sub(code.locals.len()) {
        None => unbound_local(code.locals[slot]),
        Some(free) => name_error(format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            code.free[free]
        )),
    }
}

fn symbols_of(dict: &Dict) -> Vec<(Symbol, Value)> {
    let symbol = |(key, value): (Value, Value)| Some((Symbol::new(key.as_str()?), value));
    dict.entries().into_iter().filter_map(symbol).collect()
}

/// All items of an iterable, as a list.
fn gather_items(vm: &Rc<Vm>, iterable: Value) -> PyResult<Flow> {
    let vm = vm.clone();
    Flow::future(async move { vm.collect(&iterable).await.map(Value::list) })
}

/// Calls `__aiter__` or `__anext__`, with the message for an object that has none.
fn async_special(vm: &Rc<Vm>, object: Value, name: Symbol, complaint: &str) -> PyResult<Flow> {
    match vm.special_method(&object, name) {
        Some((function, bound)) => Ok(Flow::Call(function, bound.into_iter().collect())),
        None => Err(type_error(format!("{complaint}{}", vm.type_name(&object)))),
    }
}

fn format_value(vm: &Rc<Vm>, value: Value, conversion: Conversion, spec: Value) -> PyResult<Flow> {
    let converted = match conversion {
        Conversion::None => Flow::Value(value),
        Conversion::Str => operators::str(vm, &value)?,
        Conversion::Repr => operators::repr(vm, &value)?,
        Conversion::Ascii => operators::ascii(vm, &value)?,
    };
    let spec = spec.as_str().unwrap_or_default().to_owned();
    match converted {
        Flow::Value(value) => operators::format(vm, &value, &spec),
        flow => {
            let vm = vm.clone();
            Flow::future(async move {
                let value = vm.finish(flow).await?;
                vm.format(&value, &spec).await.map(Value::Str)
            })
        }
    }
}

/// Makes the exception, gives it its cause, and raises it.
fn raise_from(vm: &Rc<Vm>, flow: Flow, cause: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let exception = vm.finish(flow).await?;
        let Value::Instance(exception) = exception else {
            return Err(type_error("exceptions must derive from BaseException"));
        };
        let given = !cause.is_unbound();
        let cause = match &cause {
            Value::Unbound | Value::None => None,
            Value::Instance(instance) if instance.exception().is_some() => Some(instance.clone()),
            class @ Value::Class(_) => match vm.call(class.clone(), Vec::new()).await? {
                Value::Instance(instance) if instance.exception().is_some() => Some(instance),
                _ => {
                    return Err(type_error(
                        "exception causes must derive from BaseException",
                    ));
                }
            },
            _ => {
                return Err(type_error(
                    "exception causes must derive from BaseException",
                ));
            }
        };
        if let Some(data) = exception.exception()
            && given
        {
            *data.cause.borrow_mut() = cause;
            data.suppress_context.set(true);
        }
        Err(PyError::object(exception))
    }))
}

/// The bound `__exit__` and `__enter__` of a context manager.
fn context_methods(
    vm: &Rc<Vm>,
    manager: &Value,
    enter: Symbol,
    exit: Symbol,
    asynchronous: bool,
) -> PyResult<(Value, Value)> {
    let bound = |name: Symbol| {
        let (function, object) = vm.special_method(manager, name)?;
        Some(match object {
            Some(object) => Value::Method(Rc::new(BoundMethod { function, object })),
            None => function,
        })
    };
    let missing = |name: Symbol| {
        let protocol = if asynchronous {
            "asynchronous context manager"
        } else {
            "context manager"
        };
        let other = if asynchronous {
            Symbol::ENTER
        } else {
            Symbol::AENTER
        };
        let mut message = format!(
            "'{}' object does not support the {protocol} protocol",
            vm.type_name(manager)
        );
        if name == exit {
            message.push_str(&format!(" (missed {exit} method)"));
        } else if vm.special_method(manager, other).is_some() {
            let suggested = if asynchronous { "with" } else { "async with" };
            message.push_str(&format!(
                " but it supports the {} protocol. Did you mean to use '{suggested}'?",
                if asynchronous {
                    "context manager"
                } else {
                    "asynchronous context manager"
                }
            ));
        }
        type_error(message)
    };
    let Some(enter) = bound(enter) else {
        return Err(missing(enter));
    };
    let Some(exit_method) = bound(exit) else {
        return Err(missing(exit));
    };
    Ok((exit_method, enter))
}
