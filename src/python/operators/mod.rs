//! What Python's operators and protocols mean, type by type.
//!
//! Every function here gives a [`Flow`](crate::python::object::Flow): the value where no Python code is needed, which is the
//! rule for built-in types, else native code that the machine runs as a frame. They are called by the machine's instructions
//! and, through `vm::calls`, by native code.

mod arithmetic;
mod attributes;
mod building;
mod call;
mod comparison;
mod concatenation;
mod containers;
pub mod conversion;
mod dispatch;
mod exceptions;
pub mod groups;
mod iteration;
mod look;
pub mod lookup;
mod methods;
mod numeric;
mod patterns;
pub mod sequence;
pub mod set_algebra;
pub mod special;
mod text;
mod typing;

pub use arithmetic::{binary, in_place, unary};
pub use attributes::{
    BIND_AND_CALL, bind, bind_to_class, change, change_by_descriptor, delete_attribute, find,
    find_attribute, get_attribute, load_method, missing, set_attribute,
};
pub use building::{build_dict, build_set, cannot_spread, dict_update, set_add, set_update};
pub use call::{call, instantiate, instantiate_fast, is_objects, plain_instance};
pub use comparison::{compare, hash, truth};
pub use containers::{
    contains, delete_item, length, own_contains, own_delete_item, own_length, own_set_item,
    own_subscript, set_dict_item, set_item, subscript,
};
pub use conversion::index;
pub use dispatch::{Operation, perform};
pub use exceptions::{
    exception_matches, exception_of, split_group, star_result, traceback_of, undefined_name,
};
pub use iteration::{is_iterable, items_now, iterate, next, own_iterate, unpack, with_items};
pub use look::{full_name, home, qualified_name, without_object, wrong_receiver};
pub use methods::{install, power_modulo};
pub use numeric::{absolute, float_power, out_of_range};
pub use patterns::{
    MATCH_FLAGS, MATCH_MAPPING, MATCH_SEQUENCE, is_mapping, is_sequence, match_class, match_keys,
    match_rest,
};
pub use text::{METHODS as TEXT_METHODS, ascii, format, own_repr, repr, str};
pub use typing::{type_alias, type_variable};
