//! The assembler of one code object: instructions with labels, their places, and the depth of the operand stack.
//!
//! The depth is followed while instructions are emitted, so that each join is checked at once and handler ranges know how
//! far to cut the stack. Where control cannot get (after a jump, a return or a raise) nothing is emitted at all. Knows
//! nothing of syntax.

use crate::python::code::{HandlerRange, Op, Place};

use super::effect::{falls_through, jump_effect, jump_target_mut, stack_effect};

/// A point of the code that jumps can name before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u32);

#[derive(Clone, Copy, Default)]
struct Target {
    position: Option<u32>,
    /// The stack depth with which control arrives there.
    depth: Option<u32>,
}

/// A stretch of code that a handler covers, while it is being emitted. It is closed and opened again around code that
/// belongs to the way out of it.
#[derive(Clone, Copy, Debug)]
pub struct Protection {
    handler: Label,
    depth: u32,
    start: Option<u32>,
}

#[derive(Default)]
pub struct Emitter {
    ops: Vec<Op>,
    places: Vec<Place>,
    targets: Vec<Target>,
    handlers: Vec<HandlerRange>,
    /// None where control cannot get.
    depth: Option<u32>,
    deepest: u32,
    /// Instructions before this index are named by a label or a range edge and must not be taken back.
    settled: usize,
}

/// What the assembler leaves behind.
pub struct Assembled {
    pub ops: Vec<Op>,
    pub places: Vec<Place>,
    pub handlers: Vec<HandlerRange>,
    pub stack_size: u32,
}

impl Emitter {
    pub fn new() -> Emitter {
        Emitter {
            depth: Some(0),
            ..Emitter::default()
        }
    }

    /// Whether control gets to the next instruction.
    pub fn is_reachable(&self) -> bool {
        self.depth.is_some()
    }

    /// How many operands lie on the stack here; 0 where control cannot get.
    pub fn depth(&self) -> u32 {
        self.depth.unwrap_or(0)
    }

    pub fn emit(&mut self, op: Op, place: Place) {
        debug_assert!(
            jump_target_mut(&mut op.clone()).is_none(),
            "{op:?} needs a label"
        );
        self.push(op, place, 0);
    }

    /// Emits [`Op::MakeFunction`], whose effect on the stack depends on the number of cells that it takes.
    pub fn emit_make_function(&mut self, op: Op, cells: u32, place: Place) {
        self.push(op, place, cells);
    }

    fn push(&mut self, op: Op, place: Place, cells: u32) {
        let Some(depth) = self.depth else { return };
        if op == Op::Swap(2) && self.ops.last() == Some(&op) && self.settled < self.ops.len() {
            self.ops.pop();
            self.places.pop();
            return;
        }
        let (pops, pushes) = stack_effect(op, cells);
        debug_assert!(
            depth >= pops,
            "{op:?} takes {pops} operands where there are {depth}"
        );
        let depth = depth - pops + pushes;
        self.deepest = self.deepest.max(depth);
        self.ops.push(op);
        self.places.push(place);
        self.depth = falls_through(op).then_some(depth);
    }

    /// Emits a jumping instruction; its target is filled in when the label is known.
    pub fn jump(&mut self, op: fn(u32) -> Op, label: Label, place: Place) {
        let Some(depth) = self.depth else { return };
        let op = op(label.0);
        let (pops, pushes) = jump_effect(op);
        self.arrive(label, depth - pops + pushes);
        self.push(op, place, 0);
    }

    pub fn new_label(&mut self) -> Label {
        self.targets.push(Target::default());
        Label(self.targets.len() as u32 - 1)
    }

    /// Puts a label here.
    pub fn bind(&mut self, label: Label) {
        self.drop_jump_to_next(label);
        let target = self.targets[label.0 as usize];
        match (self.depth, target.depth) {
            (Some(here), _) => self.arrive(label, here),
            (None, there) => self.depth = there,
        }
        self.targets[label.0 as usize].position = Some(self.ops.len() as u32);
        self.settled = self.ops.len();
    }

    fn drop_jump_to_next(&mut self, label: Label) {
        let last = self.ops.len().saturating_sub(1);
        if self.settled <= last && self.ops.last() == Some(&Op::Jump(label.0)) {
            self.ops.pop();
            self.places.pop();
            self.depth = self.targets[label.0 as usize].depth;
        }
    }

    fn arrive(&mut self, label: Label, depth: u32) {
        let target = &mut self.targets[label.0 as usize];
        debug_assert!(
            target.depth.is_none_or(|known| known == depth),
            "{label:?} is reached with {depth} operands and with {:?}",
            target.depth
        );
        target.depth = Some(depth);
        self.deepest = self.deepest.max(depth);
    }

    /// Begins a stretch of code whose exceptions go to `handler`, with the operands that lie on the stack now but for the
    /// upper `dropped` ones.
    pub fn protect(&mut self, handler: Label, dropped: u32) -> Protection {
        let depth = self.depth().saturating_sub(dropped);
        let mut protection = Protection {
            handler,
            depth,
            start: None,
        };
        self.resume(&mut protection);
        protection
    }

    /// Ends the covered stretch, for good or until [`Emitter::resume`].
    pub fn suspend(&mut self, protection: &mut Protection) {
        self.settled = self.ops.len();
        let end = self.ops.len() as u32;
        let Some(start) = protection.start.take() else {
            return;
        };
        if start == end {
            return;
        }
        self.handlers.push(HandlerRange {
            start,
            end,
            target: protection.handler.0,
            depth: protection.depth,
        });
        self.arrive(protection.handler, protection.depth + 1);
    }

    pub fn resume(&mut self, protection: &mut Protection) {
        self.settled = self.ops.len();
        protection.start = Some(self.ops.len() as u32);
    }

    /// Begins a handler. It is unreachable where the code that it covers is empty.
    pub fn bind_handler(&mut self, handler: Label) {
        debug_assert!(!self.is_reachable(), "control falls into a handler");
        self.bind(handler);
    }

    /// Fills in the jump targets.
    pub fn finish(mut self) -> Assembled {
        debug_assert!(!self.is_reachable(), "control runs off the end");
        let position = |label: u32| {
            self.targets[label as usize]
                .position
                .expect("every label that is used is bound")
        };
        for op in &mut self.ops {
            if let Some(target) = jump_target_mut(op) {
                *target = position(*target);
            }
        }
        for handler in &mut self.handlers {
            handler.target = position(handler.target);
        }
        thread_jumps(&mut self.ops);
        Assembled {
            ops: self.ops,
            places: self.places,
            handlers: self.handlers,
            stack_size: self.deepest,
        }
    }
}

/// Lets each jump that leads to an unconditional jump go where that one goes.
fn thread_jumps(ops: &mut [Op]) {
    for index in 0..ops.len() {
        let mut op = ops[index];
        let Some(target) = jump_target_mut(&mut op) else {
            continue;
        };
        // A loop of jumps, as of `while True: pass`, leads nowhere else; a few steps are enough for all others.
        for _ in 0..4 {
            match ops[*target as usize] {
                Op::Jump(further) => *target = further,
                _ => break,
            }
        }
        ops[index] = op;
    }
}
