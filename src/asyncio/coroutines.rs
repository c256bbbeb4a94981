//! `iscoroutine`, `iscoroutinefunction` and their like: questions about values.

use crate::python::code::CodeKind;
use crate::python::object::function::NativeKind;
use crate::python::object::{Instance, Value};
use crate::python::symbol::Symbol;

/// Whether calling it gives a coroutine: an `async def`, a method that is one, a native one.
pub fn is_coroutine_function(value: &Value) -> bool {
    match value {
        Value::Function(function) => {
            function.code.kind == CodeKind::Coroutine
                || function
                    .attributes
                    .borrow()
                    .as_deref()
                    .is_some_and(is_marked)
        }
        Value::Method(method) => is_coroutine_function(&method.function),
        Value::Native(def) => {
            matches!(
                def.kind,
                NativeKind::Coroutine | NativeKind::CoroutineMethod
            )
        }
        // What `functools.partial` calls; what `inspect.markcoroutinefunction` has marked.
        Value::Instance(instance) => {
            let is_partial = &*instance.class_ref().name.get().text() == "partial";
            match instance.attribute(Symbol::new("func")) {
                Some(inner) if is_partial => is_coroutine_function(&inner),
                _ => is_marked(instance) || instance.class_ref().lookup(mark()).is_some(),
            }
        }
        _ => false,
    }
}

fn is_marked(object: &Instance) -> bool {
    object.attribute(mark()).is_some()
}

/// The attribute of what was marked.
fn mark() -> Symbol {
    Symbol::new("_is_coroutine_mark")
}
