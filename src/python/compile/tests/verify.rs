//! Checks finished code by walking its flow graph, independently of how the assembler followed the stack.

use crate::python::code::{Code, Op};
use crate::python::object::Value;

use super::super::effect::{falls_through, jump_effect, jump_target_mut, stack_effect};

/// Panics where a code object, or one inside it, could underflow or overflow its stack, or where two ways to one
/// instruction come with different depths.
pub fn verify(code: &Code) {
    let mut depths: Vec<Option<u32>> = vec![None; code.ops.len()];
    let mut pending = vec![(0, 0)];
    while let Some((index, depth)) = pending.pop() {
        let place = format!(
            "{} at {index}: {:?}",
            code.qualname, code.ops[index as usize]
        );
        match depths[index as usize] {
            Some(known) => {
                assert_eq!(known, depth, "{place} is reached with two depths");
                continue;
            }
            None => depths[index as usize] = Some(depth),
        }
        assert!(depth <= code.stack_size, "{place} overflows");
        let mut op = code.ops[index as usize];
        let covering = code
            .handlers
            .iter()
            .find(|range| (range.start..range.end).contains(&index));
        if let Some(range) = covering {
            assert!(
                range.depth <= depth,
                "{place} has less than its handler keeps"
            );
            pending.push((range.target, range.depth + 1));
        }
        let (pops, pushes) = stack_effect(op, cells(code, op));
        assert!(pops <= depth, "{place} underflows");
        if falls_through(op) {
            assert!(
                index as usize + 1 < code.ops.len(),
                "{place} runs off the end"
            );
            pending.push((index + 1, depth - pops + pushes));
        }
        let (pops, pushes) = jump_effect(op);
        if let Some(target) = jump_target_mut(&mut op) {
            pending.push((*target, depth - pops + pushes));
        }
    }
    for constant in &code.constants {
        if let Value::Code(inner) = constant {
            verify(inner);
        }
    }
}

fn cells(code: &Code, op: Op) -> u32 {
    let Op::MakeFunction { code: index, .. } = op else {
        return 0;
    };
    match &code.constants[index as usize] {
        Value::Code(inner) => inner.free.len() as u32,
        _ => panic!("a function is made of code"),
    }
}
