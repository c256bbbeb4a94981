//! Special methods: looked up on the class, and called at once where they are native.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::python::object::function::{NativeCode, Signature};
use crate::python::object::{Args, Class, Flow, NativeDef, NativeFuture, PyResult, Value};
use crate::python::operators::conversion;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// How deep [`eagerly`] may be nested; what lies deeper gets frames, so that a program's data cannot fill Rust's stack.
const MOST_NESTED: u32 = 16;

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
    match &function {
        Value::Native(def) if takes(def, args.len()) => run_native(vm, def, &mut args, &[]),
        _ => Ok(Flow::Call(function, args)),
    }
}

/// The same with keyword arguments: the last values, named by `keywords`.
pub fn call_named(
    vm: &Rc<Vm>,
    function: Value,
    mut args: Vec<Value>,
    keywords: &[Symbol],
) -> PyResult<Flow> {
    if keywords.is_empty() {
        return call_now(vm, function, args);
    }
    if let Value::Native(def) = &function
        && matches!(def.signature, Signature::Any)
        && !def.is_coroutine()
    {
        return run_native(vm, def, &mut args, keywords);
    }
    let (vm, keywords) = (vm.clone(), keywords.to_vec());
    Flow::future(async move { vm.call_with(function, args, keywords).await })
}

/// Whether a native function takes so many positional arguments as they come.
fn takes(def: &NativeDef, count: usize) -> bool {
    !def.is_coroutine()
        && match def.signature {
            Signature::Any => true,
            Signature::Positional(least, most) => (least as usize..=most as usize).contains(&count),
            Signature::Named(_) => false,
            Signature::Python(parameters) => parameters.fits(count),
        }
}

/// Runs the code of a native function with arguments that fit its signature.
pub fn run_native(
    vm: &Rc<Vm>,
    def: &'static NativeDef,
    values: &mut [Value],
    keywords: &[Symbol],
) -> PyResult<Flow> {
    run_code(vm, def, Args { values, keywords }).map_err(|error| match error.as_wrong_receiver() {
        Some(given) => super::look::wrong_receiver(vm, def, given),
        None => error,
    })
}

/// Runs native code with arguments that fit.
pub fn run_code(vm: &Rc<Vm>, def: &'static NativeDef, args: Args<'_>) -> PyResult<Flow> {
    match def.code {
        NativeCode::Plain(code) => code(vm, args).map(Flow::Value),
        NativeCode::Flow(code) => code(vm, args),
        NativeCode::Shared(code) => code(vm, def, args),
        NativeCode::Floats(code) => conversion::with_floats(vm, &args, code),
        NativeCode::Ints(code) => conversion::with_ints(vm, &args, code),
    }
}

/// Runs suspendable native code as far as it goes without Python code: to its value, most often. Only where it has to wait
/// does it become a frame, which first of all makes the request that it stopped at.
pub fn eagerly(vm: &Rc<Vm>, future: impl Future<Output = PyResult> + 'static) -> PyResult<Flow> {
    run_eagerly(vm, Box::pin(future))
}

// Apart from the above, for that is made once for each kind of future.
fn run_eagerly(vm: &Rc<Vm>, mut future: NativeFuture) -> PyResult<Flow> {
    if vm.nested.get() == MOST_NESTED {
        return Ok(Flow::Future(future));
    }
    vm.nested.set(vm.nested.get() + 1);
    let polled = future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    vm.nested.set(vm.nested.get() - 1);
    if let Poll::Ready(result) = polled {
        return result.map(Flow::Value);
    }
    let mut request = vm.request.borrow_mut().take();
    let vm = vm.clone();
    Flow::future(poll_fn(move |context| {
        if let Some(request) = request.take() {
            *vm.request.borrow_mut() = Some(request);
            return Poll::Pending;
        }
        future.as_mut().poll(context)
    }))
}

/// Goes on with the value of a flow: at once where it is there, else in a frame.
pub fn then(
    vm: &Rc<Vm>,
    flow: Flow,
    act: impl FnOnce(&Rc<Vm>, Value) -> PyResult + 'static,
) -> PyResult<Flow> {
    match flow {
        Flow::Value(value) => act(vm, value).map(Flow::Value),
        flow => then_later(vm.clone(), flow, Box::new(act)),
    }
}

/// What is to be done with a value.
type Act = Box<dyn FnOnce(&Rc<Vm>, Value) -> PyResult>;

fn then_later(vm: Rc<Vm>, flow: Flow, act: Act) -> PyResult<Flow> {
    Flow::future(async move {
        let value = vm.finish(flow).await?;
        act(&vm, value)
    })
}

/// Whether a program's own method stands before the built-in one in the order of the class.
pub fn is_overridden(class: &Rc<Class>, name: Symbol) -> bool {
    !matches!(class.lookup(name), None | Some(Value::Native(_)))
}
