//! The totals of all runs as large figures: the comparison at a glance.

use yew::prelude::*;

use super::state::Trace;
use crate::timeline::summary::{self, Total};

#[derive(PartialEq, Properties)]
pub struct TotalsProps {
    pub trace: Trace,
}

#[component]
pub fn Totals(props: &TotalsProps) -> Html {
    let totals = props.trace.read(summary::totals);
    if totals.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="totals" aria-label="Totals">
            { for totals.iter().map(card) }
        </ul>
    }
}

fn card(total: &Total) -> Html {
    html! {
        <li key={total.run.0} class={classes!("total-card", total.faster.then_some("faster"))}>
            <span class="name">{ &total.title }</span>
            <span class="figures">
                { for total.figures.iter().map(|figure| html! {
                    <span class="figure">{ &figure.number }<span class="unit">{ format!(" {}", figure.unit) }</span></span>
                }) }
            </span>
            <span class="remark">{ &total.remark }</span>
        </li>
    }
}
