//! The bar at the top: which program, run and stop, which clock, and what to do with the whole of it.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::functional::HookContext;
use yew::prelude::*;

use super::dialog::ShareButton;
use super::help::Help;
use super::markup::{Act, markup, sends, sends_of};
use super::part::{Part, part};
use super::state::{Action, Shown};
use super::take_away::TakeAway;
use super::{theme, url};
use crate::scenarios::{self, Scenario};
use crate::share::{self, ClockKind};

/// Speeds of the real clock that are offered.
const SPEEDS: [f64; 7] = [0.5, 1.0, 2.0, 5.0, 10.0, 60.0, 3600.0];

#[derive(PartialEq)]
pub struct Bar {
    pub program: Rc<share::State>,
    pub running: bool,
    pub playing: bool,
    /// How it is looked at.
    pub view: share::View,
    pub shown: Option<Shown>,
    pub send: Callback<Action>,
    pub stop: Callback<()>,
}

impl Part for Bar {
    fn draw(&self, _: &mut HookContext) -> Html {
        let Bar {
            program,
            view,
            send,
            ..
        } = self;
        let go = match self.running {
            true => markup!(
                r#"<button class="go stop" onclick={}><span aria-hidden="true">■ </span>Stop</button>"#,
                sends(&self.stop, ())
            ),
            false => markup!(
                r#"<button class="go" title="Ctrl+Enter" onclick={}><span aria-hidden="true">▶ </span>Run</button>"#,
                sends(send, Action::Run)
            ),
        };
        let share = ShareButton {
            program: program.clone(),
            view: view.clone(),
        };
        let take_away = TakeAway {
            program: program.clone(),
            view: view.clone(),
            shown: self.shown.clone(),
        };
        let help = Help {
            playing: self.playing,
            send: send.clone(),
        };
        markup!(
            r#"<header class="bar">
                <h1 class="brand">
                    <svg class="logo" width="26" height="22" viewBox="0 0 26 22" aria-hidden="true">
                        <rect class="even" y="1" width="11" height="5" rx="2.5" />
                        <rect class="odd" x="8" y="8.5" width="11" height="5" rx="2.5" />
                        <rect class="even" x="15" y="16" width="11" height="5" rx="2.5" />
                    </svg>
                    Interleave
                </h1>
                {}
                {}
                {}
                <span class="spring" />
                {}
                {}
                {}
                {}
            </header>"#,
            scenario_menu(program, send),
            go,
            clock_choice(program, send),
            part("share", share),
            part("take-away", take_away),
            part("theme", ThemeButton),
            part("help", help),
        )
    }
}

fn scenario_menu(program: &Rc<share::State>, send: &Callback<Action>) -> Html {
    let current = scenarios::of_source(&program.source);
    let on_change = {
        let (program, send) = (program.clone(), send.clone());
        Act::new(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let id = select.value();
            let Some(scenario) = scenarios::ALL.iter().find(|scenario| scenario.id == id) else {
                return;
            };
            let chosen = share::State {
                source: scenario.source().into(),
                clock: program.clock,
                speed: program.speed,
                ..share::State::default()
            };
            // Going back leads to the program as it was edited last.
            url::replace(&program, &share::View::default());
            url::push(&chosen);
            send.emit(Action::Open {
                program: chosen,
                link_problem: None,
            });
        })
    };
    let option = |scenario: &Scenario| {
        markup!(
            "<option value={} selected={}>{}</option>",
            scenario.id,
            current == Some(scenario),
            scenario.title
        )
    };
    markup!(
        r#"<select class="scenario" aria-label="Scenario" onchange={}>
            <option value="" selected={} disabled="disabled" hidden={}>Your own program</option>
            {}
        </select>"#,
        on_change,
        current.is_none(),
        current.is_some(),
        scenarios::ALL.iter().map(option).collect::<Vec<_>>()
    )
}

fn clock_choice(program: &share::State, send: &Callback<Action>) -> Html {
    let share::State { clock, speed, .. } = program;
    let choice = |kind: ClockKind, words: &'static str, title: &'static str| {
        let chosen = *clock == kind;
        markup!(
            r#"<label title={} class={}><input type="radio" name="clock" checked={} onchange={} />{}</label>"#,
            title,
            chosen.then_some("chosen"),
            chosen,
            sends(send, Action::SetClock(kind)),
            words
        )
    };
    let on_speed = sends_of(send, |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        Action::SetSpeed(select.value().parse().unwrap_or(1.0))
    });
    let mut speeds = SPEEDS.to_vec();
    // A link may have brought one of its own.
    if !speeds.contains(speed) {
        speeds.push(*speed);
    }
    let option = |offered: &f64| {
        markup!(
            "<option value={} selected={}>{}</option>",
            offered.to_string(),
            offered == speed,
            format!("×{offered}")
        )
    };
    let speeds = match clock {
        ClockKind::Virtual => Html::default(),
        ClockKind::Real => markup!(
            r#"<select aria-label="Speed of the real clock" onchange={}>{}</select>"#,
            on_speed,
            speeds.iter().map(option).collect::<Vec<_>>()
        ),
    };
    markup!(
        r#"<fieldset class="clock"><legend class="unseen">Clock</legend>{}{}{}</fieldset>"#,
        choice(ClockKind::Virtual, "Virtual clock", "Waiting takes no time"),
        choice(
            ClockKind::Real,
            "Real clock",
            "Waiting takes the time it takes"
        ),
        speeds
    )
}

#[derive(PartialEq)]
struct ThemeButton;

impl Part for ThemeButton {
    fn draw(&self, _: &mut HookContext) -> Html {
        markup!(
            r#"<button class="icon" aria-label="Switch between light and dark" title="Light or dark" onclick={}>
                <span aria-hidden="true">◐</span>
            </button>"#,
            Act::new(|_: Event| theme::toggle())
        )
    }
}
