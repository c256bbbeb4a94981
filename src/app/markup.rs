//! Elements from templates: HTML with a hole, `{}`, for each thing that is not always the same.
//!
//! yew's `html!` writes out anew, for each element, the code that makes it, which would be most of the code of a page that has
//! many small elements. A template is parsed when it is drawn for the first time; what is fixed in it is shared by all that is
//! drawn by it, so that comparing two drawings does not look at it. Whether each tag is closed and each hole filled is checked
//! when the program is compiled. Knows nothing of the page.
//!
//! A text with a line's end in it is trimmed, so templates can be laid out in lines; there are no character references.
//!
//! What is sometimes not there has a hole of its own, filled with an `Option`: so the others keep their places, and their
//! elements. In a list (a `Vec`) only what has a key keeps them when something comes before or behind it.

use std::cell::RefCell;
use std::rc::Rc;
use std::vec;

use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VTag, VText};

/// Draws a template, its holes filled in their order: `markup!("<b class={}>{}</b>", class, words)`.
#[macro_export]
macro_rules! markup {
    ($template:literal $(, $fill:expr)* $(,)?) => {{
        const {
            let fillings: &[&str] = &[$(stringify!($fill)),*];
            assert!($crate::app::markup::holes($template) == fillings.len(), "as many holes as fillings");
        }
        $crate::app::markup::draw($template, [$($crate::app::markup::Hole::from($fill)),*])
    }};
}
pub use markup;

/// What fills a hole.
pub enum Hole {
    /// Between tags.
    Node(Html),
    /// Between tags a text; of an attribute its value, without which it is left out.
    Text(Option<AttrValue>),
    /// Of an attribute, whether it is there.
    Flag(bool),
    /// Of an attribute like `onclick`.
    Act(Option<Act>),
    /// Of `ref`.
    Ref(NodeRef),
}

/// What an event does.
#[derive(Clone)]
pub struct Act(Rc<dyn Fn(Event)>);

impl Act {
    /// The type of the event is the one that its attribute stands for.
    pub fn new<E: JsCast>(act: impl Fn(E) + 'static) -> Act {
        Act(Rc::new(move |event: Event| act(event.unchecked_into())))
    }

    /// Does what another one does.
    pub fn act(&self, event: impl Into<Event>) {
        (self.0)(event.into());
    }
}

/// Sends the same at each event.
pub fn sends<T: Clone + 'static>(send: &Callback<T>, value: T) -> Act {
    let send = send.clone();
    Act(Rc::new(move |_| send.emit(value.clone())))
}

/// Sends what is made of the event.
pub fn sends_of<T: 'static, E: JsCast>(send: &Callback<T>, make: impl Fn(E) -> T + 'static) -> Act {
    let send = send.clone();
    Act::new(move |event| send.emit(make(event)))
}

/// The value of an attribute like `aria-pressed`.
pub fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

macro_rules! fills {
    ($($type:ty: $value:ident => $hole:expr;)*) => {
        $(impl From<$type> for Hole {
            fn from($value: $type) -> Hole {
                $hole
            }
        })*
    };
}

fills! {
    Html: node => Hole::Node(node);
    Option<Html>: node => Hole::Node(node.unwrap_or_default());
    Vec<Html>: nodes => Hole::Node(nodes.into_iter().collect());
    AttrValue: text => Hole::Text(Some(text));
    &'static str: text => Hole::Text(Some(AttrValue::Static(text)));
    Option<&'static str>: text => Hole::Text(text.map(AttrValue::Static));
    String: text => Hole::Text(Some(AttrValue::from(text)));
    &String: text => Hole::Text(Some(AttrValue::from(text.clone())));
    Option<String>: text => Hole::Text(text.map(AttrValue::from));
    Option<AttrValue>: text => Hole::Text(text);
    bool: is => Hole::Flag(is);
    Act: act => Hole::Act(Some(act));
    Option<Act>: act => Hole::Act(act);
    &NodeRef: node => Hole::Ref(node.clone());
}

/// How many holes a template has; it must close its tags.
pub const fn holes(template: &str) -> usize {
    let bytes = template.as_bytes();
    let (mut holes, mut open, mut at) = (0, 0, 0);
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'{', b'}') => holes += 1,
            (b'<', b'/') => open -= 1,
            (b'<', _) => open += 1,
            (b'/', b'>') => open -= 1,
            _ => {}
        }
        at += 1;
    }
    assert!(open == 0, "each tag is closed");
    holes
}

/// Draws a template.
#[inline(never)]
pub fn draw<const COUNT: usize>(template: &'static str, holes: [Hole; COUNT]) -> Html {
    draw_filled(template, Vec::from(holes))
}

#[inline(never)]
fn draw_filled(template: &'static str, holes: Vec<Hole>) -> Html {
    draw_all(parsed(template), &mut holes.into_iter())
}

/// A part of a template.
enum Node {
    Text(&'static str),
    Hole,
    Element(Element),
}

struct Element {
    name: &'static str,
    /// In their order; `None` for a hole.
    attributes: Vec<(&'static str, Option<&'static str>)>,
    /// What becomes of them in the document.
    shape: Shape,
    children: Vec<Node>,
}

enum Shape {
    /// All are fixed.
    Fixed(&'static [(&'static str, AttributeOrProperty)]),
    /// The names of those that are attributes in the document too.
    Open(&'static [&'static str]),
}

/// A template that has been parsed: where its text lies, its length, its parts.
type Parsed = (usize, usize, &'static [Node]);

/// The template's parts. They are kept for good, as the template is.
fn parsed(template: &'static str) -> &'static [Node] {
    thread_local! {
        static PARSED: RefCell<Vec<Parsed>> = const { RefCell::new(Vec::new()) };
    }
    let (place, length) = (template.as_ptr() as usize, template.len());
    PARSED.with_borrow_mut(|parsed| {
        let known = parsed.binary_search_by_key(&(place, length), |known| (known.0, known.1));
        match known {
            Ok(at) => parsed[at].2,
            Err(at) => {
                let nodes: &'static [Node] = Reader { rest: template }.nodes().leak();
                parsed.insert(at, (place, length, nodes));
                nodes
            }
        }
    })
}

/// Reads a template that [`holes`] has found to be one.
struct Reader {
    rest: &'static str,
}

impl Reader {
    /// Takes so many bytes.
    fn take(&mut self, count: usize) -> &'static str {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }

    /// Takes all up to one of some characters.
    fn until(&mut self, ends: &[char]) -> &'static str {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        self.take(end)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// All up to the end of the element around them, and that.
    fn nodes(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        loop {
            let text = self.until(&['<', '{']);
            let text = if text.contains('\n') {
                text.trim()
            } else {
                text
            };
            if !text.is_empty() {
                nodes.push(Node::Text(text));
            }
            if self.skip("{}") {
                nodes.push(Node::Hole);
            } else if self.rest.is_empty() || self.skip("</") {
                self.until(&['>']);
                self.skip(">");
                return nodes;
            } else {
                self.skip("<");
                nodes.push(Node::Element(self.element()));
            }
        }
    }

    fn element(&mut self) -> Element {
        let name = self.until(&[' ', '\n', '/', '>']);
        let mut attributes = Vec::new();
        let children = loop {
            self.rest = self.rest.trim_start();
            if self.skip("/>") {
                break Vec::new();
            }
            if self.skip(">") {
                break self.nodes();
            }
            let name = self.until(&['=']);
            let value = (!self.skip("={}")).then(|| {
                self.skip("=\"");
                let value = self.until(&['"']);
                self.skip("\"");
                value
            });
            attributes.push((name, value));
        };
        Element {
            name,
            shape: shape(name, &attributes),
            attributes,
            children,
        }
    }
}

fn shape(element: &str, attributes: &[(&'static str, Option<&'static str>)]) -> Shape {
    let fixed = |&(name, value): &(&'static str, Option<&'static str>)| {
        Some((name, AttributeOrProperty::Static(value?)))
    };
    let fixed: Vec<_> = attributes.iter().filter_map(fixed).collect();
    if fixed.len() == attributes.len() {
        return Shape::Fixed(fixed.leak());
    }
    let names = attributes.iter().map(|(name, _)| *name);
    let names = names.filter(|name| is_attribute(element, name));
    Shape::Open(names.collect::<Vec<_>>().leak())
}

/// Whether it is one in the document too, and not a listener, or something that yew keeps beside the attributes.
fn is_attribute(element: &str, name: &str) -> bool {
    let is_field = matches!(element, "input" | "textarea");
    !(name.starts_with("on")
        || matches!(name, "ref" | "key")
        || is_field && matches!(name, "value" | "checked"))
}

type Filling = vec::IntoIter<Hole>;

fn draw_all(nodes: &[Node], holes: &mut Filling) -> Html {
    match nodes {
        [node] => draw_node(node, holes),
        nodes => nodes.iter().map(|node| draw_node(node, holes)).collect(),
    }
}

fn draw_node(node: &Node, holes: &mut Filling) -> Html {
    match node {
        Node::Text(text) => words(AttrValue::Static(text)),
        Node::Hole => match holes.next() {
            Some(Hole::Node(node)) => node,
            Some(Hole::Text(Some(text))) => words(text),
            _ => Html::default(),
        },
        Node::Element(element) => draw_element(element, holes),
    }
}

fn words(text: AttrValue) -> Html {
    Html::VText(VText::new(text))
}

fn draw_element(element: &Element, holes: &mut Filling) -> Html {
    let mut tag = VTag::new(element.name);
    tag.attributes = match element.shape {
        Shape::Fixed(attributes) => Attributes::Static(attributes),
        Shape::Open(keys) => {
            let values = fill(element, &mut tag, holes);
            debug_assert_eq!(keys.len(), values.len());
            Attributes::Dynamic { keys, values }
        }
    };
    if !element.children.is_empty() {
        let children = draw_all(&element.children, holes);
        if let Some(place) = tag.children_mut() {
            *place = children;
        }
    }
    Html::VTag(Rc::new(tag))
}

/// Gives an element what its attributes stand for; the values of those that are attributes in the document too.
fn fill(
    element: &Element,
    tag: &mut VTag,
    holes: &mut Filling,
) -> Box<[Option<AttributeOrProperty>]> {
    let mut values = Vec::with_capacity(element.attributes.len());
    let mut listeners: Vec<Option<Rc<dyn Listener>>> = Vec::new();
    for &(name, value) in &element.attributes {
        if let Some(value) = value {
            values.push(Some(AttributeOrProperty::Static(value)));
            continue;
        }
        match holes.next() {
            Some(Hole::Ref(node)) => tag.node_ref = node,
            Some(Hole::Act(act)) => listeners.push(act.map(|act| Rc::new(On { name, act }) as _)),
            Some(Hole::Text(key)) if name == "key" => tag.key = key.as_deref().map(Key::from),
            Some(hole) if is_attribute(element.name, name) => {
                let value = match hole {
                    Hole::Text(value) => value,
                    Hole::Flag(is) => is.then_some(AttrValue::Static(name)),
                    _ => None,
                };
                values.push(value.map(AttributeOrProperty::Attribute));
            }
            Some(Hole::Text(value)) => tag.set_value(value),
            Some(Hole::Flag(is)) => tag.set_checked(is),
            _ => {}
        }
    }
    if !listeners.is_empty() {
        tag.set_listeners(listeners.into());
    }
    values.into()
}

/// The listener of an attribute.
struct On {
    /// `onclick`
    name: &'static str,
    act: Act,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(self.name.trim_start_matches("on").into())
    }

    fn handle(&self, event: Event) {
        self.act.act(event);
    }

    fn passive(&self) -> bool {
        false
    }
}
