//! "Did you mean …?": what a report adds to an exception about a name that is not there.
//!
//! The nearest of the names that were there is suggested, if it is near enough; which are, and what "near" is, is CPython's. What
//! names there were is kept with the exception when it is raised ([`SCOPE`](Symbol::SCOPE)), for by the time of the report the
//! frames are gone. Runs no code of the program.

use std::rc::Rc;

use crate::python::builtins::object::attribute_names;
use crate::python::object::exception::ExceptionData;
use crate::python::object::{Dict, ExceptionKind, Instance, Module, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;

/// The cost of a letter that is added, left out or another one; what differs in case only costs half.
const MOVE: usize = 2;
const CASE: usize = 1;
/// Longer names are not looked at.
const LONGEST: usize = 40;
/// Among so many names nothing is suggested.
const MOST: usize = 750;

/// The standard modules, of which a program may have forgotten to import one.
const MODULES: &str = "abc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar cmath cmd code \
    codecs collections colorsys configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm \
    decimal difflib dis doctest email encodings enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib \
    functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib importlib inspect io \
    ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap multiprocessing netrc \
    numbers opcode operator optparse os pathlib pdb pickle pkgutil platform plistlib poplib posix pprint profile pstats pty pwd \
    pydoc queue quopri random re readline reprlib resource runpy sched secrets select selectors shelve shlex shutil signal site \
    smtplib socket socketserver sqlite3 ssl stat statistics string struct subprocess symtable sys sysconfig syslog tarfile \
    tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle \
    types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile \
    zipimport zlib zoneinfo";

/// What follows the message of an exception in its report; nothing, most often.
pub fn suffix(vm: &Vm, exception: &Instance) -> String {
    let kind = exception.class_ref().exception;
    let (Some(kind), Some(data)) = (kind, exception.exception()) else {
        return String::new();
    };
    let field = match kind {
        ExceptionKind::NameError | ExceptionKind::AttributeError => Symbol::FIELD_NAME,
        ExceptionKind::ImportError => Symbol::NAME_FROM,
        _ => return String::new(),
    };
    let wrong = data.field(field);
    let Some(wrong) = wrong.as_ref().and_then(Value::as_str) else {
        return String::new();
    };
    let found = match kind {
        ExceptionKind::NameError => for_name(vm, data, wrong),
        ExceptionKind::AttributeError => for_attribute(vm, data, wrong),
        _ => for_import(vm, data, wrong),
    };
    let is_module = kind == ExceptionKind::NameError
        && MODULES.split_ascii_whitespace().any(|name| name == wrong);
    match (found, is_module) {
        (Some(name), true) => {
            format!(". Did you mean: '{name}'? Or did you forget to import '{wrong}'?")
        }
        (Some(name), false) => format!(". Did you mean: '{name}'?"),
        (None, true) => format!(". Did you forget to import '{wrong}'?"),
        (None, false) => String::new(),
    }
}

/// The variables of the function, the module and `builtins`; before all, the attribute of that name of the method's object.
fn for_name(vm: &Vm, data: &ExceptionData, wrong: &str) -> Option<String> {
    let scope = data.field(Symbol::SCOPE)?;
    let Value::Tuple(scope) = &scope else {
        return None;
    };
    let [Value::Dict(locals), Value::Module(module)] = &scope[..] else {
        return None;
    };
    if let Some(own) = locals.get_str("self")
        && attribute_names(vm, &own).contains(&Symbol::new(wrong))
    {
        return Some(format!("self.{wrong}"));
    }
    let names = text_keys(locals)
        .into_iter()
        .chain(names_of(module))
        .chain(names_of(&vm.builtins))
        .chain(["None", "False", "True"].map(str::to_owned));
    nearest(names.collect(), wrong)
}

/// The attributes of the object; those with an underscore only in methods of its own, or where one was sought.
fn for_attribute(vm: &Vm, data: &ExceptionData, wrong: &str) -> Option<String> {
    let object = data.field(Symbol::FIELD_OBJ)?;
    let all = data.field(Symbol::SCOPE).is_some();
    let names = attribute_names(vm, &object).into_iter();
    let names = names.map(|name| name.text().to_string());
    nearest(
        names.filter(|name| all || is_wanted(name, wrong)).collect(),
        wrong,
    )
}

fn for_import(vm: &Vm, data: &ExceptionData, wrong: &str) -> Option<String> {
    let name = data.field(Symbol::FIELD_NAME)?;
    let module = vm
        .modules
        .borrow()
        .get(&Symbol::new(name.as_str()?))?
        .clone();
    let mut names = names_of(&module);
    names.retain(|name| is_wanted(name, wrong));
    names.sort();
    nearest(names, wrong)
}

fn is_wanted(name: &str, wrong: &str) -> bool {
    wrong.starts_with('_') || !name.starts_with('_')
}

fn names_of(module: &Module) -> Vec<String> {
    let names = module.names.borrow();
    names.iter().map(|(name, _)| name.to_string()).collect()
}

fn text_keys(dict: &Rc<Dict>) -> Vec<String> {
    let text = |key: &Value| key.as_str().map(str::to_owned);
    dict.keys().iter().filter_map(text).collect()
}

/// The name nearest to a wrong one, of which no more than a third is to be changed; the first of equally near ones.
fn nearest(names: Vec<String>, wrong: &str) -> Option<String> {
    if names.len() >= MOST {
        return None;
    }
    let wrong: Vec<char> = wrong.chars().collect();
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let letters: Vec<char> = name.chars().collect();
        let mut limit = (wrong.len() + letters.len() + 3) * MOVE / 6;
        if let Some((distance, _)) = &best {
            limit = limit.min(distance.saturating_sub(1));
        }
        let distance = distance(&wrong, &letters);
        if letters != wrong && distance <= limit {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// What it costs to make one word of another (V. I. Levenshtein, 1966).
fn distance(a: &[char], b: &[char]) -> usize {
    let ahead = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[ahead..], &b[ahead..]);
    let behind = a.iter().rev().zip(b.iter().rev());
    let behind = behind.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - behind], &b[..b.len() - behind]);
    if a.len().max(b.len()) > LONGEST {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * MOVE).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], (i + 1) * MOVE);
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + substitution(*from, *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + MOVE).min(row[j] + MOVE);
        }
    }
    row[b.len()]
}

fn substitution(a: char, b: char) -> usize {
    match a == b {
        true => 0,
        false if a.eq_ignore_ascii_case(&b) => CASE,
        false => MOVE,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found_if_it_is_near() {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        let cases: &[(&str, &[&str], Option<&str>)] = &[
            ("apend", &["append", "extend"], Some("append")),
            ("none", &["None", "one"], Some("None")),
            ("nope", &["None"], Some("None")),
            ("abc", &["xyz", "abc"], None),
            ("pritn", &["point", "print"], Some("print")),
            ("x", &["y"], None),
        ];
        for (wrong, candidates, expected) in cases {
            assert_eq!(
                nearest(names(candidates), wrong).as_deref(),
                *expected,
                "{wrong}"
            );
        }
    }
}
