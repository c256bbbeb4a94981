//! Hooks of the page, in the place of yew's of the same sense: yew makes those anew for each type that they are used with, and
//! here all effects, all memories and all states are of one type each.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use yew::functional::{Hook, HookContext, UseForceUpdateHandle};
use yew::prelude::*;

/// Something that can be compared with whatever else there is.
pub(super) trait Like: Any {
    fn is_like(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: PartialEq + 'static> Like for T {
    fn is_like(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// What an effect watches.
struct Watched(Box<dyn Like>);

impl PartialEq for Watched {
    fn eq(&self, other: &Watched) -> bool {
        self.0.is_like(other.0.as_any())
    }
}

type Begin = Box<dyn FnOnce(&Watched) -> End>;
type End = Box<dyn FnOnce()>;

/// Begins something after the first drawing and whenever `watched` has changed; what `begin` gives is kept until then, or
/// until the part goes.
pub fn use_kept<T: PartialEq + 'static, K: 'static>(
    watched: T,
    begin: impl FnOnce(&T) -> K + 'static,
) -> impl Hook<Output = ()> {
    let begin: Begin = Box::new(move |watched| {
        let kept = watched.0.as_any().downcast_ref().map(begin);
        Box::new(move || drop(kept))
    });
    use_effect_with(Watched(Box::new(watched)), begin)
}

/// What was made of something, as long as that stays the same.
pub fn use_made<T: PartialEq + 'static, M: 'static>(
    from: T,
    make: impl FnOnce(&T) -> M,
) -> impl Hook<Output = Rc<M>> {
    struct Making<T, F>(T, F);

    impl<T: PartialEq + 'static, M: 'static, F: FnOnce(&T) -> M> Hook for Making<T, F> {
        type Output = Rc<M>;

        fn run(self, context: &mut HookContext) -> Rc<M> {
            let Making(from, make) = self;
            let memory = memory(context);
            let mut memory = memory.borrow_mut();
            let known = memory.take_if(|(known, _)| known.is_like(&from));
            let (from, made) = known.unwrap_or_else(|| {
                let made: Rc<dyn Any> = Rc::new(make(&from));
                (Box::new(from), made)
            });
            *memory = Some((from, made.clone()));
            made.downcast().expect("a hook keeps its place")
        }
    }

    Making(from, make)
}

/// What something was made of, and what was made.
type Memory = Option<(Box<dyn Like>, Rc<dyn Any>)>;

fn memory(context: &mut HookContext) -> Rc<RefCell<Memory>> {
    use_mut_ref(|| None).run(context)
}

/// What an element of the document is reached by, once it is there.
pub fn use_node() -> impl Hook<Output = NodeRef> {
    struct Node;

    impl Hook for Node {
        type Output = NodeRef;

        fn run(self, context: &mut HookContext) -> NodeRef {
            let node = use_made((), |()| NodeRef::default()).run(context);
            (*node).clone()
        }
    }

    Node
}

/// A value of a part, which is drawn anew when it is set to another one.
pub struct Value<T> {
    state: Rc<State>,
    of: PhantomData<T>,
}

struct State {
    value: RefCell<Box<dyn Like>>,
    redraw: UseForceUpdateHandle,
}

impl State {
    fn set(&self, value: Box<dyn Like>) {
        let is_known = self.value.borrow().is_like(value.as_any());
        if !is_known {
            self.value.replace(value);
            self.redraw.force_update();
        }
    }
}

impl<T> Clone for Value<T> {
    fn clone(&self) -> Value<T> {
        Value {
            state: self.state.clone(),
            of: PhantomData,
        }
    }
}

impl<T: Clone + PartialEq + 'static> Value<T> {
    /// What it is by now.
    pub fn get(&self) -> T {
        let value = self.state.value.borrow();
        let value = value.as_any().downcast_ref::<T>();
        value.expect("a value keeps its type").clone()
    }

    pub fn set(&self, value: T) {
        self.state.set(Box::new(value));
    }
}

/// A value of the part that it is in.
pub fn use_value<T: Clone + PartialEq + 'static>(first: T) -> impl Hook<Output = Value<T>> {
    struct Keeping<T>(T);

    impl<T: Clone + PartialEq + 'static> Hook for Keeping<T> {
        type Output = Value<T>;

        fn run(self, context: &mut HookContext) -> Value<T> {
            Value {
                state: state(context, Box::new(self.0)),
                of: PhantomData,
            }
        }
    }

    Keeping(first)
}

fn state(context: &mut HookContext, first: Box<dyn Like>) -> Rc<State> {
    let redraw = use_force_update().run(context);
    let kept = use_mut_ref(|| {
        Rc::new(State {
            value: RefCell::new(first),
            redraw,
        })
    });
    kept.run(context).borrow().clone()
}
