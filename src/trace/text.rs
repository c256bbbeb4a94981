//! Strings of a trace, each kept once: a record holds a small number in place of a text.
//!
//! Interning pays because a program says the same few things over and over (`sleep 1 s`, `fetch`). Text that rarely repeats,
//! such as output, belongs in a plain buffer instead.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::event::StackFrame;

/// An interned string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TextId(pub u32);

#[derive(Debug, Default)]
pub(super) struct Texts {
    ids: FxHashMap<Rc<str>, TextId>,
    texts: Vec<Rc<str>>,
    bytes: usize,
}

impl Texts {
    pub fn intern(&mut self, text: &str) -> TextId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = TextId(self.texts.len() as u32);
        let text: Rc<str> = text.into();
        self.bytes += text.len();
        self.texts.push(text.clone());
        self.ids.insert(text, id);
        id
    }

    pub fn get(&self, id: TextId) -> &str {
        &self.texts[id.0 as usize]
    }

    /// The same text with an owner of its own.
    pub fn shared(&self, id: TextId) -> Rc<str> {
        self.texts[id.0 as usize].clone()
    }

    /// Bytes of all distinct texts together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// An interned await stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct StackId(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Node {
    below: StackId,
    function: TextId,
    line: u32,
}

/// Await stacks as a tree: stacks that begin alike share their beginning.
#[derive(Debug, Default)]
pub(super) struct Stacks {
    ids: FxHashMap<Node, StackId>,
    nodes: Vec<Node>,
}

impl Stacks {
    pub const EMPTY: StackId = StackId(u32::MAX);

    pub fn intern(&mut self, texts: &mut Texts, stack: &[StackFrame<'_>]) -> StackId {
        let mut id = Stacks::EMPTY;
        for frame in stack {
            let node = Node {
                below: id,
                function: texts.intern(frame.function),
                line: frame.line,
            };
            let next = StackId(self.nodes.len() as u32);
            id = *self.ids.entry(node).or_insert(next);
            if id == next {
                self.nodes.push(node);
            }
        }
        id
    }

    /// The frames from the outermost to the innermost.
    pub fn frames<'a>(&self, texts: &'a Texts, mut id: StackId) -> Vec<StackFrame<'a>> {
        let mut frames = Vec::new();
        while id != Stacks::EMPTY {
            let node = self.nodes[id.0 as usize];
            frames.push(StackFrame {
                function: texts.get(node.function),
                line: node.line,
            });
            id = node.below;
        }
        frames.reverse();
        frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once() {
        let mut texts = Texts::default();
        let first = texts.intern("sleep 1 s");
        assert_ne!(first, texts.intern("sleep 2 s"));
        assert_eq!(first, texts.intern("sleep 1 s"));
        assert_eq!(texts.get(first), "sleep 1 s");
        assert_eq!(texts.bytes(), 18);
    }

    #[test]
    fn stacks_share_their_beginning() {
        let (mut texts, mut stacks) = (Texts::default(), Stacks::default());
        let main = StackFrame {
            function: "main",
            line: 9,
        };
        let fetch = StackFrame {
            function: "fetch",
            line: 3,
        };
        let short = stacks.intern(&mut texts, &[main]);
        let long = stacks.intern(&mut texts, &[main, fetch]);
        assert_eq!(stacks.nodes.len(), 2);
        assert_eq!(stacks.intern(&mut texts, &[main]), short);
        assert_eq!(stacks.frames(&texts, long), [main, fetch]);
        assert_eq!(stacks.intern(&mut texts, &[]), Stacks::EMPTY);
        assert_eq!(stacks.frames(&texts, Stacks::EMPTY), []);
    }
}
