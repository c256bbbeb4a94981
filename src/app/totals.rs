//! The totals of all runs as large figures: the comparison at a glance.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::state::{Action, Trace};
use crate::timeline::summary::{self, Total};
use crate::trace::event::RunId;

#[derive(PartialEq, Properties)]
pub struct TotalsProps {
    pub trace: Trace,
    pub hidden: Rc<BTreeSet<RunId>>,
    pub send: Callback<Action>,
}

#[component]
pub fn Totals(props: &TotalsProps) -> Html {
    let totals = props.trace.read(summary::totals);
    if totals.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="totals" aria-label="Totals">
            { for totals.iter().map(|total| card(total, totals.len() > 1, props)) }
        </ul>
    }
}

/// A total; where there are several, with a button that hides the lanes of its run.
fn card(total: &Total, several: bool, props: &TotalsProps) -> Html {
    let run = total.run;
    let hidden = props.hidden.contains(&run);
    let (sign, does) = if hidden {
        ("+", "Show")
    } else {
        ("−", "Hide")
    };
    let words = format!("{does} {}", total.title);
    html! {
        <li key={run.0} class={classes!("total-card", total.faster.then_some("faster"), hidden.then_some("hidden"))}>
            <span class="name">{ &total.title }</span>
            <span class="figures">
                { for total.figures.iter().map(|figure| html! {
                    <span class="figure">{ &figure.number }<span class="unit">{ format!(" {}", figure.unit) }</span></span>
                }) }
            </span>
            <span class="remark">{ &total.remark }</span>
            if several {
                <button
                    class="icon"
                    aria-label={words.clone()}
                    title={words}
                    onclick={props.send.reform(move |_| Action::Hide(run))}
                >
                    { sign }
                </button>
            }
        </li>
    }
}
