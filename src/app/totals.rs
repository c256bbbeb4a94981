//! The totals of all runs as large figures: the comparison at a glance.

use std::rc::Rc;

use yew::functional::HookContext;
use yew::prelude::*;

use super::markup::{markup, sends};
use super::part::Part;
use super::state::{Action, Trace};
use crate::timeline::duration::Figure;
use crate::timeline::summary::{self, Total};
use crate::trace::event::RunId;

#[derive(PartialEq)]
pub struct Totals {
    pub trace: Trace,
    pub hidden: Rc<Vec<RunId>>,
    pub send: Callback<Action>,
}

impl Part for Totals {
    fn draw(&self, _: &mut HookContext) -> Html {
        let totals = self.trace.read(summary::totals);
        if totals.is_empty() {
            return Html::default();
        }
        let cards = totals
            .iter()
            .map(|total| card(total, totals.len() > 1, self));
        markup!(
            r#"<ul class="totals" aria-label="Totals">{}</ul>"#,
            cards.collect::<Vec<_>>()
        )
    }
}

/// A total; where there are several, with a button that hides the lanes of its run.
fn card(total: &Total, several: bool, totals: &Totals) -> Html {
    let run = total.run;
    let hidden = totals.hidden.contains(&run);
    let (sign, does) = if hidden {
        ("+", "Show")
    } else {
        ("−", "Hide")
    };
    let class = match (total.faster, hidden) {
        (false, false) => "total-card",
        (true, false) => "total-card faster",
        (false, true) => "total-card hidden",
        (true, true) => "total-card faster hidden",
    };
    let figure = |figure: &Figure| {
        markup!(
            r#"<span class="figure">{}<span class="unit">{}</span></span>"#,
            &figure.number,
            format!(" {}", figure.unit)
        )
    };
    let words = format!("{does} {}", total.title);
    let button = match several {
        true => markup!(
            r#"<button class="icon" aria-label={} title={} onclick={}>{}</button>"#,
            &words,
            &words,
            sends(&totals.send, Action::Hide(run)),
            sign
        ),
        false => Html::default(),
    };
    markup!(
        r#"<li key={} class={}>
            <span class="name">{}</span>
            <span class="figures">{}</span>
            <span class="remark">{}</span>
            {}
        </li>"#,
        run.0.to_string(),
        class,
        &total.title,
        total.figures.iter().map(figure).collect::<Vec<_>>(),
        &total.remark,
        button
    )
}
