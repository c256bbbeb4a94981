//! `object.name`: descriptors, instances, classes, modules, `super`.
//!
//! Reading asks in this order: a data descriptor on the class, the object's own attributes, anything else on the class, and
//! last `__getattr__`. An attribute that is not there is `Ok(None)` until somebody needs the error.

use std::rc::Rc;

use crate::python::object::error::{attribute_error, type_error};
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{
    BoundMethod, Class, Descriptor, ExceptionKind, Flow, Function, Instance, Module, NativeDef,
    PyError, PyResult, Value,
};
use crate::python::operators::special::{call_now, call_special, run_native};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// `object.name`; `AttributeError` where there is none.
pub fn get_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Flow> {
    if let Value::Instance(instance) = object
        && let Some(value) = own_attribute(instance, name)
    {
        return Ok(value.into());
    }
    match find_attribute(vm, object, name)? {
        Some(flow) => Ok(flow),
        None => Err(missing(vm, object, name)),
    }
}

/// `object.name`, or `None` where it is known at once that there is none. Code of the program that the flow stands for may
/// still raise `AttributeError`.
pub fn find_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Option<Flow>> {
    let class = match object {
        Value::Instance(instance) => instance.class(),
        Value::Class(class) => match &class.metaclass {
            Some(metaclass) => metaclass.clone(),
            None => return find(vm, object, name),
        },
        _ => return find(vm, object, name),
    };
    let found = if class.has_getattribute() {
        let text = Value::str(&name.text());
        call_special(vm, object, Symbol::GETATTRIBUTE, &[text])
    } else {
        find(vm, object, name)
    };
    if !class.has_getattr() {
        return found;
    }
    let text = Value::str(&name.text());
    match found {
        Ok(Some(Flow::Value(value))) => Ok(Some(Flow::Value(value))),
        Ok(Some(flow)) => {
            let (vm, object) = (vm.clone(), object.clone());
            Flow::future(async move {
                match vm.finish(flow).await {
                    Err(error) if error.is(ExceptionKind::AttributeError) => {
                        match call_special(&vm, &object, Symbol::GETATTR, &[text])? {
                            Some(flow) => vm.finish(flow).await,
                            None => Err(error),
                        }
                    }
                    result => result,
                }
            })
            .map(Some)
        }
        Ok(None) => call_special(vm, object, Symbol::GETATTR, &[text]),
        Err(error) if error.is(ExceptionKind::AttributeError) => {
            call_special(vm, object, Symbol::GETATTR, &[text])
        }
        Err(error) => Err(error),
    }
}

/// The attribute as `object.__getattribute__` finds it, past methods of the program that could have a say.
pub fn find(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Option<Flow>> {
    match object {
        Value::Instance(instance) => find_on_instance(vm, object, instance, name),
        Value::Class(class) => find_on_class(vm, object, class, name),
        Value::Module(module) => find_on_module(vm, object, module, name),
        Value::Function(function) => find_on_function(vm, object, function, name),
        Value::Method(method) => match found_on_type(vm, object, name)? {
            Some(flow) => Ok(Some(flow)),
            None => find(vm, &method.function, name),
        },
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Super {
                class,
                object: receiver,
                object_class,
            } if name != Symbol::CLASS => {
                match find_after(vm, class, receiver, object_class, name)? {
                    Some(flow) => Ok(Some(flow)),
                    None => found_on_type(vm, object, name),
                }
            }
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => {
                match found_on_type(vm, object, name)? {
                    Some(flow) => Ok(Some(flow)),
                    None => find(vm, &function.get(), name),
                }
            }
            _ => found_on_type(vm, object, name),
        },
        _ => found_on_type(vm, object, name),
    }
}

/// The function that `object.name(…)` calls with the object as its first argument, found without making a bound method.
/// `None` where the attribute is anything else: then [`get_attribute`] decides.
pub fn load_method(vm: &Rc<Vm>, object: &Value, name: Symbol) -> Option<Value> {
    let found = match object {
        Value::Instance(instance) => {
            let class = instance.class_ref();
            if class.has_getattribute() {
                return None;
            }
            let found = class.lookup(name)?;
            if !is_method(&found) || instance.attribute(name).is_some() {
                return None;
            }
            found
        }
        Value::Class(_)
        | Value::Module(_)
        | Value::Function(_)
        | Value::Method(_)
        | Value::Descriptor(_) => return None,
        _ => vm.class_of(object).lookup(name)?,
    };
    is_method(&found).then_some(found)
}

/// `object.name = value`
pub fn set_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol, value: Value) -> PyResult<Flow> {
    if let Value::Instance(instance) = object {
        let class = instance.class_ref();
        if class.has_dict() && !class.has_setattr() && class.lookup(name).is_none() {
            drop(class);
            instance.set_attribute(name, value);
            return Ok(Value::None.into());
        }
    }
    if has_own_way_of_setting(object) {
        let args = [Value::str(&name.text()), value];
        return match call_special(vm, object, Symbol::SETATTR, &args)? {
            Some(flow) => Ok(flow),
            None => Err(missing(vm, object, name)),
        };
    }
    change(vm, object, name, Some(value))
}

/// `del object.name`
pub fn delete_attribute(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Flow> {
    if has_own_way_of_setting(object) {
        let args = [Value::str(&name.text())];
        return match call_special(vm, object, Symbol::DELATTR, &args)? {
            Some(flow) => Ok(flow),
            None => Err(missing(vm, object, name)),
        };
    }
    change(vm, object, name, None)
}

/// Sets an attribute, or deletes it (`None`), as `object.__setattr__` and `object.__delattr__` do.
pub fn change(vm: &Rc<Vm>, object: &Value, name: Symbol, value: Option<Value>) -> PyResult<Flow> {
    let class = vm.class_of(object);
    if let Value::Class(owner) = object
        && (!owner.is_heap || owner.sealed.get())
    {
        return Err(type_error(format!(
            "cannot set '{name}' attribute of immutable type '{}'",
            owner.shown_name()
        )));
    }
    let on_class = class.lookup(name);
    if let Some(descriptor) = &on_class
        && let Some(flow) = change_by_descriptor(vm, object, &class, descriptor, name, &value)?
    {
        return Ok(flow);
    }
    let changed = match (object, value) {
        (Value::Instance(instance), value) => {
            if !class.has_dict() && !stores_natively(instance) && !class.has_slot(name) {
                return Err(no_place(vm, object, name, on_class.is_some()));
            }
            match value {
                Some(value) => {
                    instance.set_attribute(name, value);
                    true
                }
                None => instance.delete_attribute(name).is_some(),
            }
        }
        (Value::Class(owner), Some(value)) => {
            owner.set(name, value);
            true
        }
        (Value::Class(owner), None) => owner.remove(name).is_some(),
        (Value::Module(module), Some(value)) => {
            module.set(name, value);
            true
        }
        (Value::Module(module), None) => {
            let old = module.names.borrow_mut().remove(name);
            old.is_some()
        }
        (Value::Function(function), Some(value)) => {
            function.own_attributes(vm).set_attribute(name, value);
            true
        }
        (Value::Function(function), None) => {
            let attributes = function.attributes.borrow().clone();
            attributes.is_some_and(|attributes| attributes.delete_attribute(name).is_some())
        }
        (_, Some(_)) => return Err(no_place(vm, object, name, on_class.is_some())),
        (_, None) if on_class.is_some() => return Err(no_place(vm, object, name, true)),
        (_, None) => false,
    };
    if changed {
        Ok(Value::None.into())
    } else {
        Err(missing(vm, object, name))
    }
}

/// The common case of reading: an attribute of the instance of which its class knows nothing.
fn own_attribute(instance: &Instance, name: Symbol) -> Option<Value> {
    let class = instance.class_ref();
    if class.has_getattribute() || class.lookup(name).is_some() {
        return None;
    }
    instance.attribute(name)
}

/// What an attribute of a class is when it is read off an instance.
pub fn bind(vm: &Rc<Vm>, found: Value, object: &Value) -> PyResult<Flow> {
    match &found {
        Value::Function(function) if function.is_builtin.get() => Ok(found.into()),
        Value::Function(_) => Ok(bound(found, object.clone())),
        Value::Native(def) => match def.kind {
            NativeKind::Method | NativeKind::CoroutineMethod => Ok(bound(found, object.clone())),
            NativeKind::ClassMethod => Ok(bound(found, Value::Class(vm.class_of(object)))),
            NativeKind::Getter => run_native(vm, def, &mut [object.clone()], &[]),
            _ => Ok(found.into()),
        },
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { get, name, .. } if get.get().is_none() => {
                Err(attribute_error(format!(
                    "property{} of '{}' object has no getter",
                    quoted(name.get()),
                    vm.type_name(object)
                )))
            }
            Descriptor::Property { get, .. } => call_now(vm, get.get(), vec![object.clone()]),
            Descriptor::ClassMethod(function) => {
                Ok(bound(function.get(), Value::Class(vm.class_of(object))))
            }
            Descriptor::StaticMethod(function) => Ok(function.get().into()),
            Descriptor::Super { .. } => Ok(found.into()),
        },
        Value::Instance(descriptor) => {
            if descriptor.class_ref().lookup(Symbol::GET).is_none() {
                return Ok(found.into());
            }
            let args = [object.clone(), Value::Class(vm.class_of(object))];
            call_get(vm, found, &args)
        }
        _ => Ok(found.into()),
    }
}

/// What an attribute of a class is when it is read off the class `owner`.
pub fn bind_to_class(vm: &Rc<Vm>, found: Value, owner: &Rc<Class>) -> PyResult<Flow> {
    match &found {
        Value::Native(def) if def.kind == NativeKind::ClassMethod => {
            Ok(bound(found, Value::Class(owner.clone())))
        }
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::ClassMethod(function) => {
                Ok(bound(function.get(), Value::Class(owner.clone())))
            }
            Descriptor::StaticMethod(function) => Ok(function.get().into()),
            _ => Ok(found.into()),
        },
        Value::Instance(descriptor) => {
            if descriptor.class_ref().lookup(Symbol::GET).is_none() {
                return Ok(found.into());
            }
            call_get(vm, found, &[Value::None, Value::Class(owner.clone())])
        }
        _ => Ok(found.into()),
    }
}

/// `(descriptor, object), *args`: binds the one to the other, and calls what that gives with the rest.
pub static BIND_AND_CALL: NativeDef = NativeDef::flow("__call__", 1, 1, |vm, mut args| {
    let keywords = args.keywords.to_vec();
    let mut given = args.take_all();
    let pair = given.remove(0);
    let Value::Tuple(pair) = &pair else {
        return Err(type_error("a descriptor and an object are expected"));
    };
    let found = bind(vm, pair[0].clone(), &pair[1])?;
    let vm = vm.clone();
    Flow::future(async move {
        let method = vm.finish(found).await?;
        vm.call_with(method, given, keywords).await
    })
})
.with(Signature::Any);

/// The `AttributeError` for an attribute that is not there.
pub fn missing(vm: &Vm, object: &Value, name: Symbol) -> PyError {
    let message = match object {
        Value::Class(class) => {
            format!(
                "type object '{}' has no attribute '{name}'",
                class.shown_name()
            )
        }
        Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
        _ => format!(
            "'{}' object has no attribute '{name}'",
            vm.type_name(object)
        ),
    };
    failed(vm, object, name, message)
}

/// An `AttributeError` that knows what it is about.
fn failed(vm: &Vm, object: &Value, name: Symbol, message: String) -> PyError {
    let exception = vm.new_exception(ExceptionKind::AttributeError, vec![Value::string(message)]);
    if let Some(data) = exception.exception() {
        data.set_field(Symbol::FIELD_NAME, Value::str(&name.text()));
        data.set_field(Symbol::FIELD_OBJ, object.clone());
    }
    PyError::object(exception)
}

fn no_place(vm: &Vm, object: &Value, name: Symbol, on_class: bool) -> PyError {
    let type_name = vm.type_name(object);
    let message = if on_class {
        format!("'{type_name}' object attribute '{name}' is read-only")
    } else {
        format!(
            "'{type_name}' object has no attribute '{name}' and no __dict__ for setting new attributes"
        )
    };
    failed(vm, object, name, message)
}

fn bound(function: Value, object: Value) -> Flow {
    Flow::Value(Value::Method(Rc::new(BoundMethod { function, object })))
}

fn quoted(name: Symbol) -> String {
    if name == Symbol::EMPTY {
        return String::new();
    }
    format!(" '{name}'")
}

fn call_get(vm: &Rc<Vm>, descriptor: Value, args: &[Value]) -> PyResult<Flow> {
    match call_special(vm, &descriptor, Symbol::GET, args)? {
        Some(flow) => Ok(flow),
        None => Ok(descriptor.into()),
    }
}

/// Whether calling it on an object passes the object first.
fn is_method(found: &Value) -> bool {
    match found {
        Value::Function(function) => !function.is_builtin.get(),
        Value::Native(def) => {
            matches!(def.kind, NativeKind::Method | NativeKind::CoroutineMethod)
        }
        _ => false,
    }
}

/// Goes before the object's own attributes.
fn is_data_descriptor(found: &Value) -> bool {
    match found {
        Value::Native(def) => def.kind == NativeKind::Getter,
        Value::Descriptor(descriptor) => matches!(**descriptor, Descriptor::Property { .. }),
        Value::Instance(instance) => {
            let class = instance.class_ref();
            class.lookup(Symbol::SET).is_some() || class.lookup(Symbol::DELETE).is_some()
        }
        _ => false,
    }
}

fn find_on_instance(
    vm: &Rc<Vm>,
    object: &Value,
    instance: &Instance,
    name: Symbol,
) -> PyResult<Option<Flow>> {
    let on_class = instance.class_ref().lookup(name);
    let Some(found) = on_class else {
        return Ok(instance.attribute(name).map(Flow::Value));
    };
    if (!is_data_descriptor(&found) || !says_what_it_is(&found))
        && let Some(own) = instance.attribute(name)
    {
        return Ok(Some(own.into()));
    }
    bind(vm, found, object).map(Some)
}

/// Whether a data descriptor has a say in what is read; one that only sets leaves that to the object.
fn says_what_it_is(descriptor: &Value) -> bool {
    match descriptor {
        Value::Instance(instance) => instance.class_ref().lookup(Symbol::GET).is_some(),
        _ => true,
    }
}

fn find_on_class(
    vm: &Rc<Vm>,
    object: &Value,
    class: &Rc<Class>,
    name: Symbol,
) -> PyResult<Option<Flow>> {
    let metaclass = class.metaclass.as_ref().unwrap_or(&vm.types.type_);
    let on_metaclass = metaclass.lookup(name);
    if let Some(found) = &on_metaclass
        && is_data_descriptor(found)
    {
        return bind(vm, found.clone(), object).map(Some);
    }
    match (class.lookup(name), on_metaclass) {
        (Some(found), _) => bind_to_class(vm, found, class).map(Some),
        (None, Some(found)) => bind(vm, found, object).map(Some),
        (None, None) => Ok(None),
    }
}

fn find_on_module(
    vm: &Rc<Vm>,
    object: &Value,
    module: &Module,
    name: Symbol,
) -> PyResult<Option<Flow>> {
    if let Some(value) = module.get(name) {
        return Ok(Some(value.into()));
    }
    if let Some(flow) = found_on_type(vm, object, name)? {
        return Ok(Some(flow));
    }
    match module.get(Symbol::GETATTR) {
        Some(function) => call_now(vm, function, vec![Value::str(&name.text())]).map(Some),
        None => Ok(None),
    }
}

fn find_on_function(
    vm: &Rc<Vm>,
    object: &Value,
    function: &Function,
    name: Symbol,
) -> PyResult<Option<Flow>> {
    let own = function
        .attributes
        .borrow()
        .as_ref()
        .and_then(|attributes| attributes.attribute(name));
    match own {
        Some(value) => Ok(Some(value.into())),
        // What knows functions of Python knows it, whatever class it says it has.
        None if function.is_builtin.get() && name != Symbol::CLASS => {
            let found = vm.types.function.lookup(name);
            found.map(|found| bind(vm, found, object)).transpose()
        }
        None => found_on_type(vm, object, name),
    }
}

/// `super().name`
fn find_after(
    vm: &Rc<Vm>,
    class: &Value,
    receiver: &Value,
    receiver_class: &Value,
    name: Symbol,
) -> PyResult<Option<Flow>> {
    let (Value::Class(class), Value::Class(order)) = (class, receiver_class) else {
        return Ok(None);
    };
    let Some(found) = order.lookup_after(class, name) else {
        return Ok(None);
    };
    // Of a class the attribute is wanted as the class has it: `super().__new__`, class methods.
    match receiver {
        Value::Class(owner) if Rc::ptr_eq(owner, order) => bind_to_class(vm, found, owner),
        _ => bind(vm, found, receiver),
    }
    .map(Some)
}

fn found_on_type(vm: &Rc<Vm>, object: &Value, name: Symbol) -> PyResult<Option<Flow>> {
    match vm.class_of(object).lookup(name) {
        Some(found) => bind(vm, found, object).map(Some),
        None => Ok(None),
    }
}

/// Whether a method of its class decides what setting an attribute means.
fn has_own_way_of_setting(object: &Value) -> bool {
    match object {
        Value::Instance(instance) => instance.class_ref().has_setattr(),
        Value::Class(class) => class
            .metaclass
            .as_ref()
            .is_some_and(|meta| meta.has_setattr()),
        _ => false,
    }
}

/// Objects of native classes have attributes beside their data, except plain `object()`.
fn stores_natively(instance: &Instance) -> bool {
    let class = instance.class_ref();
    !class.is_heap && class.name.get() != Symbol::OBJECT
}

/// Lets a data descriptor change the attribute; `None` where it is not one.
pub fn change_by_descriptor(
    vm: &Rc<Vm>,
    object: &Value,
    class: &Rc<Class>,
    descriptor: &Value,
    name: Symbol,
    value: &Option<Value>,
) -> PyResult<Option<Flow>> {
    let args = || std::iter::once(object.clone()).chain(value.clone());
    match descriptor {
        Value::Native(def) if def.kind == NativeKind::Getter => {
            match class.lookup(setter_name(def)) {
                Some(setter @ Value::Native(_)) => {
                    let value = value.clone().unwrap_or_default();
                    call_now(vm, setter, vec![object.clone(), value]).map(Some)
                }
                _ => Err(attribute_error(format!(
                    "attribute '{name}' of '{}' objects is not writable",
                    class.name.get()
                ))),
            }
        }
        Value::Descriptor(property) => {
            let Descriptor::Property {
                set, delete, name, ..
            } = &**property
            else {
                return Ok(None);
            };
            let (function, role) = match value {
                Some(_) => (set.get(), "setter"),
                None => (delete.get(), "deleter"),
            };
            if function.is_none() {
                return Err(attribute_error(format!(
                    "property{} of '{}' object has no {role}",
                    quoted(name.get()),
                    class.name.get()
                )));
            }
            call_now(vm, function, args().collect()).map(Some)
        }
        Value::Instance(instance) => {
            let method = if value.is_some() {
                Symbol::SET
            } else {
                Symbol::DELETE
            };
            if !is_data_descriptor(&Value::Instance(instance.clone())) {
                return Ok(None);
            }
            let args: Vec<Value> = args().collect();
            match call_special(vm, descriptor, method, &args)? {
                Some(flow) => Ok(Some(flow)),
                None => Err(attribute_error(method.to_string())),
            }
        }
        _ => Ok(None),
    }
}

/// Under which name a class's table holds the setter that belongs to a getter.
fn setter_name(getter: &NativeDef) -> Symbol {
    Symbol::new(&format!("{}=", getter.name))
}
