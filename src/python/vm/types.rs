//! The built-in classes, made once for each machine.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::python::object::class::{ClassParts, Layout};
use crate::python::object::{Class, ExceptionKind, Namespace, NativeDef, Value};
use crate::python::symbol::Symbol;

/// Lists the built-in types: field, Python's name, base, layout.
macro_rules! types {
    ($root:ident; $($field:ident: $name:literal, $base:ident, $layout:ident;)*) => {
        /// Every built-in class that is not an exception.
        pub struct Types {
            pub $root: Rc<Class>,
            $(pub $field: Rc<Class>,)*
            exceptions: Vec<Rc<Class>>,
            /// Classes of iterators and other types that only have a name, made when they are first asked for.
            named: RefCell<FxHashMap<&'static str, Rc<Class>>>,
        }

        impl Types {
            pub fn new() -> Types {
                let $root = builtin("object", "builtins", &[], Layout::Object, None);
                $(let $field = builtin($name, "builtins", &[&$base], Layout::$layout, None);)*
                let exceptions = exceptions(&$root);
                Types { $root, $($field,)* exceptions, named: RefCell::default() }
            }
        }
    };
}

types! {
    object;
    type_: "type", object, Type;
    none: "NoneType", object, Value;
    not_implemented: "NotImplementedType", object, Value;
    ellipsis: "ellipsis", object, Value;
    int: "int", object, Value;
    bool: "bool", int, Value;
    float: "float", object, Value;
    complex: "complex", object, Value;
    str: "str", object, Value;
    bytes: "bytes", object, Value;
    bytearray: "bytearray", object, Value;
    list: "list", object, Value;
    tuple: "tuple", object, Value;
    dict: "dict", object, Value;
    dict_keys: "dict_keys", object, Native;
    dict_values: "dict_values", object, Native;
    dict_items: "dict_items", object, Native;
    set: "set", object, Value;
    frozenset: "frozenset", object, Value;
    range: "range", object, Value;
    slice: "slice", object, Value;
    cell: "cell", object, Value;
    function: "function", object, Value;
    native: "builtin_function_or_method", object, Value;
    method: "method", object, Value;
    property: "property", object, Value;
    classmethod: "classmethod", object, Value;
    staticmethod: "staticmethod", object, Value;
    super_: "super", object, Value;
    generator: "generator", object, Value;
    coroutine: "coroutine", object, Value;
    async_generator: "async_generator", object, Value;
    module: "module", object, Value;
    code: "code", object, Value;
    traceback: "traceback", object, Native;
    enumerate: "enumerate", object, Native;
    zip: "zip", object, Native;
    map: "map", object, Native;
    filter: "filter", object, Native;
    reversed: "reversed", object, Native;
    generic_alias: "GenericAlias", object, Native;
    union: "UnionType", object, Native;
    type_variable: "TypeVar", object, Native;
    type_alias: "TypeAliasType", object, Native;
}

impl Default for Types {
    fn default() -> Types {
        Types::new()
    }
}

impl Types {
    pub fn exception(&self, kind: ExceptionKind) -> &Rc<Class> {
        &self.exceptions[kind as usize]
    }

    /// A class that native code knows by name only, such as `list_iterator`; `defs` are its methods when it is first made.
    pub fn named(&self, name: &'static str, module: &str, defs: &'static [NativeDef]) -> Rc<Class> {
        if let Some(class) = self.named.borrow().get(name) {
            return class.clone();
        }
        let class = builtin(name, module, &[&self.object], Layout::Native, None);
        add_methods(&class, defs);
        self.named.borrow_mut().insert(name, class.clone());
        class
    }
}

/// Puts native functions into a class's table.
pub fn add_methods(class: &Rc<Class>, defs: &'static [NativeDef]) {
    for def in defs {
        class.set(Symbol::new(def.name), Value::Native(def));
    }
}

/// A built-in class.
pub fn builtin(
    name: &str,
    module: &str,
    bases: &[&Rc<Class>],
    layout: Layout,
    exception: Option<ExceptionKind>,
) -> Rc<Class> {
    let name = Symbol::new(name);
    let parts = ClassParts {
        name,
        qualname: name,
        module: Symbol::new(module),
        bases: bases.iter().map(|&base| base.clone()).collect(),
        metaclass: None,
        names: Namespace::default(),
        layout,
        exception,
        is_heap: false,
    };
    match Class::new(parts) {
        Ok(class) => class,
        Err(_) => unreachable!("built-in classes have consistent bases"),
    }
}

fn exceptions(object: &Rc<Class>) -> Vec<Rc<Class>> {
    let mut classes: Vec<Rc<Class>> = Vec::new();
    for &kind in ExceptionKind::ALL {
        let class = match kind {
            ExceptionKind::BaseException => builtin(
                kind.name(),
                kind.module(),
                &[object],
                Layout::Exception,
                Some(kind),
            ),
            ExceptionKind::ExceptionGroup => {
                let group = classes[ExceptionKind::BaseExceptionGroup as usize].clone();
                let exception = classes[ExceptionKind::Exception as usize].clone();
                builtin(
                    kind.name(),
                    kind.module(),
                    &[&group, &exception],
                    Layout::Exception,
                    Some(kind),
                )
            }
            _ => {
                let base = classes[kind.base() as usize].clone();
                builtin(
                    kind.name(),
                    kind.module(),
                    &[&base],
                    Layout::Exception,
                    Some(kind),
                )
            }
        };
        classes.push(class);
    }
    classes
}
