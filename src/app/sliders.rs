//! Sliders and menus for the parameters of the program: what they change, they change in its text.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::params::{self, Param};
use super::state::Action;
use crate::share;

#[derive(PartialEq, Properties)]
pub struct SlidersProps {
    pub program: Rc<share::State>,
    pub send: Callback<Action>,
}

#[component]
pub fn Sliders(props: &SlidersProps) -> Html {
    let params = params::find(&props.program.source);
    if params.is_empty() {
        return Html::default();
    }
    html! {
        <div class="sliders" role="group" aria-label="Parameters">
            { for params.into_iter().map(|param| if param.choices.is_empty() {
                slider(props, param)
            } else {
                menu(props, param)
            }) }
        </div>
    }
}

fn slider(props: &SlidersProps, param: Param) -> Html {
    let id = format!("param-{}", param.name);
    let (name, value) = (param.name.clone(), param.literal(param.value));
    let (min, max, step) = (param.min, param.max, param.step);
    let slide = {
        let program = props.program.clone();
        props.send.reform(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let value = param.literal(input.value_as_number());
            Action::Tune(params::with_text(&program.source, &param, &value))
        })
    };
    html! {
        <>
            <label for={id.clone()}>{ name }</label>
            <input
                {id}
                type="range"
                min={min.to_string()}
                max={max.to_string()}
                step={step.to_string()}
                value={value.clone()}
                oninput={slide}
            />
            <output>{ value }</output>
        </>
    }
}

fn menu(props: &SlidersProps, param: Param) -> Html {
    let id = format!("param-{}", param.name);
    let choices = param.choices.clone();
    let (name, text) = (param.name.clone(), param.text.clone());
    let choose = {
        let program = props.program.clone();
        props.send.reform(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            Action::Tune(params::with_text(&program.source, &param, &select.value()))
        })
    };
    html! {
        <>
            <label for={id.clone()}>{ name }</label>
            <select {id} onchange={choose}>
                { for choices.iter().map(|choice| html! {
                    <option value={choice.clone()} selected={*choice == text}>{ choice }</option>
                }) }
            </select>
            <span />
        </>
    }
}
