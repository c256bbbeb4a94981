//! What the page is made of: templates, parts and hooks, in a document.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use interleave::app::hooks::{Value, use_kept, use_made, use_node, use_value};
use interleave::app::markup::{Act, holes, markup, sends, sends_of, truth};
use interleave::app::part::{Part, part};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, MouseEvent, NodeList};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// What stands in a place of the document, drawn anew when it is told.
struct Stage {
    place: Element,
    app: yew::AppHandle<Drawing>,
}

#[derive(Clone, PartialEq, Properties)]
struct DrawingProps {
    html: Html,
}

#[component]
fn Drawing(props: &DrawingProps) -> Html {
    props.html.clone()
}

impl Stage {
    async fn new(html: Html) -> Stage {
        let document = web_sys::window().unwrap().document().unwrap();
        let place = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&place).unwrap();
        let props = DrawingProps { html };
        let app = yew::Renderer::with_root_and_props(place.clone(), props).render();
        settle().await;
        Stage { place, app }
    }

    async fn draw(&mut self, html: Html) {
        self.app.update(DrawingProps { html });
        settle().await;
    }

    fn html(&self) -> String {
        self.place.inner_html()
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.place.query_selector(selector).unwrap();
        let found = found.unwrap_or_else(|| panic!("no {selector} in {}", self.html()));
        found.unchecked_into()
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found: NodeList = self.place.query_selector_all(selector).unwrap();
        let at = |index| found.item(index).unwrap().unchecked_into();
        (0..found.length()).map(at).collect()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Comes back when yew has drawn what there is to draw.
async fn settle() {
    TimeoutFuture::new(0).await;
}

/// What happened, in order.
#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<String>>>);

impl PartialEq for Heard {
    fn eq(&self, other: &Heard) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Heard {
    fn note(&self, what: impl Into<String>) {
        self.0.borrow_mut().push(what.into());
    }

    fn take(&self) -> Vec<String> {
        self.0.take()
    }

    fn sender(&self) -> Callback<String> {
        let heard = self.clone();
        Callback::from(move |what: String| heard.note(what))
    }
}

// Templates.

#[wasm_bindgen_test]
async fn holes_are_filled_in_their_order() {
    const { assert!(holes("<p a={}>{}<br />{}</p>") == 3) };
    let stage = Stage::new(markup!(
        r#"<p class={} id="fixed" title={}>
            {}
            <b>{}</b> and {}
        </p>"#,
        "one",
        String::from("two"),
        "three",
        Some("four"),
        vec![markup!("<i>five</i>"), markup!("<i>six</i>")],
    ))
    .await;
    assert_eq!(
        stage.html(),
        r#"<p class="one" id="fixed" title="two">three<b>four</b> and <i>five</i><i>six</i></p>"#
    );
}

#[wasm_bindgen_test]
async fn a_template_is_drawn_with_other_fillings_each_time() {
    let item = |words: &'static str| markup!("<li class={}>{}</li>", words, words);
    let stage = Stage::new(markup!("<ul>{}{}</ul>", item("first"), item("second"))).await;
    assert_eq!(
        stage.html(),
        r#"<ul><li class="first">first</li><li class="second">second</li></ul>"#
    );
}

#[wasm_bindgen_test]
async fn what_is_not_there_leaves_no_attribute_and_no_text() {
    let draw = |title: Option<&'static str>, disabled: bool, words: Option<String>| {
        markup!(
            "<button title={} disabled={}>{}</button>",
            title,
            disabled,
            words
        )
    };
    let mut stage = Stage::new(draw(None, false, None)).await;
    assert_eq!(stage.html(), "<button></button>");
    stage.draw(draw(Some("why"), true, Some("x".into()))).await;
    assert_eq!(
        stage.html(),
        r#"<button title="why" disabled="disabled">x</button>"#
    );
    stage.draw(draw(None, false, None)).await;
    assert_eq!(stage.html(), "<button></button>");
}

#[wasm_bindgen_test]
async fn what_fills_a_hole_is_never_read_as_html() {
    const EVIL: &str = r#""><script>bad()</script>&amp;'{}"#;
    let stage = Stage::new(markup!(r#"<p title={}>{}</p>"#, EVIL, EVIL)).await;
    let paragraph: Element = stage.find("p");
    assert_eq!(paragraph.get_attribute("title").as_deref(), Some(EVIL));
    assert_eq!(paragraph.text_content().as_deref(), Some(EVIL));
    assert_eq!(stage.all("script").len(), 0);
}

#[wasm_bindgen_test]
async fn fields_have_values_and_not_attributes() {
    let draw = |value: &str, checked: bool| {
        markup!(
            r#"<input id="text" value={} /><input id="box" type="checkbox" checked={} />"#,
            value.to_owned(),
            checked
        )
    };
    let mut stage = Stage::new(draw("a", true)).await;
    let text: HtmlInputElement = stage.find("#text");
    let tick: HtmlInputElement = stage.find("#box");
    assert_eq!((text.value().as_str(), tick.checked()), ("a", true));
    // What somebody has typed is replaced by what is drawn.
    text.set_value("typed");
    stage.draw(draw("b", false)).await;
    assert_eq!((text.value().as_str(), tick.checked()), ("b", false));
}

#[wasm_bindgen_test]
async fn only_what_has_changed_is_touched() {
    let draw = |words: &'static str| {
        markup!(
            r#"<p class="still">still</p><p class={}>{}</p>"#,
            words,
            words
        )
    };
    let mut stage = Stage::new(draw("one")).await;
    let before = stage.all("p");
    // Who draws it by other means, as the editor does, is left alone.
    before[0].set_text_content(Some("by others"));
    stage.draw(draw("two")).await;
    assert_eq!(
        stage.html(),
        r#"<p class="still">by others</p><p class="two">two</p>"#
    );
    assert_eq!(stage.all("p"), before);
}

#[wasm_bindgen_test]
async fn what_is_sometimes_not_there_does_not_move_the_others() {
    let draw = |there: bool| {
        markup!(
            r#"<div>{}<input id="after" /></div>"#,
            there.then(|| markup!("<p>there</p>"))
        )
    };
    let mut stage = Stage::new(draw(false)).await;
    let field: HtmlInputElement = stage.find("#after");
    field.set_value("typed");
    stage.draw(draw(true)).await;
    assert_eq!(stage.find::<HtmlInputElement>("#after"), field);
    assert_eq!(field.value(), "typed");
    stage.draw(draw(false)).await;
    assert_eq!(stage.find::<HtmlInputElement>("#after"), field);
    assert_eq!(stage.all("p").len(), 0);
}

#[wasm_bindgen_test]
async fn members_of_a_list_with_keys_keep_their_elements() {
    let draw = |names: &[&'static str]| {
        let item = |name: &&'static str| markup!("<li key={}>{}</li>", *name, *name);
        markup!("<ul>{}</ul>", names.iter().map(item).collect::<Vec<_>>())
    };
    let mut stage = Stage::new(draw(&["a", "b", "c"])).await;
    let before = stage.all("li");
    stage.draw(draw(&["new", "c", "a"])).await;
    let after = stage.all("li");
    assert_eq!(
        stage.html(),
        "<ul><li>new</li><li>c</li><li>a</li></ul>",
        "a key is no attribute"
    );
    assert_eq!(after[1], before[2]);
    assert_eq!(after[2], before[0]);
    assert!(!before[1].is_connected());
}

#[wasm_bindgen_test]
async fn an_event_does_what_was_drawn_last() {
    let heard = Heard::default();
    let send = heard.sender();
    let draw = |act: Option<Act>| markup!("<button onclick={}>press</button>", act);
    let mut stage = Stage::new(draw(Some(sends(&send, "first".into())))).await;
    let button: HtmlElement = stage.find("button");
    button.click();
    stage.draw(draw(Some(sends(&send, "second".into())))).await;
    button.click();
    stage.draw(draw(None)).await;
    button.click();
    assert_eq!(heard.take(), ["first", "second"]);
    assert!(!button.has_attribute("onclick"));
}

#[wasm_bindgen_test]
async fn an_act_gets_the_event_that_its_attribute_stands_for() {
    let heard = Heard::default();
    let send = heard.sender();
    let typed = sends_of(&send, |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        format!("typed {}", field.value())
    });
    let around = {
        let heard = heard.clone();
        Act::new(move |event: MouseEvent| {
            event.prevent_default();
            heard.note(format!("{} with {}", event.type_(), truth(event.alt_key())));
        })
    };
    let stage = Stage::new(markup!(
        r##"<div onclick={}><input oninput={} /><a href="#elsewhere">go</a></div>"##,
        around,
        typed
    ))
    .await;
    let field: HtmlInputElement = stage.find("input");
    field.set_value("abc");
    let input = web_sys::EventInit::new();
    input.set_bubbles(true);
    let input = Event::new_with_event_init_dict("input", &input).unwrap();
    field.dispatch_event(&input).unwrap();
    // It comes up from what is inside, and can be held back.
    stage.find::<HtmlElement>("a").click();
    assert_eq!(heard.take(), ["typed abc", "click with false"]);
    let hash = web_sys::window().unwrap().location().hash().unwrap();
    assert_ne!(hash, "#elsewhere");
}

// Parts and their hooks.

/// A part that notes what becomes of it.
#[derive(PartialEq)]
struct Noisy {
    words: &'static str,
    /// What its effect watches, and what it makes something of.
    watched: u32,
    heard: Heard,
}

/// Notes its end.
struct Ending(Heard, u32);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.note(format!("end {}", self.1));
    }
}

impl Part for Noisy {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_noisy(self).run(context)
    }
}

#[hook]
fn use_noisy(noisy: &Noisy) -> Html {
    noisy.heard.note(format!("draw {}", noisy.words));
    let heard = noisy.heard.clone();
    let made = use_made(noisy.watched, |watched| {
        heard.note(format!("make {watched}"));
        watched * 2
    });
    let heard = noisy.heard.clone();
    use_kept(noisy.watched, move |&watched| {
        heard.note(format!("begin {watched}"));
        Ending(heard, watched)
    });
    markup!("<p>{}{}</p>", noisy.words, format!(" {made}"))
}

#[wasm_bindgen_test]
async fn a_part_is_drawn_anew_only_when_it_has_changed() {
    let (left, right) = (Heard::default(), Heard::default());
    let draw = |words: &'static str| {
        let noisy = |words, heard: &Heard| Noisy {
            words,
            watched: 1,
            heard: heard.clone(),
        };
        markup!(
            "{}{}",
            part("left", noisy("same", &left)),
            part("right", noisy(words, &right))
        )
    };
    let mut stage = Stage::new(draw("one")).await;
    assert_eq!(stage.html(), "<p>same 2</p><p>one 2</p>");
    assert_eq!(left.take(), ["draw same", "make 1", "begin 1"]);
    assert_eq!(right.take(), ["draw one", "make 1", "begin 1"]);
    stage.draw(draw("two")).await;
    assert_eq!(stage.html(), "<p>same 2</p><p>two 2</p>");
    assert!(left.take().is_empty());
    assert_eq!(right.take(), ["draw two"]);
}

#[wasm_bindgen_test]
async fn what_is_kept_ends_before_it_begins_anew_and_when_the_part_goes() {
    let heard = Heard::default();
    let draw = |watched: Option<u32>| {
        let noisy = |watched| Noisy {
            words: "x",
            watched,
            heard: heard.clone(),
        };
        markup!("{}", watched.map(|watched| part("noisy", noisy(watched))))
    };
    let mut stage = Stage::new(draw(Some(1))).await;
    assert_eq!(heard.take(), ["draw x", "make 1", "begin 1"]);
    stage.draw(draw(Some(2))).await;
    assert_eq!(heard.take(), ["draw x", "make 2", "end 1", "begin 2"]);
    stage.draw(draw(None)).await;
    assert_eq!(heard.take(), ["end 2"]);
    assert_eq!(stage.html(), "");
}

#[wasm_bindgen_test]
async fn another_part_in_the_same_place_begins_anew() {
    let heard = Heard::default();
    let noisy = |words| Noisy {
        words,
        watched: 1,
        heard: heard.clone(),
    };
    let mut stage = Stage::new(part("one", noisy("one"))).await;
    heard.take();
    stage.draw(part("other", noisy("one"))).await;
    let mut happened = heard.take();
    happened.sort();
    assert_eq!(happened, ["begin 1", "draw one", "end 1", "make 1"]);
}

/// A part with a value of its own.
#[derive(Clone)]
struct Counter {
    drawn: Rc<Cell<u32>>,
    value: Rc<RefCell<Option<Value<u32>>>>,
    node: Rc<RefCell<Option<NodeRef>>>,
}

impl PartialEq for Counter {
    fn eq(&self, other: &Counter) -> bool {
        Rc::ptr_eq(&self.drawn, &other.drawn)
    }
}

impl Part for Counter {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_counter(self).run(context)
    }
}

#[hook]
fn use_counter(counter: &Counter) -> Html {
    let value = use_value(7);
    let node = use_node();
    counter.drawn.set(counter.drawn.get() + 1);
    counter.value.replace(Some(value.clone()));
    counter.node.replace(Some(node.clone()));
    markup!("<b ref={}>{}</b>", &node, value.get().to_string())
}

#[wasm_bindgen_test]
async fn a_value_draws_its_part_anew_when_it_is_set_to_another() {
    let counter = Counter {
        drawn: Rc::default(),
        value: Rc::default(),
        node: Rc::default(),
    };
    let stage = Stage::new(part("", counter.clone())).await;
    assert_eq!(
        (stage.html().as_str(), counter.drawn.get()),
        ("<b>7</b>", 1)
    );
    let value = counter.value.borrow().clone().unwrap();
    value.set(8);
    value.set(9);
    // It is the new one at once, before anything is drawn.
    assert_eq!(value.get(), 9);
    settle().await;
    assert_eq!(
        (stage.html().as_str(), counter.drawn.get()),
        ("<b>9</b>", 2)
    );
    value.set(9);
    settle().await;
    assert_eq!(counter.drawn.get(), 2);
    // What it is reached by leads to the element that stands in the document.
    let node = counter.node.borrow().clone().unwrap();
    assert_eq!(node.cast::<Element>(), Some(stage.find("b")));
}
