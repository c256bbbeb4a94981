//! How the page is looked at ↔ what a link says of it. Pure.

use std::rc::Rc;

use super::cursor::Cursor;
use super::state::State;
use crate::share;
use crate::timeline::TimeRange;
use crate::trace::event::RunId;

impl State {
    /// How it is looked at, for a link.
    pub fn shared_view(&self) -> share::View {
        let stretch = |range: TimeRange| share::Stretch {
            start: range.start,
            end: range.end,
        };
        share::View {
            cursor: self.cursor.map(|cursor| share::Moment {
                run: cursor.run.0,
                time: cursor.time,
            }),
            zoom: self.view.map(stretch),
            selected: self.selected.map(stretch),
            tab: self.tab,
            hidden: self.hidden.iter().map(|run| run.0).collect(),
            note: (*self.note).into(),
        }
    }

    /// Looks at it as a link says.
    pub(super) fn look_as(&mut self, view: share::View) {
        let range = |stretch: share::Stretch| TimeRange::new(stretch.start, stretch.end);
        self.cursor = view.cursor.map(|moment| Cursor {
            run: RunId(moment.run),
            time: moment.time,
            records: None,
        });
        self.view = view.zoom.map(range);
        self.selected = view.selected.map(range);
        self.tab = view.tab;
        self.hidden = Rc::new(view.hidden.into_iter().map(RunId).collect());
        self.note = view.note.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Action;

    #[test]
    fn a_link_brings_its_view() {
        let stretch = |start, end| Some(share::Stretch { start, end });
        let view = share::View {
            cursor: Some(share::Moment { run: 1, time: 0.5 }),
            zoom: stretch(0.25, 1.0),
            selected: stretch(0.5, 0.75),
            tab: 2,
            hidden: [1].into(),
            note: "look".into(),
        };
        let page = State::new(share::State::default(), None);
        let opened = page.after(Action::Arrange(view.clone()));
        assert_eq!(opened.shared_view(), view);
        let bare = opened.after(Action::Arrange(share::View::default()));
        assert_eq!(bare.shared_view(), share::View::default());
    }
}
