//! `iscoroutine`, `iscoroutinefunction` and their like: questions about values.

use crate::python::code::CodeKind;
use crate::python::object::Value;
use crate::python::object::function::NativeKind;

/// Whether calling it gives a coroutine: an `async def`, a method that is one, a native one.
pub fn is_coroutine_function(value: &Value) -> bool {
    match value {
        Value::Function(function) => function.code.kind == CodeKind::Coroutine,
        Value::Method(method) => is_coroutine_function(&method.function),
        Value::Native(def) => {
            matches!(
                def.kind,
                NativeKind::Coroutine | NativeKind::CoroutineMethod
            )
        }
        _ => false,
    }
}
