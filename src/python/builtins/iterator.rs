//! The methods of iterators over built-in containers.

use crate::python::object::NativeDef;

pub const METHODS: &[NativeDef] = &[];
