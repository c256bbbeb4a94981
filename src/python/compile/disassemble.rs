//! Code as text, for tests and for the curious.

use std::fmt::Write;

use crate::python::code::{Code, Op};
use crate::python::object::Value;

/// A code object and those inside it, one instruction a line: its index, its source line where that changes, its name and
/// what its operand means.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    write_code(&mut text, code);
    text
}

fn write_code(text: &mut String, code: &Code) {
    let names = |symbols: &[crate::python::symbol::Symbol]| {
        symbols
            .iter()
            .map(|symbol| symbol.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let _ = write!(text, "{:?} {}", code.kind, code.qualname);
    if !code.locals.is_empty() {
        let _ = write!(text, " locals[{}]", names(&code.locals));
    }
    if !code.free.is_empty() {
        let _ = write!(text, " free[{}]", names(&code.free));
    }
    let _ = writeln!(text, " stack {}", code.stack_size);
    let mut line = 0;
    for (index, op) in code.ops.iter().enumerate() {
        let shown = if code.places[index].line == line {
            String::new()
        } else {
            code.places[index].line.to_string()
        };
        line = code.places[index].line;
        let _ = writeln!(text, "{shown:>4} {index:>4} {}", describe(code, *op));
    }
    for range in &code.handlers {
        let _ = writeln!(
            text,
            "     {}..{} to {} at depth {}",
            range.start, range.end, range.target, range.depth
        );
    }
    for constant in &code.constants {
        if let Value::Code(inner) = constant {
            text.push('\n');
            write_code(text, inner);
        }
    }
}

fn describe(code: &Code, op: Op) -> String {
    let slot = |index: u32| {
        let locals = code.locals.len();
        let index = index as usize;
        let name = code
            .locals
            .get(index)
            .unwrap_or_else(|| &code.free[index - locals]);
        name.to_string()
    };
    let meaning = match op {
        Op::Const(index) | Op::MakeTypeVariable(index) | Op::MakeTypeAlias(index) => {
            constant(code, index)
        }
        Op::LoadLocal(index)
        | Op::StoreLocal(index)
        | Op::DeleteLocal(index)
        | Op::ClearLocal(index)
        | Op::MakeCell(index)
        | Op::PushCell(index)
        | Op::LoadCell(index)
        | Op::StoreCell(index)
        | Op::DeleteCell(index) => slot(index),
        Op::LoadNameOrCell { slot: index, .. } => slot(index as u32),
        Op::LoadGlobal(index)
        | Op::StoreGlobal(index)
        | Op::DeleteGlobal(index)
        | Op::LoadName(index)
        | Op::StoreName(index)
        | Op::DeleteName(index) => code.globals[index as usize].name.to_string(),
        Op::LoadAttribute(index)
        | Op::StoreAttribute(index)
        | Op::DeleteAttribute(index)
        | Op::LoadMethod(index) => code.attributes[index as usize].name.to_string(),
        Op::ImportFrom(index) => code.names[index as usize].to_string(),
        Op::Import { name, top } => {
            format!(
                "{}{}",
                code.names[name as usize],
                if top { " (top)" } else { "" }
            )
        }
        Op::MakeFunction { code: index, flags } => {
            format!("{} flags {flags}", constant(code, index as u32))
        }
        Op::CallKeywords { count, names } | Op::CallMethodKeywords { count, names } => {
            format!("{count} {:?}", code.keywords[names as usize])
        }
        _ => return format!("{op:?}"),
    };
    let name = format!("{op:?}");
    let name = name.split(['(', ' ']).next().unwrap_or_default();
    format!("{name} {meaning}")
}

fn constant(code: &Code, index: u32) -> String {
    match &code.constants[index as usize] {
        Value::None => "None".to_string(),
        Value::Bool(true) => "True".to_string(),
        Value::Bool(false) => "False".to_string(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}"),
        Value::Code(code) => format!("<code {}>", code.qualname),
        Value::Str(text) => format!("{:?}", text.as_str()),
        Value::Ellipsis => "...".to_string(),
        _ => format!("constant {index}"),
    }
}
