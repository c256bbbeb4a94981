//! Iterators over built-in containers: those whose next item never needs Python code.
//!
//! Iterators that may call Python code (`map`, `filter`, `zip` over generators …) are native objects with a `__next__` that
//! can be suspended; see `builtins`.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::object::error::runtime_error;
use crate::python::object::{
    Class, Dict, Flow, List, NativeObject, PyResult, Set, Str, Tuple, Value,
};
use crate::python::vm::Vm;

/// An iterator of a built-in type.
pub struct Iter {
    pub source: IterSource,
    /// How many items it has given. [`Iter::FINISHED`] once it has ended, for good.
    pub index: Cell<usize>,
}

pub enum IterSource {
    /// Grows and shrinks with the list.
    List(Rc<List>),
    /// From what was the end when it began, to the start.
    ListReversed {
        list: Rc<List>,
        length: usize,
    },
    Tuple(Rc<Tuple>),
    Str {
        text: Rc<Str>,
        offset: Cell<usize>,
    },
    Bytes(Rc<Vec<u8>>),
    ByteArray(Rc<RefCell<Vec<u8>>>),
    Range {
        start: i64,
        step: i64,
        length: usize,
    },
    Dict {
        dict: Rc<Dict>,
        items: DictItems,
        length: usize,
    },
    DictReversed {
        dict: Rc<Dict>,
        items: DictItems,
        length: usize,
    },
    /// The order was fixed when the iteration began.
    Set {
        set: Rc<Set>,
        items: Vec<Value>,
    },
    /// Items worked out beforehand, under the type name that Python shows.
    Values {
        type_name: &'static str,
        items: Vec<Value>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictItems {
    Keys,
    Values,
    Items,
}

impl Iter {
    pub const FINISHED: usize = usize::MAX;

    /// An iterator at its beginning, as the value that it is only ever used as.
    #[expect(clippy::new_ret_no_self)]
    pub fn new(source: IterSource) -> Value {
        Value::Iter(Rc::new(Iter {
            source,
            index: Cell::new(0),
        }))
    }

    pub fn over(type_name: &'static str, items: Vec<Value>) -> Value {
        Iter::new(IterSource::Values { type_name, items })
    }

    /// The next item of a range; `None` at its end, and for other iterators.
    pub fn next_in_range(&self) -> Option<i64> {
        let index = self.index.get();
        match self.source {
            IterSource::Range {
                start,
                step,
                length,
            } if index < length => {
                self.index.set(index + 1);
                Some(start.wrapping_add(step.wrapping_mul(index as i64)))
            }
            _ => None,
        }
    }

    /// The next item; `None` at the end, and ever after.
    pub fn next(&self) -> PyResult<Option<Value>> {
        let index = self.index.get();
        if index == Iter::FINISHED {
            return Ok(None);
        }
        let item = match &self.source {
            IterSource::List(list) => list.items.borrow().get(index).cloned(),
            IterSource::ListReversed { list, length } => length
                .checked_sub(index + 1)
                .and_then(|at| list.items.borrow().get(at).cloned()),
            IterSource::Tuple(tuple) => tuple.get(index).cloned(),
            IterSource::Str { text, offset } => {
                text.as_str()[offset.get()..].chars().next().map(|next| {
                    offset.set(offset.get() + next.len_utf8());
                    Value::str(next.encode_utf8(&mut [0; 4]))
                })
            }
            IterSource::Bytes(bytes) => bytes.get(index).map(|&byte| Value::Int(byte as i64)),
            IterSource::ByteArray(bytes) => bytes
                .borrow()
                .get(index)
                .map(|&byte| Value::Int(byte as i64)),
            IterSource::Range { .. } => return Ok(self.next_in_range().map(Value::Int)),
            IterSource::Dict {
                dict,
                items,
                length,
            } => {
                if dict.len() != *length {
                    self.index.set(Iter::FINISHED);
                    return Err(runtime_error("dictionary changed size during iteration"));
                }
                return Ok(self.dict_item(dict, *items, index));
            }
            IterSource::DictReversed {
                dict,
                items,
                length,
            } => {
                if dict.len() != *length {
                    self.index.set(Iter::FINISHED);
                    return Err(runtime_error("dictionary changed size during iteration"));
                }
                let found = dict.entry_before(dict.slots().saturating_sub(index));
                match found {
                    Some((slot, key, value)) => {
                        self.index.set(dict.slots() - slot);
                        return Ok(Some(items.pick(key, value)));
                    }
                    None => None,
                }
            }
            IterSource::Set { set, items } => {
                if set.len() != items.len() {
                    self.index.set(Iter::FINISHED);
                    return Err(runtime_error("Set changed size during iteration"));
                }
                items.get(index).cloned()
            }
            IterSource::Values { items, .. } => items.get(index).cloned(),
        };
        self.index.set(if item.is_some() {
            index + 1
        } else {
            Iter::FINISHED
        });
        Ok(item)
    }

    /// How many items are to come, as far as it can tell.
    pub fn remaining(&self) -> usize {
        let given = self.index.get();
        if given == Iter::FINISHED {
            return 0;
        }
        let total = match &self.source {
            IterSource::List(list) => list.len(),
            IterSource::ListReversed { length, .. } => *length,
            IterSource::Tuple(tuple) => tuple.len(),
            IterSource::Str { text, .. } => text.char_count(),
            IterSource::Bytes(bytes) => bytes.len(),
            IterSource::ByteArray(bytes) => bytes.borrow().len(),
            IterSource::Range { length, .. } => *length,
            // These count slots, of which some may be empty.
            IterSource::Dict { dict, .. } => {
                let mut next = given;
                let mut remaining = 0;
                while let Some((slot, ..)) = dict.entry_from(next) {
                    next = slot + 1;
                    remaining += 1;
                }
                return remaining;
            }
            IterSource::DictReversed { length, .. } => *length,
            IterSource::Set { items, .. } | IterSource::Values { items, .. } => items.len(),
        };
        total.saturating_sub(given)
    }

    fn dict_item(&self, dict: &Dict, items: DictItems, index: usize) -> Option<Value> {
        match dict.entry_from(index) {
            Some((slot, key, value)) => {
                self.index.set(slot + 1);
                Some(items.pick(key, value))
            }
            None => {
                self.index.set(Iter::FINISHED);
                None
            }
        }
    }

    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        match &self.source {
            IterSource::List(_) => "list_iterator",
            IterSource::ListReversed { .. } => "list_reverseiterator",
            IterSource::Tuple(_) => "tuple_iterator",
            IterSource::Str { text, .. } if text.is_ascii() => "str_ascii_iterator",
            IterSource::Str { .. } => "str_iterator",
            IterSource::Bytes(_) => "bytes_iterator",
            IterSource::ByteArray(_) => "bytearray_iterator",
            IterSource::Range { .. } => "range_iterator",
            IterSource::Dict { items, .. } => match items {
                DictItems::Keys => "dict_keyiterator",
                DictItems::Values => "dict_valueiterator",
                DictItems::Items => "dict_itemiterator",
            },
            IterSource::DictReversed { items, .. } => match items {
                DictItems::Keys => "dict_reversekeyiterator",
                DictItems::Values => "dict_reversevalueiterator",
                DictItems::Items => "dict_reverseitemiterator",
            },
            IterSource::Set { .. } => "set_iterator",
            IterSource::Values { type_name, .. } => type_name,
        }
    }
}

impl DictItems {
    pub fn pick(self, key: Value, value: Value) -> Value {
        match self {
            DictItems::Keys => key,
            DictItems::Values => value,
            DictItems::Items => Value::tuple(vec![key, value]),
        }
    }
}

/// An iterator whose next item may need Python code: `map`, `zip`, those of `itertools`.
pub trait Lazy {
    /// The next item; `Unbound` at the end.
    fn next(self: Rc<Self>, vm: &Rc<Vm>) -> PyResult<Flow>;

    /// Gives every value to [`finalize::discard`](crate::python::object::finalize::discard).
    fn clear(&self);
}

/// The object of such an iterator.
pub struct LazyIter {
    pub source: Rc<dyn Lazy>,
}

impl LazyIter {
    /// The object of a class of such iterators.
    #[expect(clippy::new_ret_no_self)]
    pub fn new(class: &Rc<Class>, source: impl Lazy + 'static) -> Value {
        Value::native(
            class,
            LazyIter {
                source: Rc::new(source),
            },
        )
    }
}

impl Drop for LazyIter {
    /// Iterators over iterators can nest deeper than Rust's stack.
    fn drop(&mut self) {
        if Rc::strong_count(&self.source) == 1 {
            self.source.clear();
        }
    }
}

impl NativeObject for LazyIter {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clear(&self) {
        self.source.clear();
    }
}
