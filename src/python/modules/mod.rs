//! The standard modules that programs import: one file each.

pub mod concurrent;
pub mod contextvars;
pub mod heap;
pub mod math;
pub mod threads;
pub mod time;

use crate::python::vm::imports::ModuleSource;

/// The module with this full name, where there is one.
pub fn find(name: &str) -> Option<ModuleSource> {
    Some(match name {
        "_thread" => ModuleSource::Native(threads::module),
        "concurrent" => ModuleSource::Native(concurrent::package),
        "concurrent.futures" => ModuleSource::Native(concurrent::module),
        "contextvars" => ModuleSource::Native(contextvars::module),
        "math" => ModuleSource::Native(math::make),
        "queue" => ModuleSource::Python(include_str!("lib/queue.py")),
        "threading" => ModuleSource::Python(include_str!("lib/threading.py")),
        "time" => ModuleSource::Native(time::make),
        _ => return None,
    })
}
