//! Making classes: `class` statements and `type(name, bases, namespace)`.
//!
//! A `class` statement is a call of `__build_class__`, which finds the metaclass, lets it prepare a namespace, runs the body
//! in it and calls the metaclass with the result. `type.__new__` makes the class out of that, tells each attribute its name,
//! and each base that it has a new subclass.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::object::class::{ClassParts, Layout};
use crate::python::object::error::{type_error, value_error};
use crate::python::object::function::Signature;
use crate::python::object::{
    Args, Class, Descriptor, Flow, Function, Instance, Namespace, NativeDef, PyError, PyResult,
    Value,
};
use crate::python::operators;
use crate::python::operators::special::call_named;
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

pub const BUILD_CLASS: NativeDef =
    NativeDef::flow("__build_class__", 2, 2, build_class).with(Signature::Any);

/// Built-in types that no class can be derived from.
const FINAL: &[&str] = &[
    "bool",
    "NoneType",
    "NotImplementedType",
    "ellipsis",
    "range",
    "slice",
    "cell",
    "function",
    "builtin_function_or_method",
    "method",
    "generator",
    "coroutine",
    "async_generator",
    "code",
    "traceback",
    "dict_keys",
    "dict_values",
    "dict_items",
    "UnionType",
    "TypeVar",
    "TypeAliasType",
    "super",
    "module",
];

/// What `type.__new__` gets.
struct Definition {
    metaclass: Rc<Class>,
    name: Symbol,
    bases: Vec<Rc<Class>>,
    namespace: Namespace,
    /// The keywords of the `class` statement, for `__init_subclass__`.
    keywords: Vec<(Symbol, Value)>,
}

fn build_class(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let names = args.keywords.to_vec();
    let mut values = args.take_all();
    let named = values.split_off(values.len() - names.len());
    let bases = values.split_off(2.min(values.len()));
    let (body, name) = match &values[..] {
        [Value::Function(body), name] if name.as_str().is_some() => (body.clone(), name.clone()),
        _ => return Err(type_error("__build_class__: func must be a function")),
    };
    let keywords = names.into_iter().zip(named).collect();
    let vm = vm.clone();
    Flow::future(async move { run_class_statement(&vm, body, name, bases, keywords).await })
}

async fn run_class_statement(
    vm: &Rc<Vm>,
    body: Rc<Function>,
    name: Value,
    original_bases: Vec<Value>,
    mut keywords: Vec<(Symbol, Value)>,
) -> PyResult {
    let bases = resolve_bases(vm, &original_bases).await?;
    let replaced = bases.len() != original_bases.len()
        || bases
            .iter()
            .zip(&original_bases)
            .any(|(new, old)| !new.is(old));
    let given = keywords
        .iter()
        .position(|(name, _)| *name == Symbol::METACLASS);
    let given = given.map(|at| keywords.remove(at).1);
    let metaclass = match given {
        Some(Value::Class(class)) => Value::Class(best_metaclass(vm, &class, &bases)?),
        Some(other) => other,
        None => {
            let first = bases
                .first()
                .map_or(vm.types.type_.clone(), |base| vm.class_of(base));
            Value::Class(best_metaclass(vm, &first, &bases)?)
        }
    };
    let names: Vec<Symbol> = keywords.iter().map(|(name, _)| *name).collect();
    let values = keywords.iter().map(|(_, value)| value.clone());
    let with_keywords = |first: Vec<Value>| first.into_iter().chain(values.clone()).collect();

    let namespace = Rc::new(RefCell::new(Namespace::default()));
    let bases_tuple = Value::tuple(bases.clone());
    let is_type =
        |value: &Value| matches!(value, Value::Class(class) if Rc::ptr_eq(class, &vm.types.type_));
    let mut prepared = None;
    if !is_type(&metaclass)
        && let Some(prepare) = vm.find_attribute(&metaclass, Symbol::PREPARE).await?
    {
        let args = with_keywords(vec![name.clone(), bases_tuple.clone()]);
        let made = vm.call_with(prepare, args, names.clone()).await?;
        let Value::Dict(dict) = made.base() else {
            return Err(type_error(format!(
                "{}.__prepare__() must return a mapping, not {}",
                metaclass_name(vm, &metaclass),
                vm.type_name(&made)
            )));
        };
        for (key, value) in dict.entries() {
            if let Some(key) = key.as_str() {
                namespace.borrow_mut().set(Symbol::new(key), value);
            }
        }
        prepared = Some(made);
    }
    let cell = vm.run_class_body(body, namespace.clone()).await?;
    let mut namespace = namespace.take();
    if !cell.is_none() {
        namespace.set(Symbol::CLASSCELL, cell);
    }
    if replaced {
        namespace.set(Symbol::new("__orig_bases__"), Value::tuple(original_bases));
    }
    if is_type(&metaclass) {
        let definition = Definition {
            metaclass: vm.types.type_.clone(),
            name: Symbol::new(name.as_str().unwrap_or_default()),
            bases: bases_of(&bases)?,
            namespace,
            keywords,
        };
        return make_class(vm, definition).await;
    }
    let dict = fill_prepared(prepared, &namespace);
    let args = with_keywords(vec![name, bases_tuple, dict]);
    vm.call_with(metaclass, args, names).await
}

/// The namespace as the metaclass gets it: what it prepared, or a new dict.
fn fill_prepared(prepared: Option<Value>, namespace: &Namespace) -> Value {
    let prepared = prepared.unwrap_or_else(|| Value::Dict(Rc::default()));
    if let Value::Dict(dict) = prepared.base() {
        dict.clear();
        for (name, value) in namespace.iter() {
            dict.set_str(&name.text(), value.clone());
        }
    }
    prepared
}

/// The bases with those that are no classes replaced by what their `__mro_entries__` gives.
async fn resolve_bases(vm: &Rc<Vm>, bases: &[Value]) -> PyResult<Vec<Value>> {
    let mut resolved = Vec::with_capacity(bases.len());
    for base in bases {
        if matches!(base, Value::Class(_)) {
            resolved.push(base.clone());
            continue;
        }
        let Some(entries) = vm.find_attribute(base, Symbol::MRO_ENTRIES).await? else {
            resolved.push(base.clone());
            continue;
        };
        match vm.call(entries, vec![Value::tuple(bases.to_vec())]).await? {
            Value::Tuple(entries) => resolved.extend(entries.iter().cloned()),
            _ => return Err(type_error("__mro_entries__ must return a tuple")),
        }
    }
    Ok(resolved)
}

/// The most derived of a metaclass and those of the bases.
fn best_metaclass(vm: &Vm, metaclass: &Rc<Class>, bases: &[Value]) -> PyResult<Rc<Class>> {
    let mut best = metaclass.clone();
    for base in bases {
        let other = vm.class_of(base);
        if best.is_subclass_of(&other) {
            continue;
        }
        if !other.is_subclass_of(&best) {
            return Err(type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        best = other;
    }
    Ok(best)
}

fn metaclass_name(vm: &Vm, metaclass: &Value) -> String {
    match metaclass {
        Value::Class(class) => class.name.get().to_string(),
        _ => vm.type_name(metaclass).to_string(),
    }
}

fn bases_of(bases: &[Value]) -> PyResult<Vec<Rc<Class>>> {
    bases
        .iter()
        .map(|base| match base {
            Value::Class(class) => Ok(class.clone()),
            _ => Err(type_error("bases must be types")),
        })
        .collect()
}

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`
pub fn type_new(vm: &Rc<Vm>, mut args: Args<'_>) -> PyResult<Flow> {
    let names = args.keywords.to_vec();
    let mut values = args.take_all();
    let named = values.split_off(values.len() - names.len());
    let metaclass = match values.first() {
        Some(Value::Class(class)) if class.is_subclass_of(&vm.types.type_) => class.clone(),
        _ => return Err(type_error("type.__new__(X): X is not a type object")),
    };
    if values.len() != 4 {
        return Err(type_error(format!(
            "type.__new__() takes exactly 3 arguments ({} given)",
            values.len() - 1
        )));
    }
    let wrong = |at: usize, wanted: &str| {
        let given = vm.type_name(&values[at]);
        type_error(format!(
            "type.__new__() argument {at} must be {wanted}, not {given}"
        ))
    };
    let name = Symbol::new(values[1].as_str().ok_or_else(|| wrong(1, "str"))?);
    let Value::Tuple(bases) = values[2].base() else {
        return Err(wrong(2, "tuple"));
    };
    let Value::Dict(dict) = values[3].base() else {
        return Err(wrong(3, "dict"));
    };
    let metaclass = best_metaclass(vm, &metaclass, bases)?;
    let mut namespace = Namespace::default();
    for (key, value) in dict.entries() {
        if let Some(key) = key.as_str() {
            namespace.set(Symbol::new(key), value);
        }
    }
    let definition = Definition {
        metaclass,
        name,
        bases: bases_of(bases)?,
        namespace,
        keywords: names.into_iter().zip(named).collect(),
    };
    let vm = vm.clone();
    Flow::future(async move { make_class(&vm, definition).await })
}

async fn make_class(vm: &Rc<Vm>, definition: Definition) -> PyResult {
    let Definition {
        metaclass,
        name,
        mut bases,
        mut namespace,
        keywords,
    } = definition;
    if bases.is_empty() {
        bases.push(vm.types.object.clone());
    }
    let layout = layout_of(&bases)?;
    let exception = bases.iter().find_map(|base| base.exception);
    let slots = match namespace.get(Symbol::SLOTS).cloned() {
        Some(slots) => Some(slot_names(vm, name, &slots, &namespace).await?),
        None => None,
    };
    let cell = namespace.remove(Symbol::CLASSCELL);
    let qualname = match namespace.remove(Symbol::QUALNAME) {
        Some(value) => match value.as_str() {
            Some(text) => Symbol::new(text),
            None => {
                return Err(type_error(format!(
                    "type __qualname__ must be a str, not {}",
                    vm.type_name(&value)
                )));
            }
        },
        None => name,
    };
    let module = namespace
        .get(Symbol::MODULE)
        .and_then(Value::as_str)
        .map_or(Symbol::MAIN, Symbol::new);
    complete(&mut namespace, module);
    let attributes: Vec<(Symbol, Value)> = namespace
        .iter()
        .map(|(name, value)| (name, value.clone()))
        .collect();
    let is_type = Rc::ptr_eq(&metaclass, &vm.types.type_);
    let class = Class::new(ClassParts {
        name,
        qualname,
        module,
        bases,
        metaclass: (!is_type).then_some(metaclass),
        names: namespace,
        layout,
        exception,
        is_heap: true,
    })?;
    *class.slots.borrow_mut() = slots;
    let value = Value::Class(class.clone());
    if let Some(Value::Cell(cell)) = cell {
        cell.set(value.clone());
    }
    for (attribute, held) in attributes {
        tell_name(vm, &class, attribute, &held).await?;
    }
    tell_bases(vm, &class, keywords).await?;
    Ok(value)
}

/// What every class's table has, whether its body says so or not.
fn complete(namespace: &mut Namespace, module: Symbol) {
    if namespace.get(Symbol::MODULE).is_none() {
        namespace.set(Symbol::MODULE, Value::str(&module.text()));
    }
    if namespace.get(Symbol::DOC).is_none() {
        namespace.set(Symbol::DOC, Value::None);
    }
    if namespace.get(Symbol::EQ).is_some() && namespace.get(Symbol::HASH).is_none() {
        namespace.set(Symbol::HASH, Value::None);
    }
    if let Some(new @ Value::Function(_)) = namespace.get(Symbol::NEW).cloned() {
        namespace.set(
            Symbol::NEW,
            Value::Descriptor(Rc::new(Descriptor::StaticMethod(new.into()))),
        );
    }
    for name in [Symbol::INIT_SUBCLASS, Symbol::CLASS_GETITEM] {
        if let Some(function @ Value::Function(_)) = namespace.get(name).cloned() {
            namespace.set(
                name,
                Value::Descriptor(Rc::new(Descriptor::ClassMethod(function.into()))),
            );
        }
    }
}

/// The layout of the most special base. `TypeError` where a base cannot be derived from, or two are special in ways that do
/// not go together.
fn layout_of(bases: &[Rc<Class>]) -> PyResult<Layout> {
    let mut solid: Option<Rc<Class>> = None;
    let mut layout = Layout::Object;
    for base in bases {
        if !base.is_heap && FINAL.contains(&&*base.name.get().text()) {
            return Err(type_error(format!(
                "type '{}' is not an acceptable base type",
                base.name.get()
            )));
        }
        let Some(own) = base.solid_base() else {
            continue;
        };
        // All exceptions carry the same data.
        let fits = match &solid {
            None => true,
            Some(_) if layout == Layout::Exception => base.layout == Layout::Exception,
            Some(solid) => own.is_subclass_of(solid) || solid.is_subclass_of(&own),
        };
        if !fits {
            return Err(type_error("multiple bases have instance lay-out conflict"));
        }
        if solid.as_ref().is_none_or(|solid| own.is_subclass_of(solid)) {
            solid = Some(own);
            layout = base.layout;
        }
    }
    Ok(layout)
}

async fn slot_names(
    vm: &Rc<Vm>,
    class: Symbol,
    slots: &Value,
    namespace: &Namespace,
) -> PyResult<Vec<Symbol>> {
    let names = match slots.as_str() {
        Some(_) => vec![slots.clone()],
        None => vm.collect(slots).await?,
    };
    let mut symbols = Vec::with_capacity(names.len());
    for name in names {
        let Some(text) = name.as_str() else {
            return Err(type_error(format!(
                "__slots__ items must be strings, not '{}'",
                vm.type_name(&name)
            )));
        };
        let symbol = mangled(&class.text(), text);
        if namespace.get(symbol).is_some() {
            return Err(value_error(format!(
                "'{text}' in __slots__ conflicts with class variable"
            )));
        }
        symbols.push(symbol);
    }
    Ok(symbols)
}

/// A private name as it is called outside its class.
fn mangled(class: &str, name: &str) -> Symbol {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || class.is_empty() {
        return Symbol::new(name);
    }
    Symbol::new(&format!("_{class}{name}"))
}

/// Calls the `__set_name__` of an attribute's value.
async fn tell_name(vm: &Rc<Vm>, class: &Rc<Class>, name: Symbol, value: &Value) -> PyResult<()> {
    if let Value::Descriptor(descriptor) = value.base()
        && let Descriptor::Property { name: own, .. } = &**descriptor
    {
        own.set(name);
    }
    match value {
        Value::Instance(_) => {
            let args = vec![Value::Class(class.clone()), Value::str(&name.text())];
            match vm.call_special(value, Symbol::SET_NAME, args).await {
                Ok(_) => Ok(()),
                Err(error) => Err(with_note(vm, error, class, name, value)),
            }
        }
        _ => Ok(()),
    }
}

fn with_note(vm: &Vm, error: PyError, class: &Class, name: Symbol, value: &Value) -> PyError {
    let exception = vm.exception_object(error);
    let note = format!(
        "Error calling __set_name__ on '{}' instance '{name}' in '{}'",
        vm.type_name(value),
        class.name.get()
    );
    add_note(&exception, Value::string(note));
    PyError::again(exception)
}

/// `exception.add_note(note)`; false where its `__notes__` is no list.
pub fn add_note(exception: &Instance, note: Value) -> bool {
    match exception.attribute(Symbol::NOTES) {
        Some(Value::List(notes)) => notes.push(note),
        Some(_) => return false,
        None => exception.set_attribute(Symbol::NOTES, Value::list(vec![note])),
    }
    true
}

/// `super(class, class).__init_subclass__(**keywords)`
async fn tell_bases(
    vm: &Rc<Vm>,
    class: &Rc<Class>,
    keywords: Vec<(Symbol, Value)>,
) -> PyResult<()> {
    let Some(found) = class.lookup_after(class, Symbol::INIT_SUBCLASS) else {
        return Ok(());
    };
    if keywords.is_empty() && operators::is_objects(vm, &found, Symbol::INIT_SUBCLASS) {
        return Ok(());
    }
    let function = match &found {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::ClassMethod(function) => function.get(),
            _ => found.clone(),
        },
        _ => found.clone(),
    };
    let (names, values): (Vec<Symbol>, Vec<Value>) = keywords.into_iter().unzip();
    let mut args = vec![Value::Class(class.clone())];
    args.extend(values);
    let flow = call_named(vm, function, args, &names)?;
    vm.finish(flow).await.map(drop)
}
