//! The editor in the page: a part around the CodeMirror bundle of `www/editor/`, which arrives when it arrives. Until
//! then the program stands there as plain text.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

use super::browser;
use super::hooks::{use_kept, use_node, use_value};
use super::markup::markup;
use super::part::Part;
use super::state::Refusal;

/// What the bundle calls out when it is there.
const ARRIVED: &str = "interleave-editor";

#[wasm_bindgen]
extern "C" {
    type CodeMirror;

    #[wasm_bindgen(js_namespace = interleaveEditor, js_name = createEditor)]
    fn create_editor(
        parent: &Element,
        doc: &str,
        label: &str,
        on_change: &Closure<dyn FnMut(String)>,
    ) -> CodeMirror;

    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &CodeMirror, text: &str);

    #[wasm_bindgen(method, js_name = markLines)]
    fn mark_lines(this: &CodeMirror, lines: &[u32]);

    #[wasm_bindgen(method, js_name = showProblem)]
    fn show_problem(
        this: &CodeMirror,
        message: &str,
        line: u32,
        column: u32,
        end_line: u32,
        end_column: u32,
    );

    #[wasm_bindgen(method, js_name = clearProblem)]
    fn clear_problem(this: &CodeMirror);

    #[wasm_bindgen(method)]
    fn destroy(this: &CodeMirror);
}

#[derive(PartialEq)]
pub struct Editor {
    /// The text that takes the editor's place whenever `replaced` changes.
    pub text: AttrValue,
    pub replaced: u32,
    /// 1-based lines to mark.
    pub marked: Vec<u32>,
    pub problem: Option<Refusal>,
    /// Gets the whole text after every edit.
    pub on_edit: Callback<String>,
}

/// Takes an editor down when it is dropped.
struct Unmount(Rc<RefCell<Option<Mounted>>>);

impl Drop for Unmount {
    fn drop(&mut self) {
        self.0.take();
    }
}

/// An editor and what ties it to the page; it is taken down with the part.
struct Mounted {
    editor: CodeMirror,
    _on_change: Closure<dyn FnMut(String)>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.editor.destroy();
    }
}

impl Part for Editor {
    fn draw(&self, context: &mut HookContext) -> Html {
        use_editor(self).run(context)
    }
}

#[hook]
fn use_editor(props: &Editor) -> Html {
    let place = use_node();
    let mounted = use_mut_ref(|| None::<Mounted>);
    let arrived = use_value(has_arrived());

    {
        let arrived = arrived.clone();
        use_kept((), move |()| {
            let now = arrived.clone();
            let listener =
                EventListener::once(&browser::window(), ARRIVED, move |_| arrived.set(true));
            // It may have come while this was drawn.
            if has_arrived() {
                now.set(true);
            }
            listener
        });
    }
    {
        let (place, mounted) = (place.clone(), mounted.clone());
        let (text, on_edit) = (props.text.clone(), props.on_edit.clone());
        use_kept(arrived.get(), move |&arrived| {
            let place = place.cast::<Element>().filter(|_| arrived);
            *mounted.borrow_mut() = place.map(|place| mount(&place, &text, on_edit));
            Unmount(mounted)
        });
    }
    {
        let (mounted, text) = (mounted.clone(), props.text.clone());
        use_kept(props.replaced, move |_| {
            if let Some(mounted) = &*mounted.borrow() {
                mounted.editor.set_text(&text);
            }
        });
    }
    {
        let mounted = mounted.clone();
        use_kept((props.marked.clone(), arrived.get()), move |(lines, _)| {
            if let Some(mounted) = &*mounted.borrow() {
                mounted.editor.mark_lines(lines);
            }
        });
    }
    use_kept(
        (props.problem.clone(), arrived.get()),
        move |(problem, _)| {
            if let Some(mounted) = &*mounted.borrow() {
                show_problem(&mounted.editor, problem.as_ref());
            }
        },
    );

    let text = (!arrived.get()).then(|| {
        markup!(
            r#"<pre class="editor-text" aria-label="Program">{}</pre>"#,
            props.text.clone()
        )
    });
    markup!(
        r#"<div class="editor">{}<div class="editor-place" ref={} /></div>"#,
        text,
        &place
    )
}

fn has_arrived() -> bool {
    let name = JsValue::from_str("interleaveEditor");
    js_sys::Reflect::has(&browser::window(), &name).unwrap_or(false)
}

fn mount(place: &Element, text: &str, on_edit: Callback<String>) -> Mounted {
    let on_change = Closure::new(move |text: String| on_edit.emit(text));
    Mounted {
        editor: create_editor(place, text, "Program", &on_change),
        _on_change: on_change,
    }
}

fn show_problem(editor: &CodeMirror, problem: Option<&Refusal>) {
    let Some(Refusal { error, .. }) = problem else {
        return editor.clear_problem();
    };
    editor.show_problem(
        &error.to_string(),
        error.line,
        error.column,
        error.end_line,
        error.end_column,
    );
}
