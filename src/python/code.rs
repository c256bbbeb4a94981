//! Bytecode: what the compiler makes and the machine runs.
//!
//! A [`Code`] is one function body, class body or module: a flat array of small [`Op`]s over a stack of values, with its
//! constants, names and places in the source in tables beside it. Local variables are slots at the bottom of the frame's window;
//! a slot that an inner function captures holds a cell. Exceptions are handled by a table of ranges, so entering a `try`
//! costs nothing. Knows values only as constants; runs nothing.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::object::Value;
use crate::python::symbol::Symbol;

/// What calling (or running) a code object gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    Module,
    /// Runs with a namespace of its own and returns its `__class__` cell, or None where no method needs one.
    Class,
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
}

impl CodeKind {
    /// Whether calling it makes a generator, coroutine or asynchronous generator instead of running it.
    pub fn is_generator(self) -> bool {
        matches!(
            self,
            CodeKind::Generator | CodeKind::Coroutine | CodeKind::AsyncGenerator
        )
    }
}

/// The parameters of a function. They are its first local slots, in this order: positional-only, positional-or-keyword,
/// keyword-only, then `*args` and `**kwargs` where there are such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    pub positional_only: u16,
    /// All that can be given by position, the positional-only ones included.
    pub positional: u16,
    pub keyword_only: u16,
    pub varargs: bool,
    pub kwargs: bool,
}

impl Parameters {
    /// How many slots they fill.
    pub fn count(&self) -> usize {
        self.positional as usize
            + self.keyword_only as usize
            + self.varargs as usize
            + self.kwargs as usize
    }
}

/// Instructions `start..end` are covered by the handler at `target`. When one of them raises, the operand stack is cut to
/// `depth` values (above the local slots), the exception is pushed, and the machine goes on at `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandlerRange {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub depth: u32,
}

/// A global name as one code object uses it, and where the machine last found it in the module's table.
#[derive(Clone, Debug)]
pub struct GlobalRef {
    pub name: Symbol,
    pub slot: Cell<u32>,
}

/// An attribute at one place of the code, with the machine's cache of where it was found there.
#[derive(Clone, Debug)]
pub struct AttributeRef {
    pub name: Symbol,
}

/// What an instruction comes from: its 1-based line, and the bytes of the source that a traceback marks, none where both ends
/// are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub line: u32,
    pub start: u32,
    pub end: u32,
}

impl Place {
    /// A line without a mark.
    pub fn of_line(line: u32) -> Place {
        Place {
            line,
            ..Place::default()
        }
    }
}

#[derive(Debug)]
pub struct Code {
    pub kind: CodeKind,
    pub name: Symbol,
    pub qualname: Symbol,
    pub filename: Rc<str>,
    /// The program's, and not of a module of ours, whose filename is in angle brackets.
    pub is_own: bool,
    /// It stands for native code: it leaves no line in a traceback.
    pub is_hidden: bool,
    pub first_line: u32,
    pub parameters: Parameters,
    /// Names of the local slots; the parameters come first. Temporaries of the compiler have names that begin with `.`.
    pub locals: Box<[Symbol]>,
    /// Names of the captured variables. They stand in the slots after the locals, as cells that the call copies there
    /// from the function's closure.
    pub free: Box<[Symbol]>,
    /// The deepest that the operand stack gets, above locals and free variables.
    pub stack_size: u32,
    pub ops: Box<[Op]>,
    /// The place of each instruction.
    pub places: Box<[Place]>,
    /// Innermost range first: the first that covers an instruction is the one that counts.
    pub handlers: Box<[HandlerRange]>,
    pub constants: Box<[Value]>,
    /// Names that only class bodies and imports look up.
    pub names: Box<[Symbol]>,
    pub globals: Box<[GlobalRef]>,
    pub attributes: Box<[AttributeRef]>,
    /// Keyword names of the calls that have some.
    pub keywords: Box<[Box<[Symbol]>]>,
    pub docstring: Option<Rc<str>>,
}

impl Code {
    /// Whether code stands for native code: that of a module of ours whose name begins with `_`, or what CPython has in C.
    pub fn is_native(filename: &str, qualname: &str) -> bool {
        const NATIVE: [&str; 19] = [
            "array",
            "atexit",
            "binascii",
            "bisect",
            "cmath",
            "csv",
            "datetime",
            "decimal",
            "errno",
            "functools",
            "gc",
            "io",
            "itertools",
            "operator",
            "os",
            "struct",
            "sys",
            "time",
            "zlib",
        ];
        let module = filename
            .strip_prefix('<')
            .and_then(|name| name.strip_suffix('>'));
        module.is_some_and(|name| match name {
            "collections" => {
                qualname.starts_with("OrderedDict.") || qualname.starts_with("defaultdict.")
            }
            _ => name.starts_with('_') || NATIVE.contains(&name),
        })
    }

    /// How many values lie below the operand stack.
    pub fn slot_count(&self) -> usize {
        self.locals.len() + self.free.len()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum UnaryOp {
    Negative,
    Positive,
    Invert,
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// One instruction. In the stack pictures the top is on the right; `n` counts from 1 at the top where not said otherwise.
/// Jump targets are indices into [`Code::ops`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Does nothing; keeps a line for a statement without other code, such as `pass`.
    Nop,
    /// `→ constants[n]`
    Const(u32),
    Pop,
    /// Pushes a copy of the n-th value; `Copy(1)` doubles the top.
    Copy(u32),
    /// Exchanges the top with the n-th value; `Swap(2)` exchanges the upper two.
    Swap(u32),

    /// Raises `UnboundLocalError` for an empty slot, as do the next two.
    LoadLocal(u32),
    StoreLocal(u32),
    DeleteLocal(u32),
    /// Empties a slot, filled or not (the targets of an inlined comprehension when it is over).
    ClearLocal(u32),
    /// Wraps what the slot holds, or emptiness, into a new cell.
    MakeCell(u32),
    /// Pushes the cell itself, for the closure of an inner function.
    PushCell(u32),
    LoadCell(u32),
    StoreCell(u32),
    DeleteCell(u32),

    /// Index into [`Code::globals`]: the module's variable, else the built-in of that name, else `NameError`.
    LoadGlobal(u32),
    StoreGlobal(u32),
    DeleteGlobal(u32),
    /// Index into [`Code::globals`]: the class body's own name, else as [`Op::LoadGlobal`].
    LoadName(u32),
    StoreName(u32),
    DeleteName(u32),
    /// The class body's own name `names[name]`, else the cell in `slot`.
    LoadNameOrCell {
        name: u16,
        slot: u16,
    },

    /// `value → result`
    Unary(UnaryOp),
    /// `left right → result`
    Binary(BinaryOp),
    InPlace(BinaryOp),
    Compare(CompareOp),
    /// `left right → bool`; the flag inverts.
    Is(bool),
    /// `item container → bool`; the flag inverts.
    Contains(bool),

    /// `object → value`; index into [`Code::attributes`].
    LoadAttribute(u32),
    /// `value object →`
    StoreAttribute(u32),
    /// `object →`
    DeleteAttribute(u32),
    /// `object → function object`, or `attribute Unbound` where it is no method: what [`Op::CallMethod`] takes.
    LoadMethod(u32),
    /// `object key → value`
    Subscript,
    /// `value object key →`
    StoreSubscript,
    /// `object key →`
    DeleteSubscript,
    /// `start stop → slice` (2) or `start stop step → slice` (3)
    BuildSlice(u32),

    /// `callable arg1 … argn → result`
    Call(u32),
    /// `function self|Unbound arg1 … argn → result`
    CallMethod(u32),
    /// As [`Op::Call`]; the last of the `count` values are the keyword arguments, named by `keywords[names]`.
    CallKeywords {
        count: u16,
        names: u16,
    },
    CallMethodKeywords {
        count: u16,
        names: u16,
    },
    /// `callable list → result`, or `callable list dict → result` with the flag.
    CallUnpacked(bool),

    /// `value →`, leaves the frame
    Return,
    Jump(u32),
    /// `value →`
    JumpIfFalse(u32),
    JumpIfTrue(u32),
    /// Jumps and keeps the value, or goes on and drops it.
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),
    /// `value →`; jumps if it is None.
    JumpIfNone(u32),

    /// `iterable → iterator`
    GetIter,
    /// `iterator → iterator item`, or `iterator →` and jumps when it is exhausted.
    ForIter(u32),
    /// `iterable → asynchronous iterator`
    GetAsyncIter,
    /// `iterator → iterator awaitable`: calls `__anext__`.
    GetAsyncNext,
    /// A handler's first instruction. `iterator exception →` if it is `StopAsyncIteration`, else raises it again.
    EndAsyncFor,
    /// `awaitable → result`: suspends the coroutine until there is one.
    Await,
    /// `value → sent`: gives the value out and goes on when resumed.
    Yield,
    /// `iterable → result`
    YieldFrom,
    /// `→ result`: runs `constants[n]`, the coroutine code of a top-level statement that awaits, to its end on the loop.
    RunTopLevel(u32),

    BuildTuple(u32),
    BuildList(u32),
    BuildSet(u32),
    /// `key1 value1 … keyn valuen → dict`
    BuildDict(u32),
    /// `str1 … strn → str`
    BuildString(u32),
    /// `value →`; appends to the list that is the n-th value once the value is popped. So the next three.
    ListAppend(u32),
    ListExtend(u32),
    SetAdd(u32),
    SetUpdate(u32),
    /// `key value →`
    DictAdd(u32),
    /// `mapping →`; later keys win.
    DictUpdate(u32),
    /// `mapping →`; a key that is there already raises `TypeError` (`**kwargs` of a call). The callable, for the message,
    /// lies two below the dict.
    DictMerge(u32),
    ListToTuple,
    /// `iterable → itemn … item1`: the first item is on top.
    UnpackSequence(u32),
    /// As above with `before` items, the list of the rest, then `after` items.
    UnpackStarred {
        before: u16,
        after: u16,
    },
    /// `value → str`, or `value spec → str` with `spec`.
    FormatValue {
        conversion: Conversion,
        spec: bool,
    },

    /// `→ module`: the module `names[name]`; with `top` the package before the first dot, which `import a.b` binds.
    Import {
        name: u16,
        top: bool,
    },
    /// `module → module value`; index into [`Code::names`].
    ImportFrom(u32),
    /// `module →`: all its public names become globals.
    ImportStar,

    /// `[defaults tuple] [keyword defaults dict] [annotations function] cell1 … celln → function`, with as many cells as
    /// the code `constants[code]` has free variables. Flags: [`function_flags`].
    MakeFunction {
        code: u16,
        flags: u8,
    },
    /// `→ __build_class__`, which is then called with the body, the name, the bases and the keywords.
    LoadBuildClass,
    /// `→ type variable` with the name `constants[n]`.
    MakeTypeVariable(u32),
    /// `function → alias`: a lazy `type X = …` with the name `constants[n]`.
    MakeTypeAlias(u32),
    LoadAssertionError,

    /// `exception → previous exception`: it is the one being handled from here on. `previous` is None where there is none.
    PushHandled,
    /// `previous →`: the one before is being handled again.
    PopHandled,
    /// `exception class → exception bool`
    ExceptionMatches,
    /// `exception class → rest match`, each None where it is empty; for `except*`. A match is being handled from here on.
    GroupMatches,
    /// `original list → exception or None`: what an `except*` statement raises at its end. The list holds what its
    /// clauses raised, and the unhandled rest.
    RaiseStarResult,
    /// `exception →`: raises it as it is, without a new line in its traceback.
    Reraise,
    /// 0: raises what is being handled; 1: `exception →`; 2: `exception cause →`
    Raise(u32),

    /// `manager → exit result`: looks up `__exit__` and calls `__enter__`.
    EnterWith,
    /// `manager → exit awaitable`: the same with `__aexit__` and `__aenter__`.
    EnterAsyncWith,
    /// `exit previous exception → exit previous exception result`: calls `exit(type, exception, traceback)`.
    CallExit,
    /// `exit → result`: calls `exit(None, None, None)`.
    LeaveWith,

    /// `subject → subject bool`
    MatchSequence,
    MatchMapping,
    /// `subject keys → subject keys values`, a tuple, or None where a key is missing.
    MatchKeys,
    /// `subject keys → dict` of what the keys leave.
    MatchRest,
    /// `subject class names → values`, a tuple of n positional attributes and those named, or None.
    MatchClass(u32),
    /// `value → value length`
    GetLength,
}

/// What lies on the stack for [`Op::MakeFunction`].
pub mod function_flags {
    pub const DEFAULTS: u8 = 1;
    pub const KEYWORD_DEFAULTS: u8 = 2;
    /// A function without parameters that gives the annotations as a dict when they are asked for.
    pub const ANNOTATIONS: u8 = 4;
}

const _: () = assert!(size_of::<Op>() == 8);
