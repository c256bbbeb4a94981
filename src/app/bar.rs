//! The bar at the top: which program, run and stop, which clock, and what to do with the whole of it.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::dialog::ShareButton;
use super::help::Help;
use super::state::{Action, Shown};
use super::take_away::TakeAway;
use super::{theme, url};
use crate::scenarios;
use crate::share::{self, ClockKind};

/// Speeds of the real clock that are offered.
const SPEEDS: [f64; 7] = [0.5, 1.0, 2.0, 5.0, 10.0, 60.0, 3600.0];

#[derive(PartialEq, Properties)]
pub struct BarProps {
    pub program: Rc<share::State>,
    pub running: bool,
    pub playing: bool,
    /// How it is looked at.
    pub view: share::View,
    pub shown: Option<Shown>,
    pub send: Callback<Action>,
    pub stop: Callback<()>,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let BarProps {
        program,
        running,
        send,
        stop,
        ..
    } = props;
    html! {
        <header class="bar">
            <h1 class="brand">
                { logo() }
                { "Interleave" }
            </h1>
            { scenario_menu(program, send) }
            if *running {
                <button class="go stop" onclick={stop.reform(|_| ())}>
                    <span aria-hidden="true">{ "■ " }</span>{ "Stop" }
                </button>
            } else {
                <button class="go" title="Ctrl+Enter" onclick={send.reform(|_| Action::Run)}>
                    <span aria-hidden="true">{ "▶ " }</span>{ "Run" }
                </button>
            }
            { clock_choice(program, send) }
            <span class="spring" />
            <ShareButton program={program.clone()} view={props.view.clone()} />
            <TakeAway program={program.clone()} view={props.view.clone()} shown={props.shown.clone()} />
            <ThemeButton />
            <Help playing={props.playing} send={send.clone()} />
        </header>
    }
}

fn logo() -> Html {
    html! {
        <svg class="logo" width="26" height="22" viewBox="0 0 26 22" aria-hidden="true">
            <rect class="even" y="1" width="11" height="5" rx="2.5" />
            <rect class="odd" x="8" y="8.5" width="11" height="5" rx="2.5" />
            <rect class="even" x="15" y="16" width="11" height="5" rx="2.5" />
        </svg>
    }
}

fn scenario_menu(program: &Rc<share::State>, send: &Callback<Action>) -> Html {
    let current = scenarios::of_source(&program.source);
    let on_change = {
        let (program, send) = (program.clone(), send.clone());
        move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let id = select.value();
            let Some(scenario) = scenarios::ALL.iter().find(|scenario| scenario.id == id) else {
                return;
            };
            let chosen = share::State {
                source: scenario.source.into(),
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
        }
    };
    html! {
        <select class="scenario" aria-label="Scenario" onchange={on_change}>
            <option value="" selected={current.is_none()} disabled={true} hidden={current.is_some()}>
                { "Your own program" }
            </option>
            { for scenarios::ALL.iter().map(|scenario| html! {
                <option value={scenario.id} selected={current == Some(scenario)}>{ scenario.title }</option>
            }) }
        </select>
    }
}

fn clock_choice(program: &share::State, send: &Callback<Action>) -> Html {
    let share::State { clock, speed, .. } = program;
    let choice = |kind: ClockKind, words: &'static str, title: &'static str| {
        let choose = send.reform(move |_: Event| Action::SetClock(kind));
        html! {
            <label {title} class={classes!((*clock == kind).then_some("chosen"))}>
                <input type="radio" name="clock" checked={*clock == kind} onchange={choose} />
                { words }
            </label>
        }
    };
    let on_speed = send.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        Action::SetSpeed(select.value().parse().unwrap_or(1.0))
    });
    let mut speeds = SPEEDS.to_vec();
    // A link may have brought one of its own.
    if !speeds.contains(speed) {
        speeds.push(*speed);
    }
    html! {
        <fieldset class="clock">
            <legend class="unseen">{ "Clock" }</legend>
            { choice(ClockKind::Virtual, "Virtual clock", "Waiting takes no time") }
            { choice(ClockKind::Real, "Real clock", "Waiting takes the time it takes") }
            if *clock == ClockKind::Real {
                <select aria-label="Speed of the real clock" onchange={on_speed}>
                    { for speeds.iter().map(|offered| html! {
                        <option value={offered.to_string()} selected={offered == speed}>
                            { format!("×{offered}") }
                        </option>
                    }) }
                </select>
            }
        </fieldset>
    }
}

#[component]
fn ThemeButton() -> Html {
    let dark = use_state(theme::is_dark);
    let toggle = {
        let dark = dark.clone();
        move |_| {
            theme::toggle();
            dark.set(theme::is_dark());
        }
    };
    html! {
        <button class="icon" aria-label="Switch between light and dark" title="Light or dark" onclick={toggle}>
            <span aria-hidden="true">{ "◐" }</span>
        </button>
    }
}
