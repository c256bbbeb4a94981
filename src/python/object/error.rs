//! A raised exception on its way through Rust code.
//!
//! Most errors are raised by native code with a message and often caught by it too; so an error is an exception class and
//! its arguments until Python code looks at it, and an exception object from then on.

use std::rc::Rc;

use crate::python::failure::{Failure, FailureKind};
use crate::python::object::{Instance, Value};

pub type PyResult<T = Value> = Result<T, PyError>;

/// What `Err` holds when Python code raised, or is to see an exception.
pub struct PyError(Box<Raised>);

pub enum Raised {
    /// A built-in exception that no Python code has seen yet.
    New {
        kind: ExceptionKind,
        args: Vec<Value>,
    },
    /// An exception object. With `again` it is raised as it is, without a new line in its traceback.
    Object {
        exception: Rc<Instance>,
        again: bool,
    },
}

/// Lists the built-in exceptions: name, base, module.
macro_rules! exceptions {
    ($($name:ident: $base:ident, $module:literal;)*) => {
        /// The exception classes that native code raises by name, and the base of every other.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ExceptionKind { $($name,)* }

        impl ExceptionKind {
            /// Each kind after its base.
            pub const ALL: &[ExceptionKind] = &[$(ExceptionKind::$name,)*];

            pub fn name(self) -> &'static str {
                match self { $(ExceptionKind::$name => stringify!($name),)* }
            }

            /// The base class; [`ExceptionKind::BaseException`] is its own.
            pub fn base(self) -> ExceptionKind {
                match self { $(ExceptionKind::$name => ExceptionKind::$base,)* }
            }

            /// The module that the class says it is from.
            pub fn module(self) -> &'static str {
                match self { $(ExceptionKind::$name => $module,)* }
            }
        }
    };
}

exceptions! {
    BaseException: BaseException, "builtins";
    Exception: BaseException, "builtins";
    BaseExceptionGroup: BaseException, "builtins";
    // Has Exception as its second base; see `class`.
    ExceptionGroup: BaseExceptionGroup, "builtins";
    GeneratorExit: BaseException, "builtins";
    KeyboardInterrupt: BaseException, "builtins";
    SystemExit: BaseException, "builtins";
    ArithmeticError: Exception, "builtins";
    FloatingPointError: ArithmeticError, "builtins";
    OverflowError: ArithmeticError, "builtins";
    ZeroDivisionError: ArithmeticError, "builtins";
    AssertionError: Exception, "builtins";
    AttributeError: Exception, "builtins";
    BufferError: Exception, "builtins";
    EOFError: Exception, "builtins";
    ImportError: Exception, "builtins";
    ModuleNotFoundError: ImportError, "builtins";
    LookupError: Exception, "builtins";
    IndexError: LookupError, "builtins";
    KeyError: LookupError, "builtins";
    MemoryError: Exception, "builtins";
    NameError: Exception, "builtins";
    UnboundLocalError: NameError, "builtins";
    OSError: Exception, "builtins";
    BlockingIOError: OSError, "builtins";
    ChildProcessError: OSError, "builtins";
    ConnectionError: OSError, "builtins";
    BrokenPipeError: ConnectionError, "builtins";
    ConnectionAbortedError: ConnectionError, "builtins";
    ConnectionRefusedError: ConnectionError, "builtins";
    ConnectionResetError: ConnectionError, "builtins";
    FileExistsError: OSError, "builtins";
    FileNotFoundError: OSError, "builtins";
    InterruptedError: OSError, "builtins";
    IsADirectoryError: OSError, "builtins";
    NotADirectoryError: OSError, "builtins";
    PermissionError: OSError, "builtins";
    ProcessLookupError: OSError, "builtins";
    TimeoutError: OSError, "builtins";
    ReferenceError: Exception, "builtins";
    RuntimeError: Exception, "builtins";
    NotImplementedError: RuntimeError, "builtins";
    PythonFinalizationError: RuntimeError, "builtins";
    RecursionError: RuntimeError, "builtins";
    StopAsyncIteration: Exception, "builtins";
    StopIteration: Exception, "builtins";
    SyntaxError: Exception, "builtins";
    IndentationError: SyntaxError, "builtins";
    TabError: IndentationError, "builtins";
    SystemError: Exception, "builtins";
    TypeError: Exception, "builtins";
    ValueError: Exception, "builtins";
    UnicodeError: ValueError, "builtins";
    UnicodeDecodeError: UnicodeError, "builtins";
    UnicodeEncodeError: UnicodeError, "builtins";
    UnicodeTranslateError: UnicodeError, "builtins";
    Warning: Exception, "builtins";
    BytesWarning: Warning, "builtins";
    DeprecationWarning: Warning, "builtins";
    EncodingWarning: Warning, "builtins";
    FutureWarning: Warning, "builtins";
    ImportWarning: Warning, "builtins";
    PendingDeprecationWarning: Warning, "builtins";
    ResourceWarning: Warning, "builtins";
    RuntimeWarning: Warning, "builtins";
    SyntaxWarning: Warning, "builtins";
    UnicodeWarning: Warning, "builtins";
    UserWarning: Warning, "builtins";
    CancelledError: BaseException, "asyncio.exceptions";
    InvalidStateError: Exception, "asyncio.exceptions";
    SendfileNotAvailableError: RuntimeError, "asyncio.exceptions";
    IncompleteReadError: EOFError, "asyncio.exceptions";
    LimitOverrunError: Exception, "asyncio.exceptions";
    BrokenBarrierError: RuntimeError, "asyncio.exceptions";
    QueueEmpty: Exception, "asyncio.queues";
    QueueFull: Exception, "asyncio.queues";
    QueueShutDown: Exception, "asyncio.queues";
}

impl ExceptionKind {
    pub fn is_subclass_of(self, base: ExceptionKind) -> bool {
        let mut kind = self;
        loop {
            if kind == base
                || (kind == ExceptionKind::ExceptionGroup && base == ExceptionKind::Exception)
            {
                return true;
            }
            if kind == ExceptionKind::BaseException {
                return false;
            }
            kind = kind.base();
        }
    }
}

const WRONG_RECEIVER: &str = "a descriptor was given a ";

impl PyError {
    pub fn new(kind: ExceptionKind, message: impl Into<String>) -> PyError {
        PyError::with_args(kind, vec![Value::string(message.into())])
    }

    pub fn with_args(kind: ExceptionKind, args: Vec<Value>) -> PyError {
        PyError(Box::new(Raised::New { kind, args }))
    }

    /// The complaint of a native method about an object of the type with this name. It does not know its own name and class: that
    /// is for the caller to say.
    pub fn wrong_receiver(type_name: &str) -> PyError {
        type_error(format!("{WRONG_RECEIVER}{type_name}"))
    }

    /// The type of the object, where this is such a complaint.
    pub fn as_wrong_receiver(&self) -> Option<&str> {
        match &*self.0 {
            Raised::New { args, .. } => args.first()?.as_str()?.strip_prefix(WRONG_RECEIVER),
            Raised::Object { .. } => None,
        }
    }

    /// Whether it complains of something that is no int and has not been asked for its `__index__`.
    pub fn wants_index(&self) -> bool {
        match &*self.0 {
            Raised::New { args, .. } => args.first().and_then(Value::as_str).is_some_and(|text| {
                text.ends_with(" object cannot be interpreted as an integer")
                    || text.starts_with("slice indices must be integers")
            }),
            Raised::Object { .. } => false,
        }
    }

    /// An exception without arguments.
    pub fn bare(kind: ExceptionKind) -> PyError {
        PyError::with_args(kind, Vec::new())
    }

    /// `raise exception`; the value is an exception object.
    pub fn object(exception: Rc<Instance>) -> PyError {
        PyError(Box::new(Raised::Object {
            exception,
            again: false,
        }))
    }

    /// A bare `raise`: the exception goes on as it is.
    pub fn again(exception: Rc<Instance>) -> PyError {
        PyError(Box::new(Raised::Object {
            exception,
            again: true,
        }))
    }

    pub fn raised(&self) -> &Raised {
        &self.0
    }

    pub fn into_raised(self) -> Raised {
        *self.0
    }

    /// Whether it is an instance of a built-in exception class.
    pub fn is(&self, kind: ExceptionKind) -> bool {
        match &*self.0 {
            Raised::New { kind: own, .. } => own.is_subclass_of(kind),
            Raised::Object { exception, .. } => exception.is_exception(kind),
        }
    }
}

/// Gives each common exception a function that makes it from a message.
macro_rules! makers {
    ($($function:ident => $kind:ident,)*) => {
        $(
            #[doc = concat!("`", stringify!($kind), "(message)`")]
            pub fn $function(message: impl Into<String>) -> PyError {
                PyError::new(ExceptionKind::$kind, message)
            }
        )*
    };
}

makers! {
    type_error => TypeError,
    value_error => ValueError,
    runtime_error => RuntimeError,
    attribute_error => AttributeError,
    name_error => NameError,
    index_error => IndexError,
    overflow_error => OverflowError,
    zero_division => ZeroDivisionError,
    import_error => ImportError,
    not_implemented => NotImplementedError,
    recursion_error => RecursionError,
    invalid_state => InvalidStateError,
}

/// `KeyError(key)`: its argument is the key itself.
pub fn key_error(key: Value) -> PyError {
    PyError::with_args(ExceptionKind::KeyError, vec![key])
}

impl From<Failure> for PyError {
    fn from(failure: Failure) -> PyError {
        let kind = match failure.kind {
            FailureKind::Index => ExceptionKind::IndexError,
            FailureKind::Memory => return PyError::bare(ExceptionKind::MemoryError),
            FailureKind::Overflow => ExceptionKind::OverflowError,
            FailureKind::Type => ExceptionKind::TypeError,
            FailureKind::Value => ExceptionKind::ValueError,
            FailureKind::ZeroDivision => ExceptionKind::ZeroDivisionError,
        };
        PyError::new(kind, failure.message)
    }
}
