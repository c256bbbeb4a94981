//! How a program is looked at: the part of a link that is not the program.
//!
//! Each thing that is set is a tag, the number of its bytes, and its bytes, in varints: `1` the cursor (the run, nanoseconds
//! since its zero), `2` the zoom and `3` what is measured (beginning and length in nanoseconds), `4` the number of the tab, `5` the
//! numbers of the runs that are left out, `6` a note in UTF-8.
//! A tag that is not known is skipped, so a page can read what a later one adds.

use super::{put_varint, sized, varint};

/// What is looked at. Nothing in it changes what a program does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub cursor: Option<Moment>,
    /// The part of the axis that is shown; all of it without.
    pub zoom: Option<Stretch>,
    /// The stretch that is measured.
    pub selected: Option<Stretch>,
    /// The open tab, counted from 0.
    pub tab: u8,
    /// The runs that are not drawn, counted from 0, ascending.
    pub hidden: Vec<u32>,
    /// What the author says to whoever opens the link.
    pub note: String,
}

/// A moment of a run, in seconds since its zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    pub run: u32,
    pub time: f64,
}

/// A part of the axis, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    pub start: f64,
    pub end: f64,
}

const CURSOR: u64 = 1;
const ZOOM: u64 = 2;
const SELECTED: u64 = 3;
const TAB: u64 = 4;
const HIDDEN: u64 = 5;
const NOTE: u64 = 6;

impl View {
    /// What an author says and leaves out, without where a reader stands.
    pub fn of_author(&self) -> View {
        View {
            hidden: self.hidden.clone(),
            note: self.note.clone(),
            ..View::default()
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Some(Moment { run, time }) = self.cursor {
            put(&mut bytes, CURSOR, &[u64::from(run), nanoseconds(time)]);
        }
        for (tag, stretch) in [(ZOOM, self.zoom), (SELECTED, self.selected)] {
            if let Some(Stretch { start, end }) = stretch {
                let length = nanoseconds(end - start).max(1);
                put(&mut bytes, tag, &[nanoseconds(start), length]);
            }
        }
        if self.tab > 0 {
            put(&mut bytes, TAB, &[u64::from(self.tab)]);
        }
        if !self.hidden.is_empty() {
            let runs: Vec<u64> = self.hidden.iter().copied().map(u64::from).collect();
            put(&mut bytes, HIDDEN, &runs);
        }
        if !self.note.is_empty() {
            put_bytes(&mut bytes, NOTE, self.note.as_bytes());
        }
        bytes
    }

    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<View> {
        let mut view = View::default();
        while !bytes.is_empty() {
            let (tag, rest) = varint(bytes)?;
            let (value, rest) = sized(rest)?;
            bytes = rest;
            match tag {
                CURSOR => {
                    let (run, time) = pair(value)?;
                    let (run, time) = (u32::try_from(run).ok()?, seconds(time));
                    view.cursor = Some(Moment { run, time });
                }
                ZOOM => view.zoom = Some(stretch(value)?),
                SELECTED => view.selected = Some(stretch(value)?),
                TAB => view.tab = u8::try_from(varint(value)?.0).ok()?,
                HIDDEN => view.hidden = runs(value)?,
                NOTE => view.note = String::from_utf8(value.to_vec()).ok()?,
                _ => {}
            }
        }
        Some(view)
    }
}

fn put(bytes: &mut Vec<u8>, tag: u64, numbers: &[u64]) {
    let mut value = Vec::new();
    for &number in numbers {
        put_varint(&mut value, number);
    }
    put_bytes(bytes, tag, &value);
}

fn put_bytes(bytes: &mut Vec<u8>, tag: u64, value: &[u8]) {
    put_varint(bytes, tag);
    put_varint(bytes, value.len() as u64);
    bytes.extend(value);
}

fn runs(mut bytes: &[u8]) -> Option<Vec<u32>> {
    let mut runs = Vec::new();
    while !bytes.is_empty() {
        let (run, rest) = varint(bytes)?;
        runs.push(u32::try_from(run).ok()?);
        bytes = rest;
    }
    runs.sort_unstable();
    runs.dedup();
    Some(runs)
}

fn pair(bytes: &[u8]) -> Option<(u64, u64)> {
    let (first, rest) = varint(bytes)?;
    Some((first, varint(rest)?.0))
}

/// A stretch of no length cannot be shown.
fn stretch(bytes: &[u8]) -> Option<Stretch> {
    let (start, length) = pair(bytes)?;
    let start = seconds(start);
    let end = start + seconds(length);
    (start < end).then_some(Stretch { start, end })
}

/// What is before zero is not looked at.
fn nanoseconds(seconds: f64) -> u64 {
    (seconds * 1e9).round() as u64
}

fn seconds(nanoseconds: u64) -> f64 {
    nanoseconds as f64 / 1e9
}
