//! Built-in functions that look at objects: their classes, attributes and names.

use std::rc::Rc;

use crate::python::builtins::object::{attribute_name, attribute_names};
use crate::python::builtins::typing_objects::{GenericAlias, Union};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::{NamedParameters, Signature};
use crate::python::object::{
    Args, Class, Dict, ExceptionKind, Flow, NativeDef, PyError, PyResult, Value,
};
use crate::python::operators;
use crate::python::operators::special::{call_special, then};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::imports::{self, import};
use crate::trace::event::Stream;

pub const FUNCTIONS: &[NativeDef] = &[
    NativeDef::flow("isinstance", 2, 2, |vm, args| {
        check_all(vm, &args[0], &args[1], Check::Instance)
    }),
    NativeDef::flow("issubclass", 2, 2, |vm, args| {
        if !matches!(args[0], Value::Class(_)) {
            return Err(type_error("issubclass() arg 1 must be a class"));
        }
        check_all(vm, &args[0], &args[1], Check::Subclass)
    }),
    NativeDef::function("callable", 1, 1, |vm, args| {
        Ok(Value::Bool(is_callable(vm, &args[0])))
    }),
    NativeDef::flow("getattr", 2, 3, get_attribute),
    NativeDef::flow("setattr", 3, 3, |vm, mut args| {
        let name = attribute_name(vm, &args[1])?;
        let value = args.take(2);
        operators::set_attribute(vm, &args[0], name, value)
    }),
    NativeDef::flow("delattr", 2, 2, |vm, args| {
        let name = attribute_name(vm, &args[1])?;
        operators::delete_attribute(vm, &args[0], name)
    }),
    NativeDef::flow("hasattr", 2, 2, has_attribute),
    NativeDef::function("id", 1, 1, |_, args| Ok(Value::Int(identity(&args[0])))),
    NativeDef::flow("vars", 0, 1, variables),
    NativeDef::flow("dir", 0, 1, directory),
    NativeDef::flow("input", 0, 1, input),
    NativeDef::flow("__import__", 1, 5, |vm, args| {
        let name = attribute_name(vm, &args[0])?;
        imports::import(vm, name, true)
    })
    .with(Signature::Positional(1, 5)),
    NativeDef::function("exit", 0, 1, leave),
    NativeDef::function("quit", 0, 1, leave),
    NativeDef::flow("open", 0, 0, open).named(OPEN),
    NativeDef::function("breakpoint", 0, 0, |_, _| {
        refused("breakpoint", "step through the timeline instead")
    })
    .with(Signature::Any),
    NativeDef::function("help", 0, 1, |_, _| {
        refused("help", "there is no documentation in here")
    }),
];

#[derive(Clone, Copy, PartialEq)]
enum Check {
    Instance,
    Subclass,
}

impl Check {
    fn hook(self) -> Symbol {
        match self {
            Check::Instance => Symbol::INSTANCECHECK,
            Check::Subclass => Symbol::SUBCLASSCHECK,
        }
    }

    fn complaint(self) -> PyError {
        type_error(match self {
            Check::Instance => "isinstance() arg 2 must be a type, a tuple of types, or a union",
            Check::Subclass => "issubclass() arg 2 must be a class, a tuple of classes, or a union",
        })
    }
}

/// `isinstance` or `issubclass` against a class, or the classes in (nested) tuples and unions, in order.
fn check_all(vm: &Rc<Vm>, object: &Value, target: &Value, check: Check) -> PyResult<Flow> {
    let mut open = vec![target.clone()];
    while let Some(target) = open.pop() {
        match &target {
            Value::Tuple(items) => open.extend(items.iter().rev().cloned()),
            Value::Class(class) => match check_one(vm, object, class, check)? {
                Flow::Value(Value::Bool(false)) => {}
                Flow::Value(found) => return Ok(found.into()),
                flow => {
                    let (vm, object) = (vm.clone(), object.clone());
                    let rest = Value::tuple(open.into_iter().rev().collect());
                    return Flow::future(async move {
                        let found = vm.finish(flow).await?;
                        if vm.truth(&found).await? {
                            return Ok(Value::Bool(true));
                        }
                        let flow = check_all(&vm, &object, &rest, check)?;
                        vm.finish(flow).await
                    });
                }
            },
            other if let Some(union) = other.downcast::<Union>() => {
                let members = union.members.borrow();
                open.extend(members.iter().rev().map(|member| match member {
                    Value::None => Value::Class(vm.types.none.clone()),
                    member => member.clone(),
                }));
            }
            other if other.downcast::<GenericAlias>().is_some() => {
                let name = match check {
                    Check::Instance => "isinstance",
                    Check::Subclass => "issubclass",
                };
                return Err(type_error(format!(
                    "{name}() argument 2 cannot be a parameterized generic"
                )));
            }
            other => match call_special(vm, other, check.hook(), std::slice::from_ref(object))? {
                Some(flow) => return Ok(flow),
                None => return Err(check.complaint()),
            },
        }
    }
    Ok(Value::Bool(false).into())
}

fn check_one(vm: &Rc<Vm>, object: &Value, class: &Rc<Class>, check: Check) -> PyResult<Flow> {
    let own = match (check, object) {
        (Check::Subclass, Value::Class(own)) => own.clone(),
        _ => vm.class_of(object),
    };
    if check == Check::Instance && Rc::ptr_eq(&own, class) {
        return Ok(Value::Bool(true).into());
    }
    if let Some(metaclass) = &class.metaclass {
        let types_own = vm.types.type_.own(check.hook());
        let hook = metaclass.lookup(check.hook());
        let is_types_own = match (&hook, &types_own) {
            (Some(hook), Some(own)) => hook.is(own),
            _ => true,
        };
        if !is_types_own {
            let args = std::slice::from_ref(object);
            if let Some(flow) = call_special(vm, &Value::Class(class.clone()), check.hook(), args)?
            {
                return as_truth(vm, flow);
            }
        }
    }
    let found = own.is_subclass_of(class);
    if !found && check == Check::Instance && claims_a_class(vm, &own) {
        let (vm, object, class) = (vm.clone(), object.clone(), class.clone());
        return Flow::future(async move {
            let flow = operators::get_attribute(&vm, &object, Symbol::CLASS)?;
            let claimed = vm.finish(flow).await?;
            Ok(Value::Bool(
                matches!(claimed, Value::Class(claimed) if claimed.is_subclass_of(&class)),
            ))
        });
    }
    Ok(Value::Bool(found).into())
}

/// Whether instances of a class say themselves what their `__class__` is, as those that stand for others do.
fn claims_a_class(vm: &Vm, class: &Class) -> bool {
    let objects_own = vm.types.object.own(Symbol::CLASS);
    match (class.lookup(Symbol::CLASS), objects_own) {
        (Some(found), Some(own)) => !found.is(&own),
        (found, _) => found.is_some(),
    }
}

/// A hook's answer as a bool.
fn as_truth(vm: &Rc<Vm>, flow: Flow) -> PyResult<Flow> {
    match flow {
        Flow::Value(Value::Bool(found)) => Ok(Value::Bool(found).into()),
        flow => {
            let vm = vm.clone();
            Flow::future(async move {
                let found = vm.finish(flow).await?;
                vm.truth(&found).await.map(Value::Bool)
            })
        }
    }
}

pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        other => vm.class_of(other).lookup(Symbol::CALL).is_some(),
    }
}

fn get_attribute(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let name = attribute_name(vm, &args[1])?;
    let default = args.take(2);
    if default.is_unbound() {
        return operators::get_attribute(vm, &args[0], name);
    }
    match operators::find_attribute(vm, &args[0], name) {
        Ok(None) => Ok(default.into()),
        Ok(Some(Flow::Value(value))) => Ok(value.into()),
        Ok(Some(flow)) => {
            let vm = vm.clone();
            Flow::future(async move {
                match vm.finish(flow).await {
                    Err(error) if error.is(ExceptionKind::AttributeError) => Ok(default),
                    result => result,
                }
            })
        }
        Err(error) if error.is(ExceptionKind::AttributeError) => Ok(default.into()),
        Err(error) => Err(error),
    }
}

fn has_attribute(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let name = attribute_name(vm, &args[1])?;
    match operators::find_attribute(vm, &args[0], name) {
        Ok(None) => Ok(Value::Bool(false).into()),
        Ok(Some(Flow::Value(_))) => Ok(Value::Bool(true).into()),
        Ok(Some(flow)) => {
            let vm = vm.clone();
            Flow::future(async move {
                match vm.finish(flow).await {
                    Ok(_) => Ok(Value::Bool(true)),
                    Err(error) if error.is(ExceptionKind::AttributeError) => Ok(Value::Bool(false)),
                    Err(error) => Err(error),
                }
            })
        }
        Err(error) if error.is(ExceptionKind::AttributeError) => Ok(Value::Bool(false).into()),
        Err(error) => Err(error),
    }
}

/// `id(value)`: the address, or for values that have none a number of their own.
fn identity(value: &Value) -> i64 {
    match (value.address(), value) {
        (Some(address), _) => address as i64,
        (None, Value::Int(int)) => 0x7f00_0000_0000 ^ (int << 5),
        (None, Value::Float(float)) => float.to_bits() as i64 >> 1,
        (None, Value::Bool(flag)) => 0x7e00_0000_0000 + 32 * *flag as i64,
        (None, Value::NotImplemented) => 0x7e00_0000_0100,
        (None, Value::Ellipsis) => 0x7e00_0000_0200,
        _ => 0x7e00_0000_0300,
    }
}

fn variables(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let Some(object) = args.optional(0) else {
        let vm = vm.clone();
        return Flow::future(async move { scope_dict(&vm).await.map(Value::Dict) });
    };
    match operators::find_attribute(vm, object, Symbol::DICT) {
        Ok(Some(flow)) => Ok(flow),
        Ok(None) => Err(type_error("vars() argument must have __dict__ attribute")),
        Err(error) if error.is(ExceptionKind::AttributeError) => {
            Err(type_error("vars() argument must have __dict__ attribute"))
        }
        Err(error) => Err(error),
    }
}

fn directory(vm: &Rc<Vm>, args: Args<'_>) -> PyResult<Flow> {
    let Some(object) = args.optional(0) else {
        let vm = vm.clone();
        return Flow::future(async move {
            let names = scope_dict(&vm).await?.keys();
            let names = names
                .iter()
                .filter_map(|name| name.as_str().map(Symbol::new));
            let mut names: Vec<Symbol> = names.collect();
            names.sort_by_key(|name| name.text());
            Ok(name_list(names))
        });
    };
    let own = vm.class_of(object).lookup(Symbol::DIR);
    if !matches!(own, Some(Value::Function(_))) {
        return Ok(name_list(attribute_names(vm, object)).into());
    }
    let (vm, object) = (vm.clone(), object.clone());
    Flow::future(async move {
        let names = vm.call_special(&object, Symbol::DIR, Vec::new()).await?;
        let names = vm.collect(&names.unwrap_or(Value::None)).await?;
        let mut texts: Vec<Symbol> = Vec::with_capacity(names.len());
        for name in names {
            let text = name
                .as_str()
                .ok_or_else(|| value_error("dir() needs names"))?;
            texts.push(Symbol::new(text));
        }
        texts.sort_by_key(|name| name.text());
        Ok(name_list(texts))
    })
}

const OPEN: &NamedParameters = &NamedParameters {
    names: &[
        "file",
        "mode",
        "buffering",
        "encoding",
        "errors",
        "newline",
        "closefd",
        "opener",
    ],
    positional_only: 0,
    positional: 8,
    required: 1,
};

/// `open(…)`: that of `io`.
fn open(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let names = OPEN.names.iter().map(|name| Symbol::new(name));
    let given = names.zip(args.take_all());
    let (keywords, values) = given.filter(|(_, value)| !value.is_unbound()).unzip();
    let vm = vm.clone();
    Flow::future(async move {
        let io = vm.finish(import(&vm, Symbol::new("io"), false)?).await?;
        let open = vm.get_attribute(&io, Symbol::new("_open")).await?;
        vm.call_with(open, values, keywords).await
    })
}

/// `input(prompt)`: a line from the host, or from what the program has put in the place of `sys.stdin`.
fn input(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let sys = vm.modules.borrow().get(&Symbol::SYS).cloned();
    if let Some(input) = sys.and_then(|sys| sys.get(Symbol::new("_input"))) {
        return Ok(Flow::Call(input, args.take_all()));
    }
    let flow = match args.optional(0) {
        Some(prompt) => operators::str(vm, prompt)?,
        None => Value::str("").into(),
    };
    then(vm, flow, |vm, prompt| {
        vm.write(Stream::Stdout, prompt.as_str().unwrap_or_default());
        match vm.host.read_line() {
            Some(line) => Ok(Value::string(line)),
            None => Err(PyError::new(
                ExceptionKind::EOFError,
                "EOF when reading a line",
            )),
        }
    })
}

/// The variables that code sees where it calls: a copy of its own, else its module's.
async fn scope_dict(vm: &Rc<Vm>) -> PyResult<Rc<Dict>> {
    let (globals, locals) = vm.scope().await?;
    Ok(locals.unwrap_or_else(|| globals.dict()))
}

fn name_list(names: Vec<Symbol>) -> Value {
    let texts = names.into_iter().map(|name| Value::str(&name.text()));
    Value::list(texts.collect())
}

/// `exit(code)`
fn leave(_vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult {
    let code = args.take(0).given().cloned().unwrap_or(Value::None);
    Err(PyError::with_args(ExceptionKind::SystemExit, vec![code]))
}

/// A built-in function that there is no way to have here.
fn refused(name: &str, reason: &str) -> PyResult {
    Err(PyError::new(
        ExceptionKind::OSError,
        format!("{name}() is not supported: {reason}"),
    ))
}
