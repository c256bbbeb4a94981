//! Objects that only each other keep: what `gc.collect()` frees.
//!
//! Among the objects that can be looked into, the references to each are counted. One to which there are more than that is held
//! by something else (a variable, a frame, native data, a class), and with it all that it reaches. The rest is garbage. What
//! cannot be looked into only ever keeps more alive than it must.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::python::object::finalize::{self, LastWords};
use crate::python::object::{Descriptor, Value, heap, weak};

/// Objects, each held by one reference more.
#[derive(Default)]
struct Graph {
    nodes: Vec<Value>,
    places: FxHashMap<usize, usize>,
    /// How many references to each come from the others.
    inside: Vec<usize>,
}

impl Graph {
    /// The place of an object, new or known; `None` for one that is not looked into.
    fn place(&mut self, value: &Value) -> Option<usize> {
        references(value)?;
        let address = value.address()?;
        let next = self.nodes.len();
        let place = *self.places.entry(address).or_insert(next);
        if place == next {
            self.nodes.push(value.clone());
            self.inside.push(0);
        }
        Some(place)
    }
}

/// The garbage there is.
pub fn find() -> Vec<Value> {
    let mut graph = Graph::default();
    for value in heap::noted() {
        graph.place(&value);
    }
    let mut at = 0;
    while at < graph.nodes.len() {
        let node = graph.nodes[at].clone();
        look_into(&node, &mut |held| {
            if let Some(place) = graph.place(held) {
                graph.inside[place] += 1;
            }
        });
        at += 1;
    }
    let mut is_kept = vec![false; graph.nodes.len()];
    let mut to_visit = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        if references(node).unwrap_or(0) > graph.inside[at] + 1 {
            is_kept[at] = true;
            to_visit.push(at);
        }
    }
    while let Some(at) = to_visit.pop() {
        look_into(&graph.nodes[at], &mut |held| {
            let place = held
                .address()
                .and_then(|address| graph.places.get(&address));
            if let Some(&place) = place
                && references(held).is_some()
                && !is_kept[place]
            {
                is_kept[place] = true;
                to_visit.push(place);
            }
        });
    }
    let mut kept = is_kept.into_iter();
    graph.nodes.retain(|_| kept.next() == Some(false));
    graph.nodes
}

/// Lets garbage say its last words, before it is freed; false if there are none.
pub fn say_last_words(garbage: &[Value]) -> bool {
    let mut any = false;
    for value in garbage {
        if let Value::Instance(instance) = value {
            weak::gone(Rc::as_ptr(instance) as usize);
            if instance.has_last_words() {
                finalize::later(LastWords::Delete(instance.clone()));
                any = true;
            }
        }
    }
    any
}

/// Empties garbage, so that its reference counts free it.
pub fn free(garbage: Vec<Value>) {
    for value in &garbage {
        match value {
            Value::Instance(instance) => instance.clear(),
            Value::Cell(cell) => cell.set(Value::Unbound),
            Value::List(list) => finalize::discard(list.items.take()),
            Value::Dict(dict) => dict.clear(),
            Value::Set(set) => set.clear(),
            _ => {}
        }
    }
}

/// How many references there are to an object; `None` for one that is not looked into.
fn references(value: &Value) -> Option<usize> {
    Some(match value {
        Value::Instance(it) => Rc::strong_count(it),
        Value::Cell(it) => Rc::strong_count(it),
        Value::List(it) => Rc::strong_count(it),
        Value::Tuple(it) => Rc::strong_count(it),
        Value::Dict(it) => Rc::strong_count(it),
        Value::Set(it) | Value::FrozenSet(it) => Rc::strong_count(it),
        Value::Function(it) => Rc::strong_count(it),
        Value::Method(it) => Rc::strong_count(it),
        Value::Descriptor(it) => Rc::strong_count(it),
        _ => return None,
    })
}

/// Shows each reference that an object holds, once.
fn look_into(value: &Value, see: &mut dyn FnMut(&Value)) {
    match value {
        Value::Instance(instance) => instance.look_into(see),
        Value::Cell(cell) => see(&cell.get()),
        Value::List(list) => list.items.borrow().iter().for_each(see),
        Value::Tuple(items) => items.iter().for_each(see),
        Value::Dict(dict) => {
            for (key, value) in dict.entries() {
                see(&key);
                see(&value);
            }
        }
        Value::Set(set) | Value::FrozenSet(set) => set.items().iter().for_each(see),
        Value::Function(function) => {
            for cell in &function.closure {
                see(&Value::Cell(cell.clone()));
            }
            if let Some(defaults) = &*function.defaults.borrow() {
                see(&Value::Tuple(defaults.clone()));
            }
            for (_, default) in function.keyword_defaults.borrow().iter() {
                see(default);
            }
            if let Some(annotations) = &*function.annotations.borrow() {
                see(annotations);
            }
            if let Some(attributes) = &*function.attributes.borrow() {
                see(&Value::Instance(attributes.clone()));
            }
        }
        Value::Method(method) => {
            see(&method.function);
            see(&method.object);
        }
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property {
                get,
                set,
                delete,
                doc,
                ..
            } => [get, set, delete, doc]
                .into_iter()
                .for_each(|cell| see(&cell.get())),
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => {
                see(&function.get());
            }
            Descriptor::Super {
                class,
                object,
                object_class,
            } => [class, object, object_class].into_iter().for_each(see),
        },
        _ => {}
    }
}
