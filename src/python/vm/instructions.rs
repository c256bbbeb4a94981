//! The instructions that are not on a hot path: names of class bodies, displays, imports, functions, exceptions, context
//! managers, patterns. Kept apart from [`super::execute`] so that its loop stays small.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::code::{Code, Conversion, Op, function_flags};
use crate::python::object::error::{runtime_error, type_error};
use crate::python::object::generator::{AsyncStep, GeneratorKind};
use crate::python::object::{Cell, Dict, ExceptionKind, Flow, Function, PyError, Slice, Value};
use crate::python::operators;
use crate::python::symbol::Symbol;
use crate::python::vm::calls::Input;
use crate::python::vm::execute::Exit;
use crate::python::vm::frame::{Deliver, PythonFrame};
use crate::python::vm::protocols::{
    async_special, context_methods, format_value, gather_items, raise_from,
};
use crate::python::vm::quick::quick_dict;
use crate::python::vm::unbound::{unbound_cell, unbound_local};
use crate::python::vm::{Vm, imports};

/// Executes one instruction of a frame; an error is the way in which the frame is left.
pub(super) fn other(
    vm: &Rc<Vm>,
    frame: &mut PythonFrame,
    code: &Rc<Code>,
    stack: &mut Vec<Value>,
    op: Op,
    pc: &mut usize,
) -> Result<(), Exit> {
    let base = frame.base;

    macro_rules! exit {
        ($exit:expr) => {
            return Err($exit)
        };
    }
    macro_rules! raise {
        ($error:expr) => {
            return Err(Exit::Raise($error))
        };
    }
    macro_rules! attempt {
        ($result:expr) => {
            $result.map_err(Exit::Raise)?
        };
    }
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
    macro_rules! again_with {
        ($flow:expr) => {{
            let flow = attempt!($flow);
            *pc -= 1;
            exit!(Exit::Flow(flow, Deliver::Result))
        }};
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
    macro_rules! peek {
        ($n:expr) => {{
            let at = stack.len() - $n as usize;
            &stack[at]
        }};
    }

    match op {
        Op::DeleteLocal(slot) => {
            if stack[base + slot as usize].is_unbound() {
                raise!(unbound_local(code.locals[slot as usize]));
            }
            stack[base + slot as usize] = Value::Unbound;
        }
        Op::ClearLocal(slot) => {
            stack[base + slot as usize] = Value::Unbound;
        }
        Op::MakeCell(slot) => {
            let place = &mut stack[base + slot as usize];
            *place = Value::Cell(Cell::new(std::mem::take(place)));
        }
        Op::PushCell(slot) => {
            let cell = stack[base + slot as usize].clone();
            stack.push(cell);
        }
        Op::DeleteCell(slot) => {
            if let Value::Cell(cell) = &stack[base + slot as usize] {
                if cell.value.borrow().is_unbound() {
                    raise!(unbound_cell(code, slot as usize));
                }
                cell.set(Value::Unbound);
            }
        }

        Op::DeleteGlobal(index) => {
            let name = code.globals[index as usize].name;
            let old = frame.globals.names.borrow_mut().remove(name);
            if old.is_none() {
                raise!(operators::undefined_name(vm, name));
            }
            drop(old);
        }
        Op::LoadName(index) => {
            let name = code.globals[index as usize].name;
            match load_name(vm, frame, name) {
                Some(value) => stack.push(value),
                None => raise!(operators::undefined_name(vm, name)),
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
        }
        Op::DeleteName(index) => {
            let name = code.globals[index as usize].name;
            let old = match &frame.namespace {
                Some(namespace) => namespace.borrow_mut().remove(name),
                None => frame.globals.names.borrow_mut().remove(name),
            };
            if old.is_none() {
                raise!(operators::undefined_name(vm, name));
            }
            drop(old);
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
                raise!(unbound_cell(code, slot as usize));
            }
            stack.push(value);
        }

        Op::DeleteAttribute(index) => {
            let object = pop!();
            ignore_flow!(operators::delete_attribute(
                vm,
                &object,
                code.attributes[index as usize].name
            ));
            drop(object);
        }
        Op::DeleteSubscript => {
            let key = pop!();
            let object = pop!();
            ignore_flow!(operators::delete_item(vm, &object, &key));
            drop((object, key));
        }
        Op::BuildSlice(count) => {
            let step = if count == 3 { pop!() } else { Value::None };
            let stop = pop!();
            let start = pop!();
            stack.push(Value::Slice(Rc::new(Slice { start, stop, step })));
        }

        Op::CallUnpacked(with_keywords) => {
            vm.called_at(code, *pc);
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
                        None => raise!(keyword_is_no_text(&callable)),
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

        Op::GetAsyncIter => {
            let iterable = pop!();
            match &iterable {
                Value::Generator(generator) if generator.kind == GeneratorKind::AsyncGenerator => {
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
                Value::Generator(generator) if generator.kind == GeneratorKind::AsyncGenerator => {
                    let input = Input::Send(Value::None);
                    stack.push(vm.async_step(AsyncStep::new(generator.clone(), input)));
                }
                _ => push_flow!(async_special(
                    vm,
                    iterator,
                    Symbol::ANEXT,
                    "'async for' received an object from __aiter__ that does not implement __anext__: "
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
        }
        Op::RunTopLevel(index) => {
            if let Value::Code(body) = &code.constants[index as usize] {
                let flow = attempt!(vm.run_top_level(body.clone(), frame.globals.clone()));
                exit!(Exit::Flow(flow, Deliver::Result));
            }
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
        Op::ListExtend(n) => {
            let iterable = pop!();
            let items = match operators::items_now(&iterable) {
                Some(items) => items,
                None if !operators::is_iterable(vm, &iterable) => {
                    let is_first = matches!(peek!(n), Value::List(list) if list.is_empty());
                    let is_only = is_first && matches!(code.ops[*pc], Op::CallUnpacked(_));
                    let callable = is_only.then(|| peek!(n + 1));
                    raise!(operators::cannot_spread(vm, callable, &iterable));
                }
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
        Op::UnpackStarred { before, after } => {
            let value = pop!();
            let flow = operators::unpack(vm, &value, before as usize, Some(after as usize));
            match attempt!(flow) {
                Flow::Value(Value::Tuple(items)) => stack.extend(items.iter().rev().cloned()),
                flow => exit!(Exit::Flow(flow, Deliver::Unpack)),
            }
            drop(value);
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
                annotations: RefCell::new(annotate),
                attributes: RefCell::new(None),
                is_builtin: Default::default(),
                code: body,
            };
            stack.push(Value::Function(Rc::new(function)));
        }
        Op::LoadBuildClass => stack.push(vm.builtins.get(Symbol::BUILD_CLASS).unwrap_or_default()),
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
            // A clause handles what it matches, and no more of the group.
            if let Value::Instance(matched) = &matched {
                frame.handled = Some(matched.clone());
            }
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

        Op::EnterWith | Op::EnterAsyncWith => {
            let manager = pop!();
            let is_async = op == Op::EnterAsyncWith;
            let (enter, exit) = match is_async {
                true => (Symbol::AENTER, Symbol::AEXIT),
                false => (Symbol::ENTER, Symbol::EXIT),
            };
            let (exit, enter) = attempt!(context_methods(vm, &manager, enter, exit, is_async));
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

        Op::LeaveWith => {
            let callable = pop!();
            exit!(Exit::CallValues {
                callable,
                args: vec![Value::None; 3],
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
            let subject = pop!();
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

        _ => unreachable!("{op:?} is executed in the loop"),
    }
    Ok(())
}

fn load_name(vm: &Vm, frame: &PythonFrame, name: Symbol) -> Option<Value> {
    let own = frame
        .namespace
        .as_ref()
        .and_then(|namespace| namespace.borrow().get(name).cloned());
    own.or_else(|| frame.globals.get(name))
        .or_else(|| frame.globals.builtin(&vm.builtins, name))
}

fn symbols_of(dict: &Dict) -> Vec<(Symbol, Value)> {
    let symbol = |(key, value): (Value, Value)| Some((Symbol::new(key.as_str()?), value));
    dict.entries().into_iter().filter_map(symbol).collect()
}

/// The complaint about a key of `**` that is no str: an exception takes no keywords at all.
fn keyword_is_no_text(callable: &Value) -> PyError {
    match callable {
        Value::Class(class)
            if class.exception.is_some()
                && matches!(class.lookup(Symbol::INIT), Some(Value::Native(_))) =>
        {
            type_error(format!("{}() takes no keyword arguments", class.name.get()))
        }
        _ => type_error("keywords must be strings"),
    }
}
