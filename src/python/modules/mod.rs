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
mod native;
mod random;
mod re;
mod threads;
mod time;
mod weakref;

use crate::python::vm::imports::ModuleSource;

/// A module in Python, by the name of its file.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! lib {
    ($name:literal) => {
        ModuleSource::Python(include_str!(concat!("lib/", $name, ".py")))
    };
}
#[cfg(target_arch = "wasm32")]
macro_rules! lib {
    ($name:literal) => {
        ModuleSource::OfHost($name)
    };
}

/// The module with this full name, where there is one.
pub fn find(name: &str) -> Option<ModuleSource> {
    Some(match name {
        "_argparse_help" => lib!("argparse_help"),
        "_argparse_parsing" => lib!("argparse_parsing"),
        "_asyncio_texts" => lib!("asyncio_texts"),
        "_asyncio_threads" => lib!("asyncio_threads"),
        "_collections" => ModuleSource::Native(deque::make),
        "_decimal_arithmetic" => lib!("decimal_arithmetic"),
        "_decimal_digits" => lib!("decimal_digits"),
        "_decimal_format" => lib!("decimal_format"),
        "_decimal_functions" => lib!("decimal_functions"),
        "_digests" => lib!("digests"),
        "_files" => lib!("files"),
        "_frames" => lib!("frames"),
        "_functools" => ModuleSource::Native(functools::make),
        "_futures" => lib!("futures"),
        "_hashes" => ModuleSource::Native(hashes::make),
        "_heapq" => ModuleSource::Native(heapq::make),
        "_machine" => ModuleSource::Native(machine::make),
        "_math" => lib!("math_functions"),
        "_number_format" => lib!("number_format"),
        "_random" => ModuleSource::Native(random::make),
        "_re" => ModuleSource::Native(re::make),
        "_re_parser" => lib!("re_parser"),
        "_re_tokens" => lib!("re_tokens"),
        "_records" => lib!("records"),
        "_redis_store" => lib!("redis_store"),
        "_strptime" => lib!("strptime"),
        "_thread" => ModuleSource::Native(threads::module),
        "_time" => ModuleSource::Native(time::make),
        "_weakref" => ModuleSource::Native(weakref::make),
        "_web" => lib!("web"),
        "abc" => lib!("abc"),
        "aiofiles" => lib!("aiofiles"),
        "aiohttp" => lib!("aiohttp"),
        "argparse" => lib!("argparse"),
        "array" => lib!("array"),
        "ast" => lib!("ast"),
        "atexit" => lib!("atexit"),
        "base64" => lib!("base64"),
        "binascii" => lib!("binascii"),
        "bisect" => lib!("bisect"),
        "calendar" => lib!("calendar"),
        "cmath" => lib!("cmath"),
        "collections" => lib!("collections"),
        "collections.abc" => lib!("collections_abc"),
        "concurrent" => lib!("concurrent"),
        "concurrent.futures"
        | "concurrent.futures._base"
        | "concurrent.futures.process"
        | "concurrent.futures.thread" => lib!("concurrent_futures"),
        "contextlib" => lib!("contextlib"),
        "contextvars" => ModuleSource::Native(contextvars::module),
        "copy" => lib!("copy"),
        "csv" => lib!("csv"),
        "dataclasses" => lib!("dataclasses"),
        "datetime" => lib!("datetime"),
        "decimal" => lib!("decimal"),
        "difflib" => lib!("difflib"),
        "doctest" => lib!("doctest"),
        "enum" => lib!("enum"),
        "errno" => lib!("errno"),
        "fnmatch" => lib!("fnmatch"),
        "fractions" => lib!("fractions"),
        "functools" => lib!("functools"),
        "gc" => lib!("gc"),
        "getpass" => lib!("getpass"),
        "glob" => lib!("glob"),
        "graphlib" => lib!("graphlib"),
        "hashlib" => lib!("hashlib"),
        "heapq" => lib!("heapq"),
        "hmac" => lib!("hmac"),
        "html" => lib!("html"),
        "httpx" => lib!("httpx"),
        "importlib" => lib!("importlib"),
        "importlib.util" => lib!("importlib_util"),
        "inspect" => lib!("inspect"),
        "interleave" => lib!("interleave"),
        "io" => lib!("io"),
        "itertools" => lib!("itertools"),
        "json" => lib!("json"),
        "keyword" => lib!("keyword"),
        "logging" => lib!("logging"),
        "logging.config" => lib!("logging_config"),
        "logging.handlers" => lib!("logging_handlers"),
        "math" => ModuleSource::Native(math::make),
        "numbers" => lib!("numbers"),
        "operator" => lib!("operator"),
        "os" => lib!("os"),
        "os.path" => lib!("os_path"),
        "pathlib" => lib!("pathlib"),
        "platform" => lib!("platform"),
        "pprint" => lib!("pprint"),
        "queue" => lib!("queue"),
        "random" => lib!("random"),
        "re" => lib!("re"),
        "redis" => lib!("redis"),
        "redis.asyncio" => lib!("redis_asyncio"),
        "redis.exceptions" => lib!("redis_exceptions"),
        "requests" => lib!("requests"),
        "sched" => lib!("sched"),
        "secrets" => lib!("secrets"),
        "shlex" => lib!("shlex"),
        "shutil" => lib!("shutil"),
        "statistics" => lib!("statistics"),
        "string" => lib!("string"),
        "struct" => lib!("struct"),
        "sys" => lib!("sys"),
        "tempfile" => lib!("tempfile"),
        "textwrap" => lib!("textwrap"),
        "threading" => lib!("threading"),
        "time" => lib!("time"),
        "timeit" => lib!("timeit"),
        "traceback" => lib!("traceback"),
        "types" => lib!("types"),
        "typing" => lib!("typing"),
        "unittest" => lib!("unittest"),
        "unittest.case" => lib!("unittest_case"),
        "unittest.mock" => lib!("unittest_mock"),
        "unittest.runner" => lib!("unittest_runner"),
        "urllib" => lib!("urllib"),
        "urllib.parse" => lib!("urllib_parse"),
        "uuid" => lib!("uuid"),
        "warnings" => lib!("warnings"),
        "weakref" => lib!("weakref"),
        "zlib" => lib!("zlib"),
        "zoneinfo" => lib!("zoneinfo"),
        "ctypes" | "multiprocessing" | "select" | "selectors" | "signal" | "socket"
        | "socketserver" | "sqlite3" | "ssl" | "subprocess" | "tkinter" => lib!("absent"),
        _ => return None,
    })
}
