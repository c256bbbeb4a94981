//! Sliders for the parameters of the program: what they change, they change in its text.

use std::rc::Rc;

use web_sys::HtmlInputElement;
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
            { for params.into_iter().map(|param| slider(props, param)) }
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
            let value = input.value_as_number();
            Action::Tune(params::with_value(&program.source, &param, value))
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
