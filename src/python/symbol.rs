//! Names as small integers.
//!
//! Every attribute, global and keyword name is interned once, when it is compiled or first asked for, and compared as an
//! integer from then on. The table belongs to the host thread: it outlives sessions, and a name in it is never forgotten.
//! Knows nothing of objects.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use rustc_hash::FxHashMap;

/// An interned name. Two are equal exactly when their texts are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u32);

struct Interner {
    ids: FxHashMap<Rc<str>, u32>,
    texts: Vec<Rc<str>>,
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::new(Interner::with_known_names());
}

impl Interner {
    fn with_known_names() -> Interner {
        let mut interner = Interner {
            ids: FxHashMap::default(),
            texts: Vec::new(),
        };
        for text in KNOWN {
            interner.intern(text);
        }
        interner
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.texts.len() as u32;
        let text: Rc<str> = Rc::from(text);
        self.texts.push(text.clone());
        self.ids.insert(text, id);
        id
    }
}

impl Symbol {
    pub fn new(text: &str) -> Symbol {
        INTERNER.with(|interner| Symbol(interner.borrow_mut().intern(text)))
    }

    /// The symbol of a text that was interned before, if it was: an attribute that nobody ever named cannot exist.
    pub fn known(text: &str) -> Option<Symbol> {
        INTERNER.with(|interner| interner.borrow().ids.get(text).map(|&id| Symbol(id)))
    }

    pub fn text(self) -> Rc<str> {
        INTERNER.with(|interner| interner.borrow().texts[self.0 as usize].clone())
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.text())
    }
}

/// Gives each name that Rust code mentions a constant, and puts them into the table in the same order.
macro_rules! known_names {
    ($($constant:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($constant,)* }

        const KNOWN: &[&str] = &[$($text,)*];

        impl Symbol {
            $(pub const $constant: Symbol = Symbol(Index::$constant as u32);)*
        }
    };
}

known_names! {
    EMPTY = "",
    ABSTRACT_METHODS = "__abstractmethods__",
    ABS = "__abs__",
    ADD = "__add__",
    AENTER = "__aenter__",
    AEXIT = "__aexit__",
    AITER = "__aiter__",
    ALL = "__all__",
    AND = "__and__",
    ANEXT = "__anext__",
    ANNOTATE = "__annotate__",
    ANNOTATIONS = "__annotations__",
    AWAIT = "__await__",
    BASES = "__bases__",
    BOOL = "__bool__",
    BUILD_CLASS = "__build_class__",
    BYTES = "__bytes__",
    CALL = "__call__",
    CAUSE = "__cause__",
    CEIL = "__ceil__",
    CLASS = "__class__",
    CLASS_GETITEM = "__class_getitem__",
    CLASSCELL = "__classcell__",
    CODE = "__code__",
    COMPLEX = "__complex__",
    CONTAINS = "__contains__",
    CONTEXT = "__context__",
    DEFAULTS = "__defaults__",
    DEL = "__del__",
    DELATTR = "__delattr__",
    DELETE = "__delete__",
    DELITEM = "__delitem__",
    DICT = "__dict__",
    DIR = "__dir__",
    DIVMOD = "__divmod__",
    DOC = "__doc__",
    ENTER = "__enter__",
    EQ = "__eq__",
    EXIT = "__exit__",
    FILE = "__file__",
    FLOAT = "__float__",
    FLOOR = "__floor__",
    FLOORDIV = "__floordiv__",
    FORMAT = "__format__",
    GE = "__ge__",
    GET = "__get__",
    GETATTR = "__getattr__",
    GETATTRIBUTE = "__getattribute__",
    GETITEM = "__getitem__",
    GT = "__gt__",
    HASH = "__hash__",
    IADD = "__iadd__",
    IAND = "__iand__",
    IFLOORDIV = "__ifloordiv__",
    ILSHIFT = "__ilshift__",
    IMATMUL = "__imatmul__",
    IMOD = "__imod__",
    IMUL = "__imul__",
    INDEX = "__index__",
    INIT = "__init__",
    INIT_SUBCLASS = "__init_subclass__",
    INSTANCECHECK = "__instancecheck__",
    INT = "__int__",
    INVERT = "__invert__",
    IOR = "__ior__",
    IPOW = "__ipow__",
    IRSHIFT = "__irshift__",
    IS_ABSTRACT = "__isabstractmethod__",
    ISUB = "__isub__",
    ITER = "__iter__",
    ITRUEDIV = "__itruediv__",
    IXOR = "__ixor__",
    KWDEFAULTS = "__kwdefaults__",
    LE = "__le__",
    LEN = "__len__",
    LENGTH_HINT = "__length_hint__",
    LSHIFT = "__lshift__",
    LT = "__lt__",
    MAIN = "__main__",
    MATCH_ARGS = "__match_args__",
    MATMUL = "__matmul__",
    METACLASS = "metaclass",
    MISSING = "__missing__",
    MOD = "__mod__",
    MODULE = "__module__",
    MRO = "__mro__",
    MRO_ENTRIES = "__mro_entries__",
    MUL = "__mul__",
    NAME = "__name__",
    NE = "__ne__",
    NEG = "__neg__",
    NEW = "__new__",
    NEXT = "__next__",
    NOTES = "__notes__",
    OBJECT = "object",
    OR = "__or__",
    POS = "__pos__",
    POW = "__pow__",
    PREPARE = "__prepare__",
    QUALNAME = "__qualname__",
    RADD = "__radd__",
    RAND = "__rand__",
    RDIVMOD = "__rdivmod__",
    REPR = "__repr__",
    REVERSED = "__reversed__",
    RFLOORDIV = "__rfloordiv__",
    RLSHIFT = "__rlshift__",
    RMATMUL = "__rmatmul__",
    RMOD = "__rmod__",
    RMUL = "__rmul__",
    ROR = "__ror__",
    ROUND = "__round__",
    RPOW = "__rpow__",
    RRSHIFT = "__rrshift__",
    RSHIFT = "__rshift__",
    RSUB = "__rsub__",
    RTRUEDIV = "__rtruediv__",
    RXOR = "__rxor__",
    SELF = "self",
    SET = "__set__",
    SET_NAME = "__set_name__",
    SETATTR = "__setattr__",
    SETITEM = "__setitem__",
    SLOTS = "__slots__",
    STR = "__str__",
    SUB = "__sub__",
    SUBCLASSCHECK = "__subclasscheck__",
    SUBCLASSES = "__subclasses__",
    SUPER = "super",
    SUPPRESS_CONTEXT = "__suppress_context__",
    TRACEBACK = "__traceback__",
    TRUEDIV = "__truediv__",
    TRUNC = "__trunc__",
    TYPE_PARAMS = "__type_params__",
    WITH_TRACEBACK = "with_traceback",
    WRAPPED = "__wrapped__",
    XOR = "__xor__",
    CLOSE = "close",
    KEYS = "keys",
    SEND = "send",
    THROW = "throw",
    VALUE = "value",
    DERIVE = "derive",
    FLUSH = "flush",
    GET_METHOD = "get",
    STDOUT = "stdout",
    SYS = "sys",
    WRITE = "write",
    CREATE_TASK = "create_task",
    EVENT_LOOP = "_loop",
    EXCEPTIONS = "exceptions",
    FIELD_NAME = "name",
    FIELD_OBJ = "obj",
    NAME_FROM = "name_from",
    // What a report's suggestions are found by; no program can ask for this.
    SCOPE = "#scope",
    EXCEPTHOOK = "excepthook",
    ARGS = "args",
}
