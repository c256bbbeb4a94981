//! The standard modules that programs import.
//!
//! A module is native, one file each here, or Python of our own, in `lib`. What must be fast or knows the machine is native, most
//! often as a part, with a name that begins with `_`, of a module in Python. Such a part that is Python too leaves no more lines in a
//! traceback than native code does.
//!
//! Natively the texts of `lib` are part of the program. In a browser they would be a quarter of its wasm, which has to be
//! compiled before anything is shown; there they are a file of the site, and the host reads them.

pub mod contextvars;
pub mod deque;
mod functools;
mod hashes;
pub mod heap;
mod heapq;
mod machine;
pub mod math;
pub mod native;
mod random;
mod re;
mod threads;
mod time;
mod weakref;

use crate::python::vm::imports::ModuleSource;

/// The modules in Python, each with the name of its file.
macro_rules! library {
    ($($name:literal in $file:literal,)*) => {
        #[cfg(not(target_arch = "wasm32"))]
        fn library(name: &str) -> Option<ModuleSource> {
            Some(ModuleSource::Python(match name {
                $($name => include_str!(concat!("lib/", $file, ".py")),)*
                _ => return None,
            }))
        }

        // A text to be searched is smaller than a `match`.
        #[cfg(target_arch = "wasm32")]
        fn library(name: &str) -> Option<ModuleSource> {
            let names = concat!($($name, " ", $file, "\n"),*);
            let file = |line: &'static str| line.strip_prefix(name)?.strip_prefix(' ');
            names.lines().find_map(file).map(ModuleSource::OfHost)
        }
    };
}

library! {
    "_argparse_help" in "argparse_help",
    "_argparse_parsing" in "argparse_parsing",
    "_asyncio_signals" in "asyncio_signals",
    "_asyncio_texts" in "asyncio_texts",
    "_asyncio_threads" in "asyncio_threads",
    "_collection_wrappers" in "collection_wrappers",
    "_complex" in "complex_numbers",
    "_contexts" in "contexts",
    "_datetime_spans" in "datetime_spans",
    "_decimal_arithmetic" in "decimal_arithmetic",
    "_decimal_digits" in "decimal_digits",
    "_decimal_format" in "decimal_format",
    "_decimal_functions" in "decimal_functions",
    "_deque" in "deque",
    "_digests" in "digests",
    "_decimal_signals" in "decimal_signals",
    "_encodings" in "encodings",
    "_enum_flags" in "enum_flags",
    "_enum_types" in "enum_types",
    "_files" in "files",
    "_frames" in "frames",
    "_futures" in "futures",
    "_io_bytes" in "io_bytes",
    "_io_text" in "io_text",
    "_logging_records" in "logging_records",
    "_math" in "math_functions",
    "_mock_calls" in "mock_calls",
    "_mock_patches" in "mock_patches",
    "_mock_specs" in "mock_specs",
    "_number_format" in "number_format",
    "_percent" in "percent",
    "_re_parser" in "re_parser",
    "_re_tokens" in "re_tokens",
    "_records" in "records",
    "_redis_store" in "redis_store",
    "_strptime" in "strptime",
    "_text_methods" in "text_methods",
    "_thread" in "thread",
    "_type_aliases" in "type_aliases",
    "_typing_forms" in "typing_forms",
    "_typing_protocols" in "typing_protocols",
    "_unittest_contexts" in "unittest_contexts",
    "_web" in "web",
    "abc" in "abc",
    "aiofiles" in "aiofiles",
    "aiohttp" in "aiohttp",
    "argparse" in "argparse",
    "array" in "array",
    "ast" in "ast",
    "asyncio.log" in "asyncio_log",
    "atexit" in "atexit",
    "base64" in "base64",
    "binascii" in "binascii",
    "bisect" in "bisect",
    "calendar" in "calendar",
    "cmath" in "cmath",
    "collections" in "collections",
    "collections.abc" in "collections_abc",
    "concurrent" in "concurrent",
    "concurrent.futures" in "concurrent_futures",
    "concurrent.futures._base" in "concurrent_futures",
    "concurrent.futures.process" in "concurrent_futures",
    "concurrent.futures.thread" in "concurrent_futures",
    "contextlib" in "contextlib",
    "copy" in "copy",
    "csv" in "csv",
    "ctypes" in "absent",
    "dataclasses" in "dataclasses",
    "datetime" in "datetime",
    "decimal" in "decimal",
    "difflib" in "difflib",
    "doctest" in "doctest",
    "enum" in "enum",
    "errno" in "errno",
    "fnmatch" in "fnmatch",
    "fractions" in "fractions",
    "functools" in "functools",
    "gc" in "gc",
    "getpass" in "getpass",
    "glob" in "glob",
    "graphlib" in "graphlib",
    "hashlib" in "hashlib",
    "heapq" in "heapq",
    "hmac" in "hmac",
    "html" in "html",
    "httpx" in "httpx",
    "importlib" in "importlib",
    "importlib.util" in "importlib_util",
    "inspect" in "inspect",
    "interleave" in "interleave",
    "io" in "io",
    "itertools" in "itertools",
    "json" in "json",
    "json.decoder" in "json_decoder",
    "json.encoder" in "json_encoder",
    "keyword" in "keyword",
    "logging" in "logging",
    "logging.config" in "logging_config",
    "logging.handlers" in "logging_handlers",
    "multiprocessing" in "multiprocessing",
    "numbers" in "numbers",
    "operator" in "operator",
    "os" in "os",
    "os.path" in "os_path",
    "pathlib" in "pathlib",
    "platform" in "platform",
    "pprint" in "pprint",
    "queue" in "queue",
    "random" in "random",
    "re" in "re",
    "redis" in "redis",
    "redis.asyncio" in "redis_asyncio",
    "redis.exceptions" in "redis_exceptions",
    "requests" in "requests",
    "sched" in "sched",
    "secrets" in "secrets",
    "select" in "absent",
    "selectors" in "absent",
    "shlex" in "shlex",
    "shutil" in "shutil",
    "signal" in "signal",
    "socket" in "absent",
    "socketserver" in "absent",
    "sqlite3" in "absent",
    "ssl" in "absent",
    "statistics" in "statistics",
    "string" in "string",
    "struct" in "struct",
    "subprocess" in "absent",
    "sys" in "sys",
    "tempfile" in "tempfile",
    "textwrap" in "textwrap",
    "threading" in "threading",
    "time" in "time",
    "timeit" in "timeit",
    "tkinter" in "absent",
    "traceback" in "traceback",
    "types" in "types",
    "typing" in "typing",
    "unittest" in "unittest",
    "unittest.async_case" in "unittest_async_case",
    "unittest.case" in "unittest_case",
    "unittest.mock" in "unittest_mock",
    "unittest.runner" in "unittest_runner",
    "urllib" in "urllib",
    "urllib.parse" in "urllib_parse",
    "uuid" in "uuid",
    "warnings" in "warnings",
    "weakref" in "weakref",
    "zlib" in "zlib",
    "zoneinfo" in "zoneinfo",
}

/// The module with this full name, where there is one.
pub fn find(name: &str) -> Option<ModuleSource> {
    Some(ModuleSource::Native(match name {
        "_collections" => deque::make,
        "_functools" => functools::make,
        "_hashes" => hashes::make,
        "_heapq" => heapq::make,
        "_machine" => machine::make,
        "_random" => random::make,
        "_re" => re::make,
        "_threads" => threads::module,
        "_time" => time::make,
        "_weakref" => weakref::make,
        "contextvars" => contextvars::module,
        "math" => math::make,
        _ => return library(name),
    }))
}
