//! Special methods: looked up on the class, and called at once where they are native.

use std::rc::Rc;

use crate::python::object::function::{NativeCode, Signature};
use crate::python::object::{Args, Class, Flow, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// Calls a special method of the object's class; `None` where the class has none, or has None in its place.
pub fn call_special(
    vm: &Rc<Vm>,
    object: &Value,
    name: Symbol,
    args: &[Value],
) -> PyResult<Option<Flow>> {
    let Some((function, bound)) = vm.special_method(object, name) else {
        return Ok(None);
    };
    let mut all = Vec::with_capacity(args.len() + 1);
    all.extend(bound);
    all.extend_from_slice(args);
    call_now(vm, function, all).map(Some)
}

/// Calls a native function by positional arguments here and now; leaves any other callable to the machine.
pub fn call_now(vm: &Rc<Vm>, function: Value, mut args: Vec<Value>) -> PyResult<Flow> {
    if let Value::Native(def) = &function
        && let Signature::Positional(least, most) = def.signature
        && (least as usize..=most as usize).contains(&args.len())
        && !def.is_coroutine()
    {
        let args = Args {
            values: &mut args,
            keywords: &[],
        };
        return match def.code {
            NativeCode::Plain(code) => code(vm, args).map(Flow::Value),
            NativeCode::Flow(code) => code(vm, args),
        };
    }
    Ok(Flow::Call(function, args))
}

/// Whether a program's own method stands before the built-in one in the order of the class.
pub fn is_overridden(class: &Rc<Class>, name: Symbol) -> bool {
    !matches!(class.lookup(name), None | Some(Value::Native(_)))
}
