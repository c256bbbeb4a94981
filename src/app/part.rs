//! The parts that the page is made of. A part is drawn anew when what it is drawn from has changed, and not else; it may
//! have hooks of its own.
//!
//! To yew all of them are one component, [`Place`], which holds any part: what yew makes of a component is large, and made
//! for each type.

use std::rc::Rc;

use yew::functional::{Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp};

use super::hooks::Like;

/// What a part is drawn from.
pub trait Part: PartialEq + 'static {
    /// Draws it, with its hooks.
    fn draw(&self, context: &mut HookContext) -> Html;
}

/// A part in its place. Where other parts may come to stand beside it, or in its place, it needs a name.
pub fn part(name: &str, part: impl Part) -> Html {
    place(name, Rc::new(part))
}

fn place(name: &str, part: Rc<dyn AnyPart>) -> Html {
    let key = (!name.is_empty()).then(|| Key::from(name));
    let place = VComp::new::<Place>(Rc::new(PlaceProps { part }), key);
    Html::VComp(Rc::new(place))
}

trait AnyPart: Like {
    fn draw_any(&self, context: &mut HookContext) -> Html;
}

impl<T: Part> AnyPart for T {
    fn draw_any(&self, context: &mut HookContext) -> Html {
        self.draw(context)
    }
}

#[derive(Properties)]
struct PlaceProps {
    part: Rc<dyn AnyPart>,
}

impl PartialEq for PlaceProps {
    fn eq(&self, other: &PlaceProps) -> bool {
        self.part.is_like(other.part.as_any())
    }
}

#[component]
fn Place(props: &PlaceProps) -> Html {
    use_part(&*props.part)
}

/// Lets a part draw itself with the hooks of its place.
fn use_part(part: &dyn AnyPart) -> impl Hook<Output = Html> {
    struct Drawing<'a>(&'a dyn AnyPart);

    impl Hook for Drawing<'_> {
        type Output = Html;

        fn run(self, context: &mut HookContext) -> Html {
            self.0.draw_any(context)
        }
    }

    Drawing(part)
}
