//! Sliders and menus for the parameters of the program: what they change, they change in its text.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::functional::HookContext;
use yew::prelude::*;

use super::markup::{markup, sends_of};
use super::params::{self, Param};
use super::part::Part;
use super::state::Action;
use crate::share;

#[derive(PartialEq)]
pub struct Sliders {
    pub program: Rc<share::State>,
    pub send: Callback<Action>,
}

impl Part for Sliders {
    fn draw(&self, _: &mut HookContext) -> Html {
        let params = params::find(&self.program.source);
        if params.is_empty() {
            return Html::default();
        }
        let control = |param: Param| match param.choices.is_empty() {
            true => slider(self, param),
            false => menu(self, param),
        };
        markup!(
            r#"<div class="sliders" role="group" aria-label="Parameters">{}</div>"#,
            params.into_iter().map(control).collect::<Vec<_>>()
        )
    }
}

fn slider(sliders: &Sliders, param: Param) -> Html {
    let id = format!("param-{}", param.name);
    let (name, value) = (param.name.clone(), param.literal(param.value));
    let (min, max, step) = (param.min, param.max, param.step);
    let slide = {
        let program = sliders.program.clone();
        sends_of(&sliders.send, move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let value = param.literal(input.value_as_number());
            Action::Tune(params::with_text(&program.source, &param, &value))
        })
    };
    markup!(
        r#"<label for={}>{}</label>
        <input id={} type="range" min={} max={} step={} value={} oninput={} />
        <output>{}</output>"#,
        &id,
        name,
        &id,
        min.to_string(),
        max.to_string(),
        step.to_string(),
        &value,
        slide,
        &value
    )
}

fn menu(sliders: &Sliders, param: Param) -> Html {
    let id = format!("param-{}", param.name);
    let choices = param.choices.clone();
    let (name, text) = (param.name.clone(), param.text.clone());
    let choose = {
        let program = sliders.program.clone();
        sends_of(&sliders.send, move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            Action::Tune(params::with_text(&program.source, &param, &select.value()))
        })
    };
    let option = |choice: &String| {
        markup!(
            "<option value={} selected={}>{}</option>",
            choice,
            *choice == text,
            choice
        )
    };
    markup!(
        "<label for={}>{}</label><select id={} onchange={}>{}</select><span />",
        &id,
        name,
        &id,
        choose,
        choices.iter().map(option).collect::<Vec<_>>()
    )
}
